//! `int`, `float`, `bool` and the functions on numbers and characters: constructors and methods around [`crate::text`].

mod complex;
mod float;
mod functions;
mod int;
mod parse;

pub use complex::METHODS as COMPLEX;
pub use float::{METHODS as FLOAT, set_integral};
pub use functions::{abs, ascii, bin, chr, divmod, format, hash, hex, oct, ord, pow, repr, round};
pub use int::{BOOL, METHODS as INT};
