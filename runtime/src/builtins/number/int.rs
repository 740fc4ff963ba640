//! `int` and `bool`: constructors and methods.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

use super::parse;
use crate::builtins::glue;
use crate::heap::{Args, Gil, Reg, Res, Scope};
use crate::object::{Def, Name, Type};
use crate::text::int_text::{self, NotInt, Parsed};
use crate::text::{float_ops, int_ops};
use crate::vm::heavy;

/// The constructor and methods of `int`.
pub static METHODS: &[Def] = &[
    Def::static_method("__new__", "cls, x=?, /, base=?", new),
    Def::class_method("from_bytes", "bytes, byteorder='big', *, signed=False", from_bytes),
    Def::new("as_integer_ratio", "", as_integer_ratio),
    Def::new("bit_count", "", bit_count),
    Def::new("bit_length", "", bit_length),
    Def::new("conjugate", "", itself),
    Def::new("to_bytes", "length=1, byteorder='big', *, signed=False", to_bytes),
    Def::new("__ceil__", "", itself),
    Def::new("__floor__", "", itself),
    Def::new("__round__", "ndigits=?, /", round),
    Def::new("__trunc__", "", itself),
    Def::getter("denominator", denominator),
    Def::getter("imag", imag),
    Def::getter("numerator", itself),
    Def::getter("real", itself),
    crate::builtins::format::FORMAT,
];

/// The constructor of `bool`; its methods are those of `int`.
pub static BOOL: &[Def] = &[Def::static_method("__new__", "cls, x=False, /", new_bool)];

/// Puts an int into the result register, as an instance of the class in `class`.
fn finish(gil: &Gil, class: Reg, value: BigInt, out: Reg) -> Res {
    let shape = gil.class_shape(class);
    let made = if shape == Type::Int.shape() { gil.bigint(value) } else { gil.int_of_shape(value, shape) };
    out.set(gil, made);
    Ok(())
}

fn finish_small(gil: &Gil, class: Reg, value: i64, out: Reg) -> Res {
    let shape = gil.class_shape(class);
    if shape != Type::Int.shape() {
        return finish(gil, class, BigInt::from(value), out);
    }
    out.set(gil, gil.int(value));
    Ok(())
}

fn new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (class, x) = (args.reg(0), args.reg(1));
    let value = x.get(gil);
    if !args.get(gil, 2).is_unset() {
        return new_with_base(gil, args, out);
    }
    if value.is_unset() {
        return finish_small(gil, class, 0, out);
    }
    if let Some(small) = value.as_small_int() {
        return finish_small(gil, class, small, out);
    }
    if let Some(float) = value.as_float()
        && gil.is_exact(value, Type::Float)
    {
        if float.abs() < 9e18 {
            return finish_small(gil, class, float as i64, out);
        }
        let big = float_ops::to_int(float).map_err(|f| gil.raise_fault(&f))?;
        return finish(gil, class, big, out);
    }
    if value.as_str().is_some() || value.as_bytes().is_some() || value.as_bytearray().is_some() {
        return from_text(gil, class, x, 10, out);
    }
    if gil.is_exact(value, Type::Int) || value.as_bool().is_some() {
        let big = gil.index_bigint(x)?;
        return finish(gil, class, big, out);
    }
    convert(gil, class, x, out)
}

/// `int(x)` of an object: `__int__`, `__index__` or `__trunc__`.
#[cold]
fn convert(gil: &mut Gil, class: Reg, x: Reg, out: Reg) -> Res {
    let mut scope = Scope::new(gil);
    let made = scope.slot();
    for name in [Name::Int, Name::Index, Name::Trunc] {
        if x.get(&scope).header().is_none() || !scope.call_special(x, name, Args::NONE, made)? {
            continue;
        }
        let result = made.get(&scope);
        let value = match result.to_bigint() {
            Some(value) => value.into_owned(),
            None if name == Name::Trunc => scope.index_bigint(made)?,
            None => {
                let ty = scope.type_name(result);
                return Err(scope.type_error(format!("{} returned non-int (type {ty})", name.text())));
            }
        };
        return finish(&scope, class, value, out);
    }
    let ty = scope.type_name(x.get(&scope));
    Err(scope.type_error(format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{ty}'"
    )))
}

fn new_with_base(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (class, x) = (args.reg(0), args.reg(1));
    if x.get(gil).is_unset() {
        return Err(gil.type_error("int() missing string argument"));
    }
    let base = glue::saturated_index(gil, args.reg(2))?;
    let base = match u32::try_from(base) {
        Ok(base @ (0 | 2..=36)) => base,
        _ => return Err(gil.value_error("int() base must be >= 2 and <= 36, or 0")),
    };
    let value = x.get(gil);
    if value.as_str().is_none() && value.as_bytes().is_none() && value.as_bytearray().is_none() {
        return Err(gil.type_error("int() can't convert non-string with explicit base"));
    }
    from_text(gil, class, x, base, out)
}

fn from_text(gil: &mut Gil, class: Reg, x: Reg, base: u32, out: Reg) -> Res {
    let len = parse::literal(gil, x).map_or(0, |t| t.len());
    parse::announce(gil, len)?;
    let limit = glue::digit_limit(gil);
    let text = parse::literal(gil, x).unwrap_or_default();
    // Four bits a digit are more than a decimal number has.
    let cost = heavy::by_halves(text.len() as u64 * 4);
    let parsed = if limit != 0 || cost < heavy::HEAVY {
        int_text::parse(&text, base, limit)
    } else {
        let text = text.into_owned();
        gil.heavy(cost, move || int_text::parse(&text, base, limit))?
    };
    let gil = &*gil;
    match parsed {
        Ok(Parsed::Small(small)) => finish_small(gil, class, small, out),
        Ok(Parsed::Big(big)) => finish(gil, class, big, out),
        Err(NotInt::Syntax) => Err(gil.raise_fault(&int_text::invalid_literal(&parse::shown(gil, x), base))),
        Err(NotInt::TooLong(digits)) => {
            Err(gil.raise_fault(&int_text::too_many_digits_in(digits, glue::digit_limit(gil))))
        }
    }
}

fn new_bool(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let yes = gil.truthy(args.reg(1))?;
    out.set(gil, gil.bool(yes));
    Ok(())
}

/// The receiver as a plain int: itself, or the value of a bool or an instance of a derived class.
fn itself(gil: &mut Gil, args: Args, out: Reg) -> Res {
    gil.index_big(args.reg(0), out)
}

fn imag(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.int(0));
    Ok(())
}

fn denominator(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.int(1));
    Ok(())
}

fn as_integer_ratio(gil: &mut Gil, args: Args, out: Reg) -> Res {
    itself(gil, args, out)?;
    out.set(gil, gil.tuple(&[out.get(gil), gil.int(1)]));
    Ok(())
}

fn bit_length(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let bits = match args.get(gil, 0).to_i64() {
        Some(small) => u64::from(u64::BITS - small.unsigned_abs().leading_zeros()),
        None => int_ops::bit_length(&gil.index_bigint(args.reg(0))?),
    };
    out.set(gil, gil.int(bits as i64));
    Ok(())
}

fn bit_count(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let ones = match args.get(gil, 0).to_i64() {
        Some(small) => u64::from(small.unsigned_abs().count_ones()),
        None => int_ops::bit_count(&gil.index_bigint(args.reg(0))?),
    };
    out.set(gil, gil.int(ones as i64));
    Ok(())
}

/// `byteorder`, as "is it big endian".
fn byte_order(gil: &Gil, reg: Reg, function: &str) -> Res<bool> {
    let value = reg.get(gil);
    let Some(text) = value.as_str() else {
        let ty = gil.type_name(value);
        return Err(gil.type_error(format!("{function}() argument 'byteorder' must be str, not {ty}")));
    };
    match text.bytes() {
        b"big" => Ok(true),
        b"little" => Ok(false),
        _ => Err(gil.value_error("byteorder must be either 'little' or 'big'")),
    }
}

fn to_bytes(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let length = gil.index(args.reg(1))?;
    let big_endian = byte_order(gil, args.reg(2), "to_bytes")?;
    let signed = gil.truthy(args.reg(3))?;
    let Ok(length) = usize::try_from(length) else {
        return Err(gil.value_error("length argument must be non-negative"));
    };
    let value = gil.index_bigint(args.reg(0))?;
    gil.charge(length)?;
    let bytes = int_text::to_bytes(&value, length, big_endian, signed).map_err(|f| gil.raise_fault(&f))?;
    out.set(gil, gil.bytes(bytes));
    Ok(())
}

fn from_bytes(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let big_endian = byte_order(gil, args.reg(2), "from_bytes")?;
    let signed = gil.truthy(args.reg(3))?;
    let data = crate::builtins::bytes::bytes_from_object(gil, args.reg(1))?;
    let value = int_text::from_bytes(&data, big_endian, signed);
    // A derived class is called with the value, as its constructor may do more.
    let mut scope = Scope::new(gil);
    if scope.class_shape(args.reg(0)) == Type::Int.shape() {
        out.set(&scope, scope.bigint(value));
        return Ok(());
    }
    let argument = scope.slot();
    argument.set(&scope, scope.bigint(value));
    scope.call1(args.reg(0), argument, out)
}

/// `round(i, places)`; `out` gets an int.
pub fn round(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let digits = args.get(gil, 1);
    if digits.is_unset() || digits.is_none() {
        return itself(gil, args, out);
    }
    let places = gil.index_bigint(args.reg(1))?;
    if !places.is_negative() {
        return itself(gil, args, out);
    }
    let value = gil.index_bigint(args.reg(0))?;
    let rounded = match places.to_i64() {
        Some(places) => int_ops::round_places(&value, places),
        None => BigInt::zero(),
    };
    out.set(gil, gil.bigint(rounded));
    Ok(())
}
