//! Generators (and coroutines): a suspended frame with its registers.

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
    /// A generator of this function, not started; its registers are saved next.
    pub(crate) fn new_generator(&self, function: &Function, ty: Type) -> &Generator {
        let generator = Generator {
            header: Header::blank(Kind::Generator),
            function: Cell::new(function.header().word()),
            name: Cell::new(function.name(self).word()),
            qualname: Cell::new(function.qualname(self).word()),
            handled: Cell::new(Word::NONE),
            outer: Cell::new(Word::NONE),
            regs: UnsafeCell::new(Vec::new()),
            pc: Cell::new(0),
            sent: Cell::new(u32::MAX),
            state: Cell::new(GenState::Created),
        };
        self.alloc(generator, ty.shape())
    }
}
