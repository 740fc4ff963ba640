//! The awaitable objects of asynchronous generators and coroutines (PEP 525, PEP 492): each drives a suspended frame by one
//! step of its own meaning. One layout for all, told apart by [`AwaiterKind`]; what a step does is the VM's (`vm::types_async`).

use std::cell::Cell;

use crate::heap::{Gil, Header, Local, Marker, Object};
use crate::object::{Kind, Type};
use crate::word::Word;

/// What an awaitable does when it is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AwaiterKind {
    /// `coroutine.__await__()`: runs the coroutine.
    Coroutine,
    /// `__anext__()` and `asend(value)` of an asynchronous generator: runs it to its next `yield`.
    Send,
    /// `athrow(exception)`: raises there, and runs it to its next `yield`.
    Throw,
    /// `aclose()`: raises GeneratorExit there.
    Close,
    /// `anext(iterator, default)`: `value` the default in place of StopAsyncIteration.
    Default,
}

impl AwaiterKind {
    /// The type that guest code sees.
    pub fn ty(self) -> Type {
        match self {
            AwaiterKind::Coroutine => Type::CoroutineWrapper,
            AwaiterKind::Send => Type::AsyncGeneratorASend,
            AwaiterKind::Throw | AwaiterKind::Close => Type::AsyncGeneratorAThrow,
            AwaiterKind::Default => Type::AnextAwaitable,
        }
    }
}

/// How far an awaitable has come. It is awaited once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AwaiterState {
    /// Not awaited yet.
    Fresh,
    /// The frame waits for something that it awaits itself.
    Started,
    /// Done.
    Done,
}

/// An awaitable of a suspended frame.
#[repr(C)]
pub struct Awaiter {
    header: Header,
    target: Cell<Word>,
    value: Cell<Word>,
    kind: AwaiterKind,
    pub(crate) state: Cell<AwaiterState>,
}

// SAFETY: repr(C), header first; trace shows all words.
unsafe impl Object for Awaiter {
    const KIND: Kind = Kind::Awaiter;
    fn trace(&self, marker: &mut Marker) {
        marker.mark(self.target.get());
        marker.mark(self.value.get());
    }
}

impl Awaiter {
    /// The coroutine or asynchronous generator that it drives; for [`AwaiterKind::Default`] the awaited iterator.
    pub fn target(&self) -> Local<'_> {
        Local::new(self.target.get())
    }

    /// The value to send, the exception to throw, or the default.
    pub fn value(&self) -> Local<'_> {
        Local::new(self.value.get())
    }

    /// What it does.
    pub fn what(&self) -> AwaiterKind {
        self.kind
    }
}

impl Gil {
    /// An awaitable that drives `target`.
    pub(crate) fn new_awaiter(&self, kind: AwaiterKind, target: Local<'_>, value: Local<'_>) -> Local<'_> {
        let awaiter = Awaiter {
            header: Header::blank(Kind::Awaiter),
            target: Cell::new(target.word()),
            value: Cell::new(value.word()),
            kind,
            state: Cell::new(AwaiterState::Fresh),
        };
        self.alloc(awaiter, kind.ty().shape()).local()
    }
}
