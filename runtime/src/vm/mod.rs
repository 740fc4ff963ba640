//! The interpreter: user code starts here.
pub mod error;
