//! Values across the border between bytecode and native code.
//!
//! The rules are those of the contract: an int must fit its type (OverflowError); an int or bool is accepted for a
//! float, a bool for an int, a float never for an int. A scalar travels as 64 bits (see `object::elements`).

use ungil_compiler::tir::Scalar;

use crate::heap::{Gil, Local, Res};
use crate::text::float_ops;

/// The guest's value of native bits.
pub fn from_bits(gil: &Gil, elem: Scalar, bits: u64) -> Local<'_> {
    match elem {
        Scalar::Bool => gil.bool(bits != 0),
        Scalar::F32 => gil.float(f64::from(f32::from_bits(bits as u32))),
        Scalar::F64 => gil.float(f64::from_bits(bits)),
        Scalar::U64 => match i64::try_from(bits) {
            Ok(value) => gil.int(value),
            Err(_) => gil.bigint(bits.into()),
        },
        _ => gil.int(bits as i64),
    }
}

/// The native bits of a guest's value. `what` names the place that wants it, for messages: "argument 'n'".
pub fn to_bits(gil: &Gil, value: Local<'_>, elem: Scalar, what: &str) -> Res<u64> {
    if elem.is_float() {
        let float = match (value.as_float(), value.to_i64()) {
            (Some(float), _) => float,
            (None, Some(int)) => int as f64,
            (None, None) => match value.to_bigint() {
                Some(big) => match float_ops::from_big(&big) {
                    Ok(float) => float,
                    Err(_) => return Err(gil.overflow_error("int too large to convert to float")),
                },
                None => return Err(mismatch(gil, value, elem, what)),
            },
        };
        return Ok(match elem {
            Scalar::F32 => u64::from((float as f32).to_bits()),
            _ => float.to_bits(),
        });
    }
    if elem == Scalar::Bool {
        return match value.as_bool() {
            Some(truth) => Ok(u64::from(truth)),
            None => Err(mismatch(gil, value, elem, what)),
        };
    }
    if !value.is_int_like() {
        return Err(mismatch(gil, value, elem, what));
    }
    let (low, high) = elem.int_range();
    match value.to_i64() {
        Some(int) if (low..=high).contains(&i128::from(int)) => Ok(int as u64),
        _ => match value.to_bigint().and_then(|big| u64::try_from(&*big).ok()) {
            Some(big) if elem == Scalar::U64 => Ok(big),
            _ => Err(gil.overflow_error(format!("{what}: value does not fit in {elem}"))),
        },
    }
}

fn mismatch(gil: &Gil, value: Local<'_>, elem: Scalar, what: &str) -> crate::heap::Raised {
    gil.type_error(format!("{what}: expected {elem}, got {}", gil.type_name(value)))
}
