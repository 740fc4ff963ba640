//! What can go wrong at the border, as values.

use std::fmt;

use ungil_grammar::render::{Format, render, render_one};
use ungil_grammar::{Diagnostic, Source};

/// What an operation of the library answers when it cannot do what was asked. Nothing panics.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Error {
    /// The text is no program.
    Compile(CompileError),
    /// The program raised an exception that it did not catch.
    Raised(Exception),
    /// A value of one engine was used with the lock of another.
    WrongEngine,
    /// This thread holds a lock already; use the token it has, or release it with [`crate::Gil::detach`].
    AlreadyAttached,
    /// There is no function of this name in the module.
    NoSuchFunction(String),
    /// A native function has another signature than the one asked for.
    Signature {
        /// The module's.
        want: String,
        /// The one asked for.
        have: String,
    },
    /// A value is not of the type that was asked for.
    Type {
        /// The type asked for.
        want: String,
        /// The class of the value.
        have: String,
    },
    /// [`crate::Interrupt::raise`] stopped the program.
    Interrupted,
    /// The engine is shut down.
    EngineClosed,
    /// The operating system refused something the engine needs, such as memory for a thread's registers.
    System(String),
}

/// The diagnostics of a text that does not compile.
#[derive(Debug, Clone)]
pub struct CompileError {
    /// The text.
    pub source: Source,
    /// What is wrong with it: at least one error.
    pub diagnostics: Vec<Diagnostic>,
}

impl CompileError {
    /// The diagnostics for people, with their source lines.
    pub fn render(&self) -> String {
        render(&self.source, &self.diagnostics, Format::Human)
    }

    /// The diagnostics as JSON, one object a line.
    pub fn to_json(&self) -> String {
        render(&self.source, &self.diagnostics, Format::Json)
    }
}

/// An exception that left the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The name of its class, such as `ValueError`.
    pub class: String,
    /// `str(exception)`.
    pub message: String,
    /// The traceback as the command line prints it, with a newline at its end.
    pub traceback: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Compile(error) => error.fmt(f),
            Error::Raised(exception) => exception.fmt(f),
            Error::WrongEngine => f.write_str("the value belongs to another engine"),
            Error::AlreadyAttached => f.write_str("this thread holds a lock already"),
            Error::NoSuchFunction(name) => write!(f, "the module has no function {name:?}"),
            Error::Signature { want, have } => write!(f, "the function is {want}, not {have}"),
            Error::Type { want, have } => write!(f, "expected {want}, found {have}"),
            Error::Interrupted => f.write_str("interrupted"),
            Error::EngineClosed => f.write_str("the engine is closed"),
            Error::System(text) => f.write_str(text),
        }
    }
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.diagnostics.iter().find(|diagnostic| diagnostic.is_error());
        match first.or(self.diagnostics.first()) {
            Some(diagnostic) => f.write_str(render_one(&self.source, diagnostic, Format::Short).trim_end()),
            None => f.write_str("the text does not compile"),
        }
    }
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.message.is_empty() {
            f.write_str(&self.class)
        } else {
            write!(f, "{}: {}", self.class, self.message)
        }
    }
}

impl std::error::Error for Error {}
impl std::error::Error for CompileError {}
impl std::error::Error for Exception {}

impl From<CompileError> for Error {
    fn from(error: CompileError) -> Error {
        Error::Compile(error)
    }
}
