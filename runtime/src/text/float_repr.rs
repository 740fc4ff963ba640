//! A float as text: CPython's `PyOS_double_to_string` for the codes `r e f g`, upper-case ones included.
//!
//! Every result is made from two things: the decimal digits of the value (the shortest that read back as the same
//! float, or a given number of correctly rounded ones) and the place of the decimal point. The layout of the
//! digits is one function, [`layout`], so `repr`, `format` and `%` cannot disagree.

use std::fmt::Write;

use smallvec::SmallVec;

/// How [`to_text`] writes a number.
#[derive(Clone, Copy, Debug, Default)]
pub struct FloatStyle {
    /// Write `+` before a positive number.
    pub plus: bool,
    /// Write `.0` after a number that would look like an integer.
    pub dot_zero: bool,
    /// The `#` form: keep the decimal point and, for `g`, trailing zeros.
    pub alternate: bool,
    /// The `z` form: a negative zero after rounding loses its sign.
    pub no_negative_zero: bool,
}

/// Digits carry no information past this many places: the smallest double ends 1,074 places after the point.
const MAX_DIGITS: usize = 1100;

/// `repr(x)`.
pub fn repr(x: f64) -> String {
    let mut out = String::with_capacity(24);
    push_repr(&mut out, x);
    out
}

/// Appends `repr(x)`.
pub fn push_repr(out: &mut String, x: f64) {
    if !x.is_finite() {
        out.push_str(non_finite(x, false));
        return;
    }
    if x.is_sign_negative() {
        out.push('-');
    }
    let whole = x.abs() as u64;
    if whole as f64 == x.abs() && whole < 1_000_000_000_000_000 {
        super::int_text::push_i64(out, whole as i64);
        out.push_str(".0");
        return;
    }
    let mut buffer = [0u8; 20];
    let (len, point) = shortest(x.abs(), &mut buffer);
    let digits = buffer.get(..len).unwrap_or(b"0");
    layout(out, digits, point, 'r', 0, FloatStyle { dot_zero: true, ..FloatStyle::default() }, false);
}

/// `x` in the style of `code` (one of `r e f g E F G`) with `precision`; `r` ignores the precision.
pub fn to_text(x: f64, code: char, precision: usize, style: FloatStyle) -> String {
    let mut out = String::new();
    push_text(&mut out, x, code, precision, style);
    out
}

/// Appends what [`to_text`] gives.
pub fn push_text(out: &mut String, x: f64, code: char, precision: usize, style: FloatStyle) {
    let upper = code.is_ascii_uppercase();
    let code = code.to_ascii_lowercase();
    if !x.is_finite() {
        if style.plus && (x.is_nan() || x > 0.0) {
            out.push('+');
        }
        out.push_str(non_finite(x, upper));
        return;
    }
    let sign = |out: &mut String, zero: bool| {
        if x.is_sign_negative() && !(style.no_negative_zero && zero) {
            out.push('-');
        } else if style.plus {
            out.push('+');
        }
    };
    if code == 'f'
        && let Some(value) = scaled(x, precision)
    {
        sign(out, value == 0);
        push_scaled(out, value, precision, style.alternate);
        return;
    }
    // The precision counts places for f, digits for e (after the first) and g.
    let wanted = match code {
        'e' => precision.saturating_add(1),
        'g' => precision.max(1),
        _ => precision,
    };
    let magnitude = x.abs();
    let mut digits = Digits::default();
    let point = match code {
        'r' => {
            let mut buffer = [0u8; 20];
            let (len, point) = shortest(magnitude, &mut buffer);
            digits.0.extend_from_slice(buffer.get(..len).unwrap_or(b"0"));
            point
        }
        'f' => fixed_digits(&mut digits, magnitude, wanted.min(MAX_DIGITS)),
        _ => significant_digits(&mut digits, magnitude, wanted.min(MAX_DIGITS)),
    };
    sign(out, digits.0.iter().all(|d| *d == b'0'));
    layout(out, &digits.0, point, code, wanted, style, upper);
}

/// Decimal digits; most numbers have few.
#[derive(Default)]
struct Digits(SmallVec<[u8; 64]>);

impl Write for Digits {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

impl Digits {
    /// Takes zeros off the end, but leaves a digit.
    fn trim(&mut self) {
        while self.0.len() > 1 && self.0.last() == Some(&b'0') {
            self.0.pop();
        }
    }
}

/// `x * 10**places` rounded to an integer, half to even, where exact integer arithmetic of 128 bits can do it.
///
/// The value is `mantissa * 2**exponent`; `mantissa * 10**places` has at most 53 + 50 bits, and a negative exponent shifts
/// it right.
#[inline]
pub fn scaled(x: f64, places: usize) -> Option<u128> {
    const POWERS: [u64; 16] = {
        let mut powers = [1u64; 16];
        let mut i = 1;
        while i < 16 {
            powers[i] = powers[i - 1] * 10;
            i += 1;
        }
        powers
    };
    let power = *POWERS.get(places)?;
    let bits = x.abs().to_bits();
    let (biased, fraction) = ((bits >> 52) as i64, bits & ((1 << 52) - 1));
    let (mantissa, exponent) =
        if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) };
    let product = u128::from(mantissa) * u128::from(power);
    match exponent {
        0..=20 => Some(product << exponent),
        21.. => None,
        // Below half of the last place.
        ..-126 => Some(0),
        _ => {
            let shift = -exponent as u32;
            let (whole, rest, half) = (product >> shift, product & ((1 << shift) - 1), 1u128 << (shift - 1));
            Some(whole + u128::from(rest > half || (rest == half && whole & 1 == 1)))
        }
    }
}

/// The text of `value / 10**places` with all places, and the point if there are any or `point` asks for it.
fn push_scaled(out: &mut String, value: u128, places: usize, point: bool) {
    let mut buffer = [b'0'; 40];
    let mut at = buffer.len();
    let mut rest = value;
    let mut put = |digit: u8, at: &mut usize| {
        *at -= 1;
        buffer[*at] = digit;
    };
    let mut count = 0;
    while rest > 0 || count <= places {
        // Most values fit 64 bits, whose division is much cheaper.
        let digit = match u64::try_from(rest) {
            Ok(small) => {
                rest = u128::from(small / 10);
                (small % 10) as u8
            }
            Err(_) => {
                let digit = (rest % 10) as u8;
                rest /= 10;
                digit
            }
        };
        put(b'0' + digit, &mut at);
        count += 1;
    }
    let digits = buffer.get(at..).and_then(|d| std::str::from_utf8(d).ok()).unwrap_or("0");
    let (whole, fraction) = digits.split_at(digits.len() - places);
    out.push_str(whole);
    if point || places > 0 {
        out.push('.');
    }
    out.push_str(fraction);
}

fn non_finite(x: f64, upper: bool) -> &'static str {
    match (x.is_nan(), x < 0.0, upper) {
        (true, _, false) => "nan",
        (true, _, true) => "NAN",
        (false, false, false) => "inf",
        (false, false, true) => "INF",
        (false, true, false) => "-inf",
        (false, true, true) => "-INF",
    }
}

/// The shortest digits that read back as `x` (finite, not negative) and the place of the point after them.
fn shortest(x: f64, buffer: &mut [u8; 20]) -> (usize, i64) {
    if x == 0.0 {
        buffer[0] = b'0';
        return (1, 1);
    }
    let mut ryu = ryu::Buffer::new();
    let text = ryu.format_finite(x);
    let mut len = 0;
    let mut point: Option<i64> = None;
    let mut exponent = 0i64;
    let mut leading = true;
    let mut before = 0i64;
    for (i, b) in text.bytes().enumerate() {
        match b {
            b'.' => point = Some(before),
            b'e' => {
                exponent = text.get(i + 1..).and_then(|e| e.parse().ok()).unwrap_or(0);
                break;
            }
            _ => {
                if leading && b == b'0' {
                    // A zero before the first digit: after the point it moves the point to the left.
                    if point.is_some() {
                        exponent -= 1;
                    }
                    continue;
                }
                leading = false;
                if let Some(slot) = buffer.get_mut(len) {
                    *slot = b;
                    len += 1;
                }
                if point.is_none() {
                    before += 1;
                }
            }
        }
    }
    let point = point.unwrap_or(before) + exponent;
    while len > 1 && buffer.get(len - 1) == Some(&b'0') {
        len -= 1;
    }
    (len, point)
}

/// `count` correctly rounded significant digits without trailing zeros; gives the place of the point.
fn significant_digits(digits: &mut Digits, x: f64, count: usize) -> i64 {
    if x == 0.0 {
        digits.0.push(b'0');
        return 1;
    }
    // Writing to memory cannot fail.
    let _ = write!(digits, "{:.*e}", count.saturating_sub(1), x);
    let mut exponent = 0;
    if let Some(at) = memchr::memrchr(b'e', &digits.0) {
        let text = digits.0.get(at + 1..).and_then(|e| std::str::from_utf8(e).ok());
        exponent = text.and_then(|e| e.parse::<i64>().ok()).unwrap_or(0);
        digits.0.truncate(at);
    }
    digits.0.retain(|d| *d != b'.');
    digits.trim();
    exponent + 1
}

/// The digits of `x` rounded to `places` after the point, without leading or trailing zeros; gives the place of the point.
fn fixed_digits(digits: &mut Digits, x: f64, places: usize) -> i64 {
    let _ = write!(digits, "{x:.places$}");
    let whole = memchr::memchr(b'.', &digits.0).unwrap_or(digits.0.len());
    digits.0.retain(|d| *d != b'.');
    let zeros = digits.0.iter().take_while(|d| **d == b'0').count();
    if zeros == digits.0.len() {
        digits.0.truncate(1);
        return 1;
    }
    digits.0.drain(..zeros);
    digits.trim();
    whole as i64 - zeros as i64
}

/// Writes digits with the decimal point after `point` of them, CPython's way for each code.
fn layout(
    out: &mut String,
    digits: &[u8],
    point: i64,
    code: char,
    precision: usize,
    style: FloatStyle,
    upper: bool,
) {
    let precision = i64::try_from(precision).unwrap_or(i64::MAX / 4);
    let count = digits.len() as i64;
    let mut end = count;
    let mut exponential = false;
    match code {
        'e' => {
            exponential = true;
            end = precision;
        }
        'f' => end = point + precision,
        'g' => {
            exponential = point <= -4 || point > precision - i64::from(style.dot_zero);
            if style.alternate {
                end = precision;
            }
        }
        _ => exponential = point <= -4 || point > 16,
    }
    let exponent = point - 1;
    let point = if exponential { 1 } else { point };
    end = if style.dot_zero && !exponential { end.max(point + 1) } else { end.max(point) };
    // Digit positions run from `start` to `end`; those before 0 and after `count` are zeros.
    let start = if point <= 0 { point - 1 } else { 0 };
    let mut at = start;
    while at < end {
        if at == point {
            out.push('.');
        }
        let digit = usize::try_from(at).ok().and_then(|i| digits.get(i)).copied();
        match digit {
            Some(d) => {
                out.push(d as char);
                at += 1;
            }
            None => {
                // A run of zeros, up to the next digit, the point or the end.
                let mut stop = end;
                if at < 0 {
                    stop = stop.min(0);
                }
                if at < point {
                    stop = stop.min(point);
                }
                out.extend(std::iter::repeat_n('0', (stop - at) as usize));
                at = stop;
            }
        }
    }
    if end == point && style.alternate {
        out.push('.');
    }
    if exponential {
        let letter = if upper { 'E' } else { 'e' };
        let sign = if exponent < 0 { '-' } else { '+' };
        // Writing to a String cannot fail.
        let _ = write!(out, "{letter}{sign}{:02}", exponent.abs());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repr_follows_the_rule() {
        for (x, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e16, "1e+16"),
            (9999999999999998.0, "9999999999999998.0"),
            (1e15, "1000000000000000.0"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.5e300, "1.5e+300"),
            (5e-324, "5e-324"),
            (123456.789, "123456.789"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "nan"),
            (100.0, "100.0"),
        ] {
            assert_eq!(repr(x), text);
        }
    }

    #[test]
    fn codes() {
        let plain = FloatStyle::default();
        let alternate = FloatStyle { alternate: true, ..plain };
        for (x, code, precision, style, text) in [
            (2.5, 'f', 0, plain, "2"),
            (0.5, 'f', 0, plain, "0"),
            (1.5, 'f', 0, plain, "2"),
            (2.5, 'f', 0, alternate, "2."),
            (0.125, 'f', 2, plain, "0.12"),
            (1.0, 'e', 0, plain, "1e+00"),
            (1.0, 'e', 3, plain, "1.000e+00"),
            (1e100, 'E', 2, plain, "1.00E+100"),
            (123456789.0, 'g', 6, plain, "1.23457e+08"),
            (100000.0, 'g', 6, plain, "100000"),
            (100000.0, 'g', 6, alternate, "100000."),
            (0.0001, 'g', 6, plain, "0.0001"),
            (1.0, 'g', 6, alternate, "1.00000"),
            (0.0, 'f', 3, plain, "0.000"),
            (0.001, 'f', 2, plain, "0.00"),
            (f64::NAN, 'F', 2, plain, "NAN"),
        ] {
            assert_eq!(to_text(x, code, precision, style), text, "{x} {code} {precision}");
        }
        let long = to_text(0.1, 'f', 2000, plain);
        assert_eq!(long.len(), 2002);
        assert!(long.starts_with("0.1000000000000000055511151231257827"));
        for (x, places, text) in [
            (0.125, 2, "0.12"),
            (0.375, 2, "0.38"),
            (5e-324, 15, "0.000000000000000"),
            (9007199254740993.0 * 1024.0, 3, "9223372036854775808.000"),
            (999.9996, 3, "1000.000"),
            (1e22, 1, "10000000000000000000000.0"),
        ] {
            assert_eq!(to_text(x, 'f', places, plain), text);
        }
        let z = FloatStyle { no_negative_zero: true, ..plain };
        assert_eq!(to_text(-0.001, 'f', 1, z), "0.0");
        assert_eq!(to_text(-0.1, 'f', 1, z), "-0.1");
    }
}
