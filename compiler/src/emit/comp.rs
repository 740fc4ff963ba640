//! Comprehensions (in place) and generator expressions (functions).

use super::Emitter;
use crate::bytecode::{Inlined, Op, Position};
use crate::hir::{Comp, CompFor, CompKind, Expr, FuncId, Span};

impl<'a> Emitter<'a> {
    pub(super) fn comprehension(&mut self, comp: &'a Comp, span: Span, dst: u32) {
        let Some((first, rest)) = comp.clauses.split_first() else { return };
        let work = self.work(dst);
        // The first iterable belongs to the function around, also in tracebacks.
        let iter = self.alloc();
        let source = self.loop_iterator(&first.iter, first.is_async, iter);
        for local in &comp.locals {
            // Each evaluation has variables of its own.
            if self.func.local(*local).cell {
                self.op(Op::NewCell, self.home[local.0 as usize], 0, 0, 0);
            } else if let Some(bound) = &mut self.bound {
                bound.remove(*local);
            }
        }
        let start = self.asm.pc();
        let (build, name) = match comp.kind {
            CompKind::List => (Op::BuildList, "<listcomp>"),
            CompKind::Set => (Op::BuildSet, "<setcomp>"),
            CompKind::Dict => (Op::BuildDict, "<dictcomp>"),
        };
        self.op(build, work, 0, 0, 0);
        self.clause(comp, first, rest, iter, source, work);
        let end = self.asm.pc();
        self.inlined.push(Inlined { start, end, name, position: Position::default() });
        self.inlined_spans.push(span);
        self.mv(dst, work);
    }

    /// The loop over `clause`, whose iterator is ready in `iter`, and those inside it.
    fn clause(
        &mut self,
        comp: &'a Comp,
        clause: &'a CompFor,
        rest: &'a [CompFor],
        iter: u32,
        source: super::loops::Source,
        work: u32,
    ) {
        let next = self.label();
        let end = self.label();
        let place = self.loop_place(source, &clause.iter);
        let body = self.with_span(place, |s| s.begin_loop(&clause.target, iter, source, next, end));
        for cond in &clause.ifs {
            self.jump_if(cond, false, next);
        }
        match rest.split_first() {
            Some((inner, rest)) => {
                let mark = self.top;
                let iter = self.alloc();
                let source = self.loop_iterator(&inner.iter, inner.is_async, iter);
                self.clause(comp, inner, rest, iter, source, work);
                self.top = mark;
            }
            None => self.element(comp, work),
        }
        self.with_span(place, |s| s.end_loop(iter, source, body, next, end));
    }

    fn element(&mut self, comp: &'a Comp, work: u32) {
        let mark = self.top;
        let element = self.expr(&comp.element);
        let span = comp.element.span;
        match (comp.kind, &comp.value) {
            (CompKind::Dict, Some(value)) => {
                let value_reg = self.expr(value);
                self.with_span(span.to(value.span), |s| s.op(Op::DictSet, work, element, value_reg, 0));
            }
            (CompKind::Set, _) => self.with_span(span, |s| s.op(Op::SetAdd, work, element, 0, 0)),
            _ => self.with_span(span, |s| s.op(Op::ListAppend, work, element, 0, 0)),
        }
        self.top = mark;
    }

    /// A generator expression: its function, called with the iterator of the first iterable.
    pub(super) fn generator(&mut self, func: FuncId, first: &'a Expr, dst: u32) {
        let base = if self.is_temp(dst) && dst + 1 == self.top { dst } else { self.alloc() };
        self.function(func, base);
        let iter = self.alloc();
        let reg = self.expr(first);
        let is_async = matches!(
            self.module.function(func).body.first().map(|s| &s.kind),
            Some(crate::hir::StmtKind::For { is_async: true, .. })
        );
        self.op(if is_async { Op::GetAiter } else { Op::GetIter }, iter, reg, 0, 0);
        if self.wide {
            let list = self.alloc_many(3);
            self.mv(list, base);
            self.op(Op::BuildTuple, list + 1, iter, 1, 0);
            self.op(Op::LoadNone, list + 2, 0, 0, 0);
            self.op(Op::CallEx, list, 0, 0, 0);
            return self.mv(dst, list);
        }
        let cache = self.cache();
        self.op(Op::Call, base, 1, 0, cache);
        self.mv(dst, base);
    }
}
