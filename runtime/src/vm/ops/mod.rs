//! Slow paths of instructions, by topic.

pub mod arith;
pub mod build;
pub mod concat;
pub mod exc;
pub mod names;
pub mod pattern;
pub mod unary;
