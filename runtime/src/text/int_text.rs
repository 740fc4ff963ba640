//! Integers as text: the literals of `int(str, base)`, digits in any base, and the 4,300-digit limit.

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{Signed, ToPrimitive, Zero};

use super::fault::{Fault, Outcome};

/// The default of `sys.set_int_max_str_digits`: conversions of longer numbers to or from decimal are refused.
pub const MAX_STR_DIGITS: usize = 4300;

/// An integer read from text: most fit a machine word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parsed {
    /// Fits an `i64`.
    Small(i64),
    /// Does not.
    Big(BigInt),
}

/// Why text is not an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotInt {
    /// Bad syntax: the caller reports the original text with [`invalid_literal`].
    Syntax,
    /// More decimal digits than the limit.
    TooLong(usize),
}

/// The fault for text that is no integer; `shown` is the `repr` of what the program passed.
pub fn invalid_literal(shown: &str, base: u32) -> Fault {
    // CPython shows at most 200 characters of the text.
    let shown: String = shown.chars().take(200).collect();
    Fault::value(format!("invalid literal for int() with base {base}: {shown}"))
}

/// The fault for a decimal text of `digits` digits, more than `limit`.
pub fn too_many_digits_in(digits: usize, limit: usize) -> Fault {
    Fault::value(format!(
        "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; \
         use sys.set_int_max_str_digits() to increase the limit"
    ))
}

/// The fault for a number whose decimal text would be longer than `limit`.
pub fn too_many_digits_out(limit: usize) -> Fault {
    Fault::value(format!(
        "Exceeds the limit ({limit} digits) for integer string conversion; \
         use sys.set_int_max_str_digits() to increase the limit"
    ))
}

/// Reads already trimmed ASCII text as `int(text, base)` does; `base` is 0 or 2..=36. A `limit` of 0 is none.
pub fn parse(text: &[u8], base: u32, limit: usize) -> Result<Parsed, NotInt> {
    let (negative, mut body) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let mut radix = base;
    let mut only_zero = false;
    if radix == 0 {
        radix = match body {
            [b'0', b'x' | b'X', ..] => 16,
            [b'0', b'o' | b'O', ..] => 8,
            [b'0', b'b' | b'B', ..] => 2,
            [b'0', ..] => {
                // "00" is zero but "01" is the octal of old and no literal.
                only_zero = true;
                10
            }
            _ => 10,
        };
    }
    let prefixed = matches!(
        (radix, body),
        (16, [b'0', b'x' | b'X', ..]) | (8, [b'0', b'o' | b'O', ..]) | (2, [b'0', b'b' | b'B', ..])
    );
    if prefixed {
        body = body.get(2..).unwrap_or(b"");
        // One underscore may follow the prefix.
        if let [b'_', rest @ ..] = body {
            body = rest;
        }
    }
    let mut small: i64 = 0;
    let mut overflow = false;
    let mut previous = b'_';
    let mut count = 0usize;
    for b in body {
        if *b == b'_' {
            if previous == b'_' {
                return Err(NotInt::Syntax);
            }
        } else {
            let digit = match b {
                b'0'..=b'9' => u32::from(b - b'0'),
                b'a'..=b'z' => u32::from(b - b'a') + 10,
                b'A'..=b'Z' => u32::from(b - b'A') + 10,
                _ => 99,
            };
            if digit >= radix {
                return Err(NotInt::Syntax);
            }
            count += 1;
            if !overflow {
                match small.checked_mul(i64::from(radix)).and_then(|v| v.checked_add(i64::from(digit))) {
                    Some(v) => small = v,
                    None => overflow = true,
                }
            }
        }
        previous = *b;
    }
    if previous == b'_' || (only_zero && (overflow || small != 0)) {
        return Err(NotInt::Syntax);
    }
    if limit != 0 && !radix.is_power_of_two() && count > limit {
        return Err(NotInt::TooLong(count));
    }
    if !overflow {
        return Ok(Parsed::Small(if negative { -small } else { small }));
    }
    let digits: Vec<u8> = body
        .iter()
        .filter(|b| **b != b'_')
        .map(|b| match b {
            b'0'..=b'9' => b - b'0',
            _ => (b | 0x20) - b'a' + 10,
        })
        .collect();
    let magnitude = from_digits(&digits, radix);
    let sign = if negative { Sign::Minus } else { Sign::Plus };
    let value = BigInt::from_biguint(sign, magnitude);
    // Only i64::MIN overflows while it is read and still fits.
    Ok(value.to_i64().map_or(Parsed::Big(value), Parsed::Small))
}

/// The value of digits (most significant first) in `radix`, by halves so that long numbers use fast products.
fn from_digits(digits: &[u8], radix: u32) -> BigUint {
    if radix.is_power_of_two() || digits.len() <= 512 {
        return BigUint::from_radix_be(digits, radix).unwrap_or_default();
    }
    // The powers of the radix that the halves need, smallest block first.
    let mut powers = vec![BigUint::from(radix).pow(256)];
    let mut block = 256usize;
    while block * 2 < digits.len() {
        if let Some(last) = powers.last() {
            powers.push(last * last);
        }
        block *= 2;
    }
    join_blocks(digits, radix, block, &powers)
}

fn join_blocks(digits: &[u8], radix: u32, block: usize, powers: &[BigUint]) -> BigUint {
    let Some((power, smaller)) = powers.split_last() else {
        return BigUint::from_radix_be(digits, radix).unwrap_or_default();
    };
    if digits.len() <= block {
        return join_blocks(digits, radix, block / 2, smaller);
    }
    let (high, low) = digits.split_at(digits.len() - block);
    join_blocks(high, radix, block / 2, smaller) * power + join_blocks(low, radix, block / 2, smaller)
}

/// Appends the decimal digits of a machine integer.
#[inline]
pub fn push_i64(out: &mut String, value: i64) {
    let mut buffer = [0u8; 20];
    out.push_str(decimal(value, &mut buffer));
}

/// The decimal text of a machine integer, in `buffer`.
#[inline]
pub fn decimal(value: i64, buffer: &mut [u8; 20]) -> &str {
    const PAIRS: &[u8; 200] = b"0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    let mut at = buffer.len();
    let mut rest = value.unsigned_abs();
    while rest >= 100 {
        let pair = (rest % 100) as usize * 2;
        rest /= 100;
        at -= 2;
        buffer[at] = PAIRS[pair];
        buffer[at + 1] = PAIRS[pair + 1];
    }
    if rest >= 10 {
        let pair = rest as usize * 2;
        at -= 2;
        buffer[at] = PAIRS[pair];
        buffer[at + 1] = PAIRS[pair + 1];
    } else {
        at -= 1;
        buffer[at] = b'0' + rest as u8;
    }
    if value < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    std::str::from_utf8(&buffer[at..]).unwrap_or("")
}

/// The decimal text of a big integer, or the fault when it has more than `limit` digits (0: no limit).
pub fn big_decimal(value: &BigInt, limit: usize) -> Outcome<String> {
    if limit != 0 {
        // A number of n bits has more than n * 0.30102 digits, so the estimate refuses without converting.
        let at_least = value.bits().saturating_sub(1) as f64 * std::f64::consts::LOG10_2;
        if at_least >= limit as f64 + 1.0 {
            return Err(too_many_digits_out(limit));
        }
    }
    let text = decimal_of(value);
    if limit != 0 && text.len() - usize::from(value.is_negative()) > limit {
        return Err(too_many_digits_out(limit));
    }
    Ok(text)
}

/// The decimal text of a big integer: divides by 10**19 again and again, each step by a product with the reciprocal.
fn decimal_of(value: &BigInt) -> String {
    const BASE: u64 = 10_000_000_000_000_000_000;
    const RECIPROCAL: u64 = (u128::MAX / BASE as u128 - (1 << 64)) as u64;
    let mut limbs: Vec<u64> = value.magnitude().to_u64_digits();
    if limbs.len() > 2000 {
        return value.to_str_radix(10);
    }
    let mut chunks: Vec<u64> = Vec::with_capacity(limbs.len() + 1);
    while !limbs.is_empty() {
        let mut rest = 0;
        for limb in limbs.iter_mut().rev() {
            (*limb, rest) = divide(rest, *limb, BASE, RECIPROCAL);
        }
        chunks.push(rest);
        while limbs.last() == Some(&0) {
            limbs.pop();
        }
    }
    let mut out = String::with_capacity(chunks.len() * 19 + 1);
    if value.is_negative() {
        out.push('-');
    }
    let mut chunks = chunks.iter().rev();
    // The first chunk has no leading zeros, the others have all of their 19 digits.
    out.push_str(&chunks.next().copied().unwrap_or(0).to_string());
    let mut text = [0u8; 19];
    for chunk in chunks {
        let mut rest = *chunk;
        for digit in text.iter_mut().rev() {
            *digit = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        out.push_str(std::str::from_utf8(&text).unwrap_or(""));
    }
    out
}

/// `(high * 2**64 + low)` divided by `d`, which has its top bit set, with `high < d`: quotient and rest by Möller and
/// Granlund's method, with the reciprocal `(2**128 - 1) / d - 2**64`.
#[inline]
fn divide(high: u64, low: u64, d: u64, reciprocal: u64) -> (u64, u64) {
    let estimate =
        (u128::from(reciprocal) * u128::from(high)).wrapping_add(u128::from(high) << 64 | u128::from(low));
    let mut quotient = ((estimate >> 64) as u64).wrapping_add(1);
    let mut rest = low.wrapping_sub(quotient.wrapping_mul(d));
    if rest > estimate as u64 {
        quotient = quotient.wrapping_sub(1);
        rest = rest.wrapping_add(d);
    }
    if rest >= d {
        quotient += 1;
        rest -= d;
    }
    (quotient, rest)
}

/// The digits of the magnitude of a big integer in base 2, 8 or 16, lower case, without prefix or sign.
pub fn big_digits(value: &BigInt, base: u32) -> String {
    value.magnitude().to_str_radix(base)
}

/// The digits of a magnitude in base 2, 8 or 16, lower case, without prefix.
pub fn small_digits(value: u64, base: u32) -> String {
    match base {
        2 => format!("{value:b}"),
        8 => format!("{value:o}"),
        16 => format!("{value:x}"),
        _ => value.to_string(),
    }
}

/// `bin(i)`, `oct(i)` and `hex(i)`.
pub fn prefixed(negative: bool, digits: &str, base: u32) -> String {
    let prefix = match base {
        2 => "0b",
        8 => "0o",
        _ => "0x",
    };
    let sign = if negative { "-" } else { "" };
    format!("{sign}{prefix}{digits}")
}

/// `i.to_bytes(length, byteorder, signed=...)`.
pub fn to_bytes(value: &BigInt, length: usize, big_endian: bool, signed: bool) -> Outcome<Vec<u8>> {
    if value.is_negative() && !signed {
        return Err(Fault::overflow("can't convert negative int to unsigned"));
    }
    let mut bytes = if signed {
        if value.is_zero() { Vec::new() } else { value.to_signed_bytes_le() }
    } else if value.is_zero() {
        Vec::new()
    } else {
        value.magnitude().to_bytes_le()
    };
    if bytes.len() > length {
        return Err(Fault::overflow("int too big to convert"));
    }
    bytes.resize(length, if value.is_negative() { 0xff } else { 0 });
    if big_endian {
        bytes.reverse();
    }
    Ok(bytes)
}

/// `int.from_bytes(bytes, byteorder, signed=...)`.
pub fn from_bytes(bytes: &[u8], big_endian: bool, signed: bool) -> BigInt {
    match (big_endian, signed) {
        (true, true) => BigInt::from_signed_bytes_be(bytes),
        (false, true) => BigInt::from_signed_bytes_le(bytes),
        (true, false) => BigInt::from_bytes_be(Sign::Plus, bytes),
        (false, false) => BigInt::from_bytes_le(Sign::Plus, bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small(text: &str, base: u32) -> Option<i64> {
        match parse(text.as_bytes(), base, MAX_STR_DIGITS) {
            Ok(Parsed::Small(v)) => Some(v),
            _ => None,
        }
    }

    #[test]
    fn literals() {
        for (text, base, value) in [
            ("12", 10, Some(12)),
            ("-12", 10, Some(-12)),
            ("+0", 10, Some(0)),
            ("1_000", 10, Some(1000)),
            ("ff", 16, Some(255)),
            ("0xFf", 16, Some(255)),
            ("0xFf", 0, Some(255)),
            ("0x_f", 0, Some(15)),
            ("0b101", 0, Some(5)),
            ("0b1", 16, Some(0xb1)),
            ("0o17", 8, Some(15)),
            ("z", 36, Some(35)),
            ("00", 0, Some(0)),
            ("0_0", 0, Some(0)),
            ("01", 0, None),
            ("01", 10, Some(1)),
            ("", 10, None),
            ("-", 10, None),
            ("_1", 10, None),
            ("1_", 10, None),
            ("1__1", 10, None),
            ("0x", 16, None),
            ("0x__1", 16, None),
            ("12a", 10, None),
            ("2", 2, None),
            ("-9223372036854775808", 10, Some(i64::MIN)),
            ("9223372036854775807", 10, Some(i64::MAX)),
            ("9223372036854775808", 10, None),
        ] {
            assert_eq!(small(text, base), value, "{text} base {base}");
        }
        let long = "1".repeat(4301);
        assert_eq!(parse(long.as_bytes(), 10, MAX_STR_DIGITS), Err(NotInt::TooLong(4301)));
        assert!(parse(long.as_bytes(), 16, MAX_STR_DIGITS).is_ok());
    }

    #[test]
    fn long_numbers_round_trip() {
        for digits in [20, 511, 513, 1000, 4099] {
            let text: String = (0..digits).map(|i| char::from(b'1' + (i * 7 % 9) as u8)).collect();
            match parse(text.as_bytes(), 10, 0) {
                Ok(Parsed::Big(v)) => assert_eq!(big_decimal(&v, 0), Ok(text)),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn limit_on_output() {
        let ten = BigInt::from(10);
        assert!(big_decimal(&ten.pow(4299), MAX_STR_DIGITS).is_ok());
        assert!(big_decimal(&ten.pow(4300), MAX_STR_DIGITS).is_err());
        assert!(big_decimal(&(1 - ten.pow(4300)), MAX_STR_DIGITS).is_ok());
        assert!(big_decimal(&ten.pow(100_000), MAX_STR_DIGITS).is_err());
    }

    #[test]
    fn decimal_of_machine_integers() {
        let mut buffer = [0; 20];
        for v in [0, 5, 10, 99, 100, -1, 12345, i64::MAX, i64::MIN] {
            assert_eq!(decimal(v, &mut buffer), v.to_string());
        }
    }

    #[test]
    fn bytes() {
        let b = |v: i64, n, big, signed| to_bytes(&BigInt::from(v), n, big, signed);
        assert_eq!(b(258, 2, true, false), Ok(vec![1, 2]));
        assert_eq!(b(258, 4, false, false), Ok(vec![2, 1, 0, 0]));
        assert_eq!(b(-1, 2, true, true), Ok(vec![255, 255]));
        assert_eq!(b(-128, 1, true, true), Ok(vec![128]));
        assert!(b(128, 1, true, true).is_err());
        assert!(b(-1, 1, true, false).is_err());
        assert_eq!(b(0, 0, true, false), Ok(vec![]));
        assert_eq!(from_bytes(&[255, 254], true, true), BigInt::from(-2));
        assert_eq!(from_bytes(&[], true, true), BigInt::from(0));
    }
}
