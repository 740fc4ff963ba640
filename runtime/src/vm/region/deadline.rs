//! Deadlines of blocks: one timer thread for the process, started by the first deadline.
//!
//! When the time is up the timer sets the TIMEOUT bit of the stop word that the block runs under; native code sees it at its
//! next poll and raises TimeoutError; a thread that is in a `with gil:` then sees it at the interpreter's next poll. Blocks of one thread nest (through `with gil:`) under one word, so ending a
//! deadline takes the bit back only if no other deadline of that word has passed.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::heap::{Gil, Local, Res};
use crate::jit::StopWord;
use crate::sync::safepoint::{self, Breaker};

struct Entry {
    id: u64,
    at: Instant,
    word: Arc<StopWord>,
    breaker: Interpreter,
    passed: bool,
}

/// What the interpreter polls, for a thread that is in a `with gil:` when its deadline passes.
#[derive(Clone, Copy, PartialEq)]
struct Interpreter(*const Breaker);

// SAFETY: a breaker is one atomic word, and it outlives the entry: the engine outlives the region, which ends its deadline
// (that takes the entry out, under the mutex that every use is under).
unsafe impl Send for Interpreter {}

impl Interpreter {
    fn get(&self) -> &Breaker {
        // SAFETY: as said above.
        unsafe { &*self.0 }
    }
}

impl Entry {
    fn pass(&mut self) {
        self.passed = true;
        self.word.raise(StopWord::TIMEOUT);
        self.breaker.get().set(safepoint::DEADLINE);
    }
}

#[derive(Default)]
struct Timer {
    entries: Vec<Entry>,
    next: u64,
    running: bool,
}

static TIMER: Mutex<Timer> = Mutex::new(Timer { entries: Vec::new(), next: 0, running: false });
static CHANGED: Condvar = Condvar::new();

fn timer() -> MutexGuard<'static, Timer> {
    TIMER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A deadline that is under way; ends when dropped.
#[derive(Debug)]
pub(super) struct Deadline {
    id: u64,
}

impl Deadline {
    /// Sets the TIMEOUT bit of a word after that time. None: the time never comes.
    pub(super) fn start(
        word: &Arc<StopWord>,
        breaker: &Breaker,
        after: Duration,
    ) -> std::io::Result<Option<Deadline>> {
        let Some(at) = Instant::now().checked_add(after) else { return Ok(None) };
        let mut timer = timer();
        if !timer.running {
            std::thread::Builder::new().name("deadlines".into()).spawn(serve)?;
            timer.running = true;
        }
        timer.next += 1;
        let id = timer.next;
        let breaker = Interpreter(std::ptr::from_ref(breaker));
        let mut entry = Entry { id, at, word: word.clone(), breaker, passed: false };
        if after.is_zero() {
            entry.pass();
        }
        timer.entries.push(entry);
        drop(timer);
        CHANGED.notify_one();
        Ok(Some(Deadline { id }))
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        let mut timer = timer();
        let Some(index) = timer.entries.iter().position(|entry| entry.id == self.id) else { return };
        let ended = timer.entries.swap_remove(index);
        let outer = timer.entries.iter().any(|entry| entry.passed && Arc::ptr_eq(&entry.word, &ended.word));
        if ended.passed && !outer {
            ended.word.clear(StopWord::TIMEOUT);
        }
        let other = timer.entries.iter().any(|entry| entry.passed && entry.breaker == ended.breaker);
        if ended.passed && !other {
            ended.breaker.get().clear(safepoint::DEADLINE);
        }
    }
}

/// The timer thread.
fn serve() {
    let mut timer = timer();
    loop {
        let now = Instant::now();
        for entry in timer.entries.iter_mut().filter(|entry| !entry.passed && entry.at <= now) {
            entry.pass();
        }
        let next = timer.entries.iter().filter(|entry| !entry.passed).map(|entry| entry.at).min();
        timer = match next {
            None => CHANGED.wait(timer).unwrap_or_else(PoisonError::into_inner),
            Some(at) => {
                let left = at.saturating_duration_since(now);
                CHANGED.wait_timeout(timer, left).unwrap_or_else(PoisonError::into_inner).0
            }
        };
    }
}

/// The value of `deadline=` as a time: a number of seconds, or None for no deadline. A time that is over already is zero.
pub(super) fn seconds(gil: &Gil, value: Local<'_>) -> Res<Option<Duration>> {
    if value.is_none() {
        return Ok(None);
    }
    let seconds = match (value.as_float(), value.to_i64()) {
        (Some(seconds), _) => seconds,
        (None, Some(whole)) => whole as f64,
        (None, None) if value.is_int_like() => f64::INFINITY,
        (None, None) => {
            let name = gil.type_name(value);
            return Err(gil.type_error(format!("deadline= is a number of seconds, not {name}")));
        }
    };
    if seconds.is_nan() {
        return Err(gil.raise_new(crate::object::Type::ValueError, "deadline= is not a number"));
    }
    Ok(Duration::try_from_secs_f64(seconds.max(0.0)).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait_for(word: &StopWord) {
        let start = Instant::now();
        while word.get() == 0 && start.elapsed() < Duration::from_secs(5) {
            std::thread::yield_now();
        }
    }

    #[test]
    fn a_deadline_sets_its_word_and_takes_it_back() {
        let (word, other) = (Arc::new(StopWord::new()), Arc::new(StopWord::new()));
        let breaker = Breaker::default();
        let deadline = Deadline::start(&word, &breaker, Duration::from_millis(5)).expect("a timer thread");
        let long = Deadline::start(&other, &breaker, Duration::from_secs(1000)).expect("a timer thread");
        wait_for(&word);
        assert_eq!((word.get(), other.get()), (StopWord::TIMEOUT, 0));
        drop((deadline, long));
        assert_eq!((word.get(), other.get(), breaker.get()), (0, 0, 0));
    }

    #[test]
    fn an_outer_deadline_stays_passed_when_an_inner_one_ends() {
        let word = Arc::new(StopWord::new());
        let breaker = Breaker::default();
        let outer = Deadline::start(&word, &breaker, Duration::ZERO).expect("a timer thread");
        let inner = Deadline::start(&word, &breaker, Duration::ZERO).expect("a timer thread");
        drop(inner);
        assert_eq!(word.get(), StopWord::TIMEOUT);
        drop(outer);
        assert_eq!(word.get(), 0);
    }
}
