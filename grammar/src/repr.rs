//! Literals as CPython's `repr` shows them.

use crate::printable::is_printable;
use crate::text::PyText;
use std::fmt::Write;

/// `repr` of a float: the shortest digits that give the same float back.
pub fn float(value: f64) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf".to_owned() } else { "-inf".to_owned() };
    }
    // Rust's shortest digits as `d.ddde±x`.
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let plain = format!("{value}");
        return if plain.contains('.') { plain } else { plain + ".0" };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

/// `repr` of an imaginary number.
pub fn imaginary(value: f64) -> String {
    let text = float(value);
    format!("{}j", text.strip_suffix(".0").unwrap_or(&text))
}

/// The quote that needs the least escapes.
fn quote(has_single: bool, has_double: bool) -> char {
    if has_single && !has_double { '"' } else { '\'' }
}

/// `repr` of a str.
pub fn text(text: &PyText) -> String {
    let bytes = text.as_bytes();
    let quote = quote(bytes.contains(&b'\''), bytes.contains(&b'"'));
    let mut out = String::with_capacity(bytes.len() + 2);
    out.push(quote);
    for code in text.code_points() {
        match char::from_u32(code) {
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(character) if character == quote => {
                out.push('\\');
                out.push(character);
            }
            Some(character) if is_printable(code) => out.push(character),
            _ => {
                let _ = match code {
                    0..=0xff => write!(out, "\\x{code:02x}"),
                    0x100..=0xffff => write!(out, "\\u{code:04x}"),
                    _ => write!(out, "\\U{code:08x}"),
                };
            }
        }
    }
    out.push(quote);
    out
}

/// `repr` of bytes.
pub fn bytes(bytes: &[u8]) -> String {
    let quote = quote(bytes.contains(&b'\''), bytes.contains(&b'"'));
    let mut out = String::with_capacity(bytes.len() + 3);
    out.push('b');
    out.push(quote);
    for byte in bytes {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            0x20..=0x7e => {
                if char::from(*byte) == quote {
                    out.push('\\');
                }
                out.push(char::from(*byte));
            }
            _ => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    out.push(quote);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats() {
        for (value, expected) in [
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e16, "1e+16"),
            (123_456_789_012_345.6, "123456789012345.6"),
            (1e15, "1000000000000000.0"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.5e300, "1.5e+300"),
            (5e-324, "5e-324"),
            (-0.0, "-0.0"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(float(value), expected);
        }
        assert_eq!(imaginary(1.0), "1j");
        assert_eq!(imaginary(0.5), "0.5j");
        assert_eq!(imaginary(1e100), "1e+100j");
    }

    #[test]
    fn texts() {
        assert_eq!(text(&"it's".into()), "\"it's\"");
        assert_eq!(text(&"a'b\"c".into()), "'a\\'b\"c'");
        assert_eq!(
            text(&"\u{e9}\u{ad}\u{2028}\u{e0001}\n\0".into()),
            "'\u{e9}\\xad\\u2028\\U000e0001\\n\\x00'"
        );
        assert_eq!(bytes(b"a\xff'\n"), "b\"a\\xff'\\n\"");
    }
}
