//! Serial loops: `while`, and `for` over ranges, views, `enumerate`, `zip` and `reversed`.
//!
//! A range becomes TIR's `For` as it is. Everything else becomes a `For` over positions, whose body begins with the
//! assignments of the elements at that position.

use ungil_grammar::codes;
use ungil_grammar::{Diagnostic, Span};

use super::body::{Body, LoopFrame, article};
use super::flow::Assigned;
use super::updates::Uses;
use super::value::{Lit, Value};
use super::visit;
use crate::hir::{self, Const, ExprKind, Stmt as HirStmt, StmtKind, TargetKind, Var};
use crate::tir::{
    Acc, Access, BinOp, Bounds, Expr, For, Index, LocalId, Overflow, Pos, ReduceOp, Scalar, SliceIndex, Stmt,
    ViewExpr, While,
};
use crate::types::Ty;

/// Something to iterate over, its parts evaluated.
enum Iter {
    Range { lo: Expr, hi: Expr, step: Expr },
    View(LocalId),
    Enumerate(Box<Iter>, Expr),
    Zip(Vec<Iter>),
    Reversed(Box<Iter>, Expr),
}

impl Body<'_, '_> {
    /// The accumulators whose outermost loop begins here.
    fn accumulators(
        &mut self,
        body: &[HirStmt],
        orelse: &[HirStmt],
        target: Option<&hir::Target>,
        cond: Option<&hir::Expr>,
    ) -> Vec<(usize, Acc)> {
        if self.policies.overflow != Overflow::Raise || self.tries > 0 {
            return Vec::new();
        }
        let module = self.ck.module;
        let uses = Uses::of_block(module, body);
        let mut found = Vec::new();
        for (var, u) in &uses.vars {
            let plain = u.only_augmented
                && u.updates.iter().all(|(op, _)| *op == ReduceOp::Add)
                && u.reads.is_empty()
                && u.writes.is_empty()
                && u.no_form.is_empty()
                && u.payload_of.is_empty();
            let (Some((_, first)), true) = (u.updates.first(), plain) else { continue };
            let Some(&index) = self.index.get(*var) else { continue };
            if !self.now.has(index) || self.is_reducing(index).is_some() || self.outs.contains(&index) {
                continue;
            }
            let Some(slot) = &self.vars[index].slot else { continue };
            let (Ty::Scalar(ty), [local]) = (&slot.ty, slot.leaves.as_slice()) else { continue };
            if !ty.is_int() || cond.is_some_and(|c| visit::mentions(c, var)) {
                continue;
            }
            // The `else` block may use the variable before the sum is put together.
            let mut is_target = false;
            visit::block(module, orelse, &mut |u| {
                let (visit::Use::Read(v, _) | visit::Use::Write(v, _)) = u;
                is_target |= v == *var;
            });
            if let Some(target) = target {
                visit::target(target, &mut |u| {
                    let (visit::Use::Read(v, _) | visit::Use::Write(v, _)) = u;
                    is_target |= v == *var;
                });
            }
            if is_target || in_prange(module, body, var) {
                continue;
            }
            found.push((index, Acc { local: *local, pos: self.pos(*first) }));
        }
        found
    }

    /// Lower the body of a loop; gives its TIR and the state at its breaks.
    fn loop_body(&mut self, accs: &[(usize, Acc)], lower: impl FnOnce(&mut Self)) -> (Vec<Stmt>, Assigned) {
        self.loops.push(LoopFrame { breaks: Assigned::dead(), prange: false });
        let reducing = self.reducing.len();
        self.reducing.extend(accs.iter().map(|(index, _)| (*index, ReduceOp::Add)));
        self.open();
        lower(self);
        let block = self.close();
        self.reducing.truncate(reducing);
        let breaks = self.loops.pop().map_or_else(Assigned::dead, |frame| frame.breaks);
        (block, breaks)
    }

    pub(crate) fn while_stmt(&mut self, cond: &hir::Expr, body: &[HirStmt], orelse: &[HirStmt]) {
        let accs = self.accumulators(body, orelse, None, Some(cond));
        let test = self.nested(|b| b.condition(cond));
        let forever = matches!(cond.kind, ExprKind::Const(Const::Bool(true) | Const::Int(1)));
        let before = self.now.clone();
        let (block, breaks) = self.loop_body(&accs, |b| b.stmts(body));
        self.now = if forever { Assigned::dead() } else { before };
        let last = self.block(orelse);
        self.now.join(&breaks);
        if let Some(cond) = test {
            let accs = accs.into_iter().map(|(_, acc)| acc).collect();
            self.push(Stmt::While(Box::new(While { cond, body: block, orelse: last, accs })));
        }
    }

    pub(crate) fn for_stmt(
        &mut self,
        target: &hir::Target,
        iter: &hir::Expr,
        body: &[HirStmt],
        orelse: &[HirStmt],
        span: Span,
    ) {
        let source = self.iterable(iter);
        let accs = self.accumulators(body, orelse, Some(target), None);
        let before = self.now.clone();
        let pos = self.pos(Span::new(span.start, iter.span.end));
        let (mut lowered, breaks) = match source {
            None => {
                let (_, breaks) = self.loop_body(&[], |b| {
                    b.assign_target(target, Value::Unknown, iter);
                    b.stmts(body);
                });
                (None, breaks)
            }
            Some(Iter::Range { lo, hi, step }) => {
                let direct = self.loop_var(target);
                let var = match direct {
                    Some((local, _)) => local,
                    None => self.temp(Scalar::I64),
                };
                let (block, breaks) = self.loop_body(&accs, |b| {
                    match direct {
                        Some((_, index)) => {
                            b.now.add(index);
                            b.mark_bound(index);
                        }
                        None => {
                            let value = Value::Scalar(b.get(var));
                            b.assign_target(target, value, iter);
                        }
                    }
                    b.stmts(body);
                });
                (Some(For::new(var, lo, hi, step, block, pos)), breaks)
            }
            Some(source) => {
                let len = self.length(&source, pos);
                let var = self.temp(Scalar::I64);
                let (block, breaks) = self.loop_body(&accs, |b| {
                    let position = b.get(var);
                    let value = b.element(&source, &position, b.pos(iter.span));
                    b.assign_target(target, value, iter);
                    b.stmts(body);
                });
                (Some(For::new(var, Expr::i64(0), len, Expr::i64(1), block, pos)), breaks)
            }
        };
        self.now = before;
        let last = self.block(orelse);
        self.now.join(&breaks);
        if let Some(mut lowered) = lowered.take() {
            lowered.orelse = last;
            lowered.accs = accs.into_iter().map(|(_, acc)| acc).collect();
            self.push(Stmt::For(Box::new(lowered)));
        }
    }

    /// The local of a loop's target, if it can be TIR's loop variable itself: a plain i64.
    pub(crate) fn loop_var(&mut self, target: &hir::Target) -> Option<(LocalId, usize)> {
        let TargetKind::Var(var) = &target.kind else { return None };
        if !matches!(var, Var::Local(_)) && !self.index.contains_key(var) {
            return None;
        }
        let index = self.var(var);
        if self.vars[index].slot.is_none() && !self.vars[index].unknown {
            self.declare(index, Ty::Scalar(Scalar::I64), false, target.span);
        }
        match &self.vars[index].slot {
            Some(slot) if slot.ty == Ty::Scalar(Scalar::I64) => slot.leaves.first().map(|&l| (l, index)),
            _ => None,
        }
    }

    /// Evaluate the parts of an iterable.
    fn iterable(&mut self, e: &hir::Expr) -> Option<Iter> {
        if let ExprKind::Call(call) = &e.kind
            && let Some(name) = self.builtin(&call.func)
        {
            let name = name.to_string();
            let plain = |b: &mut Self| {
                if let Some(keyword) =
                    call.keywords.iter().find(|k| name != "enumerate" || k.name.as_deref() != Some("start"))
                {
                    b.unsupported(keyword.span, "a keyword argument here", "pass it by position");
                    return false;
                }
                if let Some(star) = call.args.iter().find(|a| matches!(a.kind, ExprKind::Starred(_))) {
                    b.unsupported(star.span, "`*` in a call", "write the arguments out");
                    return false;
                }
                true
            };
            match &*name {
                "range" => {
                    if !plain(self) {
                        return None;
                    }
                    let args: Vec<&hir::Expr> = call.args.iter().collect();
                    let (lo, hi, step) = self.range_parts(&args, e.span)?;
                    return Some(Iter::Range { lo, hi, step });
                }
                "enumerate" => {
                    if !plain(self) {
                        return None;
                    }
                    let inner = self.inner(call.args.first(), e)?;
                    let start = call.args.get(1).or_else(|| call.keywords.first().map(|k| &k.value));
                    let start = match start {
                        None => Expr::i64(0),
                        Some(e) => {
                            let v = self.expr(e);
                            let x = self.range_part(v, e.span)?;
                            self.spill(x)
                        }
                    };
                    return Some(Iter::Enumerate(Box::new(inner), start));
                }
                "zip" => {
                    if !plain(self) {
                        return None;
                    }
                    if call.args.is_empty() {
                        self.error(codes::TYPE_MISMATCH, e.span, "`zip` of nothing");
                        return None;
                    }
                    let mut parts = Vec::new();
                    for arg in &call.args {
                        parts.push(self.inner(Some(arg), e)?);
                    }
                    return Some(Iter::Zip(parts));
                }
                "reversed" => {
                    if !plain(self) {
                        return None;
                    }
                    let inner = self.inner(call.args.first(), e)?;
                    if !matches!(inner, Iter::Range { .. } | Iter::View(_)) {
                        self.error(codes::TYPE_MISMATCH, e.span, "`reversed` wants a range or an array");
                        return None;
                    }
                    let pos = self.pos(e.span);
                    let len = self.length(&inner, pos);
                    return Some(Iter::Reversed(Box::new(inner), len));
                }
                _ => {}
            }
        }
        match self.expr(e) {
            Value::View(v) => {
                // The loop goes on over the same array when the name is rebound.
                match self.spill_value(Value::View(v)) {
                    Value::View(v) => Some(Iter::View(v)),
                    _ => None,
                }
            }
            Value::Unknown => None,
            Value::Tuple(_) => {
                self.unsupported(e.span, "a loop over a tuple", "use an array: `array([...])`");
                None
            }
            other => {
                let found = self.describe(&other);
                self.advise(
                    codes::TYPE_MISMATCH,
                    e.span,
                    format!("{found} cannot be iterated over"),
                    "iterate over a range or an array",
                );
                None
            }
        }
    }

    fn inner(&mut self, e: Option<&hir::Expr>, whole: &hir::Expr) -> Option<Iter> {
        let Some(e) = e else {
            self.error(codes::TYPE_MISMATCH, whole.span, "something to iterate over is missing");
            return None;
        };
        let inner = self.iterable(e)?;
        // Parts of composites are used more than once.
        Some(match inner {
            Iter::Range { lo, hi, step } => {
                let (lo, hi, step) = (self.spill(lo), self.spill(hi), self.spill(step));
                if step.as_int().is_none_or(|s| s == 0) {
                    let pos = self.pos(e.span);
                    let zero = Expr::compare(crate::tir::CmpOp::Eq, step.clone(), Expr::i64(0), pos);
                    let text = "range() arg 3 must not be zero";
                    let raise = Stmt::Raise(
                        crate::tir::ExcKind::ValueError,
                        crate::tir::Message::Text(text.into()),
                        pos,
                    );
                    self.push(Stmt::If(zero, vec![raise], Vec::new()));
                }
                Iter::Range { lo, hi, step }
            }
            other => other,
        })
    }

    /// `start, stop, step` of a range, in order.
    pub(crate) fn range_parts(&mut self, args: &[&hir::Expr], span: Span) -> Option<(Expr, Expr, Expr)> {
        if args.is_empty() || args.len() > 3 {
            self.error(
                codes::TYPE_MISMATCH,
                span,
                format!("a range takes one to three numbers, not {}", args.len()),
            );
            return None;
        }
        let values = self.list(args);
        let mut parts = Vec::new();
        for (value, e) in values.into_iter().zip(args) {
            parts.push(self.range_part(value, e.span));
        }
        let mut parts = parts.into_iter().collect::<Option<Vec<Expr>>>()?.into_iter();
        let (zero, one) = (Expr::i64(0), Expr::i64(1));
        Some(match (parts.next()?, parts.next(), parts.next()) {
            (hi, None, _) => (zero, hi, one),
            (lo, Some(hi), None) => (lo, hi, one),
            (lo, Some(hi), Some(step)) => (lo, hi, step),
        })
    }

    fn range_part(&mut self, value: Value, span: Span) -> Option<Expr> {
        match value {
            Value::Lit(lit @ (Lit::Int(_) | Lit::Cond(_))) if lit.is_int() => {
                self.literal(&lit, Scalar::I64, span)
            }
            other => {
                let e = self.scalar(other, span)?;
                if e.ty.is_float() {
                    let text = self.text(span);
                    self.say(
                        Diagnostic::error(
                            codes::TYPE_MISMATCH,
                            span,
                            format!("a range is of ints, this is {}", article(e.ty)),
                        )
                        .with_hint(format!("convert it: `int({text})`"))
                        .with_fix(span, format!("int({text})")),
                    );
                    return None;
                }
                let pos = self.pos(span);
                Some(Expr::cast(e, Scalar::I64, Overflow::Raise, pos))
            }
        }
    }

    /// How many elements there are; a constant or temporary.
    fn length(&mut self, iter: &Iter, pos: Pos) -> Expr {
        let op = |op, a, b| Expr::binary(op, Overflow::Raise, crate::tir::Division::Raise, a, b, pos);
        match iter {
            Iter::Range { lo, hi, step } => {
                let len = self.range_len(lo.clone(), hi.clone(), step.clone(), pos);
                self.spill(op(BinOp::Max, len, Expr::i64(0)))
            }
            Iter::View(v) => Expr::extent(*v, 0),
            Iter::Enumerate(inner, _) => self.length(inner, pos),
            Iter::Reversed(_, len) => len.clone(),
            Iter::Zip(parts) => {
                let mut least: Option<Expr> = None;
                for part in parts {
                    let len = self.length(part, pos);
                    least = Some(match least {
                        None => len,
                        Some(least) => {
                            let e = op(BinOp::Min, least, len);
                            self.spill(e)
                        }
                    });
                }
                least.unwrap_or_else(|| Expr::i64(0))
            }
        }
    }

    /// The element at a position, which is within the length.
    fn element(&mut self, iter: &Iter, at: &Expr, pos: Pos) -> Value {
        let op = |op, a, b| Expr::binary(op, Overflow::Proven, crate::tir::Division::Raise, a, b, pos);
        match iter {
            Iter::Range { lo, step, .. } => {
                let offset = match step.as_int() {
                    Some(1) => at.clone(),
                    _ => Expr::binary(
                        BinOp::Mul,
                        Overflow::Wrap,
                        crate::tir::Division::Raise,
                        at.clone(),
                        step.clone(),
                        pos,
                    ),
                };
                Value::Scalar(match lo.as_int() {
                    Some(0) => offset,
                    _ => Expr::binary(
                        BinOp::Add,
                        Overflow::Wrap,
                        crate::tir::Division::Raise,
                        lo.clone(),
                        offset,
                        pos,
                    ),
                })
            }
            Iter::View(view) => {
                let ty = self.view_ty(*view);
                let index = Index { value: at.clone(), bounds: Bounds::Proven, may_be_negative: false };
                if ty.rank == 1 {
                    let access = Access { view: *view, index: vec![index] };
                    return Value::Scalar(Expr {
                        ty: ty.elem,
                        pos,
                        kind: crate::tir::ExprKind::Load(access),
                    });
                }
                let mut axes = vec![SliceIndex::At(index)];
                axes.resize_with(ty.rank as usize, Self::whole_axis);
                let mut row = ty;
                row.rank -= 1;
                self.new_view(row, ViewExpr::Slice { base: *view, index: axes }, pos)
            }
            Iter::Enumerate(inner, start) => {
                let number = match start.as_int() {
                    Some(0) => at.clone(),
                    _ => Expr::binary(
                        BinOp::Add,
                        Overflow::Raise,
                        crate::tir::Division::Raise,
                        start.clone(),
                        at.clone(),
                        pos,
                    ),
                };
                let number = Value::Scalar(number);
                let element = self.element(inner, at, pos);
                Value::Tuple(vec![number, element])
            }
            Iter::Zip(parts) => Value::Tuple(parts.iter().map(|p| self.element(p, at, pos)).collect()),
            Iter::Reversed(inner, len) => {
                let last = op(BinOp::Sub, len.clone(), Expr::i64(1));
                let at = op(BinOp::Sub, last, at.clone());
                let at = self.spill(at);
                self.element(inner, &at, pos)
            }
        }
    }
}

/// Whether a `prange` somewhere in a block uses the variable.
fn in_prange(module: &hir::Module, block: &[HirStmt], var: &Var) -> bool {
    block.iter().any(|stmt| {
        if let StmtKind::For { prange: true, .. } = &stmt.kind {
            let mut found = false;
            visit::one(module, stmt, &mut |u| {
                let (visit::Use::Read(v, _) | visit::Use::Write(v, _)) = u;
                found |= v == var;
            });
            return found;
        }
        let mut found = false;
        visit::inner_blocks(module, stmt, &mut |b| found |= in_prange(module, b, var));
        found
    })
}
