//! The rooting idiom: `Gil`, `Local`, `Reg`, `Args`, `Scope`.
//!
//! 1. `&Gil` reads, allocates and stores; nothing is freed under it. A `Local<'g>` borrows from it.
//! 2. `&mut Gil` may run guest code, collect or switch threads, which ends every `Local`.
//! 3. What crosses rule 2 is a `Reg`, the number of a root slot, never a value.
//! 4. A function that takes `&mut Gil` writes its result to a `Reg`: a returned `Local<'g>` would keep the
//!    token borrowed.
//!
//! Mutable objects never lend slices: copy elements out and read again after each call.

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

use super::cell::{Header, Object};
use super::engine::Engine;
use super::thread::{STACK_REGS, Thread};
use crate::object::Kind;
use crate::word::Word;

/// The lock, as a token: whoever has it may touch the heap of its engine. Neither `Send` nor `Clone`.
pub struct Gil {
    thread: NonNull<Thread>,
    regs: *mut Word,
    engine: NonNull<Engine>,
}

/// A value that is alive as long as the `&Gil` that it borrows from.
#[derive(Clone, Copy)]
pub struct Local<'g>(Word, PhantomData<&'g Gil>);

/// The number of a register of the thread: a root that survives calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reg(u32);

/// Consecutive registers: the arguments of a call, the slots of a scope.
#[derive(Debug, Clone, Copy)]
pub struct Args {
    base: u32,
    len: u32,
}

/// An exception was raised. It is a root of the thread, so this is zero-sized.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raised(());

/// What everything that may raise returns.
pub type Res<T = ()> = Result<T, Raised>;

impl Raised {
    /// Made only where the thread's exception was just set.
    pub(crate) fn new() -> Raised {
        Raised(())
    }
}

impl Gil {
    /// # Safety
    /// This OS thread holds the lock of `engine`, `thread` is its state, and no other `Gil` of it is usable.
    pub(crate) unsafe fn new(thread: NonNull<Thread>, engine: NonNull<Engine>) -> Gil {
        // SAFETY: the caller vouches for `thread`.
        let regs = unsafe { thread.as_ref().regs };
        Gil { thread, regs, engine }
    }

    /// The token of the thread that just took the lock. For `Runtime::attach` alone, which takes the lock, has the
    /// thread's state in the engine's list until the lock is given back, and checks that the thread has no other token.
    pub(crate) fn of_locking_thread(thread: NonNull<Thread>, engine: NonNull<Engine>) -> Gil {
        // SAFETY: what `Gil::new` asks for is what the only caller does, as said above.
        unsafe { Gil::new(thread, engine) }
    }

    /// What the lock protects.
    #[inline(always)]
    pub fn engine(&self) -> &Engine {
        // SAFETY: the engine outlives every token of it (`Runtime` holds it while attached).
        unsafe { self.engine.as_ref() }
    }

    /// The state of this thread.
    #[inline(always)]
    pub fn thread(&self) -> &Thread {
        // SAFETY: the state lives in the engine's list as long as the thread is attached.
        unsafe { self.thread.as_ref() }
    }

    /// The thread's register array.
    #[inline(always)]
    pub(crate) fn registers(&self) -> *mut Word {
        self.regs
    }

    /// `None`.
    #[inline(always)]
    pub fn none(&self) -> Local<'_> {
        Local::new(Word::NONE)
    }

    /// A bool.
    #[inline(always)]
    pub fn bool(&self, value: bool) -> Local<'_> {
        Local::new(Word::bool(value))
    }

    /// Moves `value` into a new cell with the given shape.
    #[inline(always)]
    pub(crate) fn alloc<T: Object>(&self, value: T, shape: u32) -> &T {
        const { assert!(size_of::<T>() <= super::MAX_CELL) };
        let engine = self.engine();
        let cell = engine.space.alloc(&engine.breaker, size_of::<T>(), T::KIND, 0, shape);
        // SAFETY: the cell has room for a `T`; the header that the value brings is blank, so the real one is put back.
        unsafe {
            let header = cell.read();
            let place = cell.cast::<T>();
            place.write(value);
            cell.write(header);
            place.as_ref()
        }
    }

    /// Refuses the growth of a container that cannot fit, where nothing can be collected; growth that may fit goes on,
    /// and the next safepoint sees to the limit.
    pub(crate) fn allow_growth(&self, bytes: usize) -> Result<(), Raised> {
        if self.engine().space.is_hopeless(bytes) { Err(self.raise_memory_error()) } else { Ok(()) }
    }

    /// Counts memory outside cells; the next safepoint may collect.
    pub(crate) fn note_external(&self, bytes: usize) {
        let engine = self.engine();
        engine.space.note_external(&engine.breaker, bytes);
    }
}

impl<'g> Local<'g> {
    #[inline(always)]
    pub(crate) const fn new(word: Word) -> Local<'g> {
        Local(word, PhantomData)
    }

    /// The bits of this value; they do not keep it alive.
    #[inline(always)]
    pub fn word(self) -> Word {
        self.0
    }

    /// Whether both are the same object (`is`).
    #[inline(always)]
    pub fn is(self, other: Local<'_>) -> bool {
        self.0 == other.0
    }

    /// Whether this is `None`.
    #[inline(always)]
    pub fn is_none(self) -> bool {
        self.0.is_none()
    }

    /// Whether this is no value (an absent argument, an unbound variable).
    #[inline(always)]
    pub fn is_unset(self) -> bool {
        self.0.is_unset()
    }

    /// The header, if this is an object in the heap.
    #[inline(always)]
    pub fn header(self) -> Option<&'g Header> {
        // SAFETY: a live value refers to a live cell, and stays live for `'g`.
        self.0.as_cell().map(|cell| unsafe { &*cell })
    }

    /// The object as a `T`, if it is one.
    #[inline(always)]
    pub fn cast<T: Object>(self) -> Option<&'g T> {
        match self.header() {
            Some(header) if header.kind() == T::KIND => {
                // SAFETY: a cell of this kind holds a `T` (contract of `Object`).
                Some(unsafe { &*std::ptr::from_ref(header).cast::<T>() })
            }
            _ => None,
        }
    }

    /// The kind of the cell, if this is an object in the heap.
    #[inline(always)]
    pub fn kind(self) -> Option<Kind> {
        self.header().map(Header::kind)
    }
}

impl std::fmt::Debug for Local<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Reg {
    /// # Safety
    /// `index < STACK_REGS`.
    #[inline(always)]
    pub(crate) const unsafe fn at(index: u32) -> Reg {
        Reg(index)
    }

    /// The index of this register in the thread's array.
    #[inline(always)]
    pub(crate) fn index(self) -> u32 {
        self.0
    }

    /// Reads the register.
    #[inline(always)]
    pub fn get(self, gil: &Gil) -> Local<'_> {
        // SAFETY: every register index is below STACK_REGS, so inside the mapping; a stale register holds a live word
        // or zero (see `thread`).
        Local::new(unsafe { *gil.regs.add(self.0 as usize) })
    }

    /// Writes the register. Shared access is enough: otherwise `reg.set(gil, gil.int(1))` could never type-check.
    #[inline(always)]
    pub fn set(self, gil: &Gil, value: Local<'_>) {
        // SAFETY: as in `get`; nobody holds a reference into the registers.
        unsafe { *gil.regs.add(self.0 as usize) = value.0 }
    }
}

impl Args {
    /// No registers.
    pub const NONE: Args = Args { base: 0, len: 0 };

    /// # Safety
    /// `base + len <= STACK_REGS`.
    #[inline(always)]
    pub(crate) const unsafe fn at(base: u32, len: u32) -> Args {
        Args { base, len }
    }

    /// How many registers.
    #[inline(always)]
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// The register with this number; it exists by the builtin's signature or the scope's size.
    #[inline(always)]
    pub fn reg(self, index: usize) -> Reg {
        assert!(index < self.len as usize, "register outside its window");
        Reg(self.base + index as u32)
    }

    /// Reads one of them.
    #[inline(always)]
    pub fn get(self, gil: &Gil, index: usize) -> Local<'_> {
        self.reg(index).get(gil)
    }

    /// The registers from `from` on.
    pub fn skip(self, from: usize) -> Args {
        let from = from.min(self.len()) as u32;
        Args { base: self.base + from, len: self.len - from }
    }

    /// The first `len` registers.
    pub fn take(self, len: usize) -> Args {
        Args { base: self.base, len: self.len.min(len as u32) }
    }

    /// All of them, one by one.
    pub fn iter(self) -> impl Iterator<Item = Reg> {
        (self.base..self.base + self.len).map(Reg)
    }

    pub(crate) fn base(self) -> u32 {
        self.base
    }
}

/// Extra registers for a builtin. Derefs to the `Gil`; gives its registers back on every way out.
pub struct Scope<'a> {
    gil: &'a mut Gil,
    base: u32,
}

impl<'a> Scope<'a> {
    /// A scope without registers yet.
    #[inline]
    pub fn new(gil: &'a mut Gil) -> Scope<'a> {
        let base = gil.thread().top.get();
        Scope { gil, base }
    }

    /// `n` more registers, each holding `None`. `n` is a small constant: what depends on user data goes into a list.
    #[inline]
    pub fn slots(&self, n: usize) -> Args {
        let thread = self.gil.thread();
        let base = thread.top.get();
        let top = base as usize + n;
        assert!(top < STACK_REGS, "scopes are bounded by the depth of native calls");
        thread.top.set(top as u32);
        if top as u32 > thread.soft_limit.get() {
            thread.soft_limit.set(top as u32);
        }
        for i in base as usize..top {
            // SAFETY: checked against the size of the mapping.
            unsafe { *self.gil.regs.add(i) = Word::NONE };
        }
        Args { base, len: n as u32 }
    }

    /// One more register.
    #[inline]
    pub fn slot(&self) -> Reg {
        self.slots(1).reg(0)
    }

    /// One more register, holding `value`.
    #[inline]
    pub fn root(&self, value: Local<'_>) -> Reg {
        let reg = self.slot();
        reg.set(self, value);
        reg
    }
}

impl Drop for Scope<'_> {
    #[inline]
    fn drop(&mut self) {
        self.gil.thread().top.set(self.base);
    }
}

impl Deref for Scope<'_> {
    type Target = Gil;
    #[inline(always)]
    fn deref(&self) -> &Gil {
        self.gil
    }
}

impl DerefMut for Scope<'_> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Gil {
        self.gil
    }
}
