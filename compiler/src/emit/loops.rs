//! `while` and `for`.
//!
//! Loops are rotated: the test stands at the bottom and jumps back to the body, so a turn costs one jump. A loop over `range(…)` uses
//! unboxed counters if `range` is still the builtin (`RangePrep` decides).

use super::flow::{Flow, FlowKind};
use super::{Bits, Emitter, Label};
use crate::bytecode::Op;
use crate::hir::{Block, Expr, ExprKind, FunctionKind, LocalId, Span, Target, TargetKind, Var};

/// How a loop gets its next item.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// `ForNext` on an iterator.
    Iterator,
    /// `ForRange` on a window of this many arguments.
    Range(u32),
    /// An asynchronous iterator.
    Async,
}

/// The head of a loop that is being emitted.
pub(super) struct LoopHead {
    body: Label,
    item: u32,
    state: Option<Bits>,
}

impl<'a> Emitter<'a> {
    pub(super) fn while_stmt(&mut self, cond: &'a Expr, body: &'a Block, orelse: &'a Block) {
        if Self::known(cond) == Some(false) {
            return self.block(orelse);
        }
        let forever = Self::known(cond) == Some(true);
        let place = self.span;
        let (test, end) = (self.label(), self.label());
        if forever {
            self.asm.place(test);
            self.flow.push(Flow::new(FlowKind::Loop { break_to: end, continue_to: test }));
            self.block(body);
            self.flow.pop();
            self.jump(test);
            self.label_state.remove(&test);
            self.place(end);
            return;
        }
        // A test that assigns is emitted twice, so that the body knows what it assigned.
        let top = self.label();
        let otherwise = self.label();
        if assigns(cond) {
            self.jump_if(cond, false, otherwise);
        } else {
            self.jump(test);
            // The body is reached from the test only.
            self.bound = self.label_state.get(&test).cloned();
        }
        self.asm.place(top);
        self.flow.push(Flow::new(FlowKind::Loop { break_to: end, continue_to: test }));
        self.block(body);
        self.flow.pop();
        self.place(test);
        self.span = place;
        self.jump_if(cond, true, top);
        self.label_state.remove(&top);
        self.place(otherwise);
        self.block(orelse);
        self.place(end);
    }

    pub(super) fn for_stmt(
        &mut self,
        target: &'a Target,
        iter: &'a Expr,
        body: &'a Block,
        orelse: &'a Block,
        is_async: bool,
    ) {
        let mark = self.top;
        let reg = self.alloc();
        let source = self.loop_iterator(iter, is_async, reg);
        let (next, done, end) = (self.label(), self.label(), self.label());
        let place = self.loop_place(source, iter);
        let head = self.with_span(place, |s| s.begin_loop(target, reg, source, next, done));
        self.flow.push(Flow::new(FlowKind::Loop { break_to: end, continue_to: next }));
        self.block(body);
        self.flow.pop();
        self.with_span(place, |s| s.end_loop(reg, source, head, next, done));
        self.block(orelse);
        self.place(end);
        self.top = mark;
    }

    /// Evaluates the iterable of a loop and prepares its iterator in `reg`, the topmost temporary (a range takes more behind it).
    /// That it cannot be iterated is told of the statement or comprehension around, as in CPython.
    pub(super) fn loop_iterator(&mut self, iter: &'a Expr, is_async: bool, reg: u32) -> Source {
        if !is_async
            && !self.wide
            && let ExprKind::Call(call) = &iter.kind
            && matches!(&call.func.kind, ExprKind::Var(Var::Global(name)) if &**name == "range")
            && call.keywords.is_empty()
            && (1..=3).contains(&call.args.len())
            && !super::expr::has_star(&call.args)
        {
            // The window: the callee and its arguments, later next, stop and step.
            self.top = reg + 1;
            self.expr_to(&call.func, reg);
            for arg in &call.args {
                self.expr_temp(arg);
            }
            let used = call.args.len() as u32;
            self.alloc_many(2u32.saturating_sub(used));
            return Source::Range(call.args.len() as u32);
        }
        let source = if is_async { Source::Async } else { Source::Iterator };
        if self.func.kind == FunctionKind::GeneratorExpression
            && matches!(&iter.kind, ExprKind::Var(Var::Local(LocalId(0)) | Var::Cell(LocalId(0))))
        {
            // A generator expression is given an iterator.
            self.expr_to(iter, reg);
            return source;
        }
        let mark = self.top;
        let value = self.expr(iter);
        self.op(if is_async { Op::GetAiter } else { Op::GetIter }, reg, value, 0, 0);
        self.top = mark;
        source
    }

    /// What the steps of a loop are told of: the call of `range`, else the statement or comprehension around.
    pub(super) fn loop_place(&self, source: Source, iter: &Expr) -> Span {
        if matches!(source, Source::Range(_)) { iter.span } else { self.span }
    }

    /// Jumps to the bottom of a loop and begins its body: the item is stored into the target.
    pub(super) fn begin_loop(
        &mut self,
        target: &'a Target,
        iter: u32,
        source: Source,
        next: Label,
        done: Label,
    ) -> LoopHead {
        let item = match &target.kind {
            TargetKind::Var(Var::Local(id)) => self.home[id.0 as usize],
            _ => self.alloc(),
        };
        let body = self.label();
        if source == Source::Async {
            // The step of an asynchronous loop stands at the top.
            self.place_loop(next);
            self.async_next(iter, item, done);
        } else {
            match source {
                Source::Range(count) => self.jump_op(Op::RangePrep, iter, count, next),
                _ => self.jump(next),
            }
            self.bound = self.label_state.get(&next).cloned();
            self.asm.place(body);
        }
        let state = self.bound.clone();
        match &target.kind {
            TargetKind::Var(Var::Local(id)) => self.mark_bound(*id),
            _ => self.store_item_of_loop(target, item),
        }
        LoopHead { body, item, state }
    }

    /// Places a label that is jumped back to.
    fn place_loop(&mut self, label: Label) {
        self.asm.place(label);
    }

    /// The bottom of a loop: the next item, or on.
    pub(super) fn end_loop(&mut self, iter: u32, source: Source, head: LoopHead, next: Label, done: Label) {
        if source == Source::Async {
            self.jump(next);
            self.label_state.remove(&next);
            self.place(done);
            return;
        }
        self.place(next);
        let op = if matches!(source, Source::Range(_)) { Op::ForRange } else { Op::ForNext };
        self.jump_op(op, iter, head.item, head.body);
        self.label_state.remove(&head.body);
        // What the body assigned is not known here: it may not have run.
        if self.bound.is_some() {
            self.bound = head.state;
        }
        self.place(done);
    }

    /// Awaits the next item of an asynchronous iterator; at its end jumps to `done`.
    fn async_next(&mut self, iter: u32, item: u32, done: Label) {
        let mark = self.top;
        let (handler, ok) = (self.label(), self.label());
        let state = self.bound.clone();
        let awaitable = self.alloc();
        let value = self.alloc();
        let start = self.asm.pc();
        self.op(Op::GetAnext, awaitable, iter, 0, 0);
        self.yield_from(awaitable, value);
        let end = self.asm.pc();
        self.jump(ok);
        self.begin_handler(handler, start, end, state);
        let base = self.alloc_many(2);
        self.op(Op::PushExc, base, 0, 0, 0);
        let other = self.label();
        self.jump_op(Op::JNotStopAsync, base + 1, 0, other);
        self.op(Op::PopExc, base, 0, 0, 0);
        self.jump(done);
        self.place(other);
        self.op(Op::PopExc, base, 0, 0, 0);
        self.op(Op::Reraise, base + 1, 0, 0, 0);
        self.place(ok);
        self.mv(item, value);
        self.top = mark;
    }
}

/// Whether a condition assigns a variable.
fn assigns(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Named { .. } => true,
        ExprKind::Unary { operand, .. } => assigns(operand),
        ExprKind::Bool { values, .. } => values.iter().any(assigns),
        ExprKind::Compare { first, rest } => assigns(first) || rest.iter().any(|(_, e)| assigns(e)),
        ExprKind::Binary { first, rest } => assigns(first) || rest.iter().any(|s| assigns(&s.right)),
        ExprKind::Call(call) => assigns(&call.func) || call.args.iter().any(assigns),
        _ => false,
    }
}
