//! Case, padding, trimming, tables and questions about bytes: all of them ASCII only.

use super::{announce, data, like, made, prepare, this};
use crate::heap::{Args, Gil, Reg, Res};
use crate::text::search::{self, Tab};

/// Maps every byte, knowing its place and the byte before it.
fn mapped(gil: &mut Gil, args: Args, out: Reg, map: impl Fn(usize, u8, u8) -> u8) -> Res {
    prepare(gil, args, 1)?;
    let whole = this(gil, args);
    let mut before = 0;
    let mut result = Vec::with_capacity(whole.len());
    for (at, b) in whole.iter().enumerate() {
        result.push(map(at, *b, before));
        before = *b;
    }
    drop(whole);
    out.set(gil, made(gil, args, result));
    Ok(())
}

pub fn upper(gil: &mut Gil, args: Args, out: Reg) -> Res {
    mapped(gil, args, out, |_, b, _| b.to_ascii_uppercase())
}

pub fn lower(gil: &mut Gil, args: Args, out: Reg) -> Res {
    mapped(gil, args, out, |_, b, _| b.to_ascii_lowercase())
}

pub fn capitalize(gil: &mut Gil, args: Args, out: Reg) -> Res {
    mapped(gil, args, out, |at, b, _| if at == 0 { b.to_ascii_uppercase() } else { b.to_ascii_lowercase() })
}

pub fn swapcase(gil: &mut Gil, args: Args, out: Reg) -> Res {
    mapped(gil, args, out, |_, b, _| {
        if b.is_ascii_uppercase() { b.to_ascii_lowercase() } else { b.to_ascii_uppercase() }
    })
}

pub fn title(gil: &mut Gil, args: Args, out: Reg) -> Res {
    mapped(gil, args, out, |_, b, before| {
        if before.is_ascii_alphabetic() { b.to_ascii_lowercase() } else { b.to_ascii_uppercase() }
    })
}

fn answer(gil: &mut Gil, args: Args, out: Reg, question: impl FnOnce(&[u8]) -> bool) -> Res {
    prepare(gil, args, 0)?;
    let yes = question(&this(gil, args));
    out.set(gil, gil.bool(yes));
    Ok(())
}

macro_rules! predicates {
    ($($name:ident $property:expr;)*) => {
        $(pub fn $name(gil: &mut Gil, args: Args, out: Reg) -> Res {
            answer(gil, args, out, |bytes| !bytes.is_empty() && bytes.iter().all($property))
        })*
    };
}

predicates! {
    isalnum u8::is_ascii_alphanumeric;
    isalpha u8::is_ascii_alphabetic;
    isdigit u8::is_ascii_digit;
    isspace |b| search::is_byte_space(*b);
}

pub fn isascii(gil: &mut Gil, args: Args, out: Reg) -> Res {
    answer(gil, args, out, <[u8]>::is_ascii)
}

pub fn islower(gil: &mut Gil, args: Args, out: Reg) -> Res {
    answer(gil, args, out, |bytes| {
        bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase)
    })
}

pub fn isupper(gil: &mut Gil, args: Args, out: Reg) -> Res {
    answer(gil, args, out, |bytes| {
        bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase)
    })
}

pub fn istitle(gil: &mut Gil, args: Args, out: Reg) -> Res {
    answer(gil, args, out, |bytes| {
        crate::text::case::is_title(bytes.iter().map(|b| if b.is_ascii() { u32::from(*b) } else { 0 }))
    })
}

fn width(gil: &mut Gil, args: Args) -> Res<usize> {
    Ok(usize::try_from(gil.index(args.reg(1))?).unwrap_or(0))
}

fn surround(gil: &mut Gil, args: Args, out: Reg, fill: u8, before: usize, after: usize) -> Res {
    let size = this(gil, args).len().saturating_add(before).saturating_add(after);
    announce(gil, size)?;
    let whole = this(gil, args);
    let mut result: Vec<u8> = Vec::new();
    if result.try_reserve_exact(size).is_err() {
        drop(whole);
        return Err(gil.raise_memory_error());
    }
    result.resize(before, fill);
    result.extend_from_slice(&whole);
    result.resize(size, fill);
    drop(whole);
    out.set(gil, made(gil, args, result));
    Ok(())
}

fn fill(gil: &Gil, args: Args, name: &str) -> Res<u8> {
    let value = args.get(gil, 2);
    if value.is_unset() {
        return Ok(b' ');
    }
    match data(value).as_deref() {
        Some([byte]) => Ok(*byte),
        _ => {
            let ty = gil.type_name(value);
            Err(gil.type_error(format!("{name}() argument 2 must be a byte string of length 1, not {ty}")))
        }
    }
}

pub fn center(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let width = width(gil, args)?;
    let fill = fill(gil, args, "center")?;
    let (before, after) = search::center_padding(this(gil, args).len(), width);
    surround(gil, args, out, fill, before, after)
}

pub fn ljust(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let width = width(gil, args)?;
    let fill = fill(gil, args, "ljust")?;
    let pad = width.saturating_sub(this(gil, args).len());
    surround(gil, args, out, fill, 0, pad)
}

pub fn rjust(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let width = width(gil, args)?;
    let fill = fill(gil, args, "rjust")?;
    let pad = width.saturating_sub(this(gil, args).len());
    surround(gil, args, out, fill, pad, 0)
}

pub fn zfill(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let width = width(gil, args)?;
    let size = width.max(this(gil, args).len());
    announce(gil, size)?;
    let whole = this(gil, args).into_owned();
    let pad = width.saturating_sub(whole.len());
    let sign = usize::from(matches!(whole.first(), Some(b'+' | b'-')));
    let (sign, digits) = whole.split_at(sign);
    let mut result: Vec<u8> = Vec::new();
    if result.try_reserve_exact(size).is_err() {
        return Err(gil.raise_memory_error());
    }
    result.extend_from_slice(sign);
    result.resize(sign.len() + pad, b'0');
    result.extend_from_slice(digits);
    out.set(gil, made(gil, args, result));
    Ok(())
}

pub fn expandtabs(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let tab = usize::try_from(gil.index(args.reg(1))?).unwrap_or(0);
    let whole = this(gil, args).into_owned();
    let tabs = whole.iter().filter(|b| **b == b'\t').count();
    let Some(size) = tabs.checked_mul(tab).and_then(|n| n.checked_add(whole.len())) else {
        return Err(gil.overflow_error("result too long"));
    };
    announce(gil, size)?;
    let mut result: Vec<u8> = Vec::new();
    if result.try_reserve(size).is_err() {
        return Err(gil.raise_memory_error());
    }
    search::expand_tabs(
        &whole,
        tab,
        |_| true,
        |part| match part {
            Tab::Copy(range) => result.extend_from_slice(whole.get(range).unwrap_or(&[])),
            Tab::Spaces(n) => result.resize(result.len() + n, b' '),
        },
    );
    out.set(gil, made(gil, args, result));
    Ok(())
}

fn strip_sides(gil: &mut Gil, args: Args, out: Reg, left: bool, right: bool) -> Res {
    let drop_set = match args.get(gil, 1).is_none() {
        true => None,
        false => Some(like(gil, args, 1)?.into_owned()),
    };
    prepare(gil, args, 1)?;
    let gil = &*gil;
    let whole = this(gil, args);
    let range = search::strip_bytes(&whole, left, right, |b| match &drop_set {
        None => search::is_byte_space(b),
        Some(set) => set.contains(&b),
    });
    let unchanged = range.len() == whole.len() && args.get(gil, 0).as_bytes().is_some();
    let result =
        if unchanged { args.get(gil, 0) } else { made(gil, args, whole.get(range).unwrap_or(&[]).to_vec()) };
    out.set(gil, result);
    Ok(())
}

pub fn strip(gil: &mut Gil, args: Args, out: Reg) -> Res {
    strip_sides(gil, args, out, true, true)
}

pub fn lstrip(gil: &mut Gil, args: Args, out: Reg) -> Res {
    strip_sides(gil, args, out, true, false)
}

pub fn rstrip(gil: &mut Gil, args: Args, out: Reg) -> Res {
    strip_sides(gil, args, out, false, true)
}

pub fn removeprefix(gil: &mut Gil, args: Args, out: Reg) -> Res {
    prepare(gil, args, 1)?;
    let gil = &*gil;
    let (whole, prefix) = (this(gil, args), like(gil, args, 1)?);
    let kept = whole.strip_prefix(&*prefix).unwrap_or(&whole).to_vec();
    out.set(gil, made(gil, args, kept));
    Ok(())
}

pub fn removesuffix(gil: &mut Gil, args: Args, out: Reg) -> Res {
    prepare(gil, args, 1)?;
    let gil = &*gil;
    let (whole, suffix) = (this(gil, args), like(gil, args, 1)?);
    let kept = whole.strip_suffix(&*suffix).unwrap_or(&whole).to_vec();
    out.set(gil, made(gil, args, kept));
    Ok(())
}

pub fn translate(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let table = match args.get(gil, 1).is_none() {
        true => None,
        false => Some(like(gil, args, 1)?.into_owned()),
    };
    if table.as_ref().is_some_and(|t| t.len() != 256) {
        return Err(gil.value_error("translation table must be 256 characters long"));
    }
    let delete = match args.get(gil, 2).is_unset() {
        true => Vec::new(),
        false => like(gil, args, 2)?.into_owned(),
    };
    prepare(gil, args, 1)?;
    let gil = &*gil;
    let result = this(gil, args)
        .iter()
        .filter(|b| !delete.contains(b))
        .map(|b| table.as_ref().and_then(|t| t.get(usize::from(*b))).copied().unwrap_or(*b))
        .collect();
    out.set(gil, made(gil, args, result));
    Ok(())
}

pub fn maketrans(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (from, to) = (like(gil, args, 0)?, like(gil, args, 1)?);
    if from.len() != to.len() {
        return Err(gil.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (a, b) in from.iter().zip(to.iter()) {
        if let Some(slot) = table.get_mut(usize::from(*a)) {
            *slot = *b;
        }
    }
    drop((from, to));
    out.set(gil, gil.bytes(table));
    Ok(())
}

pub fn hex(gil: &mut Gil, args: Args, out: Reg) -> Res {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let group = gil.index(args.reg(2))?;
    let separator = args.get(gil, 1);
    let separator = if separator.is_unset() {
        None
    } else {
        let text = separator
            .as_str()
            .map(|s| s.bytes().to_vec())
            .or_else(|| data(separator).map(|d| d.into_owned()));
        let Some(text) = text else {
            let ty = gil.type_name(separator);
            return Err(gil.type_error(format!("object of type '{ty}' has no len()")));
        };
        match text.as_slice() {
            [byte] if byte.is_ascii() => Some(*byte),
            [_] => return Err(gil.value_error("sep must be ASCII.")),
            _ => return Err(gil.value_error("sep must be length 1.")),
        }
    };
    prepare(gil, args, 3)?;
    let whole = this(gil, args);
    let (size, len) = (group.unsigned_abs() as usize, whole.len());
    let mut text = Vec::with_capacity(len * 3);
    for (at, b) in whole.iter().enumerate() {
        if let Some(separator) = separator
            && at > 0
            && size > 0
        {
            // Groups are counted from the right for positive sizes, from the left for negative ones.
            let boundary = if group > 0 { (len - at) % size == 0 } else { at % size == 0 };
            if boundary {
                text.push(separator);
            }
        }
        text.push(DIGITS[usize::from(b >> 4)]);
        text.push(DIGITS[usize::from(b & 15)]);
    }
    drop(whole);
    out.set(gil, gil.str_ascii(&text));
    Ok(())
}
