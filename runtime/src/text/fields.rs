//! The text of `str.format`: literals and replacement fields `{name!conversion:spec}`, and the parts of a field name.
//!
//! [`next_piece`] reads one piece at a time, so the caller can evaluate fields in order and recurse into a
//! specification that itself holds fields. All syntax is ASCII; pieces are ranges of the UTF-8 text.

use std::ops::Range;

use super::fault::{Fault, Outcome};

/// A replacement field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Where the name stands: `0.a[b]`, maybe empty.
    pub name: Range<usize>,
    /// `r`, `s`, `a` or another character after `!`, which the caller checks with [`unknown_conversion`].
    pub conversion: Option<char>,
    /// Where the specification stands, maybe empty.
    pub spec: Range<usize>,
    /// Whether the specification holds fields itself.
    pub nested: bool,
}

/// A literal part (with its braces undoubled) and the field after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Text to copy.
    pub literal: Range<usize>,
    /// The field, unless the literal ended in a doubled brace or the text is at its end.
    pub field: Option<Field>,
}

/// Reads the next piece of `text` from `*at`; `None` at the end.
pub fn next_piece(text: &str, at: &mut usize) -> Outcome<Option<Piece>> {
    let bytes = text.as_bytes();
    let from = *at;
    if from >= bytes.len() {
        return Ok(None);
    }
    let Some(brace) = bytes.get(from..).and_then(|t| memchr::memchr2(b'{', b'}', t)).map(|i| from + i) else {
        *at = bytes.len();
        return Ok(Some(Piece { literal: from..bytes.len(), field: None }));
    };
    let open = bytes.get(brace) == Some(&b'{');
    let next = bytes.get(brace + 1);
    if next == bytes.get(brace) {
        // A doubled brace: the literal ends with one of them.
        *at = brace + 2;
        return Ok(Some(Piece { literal: from..brace + 1, field: None }));
    }
    if !open {
        return Err(Fault::value("Single '}' encountered in format string"));
    }
    if next.is_none() {
        return Err(Fault::value("Single '{' encountered in format string"));
    }
    let (field, end) = read_field(text, brace + 1)?;
    *at = end;
    Ok(Some(Piece { literal: from..brace, field: Some(field) }))
}

/// Reads a field after its `{`; also gives the place after its `}`.
fn read_field(text: &str, from: usize) -> Outcome<(Field, usize)> {
    let bytes = text.as_bytes();
    let unterminated = || Fault::value("expected '}' before end of string");
    // The name ends at `:`, `!` or `}` outside of brackets.
    let mut at = from;
    let mut in_brackets = false;
    let stop = loop {
        match bytes.get(at) {
            None => return Err(unterminated()),
            Some(b'{') if !in_brackets => return Err(Fault::value("unexpected '{' in field name")),
            Some(b'[') => in_brackets = true,
            Some(b']') => in_brackets = false,
            Some(c @ (b'}' | b':' | b'!')) if !in_brackets => break *c,
            Some(_) => {}
        }
        at += 1;
    };
    let name = from..at;
    at += 1;
    let mut conversion = None;
    let mut last = stop;
    if stop == b'!' {
        let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else {
            return Err(Fault::value("end of string while looking for conversion specifier"));
        };
        conversion = Some(c);
        at += c.len_utf8();
        match bytes.get(at) {
            Some(c @ (b':' | b'}')) => last = *c,
            Some(_) => return Err(Fault::value("expected ':' after conversion specifier")),
            None => return Err(Fault::value("unmatched '{' in format spec")),
        }
        at += 1;
    }
    if last == b'}' {
        return Ok((Field { name, conversion, spec: at - 1..at - 1, nested: false }, at));
    }
    let spec_from = at;
    let mut depth = 1usize;
    let mut nested = false;
    loop {
        match bytes.get(at) {
            None => return Err(Fault::value("unmatched '{' in format spec")),
            Some(b'{') => {
                depth += 1;
                nested = true;
            }
            Some(b'}') => {
                depth -= 1;
                if depth == 0 {
                    return Ok((Field { name, conversion, spec: spec_from..at, nested }, at + 1));
                }
            }
            Some(_) => {}
        }
        at += 1;
    }
}

/// The fault for a conversion that is not `r`, `s` or `a`.
pub fn unknown_conversion(c: char) -> Fault {
    if c > ' ' && c < '\u{7f}' {
        Fault::value(format!("Unknown conversion specifier {c}"))
    } else {
        Fault::value(format!("Unknown conversion specifier \\x{:x}", c as u32))
    }
}

/// The first part of a field name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum First<'a> {
    /// Empty: the next positional argument.
    Auto,
    /// A positional argument.
    Index(usize),
    /// A keyword argument.
    Name(&'a str),
}

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// `.name`.
    Attribute(&'a str),
    /// `[digits]`.
    Index(usize),
    /// `[text]`.
    Key(&'a str),
}

/// Splits a field name into its first part and the rest, which [`next_step`] reads.
pub fn first_part(name: &str) -> Outcome<(First<'_>, &str)> {
    let end = name.bytes().position(|b| b == b'.' || b == b'[').unwrap_or(name.len());
    let (first, rest) = (name.get(..end).unwrap_or(""), name.get(end..).unwrap_or(""));
    Ok((
        match read_index(first)? {
            Some(index) => First::Index(index),
            None if first.is_empty() => First::Auto,
            None => First::Name(first),
        },
        rest,
    ))
}

/// Reads the next step of the rest of a field name.
pub fn next_step<'a>(rest: &mut &'a str) -> Outcome<Option<Step<'a>>> {
    let text = *rest;
    let Some(kind) = text.bytes().next() else { return Ok(None) };
    let body = text.get(1..).unwrap_or("");
    match kind {
        b'.' => {
            let end = body.bytes().position(|b| b == b'.' || b == b'[').unwrap_or(body.len());
            let name = body.get(..end).unwrap_or("");
            if name.is_empty() {
                return Err(Fault::value("Empty attribute in format string"));
            }
            *rest = body.get(end..).unwrap_or("");
            Ok(Some(Step::Attribute(name)))
        }
        b'[' => {
            let Some(end) = body.bytes().position(|b| b == b']') else {
                return Err(Fault::value("Missing ']' in format string"));
            };
            let key = body.get(..end).unwrap_or("");
            if key.is_empty() {
                return Err(Fault::value("Empty attribute in format string"));
            }
            *rest = body.get(end + 1..).unwrap_or("");
            Ok(Some(match read_index(key)? {
                Some(index) => Step::Index(index),
                None => Step::Key(key),
            }))
        }
        _ => Err(Fault::value("Only '.' or '[' may follow ']' in format field specifier")),
    }
}

/// The value of text made of digits only.
fn read_index(text: &str) -> Outcome<Option<usize>> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut value = 0usize;
    for c in text.chars() {
        let Some(digit) = super::unicode::decimal_value(c as u32) else { return Ok(None) };
        value = match value.checked_mul(10).and_then(|v| v.checked_add(digit as usize)) {
            Some(v) if v <= isize::MAX as usize => v,
            _ => return Err(Fault::value("Too many decimal digits in format string")),
        };
    }
    Ok(Some(value))
}

/// Numbers the empty field names, and refuses mixing them with explicit numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct AutoNumber {
    next: usize,
    automatic: bool,
    manual: bool,
}

impl AutoNumber {
    /// The position of an empty field name.
    pub fn automatic(&mut self) -> Outcome<usize> {
        if self.manual {
            return Err(Fault::value(
                "cannot switch from manual field specification to automatic field numbering",
            ));
        }
        self.automatic = true;
        self.next += 1;
        Ok(self.next - 1)
    }

    /// Notes an explicit position.
    pub fn explicit(&mut self) -> Outcome<()> {
        if self.automatic {
            return Err(Fault::value(
                "cannot switch from automatic field numbering to manual field specification",
            ));
        }
        self.manual = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Result<Vec<String>, String> {
        let mut at = 0;
        let mut found = Vec::new();
        while let Some(piece) = next_piece(text, &mut at).map_err(|f| f.message.into_owned())? {
            found.push(text.get(piece.literal).unwrap_or("?").to_string());
            if let Some(f) = piece.field {
                let conversion = f.conversion.map(|c| format!("!{c}")).unwrap_or_default();
                let (name, spec) = (text.get(f.name).unwrap_or("?"), text.get(f.spec).unwrap_or("?"));
                found.push(format!("<{name}{conversion}:{spec}{}>", if f.nested { "*" } else { "" }));
            }
        }
        Ok(found)
    }

    #[test]
    fn pieces() {
        assert_eq!(all("a{}b"), Ok(vec!["a".into(), "<:>".into(), "b".into()]));
        assert_eq!(all("{{x}}"), Ok(vec!["{".into(), "x}".into()]));
        assert_eq!(all("{0.a[b:}]!r:>{w}}"), Ok(vec!["".into(), "<0.a[b:}]!r:>{w}*>".into()]));
        for (text, message) in [
            ("}", "Single '}' encountered in format string"),
            ("{", "Single '{' encountered in format string"),
            ("{a", "expected '}' before end of string"),
            ("{a{", "unexpected '{' in field name"),
            ("{!", "end of string while looking for conversion specifier"),
            ("{!rx}", "expected ':' after conversion specifier"),
            ("{:{}", "unmatched '{' in format spec"),
        ] {
            assert_eq!(all(text), Err(message.to_string()), "{text}");
        }
    }

    #[test]
    fn names() {
        let (first, mut rest) = first_part("0.a[b][12]").unwrap_or((First::Auto, ""));
        assert_eq!(first, First::Index(0));
        assert_eq!(next_step(&mut rest), Ok(Some(Step::Attribute("a"))));
        assert_eq!(next_step(&mut rest), Ok(Some(Step::Key("b"))));
        assert_eq!(next_step(&mut rest), Ok(Some(Step::Index(12))));
        assert_eq!(next_step(&mut rest), Ok(None));
        assert!(
            next_step(&mut "[a").is_err() && next_step(&mut "[a]b").is_ok() && next_step(&mut "b").is_err()
        );
    }

    #[test]
    fn numbering() {
        let mut auto = AutoNumber::default();
        assert_eq!(auto.automatic(), Ok(0));
        assert_eq!(auto.automatic(), Ok(1));
        assert!(auto.explicit().is_err());
    }
}
