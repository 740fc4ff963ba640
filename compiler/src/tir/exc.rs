//! Exceptions as native code sees them: a kind, a place and a message. There is no object without the lock; the
//! virtual machine builds one from these three when the region has been left.

use super::{Expr, Pos};
use std::sync::Arc;

macro_rules! kinds {
    ($($name:ident : $parent:ident),* $(,)?) => {
        /// The builtin exceptions that native code can raise or catch.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u16)]
        #[allow(missing_docs)]
        pub enum ExcKind { $($name),* }

        impl ExcKind {
            /// Every kind, in the order of its number.
            pub const ALL: &'static [ExcKind] = &[$(ExcKind::$name),*];

            /// The class name in Python.
            pub const fn name(self) -> &'static str {
                match self { $(ExcKind::$name => stringify!($name)),* }
            }

            /// The base class; a root is its own parent.
            pub const fn parent(self) -> ExcKind {
                match self { $(ExcKind::$name => ExcKind::$parent),* }
            }

            /// The kind of that class name, if native code knows it.
            pub fn from_name(name: &str) -> Option<ExcKind> {
                match name { $(stringify!($name) => Some(ExcKind::$name),)* _ => None }
            }

            /// The kind with that number.
            pub fn from_number(number: u16) -> Option<ExcKind> {
                Self::ALL.get(number as usize).copied()
            }
        }
    };
}

kinds! {
    BaseException: BaseException,
    Exception: BaseException,
    ArithmeticError: Exception,
    OverflowError: ArithmeticError,
    ZeroDivisionError: ArithmeticError,
    FloatingPointError: ArithmeticError,
    AssertionError: Exception,
    AttributeError: Exception,
    BufferError: Exception,
    EOFError: Exception,
    LookupError: Exception,
    IndexError: LookupError,
    KeyError: LookupError,
    MemoryError: Exception,
    NameError: Exception,
    UnboundLocalError: NameError,
    OSError: Exception,
    TimeoutError: OSError,
    RuntimeError: Exception,
    NotImplementedError: RuntimeError,
    RecursionError: RuntimeError,
    StopIteration: Exception,
    TypeError: Exception,
    ValueError: Exception,
    AliasError: ValueError,
    KeyboardInterrupt: BaseException,
    // Not a Python class: the stop word of an engine (deadline, interrupt, shutdown). No handler catches it and no
    // `finally` runs; the runtime knows the reason.
    Stopped: Stopped,
}

impl ExcKind {
    /// True if an `except other` catches an exception of this kind.
    pub fn is_a(self, other: ExcKind) -> bool {
        let mut kind = self;
        loop {
            if kind == other {
                return true;
            }
            let parent = kind.parent();
            if parent == kind {
                return false;
            }
            kind = parent;
        }
    }
}

/// The text of a `raise` statement in a region: constant, or with scalars formatted into it.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// No argument: `raise ValueError`.
    None,
    /// A constant text.
    Text(Arc<str>),
    /// Text and scalars in turn, at most [`Message::MAX_ARGS`] scalars.
    Format(Vec<Piece>),
    /// No text: the argument of the exception is this scalar itself, as in `raise KeyError(k)`.
    Value(Expr),
}

impl Message {
    /// The most scalars that one message may format.
    pub const MAX_ARGS: usize = 6;

    /// The scalars in it, in the order of evaluation.
    pub fn values(&self) -> impl Iterator<Item = &Expr> {
        let (pieces, value) = match self {
            Message::Format(pieces) => (pieces.as_slice(), None),
            Message::Value(value) => (&[][..], Some(value)),
            Message::None | Message::Text(_) => (&[][..], None),
        };
        pieces.iter().filter_map(Piece::value).chain(value)
    }

    /// As [`values`](Message::values), to change them.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Expr> {
        let (pieces, value) = match self {
            Message::Format(pieces) => (pieces.as_mut_slice(), None),
            Message::Value(value) => (&mut [][..], Some(value)),
            Message::None | Message::Text(_) => (&mut [][..], None),
        };
        pieces
            .iter_mut()
            .filter_map(|piece| match piece {
                Piece::Text(_) => None,
                Piece::Value(value) | Piece::Spec(value, _) => Some(value),
            })
            .chain(value)
    }
}

/// A piece of a formatted message.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Literal text.
    Text(Arc<str>),
    /// A scalar, printed as Python's `str` prints it.
    Value(Expr),
    /// A scalar, printed as Python's `format` prints it with this specification, which the front end has checked.
    Spec(Expr, Arc<str>),
}

impl Piece {
    /// The scalar in it.
    pub fn value(&self) -> Option<&Expr> {
        match self {
            Piece::Text(_) => None,
            Piece::Value(value) | Piece::Spec(value, _) => Some(value),
        }
    }
}

/// `except (kinds): body`.
#[derive(Clone, Debug, PartialEq)]
pub struct Handler {
    /// The kinds that it catches; a bare `except:` is `[BaseException]`.
    pub kinds: Vec<ExcKind>,
    /// What it does.
    pub body: super::Block,
    /// The `except` line.
    pub pos: Pos,
}
