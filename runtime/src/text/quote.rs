//! `repr` and `ascii` of text and bytes: the choice of quote and the escapes.

use super::unicode::is_printable;

const HEX: &[u8; 16] = b"0123456789abcdef";

fn push_hex(out: &mut String, value: u32, digits: u32) {
    for place in (0..digits).rev() {
        out.push(HEX[(value >> (4 * place) & 15) as usize] as char);
    }
}

/// Double quotes are used only when the text holds single quotes and no double ones.
fn quote_for(single: bool, double: bool) -> char {
    if single && !double { '"' } else { '\'' }
}

/// Appends `repr(text)`, or `ascii(text)` when `ascii` is set, of code points that may be lone surrogates.
pub fn push_repr_points(out: &mut String, points: impl Iterator<Item = u32> + Clone, ascii: bool) {
    let (mut single, mut double) = (false, false);
    for c in points.clone() {
        single |= c == 39;
        double |= c == 34;
    }
    let quote = quote_for(single, double);
    out.push(quote);
    for c in points {
        push_point(out, c, quote, ascii);
    }
    out.push(quote);
}

#[inline]
fn push_point(out: &mut String, c: u32, quote: char, ascii: bool) {
    match c {
        10 => out.push_str("\\n"),
        13 => out.push_str("\\r"),
        9 => out.push_str("\\t"),
        92 => out.push_str("\\\\"),
        _ if c == quote as u32 => {
            out.push('\\');
            out.push(quote);
        }
        32..=126 => out.push(c as u8 as char),
        _ if c > 126 && !ascii && is_printable(c) => out.extend(char::from_u32(c)),
        0..=255 => {
            out.push_str("\\x");
            push_hex(out, c, 2);
        }
        256..=0xffff => {
            out.push_str("\\u");
            push_hex(out, c, 4);
        }
        _ => {
            out.push_str("\\U");
            push_hex(out, c, 8);
        }
    }
}

/// Appends `repr(text)`.
pub fn push_repr(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let quote = quote_for(memchr::memchr(b'\'', bytes).is_some(), memchr::memchr(b'"', bytes).is_some());
    out.reserve(text.len() + 2);
    out.push(quote);
    // Copy runs that stand for themselves.
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let plain = matches!(c, ' '..='~') && c != '\\' && c != quote;
        if !plain {
            out.push_str(text.get(from..at).unwrap_or(""));
            push_point(out, c as u32, quote, false);
            from = at + c.len_utf8();
        }
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out.push(quote);
}

/// `repr(text)`.
pub fn repr(text: &str) -> String {
    let mut out = String::new();
    push_repr(&mut out, text);
    out
}

/// `ascii(text)`.
pub fn ascii(text: &str) -> String {
    let mut out = String::new();
    push_repr_points(&mut out, text.chars().map(u32::from), true);
    out
}

/// Appends the text of `bytes` as `repr` shows them, `b` included.
pub fn push_repr_bytes(out: &mut String, bytes: &[u8]) {
    let quote = quote_for(memchr::memchr(b'\'', bytes).is_some(), memchr::memchr(b'"', bytes).is_some());
    out.reserve(bytes.len() + 3);
    out.push('b');
    out.push(quote);
    for b in bytes {
        push_point(out, u32::from(*b), quote, true);
    }
    out.push(quote);
}

/// Escapes what is not ASCII, as `ascii()` does after `repr`.
pub fn escape_points(points: impl Iterator<Item = u32>) -> String {
    let mut out = String::new();
    for c in points {
        // The quote and escapes are already there: only wide characters change.
        match char::from_u32(c) {
            Some(c) if c.is_ascii() => out.push(c),
            _ => push_point(&mut out, c, '\'', true),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text() {
        for (text, shown) in [
            ("", "''"),
            ("a'b", "\"a'b\""),
            ("a'b\"", "'a\\'b\"'"),
            ("\n\t\r\\", "'\\n\\t\\r\\\\'"),
            ("\0\x7f", "'\\x00\\x7f'"),
            ("é漢", "'é漢'"),
            ("\u{a0}\u{2028}\u{e0001}", "'\\xa0\\u2028\\U000e0001'"),
        ] {
            assert_eq!(repr(text), shown);
        }
        assert_eq!(ascii("é漢🎉"), "'\\xe9\\u6f22\\U0001f389'");
        let mut out = String::new();
        push_repr_points(&mut out, [0xd800, 0x61].into_iter(), false);
        assert_eq!(out, "'\\ud800a'");
    }

    #[test]
    fn bytes() {
        let mut out = String::new();
        push_repr_bytes(&mut out, b"a'\x00\xff\n");
        assert_eq!(out, "b\"a'\\x00\\xff\\n\"");
    }
}
