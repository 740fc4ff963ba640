//! Names that the runtime itself looks up, interned once per engine.

macro_rules! names {
    ($($name:ident $text:literal)*) => {
        /// A name that the runtime itself uses.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Name { $($name,)* }

        impl Name {
            /// All texts, in the order of the names.
            pub const TEXTS: &'static [&'static str] = &[$($text,)*];
            /// How many there are.
            pub const COUNT: usize = Name::TEXTS.len();
            /// The text.
            pub fn text(self) -> &'static str {
                Name::TEXTS[self as usize]
            }
        }
    };
}

names! {
    Init "__init__" New "__new__" Del "__del__" Repr "__repr__" Str "__str__" Bytes "__bytes__" Format "__format__"
    Lt "__lt__" Le "__le__" Eq "__eq__" Ne "__ne__" Gt "__gt__" Ge "__ge__" Hash "__hash__" Bool "__bool__"
    GetAttr "__getattr__" GetAttribute "__getattribute__" SetAttr "__setattr__" DelAttr "__delattr__" Dir "__dir__"
    Get "__get__" Set "__set__" Delete "__delete__" SetName "__set_name__" InitSubclass "__init_subclass__"
    ClassGetItem "__class_getitem__" InstanceCheck "__instancecheck__" SubclassCheck "__subclasscheck__"
    Prepare "__prepare__" Call "__call__" Len "__len__" LengthHint "__length_hint__" GetItem "__getitem__"
    SetItem "__setitem__" DelItem "__delitem__" Missing "__missing__" Iter "__iter__" Next "__next__"
    Reversed "__reversed__" Contains "__contains__" Add "__add__" Sub "__sub__" Mul "__mul__" MatMul "__matmul__"
    TrueDiv "__truediv__" FloorDiv "__floordiv__" Mod "__mod__" DivMod "__divmod__" Pow "__pow__" LShift "__lshift__"
    RShift "__rshift__" And "__and__" Xor "__xor__" Or "__or__" RAdd "__radd__" RSub "__rsub__" RMul "__rmul__"
    RMatMul "__rmatmul__" RTrueDiv "__rtruediv__" RFloorDiv "__rfloordiv__" RMod "__rmod__" RDivMod "__rdivmod__"
    RPow "__rpow__" RLShift "__rlshift__" RRShift "__rrshift__" RAnd "__rand__" RXor "__rxor__" ROr "__ror__"
    IAdd "__iadd__" ISub "__isub__" IMul "__imul__" IMatMul "__imatmul__" ITrueDiv "__itruediv__"
    IFloorDiv "__ifloordiv__" IMod "__imod__" IPow "__ipow__" ILShift "__ilshift__" IRShift "__irshift__"
    IAnd "__iand__" IXor "__ixor__" IOr "__ior__" Neg "__neg__" Pos "__pos__" Abs "__abs__" Invert "__invert__"
    Complex "__complex__" Int "__int__" Float "__float__" Index "__index__" Round "__round__" Trunc "__trunc__"
    Floor "__floor__" Ceil "__ceil__" Enter "__enter__" Exit "__exit__" Await "__await__" AIter "__aiter__"
    ANext "__anext__" AEnter "__aenter__" AExit "__aexit__" Dict "__dict__" Class "__class__" Bases "__bases__"
    Mro "__mro__" Name "__name__" QualName "__qualname__" Module "__module__" Doc "__doc__" Slots "__slots__"
    WeakRef "__weakref__" Defaults "__defaults__" KwDefaults "__kwdefaults__" Code "__code__" Globals "__globals__"
    Closure "__closure__" Annotations "__annotations__" Wrapped "__wrapped__" SelfName "__self__" Func "__func__"
    Cause "__cause__" Context "__context__" Traceback "__traceback__" SuppressContext "__suppress_context__"
    Notes "__notes__" ArgsName "args" ClassCell "__classcell__" MatchArgs "__match_args__" Builtins "__builtins__"
    File "__file__" Path "__path__" Package "__package__" Spec "__spec__" Loader "__loader__" All "__all__"
    MainName "__main__" Subclasses "__subclasses__" MroEntries "__mro_entries__" Abstract "__abstractmethods__"
    Send "send" Throw "throw" Close "close" Append "append" Keys "keys" Value "value" Errno "errno" StrError "strerror"
    FileName "filename" NameAttr "name" Obj "obj" Msg "msg" Metaclass "metaclass" Join "join" Copy "copy"
    Sys "sys" Stdout "stdout" Stderr "stderr" Stdin "stdin" Write "write" Flush "flush" Modules "modules" BuiltinsName "builtins"
    Prepared "__orig_bases__" Reduce "__reduce__" Sizeof "__sizeof__" Import "__import__" BaseName "__base__"
    Start "start" Stop "stop" Step "step" DisplayHook "displayhook" ExcepthookName "excepthook" Code2 "code"
    Items "items" Values "values" Get2 "get" Update "update" GetState "__getstate__"
}
