//! Generators, coroutines and asynchronous generators: a suspended frame with its registers.
//!
//! A coroutine is a kind of its own around the same data, so that code which asks for a generator because it wants an
//! iterator never gets a coroutine; what resumes either asks `Local::as_resumable`.

use std::cell::{Cell, UnsafeCell};

use crate::heap::{Gil, Header, Local, Marker, Object, slot_set};
use crate::object::{CodeObj, Function, Kind, Type};
use crate::word::Word;

/// Where a generator stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum GenState {
    Created,
    Suspended,
    Running,
    Finished,
}

/// A generator.
#[repr(C)]
pub struct Generator {
    header: Header,
    function: Cell<Word>,
    name: Cell<Word>,
    qualname: Cell<Word>,
    /// What the generator itself is handling while it is suspended.
    handled: Cell<Word>,
    /// What the resumer was handling, while the generator runs.
    pub(crate) outer: Cell<Word>,
    regs: UnsafeCell<Vec<Word>>,
    pub(crate) pc: Cell<u32>,
    /// The register of the frame that gets the value sent.
    pub(crate) sent: Cell<u32>,
    state: Cell<GenState>,
    /// Asynchronous generators: an awaitable of it is under way.
    pub(crate) busy: Cell<bool>,
    /// Asynchronous generators: `aclose` was called, or it has ended.
    pub(crate) closed: Cell<bool>,
}

/// A coroutine or an asynchronous generator: what `async def` makes.
#[repr(transparent)]
pub struct Coroutine(Generator);

// SAFETY: repr(transparent) over an object.
unsafe impl Object for Coroutine {
    const KIND: Kind = Kind::Coroutine;
    fn trace(&self, marker: &mut Marker) {
        self.0.trace(marker);
    }
}

impl<'g> Local<'g> {
    /// The suspended frame of a generator, a coroutine or an asynchronous generator.
    #[inline]
    pub fn as_resumable(self) -> Option<&'g Generator> {
        self.as_generator().or_else(|| self.as_coroutine().map(|coroutine| &coroutine.0))
    }
}

// SAFETY: repr(C), header first; trace shows all words.
unsafe impl Object for Generator {
    const KIND: Kind = Kind::Generator;
    fn trace(&self, marker: &mut Marker) {
        for cell in [&self.function, &self.name, &self.qualname, &self.handled, &self.outer] {
            marker.mark(cell.get());
        }
        let regs = self.regs();
        regs.iter().for_each(|&word| marker.mark(word));
        marker.external(regs.len() * 8);
    }
}

impl Generator {
    /// Where it stands.
    #[inline(always)]
    pub fn state(&self) -> GenState {
        self.state.get()
    }

    pub(crate) fn set_state(&self, state: GenState) {
        self.state.set(state);
        if state == GenState::Finished {
            // SAFETY: nobody holds the registers (see `regs`).
            unsafe { (*self.regs.get()).clear() };
            self.handled.set(Word::NONE);
        }
    }

    /// The function whose call made it.
    pub fn function(&self) -> &Function {
        match Local::new(self.function.get()).as_function() {
            Some(function) => function,
            None => unreachable!("a generator is made by a function"),
        }
    }

    /// The code.
    pub fn code(&self) -> &CodeObj {
        self.function().code()
    }

    /// `__name__`.
    pub fn name(&self) -> Local<'_> {
        Local::new(self.name.get())
    }

    /// `__qualname__`.
    pub fn qualname(&self) -> Local<'_> {
        Local::new(self.qualname.get())
    }

    /// Renames it.
    pub fn set_names(&self, name: Option<Local<'_>>, qualname: Option<Local<'_>>) {
        if let Some(name) = name {
            slot_set(&self.header, &self.name, name);
        }
        if let Some(qualname) = qualname {
            slot_set(&self.header, &self.qualname, qualname);
        }
    }

    pub(crate) fn handled(&self) -> Word {
        self.handled.get()
    }

    pub(crate) fn set_handled(&self, word: Word) {
        self.handled.set(word);
    }

    /// The saved registers. The reference must be gone before anything stores or loads them.
    pub(crate) fn regs(&self) -> &[Word] {
        // SAFETY: changed only by `save` and `set_state`, which form no reference that outlives them.
        unsafe { &*self.regs.get() }
    }

    /// Saves registers from the thread's array.
    ///
    /// # Safety
    /// `from` points at `count` registers.
    #[inline]
    pub(crate) unsafe fn save(&self, from: *const Word, count: usize) {
        // SAFETY: the caller vouches for the source; nobody else refers to the vector.
        unsafe {
            let regs = &mut *self.regs.get();
            regs.clear();
            regs.reserve_exact(count);
            std::ptr::copy_nonoverlapping(from, regs.as_mut_ptr(), count);
            regs.set_len(count);
        }
    }
}

impl Gil {
    /// A generator (or coroutine, by the type) of this function, not started; its registers are saved next.
    pub(crate) fn new_generator(&self, function: &Function, ty: Type) -> &Generator {
        let kind = if ty == Type::Generator { Kind::Generator } else { Kind::Coroutine };
        let generator = Generator {
            header: Header::blank(kind),
            function: Cell::new(function.header().word()),
            name: Cell::new(function.name(self).word()),
            qualname: Cell::new(function.qualname(self).word()),
            handled: Cell::new(Word::NONE),
            outer: Cell::new(Word::NONE),
            regs: UnsafeCell::new(Vec::new()),
            pc: Cell::new(0),
            sent: Cell::new(u32::MAX),
            state: Cell::new(GenState::Created),
            busy: Cell::new(false),
            closed: Cell::new(false),
        };
        if kind == Kind::Coroutine {
            return &self.alloc(Coroutine(generator), ty.shape()).0;
        }
        self.alloc(generator, ty.shape())
    }
}
