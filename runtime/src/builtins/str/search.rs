//! Finding, counting, prefixes and replacing.

use std::ops::Range;

use super::builder::Builder;
use super::{announce, is_exact, prepare, text, this};
use crate::builtins::glue;
use crate::heap::{Args, Gil, Local, Object, Reg, Res};
use crate::object::Str;
use crate::text::search as algorithm;

/// The part of the receiver between the bounds in registers 2 and 3, in bytes; `None` when the start lies behind the end
/// of the text, where not even the empty text is found.
#[inline]
fn window(gil: &mut Gil, args: Args) -> Res<Option<Range<usize>>> {
    if args.get(gil, 2).is_none() && args.get(gil, 3).is_none() {
        return Ok(Some(0..this(gil, args)?.byte_len()));
    }
    let start = glue::slice_bound(gil, args.reg(2), 0)?;
    let end = glue::slice_bound(gil, args.reg(3), i64::MAX)?;
    let text = this(gil, args)?;
    Ok(clip(text, start, end))
}

fn clip(text: &Str, start: i64, end: i64) -> Option<Range<usize>> {
    let len = text.char_len() as i64;
    let from_end = |i: i64| if i < 0 { (i + len).max(0) } else { i };
    let (start, end) = (from_end(start), from_end(end).min(len));
    if start > end {
        return None;
    }
    Some(text.byte_offset(start as usize)..text.byte_offset(end as usize))
}

/// The place of the argument in the receiver, as a character index.
#[inline]
fn place(gil: &mut Gil, args: Args, find: fn(&[u8], &[u8]) -> Option<usize>) -> Res<Option<usize>> {
    text(gil, args, 1)?;
    let window = window(gil, args)?;
    prepare(gil, args, 0)?;
    let (haystack, needle) = (this(gil, args)?, text(gil, args, 1)?);
    let Some(window) = window else { return Ok(None) };
    let from = window.start;
    let part = haystack.bytes().get(window).unwrap_or(&[]);
    Ok(find(part, needle.bytes()).map(|at| haystack.char_at_offset(from + at)))
}

fn set_place(gil: &Gil, out: Reg, place: Option<usize>) -> Res {
    out.set(gil, gil.int(place.map_or(-1, |at| at as i64)));
    Ok(())
}

fn must(gil: &Gil, out: Reg, place: Option<usize>) -> Res {
    match place {
        Some(_) => set_place(gil, out, place),
        None => Err(gil.value_error("substring not found")),
    }
}

pub fn find(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let found = place(gil, args, algorithm::find)?;
    set_place(gil, out, found)
}

pub fn rfind(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let found = place(gil, args, algorithm::rfind)?;
    set_place(gil, out, found)
}

pub fn index(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let found = place(gil, args, algorithm::find)?;
    must(gil, out, found)
}

pub fn rindex(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let found = place(gil, args, algorithm::rfind)?;
    must(gil, out, found)
}

pub fn count(gil: &mut Gil, args: Args, out: Reg) -> Res {
    text(gil, args, 1)?;
    let window = window(gil, args)?;
    prepare(gil, args, 0)?;
    let (haystack, needle) = (this(gil, args)?, text(gil, args, 1)?);
    let count = match window {
        None => 0,
        Some(window) => {
            let part = haystack.bytes().get(window).unwrap_or(&[]);
            match needle.bytes() {
                [] => crate::object::count_chars(part) + 1,
                needle => algorithm::count(part, needle),
            }
        }
    };
    out.set(gil, gil.int(count as i64));
    Ok(())
}

pub fn startswith(gil: &mut Gil, args: Args, out: Reg) -> Res {
    affix(gil, args, out, "startswith", <[u8]>::starts_with)
}

pub fn endswith(gil: &mut Gil, args: Args, out: Reg) -> Res {
    affix(gil, args, out, "endswith", <[u8]>::ends_with)
}

fn affix(gil: &mut Gil, args: Args, out: Reg, name: &str, holds: fn(&[u8], &[u8]) -> bool) -> Res {
    let window = window(gil, args)?;
    let wanted = args.get(gil, 1);
    let part = match window {
        Some(window) => this(gil, args)?.bytes().get(window),
        None => None,
    };
    let matches = |affix: &Str| part.is_some_and(|part| holds(part, affix.bytes()));
    let found = if let Some(affix) = wanted.as_str() {
        matches(affix)
    } else if let Some(options) = wanted.as_tuple() {
        let mut found = false;
        for option in options.iter() {
            let Some(affix) = option.as_str() else {
                let ty = gil.type_name(option);
                return Err(gil.type_error(format!("tuple for {name} must only contain str, not {ty}")));
            };
            if matches(affix) {
                found = true;
                break;
            }
        }
        found
    } else {
        let ty = gil.type_name(wanted);
        return Err(gil.type_error(format!("{name} first arg must be str or a tuple of str, not {ty}")));
    };
    out.set(gil, gil.bool(found));
    Ok(())
}

fn replace_argument(gil: &Gil, value: Local<'_>, number: usize) -> Res {
    if value.as_str().is_some() {
        return Ok(());
    }
    let ty = gil.type_name(value);
    Err(gil.type_error(format!("replace() argument {number} must be str, not {ty}")))
}

pub fn replace(gil: &mut Gil, args: Args, out: Reg) -> Res {
    replace_argument(gil, args.get(gil, 1), 1)?;
    replace_argument(gil, args.get(gil, 2), 2)?;
    let limit = match args.get(gil, 3).as_small_int() {
        Some(n) => n,
        None => gil.index(args.reg(3))?,
    };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    // Count first: the size of the result is known before anything is copied.
    prepare(gil, args, 0)?;
    let (this_text, old, new) = (this(gil, args)?, text(gil, args, 1)?, text(gil, args, 2)?);
    let (bytes, old_len, new_len) = (this_text.bytes(), old.byte_len(), new.byte_len());
    let found = match old.bytes() {
        [] => this_text.char_len() + 1,
        old if limit == 0 || algorithm::find(bytes, old).is_none() => 0,
        old if new_len > old_len => algorithm::count(bytes, old),
        _ => 1, // The result is no longer than the text.
    }
    .min(limit);
    if found == 0 && is_exact(gil, this_text) {
        out.set(gil, this_text.local());
        return Ok(());
    }
    let Some(size) =
        new_len.saturating_sub(old_len).checked_mul(found).and_then(|n| n.checked_add(bytes.len()))
    else {
        return Err(gil.overflow_error("replace string is too long"));
    };
    if size >= super::SMALL {
        announce(gil, size, size)?;
    }
    let (this_text, old, new) = (this(gil, args)?, text(gil, args, 1)?, text(gil, args, 2)?);
    let bytes = this_text.bytes();
    let mut result = Builder::new(gil, size)?;
    let width = |at: usize| bytes.get(at).map_or(1, |lead| crate::object::char_width(*lead));
    match (old.bytes(), new.bytes()) {
        ([from], [to]) if limit == usize::MAX => {
            result.push(bytes);
            for byte in result.bytes_mut() {
                if byte == from {
                    *byte = *to;
                }
            }
        }
        (old, new) => algorithm::replace(bytes, old, limit, width, |piece| match piece {
            Some(range) => result.push(bytes.get(range).unwrap_or(&[])),
            None => result.push(new),
        }),
    }
    let ascii = this_text.is_ascii() && new.is_ascii();
    out.set(gil, result.finish(gil, ascii));
    Ok(())
}
