//! The modules that come with the runtime: in Rust, or in the language itself.
#![forbid(unsafe_code)]

pub mod math;
mod ungil;

/// A module written in the language. It is compiled at its first import.
#[derive(Debug, Clone, Copy)]
pub struct SourceModule {
    /// Its full name: `concurrent.futures`.
    pub name: &'static str,
    /// The text of the module.
    pub text: &'static str,
    /// Whether other modules stand below it (`concurrent`): it has a `__path__`.
    pub package: bool,
}

/// The modules written in the language.
pub static SOURCES: &[SourceModule] = &[ungil::SOURCE];

/// The modules written in Rust.
pub static MODULES: &[crate::vm::ModuleDef] = &[math::MATH, ungil::MODULE];
