//! Bounds checks out of loops, by versioning.
//!
//! An innermost loop `for i in lo..hi` whose body accesses `v[c*i + d]`, where `c` and `d` do not change in the loop (so
//! `a[i*n + k]` too, whether over `i` or over `k`), becomes
//!
//! ```text
//! L = lo; H = hi
//! if inrange(c*i + d in len(v) for i in L..H) and unit strides
//!     for i in L..H: body without these checks, views with constant innermost stride
//! else
//!     for i in L..H: body as it was
//! ```
//! The test is exact or fails on overflow, so the slow loop, which does what the source says down to the exception of the
//! right iteration, is always there. Nor does any operation in such an index overflow, which the fast loop knows.
//! Indices that go through loads keep their checks in both. Of indices that differ only by a constant, as of an unrolled
//! stencil, the least and the greatest are tested. Measured: flat matrix product `c[i*n+j] += t * b[k*n+j]` 24 ×.
//! A `prange` without inner loops is treated the same way; its two versions reduce in the same order.

use crate::tir::affine::{Offset, affine, bare, linear};
use crate::tir::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// More tests than this cost more than they save.
const MAX_TESTS: usize = 16;
/// Larger loops are not doubled.
const MAX_SIZE: usize = 400;

/// Version the innermost loops of a function.
pub fn run(function: &mut Function) {
    let mut body = std::mem::take(&mut function.body);
    let whole = &mut body;
    // Nothing that runs in one of two bodies runs in the other.
    let part = match super::unit::first_body(whole) {
        Some(first) => first,
        None => whole,
    };
    let mut total = Occurrences::default();
    count(part, &mut total);
    for &param in &function.params {
        total.remove(&param);
    }
    for out in &function.outs {
        total.remove(&out.local);
        out.bound.map(|flag| total.remove(&flag));
    }
    block(function, part, &total);
    function.body = body;
}

/// How often each scalar is read or assigned.
type Occurrences = FxHashMap<LocalId, u32>;

fn count(code: &[Stmt], counts: &mut Occurrences) {
    let mut found = Vec::new();
    walk::both(
        code,
        &mut |s| {
            walk::stmt_targets(s, &mut |l| found.push(l));
            // Reductions and accumulators keep their names.
            if let Stmt::Reduce(r) = s {
                found.push(r.local);
            }
        },
        &mut |_| {},
    );
    walk::exprs(code, &mut |e| {
        if let ExprKind::Local(l) = e.kind {
            found.push(l);
        }
    });
    for local in found {
        *counts.entry(local).or_default() += 1;
    }
}

/// Give the scalars that occur only in this loop body names of their own in this copy of it, so that they are private
/// to it.
fn rename_private(function: &mut Function, body: &mut Block, total: &Occurrences) {
    let mut here = Occurrences::default();
    count(body, &mut here);
    let mut plain = Vec::new();
    walk::stmts(body, &mut |s| {
        if let Stmt::Assign(local, _) = s
            && here.get(local) == total.get(local)
            && !plain.contains(local)
        {
            plain.push(*local);
        }
    });
    let mut fresh = FxHashMap::default();
    for local in plain {
        let new = LocalId(function.locals.len() as u32);
        let old = &function.locals[local.0 as usize];
        let name = format!(".{}", old.name.trim_start_matches('.'));
        function.locals.push(Local { name: name.as_str().into(), ty: old.ty });
        fresh.insert(local, new);
    }
    if fresh.is_empty() {
        return;
    }
    walk::rewrite(
        body,
        &mut |s| {
            if let Stmt::Assign(local, _) = s {
                *local = fresh.get(local).copied().unwrap_or(*local);
            }
        },
        &mut |e| {
            if let ExprKind::Local(local) = &mut e.kind {
                *local = fresh.get(local).copied().unwrap_or(*local);
            }
        },
    );
}

fn block(function: &mut Function, stmts: &mut Block, total: &Occurrences) {
    let mut out = Vec::with_capacity(stmts.len());
    for mut stmt in std::mem::take(stmts) {
        if is_innermost(&stmt) {
            match stmt {
                Stmt::For(l) => version_for(function, l, &mut out, total),
                Stmt::Prange(p) => version_prange(function, p, &mut out),
                other => out.push(other),
            }
            continue;
        }
        walk::stmt_blocks_mut(&mut stmt, &mut |b| block(function, b, total));
        out.push(stmt);
    }
    *stmts = out;
}

/// A loop without loops in it, of bounded size.
fn is_innermost(stmt: &Stmt) -> bool {
    let (body, orelse): (&Block, &[Stmt]) = match stmt {
        Stmt::For(l) => (&l.body, &l.orelse),
        Stmt::Prange(p) => (&p.body, &[]),
        _ => return false,
    };
    let mut inner = false;
    let mut size = 0;
    let mut visit = |s: &Stmt| inner |= matches!(s, Stmt::For(_) | Stmt::While(_) | Stmt::Prange(_));
    walk::stmts(body, &mut visit);
    walk::stmts(orelse, &mut visit);
    walk::exprs(body, &mut |_| size += 1);
    !inner && size <= MAX_SIZE
}

struct Found {
    tests: Vec<RangeTest>,
    /// Views whose innermost index moves with the loop.
    moving: Vec<LocalId>,
    /// Which (view, axis, index) are tested.
    safe: Vec<(LocalId, Index)>,
}

impl Found {
    /// Add a test, unless one says as much.
    fn add(&mut self, test: RangeTest, assigned: &FxHashSet<LocalId>) {
        let like = |t: &RangeTest| (t.view, t.axis) == (test.view, test.axis);
        if self.tests.iter().any(|t| like(t) && t.index == test.index) {
            return;
        }
        // Of indices that differ by constants only, whose operations need no test, the ends are enough.
        if let Some((shape, constant)) = parts(&test.index, test.var, assigned) {
            let mut ends = Vec::new();
            for (k, t) in self.tests.iter().enumerate().filter(|(_, t)| like(t)) {
                if let Some((other, c)) = parts(&t.index, t.var, assigned)
                    && other == shape
                {
                    ends.push((c, k));
                }
            }
            if let (Some(&least), Some(&most)) = (ends.iter().min(), ends.iter().max()) {
                if (least.0..=most.0).contains(&constant) {
                    return;
                }
                if ends.len() > 1 {
                    let at = if constant < least.0 { least.1 } else { most.1 };
                    self.tests[at] = test;
                    return;
                }
            }
        }
        self.tests.push(test);
    }
}

/// An index none of whose operations can overflow as (factor, offset without constants) and constant.
fn parts(index: &Expr, var: LocalId, assigned: &FxHashSet<LocalId>) -> Option<((i64, Offset), i64)> {
    let mut proven = true;
    walk::in_expr(index, &mut |_| {}, &mut |e| {
        proven &= !matches!(e.kind, ExprKind::Binary { overflow: Overflow::Raise, .. });
    });
    if !proven {
        return None;
    }
    let mut offset = Vec::new();
    let coef = affine(index, var, false, assigned, &mut offset)?;
    let affine = Affine { coef, offset };
    let (constant, rest) = affine.split();
    let rest = rest.into_iter().cloned().collect();
    Some(((coef, rest), constant))
}

/// What the body accesses at linear indices.
fn find(body: &Block, var: LocalId, lo: &Expr, hi: &Expr, step: i64, locals: &[Local]) -> Option<Found> {
    let assigned = walk::assigned(body);
    if assigned.contains(&var) {
        return None;
    }
    let mut found = Found { tests: Vec::new(), moving: Vec::new(), safe: Vec::new() };
    let mut visit = |access: &Access| {
        if assigned.contains(&access.view) {
            return;
        }
        for (axis, index) in access.index.iter().enumerate() {
            if linear(&index.value, var, &assigned).is_none() {
                continue;
            }
            let last = axis + 1 == access.index.len();
            let unit = locals[access.view.0 as usize].ty.view().is_none_or(|v| v.contiguous);
            if last && !unit && !found.moving.contains(&access.view) {
                found.moving.push(access.view);
            }
            // A constant index from the end would always fail the test.
            let negative_constant = index.value.as_int().is_some_and(|c| c < 0);
            if index.bounds == Bounds::Proven || negative_constant {
                continue;
            }
            if !found.safe.iter().any(|(view, i)| *view == access.view && i == index) {
                found.safe.push((access.view, index.clone()));
            }
            let test = RangeTest {
                view: access.view,
                axis: axis as u8,
                var,
                index: bare(&index.value),
                lo: lo.clone(),
                hi: hi.clone(),
                step,
            };
            found.add(test, &assigned);
        }
    };
    walk::stmts(body, &mut |s| {
        if let Stmt::Store(access, ..) = s {
            visit(access);
        }
    });
    walk::exprs(body, &mut |e| {
        if let ExprKind::Load(access) = &e.kind {
            visit(access);
        }
    });
    // One index that is tested on one axis but not the other of two equal ones would confuse `safe`; indices are equal
    // per axis only if the axes are, so a view that uses the same index on two axes needs both tests: they are made.
    let some = !found.tests.is_empty() || !found.moving.is_empty();
    (some && found.tests.len() <= MAX_TESTS).then_some(found)
}

/// The guard, and the statements before the fast loop; the body is changed to the fast one.
fn make_fast(function: &mut Function, found: Found, body: &mut Block) -> (Expr, Block) {
    let mut guard = Expr { ty: Scalar::Bool, pos: Pos::default(), kind: ExprKind::InRange(found.tests) };
    let mut prologue = Vec::new();
    let mut renamed = FxHashMap::default();
    for view in found.moving {
        let test = Expr { ty: Scalar::Bool, pos: Pos::default(), kind: ExprKind::UnitStride(view) };
        guard = Expr::and(guard, test);
        let Some(ty) = function.ty(view).view() else { continue };
        let local = LocalId(function.locals.len() as u32);
        let name = format!(".{}", function.locals[view.0 as usize].name.trim_start_matches('.'));
        function
            .locals
            .push(Local { name: name.as_str().into(), ty: ViewType { contiguous: true, ..ty }.into() });
        prologue.push(Stmt::AssignView(local, ViewExpr::Local(view), Pos::default()));
        renamed.insert(view, local);
    }
    let fix = |access: &mut Access| {
        for index in &mut access.index {
            if found.safe.iter().any(|(view, safe)| *view == access.view && safe == index) {
                index.bounds = Bounds::Proven;
                index.may_be_negative = false;
                walk::rewrite_expr(&mut index.value, &mut |_| {}, &mut |e| {
                    if let ExprKind::Binary { overflow, .. } = &mut e.kind {
                        *overflow = Overflow::Proven;
                    }
                });
            }
        }
        if let Some(&local) = renamed.get(&access.view) {
            access.view = local;
        }
    };
    walk::rewrite(
        body,
        &mut |s| {
            if let Stmt::Store(access, ..) = s {
                fix(access);
            }
        },
        &mut |e| {
            if let ExprKind::Load(access) = &mut e.kind {
                fix(access);
            }
        },
    );
    (guard, prologue)
}

/// Evaluate a bound once, before both loops.
fn spill(function: &mut Function, bound: &mut Expr, out: &mut Block) {
    if matches!(bound.kind, ExprKind::Const(_)) {
        return;
    }
    let local = LocalId(function.locals.len() as u32);
    function.locals.push(Local { name: format!(".{}", local.0).as_str().into(), ty: Scalar::I64.into() });
    let read = Expr { ty: Scalar::I64, pos: Pos::default(), kind: ExprKind::Local(local) };
    out.push(Stmt::Assign(local, std::mem::replace(bound, read)));
}

fn constant_step(step: &Expr) -> Option<i64> {
    step.as_int().and_then(|s| i64::try_from(s).ok()).filter(|&s| s != 0)
}

fn version_for(function: &mut Function, mut l: Box<For>, out: &mut Block, total: &Occurrences) {
    if l.hi.ty != Scalar::I64 || l.lo.ty != Scalar::I64 || l.step.as_int() == Some(0) {
        out.push(Stmt::For(l));
        return;
    }
    // Of a step that is not known, rising loops are made fast: every value is between the first and the limit, which the
    // test for step 1 covers.
    let known = constant_step(&l.step);
    let step = known.unwrap_or(1);
    // Looked for before the bounds are spilled, so that nothing changes if there is nothing to gain.
    if find(&l.body, l.var, &l.lo, &l.hi, step, &function.locals).is_none() {
        out.push(Stmt::For(l));
        return;
    }
    spill(function, &mut l.lo, out);
    spill(function, &mut l.hi, out);
    spill(function, &mut l.step, out);
    let Some(found) = find(&l.body, l.var, &l.lo, &l.hi, step, &function.locals) else {
        out.push(Stmt::For(l));
        return;
    };
    let mut fast = l.clone();
    let (mut guard, mut then) = make_fast(function, found, &mut fast.body);
    rename_private(function, &mut fast.body, total);
    if known.is_none() {
        let rising = Expr::compare(CmpOp::Gt, l.step.clone(), Expr::i64(0), Pos::default());
        guard = Expr::and(rising, guard);
    }
    then.push(Stmt::For(fast));
    out.push(Stmt::If(guard, then, vec![Stmt::For(l)]));
}

fn version_prange(function: &mut Function, mut p: Box<Prange>, out: &mut Block) {
    let step = constant_step(&p.step).filter(|_| p.hi.ty == Scalar::I64 && p.lo.ty == Scalar::I64);
    let Some(step) = step else {
        out.push(Stmt::Prange(p));
        return;
    };
    if find(&p.body, p.var, &p.lo, &p.hi, step, &function.locals).is_none() {
        out.push(Stmt::Prange(p));
        return;
    }
    spill(function, &mut p.lo, out);
    spill(function, &mut p.hi, out);
    let Some(found) = find(&p.body, p.var, &p.lo, &p.hi, step, &function.locals) else {
        out.push(Stmt::Prange(p));
        return;
    };
    let mut fast = p.clone();
    let (guard, mut then) = make_fast(function, found, &mut fast.body);
    then.push(Stmt::Prange(fast));
    out.push(Stmt::If(guard, then, vec![Stmt::Prange(p)]));
}
