//! `format(value, spec)`: the builtin types directly, others by their `__format__`.

use crate::builtins::glue;
use crate::heap::{Args, Gil, Local, Reg, Res, Scope};
use crate::object::{Def, Name, Type};
use crate::text::spec::{self, IntRef};
use crate::text::{Outcome, float_repr, int_text};

/// `__format__` of the builtin types that have one of their own.
pub const FORMAT: Def = Def::new("__format__", "format_spec, /", dunder_format);

/// `format(value, spec)`; `spec` may be unset for the empty one. The result in `out` is a string.
pub fn format_value(gil: &mut Gil, value: Reg, spec: Reg, out: Reg) -> Res {
    let spec_value = spec.get(gil);
    let empty = spec_value.is_unset() || spec_value.as_str().is_some_and(|s| s.is_empty());
    let given = value.get(gil);
    if empty {
        // The most common ones without any call.
        if gil.is_exact(given, Type::Str) {
            out.set(gil, given);
            return Ok(());
        }
        if let Some(int) = given.as_small_int() {
            let mut buffer = [0; 20];
            let text = int_text::decimal(int, &mut buffer);
            out.set(gil, gil.str_ascii(text.as_bytes()));
            return Ok(());
        }
        if gil.is_exact(given, Type::Float)
            && let Some(float) = given.as_float()
        {
            out.set(gil, gil.str_ascii(float_repr::repr(float).as_bytes()));
            return Ok(());
        }
    }
    if !spec_value.is_unset() && spec_value.as_str().is_none() {
        let ty = gil.type_name(spec_value);
        return Err(gil.type_error(format!("format() argument 2 must be str, not {ty}")));
    }
    if is_plain(gil, given) {
        return format_plain(gil, value, spec, out);
    }
    // `object.__format__` is here, below: calling it would come back to this place.
    let method = gil.class_of(given).lookup(gil, gil.name(Name::Format));
    if method.is_none_or(|m| m.as_builtin().is_some()) {
        return if is_text_or_number(given) {
            format_plain(gil, value, spec, out)
        } else {
            format_object(gil, value, spec, out)
        };
    }
    let mut scope = Scope::new(gil);
    let argument = scope.slots(1);
    let spec_value = spec.get(&scope);
    argument.reg(0).set(&scope, if spec_value.is_unset() { scope.str("") } else { spec_value });
    if !scope.call_special(value, Name::Format, argument, out)? {
        return format_object(&mut scope, value, argument.reg(0), out);
    }
    if out.get(&scope).as_str().is_none() {
        let ty = scope.type_name(out.get(&scope));
        return Err(scope.type_error(format!("__format__ must return a str, not {ty}")));
    }
    Ok(())
}

/// Whether the value is directly of a type that formats itself here.
fn is_plain(gil: &Gil, value: Local<'_>) -> bool {
    value.as_small_int().is_some()
        || value.as_bool().is_some()
        || gil.is_exact(value, Type::Str)
        || gil.is_exact(value, Type::Int)
        || gil.is_exact(value, Type::Float)
}

/// Whether the value is of a type that formats itself here, or of a class derived from one.
fn is_text_or_number(value: Local<'_>) -> bool {
    value.is_int_like()
        || value.as_float().is_some()
        || value.as_str().is_some()
        || value.as_complex().is_some()
}

/// `object.__format__`: `str(value)`, and no specification.
pub fn format_object(gil: &mut Gil, value: Reg, spec: Reg, out: Reg) -> Res {
    if spec.get(gil).as_str().is_some_and(|s| !s.is_empty()) {
        let ty = gil.type_name(value.get(gil));
        return Err(gil.type_error(format!("unsupported format string passed to {ty}.__format__")));
    }
    gil.to_str(value, out)
}

/// `__format__` of int, float and str.
pub fn dunder_format(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let spec = args.get(gil, 1);
    if spec.as_str().is_none() {
        let ty = gil.type_name(spec);
        return Err(gil.type_error(format!("__format__() argument must be str, not {ty}")));
    }
    if spec.as_str().is_some_and(|s| s.is_empty()) {
        return gil.to_str(args.reg(0), out);
    }
    format_plain(gil, args.reg(0), args.reg(1), out)
}

/// Formats an int, bool, float or str (or an instance of a class derived from one).
fn format_plain(gil: &mut Gil, value: Reg, spec: Reg, out: Reg) -> Res {
    let spec_text = match spec.get(gil).as_str() {
        Some(text) => text.to_string_lossy().into_owned(),
        None => String::new(),
    };
    if spec_text.is_empty() {
        return gil.to_str(value, out);
    }
    // A rough bound on the result: digits in the specification say how long it can be.
    let width = longest_number(&spec_text);
    let own = value.get(gil).as_str().map_or(0, |s| s.byte_len());
    if width.saturating_add(own) > 4096 {
        gil.charge(width.saturating_mul(8).saturating_add(own))?;
    }
    let gil = &*gil;
    let value = value.get(gil);
    let limit = glue::digit_limit(gil);
    let mut text = String::new();
    let result: Outcome<()> = if let Some(int) = value.to_i64().filter(|_| value.is_int_like()) {
        let name = if value.as_bool().is_some() { "bool" } else { "int" };
        spec::format_int(&mut text, IntRef::Small(int), &spec_text, name, limit)
    } else if let Some(int) = value.to_bigint() {
        spec::format_int(&mut text, IntRef::Big(&int), &spec_text, "int", limit)
    } else if let Some(float) = value.as_float() {
        spec::format_float(&mut text, float, &spec_text, "float")
    } else if let Some((real, imag)) = value.as_complex().map(|complex| complex.parts()) {
        spec::format_complex(&mut text, real, imag, &spec_text)
    } else if let Some(own) = value.as_str() {
        match own.as_utf8() {
            Some(own) => spec::format_str(&mut text, own, &spec_text),
            None => spec::format_str(&mut text, &own.to_string_lossy(), &spec_text),
        }
    } else {
        Ok(())
    };
    result.map_err(|f| gil.raise_fault(&f))?;
    out.set(gil, gil.str(&text));
    Ok(())
}

/// The largest number that stands in a specification.
fn longest_number(spec: &str) -> usize {
    spec.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).max().unwrap_or(0)
}
