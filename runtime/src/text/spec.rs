//! The format-specification language: `[[fill]align][sign][z][#][0][width][,_][.precision][type]`.
//!
//! [`Spec::parse`] reads it, the `format_*` functions apply it to one value. The messages are CPython's, so they name
//! the type of the value, which the caller passes.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};
use smallvec::SmallVec;

use super::fault::{Fault, Outcome};
use super::float_repr::{self, FloatStyle};
use super::{float_ops, int_text};

/// A parsed specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// The padding character.
    pub fill: char,
    /// One of `< > = ^`.
    pub align: char,
    /// Whether the text named the alignment.
    pub align_given: bool,
    /// `+`, `-`, a space, or `\0` when not given.
    pub sign: char,
    /// The `z` option.
    pub no_negative_zero: bool,
    /// The `#` option.
    pub alternate: bool,
    /// The minimal width.
    pub width: Option<usize>,
    /// `,` or `_`, or `\0`.
    pub grouping: char,
    /// The precision.
    pub precision: Option<usize>,
    /// The presentation type, or `\0`.
    pub code: char,
}

fn is_align(c: Option<char>) -> bool {
    matches!(c, Some('<' | '>' | '=' | '^'))
}

impl Spec {
    /// Reads a specification for a value of type `type_name`, whose default alignment is `<` for text and `>` for
    /// numbers and whose default type is `default_code`.
    pub fn parse(text: &str, type_name: &str, default_code: char, default_align: char) -> Outcome<Spec> {
        if text.is_ascii() {
            let bytes = text.as_bytes();
            return Spec::read(
                |at| bytes.get(at).map(|b| *b as char),
                text,
                type_name,
                default_code,
                default_align,
            );
        }
        let chars: Vec<char> = text.chars().collect();
        Spec::read(|at| chars.get(at).copied(), text, type_name, default_code, default_align)
    }

    fn read(
        char_at: impl Fn(usize) -> Option<char>,
        text: &str,
        type_name: &str,
        default_code: char,
        default_align: char,
    ) -> Outcome<Spec> {
        let mut spec = Spec {
            fill: ' ',
            align: default_align,
            align_given: false,
            sign: '\0',
            no_negative_zero: false,
            alternate: false,
            width: None,
            grouping: '\0',
            precision: None,
            code: default_code,
        };
        let mut at = 0;
        let mut fill_given = false;
        if is_align(char_at(1)) {
            spec.fill = char_at(0).unwrap_or(' ');
            spec.align = char_at(1).unwrap_or(default_align);
            spec.align_given = true;
            fill_given = true;
            at = 2;
        } else if is_align(char_at(0)) {
            spec.align = char_at(0).unwrap_or(default_align);
            spec.align_given = true;
            at = 1;
        }
        if let Some(sign @ ('+' | '-' | ' ')) = char_at(at) {
            spec.sign = sign;
            at += 1;
        }
        if char_at(at) == Some('z') {
            spec.no_negative_zero = true;
            at += 1;
        }
        if char_at(at) == Some('#') {
            spec.alternate = true;
            at += 1;
        }
        if !fill_given && char_at(at) == Some('0') {
            spec.fill = '0';
            if !spec.align_given && default_align == '>' {
                spec.align = '=';
            }
            at += 1;
        }
        spec.width = read_number(&char_at, &mut at)?;
        if char_at(at) == Some(',') {
            spec.grouping = ',';
            at += 1;
        }
        if char_at(at) == Some('_') {
            if spec.grouping != '\0' {
                return Err(Fault::value("Cannot specify both ',' and '_'."));
            }
            spec.grouping = '_';
            at += 1;
        }
        if char_at(at) == Some(',') && spec.grouping == '_' {
            return Err(Fault::value("Cannot specify both ',' and '_'."));
        }
        if char_at(at) == Some('.') {
            at += 1;
            spec.precision = read_number(&char_at, &mut at)?;
            if spec.precision.is_none() {
                return Err(Fault::value("Format specifier missing precision"));
            }
        }
        match (char_at(at), char_at(at + 1)) {
            (None, _) => {}
            (Some(code), None) => spec.code = code,
            _ => {
                return Err(Fault::value(format!(
                    "Invalid format specifier '{text}' for object of type '{type_name}'"
                )));
            }
        }
        if spec.grouping != '\0' {
            match spec.code {
                'd' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F' | '\0' => {}
                'b' | 'o' | 'x' | 'X' if spec.grouping == '_' => {}
                code if (' '..'\u{80}').contains(&code) && code != ' ' => {
                    return Err(Fault::value(format!("Cannot specify '{}' with '{code}'.", spec.grouping)));
                }
                code => {
                    return Err(Fault::value(format!(
                        "Cannot specify '{}' with '\\x{:x}'.",
                        spec.grouping, code as u32
                    )));
                }
            }
        }
        Ok(spec)
    }

    /// The padding that this specification adds around `len` characters, before and after.
    fn padding(&self, len: usize) -> (usize, usize) {
        let total = self.width.unwrap_or(0).saturating_sub(len);
        match self.align {
            '<' => (0, total),
            '^' => (total / 2, total - total / 2),
            _ => (total, 0),
        }
    }

    /// A bound on the bytes of the result for a value of `len` bytes, for charging memory beforehand.
    pub fn bound(&self, len: usize) -> usize {
        self.width
            .unwrap_or(0)
            .saturating_mul(4)
            .saturating_add(self.precision.unwrap_or(0))
            .saturating_add(len.saturating_mul(2))
            .saturating_add(400)
    }
}

fn read_number(char_at: &impl Fn(usize) -> Option<char>, at: &mut usize) -> Outcome<Option<usize>> {
    let mut value: Option<usize> = None;
    while let Some(digit) = char_at(*at).and_then(|c| super::unicode::decimal_value(c as u32)) {
        let next = value.unwrap_or(0).checked_mul(10).and_then(|v| v.checked_add(digit as usize));
        // CPython counts in a Py_ssize_t.
        match next {
            Some(v) if v <= isize::MAX as usize => value = Some(v),
            _ => return Err(Fault::value("Too many decimal digits in format string")),
        }
        *at += 1;
    }
    Ok(value)
}

/// "Unknown format code".
fn unknown_code(code: char, type_name: &str) -> Fault {
    if code > ' ' && code < '\u{80}' {
        Fault::value(format!("Unknown format code '{code}' for object of type '{type_name}'"))
    } else {
        Fault::value(format!("Unknown format code '\\x{:x}' for object of type '{type_name}'", code as u32))
    }
}

/// Refuses results that no memory could hold, before anything is written.
fn check_size(spec: &Spec) -> Outcome<()> {
    const LIMIT: usize = 1 << 40;
    if spec.width.unwrap_or(0) > LIMIT || spec.precision.unwrap_or(0) > LIMIT {
        return Err(Fault::memory());
    }
    Ok(())
}

fn push_padded(out: &mut String, spec: &Spec, text: &str, chars: usize) {
    let (before, after) = spec.padding(chars);
    out.reserve(text.len() + (before + after) * spec.fill.len_utf8());
    out.extend(std::iter::repeat_n(spec.fill, before));
    out.push_str(text);
    out.extend(std::iter::repeat_n(spec.fill, after));
}

/// `format(text, spec)` for a string; an empty specification is the caller's fast path.
pub fn format_str(out: &mut String, text: &str, spec: &str) -> Outcome<()> {
    let spec = Spec::parse(spec, "str", 's', '<')?;
    if spec.code != 's' {
        return Err(unknown_code(spec.code, "str"));
    }
    match spec.sign {
        '\0' => {}
        ' ' => return Err(Fault::value("Space not allowed in string format specifier")),
        _ => return Err(Fault::value("Sign not allowed in string format specifier")),
    }
    if spec.no_negative_zero {
        return Err(Fault::value("Negative zero coercion (z) not allowed in string format specifier"));
    }
    if spec.alternate {
        return Err(Fault::value("Alternate form (#) not allowed in string format specifier"));
    }
    if spec.align == '=' {
        return Err(Fault::value("'=' alignment not allowed in string format specifier"));
    }
    check_size(&spec)?;
    let mut text = text;
    if let Some(precision) = spec.precision
        && let Some((end, _)) = text.char_indices().nth(precision)
    {
        text = text.get(..end).unwrap_or(text);
    }
    let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
    push_padded(out, &spec, text, chars);
    Ok(())
}

/// The parts of a number before alignment.
struct Number<'a> {
    /// `-`, `+`, a space, or empty.
    sign: &'static str,
    /// `0x` and its like.
    prefix: &'a str,
    /// The digits that grouping applies to.
    digits: &'a str,
    /// The decimal point, fraction, exponent and `%`.
    rest: &'a str,
}

/// Lays a number out: sign, prefix, grouped digits, rest, padded.
fn push_number(out: &mut String, spec: &Spec, number: &Number<'_>) {
    let group = match spec.grouping {
        '\0' => 0,
        '_' if matches!(spec.code, 'b' | 'o' | 'x' | 'X') => 4,
        _ => 3,
    };
    let other = number.sign.len() + number.prefix.len() + number.rest.chars().count();
    let zero_fill = spec.fill == '0' && spec.align == '=';
    let min_width = if zero_fill { spec.width.unwrap_or(0).saturating_sub(other) } else { 0 };
    let grouped;
    let digits = if group == 0 && min_width <= number.digits.len() {
        number.digits
    } else if number.digits.is_empty() {
        ""
    } else {
        grouped = group_digits(number.digits, group, spec.grouping, min_width);
        grouped.as_str()
    };
    let len = other + digits.len();
    let total = spec.width.unwrap_or(0).saturating_sub(len);
    let (before, inside, after) = match spec.align {
        '=' => (0, total, 0),
        _ => {
            let (before, after) = spec.padding(len);
            (before, 0, after)
        }
    };
    out.reserve(len + total * spec.fill.len_utf8());
    out.extend(std::iter::repeat_n(spec.fill, before));
    out.push_str(number.sign);
    out.push_str(number.prefix);
    out.extend(std::iter::repeat_n(spec.fill, inside));
    out.push_str(digits);
    out.push_str(number.rest);
    out.extend(std::iter::repeat_n(spec.fill, after));
}

/// Inserts `separator` after every `group` digits from the right (0: none), with zeros up to `min_width`.
fn group_digits(digits: &str, group: usize, separator: char, min_width: usize) -> String {
    let mut reversed: Vec<u8> = Vec::with_capacity(digits.len().max(min_width) * 4 / 3 + 1);
    let mut source = digits.bytes().rev();
    let mut remaining = digits.len();
    let mut wanted = min_width as i64;
    let mut first = true;
    loop {
        let size = if group == 0 { usize::MAX } else { group };
        let here = size.min(remaining.max(wanted.max(1) as usize).max(1));
        if !first {
            reversed.push(separator as u8);
        }
        first = false;
        for _ in 0..here {
            reversed.push(source.next().unwrap_or(b'0'));
        }
        remaining -= here.min(remaining);
        wanted -= here as i64;
        if remaining == 0 && wanted <= 0 {
            break;
        }
        wanted -= 1;
    }
    reversed.iter().rev().map(|b| *b as char).collect()
}

fn sign_text(spec: &Spec, negative: bool) -> &'static str {
    match (negative, spec.sign) {
        (true, _) => "-",
        (false, '+') => "+",
        (false, ' ') => " ",
        _ => "",
    }
}

/// An integer to format: small ones stay machine words.
#[derive(Clone, Copy, Debug)]
pub enum IntRef<'a> {
    /// Fits an `i64`.
    Small(i64),
    /// Any size.
    Big(&'a BigInt),
}

impl IntRef<'_> {
    /// Whether the integer is below zero.
    pub fn is_negative(&self) -> bool {
        match self {
            IntRef::Small(v) => *v < 0,
            IntRef::Big(v) => v.is_negative(),
        }
    }

    /// The digits of the magnitude in `base`, lower case; decimal ones respect `limit`.
    pub fn digits(&self, base: u32, limit: usize) -> Outcome<String> {
        match self {
            IntRef::Small(v) => Ok(int_text::small_digits(v.unsigned_abs(), base)),
            IntRef::Big(v) if base == 10 => {
                let text = int_text::big_decimal(v, limit)?;
                Ok(match text.strip_prefix('-') {
                    Some(digits) => digits.to_string(),
                    None => text,
                })
            }
            IntRef::Big(v) => Ok(int_text::big_digits(v, base)),
        }
    }

    fn is_beyond_i64(self) -> bool {
        matches!(self, IntRef::Big(v) if v.to_i64().is_none())
    }

    fn to_f64(self) -> Outcome<f64> {
        match self {
            IntRef::Small(v) => Ok(v as f64),
            IntRef::Big(v) => float_ops::from_big(v),
        }
    }

    fn to_char(self) -> Option<char> {
        match self {
            IntRef::Small(v) => u32::try_from(v).ok().and_then(char::from_u32),
            IntRef::Big(v) => v.to_u32().and_then(char::from_u32),
        }
    }
}

/// `format(value, spec)` for an `int` or `bool` (`type_name` says which); `limit` bounds decimal digits.
pub fn format_int(
    out: &mut String,
    value: IntRef<'_>,
    spec: &str,
    type_name: &str,
    limit: usize,
) -> Outcome<()> {
    let spec = Spec::parse(spec, type_name, 'd', '>')?;
    let base = match spec.code {
        'b' => 2,
        'o' => 8,
        'x' | 'X' => 16,
        'd' | 'n' => 10,
        'c' => 0,
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => return push_float(out, value.to_f64()?, &spec),
        code => return Err(unknown_code(code, type_name)),
    };
    if spec.precision.is_some() {
        return Err(Fault::value("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(Fault::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    check_size(&spec)?;
    if spec.code == 'c' {
        if spec.sign != '\0' {
            return Err(Fault::value("Sign not allowed with integer format specifier 'c'"));
        }
        if spec.alternate {
            return Err(Fault::value("Alternate form (#) not allowed with integer format specifier 'c'"));
        }
        if value.is_beyond_i64() {
            return Err(Fault::overflow("Python int too large to convert to C long"));
        }
        let Some(c) = value.to_char() else { return Err(Fault::overflow("%c arg not in range(0x110000)")) };
        let mut buffer = [0; 4];
        // A character is laid out as a number without digits.
        let text: &str = c.encode_utf8(&mut buffer);
        push_number(out, &spec, &Number { sign: "", prefix: "", digits: "", rest: text });
        return Ok(());
    }
    if let (IntRef::Small(small), 10, '\0', '\0' | '-') = (value, base, spec.grouping, spec.sign) {
        let start = out.len();
        int_text::push_i64(out, small);
        pad_in_place(out, start, &spec);
        return Ok(());
    }
    let mut digits = value.digits(base, limit)?;
    let prefix = match (spec.alternate, spec.code) {
        (true, 'b') => "0b",
        (true, 'o') => "0o",
        (true, 'x') => "0x",
        (true, 'X') => "0X",
        _ => "",
    };
    if spec.code == 'X' {
        digits.make_ascii_uppercase();
    }
    let number = Number { sign: sign_text(&spec, value.is_negative()), prefix, digits: &digits, rest: "" };
    push_number(out, &spec, &number);
    Ok(())
}

/// `format(value, spec)` for a float.
pub fn format_float(out: &mut String, value: f64, spec: &str, type_name: &str) -> Outcome<()> {
    let spec = Spec::parse(spec, type_name, '\0', '>')?;
    match spec.code {
        '\0' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%' => push_float(out, value, &spec),
        code => Err(unknown_code(code, type_name)),
    }
}

/// Appends one float under a specification, without grouping and padding; a sign only as `style` says.
fn push_float_text(out: &mut String, value: f64, spec: &Spec, style: FloatStyle) -> Outcome<()> {
    check_size(spec)?;
    let mut style =
        FloatStyle { alternate: spec.alternate, no_negative_zero: spec.no_negative_zero, ..style };
    let (code, precision) = match (spec.code, spec.precision) {
        ('\0', None) => ('r', 0),
        ('\0', Some(p)) => ('g', p),
        ('n', p) => ('g', p.unwrap_or(6)),
        ('%', p) => ('f', p.unwrap_or(6)),
        (code, p) => (code, p.unwrap_or(6)),
    };
    if spec.code != '\0' {
        style.dot_zero = false;
    }
    if precision > i32::MAX as usize {
        return Err(Fault::value("precision too big"));
    }
    let value = if spec.code == '%' { value * 100.0 } else { value };
    float_repr::push_text(out, value, code, precision, style);
    if spec.code == '%' {
        out.push('%');
    }
    Ok(())
}

fn push_float(out: &mut String, value: f64, spec: &Spec) -> Outcome<()> {
    let style = FloatStyle { dot_zero: true, ..FloatStyle::default() };
    if spec.grouping == '\0' && spec.sign != ' ' {
        // The usual case is written in place and moved over if it needs padding.
        let start = out.len();
        push_float_text(out, value, spec, FloatStyle { plus: spec.sign == '+', ..style })?;
        pad_in_place(out, start, spec);
        return Ok(());
    }
    let mut text = String::new();
    push_float_text(&mut text, value, spec, style)?;
    let (negative, body) = match text.strip_prefix('-') {
        Some(body) => (true, body),
        None => (false, text.as_str()),
    };
    let whole = body.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = body.split_at(whole);
    push_number(out, spec, &Number { sign: sign_text(spec, negative), prefix: "", digits, rest });
    Ok(())
}

/// Pads the ASCII number that stands in `out` from `start` on.
fn pad_in_place(out: &mut String, start: usize, spec: &Spec) {
    let len = out.len() - start;
    let total = spec.width.unwrap_or(0).saturating_sub(len);
    if total == 0 {
        return;
    }
    let (before, after) = spec.padding(len);
    let at = if spec.align == '=' {
        start + usize::from(matches!(out.as_bytes().get(start), Some(b'-' | b'+')))
    } else {
        start
    };
    if before > 0 {
        let number: SmallVec<[u8; 64]> = out.as_bytes().get(at..).unwrap_or(&[]).into();
        out.truncate(at);
        out.extend(std::iter::repeat_n(spec.fill, before));
        out.push_str(std::str::from_utf8(&number).unwrap_or(""));
    }
    out.extend(std::iter::repeat_n(spec.fill, after));
}

/// `format(value, spec)` for a complex number.
pub fn format_complex(out: &mut String, real: f64, imaginary: f64, spec: &str) -> Outcome<()> {
    let spec = Spec::parse(spec, "complex", '\0', '>')?;
    match spec.code {
        '\0' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' => {}
        code => return Err(unknown_code(code, "complex")),
    }
    if spec.fill == '0' {
        return Err(Fault::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == '=' {
        return Err(Fault::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    let bare = spec.code == '\0';
    let skip_real = bare && real == 0.0 && real.is_sign_positive();
    let inner = Spec { width: None, fill: '\0', align: '<', ..spec };
    let mut body = String::new();
    let style = FloatStyle::default();
    let mut part = |value: f64, part_spec: &Spec| -> Outcome<()> {
        let mut text = String::new();
        push_float_text(&mut text, value, part_spec, style)?;
        let (negative, digits) = match text.strip_prefix('-') {
            Some(d) => (true, d),
            None => (false, text.as_str()),
        };
        let whole = digits.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = digits.split_at(whole);
        push_number(
            &mut body,
            part_spec,
            &Number { sign: sign_text(part_spec, negative), prefix: "", digits, rest },
        );
        Ok(())
    };
    if !skip_real {
        part(real, &inner)?;
        part(imaginary, &Spec { sign: '+', ..inner })?;
    } else {
        part(imaginary, &inner)?;
    }
    body.push('j');
    if bare && !skip_real {
        body = format!("({body})");
    }
    let chars = body.len();
    push_padded(out, &spec, &body, chars);
    Ok(())
}

/// `repr(complex)`.
pub fn complex_repr(real: f64, imaginary: f64) -> String {
    let part =
        |x: f64, plus: bool| float_repr::to_text(x, 'r', 0, FloatStyle { plus, ..FloatStyle::default() });
    if real == 0.0 && real.is_sign_positive() {
        return format!("{}j", part(imaginary, false));
    }
    format!("({}{}j)", part(real, false), part(imaginary, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(v: i64, spec: &str) -> String {
        let mut out = String::new();
        match format_int(&mut out, IntRef::Small(v), spec, "int", 4300) {
            Ok(()) => out,
            Err(f) => f.message.into_owned(),
        }
    }

    fn float(v: f64, spec: &str) -> String {
        let mut out = String::new();
        match format_float(&mut out, v, spec, "float") {
            Ok(()) => out,
            Err(f) => f.message.into_owned(),
        }
    }

    fn text(v: &str, spec: &str) -> String {
        let mut out = String::new();
        match format_str(&mut out, v, spec) {
            Ok(()) => out,
            Err(f) => f.message.into_owned(),
        }
    }

    #[test]
    fn integers() {
        for (v, spec, result) in [
            (42, "", "42"),
            (42, "5", "   42"),
            (-42, "05", "-0042"),
            (42, "<5", "42   "),
            (42, "*^7", "**42***"),
            (42, "+", "+42"),
            (255, "#x", "0xff"),
            (255, "#06X", "0X00FF"),
            (255, "_b", "1111_1111"),
            (1234567, ",", "1,234,567"),
            (1234, "010,", "00,001,234"),
            (1234, "09,", "0,001,234"),
            (1234, "08,", "0,001,234"),
            (65, "c", "A"),
            (3, ".2f", "3.00"),
            (3, "s", "Unknown format code 's' for object of type 'int'"),
            (3, ".2", "Precision not allowed in integer format specifier"),
            (3, ",b", "Cannot specify ',' with 'b'."),
        ] {
            assert_eq!(int(v, spec), result, "{v:?} {spec:?}");
        }
    }

    #[test]
    fn floats() {
        for (v, spec, result) in [
            (3.0, "", "3.0"),
            (2.345, ".1f", "2.3"),
            (3.0, ".3", "3.0"),
            (1e5, ".3", "1e+05"),
            (0.5, "%", "50.000000%"),
            (1234567.891, ",.2f", "1,234,567.89"),
            (-1.5, "08.2f", "-0001.50"),
            (1e10, "g", "1e+10"),
            (f64::NAN, "05", "00nan"),
            (1.0, "d", "Unknown format code 'd' for object of type 'float'"),
            (-0.0001, "z.1f", "0.0"),
            (2.0, "+.1e", "+2.0e+00"),
        ] {
            assert_eq!(float(v, spec), result, "{v:?} {spec:?}");
        }
    }

    #[test]
    fn strings() {
        for (v, spec, result) in [
            ("ab", "5", "ab   "),
            ("ab", ">5", "   ab"),
            ("ab", "é^5", "éabéé"),
            ("abcdef", ".3", "abc"),
            ("ab", "05", "ab000"),
            ("ab", "d", "Unknown format code 'd' for object of type 'str'"),
            ("ab", "+", "Sign not allowed in string format specifier"),
            ("ab", "=5", "'=' alignment not allowed in string format specifier"),
        ] {
            assert_eq!(text(v, spec), result, "{v:?} {spec:?}");
        }
    }

    #[test]
    fn complexes() {
        assert_eq!(complex_repr(0.0, 1.0), "1j");
        assert_eq!(complex_repr(-0.0, 1.0), "(-0+1j)");
        assert_eq!(complex_repr(1.5, f64::NAN), "(1.5+nanj)");
        let mut out = String::new();
        assert!(format_complex(&mut out, 1.0, -2.0, ">10.1f").is_ok());
        assert_eq!(out, "  1.0-2.0j");
    }
}
