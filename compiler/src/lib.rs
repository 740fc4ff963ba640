//! Tree to program: scopes, HIR, bytecode, and the native tier up to CLIF.
#![forbid(unsafe_code)]

pub mod bytecode;
pub mod hir;
pub mod tir;
pub mod check;
