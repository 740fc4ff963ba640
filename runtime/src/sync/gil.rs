//! The global interpreter lock of one engine.
//!
//! - Free and uncontended, taking and giving back are one atomic operation each and no system call.
//! - A thread that finds the lock held counts itself as a waiter and sleeps. After the switch interval
//!   without a change of holder it sets the breaker's `LOCK` bit; the holder gives way at its next poll.
//! - A holder that gives way sleeps until somebody else had the lock ("forced switch"), so two busy threads
//!   alternate instead of one starving the other.
//! - Threads that come back from a blocking operation are woken before threads that were made to give way:
//!   they usually need the lock for a moment only, and would otherwise queue behind every busy thread.
//!
//! No wake-up is lost: a waiter raises `waiters` before it tries the lock, a releaser frees the lock before it
//! reads `waiters`, both sequentially consistent, and both sides of the sleep hold the mutex.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::safepoint::{self, Breaker};

/// The default of `sys.getswitchinterval()`: 5 ms.
pub const SWITCH_INTERVAL: Duration = Duration::from_millis(5);

/// The lock, without the data that it protects.
#[derive(Debug)]
pub struct GilLock {
    held: AtomicU32,
    waiters: AtomicU32,
    /// How often the lock was taken under contention; a waiter that sees it move does not ask for a switch.
    switches: AtomicU64,
    interval_micros: AtomicU64,
    queue: Mutex<Queue>,
    returning: Condvar,
    yielded: Condvar,
    switched: Condvar,
}

#[derive(Debug, Default)]
struct Queue {
    returning: u32,
    yielded: u32,
}

/// Why a thread wants the lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// It comes back from a blocking operation, or it is new.
    Returning,
    /// It was made to give way.
    Yielded,
}

impl Default for GilLock {
    fn default() -> Self {
        GilLock {
            held: AtomicU32::new(0),
            waiters: AtomicU32::new(0),
            switches: AtomicU64::new(0),
            interval_micros: AtomicU64::new(SWITCH_INTERVAL.as_micros() as u64),
            queue: Mutex::default(),
            returning: Condvar::new(),
            yielded: Condvar::new(),
            switched: Condvar::new(),
        }
    }
}

impl GilLock {
    /// Takes the lock, waiting as long as needed.
    #[inline]
    pub fn acquire(&self, breaker: &Breaker, urgency: Urgency) {
        if !self.try_acquire() {
            self.acquire_slow(breaker, urgency);
        }
    }

    #[inline(always)]
    fn try_acquire(&self) -> bool {
        self.held.compare_exchange(0, 1, Ordering::SeqCst, Ordering::Relaxed).is_ok()
    }

    #[cold]
    fn acquire_slow(&self, breaker: &Breaker, urgency: Urgency) {
        self.waiters.fetch_add(1, Ordering::SeqCst);
        let mut queue = self.lock_queue();
        let interval = self.interval();
        loop {
            // A yielded thread stays behind those that come back from blocking.
            if (urgency == Urgency::Returning || queue.returning == 0) && self.try_acquire() {
                break;
            }
            let seen = self.switches.load(Ordering::Relaxed);
            let condvar = match urgency {
                Urgency::Returning => {
                    queue.returning += 1;
                    &self.returning
                }
                Urgency::Yielded => {
                    queue.yielded += 1;
                    &self.yielded
                }
            };
            let (guard, wait) = condvar.wait_timeout(queue, interval).unwrap_or_else(PoisonError::into_inner);
            queue = guard;
            match urgency {
                Urgency::Returning => queue.returning -= 1,
                Urgency::Yielded => queue.yielded -= 1,
            }
            if wait.timed_out() && self.switches.load(Ordering::Relaxed) == seen {
                breaker.set(safepoint::LOCK);
            }
        }
        self.waiters.fetch_sub(1, Ordering::SeqCst);
        self.switches.fetch_add(1, Ordering::Relaxed);
        breaker.clear(safepoint::LOCK);
        // Others may still wait: they time out on their own and ask again.
        self.switched.notify_all();
    }

    /// Gives the lock back.
    #[inline]
    pub fn release(&self) {
        self.held.store(0, Ordering::SeqCst);
        if self.waiters.load(Ordering::SeqCst) != 0 {
            self.wake_one();
        }
    }

    #[cold]
    fn wake_one(&self) {
        let queue = self.lock_queue();
        if queue.returning > 0 {
            self.returning.notify_one();
        } else if queue.yielded > 0 {
            self.yielded.notify_one();
        }
    }

    /// Gives the lock to somebody who waits for it, and takes it again behind them.
    #[cold]
    pub fn give_way(&self, breaker: &Breaker) {
        breaker.clear(safepoint::LOCK);
        if self.waiters.load(Ordering::SeqCst) == 0 {
            return;
        }
        let before = self.switches.load(Ordering::Relaxed);
        self.release();
        let mut queue = self.lock_queue();
        // Bounded: the waiter that was woken may meanwhile have been overtaken by nobody at all.
        let mut rounds = 0;
        while self.switches.load(Ordering::Relaxed) == before
            && self.waiters.load(Ordering::SeqCst) != 0
            && rounds < 20
        {
            let (guard, _) = self
                .switched
                .wait_timeout(queue, Duration::from_millis(1))
                .unwrap_or_else(PoisonError::into_inner);
            queue = guard;
            rounds += 1;
        }
        drop(queue);
        self.acquire(breaker, Urgency::Yielded);
    }

    /// The switch interval.
    pub fn interval(&self) -> Duration {
        Duration::from_micros(self.interval_micros.load(Ordering::Relaxed))
    }

    /// Sets the switch interval (`sys.setswitchinterval`).
    pub fn set_interval(&self, interval: Duration) {
        let micros = u64::try_from(interval.as_micros()).unwrap_or(u64::MAX).max(1);
        self.interval_micros.store(micros, Ordering::Relaxed);
    }

    fn lock_queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::time::Instant;

    #[test]
    fn excludes_and_alternates() {
        let shared = Arc::new((GilLock::default(), Breaker::default(), AtomicU64::new(0)));
        let threads: Vec<_> = (0..3)
            .map(|_| {
                let shared = shared.clone();
                std::thread::spawn(move || {
                    let (lock, breaker, counter) = &*shared;
                    lock.acquire(breaker, Urgency::Returning);
                    for _ in 0..20_000 {
                        let seen = counter.load(Ordering::Relaxed);
                        std::hint::spin_loop();
                        counter.store(seen + 1, Ordering::Relaxed);
                        if breaker.get() & safepoint::LOCK != 0 {
                            lock.give_way(breaker);
                        }
                    }
                    lock.release();
                })
            })
            .collect();
        for thread in threads {
            thread.join().expect("no panic");
        }
        assert_eq!(shared.2.load(Ordering::Relaxed), 60_000);
    }

    #[test]
    fn uncontended_is_fast() {
        let (lock, breaker) = (GilLock::default(), Breaker::default());
        let start = Instant::now();
        for _ in 0..100_000 {
            lock.acquire(&breaker, Urgency::Returning);
            lock.release();
        }
        assert!(start.elapsed() < Duration::from_millis(500), "{:?} for 100,000 pairs", start.elapsed());
    }
}
