//! Integer arithmetic where Python differs from the machine: floors, shifts of negatives, modular powers, correctly
//! rounded division, and estimates of sizes so that a huge result is refused before it is computed.

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::fault::{Fault, Outcome};
use super::float_ops;

/// Results of more bits than this are refused with `MemoryError` before any work is done: 2**31 bits, 256 MiB.
pub const MAX_BITS: u64 = 1 << 31;

const ZERO_DIVISION: &str = "integer division or modulo by zero";
const MODULO_ZERO: &str = "integer modulo by zero";

/// `a // b` for machine integers; `None` when the quotient does not fit.
#[inline]
pub fn floor_div_small(a: i64, b: i64) -> Option<i64> {
    let q = a.checked_div(b)?;
    Some(if (a % b != 0) && ((a < 0) != (b < 0)) { q - 1 } else { q })
}

/// `a % b` for machine integers, `b` not zero.
#[inline]
pub fn modulo_small(a: i64, b: i64) -> i64 {
    let r = a.wrapping_rem(b);
    if r != 0 && ((r < 0) != (b < 0)) { r + b } else { r }
}

/// `a // b`.
pub fn floor_div(a: &BigInt, b: &BigInt) -> Outcome<BigInt> {
    if b.is_zero() {
        return Err(Fault::zero_division(ZERO_DIVISION));
    }
    Ok(a.div_floor(b))
}

/// `a % b`.
pub fn modulo(a: &BigInt, b: &BigInt) -> Outcome<BigInt> {
    if b.is_zero() {
        return Err(Fault::zero_division(MODULO_ZERO));
    }
    Ok(a.mod_floor(b))
}

/// `divmod(a, b)`.
pub fn div_mod(a: &BigInt, b: &BigInt) -> Outcome<(BigInt, BigInt)> {
    if b.is_zero() {
        return Err(Fault::zero_division(ZERO_DIVISION));
    }
    Ok(a.div_mod_floor(b))
}

/// `a / b` for machine integers, correctly rounded.
#[inline]
pub fn true_div_small(a: i64, b: i64) -> Outcome<f64> {
    const EXACT: u64 = 1 << 53;
    if b == 0 {
        return Err(Fault::zero_division("division by zero"));
    }
    if a.unsigned_abs() <= EXACT && b.unsigned_abs() <= EXACT {
        return Ok(a as f64 / b as f64);
    }
    true_div(&BigInt::from(a), &BigInt::from(b))
}

/// `a / b`, correctly rounded: half to even, however large both are.
pub fn true_div(a: &BigInt, b: &BigInt) -> Outcome<f64> {
    if b.is_zero() {
        return Err(Fault::zero_division("division by zero"));
    }
    let negative = a.is_negative() != b.is_negative();
    let signed = |x: f64| if negative { -x } else { x };
    if a.is_zero() {
        return Ok(signed(0.0));
    }
    // Scale so that the quotient has at least 66 bits, make the rest sticky, and let one conversion round.
    let difference = a.bits() as i64 - b.bits() as i64;
    if difference > 1024 {
        return Err(Fault::overflow("integer division result too large for a float"));
    }
    if difference < -1080 {
        return Ok(signed(0.0));
    }
    let shift = 66 - difference;
    let (mut n, mut d) = (a.magnitude().clone(), b.magnitude().clone());
    if shift > 0 {
        n <<= shift as u64;
    } else {
        d <<= shift.unsigned_abs();
    }
    let (quotient, rest) = n.div_rem(&d);
    // The quotient has 66 or 67 bits: keep 53, or fewer for a subnormal result.
    let mut sticky = !rest.is_zero();
    let bits = quotient.bits() as i64;
    let last = (bits - 53).max(-1074 + shift);
    let kept = &quotient >> last as u64;
    let lost = &quotient - (&kept << last as u64);
    let half = BigUint::one() << (last as u64 - 1);
    sticky |= lost != half;
    let mut kept = kept.to_u64().unwrap_or(0);
    if lost > half || (lost == half && (sticky || kept & 1 == 1)) {
        kept += 1;
    }
    let value = float_ops::ldexp(kept as f64, last - shift);
    if value.is_infinite() {
        return Err(Fault::overflow("integer division result too large for a float"));
    }
    Ok(signed(value))
}

/// `a << b`.
pub fn shift_left(a: &BigInt, b: &BigInt) -> Outcome<BigInt> {
    if b.is_negative() {
        return Err(Fault::value("negative shift count"));
    }
    if a.is_zero() {
        return Ok(BigInt::zero());
    }
    match b.to_u64() {
        Some(n) if n.saturating_add(a.bits()) <= MAX_BITS => Ok(a << n),
        Some(n) if n <= i64::MAX as u64 => Err(Fault::memory()),
        _ => Err(Fault::overflow("too many digits in integer")),
    }
}

/// `a >> b`, which rounds to minus infinity.
pub fn shift_right(a: &BigInt, b: &BigInt) -> Outcome<BigInt> {
    if b.is_negative() {
        return Err(Fault::value("negative shift count"));
    }
    match b.to_u64() {
        Some(n) if n < a.bits() => Ok(a >> n),
        _ => Ok(if a.is_negative() { -BigInt::one() } else { BigInt::zero() }),
    }
}

/// `a * b`, refused when the product would be too large to hold.
pub fn multiply(a: &BigInt, b: &BigInt) -> Outcome<BigInt> {
    if a.bits().saturating_add(b.bits()) > MAX_BITS {
        return Err(Fault::memory());
    }
    Ok(a * b)
}

/// `base ** exponent` for an exponent that is not negative.
pub fn pow(base: &BigInt, exponent: &BigInt) -> Outcome<BigInt> {
    if exponent.is_zero() || base.is_one() {
        return Ok(BigInt::one());
    }
    if base.is_zero() {
        return Ok(BigInt::zero());
    }
    if base.magnitude().is_one() {
        return Ok(if exponent.is_odd() { -BigInt::one() } else { BigInt::one() });
    }
    let Some(exponent) = exponent.to_u32() else { return Err(Fault::memory()) };
    if (base.bits() - 1).saturating_mul(u64::from(exponent)) > MAX_BITS {
        return Err(Fault::memory());
    }
    // Powers of two within the base become one shift.
    let zeros = base.trailing_zeros().unwrap_or(0);
    if zeros > 0 {
        let odd = base >> zeros;
        return Ok(odd.pow(exponent) << (zeros * u64::from(exponent)));
    }
    Ok(base.pow(exponent))
}

/// `base ** exponent` while it fits an `i64`, for an exponent that is not negative.
#[inline]
pub fn pow_small(base: i64, exponent: i64) -> Option<i64> {
    u32::try_from(exponent).ok().and_then(|e| base.checked_pow(e))
}

/// `pow(base, exponent, modulus)`.
pub fn pow_mod(base: &BigInt, exponent: &BigInt, modulus: &BigInt) -> Outcome<BigInt> {
    if modulus.is_zero() {
        return Err(Fault::value("pow() 3rd argument cannot be 0"));
    }
    let magnitude = modulus.abs();
    let mut base = base.mod_floor(&magnitude);
    let mut exponent = exponent.clone();
    if exponent.is_negative() {
        base = inverse(&base, &magnitude)
            .ok_or_else(|| Fault::value("base is not invertible for the given modulus"))?;
        exponent = -exponent;
    }
    // Montgomery's form is dear to set up: it pays for long exponents.
    let result = match exponent.to_u64() {
        Some(exponent) if magnitude.bits() > 64 => pow_mod_short(&base, exponent, &magnitude),
        _ => base.modpow(&exponent, &magnitude),
    };
    // The result takes the sign of the modulus.
    Ok(if modulus.is_negative() && !result.is_zero() { result + modulus } else { result })
}

/// `pow(base, exponent, modulus)` of machine integers, the exponent not negative and the modulus positive.
pub fn pow_mod_small(base: i64, exponent: i64, modulus: i64) -> i64 {
    let m = modulus as u128;
    let mut base = base.rem_euclid(modulus) as u128;
    let mut result = 1 % m;
    let mut exponent = exponent;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % m;
        }
        base = base * base % m;
        exponent >>= 1;
    }
    result as i64
}

/// `base ** exponent % modulus` for a base that is not negative and below the modulus, from the exponent's first bit on.
fn pow_mod_short(base: &BigInt, exponent: u64, modulus: &BigInt) -> BigInt {
    let mut result = BigInt::one();
    for bit in (0..u64::BITS - exponent.leading_zeros()).rev() {
        result = &result * &result % modulus;
        if exponent >> bit & 1 == 1 {
            result = result * base % modulus;
        }
    }
    result
}

fn inverse(a: &BigInt, modulus: &BigInt) -> Option<BigInt> {
    if modulus.is_one() {
        return Some(BigInt::zero());
    }
    let found = a.extended_gcd(modulus);
    found.gcd.is_one().then(|| found.x.mod_floor(modulus))
}

/// `round(i, places)` for negative `places`: to a multiple of a power of ten, half to even.
pub fn round_places(value: &BigInt, places: i64) -> BigInt {
    if places >= 0 || value.is_zero() {
        return value.clone();
    }
    let zeros = places.unsigned_abs();
    // 10**zeros above 4 times the value: the result is zero.
    if zeros.saturating_mul(3) > value.bits().saturating_add(8) {
        return BigInt::zero();
    }
    let unit = BigInt::from(10).pow(zeros as u32);
    let (mut quotient, rest) = value.div_mod_floor(&unit);
    let twice: BigInt = rest * 2;
    if twice > unit || (twice == unit && quotient.is_odd()) {
        quotient += 1;
    }
    quotient * unit
}

/// `i.bit_length()`.
pub fn bit_length(value: &BigInt) -> u64 {
    value.bits()
}

/// `i.bit_count()`: the ones of the magnitude.
pub fn bit_count(value: &BigInt) -> u64 {
    value.magnitude().iter_u64_digits().map(|d| u64::from(d.count_ones())).sum()
}

/// `math.isqrt` of a number that is not negative.
pub fn isqrt(value: &BigInt) -> BigInt {
    BigInt::from_biguint(if value.is_zero() { Sign::NoSign } else { Sign::Plus }, value.magnitude().sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> BigInt {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn floors() {
        for (a, b, q, r) in [(7, 2, 3, 1), (-7, 2, -4, 1), (7, -2, -4, -1), (-7, -2, 3, -1), (6, 3, 2, 0)] {
            assert_eq!(floor_div_small(a, b), Some(q));
            assert_eq!(modulo_small(a, b), r);
            assert_eq!(div_mod(&BigInt::from(a), &BigInt::from(b)), Ok((BigInt::from(q), BigInt::from(r))));
        }
        assert_eq!(floor_div_small(i64::MIN, -1), None);
        assert_eq!(modulo_small(i64::MIN, -1), 0);
    }

    #[test]
    fn true_division_rounds_once() {
        assert_eq!(true_div(&big("1"), &big("3")), Ok(1.0 / 3.0));
        assert_eq!(true_div_small((1 << 60) + 1, 3), Ok(3.843071682022823e17));
        assert_eq!(true_div(&big("-10").pow(400), &big("10").pow(399)), Ok(10.0));
        assert!(true_div(&big("10").pow(400), &big("1")).is_err());
        assert_eq!(true_div(&big("1"), &(BigInt::one() << 1074)), Ok(5e-324));
        assert_eq!(true_div(&big("1"), &(BigInt::one() << 1075)), Ok(0.0));
        assert_eq!(true_div(&big("3"), &(BigInt::one() << 1076)), Ok(5e-324));
    }

    #[test]
    fn shifts() {
        assert_eq!(shift_right(&big("-5"), &big("1")), Ok(big("-3")));
        assert_eq!(shift_right(&big("-5"), &big("100")), Ok(big("-1")));
        assert_eq!(shift_left(&big("1"), &big("70")), Ok(big("1180591620717411303424")));
        assert!(shift_left(&big("1"), &big("-1")).is_err());
        assert!(shift_left(&big("1"), &big("1000000000000")).is_err());
        assert_eq!(shift_left(&big("0"), &big("1000000000000")), Ok(big("0")));
    }

    #[test]
    fn powers() {
        assert_eq!(pow(&big("-3"), &big("3")), Ok(big("-27")));
        assert_eq!(pow(&big("10"), &big("20")), Ok(big("100000000000000000000")));
        assert_eq!(pow(&big("-1"), &big("100000000000000000001")), Ok(big("-1")));
        assert!(pow(&big("2"), &big("100000000000")).is_err());
        assert_eq!(pow_mod(&big("3"), &big("-1"), &big("7")), Ok(big("5")));
        assert_eq!(pow_mod(&big("3"), &big("2"), &big("-7")), Ok(big("-5")));
        assert_eq!(pow_mod(&big("3"), &big("2"), &big("1")), Ok(big("0")));
        assert_eq!(pow_mod_small(-3, 5, 7), 2);
        assert_eq!(pow_mod_small(i64::MIN, 3, i64::MAX), i64::MAX - 1);
        assert_eq!(pow_mod_small(5, 0, 1), 0);
        assert!(pow_mod(&big("2"), &big("-1"), &big("4")).is_err());
    }

    #[test]
    fn short_exponents_and_long_moduli() {
        let modulus = big("10").pow(50) + 151;
        for exponent in [0u64, 1, 2, 63, 1 << 40, u64::MAX] {
            let exponent = BigInt::from(exponent);
            assert_eq!(
                pow_mod(&big("12345"), &exponent, &modulus),
                Ok(big("12345").modpow(&exponent, &modulus))
            );
        }
    }

    #[test]
    fn rounds_to_tens() {
        for (v, n, r) in
            [(1234, -2, 1200), (1250, -2, 1200), (1350, -2, 1400), (-15, -1, -20), (-25, -1, -20)]
        {
            assert_eq!(round_places(&BigInt::from(v), n), BigInt::from(r));
        }
        assert_eq!(round_places(&BigInt::from(5), -400), BigInt::from(0));
        assert_eq!(round_places(&BigInt::from(99), -2), BigInt::from(100));
    }
}
