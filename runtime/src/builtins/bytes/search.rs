//! Finding, counting, prefixes and replacing in bytes.

use std::borrow::Cow;
use std::ops::Range;

use super::{announce, data, like, made, prepare, this};
use crate::builtins::glue;
use crate::heap::{Args, Gil, Reg, Res};
use crate::text::search as algorithm;

/// The part between the bounds in registers 2 and 3.
fn window(gil: &mut Gil, args: Args) -> Res<Option<Range<usize>>> {
    let start = glue::slice_bound(gil, args.reg(2), 0)?;
    let end = glue::slice_bound(gil, args.reg(3), i64::MAX)?;
    let len = this(gil, args).len() as i64;
    let from_end = |i: i64| if i < 0 { (i + len).max(0) } else { i };
    let (start, end) = (from_end(start), from_end(end).min(len));
    Ok((start <= end).then_some(start as usize..end as usize))
}

/// What is searched for: bytes, or one byte as an int.
fn needle<'g>(gil: &'g mut Gil, args: Args) -> Res<Cow<'g, [u8]>> {
    if args.get(gil, 1).is_int_like() {
        return Ok(Cow::Owned(vec![super::byte(gil, args.reg(1))?]));
    }
    let value = args.get(gil, 1);
    match data(value) {
        Some(needle) => Ok(needle),
        None => {
            let ty = gil.type_name(value);
            Err(gil.type_error(format!("argument should be integer or bytes-like object, not '{ty}'")))
        }
    }
}

fn place(gil: &mut Gil, args: Args, find: fn(&[u8], &[u8]) -> Option<usize>) -> Res<Option<usize>> {
    let needle = needle(gil, args)?.into_owned();
    let window = window(gil, args)?;
    prepare(gil, args, 0)?;
    let Some(window) = window else { return Ok(None) };
    let from = window.start;
    Ok(find(this(gil, args).get(window).unwrap_or(&[]), &needle).map(|at| from + at))
}

fn set_place(gil: &Gil, out: Reg, place: Option<usize>, must: bool) -> Res {
    match place {
        None if must => return Err(gil.value_error("subsection not found")),
        _ => out.set(gil, gil.int(place.map_or(-1, |at| at as i64))),
    }
    Ok(())
}

pub fn find(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let place = place(gil, args, algorithm::find)?;
    set_place(gil, out, place, false)
}

pub fn rfind(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let place = place(gil, args, algorithm::rfind)?;
    set_place(gil, out, place, false)
}

pub fn index(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let place = place(gil, args, algorithm::find)?;
    set_place(gil, out, place, true)
}

pub fn rindex(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let place = place(gil, args, algorithm::rfind)?;
    set_place(gil, out, place, true)
}

pub fn count(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let needle = needle(gil, args)?.into_owned();
    let window = window(gil, args)?;
    prepare(gil, args, 0)?;
    let count = match window {
        None => 0,
        Some(window) if needle.is_empty() => window.len() + 1,
        Some(window) => algorithm::count(this(gil, args).get(window).unwrap_or(&[]), &needle),
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
    let gil = &*gil;
    let whole = this(gil, args);
    let part = window.and_then(|window| whole.get(window));
    let matches = |affix: &[u8]| part.is_some_and(|part| holds(part, affix));
    let wanted = args.get(gil, 1);
    let mut found = false;
    if let Some(affix) = data(wanted) {
        found = matches(&affix);
    } else if let Some(options) = wanted.as_tuple() {
        for option in options.iter() {
            let Some(affix) = data(option) else {
                let ty = gil.type_name(option);
                return Err(gil.type_error(format!("a bytes-like object is required, not '{ty}'")));
            };
            found |= matches(&affix);
        }
    } else {
        let ty = gil.type_name(wanted);
        return Err(gil.type_error(format!("{name} first arg must be bytes or a tuple of bytes, not {ty}")));
    }
    out.set(gil, gil.bool(found));
    Ok(())
}

pub fn replace(gil: &mut Gil, args: Args, out: Reg) -> Res {
    like(gil, args, 1)?;
    like(gil, args, 2)?;
    let limit = usize::try_from(gil.index(args.reg(3))?).unwrap_or(usize::MAX);
    prepare(gil, args, 1)?;
    let (whole, old, new) =
        (this(gil, args).into_owned(), like(gil, args, 1)?.into_owned(), like(gil, args, 2)?.into_owned());
    let found = if old.is_empty() { whole.len() + 1 } else { algorithm::count(&whole, &old) }.min(limit);
    let size =
        new.len().saturating_sub(old.len()).checked_mul(found).and_then(|n| n.checked_add(whole.len()));
    let Some(size) = size else { return Err(gil.overflow_error("replace bytes is too long")) };
    announce(gil, size)?;
    let mut result = Vec::new();
    if result.try_reserve(size).is_err() {
        return Err(gil.raise_memory_error());
    }
    algorithm::replace(
        &whole,
        &old,
        limit,
        |_| 1,
        |piece| match piece {
            Some(range) => result.extend_from_slice(whole.get(range).unwrap_or(&[])),
            None => result.extend_from_slice(&new),
        },
    );
    out.set(gil, made(gil, args, result));
    Ok(())
}
