//! The functions and types with names: the floor above the interpreter.
//!
//! `FUNCTIONS` is the `builtins` module, `METHODS` are the methods of the builtin types; both are read once when an
//! engine starts. A row names the parameters as the language would write them (`docs/adding-a-builtin.md`).
#![forbid(unsafe_code)]

pub(crate) mod alias;
mod array;
mod atomic;
pub mod bytes;
mod dict;
mod dynamic;
pub mod format;
pub(crate) mod glue;
mod items;
mod iterate;
mod list;
pub(crate) mod memoryview;
pub mod number;
pub(crate) mod object;
mod print;
mod range;
mod reduce;
mod set;
pub(crate) mod sort;
pub mod str;
mod tuple;

use crate::object::{Def, Type};
use crate::stdlib;

pub(crate) use array::{
    FUNCTIONS as ARRAY_FUNCTIONS, getitem as array_getitem, repr as array_repr, setitem as array_setitem,
};
pub use format::{format_value, percent};

/// The functions of the `builtins` module.
pub static FUNCTIONS: &[Def] = &[
    Def::new("abs", "x, /", number::abs),
    Def::new("__import__", "name, globals=None, locals=None, fromlist=?, level=0", dynamic::import),
    Def::new("all", "iterable, /", reduce::all),
    Def::new("any", "iterable, /", reduce::any),
    Def::new("ascii", "obj, /", number::ascii),
    Def::new("bin", "number, /", number::bin),
    Def::new("callable", "obj, /", object::callable),
    Def::new("chr", "i, /", number::chr),
    Def::new(
        "compile",
        "source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1",
        dynamic::compile,
    ),
    Def::new("eval", "source, globals=None, locals=None, /", dynamic::eval),
    Def::new("exec", "source, globals=None, locals=None, /", dynamic::exec),
    Def::new("delattr", "obj, name, /", object::delattr),
    Def::new("dir", "object=?, /", object::dir),
    Def::new("divmod", "x, y, /", number::divmod),
    Def::new("exit", "code=None, /", object::exit),
    Def::new("quit", "code=None, /", object::exit),
    Def::new("format", "value, format_spec=?, /", number::format),
    Def::new("getattr", "object, name, default=?, /", object::getattr),
    Def::new("globals", "", object::globals),
    Def::new("hasattr", "obj, name, /", object::hasattr),
    Def::new("hash", "obj, /", number::hash),
    Def::new("hex", "number, /", number::hex),
    Def::new("id", "obj, /", object::id),
    Def::new("input", "prompt=?, /", print::input),
    Def::new("isinstance", "obj, class_or_tuple, /", object::isinstance),
    Def::new("issubclass", "cls, class_or_tuple, /", object::issubclass),
    Def::new("aiter", "async_iterable, /", iterate::aiter),
    Def::new("anext", "aiterator, default=?, /", iterate::anext),
    Def::new("iter", "object, sentinel=?, /", iterate::iter),
    Def::new("len", "obj, /", iterate::len),
    Def::new("locals", "", object::locals),
    Def::new("max", "*args, key=None, default=?", reduce::max),
    Def::new("min", "*args, key=None, default=?", reduce::min),
    Def::new("next", "iterator, default=?, /", iterate::next),
    Def::new("oct", "number, /", number::oct),
    Def::new("ord", "c, /", number::ord),
    Def::new("pow", "base, exp, mod=None", number::pow),
    Def::new("breakpoint", "*args, **kws", dynamic::breakpoint),
    Def::new("print", "*args, sep=None, end=None, file=None, flush=False", print::print),
    Def::new("repr", "obj, /", number::repr),
    Def::new("round", "number, ndigits=None", number::round),
    Def::new("setattr", "obj, name, value, /", object::setattr),
    Def::new("sorted", "*args, key=None, reverse=False", sort::sorted),
    Def::new("sum", "iterable, /, start=0", reduce::sum),
    Def::new("vars", "object=?, /", object::vars),
    Def::new(
        "open",
        "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None",
        stdlib::io::open_builtin,
    ),
];

type Row = (Type, &'static [Def]);

/// Methods and attributes of builtin types; a type may have several rows.
pub static METHODS: &[Row] = &join::<
    { TABLES[0].len() + TABLES[1].len() + TABLES[2].len() + TABLES[3].len() + TABLES[4].len() },
>(TABLES);

const TABLES: &[&[Row]] =
    &[OWN, stdlib::io::METHODS, stdlib::structs::METHODS, stdlib::thread::METHODS, stdlib::re::METHODS];

const OWN: &[Row] = &[
    (Type::Array, array::METHODS),
    (Type::Complex, number::COMPLEX),
    (Type::Enumerate, alias::GENERIC),
    (Type::GenericAlias, alias::ALIAS),
    (Type::Type, alias::TYPE),
    (Type::UnionType, alias::UNION),
    (Type::Bool, number::BOOL),
    (Type::ByteArray, bytes::BYTEARRAY),
    (Type::Bytes, bytes::BYTES),
    (Type::Dict, dict::METHODS),
    (Type::Dict, alias::GENERIC),
    (Type::DictItems, dict::VIEW_METHODS),
    (Type::DictKeys, dict::VIEW_METHODS),
    (Type::DictValues, dict::VALUES_METHODS),
    (Type::Enumerate, iterate::ENUMERATE),
    (Type::Filter, iterate::FILTER),
    (Type::Float, number::FLOAT),
    (Type::FrozenSet, alias::GENERIC),
    (Type::FrozenSet, set::FROZEN_METHODS),
    (Type::FrozenSet, set::SHARED),
    (Type::Int, number::INT),
    (Type::List, alias::GENERIC),
    (Type::List, list::METHODS),
    (Type::Map, iterate::MAP),
    (Type::MemoryView, memoryview::METHODS),
    (Type::Match, alias::GENERIC),
    (Type::MappingProxy, dict::PROXY_METHODS),
    (Type::Pattern, alias::GENERIC),
    (Type::Range, range::RANGE_METHODS),
    (Type::Reversed, iterate::REVERSED),
    (Type::Set, alias::GENERIC),
    (Type::Set, set::METHODS),
    (Type::Set, set::SHARED),
    (Type::Slice, range::SLICE_METHODS),
    (Type::Str, str::METHODS),
    (Type::Tuple, alias::GENERIC),
    (Type::Tuple, tuple::METHODS),
    (Type::Zip, iterate::ZIP),
];

/// Several tables as one.
const fn join<const N: usize>(tables: &[&[Row]]) -> [Row; N] {
    let mut all: [Row; N] = [(Type::Object, &[]); N];
    let (mut table, mut at) = (0, 0);
    while table < tables.len() {
        let mut row = 0;
        while row < tables[table].len() {
            all[at] = tables[table][row];
            row += 1;
            at += 1;
        }
        table += 1;
    }
    all
}
