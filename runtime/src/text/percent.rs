//! The `%` operator of `str` and `bytes`: reading the format and laying out one converted value.
//!
//! [`next_piece`] reads ASCII syntax from bytes (UTF-8 for `str`), so both types share it. Values, the mapping and
//! the argument tuple are the caller's.

use std::ops::Range;

use super::fault::{Fault, Outcome};
use super::float_repr::{self, FloatStyle};
use super::spec::IntRef;

/// A width or precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Not given.
    None,
    /// A number in the text.
    Is(usize),
    /// `*`: the next argument.
    Argument,
}

/// One conversion `%[(key)][flags][width][.precision]code`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The text of the mapping key.
    pub key: Option<Range<usize>>,
    /// `-`.
    pub left: bool,
    /// `+`.
    pub plus: bool,
    /// A space.
    pub space: bool,
    /// `#`.
    pub alternate: bool,
    /// `0`.
    pub zero: bool,
    /// The minimal width.
    pub width: Amount,
    /// The precision.
    pub precision: Amount,
    /// The conversion character.
    pub code: char,
    /// Where the conversion character stands, in bytes.
    pub code_at: usize,
}

/// A part of a `%` format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text to copy.
    Literal(Range<usize>),
    /// A value to convert; `%%` is one too.
    Convert(Conversion),
}

/// Reads the next piece of `text` from `*at`; `None` at the end.
pub fn next_piece(text: &[u8], at: &mut usize) -> Outcome<Option<Piece>> {
    let from = *at;
    if from >= text.len() {
        return Ok(None);
    }
    let offset = text.get(from..).and_then(|t| memchr::memchr(b'%', t));
    match offset {
        None => {
            *at = text.len();
            Ok(Some(Piece::Literal(from..text.len())))
        }
        Some(0) => {
            let (conversion, end) = read_conversion(text, from + 1)?;
            *at = end;
            Ok(Some(Piece::Convert(conversion)))
        }
        Some(n) => {
            *at = from + n;
            Ok(Some(Piece::Literal(from..from + n)))
        }
    }
}

fn read_conversion(text: &[u8], from: usize) -> Outcome<(Conversion, usize)> {
    let incomplete = || Fault::value("incomplete format");
    let mut at = from;
    let mut c = Conversion {
        key: None,
        left: false,
        plus: false,
        space: false,
        alternate: false,
        zero: false,
        width: Amount::None,
        precision: Amount::None,
        code: '%',
        code_at: from,
    };
    if text.get(at) == Some(&b'(') {
        // Parentheses nest inside the key.
        let start = at + 1;
        let mut depth = 1usize;
        at = start;
        while depth > 0 {
            match text.get(at) {
                None => return Err(Fault::value("incomplete format key")),
                Some(b'(') => depth += 1,
                Some(b')') => depth -= 1,
                Some(_) => {}
            }
            at += 1;
        }
        c.key = Some(start..at - 1);
    }
    loop {
        match text.get(at) {
            Some(b'-') => c.left = true,
            Some(b'+') => c.plus = true,
            Some(b' ') => c.space = true,
            Some(b'#') => c.alternate = true,
            Some(b'0') => c.zero = true,
            _ => break,
        }
        at += 1;
    }
    c.width = read_amount(text, &mut at, isize::MAX as usize, "width too big")?;
    if text.get(at) == Some(&b'.') {
        at += 1;
        c.precision = match read_amount(text, &mut at, i32::MAX as usize, "precision too big")? {
            Amount::None => Amount::Is(0),
            amount => amount,
        };
    }
    if matches!(text.get(at), Some(b'h' | b'l' | b'L')) {
        at += 1;
    }
    let rest = text.get(at..).unwrap_or(&[]);
    let first = rest.first().ok_or_else(incomplete)?;
    // The caller of a `str` format needs the whole character for its message.
    let width = match first {
        0..=0x7f => 1,
        0..=0xdf => 2,
        0..=0xef => 3,
        _ => 4,
    };
    let wide = rest.get(..width).and_then(|b| std::str::from_utf8(b).ok()).and_then(|t| t.chars().next());
    c.code = wide.unwrap_or(char::from(*first));
    c.code_at = at;
    let end = at + if wide.is_some() { width } else { 1 };
    Ok((c, end))
}

fn read_amount(text: &[u8], at: &mut usize, limit: usize, too_big: &'static str) -> Outcome<Amount> {
    if text.get(*at) == Some(&b'*') {
        *at += 1;
        return Ok(Amount::Argument);
    }
    let mut value: Option<usize> = None;
    while let Some(digit) = text.get(*at).filter(|b| b.is_ascii_digit()) {
        let next = value.unwrap_or(0).checked_mul(10).and_then(|v| v.checked_add(usize::from(digit - b'0')));
        match next {
            Some(v) if v <= limit => value = Some(v),
            _ => return Err(Fault::value(too_big)),
        }
        *at += 1;
    }
    Ok(value.map_or(Amount::None, Amount::Is))
}

/// The fault for a conversion character that does not exist; `index` counts characters.
pub fn unsupported(code: char, index: usize) -> Fault {
    let shown = if (' '..='~').contains(&code) { code } else { '?' };
    Fault::value(format!("unsupported format character '{shown}' (0x{:x}) at index {index}", code as u32))
}

/// The fault when the arguments run out.
pub fn not_enough_arguments() -> Fault {
    Fault::type_error("not enough arguments for format string")
}

/// The fault when arguments are left; `of` is "string" or "bytes".
pub fn not_all_converted(of: &str) -> Fault {
    Fault::type_error(format!("not all arguments converted during {of} formatting"))
}

/// A conversion with its `*` amounts filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// To the left, padded on the right.
    pub left: bool,
    /// `+`.
    pub plus: bool,
    /// A space.
    pub space: bool,
    /// `#`.
    pub alternate: bool,
    /// `0`.
    pub zero: bool,
    /// The minimal width.
    pub width: usize,
    /// The precision.
    pub precision: Option<usize>,
}

/// The layout of a conversion whose `*` amounts the caller has read; a negative width means left.
pub fn layout(c: &Conversion, width: Option<i64>, precision: Option<i64>) -> Layout {
    let mut layout = Layout {
        left: c.left,
        plus: c.plus,
        space: c.space,
        alternate: c.alternate,
        zero: c.zero,
        width: 0,
        precision: None,
    };
    match c.width {
        Amount::Is(n) => layout.width = n,
        Amount::Argument => {
            let width = width.unwrap_or(0);
            layout.left |= width < 0;
            layout.width = usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX);
        }
        Amount::None => {}
    }
    match c.precision {
        Amount::Is(n) => layout.precision = Some(n),
        Amount::Argument => layout.precision = Some(usize::try_from(precision.unwrap_or(0)).unwrap_or(0)),
        Amount::None => {}
    }
    layout
}

impl Layout {
    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.plus, self.space) {
            (true, _, _) => "-",
            (_, true, _) => "+",
            (_, _, true) => " ",
            _ => "",
        }
    }

    fn check(&self) -> Outcome<()> {
        const LIMIT: usize = 1 << 40;
        if self.width > LIMIT { Err(Fault::memory()) } else { Ok(()) }
    }
}

/// `%s %r %a`: appends converted text, cut to the precision and padded.
pub fn push_text(out: &mut String, text: &str, layout: &Layout) -> Outcome<()> {
    layout.check()?;
    let mut text = text;
    if let Some(precision) = layout.precision
        && let Some((end, _)) = text.char_indices().nth(precision)
    {
        text = text.get(..end).unwrap_or(text);
    }
    if layout.width == 0 {
        out.push_str(text);
        return Ok(());
    }
    let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
    let pad = layout.width.saturating_sub(chars);
    if !layout.left {
        out.extend(std::iter::repeat_n(' ', pad));
    }
    out.push_str(text);
    if layout.left {
        out.extend(std::iter::repeat_n(' ', pad));
    }
    Ok(())
}

fn push_signed(out: &mut String, sign: &str, prefix: &str, digits: &str, layout: &Layout) {
    let pad = layout.width.saturating_sub(sign.len() + prefix.len() + digits.len());
    let (before, zeros, after) = match (layout.left, layout.zero) {
        (true, _) => (0, 0, pad),
        (false, true) => (0, pad, 0),
        _ => (pad, 0, 0),
    };
    out.extend(std::iter::repeat_n(' ', before));
    out.push_str(sign);
    out.push_str(prefix);
    out.extend(std::iter::repeat_n('0', zeros));
    out.push_str(digits);
    out.extend(std::iter::repeat_n(' ', after));
}

/// `%d %i %u %o %x %X` of an integer; `limit` bounds decimal digits.
pub fn push_int(
    out: &mut String,
    value: IntRef<'_>,
    code: char,
    layout: &Layout,
    limit: usize,
) -> Outcome<()> {
    layout.check()?;
    let (base, prefix) = match code {
        'o' => (8, "0o"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        _ => (10, ""),
    };
    let mut digits = value.digits(base, limit)?;
    if code == 'X' {
        digits.make_ascii_uppercase();
    }
    if let Some(precision) = layout.precision
        && precision > digits.len()
    {
        if precision > 1 << 40 {
            return Err(Fault::memory());
        }
        digits = format!("{}{digits}", "0".repeat(precision - digits.len()));
    }
    let prefix = if layout.alternate { prefix } else { "" };
    push_signed(out, layout.sign(value.is_negative()), prefix, &digits, layout);
    Ok(())
}

/// `%e %E %f %F %g %G` of a float.
pub fn push_float(out: &mut String, value: f64, code: char, layout: &Layout) -> Outcome<()> {
    layout.check()?;
    let style = FloatStyle { alternate: layout.alternate, ..FloatStyle::default() };
    let text = float_repr::to_text(value, code, layout.precision.unwrap_or(6), style);
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.as_str()),
    };
    push_signed(out, layout.sign(negative), "", digits, layout);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Result<Vec<Piece>, String> {
        let mut at = 0;
        let mut found = Vec::new();
        while let Some(piece) = next_piece(text.as_bytes(), &mut at).map_err(|f| f.message.into_owned())? {
            found.push(piece);
        }
        Ok(found)
    }

    fn one(text: &str) -> Conversion {
        match pieces(text).as_deref() {
            Ok([Piece::Convert(c)]) => c.clone(),
            other => panic!("{other:?}"),
        }
    }

    fn int(v: i64, text: &str) -> String {
        let c = one(text);
        let mut out = String::new();
        let result = push_int(&mut out, IntRef::Small(v), c.code, &layout(&c, None, None), 4300);
        result.map_or_else(|f| f.message.into_owned(), |()| out)
    }

    #[test]
    fn reading() {
        let c = one("%(a(b))-+ #05.3ld");
        assert_eq!(c.key, Some(2..6));
        assert!(c.left && c.plus && c.space && c.alternate && c.zero);
        assert_eq!((c.width, c.precision, c.code), (Amount::Is(5), Amount::Is(3), 'd'));
        assert_eq!(one("%*.*f").width, Amount::Argument);
        assert_eq!(one("%é").code, 'é');
        assert_eq!(pieces("%"), Err("incomplete format".into()));
        assert_eq!(pieces("%(a"), Err("incomplete format key".into()));
        assert_eq!(pieces("%99999999999999999999d"), Err("width too big".into()));
        assert_eq!(pieces("a%%b").map(|p| p.len()), Ok(3));
    }

    #[test]
    fn integers() {
        for (v, format, text) in [
            (42, "%d", "42"),
            (42, "%5d", "   42"),
            (42, "%-5d", "42   "),
            (-42, "%05d", "-0042"),
            (42, "%+d", "+42"),
            (42, "% d", " 42"),
            (255, "%#x", "0xff"),
            (255, "%#08X", "0X0000FF"),
            (8, "%#o", "0o10"),
            (42, "%.5d", "00042"),
            (42, "%8.5d", "   00042"),
        ] {
            assert_eq!(int(v, format), text, "{format}");
        }
    }

    #[test]
    fn floats_and_text() {
        let c = one("%08.2f");
        let mut out = String::new();
        assert!(push_float(&mut out, -1.5, c.code, &layout(&c, None, None)).is_ok());
        assert_eq!(out, "-0001.50");
        let c = one("%-*.*s");
        let mut out = String::new();
        assert!(push_text(&mut out, "abcdef", &layout(&c, Some(-5), Some(2))).is_ok());
        assert_eq!(out, "ab   ");
    }
}
