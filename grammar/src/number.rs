//! The values of number literals. The lexer has already checked their form.

use crate::actions::Actions;
use crate::ast::{Constant, Expr};
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use num_bigint::BigInt;

/// Decimal literals may have this many digits: the conversion takes quadratic time.
const MAX_DECIMAL_DIGITS: usize = 4300;

impl Actions<'_> {
    pub fn number(&mut self, l: u32, r: u32) -> Expr {
        let text = self.slice(l, r);
        let value = match value(text) {
            Ok(value) => value,
            Err(digits) => {
                let message = format!(
                    "Exceeds the limit ({MAX_DECIMAL_DIGITS} digits) for integer string conversion: value has \
                     {digits} digits; use sys.set_int_max_str_digits() to increase the limit - Consider \
                     hexadecimal for huge integer literals to avoid decimal conversion limits."
                );
                self.report(Diagnostic::error(codes::BAD_NUMBER, Span::new(l, r), message));
                Constant::Int(0)
            }
        };
        self.constant(l, value, r)
    }
}

/// The value, or the number of digits if there are too many.
fn value(text: &str) -> Result<Constant, usize> {
    let cleaned: String;
    let text = if text.contains('_') {
        cleaned = text.replace('_', "");
        &cleaned
    } else {
        text
    };
    let bytes = text.as_bytes();
    let base = match bytes {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 10,
    };
    if base != 10 {
        return Ok(int(text.get(2..).unwrap_or(""), base));
    }
    if let Some(digits) = text.strip_suffix(['j', 'J']) {
        return Ok(Constant::Complex(float(digits)));
    }
    if bytes.iter().all(u8::is_ascii_digit) {
        if text.len() > MAX_DECIMAL_DIGITS {
            return Err(text.len());
        }
        return Ok(int(text, 10));
    }
    Ok(Constant::Float(float(text)))
}

fn int(digits: &str, base: u32) -> Constant {
    match i64::from_str_radix(digits, base) {
        Ok(value) => Constant::Int(value),
        Err(_) => match BigInt::parse_bytes(digits.as_bytes(), base) {
            Some(value) => Constant::BigInt(Box::new(value)),
            None => Constant::Int(0),
        },
    }
}

fn float(digits: &str) -> f64 {
    // The lexer's form is a subset of what Rust reads; a value out of range becomes infinite, as in CPython.
    digits.parse().unwrap_or(f64::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        assert_eq!(value("1_000"), Ok(Constant::Int(1000)));
        assert_eq!(value("0xFF_ff"), Ok(Constant::Int(0xffff)));
        assert_eq!(value("0o17"), Ok(Constant::Int(15)));
        assert_eq!(value("0B101"), Ok(Constant::Int(5)));
        assert_eq!(value("00"), Ok(Constant::Int(0)));
        assert_eq!(value("1."), Ok(Constant::Float(1.0)));
        assert_eq!(value(".5e-1"), Ok(Constant::Float(0.05)));
        assert_eq!(value("1e999"), Ok(Constant::Float(f64::INFINITY)));
        assert_eq!(value("2j"), Ok(Constant::Complex(2.0)));
        assert_eq!(
            value("9223372036854775808"),
            Ok(Constant::BigInt(Box::new(BigInt::from(9_223_372_036_854_775_808_u64))))
        );
        assert_eq!(value(&"9".repeat(5000)), Err(5000));
    }
}
