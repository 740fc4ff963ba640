//! f-strings, as CPython 3.11 reads them: the token is an ordinary string, its replacement fields are found by scanning
//! and each is parsed as an expression in parentheses.
//!
//! Hence 3.11's restrictions: no backslash and no `#` in an expression, no reuse of the enclosing quotes, at most one
//! level of fields within a format specification. Nesting is bounded, since each level needs quotes of its own.

use crate::actions::{Actions, Top};
use crate::ast::{Constant, Conversion, Expr, ExprKind};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::lexer;
use crate::parser;
use crate::span::Span;
use crate::string::Literal;
use crate::text::TextBuilder;
use crate::token::{Token, TokenKind};

/// Parentheses in a field nest at most this deep.
const MAX_BRACKETS: usize = 200;

/// What an f-string is made of, while it grows.
struct Parts {
    values: Vec<Expr>,
    text: TextBuilder,
    /// The whole expression: CPython gives this place to all parts.
    whole: Span,
    kind_u: bool,
}

impl Parts {
    fn new(whole: Span, kind_u: bool) -> Self {
        Self { values: Vec::new(), text: TextBuilder::default(), whole, kind_u }
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            let value = Constant::Str(self.text.take());
            self.values.push(Expr::new(ExprKind::Constant { value, kind_u: self.kind_u }, self.whole));
        }
    }

    fn push(&mut self, value: Expr) {
        self.flush();
        self.values.push(value);
    }
}

/// The faults below end the scan of a literal; what was wrong is already reported.
struct Stop;

/// A cursor over the body of one literal.
struct Scan {
    at: u32,
    end: u32,
    is_raw: bool,
    token: Span,
}

impl Actions<'_> {
    /// Adjacent literals of which at least one is an f-string.
    pub fn formatted(&mut self, literals: &[(Literal, Span)], whole: Span, kind_u: bool) -> Expr {
        let mut parts = Parts::new(whole, kind_u);
        for (literal, token) in literals {
            let body = literal.body;
            if !literal.is_formatted {
                self.decode(body, literal.is_raw, *token, &mut parts.text);
                continue;
            }
            let mut scan = Scan { at: body.start, end: body.end, is_raw: literal.is_raw, token: *token };
            if self.replacement_fields(&mut scan, 0, &mut parts).is_err() {
                return Expr::none(whole);
            }
        }
        parts.flush();
        self.expr(whole.start, ExprKind::JoinedStr { values: parts.values }, whole.end)
    }

    fn byte(&self, scan: &Scan, ahead: u32) -> Option<u8> {
        let at = scan.at.checked_add(ahead).filter(|at| *at < scan.end)?;
        self.text.as_bytes().get(at as usize).copied()
    }

    fn stop(&mut self, at: Span, message: impl Into<String>, text: &str) -> Stop {
        let mut message: String = message.into();
        if !message.starts_with("f-string ") {
            message.insert_str(0, "f-string: ");
        }
        self.report(Diagnostic::error(codes::BAD_FSTRING, at, message).with_text(text));
        Stop
    }

    /// Literal text and fields up to the end, or, in a format specification (`level` > 0), up to its `}`.
    fn replacement_fields(&mut self, scan: &mut Scan, level: u32, parts: &mut Parts) -> Result<(), Stop> {
        loop {
            self.literal_text(scan, level, parts)?;
            match self.byte(scan, 0) {
                Some(b'{') => self.field(scan, level, parts)?,
                _ => return Ok(()),
            }
        }
    }

    /// Text up to a `{` that begins a field, the `}` that ends a format specification, or the end.
    fn literal_text(&mut self, scan: &mut Scan, level: u32, parts: &mut Parts) -> Result<(), Stop> {
        let mut from = scan.at;
        while let Some(byte) = self.byte(scan, 0) {
            if byte == b'\\' && !scan.is_raw && scan.at + 1 < scan.end {
                // A `{` or `}` after a backslash keeps its meaning.
                match self.byte(scan, 1) {
                    Some(b'N') if self.byte(scan, 2) == Some(b'{') => {
                        scan.at += 3;
                        while self.byte(scan, 0).is_some_and(|byte| byte != b'}') {
                            scan.at += 1;
                        }
                        scan.at = (scan.at + 1).min(scan.end);
                    }
                    Some(b'{' | b'}') => scan.at += 1,
                    _ => scan.at += 2,
                }
                continue;
            }
            if byte != b'{' && byte != b'}' {
                scan.at += 1;
                continue;
            }
            if level == 0 {
                if self.byte(scan, 1) == Some(byte) {
                    // A doubled brace: the first is text, the second is skipped.
                    self.decode(Span::new(from, scan.at + 1), scan.is_raw, scan.token, &mut parts.text);
                    scan.at += 2;
                    from = scan.at;
                    continue;
                }
                if byte == b'}' {
                    let place = Span::new(scan.at, scan.at + 1);
                    return Err(self.stop(place, "single '}' is not allowed", "write `}}` for a brace"));
                }
            }
            break;
        }
        let before = self.diagnostics.len();
        self.decode(Span::new(from, scan.at), scan.is_raw, scan.token, &mut parts.text);
        if self.diagnostics.len() > before { Err(Stop) } else { Ok(()) }
    }

    /// `{expression=!conversion:format}`.
    fn field(&mut self, scan: &mut Scan, level: u32, parts: &mut Parts) -> Result<(), Stop> {
        let open = Span::new(scan.at, scan.at + 1);
        if level >= 2 {
            return Err(self.stop(open, "expressions nested too deeply", "a field in a field in a field"));
        }
        scan.at += 1;
        let expression = Span::new(scan.at, self.expression_end(scan, open)?);
        let value = self.field_expression(open, expression)?;
        if self.byte(scan, 0) == Some(b'=') {
            scan.at += 1;
            while self.byte(scan, 0).is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\n' | 0x0b | 0x0c)) {
                scan.at += 1;
            }
            parts.text.push_str(self.slice(expression.start, scan.at));
        }
        let is_debug = scan.at > expression.end;
        let mut conversion = None;
        if self.byte(scan, 0) == Some(b'!') {
            conversion = Some(match self.byte(scan, 1) {
                Some(b's') => Conversion::Str,
                Some(b'r') => Conversion::Repr,
                Some(b'a') => Conversion::Ascii,
                None => return Err(self.unclosed_field(open)),
                Some(_) => {
                    let place = Span::new(scan.at, scan.at + 1);
                    let message = "invalid conversion character: expected 's', 'r', or 'a'";
                    return Err(self.stop(place, message, "the conversion is `!s`, `!r` or `!a`"));
                }
            });
            scan.at += 2;
        }
        let mut format_spec = None;
        if self.byte(scan, 0) == Some(b':') {
            scan.at += 1;
            let mut inner = Parts::new(parts.whole, parts.kind_u);
            self.replacement_fields(scan, level + 1, &mut inner)?;
            inner.flush();
            let whole = parts.whole;
            let joined = self.expr(whole.start, ExprKind::JoinedStr { values: inner.values }, whole.end);
            format_spec = Some(Box::new(joined));
        }
        if self.byte(scan, 0) != Some(b'}') {
            return Err(self.unclosed_field(open));
        }
        scan.at += 1;
        if is_debug && format_spec.is_none() && conversion.is_none() {
            conversion = Some(Conversion::Repr);
        }
        let kind = ExprKind::FormattedValue { value: Box::new(value), conversion, format_spec };
        let whole = parts.whole;
        let expr = self.expr(whole.start, kind, whole.end);
        parts.push(expr);
        Ok(())
    }

    fn unclosed_field(&mut self, open: Span) -> Stop {
        self.stop(open, "expecting '}'", "this field is not closed")
    }

    /// Scans to the end of the expression of a field: the first `!`, `:`, `=` or `}` that belongs to the field.
    fn expression_end(&mut self, scan: &mut Scan, open: Span) -> Result<u32, Stop> {
        let mut quote: Option<(u8, bool)> = None;
        let mut brackets: Vec<(u8, u32)> = Vec::new();
        while let Some(byte) = self.byte(scan, 0) {
            let here = Span::new(scan.at, scan.at + 1);
            let is_triple = self.byte(scan, 1) == Some(byte) && self.byte(scan, 2) == Some(byte);
            if byte == b'\\' {
                let message = "f-string expression part cannot include a backslash";
                return Err(self.stop(here, message, "take the expression out of the string"));
            }
            if let Some((mark, triple)) = quote {
                if byte == mark && (!triple || is_triple) {
                    scan.at += if triple { 3 } else { 1 };
                    quote = None;
                } else {
                    scan.at += 1;
                }
                continue;
            }
            match byte {
                b'\'' | b'"' => {
                    quote = Some((byte, is_triple));
                    scan.at += if is_triple { 3 } else { 1 };
                    continue;
                }
                b'(' | b'[' | b'{' => {
                    if brackets.len() >= MAX_BRACKETS {
                        return Err(self.stop(here, "too many nested parenthesis", ""));
                    }
                    brackets.push((byte, scan.at));
                }
                b'#' => {
                    let message = "f-string expression part cannot include '#'";
                    return Err(self.stop(here, message, "no comment fits in here"));
                }
                b'!' | b'=' | b'<' | b'>' if brackets.is_empty() && self.byte(scan, 1) == Some(b'=') => {
                    scan.at += 1;
                }
                b'!' | b':' | b'}' | b'=' if brackets.is_empty() => return Ok(scan.at),
                b')' | b']' | b'}' => {
                    let closing = char::from(byte);
                    let Some((opening, place)) = brackets.pop() else {
                        return Err(self.stop(
                            here,
                            format!("unmatched '{closing}'"),
                            "no bracket is open here",
                        ));
                    };
                    if !matches!((opening, byte), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
                        let opening = char::from(opening);
                        let message = format!(
                            "closing parenthesis '{closing}' does not match opening parenthesis '{opening}'"
                        );
                        let stop = self.stop(here, message, "");
                        if let Some(diagnostic) = self.diagnostics.pop() {
                            let place = Span::new(place, place + 1);
                            self.report(diagnostic.with_label(place, "this bracket is open"));
                        }
                        return Err(stop);
                    }
                }
                _ => {}
            }
            scan.at += 1;
        }
        if quote.is_some() {
            return Err(self.stop(open, "unterminated string", "a string in this field has no end"));
        }
        if let Some((opening, place)) = brackets.pop() {
            let message = format!("unmatched '{}'", char::from(opening));
            return Err(self.stop(Span::new(place, place + 1), message, "this bracket is not closed"));
        }
        Err(self.unclosed_field(open))
    }

    /// Parses the expression of a field as if it stood in parentheses.
    fn field_expression(&mut self, open: Span, place: Span) -> Result<Expr, Stop> {
        let text = self.slice(place.start, place.end);
        if text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)) {
            let message = match self.text.as_bytes().get(place.end as usize) {
                Some(byte @ (b'!' | b':' | b'=')) => {
                    format!("expression required before '{}'", char::from(*byte))
                }
                _ => "empty expression not allowed".to_owned(),
            };
            return Err(self.stop(open.to(place), message, "nothing to show"));
        }
        let lexed = lexer::lex(text, place.start);
        if let Some(fault) = lexed.diagnostics.into_iter().next() {
            // As in CPython, faults of tokens do not say that they are in an f-string.
            self.report(if fault.message == "invalid syntax" { in_fstring(fault) } else { fault });
            return Err(Stop);
        }
        let paren = |kind, at| Token { kind, start: at, end: at + 1 };
        let mut tokens = Vec::with_capacity(lexed.tokens.len() + 2);
        tokens.push(paren(TokenKind::LParen, place.start.saturating_sub(1)));
        tokens.extend(lexed.tokens.into_iter().filter(|token| token.kind != TokenKind::Newline));
        tokens.push(paren(TokenKind::RParen, place.end));
        let before = self.diagnostics.len();
        let result = parser::run(self, TokenKind::StartFStringField, &tokens);
        let faults = self.diagnostics.split_off(before.min(self.diagnostics.len()));
        let has_faults = !faults.is_empty();
        self.diagnostics.extend(faults.into_iter().map(in_fstring));
        match result {
            Ok(Top::Expression(expr)) if !has_faults => Ok(expr),
            Ok(_) => Err(Stop),
            Err(failure) => {
                if !has_faults {
                    let fault = crate::syntax_error::explain(self, &tokens, &tokens, &failure);
                    self.report(in_fstring(fault));
                }
                Err(Stop)
            }
        }
    }
}

fn in_fstring(mut diagnostic: Diagnostic) -> Diagnostic {
    if !diagnostic.message.starts_with("f-string") {
        diagnostic.message.insert_str(0, "f-string: ");
        diagnostic.code = codes::BAD_FSTRING;
    }
    diagnostic
}
