//! The workers: threads that help with parallel loops, one pool in a process.
//!
//! A *job* is a number of pieces and a function that takes pieces until there are none. The caller works first and
//! alone; only when the estimated rest is worth a wake-up is the job offered to others. Pieces are claimed in increasing
//! order by one atomic counter, several at a time while many are left, so that threads with short pieces seldom meet at
//! the counter. Nobody runs anything of another job while waiting: the caller waits for its own helpers, which are in its
//! own job.
//!
//! Offer and end go through the pool's lock: a worker counts itself into a job under the lock, the caller takes the job
//! back under the lock and then waits for the count to fall to zero. So the borrowed function outlives its users.

use parking_lot::{Condvar, Mutex};
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Work that is worth less than this is not offered when a sleeping worker would have to be woken,
const WORTH_WAKING: Duration = Duration::from_micros(100);
/// and this is enough where one is still spinning.
const WORTH_SHARING: Duration = Duration::from_micros(15);
/// How long an idle worker and a waiting caller spin before they sleep.
const SPIN: Duration = Duration::from_micros(50);
/// The most threads of the pool.
const MAX_WORKERS: usize = 63;

/// How many threads run a parallel loop that does not say: all cores, or `UNGIL_THREADS`.
pub fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| {
        let there = || std::thread::available_parallelism().map_or(1, |n| n.get());
        forced().unwrap_or_else(there).clamp(1, MAX_WORKERS + 1)
    })
}

/// `UNGIL_THREADS`: where it is set, every loop is offered at once, however short, so that tests see threads at work.
fn forced() -> Option<usize> {
    static FORCED: OnceLock<Option<usize>> = OnceLock::new();
    *FORCED.get_or_init(|| std::env::var("UNGIL_THREADS").ok()?.parse().ok().filter(|n| *n > 0))
}

/// The pieces of a job, taken a few at a time.
#[derive(Debug)]
pub struct Claims {
    next: AtomicUsize,
    total: usize,
    closed: AtomicBool,
    /// Threads that may take part.
    threads: usize,
    started: Instant,
    offered: AtomicBool,
}

impl Claims {
    /// The next pieces, if there are any: at most `most`, and at most one part in `parts` of what is left.
    fn take(&self, most: usize, parts: usize) -> Option<Range<usize>> {
        let mut next = self.next.load(Ordering::Relaxed);
        loop {
            if self.closed.load(Ordering::Relaxed) || next >= self.total {
                return None;
            }
            let size = ((self.total - next) / parts).clamp(1, most.max(1));
            match self.next.compare_exchange_weak(next, next + size, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return Some(next..next + size),
                Err(now) => next = now,
            }
        }
    }

    /// No more pieces: those that are claimed already go on.
    pub fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }

    /// Pieces that nobody has claimed.
    fn left(&self) -> usize {
        if self.closed.load(Ordering::Relaxed) {
            return 0;
        }
        self.total.saturating_sub(self.next.load(Ordering::Relaxed))
    }
}

type Work<'a> = &'a (dyn Fn(&Offer<'_>) + Sync);

/// What the work function takes its pieces from. For the caller this is also the place where the job is offered once it
/// pays.
pub struct Offer<'a> {
    claims: &'a Claims,
    /// The caller's own side: the job to offer.
    job: Option<(&'a Job, usize)>,
    caller: bool,
}

impl std::fmt::Debug for Offer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Offer").field("claims", self.claims).finish_non_exhaustive()
    }
}

impl Offer<'_> {
    /// The next pieces, if there are any.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&self) -> Option<Range<usize>> {
        let Some((job, helpers)) = self.job.filter(|_| !self.claims.offered.load(Ordering::Relaxed)) else {
            return self.claims.take(usize::MAX, 3 * self.claims.threads);
        };
        // Alone: few pieces at first, to learn soon what they cost; then as many as were done, so that a loop that gets
        // slower on its way is noticed.
        let (done, left) = (self.claims.next.load(Ordering::Relaxed), self.claims.left());
        let rest = self.claims.started.elapsed().mul_f64(left as f64 / done.max(1) as f64);
        let spinning = pool().spinning.load(Ordering::Relaxed) > 0;
        let worth = match forced() {
            Some(_) => left > 1,
            None => done > 0 && rest > if spinning { WORTH_SHARING } else { WORTH_WAKING },
        };
        if worth {
            self.claims.offered.store(true, Ordering::Relaxed);
            pool().offer(job, helpers.min(left));
            return self.claims.take(done.max(1), 3 * self.claims.threads);
        }
        // What is nearly done is not worth a look at the clock either.
        let parts = if done >= left && rest < WORTH_SHARING / 4 { 1 } else { 2 };
        self.claims.take(if parts == 1 { left } else { done.max(1) }, parts)
    }

    /// No more pieces.
    pub fn close(&self) {
        self.claims.close();
    }

    /// True on the thread that called [`run`].
    pub fn is_caller(&self) -> bool {
        self.caller
    }
}

struct Job {
    claims: Claims,
    work: Work<'static>,
    /// Workers inside; changed under the pool's lock.
    inside: AtomicUsize,
}

struct Pool {
    state: Mutex<State>,
    /// Idle workers sleep here.
    wake: Condvar,
    /// Callers whose helpers are still inside sleep here.
    left: Condvar,
    /// Counts offers, so that idle workers can spin without the lock.
    offers: AtomicUsize,
    /// Idle workers that spin.
    spinning: AtomicUsize,
}

struct State {
    /// Jobs on offer with the number of helpers that they still want. The pointers are valid while they are listed, and
    /// as long as the job counts someone inside.
    jobs: Vec<(*const Job, usize)>,
    threads: usize,
    idle: usize,
}

// SAFETY: the pointers are only followed under the rules at the top of this file, and `Job` is `Sync` (its function is).
unsafe impl Send for State {}

fn pool() -> &'static Pool {
    static POOL: OnceLock<Pool> = OnceLock::new();
    POOL.get_or_init(|| Pool {
        state: Mutex::new(State { jobs: Vec::new(), threads: 0, idle: 0 }),
        wake: Condvar::new(),
        left: Condvar::new(),
        offers: AtomicUsize::new(0),
        spinning: AtomicUsize::new(0),
    })
}

/// Run `work` on this thread and up to `threads - 1` others until its `pieces` are gone. Returns when all have left.
pub fn run(pieces: usize, threads: usize, work: &(dyn Fn(&Offer<'_>) + Sync)) {
    // SAFETY: only the lifetime changes. `Finish` below takes the job back and waits until nobody is inside, before this
    // function returns or unwinds, so no use outlives the borrow.
    let work = unsafe { std::mem::transmute::<Work<'_>, Work<'static>>(work) };
    let threads = threads.clamp(1, MAX_WORKERS + 1);
    let job = Job {
        claims: Claims {
            next: AtomicUsize::new(0),
            total: pieces,
            closed: AtomicBool::new(false),
            threads,
            started: Instant::now(),
            offered: AtomicBool::new(false),
        },
        work,
        inside: AtomicUsize::new(0),
    };
    let finish = Finish(&job);
    work(&Offer { claims: &job.claims, job: (threads > 1).then_some((&job, threads - 1)), caller: true });
    drop(finish);
}

struct Finish<'a>(&'a Job);

impl Drop for Finish<'_> {
    fn drop(&mut self) {
        let job = self.0;
        if !job.claims.offered.load(Ordering::Relaxed) {
            return;
        }
        let pool = pool();
        pool.state.lock().jobs.retain(|(other, _)| !std::ptr::eq(*other, job));
        let start = Instant::now();
        while job.inside.load(Ordering::Acquire) != 0 {
            if start.elapsed() < SPIN {
                std::hint::spin_loop();
                continue;
            }
            let mut state = pool.state.lock();
            while job.inside.load(Ordering::Acquire) != 0 {
                pool.left.wait(&mut state);
            }
        }
    }
}

impl Pool {
    fn offer(&'static self, job: &Job, helpers: usize) {
        if helpers == 0 {
            return;
        }
        let mut state = self.state.lock();
        state.jobs.push((job, helpers));
        self.offers.fetch_add(1, Ordering::Release);
        let missing = helpers.saturating_sub(state.idle).min(MAX_WORKERS - state.threads);
        for _ in 0..missing {
            let spawned =
                std::thread::Builder::new().name("ungil worker".into()).spawn(move || self.worker());
            if spawned.is_err() {
                // Fewer helpers: the loop takes longer.
                break;
            }
            state.threads += 1;
        }
        drop(state);
        if helpers == 1 {
            self.wake.notify_one();
        } else {
            self.wake.notify_all();
        }
    }

    fn worker(&self) {
        let mut state = self.state.lock();
        loop {
            let found = state.jobs.iter_mut().find(|(_, helpers)| *helpers > 0);
            if let Some((job, helpers)) = found {
                *helpers -= 1;
                let job: *const Job = *job;
                // SAFETY: the job is listed, and we count ourselves in under the lock, so it stays until we leave.
                let job = unsafe { &*job };
                job.inside.fetch_add(1, Ordering::Relaxed);
                drop(state);
                // Native code does not unwind; should Rust code of ours panic, the job must still be left.
                let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                    (job.work)(&Offer { claims: &job.claims, job: None, caller: false });
                }));
                if result.is_err() {
                    job.claims.close();
                }
                state = self.state.lock();
                job.inside.fetch_sub(1, Ordering::Release);
                self.left.notify_all();
                continue;
            }
            let seen = self.offers.load(Ordering::Acquire);
            state.idle += 1;
            drop(state);
            let start = Instant::now();
            self.spinning.fetch_add(1, Ordering::Relaxed);
            while self.offers.load(Ordering::Acquire) == seen && start.elapsed() < SPIN {
                std::hint::spin_loop();
            }
            self.spinning.fetch_sub(1, Ordering::Relaxed);
            state = self.state.lock();
            if state.jobs.iter().any(|(_, helpers)| *helpers > 0) {
                state.idle -= 1;
                continue;
            }
            while self.offers.load(Ordering::Acquire) == seen {
                self.wake.wait(&mut state);
            }
            state.idle -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU64;

    #[test]
    fn every_piece_is_done_once() {
        for threads in [1, 2, 5] {
            for pieces in [0usize, 1, 2, 100, 1000] {
                let sum = AtomicU64::new(0);
                run(pieces, threads, &|offer| {
                    for piece in std::iter::from_fn(|| offer.next()).flatten() {
                        std::thread::sleep(Duration::from_micros(if pieces < 200 { 20 } else { 0 }));
                        sum.fetch_add(piece as u64 + 1, Ordering::Relaxed);
                    }
                });
                assert_eq!(sum.into_inner(), (pieces * (pieces + 1) / 2) as u64);
            }
        }
    }

    #[test]
    fn jobs_of_several_threads_do_not_mix() {
        std::thread::scope(|scope| {
            for k in 0..4u64 {
                scope.spawn(move || {
                    for _ in 0..50 {
                        let sum = AtomicU64::new(0);
                        run(64, 3, &|offer| {
                            while let Some(pieces) = offer.next() {
                                std::thread::sleep(Duration::from_micros(5));
                                sum.fetch_add(k * pieces.len() as u64, Ordering::Relaxed);
                            }
                        });
                        assert_eq!(sum.into_inner(), 64 * k);
                    }
                });
            }
        });
    }

    #[test]
    fn closing_stops_new_claims() {
        let done = AtomicU64::new(0);
        run(1_000_000, 2, &|offer| {
            while let Some(pieces) = offer.next() {
                done.fetch_add(pieces.len() as u64, Ordering::Relaxed);
                if pieces.start >= 10 {
                    offer.close();
                }
            }
        });
        assert!(done.into_inner() < 1_000_000);
    }
}
