//! The values of string literals: prefixes, escapes, implicit concatenation.

use crate::actions::Actions;
use crate::ast::{Constant, Expr, ExprKind};
use crate::character_names;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::text::TextBuilder;

/// A string token taken apart.
pub(crate) struct Literal {
    pub is_raw: bool,
    pub is_bytes: bool,
    pub is_formatted: bool,
    /// What stands between the quotes.
    pub body: Span,
}

impl Literal {
    fn new(text: &str, token: Span) -> Self {
        let quote = text.find(['"', '\'']).unwrap_or(0);
        let prefix = text.as_bytes().get(..quote).unwrap_or(&[]);
        let has = |letter: u8| prefix.iter().any(|byte| byte.to_ascii_lowercase() == letter);
        let rest = text.get(quote..).unwrap_or("");
        let quotes =
            if rest.len() >= 6 && (rest.starts_with("\"\"\"") || rest.starts_with("'''")) { 3 } else { 1 };
        let start = token.start + (quote + quotes) as u32;
        let end = token.end.saturating_sub(quotes as u32).max(start);
        Self { is_raw: has(b'r'), is_bytes: has(b'b'), is_formatted: has(b'f'), body: Span::new(start, end) }
    }
}

impl Actions<'_> {
    /// Adjacent string tokens are one expression.
    pub fn strings(&mut self, tokens: Vec<Span>) -> Expr {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return Expr::none(Span::default());
        };
        let whole = first.to(*last);
        let kind_u = self.slice(first.start, first.end).starts_with('u');
        let literals: Vec<(Literal, Span)> = tokens
            .iter()
            .map(|token| (Literal::new(self.slice(token.start, token.end), *token), *token))
            .collect();
        let is_bytes = literals.first().is_some_and(|(literal, _)| literal.is_bytes);
        if let Some((_, odd)) = literals.iter().find(|(literal, _)| literal.is_bytes != is_bytes) {
            let (here, there) = if is_bytes { ("text", "bytes") } else { ("bytes", "text") };
            self.report(
                Diagnostic::error(codes::MIXED_BYTES, *odd, "cannot mix bytes and nonbytes literals")
                    .with_text(format!("this is {here}"))
                    .with_label(*first, format!("this is {there}")),
            );
            return Expr::none(whole);
        }
        if is_bytes {
            let mut bytes = Vec::new();
            for (literal, token) in &literals {
                self.bytes_literal(literal, *token, &mut bytes);
            }
            return self.constant(whole.start, Constant::Bytes(bytes.into_boxed_slice()), whole.end);
        }
        if literals.iter().any(|(literal, _)| literal.is_formatted) {
            return self.formatted(&literals, whole, kind_u);
        }
        let mut text = TextBuilder::default();
        for (literal, token) in &literals {
            self.decode(literal.body, literal.is_raw, *token, &mut text);
        }
        Expr::new(ExprKind::Constant { value: Constant::Str(text.take()), kind_u }, whole)
    }

    fn bytes_literal(&mut self, literal: &Literal, token: Span, out: &mut Vec<u8>) {
        let body = self.slice(literal.body.start, literal.body.end);
        if let Some((at, odd)) = body.char_indices().find(|(_, character)| !character.is_ascii()) {
            let at = literal.body.start + at as u32;
            self.report(
                Diagnostic::error(
                    codes::BYTES_NOT_ASCII,
                    Span::new(at, at + odd.len_utf8() as u32),
                    "bytes can only contain ASCII literal characters",
                )
                .with_text("not ASCII"),
            );
            return;
        }
        if literal.is_raw {
            out.extend_from_slice(body.as_bytes());
            return;
        }
        let mut rest = body;
        while let Some(found) = memchr::memchr(b'\\', rest.as_bytes()) {
            out.extend_from_slice(rest.get(..found).unwrap_or("").as_bytes());
            let escape = rest.get(found + 1..).unwrap_or("");
            let (length, value) = match simple_escape(escape) {
                Some((length, code)) => (length, code.map(|code| code as u8)),
                None if escape.starts_with('x') => {
                    let digits = hex_digits(escape.get(1..).unwrap_or(""), 2);
                    let Some(value) = hex(digits, 2) else {
                        let position = body.len() - rest.len() + found;
                        let message = format!("(value error) invalid \\x escape at position {position}");
                        let at = literal.body.start + position as u32;
                        self.report(
                            Diagnostic::error(
                                codes::BAD_ESCAPE,
                                Span::new(at, at + 2).min_end(token),
                                message,
                            )
                            .with_text("two hexadecimal digits must follow"),
                        );
                        return;
                    };
                    (3, Some(value as u8))
                }
                // An unknown escape stays as it is.
                None => (0, Some(b'\\')),
            };
            out.extend(value);
            rest = escape.get(length..).unwrap_or("");
        }
        out.extend_from_slice(rest.as_bytes());
    }

    /// Appends the text between two places of a literal, with its escapes replaced unless it is raw.
    pub fn decode(&mut self, body: Span, is_raw: bool, token: Span, out: &mut TextBuilder) {
        let text = self.slice(body.start, body.end);
        if is_raw {
            out.push_str(text);
            return;
        }
        let mut rest = text;
        while let Some(found) = memchr::memchr(b'\\', rest.as_bytes()) {
            out.push_str(rest.get(..found).unwrap_or(""));
            let escape = rest.get(found + 1..).unwrap_or("");
            let length = match simple_escape(escape) {
                Some((length, code)) => {
                    code.into_iter().for_each(|code| out.push_code_point(code));
                    length
                }
                None => match unicode_escape(escape) {
                    Ok(Some((length, code))) => {
                        out.push_code_point(code);
                        length
                    }
                    Ok(None) => {
                        out.push_code_point(u32::from('\\'));
                        0
                    }
                    Err(fault) => {
                        let at = text.len() - rest.len() + found;
                        self.report(bad_escape(text, at, body, &fault).within(token));
                        return;
                    }
                },
            };
            rest = escape.get(length..).unwrap_or("");
        }
        out.push_str(rest);
    }
}

/// Escapes that text and bytes share, without the backslash: length, and the code point if there is one.
fn simple_escape(escape: &str) -> Option<(usize, Option<u32>)> {
    let bytes = escape.as_bytes();
    let code = match bytes.first()? {
        b'\n' => return Some((1, None)),
        b'\\' => 0x5c,
        b'\'' => 0x27,
        b'"' => 0x22,
        b'a' => 0x07,
        b'b' => 0x08,
        b'f' => 0x0c,
        b'n' => 0x0a,
        b'r' => 0x0d,
        b't' => 0x09,
        b'v' => 0x0b,
        b'0'..=b'7' => {
            let digits = bytes.iter().take(3).take_while(|byte| (b'0'..b'8').contains(byte));
            let (length, code) =
                digits.fold((0, 0), |(length, code), digit| (length + 1, code * 8 + u32::from(digit - b'0')));
            return Some((length, Some(code)));
        }
        _ => return None,
    };
    Some((1, Some(code)))
}

struct EscapeFault {
    /// The length of what was read, with the backslash.
    length: usize,
    reason: &'static str,
    hint: &'static str,
}

/// `\x`, `\u`, `\U`, `\N` without the backslash; nothing if it is none of these.
fn unicode_escape(escape: &str) -> Result<Option<(usize, u32)>, EscapeFault> {
    let (count, reason, hint) = match escape.as_bytes().first() {
        Some(b'x') => (2, "truncated \\xXX escape", "two hexadecimal digits must follow"),
        Some(b'u') => (4, "truncated \\uXXXX escape", "four hexadecimal digits must follow"),
        Some(b'U') => (8, "truncated \\UXXXXXXXX escape", "eight hexadecimal digits must follow"),
        Some(b'N') => return named_escape(escape).map(Some),
        _ => return Ok(None),
    };
    let digits = hex_digits(escape.get(1..).unwrap_or(""), count);
    let Some(code) = hex(digits, count) else {
        return Err(EscapeFault { length: 2 + digits.len(), reason, hint });
    };
    if code > 0x10_ffff {
        let hint = "the largest code point is U+10FFFF";
        return Err(EscapeFault { length: 10, reason: "illegal Unicode character", hint });
    }
    Ok(Some((count + 1, code)))
}

fn named_escape(escape: &str) -> Result<(usize, u32), EscapeFault> {
    let malformed = |length| EscapeFault {
        length,
        reason: "malformed \\N character escape",
        hint: "write the name of a character in braces",
    };
    let Some(inner) = escape.get(1..).and_then(|rest| rest.strip_prefix('{')) else {
        return Err(malformed(2));
    };
    let Some(length) = inner.find('}') else { return Err(malformed(3 + inner.len())) };
    if length == 0 {
        return Err(malformed(3));
    }
    let name = inner.get(..length).unwrap_or("");
    let character = character_names::character(name).ok_or(EscapeFault {
        length: length + 4,
        reason: "unknown Unicode character name",
        hint: "no character has this name",
    })?;
    Ok((length + 3, u32::from(character)))
}

/// The leading hexadecimal digits, at most `count`.
fn hex_digits(text: &str, count: usize) -> &str {
    let length = text.bytes().take(count).take_while(u8::is_ascii_hexdigit).count();
    text.get(..length).unwrap_or("")
}

fn hex(digits: &str, count: usize) -> Option<u32> {
    if digits.len() == count { u32::from_str_radix(digits, 16).ok() } else { None }
}

/// CPython decodes a copy of the literal in which each character beyond ASCII takes ten bytes, and tells positions in it.
fn bad_escape(text: &str, at: usize, body: Span, fault: &EscapeFault) -> Diagnostic {
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 10 }).sum::<usize>();
    let start = width(text.get(..at).unwrap_or(""));
    let last = start + width(text.get(at..at + fault.length).unwrap_or("")).max(1) - 1;
    let place = if start == last {
        format!("byte 0x5c in position {start}")
    } else {
        format!("bytes in position {start}-{last}")
    };
    let message = format!("(unicode error) 'unicodeescape' codec can't decode {place}: {}", fault.reason);
    let at = body.start + at as u32;
    Diagnostic::error(codes::BAD_ESCAPE, Span::new(at, at + fault.length as u32), message)
        .with_text(fault.hint)
        .with_hint("write `\\\\` for a backslash, or put `r` before the string")
}

impl Diagnostic {
    /// Cuts the primary place to the token.
    fn within(mut self, token: Span) -> Self {
        self.primary.span = self.primary.span.min_end(token);
        self
    }
}

impl Span {
    fn min_end(self, outer: Self) -> Self {
        Self { start: self.start, end: self.end.min(outer.end).max(self.start) }
    }
}
