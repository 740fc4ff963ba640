//! `match` statements and their patterns.

use ungil_grammar::ast::{self, PatternKind as P};
use ungil_grammar::{Span, codes};

use super::{Access, Flow, Lowerer, constant};
use crate::hir::*;

impl Lowerer {
    pub(super) fn match_stmt(
        &mut self,
        subject: &ast::Expr,
        cases: &[ast::MatchCase],
        span: Span,
    ) -> StmtKind {
        let subject = self.element(subject);
        let subject = match subject.kind {
            // `match *a, b:` is a tuple already; a lone `match *a:` is an error of the parser.
            ExprKind::Starred(inner) => *inner,
            _ => subject,
        };
        let mut lowered = Vec::with_capacity(cases.len());
        for (index, case) in cases.iter().enumerate() {
            let mut names = Vec::new();
            let pattern = self.pattern(&case.pattern, &mut names);
            let last = index + 1 == cases.len();
            if !last && case.guard.is_none() {
                self.check_reachable(&case.pattern);
            }
            let guard = case.guard.as_ref().map(|g| self.expr(g));
            let body = self.nested(Flow::Other, span, |l| l.stmts(&case.body));
            lowered.push(Case { pattern, guard, body, span: case.span });
        }
        StmtKind::Match { subject, cases: lowered }
    }

    /// Reports a pattern that matches everything where others follow.
    fn check_reachable(&mut self, pattern: &ast::Pattern) {
        match &pattern.kind {
            P::MatchAs { pattern: None, name: None } => {
                self.error(codes::BAD_CASE, pattern.span, "wildcard makes remaining patterns unreachable");
            }
            P::MatchAs { pattern: None, name: Some(name) } => {
                let message = format!("name capture '{}' makes remaining patterns unreachable", name.name);
                self.error(codes::BAD_CASE, pattern.span, message);
            }
            P::MatchAs { pattern: Some(inner), .. } => self.check_reachable(inner),
            P::MatchOr { patterns } => {
                if let Some(last) = patterns.last() {
                    self.check_reachable(last);
                }
            }
            _ => {}
        }
    }

    fn bind_name(&mut self, ident: &Option<ast::Ident>, names: &mut Vec<Name>) -> Option<Var> {
        let ident = ident.as_ref()?;
        let name = self.mangle(&ident.name);
        if names.contains(&name) {
            let message = format!("multiple assignments to name '{name}' in pattern");
            self.error(codes::BAD_CASE, ident.span, message);
        } else {
            names.push(name.clone());
        }
        Some(self.var(&name, ident.span, Access::Write))
    }

    fn pattern(&mut self, pattern: &ast::Pattern, names: &mut Vec<Name>) -> Pattern {
        let kind = match &pattern.kind {
            P::MatchValue { value } => PatternKind::Value(self.expr(value)),
            P::MatchSingleton { value } => PatternKind::Singleton(match value {
                ast::Constant::True => Some(true),
                ast::Constant::False => Some(false),
                _ => None,
            }),
            P::MatchSequence { patterns } => {
                let stars = patterns.iter().filter(|p| matches!(p.kind, P::MatchStar { .. })).count();
                if stars > 1 {
                    let message = "multiple starred expressions in sequence pattern";
                    self.error(codes::BAD_CASE, pattern.span, message);
                }
                PatternKind::Sequence(patterns.iter().map(|p| self.pattern(p, names)).collect())
            }
            P::MatchMapping { keys, patterns, rest } => {
                self.mapping(pattern.span, keys, patterns, rest, names)
            }
            P::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                let class = self.expr(cls);
                let positional = patterns.iter().map(|p| self.pattern(p, names)).collect();
                let mut keywords: Vec<(Name, Pattern)> = Vec::new();
                for (ident, pattern) in kwd_attrs.iter().zip(kwd_patterns) {
                    let name = self.mangle(&ident.name);
                    if keywords.iter().any(|(n, _)| *n == name) {
                        let message = format!("attribute name repeated in class pattern: {name}");
                        self.error(codes::BAD_CASE, ident.span, message);
                    }
                    let pattern = self.pattern(pattern, names);
                    keywords.push((name, pattern));
                }
                PatternKind::Class { class, positional, keywords }
            }
            P::MatchStar { name } => PatternKind::Star(self.bind_name(name, names)),
            P::MatchAs { pattern, name } => {
                let inner = pattern.as_ref().map(|p| Box::new(self.pattern(p, names)));
                PatternKind::As { pattern: inner, target: self.bind_name(name, names) }
            }
            P::MatchOr { patterns } => self.alternatives(pattern.span, patterns, names),
        };
        Pattern { kind, span: pattern.span }
    }

    fn mapping(
        &mut self,
        span: Span,
        keys: &[ast::Expr],
        patterns: &[ast::Pattern],
        rest: &Option<ast::Ident>,
        names: &mut Vec<Name>,
    ) -> PatternKind {
        let mut seen: Vec<Const> = Vec::new();
        let mut entries = Vec::with_capacity(keys.len());
        for (key, pattern) in keys.iter().zip(patterns) {
            if let Some(literal) = constant::literal(key) {
                if seen.contains(&literal) {
                    let text = print::constant(&literal);
                    let message = format!("mapping pattern checks duplicate key ({text})");
                    self.error(codes::BAD_CASE, span, message);
                }
                seen.push(literal);
            }
            let key = self.expr(key);
            entries.push((key, self.pattern(pattern, names)));
        }
        PatternKind::Mapping { entries, rest: self.bind_name(rest, names) }
    }

    fn alternatives(&mut self, span: Span, patterns: &[ast::Pattern], names: &mut Vec<Name>) -> PatternKind {
        let before = names.len();
        let mut first: Option<Vec<Name>> = None;
        let mut lowered = Vec::with_capacity(patterns.len());
        for (index, pattern) in patterns.iter().enumerate() {
            let mut own = names[..before].to_vec();
            lowered.push(self.pattern(pattern, &mut own));
            let mut bound = own.split_off(before);
            match &first {
                None => {
                    names.extend(bound.iter().cloned());
                    bound.sort();
                    first = Some(bound);
                }
                Some(first) => {
                    bound.sort();
                    if bound != *first {
                        self.error(codes::BAD_CASE, span, "alternative patterns bind different names");
                    }
                }
            }
            if index + 1 < patterns.len() {
                self.check_reachable(pattern);
            }
        }
        PatternKind::Or(lowered)
    }
}
