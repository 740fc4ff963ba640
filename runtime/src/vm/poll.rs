//! Safepoints: where collections, thread switches, signals and shutdown happen.

use std::sync::atomic::Ordering;

use crate::heap::{Gil, Res};
use crate::object::{Standing, Type};
use crate::sync::gil::Urgency;
use crate::sync::safepoint;

/// Work that `tick` counts between two polls.
const TICKS: usize = 1024;
/// No single allocation is larger than this.
const MAX_CHARGE: usize = 1 << 40;

impl Gil {
    /// A safepoint.
    #[inline(always)]
    pub fn poll(&mut self) -> Res {
        if self.engine().breaker.get() == 0 { Ok(()) } else { self.poll_slow() }
    }

    /// A safepoint of the frame on top, between two of its instructions.
    #[cold]
    #[inline(never)]
    pub(crate) fn poll_frame(&mut self, standing: Standing) -> Res {
        self.top_frame_mut().standing = standing;
        let result = self.poll_slow();
        self.top_frame_mut().standing = Standing::Inside;
        result
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn poll_slow(&mut self) -> Res {
        let bits = self.engine().breaker.get();
        if bits & safepoint::STOP != 0 && self.engine().closed.load(Ordering::Relaxed) {
            return Err(self.raise_new(Type::EngineClosed, "the engine is closed"));
        }
        if bits & safepoint::COLLECT != 0 || self.engine().config.gc_stress {
            self.collect();
        }
        if bits & safepoint::LOCK != 0 || self.engine().config.switch_stress {
            let engine = self.engine();
            engine.lock.give_way(&engine.breaker);
        }
        if bits & safepoint::SIGNAL != 0 && self.thread().is_main.get() {
            self.engine().breaker.clear(safepoint::SIGNAL);
            if self.engine().interrupted.swap(false, Ordering::Relaxed) {
                return Err(self.raise_args(Type::KeyboardInterrupt, &[]));
            }
        }
        Ok(())
    }

    /// Counts work that grows with user data; polls now and then.
    #[inline]
    pub fn tick(&mut self, n: usize) -> Res {
        let thread = self.thread();
        let ticks = thread.ticks.get() + n;
        if ticks < TICKS && !self.engine().config.gc_stress {
            thread.ticks.set(ticks);
            return Ok(());
        }
        thread.ticks.set(0);
        self.poll()
    }

    /// Announces an allocation outside of the heap before it is made; may collect. MemoryError if it is absurd.
    #[inline]
    pub fn charge(&mut self, bytes: usize) -> Res {
        if bytes > MAX_CHARGE {
            return Err(self.raise_memory_error());
        }
        if bytes > 64 * 1024 { self.poll() } else { Ok(()) }
    }

    /// Releases the lock around `blocking`, which may take long and can reach nothing of the heap.
    pub fn detach<T>(&mut self, blocking: impl FnOnce() -> T) -> T {
        struct Reattach<'a>(&'a crate::heap::Engine);
        impl Drop for Reattach<'_> {
            fn drop(&mut self) {
                self.0.lock.acquire(&self.0.breaker, Urgency::Returning);
                crate::runtime::set_attached(true);
            }
        }
        let engine = self.engine();
        crate::runtime::set_attached(false);
        engine.lock.release();
        let _reattach = Reattach(engine);
        blocking()
    }
}
