//! Safepoints: where collections, thread switches, signals and shutdown happen.

use std::sync::atomic::Ordering;

use crate::heap::{Args, Gil, Local, Pending, Reg, Res, Scope};
use crate::object::{Name, Standing, Type};
use crate::sync::gil::Urgency;
use crate::sync::safepoint;
use crate::word::Word;

/// Work that `tick` counts between two polls.
const TICKS: usize = 1024;
/// Smaller allocations are not announced one by one: the heap counts them afterwards.
const SMALL_CHARGE: usize = 64 << 10;

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
        if result.is_ok() && self.engine().breaker.get() & safepoint::PENDING != 0 {
            self.run_pending();
        }
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
            if self.engine().space.is_over_limit() {
                return Err(self.raise_memory_error());
            }
        }
        if bits & safepoint::LOCK != 0 || self.engine().config.switch_stress {
            let engine = self.engine();
            engine.lock.give_way(&engine.breaker);
        }
        if bits & safepoint::DEADLINE != 0
            && self.thread().deadline.get().is_some_and(|at| at <= std::time::Instant::now())
        {
            return Err(self.raise_new(Type::TimeoutError, crate::jit::DEADLINE));
        }
        if bits & safepoint::SIGNAL != 0 && self.thread().is_main.get() {
            self.engine().breaker.clear(safepoint::SIGNAL);
            if self.engine().interrupted.swap(false, Ordering::Relaxed) {
                return Err(self.raise_args(Type::KeyboardInterrupt, &[]));
            }
        }
        Ok(())
    }

    /// Runs what the death of objects asks for: `__del__`, callbacks of weak references, `finally` blocks of generators.
    /// What one of them raises is told on standard error. Never nested.
    pub(crate) fn run_pending(&mut self) {
        self.engine().breaker.clear(safepoint::PENDING);
        if self.engine().dying.running.replace(true) {
            return;
        }
        loop {
            let next = self.engine().dying.pending.borrow_mut().pop_front();
            let Some(next) = next else { break };
            let s = &mut Scope::new(self);
            let (object, what, result) = (s.root(Local::new(next.word())), s.slot(), s.slot());
            let ran = match next {
                Pending::Del(_) => s.call_special(object, Name::Del, Args::NONE, result).map(|_| ()),
                Pending::Close(_) => s.generator_close(object),
                Pending::Callback(_) => s.tell_owner(object, what, result),
            };
            if ran.is_err() {
                s.report_ignored(object, next);
            }
        }
        self.engine().dying.running.set(false);
    }

    fn tell_owner(&mut self, weak: Reg, callback: Reg, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let owner = s.slot();
        owner.set(s, weak.get(s).as_weakref().map_or(s.none(), |weak| weak.owner()));
        s.getattr(owner, "__callback__", callback)?;
        if callback.get(s).is_none() {
            return Ok(());
        }
        s.call1(callback, owner, out)
    }

    fn report_ignored(&mut self, object: Reg, what: Pending) {
        if self.raised_is(Type::EngineClosed) {
            self.take_raised();
            return;
        }
        let s = &mut Scope::new(self);
        let (exception, source, hook) = (s.root(s.take_raised()), s.slot(), s.slot());
        source.set(s, object.get(s));
        match what {
            Pending::Del(_) => {
                let class = s.class_of(object.get(s));
                let method = class.lookup(s, s.name(Name::Del)).map_or(Word::NONE, Local::word);
                source.set(s, Local::new(method));
            }
            Pending::Callback(_) => {
                let owner = object.get(s).as_weakref().map_or(Word::NONE, |weak| weak.owner().word());
                source.set(s, Local::new(owner));
                if s.getattr_opt(source, "__callback__", hook) == Ok(true) {
                    source.set(s, hook.get(s));
                }
            }
            Pending::Close(_) => {}
        }
        let mut text = b"Exception ignored in: ".to_vec();
        match s.repr_text(source) {
            Ok(shown) => text.extend(shown),
            Err(_) => {
                s.take_raised();
                text.extend(b"<object repr() failed>");
            }
        }
        text.push(b'\n');
        text.extend(s.format_exception(exception));
        let _ = s.write_stderr(&text);
    }

    /// Runs what waits, then `__del__` of everything that still lives: the program ends.
    pub(crate) fn finalize_at_exit(&mut self) {
        // What they make or bring back to life gets its turn too, but not for ever.
        for _ in 0..3 {
            self.collect();
            self.run_pending();
        }
        self.engine().finalize_everything();
        self.run_pending();
    }

    /// Counts work that grows with user data; polls now and then.
    #[inline]
    pub fn tick(&mut self, n: usize) -> Res {
        let thread = self.thread();
        let ticks = thread.ticks.get().saturating_add(n);
        if ticks < TICKS && !self.engine().config.gc_stress {
            thread.ticks.set(ticks);
            return Ok(());
        }
        thread.ticks.set(0);
        self.poll()
    }

    /// Announces an allocation outside of the heap before it is made; may collect. MemoryError if it does not fit.
    #[inline]
    pub fn charge(&mut self, bytes: usize) -> Res {
        if bytes > SMALL_CHARGE { self.charge_large(bytes) } else { Ok(()) }
    }

    /// Announces the growth of a result whose final length nobody knows: to be called with its length before each piece.
    /// `charged` is the length up to which it was announced.
    #[inline]
    pub fn charge_growth(&mut self, len: usize, charged: &mut usize) -> Res {
        if len <= *charged {
            return Ok(());
        }
        // It grows by doubling, and twice that is there while it moves.
        *charged = len.saturating_mul(2);
        self.charge(charged.saturating_mul(2))
    }

    #[cold]
    #[inline(never)]
    fn charge_large(&mut self, bytes: usize) -> Res {
        self.poll()?;
        if self.engine().space.has_room(bytes) {
            return Ok(());
        }
        self.collect_now();
        if self.engine().space.has_room(bytes) { Ok(()) } else { Err(self.raise_memory_error()) }
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
