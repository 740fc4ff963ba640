//! Statements.

use super::Emitter;
use super::Mode;
use super::flow::FlowKind;
use crate::bytecode::Op;
use crate::hir::{Block, Expr, ExprKind, FunctionKind, Span, Stmt, StmtKind, TargetKind, UnaryOp, Var};

impl<'a> Emitter<'a> {
    pub(super) fn block(&mut self, block: &'a Block) {
        for stmt in block {
            if !self.reachable() {
                return;
            }
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        self.span = stmt.span;
        let mark = self.top;
        self.stmt_kind(stmt);
        self.top = mark;
    }

    fn stmt_kind(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Expr(e) => self.expr_stmt(e),
            StmtKind::Assign { targets, value } => self.assign(targets, value),
            StmtKind::AugAssign { target, op, value } => self.aug_assign(target, *op, value),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(target, annotation, value.as_ref(), *simple);
            }
            StmtKind::If { arms, orelse } => self.if_stmt(arms, orelse),
            StmtKind::While { cond, body, orelse } => self.while_stmt(cond, body, orelse),
            StmtKind::For { target, iter, body, orelse, is_async, .. } => {
                self.for_stmt(target, iter, body, orelse, *is_async);
            }
            StmtKind::Try { body, handlers, orelse, finalbody, star } => {
                self.try_stmt(body, handlers, orelse, finalbody, *star);
            }
            StmtKind::With { items, body, is_async } => self.with_stmt(items, body, *is_async),
            StmtKind::Region(id) => self.region(*id),
            StmtKind::WithGil { number, body, .. } => self.gil_block(*number, body),
            StmtKind::Match { subject, cases } => self.match_stmt(subject, cases),
            StmtKind::Return(value) => self.return_stmt(value.as_ref()),
            StmtKind::Raise { exc, cause } => match (exc, cause) {
                (None, _) => self.op(Op::RaiseBare, 0, 0, 0, 0),
                (Some(exc), None) => {
                    let reg = self.expr(exc);
                    self.op(Op::Raise, reg, 0, 0, 0);
                }
                (Some(exc), Some(cause)) => {
                    let exc = self.expr(exc);
                    let cause = self.expr(cause);
                    self.op(Op::RaiseFrom, exc, cause, 0, 0);
                }
            },
            StmtKind::Assert { cond, message } => self.assert_stmt(cond, message.as_ref()),
            StmtKind::Delete(targets) => {
                for target in targets {
                    self.delete(target);
                }
            }
            StmtKind::Pass => {}
            StmtKind::Break => self.loop_jump(true),
            StmtKind::Continue => self.loop_jump(false),
            StmtKind::FunctionDef { target, func, .. } => self.function_def(target, *func),
            StmtKind::ClassDef { target, func, bases, keywords } => {
                self.class_def(target, *func, bases, keywords)
            }
            StmtKind::Import(aliases) => self.import(aliases),
            StmtKind::ImportFrom { module, level, names } => self.import_from(module, *level, names),
            StmtKind::ImportStar { module, level } => self.import_star(module, *level),
        }
    }

    fn expr_stmt(&mut self, e: &'a Expr) {
        let module = self.func.kind == FunctionKind::Module;
        match self.unit.mode {
            Mode::Interactive if module => {
                let reg = self.expr(e);
                self.op(Op::PrintExpr, reg, 0, 0, 0);
            }
            Mode::Eval if module => {
                let reg = self.expr(e);
                self.op(Op::Return, reg, 0, 0, 0);
            }
            _ => self.expr_discard(e),
        }
    }

    fn if_stmt(&mut self, arms: &'a [(Expr, Block)], orelse: &'a Block) {
        let end = self.label();
        let place = self.span;
        for (index, (cond, body)) in arms.iter().enumerate() {
            self.span = place;
            if index > 0 {
                // An `elif` is a statement of its own.
                let before = self.unit.source.slice(Span::new(place.start, cond.span.start));
                let at = before.rfind("elif").map_or(cond.span.start, |at| place.start + at as u32);
                self.span = Span::new(at, place.end);
            }
            // `if cond: continue` is one jump.
            if let [Stmt { kind: kind @ (StmtKind::Break | StmtKind::Continue), .. }] = body.as_slice()
                && let Some(target) = self.plain_loop_jump(matches!(kind, StmtKind::Break))
            {
                self.jump_if(cond, true, target);
                continue;
            }
            let next = self.label();
            self.jump_if(cond, false, next);
            self.block(body);
            if index + 1 < arms.len() || !orelse.is_empty() {
                self.jump(end);
            }
            self.place(next);
        }
        self.block(orelse);
        self.place(end);
    }

    fn assert_stmt(&mut self, cond: &'a Expr, message: Option<&'a Expr>) {
        let end = self.label();
        self.jump_if(cond, true, end);
        // CPython gives the whole failure the place of a comparison that it compiled last.
        if let Some(span) = last_comparison(cond) {
            self.span = span;
        }
        let class = self.alloc();
        self.op(Op::LoadAssertionError, class, 0, 0, 0);
        if let Some(message) = message {
            if self.wide {
                let base = self.alloc_many(3);
                self.mv(base, class);
                let reg = self.expr(message);
                self.op(Op::BuildTuple, base + 1, reg, 1, 0);
                self.op(Op::LoadNone, base + 2, 0, 0, 0);
                self.op(Op::CallEx, base, 0, 0, 0);
                self.mv(class, base);
            } else {
                self.expr_temp(message);
                let cache = self.cache();
                self.op(Op::Call, class, 1, 0, cache);
            }
        }
        self.op(Op::Raise, class, 0, 0, 0);
        self.place(end);
    }

    fn return_stmt(&mut self, value: Option<&'a Expr>) {
        let copy = self.unwinding_runs_code(0);
        let value = match value {
            None => None,
            Some(e) if matches!(e.kind, ExprKind::Const(crate::hir::Const::None)) => None,
            Some(e) if copy => Some(self.expr_temp(e)),
            Some(e) => Some(self.expr(e)),
        };
        let span = self.span;
        let left = self.unwind(0);
        self.span = span;
        match value {
            None => self.op(Op::ReturnNone, 0, 0, 0, 0),
            Some(reg) => self.op(Op::Return, reg, 0, 0, 0),
        }
        self.resume(left);
    }

    pub(super) fn loop_jump(&mut self, is_break: bool) {
        let found = self.flow.iter().enumerate().rev().find_map(|(index, flow)| match &flow.kind {
            FlowKind::Loop { break_to, continue_to } => Some((index, *break_to, *continue_to)),
            _ => None,
        });
        let Some((index, break_to, continue_to)) = found else { return };
        let left = self.unwind(index + 1);
        self.jump(if is_break { break_to } else { continue_to });
        self.resume(left);
    }

    /// The label of a `break` or `continue` that leaves nothing but the loop.
    fn plain_loop_jump(&self, is_break: bool) -> Option<super::Label> {
        match self.flow.last()?.kind {
            FlowKind::Loop { break_to, .. } if is_break => Some(break_to),
            FlowKind::Loop { continue_to, .. } => Some(continue_to),
            _ => None,
        }
    }

    fn ann_assign(
        &mut self,
        target: &'a crate::hir::Target,
        annotation: &'a Expr,
        value: Option<&'a Expr>,
        simple: bool,
    ) {
        if let Some(value) = value {
            self.assign(std::slice::from_ref(target), value);
        } else {
            // The parts of the target are evaluated.
            match &target.kind {
                TargetKind::Attribute { value, .. } => self.expr_discard(value),
                TargetKind::Index { value, index } => {
                    self.expr_discard(value);
                    self.expr_discard(index);
                }
                _ => {}
            }
        }
        if !matches!(self.func.kind, FunctionKind::Module | FunctionKind::Class) {
            return;
        }
        match &target.kind {
            TargetKind::Var(var) if simple => {
                let name = match var {
                    Var::Global(name) | Var::Class(name) | Var::ClassFree(name, _) => name.clone(),
                    _ => return,
                };
                let mark = self.top;
                let value = self.alloc();
                self.annotation(annotation, value);
                let dict = self.alloc();
                let index = self.name_index(&"__annotations__".into());
                self.op(Op::LoadName, dict, index, 0, 0);
                let key = self.alloc();
                self.load_const(&crate::hir::Const::Str(name), key);
                self.op(Op::SetItem, dict, key, value, 0);
                self.top = mark;
            }
            _ if !self.module.future_annotations => self.expr_discard(annotation),
            _ => {}
        }
    }
}

/// The last comparison among the operands of `and`, `or`, `not` and conditional expressions.
fn last_comparison(cond: &Expr) -> Option<Span> {
    match &cond.kind {
        ExprKind::Compare { .. } => Some(cond.span),
        ExprKind::Unary { op: UnaryOp::Not, operand } => last_comparison(operand),
        ExprKind::Bool { values, .. } => values.iter().rev().find_map(last_comparison),
        ExprKind::IfElse { cond, then, orelse } => {
            [orelse, then, cond].into_iter().find_map(|e| last_comparison(e))
        }
        _ => None,
    }
}
