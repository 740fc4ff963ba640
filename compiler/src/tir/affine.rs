//! Affine indices: `coef * var + offset`, where `offset` does not change in the loop of `var`.

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
