//! The failure of a pure algorithm: which exception to raise, and CPython's message for it.
//!
//! Nothing here raises: the builtins turn a [`Fault`] into the exception object of the running engine.

use std::borrow::Cow;

/// The exception class that a [`Fault`] becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// `ValueError`.
    Value,
    /// `TypeError`.
    Type,
    /// `OverflowError`.
    Overflow,
    /// `ZeroDivisionError`.
    ZeroDivision,
    /// `IndexError`.
    Index,
    /// `KeyError`.
    Key,
    /// `LookupError`.
    Lookup,
    /// `MemoryError`.
    Memory,
}

/// What went wrong, with the message CPython 3.11 gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The exception class.
    pub kind: FaultKind,
    /// The exception's only argument.
    pub message: Cow<'static, str>,
}

/// The result of a pure algorithm.
pub type Outcome<T> = Result<T, Fault>;

macro_rules! constructors {
    ($($name:ident $kind:ident $doc:literal),* $(,)?) => {
        impl Fault {
            $(#[doc = $doc]
            #[cold]
            pub fn $name(message: impl Into<Cow<'static, str>>) -> Fault {
                Fault { kind: FaultKind::$kind, message: message.into() }
            })*
        }
    };
}

constructors! {
    value Value "A `ValueError`.",
    type_error Type "A `TypeError`.",
    overflow Overflow "An `OverflowError`.",
    zero_division ZeroDivision "A `ZeroDivisionError`.",
    index Index "An `IndexError`.",
    key Key "A `KeyError`.",
    lookup Lookup "A `LookupError`.",
}

impl Fault {
    /// A `MemoryError`, for a result that no machine could hold.
    #[cold]
    pub fn memory() -> Fault {
        Fault { kind: FaultKind::Memory, message: Cow::Borrowed("") }
    }
}
