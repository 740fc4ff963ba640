//! Unary operators.

use num_bigint::BigInt;

use crate::heap::{Args, Gil, Reg, Res};
use crate::object::{ClassFlags, Name};

/// A unary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum UnaryOp {
    Neg,
    Pos,
    Invert,
}

impl Gil {
    /// `out = op a`.
    pub fn unary(&mut self, op: UnaryOp, a: Reg, out: Reg) -> Res {
        let (name, symbol) = match op {
            UnaryOp::Neg => (Name::Neg, "-"),
            UnaryOp::Pos => (Name::Pos, "+"),
            UnaryOp::Invert => (Name::Invert, "~"),
        };
        if self.class_has(a.get(self), ClassFlags::GUEST)
            && self
                .class_of(a.get(self))
                .lookup(self, self.name(name))
                .is_some_and(|method| !crate::vm::slots::is_native(method))
        {
            self.call_special(a, name, Args::NONE, out)?;
            return Ok(());
        }
        if self.unary_native(op, a, out) {
            return Ok(());
        }
        let have = self.type_name(a.get(self));
        Err(self.type_error(format!("bad operand type for unary {symbol}: '{have}'")))
    }

    /// Unary operators of numbers; false for everything else.
    pub(crate) fn unary_native(&self, op: UnaryOp, a: Reg, out: Reg) -> bool {
        let x = a.get(self);
        if let Some(small) = x.to_i64() {
            let result = match op {
                UnaryOp::Neg => small.checked_neg(),
                UnaryOp::Pos => Some(small),
                UnaryOp::Invert => Some(!small),
            };
            if let Some(result) = result {
                out.set(self, self.int(result));
                return true;
            }
        }
        if let Some(float) = x.as_float() {
            match op {
                UnaryOp::Neg => out.set(self, self.float(-float)),
                UnaryOp::Pos => out.set(self, self.float(float)),
                UnaryOp::Invert => return false,
            }
            return true;
        }
        if let Some((real, imag)) = x.as_complex().map(|complex| complex.parts()) {
            match op {
                UnaryOp::Neg => out.set(self, self.complex(-real, -imag)),
                UnaryOp::Pos => out.set(self, self.complex(real, imag)),
                UnaryOp::Invert => return false,
            }
            return true;
        }
        let Some(big) = x.to_bigint() else { return false };
        let result = match op {
            UnaryOp::Neg => -big.into_owned(),
            UnaryOp::Pos => big.into_owned(),
            UnaryOp::Invert => -(big.into_owned() + BigInt::from(1)),
        };
        out.set(self, self.bigint(result));
        true
    }
}
