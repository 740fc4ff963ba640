//! The functions and types with names: the floor above the interpreter.
//!
//! `FUNCTIONS` is the `builtins` module, `METHODS` are the methods of the builtin types; both are read once when an
//! engine starts. A row names the parameters as the language would write them (`docs/adding-a-builtin.md`).
#![forbid(unsafe_code)]

mod array;
pub mod bytes;
pub mod format;
pub(crate) mod glue;
pub mod number;
pub mod str;

use crate::object::{Def, Type};

pub(crate) use array::{FUNCTIONS as ARRAY_FUNCTIONS, getitem as array_getitem, setitem as array_setitem};
pub use format::{format_value, percent};

/// The functions of the `builtins` module.
pub static FUNCTIONS: &[Def] = &[
    Def::new("abs", "x, /", number::abs),
    Def::new("ascii", "obj, /", number::ascii),
    Def::new("bin", "number, /", number::bin),
    Def::new("chr", "i, /", number::chr),
    Def::new("divmod", "x, y, /", number::divmod),
    Def::new("format", "value, format_spec=?, /", number::format),
    Def::new("hash", "obj, /", number::hash),
    Def::new("hex", "number, /", number::hex),
    Def::new("oct", "number, /", number::oct),
    Def::new("ord", "c, /", number::ord),
    Def::new("pow", "base, exp, mod=None", number::pow),
    Def::new("repr", "obj, /", number::repr),
    Def::new("round", "number, ndigits=None", number::round),
];

/// Methods and attributes of builtin types; a type may have several rows.
pub static METHODS: &[(Type, &[Def])] = &[
    (Type::Array, array::METHODS),
    (Type::Int, number::INT),
    (Type::Bool, number::BOOL),
    (Type::Float, number::FLOAT),
    (Type::Str, str::METHODS),
    (Type::Bytes, bytes::BYTES),
    (Type::ByteArray, bytes::BYTEARRAY),
];
