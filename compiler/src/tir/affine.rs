//! Affine indices: `coef * var + offset`, where `offset` does not change in the loop of `var`, and linear ones, whose factor
//! may be any value that does not change either (`a[k * n + j]` in a loop of `k`).

use super::*;
use rustc_hash::FxHashSet;

/// The offset of an affine index: a sum of these, each with "is subtracted".
pub type Offset = Vec<(bool, Expr)>;

/// The factor of `var` in an index, with everything else added to `offset`; none if it is not affine. `assigned` is what
/// the loop body assigns. Offsets have no positions, so that equal ones are equal.
pub fn affine(
    expr: &Expr,
    var: LocalId,
    negative: bool,
    assigned: &FxHashSet<LocalId>,
    offset: &mut Offset,
) -> Option<i64> {
    if expr.ty != Scalar::I64 {
        return None;
    }
    match &expr.kind {
        ExprKind::Local(local) if *local == var => Some(if negative { -1 } else { 1 }),
        ExprKind::Local(local) if !assigned.contains(local) => {
            offset.push((negative, Expr { pos: Pos::default(), ..expr.clone() }));
            Some(0)
        }
        ExprKind::Const(0) => Some(0),
        ExprKind::Const(_) => {
            offset.push((negative, Expr { pos: Pos::default(), ..expr.clone() }));
            Some(0)
        }
        ExprKind::Extent(view, _) if !assigned.contains(view) => {
            offset.push((negative, Expr { pos: Pos::default(), ..expr.clone() }));
            Some(0)
        }
        ExprKind::Binary {
            op: op @ (BinOp::Add | BinOp::Sub),
            overflow: Overflow::Raise | Overflow::Proven,
            args,
            ..
        } => {
            let a = affine(&args.0, var, negative, assigned, offset)?;
            let b = affine(&args.1, var, negative ^ (*op == BinOp::Sub), assigned, offset)?;
            a.checked_add(b)
        }
        ExprKind::Binary { op: BinOp::Mul, overflow: Overflow::Proven, .. }
            if linear(expr, var, assigned) == Some(false) =>
        {
            offset.push((negative, bare(expr)));
            Some(0)
        }
        ExprKind::Cast { .. } if linear(expr, var, assigned) == Some(false) => {
            offset.push((negative, bare(expr)));
            Some(0)
        }
        ExprKind::Binary { op: BinOp::Mul, overflow: Overflow::Raise | Overflow::Proven, args, .. } => {
            let (c, of) = match (args.0.as_int(), args.1.as_int()) {
                (Some(c), _) => (c, &args.1),
                (_, Some(c)) => (c, &args.0),
                _ => return None,
            };
            let plain = matches!(of.kind, ExprKind::Local(local) if local == var);
            (plain && c.unsigned_abs() < 1 << 32).then(|| if negative { -(c as i64) } else { c as i64 })
        }
        _ => None,
    }
}

/// Whether an i64 expression is linear in `var`, each operation in it too, and depends on it; none if it is not. So if it
/// has a value without overflow for two values of `var`, it has one for all between them, and that lies between those.
pub fn linear(expr: &Expr, var: LocalId, assigned: &FxHashSet<LocalId>) -> Option<bool> {
    if expr.ty != Scalar::I64 {
        return None;
    }
    match &expr.kind {
        ExprKind::Local(local) if *local == var => Some(true),
        ExprKind::Local(local) | ExprKind::Extent(local, _) => (!assigned.contains(local)).then_some(false),
        ExprKind::Const(_) => Some(false),
        // A narrow integer that does not change.
        ExprKind::Cast { arg, .. } => match &arg.kind {
            ExprKind::Local(local) if arg.ty.size() < 8 && arg.ty.is_int() => {
                (!assigned.contains(local)).then_some(false)
            }
            _ => None,
        },
        ExprKind::Binary { op, overflow: Overflow::Raise | Overflow::Proven, args, .. } => {
            let (a, b) = (linear(&args.0, var, assigned)?, linear(&args.1, var, assigned)?);
            match op {
                BinOp::Add | BinOp::Sub => Some(a || b),
                BinOp::Mul if !(a && b) => Some(a || b),
                _ => None,
            }
        }
        _ => None,
    }
}

/// An expression without its positions, so that equal ones are equal.
pub fn bare(expr: &Expr) -> Expr {
    let mut expr = expr.clone();
    walk::rewrite_expr(&mut expr, &mut |_| {}, &mut |e| e.pos = Pos::default());
    expr
}
