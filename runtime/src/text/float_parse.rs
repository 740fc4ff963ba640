//! Text as a float: the argument of `float(str)`, `float.fromhex` and the writer `float.hex`.

use super::fault::{Fault, Outcome};

/// The value of an already trimmed ASCII literal as `float()` reads it, underscores included.
///
/// `None` means that the text is no number; the caller says so with the original text in the message.
pub fn parse(text: &[u8]) -> Option<f64> {
    let (negative, body) = match text.first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let magnitude = if body.first()?.is_ascii_alphabetic() {
        if body.eq_ignore_ascii_case(b"inf") || body.eq_ignore_ascii_case(b"infinity") {
            f64::INFINITY
        } else if body.eq_ignore_ascii_case(b"nan") {
            f64::NAN
        } else {
            return None;
        }
    } else {
        let clean = without_underscores(body)?;
        if !is_decimal_literal(&clean) {
            return None;
        }
        std::str::from_utf8(&clean).ok()?.parse::<f64>().ok()?
    };
    Some(if negative { -magnitude } else { magnitude })
}

/// Removes underscores, each of which must stand between two digits.
fn without_underscores(text: &[u8]) -> Option<std::borrow::Cow<'_, [u8]>> {
    if !text.contains(&b'_') {
        return Some(text.into());
    }
    let mut clean = Vec::with_capacity(text.len());
    let mut previous = 0u8;
    for (i, b) in text.iter().enumerate() {
        if *b == b'_' {
            if !previous.is_ascii_digit() || !text.get(i + 1).is_some_and(u8::is_ascii_digit) {
                return None;
            }
        } else {
            clean.push(*b);
        }
        previous = *b;
    }
    Some(clean.into())
}

/// `digits [. digits] [e [sign] digits]` with a digit before or after the point.
fn is_decimal_literal(text: &[u8]) -> bool {
    let digits = |from: usize| text.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
    let mut at = digits(0);
    let mut mantissa = at;
    if text.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        mantissa += fraction;
        at += 1 + fraction;
    }
    if mantissa == 0 {
        return false;
    }
    if matches!(text.get(at), Some(b'e' | b'E')) {
        at += 1;
        if matches!(text.get(at), Some(b'+' | b'-')) {
            at += 1;
        }
        let exponent = digits(at);
        if exponent == 0 {
            return false;
        }
        at += exponent;
    }
    at == text.len()
}

/// `x.hex()`.
pub fn hex(x: f64) -> String {
    if !x.is_finite() {
        return super::float_repr::repr(x);
    }
    let bits = x.to_bits();
    let sign = if x.is_sign_negative() { "-" } else { "" };
    let fraction = bits & ((1 << 52) - 1);
    let biased = ((bits >> 52) & 0x7ff) as i64;
    if biased == 0 && fraction == 0 {
        return format!("{sign}0x0.0p+0");
    }
    let (lead, exponent) = if biased == 0 { (0, -1022) } else { (1, biased - 1023) };
    format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")
}

/// `float.fromhex(text)`.
pub fn from_hex(text: &str) -> Outcome<f64> {
    let invalid = || Fault::value("invalid hexadecimal floating-point string");
    let too_large = || Fault::overflow("hexadecimal value too large to represent as a float");
    let text = text.trim_matches(|c: char| c.is_ascii_whitespace() || c == '\x0b').as_bytes();
    let (negative, body) = match text.first() {
        Some(b'-') => (true, text.get(1..).unwrap_or(b"")),
        Some(b'+') => (false, text.get(1..).unwrap_or(b"")),
        _ => (false, text),
    };
    let signed = |x: f64| if negative { -x } else { x };
    if body.eq_ignore_ascii_case(b"inf") || body.eq_ignore_ascii_case(b"infinity") {
        return Ok(signed(f64::INFINITY));
    }
    if body.eq_ignore_ascii_case(b"nan") {
        return Ok(signed(f64::NAN));
    }
    let body = match body {
        [b'0', b'x' | b'X', rest @ ..] => rest,
        _ => body,
    };
    let hex_run = |s: &[u8]| s.iter().take_while(|b| b.is_ascii_hexdigit()).count();
    let whole = hex_run(body);
    let mut at = whole;
    let mut places = 0;
    if body.get(at) == Some(&b'.') {
        places = hex_run(body.get(at + 1..).unwrap_or(b""));
        at += 1 + places;
    }
    if whole + places == 0 {
        return Err(invalid());
    }
    let digits = body.get(..at).unwrap_or(b"");
    let mut exponent = 0i64;
    if matches!(body.get(at), Some(b'p' | b'P')) {
        at += 1;
        let mut minus = false;
        if let Some(sign @ (b'+' | b'-')) = body.get(at) {
            minus = *sign == b'-';
            at += 1;
        }
        let run = body.iter().skip(at).take_while(|b| b.is_ascii_digit()).count();
        if run == 0 {
            return Err(invalid());
        }
        for b in body.iter().skip(at).take(run) {
            exponent = exponent.saturating_mul(10).saturating_add(i64::from(b - b'0')).min(1 << 40);
        }
        if minus {
            exponent = -exponent;
        }
        at += run;
    }
    if at != body.len() {
        return Err(invalid());
    }
    // The first 60 bits of the mantissa, the rest as a sticky bit; `exponent` counts from the last bit kept.
    let mut mantissa = 0u64;
    let mut sticky = false;
    exponent -= 4 * places as i64;
    for b in digits.iter().filter(|b| **b != b'.') {
        let digit = match b {
            b'0'..=b'9' => b - b'0',
            _ => (b | 0x20) - b'a' + 10,
        };
        if mantissa >> 60 == 0 {
            mantissa = mantissa << 4 | u64::from(digit);
        } else {
            sticky |= digit != 0;
            exponent += 4;
        }
    }
    if mantissa == 0 {
        return Ok(signed(0.0));
    }
    // Keep at most 53 bits, fewer for a subnormal result, rounding half to even.
    let top = 64 - i64::from(mantissa.leading_zeros()) + exponent; // The value is below 2**top.
    if top > 1024 {
        return Err(too_large());
    }
    let last = (top - 53).max(-1074); // The weight of the last bit kept.
    let shift = last - exponent;
    if shift > 0 {
        if shift > 64 {
            return Ok(signed(0.0));
        }
        let (kept, lost, half) = if shift == 64 {
            (0, u128::from(mantissa), 1u128 << 63)
        } else {
            (mantissa >> shift, u128::from(mantissa & ((1 << shift) - 1)), 1u128 << (shift - 1))
        };
        let up = lost > half || (lost == half && (sticky || kept & 1 == 1));
        mantissa = kept + u64::from(up);
        exponent = last;
    }
    let value = scale(mantissa, exponent);
    if value.is_infinite() { Err(too_large()) } else { Ok(signed(value)) }
}

/// `mantissa * 2**exponent`, exact by the caller's rounding.
fn scale(mantissa: u64, exponent: i64) -> f64 {
    super::float_ops::ldexp(mantissa as f64, exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals() {
        for (text, value) in [
            ("1", 1.0),
            ("-1.5", -1.5),
            (".5", 0.5),
            ("5.", 5.0),
            ("1_000.0_1", 1000.01),
            ("1e10", 1e10),
            ("1E-1_0", 1e-10),
            ("inf", f64::INFINITY),
            ("-Infinity", f64::NEG_INFINITY),
            ("1e400", f64::INFINITY),
        ] {
            assert_eq!(parse(text.as_bytes()), Some(value), "{text}");
        }
        assert!(parse(b"+nan").is_some_and(f64::is_nan));
        for text in [
            "", "-", ".", "e5", "1e", "1e+", "_1", "1_", "1__0", "1_.0", "1._0", "infinit", "nan1", "0x10",
            "1 2",
        ] {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn hex_round_trip() {
        for x in
            [0.0, -0.0, 1.0, -1.5, 0.1, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 3.5e-310]
        {
            assert_eq!(from_hex(&hex(x)).map(f64::to_bits), Ok(x.to_bits()), "{x}");
        }
        assert_eq!(hex(1.0), "0x1.0000000000000p+0");
        assert_eq!(hex(5e-324), "0x0.0000000000001p-1022");
        assert_eq!(from_hex(" 0x1p-1075 "), Ok(0.0));
        assert_eq!(from_hex("0x1.8p-1075"), Ok(5e-324));
        assert_eq!(from_hex("0x1.fffffffffffff8p0"), Ok(2.0));
        assert_eq!(from_hex("f.8"), Ok(15.5));
        assert!(from_hex("0x1p1024").is_err());
        assert!(from_hex("0x1.fffffffffffff8p1023").is_err());
        assert!(from_hex("0x").is_err());
        assert!(from_hex("1p").is_err());
    }
}
