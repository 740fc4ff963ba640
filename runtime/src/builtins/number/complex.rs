//! `complex`: constructor, attributes and methods. Its operators are the interpreter's.

use super::parse;
use crate::heap::{Args, Gil, Reg, Res, Scope};
use crate::object::{Def, Name, Type};
use crate::text::complex_ops;
use crate::text::complex_ops::Parts;

/// The constructor and methods of `complex`.
pub static METHODS: &[Def] = &[
    Def::static_method("__new__", "cls, real=?, imag=?", new),
    Def::new("conjugate", "", conjugate),
    Def::new("__complex__", "", itself),
    Def::new("__abs__", "", magnitude),
    Def::getter("real", real),
    Def::getter("imag", imag),
    crate::builtins::format::FORMAT,
];

fn this(gil: &Gil, args: Args) -> Parts {
    args.get(gil, 0).as_complex().map_or((f64::NAN, f64::NAN), |value| value.parts())
}

fn finish(gil: &Gil, class: Reg, value: Parts, out: Reg) -> Res {
    out.set(gil, gil.complex_of_shape(value.0, value.1, gil.class_shape(class)));
    Ok(())
}

fn new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (class, first, second) = (args.reg(0), args.reg(1), args.reg(2));
    let (has_first, has_second) = (!first.get(gil).is_unset(), !second.get(gil).is_unset());
    if first.get(gil).as_str().is_some() {
        if has_second {
            return Err(gil.type_error("complex() can't take second arg if first is a string"));
        }
        let parsed = parse::literal(gil, first).and_then(|text| complex_ops::parse(&text));
        return match parsed {
            Some(value) => finish(gil, class, value, out),
            None => Err(gil.value_error("complex() arg is a malformed string")),
        };
    }
    if second.get(gil).as_str().is_some() {
        return Err(gil.type_error("complex() second arg can't be a string"));
    }
    let mut value = (0.0, 0.0);
    if has_first {
        value = match number(gil, first, true)? {
            Some(value) => value,
            None => {
                let have = gil.type_name(first.get(gil));
                return Err(gil.type_error(format!(
                    "complex() first argument must be a string or a number, not '{have}'"
                )));
            }
        };
    }
    if has_second {
        let Some(more) = number(gil, second, false)? else {
            let have = gil.type_name(second.get(gil));
            return Err(gil.type_error(format!("complex() second argument must be a number, not '{have}'")));
        };
        value = if second.get(gil).as_complex().is_some() {
            (value.0 - more.1, value.1 + more.0)
        } else if has_first && first.get(gil).as_complex().is_some() {
            (value.0, value.1 + more.0)
        } else {
            // Not added to zero, which would lose the sign of a negative zero.
            (value.0, more.0)
        };
    }
    finish(gil, class, value, out)
}

/// A number or an object that converts itself to one.
fn number(gil: &mut Gil, value: Reg, hook: bool) -> Res<Option<Parts>> {
    let given = value.get(gil);
    if let Some(complex) = given.as_complex()
        && (!hook || gil.is_exact(given, Type::Complex))
    {
        return Ok(Some(complex.parts()));
    }
    if given.is_int_like() || given.as_float().is_some() {
        return gil.to_f64(value).map(|real| Some((real, 0.0)));
    }
    if given.header().is_none() {
        return Ok(None);
    }
    let s = &mut Scope::new(gil);
    let made = s.slot();
    if hook && s.call_special(value, Name::Complex, Args::NONE, made)? {
        return match made.get(s).as_complex() {
            Some(complex) => Ok(Some(complex.parts())),
            None => {
                let have = s.type_name(made.get(s));
                Err(s.type_error(format!("__complex__ returned non-complex (type {have})")))
            }
        };
    }
    Ok(crate::builtins::glue::converted(s, value)?.map(|real| (real, 0.0)))
}

fn conjugate(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (real, imag) = this(gil, args);
    out.set(gil, gil.complex(real, -imag));
    Ok(())
}

fn itself(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (real, imag) = this(gil, args);
    out.set(gil, gil.complex(real, imag));
    Ok(())
}

fn magnitude(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let size = complex_ops::abs(this(gil, args)).map_err(|fault| gil.raise_fault(&fault))?;
    out.set(gil, gil.float(size));
    Ok(())
}

fn real(gil: &mut Gil, args: Args, out: Reg) -> Res {
    out.set(gil, gil.float(this(gil, args).0));
    Ok(())
}

fn imag(gil: &mut Gil, args: Args, out: Reg) -> Res {
    out.set(gil, gil.float(this(gil, args).1));
    Ok(())
}
