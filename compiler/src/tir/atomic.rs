//! Operations that happen in one step as every thread sees it: methods of `Atomic`, and `atomic_add` on an element.
//!
//! An `Atomic` is a view of rank 0: a base address and nothing else. What one step computes is defined here; who runs it
//! (runtime helper or evaluator) repeats it until nobody came in between.

use super::semantics::{self, fit};
use super::{Access, BinOp, CmpOp, Division, Expr, Fault, Overflow, Scalar};

/// The operations.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum AtomicOp {
    /// The value.
    Load,
    /// `old`, and the operand is stored.
    Swap,
    /// `old`, and `old + operand` is stored; the overflow mode applies.
    Add,
    /// `old`, and `old - operand` is stored.
    Sub,
    /// `old`, and `min(old, operand)` is stored.
    Min,
    /// `old`, and `max(old, operand)` is stored.
    Max,
    /// A bool: whether the value was the first operand, and then the second is stored.
    Cas,
}

impl AtomicOp {
    /// Every operation, in the order of its number.
    pub const ALL: &'static [AtomicOp] = &[
        AtomicOp::Load,
        AtomicOp::Swap,
        AtomicOp::Add,
        AtomicOp::Sub,
        AtomicOp::Min,
        AtomicOp::Max,
        AtomicOp::Cas,
    ];

    /// The method of that name (`store` and `swap` do the same).
    pub fn from_name(name: &str) -> Option<AtomicOp> {
        Some(match name {
            "load" => AtomicOp::Load,
            "store" | "swap" => AtomicOp::Swap,
            "add" => AtomicOp::Add,
            "sub" => AtomicOp::Sub,
            "min" => AtomicOp::Min,
            "max" => AtomicOp::Max,
            "cas" => AtomicOp::Cas,
            _ => return None,
        })
    }

    /// The name in listings.
    pub const fn name(self) -> &'static str {
        match self {
            AtomicOp::Load => "load",
            AtomicOp::Swap => "swap",
            AtomicOp::Add => "add",
            AtomicOp::Sub => "sub",
            AtomicOp::Min => "min",
            AtomicOp::Max => "max",
            AtomicOp::Cas => "cas",
        }
    }

    /// How many operands it takes.
    pub const fn operands(self) -> usize {
        match self {
            AtomicOp::Load => 0,
            AtomicOp::Cas => 2,
            _ => 1,
        }
    }

    /// Whether it is defined on that type: of a bool there is no arithmetic.
    pub const fn accepts(self, ty: Scalar) -> bool {
        !matches!(ty, Scalar::Bool) || matches!(self, AtomicOp::Load | AtomicOp::Swap | AtomicOp::Cas)
    }
}

/// An atomic operation as an expression. The indices are evaluated first, then the operands, which have the wide type of
/// the element (see [`wide`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Atomic {
    /// Which.
    pub op: AtomicOp,
    /// The element; no index for an `Atomic`.
    pub access: Access,
    /// The operands.
    pub args: Vec<Expr>,
    /// On overflow of integers.
    pub overflow: Overflow,
}

/// The type of operands for elements of that type: narrow integers compute in i64.
pub fn wide(elem: Scalar) -> Scalar {
    match elem {
        Scalar::I8 | Scalar::I16 | Scalar::I32 | Scalar::U8 | Scalar::U16 | Scalar::U32 => Scalar::I64,
        other => other,
    }
}

/// One step: the new value and the result, from the old value and the operands.
pub fn step(
    op: AtomicOp,
    elem: Scalar,
    overflow: Overflow,
    old: u64,
    a: u64,
    b: u64,
) -> Result<(u64, u64), Fault> {
    let ty = wide(elem);
    let narrow = |bits: u64| -> Result<u64, Fault> {
        if elem == ty || elem.is_float() {
            Ok(bits)
        } else {
            fit(elem, semantics::int_of(ty, bits), overflow)
        }
    };
    let compute =
        |op: BinOp| semantics::binary(op, overflow, Division::Raise, ty, ty, old, a).and_then(narrow);
    Ok(match op {
        AtomicOp::Load => (old, old),
        AtomicOp::Swap => (narrow(a)?, old),
        AtomicOp::Add => (compute(BinOp::Add)?, old),
        AtomicOp::Sub => (compute(BinOp::Sub)?, old),
        AtomicOp::Min => (compute(BinOp::Min)?, old),
        AtomicOp::Max => (compute(BinOp::Max)?, old),
        AtomicOp::Cas => {
            if semantics::compare(CmpOp::Eq, elem, old, ty, a) {
                (narrow(b)?, 1)
            } else {
                (old, 0)
            }
        }
    })
}

/// An operation in one word, for the helper: number, element type, overflow mode.
pub fn encode(op: AtomicOp, elem: Scalar, overflow: Overflow) -> u64 {
    let mode = match overflow {
        Overflow::Wrap => 1,
        Overflow::Saturate => 2,
        Overflow::Raise | Overflow::Proven => 0,
    };
    op as u64 | (elem as u64) << 8 | mode << 16
}

/// The other way.
pub fn decode(word: u64) -> Option<(AtomicOp, Scalar, Overflow)> {
    let overflow = match word >> 16 & 255 {
        1 => Overflow::Wrap,
        2 => Overflow::Saturate,
        _ => Overflow::Raise,
    };
    let op = AtomicOp::ALL.get((word & 255) as usize)?;
    Some((*op, *Scalar::ALL.get((word >> 8 & 255) as usize)?, overflow))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(op: AtomicOp, elem: Scalar, old: u64, a: u64, b: u64) -> Result<(u64, u64), Fault> {
        step(op, elem, Overflow::Raise, old, a, b)
    }

    #[test]
    fn steps() {
        assert_eq!(run(AtomicOp::Add, Scalar::I64, 5, 7, 0), Ok((12, 5)));
        assert_eq!(run(AtomicOp::Sub, Scalar::U64, 5, 7, 0), Err(Fault::Range(Scalar::U64)));
        assert_eq!(run(AtomicOp::Add, Scalar::U8, 250, 7, 0), Err(Fault::Range(Scalar::U8)));
        assert_eq!(step(AtomicOp::Add, Scalar::U8, Overflow::Wrap, 250, 7, 0), Ok((1, 250)));
        assert_eq!(run(AtomicOp::Cas, Scalar::I64, 5, 5, 9), Ok((9, 1)));
        assert_eq!(run(AtomicOp::Cas, Scalar::I64, 5, 4, 9), Ok((5, 0)));
        let (zero, minus) = (0.0f64.to_bits(), (-0.0f64).to_bits());
        assert_eq!(run(AtomicOp::Cas, Scalar::F64, zero, minus, 1.5f64.to_bits()), Ok((1.5f64.to_bits(), 1)));
        assert_eq!(run(AtomicOp::Max, Scalar::F64, zero, 2.0f64.to_bits(), 0), Ok((2.0f64.to_bits(), zero)));
    }

    #[test]
    fn words_come_back() {
        for &op in AtomicOp::ALL {
            let word = encode(op, Scalar::F64, Overflow::Saturate);
            assert_eq!(decode(word), Some((op, Scalar::F64, Overflow::Saturate)));
        }
    }
}
