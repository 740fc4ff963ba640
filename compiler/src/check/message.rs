//! The texts of exceptions: constants with scalars formatted into them.
//!
//! There is no str without the lock, so a text is a list of pieces that is put together only when the exception becomes an
//! object. Format specifications are checked here, where CPython would raise ValueError or format otherwise: what
//! [`spec_fits`] lets through formats without an error. `%` conversions become specifications.

use std::sync::Arc;

use ungil_grammar::Span;

use super::body::Body;
use super::value::Value;
use crate::hir::{self, Const, Conversion, ExprKind, FormatPart};
use crate::tir::{Expr, Message, Piece, Scalar};
use crate::types::builtin_named;

/// The widest field, and the most digits.
const MAX_WIDTH: u32 = 1000;

/// A piece before its value is lowered.
enum Part<'h> {
    Text(String),
    /// A value with its specification; `Percent` ones may be wanted as an int.
    Value(&'h hir::Expr, String, Wanted),
}

/// What a conversion is of.
#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    Any,
    /// `%d` and its like.
    Int,
    /// `%f` and its like.
    Float,
    /// Only without a specification may it be a bool.
    NoBool,
}

impl Body<'_, '_> {
    /// The text of an exception: constant, or with scalars in it.
    pub(crate) fn message(&mut self, e: &hir::Expr) -> Option<Message> {
        let mut parts = Vec::new();
        if let Some((span, what, hint)) = self.message_parts(e, &mut parts) {
            self.unsupported(span, &what, &hint);
            return None;
        }
        self.assemble(parts, e.span)
    }

    /// The argument of an exception: a text, or a scalar that is the argument itself.
    pub(crate) fn exception_argument(&mut self, e: &hir::Expr) -> Option<Message> {
        let mut parts = Vec::new();
        if self.message_parts(e, &mut parts).is_none() {
            return self.assemble(parts, e.span);
        }
        if matches!(e.kind, ExprKind::FormatString(_) | ExprKind::Binary { .. }) && self.mentions_text(e) {
            return self.message(e);
        }
        match self.expr(e) {
            Value::Unknown => None,
            value @ (Value::Scalar(_) | Value::Lit(_)) => Some(Message::Value(self.scalar(value, e.span)?)),
            _ => self.no_message(e.span),
        }
    }

    fn no_message(&mut self, span: Span) -> Option<Message> {
        let (_, what, hint) = refused(span);
        self.unsupported(span, &what, &hint);
        None
    }

    /// Whether a text literal stands in it.
    fn mentions_text(&self, e: &hir::Expr) -> bool {
        let mut found = matches!(e.kind, ExprKind::Const(Const::Str(_)) | ExprKind::FormatString(_));
        super::visit::children(e, &mut |child| found |= self.mentions_text(child));
        found
    }

    /// Lower the values and check their specifications.
    fn assemble(&mut self, parts: Vec<Part<'_>>, span: Span) -> Option<Message> {
        let exprs: Vec<&hir::Expr> =
            parts.iter().filter_map(|p| if let Part::Value(e, ..) = p { Some(*e) } else { None }).collect();
        if exprs.len() > Message::MAX_ARGS {
            let what = format!("a message with more than {} values", Message::MAX_ARGS);
            self.unsupported(span, &what, "shorten it");
            return None;
        }
        let mut values = self.list(&exprs).into_iter();
        let mut pieces = Vec::new();
        for part in parts {
            match part {
                Part::Text(text) if text.is_empty() => {}
                Part::Text(text) => match pieces.last_mut() {
                    Some(Piece::Text(before)) => *before = format!("{before}{text}").into(),
                    _ => pieces.push(Piece::Text(text.into())),
                },
                Part::Value(e, spec, wanted) => {
                    let value = values.next()?;
                    let x = self.scalar(value, e.span)?;
                    pieces.push(self.piece(x, spec, wanted, e.span)?);
                }
            }
        }
        Some(match pieces.as_slice() {
            [] => Message::Text("".into()),
            [Piece::Text(text)] => Message::Text(text.clone()),
            _ => Message::Format(pieces),
        })
    }

    fn piece(&mut self, x: Expr, spec: String, wanted: Wanted, span: Span) -> Option<Piece> {
        let fits = match wanted {
            Wanted::Any => true,
            Wanted::Int => !x.ty.is_float(),
            Wanted::Float => true,
            Wanted::NoBool => x.ty != Scalar::Bool || spec.is_empty(),
        };
        if !fits || !(spec.is_empty() || spec_fits(&spec, x.ty)) {
            let what = format!("the format `{spec}` of {}", super::body::article(x.ty));
            self.unsupported(span, &what, "use a plain one, such as `{x}`, `{x:5d}` or `{x:.3f}`");
            return None;
        }
        // `%d` of a bool is a number.
        let x = if wanted == Wanted::Int { x.widen() } else { x };
        Some(if spec.is_empty() { Piece::Value(x) } else { Piece::Spec(x, Arc::from(spec)) })
    }

    /// Take a text apart; gives what cannot be part of one.
    fn message_parts<'h>(&self, e: &'h hir::Expr, out: &mut Vec<Part<'h>>) -> Option<(Span, String, String)> {
        match &e.kind {
            ExprKind::Const(Const::Str(text)) => out.push(Part::Text(text.to_string())),
            ExprKind::FormatString(parts) => {
                for part in parts {
                    match part {
                        FormatPart::Text(Const::Str(text)) => out.push(Part::Text(text.to_string())),
                        FormatPart::Value { value, conversion, spec, span } => {
                            let mut text = String::new();
                            for piece in spec {
                                match piece {
                                    FormatPart::Text(Const::Str(piece)) => text.push_str(piece),
                                    _ => {
                                        return Some((
                                            *span,
                                            "a computed format specification".into(),
                                            "write the numbers out".into(),
                                        ));
                                    }
                                }
                            }
                            let plain = *conversion == Conversion::None;
                            if !plain && !text.is_empty() {
                                return Some((
                                    *span,
                                    "a conversion with a format specification".into(),
                                    "leave the conversion out".into(),
                                ));
                            }
                            out.push(Part::Value(value, text, Wanted::Any));
                        }
                        FormatPart::Text(_) => return Some(refused(e.span)),
                    }
                }
            }
            ExprKind::Call(call)
                if call.keywords.is_empty()
                    && matches!(builtin_named(self.ck.module, &call.func), Some("str" | "repr")) =>
            {
                let [value] = call.args.as_slice() else { return Some(refused(e.span)) };
                out.push(Part::Value(value, String::new(), Wanted::Any));
            }
            ExprKind::Binary { first, rest } => {
                if let (ExprKind::Const(Const::Str(format)), [step]) = (&first.kind, rest.as_slice())
                    && step.op == hir::BinOp::Mod
                {
                    return match percent(format, &step.right) {
                        Some(parts) => {
                            out.extend(parts);
                            None
                        }
                        None => Some(refused(e.span)),
                    };
                }
                if rest.iter().any(|step| step.op != hir::BinOp::Add) {
                    return Some(refused(e.span));
                }
                return std::iter::once(&**first)
                    .chain(rest.iter().map(|step| &step.right))
                    .find_map(|part| self.message_parts(part, out));
            }
            _ => return Some(refused(e.span)),
        }
        None
    }
}

fn refused(span: Span) -> (Span, String, String) {
    (
        span,
        "this message of an exception".into(),
        "use a constant, or an f-string of numbers: `f\"row {i}\"`".into(),
    )
}

/// `"row %d" % i`.
fn percent<'h>(format: &str, right: &'h hir::Expr) -> Option<Vec<Part<'h>>> {
    let args: Vec<&hir::Expr> = match &right.kind {
        ExprKind::Tuple(items) => items.iter().collect(),
        _ => vec![right],
    };
    let mut args = args.into_iter();
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('%') {
            text.push('%');
            rest = after;
            continue;
        }
        let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let (flags, code) = (&rest[..end], rest[end..].chars().next()?);
        rest = &rest[end + code.len_utf8()..];
        let (spec, wanted) = percent_spec(flags, code)?;
        parts.push(Part::Text(std::mem::take(&mut text)));
        parts.push(Part::Value(args.next()?, spec, wanted));
    }
    text.push_str(rest);
    parts.push(Part::Text(text));
    args.next().is_none().then_some(parts)
}

/// A `%` conversion as a specification of `format`.
fn percent_spec(flags: &str, code: char) -> Option<(String, Wanted)> {
    let width = flags.trim_start_matches(['-', '+', ' ', '0', '#']);
    let marks = &flags[..flags.len() - width.len()];
    let (width, precision) = match width.split_once('.') {
        Some((width, precision)) => (width, Some(precision)),
        None => (width, None),
    };
    let has = |c: char| marks.contains(c);
    let mut spec = String::new();
    if has('-') {
        spec.push('<');
    } else if !width.is_empty() && matches!(code, 's' | 'r') {
        spec.push('>');
    }
    if has('+') {
        spec.push('+');
    } else if has(' ') {
        spec.push(' ');
    }
    if has('#') {
        spec.push('#');
    }
    if has('0') && !has('-') {
        spec.push('0');
    }
    spec.push_str(width);
    let wanted = match code {
        'd' | 'i' | 'u' => {
            if precision.is_some() || has('#') {
                return None;
            }
            if !spec.is_empty() {
                spec.push('d');
            }
            Wanted::Int
        }
        'x' | 'X' | 'o' => {
            if precision.is_some() {
                return None;
            }
            spec.push(code);
            Wanted::Int
        }
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            if let Some(precision) = precision {
                spec.push('.');
                spec.push_str(if precision.is_empty() { "0" } else { precision });
            }
            spec.push(code);
            Wanted::Float
        }
        's' | 'r' => {
            if precision.is_some() || has('+') || has(' ') || has('#') || has('0') {
                return None;
            }
            Wanted::NoBool
        }
        _ => return None,
    };
    Some((spec, wanted))
}

/// Whether Python formats every value of that type with this specification, and within bounds.
fn spec_fits(spec: &str, ty: Scalar) -> bool {
    let chars: Vec<char> = spec.chars().collect();
    let is_align = |c: Option<&char>| matches!(c, Some('<' | '>' | '=' | '^'));
    let mut at = 0;
    if is_align(chars.get(1)) {
        at = 2;
    } else if is_align(chars.first()) {
        at = 1;
    }
    if matches!(chars.get(at), Some('+' | '-' | ' ')) {
        at += 1;
    }
    if chars.get(at) == Some(&'#') {
        at += 1;
    }
    let number = |at: &mut usize| -> Option<Option<u32>> {
        let start = *at;
        while chars.get(*at).is_some_and(char::is_ascii_digit) {
            *at += 1;
        }
        let digits: String = chars[start..*at].iter().collect();
        if digits.is_empty() {
            return Some(None);
        }
        digits.parse().ok().filter(|&n: &u32| n <= MAX_WIDTH).map(Some)
    };
    if number(&mut at).is_none() {
        return false;
    }
    let grouped = matches!(chars.get(at), Some(',' | '_'));
    if grouped {
        at += 1;
    }
    let mut precise = false;
    if chars.get(at) == Some(&'.') {
        at += 1;
        precise = matches!(number(&mut at), Some(Some(_)));
        if !precise {
            return false;
        }
    }
    let code = chars.get(at).copied();
    if code.is_some() && at + 1 != chars.len() {
        return false;
    }
    match code {
        None if ty.is_float() => true,
        None => !precise,
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => true,
        Some('d') => !ty.is_float() && !precise,
        Some('x' | 'X' | 'o' | 'b') => !ty.is_float() && !precise && !grouped,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specifications_that_python_takes() {
        for good in ["5", "5d", ">5", "*^9d", "+d", "#x", "08b", "_d", ",", ".3f", "e", "<8.2%"] {
            assert!(spec_fits(good, Scalar::I64), "{good}");
        }
        for bad in [".3", ".3d", ",x", "s", "5000", "d5", "n", "c"] {
            assert!(!spec_fits(bad, Scalar::I64), "{bad}");
        }
        assert!(
            spec_fits(".3", Scalar::F64) && spec_fits("012.4g", Scalar::F64) && spec_fits("_", Scalar::F64)
        );
        assert!(!spec_fits("d", Scalar::F64) && !spec_fits("x", Scalar::F64));
    }

    #[test]
    fn percent_conversions_become_specifications() {
        let spec = |flags, code| percent_spec(flags, code).map(|(spec, _)| spec);
        assert_eq!(spec("", 'd').as_deref(), Some(""));
        assert_eq!(spec("05", 'd').as_deref(), Some("05d"));
        assert_eq!(spec("-8.3", 'f').as_deref(), Some("<8.3f"));
        assert_eq!(spec("+", 'g').as_deref(), Some("+g"));
        assert_eq!(spec("7", 's').as_deref(), Some(">7"));
        assert_eq!(spec(".3", 's'), None);
    }
}
