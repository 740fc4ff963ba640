//! `float`: constructor and methods.

use super::parse;
use crate::builtins::glue;
use crate::heap::{Args, Gil, Reg, Res, Scope};
use crate::object::{Def, Type};
use crate::text::{float_ops, float_parse};

/// The constructor and methods of `float`.
pub static METHODS: &[Def] = &[
    Def::static_method("__new__", "cls, x=?, /", new),
    Def::class_method("fromhex", "string, /", fromhex),
    Def::class_method("__getformat__", "typestr, /", getformat),
    Def::new("as_integer_ratio", "", as_integer_ratio),
    Def::new("conjugate", "", itself),
    Def::new("hex", "", hex),
    Def::new("is_integer", "", is_integer),
    Def::new("__ceil__", "", ceil),
    Def::new("__floor__", "", floor),
    Def::new("__round__", "ndigits=?, /", round),
    Def::new("__trunc__", "", trunc),
    Def::getter("imag", imag),
    Def::getter("real", itself),
    crate::builtins::format::FORMAT,
];

fn this(gil: &Gil, args: Args) -> f64 {
    args.get(gil, 0).as_float().unwrap_or(f64::NAN)
}

fn finish(gil: &Gil, class: Reg, value: f64, out: Reg) -> Res {
    let shape = gil.class_shape(class);
    let made = if shape == Type::Float.shape() { gil.float(value) } else { gil.float_of_shape(value, shape) };
    out.set(gil, made);
    Ok(())
}

fn new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (class, x) = (args.reg(0), args.reg(1));
    let value = x.get(gil);
    if value.is_unset() {
        return finish(gil, class, 0.0, out);
    }
    if let Some(float) = value.as_float()
        && gil.is_exact(value, Type::Float)
    {
        return finish(gil, class, float, out);
    }
    if value.is_int_like() && gil.is_exact(value, Type::Int) {
        let float = gil.to_f64(x)?;
        return finish(gil, class, float, out);
    }
    let len = parse::literal(gil, x).map(|t| t.len());
    if let Some(len) = len {
        parse::announce(gil, len)?;
        let parsed = parse::literal(gil, x).and_then(|text| float_parse::parse(&text));
        return match parsed {
            Some(float) => finish(gil, class, float, out),
            None => Err(parse::not_a_float(gil, x)),
        };
    }
    if let Some(float) = glue::converted(gil, x)? {
        return finish(gil, class, float, out);
    }
    let value = x.get(gil);
    if let Some(float) = value.as_float() {
        return finish(gil, class, float, out);
    }
    if value.is_int_like() {
        let float = gil.to_f64(x)?;
        return finish(gil, class, float, out);
    }
    let ty = gil.type_name(value);
    Err(gil.type_error(format!("float() argument must be a string or a real number, not '{ty}'")))
}

fn getformat(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let Some(kind) = args.get(gil, 1).as_str().map(|text| text.to_string_lossy().into_owned()) else {
        let name = gil.type_name(args.get(gil, 1));
        return Err(gil.type_error(format!("__getformat__() argument must be str, not {name}")));
    };
    if kind != "double" && kind != "float" {
        return Err(gil.value_error("__getformat__() argument 1 must be 'double' or 'float'"));
    }
    let order = if cfg!(target_endian = "little") { "little" } else { "big" };
    out.set(gil, gil.str(&format!("IEEE, {order}-endian")));
    Ok(())
}

fn fromhex(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = args.get(gil, 1);
    let Some(text) = value.as_str() else {
        return Err(gil.type_error("bad argument type for built-in operation"));
    };
    let float = float_parse::from_hex(&text.to_string_lossy()).map_err(|f| gil.raise_fault(&f))?;
    let mut scope = Scope::new(gil);
    if scope.class_shape(args.reg(0)) == Type::Float.shape() {
        out.set(&scope, scope.float(float));
        return Ok(());
    }
    let argument = scope.slot();
    argument.set(&scope, scope.float(float));
    scope.call1(args.reg(0), argument, out)
}

fn itself(gil: &mut Gil, args: Args, out: Reg) -> Res {
    out.set(gil, gil.float(this(gil, args)));
    Ok(())
}

fn imag(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.float(0.0));
    Ok(())
}

fn as_integer_ratio(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (n, d) = float_ops::as_integer_ratio(this(gil, args)).map_err(|f| gil.raise_fault(&f))?;
    out.set(gil, gil.tuple(&[gil.bigint(n), gil.bigint(d)]));
    Ok(())
}

fn hex(gil: &mut Gil, args: Args, out: Reg) -> Res {
    out.set(gil, gil.str(&float_parse::hex(this(gil, args))));
    Ok(())
}

fn is_integer(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let x = this(gil, args);
    out.set(gil, gil.bool(x.is_finite() && x == x.floor()));
    Ok(())
}

/// Puts an integral float into the result as an int.
pub fn set_integral(gil: &Gil, x: f64, out: Reg) -> Res {
    if x.abs() < 9e18 {
        out.set(gil, gil.int(x as i64));
        return Ok(());
    }
    let big = float_ops::to_int(x).map_err(|f| gil.raise_fault(&f))?;
    out.set(gil, gil.bigint(big));
    Ok(())
}

fn ceil(gil: &mut Gil, args: Args, out: Reg) -> Res {
    set_integral(gil, this(gil, args).ceil(), out)
}

fn floor(gil: &mut Gil, args: Args, out: Reg) -> Res {
    set_integral(gil, this(gil, args).floor(), out)
}

fn trunc(gil: &mut Gil, args: Args, out: Reg) -> Res {
    set_integral(gil, this(gil, args).trunc(), out)
}

/// `round(x)` and `round(x, places)`.
pub fn round(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let digits = args.get(gil, 1);
    let x = this(gil, args);
    if digits.is_unset() || digits.is_none() {
        return set_integral(gil, float_ops::round_half_even(x), out);
    }
    let places = gil.index(args.reg(1))?;
    let rounded = float_ops::round_places(x, places).map_err(|f| gil.raise_fault(&f))?;
    out.set(gil, gil.float(rounded));
    Ok(())
}
