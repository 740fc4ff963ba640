//! Checks that an earlier one makes superfluous: `bins[k] += 1` checks `k` once.
//!
//! In the order of execution, remember which (view, axis, index) passed a check; an equal index meanwhile unchanged passes
//! again. Facts go into nested code and come out of what always runs; an assignment to a local kills the facts that
//! mention it, a loop body starts without those that the loop itself may change. What a condition with `and` checked on its
//! right side holds where the condition is true: in `while j >= 0 and a[j] > x: a[j + 1] = a[j]` the second `a[j]` is free.

use crate::tir::*;

#[derive(Clone, PartialEq)]
struct Fact {
    view: LocalId,
    axis: usize,
    index: Expr,
    /// Index and view are all that it depends on.
    reads: Vec<LocalId>,
}

type Facts = Vec<Fact>;

/// More facts than this are not worth searching.
const MAX_FACTS: usize = 24;

/// Drop dominated checks of a function.
pub fn run(function: &mut Function) {
    block(&mut function.body, &mut Vec::new());
}

fn kill(facts: &mut Facts, local: LocalId) {
    facts.retain(|f| f.view != local && !f.reads.contains(&local));
}

fn kill_assigned(facts: &mut Facts, code: &[Stmt]) {
    for local in walk::assigned(code) {
        kill(facts, local);
    }
}

fn block(stmts: &mut Block, facts: &mut Facts) {
    for s in stmts {
        stmt(s, facts);
    }
}

fn stmt(stmt: &mut Stmt, facts: &mut Facts) {
    match stmt {
        Stmt::Store(target, value, _) => {
            expr(value, facts);
            access(target, facts);
        }
        Stmt::If(cond, then, other) => {
            let mut inside = facts.clone();
            condition(cond, true, &mut inside);
            expr(cond, facts);
            block(then, &mut inside);
            block(other, &mut facts.clone());
            kill_assigned(facts, then);
            kill_assigned(facts, other);
        }
        Stmt::For(l) => {
            [&mut l.lo, &mut l.hi, &mut l.step].into_iter().for_each(|e| expr(e, facts));
            kill(facts, l.var);
            kill_assigned(facts, &l.body);
            kill_assigned(facts, &l.orelse);
            block(&mut l.body, &mut facts.clone());
            block(&mut l.orelse, &mut facts.clone());
        }
        Stmt::While(w) => {
            kill_assigned(facts, &w.body);
            kill_assigned(facts, &w.orelse);
            kill_in(facts, &w.cond);
            let mut inside = facts.clone();
            condition(&mut w.cond, true, &mut inside);
            block(&mut w.body, &mut inside);
            block(&mut w.orelse, &mut facts.clone());
        }
        Stmt::Prange(p) => {
            kill(facts, p.var);
            kill_assigned(facts, &p.body);
            block(&mut p.body, &mut facts.clone());
        }
        Stmt::Try(t) => {
            // A handler may be reached from anywhere in the body.
            for part in [&t.body, &t.orelse, &t.last].into_iter().chain(t.handlers.iter().map(|h| &h.body)) {
                kill_assigned(facts, part);
            }
            block(&mut t.body, &mut facts.clone());
            t.handlers.iter_mut().for_each(|h| block(&mut h.body, &mut facts.clone()));
            block(&mut t.orelse, &mut facts.clone());
            block(&mut t.last, &mut facts.clone());
        }
        other => {
            walk::stmt_exprs_mut(other, &mut |e| expr(e, facts));
            walk::stmt_targets(other, &mut |local| kill(facts, local));
        }
    }
}

/// Kill what statements inside an expression assign.
fn kill_in(facts: &mut Facts, e: &Expr) {
    walk::in_expr(e, &mut |s| walk::stmt_targets(s, &mut |local| kill(facts, local)), &mut |_| {});
}

/// A condition that turns out as `truth`: then both sides of `and` (or, if it is false, of `or`) have run.
fn condition(e: &mut Expr, truth: bool, facts: &mut Facts) {
    match (&mut e.kind, truth) {
        (ExprKind::And(args), true) | (ExprKind::Or(args), false) => {
            condition(&mut args.0, truth, facts);
            condition(&mut args.1, truth, facts);
        }
        (ExprKind::Unary { op: UnOp::Not, arg, .. }, truth) => condition(arg, !truth, facts),
        _ => expr(e, facts),
    }
}

fn expr(e: &mut Expr, facts: &mut Facts) {
    match &mut e.kind {
        ExprKind::Load(target) => access(target, facts),
        ExprKind::And(args) | ExprKind::Or(args) => {
            expr(&mut args.0, facts);
            expr(&mut args.1, &mut facts.clone());
            kill_in(facts, &args.1);
        }
        ExprKind::Cond(args) => {
            expr(&mut args.0, facts);
            expr(&mut args.1, &mut facts.clone());
            expr(&mut args.2, &mut facts.clone());
            kill_in(facts, &args.1);
            kill_in(facts, &args.2);
        }
        ExprKind::Seq(stmts, value) => {
            block(stmts, facts);
            expr(value, facts);
        }
        ExprKind::Unary { arg, .. } | ExprKind::Cast { arg, .. } | ExprKind::FloatTest(_, arg) => {
            expr(arg, facts)
        }
        ExprKind::Binary { args, .. } | ExprKind::Compare { args, .. } => {
            expr(&mut args.0, facts);
            expr(&mut args.1, facts);
        }
        ExprKind::Math(_, args) => args.iter_mut().for_each(|a| expr(a, facts)),
        ExprKind::Call(call) => {
            for arg in &mut call.args {
                if let Arg::Scalar(value) = arg {
                    expr(value, facts);
                }
            }
        }
        ExprKind::Fold { start: Some(start), .. } => expr(start, facts),
        _ => {}
    }
}

fn access(target: &mut Access, facts: &mut Facts) {
    for (axis, index) in target.index.iter_mut().enumerate() {
        expr(&mut index.value, facts);
        if index.bounds != Bounds::Check {
            continue;
        }
        if facts.iter().any(|f| f.view == target.view && f.axis == axis && same(&f.index, &index.value)) {
            index.bounds = Bounds::Proven;
        } else if facts.len() < MAX_FACTS
            && let Some(reads) = locals_of(&index.value)
        {
            facts.push(Fact { view: target.view, axis, index: index.value.clone(), reads });
        }
    }
}

/// Equal but for positions.
fn same(a: &Expr, b: &Expr) -> bool {
    match (&a.kind, &b.kind) {
        (ExprKind::Binary { op: oa, args: xa, .. }, ExprKind::Binary { op: ob, args: xb, .. }) => {
            oa == ob && same(&xa.0, &xb.0) && same(&xa.1, &xb.1)
        }
        (ExprKind::Cast { arg: xa, .. }, ExprKind::Cast { arg: xb, .. }) => a.ty == b.ty && same(xa, xb),
        (x, y) => a.ty == b.ty && x == y,
    }
}

/// The locals that an index reads, if it is made of locals, constants, extents and arithmetic alone.
fn locals_of(index: &Expr) -> Option<Vec<LocalId>> {
    let mut reads = Vec::new();
    let mut simple = true;
    walk::in_expr(index, &mut |_| {}, &mut |e| match &e.kind {
        ExprKind::Local(local) | ExprKind::Extent(local, _) => reads.push(*local),
        ExprKind::Const(_) | ExprKind::Cast { .. } => {}
        // Wrapping and raising give different values, so only one mode takes part.
        ExprKind::Binary { overflow, .. } => simple &= matches!(overflow, Overflow::Raise | Overflow::Proven),
        _ => simple = false,
    });
    simple.then_some(reads)
}
