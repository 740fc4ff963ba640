//! Two branches that store to one element become one store of a chosen value.
//!
//! ```text
//! if c: v[i] = a                       v[i] = a if c else b
//! else: v[i] = b          becomes
//! ```
//! Only where neither index can raise any more (after [`bounds`](super::bounds)), so that nothing changes but the shape,
//! which may then take vector form. It adds no store: one of the two was made anyway. A comparison of a float with an
//! integer constant becomes one of floats, a division by a power of two a multiplication.
//!
//! Measured: `relu` with if and else in the loop 3.1 ×.

use crate::tir::*;

/// Join the stores of a function.
pub fn run(function: &mut Function) {
    walk::rewrite(&mut function.body, &mut stmt, &mut operation);
}

fn stmt(stmt: &mut Stmt) {
    let Stmt::If(cond, then, other) = stmt else { return };
    let ([Stmt::Store(a, x, pos)], [Stmt::Store(b, y, _)]) = (&then[..], &other[..]) else { return };
    if a.view != b.view || !quiet(a) || !quiet(b) {
        return;
    }
    let same = a.index.iter().zip(&b.index).all(|(i, j)| affine::bare(&i.value) == affine::bare(&j.value));
    if same {
        let value = Expr::cond(cond.clone(), x.clone(), y.clone(), cond.pos);
        *stmt = Stmt::Store(a.clone(), value, *pos);
    }
}

/// True if nothing in the indices can raise or has an effect.
fn quiet(access: &Access) -> bool {
    access.index.iter().all(|i| {
        let mut total = i.bounds != Bounds::Check;
        walk::in_expr(&i.value, &mut |_| {}, &mut |e| {
            total &= match &e.kind {
                ExprKind::Load(inner) => inner.index.iter().all(|i| i.bounds != Bounds::Check),
                _ => vector::is_total(e),
            };
        });
        total
    })
}

fn operation(e: &mut Expr) {
    compare(e);
    let ExprKind::Binary { op, args, .. } = &mut e.kind else { return };
    if let (BinOp::TrueDiv, ExprKind::Const(bits)) = (*op, &args.1.kind)
        && e.ty.is_float()
        && args.0.ty == e.ty
    {
        // The reciprocal of a power of two is exact, so the product rounds the same number.
        let inverse = match e.ty {
            Scalar::F32 => {
                let d = f32::from_bits(*bits as u32);
                let power = d.is_normal() && d.to_bits() & 0x7f_ffff == 0 && d.recip().is_normal();
                power.then(|| Expr::f32(d.recip()))
            }
            _ => {
                let d = f64::from_bits(*bits);
                let power = d.is_normal() && d.to_bits() << 12 == 0 && d.recip().is_normal();
                power.then(|| Expr::f64(d.recip()))
            }
        };
        if let Some(inverse) = inverse {
            *op = BinOp::Mul;
            args.1 = Expr { pos: args.1.pos, ..inverse };
        }
    }
}

fn compare(e: &mut Expr) {
    let ExprKind::Compare { args, .. } = &mut e.kind else { return };
    let (a, b) = &mut **args;
    let (ta, tb) = (a.ty, b.ty);
    for (float, other) in [(ta, b), (tb, a)] {
        if float.is_float()
            && let Some(c) = other.as_int().filter(|c| c.unsigned_abs() <= 1 << 24)
        {
            *other = match float {
                Scalar::F32 => Expr { pos: other.pos, ..Expr::f32(c as f32) },
                _ => Expr { pos: other.pos, ..Expr::f64(c as f64) },
            };
        }
    }
}
