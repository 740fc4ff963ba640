//! Float arithmetic where Python differs from the machine: floor division, modulo, power, rounding to places,
//! exact comparison with integers, and the ratio of a float.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::fault::{Fault, Outcome};

/// `x * 2**exponent` with one rounding.
pub fn ldexp(x: f64, exponent: i64) -> f64 {
    let mut x = x;
    let mut exponent = exponent.clamp(-4200, 4200);
    if x == 0.0 || !x.is_finite() || exponent == 0 {
        return x;
    }
    // Bring the value into [1, 2) first, so that only the last step can round.
    let (mantissa, own) = frexp(x);
    x = mantissa * 2.0;
    exponent += own - 1;
    if exponent > 1023 {
        return f64::INFINITY.copysign(x);
    }
    if exponent >= -1022 {
        return x * power_of_two(exponent);
    }
    if exponent < -1080 {
        return 0.0f64.copysign(x);
    }
    // Subnormal: the product of an exact number and the smallest normal power rounds once.
    x * power_of_two(exponent + 200) * power_of_two(-200)
}

/// `2**exponent` for the exponents of normal floats.
fn power_of_two(exponent: i64) -> f64 {
    f64::from_bits(((exponent + 1023) as u64) << 52)
}

/// `math.frexp`: a mantissa in [0.5, 1) and an exponent.
pub fn frexp(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (x, bias) = if x.abs() < f64::MIN_POSITIVE { (x * power_of_two(64), -64) } else { (x, 0) };
    let bits = x.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64 - 1022;
    (f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52), exponent + bias)
}

/// `(x // y, x % y)` for a divisor that is not zero.
#[inline]
fn floor_div_mod(x: f64, y: f64) -> (f64, f64) {
    let mut rem = x % y;
    let mut quotient = (x - rem) / y;
    if rem != 0.0 {
        if (y < 0.0) != (rem < 0.0) {
            rem += y;
            quotient -= 1.0;
        }
    } else {
        rem = 0.0f64.copysign(y);
    }
    let floor = if quotient != 0.0 {
        let floor = quotient.floor();
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    } else {
        0.0f64.copysign(x / y)
    };
    (floor, rem)
}

/// `x // y`.
#[inline]
pub fn floor_div(x: f64, y: f64) -> Outcome<f64> {
    if y == 0.0 {
        return Err(Fault::zero_division("float floor division by zero"));
    }
    Ok(floor_div_mod(x, y).0)
}

/// `x % y`.
#[inline]
pub fn modulo(x: f64, y: f64) -> Outcome<f64> {
    if y == 0.0 {
        return Err(Fault::zero_division("float modulo"));
    }
    let rem = x % y;
    Ok(if rem == 0.0 {
        0.0f64.copysign(y)
    } else if (y < 0.0) != (rem < 0.0) {
        rem + y
    } else {
        rem
    })
}

/// `divmod(x, y)`.
pub fn div_mod(x: f64, y: f64) -> Outcome<(f64, f64)> {
    if y == 0.0 {
        return Err(Fault::zero_division("float divmod()"));
    }
    Ok(floor_div_mod(x, y))
}

/// `x / y`.
#[inline]
pub fn true_div(x: f64, y: f64) -> Outcome<f64> {
    if y == 0.0 {
        return Err(Fault::zero_division("float division by zero"));
    }
    Ok(x / y)
}

/// The result of `x ** y` for floats: a negative base with a fractional exponent leaves the real numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Power {
    /// A float.
    Real(f64),
    /// The caller computes the complex power.
    Complex,
}

/// `x ** y`.
pub fn pow(x: f64, y: f64) -> Outcome<Power> {
    if x == 0.0 && y < 0.0 {
        return Err(Fault::zero_division("0.0 cannot be raised to a negative power"));
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y != y.floor() {
        return Ok(Power::Complex);
    }
    let result = x.powf(y);
    if result.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(Fault::overflow("(34, 'Numerical result out of range')"));
    }
    Ok(Power::Real(result))
}

/// `round(x, places)` for a float: correctly rounded in decimal, half to even.
pub fn round_places(x: f64, places: i64) -> Outcome<f64> {
    if !x.is_finite() || x == 0.0 || places > 323 {
        return Ok(x);
    }
    if places < -308 {
        return Ok(0.0f64.copysign(x));
    }
    // Below 2**53 the scaled integer and the power of ten are exact floats, so one division rounds correctly.
    if (0..16).contains(&places)
        && let Some(value) = super::float_repr::scaled(x, places as usize)
        && value < 1 << 53
    {
        return Ok((value as f64 / 10f64.powi(places as i32)).copysign(x));
    }
    let text = if places >= 0 {
        // `x.abs()` has no more than 1,074 places, and 323 is enough to return it unchanged.
        format!("{:.*}", places as usize, x)
    } else {
        round_to_tens(x, places.unsigned_abs() as usize)
    };
    let rounded = text.parse::<f64>().unwrap_or(x);
    if rounded.is_infinite() {
        return Err(Fault::overflow("rounded value too large to represent"));
    }
    Ok(if rounded == 0.0 { 0.0f64.copysign(x) } else { rounded })
}

/// The decimal text of `x` rounded to a multiple of `10**zeros`, half to even.
fn round_to_tens(x: f64, zeros: usize) -> String {
    // The text of all digits is exact, so looking at it decides every tie.
    let text = format!("{:.1080}", x.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let sign = if x < 0.0 { "-" } else { "" };
    let whole = format!("{whole:0>width$}", width = zeros + 1);
    let (kept, lost) = whole.split_at(whole.len() - zeros);
    let half = lost.bytes().next().unwrap_or(b'0').cmp(&b'5').then_with(|| {
        let rest_zero = lost.bytes().skip(1).chain(fraction.bytes()).all(|b| b == b'0');
        if rest_zero { Ordering::Equal } else { Ordering::Greater }
    });
    let odd = kept.bytes().last().is_some_and(|b| b & 1 == 1);
    let kept: BigInt = kept.parse().unwrap_or_default();
    let kept = if half == Ordering::Greater || (half == Ordering::Equal && odd) { kept + 1 } else { kept };
    format!("{sign}{kept}e{zeros}")
}

/// `round(x)`: the nearest integer, half to even, as a float with an integral value.
#[inline]
pub fn round_half_even(x: f64) -> f64 {
    x.round_ties_even()
}

/// `int(x)`: towards zero.
pub fn to_int(x: f64) -> Outcome<BigInt> {
    if x.is_nan() {
        return Err(Fault::value("cannot convert float NaN to integer"));
    }
    if x.is_infinite() {
        return Err(Fault::overflow("cannot convert float infinity to integer"));
    }
    Ok(integral_to_int(x.trunc()))
}

/// The integer equal to a finite float without a fraction.
pub fn integral_to_int(x: f64) -> BigInt {
    if x.abs() < 9.0e18 {
        return BigInt::from(x as i64);
    }
    let bits = x.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64 - 1075;
    let mantissa = BigInt::from((bits & ((1 << 52) - 1)) | 1 << 52);
    let magnitude =
        if exponent >= 0 { mantissa << exponent as u64 } else { mantissa >> exponent.unsigned_abs() };
    if x < 0.0 { -magnitude } else { magnitude }
}

/// `x.as_integer_ratio()`.
pub fn as_integer_ratio(x: f64) -> Outcome<(BigInt, BigInt)> {
    if x.is_nan() {
        return Err(Fault::value("cannot convert NaN to integer ratio"));
    }
    if x.is_infinite() {
        return Err(Fault::overflow("cannot convert Infinity to integer ratio"));
    }
    if x == 0.0 {
        return Ok((BigInt::zero(), BigInt::one()));
    }
    let (mantissa, exponent) = frexp(x);
    let mut numerator = (mantissa * power_of_two(53)) as i64;
    let mut exponent = exponent - 53;
    let zeros = i64::from(numerator.trailing_zeros());
    numerator >>= zeros;
    exponent += zeros;
    Ok(if exponent >= 0 {
        (BigInt::from(numerator) << exponent as u64, BigInt::one())
    } else {
        (BigInt::from(numerator), BigInt::one() << exponent.unsigned_abs())
    })
}

/// Compares an integer with a float exactly; `None` for NaN.
#[inline]
pub fn compare_small(i: i64, x: f64) -> Option<Ordering> {
    const EXACT: u64 = 1 << 53;
    if i.unsigned_abs() <= EXACT {
        return (i as f64).partial_cmp(&x);
    }
    if x.is_nan() {
        return None;
    }
    if x >= 9_223_372_036_854_775_808.0 {
        return Some(Ordering::Less);
    }
    if x < -9_223_372_036_854_775_808.0 {
        return Some(Ordering::Greater);
    }
    let floor = x.floor();
    Some(i.cmp(&(floor as i64)).then(if x > floor { Ordering::Less } else { Ordering::Equal }))
}

/// Compares a big integer with a float exactly; `None` for NaN.
pub fn compare_big(i: &BigInt, x: f64) -> Option<Ordering> {
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return Some(if x > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let floor = x.floor();
    Some(i.cmp(&integral_to_int(floor)).then(if x > floor { Ordering::Less } else { Ordering::Equal }))
}

/// `float(i)`: the nearest float, half to even.
pub fn from_big(i: &BigInt) -> Outcome<f64> {
    let too_large = || Fault::overflow("int too large to convert to float");
    let bits = i.bits();
    if bits > 1024 {
        return Err(too_large());
    }
    if bits <= 63 {
        return i.to_i64().map(|v| v as f64).ok_or_else(too_large);
    }
    let shift = bits - 64;
    let magnitude = i.magnitude();
    let top = (magnitude >> shift).to_u64().unwrap_or(u64::MAX);
    // The bits shifted out become one sticky bit, so that converting 64 bits rounds as the whole would.
    let sticky = shift > 0 && magnitude.trailing_zeros().is_some_and(|z| z < shift);
    let value = ldexp((top | u64::from(sticky)) as f64, shift as i64);
    if value.is_infinite() {
        return Err(too_large());
    }
    Ok(if i.is_negative() { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_operations() {
        assert_eq!(floor_div(7.0, 2.0), Ok(3.0));
        assert_eq!(floor_div(-7.0, 2.0), Ok(-4.0));
        assert_eq!(modulo(-7.0, 2.0), Ok(1.0));
        assert_eq!(modulo(7.0, -2.0), Ok(-1.0));
        assert_eq!(modulo(-1e-20, 3.0), Ok(3.0));
        assert_eq!(modulo(5.0, f64::INFINITY), Ok(5.0));
        assert_eq!(modulo(-5.0, f64::INFINITY), Ok(f64::INFINITY));
        assert_eq!(modulo(1.0, 0.0).map_err(|f| f.message), Err("float modulo".into()));
        assert_eq!(div_mod(-0.0, 3.0).map(|r| r.0.to_bits()), Ok((-0.0f64).to_bits()));
    }

    #[test]
    fn rounding() {
        for (x, n, r) in [
            (2.675, 2, 2.67),
            (0.5, 0, 0.0),
            (1.5, 0, 2.0),
            (2.5, 0, 2.0),
            (1234.5678, -2, 1200.0),
            (1250.0, -2, 1200.0),
            (1350.0, -2, 1400.0),
            (1250.0001, -2, 1300.0),
            (55.0, -1, 60.0),
            (-45.0, -1, -40.0),
            (1e22, -3, 1e22),
            (5.0, -1, 0.0),
            (6.0, -1, 10.0),
        ] {
            assert_eq!(round_places(x, n), Ok(r), "round({x}, {n})");
        }
        assert!(round_places(1.7976931348623157e308, -308).is_err());
    }

    #[test]
    fn comparisons() {
        assert_eq!(compare_small((1 << 53) + 1, 9007199254740992.0), Some(Ordering::Greater));
        assert_eq!(compare_small(i64::MAX, 9223372036854775808.0), Some(Ordering::Less));
        assert_eq!(compare_small(i64::MIN, -9223372036854775808.0), Some(Ordering::Equal));
        assert_eq!(compare_small(3, 3.5), Some(Ordering::Less));
        assert_eq!(compare_small(3, f64::NAN), None);
        assert_eq!(compare_big(&(BigInt::one() << 100), 2f64.powi(100)), Some(Ordering::Equal));
        assert_eq!(compare_big(&(BigInt::from(-1) << 100), -0.5), Some(Ordering::Less));
    }

    #[test]
    fn conversions() {
        assert!(from_big(&((BigInt::one() << 1024) - 1)).is_err());
        assert_eq!(from_big(&(BigInt::from(i64::MAX) * 2)), Ok(18446744073709551614.0));
        assert_eq!(to_int(1e23).map(|i| i.to_string()), Ok("99999999999999991611392".to_string()));
        assert_eq!(as_integer_ratio(0.1).map(|r| r.0), Ok(BigInt::from(3602879701896397i64)));
        assert_eq!(ldexp(1.5, -1075), 5e-324);
        assert_eq!(ldexp(5e-324, 1074), 1.0);
        assert_eq!(frexp(5e-324), (0.5, -1073));
    }
}
