//! Taking characters off the ends.

use super::{part, prepare, this};
use crate::heap::{Args, Gil, Reg, Res};
use crate::object::Str;
use crate::text::{search, unicode};

/// Which characters go.
enum Drop<'a> {
    Space,
    /// A set of ASCII characters, as bits.
    Ascii(u128),
    /// Any characters.
    Wide(&'a Str),
}

impl Drop<'_> {
    #[inline]
    fn has(&self, c: u32) -> bool {
        match self {
            Drop::Space => unicode::is_space(c),
            Drop::Ascii(set) => c < 128 && set >> c & 1 == 1,
            Drop::Wide(text) => text.code_points().any(|d| d == c),
        }
    }
}

fn strip_sides(gil: &mut Gil, args: Args, out: Reg, left: bool, right: bool, name: &str) -> Res {
    let chars = args.get(gil, 1);
    if !chars.is_none() && chars.as_str().is_none() {
        return Err(gil.type_error(format!("{name} arg must be None or str")));
    }
    prepare(gil, args, 1)?;
    let gil = &*gil;
    let drop = match args.get(gil, 1).as_str() {
        None => Drop::Space,
        Some(chars) if chars.is_ascii() => {
            Drop::Ascii(chars.bytes().iter().fold(0, |set, b| set | 1 << (b & 127)))
        }
        Some(chars) => Drop::Wide(chars),
    };
    let text = this(gil, args)?;
    let range = if text.is_ascii() {
        search::strip_bytes(text.bytes(), left, right, |b| drop.has(u32::from(b)))
    } else {
        strip_wide(text.bytes(), left, right, &drop)
    };
    out.set(gil, part(gil, text, range));
    Ok(())
}

fn strip_wide(bytes: &[u8], left: bool, right: bool, drop: &Drop<'_>) -> std::ops::Range<usize> {
    let (mut from, mut end) = (0, bytes.len());
    while left
        && let Some((c, width)) = crate::object::decode(bytes.get(from..end).unwrap_or(&[]))
        && drop.has(c)
    {
        from += width;
    }
    while right && end > from {
        let mut at = end - 1;
        while at > from && bytes.get(at).is_some_and(|b| b & 0xc0 == 0x80) {
            at -= 1;
        }
        match crate::object::decode(bytes.get(at..end).unwrap_or(&[])) {
            Some((c, _)) if drop.has(c) => end = at,
            _ => break,
        }
    }
    from..end
}

pub fn strip(gil: &mut Gil, args: Args, out: Reg) -> Res {
    strip_sides(gil, args, out, true, true, "strip")
}

pub fn lstrip(gil: &mut Gil, args: Args, out: Reg) -> Res {
    strip_sides(gil, args, out, true, false, "lstrip")
}

pub fn rstrip(gil: &mut Gil, args: Args, out: Reg) -> Res {
    strip_sides(gil, args, out, false, true, "rstrip")
}

fn remove(gil: &mut Gil, args: Args, out: Reg, name: &str, prefix: bool) -> Res {
    let affix = args.get(gil, 1);
    if affix.as_str().is_none() {
        let ty = gil.type_name(affix);
        return Err(gil.type_error(format!("{name}() argument must be str, not {ty}")));
    }
    prepare(gil, args, 1)?;
    let gil = &*gil;
    let text = this(gil, args)?;
    let affix = args.get(gil, 1).as_str().map_or(&[][..], Str::bytes);
    let (bytes, len) = (text.bytes(), text.byte_len());
    let range = if prefix && bytes.starts_with(affix) {
        affix.len()..len
    } else if !prefix && bytes.ends_with(affix) {
        0..len - affix.len()
    } else {
        0..len
    };
    out.set(gil, part(gil, text, range));
    Ok(())
}

pub fn removeprefix(gil: &mut Gil, args: Args, out: Reg) -> Res {
    remove(gil, args, out, "removeprefix", true)
}

pub fn removesuffix(gil: &mut Gil, args: Args, out: Reg) -> Res {
    remove(gil, args, out, "removesuffix", false)
}
