//! The breaker: one relaxed atomic word that running code polls at back-edges and calls.
//!
//! Zero means "go on". Whoever wants something of the running thread sets a bit; the thread looks at the
//! next poll, serves what it finds and clears it.

use std::sync::atomic::{AtomicU32, Ordering};

/// Another thread waits for the lock.
pub const LOCK: u32 = 1;
/// The heap wants a collection.
pub const COLLECT: u32 = 2;
/// A signal arrived (the main thread turns it into an exception).
pub const SIGNAL: u32 = 4;
/// The engine stops: deadline, interrupt from the host or shutdown.
pub const STOP: u32 = 8;
/// Finalizers or weak-reference callbacks wait to be run.
pub const PENDING: u32 = 16;
/// Stress modes: every poll takes the slow path. Never cleared.
pub const STRESS: u32 = 32;

/// The deadline of a region has passed; the thread that is in its `with gil:` makes TimeoutError of it.
pub const DEADLINE: u32 = 64;

/// The poll word of one engine.
#[derive(Debug, Default)]
pub struct Breaker(AtomicU32);

impl Breaker {
    /// What is asked for; zero almost always.
    #[inline(always)]
    pub fn get(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }

    /// Asks for something.
    pub fn set(&self, bits: u32) {
        self.0.fetch_or(bits, Ordering::SeqCst);
    }

    /// Takes a request back.
    pub fn clear(&self, bits: u32) {
        self.0.fetch_and(!bits, Ordering::SeqCst);
    }

    /// The address of the word, for native code that polls it.
    pub fn as_ptr(&self) -> *const u32 {
        self.0.as_ptr()
    }
}
