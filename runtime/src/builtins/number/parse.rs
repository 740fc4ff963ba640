//! The text that `int()` and `float()` read: trimmed, with the digits of any script as ASCII.

use std::borrow::Cow;

use crate::heap::{Gil, Raised, Reg, Res};
use crate::object::Str;
use crate::text::{quote, search, unicode};

/// The bytes of a `str`, `bytes` or `bytearray` argument, trimmed; `None` for another type.
pub fn literal<'g>(gil: &'g Gil, reg: Reg) -> Option<Cow<'g, [u8]>> {
    let value = reg.get(gil);
    if let Some(text) = value.as_str() {
        return Some(of_str(text));
    }
    if let Some(data) = value.as_bytes() {
        return Some(Cow::Borrowed(trim(data.bytes(), search::is_byte_space)));
    }
    value.as_bytearray().map(|data| Cow::Owned(trim(&data.to_vec(), search::is_byte_space).to_vec()))
}

fn trim(bytes: &[u8], drop: fn(u8) -> bool) -> &[u8] {
    bytes.get(search::strip_bytes(bytes, true, true, drop)).unwrap_or(&[])
}

fn of_str(text: &Str) -> Cow<'_, [u8]> {
    if text.is_ascii() {
        return Cow::Borrowed(trim(text.bytes(), search::is_text_space));
    }
    // What is neither a digit nor space becomes a byte that no literal has.
    let plain: Vec<u8> = text
        .code_points()
        .map(|c| match unicode::decimal_value(c) {
            Some(digit) => b'0' + digit as u8,
            None if unicode::is_space(c) => b' ',
            None if c < 128 => c as u8,
            None => b'?',
        })
        .collect();
    Cow::Owned(trim(&plain, search::is_text_space).to_vec())
}

/// The `repr` of an argument, for the message about it.
pub fn shown(gil: &Gil, reg: Reg) -> String {
    let value = reg.get(gil);
    let mut out = String::new();
    if let Some(text) = value.as_str() {
        quote::push_repr_points(&mut out, text.code_points(), false);
    } else if let Some(data) = value.as_bytes() {
        quote::push_repr_bytes(&mut out, data.bytes());
    } else if let Some(data) = value.as_bytearray() {
        quote::push_repr_bytes(&mut out, &data.to_vec());
    }
    out
}

/// "could not convert string to float".
#[cold]
pub fn not_a_float(gil: &Gil, reg: Reg) -> Raised {
    gil.value_error(format!("could not convert string to float: {}", shown(gil, reg)))
}

/// Announces reading `len` digits, which takes more than linear time.
pub fn announce(gil: &mut Gil, len: usize) -> Res {
    if len > 2000 {
        gil.tick(len)?;
        gil.charge(len)?;
    }
    Ok(())
}
