//! What the runtime knows of one thread.
//!
//! The registers are one flat array that never moves: address space for all of it is reserved when the
//! thread begins, and memory comes as it is touched. `[0, top)` is live. What lies between `top` and `soft_limit`
//! may hold stale words of calls that returned; a collection zeroes it, so a stale word is never followed
//! after what it referred to is freed, and a register index of an ended scope reads at worst a wrong value.
//!
//! ```text
//!   0                base of frame 1    base of frame 2         top         soft_limit        STACK_REGS
//!   | frame 0 | args of the call overlap | frame 2, scopes … |  stale, zeroed …  | never touched |
//! ```

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::atomic::AtomicU64;

use ungil_compiler::bytecode::liveness::RegisterSet;

use super::collect::Marker;
use super::token::Local;
use crate::object::{CodeObj, Frame, Standing};
use crate::word::Word;

/// The live registers of the places that frames stand at, during one collection.
pub(super) type LiveCache = HashMap<(usize, u32, Standing), RegisterSet>;

/// Registers of one thread (address space; 128 MiB).
pub const STACK_REGS: usize = 16 << 20;
/// Registers that a builtin's scopes may use beyond the limit at which frames are refused.
const HEADROOM: usize = 1 << 20;
/// The watermark moves by this many registers.
const CHUNK: u32 = 4096;
/// Frames of one thread (address space).
pub const MAX_FRAMES: usize = 1 << 20;
/// `sys.getrecursionlimit()` at the start.
pub const RECURSION_LIMIT: usize = 1000;

/// The state of one thread attached to an engine. Only the thread that holds the lock looks at it.
pub struct Thread {
    pub(crate) regs: *mut Word,
    pub(crate) top: Cell<u32>,
    pub(crate) soft_limit: Cell<u32>,
    pub(crate) frames: *mut Frame,
    pub(crate) frame_count: Cell<u32>,
    pub(crate) frame_limit: Cell<u32>,
    /// The exception that is being raised, or unset.
    pub(crate) raised: Cell<Word>,
    /// The exception that is being handled (`sys.exc_info()`), or None.
    pub(crate) handled: Cell<Word>,
    /// How often native code re-entered the interpreter, and the lowest native stack address it may use.
    pub(crate) native_limit: Cell<usize>,
    pub(crate) native_depth: Cell<u32>,
    /// The instruction that the next traceback entry names instead of the one that raised; `u32::MAX` for none.
    pub(crate) raise_at: Cell<u32>,
    /// When the earliest deadline of the regions that this thread is in passes.
    pub(crate) deadline: Cell<Option<std::time::Instant>>,
    pub(crate) is_main: Cell<bool>,
    pub(crate) ident: u64,
    /// Work since the last poll (`tick`).
    pub(crate) ticks: Cell<usize>,
    /// Guards against nested `repr` of containers that contain themselves.
    pub(crate) repr_stack: std::cell::RefCell<Vec<Word>>,
}

static NEXT_IDENT: AtomicU64 = AtomicU64::new(1);

impl Thread {
    pub(crate) fn new() -> std::io::Result<Thread> {
        let regs = reserve(STACK_REGS * size_of::<Word>())?.cast::<Word>();
        let frames = match reserve(MAX_FRAMES * size_of::<Frame>()) {
            Ok(frames) => frames.cast::<Frame>(),
            Err(error) => {
                release(regs.cast(), STACK_REGS * size_of::<Word>());
                return Err(error);
            }
        };
        Ok(Thread {
            regs,
            top: Cell::new(0),
            soft_limit: Cell::new(CHUNK),
            frames,
            frame_count: Cell::new(0),
            frame_limit: Cell::new(RECURSION_LIMIT as u32),
            raised: Cell::new(Word::UNSET),
            handled: Cell::new(Word::NONE),
            native_limit: Cell::new(native_stack_limit()),
            native_depth: Cell::new(0),
            raise_at: Cell::new(u32::MAX),
            deadline: Cell::new(None),
            is_main: Cell::new(false),
            ident: NEXT_IDENT.fetch_add(1, std::sync::atomic::Ordering::Relaxed),
            ticks: Cell::new(0),
            repr_stack: std::cell::RefCell::default(),
        })
    }

    /// Moves the watermark above `top`; false if the registers are used up.
    #[cold]
    #[inline(never)]
    pub(crate) fn raise_soft_limit(&self, top: u32) -> bool {
        if top as usize > STACK_REGS - HEADROOM {
            return false;
        }
        self.soft_limit.set((top / CHUNK + 2) * CHUNK);
        true
    }

    /// Readies the state for the OS thread that is attaching.
    pub(crate) fn adopt(&self, main: bool) {
        self.native_limit.set(native_stack_limit());
        self.is_main.set(main);
    }

    /// Forgets what the last attachment left.
    pub(crate) fn reset(&self) {
        self.top.set(0);
        self.frame_count.set(0);
        self.native_depth.set(0);
        self.deadline.set(None);
        self.raised.set(Word::UNSET);
        self.handled.set(Word::NONE);
        self.repr_stack.borrow_mut().clear();
    }

    /// A number that is unique to this thread while the process runs (`threading.get_ident()`).
    pub fn ident(&self) -> u64 {
        self.ident
    }

    /// Marks what the thread may still read. Registers of frames that nothing reads any more lose what they hold.
    pub(super) fn mark_roots(&self, marker: &mut Marker, live: &mut LiveCache) {
        let top = self.top.get() as usize;
        let mark = |marker: &mut Marker, from: usize, to: usize| {
            for i in from..to {
                // SAFETY: the registers below `top` are initialised (the mapping begins as zeroes, which are ints).
                marker.mark(unsafe { *self.regs.add(i) });
            }
        };
        let count = self.frame_count.get() as usize;
        // Everything below this register is done.
        let mut done = 0;
        for i in 0..count {
            // SAFETY: frames below the count are initialised.
            let frame = unsafe { &*self.frames.add(i) };
            // SAFETY: as above; the one above the last is not looked at.
            let above = (i + 1 < count).then(|| unsafe { &*self.frames.add(i + 1) });
            let base = frame.base as usize;
            // Registers between frames belong to scopes and to calls of builtins: all of them count.
            mark(marker, done, base.min(top));
            // SAFETY: the frame's function keeps its code alive.
            let code = unsafe { &*frame.code };
            let limit = above.map_or(top, |above| above.base as usize);
            let end = (base + code.registers as usize).min(limit);
            let standing = match above {
                Some(above) if !above.entry => Standing::Across,
                _ => frame.standing,
            };
            let live = live
                .entry((frame.code as usize, frame.pc, standing))
                .or_insert_with(|| code.live_registers(frame.pc, standing));
            let window = if standing == Standing::Inside { self.builtin_window(code, frame) } else { (0, 0) };
            for at in base..end {
                // SAFETY: within the frame; a register that is not live is written before it is read.
                unsafe {
                    let register = self.regs.add(at);
                    let number = (at - base) as u32;
                    if live.contains(number) || (window.0..window.1).contains(&number) {
                        marker.mark(*register);
                    } else {
                        *register = Word::ZERO;
                    }
                }
            }
            done = end.max(base);
        }
        mark(marker, done, top);
        let stale_end = self.soft_limit.get() as usize + CHUNK as usize;
        for i in top..stale_end.min(STACK_REGS) {
            // SAFETY: within the mapping.
            unsafe { *self.regs.add(i) = Word::ZERO };
        }
        for i in 0..count {
            // SAFETY: frames below the count are initialised.
            unsafe { (*self.frames.add(i)).trace(marker) };
        }
        marker.mark(self.raised.get());
        marker.mark(self.handled.get());
        for &word in self.repr_stack.borrow().iter() {
            marker.mark(word);
        }
    }
}

impl Thread {
    /// The registers of a frame that belong to the builtin it is calling: the builtin's parameters may be more than the
    /// arguments that were given.
    fn builtin_window(&self, code: &CodeObj, frame: &Frame) -> (u32, u32) {
        use ungil_compiler::bytecode::Op;
        let instr = frame.pc.checked_sub(1).and_then(|pc| code.source.instrs.get(pc as usize));
        let Some(instr) = instr else { return (0, 0) };
        if !matches!(instr.op(), Some(Op::Call | Op::CallMethod | Op::CallKw | Op::CallMethodKw)) {
            return (0, 0);
        }
        let at = u32::from(instr.a());
        let word = |number: u32| {
            // SAFETY: a register of the frame.
            Local::new(unsafe { *self.regs.add((frame.base + number) as usize) })
        };
        let params = word(at).as_builtin().map(|builtin| builtin.signature.params.len() as u32);
        match params {
            // The receiver may come first, and the callee move behind it.
            Some(params) => (at, at + 3 + params.max(u32::from(instr.b()))),
            None => (at, code.registers),
        }
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        release(self.regs.cast(), STACK_REGS * size_of::<Word>());
        release(self.frames.cast(), MAX_FRAMES * size_of::<Frame>());
    }
}

fn reserve(bytes: usize) -> std::io::Result<*mut u8> {
    // SAFETY: an anonymous private mapping at an address of the kernel's choice touches no memory of ours.
    let address = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            bytes,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
            -1,
            0,
        )
    };
    if address == libc::MAP_FAILED { Err(std::io::Error::last_os_error()) } else { Ok(address.cast()) }
}

fn release(address: *mut u8, bytes: usize) {
    // SAFETY: mapped by `reserve` with this length; the thread that used it is gone.
    unsafe { libc::munmap(address.cast(), bytes) };
}

/// The lowest stack address at which the interpreter may still be re-entered on this OS thread.
fn native_stack_limit() -> usize {
    const RESERVE: usize = 256 * 1024;
    // SAFETY: `pthread_getattr_np` initialises the attribute of a running thread; it is destroyed below.
    unsafe {
        let mut attr: libc::pthread_attr_t = std::mem::zeroed();
        if libc::pthread_getattr_np(libc::pthread_self(), &raw mut attr) != 0 {
            return 0;
        }
        let (mut address, mut size) = (std::ptr::null_mut(), 0);
        let got = libc::pthread_attr_getstack(&raw const attr, &raw mut address, &raw mut size);
        libc::pthread_attr_destroy(&raw mut attr);
        if got != 0 { 0 } else { address as usize + RESERVE.min(size / 4) }
    }
}
