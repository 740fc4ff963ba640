//! Pure algorithms behind the built-in types: numbers as text, text as numbers, formatting, Unicode, searching,
//! hashing and index arithmetic, with CPython 3.11's exact results and messages.
//!
//! Nothing here knows the heap, the lock or an object: values come in as machine numbers, `BigInt`s, `&str`s and slices,
//! failures go out as a [`fault::Fault`]. That makes everything testable against CPython by itself.
#![forbid(unsafe_code)]

pub mod case;
pub mod codec;
pub mod complex_ops;
pub mod deflate;
pub mod digest;
pub mod fault;
pub mod fields;
pub mod float_ops;
pub mod float_parse;
pub mod float_repr;
pub mod hash;
pub mod inflate;
pub mod int_ops;
pub mod int_text;
pub mod math;
pub mod percent;
pub mod quote;
pub mod search;
pub mod slice;
pub mod sort;
pub mod spec;
pub mod unicode;
mod unicode_data;
mod unicode_tables;

pub use fault::{Fault, FaultKind, Outcome};
