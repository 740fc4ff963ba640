//! Formatting: `format(value, spec)`, `str.format` and the `%` operators.

pub mod fields;
pub mod percent;
mod value;

pub use percent::percent;
pub use value::{FORMAT, dunder_format, format_value};
