//! Regions under the virtual machine: from registers to native code and back.
//!
//! A call of a `@nogil` function and `EnterRegion` come here. The story of one entry:
//! 1. the types of the inputs make the key under which the unit keeps its instances; a new key is checked and compiled
//!    (a refusal is `RegionError`, before anything of the region ran);
//! 2. the inputs are converted under the rules of the border, buffers are pinned;
//! 3. the lock is released unless the region is short, and native code runs (or the evaluator, or both);
//! 4. with the lock again, out-variables and results become values, or the native exception becomes an object whose
//!    traceback names the line of the native source.

pub mod convert;
mod deadline;
mod enter;
mod gil;
pub(crate) mod inspect;
mod link;
mod pin;
mod stops;
mod unit;

pub use stops::Stops;
pub use unit::{Compiled, Unit};
