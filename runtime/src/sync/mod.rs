//! The lock, the poll word, the workers: what holds without any heap.

pub mod clock;
pub mod gil;
pub mod safepoint;
pub mod signals;
pub mod workers;
