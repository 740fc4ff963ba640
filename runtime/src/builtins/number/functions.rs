//! The functions of module `builtins` on numbers, characters and texts.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

use super::{float, int};
use crate::builtins::format;
use crate::heap::{Args, Gil, Reg, Res};
use crate::object::{Name, Type};
use crate::text::{float_ops, int_ops, int_text, quote};
use crate::vm::heavy;
use crate::word::Word;

/// `abs(...)`.
pub fn abs(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = args.get(gil, 0);
    if let Some(small) = value.to_i64().filter(|_| value.is_int_like()) {
        let magnitude = match small.checked_abs() {
            Some(magnitude) => gil.int(magnitude),
            None => gil.bigint(BigInt::from(small).abs()),
        };
        out.set(gil, magnitude);
        return Ok(());
    }
    if let Some(float) = value.as_float() {
        out.set(gil, gil.float(float.abs()));
        return Ok(());
    }
    if let Some(big) = value.to_bigint() {
        out.set(gil, gil.bigint(big.abs()));
        return Ok(());
    }
    if value.header().is_some() && gil.call_special(args.reg(0), Name::Abs, Args::NONE, out)? {
        return Ok(());
    }
    let ty = gil.type_name(args.get(gil, 0));
    Err(gil.type_error(format!("bad operand type for abs(): '{ty}'")))
}

/// `repr(...)`.
pub fn repr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    gil.repr(args.reg(0), out)
}

/// `ascii(...)`.
pub fn ascii(gil: &mut Gil, args: Args, out: Reg) -> Res {
    gil.repr(args.reg(0), out)?;
    if let Some(shown) = out.get(gil).as_str().filter(|s| !s.is_ascii()) {
        let escaped = quote::escape_points(shown.code_points());
        out.set(gil, gil.str(&escaped));
    }
    Ok(())
}

/// `format(...)`.
pub fn format(gil: &mut Gil, args: Args, out: Reg) -> Res {
    format::format_value(gil, args.reg(0), args.reg(1), out)
}

/// `hash(...)`.
pub fn hash(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = args.get(gil, 0);
    // Tables keep a number other than zero for the empty text.
    let empty = (gil.is_exact(value, Type::Str) && value.as_str().is_some_and(|text| text.is_empty()))
        || (gil.is_exact(value, Type::Bytes) && value.as_bytes().is_some_and(|data| data.bytes().is_empty()));
    let hash = if empty { 0 } else { gil.hash(args.reg(0))? };
    out.set(gil, gil.int(hash));
    Ok(())
}

fn based(gil: &mut Gil, args: Args, out: Reg, base: u32) -> Res {
    let value = args.get(gil, 0);
    let text = match value.to_i64().filter(|_| value.is_int_like()) {
        Some(small) => {
            int_text::prefixed(small < 0, &int_text::small_digits(small.unsigned_abs(), base), base)
        }
        None => {
            let big = gil.index_bigint(args.reg(0))?;
            if big.bits() > 1 << 15 {
                gil.charge(big.bits() as usize)?;
            }
            int_text::prefixed(big.is_negative(), &int_text::big_digits(&big, base), base)
        }
    };
    out.set(gil, gil.str(&text));
    Ok(())
}

/// `bin(...)`.
pub fn bin(gil: &mut Gil, args: Args, out: Reg) -> Res {
    based(gil, args, out, 2)
}

/// `oct(...)`.
pub fn oct(gil: &mut Gil, args: Args, out: Reg) -> Res {
    based(gil, args, out, 8)
}

/// `hex(...)`.
pub fn hex(gil: &mut Gil, args: Args, out: Reg) -> Res {
    based(gil, args, out, 16)
}

/// `chr(...)`.
pub fn chr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let code = match args.get(gil, 0).as_small_int() {
        Some(code) => code,
        None => {
            let big = gil.index_bigint(args.reg(0))?;
            match big.to_i32() {
                Some(code) => i64::from(code),
                None => {
                    return Err(gil.overflow_error(if big.to_i64().is_some() {
                        "signed integer is greater than maximum"
                    } else {
                        "Python int too large to convert to C int"
                    }));
                }
            }
        }
    };
    match u32::try_from(code).ok().filter(|c| *c < 0x11_0000) {
        Some(code) => {
            out.set(gil, gil.str_char(code));
            Ok(())
        }
        None => Err(gil.value_error("chr() arg not in range(0x110000)")),
    }
}

/// `ord(...)`.
pub fn ord(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = args.get(gil, 0);
    let (len, code) = if let Some(text) = value.as_str() {
        match text.bytes() {
            [byte] => (1, u32::from(*byte)),
            _ => (text.char_len(), text.code_points().next().unwrap_or(0)),
        }
    } else if let Some(data) = value.as_bytes() {
        (data.bytes().len(), data.bytes().first().copied().map_or(0, u32::from))
    } else if let Some(data) = value.as_bytearray() {
        (data.len(), data.with(|d| d.first().copied().map_or(0, u32::from)))
    } else {
        let ty = gil.type_name(value);
        return Err(gil.type_error(format!("ord() expected string of length 1, but {ty} found")));
    };
    if len != 1 {
        return Err(gil.type_error(format!("ord() expected a character, but string of length {len} found")));
    }
    out.set(gil, gil.int(i64::from(code)));
    Ok(())
}

/// `round(...)`.
pub fn round(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = args.get(gil, 0);
    if value.as_float().is_some() && gil.is_exact(value, Type::Float) {
        return float::round(gil, args, out);
    }
    if value.as_small_int().is_some() || gil.is_exact(value, Type::Int) {
        return int::round(gil, args, out);
    }
    let digits = if args.get(gil, 1).is_none() { Args::NONE } else { args.skip(1) };
    if gil.call_special(args.reg(0), Name::Round, digits, out)? {
        return Ok(());
    }
    let ty = gil.type_name(args.get(gil, 0));
    Err(gil.type_error(format!("type {ty} doesn't define __round__ method")))
}

/// `pow(...)`.
pub fn pow(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let modulus = args.get(gil, 2);
    if modulus.is_none() {
        return gil.binary(ungil_compiler::bytecode::BinOp::Pow, args.reg(0), args.reg(1), out);
    }
    let (base, exponent) = (args.get(gil, 0), args.get(gil, 1));
    if let (Some(b), Some(e), Some(m)) =
        (base.as_small_int(), exponent.as_small_int(), modulus.as_small_int())
        && m > 0
        && e >= 0
    {
        out.set(gil, gil.int(int_ops::pow_mod_small(b, e, m)));
        return Ok(());
    }
    if base.is_int_like() && exponent.is_int_like() && modulus.is_int_like() {
        let base = gil.index_bigint(args.reg(0))?;
        let exponent = gil.index_bigint(args.reg(1))?;
        let modulus = gil.index_bigint(args.reg(2))?;
        gil.tick((modulus.bits() as usize).saturating_add(exponent.bits() as usize))?;
        // A product and a quotient for each bit of the exponent.
        let cost = heavy::quadratic(modulus.bits()).saturating_mul(2).saturating_mul(exponent.bits());
        let result = gil.heavy(cost, move || int_ops::pow_mod(&base, &exponent, &modulus))?;
        let result = result.map_err(|f| gil.raise_fault(&f))?;
        out.set(gil, gil.bigint(result));
        return Ok(());
    }
    if !args.get(gil, 0).is_int_like()
        && args.get(gil, 0).as_float().is_none()
        && gil.call_special(args.reg(0), Name::Pow, args.skip(1), out)?
        && out.get(gil).word() != Word::NOT_IMPLEMENTED
    {
        return Ok(());
    }
    // A float anywhere refuses a modulus before any other type is asked.
    if args.iter().any(|reg| reg.get(gil).as_float().is_some()) {
        return Err(gil.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    let names: Vec<String> = args.iter().map(|reg| gil.type_name(reg.get(gil))).collect();
    let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    Err(gil.type_error(format!("unsupported operand type(s) for ** or pow(): {}", quoted.join(", "))))
}

/// `divmod(...)`.
pub fn divmod(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (x, y) = (args.get(gil, 0), args.get(gil, 1));
    if let (Some(a), Some(b)) = (x.as_small_int(), y.as_small_int())
        && b != 0
        && let Some(quotient) = int_ops::floor_div_small(a, b)
    {
        out.set(gil, gil.tuple(&[gil.int(quotient), gil.int(int_ops::modulo_small(a, b))]));
        return Ok(());
    }
    if x.is_int_like() && y.is_int_like() {
        let (a, b) = (gil.index_bigint(args.reg(0))?, gil.index_bigint(args.reg(1))?);
        let parts = gil.heavy(heavy::quotient(a.bits(), b.bits()), move || int_ops::div_mod(&a, &b))?;
        let (q, r) = parts.map_err(|f| gil.raise_fault(&f))?;
        out.set(gil, gil.tuple(&[gil.bigint(q), gil.bigint(r)]));
        return Ok(());
    }
    let numeric = |v: crate::heap::Local<'_>| v.is_int_like() || v.as_float().is_some();
    if numeric(x) && numeric(y) {
        let (a, b) = (gil.to_f64(args.reg(0))?, gil.to_f64(args.reg(1))?);
        let (q, r) = float_ops::div_mod(a, b).map_err(|f| gil.raise_fault(&f))?;
        out.set(gil, gil.tuple(&[gil.float(q), gil.float(r)]));
        return Ok(());
    }
    for (name, first, second) in [(Name::DivMod, 0, 1), (Name::RDivMod, 1, 0)] {
        if !numeric(args.get(gil, first))
            && gil.call_special(args.reg(first), name, args.skip(second).take(1), out)?
            && out.get(gil).word() != Word::NOT_IMPLEMENTED
        {
            return Ok(());
        }
    }
    let (x, y) = (gil.type_name(args.get(gil, 0)), gil.type_name(args.get(gil, 1)));
    Err(gil.type_error(format!("unsupported operand type(s) for divmod(): '{x}' and '{y}'")))
}
