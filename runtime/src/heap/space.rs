//! Cells in blocks by size class.
//!
//! A block is 32 KiB of equal cells. Free cells of a class are linked; when the list is empty, one more block is
//! swept (cells that the last marking did not reach become free), and when none is left a fresh block is taken.
//! Sweeping is lazy so that the pause of a collection is the marking alone; the next marking first finishes it.
//! Cells are never moved. Variable storage (list items, dict tables, big ints) is ordinary Rust memory
//! that the cell's type owns and frees when the sweep drops it.

use std::cell::{Cell, RefCell};
use std::ptr::NonNull;
use std::sync::Arc;

use super::budget::Budget;
use super::cell::Header;
use crate::object::{self, Kind};
use crate::sync::safepoint::{self, Breaker};

const BLOCK: usize = 32 * 1024;
const BLOCKS_PER_CHUNK: usize = 32;
const CLASSES: usize = 33;
/// The largest cell.
pub const MAX_CELL: usize = (CLASSES - 1) * 16;
const POISON: u8 = 0xdb;
/// Below this much allocation no collection is worth its marking.
const MIN_THRESHOLD: usize = 4 << 20;
/// More dead memory outside of cells than this is freed at once.
const EAGER_SWEEP: usize = 64 << 20;
/// Containers grow by this much without asking for the limit.
const GROWTH_UNCHECKED: usize = 1 << 20;

#[repr(C)]
struct FreeCell {
    header: Header,
    next: *mut FreeCell,
}

#[derive(Default)]
struct Class {
    blocks: Vec<*mut u8>,
    /// Blocks before this index are swept.
    swept: usize,
}

/// All cells of one engine.
pub struct Space {
    free: [Cell<*mut FreeCell>; CLASSES],
    classes: RefCell<Vec<Class>>,
    spare_blocks: RefCell<Vec<*mut u8>>,
    chunks: RefCell<Vec<*mut u8>>,
    /// The mark that living cells carry; alternates between collections.
    epoch: Cell<u8>,
    allocated: Cell<usize>,
    external: Cell<usize>,
    threshold: Cell<usize>,
    live_cells: Cell<usize>,
    live_external: Cell<usize>,
    /// What may be used beyond the limit, so that the handlers of a MemoryError can run.
    grace: Cell<usize>,
    /// The limit.
    pub budget: Arc<Budget>,
    pub(super) collections: Cell<u64>,
    /// How many objects were freed.
    pub(super) freed: Cell<u64>,
    /// Sweep at once and fill what is freed with a pattern, so that a dangling word is found.
    poison: bool,
}

impl Space {
    pub(super) fn new(poison: bool, budget: Arc<Budget>) -> Space {
        Space {
            free: [const { Cell::new(std::ptr::null_mut()) }; CLASSES],
            classes: RefCell::new((0..CLASSES).map(|_| Class::default()).collect()),
            spare_blocks: RefCell::default(),
            chunks: RefCell::default(),
            epoch: Cell::new(1),
            allocated: Cell::new(0),
            external: Cell::new(0),
            threshold: Cell::new(MIN_THRESHOLD),
            live_cells: Cell::new(0),
            live_external: Cell::new(0),
            grace: Cell::new(0),
            budget,
            collections: Cell::new(0),
            freed: Cell::new(0),
            poison,
        }
    }

    pub(super) fn epoch(&self) -> u8 {
        self.epoch.get()
    }

    /// How many collections ran.
    pub fn collections(&self) -> u64 {
        self.collections.get()
    }

    /// Memory for a cell of `size` bytes with its header written. The rest is uninitialised.
    #[inline(always)]
    pub(crate) fn alloc(
        &self,
        breaker: &Breaker,
        size: usize,
        kind: Kind,
        flags: u8,
        shape: u32,
    ) -> NonNull<Header> {
        let class = size.div_ceil(16);
        let cell = self.free[class].get();
        let cell = if cell.is_null() { self.refill(breaker, class) } else { cell };
        // SAFETY: `cell` is the head of the free list of its class: memory of `class * 16` bytes in a block that
        // nobody else uses, with a valid link.
        unsafe {
            self.free[class].set((*cell).next);
            let header = cell.cast::<Header>();
            header.write(Header::new(kind, self.epoch.get(), class as u8, flags, shape));
            NonNull::new_unchecked(header)
        }
    }

    #[cold]
    #[inline(never)]
    fn refill(&self, breaker: &Breaker, class: usize) -> *mut FreeCell {
        let mut classes = self.classes.borrow_mut();
        let entry = &mut classes[class];
        while entry.swept < entry.blocks.len() {
            let block = entry.blocks[entry.swept];
            entry.swept += 1;
            let (freed, _) = self.sweep_block(block, class);
            if freed > 0 {
                self.note(breaker, freed * class * 16);
                return self.free[class].get();
            }
        }
        let block = self.take_block();
        entry.blocks.push(block);
        entry.swept = entry.blocks.len();
        self.note(breaker, BLOCK);
        let size = class * 16;
        let mut head: *mut FreeCell = std::ptr::null_mut();
        for i in (0..BLOCK / size).rev() {
            // SAFETY: the cell lies within the fresh block.
            unsafe {
                let cell = block.add(i * size).cast::<FreeCell>();
                cell.write(FreeCell { header: Header::new(Kind::Free, 0, class as u8, 0, 0), next: head });
                head = cell;
            }
        }
        self.free[class].set(head);
        head
    }

    fn take_block(&self) -> *mut u8 {
        if let Some(block) = self.spare_blocks.borrow_mut().pop() {
            return block;
        }
        let layout = chunk_layout();
        // SAFETY: the layout has a size above zero.
        let chunk = unsafe { std::alloc::alloc(layout) };
        if chunk.is_null() {
            std::alloc::handle_alloc_error(layout);
        }
        self.chunks.borrow_mut().push(chunk);
        let mut spare = self.spare_blocks.borrow_mut();
        for i in (1..BLOCKS_PER_CHUNK).rev() {
            // SAFETY: the block lies within the chunk.
            spare.push(unsafe { chunk.add(i * BLOCK) });
        }
        chunk
    }

    /// Frees the unmarked cells of a block; returns how many cells are free in it and how many alive.
    fn sweep_block(&self, block: *mut u8, class: usize) -> (usize, usize) {
        let size = class * 16;
        let epoch = self.epoch.get();
        let (mut free, mut alive, mut dead) = (0, 0, 0);
        let mut head = self.free[class].get();
        for i in (0..BLOCK / size).rev() {
            // SAFETY: every cell of a block has a valid header from the moment the block was carved. A cell that
            // the finished marking did not reach is reachable from nowhere, so dropping it is sound.
            unsafe {
                let cell = block.add(i * size).cast::<FreeCell>();
                let header = cell.cast::<Header>();
                if (*header).kind() != Kind::Free {
                    if (*header).mark.get() == epoch {
                        alive += 1;
                        continue;
                    }
                    object::finalize(header);
                    dead += 1;
                    if self.poison {
                        std::ptr::write_bytes(header.cast::<u8>().add(8), POISON, size - 8);
                    }
                }
                free += 1;
                cell.write(FreeCell { header: Header::new(Kind::Free, 0, class as u8, 0, 0), next: head });
                head = cell;
            }
        }
        self.free[class].set(head);
        self.freed.set(self.freed.get() + dead);
        (free, alive)
    }

    /// Sweeps what is left of the last collection.
    pub(super) fn finish_sweep(&self) {
        let mut classes = self.classes.borrow_mut();
        for class in 1..CLASSES {
            let entry = &mut classes[class];
            let mut at = entry.swept;
            while at < entry.blocks.len() {
                let block = entry.blocks[at];
                let before = self.free[class].get();
                let (_, alive) = self.sweep_block(block, class);
                if alive == 0 && at + 1 < entry.blocks.len() {
                    // A block with nothing alive serves any class.
                    self.free[class].set(before);
                    entry.blocks.swap_remove(at);
                    self.spare_blocks.borrow_mut().push(block);
                } else {
                    at += 1;
                }
            }
            entry.swept = entry.blocks.len();
        }
    }

    /// Begins a marking: from here on `epoch()` is the new mark. All cells are swept.
    pub(super) fn begin_marking(&self) {
        self.finish_sweep();
        self.epoch.set(if self.epoch.get() == 1 { 2 } else { 1 });
    }

    /// Ends a marking: everything not marked is garbage now.
    pub(super) fn end_marking(&self, live_cells: usize, live_external: usize) {
        for (class, entry) in self.classes.borrow_mut().iter_mut().enumerate() {
            entry.swept = 0;
            self.free[class].set(std::ptr::null_mut());
        }
        let before = self.live_external.get().saturating_add(self.external.get());
        self.allocated.set(0);
        self.external.set(0);
        self.live_cells.set(live_cells);
        self.live_external.set(live_external);
        self.collections.set(self.collections.get() + 1);
        self.set_threshold();
        // Large dead buffers are not left to the lazy sweep: they are what a limit is about.
        let dead = before.saturating_sub(live_external);
        if self.poison || dead > EAGER_SWEEP || dead > self.budget.limit() / 8 {
            self.finish_sweep();
        }
    }

    /// Counts memory outside cells that a cell owns.
    #[inline]
    pub(crate) fn note_external(&self, breaker: &Breaker, bytes: usize) {
        self.external.set(self.external.get().saturating_add(bytes));
        self.check_threshold(breaker);
    }

    fn note(&self, breaker: &Breaker, bytes: usize) {
        self.allocated.set(self.allocated.get() + bytes);
        self.check_threshold(breaker);
    }

    fn check_threshold(&self, breaker: &Breaker) {
        if self.allocated.get().saturating_add(self.external.get()) > self.threshold.get() {
            breaker.set(safepoint::COLLECT);
        }
        self.budget.publish_heap(self.bytes_in_use());
    }

    /// The next collection comes when the heap has doubled, or earlier if the limit is near.
    fn set_threshold(&self) {
        let live = self.live_cells.get() + self.live_external.get();
        let limit = self.budget.limit();
        let room = (limit + self.grace.get()).saturating_sub(live.saturating_add(self.budget.native()));
        let least = (limit / 64).min(MIN_THRESHOLD);
        self.threshold.set(live.max(MIN_THRESHOLD).min((room / 2).max(least)));
        self.budget.publish_heap(self.bytes_in_use());
    }

    /// The bytes that are left of the limit.
    pub(crate) fn room(&self) -> usize {
        let used = self.bytes_in_use().saturating_add(self.budget.native());
        self.budget.limit().saturating_sub(used)
    }

    /// Whether `bytes` more stay within the limit.
    pub(crate) fn has_room(&self, bytes: usize) -> bool {
        bytes <= self.room()
    }

    /// Whether `bytes` more are out of the question, even if a collection were to find garbage.
    pub(crate) fn is_hopeless(&self, bytes: usize) -> bool {
        let used = self.bytes_in_use().saturating_add(self.budget.native());
        let limit = self.budget.limit();
        bytes > GROWTH_UNCHECKED && used.saturating_add(bytes) > limit + limit / 8
    }

    /// Right after a collection: whether what lives is more than the limit. Each time it is, a little more is granted
    /// for what handles the exception; ever less, and nothing beyond an eighth of the limit.
    pub(crate) fn is_over_limit(&self) -> bool {
        let live = self.bytes_in_use().saturating_add(self.budget.native());
        let limit = self.budget.limit();
        if live <= limit {
            self.grace.set(0);
            return false;
        }
        let over = live - limit;
        if over <= self.grace.get() {
            return false;
        }
        let left = (limit / 8).saturating_sub(over);
        self.grace.set(over.saturating_add((left / 4).clamp(64 << 10, (limit / 32).max(64 << 10))));
        self.set_threshold();
        true
    }

    /// The memory in use, with what became garbage since the last collection.
    pub fn bytes_in_use(&self) -> usize {
        let cells = self.live_cells.get().saturating_add(self.allocated.get());
        cells.saturating_add(self.live_external.get()).saturating_add(self.external.get())
    }
}

fn chunk_layout() -> std::alloc::Layout {
    match std::alloc::Layout::from_size_align(BLOCK * BLOCKS_PER_CHUNK, 64) {
        Ok(layout) => layout,
        Err(_) => unreachable!("1 MiB aligned to 64 is a valid layout"),
    }
}

impl Drop for Space {
    fn drop(&mut self) {
        // Nothing is marked with this epoch, so everything goes.
        self.epoch.set(3);
        for entry in self.classes.borrow_mut().iter_mut() {
            entry.swept = 0;
        }
        self.finish_sweep();
        for &chunk in self.chunks.borrow().iter() {
            // SAFETY: allocated with this layout in `take_block`; all cells in it are dropped.
            unsafe { std::alloc::dealloc(chunk, chunk_layout()) };
        }
    }
}
