//! What the builtins of numbers and texts share: arguments become numbers.

use std::sync::atomic::{AtomicUsize, Ordering};

use num_traits::Signed;

use crate::heap::{Args, Gil, Local, Reg, Res, Scope};
use crate::object::{Name, Type};

/// A bound of a slice: None (or absent) is `default`, other values saturate.
pub fn slice_bound(gil: &mut Gil, reg: Reg, default: i64) -> Res<i64> {
    let value = reg.get(gil);
    if value.is_none() || value.is_unset() {
        return Ok(default);
    }
    if let Some(small) = value.as_small_int() {
        return Ok(small);
    }
    let mut scope = Scope::new(gil);
    let index = scope.slot();
    match scope.index_big(reg, index) {
        Ok(()) => Ok(saturated(index.get(&scope))),
        Err(raised) => {
            if scope.catch(Type::TypeError) {
                return Err(
                    scope.type_error("slice indices must be integers or None or have an __index__ method")
                );
            }
            Err(raised)
        }
    }
}

/// An int as a machine integer, the nearest one if it does not fit.
pub fn saturated(value: Local<'_>) -> i64 {
    match value.to_i64() {
        Some(small) => small,
        None if value.to_bigint().is_some_and(|big| big.is_negative()) => i64::MIN,
        None => i64::MAX,
    }
}

/// A float made by `__float__` or else `__index__`; `None` when the value has neither.
pub fn converted(gil: &mut Gil, reg: Reg) -> Res<Option<f64>> {
    if reg.get(gil).header().is_none() {
        return Ok(None);
    }
    let mut scope = Scope::new(gil);
    let result = scope.slot();
    if scope.call_special(reg, Name::Float, Args::NONE, result)? {
        let made = result.get(&scope);
        return match made.as_float() {
            Some(float) => Ok(Some(float)),
            None => {
                let (of, ty) = (scope.type_name(reg.get(&scope)), scope.type_name(made));
                Err(scope.type_error(format!("{of}.__float__ returned non-float (type {ty})")))
            }
        };
    }
    if scope.call_special(reg, Name::Index, Args::NONE, result)? {
        return scope.to_f64(result).map(Some);
    }
    Ok(None)
}

/// An argument by `__index__`, the nearest machine integer.
pub fn saturated_index(gil: &mut Gil, reg: Reg) -> Res<i64> {
    if let Some(small) = reg.get(gil).as_small_int() {
        return Ok(small);
    }
    let mut scope = Scope::new(gil);
    let index = scope.slot();
    scope.index_big(reg, index)?;
    Ok(saturated(index.get(&scope)))
}

/// The limit of digits when integers become text or come from it (`sys.set_int_max_str_digits`); 0 is none.
pub fn digit_limit(gil: &Gil) -> usize {
    gil.engine().extension::<DigitLimit>().0.load(Ordering::Relaxed)
}

/// Sets the limit of digits.
pub fn set_digit_limit(gil: &Gil, limit: usize) {
    gil.engine().extension::<DigitLimit>().0.store(limit, Ordering::Relaxed);
}

/// The engine's limit of digits.
struct DigitLimit(AtomicUsize);

impl Default for DigitLimit {
    fn default() -> DigitLimit {
        DigitLimit(AtomicUsize::new(crate::text::int_text::MAX_STR_DIGITS))
    }
}
