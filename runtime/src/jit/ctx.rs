//! The call context: what native code and the helpers share during one stay in native code.
//!
//! ```text
//! offset 0    stop         *const AtomicU32, polled
//!        8    stack_limit
//!        16   trap, group, trace, serial, context, six message arguments
//!       104   results that do not go in registers
//!        …    what only Rust sees: owned arrays, the worker flag
//! ```
//! One context belongs to one thread at a time; workers of a `prange` have their own.

use std::alloc::Layout;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use ungil_compiler::codegen::abi;

use crate::heap::Budget;

/// The word that asks regions to stop, with the reasons as bits. One store from any thread (or a signal handler)
/// reaches all regions that run under it, workers included.
#[derive(Debug, Default)]
#[repr(C)]
pub struct StopWord {
    word: AtomicU32,
    /// What arrays of the regions under this word may use.
    budget: OnceLock<Arc<Budget>>,
}

impl StopWord {
    /// Ctrl-C: KeyboardInterrupt.
    pub const INTERRUPT: u32 = 1;
    /// The deadline of a block: TimeoutError.
    pub const TIMEOUT: u32 = 2;
    /// The engine's own limits and handles: cannot be caught.
    pub const STOP: u32 = 4;

    /// A clear word.
    pub const fn new() -> StopWord {
        StopWord { word: AtomicU32::new(0), budget: OnceLock::new() }
    }

    /// Ask for a stop.
    pub fn raise(&self, reason: u32) {
        self.word.fetch_or(reason, Ordering::Release);
    }

    /// Take reasons back.
    pub fn clear(&self, reason: u32) {
        self.word.fetch_and(!reason, Ordering::AcqRel);
    }

    /// Arrays of the regions under this word count in this budget.
    pub fn set_budget(&self, budget: &Arc<Budget>) {
        let _ = self.budget.set(budget.clone());
    }

    /// The reasons that are set.
    pub fn get(&self) -> u32 {
        self.word.load(Ordering::Acquire)
    }
}

/// An array that native code made.
#[derive(Debug)]
pub struct OwnedArray {
    address: usize,
    layout: Layout,
    budget: Option<Arc<Budget>>,
    /// The owner of the memory, once an array object shares it.
    shared: Option<Arc<crate::object::Storage>>,
}

impl OwnedArray {
    /// Memory for an array, zeroed; none if there is not enough.
    pub fn new(bytes: usize, stop: &StopWord) -> Option<OwnedArray> {
        let budget = stop.budget.get();
        if !budget.is_none_or(|budget| budget.take(bytes)) {
            return None;
        }
        let mut made = OwnedArray::uncounted(bytes);
        match (&mut made, budget) {
            (Some(array), budget) => array.budget = budget.cloned(),
            (None, Some(budget)) => budget.give_back(bytes),
            (None, None) => {}
        }
        made
    }

    fn uncounted(bytes: usize) -> Option<OwnedArray> {
        // One byte more keeps the bases of empty arrays distinct, cache lines keep vectors aligned.
        let layout = Layout::from_size_align(bytes.checked_add(1)?, 64).ok()?;
        // SAFETY: the layout has a size of at least one byte.
        let pointer = unsafe { std::alloc::alloc_zeroed(layout) };
        (!pointer.is_null()).then(|| OwnedArray {
            address: pointer.expose_provenance(),
            layout,
            budget: None,
            shared: None,
        })
    }

    /// Where the first element is.
    pub fn address(&self) -> usize {
        self.address
    }

    /// How many bytes it has.
    pub fn bytes(&self) -> usize {
        self.layout.size() - 1
    }

    /// The memory as that of array objects, which own it together with native code from now on, and count it.
    pub fn share(&mut self) -> Arc<crate::object::Storage> {
        self.settle();
        let (address, layout) = (self.address, self.layout);
        self.shared
            .get_or_insert_with(|| {
                // SAFETY: `new` allocated the address with this layout, and our own drop leaves shared memory alone.
                unsafe {
                    crate::object::Storage::adopt(std::ptr::with_exposed_provenance_mut(address), layout)
                }
            })
            .clone()
    }

    /// The array leaves the budget of native code.
    fn settle(&mut self) {
        if let Some(budget) = self.budget.take() {
            budget.give_back(self.bytes());
        }
    }

    /// True if an address is inside, or just behind the last element.
    pub fn contains(&self, address: u64) -> bool {
        (self.address as u64..=self.address as u64 + self.bytes() as u64).contains(&address)
    }
}

impl Drop for OwnedArray {
    fn drop(&mut self) {
        self.settle();
        if self.shared.is_some() {
            return;
        }
        // SAFETY: `new` allocated this address with this layout, and nothing else frees it: no object shares it.
        unsafe { std::alloc::dealloc(std::ptr::with_exposed_provenance_mut(self.address), self.layout) }
    }
}

/// Who runs the `with gil:` statements of native code.
pub trait Host {
    /// Runs statement number `site`: flattened arguments in; for each variable that may come back a word "bound" and its flattened
    /// values out. `arrays` are those that native code made and still uses. Gives the kind and the number of the exception, if one
    /// was raised.
    fn gil(
        &mut self,
        arrays: &mut [OwnedArray],
        site: u32,
        args: &[u64],
        outs: &mut [u64],
    ) -> Option<(ungil_compiler::tir::ExcKind, u64)>;
}

/// How many entries a ring remembers.
const ENTRIES: u64 = 4096;

/// Entries by numbers that rise for ever, from 1 on; the memory is a ring, so the oldest are forgotten.
#[derive(Debug)]
struct Ring<T> {
    entries: Vec<T>,
    last: u64,
}

impl<T> Default for Ring<T> {
    fn default() -> Self {
        Ring { entries: Vec::new(), last: 0 }
    }
}

impl<T> Ring<T> {
    /// Keeps an entry; gives its number.
    fn push(&mut self, entry: T) -> u64 {
        let at = (self.last % ENTRIES) as usize;
        match self.entries.get_mut(at) {
            Some(slot) => *slot = entry,
            None => self.entries.push(entry),
        }
        self.last += 1;
        self.last
    }

    /// Where the entry with this number is, if it is remembered. 0 is none's.
    fn place(&self, number: u64) -> Option<usize> {
        (number != 0 && number + ENTRIES > self.last).then(|| ((number - 1) % ENTRIES) as usize)
    }

    fn get(&self, number: u64) -> Option<&T> {
        self.entries.get(self.place(number)?)
    }

    fn get_mut(&mut self, number: u64) -> Option<&mut T> {
        let at = self.place(number)?;
        self.entries.get_mut(at)
    }
}

/// The calls that exceptions passed on their way out, as a list of links: a handler that raises again goes on where the
/// exception that it caught was. Of a deep traceback the innermost are forgotten.
#[derive(Debug, Default)]
pub(super) struct Calls(Ring<(u64, u64, u64)>);

impl Calls {
    /// The exception whose calls so far are `trace` passes a call; gives the new number.
    pub fn push(&mut self, trace: u64, group: u64, site: u64) -> u64 {
        self.0.push((group, site, trace))
    }

    /// The calls, outermost first, as (group, site).
    pub fn outermost_first(&self, mut trace: u64) -> Vec<(u64, u64)> {
        let mut found = Vec::new();
        while let Some(&(group, site, next)) = self.0.get(trace)
            && found.len() < ENTRIES as usize
        {
            found.push((group, site));
            trace = next;
        }
        found
    }
}

/// An exception that is not under way now.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Trap {
    pub trap: u64,
    pub group: u64,
    pub trace: u64,
    pub serial: u64,
    pub context: u64,
    pub args: [u64; abi::ctx::TRAP_ARG_COUNT],
}

/// Exceptions that were being handled when others were raised. Of a very long chain the oldest are forgotten.
#[derive(Debug, Default)]
pub(super) struct Handled(Ring<Trap>);

impl Handled {
    /// Keeps an exception; gives its number.
    pub fn push(&mut self, trap: Trap) -> u64 {
        self.0.push(trap)
    }

    fn get_mut(&mut self, number: u64) -> Option<&mut Trap> {
        self.0.get_mut(number)
    }

    /// The chain that begins with this number, nearest first.
    pub fn chain(&self, mut number: u64) -> Vec<Trap> {
        let mut found = Vec::new();
        while let Some(trap) = self.0.get(number)
            && found.len() < MAX_CONTEXT
        {
            found.push(*trap);
            number = trap.context;
        }
        found
    }
}

/// So many exceptions of a chain are shown.
const MAX_CONTEXT: usize = 64;

/// The context of one call into native code.
#[repr(C)]
#[derive(Debug)]
pub struct CallCtx {
    stop: *const AtomicU32,
    stack_limit: usize,
    /// The exception word (see `abi::trap_word`), its group and the arguments of its message.
    pub(super) trap: u64,
    pub(super) group: u64,
    /// The calls that the exception passed: a number of `trace_of`.
    pub(super) trace: u64,
    pub(super) serial: u64,
    pub(super) context: u64,
    pub(super) trap_args: [u64; abi::ctx::TRAP_ARG_COUNT],
    pub(super) ret: [u64; abi::ctx::RET_WORDS],
    next_serial: u64,
    /// Keeps the word behind `stop` alive.
    pub(super) stop_word: Arc<StopWord>,
    pub(super) arrays: Vec<OwnedArray>,
    /// The calls that exceptions passed.
    pub(super) calls: Calls,
    /// Exceptions that were being handled when others were raised.
    pub(super) handled: Handled,
    /// True inside a granule: a `prange` in here runs serially.
    pub(super) inside_granule: bool,
    /// Set by `with_host` while it runs.
    host: Option<std::ptr::NonNull<dyn Host>>,
}

const _: () = {
    use std::mem::offset_of;
    assert!(offset_of!(CallCtx, stop) == abi::ctx::STOP as usize);
    assert!(offset_of!(CallCtx, stack_limit) == abi::ctx::STACK_LIMIT as usize);
    assert!(offset_of!(CallCtx, trap) == abi::ctx::TRAP as usize);
    assert!(offset_of!(CallCtx, group) == abi::ctx::GROUP as usize);
    assert!(offset_of!(CallCtx, trace) == abi::ctx::TRACE as usize);
    assert!(offset_of!(CallCtx, serial) == abi::ctx::SERIAL as usize);
    assert!(offset_of!(CallCtx, context) == abi::ctx::CONTEXT as usize);
    assert!(offset_of!(CallCtx, next_serial) == abi::ctx::NEXT_SERIAL as usize);
    assert!(offset_of!(CallCtx, trap_args) == abi::ctx::TRAP_ARGS as usize);
    assert!(offset_of!(CallCtx, ret) == abi::ctx::RET as usize);
    assert!(offset_of!(CallCtx, stop_word) == abi::ctx::SIZE);
};

// SAFETY: the stop pointer leads into `stop_word`, which is shared by design; the rest is owned. A context moves between
// threads only while no native code uses it (its stack limit is that of the thread that made it, and is only lower or
// higher than needed elsewhere, never trusted for memory safety of Rust).
unsafe impl Send for CallCtx {}

/// Stack that the helpers and libm may use below the limit that native code checks.
const STACK_RESERVE: usize = 128 << 10;

thread_local! {
    static STACK_LIMIT: usize = stack_limit();
}

/// The lowest stack address of this thread, plus the reserve.
fn stack_limit() -> usize {
    lowest_stack_address().map_or_else(
        // Unknown platform: assume that a quarter of a megabyte is left.
        || approximate_sp().saturating_sub(256 << 10),
        |low| low + STACK_RESERVE,
    )
}

fn approximate_sp() -> usize {
    let here = 0u8;
    (&raw const here).addr()
}

#[cfg(target_os = "linux")]
fn lowest_stack_address() -> Option<usize> {
    // SAFETY: the attribute object is initialised by `pthread_getattr_np` before it is read and destroyed once.
    unsafe {
        let mut attr: libc::pthread_attr_t = std::mem::zeroed();
        if libc::pthread_getattr_np(libc::pthread_self(), &mut attr) != 0 {
            return None;
        }
        let mut address = std::ptr::null_mut();
        let mut size = 0;
        let status = libc::pthread_attr_getstack(&attr, &mut address, &mut size);
        libc::pthread_attr_destroy(&mut attr);
        if status != 0 {
            return None;
        }
        // The main thread's size is its limit, which may be unlimited: what was grown into is less. Trust 7 MB at most.
        let top = address.addr().checked_add(size)?;
        Some(if size > 64 << 20 && libc::getpid() == libc::gettid() {
            top.saturating_sub(7 << 20)
        } else {
            address.addr()
        })
    }
}

#[cfg(not(target_os = "linux"))]
fn lowest_stack_address() -> Option<usize> {
    None
}

impl CallCtx {
    /// A context for this thread under a stop word.
    pub fn new(stop_word: Arc<StopWord>) -> CallCtx {
        CallCtx {
            stop: &raw const stop_word.word,
            stack_limit: STACK_LIMIT.with(|&limit| limit),
            trap: 0,
            group: 0,
            trace: 0,
            serial: 0,
            context: 0,
            next_serial: 1,
            handled: Handled::default(),
            trap_args: [0; abi::ctx::TRAP_ARG_COUNT],
            ret: [0; abi::ctx::RET_WORDS],
            stop_word,
            arrays: Vec::new(),
            calls: Calls::default(),
            inside_granule: false,
            host: None,
        }
    }

    /// Runs `run` with a host for `with gil:` statements.
    pub fn with_host<T>(&mut self, host: &mut dyn Host, run: impl FnOnce(&mut CallCtx) -> T) -> T {
        // SAFETY: only the lifetime is forgotten; the pointer is taken back below, before the borrow of `host` ends.
        let pointer = unsafe {
            std::mem::transmute::<std::ptr::NonNull<dyn Host + '_>, std::ptr::NonNull<dyn Host + 'static>>(
                std::ptr::NonNull::from(host),
            )
        };
        struct Reset<'a>(&'a mut CallCtx, Option<std::ptr::NonNull<dyn Host>>);
        impl Drop for Reset<'_> {
            fn drop(&mut self) {
                self.0.host = self.1;
            }
        }
        let before = self.host.replace(pointer);
        let reset = Reset(self, before);
        run(&mut *reset.0)
    }

    /// Asks the host to run a `with gil:`; none if there is no host.
    pub(super) fn run_gil(
        &mut self,
        site: u32,
        args: &[u64],
        outs: &mut [u64],
    ) -> Option<Option<(ungil_compiler::tir::ExcKind, u64)>> {
        let mut host = self.host?;
        // SAFETY: `with_host` runs, further up this stack or on the thread that waits for this one, and it alone has the host; the
        // host itself waits while native code runs, so there is no second use.
        let host = unsafe { host.as_mut() };
        Some(host.gil(&mut self.arrays, site, args, outs))
    }

    /// The stop word in use.
    pub fn stop_word(&self) -> &Arc<StopWord> {
        &self.stop_word
    }

    /// Use another stop word from now on.
    pub fn set_stop_word(&mut self, stop_word: &Arc<StopWord>) {
        if !Arc::ptr_eq(&self.stop_word, stop_word) {
            self.stop = &raw const stop_word.word;
            self.stop_word = stop_word.clone();
        }
    }

    /// The exception under way.
    pub(super) fn current(&self) -> Trap {
        let (trap, group, trace) = (self.trap, self.group, self.trace);
        Trap { trap, group, trace, serial: self.serial, context: self.context, args: self.trap_args }
    }

    /// The exception under way was raised while `handled` was handled: the last of its chain gets that as context.
    pub(super) fn chain(&mut self, handled: Trap) {
        if self.serial == handled.serial {
            return;
        }
        let mut last = 0;
        let mut next = self.context;
        for _ in 0..MAX_CONTEXT {
            match self.handled.get_mut(next) {
                None => break,
                Some(trap) if trap.serial == handled.serial => return,
                Some(trap) => {
                    last = next;
                    next = trap.context;
                }
            }
        }
        let number = self.handled.push(handled);
        match self.handled.get_mut(last) {
            Some(trap) if last != number => trap.context = number,
            _ => self.context = number,
        }
    }

    /// A number for an exception that comes from another context.
    pub(super) fn fresh_serial(&mut self) -> u64 {
        self.next_serial += 1;
        self.next_serial - 1
    }

    /// Bytes of stack that calls may still use.
    pub(super) fn stack_left(&self) -> usize {
        approximate_sp().saturating_sub(self.stack_limit)
    }
}
