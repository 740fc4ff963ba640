//! What each scalar operation computes, on 64-bit representations. The evaluator is built from these functions, and the
//! runtime's helpers for rare operations call them, so native code and evaluator cannot drift apart there.

use super::{BinOp, CmpOp, Division, Fault, MathFn, Overflow, Scalar, UnOp};
use std::cmp::Ordering;

type Bits = Result<u64, Fault>;

/// The integer that the bits of an integer type or bool stand for.
pub fn int_of(ty: Scalar, bits: u64) -> i128 {
    match ty {
        Scalar::U64 => bits as i128,
        _ => bits as i64 as i128,
    }
}

/// The float that the bits of `f32` or `f64` stand for.
pub fn float_of(ty: Scalar, bits: u64) -> f64 {
    match ty {
        Scalar::F32 => f32::from_bits(bits as u32) as f64,
        _ => f64::from_bits(bits),
    }
}

fn f32_of(bits: u64) -> f32 {
    f32::from_bits(bits as u32)
}

/// An exact integer brought into an integer type.
pub fn fit(ty: Scalar, value: i128, overflow: Overflow) -> Bits {
    let (min, max) = ty.int_range();
    if (min..=max).contains(&value) {
        return Ok(value as u64);
    }
    match overflow {
        Overflow::Raise => Err(Fault::Range(ty)),
        Overflow::Proven => Err(Fault::BrokenProof),
        Overflow::Saturate => Ok(value.clamp(min, max) as u64),
        Overflow::Wrap => Ok(wrap(ty, value)),
    }
}

/// The low bits of an integer as that type.
pub fn wrap(ty: Scalar, value: i128) -> u64 {
    match ty {
        Scalar::Bool => (value & 1) as u64,
        Scalar::I8 => value as i8 as u64,
        Scalar::I16 => value as i16 as u64,
        Scalar::I32 => value as i32 as u64,
        Scalar::U8 => value as u8 as u64,
        Scalar::U16 => value as u16 as u64,
        Scalar::U32 => value as u32 as u64,
        _ => value as u64,
    }
}

/// A unary operator.
pub fn unary(op: UnOp, overflow: Overflow, ty: Scalar, x: u64) -> Bits {
    match (op, ty) {
        (UnOp::Neg, Scalar::F64) => Ok((-f64::from_bits(x)).to_bits()),
        (UnOp::Neg, Scalar::F32) => Ok((-f32_of(x)).to_bits() as u64),
        (UnOp::Abs, Scalar::F64) => Ok(f64::from_bits(x).abs().to_bits()),
        (UnOp::Abs, Scalar::F32) => Ok(f32_of(x).abs().to_bits() as u64),
        (UnOp::Neg, _) => fit(ty, -int_of(ty, x), overflow),
        (UnOp::Abs, _) => fit(ty, int_of(ty, x).abs(), overflow),
        (UnOp::Invert, _) => Ok(!x),
        (UnOp::Not, _) => Ok((x == 0) as u64),
    }
}

/// A binary operator; `ty` is the type of the left operand, `rty` that of the right one.
pub fn binary(
    op: BinOp,
    overflow: Overflow,
    division: Division,
    ty: Scalar,
    rty: Scalar,
    a: u64,
    b: u64,
) -> Bits {
    match ty {
        Scalar::F64 => float64(op, division, f64::from_bits(a), f64::from_bits(b)).map(f64::to_bits),
        Scalar::F32 => float32(op, division, f32_of(a), f32_of(b)).map(|x| x.to_bits() as u64),
        Scalar::Bool => Ok(match op {
            BinOp::And => a & b,
            BinOp::Or => a | b,
            _ => a ^ b,
        }),
        _ => integer(op, overflow, ty, rty, a, b),
    }
}

fn integer(op: BinOp, overflow: Overflow, ty: Scalar, rty: Scalar, a: u64, b: u64) -> Bits {
    let (x, y) = (int_of(ty, a), int_of(rty, b));
    match op {
        BinOp::Add => fit(ty, x + y, overflow),
        BinOp::Sub => fit(ty, x - y, overflow),
        // 64 by 64 bits fit i128 but for u64 * u64 near the top.
        BinOp::Mul => match x.checked_mul(y) {
            Some(product) => fit(ty, product, overflow),
            None if overflow == Overflow::Wrap => Ok(a.wrapping_mul(b)),
            None => fit(ty, i128::MAX, overflow),
        },
        BinOp::TrueDiv => {
            if y == 0 {
                Err(Fault::TrueDivision)
            } else {
                Ok(true_div(x, y).to_bits())
            }
        }
        BinOp::FloorDiv => {
            if y == 0 {
                return Err(Fault::IntDivision);
            }
            let quotient = x.div_euclid(y);
            // Euclid rounds towards the remainder ≥ 0; floor differs for a negative divisor.
            let quotient = if y < 0 && x.rem_euclid(y) != 0 { quotient - 1 } else { quotient };
            fit(ty, quotient, overflow)
        }
        BinOp::Mod => {
            if y == 0 {
                return Err(Fault::IntModulo);
            }
            let rest = x % y;
            Ok(if rest != 0 && (rest < 0) != (y < 0) { rest + y } else { rest } as u64)
        }
        BinOp::Pow => int_pow(ty, x, y, overflow),
        BinOp::And => Ok(a & b),
        BinOp::Or => Ok(a | b),
        BinOp::Xor => Ok(a ^ b),
        BinOp::Shl => {
            if y < 0 {
                Err(Fault::NegativeShift)
            } else if overflow == Overflow::Wrap {
                Ok(if y >= 64 { 0 } else { a << y })
            } else if y >= 64 {
                fit(ty, x.signum() * (1 << 100), overflow)
            } else {
                // |x| < 2^64 shifted by at most 63 fits i128.
                fit(ty, x << y, overflow)
            }
        }
        BinOp::Shr => {
            if y < 0 {
                Err(Fault::NegativeShift)
            } else {
                Ok((x >> y.min(100)) as u64)
            }
        }
        BinOp::Min => Ok(if y < x { b } else { a }),
        BinOp::Max => Ok(if y > x { b } else { a }),
    }
}

/// `base ** exponent` of integers.
fn int_pow(ty: Scalar, base: i128, exponent: i128, overflow: Overflow) -> Bits {
    if exponent < 0 {
        return Err(Fault::IntNegativeExponent);
    }
    if overflow == Overflow::Wrap {
        let (mut result, mut square, mut e) = (1u64, base as u64, exponent as u64);
        while e > 0 {
            if e & 1 == 1 {
                result = result.wrapping_mul(square);
            }
            square = square.wrapping_mul(square);
            e >>= 1;
        }
        return Ok(result);
    }
    match base {
        0 | 1 => return Ok(if exponent == 0 { 1 } else { base as u64 }),
        -1 => return Ok(if exponent & 1 == 0 { 1 } else { -1i64 as u64 }),
        _ => {}
    }
    let mut result = 1i128;
    // |base| ≥ 2, so more than 64 factors leave every type.
    for _ in 0..exponent.min(70) {
        result = result.checked_mul(base).unwrap_or(i128::MAX);
        if result.unsigned_abs() > 1 << 64 {
            let negative = base < 0 && exponent & 1 == 1;
            return fit(ty, if negative { -(1 << 100) } else { 1 << 100 }, overflow);
        }
    }
    fit(ty, result, overflow)
}

/// The correctly rounded quotient of two 64-bit integers, `y` not zero.
pub fn true_div(x: i128, y: i128) -> f64 {
    let negative = (x < 0) != (y < 0);
    let (a, b) = (x.unsigned_abs(), y.unsigned_abs());
    let magnitude = if a <= 1 << 53 && b <= 1 << 53 {
        a as f64 / b as f64
    } else {
        // Scale so that the quotient has at least 55 bits; the rest only matters as a sticky bit.
        let bits = |v: u128| 128 - v.leading_zeros() as i32;
        let shift = (56 + bits(b) - bits(a)).max(0);
        let (quotient, rest) = ((a << shift) / b, (a << shift) % b);
        let sticky = (rest != 0) as u128;
        (quotient | sticky) as f64 * f64::from_bits(((1023 - shift) as u64) << 52)
    };
    // 0 / -5 is -0.0, as in Python.
    if negative { -magnitude } else { magnitude }
}

macro_rules! float_ops {
    ($name:ident, $ty:ty, $pow:ident) => {
        fn $name(op: BinOp, division: Division, x: $ty, y: $ty) -> Result<$ty, Fault> {
            let zero = y == 0.0 && division == Division::Raise;
            Ok(match op {
                BinOp::Add => x + y,
                BinOp::Sub => x - y,
                BinOp::Mul => x * y,
                BinOp::TrueDiv if zero => return Err(Fault::FloatDivision),
                BinOp::TrueDiv => x / y,
                BinOp::FloorDiv if zero => return Err(Fault::FloatFloorDivision),
                BinOp::Mod if zero => return Err(Fault::FloatModulo),
                BinOp::FloorDiv if y == 0.0 => x / y,
                BinOp::FloorDiv => {
                    let mut rest = x % y;
                    let mut quotient = (x - rest) / y;
                    if rest != 0.0 && (y < 0.0) != (rest < 0.0) {
                        rest += y;
                        quotient -= 1.0;
                    }
                    let _ = rest;
                    if quotient != 0.0 {
                        let floor = quotient.floor();
                        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
                    } else {
                        (0.0 as $ty).copysign(x / y)
                    }
                }
                BinOp::Mod => {
                    let rest = x % y;
                    if rest != 0.0 {
                        if (y < 0.0) != (rest < 0.0) { rest + y } else { rest }
                    } else if rest == 0.0 {
                        (0.0 as $ty).copysign(y)
                    } else {
                        rest
                    }
                }
                BinOp::Pow => return $pow(x, y, division),
                BinOp::Min => {
                    if y < x {
                        y
                    } else {
                        x
                    }
                }
                BinOp::Max => {
                    if y > x {
                        y
                    } else {
                        x
                    }
                }
                // The verifier admits no bit operators on floats.
                BinOp::And | BinOp::Or | BinOp::Xor | BinOp::Shl | BinOp::Shr => {
                    return Err(Fault::BrokenProof)
                }
            })
        }
    };
}

float_ops!(float64, f64, pow64);
float_ops!(float32, f32, pow32);

/// `x ** y` of floats as Python's `float.__pow__`, with errors where it gives a complex.
fn pow64(x: f64, y: f64, division: Division) -> Result<f64, Fault> {
    if x == 0.0 && y < 0.0 && division == Division::Raise {
        return Err(Fault::ZeroToNegative);
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y.floor() != y {
        return Err(Fault::FractionalPower);
    }
    let result = x.powf(y);
    if result.is_infinite() && x.is_finite() && y.is_finite() && x != 0.0 {
        return Err(Fault::FloatRange);
    }
    Ok(result)
}

fn pow32(x: f32, y: f32, division: Division) -> Result<f32, Fault> {
    pow64(x as f64, y as f64, division).map(|r| r as f32)
}

/// A comparison of any two scalars, exact.
pub fn compare(op: CmpOp, ta: Scalar, a: u64, tb: Scalar, b: u64) -> bool {
    let order = match (ta.is_float(), tb.is_float()) {
        (false, false) => Some(int_of(ta, a).cmp(&int_of(tb, b))),
        (true, true) => float_of(ta, a).partial_cmp(&float_of(tb, b)),
        (false, true) => compare_int_float(int_of(ta, a), float_of(tb, b)),
        (true, false) => compare_int_float(int_of(tb, b), float_of(ta, a)).map(Ordering::reverse),
    };
    match op {
        CmpOp::Eq => order == Some(Ordering::Equal),
        CmpOp::Ne => order != Some(Ordering::Equal),
        CmpOp::Lt => order == Some(Ordering::Less),
        CmpOp::Le => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        CmpOp::Gt => order == Some(Ordering::Greater),
        CmpOp::Ge => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    }
}

fn compare_int_float(x: i128, y: f64) -> Option<Ordering> {
    if y.is_nan() {
        return None;
    }
    // The saturating cast keeps the order for everything beyond i128, where no 64-bit integer is.
    let whole = y.trunc() as i128;
    Some(x.cmp(&whole).then_with(|| 0.0.partial_cmp(&(y - y.trunc())).unwrap_or(Ordering::Equal)))
}

/// A conversion between scalar types.
pub fn cast(from: Scalar, to: Scalar, overflow: Overflow, x: u64) -> Bits {
    if from == to {
        return Ok(x);
    }
    if to == Scalar::Bool {
        let truth = if from.is_float() { float_of(from, x) != 0.0 } else { x != 0 };
        return Ok(truth as u64);
    }
    match (from.is_float(), to.is_float()) {
        (false, false) => fit(to, int_of(from, x), overflow),
        (false, true) if to == Scalar::F64 => Ok((int_of(from, x) as f64).to_bits()),
        (false, true) => Ok((int_of(from, x) as f32).to_bits() as u64),
        (true, true) if to == Scalar::F64 => Ok(float_of(from, x).to_bits()),
        (true, true) => Ok((float_of(from, x) as f32).to_bits() as u64),
        (true, false) => {
            let value = float_of(from, x);
            if value.is_nan() {
                return Err(Fault::NanToInt);
            }
            if value.is_infinite() && overflow != Overflow::Saturate {
                return Err(Fault::InfinityToInt);
            }
            // Saturating cast: beyond i128 nothing fits anyway.
            let exact = value.trunc() as i128;
            let wide = if to == Scalar::U64 { Scalar::U64 } else { Scalar::I64 };
            match overflow {
                // Truncating to a narrow type starts from a 64-bit value, which must fit.
                Overflow::Wrap => fit(wide, exact, Overflow::Raise)
                    .and_then(|bits| fit(to, int_of(wide, bits), Overflow::Wrap)),
                mode => fit(to, exact, mode),
            }
        }
    }
}

/// Whether a result of a `math` function is an error, by CPython's rules; `result` is libm's.
pub fn math_check(function: MathFn, x: f64, y: f64, result: f64) -> Result<(), Fault> {
    use MathFn::*;
    let finite_in = x.is_finite() && (function.arity() == 1 || y.is_finite());
    let nan_in = x.is_nan() || (function.arity() == 2 && y.is_nan());
    if result.is_nan() && !nan_in {
        return Err(Fault::MathDomain);
    }
    if result.is_infinite() && finite_in {
        // Poles are domain errors, overflows are range errors.
        return Err(match function {
            Log | Log2 | Log10 | Log1p | Atanh => Fault::MathDomain,
            Gamma | Lgamma if x <= 0.0 && x.floor() == x => Fault::MathDomain,
            Pow if x == 0.0 => Fault::MathDomain,
            _ => Fault::MathRange,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(op: BinOp, a: i64, b: i64) -> Result<i64, Fault> {
        binary(op, Overflow::Raise, Division::Raise, Scalar::I64, Scalar::I64, a as u64, b as u64)
            .map(|x| x as i64)
    }

    fn float(op: BinOp, a: f64, b: f64) -> Result<f64, Fault> {
        binary(op, Overflow::Raise, Division::Raise, Scalar::F64, Scalar::F64, a.to_bits(), b.to_bits())
            .map(f64::from_bits)
    }

    #[test]
    fn floor_division_rounds_down() {
        for (a, b, q, r) in [(7, 2, 3, 1), (-7, 2, -4, 1), (7, -2, -4, -1), (-7, -2, 3, -1), (6, -3, -2, 0)] {
            assert_eq!(int(BinOp::FloorDiv, a, b), Ok(q), "{a} // {b}");
            assert_eq!(int(BinOp::Mod, a, b), Ok(r), "{a} % {b}");
        }
        assert_eq!(int(BinOp::FloorDiv, i64::MIN, -1), Err(Fault::Range(Scalar::I64)));
        assert_eq!(int(BinOp::Mod, i64::MIN, -1), Ok(0));
        assert_eq!(int(BinOp::FloorDiv, 1, 0), Err(Fault::IntDivision));
    }

    #[test]
    fn overflow_modes() {
        assert_eq!(int(BinOp::Add, i64::MAX, 1), Err(Fault::Range(Scalar::I64)));
        let with = |mode, op, a: i64, b: i64| {
            binary(op, mode, Division::Raise, Scalar::I64, Scalar::I64, a as u64, b as u64).unwrap() as i64
        };
        assert_eq!(with(Overflow::Wrap, BinOp::Add, i64::MAX, 1), i64::MIN);
        assert_eq!(with(Overflow::Saturate, BinOp::Mul, i64::MIN, 3), i64::MIN);
        assert_eq!(with(Overflow::Saturate, BinOp::Pow, -3, 101), i64::MIN);
        assert_eq!(with(Overflow::Wrap, BinOp::Pow, 3, 41), 3i64.wrapping_pow(41));
        assert_eq!(int(BinOp::Pow, 2, 62), Ok(1 << 62));
        assert_eq!(int(BinOp::Pow, 2, 63), Err(Fault::Range(Scalar::I64)));
        assert_eq!(int(BinOp::Pow, -2, 63), Ok(i64::MIN));
        assert_eq!(int(BinOp::Shl, -1, 63), Ok(i64::MIN));
        assert_eq!(int(BinOp::Shl, 1, 63), Err(Fault::Range(Scalar::I64)));
        assert_eq!(int(BinOp::Shl, 0, 1000), Ok(0));
        assert_eq!(int(BinOp::Shr, -5, 1000), Ok(-1));
    }

    #[test]
    fn true_division_is_correctly_rounded() {
        // Values from CPython.
        for (a, b, want) in [
            (9007199254740993i64, 1i64, 9007199254740992.0),
            (9007199254740993, 2, 4503599627370496.5),
            (i64::MAX, 3, 3.0744573456182584e18),
            (i64::MIN, -1, i64::MAX as f64),
            (1, i64::MAX, 1.0842021724855044e-19),
            (-123456789012345678, 987654321987654321, -0.1249999987484375),
        ] {
            assert_eq!(int(BinOp::TrueDiv, a, b).map(|x| f64::from_bits(x as u64)), Ok(want), "{a} / {b}");
        }
        // The bits, since -0.0 equals 0.0.
        for (a, b, want) in [(0, 5, 0.0f64), (0, -5, -0.0), (0, i64::MIN, -0.0)] {
            assert_eq!(int(BinOp::TrueDiv, a, b), Ok(want.to_bits() as i64), "{a} / {b}");
        }
    }

    #[test]
    fn float_floor_and_mod_are_pythons() {
        assert_eq!(float(BinOp::FloorDiv, -7.5, 2.0), Ok(-4.0));
        assert_eq!(float(BinOp::Mod, -7.5, 2.0), Ok(0.5));
        assert_eq!(float(BinOp::Mod, 7.5, -2.0), Ok(-0.5));
        assert!(float(BinOp::Mod, -4.0, 2.0).unwrap().is_sign_positive());
        assert_eq!(float(BinOp::FloorDiv, 1.0, f64::INFINITY), Ok(0.0));
        assert_eq!(float(BinOp::FloorDiv, -1.0, f64::INFINITY), Ok(-1.0));
        assert_eq!(float(BinOp::Pow, -8.0, 0.5), Err(Fault::FractionalPower));
        assert_eq!(float(BinOp::Pow, 10.0, 400.0), Err(Fault::FloatRange));
        assert_eq!(float(BinOp::Pow, 0.0, -1.0), Err(Fault::ZeroToNegative));
    }

    #[test]
    fn comparisons_are_exact() {
        let max = i64::MAX as u64;
        assert!(compare(CmpOp::Lt, Scalar::I64, max, Scalar::F64, (i64::MAX as f64).to_bits()));
        assert!(compare(CmpOp::Lt, Scalar::I64, -1i64 as u64, Scalar::U64, 0));
        assert!(compare(CmpOp::Gt, Scalar::F64, 0.5f64.to_bits(), Scalar::I64, 0));
        assert!(compare(CmpOp::Lt, Scalar::F64, (-0.5f64).to_bits(), Scalar::I64, 0));
        assert!(!compare(CmpOp::Le, Scalar::F64, f64::NAN.to_bits(), Scalar::I64, 0));
        assert!(compare(CmpOp::Ne, Scalar::I64, 0, Scalar::F64, f64::NAN.to_bits()));
    }

    #[test]
    fn casts() {
        let f = |x: f64, to, mode| cast(Scalar::F64, to, mode, x.to_bits()).map(|b| b as i64);
        assert_eq!(f(-1.9, Scalar::I64, Overflow::Raise), Ok(-1));
        assert_eq!(f(9.3e18, Scalar::I64, Overflow::Raise), Err(Fault::Range(Scalar::I64)));
        assert_eq!(f(300.0, Scalar::U8, Overflow::Wrap), Ok(44));
        assert_eq!(f(f64::INFINITY, Scalar::U8, Overflow::Saturate), Ok(255));
        assert_eq!(f(f64::NAN, Scalar::U8, Overflow::Saturate), Err(Fault::NanToInt));
        assert_eq!(cast(Scalar::I64, Scalar::I8, Overflow::Wrap, 200), Ok(-56i64 as u64));
        assert_eq!(
            cast(Scalar::U64, Scalar::F64, Overflow::Raise, u64::MAX),
            Ok(1.8446744073709552e19f64.to_bits())
        );
    }
}
