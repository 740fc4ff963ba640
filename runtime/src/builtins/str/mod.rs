//! The methods of `str`. The algorithms are in [`crate::text`]; here they meet arguments, memory accounting and objects.
//!
//! Every method has three steps: arguments that may run guest code (`__index__`) are read; work and memory are announced
//! with `&mut Gil`; the result is made under `&Gil`, where nothing can change. ASCII text has a path of its own, since
//! there a character is a byte.

mod builder;
mod case;
mod construct;
mod encode;
mod join;
mod pad;
mod search;
mod split;
mod strip;
mod translate;

use crate::builtins::format;
use crate::heap::{Args, Gil, Local, Object, Res};
use crate::object::{Def, Str, Type};

pub use encode::{decode_bytes, raise_codec, text_argument};

/// The methods of `str`.
pub static METHODS: &[Def] = &[
    Def::static_method("__new__", "cls, object=?, encoding=?, errors=?", construct::new),
    format::FORMAT,
    Def::new("capitalize", "", case::capitalize),
    Def::new("casefold", "", case::casefold),
    Def::new("center", "width, fillchar=' ', /", pad::center),
    Def::new("count", "sub, start=None, end=None, /", search::count),
    Def::new("encode", "encoding='utf-8', errors='strict'", encode::encode),
    Def::new("endswith", "suffix, start=None, end=None, /", search::endswith),
    Def::new("expandtabs", "tabsize=8", pad::expandtabs),
    Def::new("find", "sub, start=None, end=None, /", search::find),
    Def::new("format", "*args, **kwargs", format::fields::format),
    Def::new("format_map", "mapping, /", format::fields::format_map),
    Def::new("index", "sub, start=None, end=None, /", search::index),
    Def::new("isalnum", "", case::isalnum),
    Def::new("isalpha", "", case::isalpha),
    Def::new("isascii", "", case::isascii),
    Def::new("isdecimal", "", case::isdecimal),
    Def::new("isdigit", "", case::isdigit),
    Def::new("isidentifier", "", case::isidentifier),
    Def::new("islower", "", case::islower),
    Def::new("isnumeric", "", case::isnumeric),
    Def::new("isprintable", "", case::isprintable),
    Def::new("isspace", "", case::isspace),
    Def::new("istitle", "", case::istitle),
    Def::new("isupper", "", case::isupper),
    Def::new("join", "iterable, /", join::join),
    Def::new("ljust", "width, fillchar=' ', /", pad::ljust),
    Def::new("lower", "", case::lower),
    Def::new("lstrip", "chars=None, /", strip::lstrip),
    Def::static_method("maketrans", "x, y=?, z=?, /", translate::maketrans),
    Def::new("partition", "sep, /", split::partition),
    Def::new("removeprefix", "prefix, /", strip::removeprefix),
    Def::new("removesuffix", "suffix, /", strip::removesuffix),
    Def::new("replace", "old, new, count=-1, /", search::replace),
    Def::new("rfind", "sub, start=None, end=None, /", search::rfind),
    Def::new("rindex", "sub, start=None, end=None, /", search::rindex),
    Def::new("rjust", "width, fillchar=' ', /", pad::rjust),
    Def::new("rpartition", "sep, /", split::rpartition),
    Def::new("rsplit", "sep=None, maxsplit=-1", split::rsplit),
    Def::new("rstrip", "chars=None, /", strip::rstrip),
    Def::new("split", "sep=None, maxsplit=-1", split::split),
    Def::new("splitlines", "keepends=False", split::splitlines),
    Def::new("startswith", "prefix, start=None, end=None, /", search::startswith),
    Def::new("strip", "chars=None, /", strip::strip),
    Def::new("swapcase", "", case::swapcase),
    Def::new("title", "", case::title),
    Def::new("translate", "table, /", translate::translate),
    Def::new("upper", "", case::upper),
    Def::new("zfill", "width, /", pad::zfill),
];

/// The receiver.
#[inline]
fn this(gil: &Gil, args: Args) -> Res<&Str> {
    text(gil, args, 0)
}

/// An argument that must be a string.
#[inline]
fn text(gil: &Gil, args: Args, index: usize) -> Res<&Str> {
    let value = args.get(gil, index);
    match value.as_str() {
        Some(text) => Ok(text),
        None => Err(gil.type_error(format!("must be str, not {}", gil.type_name(value)))),
    }
}

/// Announces work on the receiver whose result takes up to `times` its bytes.
#[inline]
fn prepare(gil: &mut Gil, args: Args, times: usize) -> Res {
    let len = this(gil, args)?.byte_len();
    if len < SMALL { Ok(()) } else { announce(gil, len, len.saturating_mul(times)) }
}

/// Texts shorter than this need no announcement.
const SMALL: usize = 4096;

/// Announces `work` steps and `bytes` of new memory.
#[cold]
fn announce(gil: &mut Gil, work: usize, bytes: usize) -> Res {
    gil.tick(work)?;
    gil.charge(bytes)
}

/// Whether it is a `str` itself, not an instance of a derived class.
#[inline]
fn is_exact(gil: &Gil, text: &Str) -> bool {
    gil.is_exact(text.local(), Type::Str)
}

/// A part of `text` as a string; a part that is all of it is the string itself.
#[inline]
fn part<'g>(gil: &'g Gil, text: &'g Str, range: std::ops::Range<usize>) -> Local<'g> {
    let bytes = text.bytes();
    if range.len() == bytes.len() && is_exact(gil, text) {
        return text.local();
    }
    let bytes = bytes.get(range).unwrap_or(&[]);
    if text.is_ascii() { gil.str_ascii(bytes) } else { gil.str_wtf8(bytes) }
}
