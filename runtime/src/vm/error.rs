//! Raising.
//!
//! Raising allocates an exception and stores it in the thread; it runs no guest code, so it takes `&Gil`. The traceback
//! grows as the exception passes frames.

use crate::heap::{Gil, Local, Object, Raised};
use crate::object::{Exception, Type};
use crate::word::Word;

impl Gil {
    /// Raises this exception object, which gets the exception being handled as its context.
    pub fn raise_exception(&self, exception: &Exception) -> Raised {
        let thread = self.thread();
        let handled = thread.handled.get();
        let word = exception.header().word();
        if !handled.is_none() && handled != word && exception.context().is_none() {
            self.break_context_cycle(handled, word);
            exception.set_context(Local::new(handled));
        }
        thread.raised.set(word);
        Raised::new()
    }

    /// If `word` stands in the context chain of `handled` already, cuts it out there.
    fn break_context_cycle(&self, handled: Word, word: Word) {
        let mut at = Local::new(handled).as_exception();
        let mut steps = 0;
        while let Some(exception) = at {
            if exception.context().word() == word {
                exception.set_context(self.none());
                return;
            }
            at = exception.context().as_exception();
            steps += 1;
            if steps > 10_000 {
                return;
            }
        }
    }

    /// Raises a new exception of a builtin type with this text.
    #[cold]
    #[inline(never)]
    pub fn raise_new(&self, ty: Type, text: impl AsRef<str>) -> Raised {
        let exception = self.exception_text(ty, text.as_ref());
        self.raise_exception(exception)
    }

    /// Raises a new exception of a builtin type with these arguments.
    #[cold]
    pub fn raise_args(&self, ty: Type, args: &[Local<'_>]) -> Raised {
        let args = self.tuple(args);
        self.raise_exception(self.new_exception(self.builtin_class(ty), args))
    }

    /// Raises MemoryError. The exception is a small cell, which the heap has room for beyond the limit.
    #[cold]
    pub fn raise_memory_error(&self) -> Raised {
        self.raise_args(Type::MemoryError, &[])
    }

    /// `TypeError(text)`.
    #[cold]
    pub fn type_error(&self, text: impl AsRef<str>) -> Raised {
        self.raise_new(Type::TypeError, text)
    }

    /// `ValueError(text)`.
    #[cold]
    pub fn value_error(&self, text: impl AsRef<str>) -> Raised {
        self.raise_new(Type::ValueError, text)
    }

    /// `IndexError(text)`.
    #[cold]
    pub fn index_error(&self, text: impl AsRef<str>) -> Raised {
        self.raise_new(Type::IndexError, text)
    }

    /// `KeyError(key)`.
    #[cold]
    pub fn key_error(&self, key: Local<'_>) -> Raised {
        self.raise_args(Type::KeyError, &[key])
    }

    /// `OverflowError(text)`.
    #[cold]
    pub fn overflow_error(&self, text: impl AsRef<str>) -> Raised {
        self.raise_new(Type::OverflowError, text)
    }

    /// `ZeroDivisionError(text)`.
    #[cold]
    pub fn zero_division_error(&self, text: impl AsRef<str>) -> Raised {
        self.raise_new(Type::ZeroDivisionError, text)
    }

    /// `RuntimeError(text)`.
    #[cold]
    pub fn runtime_error(&self, text: impl AsRef<str>) -> Raised {
        self.raise_new(Type::RuntimeError, text)
    }

    /// `StopIteration()` or `StopIteration(value)`.
    #[cold]
    pub fn stop_iteration(&self, value: Option<Local<'_>>) -> Raised {
        match value {
            Some(value) => self.raise_args(Type::StopIteration, &[value]),
            None => self.raise_args(Type::StopIteration, &[]),
        }
    }

    /// The exception being raised, taken out of the thread.
    pub fn take_raised(&self) -> Local<'_> {
        Local::new(self.thread().raised.replace(Word::UNSET))
    }

    /// The exception being raised, left where it is.
    pub fn peek_raised(&self) -> Local<'_> {
        Local::new(self.thread().raised.get())
    }

    /// Puts an exception back that `take_raised` gave.
    pub fn put_raised(&self, exception: Local<'_>) -> Raised {
        self.thread().raised.set(exception.word());
        Raised::new()
    }

    /// Whether the exception being raised is of this type or of one derived from it.
    pub fn raised_is(&self, ty: Type) -> bool {
        let raised = self.peek_raised();
        !raised.is_unset() && self.class_of(raised).derives_from(self, ty)
    }

    /// Catches: if the exception being raised is of this type, takes it back and answers true.
    pub fn catch(&self, ty: Type) -> bool {
        let caught = self.raised_is(ty);
        if caught {
            self.thread().raised.set(Word::UNSET);
        }
        caught
    }

    /// `type(value).__name__`, for messages.
    pub fn type_name(&self, value: Local<'_>) -> String {
        self.class_of(value).name_text()
    }
}
