//! `try` in all its forms, and `with`.
//!
//! A handler begins with `PushExc`, which saves the exception handled before and makes the caught one current; it ends with `PopExc`.
//! An exception raised inside a handler goes to a small handler of its own that restores the state and raises on.
//! A `finally` block is emitted once for each way to reach it.

use super::Emitter;
use super::flow::FlowKind;
use crate::bytecode::Op;
use crate::hir::{Block, Expr, Handler, Target, Var};

impl<'a> Emitter<'a> {
    pub(super) fn try_stmt(
        &mut self,
        body: &'a Block,
        handlers: &'a [Handler],
        orelse: &'a Block,
        finalbody: &'a Block,
        star: bool,
    ) {
        if finalbody.is_empty() {
            return self.try_except(body, handlers, orelse, star);
        }
        let outer_span = self.span;
        let (handler, cleanup, end) = (self.label(), self.label(), self.label());
        self.enter_cover(FlowKind::Finally { body: finalbody }, handler);
        if handlers.is_empty() {
            self.block(body);
            self.block(orelse);
        } else {
            self.try_except(body, handlers, orelse, star);
        }
        let covered = self.leave_cover();
        self.final_block(finalbody);
        self.jump(end);
        self.place_handler(covered);
        let mark = self.top;
        let base = self.alloc_many(2);
        self.op(Op::PushExc, base, 0, 0, 0);
        self.enter_cover(FlowKind::Handler { base, var: None }, cleanup);
        self.final_block(finalbody);
        let covered = self.leave_cover();
        self.op(Op::PopExc, base, 0, 0, 0);
        self.op(Op::Reraise, base + 1, 0, 0, 0);
        self.restore_and_reraise(covered, base, None);
        self.top = mark;
        self.span = outer_span;
        self.place(end);
    }

    fn try_except(&mut self, body: &'a Block, handlers: &'a [Handler], orelse: &'a Block, star: bool) {
        let (handler, end) = (self.label(), self.label());
        self.enter_cover(FlowKind::Cover, handler);
        self.block(body);
        let covered = self.leave_cover();
        self.block(orelse);
        self.jump(end);
        self.place_handler(covered);
        let mark = self.top;
        let base = self.alloc_many(2);
        self.span = handlers.first().map_or(self.span, |h| h.span);
        self.op(Op::PushExc, base, 0, 0, 0);
        if star {
            self.star_handlers(handlers, base, end);
        } else {
            self.handlers(handlers, base, end);
        }
        self.top = mark;
        self.place(end);
    }

    fn handlers(&mut self, handlers: &'a [Handler], base: u32, end: super::Label) {
        let cleanup = self.label();
        self.enter_cover(FlowKind::Handler { base, var: None }, cleanup);
        for handler in handlers {
            let next = self.label();
            self.span = handler.span;
            if let Some(class) = &handler.class {
                let mark = self.top;
                let reg = self.expr(class);
                self.with_span(class.span, |s| s.jump_op(Op::JNotExc, base + 1, reg, next));
                self.top = mark;
            }
            self.span = handler.span;
            self.handler_body(handler, base, end);
            self.place(next);
        }
        // No clause took it.
        let covered = self.leave_cover();
        self.op(Op::PopExc, base, 0, 0, 0);
        self.op(Op::Reraise, base + 1, 0, 0, 0);
        self.restore_and_reraise(covered, base, None);
    }

    /// The body of a clause, inside the range that restores the state when an exception leaves it.
    fn handler_body(&mut self, handler: &'a Handler, base: u32, end: super::Label) {
        let Some(var) = &handler.target else {
            self.block(&handler.body);
            let left = self.unwind(self.flow.len() - 1);
            self.jump(end);
            return self.resume(left);
        };
        let named = self.label();
        self.store_var(var, base + 1);
        // Nothing else unbinds it, so it has its value throughout the clause.
        if let Var::Local(id) = var
            && self.func.local(*id).unbinders == 1
            && let Some(bound) = &mut self.bound
        {
            bound.insert(*id);
        }
        // The variable's own handler replaces the common one.
        let common = self.suspend();
        self.enter_cover(FlowKind::Handler { base, var: Some(var) }, named);
        self.block(&handler.body);
        let covered = self.leave_cover();
        self.unbind(Some(var));
        self.op(Op::PopExc, base, 0, 0, 0);
        self.jump(end);
        self.restore_and_reraise(covered, base, Some(var));
        self.resume(common);
    }

    fn star_handlers(&mut self, handlers: &'a [Handler], base: u32, end: super::Label) {
        // base + 1 is the original; `rest` what is left of it, `rest + 1` the group that the clause at hand takes.
        let list = self.alloc();
        let rest = self.alloc_many(2);
        let cleanup = self.label();
        self.enter_cover(FlowKind::Handler { base, var: None }, cleanup);
        self.op(Op::BuildList, list, 0, 0, 0);
        self.mv(rest, base + 1);
        for handler in handlers {
            let next = self.label();
            let Some(class) = &handler.class else { continue };
            let mark = self.top;
            let reg = self.expr(class);
            self.with_span(class.span, |s| s.op(Op::ExcStar, rest, reg, 0, 0));
            self.top = mark;
            self.span = handler.span;
            self.jump_op(Op::JNone, rest + 1, 0, next);
            let var = handler.target.as_ref();
            if let Some(var) = var {
                self.store_var(var, rest + 1);
            }
            let raised = self.label();
            self.enter_cover(FlowKind::Cover, raised);
            self.block(&handler.body);
            let covered = self.leave_cover();
            self.unbind(var);
            self.jump(next);
            // What the body raises is collected.
            self.place_handler(covered);
            let inner = self.alloc_many(2);
            self.op(Op::PushExc, inner, 0, 0, 0);
            self.op(Op::ListAppend, list, inner + 1, 0, 0);
            self.unbind(var);
            self.op(Op::PopExc, inner, 0, 0, 0);
            self.top = mark;
            self.place(next);
        }
        let none = self.label();
        self.jump_op(Op::JNone, rest, 0, none);
        self.op(Op::ListAppend, list, rest, 0, 0);
        self.place(none);
        self.op(Op::ExcStarRaise, list, base + 1, 0, 0);
        let covered = self.leave_cover();
        self.op(Op::PopExc, base, 0, 0, 0);
        self.jump_op(Op::JNone, list, 0, end);
        self.op(Op::Reraise, list, 0, 0, 0);
        self.restore_and_reraise(covered, base, None);
    }

    /// Takes the innermost construct off without its cleanup; `resume` brings it back.
    fn suspend(&mut self) -> Vec<super::Flow<'a>> {
        let depth = self.flow.len().saturating_sub(1);
        self.unwind_quietly(depth)
    }

    pub(super) fn with_stmt(&mut self, items: &'a [(Expr, Option<Target>)], body: &'a Block, is_async: bool) {
        let Some(((context, target), rest)) = items.split_first() else { return self.block(body) };
        let mark = self.top;
        let place = self.span;
        let exit = self.alloc_many(2);
        let reg = self.expr(context);
        if is_async {
            self.op(Op::AsyncWithEnter, exit, reg, 0, 0);
            self.await_value(exit + 1, exit + 1);
        } else {
            self.op(Op::WithEnter, exit, reg, 0, 0);
        }
        let (handler, cleanup, suppress, end) = (self.label(), self.label(), self.label(), self.label());
        self.enter_cover(FlowKind::With { exit, span: place, is_async }, handler);
        if let Some(target) = target {
            self.store(target, exit + 1);
        }
        self.top = exit + 2;
        self.span = place;
        self.with_stmt(rest, body, is_async);
        self.span = place;
        let covered = self.leave_cover();
        self.with_exit(exit, is_async);
        self.jump(end);
        self.place_handler(covered);
        let base = self.alloc_many(2);
        let result = self.alloc();
        self.op(Op::PushExc, base, 0, 0, 0);
        self.enter_cover(FlowKind::Handler { base, var: None }, cleanup);
        self.mv(result, exit);
        if is_async {
            self.op(Op::AsyncWithExit, result, base + 1, 0, 0);
            self.await_value(result, result);
        } else {
            self.op(Op::WithExitExc, result, base + 1, 0, 0);
        }
        self.jump_op(Op::JTrue, result, 0, suppress);
        let covered = self.leave_cover();
        self.op(Op::PopExc, base, 0, 0, 0);
        self.op(Op::Reraise, base + 1, 0, 0, 0);
        self.place(suppress);
        self.op(Op::PopExc, base, 0, 0, 0);
        self.jump(end);
        self.restore_and_reraise(covered, base, None);
        self.place(end);
        self.span = place;
        self.top = mark;
    }
}
