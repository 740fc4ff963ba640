//! The region checker: a region of the resolved tree goes in, TIR or refusals come out.
//!
//! The doors are [`check_module`] (everything that can be said before the first line runs) and [`instantiate`] (one
//! region with the types of its inputs). **A region is proven or refused**: what this stage does not understand it
//! refuses with a diagnostic; it never guesses.

mod instance;

pub use instance::*;
