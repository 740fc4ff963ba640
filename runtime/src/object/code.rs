//! Loaded code: a copy of the compiler's instructions that is quickened in place, constants as words, and inline caches.

use std::cell::{Cell, OnceCell, RefCell};
use std::sync::Arc;

use ungil_compiler::bytecode::Code;
use ungil_compiler::bytecode::liveness::{Liveness, RegisterSet};

use crate::heap::{Header, Local, Marker, Object};
use crate::object::{Kind, Standing, Str};
use crate::word::Word;

/// What one instruction learned at its last executions.
#[derive(Debug)]
#[repr(C)]
pub struct InlineCache {
    /// The shape for which the rest holds; `u32::MAX` for none.
    pub shape: Cell<u32>,
    /// A slot, an entry number or another small fact; the instruction knows.
    pub index: Cell<u32>,
    /// A value found in a class, or nothing.
    pub value: Cell<Word>,
    /// A version, or another shape.
    pub extra: Cell<u64>,
}

impl InlineCache {
    /// No shape has this number.
    pub const EMPTY: u32 = u32::MAX;

    /// Forgets.
    pub fn clear(&self) {
        self.shape.set(InlineCache::EMPTY);
        self.value.set(Word::UNSET);
        self.extra.set(0);
    }
}

impl Default for InlineCache {
    fn default() -> Self {
        InlineCache {
            shape: Cell::new(InlineCache::EMPTY),
            index: Cell::new(0),
            value: Cell::new(Word::UNSET),
            extra: Cell::new(0),
        }
    }
}

/// A cache that all instructions share, for those that see objects of many shapes.
#[derive(Debug)]
pub struct SharedCache {
    /// The name, with bit 1 set for stores.
    pub key: Cell<u64>,
    /// What was learned for that name.
    pub cache: InlineCache,
}

impl Default for SharedCache {
    fn default() -> Self {
        SharedCache { key: Cell::new(0), cache: InlineCache::default() }
    }
}

/// Loaded code of one function, class body or module.
#[repr(C)]
pub struct CodeObj {
    pub(crate) header: Header,
    /// The instructions, quickened in place.
    pub instrs: Box<[Cell<u64>]>,
    /// The constants.
    pub consts: Box<[Word]>,
    /// The names, interned.
    pub names: Box<[Word]>,
    /// The caches.
    pub caches: Box<[InlineCache]>,
    /// The nested codes.
    pub codes: Box<[Word]>,
    /// The names of the locals, interned.
    pub locals: Box<[Word]>,
    /// What the compiler made.
    pub source: Arc<Code>,
    /// How many registers a frame has, with what the parameters take.
    pub registers: u32,
    /// Parameters that can be given by position, if there are no others: the fast path of calls.
    pub simple_params: Option<u16>,
    /// Whether a call makes a generator or coroutine.
    pub makes_generator: bool,
    /// `co_name`, `co_qualname`, `co_filename`.
    pub texts: [Word; 3],
    /// Which registers matter where, from the first collection on that met a frame of this code.
    pub(crate) liveness: OnceCell<Box<Liveness>>,
    /// The last answer for a suspended generator: there may be many that stand at the same place.
    pub(crate) suspended: RefCell<Option<(u32, RegisterSet)>>,
    /// The program that this code belongs to: its source text and its regions.
    pub unit: Option<Arc<dyn std::any::Any + Send + Sync>>,
}

// SAFETY: repr(C), header first; trace shows all words.
unsafe impl Object for CodeObj {
    const KIND: Kind = Kind::CodeObj;
    fn trace(&self, marker: &mut Marker) {
        for list in [&self.consts, &self.names, &self.codes, &self.locals] {
            list.iter().for_each(|&word| marker.mark(word));
        }
        self.texts.iter().for_each(|&word| marker.mark(word));
        for cache in &self.caches {
            marker.mark(cache.value.get());
        }
        marker.external(self.instrs.len() * 8 + self.caches.len() * size_of::<InlineCache>());
    }
}

impl CodeObj {
    /// The registers that matter in a frame that stands at `pc`.
    pub(crate) fn live_registers(&self, pc: u32, standing: Standing) -> RegisterSet {
        let code = &*self.source;
        let liveness = self.liveness.get_or_init(|| Box::new(Liveness::new(code)));
        match (standing, pc.checked_sub(1)) {
            (Standing::Before, _) | (_, None) => liveness.before(code, pc),
            (Standing::Across, Some(call)) => liveness.across(code, call),
            (Standing::Inside, Some(at)) => liveness.during(code, at),
            (Standing::Behind, Some(at)) => {
                let mut live = liveness.before(code, pc);
                live.add(&liveness.across(code, at));
                live
            }
        }
    }

    /// Shows the registers that matter in a generator that is suspended at `pc`, or not started. It may stay at a `YieldFrom`,
    /// or go on behind a `Yield`, whose handler gets what is thrown into it.
    pub(crate) fn with_suspended(&self, pc: u32, show: impl FnOnce(&RegisterSet)) {
        let mut last = self.suspended.borrow_mut();
        let live = match &mut *last {
            Some((at, live)) if *at == pc => live,
            last => {
                let mut live = self.live_registers(pc, Standing::Behind);
                live.add(&self.live_registers(pc, Standing::Before));
                &mut last.insert((pc, live)).1
            }
        };
        show(live);
    }

    /// `co_name`.
    pub fn name(&self) -> Local<'_> {
        Local::new(self.texts[0])
    }

    /// `co_qualname`.
    pub fn qualname(&self) -> Local<'_> {
        Local::new(self.texts[1])
    }

    /// `co_filename`.
    pub fn filename(&self) -> Local<'_> {
        Local::new(self.texts[2])
    }

    /// A name of the name table.
    #[inline(always)]
    pub fn name_at(&self, index: usize) -> &Str {
        match self.names.get(index).and_then(|&word| Local::new(word).as_str()) {
            Some(name) => name,
            None => unreachable!("the verifier checked the name's index"),
        }
    }

    /// The line of an instruction.
    pub fn line_of(&self, instr: usize) -> u32 {
        self.source.positions.get(instr).map_or(self.source.first_line, |position| position.line)
    }
}
