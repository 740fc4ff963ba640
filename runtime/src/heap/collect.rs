//! A collection: mark everything that the roots reach; sweeping follows lazily.
//!
//! Holding the lock is stop-the-world: every other thread has published its registers and frames before it
//! released the lock, so the collecting thread may read them.

use super::cell::Header;
use super::token::{Gil, Local};
use crate::object::{self, Kind};
use crate::word::Word;

/// Longer runs of words are marked in pieces.
const RUN: usize = 1024;

/// The work list of a marking.
pub struct Marker {
    grey: Vec<*mut Header>,
    /// Long runs of words that are marked piece by piece, so that the work list stays small.
    runs: Vec<(*const Word, usize)>,
    epoch: u8,
    cells: usize,
    external: usize,
}

impl Marker {
    /// Marks what this word refers to.
    #[inline(always)]
    pub fn mark(&mut self, word: Word) {
        if word.is_cell() {
            self.mark_cell(word.cell_unchecked());
        }
    }

    #[inline(always)]
    fn mark_cell(&mut self, cell: *mut Header) {
        // SAFETY: words in roots and live cells refer to live cells: nothing was freed since the last marking that
        // this marking could still reach.
        let header = unsafe { &*cell };
        if header.mark.get() != self.epoch {
            debug_assert!(header.kind() != Kind::Free, "a root refers to a freed cell");
            header.mark.set(self.epoch);
            self.cells += header.cell_size();
            self.grey.push(cell);
        }
    }

    /// Marks what these words refer to; a long run later.
    ///
    /// # Safety
    /// `words` points to `len` initialised words that stay where they are until the marking ends.
    #[inline(always)]
    pub(crate) unsafe fn mark_words(&mut self, words: *const Word, len: usize) {
        if len > RUN {
            self.runs.push((words, len));
            return;
        }
        for i in 0..len {
            // SAFETY: vouched for by the caller.
            self.mark(unsafe { *words.add(i) });
        }
    }

    /// Marks a value.
    pub fn mark_local(&mut self, value: Local<'_>) {
        self.mark(value.word());
    }

    /// Counts memory outside cells that the object being traced owns.
    #[inline(always)]
    pub fn external(&mut self, bytes: usize) {
        self.external += bytes;
    }

    /// Whether the cell of this word was reached.
    pub(super) fn is_marked(&self, word: Word) -> bool {
        is_marked(word, self.epoch)
    }

    pub(super) fn drain(&mut self) {
        loop {
            while let Some(cell) = self.grey.pop() {
                // SAFETY: only live, initialised cells are pushed.
                unsafe { object::trace(cell, self) };
            }
            let Some((words, len)) = self.runs.pop() else { break };
            let piece = len.min(RUN);
            if len > piece {
                // SAFETY: within the run.
                self.runs.push((unsafe { words.add(piece) }, len - piece));
            }
            // SAFETY: `mark_words` was promised that the run stays valid.
            unsafe { self.mark_words(words, piece) };
        }
    }
}

/// Whether the cell of this word was reached by the marking that is just ending.
pub(super) fn is_marked(word: Word, epoch: u8) -> bool {
    match word.as_cell() {
        // SAFETY: called between marking and sweeping, when all cells are still intact.
        Some(cell) => unsafe { (*cell).mark.get() == epoch },
        None => true,
    }
}

impl Gil {
    /// Collects garbage and frees all of it at once; how many objects that were.
    pub(crate) fn collect_now(&mut self) -> u64 {
        self.engine().space.finish_sweep();
        let before = self.engine().space.freed.get();
        self.collect();
        self.engine().space.finish_sweep();
        self.engine().space.freed.get() - before
    }

    /// Collects garbage now.
    pub fn collect(&mut self) {
        let engine = self.engine();
        engine.space.begin_marking();
        let epoch = engine.space.epoch();
        let mut marker =
            Marker { grey: Vec::with_capacity(1024), runs: Vec::new(), epoch, cells: 0, external: 0 };
        engine.mark_roots(&mut marker);
        let mut live = super::thread::LiveCache::default();
        for thread in engine.threads.borrow().iter() {
            thread.mark_roots(&mut marker, &mut live);
        }
        marker.drain();
        engine.find_dying(&mut marker);
        engine.after_marking(&|word| is_marked(word, epoch));
        engine.space.end_marking(marker.cells, marker.external);
        engine.breaker.clear(crate::sync::safepoint::COLLECT);
    }
}
