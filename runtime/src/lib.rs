//! The runtime: lock, heap, objects, interpreter, native code, builtins.

pub mod text;
