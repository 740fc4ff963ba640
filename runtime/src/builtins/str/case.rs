//! Case mappings and predicates of `str`.

use smallvec::SmallVec;

use super::builder::Builder;
use super::{prepare, this};
use crate::heap::{Args, Gil, Reg, Res};
use crate::object::Str;
use crate::text::codec::put_utf8;
use crate::text::{case, unicode};

type Points = SmallVec<[u32; 32]>;

/// Makes the result of a mapping of all code points.
fn mapped(gil: &mut Gil, args: Args, out: Reg, mapping: impl FnOnce(&[u32], &mut dyn FnMut(u32))) -> Res {
    // A code point maps to three at most, of three bytes.
    prepare(gil, args, 9)?;
    let text = this(gil, args)?;
    let points: Points = text.code_points().collect();
    let mut bytes = Vec::with_capacity(text.byte_len() + 8);
    mapping(&points, &mut |c| put_utf8(c, &mut bytes));
    out.set(gil, gil.str_wtf8(&bytes));
    Ok(())
}

/// Maps the bytes of an ASCII receiver; false when it is not ASCII.
#[inline]
fn mapped_ascii(gil: &mut Gil, args: Args, out: Reg, map: impl Fn(&mut [u8])) -> Res<bool> {
    prepare(gil, args, 1)?;
    let gil = &*gil;
    let text = this(gil, args)?;
    if !text.is_ascii() {
        return Ok(false);
    }
    let mut result = Builder::new(gil, text.byte_len())?;
    result.push(text.bytes());
    map(result.bytes_mut());
    out.set(gil, result.finish(gil, true));
    Ok(true)
}

pub fn upper(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if mapped_ascii(gil, args, out, <[u8]>::make_ascii_uppercase)? {
        return Ok(());
    }
    mapped(gil, args, out, |points, sink| case::upper(points.iter().copied(), sink))
}

pub fn lower(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if mapped_ascii(gil, args, out, <[u8]>::make_ascii_lowercase)? {
        return Ok(());
    }
    mapped(gil, args, out, |points, sink| case::lower(points, sink))
}

pub fn casefold(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if mapped_ascii(gil, args, out, <[u8]>::make_ascii_lowercase)? {
        return Ok(());
    }
    mapped(gil, args, out, |points, sink| case::casefold(points.iter().copied(), sink))
}

pub fn capitalize(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let first_upper = |bytes: &mut [u8]| {
        bytes.make_ascii_lowercase();
        if let Some(first) = bytes.first_mut() {
            first.make_ascii_uppercase();
        }
    };
    if mapped_ascii(gil, args, out, first_upper)? {
        return Ok(());
    }
    mapped(gil, args, out, |points, sink| case::capitalize(points, sink))
}

pub fn title(gil: &mut Gil, args: Args, out: Reg) -> Res {
    mapped(gil, args, out, |points, sink| case::title(points, sink))
}

pub fn swapcase(gil: &mut Gil, args: Args, out: Reg) -> Res {
    mapped(gil, args, out, |points, sink| case::swapcase(points, sink))
}

/// Answers a question about the receiver.
#[inline]
fn answer(gil: &mut Gil, args: Args, out: Reg, question: impl FnOnce(&Str) -> bool) -> Res {
    prepare(gil, args, 0)?;
    let yes = question(this(gil, args)?);
    out.set(gil, gil.bool(yes));
    Ok(())
}

macro_rules! predicates {
    ($($name:ident $property:path;)*) => {
        $(pub fn $name(gil: &mut Gil, args: Args, out: Reg) -> Res {
            answer(gil, args, out, |text| {
                if text.is_ascii() {
                    case::all_and_some(text.bytes().iter().map(|b| u32::from(*b)), $property)
                } else {
                    case::all_and_some(text.code_points(), $property)
                }
            })
        })*
    };
}

predicates! {
    isalnum unicode::is_alnum;
    isalpha unicode::is_alpha;
    isdecimal unicode::is_decimal;
    isdigit unicode::is_digit;
    isnumeric unicode::is_numeric;
    isspace unicode::is_space;
}

pub fn isascii(gil: &mut Gil, args: Args, out: Reg) -> Res {
    answer(gil, args, out, Str::is_ascii)
}

pub fn isprintable(gil: &mut Gil, args: Args, out: Reg) -> Res {
    answer(gil, args, out, |text| text.code_points().all(unicode::is_printable))
}

pub fn isidentifier(gil: &mut Gil, args: Args, out: Reg) -> Res {
    answer(gil, args, out, |text| case::is_identifier(text.code_points()))
}

pub fn islower(gil: &mut Gil, args: Args, out: Reg) -> Res {
    answer(gil, args, out, |text| case::is_lower(text.code_points()))
}

pub fn isupper(gil: &mut Gil, args: Args, out: Reg) -> Res {
    answer(gil, args, out, |text| case::is_upper(text.code_points()))
}

pub fn istitle(gil: &mut Gil, args: Args, out: Reg) -> Res {
    answer(gil, args, out, |text| case::is_title(text.code_points()))
}
