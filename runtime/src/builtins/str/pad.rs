//! Padding and tabs.

use super::builder::Builder;
use super::{announce, part, prepare, this};
use crate::heap::{Args, Gil, Reg, Res};
use crate::text::codec::put_utf8;
use crate::text::search::{self, Tab};

/// The width argument; a negative one is 0.
fn width(gil: &mut Gil, args: Args) -> Res<usize> {
    let width = match args.get(gil, 1).as_small_int() {
        Some(n) => n,
        None => gil.index(args.reg(1))?,
    };
    Ok(usize::try_from(width).unwrap_or(0))
}

/// The fill argument: one character.
fn fill(gil: &Gil, args: Args) -> Res<u32> {
    let value = args.get(gil, 2);
    let Some(text) = value.as_str() else {
        let ty = gil.type_name(value);
        return Err(gil.type_error(format!("The fill character must be a unicode character, not {ty}")));
    };
    match (text.char_len(), text.code_points().next()) {
        (1, Some(c)) => Ok(c),
        _ => Err(gil.type_error("The fill character must be exactly one character long")),
    }
}

/// The receiver between `before` and `after` fill characters.
fn surround(gil: &mut Gil, args: Args, out: Reg, fill: u32, before: usize, after: usize) -> Res {
    if before == 0 && after == 0 {
        let text = this(gil, args)?;
        out.set(gil, part(gil, text, 0..text.byte_len()));
        return Ok(());
    }
    let mut buffer = [0; 1];
    let mut long = Vec::new();
    let unit: &[u8] = match fill {
        0..=127 => {
            buffer[0] = fill as u8;
            &buffer
        }
        _ => {
            put_utf8(fill, &mut long);
            &long
        }
    };
    let size = before.checked_add(after).and_then(|n| n.checked_mul(unit.len()));
    let Some(size) = size.and_then(|n| n.checked_add(this(gil, args).map_or(0, |t| t.byte_len()))) else {
        return Err(gil.overflow_error("padded string is too long"));
    };
    if size >= super::SMALL {
        announce(gil, size, size)?;
    }
    let gil = &*gil;
    let text = this(gil, args)?;
    let mut result = Builder::new(gil, size)?;
    result.repeat(unit, before);
    result.push(text.bytes());
    result.repeat(unit, after);
    out.set(gil, result.finish(gil, text.is_ascii() && unit.len() == 1));
    Ok(())
}

pub fn center(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let width = width(gil, args)?;
    let fill = fill(gil, args)?;
    let (before, after) = search::center_padding(this(gil, args)?.char_len(), width);
    surround(gil, args, out, fill, before, after)
}

pub fn ljust(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let width = width(gil, args)?;
    let fill = fill(gil, args)?;
    let pad = width.saturating_sub(this(gil, args)?.char_len());
    surround(gil, args, out, fill, 0, pad)
}

pub fn rjust(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let width = width(gil, args)?;
    let fill = fill(gil, args)?;
    let pad = width.saturating_sub(this(gil, args)?.char_len());
    surround(gil, args, out, fill, pad, 0)
}

pub fn zfill(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let width = width(gil, args)?;
    let text = this(gil, args)?;
    let pad = width.saturating_sub(text.char_len());
    let signed = matches!(text.bytes().first(), Some(b'+' | b'-'));
    if pad == 0 || !signed {
        return surround(gil, args, out, u32::from(b'0'), pad, 0);
    }
    // The zeros go behind the sign.
    let size = text.byte_len().saturating_add(pad);
    if size >= super::SMALL {
        announce(gil, size, size)?;
    }
    let gil = &*gil;
    let text = this(gil, args)?;
    let (sign, digits) = text.bytes().split_at(1.min(text.byte_len()));
    let mut result = Builder::new(gil, size)?;
    result.push(sign);
    result.repeat(b"0", pad);
    result.push(digits);
    out.set(gil, result.finish(gil, text.is_ascii()));
    Ok(())
}

pub fn expandtabs(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let tab = match args.get(gil, 1).as_small_int() {
        Some(n) => n,
        None => gil.index(args.reg(1))?,
    };
    let tab = usize::try_from(tab).unwrap_or(0);
    prepare(gil, args, 1)?;
    let tabs = this(gil, args)?.bytes().iter().filter(|b| **b == b'\t').count();
    let Some(size) =
        tabs.checked_mul(tab).and_then(|n| n.checked_add(this(gil, args).map_or(0, |t| t.byte_len())))
    else {
        return Err(gil.overflow_error("result too long"));
    };
    announce(gil, size, size)?;
    let gil = &*gil;
    let text = this(gil, args)?;
    let bytes = text.bytes();
    let mut result: Vec<u8> = Vec::new();
    if result.try_reserve(size).is_err() {
        return Err(gil.raise_memory_error());
    }
    search::expand_tabs(
        bytes,
        tab,
        |b| b & 0xc0 != 0x80,
        |part| match part {
            Tab::Copy(range) => result.extend_from_slice(bytes.get(range).unwrap_or(&[])),
            Tab::Spaces(n) => result.resize(result.len() + n, b' '),
        },
    );
    out.set(gil, if text.is_ascii() { gil.str_ascii(&result) } else { gil.str_wtf8(&result) });
    Ok(())
}
