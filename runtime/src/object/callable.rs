//! What can be called: functions, builtins, bound methods; and the descriptors around them.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use crate::heap::{Args, Gil, Header, Local, Marker, Object, Reg, Res, slot_set};
use crate::object::{Class, CodeObj, Dict, Kind, Name, Tuple, Type};
use crate::word::Word;

/// The Rust function behind a builtin: reads its arguments from registers, writes its result to one.
pub type BuiltinFn = fn(&mut Gil, Args, Reg) -> Res;

/// A builtin as the tables declare it.
///
/// `params` reads like a parameter list of the language: `"iterable, /, *, key=None, reverse=False"`. Defaults are
/// `None`, `True`, `False`, ints, `'text'`, or `?` for "no value" (the register is unset). The registers that the
/// function gets are: the positional parameters in order, then the arguments of `*args` one by one, then the
/// keyword-only parameters in order, then the dict of `**kwargs`. Methods have the receiver first, which
/// `params` does not mention.
#[derive(Debug, Clone, Copy)]
pub struct Def {
    /// The name.
    pub name: &'static str,
    /// The parameters.
    pub params: &'static str,
    /// The function.
    pub run: BuiltinFn,
    /// Function, method and so on.
    pub flavor: BuiltinFlavor,
}

impl Def {
    /// A function of a module, or a method of a type.
    pub const fn new(name: &'static str, params: &'static str, run: BuiltinFn) -> Def {
        Def { name, params, run, flavor: BuiltinFlavor::Function }
    }

    /// A class method: the first register is the class.
    pub const fn class_method(name: &'static str, params: &'static str, run: BuiltinFn) -> Def {
        Def { name, params, run, flavor: BuiltinFlavor::ClassMethod }
    }

    /// A static method (also `__new__`, which gets the class as an ordinary first argument).
    pub const fn static_method(name: &'static str, params: &'static str, run: BuiltinFn) -> Def {
        Def { name, params, run, flavor: BuiltinFlavor::StaticMethod }
    }

    /// A read-only attribute: called with the receiver.
    pub const fn getter(name: &'static str, run: BuiltinFn) -> Def {
        Def { name, params: "", run, flavor: BuiltinFlavor::Getter }
    }
}

/// How a builtin binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuiltinFlavor {
    /// A function of a module; in a type's table it becomes a `Method`.
    Function,
    /// Binds the receiver.
    Method,
    /// Binds the class.
    ClassMethod,
    /// Binds nothing.
    StaticMethod,
    /// An attribute computed by the function.
    Getter,
}

/// How a parameter is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ParamKind {
    PositionalOnly,
    Positional,
    KeywordOnly,
}

/// The default of a builtin's parameter.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub enum ParamDefault {
    Required,
    /// The register is unset.
    Unset,
    None,
    Bool(bool),
    Int(i64),
    Text(&'static str),
}

/// A parameter of a builtin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Param {
    /// Its name.
    pub name: &'static str,
    /// How it is given.
    pub kind: ParamKind,
    /// What it is if it is not given.
    pub default: ParamDefault,
}

/// The parameters of a builtin.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Signature {
    /// Positional ones (the receiver of a method included), then keyword-only ones.
    pub params: Vec<Param>,
    /// How many are positional.
    pub positional: usize,
    /// How many positional ones have no default.
    pub required: usize,
    /// Is there a `*args`?
    pub star: bool,
    /// Is there a `**kwargs`?
    pub double_star: bool,
}

impl Signature {
    /// Reads the text of a `Def`; `receiver` adds a first parameter. A text that is wrong is a bug of a table, found by
    /// the test that reads them all.
    pub fn parse(text: &'static str, receiver: bool) -> Result<Signature, String> {
        let mut signature = Signature::default();
        let mut keyword_only = false;
        if receiver {
            signature.params.push(Param {
                name: "self",
                kind: ParamKind::PositionalOnly,
                default: ParamDefault::Required,
            });
        }
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            if part == "/" {
                signature.params.iter_mut().for_each(|param| param.kind = ParamKind::PositionalOnly);
            } else if part == "*" {
                keyword_only = true;
            } else if part.starts_with("**") {
                signature.double_star = true;
            } else if part.starts_with('*') {
                (keyword_only, signature.star) = (true, true);
            } else {
                let (name, default) = match part.split_once('=') {
                    None => (part, ParamDefault::Required),
                    Some((name, default)) => (name.trim(), parse_default(default.trim())?),
                };
                let kind = if keyword_only { ParamKind::KeywordOnly } else { ParamKind::Positional };
                signature.params.push(Param { name, kind, default });
            }
        }
        signature.positional =
            signature.params.iter().take_while(|param| param.kind != ParamKind::KeywordOnly).count();
        signature.required = signature.params[..signature.positional]
            .iter()
            .take_while(|param| param.default == ParamDefault::Required)
            .count();
        Ok(signature)
    }

    /// Whether calls without keywords need nothing but a check of the count and defaults behind the arguments.
    pub fn is_simple(&self) -> bool {
        !self.star && !self.double_star && self.positional == self.params.len()
    }
}

fn parse_default(text: &'static str) -> Result<ParamDefault, String> {
    Ok(match text {
        "?" => ParamDefault::Unset,
        "None" => ParamDefault::None,
        "True" => ParamDefault::Bool(true),
        "False" => ParamDefault::Bool(false),
        _ => match (text.parse(), text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''))) {
            (Ok(int), _) => ParamDefault::Int(int),
            (_, Some("\\n")) => ParamDefault::Text("\n"),
            (_, Some(text)) => ParamDefault::Text(text),
            _ => return Err(format!("no default can be read from {text:?}")),
        },
    })
}

/// A builtin function or method.
#[repr(C)]
pub struct Builtin {
    header: Header,
    /// The function.
    pub run: BuiltinFn,
    /// The fewest positional arguments.
    pub min: u32,
    /// The most positional arguments.
    pub max: u32,
    /// Whether `Signature::is_simple`.
    pub simple: bool,
    /// How it binds.
    pub flavor: BuiltinFlavor,
    /// The shape of direct instances of the type whose method it is; of others it takes a look at the class.
    pub receiver_shape: u32,
    /// The name.
    pub name: &'static str,
    /// The parameters.
    pub signature: Rc<Signature>,
    owner: Word,
    module: Word,
}

// SAFETY: repr(C), header first; trace shows the words.
unsafe impl Object for Builtin {
    const KIND: Kind = Kind::Builtin;
    fn trace(&self, marker: &mut Marker) {
        marker.mark(self.owner);
        marker.mark(self.module);
    }
}

impl Builtin {
    /// The class whose method it is, or None.
    pub fn owner(&self) -> Local<'_> {
        Local::new(self.owner)
    }

    /// `__module__`.
    pub fn module(&self) -> Local<'_> {
        Local::new(self.module)
    }
}

/// A function of the program.
#[repr(C)]
pub struct Function {
    header: Header,
    /// The code, to spare a lookup in calls.
    pub(crate) code_ptr: *const CodeObj,
    code: Word,
    globals: Word,
    closure: Word,
    defaults: Cell<Word>,
    kwdefaults: Cell<Word>,
    attrs: Cell<Word>,
}

// SAFETY: repr(C), header first; trace shows the words.
unsafe impl Object for Function {
    const KIND: Kind = Kind::Function;
    fn trace(&self, marker: &mut Marker) {
        marker.mark(self.code);
        marker.mark(self.globals);
        marker.mark(self.closure);
        for cell in [&self.defaults, &self.kwdefaults, &self.attrs] {
            marker.mark(cell.get());
        }
    }
}

impl Function {
    /// `__code__`.
    #[inline(always)]
    pub fn code(&self) -> &CodeObj {
        // SAFETY: `code` keeps it alive, and it never changes.
        unsafe { &*self.code_ptr }
    }

    /// `__globals__`.
    #[inline(always)]
    pub fn globals(&self) -> &Dict {
        match Local::new(self.globals).as_dict() {
            Some(dict) => dict,
            None => unreachable!("a function has a dict of globals"),
        }
    }

    /// `__closure__`: a tuple of cells, or None.
    #[inline(always)]
    pub fn closure(&self) -> Local<'_> {
        Local::new(self.closure)
    }

    /// `__defaults__`: a tuple, or None.
    #[inline(always)]
    pub fn defaults(&self) -> Option<&Tuple> {
        Local::new(self.defaults.get()).as_tuple()
    }

    /// Sets `__defaults__`.
    pub fn set_defaults(&self, value: Local<'_>) {
        slot_set(&self.header, &self.defaults, value);
    }

    /// `__kwdefaults__`: a dict, or None.
    pub fn kwdefaults(&self) -> Option<&Dict> {
        Local::new(self.kwdefaults.get()).as_dict()
    }

    /// Sets `__kwdefaults__`.
    pub fn set_kwdefaults(&self, value: Local<'_>) {
        slot_set(&self.header, &self.kwdefaults, value);
    }

    /// The attributes that were set, if any; names like `__name__` are among them when they were changed.
    pub fn attrs(&self) -> Option<&Dict> {
        Local::new(self.attrs.get()).as_dict()
    }

    /// The dict of attributes, made if needed.
    pub fn attrs_or_new<'g>(&'g self, gil: &'g Gil) -> &'g Dict {
        match self.attrs() {
            Some(dict) => dict,
            None => {
                let dict = gil.dict();
                slot_set(&self.header, &self.attrs, dict.local());
                dict
            }
        }
    }

    fn text<'g>(&'g self, gil: &'g Gil, name: Name, default: Local<'g>) -> Local<'g> {
        self.attrs().and_then(|dict| dict.get_str(gil, gil.name(name))).unwrap_or(default)
    }

    /// `__name__`.
    pub fn name<'g>(&'g self, gil: &'g Gil) -> Local<'g> {
        self.text(gil, Name::Name, self.code().name())
    }

    /// `__qualname__`.
    pub fn qualname<'g>(&'g self, gil: &'g Gil) -> Local<'g> {
        self.text(gil, Name::QualName, self.code().qualname())
    }
}

/// A function with its receiver.
#[repr(C)]
pub struct BoundMethod {
    header: Header,
    function: Word,
    receiver: Word,
}

// SAFETY: repr(C), header first; trace shows the words.
unsafe impl Object for BoundMethod {
    const KIND: Kind = Kind::BoundMethod;
    fn trace(&self, marker: &mut Marker) {
        marker.mark(self.function);
        marker.mark(self.receiver);
    }
}

impl BoundMethod {
    /// `__func__`.
    pub fn function(&self) -> Local<'_> {
        Local::new(self.function)
    }

    /// `__self__`.
    pub fn receiver(&self) -> Local<'_> {
        Local::new(self.receiver)
    }
}

/// A `@nogil` function: the bytecode function and what the native tier keeps for it.
#[repr(C)]
pub struct NativeFunction {
    header: Header,
    function: Word,
    /// The region in the program.
    pub region: u32,
    /// What the native tier made of it.
    pub native: std::cell::RefCell<Option<Arc<dyn std::any::Any + Send + Sync>>>,
}

// SAFETY: repr(C), header first; trace shows the word.
unsafe impl Object for NativeFunction {
    const KIND: Kind = Kind::NativeFunction;
    fn trace(&self, marker: &mut Marker) {
        marker.mark(self.function);
    }
}

impl NativeFunction {
    /// The bytecode function.
    pub fn function(&self) -> &Function {
        match Local::new(self.function).as_function() {
            Some(function) => function,
            None => unreachable!("a native function wraps a function"),
        }
    }
}

/// A variable that a closure shares.
#[repr(C)]
pub struct CellVar {
    header: Header,
    pub(crate) value: Cell<Word>,
}

// SAFETY: repr(C), header first; trace shows the word.
unsafe impl Object for CellVar {
    const KIND: Kind = Kind::CellVar;
    fn trace(&self, marker: &mut Marker) {
        marker.mark(self.value.get());
    }
}

impl CellVar {
    /// The value, unset if the cell is empty.
    #[inline(always)]
    pub fn value(&self) -> Local<'_> {
        Local::new(self.value.get())
    }

    /// Replaces the value.
    #[inline(always)]
    pub fn set_value(&self, value: Local<'_>) {
        slot_set(&self.header, &self.value, value);
    }
}

/// `property(fget, fset, fdel, doc)`.
#[repr(C)]
pub struct Property {
    header: Header,
    parts: [Cell<Word>; 4],
}

// SAFETY: repr(C), header first; trace shows the words.
unsafe impl Object for Property {
    const KIND: Kind = Kind::Property;
    fn trace(&self, marker: &mut Marker) {
        self.parts.iter().for_each(|part| marker.mark(part.get()));
    }
}

impl Property {
    /// Getter, setter, deleter, doc by number; None if absent.
    pub fn part(&self, index: usize) -> Local<'_> {
        Local::new(self.parts.get(index).map_or(Word::NONE, Cell::get))
    }

    /// Sets a part.
    pub fn set_part(&self, index: usize, value: Local<'_>) {
        if let Some(part) = self.parts.get(index) {
            slot_set(&self.header, part, value);
        }
    }
}

/// `staticmethod(f)`, `classmethod(f)`, and the descriptor of a name in `__slots__`.
#[repr(C)]
pub struct Wrapper {
    header: Header,
    inner: Cell<Word>,
}

// SAFETY: repr(C), header first; trace shows the word.
unsafe impl Object for Wrapper {
    const KIND: Kind = Kind::Wrapper;
    fn trace(&self, marker: &mut Marker) {
        marker.mark(self.inner.get());
    }
}

impl Wrapper {
    /// The function, or the name of the slot.
    pub fn inner(&self) -> Local<'_> {
        Local::new(self.inner.get())
    }

    /// Replaces the function.
    pub fn set_inner(&self, value: Local<'_>) {
        slot_set(&self.header, &self.inner, value);
    }
}

/// `super(cls, obj)`.
#[repr(C)]
pub struct Super {
    header: Header,
    parts: [Cell<Word>; 3],
}

// SAFETY: repr(C), header first; trace shows the words.
unsafe impl Object for Super {
    const KIND: Kind = Kind::Super;
    fn trace(&self, marker: &mut Marker) {
        self.parts.iter().for_each(|part| marker.mark(part.get()));
    }
}

impl Super {
    /// The class behind which the search begins.
    pub fn class(&self) -> Local<'_> {
        Local::new(self.parts[0].get())
    }

    /// The object (or class) for which is searched.
    pub fn object(&self) -> Local<'_> {
        Local::new(self.parts[1].get())
    }

    /// The class whose order is searched.
    pub fn object_class(&self) -> Local<'_> {
        Local::new(self.parts[2].get())
    }
}

impl Gil {
    /// A builtin of a module or type.
    pub(crate) fn new_builtin(
        &self,
        def: &Def,
        signature: Signature,
        flavor: BuiltinFlavor,
        owner: Local<'_>,
        module: Local<'_>,
    ) -> Local<'_> {
        let ty = match flavor {
            BuiltinFlavor::Method if def.name.starts_with("__") => Type::SlotWrapper,
            BuiltinFlavor::Method => Type::MethodDescriptor,
            BuiltinFlavor::ClassMethod => Type::ClassMethodDescriptor,
            BuiltinFlavor::Getter => Type::GetSet,
            BuiltinFlavor::Function | BuiltinFlavor::StaticMethod => Type::BuiltinFunction,
        };
        let max = if signature.star { u32::MAX } else { signature.positional as u32 };
        let builtin = Builtin {
            header: Header::blank(Kind::Builtin),
            run: def.run,
            min: signature.required as u32,
            max,
            simple: signature.is_simple(),
            flavor,
            receiver_shape: owner.as_class().and_then(Class::builtin_type).map_or(u32::MAX, Type::shape),
            name: def.name,
            signature: Rc::new(signature),
            owner: owner.word(),
            module: module.word(),
        };
        self.alloc(builtin, ty.shape()).local()
    }

    /// A function of the program.
    pub(crate) fn new_function(&self, code: &CodeObj, globals: &Dict, closure: Local<'_>) -> &Function {
        let function = Function {
            header: Header::blank(Kind::Function),
            code_ptr: code,
            code: code.header().word(),
            globals: globals.header().word(),
            closure: closure.word(),
            defaults: Cell::new(Word::NONE),
            kwdefaults: Cell::new(Word::NONE),
            attrs: Cell::new(Word::NONE),
        };
        self.alloc(function, Type::Function.shape())
    }

    /// A bound method.
    pub fn bound_method(&self, function: Local<'_>, receiver: Local<'_>) -> Local<'_> {
        let method = BoundMethod {
            header: Header::blank(Kind::BoundMethod),
            function: function.word(),
            receiver: receiver.word(),
        };
        let ty = match function.as_builtin() {
            Some(builtin) if builtin.flavor == BuiltinFlavor::Method && builtin.name.starts_with("__") => {
                Type::MethodWrapper
            }
            Some(_) => Type::BuiltinMethod,
            None => Type::Method,
        };
        self.alloc(method, ty.shape()).local()
    }

    /// A native function around a bytecode function.
    pub(crate) fn native_function(&self, function: &Function, region: u32) -> Local<'_> {
        let native = NativeFunction {
            header: Header::blank(Kind::NativeFunction),
            function: function.header().word(),
            region,
            native: std::cell::RefCell::new(None),
        };
        self.alloc(native, Type::NativeFunction.shape()).local()
    }

    /// A cell of a closure.
    #[inline]
    pub(crate) fn cell_var(&self, value: Local<'_>) -> Local<'_> {
        let cell = CellVar { header: Header::blank(Kind::CellVar), value: Cell::new(value.word()) };
        self.alloc(cell, Type::Cell.shape()).local()
    }

    /// A property of this class (`property` or one derived from it).
    pub fn property(&self, shape: u32, parts: [Local<'_>; 4]) -> Local<'_> {
        let parts = parts.map(|part| Cell::new(part.word()));
        self.alloc_shaped(Property { header: Header::blank(Kind::Property), parts }, shape).local()
    }

    /// A `staticmethod`, `classmethod` or slot descriptor.
    pub fn wrapper(&self, shape: u32, inner: Local<'_>) -> Local<'_> {
        let wrapper = Wrapper { header: Header::blank(Kind::Wrapper), inner: Cell::new(inner.word()) };
        self.alloc_shaped(wrapper, shape).local()
    }

    /// `super(class, object)`, whose search goes along the order of `object_class`.
    pub fn super_object(&self, class: Local<'_>, object: Local<'_>, object_class: Local<'_>) -> Local<'_> {
        let parts = [class, object, object_class].map(|part| Cell::new(part.word()));
        self.alloc(Super { header: Header::blank(Kind::Super), parts }, Type::Super.shape()).local()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_read_like_parameter_lists() {
        let signature = Signature::parse("iterable, /, *, key=None, reverse=False", false).expect("good");
        assert_eq!((signature.positional, signature.required, signature.params.len()), (1, 1, 3));
        assert_eq!(signature.params[0].kind, ParamKind::PositionalOnly);
        assert_eq!(signature.params[2].default, ParamDefault::Bool(false));
        let signature =
            Signature::parse("*args, sep=' ', end='\\n', file=None, flush=False", false).expect("good");
        assert!(signature.star && signature.positional == 0);
        assert_eq!(signature.params[1].default, ParamDefault::Text("\n"));
        assert!(Signature::parse("x=wrong", false).is_err());
    }
}
