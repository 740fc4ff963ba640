//! The table of builtin types. The number of a type is also the shape of its direct instances.

use super::Kind;

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct TypeRow {
    /// The type.
    pub ty: Type,
    /// `__name__`.
    pub name: &'static str,
    /// The base class; `object` has itself.
    pub base: Type,
    /// The kind of cells that instances have; `Free` for types whose instances are words or cannot be made.
    pub kind: Kind,
    /// Whether guest classes may derive from it.
    pub subclassable: bool,
}

macro_rules! types {
    ($($ty:ident $name:literal $base:ident $kind:ident $sub:literal;)* ; $($exc:ident $exc_base:ident;)*) => {
        /// A builtin type.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u16)]
        #[allow(missing_docs)]
        pub enum Type { $($ty,)* $($exc,)* }

        impl Type {
            /// All rows, in the order of their numbers; a base stands before what derives from it.
            pub const TABLE: &'static [TypeRow] = &[
                $(TypeRow { ty: Type::$ty, name: $name, base: Type::$base, kind: Kind::$kind, subclassable: $sub },)*
                $(TypeRow { ty: Type::$exc, name: stringify!($exc), base: Type::$exc_base, kind: Kind::Exception, subclassable: true },)*
            ];
            /// How many there are.
            pub const COUNT: usize = Type::TABLE.len();
        }
    };
}

types! {
    Object "object" Object Instance true;
    Type "type" Object Class true;
    Int "int" Object Int true;
    Bool "bool" Int Free false;
    Float "float" Object Float true;
    Complex "complex" Object Complex true;
    NoneType "NoneType" Object Free false;
    NotImplementedType "NotImplementedType" Object Free false;
    EllipsisType "ellipsis" Object Free false;
    Str "str" Object Str true;
    Bytes "bytes" Object Bytes true;
    ByteArray "bytearray" Object ByteArray true;
    Tuple "tuple" Object Tuple true;
    List "list" Object List true;
    Dict "dict" Object Dict true;
    Set "set" Object Set true;
    FrozenSet "frozenset" Object Set true;
    Range "range" Object Range false;
    Slice "slice" Object Slice false;
    DictKeys "dict_keys" Object DictView false;
    DictValues "dict_values" Object DictView false;
    DictItems "dict_items" Object DictView false;
    MappingProxy "mappingproxy" Object DictView false;
    Cell "cell" Object CellVar false;
    Code "code" Object CodeObj false;
    Function "function" Object Function false;
    BuiltinFunction "builtin_function_or_method" Object Builtin false;
    MethodDescriptor "method_descriptor" Object Builtin false;
    ClassMethodDescriptor "classmethod_descriptor" Object Builtin false;
    SlotWrapper "wrapper_descriptor" Object Builtin false;
    GetSet "getset_descriptor" Object Builtin false;
    Method "method" Object BoundMethod false;
    BuiltinMethod "builtin_function_or_method" Object BoundMethod false;
    MethodWrapper "method-wrapper" Object BoundMethod false;
    GenericAlias "GenericAlias" Object Alias false;
    UnionType "UnionType" Object Alias false;
    NativeFunction "native_function" Object NativeFunction false;
    Module "module" Object Module true;
    Generator "generator" Object Generator false;
    Coroutine "coroutine" Object Coroutine false;
    AsyncGenerator "async_generator" Object Coroutine false;
    CoroutineWrapper "coroutine_wrapper" Object Awaiter false;
    AsyncGeneratorASend "async_generator_asend" Object Awaiter false;
    AsyncGeneratorAThrow "async_generator_athrow" Object Awaiter false;
    AnextAwaitable "anext_awaitable" Object Awaiter false;
    Traceback "traceback" Object Traceback false;
    Property "property" Object Property true;
    StaticMethod "staticmethod" Object Wrapper true;
    ClassMethod "classmethod" Object Wrapper true;
    Super "super" Object Super true;
    Array "Array" Object Array false;
    Host "host_object" Object Host false;
    WeakRef "weakref" Object WeakRef true;
    Member "member_descriptor" Object Wrapper false;
    ListIterator "list_iterator" Object Iter false;
    ListReverseIterator "list_reverseiterator" Object Iter false;
    TupleIterator "tuple_iterator" Object Iter false;
    StrIterator "str_iterator" Object Iter false;
    BytesIterator "bytes_iterator" Object Iter false;
    RangeIterator "range_iterator" Object Iter false;
    LongRangeIterator "longrange_iterator" Object Iter false;
    DictKeyIterator "dict_keyiterator" Object Iter false;
    DictValueIterator "dict_valueiterator" Object Iter false;
    DictItemIterator "dict_itemiterator" Object Iter false;
    DictReverseIterator "dict_reversekeyiterator" Object Iter false;
    SetIterator "set_iterator" Object Iter false;
    SequenceIterator "iterator" Object Iter false;
    CallableIterator "callable_iterator" Object Iter false;
    Enumerate "enumerate" Object Iter true;
    Zip "zip" Object Iter true;
    Map "map" Object Iter true;
    Filter "filter" Object Iter true;
    Reversed "reversed" Object Iter true;
    ArrayIterator "array_iterator" Object Iter false;
    NativeIterator "native_iterator" Object Iter false;
    MemoryView "memoryview" Object Host false;
    Lock "lock" Object Host false;
    RLock "RLock" Object Host false;
    TextIOWrapper "TextIOWrapper" Object Host false;
    BufferedReader "BufferedReader" Object Host false;
    BufferedWriter "BufferedWriter" Object Host false;
    BufferedRandom "BufferedRandom" Object Host false;
    StringIO "StringIO" Object Host true;
    BytesIO "BytesIO" Object Host true;
    Pattern "Pattern" Object Host false;
    Match "Match" Object Host false;
    Scanner "SRE_Scanner" Object Host false;
    VersionInfo "version_info" Tuple Tuple false;
    FloatInfo "float_info" Tuple Tuple false;
    HashInfo "hash_info" Tuple Tuple false;
    IntInfo "int_info" Tuple Tuple false;
    ThreadInfo "thread_info" Tuple Tuple false;
    SysFlags "flags" Tuple Tuple false;
    StructTime "struct_time" Tuple Tuple false;
    StatResult "stat_result" Tuple Tuple false;
    TerminalSize "terminal_size" Tuple Tuple false;
    ClockInfo "clock_info" Tuple Tuple false;
    ;
    BaseException Object;
    SystemExit BaseException;
    KeyboardInterrupt BaseException;
    GeneratorExit BaseException;
    BaseExceptionGroup BaseException;
    EngineClosed BaseException;
    Exception BaseException;
    ExceptionGroup BaseExceptionGroup;
    StopIteration Exception;
    StopAsyncIteration Exception;
    ArithmeticError Exception;
    FloatingPointError ArithmeticError;
    OverflowError ArithmeticError;
    ZeroDivisionError ArithmeticError;
    AssertionError Exception;
    AttributeError Exception;
    BufferError Exception;
    EOFError Exception;
    ImportError Exception;
    ModuleNotFoundError ImportError;
    LookupError Exception;
    IndexError LookupError;
    KeyError LookupError;
    MemoryError Exception;
    NameError Exception;
    UnboundLocalError NameError;
    OSError Exception;
    BlockingIOError OSError;
    ChildProcessError OSError;
    ConnectionError OSError;
    BrokenPipeError ConnectionError;
    ConnectionAbortedError ConnectionError;
    ConnectionRefusedError ConnectionError;
    ConnectionResetError ConnectionError;
    FileExistsError OSError;
    FileNotFoundError OSError;
    InterruptedError OSError;
    IsADirectoryError OSError;
    NotADirectoryError OSError;
    PermissionError OSError;
    ProcessLookupError OSError;
    TimeoutError OSError;
    ReferenceError Exception;
    RuntimeError Exception;
    NotImplementedError RuntimeError;
    RecursionError RuntimeError;
    SyntaxError Exception;
    IndentationError SyntaxError;
    TabError IndentationError;
    SystemError Exception;
    TypeError Exception;
    RegionError TypeError;
    ValueError Exception;
    UnicodeError ValueError;
    AliasError ValueError;
    UnicodeDecodeError UnicodeError;
    UnicodeEncodeError UnicodeError;
    UnicodeTranslateError UnicodeError;
    Warning Exception;
    BytesWarning Warning;
    DeprecationWarning Warning;
    EncodingWarning Warning;
    FutureWarning Warning;
    ImportWarning Warning;
    PendingDeprecationWarning Warning;
    ResourceWarning Warning;
    RuntimeWarning Warning;
    SyntaxWarning Warning;
    UnicodeWarning Warning;
    UserWarning Warning;
}

impl Type {
    /// The shape of direct instances.
    #[inline(always)]
    pub const fn shape(self) -> u32 {
        self as u32
    }

    /// The row of this type.
    pub fn row(self) -> &'static TypeRow {
        &Type::TABLE[self as usize]
    }

    /// `__name__`.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The type with this number.
    pub fn from_shape(shape: u32) -> Option<Type> {
        Type::TABLE.get(shape as usize).map(|row| row.ty)
    }

    /// Whether this type is `base` or derives from it.
    pub fn is_subtype_of(self, base: Type) -> bool {
        let mut ty = self;
        loop {
            if ty == base {
                return true;
            }
            if ty == Type::Object {
                return false;
            }
            ty = ty.row().base;
        }
    }

    /// Whether it stands in the `builtins` module under its name.
    pub fn is_in_builtins(self) -> bool {
        if self.is_subtype_of(Type::BaseException) {
            return !matches!(self, Type::EngineClosed | Type::RegionError | Type::AliasError);
        }
        matches!(
            self,
            Type::Object
                | Type::Type
                | Type::Int
                | Type::Bool
                | Type::Float
                | Type::Complex
                | Type::Str
                | Type::Bytes
                | Type::ByteArray
                | Type::MemoryView
                | Type::Tuple
                | Type::List
                | Type::Dict
                | Type::Set
                | Type::FrozenSet
                | Type::Range
                | Type::Slice
                | Type::Property
                | Type::StaticMethod
                | Type::ClassMethod
                | Type::Super
                | Type::Enumerate
                | Type::Zip
                | Type::Map
                | Type::Filter
                | Type::Reversed
        )
    }
}
