//! Splitting. Long results are made in batches with a safepoint between, so the list is in the result register from the
//! start and each batch continues at a byte offset.

use std::ops::Range;

use super::{part, prepare, text, this};
use crate::heap::{Args, Gil, Object, Reg, Res};
use crate::object::Str;
use crate::text::search as algorithm;
use crate::text::unicode;

/// Pieces made between two safepoints.
const BATCH: usize = 2000;

/// What separates pieces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Space,
    Text,
}

fn separator(gil: &mut Gil, args: Args) -> Res<(By, usize)> {
    let limit = match args.get(gil, 2).as_small_int() {
        Some(n) => n,
        None => gil.index(args.reg(2))?,
    };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let sep = args.get(gil, 1);
    if sep.is_none() {
        return Ok((By::Space, limit));
    }
    match sep.as_str() {
        Some(sep) if sep.is_empty() => Err(gil.value_error("empty separator")),
        Some(_) => Ok((By::Text, limit)),
        None => Err(gil.type_error(format!("must be str or None, not {}", gil.type_name(sep)))),
    }
}

/// Whether the character at a place is white space, and its width.
#[inline]
fn space_at(bytes: &[u8], at: usize) -> (usize, bool) {
    match bytes.get(at) {
        Some(b) if *b < 128 => (1, algorithm::is_text_space(*b)),
        _ => match crate::object::decode(bytes.get(at..).unwrap_or(&[])) {
            Some((c, width)) => (width, unicode::is_space(c)),
            None => (1, false),
        },
    }
}

/// The same for the character before a place.
#[inline]
fn space_before(bytes: &[u8], end: usize) -> (usize, bool) {
    match bytes.get(end.wrapping_sub(1)) {
        Some(b) if *b < 128 => (1, algorithm::is_text_space(*b)),
        _ => {
            let mut from = end.saturating_sub(1);
            while from > 0 && bytes.get(from).is_some_and(|b| b & 0xc0 == 0x80) {
                from -= 1;
            }
            let space = crate::object::decode(bytes.get(from..end).unwrap_or(&[]))
                .is_some_and(|(c, _)| unicode::is_space(c));
            (end - from, space)
        }
    }
}

/// The progress of a split: where the rest of the text begins (or ends, from the right) and how many splits are left.
struct Progress {
    at: usize,
    left: usize,
    done: bool,
}

/// The next piece of white-space separated text.
#[inline]
fn next_word(bytes: &[u8], p: &mut Progress) -> Option<Range<usize>> {
    let len = bytes.len();
    let mut at = p.at;
    while at < len {
        let (width, space) = space_at(bytes, at);
        if !space {
            break;
        }
        at += width;
    }
    if at >= len {
        p.done = true;
        return None;
    }
    let from = at;
    if p.left == 0 {
        // The last piece keeps the white space at its end.
        p.done = true;
        return Some(from..len);
    }
    while at < len {
        let (width, space) = space_at(bytes, at);
        if space {
            break;
        }
        at += width;
    }
    p.left -= 1;
    p.at = at;
    Some(from..at)
}

/// The next piece from the right.
fn next_word_back(bytes: &[u8], p: &mut Progress) -> Option<Range<usize>> {
    let mut end = p.at;
    while end > 0 {
        let (width, space) = space_before(bytes, end);
        if !space {
            break;
        }
        end -= width;
    }
    if end == 0 {
        p.done = true;
        return None;
    }
    if p.left == 0 {
        p.done = true;
        return Some(0..end);
    }
    let mut from = end;
    while from > 0 {
        let (width, space) = space_before(bytes, from);
        if space {
            break;
        }
        from -= width;
    }
    p.left -= 1;
    p.at = from;
    Some(from..end)
}

/// Fills the list in `out` with pieces, a batch at a time.
fn fill(
    gil: &mut Gil,
    args: Args,
    out: Reg,
    mut p: Progress,
    mut next: impl FnMut(&Str, &Gil, Args, &mut Progress) -> Res<Option<Range<usize>>>,
) -> Res {
    out.set(gil, gil.list().local());
    loop {
        {
            let gil = &*gil;
            let whole = this(gil, args)?;
            let Some(list) = out.get(gil).as_list() else { return Ok(()) };
            for _ in 0..BATCH {
                if let Some(range) = next(whole, gil, args, &mut p)? {
                    list.push(gil, part(gil, whole, range))?;
                }
                if p.done {
                    return Ok(());
                }
            }
        }
        gil.tick(BATCH)?;
    }
}

pub fn split(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (by, limit) = separator(gil, args)?;
    prepare(gil, args, 0)?;
    let start = Progress { at: 0, left: limit, done: false };
    if by == By::Space {
        return fill(gil, args, out, start, |whole, _, _, p| Ok(next_word(whole.bytes(), p)));
    }
    fill(gil, args, out, start, |whole, gil, args, p| {
        let sep = text(gil, args, 1)?.bytes();
        let bytes = whole.bytes();
        let rest = bytes.get(p.at..).unwrap_or(&[]);
        let from = p.at;
        if p.left > 0
            && let Some(offset) = algorithm::find(rest, sep)
        {
            p.at = from + offset + sep.len();
            p.left -= 1;
            return Ok(Some(from..from + offset));
        }
        p.done = true;
        Ok(Some(from..bytes.len()))
    })
}

pub fn rsplit(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (by, limit) = separator(gil, args)?;
    prepare(gil, args, 0)?;
    let start = Progress { at: this(gil, args)?.byte_len(), left: limit, done: false };
    if by == By::Space {
        fill(gil, args, out, start, |whole, _, _, p| Ok(next_word_back(whole.bytes(), p)))?;
    } else {
        fill(gil, args, out, start, |whole, gil, args, p| {
            let sep = text(gil, args, 1)?.bytes();
            let rest = whole.bytes().get(..p.at).unwrap_or(&[]);
            if p.left > 0
                && let Some(at) = algorithm::rfind(rest, sep)
            {
                p.at = at;
                p.left -= 1;
                return Ok(Some(at + sep.len()..rest.len()));
            }
            p.done = true;
            Ok(Some(0..rest.len()))
        })?;
    }
    if let Some(list) = out.get(gil).as_list() {
        list.reverse(gil);
    }
    Ok(())
}

pub fn splitlines(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let keep = gil.truthy(args.reg(1))?;
    prepare(gil, args, 0)?;
    let start = Progress { at: 0, left: 0, done: false };
    fill(gil, args, out, start, |whole, _, _, p| {
        let bytes = whole.bytes();
        let from = p.at;
        if from >= bytes.len() {
            p.done = true;
            return Ok(None);
        }
        let mut at = from;
        while let Some((c, width)) = crate::object::decode(bytes.get(at..).unwrap_or(&[])) {
            if unicode::is_line_break(c) {
                let pair = c == 13 && bytes.get(at + 1) == Some(&b'\n');
                let end = at + width + usize::from(pair);
                p.at = end;
                return Ok(Some(from..if keep { end } else { at }));
            }
            at += width;
        }
        p.done = true;
        Ok(Some(from..bytes.len()))
    })
}

fn split_once(gil: &mut Gil, args: Args, out: Reg, last: bool) -> Res {
    if text(gil, args, 1)?.is_empty() {
        return Err(gil.value_error("empty separator"));
    }
    prepare(gil, args, 1)?;
    let gil = &*gil;
    let (whole, sep) = (this(gil, args)?, text(gil, args, 1)?);
    let len = whole.byte_len();
    let found = if last {
        algorithm::rfind(whole.bytes(), sep.bytes())
    } else {
        algorithm::find(whole.bytes(), sep.bytes())
    };
    let empty = gil.str("");
    let parts = match found {
        Some(at) => [part(gil, whole, 0..at), sep.local(), part(gil, whole, at + sep.byte_len()..len)],
        None if last => [empty, empty, part(gil, whole, 0..len)],
        None => [part(gil, whole, 0..len), empty, empty],
    };
    out.set(gil, gil.tuple(&parts));
    Ok(())
}

pub fn partition(gil: &mut Gil, args: Args, out: Reg) -> Res {
    split_once(gil, args, out, false)
}

pub fn rpartition(gil: &mut Gil, args: Args, out: Reg) -> Res {
    split_once(gil, args, out, true)
}
