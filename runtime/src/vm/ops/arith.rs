//! Binary operators: numbers first, then containers, then the special methods of guest classes.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

use ungil_compiler::bytecode::BinOp;

use crate::heap::{Args, Gil, Local, Raised, Reg, Res, Scope};
use crate::object::{Kind, Name, Type};
use crate::text::{Fault, Outcome, complex_ops, float_ops, int_ops};
use crate::vm::compare::{Number, number};
use crate::vm::heavy;
use crate::word::Word;

/// The special methods of an operator: plain, reflected, in place.
pub(crate) fn method_names(op: BinOp) -> (Name, Name, Name) {
    match op {
        BinOp::Add => (Name::Add, Name::RAdd, Name::IAdd),
        BinOp::Sub => (Name::Sub, Name::RSub, Name::ISub),
        BinOp::Mul => (Name::Mul, Name::RMul, Name::IMul),
        BinOp::TrueDiv => (Name::TrueDiv, Name::RTrueDiv, Name::ITrueDiv),
        BinOp::FloorDiv => (Name::FloorDiv, Name::RFloorDiv, Name::IFloorDiv),
        BinOp::Mod => (Name::Mod, Name::RMod, Name::IMod),
        BinOp::Pow => (Name::Pow, Name::RPow, Name::IPow),
        BinOp::MatMul => (Name::MatMul, Name::RMatMul, Name::IMatMul),
        BinOp::Shl => (Name::LShift, Name::RLShift, Name::ILShift),
        BinOp::Shr => (Name::RShift, Name::RRShift, Name::IRShift),
        BinOp::And => (Name::And, Name::RAnd, Name::IAnd),
        BinOp::Or => (Name::Or, Name::ROr, Name::IOr),
        BinOp::Xor => (Name::Xor, Name::RXor, Name::IXor),
    }
}

impl Gil {
    /// `out = a op b`.
    pub fn binary(&mut self, op: BinOp, a: Reg, b: Reg, out: Reg) -> Res {
        self.binary_flagged(op, a, b, out, false)
    }

    /// `a op= b`: `out` gets what the variable is to be.
    pub fn binary_in_place(&mut self, op: BinOp, a: Reg, b: Reg, out: Reg) -> Res {
        self.binary_flagged(op, a, b, out, true)
    }

    #[inline(never)]
    pub(crate) fn binary_flagged(&mut self, op: BinOp, a: Reg, b: Reg, out: Reg, in_place: bool) -> Res {
        let guest =
            |value: Local<'_>| value.header().is_some_and(|header| header.shape() as usize >= Type::COUNT);
        if guest(a.get(self)) || guest(b.get(self)) {
            return self.binary_guest(op, a, b, out, in_place);
        }
        if in_place && self.in_place_native(op, a, b, out)? {
            return Ok(());
        }
        if self.binary_native(op, a, b, out)? {
            return Ok(());
        }
        Err(self.unsupported(op, a, b, in_place))
    }

    #[cold]
    fn unsupported(&self, op: BinOp, a: Reg, b: Reg, in_place: bool) -> Raised {
        let (x, y) = (a.get(self), b.get(self));
        if op == BinOp::Add
            && let Some(text) = self.concat_error(x, y)
        {
            return self.type_error(text);
        }
        if op == BinOp::Mul {
            let is_sequence = |v: Local<'_>| {
                matches!(v.kind(), Some(Kind::Str | Kind::List | Kind::Tuple | Kind::Bytes | Kind::ByteArray))
            };
            if is_sequence(x) || is_sequence(y) {
                let other = if is_sequence(x) { y } else { x };
                return self.type_error(format!(
                    "can't multiply sequence by non-int of type '{}'",
                    self.type_name(other)
                ));
            }
        }
        let symbol = match op {
            BinOp::Pow if !in_place => "** or pow()".to_owned(),
            _ => format!("{}{}", op.symbol(), if in_place { "=" } else { "" }),
        };
        self.type_error(format!(
            "unsupported operand type(s) for {symbol}: '{}' and '{}'",
            self.type_name(x),
            self.type_name(y)
        ))
    }

    /// `out` may be one of the operands, so attempts that come to NotImplemented go elsewhere.
    fn binary_guest(&mut self, op: BinOp, a: Reg, b: Reg, out: Reg, in_place: bool) -> Res {
        let s = &mut Scope::new(self);
        let result = s.slot();
        s.binary_guest_into(op, a, b, result, in_place)?;
        out.set(s, result.get(s));
        Ok(())
    }

    fn binary_guest_into(&mut self, op: BinOp, a: Reg, b: Reg, out: Reg, in_place: bool) -> Res {
        let (plain, reflected, augmented) = method_names(op);
        if in_place {
            if self.try_method(a, augmented, b, out)? {
                return Ok(());
            }
            if self
                .class_of(a.get(self))
                .lookup(self, self.name(plain))
                .is_none_or(|m| crate::vm::slots::is_native(m))
                && self.in_place_native(op, a, b, out)?
            {
                return Ok(());
            }
        }
        let (ca, cb) = (self.class_of(a.get(self)), self.class_of(b.get(self)));
        let same = std::ptr::eq(ca, cb);
        let right_first = !same && cb.is_subclass_of(ca) && {
            let (ra, rb) = (ca.lookup(self, self.name(reflected)), cb.lookup(self, self.name(reflected)));
            rb.is_some() && ra.map(Local::word) != rb.map(Local::word)
        };
        if right_first && self.try_method(b, reflected, a, out)? {
            return Ok(());
        }
        if self.try_method(a, plain, b, out)? {
            return Ok(());
        }
        if !right_first && !same && self.try_method(b, reflected, a, out)? {
            return Ok(());
        }
        // Operators that the builtin base types know.
        if self.binary_native(op, a, b, out)? {
            return Ok(());
        }
        Err(self.unsupported(op, a, b, in_place))
    }

    /// Calls `type(a).name(a, b)` if guest code defines it; false for NotImplemented too.
    fn try_method(&mut self, a: Reg, name: Name, b: Reg, out: Reg) -> Res<bool> {
        let method = self.class_of(a.get(self)).lookup(self, self.name(name));
        match method {
            None => return Ok(false),
            Some(method) if method.is_none() => return Ok(false),
            // Operators of builtin types are tried by `binary_native`.
            Some(method)
                if method.as_builtin().is_some_and(|builtin| {
                    builtin.owner().as_class().is_some_and(|owner| owner.builtin_type().is_some())
                }) =>
            {
                return Ok(false);
            }
            Some(_) => {}
        }
        // SAFETY: one register.
        let args = unsafe { Args::at(b.index(), 1) };
        self.call_special(a, name, args, out)?;
        Ok(out.get(self).word() != Word::NOT_IMPLEMENTED)
    }

    /// Operators of builtin types; false if they do not know each other.
    pub(crate) fn binary_native(&mut self, op: BinOp, a: Reg, b: Reg, out: Reg) -> Res<bool> {
        let (x, y) = (a.get(self), b.get(self));
        if let (Some(p), Some(q)) = (number(x), number(y)) {
            // Bools have their own `& | ^`.
            if let (Some(p), Some(q)) = (x.as_bool(), y.as_bool()) {
                let result = match op {
                    BinOp::And => Some(p & q),
                    BinOp::Or => Some(p | q),
                    BinOp::Xor => Some(p ^ q),
                    _ => None,
                };
                if let Some(result) = result {
                    out.set(self, self.bool(result));
                    return Ok(true);
                }
            }
            if let Some((x, y)) = heavy_operands(op, &p, &q) {
                let value = self.heavy(heavy::HEAVY, move || big_value(op, &x, &y))?;
                let value = value.map_err(|fault| self.raise_fault(&fault))?;
                out.set(self, self.bigint(value));
                return Ok(true);
            }
            return match self.number_op(op, p, q) {
                Ok(Some(word)) => {
                    out.set(self, Local::new(word));
                    Ok(true)
                }
                Ok(None) => Ok(false),
                Err(raised) => Err(raised),
            };
        }
        let is_complex = x.kind() == Some(Kind::Complex) || y.kind() == Some(Kind::Complex);
        if is_complex && self.complex_op(op, a, b, out)? {
            return Ok(true);
        }
        self.container_op(op, a, b, out)
    }

    /// Operators with a complex number on one side; false for the ones it has not and for other types.
    fn complex_op(&mut self, op: BinOp, a: Reg, b: Reg, out: Reg) -> Res<bool> {
        let parts = |value: Local<'_>| match value.as_complex() {
            Some(complex) => Ok(Some(complex.parts())),
            None => number(value).map(|number| Ok((self.number_float(&number)?, 0.0))).transpose(),
        };
        let (x, y) = (a.get(self), b.get(self));
        if !matches!(op, BinOp::Add | BinOp::Sub | BinOp::Mul | BinOp::TrueDiv | BinOp::Pow) {
            return Ok(false);
        }
        let (Some(p), Some(q)) = (parts(x)?, parts(y)?) else { return Ok(false) };
        let result = match op {
            BinOp::Add => Ok((p.0 + q.0, p.1 + q.1)),
            BinOp::Sub => Ok((p.0 - q.0, p.1 - q.1)),
            BinOp::Mul => Ok(complex_ops::mul(p, q)),
            BinOp::TrueDiv => complex_ops::div(p, q),
            _ => complex_ops::pow(p, q),
        };
        let (real, imag) = result.map_err(|fault| self.raise_fault(&fault))?;
        out.set(self, self.complex(real, imag));
        Ok(true)
    }

    fn number_op(&self, op: BinOp, a: Number<'_>, b: Number<'_>) -> Res<Option<Word>> {
        match (&a, &b) {
            (Number::Float(x), Number::Float(y)) => self.float_op(op, *x, *y),
            (Number::Float(x), y) => {
                let y = self.number_float(y)?;
                self.float_op(op, *x, y)
            }
            (x, Number::Float(y)) => {
                let x = self.number_float(x)?;
                self.float_op(op, x, *y)
            }
            (Number::Small(x), Number::Small(y)) => self.small_op(op, *x, *y),
            (Number::Small(x), Number::Big(y)) => self.big_op(op, &BigInt::from(*x), y),
            (Number::Big(x), Number::Small(y)) => self.big_op(op, x, &BigInt::from(*y)),
            (Number::Big(x), Number::Big(y)) => self.big_op(op, x, y),
        }
    }

    fn number_float(&self, value: &Number<'_>) -> Res<f64> {
        match value {
            Number::Small(small) => Ok(*small as f64),
            Number::Float(float) => Ok(*float),
            Number::Big(big) => float_ops::from_big(big).map_err(|fault| self.raise_fault(&fault)),
        }
    }

    fn float_op(&self, op: BinOp, x: f64, y: f64) -> Res<Option<Word>> {
        let result = match op {
            BinOp::Add => Ok(x + y),
            BinOp::Sub => Ok(x - y),
            BinOp::Mul => Ok(x * y),
            BinOp::TrueDiv => float_ops::true_div(x, y),
            BinOp::FloorDiv => float_ops::floor_div(x, y),
            BinOp::Mod => float_ops::modulo(x, y),
            BinOp::Pow => match float_ops::pow(x, y) {
                Ok(float_ops::Power::Real(value)) => Ok(value),
                Ok(float_ops::Power::Complex) => {
                    return match complex_ops::pow((x, 0.0), (y, 0.0)) {
                        Ok((real, imag)) => Ok(Some(self.complex(real, imag).word())),
                        Err(fault) => Err(self.raise_fault(&fault)),
                    };
                }
                Err(fault) if fault.message.starts_with("(34") => {
                    return Err(self.raise_args(
                        Type::OverflowError,
                        &[self.int(34), self.str("Numerical result out of range")],
                    ));
                }
                Err(fault) => Err(fault),
            },
            _ => return Ok(None),
        };
        match result {
            Ok(value) => Ok(Some(self.float(value).word())),
            Err(fault) => Err(self.raise_fault(&fault)),
        }
    }

    fn small_op(&self, op: BinOp, x: i64, y: i64) -> Res<Option<Word>> {
        let result = match op {
            BinOp::Add => x.checked_add(y),
            BinOp::Sub => x.checked_sub(y),
            BinOp::Mul => x.checked_mul(y),
            BinOp::And => Some(x & y),
            BinOp::Or => Some(x | y),
            BinOp::Xor => Some(x ^ y),
            BinOp::FloorDiv | BinOp::Mod if y != 0 => {
                if op == BinOp::Mod {
                    Some(int_ops::modulo_small(x, y))
                } else {
                    int_ops::floor_div_small(x, y)
                }
            }
            BinOp::FloorDiv | BinOp::Mod => {
                return Err(self.zero_division_error(if op == BinOp::Mod {
                    "integer modulo by zero"
                } else {
                    "integer division or modulo by zero"
                }));
            }
            BinOp::TrueDiv => {
                return match int_ops::true_div_small(x, y) {
                    Ok(value) => Ok(Some(self.float(value).word())),
                    Err(fault) => Err(self.raise_fault(&fault)),
                };
            }
            BinOp::Shl if (0..62).contains(&y) => x.checked_shl(y as u32).filter(|r| r >> y == x),
            BinOp::Shr if y >= 0 => Some(x >> y.min(63)),
            BinOp::Pow if y >= 0 => int_ops::pow_small(x, y),
            _ => None,
        };
        match result {
            Some(value) => Ok(Some(self.int(value).word())),
            None => self.big_op(op, &BigInt::from(x), &BigInt::from(y)),
        }
    }

    fn big_op(&self, op: BinOp, x: &BigInt, y: &BigInt) -> Res<Option<Word>> {
        match op {
            BinOp::TrueDiv => {
                return match int_ops::true_div(x, y) {
                    Ok(value) => Ok(Some(self.float(value).word())),
                    Err(fault) => Err(self.raise_fault(&fault)),
                };
            }
            BinOp::Pow if y.is_negative() => {
                if x.is_zero() {
                    return Err(self.zero_division_error("0.0 cannot be raised to a negative power"));
                }
                let (x, y) = (
                    float_ops::from_big(x).map_err(|fault| self.raise_fault(&fault))?,
                    y.to_f64().unwrap_or(f64::NEG_INFINITY),
                );
                return self.float_op(BinOp::Pow, x, y);
            }
            BinOp::MatMul => return Ok(None),
            _ => {}
        }
        match big_value(op, x, y) {
            Ok(value) => Ok(Some(self.bigint(value).word())),
            Err(fault) => Err(self.raise_fault(&fault)),
        }
    }
}

/// The operators of ints that give an int; the exponent of a power is not negative.
fn big_value(op: BinOp, x: &BigInt, y: &BigInt) -> Outcome<BigInt> {
    match op {
        BinOp::Add => Ok(x + y),
        BinOp::Sub => Ok(x - y),
        BinOp::Mul => int_ops::multiply(x, y),
        BinOp::FloorDiv => int_ops::floor_div(x, y),
        BinOp::Mod => int_ops::modulo(x, y),
        BinOp::And => Ok(x & y),
        BinOp::Or => Ok(x | y),
        BinOp::Xor => Ok(x ^ y),
        BinOp::Shl => int_ops::shift_left(x, y),
        BinOp::Shr => int_ops::shift_right(x, y),
        BinOp::Pow => int_ops::pow(x, y),
        BinOp::TrueDiv | BinOp::MatMul => Err(Fault::type_error("not an operator of ints")),
    }
}

/// Copies of ints whose operator is too long to hold the lock for.
fn heavy_operands(op: BinOp, p: &Number<'_>, q: &Number<'_>) -> Option<(BigInt, BigInt)> {
    if !matches!(op, BinOp::Mul | BinOp::FloorDiv | BinOp::Mod | BinOp::Pow) {
        return None;
    }
    let (x, y) = (bits(p)?, bits(q)?);
    let cost = match (op, q) {
        (BinOp::Mul, _) => heavy::product(x, y),
        (BinOp::Pow, Number::Small(exponent)) => {
            heavy::by_halves(x.saturating_mul(u64::try_from(*exponent).unwrap_or(0)))
        }
        // Beyond any memory, or of 0, 1 and -1.
        (BinOp::Pow, _) => 0,
        _ => heavy::quotient(x, y),
    };
    if cost < heavy::HEAVY { None } else { big(p).zip(big(q)) }
}

fn bits(number: &Number<'_>) -> Option<u64> {
    match number {
        Number::Small(small) => Some(u64::from(u64::BITS - small.unsigned_abs().leading_zeros())),
        Number::Big(big) => Some(big.bits()),
        Number::Float(_) => None,
    }
}

fn big(number: &Number<'_>) -> Option<BigInt> {
    match number {
        Number::Small(small) => Some(BigInt::from(*small)),
        Number::Big(big) => Some(big.as_ref().clone()),
        Number::Float(_) => None,
    }
}
