//! The runtime: lock, heap, objects, interpreter, native code, builtins.
//!
//! Floors, and `use` goes down only: `sync` · `word`, `heap` · `object` (data of each kind; no user code can run here or
//! below) · `jit` · `vm` (user code starts here) · `builtins`, `stdlib` · `loader`, `runtime`. `text` is pure algorithms.

pub mod builtins;
pub mod heap;
pub mod jit;
pub mod loader;
pub mod object;
pub mod runtime;
pub mod stdlib;
pub mod sync;
pub mod text;
pub mod vm;
pub mod word;

pub use runtime::{AttachError, RunOutcome, Runtime};
