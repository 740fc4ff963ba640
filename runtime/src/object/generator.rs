//! Generators, coroutines and asynchronous generators: a suspended frame with its registers.
//!
//! A coroutine is a kind of its own around the same data, so that code which asks for a generator because it wants an
//! iterator never gets a coroutine; what resumes either asks `Local::as_resumable`.

use std::cell::Cell;

use crate::heap::{Gil, Header, Local, MAX_CELL, Marker, Object, slot_set};
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
    /// Room for `room` registers: the tail of the cell, or a boxed slice when they are too many.
    regs: *mut Word,
    room: u32,
    /// How many are saved.
    saved: Cell<u32>,
    pub(crate) pc: Cell<u32>,
    /// The register of the frame that gets the value sent.
    pub(crate) sent: Cell<u32>,
    state: Cell<GenState>,
    /// Asynchronous generators: an awaitable of it is under way.
    pub(crate) busy: Cell<bool>,
    /// Asynchronous generators: `aclose` was called, or it has ended.
    pub(crate) closed: Cell<bool>,
    tail: [Cell<Word>; 0],
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

const INLINE_MAX: usize = (MAX_CELL - size_of::<Generator>()) / size_of::<Word>() - 1;

// SAFETY: repr(C), header first; trace shows all words.
unsafe impl Object for Generator {
    const KIND: Kind = Kind::Generator;
    fn trace(&self, marker: &mut Marker) {
        for cell in [&self.function, &self.name, &self.qualname, &self.handled, &self.outer] {
            marker.mark(cell.get());
        }
        if self.saved.get() > 0 {
            self.code().with_suspended(self.pc.get(), |live| {
                for at in 0..self.saved.get() {
                    // SAFETY: `saved` registers are initialised, and nobody refers to them while a collection runs.
                    let word = unsafe { &mut *self.regs.add(at as usize) };
                    if live.contains(at) && at != self.sent.get() {
                        marker.mark(*word);
                    } else {
                        // What nothing reads any more is let go.
                        *word = Word::ZERO;
                    }
                }
            });
        }
        if self.is_external() {
            marker.external(self.room as usize * 8);
        }
    }
}

impl Drop for Generator {
    fn drop(&mut self) {
        if self.is_external() {
            // SAFETY: leaked from a boxed slice of this length in `new_generator`.
            drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(self.regs, self.room as usize)) });
        }
    }
}

impl Generator {
    /// Where it stands.
    #[inline(always)]
    pub fn state(&self) -> GenState {
        self.state.get()
    }

    #[inline]
    pub(crate) fn set_state(&self, state: GenState) {
        self.state.set(state);
        if state == GenState::Finished {
            self.saved.set(0);
            self.handled.set(Word::NONE);
        }
    }

    /// Whether it is suspended where an exception would be handled.
    pub(crate) fn in_try(&self) -> bool {
        // It stands behind a `Yield`, or at a `YieldFrom`.
        let pc = self.pc.get();
        let handlers = &self.code().source.handlers;
        handlers
            .iter()
            .any(|row| (row.start..row.end).contains(&pc) || (row.start + 1..=row.end).contains(&pc))
    }

    /// The function whose call made it.
    #[inline]
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

    /// Forgets the saved registers, which the frame has now.
    pub(crate) fn clear_regs(&self) {
        self.saved.set(0);
    }

    /// The saved registers. The reference must be gone before anything stores or loads them.
    #[inline]
    pub(crate) fn regs(&self) -> &[Word] {
        // SAFETY: `saved` registers are initialised; they are changed by `save` alone.
        unsafe { std::slice::from_raw_parts(self.regs, self.saved.get() as usize) }
    }

    fn is_external(&self) -> bool {
        !std::ptr::eq(self.regs.cast_const().cast::<Cell<Word>>(), self.tail.as_ptr())
    }

    /// Saves registers from the thread's array.
    ///
    /// # Safety
    /// `from` points at `count` registers.
    #[inline]
    pub(crate) unsafe fn save(&self, from: *const Word, count: usize) {
        let count = count.min(self.room as usize);
        // SAFETY: the caller vouches for the source; there is room for that many, and nobody refers to it.
        unsafe { copy_words(from, self.regs, count) };
        self.saved.set(count as u32);
    }
}

impl Gil {
    /// A generator (or coroutine, by the type) of this function, not started; its registers are saved next.
    pub(crate) fn new_generator(&self, function: &Function, ty: Type) -> &Generator {
        let kind = if ty == Type::Generator { Kind::Generator } else { Kind::Coroutine };
        let engine = self.engine();
        let room = function.code().registers as usize;
        let inline = room <= INLINE_MAX;
        let size = size_of::<Generator>() + if inline { room * size_of::<Word>() } else { 0 };
        let cell = engine.space.alloc(&engine.breaker, size.next_multiple_of(16), kind, 0, ty.shape());
        let place = cell.cast::<Generator>().as_ptr();
        let regs = if inline {
            // SAFETY: the tail of the cell.
            unsafe { place.add(1).cast::<Word>() }
        } else {
            self.note_external(room * size_of::<Word>());
            Box::into_raw(vec![Word::NONE; room].into_boxed_slice()).cast::<Word>()
        };
        let generator = Generator {
            // SAFETY: allocation wrote the header.
            header: unsafe { cell.read() },
            function: Cell::new(function.header().word()),
            name: Cell::new(function.name(self).word()),
            qualname: Cell::new(function.qualname(self).word()),
            handled: Cell::new(Word::NONE),
            outer: Cell::new(Word::NONE),
            regs,
            room: room as u32,
            saved: Cell::new(0),
            pc: Cell::new(0),
            sent: Cell::new(u32::MAX),
            state: Cell::new(GenState::Created),
            busy: Cell::new(false),
            closed: Cell::new(false),
            tail: [],
        };
        // SAFETY: the cell is fresh and has room for the fields and the tail.
        let generator = unsafe {
            place.write(generator);
            &*place
        };
        if kind == Kind::Generator && !generator.code().source.handlers.is_empty() {
            self.engine().dying.watched.borrow_mut().push(generator.header().word());
        }
        generator
    }
}

/// Copies a few words. The stores are volatile so that the compiler does not make a call of the library of the loop, which would
/// cost more than the copy.
///
/// # Safety
/// As for `copy_nonoverlapping`.
#[inline(always)]
pub(crate) unsafe fn copy_words(from: *const Word, to: *mut Word, count: usize) {
    // SAFETY: the caller vouches.
    unsafe {
        if count > 16 {
            return std::ptr::copy_nonoverlapping(from, to, count);
        }
        for i in 0..count {
            to.add(i).cast::<u64>().write_volatile(from.add(i).cast::<u64>().read());
        }
    }
}
