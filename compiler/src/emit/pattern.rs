//! `match`: each pattern jumps to the next case if it fails; names are bound when the whole pattern has matched.

use super::{Emitter, Label};
use crate::bytecode::Op;
use crate::hir::{Case, Const, Expr, Name, Pattern, PatternKind, Var};

/// The variables of a pattern with the registers that hold their values until all has matched.
type Bound = Vec<(Var, u32)>;

impl<'a> Emitter<'a> {
    pub(super) fn match_stmt(&mut self, subject: &'a Expr, cases: &'a [Case]) {
        let subject = self.expr_temp(subject);
        let end = self.label();
        for case in cases {
            let next = self.label();
            let mark = self.top;
            self.span = case.pattern.span;
            let mut bound = Bound::new();
            self.collect_bound(&case.pattern, &mut bound);
            self.pattern(&case.pattern, subject, next, &bound);
            for (var, reg) in &bound {
                self.store_var(var, *reg);
            }
            if let Some(guard) = &case.guard {
                self.jump_if(guard, false, next);
            }
            self.top = mark;
            self.block(&case.body);
            self.jump(end);
            self.place(next);
        }
        self.place(end);
    }

    /// Gives each variable of a pattern a register; alternatives share them.
    fn collect_bound(&mut self, pattern: &Pattern, bound: &mut Bound) {
        let mut add = |s: &mut Self, var: &Option<Var>| {
            if let Some(var) = var
                && !bound.iter().any(|(v, _)| v == var)
            {
                let reg = s.alloc();
                bound.push((var.clone(), reg));
            }
        };
        match &pattern.kind {
            PatternKind::Value(_) | PatternKind::Singleton(_) => {}
            PatternKind::Star(var) => add(self, var),
            PatternKind::Sequence(items) | PatternKind::Or(items) => {
                for item in items {
                    self.collect_bound(item, bound);
                }
            }
            PatternKind::Mapping { entries, rest } => {
                add(self, rest);
                for (_, pattern) in entries {
                    self.collect_bound(pattern, bound);
                }
            }
            PatternKind::Class { positional, keywords, .. } => {
                for pattern in positional {
                    self.collect_bound(pattern, bound);
                }
                for (_, pattern) in keywords {
                    self.collect_bound(pattern, bound);
                }
            }
            PatternKind::As { pattern, target } => {
                add(self, target);
                if let Some(pattern) = pattern {
                    self.collect_bound(pattern, bound);
                }
            }
        }
    }

    fn keep(&mut self, var: &Option<Var>, src: u32, bound: &Bound) {
        if let Some(var) = var
            && let Some((_, reg)) = bound.iter().find(|(v, _)| v == var)
        {
            self.mv(*reg, src);
        }
    }

    fn pattern(&mut self, pattern: &'a Pattern, subject: u32, fail: Label, bound: &Bound) {
        let outer = std::mem::replace(&mut self.span, pattern.span);
        let mark = self.top;
        match &pattern.kind {
            PatternKind::Value(e) => {
                let small = match &e.kind {
                    crate::hir::ExprKind::Const(Const::Int(i)) => i16::try_from(*i).ok(),
                    _ => None,
                };
                if let Some(small) = small {
                    self.jump_op(Op::JNotEqI, subject, u32::from(small as u16), fail);
                } else {
                    let reg = self.expr(e);
                    self.jump_op(Op::JNotEq, subject, reg, fail);
                }
            }
            PatternKind::Singleton(None) => self.jump_op(Op::JNotNone, subject, 0, fail),
            PatternKind::Singleton(Some(value)) => {
                let reg = self.alloc();
                self.load_const(&Const::Bool(*value), reg);
                self.jump_op(Op::JIsNot, subject, reg, fail);
            }
            PatternKind::Sequence(items) => self.sequence(items, subject, fail, bound),
            PatternKind::Star(var) => self.keep(var, subject, bound),
            PatternKind::Mapping { entries, rest } => self.mapping(entries, rest, subject, fail, bound),
            PatternKind::Class { class, positional, keywords } => {
                self.class_pattern(class, positional, keywords, subject, fail, bound);
            }
            PatternKind::As { pattern, target } => {
                if let Some(pattern) = pattern {
                    self.pattern(pattern, subject, fail, bound);
                }
                self.keep(target, subject, bound);
            }
            PatternKind::Or(items) => {
                let matched = self.label();
                for (index, item) in items.iter().enumerate() {
                    if index + 1 == items.len() {
                        self.pattern(item, subject, fail, bound);
                    } else {
                        let next = self.label();
                        self.pattern(item, subject, next, bound);
                        self.jump(matched);
                        self.place(next);
                    }
                }
                self.place(matched);
            }
        }
        self.top = mark;
        self.span = outer;
    }

    fn sequence(&mut self, items: &'a [Pattern], subject: u32, fail: Label, bound: &Bound) {
        self.jump_op(Op::JNotSequence, subject, 0, fail);
        let count = items.len() as u32;
        let star = items.iter().position(|p| matches!(p.kind, PatternKind::Star(_))).map(|i| i as u32);
        let needed = count - u32::from(star.is_some());
        if star != Some(0) || count > 1 {
            let len = self.alloc();
            self.op(Op::GetLen, len, subject, 0, 0);
            let op = if star.is_some() { Op::JNotGeI } else { Op::JNotEqI };
            if needed > 0x7FFF {
                self.fail("the pattern is too long");
            }
            self.jump_op(op, len, needed, fail);
        }
        if items.iter().all(is_wildcard) {
            return;
        }
        if let Some(star) = star
            && star < 0x7F
            && items.iter().skip(star as usize).all(is_wildcard)
        {
            // `[a, b, *_]`: what stands behind is not even made.
            for (index, item) in items.iter().enumerate().filter(|(_, item)| !is_wildcard(item)) {
                let reg = self.alloc();
                self.op(Op::GetItemI, reg, subject, index as u32, 0);
                self.pattern(item, reg, fail, bound);
            }
            return;
        }
        let first = self.alloc_many(count);
        match star {
            None => self.op(Op::UnpackSeq, subject, first, count, 0),
            Some(star) => self.op(Op::UnpackEx, subject, first, star, count - star - 1),
        }
        for (index, item) in items.iter().enumerate() {
            if !is_wildcard(item) {
                self.pattern(item, first + index as u32, fail, bound);
            }
        }
    }

    fn mapping(
        &mut self,
        entries: &'a [(Expr, Pattern)],
        rest: &'a Option<Var>,
        subject: u32,
        fail: Label,
        bound: &Bound,
    ) {
        self.jump_op(Op::JNotMapping, subject, 0, fail);
        if entries.is_empty() && rest.is_none() {
            return;
        }
        let count = entries.len() as u32;
        if count > 0 {
            let len = self.alloc();
            self.op(Op::GetLen, len, subject, 0, 0);
            if count > 0x7FFF {
                self.fail("the pattern is too long");
            }
            self.jump_op(Op::JNotGeI, len, count, fail);
        }
        let keys = self.alloc();
        let list = self.alloc();
        self.op(Op::BuildList, list, 0, 0, 0);
        for (key, _) in entries {
            let mark = self.top;
            let reg = self.expr(key);
            self.op(Op::ListAppend, list, reg, 0, 0);
            self.top = mark;
        }
        self.op(Op::ListToTuple, keys, list, 0, 0);
        if count > 0 {
            let values = self.alloc();
            self.op(Op::MatchKeys, values, subject, keys, 0);
            self.jump_op(Op::JNone, values, 0, fail);
            let first = self.alloc_many(count);
            self.op(Op::UnpackSeq, values, first, count, 0);
            for (index, (_, pattern)) in entries.iter().enumerate() {
                self.pattern(pattern, first + index as u32, fail, bound);
            }
        }
        if rest.is_some() {
            let reg = self.alloc();
            self.op(Op::MatchRest, reg, subject, keys, 0);
            self.keep(rest, reg, bound);
        }
    }

    fn class_pattern(
        &mut self,
        class: &'a Expr,
        positional: &'a [Pattern],
        keywords: &'a [(Name, Pattern)],
        subject: u32,
        fail: Label,
        bound: &Bound,
    ) {
        let class = self.expr(class);
        let mut spec = vec![Const::Int(positional.len() as i64)];
        spec.extend(keywords.iter().map(|(name, _)| Const::Str(name.clone())));
        let count = (positional.len() + keywords.len()) as u32;
        let spec_reg = self.alloc();
        self.load_const(&Const::Tuple(spec.into()), spec_reg);
        let values = self.alloc();
        self.op(Op::MatchClass, values, subject, class, spec_reg);
        self.jump_op(Op::JNone, values, 0, fail);
        if count == 0 {
            return;
        }
        let first = self.alloc_many(count);
        self.op(Op::UnpackSeq, values, first, count, 0);
        let all = positional.iter().chain(keywords.iter().map(|(_, p)| p));
        for (index, pattern) in all.enumerate() {
            self.pattern(pattern, first + index as u32, fail, bound);
        }
    }
}

/// Whether a pattern matches everything and binds nothing.
fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern.kind, PatternKind::As { pattern: None, target: None } | PatternKind::Star(None))
}
