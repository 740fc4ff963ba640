//! Arithmetic of complex numbers, step by step as CPython does it, so that the last digits agree.

use super::{Fault, Outcome};

/// Real and imaginary part.
pub type Parts = (f64, f64);

/// `a * b`.
pub fn mul(a: Parts, b: Parts) -> Parts {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

/// `a / b`: divides by the larger part of `b` first, which keeps intermediate values in range.
pub fn div(a: Parts, b: Parts) -> Outcome<Parts> {
    let (real, imag) = (b.0.abs(), b.1.abs());
    if real >= imag {
        if real == 0.0 {
            return Err(Fault::zero_division("complex division by zero"));
        }
        let ratio = b.1 / b.0;
        let below = b.0 + b.1 * ratio;
        return Ok(((a.0 + a.1 * ratio) / below, (a.1 - a.0 * ratio) / below));
    }
    if imag >= real {
        let ratio = b.0 / b.1;
        let below = b.0 * ratio + b.1;
        return Ok(((a.0 * ratio + a.1) / below, (a.1 * ratio - a.0) / below));
    }
    Ok((f64::NAN, f64::NAN))
}

/// `a ** b`.
pub fn pow(a: Parts, b: Parts) -> Outcome<Parts> {
    let result = if b.1 == 0.0 && b.0 == b.0.floor() && b.0.abs() <= 100.0 {
        let power = whole_power(a, b.0.abs() as u32);
        if b.0 > 0.0 { power } else { div((1.0, 0.0), power).map_err(|_| negative_power())? }
    } else {
        general_power(a, b)?
    };
    if result.0.is_infinite() || result.1.is_infinite() {
        return Err(Fault::overflow("complex exponentiation"));
    }
    Ok(result)
}

fn negative_power() -> Fault {
    Fault::zero_division("0.0 to a negative or complex power")
}

fn whole_power(a: Parts, n: u32) -> Parts {
    let (mut result, mut square, mut mask) = ((1.0, 0.0), a, 1u32);
    while mask <= n {
        if n & mask != 0 {
            result = mul(result, square);
        }
        mask <<= 1;
        square = mul(square, square);
    }
    result
}

fn general_power(a: Parts, b: Parts) -> Outcome<Parts> {
    if b == (0.0, 0.0) {
        return Ok((1.0, 0.0));
    }
    if a == (0.0, 0.0) {
        if b.1 != 0.0 || b.0 < 0.0 {
            return Err(negative_power());
        }
        return Ok((0.0, 0.0));
    }
    let size = a.0.hypot(a.1);
    let angle = a.1.atan2(a.0);
    let (mut length, mut phase) = (size.powf(b.0), angle * b.0);
    if b.1 != 0.0 {
        length /= (angle * b.1).exp();
        phase += b.1 * size.ln();
    }
    Ok((length * phase.cos(), length * phase.sin()))
}

/// `abs(a)`.
pub fn abs(a: Parts) -> Outcome<f64> {
    let size = a.0.hypot(a.1);
    if size.is_infinite() && a.0.is_finite() && a.1.is_finite() {
        return Err(Fault::overflow("absolute value too large"));
    }
    Ok(size)
}

/// The number that a text stands for: `1`, `2j`, `1+2j`, in parentheses or not.
pub fn parse(text: &[u8]) -> Option<Parts> {
    let text = std::str::from_utf8(text).ok()?.trim();
    let text = match text.strip_prefix('(') {
        Some(inner) => inner.strip_suffix(')')?.trim(),
        None => text,
    };
    let number = |text: &str| match text.bytes().any(|b| b.is_ascii_whitespace()) {
        true => None,
        false => super::float_parse::parse(text.as_bytes()),
    };
    let Some(body) = text.strip_suffix(['j', 'J']) else { return number(text).map(|real| (real, 0.0)) };
    // The sign between the parts: not the first character, and not that of an exponent.
    let bytes = body.as_bytes();
    let split = (1..bytes.len())
        .rev()
        .find(|&at| matches!(bytes[at], b'+' | b'-') && !matches!(bytes[at - 1], b'e' | b'E'));
    let (real, imag) = body.split_at(split.unwrap_or(0));
    let imag = match imag {
        "" | "+" => 1.0,
        "-" => -1.0,
        digits => number(digits)?,
    };
    Some((if real.is_empty() { 0.0 } else { number(real)? }, imag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        assert_eq!(parse(b" ( 1+2j ) "), Some((1.0, 2.0)));
        assert_eq!(parse(b"1e-3-2.5e+2j"), Some((0.001, -250.0)));
        assert_eq!(parse(b"-j"), Some((0.0, -1.0)));
        assert_eq!(parse(b"3"), Some((3.0, 0.0)));
        assert_eq!(parse(b"1 + 2j"), None);
        assert_eq!(parse(b""), None);
        assert_eq!(parse(b"1+2"), None);
    }

    #[test]
    fn powers() {
        assert_eq!(pow((1.0, 1.0), (2.0, 0.0)), Ok((0.0, 2.0)));
        assert_eq!(pow((0.0, 0.0), (0.0, 0.0)), Ok((1.0, 0.0)));
        assert!(pow((0.0, 0.0), (-1.0, 0.0)).is_err());
        assert!(div((1.0, 1.0), (0.0, 0.0)).is_err());
    }
}
