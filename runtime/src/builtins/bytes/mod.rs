//! `bytes` and `bytearray`: constructors and methods. Both types share the methods that only read; a result has the type of
//! its receiver. A `bytearray` never lends its content, so its methods work on a copy.

mod construct;
mod mutate;
mod search;
mod split;
mod transform;

use std::borrow::Cow;

use crate::heap::{Args, Gil, Local, Reg, Res};
use crate::object::Def;

pub use construct::bytes_from_object;

macro_rules! shared_methods {
    ($($own:expr),* $(,)?) => {
        &[
            $($own,)*
            Def::class_method("fromhex", "string, /", construct::fromhex),
            Def::static_method("maketrans", "frm, to, /", transform::maketrans),
            Def::new("capitalize", "", transform::capitalize),
            Def::new("center", "width, fillchar=?, /", transform::center),
            Def::new("count", "sub, start=None, end=None, /", search::count),
            Def::new("decode", "encoding='utf-8', errors='strict'", construct::decode),
            Def::new("endswith", "suffix, start=None, end=None, /", search::endswith),
            Def::new("expandtabs", "tabsize=8", transform::expandtabs),
            Def::new("find", "sub, start=None, end=None, /", search::find),
            Def::new("hex", "sep=?, bytes_per_sep=1", transform::hex),
            Def::new("index", "sub, start=None, end=None, /", search::index),
            Def::new("isalnum", "", transform::isalnum),
            Def::new("isalpha", "", transform::isalpha),
            Def::new("isascii", "", transform::isascii),
            Def::new("isdigit", "", transform::isdigit),
            Def::new("islower", "", transform::islower),
            Def::new("isspace", "", transform::isspace),
            Def::new("istitle", "", transform::istitle),
            Def::new("isupper", "", transform::isupper),
            Def::new("join", "iterable_of_bytes, /", split::join),
            Def::new("ljust", "width, fillchar=?, /", transform::ljust),
            Def::new("lower", "", transform::lower),
            Def::new("lstrip", "bytes=None, /", transform::lstrip),
            Def::new("partition", "sep, /", split::partition),
            Def::new("removeprefix", "prefix, /", transform::removeprefix),
            Def::new("removesuffix", "suffix, /", transform::removesuffix),
            Def::new("replace", "old, new, count=-1, /", search::replace),
            Def::new("rfind", "sub, start=None, end=None, /", search::rfind),
            Def::new("rindex", "sub, start=None, end=None, /", search::rindex),
            Def::new("rjust", "width, fillchar=?, /", transform::rjust),
            Def::new("rpartition", "sep, /", split::rpartition),
            Def::new("rsplit", "sep=None, maxsplit=-1", split::rsplit),
            Def::new("rstrip", "bytes=None, /", transform::rstrip),
            Def::new("split", "sep=None, maxsplit=-1", split::split),
            Def::new("splitlines", "keepends=False", split::splitlines),
            Def::new("startswith", "prefix, start=None, end=None, /", search::startswith),
            Def::new("strip", "bytes=None, /", transform::strip),
            Def::new("swapcase", "", transform::swapcase),
            Def::new("title", "", transform::title),
            Def::new("translate", "table, /, delete=?", transform::translate),
            Def::new("upper", "", transform::upper),
            Def::new("zfill", "width, /", transform::zfill),
        ]
    };
}

/// The methods of `bytes`.
pub static BYTES: &[Def] = shared_methods!(Def::static_method(
    "__new__",
    "cls, source=?, encoding=?, errors=?",
    construct::new_bytes
));

/// The methods of `bytearray`.
pub static BYTEARRAY: &[Def] = shared_methods!(
    Def::static_method("__new__", "cls, /, *args, **kwargs", construct::new_bytearray),
    Def::new("__init__", "source=?, encoding=?, errors=?", construct::init_bytearray),
    Def::new("append", "item, /", mutate::append),
    Def::new("clear", "", mutate::clear),
    Def::new("copy", "", mutate::copy),
    Def::new("extend", "iterable_of_ints, /", mutate::extend),
    Def::new("insert", "index, item, /", mutate::insert),
    Def::new("pop", "index=-1, /", mutate::pop),
    Def::new("remove", "value, /", mutate::remove),
    Def::new("reverse", "", mutate::reverse),
);

/// The content of a bytes-like value.
fn data(value: Local<'_>) -> Option<Cow<'_, [u8]>> {
    match value.as_bytes() {
        Some(bytes) => Some(Cow::Borrowed(bytes.bytes())),
        None => crate::vm::compare::with_bytes(value, <[u8]>::to_vec).map(Cow::Owned),
    }
}

/// The content of the receiver.
fn this<'g>(gil: &'g Gil, args: Args) -> Cow<'g, [u8]> {
    data(args.get(gil, 0)).unwrap_or_default()
}

/// An argument that must be bytes-like.
fn like<'g>(gil: &'g Gil, args: Args, index: usize) -> Res<Cow<'g, [u8]>> {
    let value = args.get(gil, index);
    match data(value) {
        Some(data) => Ok(data),
        None => {
            let ty = gil.type_name(value);
            Err(gil.type_error(format!("a bytes-like object is required, not '{ty}'")))
        }
    }
}

/// A result of the receiver's type.
fn made<'g>(gil: &'g Gil, args: Args, result: Vec<u8>) -> Local<'g> {
    if args.get(gil, 0).as_bytearray().is_some() { gil.bytearray(result) } else { gil.bytes(result) }
}

/// Announces work on the receiver with a result of up to `times` its size.
fn prepare(gil: &mut Gil, args: Args, times: usize) -> Res {
    let value = args.get(gil, 0);
    let len =
        value.as_bytes().map(|b| b.bytes().len()).or(value.as_bytearray().map(|b| b.len())).unwrap_or(0);
    announce(gil, len.saturating_mul(times.max(1)))
}

/// Announces `bytes` of work and memory.
fn announce(gil: &mut Gil, bytes: usize) -> Res {
    if bytes >= 4096 {
        gil.tick(bytes)?;
        gil.charge(bytes)?;
    }
    Ok(())
}

/// An int argument as a byte.
fn byte(gil: &mut Gil, reg: Reg) -> Res<u8> {
    let value = crate::builtins::glue::saturated_index(gil, reg)?;
    u8::try_from(value).map_err(|_| gil.value_error("byte must be in range(0, 256)"))
}
