//! From text to raw tokens: the parts of tokens that a regular expression cannot say well.
//!
//! Numbers and strings are scanned by hand from where logos found their beginning, since CPython names precise faults in
//! them. A fault becomes a diagnostic and an [`TokenKind::Error`] token, so that layout and parser go on.

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::printable::is_printable;
use crate::span::Span;
use crate::token::{Token, TokenKind};
use logos::{Lexer, Logos};

/// Lexing stops after this many faults: the text is no program.
pub(crate) const MAX_ERRORS: usize = 50;

/// What the callbacks found wrong.
#[derive(Debug, Default)]
pub struct LexErrors {
    diagnostics: Vec<Diagnostic>,
    open_string: bool,
    open_join: bool,
}

/// The raw tokens of a text: newlines everywhere, no layout.
#[derive(Default)]
pub(crate) struct Lexed {
    /// The tokens.
    pub tokens: Vec<Token>,
    /// The faults, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// The text ends within a triple-quoted string.
    pub open_string: bool,
    /// The text ends after a backslash that joins lines.
    pub open_join: bool,
}

/// Lexes `text`; `base` is added to all places.
pub(crate) fn lex(text: &str, base: u32) -> Lexed {
    let mut lexer = TokenKind::lexer(text);
    let mut tokens = Vec::with_capacity(text.len() / 4);
    while let Some(result) = lexer.next() {
        let place = lexer.span();
        let kind = result.unwrap_or_else(|()| {
            bad_character(&mut lexer);
            TokenKind::Error
        });
        let end = lexer.span().end;
        tokens.push(Token { kind, start: base + place.start as u32, end: base + end as u32 });
        if lexer.extras.diagnostics.len() >= MAX_ERRORS {
            break;
        }
    }
    let LexErrors { mut diagnostics, open_string, open_join } = lexer.extras;
    if base != 0 {
        diagnostics.iter_mut().for_each(|diagnostic| diagnostic.shift(base));
    }
    Lexed { tokens, diagnostics, open_string, open_join }
}

type Lex<'s> = Lexer<'s, TokenKind>;

fn report(lexer: &mut Lex<'_>, diagnostic: Diagnostic) {
    lexer.extras.diagnostics.push(diagnostic);
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// The rest of a run of name characters becomes part of the faulty token.
fn bump_name_bytes(lexer: &mut Lex<'_>) {
    let run = lexer.remainder().bytes().take_while(|byte| is_name_byte(*byte)).count();
    lexer.bump(run);
}

fn bad_character(lexer: &mut Lex<'_>) {
    let span = Span::new(lexer.span().start as u32, lexer.span().end as u32);
    let character = lexer.slice().chars().next().unwrap_or('\0');
    let diagnostic = match character {
        '!' => Diagnostic::error(codes::UNKNOWN_OPERATOR, span, "invalid syntax")
            .with_text("`!` is no operator")
            .with_hint("write `not` to negate"),
        '?' | '$' | '`' => Diagnostic::error(codes::BAD_CHARACTER, span, "invalid syntax")
            .with_text(format!("`{character}` has no meaning here")),
        _ => unknown_character(character, span),
    };
    report(lexer, diagnostic);
}

fn unknown_character(character: char, span: Span) -> Diagnostic {
    let code = u32::from(character);
    if !is_printable(code) {
        return Diagnostic::error(
            codes::BAD_CHARACTER,
            span,
            format!("invalid non-printable character U+{code:04X}"),
        )
        .with_text("this character cannot be seen")
        .with_hint("delete it; it often comes along with text copied from a document")
        .with_fix(span, if matches!(character, '\u{a0}' | '\u{3000}') { " " } else { "" });
    }
    let diagnostic = Diagnostic::error(
        codes::BAD_CHARACTER,
        span,
        format!("invalid character '{character}' (U+{code:04X})"),
    );
    let meant = match character {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{ff07}' => "'",
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ff02}' | '\u{ab}' | '\u{bb}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' => "-",
        '\u{d7}' | '\u{2217}' => "*",
        '\u{f7}' | '\u{2215}' => "/",
        '\u{2264}' => "<=",
        '\u{2265}' => ">=",
        '\u{2260}' => "!=",
        '\u{ff08}' => "(",
        '\u{ff09}' => ")",
        '\u{ff0c}' => ",",
        '\u{ff1a}' => ":",
        '\u{ff1b}' => ";",
        '\u{ff1d}' => "=",
        '\u{2026}' => "...",
        _ => return diagnostic,
    };
    diagnostic.with_hint(format!("write `{meant}`")).with_fix(span, meant)
}

/// `\` and newline join two lines.
pub(crate) fn lex_join(lexer: &mut Lex<'_>) -> logos::FilterResult<(), ()> {
    if !lexer.remainder().is_empty() {
        return logos::FilterResult::Skip;
    }
    unexpected_end_after_join(lexer);
    logos::FilterResult::Emit(())
}

fn unexpected_end_after_join(lexer: &mut Lex<'_>) {
    let start = lexer.span().start as u32;
    lexer.extras.open_join = true;
    let diagnostic =
        Diagnostic::error(codes::UNEXPECTED_EOF, Span::new(start, start + 1), "unexpected EOF while parsing")
            .with_text("the next line is missing");
    report(lexer, diagnostic);
}

/// A backslash that is not followed by a newline.
pub(crate) fn lex_bad_backslash(lexer: &mut Lex<'_>) {
    if lexer.remainder().is_empty() {
        unexpected_end_after_join(lexer);
        return;
    }
    let start = lexer.span().end as u32;
    let rest = lexer.remainder();
    let line = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
    let first = rest.chars().next().map_or(0, char::len_utf8) as u32;
    lexer.bump(line);
    let mut diagnostic = Diagnostic::error(
        codes::BAD_CONTINUATION,
        Span::new(start, start + first),
        "unexpected character after line continuation character",
    );
    let is_blank = rest.get(..line).is_some_and(|text| text.trim().is_empty());
    diagnostic = if is_blank {
        diagnostic
            .with_text("white space after the backslash")
            .with_hint("end the line right after the backslash")
            .with_fix(Span::new(start, start + line as u32), "")
    } else {
        diagnostic.with_text("the backslash must end its line")
    };
    report(lexer, diagnostic);
}

/// A run of name characters that holds some beyond ASCII.
pub(crate) fn lex_wide_name(lexer: &mut Lex<'_>) -> TokenKind {
    let start = lexer.span().start;
    for (at, character) in lexer.slice().char_indices() {
        let fits = match at {
            0 => character == '_' || unicode_ident::is_xid_start(character),
            _ => unicode_ident::is_xid_continue(character),
        };
        if !fits {
            let at = (start + at) as u32;
            let span = Span::new(at, at + character.len_utf8() as u32);
            report(lexer, unknown_character(character, span));
            return TokenKind::Error;
        }
    }
    TokenKind::Name
}

/// A number, scanned exactly as CPython's tokenizer does; logos has read the first digit.
pub(crate) fn lex_number(lexer: &mut Lex<'_>) -> TokenKind {
    let start = lexer.span().start;
    let text = lexer.source().as_bytes();
    match number_end(text, start) {
        Ok(end) => {
            lexer.bump(end - lexer.span().end);
            TokenKind::Number
        }
        Err(fault) => {
            let at = fault.at.max(lexer.span().end);
            lexer.bump(at - lexer.span().end);
            bump_name_bytes(lexer);
            let span = Span::new(start as u32, lexer.span().end as u32);
            let mut diagnostic = Diagnostic::error(codes::BAD_NUMBER, span, fault.message);
            if let Some(fix) = fault.octal {
                diagnostic = diagnostic
                    .with_hint(format!("write `{fix}` for an octal number, or drop the zeros"))
                    .with_fix(span, fix);
            }
            report(lexer, diagnostic);
            TokenKind::Error
        }
    }
}

struct NumberFault {
    at: usize,
    message: String,
    octal: Option<String>,
}

fn fault(at: usize, message: impl Into<String>) -> NumberFault {
    NumberFault { at, message: message.into(), octal: None }
}

/// Where the number that begins at `start` ends.
fn number_end(text: &[u8], start: usize) -> Result<usize, NumberFault> {
    let byte = |at: usize| text.get(at).copied().unwrap_or(0);
    if byte(start) == b'.' {
        return fraction(text, start + 1);
    }
    if byte(start) != b'0' {
        let at = digits(text, start)?;
        return match byte(at) {
            b'.' => fraction(text, at + 1),
            _ => exponent(text, at),
        };
    }
    match byte(start + 1) {
        b'x' | b'X' => return based(text, start + 2, 16, "hexadecimal"),
        b'o' | b'O' => return based(text, start + 2, 8, "octal"),
        b'b' | b'B' => return based(text, start + 2, 2, "binary"),
        _ => {}
    }
    let mut at = start + 1;
    loop {
        if byte(at) == b'_' {
            at += 1;
            if !byte(at).is_ascii_digit() {
                return Err(fault(at, "invalid decimal literal"));
            }
        }
        if byte(at) != b'0' {
            break;
        }
        at += 1;
    }
    let nonzero = byte(at).is_ascii_digit();
    if nonzero {
        at = digits(text, at)?;
    }
    match byte(at) {
        b'.' => fraction(text, at + 1),
        b'e' | b'E' | b'j' | b'J' => exponent(text, at),
        _ if nonzero => {
            let digits = text.get(start..at).map(|digits| String::from_utf8_lossy(digits).into_owned());
            let digits = digits.unwrap_or_default();
            let digits = digits.trim_start_matches(['0', '_']);
            let octal = digits.bytes().all(|digit| digit < b'8').then(|| format!("0o{digits}"));
            let message = "leading zeros in decimal integer literals are not permitted; \
                           use an 0o prefix for octal integers";
            Err(NumberFault { octal, ..fault(at, message) })
        }
        _ => check_end(text, at, "decimal"),
    }
}

/// The end of a run of decimal digits with single underscores between them.
fn digits(text: &[u8], mut at: usize) -> Result<usize, NumberFault> {
    loop {
        while text.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        if text.get(at) != Some(&b'_') {
            return Ok(at);
        }
        at += 1;
        if !text.get(at).is_some_and(u8::is_ascii_digit) {
            return Err(fault(at, "invalid decimal literal"));
        }
    }
}

fn fraction(text: &[u8], at: usize) -> Result<usize, NumberFault> {
    let at = if text.get(at).is_some_and(u8::is_ascii_digit) { digits(text, at)? } else { at };
    exponent(text, at)
}

/// What may follow the digits: an exponent, a `j`.
fn exponent(text: &[u8], mut at: usize) -> Result<usize, NumberFault> {
    let byte = |at: usize| text.get(at).copied().unwrap_or(0);
    if matches!(byte(at), b'e' | b'E') {
        let after = at + 1;
        if matches!(byte(after), b'+' | b'-') {
            if !byte(after + 1).is_ascii_digit() {
                return Err(fault(after + 1, "invalid decimal literal"));
            }
            at = digits(text, after + 1)?;
        } else if byte(after).is_ascii_digit() {
            at = digits(text, after)?;
        } else {
            return check_end(text, at, "decimal");
        }
    }
    match byte(at) {
        b'j' | b'J' => check_end(text, at + 1, "imaginary"),
        _ => check_end(text, at, "decimal"),
    }
}

fn based(text: &[u8], mut at: usize, base: u32, kind: &str) -> Result<usize, NumberFault> {
    let is_digit = |at: usize| text.get(at).is_some_and(|byte| char::from(*byte).is_digit(base));
    let misfit = |at: usize| match text.get(at) {
        Some(byte) if byte.is_ascii_digit() => {
            fault(at, format!("invalid digit '{}' in {kind} literal", char::from(*byte)))
        }
        _ => fault(at, format!("invalid {kind} literal")),
    };
    loop {
        if text.get(at) == Some(&b'_') {
            at += 1;
        }
        if !is_digit(at) {
            return Err(misfit(at));
        }
        while is_digit(at) {
            at += 1;
        }
        if text.get(at) != Some(&b'_') {
            break;
        }
    }
    if text.get(at).is_some_and(u8::is_ascii_digit) {
        return Err(misfit(at));
    }
    check_end(text, at, kind)
}

/// After a number no name may follow, except that CPython 3.11 still takes `1if x else y`.
fn check_end(text: &[u8], at: usize, kind: &str) -> Result<usize, NumberFault> {
    let rest = text.get(at..).unwrap_or(&[]);
    let words: [&[u8]; 8] = [b"and", b"else", b"for", b"if", b"in", b"is", b"or", b"not"];
    if words.iter().any(|word| rest.starts_with(word)) {
        return Ok(at);
    }
    match rest.first() {
        Some(byte) if is_name_byte(*byte) => Err(fault(at, format!("invalid {kind} literal"))),
        _ => Ok(at),
    }
}

/// A string literal; logos has read its prefix and first quote.
pub(crate) fn lex_string(lexer: &mut Lex<'_>) -> TokenKind {
    let rest = lexer.remainder().as_bytes();
    let quote = lexer.slice().bytes().next_back().unwrap_or(b'"');
    if rest.starts_with(&[quote, quote]) {
        if let Some(length) = triple_string_end(rest, quote) {
            lexer.bump(length);
            return TokenKind::String;
        }
        let opening = Span::new(lexer.span().start as u32, lexer.span().end as u32 + 2);
        lexer.bump(rest.len());
        lexer.extras.open_string = true;
        let text = lexer.source();
        // CPython counts the line in which the text ends; a last newline ends a line, it does not begin one.
        let text = text.strip_suffix('\n').unwrap_or(text);
        let line = memchr::memchr_iter(b'\n', text.as_bytes()).count() + 1;
        let quotes = if quote == b'"' { "\"\"\"" } else { "'''" };
        report(
            lexer,
            Diagnostic::error(
                codes::UNTERMINATED_STRING,
                opening,
                format!("unterminated triple-quoted string literal (detected at line {line})"),
            )
            .with_text("the string begins here")
            .with_hint(format!("end it with {quotes}")),
        );
        return TokenKind::Error;
    }
    match string_end(rest, quote) {
        Ok(length) => {
            lexer.bump(length);
            TokenKind::String
        }
        Err(length) => {
            let opening = Span::new(lexer.span().start as u32, lexer.span().end as u32);
            lexer.bump(length);
            let before = lexer.source().as_bytes().get(..lexer.span().end).unwrap_or(&[]);
            let line = memchr::memchr_iter(b'\n', before).count() + 1;
            report(
                lexer,
                Diagnostic::error(
                    codes::UNTERMINATED_STRING,
                    opening,
                    format!("unterminated string literal (detected at line {line})"),
                )
                .with_text("the string begins here")
                .with_hint(format!("end it with {} on the same line", char::from(quote))),
            );
            TokenKind::Error
        }
    }
}

/// The length up to and with the closing quote, or, if there is none, up to the end of the line.
fn string_end(rest: &[u8], quote: u8) -> Result<usize, usize> {
    let mut at = 0;
    loop {
        let Some(found) = rest.get(at..).and_then(|rest| memchr::memchr3(quote, b'\\', b'\n', rest)) else {
            return Err(rest.len());
        };
        at += found;
        match rest.get(at) {
            Some(b'\\') if at + 1 < rest.len() => at += 2,
            Some(b'\\') => return Err(rest.len()),
            Some(b'\n') => return Err(at),
            _ => return Ok(at + 1),
        }
    }
}

/// The length up to and with the three closing quotes. `rest` begins with the second opening quote.
fn triple_string_end(rest: &[u8], quote: u8) -> Option<usize> {
    let mut at = 2;
    loop {
        at += memchr::memchr2(quote, b'\\', rest.get(at..)?)?;
        if rest.get(at) == Some(&b'\\') {
            at += 2;
        } else if rest.get(at + 1) == Some(&quote) && rest.get(at + 2) == Some(&quote) {
            return Some(at + 3);
        } else {
            at += 1;
        }
    }
}
