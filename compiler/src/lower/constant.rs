//! Literals, and folding of operators on them.
//!
//! Folding keeps Python's semantics to the bit and never makes large objects: what could raise, or would be large, is left to run time.

use std::sync::Arc;

use num_bigint::{BigInt, Sign};
use ungil_grammar::ast::{self, Constant, Expr, ExprKind};

use crate::hir::{BinOp, Const, Name, UnaryOp};

/// Folded ints have at most this many bits.
const MAX_INT_BITS: u64 = 128;
/// Folded strings and bytes have at most this many bytes.
const MAX_TEXT: usize = 4096;

/// The value of a literal.
pub(crate) fn constant(value: &Constant) -> Const {
    match value {
        Constant::None => Const::None,
        Constant::True => Const::Bool(true),
        Constant::False => Const::Bool(false),
        Constant::Ellipsis => Const::Ellipsis,
        Constant::Int(i) => Const::Int(*i),
        Constant::BigInt(i) => Const::BigInt(Arc::new((**i).clone())),
        Constant::Float(f) => Const::Float(*f),
        Constant::Complex(im) => Const::Complex(0.0, *im),
        Constant::Str(text) => match text.as_str() {
            Some(text) => Const::Str(Name::from(text)),
            None => Const::Wtf8(Arc::from(text.as_bytes())),
        },
        Constant::Bytes(bytes) => Const::Bytes(Arc::from(&bytes[..])),
    }
}

/// The value of an expression that is a literal: a constant, a negated number, a tuple of literals.
pub(crate) fn literal(expr: &Expr) -> Option<Const> {
    match &expr.kind {
        ExprKind::Constant { value, .. } => Some(constant(value)),
        ExprKind::UnaryOp { op: ast::UnaryOp::USub, operand } => unary(UnaryOp::Neg, &literal(operand)?),
        ExprKind::Tuple { elts, .. } => {
            let items: Option<Vec<Const>> = elts.iter().map(literal).collect();
            Some(Const::Tuple(items?.into()))
        }
        _ => None,
    }
}

/// The text of a string literal.
pub(crate) fn string(expr: &Expr) -> Option<Const> {
    match &expr.kind {
        ExprKind::Constant { value: value @ Constant::Str(_), .. } => Some(constant(value)),
        _ => None,
    }
}

/// An int of any size.
fn int(value: BigInt) -> Const {
    match i64::try_from(&value) {
        Ok(small) => Const::Int(small),
        Err(_) => Const::BigInt(Arc::new(value)),
    }
}

/// The value of an int or bool.
fn as_int(c: &Const) -> Option<BigInt> {
    match c {
        Const::Int(i) => Some(BigInt::from(*i)),
        Const::BigInt(i) => Some((**i).clone()),
        Const::Bool(b) => Some(BigInt::from(i32::from(*b))),
        _ => None,
    }
}

/// `bool(c)`.
pub(crate) fn truth(c: &Const) -> bool {
    match c {
        Const::None => false,
        Const::Bool(b) => *b,
        Const::Ellipsis => true,
        Const::Int(i) => *i != 0,
        Const::BigInt(i) => i.sign() != Sign::NoSign,
        Const::Float(f) => *f != 0.0,
        Const::Complex(re, im) => *re != 0.0 || *im != 0.0,
        Const::Str(s) => !s.is_empty(),
        Const::Wtf8(b) | Const::Bytes(b) => !b.is_empty(),
        Const::Tuple(t) | Const::FrozenSet(t) => !t.is_empty(),
    }
}

/// Folds a unary operator.
pub(crate) fn unary(op: UnaryOp, c: &Const) -> Option<Const> {
    Some(match (op, c) {
        (UnaryOp::Not, c) => Const::Bool(!truth(c)),
        (UnaryOp::Neg, Const::Float(f)) => Const::Float(-f),
        (UnaryOp::Neg, Const::Complex(re, im)) => Const::Complex(-re, -im),
        (UnaryOp::Pos, Const::Float(_) | Const::Complex(..)) => c.clone(),
        (UnaryOp::Neg, c) => int(-as_int(c)?),
        (UnaryOp::Pos, c) => int(as_int(c)?),
        (UnaryOp::Invert, c) => int(!as_int(c)?),
    })
}

/// Folds a binary operator.
pub(crate) fn binary(op: BinOp, a: &Const, b: &Const) -> Option<Const> {
    match (a, b) {
        // The bit operators of bools give bools.
        (Const::Bool(x), Const::Bool(y)) if matches!(op, BinOp::And | BinOp::Or | BinOp::Xor) => {
            Some(Const::Bool(match op {
                BinOp::And => x & y,
                BinOp::Or => x | y,
                _ => x ^ y,
            }))
        }
        (Const::Float(x), Const::Float(y)) => float(op, *x, *y),
        (Const::Float(x), Const::Int(y)) if y.unsigned_abs() <= 1 << 53 => float(op, *x, *y as f64),
        (Const::Int(x), Const::Float(y)) if x.unsigned_abs() <= 1 << 53 => float(op, *x as f64, *y),
        (Const::Str(x), Const::Str(y)) if op == BinOp::Add && x.len() + y.len() <= MAX_TEXT => {
            Some(Const::Str(format!("{x}{y}").into()))
        }
        (Const::Str(x), Const::Int(n)) | (Const::Int(n), Const::Str(x)) if op == BinOp::Mul => {
            let n = usize::try_from((*n).max(0)).ok()?;
            (x.len().checked_mul(n)? <= MAX_TEXT).then(|| Const::Str(x.repeat(n).into()))
        }
        (Const::Bytes(x), Const::Int(n)) | (Const::Int(n), Const::Bytes(x)) if op == BinOp::Mul => {
            let n = usize::try_from((*n).max(0)).ok()?;
            (x.len().checked_mul(n)? <= MAX_TEXT).then(|| Const::Bytes(x.repeat(n).into()))
        }
        (Const::Float(re), Const::Complex(zero, im)) if *zero == 0.0 && op == BinOp::Add => {
            Some(Const::Complex(re + 0.0, *im))
        }
        _ => integer(op, &as_int(a)?, &as_int(b)?),
    }
}

fn float(op: BinOp, x: f64, y: f64) -> Option<Const> {
    Some(Const::Float(match op {
        BinOp::Add => x + y,
        BinOp::Sub => x - y,
        BinOp::Mul => x * y,
        BinOp::Div if y != 0.0 => x / y,
        _ => return None,
    }))
}

fn integer(op: BinOp, x: &BigInt, y: &BigInt) -> Option<Const> {
    if x.bits() > MAX_INT_BITS || y.bits() > MAX_INT_BITS {
        return None;
    }
    let small = |limit: u32| u32::try_from(y).ok().filter(|n| *n <= limit);
    let zero = y.sign() == Sign::NoSign;
    let result = match op {
        BinOp::Add => x + y,
        BinOp::Sub => x - y,
        BinOp::Mul => x * y,
        BinOp::FloorDiv if !zero => floor_div(x, y),
        BinOp::Mod if !zero => x - floor_div(x, y) * y,
        BinOp::Pow => {
            let exponent = small(MAX_INT_BITS as u32)?;
            if x.bits() * u64::from(exponent) > MAX_INT_BITS {
                return None;
            }
            x.pow(exponent)
        }
        BinOp::Shl => x << small(MAX_INT_BITS as u32)?,
        BinOp::Shr => x >> small(1 << 20)?,
        BinOp::And => x & y,
        BinOp::Or => x | y,
        BinOp::Xor => x ^ y,
        BinOp::Div if !zero && x.bits() <= 53 && y.bits() <= 53 => {
            let (x, y) = (i64::try_from(x).ok()?, i64::try_from(y).ok()?);
            return Some(Const::Float(x as f64 / y as f64));
        }
        _ => return None,
    };
    (result.bits() <= MAX_INT_BITS).then(|| int(result))
}

/// The quotient rounded down.
fn floor_div(x: &BigInt, y: &BigInt) -> BigInt {
    let quotient = x / y;
    if (&quotient * y != *x) && (x.sign() != y.sign()) { quotient - 1 } else { quotient }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ints(op: BinOp, a: i64, b: i64) -> Option<Const> {
        binary(op, &Const::Int(a), &Const::Int(b))
    }

    #[test]
    fn division_floors() {
        assert_eq!(ints(BinOp::FloorDiv, -7, 2), Some(Const::Int(-4)));
        assert_eq!(ints(BinOp::Mod, -7, 2), Some(Const::Int(1)));
        assert_eq!(ints(BinOp::Mod, 7, -2), Some(Const::Int(-1)));
        assert_eq!(ints(BinOp::FloorDiv, 1, 0), None);
        assert_eq!(ints(BinOp::Div, 1, 4), Some(Const::Float(0.25)));
    }

    #[test]
    fn what_is_large_is_left_to_run_time() {
        assert_eq!(ints(BinOp::Pow, 10, 1000), None);
        assert_eq!(ints(BinOp::Shl, 1, 1000), None);
        assert_eq!(ints(BinOp::Pow, 2, -1), None);
        assert_eq!(ints(BinOp::Mul, 1 << 40, 1 << 40), Some(int(BigInt::from(1u128 << 80))));
        assert_eq!(binary(BinOp::Mul, &Const::Str("ab".into()), &Const::Int(1 << 40)), None);
        assert_eq!(
            binary(BinOp::Mul, &Const::Str("ab".into()), &Const::Int(-1)),
            Some(Const::Str("".into()))
        );
    }

    #[test]
    fn bits_of_bools_are_bools() {
        assert_eq!(binary(BinOp::And, &Const::Bool(true), &Const::Bool(false)), Some(Const::Bool(false)));
        assert_eq!(binary(BinOp::Add, &Const::Bool(true), &Const::Bool(true)), Some(Const::Int(2)));
    }

    #[test]
    fn signs() {
        assert_eq!(unary(UnaryOp::Neg, &Const::Int(i64::MIN)), Some(int(BigInt::from(1u64 << 63))));
        assert_eq!(unary(UnaryOp::Neg, &Const::Bool(true)), Some(Const::Int(-1)));
        assert_eq!(unary(UnaryOp::Neg, &Const::Str("a".into())), None);
        assert_eq!(unary(UnaryOp::Not, &Const::Str("".into())), Some(Const::Bool(true)));
    }
}
