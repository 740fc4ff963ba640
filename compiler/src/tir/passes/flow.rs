//! Range facts along the flow of control: what a condition says holds in its branch, what passed a bounds check is an
//! index from there on.
//!
//! ```text
//! while j >= 0 and a[j] > x:      j ≥ 0 here, so a[j] does not count from the end;
//!     a[j + 1] = a[j]             j < len(a) after the check, so j + 1 cannot overflow;
//!     j -= 1                      nor can j - 1.
//! ```
//! One walk in the order of execution with an interval for each integer local *at this place*. What a loop assigns has, at
//! its start, the interval of everything that is assigned to it anywhere (`global`); so that one is the least fixed
//! point of the same walk: up from nothing, widened after a few rounds, then once more down. Branches keep a trail of what
//! they changed instead of copies, so a walk is linear in the code.

use super::ranges::{MAX_EXTENT, Range, Ranges, full, union};
use crate::tir::*;

/// Rounds before a bound that still moves is given up.
const ROUNDS: usize = 4;
/// Rounds before everything is given up.
const MAX_ROUNDS: usize = 24;

/// What a walk is for.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    /// Find intervals, each round from the last one's.
    Up,
    /// Find better ones, given right ones.
    Down,
    /// Write what is known into the code.
    Annotate,
}

struct Flow<'a> {
    mode: Mode,
    /// At this place.
    now: Ranges<'a>,
    /// Right for every place, except while it is looked for.
    global: Vec<Option<Range>>,
    /// What this walk assigns.
    next: Vec<Option<Range>>,
    /// What was there before each change of `now`.
    trail: Vec<(LocalId, Option<Range>)>,
}

/// Annotate a function.
pub fn run(function: &mut Function) {
    let mut body = std::mem::take(&mut function.body);
    let start = Ranges::start(&function.locals, &function.params);
    let mut global = start.of.clone();
    for round in 0.. {
        let found = walk_once(&function.locals, &start.of, &mut body, Mode::Up, global.clone());
        if found == global {
            break;
        }
        if round >= MAX_ROUNDS {
            // Anything at all; as good as never looking.
            global =
                function.locals.iter().map(|l| l.ty.scalar().filter(|s| !s.is_float()).map(full)).collect();
            break;
        }
        let widened = if round >= ROUNDS { widen(&function.locals, &global, &found) } else { found };
        global = widened;
    }
    let down = walk_once(&function.locals, &start.of, &mut body, Mode::Down, global);
    walk_once(&function.locals, &start.of, &mut body, Mode::Annotate, down);
    function.body = body;
}

fn walk_once(
    locals: &[Local],
    start: &[Option<Range>],
    body: &mut Block,
    mode: Mode,
    global: Vec<Option<Range>>,
) -> Vec<Option<Range>> {
    let next = if mode == Mode::Up { global.clone() } else { start.to_vec() };
    let now = Ranges { locals, of: start.to_vec() };
    let mut flow = Flow { mode, now, global, next, trail: Vec::new() };
    flow.block(body);
    flow.next
}

/// A bound that moved goes to the end of the type.
fn widen(locals: &[Local], before: &[Option<Range>], after: &[Option<Range>]) -> Vec<Option<Range>> {
    let moved = |(k, (old, new)): (usize, (&Option<Range>, &Option<Range>))| match (old, new) {
        (Some(old), Some(new)) if old != new => {
            let end = locals[k].ty.scalar().map_or(*new, full);
            let low = if new.0 < old.0 { end.0 } else { new.0 };
            let high = if new.1 > old.1 { end.1 } else { new.1 };
            Some((low, high))
        }
        _ => *new,
    };
    before.iter().zip(after).enumerate().map(moved).collect()
}

/// What a branch changed.
type Changes = Vec<(LocalId, Option<Range>)>;

impl Flow<'_> {
    fn set(&mut self, local: LocalId, range: Option<Range>) {
        let slot = &mut self.now.of[local.0 as usize];
        if *slot != range {
            self.trail.push((local, *slot));
            *slot = range;
        }
    }

    /// Undo what happened since `mark`, and tell what it was.
    fn undo(&mut self, mark: usize) -> Changes {
        let mut changes = Changes::new();
        while self.trail.len() > mark {
            let Some((local, old)) = self.trail.pop() else { break };
            let slot = &mut self.now.of[local.0 as usize];
            if !changes.iter().any(|(l, _)| *l == local) {
                changes.push((local, *slot));
            }
            *slot = old;
        }
        changes
    }

    /// The state after one of two branches.
    fn join(&mut self, a: &Changes, b: &Changes) {
        let find = |changes: &Changes, local: LocalId| changes.iter().find(|(l, _)| *l == local).map(|c| c.1);
        let locals = a.iter().map(|c| c.0).chain(b.iter().map(|c| c.0).filter(|l| find(a, *l).is_none()));
        for local in locals {
            let here = self.now.of[local.0 as usize];
            let (x, y) = (find(a, local).unwrap_or(here), find(b, local).unwrap_or(here));
            let both = match (x, y) {
                (Some(x), Some(y)) => Some(union(x, y)),
                (x, y) => x.or(y),
            };
            self.set(local, both);
        }
    }

    /// The interval of a local that may have been assigned anywhere.
    fn anywhere(&mut self, local: LocalId) {
        let k = local.0 as usize;
        let range = if self.mode == Mode::Up { self.next[k] } else { self.global[k] };
        self.set(local, range);
    }

    fn anywhere_assigned<'b>(&mut self, parts: impl IntoIterator<Item = &'b Block>) {
        for part in parts {
            for local in walk::assigned(part) {
                self.anywhere(local);
            }
        }
    }

    fn assign(&mut self, local: LocalId, range: Option<Range>) {
        if self.now.type_of(local).is_none() {
            return;
        }
        if let Some(range) = range {
            let slot = &mut self.next[local.0 as usize];
            *slot = Some(slot.map_or(range, |old| union(old, range)));
        }
        self.set(local, range);
    }

    fn forget(&mut self, local: LocalId) {
        let all = self.now.type_of(local).map(full);
        self.assign(local, all);
    }

    fn block(&mut self, stmts: &mut Block) {
        for stmt in stmts {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &mut Stmt) {
        match stmt {
            Stmt::Assign(local, value) => {
                self.expr(value);
                let range = self.now.range(value);
                self.assign(*local, range);
            }
            Stmt::Store(access, value, _) => {
                self.expr(value);
                self.access(access);
            }
            Stmt::If(cond, then, other) => {
                self.expr(cond);
                let mark = self.trail.len();
                self.refine(cond, true);
                self.block(then);
                let first = self.undo(mark);
                self.refine(cond, false);
                self.block(other);
                let second = self.undo(mark);
                match (leaves(then), leaves(other)) {
                    (true, _) => second.into_iter().for_each(|(l, r)| self.set(l, r)),
                    (_, true) => first.into_iter().for_each(|(l, r)| self.set(l, r)),
                    _ => self.join(&first, &second),
                }
            }
            Stmt::While(w) => {
                self.anywhere_assigned([&w.body, &w.orelse]);
                w.accs.iter().for_each(|a| self.forget(a.local));
                let mark = self.trail.len();
                self.expr(&mut w.cond);
                self.refine(&w.cond, true);
                self.block(&mut w.body);
                self.undo(mark);
                let mark = self.trail.len();
                self.refine(&w.cond, false);
                self.block(&mut w.orelse);
                if contains_break(&w.body) {
                    self.undo(mark);
                }
                self.anywhere_assigned([&w.orelse]);
            }
            Stmt::For(l) => {
                [&mut l.lo, &mut l.hi, &mut l.step].into_iter().for_each(|e| self.expr(e));
                let range = self.now.loop_range(&l.lo, &l.hi, &l.step);
                self.anywhere_assigned([&l.body, &l.orelse]);
                l.accs.iter().for_each(|a| self.forget(a.local));
                let mark = self.trail.len();
                self.assign(l.var, range);
                self.block(&mut l.body);
                self.undo(mark);
                self.anywhere(l.var);
                self.block(&mut l.orelse);
                self.anywhere_assigned([&l.orelse]);
            }
            Stmt::Prange(p) => {
                walk::stmt_exprs_mut_of_prange(p, &mut |e| self.expr(e));
                let range = self.now.loop_range(&p.lo, &p.hi, &p.step);
                self.anywhere_assigned([&p.body]);
                for r in &p.reductions {
                    self.forget(r.local);
                    r.payload.iter().for_each(|&l| self.forget(l));
                }
                let mark = self.trail.len();
                self.assign(p.var, range);
                self.block(&mut p.body);
                self.undo(mark);
                self.anywhere(p.var);
            }
            Stmt::Try(t) => {
                let parts = |t: &Try| {
                    let mut all = vec![t.body.clone(), t.orelse.clone(), t.last.clone()];
                    all.extend(t.handlers.iter().map(|h| h.body.clone()));
                    all
                };
                let all = parts(t);
                // A handler may be reached from anywhere in the body, also from before what refines an interval there.
                self.anywhere_assigned(&all);
                let mark = self.trail.len();
                self.block(&mut t.body);
                self.block(&mut t.orelse);
                self.undo(mark);
                self.anywhere_assigned(&all);
                for handler in &mut t.handlers {
                    let mark = self.trail.len();
                    self.block(&mut handler.body);
                    self.undo(mark);
                    self.anywhere_assigned(&all);
                }
                self.block(&mut t.last);
                self.anywhere_assigned(&all);
            }
            Stmt::AssignView(_, ViewExpr::Slice { index, .. }, _) => {
                for part in index {
                    match part {
                        SliceIndex::At(index) => self.index(index),
                        SliceIndex::Range { lo, hi, step } => {
                            lo.iter_mut().chain(hi).chain(step).for_each(|e| self.expr(e));
                        }
                    }
                }
            }
            other => {
                walk::stmt_exprs_mut(other, &mut |e| self.expr(e));
                walk::stmt_targets(other, &mut |local| self.forget(local));
            }
        }
    }

    fn expr(&mut self, e: &mut Expr) {
        match &mut e.kind {
            ExprKind::And(args) | ExprKind::Or(args) if maybe_deep(&args.1) => {
                // A right operand with statements in it: nothing is assumed.
                self.expr(&mut args.0);
                self.expr(&mut args.1);
                self.kill_in(&args.1);
            }
            ExprKind::And(args) => {
                self.expr(&mut args.0);
                let mark = self.trail.len();
                self.refine(&args.0, true);
                self.expr(&mut args.1);
                self.undo(mark);
            }
            ExprKind::Or(args) => {
                self.expr(&mut args.0);
                let mark = self.trail.len();
                self.refine(&args.0, false);
                self.expr(&mut args.1);
                self.undo(mark);
            }
            ExprKind::Cond(args) => {
                let (cond, then, other) = &mut **args;
                self.expr(cond);
                let mark = self.trail.len();
                self.refine(cond, true);
                self.expr(then);
                self.undo(mark);
                self.refine(cond, false);
                self.expr(other);
                self.undo(mark);
                self.kill_in(then);
                self.kill_in(other);
            }
            ExprKind::Seq(block, value) => {
                self.block(block);
                self.expr(value);
            }
            ExprKind::Load(access) => self.access(access),
            ExprKind::Atomic(a) => {
                a.access.index.iter_mut().for_each(|i| self.index(i));
                a.args.iter_mut().for_each(|e| self.expr(e));
            }
            ExprKind::Unary { arg, .. } | ExprKind::Cast { arg, .. } | ExprKind::FloatTest(_, arg) => {
                self.expr(arg);
            }
            ExprKind::Binary { args, .. } | ExprKind::Compare { args, .. } => {
                self.expr(&mut args.0);
                self.expr(&mut args.1);
            }
            ExprKind::Math(_, args) => args.iter_mut().for_each(|a| self.expr(a)),
            ExprKind::Call(call) => {
                for arg in &mut call.args {
                    if let Arg::Scalar(value) = arg {
                        self.expr(value);
                    }
                }
            }
            ExprKind::Fold { start: Some(start), .. } => self.expr(start),
            _ => {}
        }
        if self.mode == Mode::Annotate {
            self.now.annotate(e);
        }
    }

    /// Forget what statements inside an expression that may not have run have assigned.
    fn kill_in(&mut self, e: &Expr) {
        let mut targets = Vec::new();
        walk::in_expr(e, &mut |s| walk::stmt_targets(s, &mut |local| targets.push(local)), &mut |_| {});
        targets.into_iter().for_each(|local| self.anywhere(local));
    }

    fn access(&mut self, access: &mut Access) {
        access.index.iter_mut().for_each(|i| self.index(i));
    }

    fn index(&mut self, index: &mut Index) {
        self.expr(&mut index.value);
        let positive = self.now.range(&index.value).is_some_and(|r| r.0 >= 0);
        if self.mode == Mode::Annotate && positive {
            index.may_be_negative = false;
        }
        if index.bounds != Bounds::Unchecked {
            let low = if positive || !index.may_be_negative { 0 } else { -MAX_EXTENT };
            self.within(&index.value, (low, MAX_EXTENT - 1));
        }
    }

    /// The value is known to lie in this interval from here on.
    fn within(&mut self, e: &Expr, (low, high): Range) {
        match &e.kind {
            ExprKind::Local(local) => {
                let Some(old) = self.now.of[local.0 as usize] else { return };
                let new = (old.0.max(low), old.1.min(high));
                // A contradiction: nobody comes here, so nothing is worth saying.
                if new.0 <= new.1 {
                    self.set(*local, Some(new));
                }
            }
            ExprKind::Binary { op, overflow: Overflow::Raise | Overflow::Proven, args, .. } => {
                match (op, args.1.as_int()) {
                    (BinOp::Add, Some(c)) => self.within(&args.0, (low - c, high - c)),
                    (BinOp::Sub, Some(c)) => self.within(&args.0, (low + c, high + c)),
                    _ => {}
                }
            }
            ExprKind::Cast { arg, .. } if !arg.ty.is_float() && self.fits(arg, e.ty) => {
                self.within(arg, (low, high));
            }
            _ => {}
        }
    }

    fn fits(&self, e: &Expr, ty: Scalar) -> bool {
        let all = full(ty);
        ty != Scalar::Bool && self.now.range(e).is_some_and(|r| r.0 >= all.0 && r.1 <= all.1)
    }

    /// The condition is known to be `truth` from here on.
    fn refine(&mut self, cond: &Expr, truth: bool) {
        match &cond.kind {
            ExprKind::And(args) if truth => {
                self.refine(&args.0, true);
                self.refine(&args.1, true);
            }
            ExprKind::Or(args) if !truth => {
                self.refine(&args.0, false);
                self.refine(&args.1, false);
            }
            ExprKind::Unary { op: UnOp::Not, arg, .. } => self.refine(arg, !truth),
            ExprKind::Compare { op, args } if !args.0.ty.is_float() && !args.1.ty.is_float() => {
                let (Some(a), Some(b)) = (self.now.range(&args.0), self.now.range(&args.1)) else { return };
                let op = match (op, truth) {
                    (op, true) => *op,
                    (CmpOp::Lt, _) => CmpOp::Ge,
                    (CmpOp::Le, _) => CmpOp::Gt,
                    (CmpOp::Gt, _) => CmpOp::Le,
                    (CmpOp::Ge, _) => CmpOp::Lt,
                    (CmpOp::Eq, _) => CmpOp::Ne,
                    (CmpOp::Ne, _) => CmpOp::Eq,
                };
                self.within(&args.0, limits(op, a, b));
                self.within(&args.1, limits(op.swapped(), b, a));
            }
            _ => {}
        }
    }
}

/// Where `x op y` lets x be.
fn limits(op: CmpOp, x: Range, y: Range) -> Range {
    match op {
        CmpOp::Lt => (x.0, y.1 - 1),
        CmpOp::Le => (x.0, y.1),
        CmpOp::Gt => (y.0 + 1, x.1),
        CmpOp::Ge => (y.0, x.1),
        CmpOp::Eq => y,
        CmpOp::Ne if y.0 == y.1 && y.0 == x.0 => (x.0 + 1, x.1),
        CmpOp::Ne if y.0 == y.1 && y.0 == x.1 => (x.0, x.1 - 1),
        CmpOp::Ne => x,
    }
}

/// True if the end of the block is not reached.
fn leaves(block: &[Stmt]) -> bool {
    matches!(
        block.last(),
        Some(Stmt::Break | Stmt::Continue | Stmt::Return(_) | Stmt::Raise(..) | Stmt::Reraise(_))
    )
}

fn contains_break(block: &[Stmt]) -> bool {
    let mut found = false;
    walk::stmts(block, &mut |s| found |= matches!(s, Stmt::Break));
    found
}

/// True if there are statements in the expression.
fn maybe_deep(e: &Expr) -> bool {
    let mut found = false;
    walk::in_expr(e, &mut |_| found = true, &mut |_| {});
    found
}
