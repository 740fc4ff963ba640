//! Actions for the patterns of `match`.
// The generated parser copies its symbols about, so large ones travel in boxes.
#![allow(clippy::vec_box, clippy::boxed_local, clippy::too_many_arguments)]

use crate::actions::Actions;
use crate::ast::*;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

type MappingItem = Box<(Option<Expr>, Option<Pattern>, Option<Ident>)>;

impl Actions<'_> {
    pub fn case(
        &mut self,
        mut list: Vec<MatchCase>,
        l: u32,
        pattern: Box<Pattern>,
        guard: Option<Expr>,
        body: Vec<Stmt>,
    ) -> Vec<MatchCase> {
        let span = self.block_span(l, &body);
        list.push(MatchCase { pattern: *pattern, guard, body, span });
        list
    }

    pub fn pattern(&mut self, l: u32, kind: PatternKind, r: u32) -> Box<Pattern> {
        Box::new(Pattern { kind, span: Span::new(l, r) })
    }

    pub fn sequence_pattern(&mut self, l: u32, list: Vec<Box<Pattern>>, r: u32) -> Box<Pattern> {
        let patterns = list.into_iter().map(|pattern| *pattern).collect();
        self.pattern(l, PatternKind::MatchSequence { patterns }, r)
    }

    pub fn star_pattern(&mut self, l: u32, name: Ident, r: u32) -> Box<Pattern> {
        let name = Some(name).filter(|name| name.name.as_str() != "_");
        self.pattern(l, PatternKind::MatchStar { name }, r)
    }

    pub fn capture_pattern(&mut self, name: Ident) -> Box<Pattern> {
        let Span { start, end } = name.span;
        let name = Some(name).filter(|name| name.name.as_str() != "_");
        self.pattern(start, PatternKind::MatchAs { pattern: None, name }, end)
    }

    pub fn as_pattern(&mut self, l: u32, pattern: Box<Pattern>, target: Expr, r: u32) -> Box<Pattern> {
        let name = match target.kind {
            ExprKind::Name { id, .. } if !target.parenthesized => {
                if id.as_str() == "_" {
                    self.bad_pattern(target.span, "cannot use '_' as a target", "`_` matches anything");
                }
                Some(Ident { name: id, span: target.span })
            }
            _ => {
                self.bad_pattern(target.span, "invalid pattern target", "expected a name");
                None
            }
        };
        self.pattern(l, PatternKind::MatchAs { pattern: Some(pattern), name }, r)
    }

    pub fn mapping_pattern(&mut self, l: u32, list: Vec<MappingItem>, r: u32) -> Box<Pattern> {
        let (mut keys, mut patterns, mut rest) = (Vec::new(), Vec::new(), None);
        for item in list {
            if let Some(Ident { span, .. }) = rest {
                self.bad_pattern(span, "invalid syntax", "`**` comes last in a mapping pattern");
            }
            let (key, pattern, name) = *item;
            keys.extend(key);
            patterns.extend(pattern);
            rest = name.or(rest);
        }
        if let Some(Ident { name, span }) = &rest
            && name.as_str() == "_"
        {
            self.bad_pattern(*span, "invalid syntax", "leave `**_` out: other keys never matter");
        }
        self.pattern(l, PatternKind::MatchMapping { keys, patterns, rest }, r)
    }

    pub fn class_pattern(
        &mut self,
        l: u32,
        cls: Expr,
        list: Vec<Box<(Option<Ident>, Pattern)>>,
        r: u32,
    ) -> Box<Pattern> {
        let (mut patterns, mut kwd_attrs, mut kwd_patterns) = (Vec::new(), Vec::new(), Vec::new());
        for item in list {
            let (name, pattern) = *item;
            match name {
                Some(name) => {
                    kwd_attrs.push(name);
                    kwd_patterns.push(pattern);
                }
                None => {
                    if !kwd_attrs.is_empty() {
                        self.bad_pattern(
                            pattern.span,
                            "positional patterns follow keyword patterns",
                            "positional patterns come first",
                        );
                    }
                    patterns.push(pattern);
                }
            }
        }
        self.pattern(l, PatternKind::MatchClass { cls: Box::new(cls), patterns, kwd_attrs, kwd_patterns }, r)
    }

    /// `real + imaginary`.
    pub fn complex_pattern(&mut self, l: u32, real: Expr, op: Operator, imaginary: Expr, r: u32) -> Expr {
        let is_imaginary =
            |expr: &Expr| matches!(expr.kind, ExprKind::Constant { value: Constant::Complex(_), .. });
        let signed = match &real.kind {
            ExprKind::UnaryOp { operand, .. } => operand,
            _ => &real,
        };
        if is_imaginary(signed) {
            self.bad_pattern(real.span, "real number required in complex literal", "");
        }
        if !is_imaginary(&imaginary) {
            self.bad_pattern(imaginary.span, "imaginary number required in complex literal", "");
        }
        let rest = vec![BinTerm { op, right: imaginary, end: r }];
        self.expr(l, ExprKind::BinOp { first: Box::new(real), rest }, r)
    }

    fn bad_pattern(&mut self, span: Span, message: &str, text: &str) {
        self.report(Diagnostic::error(codes::BAD_PATTERN, span, message).with_text(text));
    }
}
