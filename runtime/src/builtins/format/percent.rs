//! The `%` operator of `str` and `bytes`.

use num_bigint::BigInt;

use crate::builtins::glue;
use crate::heap::{Args, Gil, Reg, Res, Scope};
use crate::object::{Name, Type};
use crate::text::percent::{self as algorithm, Amount, Conversion, Layout, Piece};
use crate::text::spec::IntRef;
use crate::text::{codec, float_ops, int_text, quote};

/// The arguments of one formatting: the operand, taken apart when it is a tuple.
struct Operand {
    value: Reg,
    /// How many were used of a tuple, or whether the single value was.
    used: usize,
    is_tuple: bool,
    /// A mapping was asked for by key, or the operand is one: it need not be used up.
    is_mapping: bool,
}

impl Operand {
    fn next(&mut self, gil: &Gil, out: Reg) -> Res {
        let value = self.value.get(gil);
        let found = match value.as_tuple() {
            Some(tuple) if self.is_tuple => tuple.get(self.used),
            _ if self.used == 0 => Some(value),
            _ => None,
        };
        match found {
            Some(found) => {
                out.set(gil, found);
                self.used += 1;
                Ok(())
            }
            None => Err(gil.raise_fault(&algorithm::not_enough_arguments())),
        }
    }

    fn is_used_up(&self, gil: &Gil) -> bool {
        let count = match self.value.get(gil).as_tuple() {
            Some(tuple) if self.is_tuple => tuple.len(),
            _ => 1,
        };
        self.is_mapping || self.used >= count
    }
}

/// `template % args` for a `str`, `bytes` or `bytearray` template.
pub fn percent(gil: &mut Gil, template: Reg, args: Reg, out: Reg) -> Res {
    let given = template.get(gil);
    let is_bytearray = given.as_bytearray().is_some();
    let (text, bytes) = match (given.as_str(), given.as_bytes(), given.as_bytearray()) {
        (Some(text), _, _) => (text.bytes().to_vec(), false),
        (_, Some(data), _) => (data.bytes().to_vec(), true),
        (_, _, Some(data)) => (data.to_vec(), true),
        _ => (Vec::new(), false),
    };
    let mut result = Vec::with_capacity(text.len() + 32);
    run(gil, &text, args, bytes, &mut result)?;
    let made = match (bytes, is_bytearray) {
        (false, _) => gil.str_wtf8(&result),
        (true, false) => gil.bytes(result),
        (true, true) => gil.bytearray(result),
    };
    out.set(gil, made);
    Ok(())
}

fn run(gil: &mut Gil, template: &[u8], args: Reg, bytes: bool, result: &mut Vec<u8>) -> Res {
    let mut scope = Scope::new(gil);
    let (value, text) = (scope.slot(), scope.slots(2));
    let given = args.get(&scope);
    let is_tuple = given.as_tuple().is_some();
    // Anything subscriptable that is no tuple or text counts as a mapping.
    let is_mapping = given.as_dict().is_some()
        || given.as_list().is_some()
        || (!is_tuple
            && given.as_str().is_none()
            && !(bytes && given.as_bytes().is_some())
            && given.header().is_some()
            && scope.class_of(given).lookup(&scope, scope.name(Name::GetItem)).is_some());
    let mut operand = Operand { value: args, used: 0, is_tuple, is_mapping };
    let mut at = 0;
    while let Some(piece) = algorithm::next_piece(template, &mut at).map_err(|f| scope.raise_fault(&f))? {
        match piece {
            Piece::Literal(range) => result.extend_from_slice(template.get(range).unwrap_or(&[])),
            // `%%` is a percent sign only without anything between.
            Piece::Convert(c) if c.code == '%' && template.get(c.code_at.wrapping_sub(1)) == Some(&b'%') => {
                result.push(b'%');
            }
            Piece::Convert(c) => {
                convert(&mut scope, template, &c, &mut operand, bytes, value, text, result)?;
            }
        }
        if result.len() > 1 << 16 {
            scope.tick(1 << 10)?;
        }
    }
    if !operand.is_used_up(&scope) {
        let of = if bytes { "bytes" } else { "string" };
        return Err(scope.raise_fault(&algorithm::not_all_converted(of)));
    }
    Ok(())
}

/// Reads a `*` amount.
fn amount(gil: &mut Gil, operand: &mut Operand, given: Amount, value: Reg, what: &str) -> Res<Option<i64>> {
    if given != Amount::Argument {
        return Ok(None);
    }
    operand.next(gil, value)?;
    let number = value.get(gil);
    if !number.is_int_like() {
        return Err(gil.type_error("* wants int"));
    }
    match number.to_i64() {
        Some(n) if what == "width" || n.unsigned_abs() <= i32::MAX as u64 => Ok(Some(n)),
        Some(_) => Err(gil.value_error("precision too big")),
        None => Err(gil.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

#[expect(clippy::too_many_arguments, reason = "one call, and a struct would only rename them")]
fn convert(
    gil: &mut Gil,
    template: &[u8],
    c: &Conversion,
    operand: &mut Operand,
    bytes: bool,
    value: Reg,
    text: Args,
    result: &mut Vec<u8>,
) -> Res {
    let mut keyed = false;
    if let Some(key) = &c.key {
        if !operand.is_mapping {
            return Err(gil.type_error("format requires a mapping"));
        }
        let key = template.get(key.clone()).unwrap_or(&[]);
        let key_reg = text.reg(0);
        key_reg.set(gil, if bytes { gil.bytes(key) } else { gil.str_wtf8(key) });
        gil.getitem(operand.value, key_reg, value)?;
        keyed = true;
    }
    let scratch = text.reg(1);
    let width = amount(gil, operand, c.width, scratch, "width")?;
    let precision = amount(gil, operand, c.precision, scratch, "precision")?;
    if !keyed {
        operand.next(gil, value)?;
    }
    let layout = algorithm::layout(c, width, precision);
    if layout.width > 4096 || layout.precision.is_some_and(|p| p > 4096) {
        gil.charge(layout.width.saturating_add(layout.precision.unwrap_or(0)))?;
    }
    match c.code {
        's' | 'r' | 'a' | 'b' => convert_text(gil, template, c, &layout, bytes, value, text.reg(0), result),
        'd' | 'i' | 'u' | 'x' | 'X' | 'o' => convert_int(gil, c.code, &layout, value, scratch, result),
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            let float = if bytes { float_of_bytes(gil, value)? } else { gil.to_f64(value)? };
            let mut shown = String::new();
            algorithm::push_float(&mut shown, float, c.code, &layout).map_err(|f| gil.raise_fault(&f))?;
            result.extend_from_slice(shown.as_bytes());
            Ok(())
        }
        'c' => convert_char(gil, &layout, bytes, value, result),
        code => Err(unsupported(gil, template, c, code, bytes)),
    }
}

fn unsupported(gil: &Gil, template: &[u8], c: &Conversion, code: char, bytes: bool) -> crate::heap::Raised {
    let before = template.get(..c.code_at).unwrap_or(&[]);
    let index = if bytes { before.len() } else { crate::object::count_chars(before) };
    gil.raise_fault(&algorithm::unsupported(code, index))
}

fn float_of_bytes(gil: &mut Gil, value: Reg) -> Res<f64> {
    let given = value.get(gil);
    if given.as_float().is_none() && !given.is_int_like() && glue::converted(gil, value)?.is_none() {
        let ty = gil.type_name(value.get(gil));
        return Err(gil.type_error(format!("float argument required, not {ty}")));
    }
    gil.to_f64(value)
}

#[expect(clippy::too_many_arguments, reason = "one call, and a struct would only rename them")]
fn convert_text(
    gil: &mut Gil,
    template: &[u8],
    c: &Conversion,
    layout: &Layout,
    bytes: bool,
    value: Reg,
    text: Reg,
    result: &mut Vec<u8>,
) -> Res {
    match (c.code, bytes) {
        ('b', false) => return Err(unsupported(gil, template, c, 'b', false)),
        ('s' | 'b', true) => {
            let given = value.get(gil);
            let data = match (given.as_bytes(), given.as_bytearray()) {
                (Some(data), _) => Some(data.bytes().to_vec()),
                (_, Some(data)) => Some(data.to_vec()),
                _ => None,
            };
            let Some(data) = data else { return bytes_method(gil, layout, value, text, result) };
            pad_bytes(result, &data, layout);
            return Ok(());
        }
        ('s', _) => {
            let given = value.get(gil);
            // The two most common arguments need no call.
            if let Some(int) = given.as_small_int() {
                let mut buffer = [0; 20];
                let shown = int_text::decimal(int, &mut buffer);
                return push(gil, shown.as_bytes(), layout, result);
            }
            if gil.is_exact(given, Type::Str)
                && let Some(shown) = given.as_str()
            {
                return push(gil, shown.bytes(), layout, result);
            }
            gil.to_str(value, text)?;
        }
        _ => gil.repr(value, text)?,
    }
    let shown = text.get(gil);
    let Some(shown) = shown.as_str() else { return Ok(()) };
    if !shown.is_ascii() && (c.code == 'a' || bytes) {
        let escaped = quote::escape_points(shown.code_points());
        return push(gil, escaped.as_bytes(), layout, result);
    }
    push(gil, shown.bytes(), layout, result)
}

/// Appends WTF-8 text, cut and padded by characters.
fn push(gil: &Gil, text: &[u8], layout: &Layout, result: &mut Vec<u8>) -> Res {
    if layout.width == 0 && layout.precision.is_none() {
        result.extend_from_slice(text);
        return Ok(());
    }
    match std::str::from_utf8(text) {
        Ok(text) => {
            let mut shown = String::new();
            algorithm::push_text(&mut shown, text, layout).map_err(|f| gil.raise_fault(&f))?;
            result.extend_from_slice(shown.as_bytes());
        }
        // Text with lone surrogates is not cut.
        Err(_) => result.extend_from_slice(text),
    }
    Ok(())
}

fn pad_bytes(result: &mut Vec<u8>, data: &[u8], layout: &Layout) {
    let data = match layout.precision {
        Some(precision) => data.get(..precision).unwrap_or(data),
        None => data,
    };
    let pad = layout.width.saturating_sub(data.len());
    if !layout.left {
        result.resize(result.len() + pad, b' ');
    }
    result.extend_from_slice(data);
    if layout.left {
        result.resize(result.len() + pad, b' ');
    }
}

/// `%s` of `bytes` for an object with `__bytes__`.
fn bytes_method(gil: &mut Gil, layout: &Layout, value: Reg, out: Reg, result: &mut Vec<u8>) -> Res {
    let scope = gil;
    if value.get(scope).as_instance().is_some()
        && scope.call_special(value, Name::Bytes, Args::NONE, out)?
        && let Some(data) = out.get(scope).as_bytes()
    {
        pad_bytes(result, data.bytes(), layout);
        return Ok(());
    }
    let ty = scope.type_name(value.get(scope));
    Err(scope.type_error(format!(
        "%b requires a bytes-like object, or an object that implements __bytes__, not '{ty}'"
    )))
}

fn convert_int(
    gil: &mut Gil,
    code: char,
    layout: &Layout,
    value: Reg,
    scratch: Reg,
    result: &mut Vec<u8>,
) -> Res {
    let given = value.get(gil);
    let mut shown = String::new();
    let limit = glue::digit_limit(gil);
    if let Some(small) = given.to_i64().filter(|_| given.is_int_like()) {
        if matches!(code, 'd' | 'i') && *layout == Layout::default() {
            let mut buffer = [0; 20];
            result.extend_from_slice(int_text::decimal(small, &mut buffer).as_bytes());
            return Ok(());
        }
        algorithm::push_int(&mut shown, IntRef::Small(small), code, layout, limit)
            .map_err(|f| gil.raise_fault(&f))?;
        result.extend_from_slice(shown.as_bytes());
        return Ok(());
    }
    let big = integer_for(gil, code, value, scratch)?;
    algorithm::push_int(&mut shown, IntRef::Big(&big), code, layout, limit)
        .map_err(|f| gil.raise_fault(&f))?;
    result.extend_from_slice(shown.as_bytes());
    Ok(())
}

/// The integer that `%d` or `%x` shows.
fn integer_for(gil: &mut Gil, code: char, value: Reg, scratch: Reg) -> Res<BigInt> {
    let given = value.get(gil);
    if let Some(big) = given.to_bigint() {
        return Ok(big.into_owned());
    }
    let decimal = matches!(code, 'd' | 'i' | 'u');
    if decimal && let Some(float) = given.as_float() {
        return float_ops::to_int(float).map_err(|f| gil.raise_fault(&f));
    }
    let ty = gil.type_name(given);
    for name in [Name::Int, Name::Index] {
        if name == Name::Int && !decimal {
            continue;
        }
        if given_special(gil, value, name, scratch)? {
            let made = scratch.get(gil);
            if let Some(big) = made.to_bigint() {
                return Ok(big.into_owned());
            }
        }
    }
    let what = if decimal { "a real number" } else { "an integer" };
    Err(gil.type_error(format!("%{code} format: {what} is required, not {ty}")))
}

fn given_special(gil: &mut Gil, value: Reg, name: Name, out: Reg) -> Res<bool> {
    if value.get(gil).as_str().is_some() {
        return Ok(false);
    }
    gil.call_special(value, name, Args::NONE, out)
}

fn convert_char(gil: &mut Gil, layout: &Layout, bytes: bool, value: Reg, result: &mut Vec<u8>) -> Res {
    let given = value.get(gil);
    let mut unit = Vec::new();
    if bytes {
        let byte = match (given.to_i64().filter(|_| given.is_int_like()), given.as_bytes()) {
            (Some(n), _) => match u8::try_from(n) {
                Ok(byte) => Some(byte),
                Err(_) => return Err(gil.overflow_error("%c arg not in range(256)")),
            },
            (_, Some(data)) if data.bytes().len() == 1 => data.bytes().first().copied(),
            _ => given.as_bytearray().filter(|b| b.len() == 1).and_then(|b| b.with(|b| b.first().copied())),
        };
        match byte {
            Some(byte) => unit.push(byte),
            None => {
                return Err(gil.type_error("%c requires an integer in range(256) or a single byte"));
            }
        }
        pad_bytes(result, &unit, &Layout { precision: None, ..*layout });
        return Ok(());
    }
    if let Some(text) = given.as_str() {
        if text.char_len() != 1 {
            return Err(gil.type_error("%c requires int or char"));
        }
        unit.extend_from_slice(text.bytes());
    } else if given.is_int_like() {
        match given.to_i64().and_then(|n| u32::try_from(n).ok()).filter(|n| *n < 0x11_0000) {
            Some(c) => codec::put_utf8(c, &mut unit),
            None => return Err(gil.overflow_error("%c arg not in range(0x110000)")),
        }
    } else {
        return Err(gil.type_error("%c requires int or char"));
    }
    let layout = Layout { precision: None, ..*layout };
    push(gil, &unit, &layout, result)
}
