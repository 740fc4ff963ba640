//! Ungil: a compiled Python-like language and its embedding API.
//!
//! ```
//! use ungil::{Engine, Source};
//!
//! let engine = Engine::new();
//! engine.run("print('hello')")?;
//! let module = engine.compile(Source::new("m.py", "def twice(x): return 2 * x"))?;
//! let answer: i64 = engine.attach(|gil| module.func("twice")?.call(gil, (21,))?.extract(gil))?;
//! assert_eq!(answer, 42);
//! # Ok::<(), ungil::Error>(())
//! ```
//!
//! An [`Engine`] is an isolated interpreter with a lock of its own. [`Engine::attach`] takes the lock and lends a [`Gil`];
//! values outlive it as [`Value`]s. [`Module::native`] gives native functions with Rust types, which run without the lock.
//! The borrow checker keeps the rules; there is no unsafe code in this crate.
#![forbid(unsafe_code)]

mod convert;
mod engine;
mod error;
mod gil;
mod interrupt;
mod limits;
mod module;
mod value;

pub use convert::{Arguments, FromValue, ToValue};
pub use engine::{Engine, EngineBuilder};
pub use error::{CompileError, Error, Exception};
pub use gil::Gil;
pub use interrupt::Interrupt;
pub use limits::Limits;
pub use module::{Function, Module, NativeFn, Param};
pub use ungil_grammar::{Diagnostic, Source};
pub use ungil_runtime::heap::Tier;
pub use value::Value;

use ungil_compiler::Program;
use ungil_runtime::loader::{Mode, compile};

/// Parses, resolves and checks a text without running it: all that can be said before its first line runs.
pub fn check(source: &Source) -> Result<std::sync::Arc<Program>, Vec<Diagnostic>> {
    compile(source, Mode::File)
}
