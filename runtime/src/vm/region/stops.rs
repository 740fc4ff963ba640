//! The stop words of an engine's threads.
//!
//! Each thread runs its regions under a word of its own, so that Ctrl-C stops those of the main thread alone, as
//! KeyboardInterrupt goes to the main thread alone, while a shutdown reaches all.

use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use crate::heap::Budget;
use crate::jit::StopWord;

/// The words. The registry may be used without the lock.
#[derive(Debug, Default)]
pub struct Stops {
    main: Arc<StopWord>,
    others: Mutex<Vec<Weak<StopWord>>>,
    budget: OnceLock<Arc<Budget>>,
}

impl Stops {
    /// The word of the main thread.
    pub fn main(&self) -> &Arc<StopWord> {
        &self.main
    }

    /// Arrays of regions count in this budget.
    pub fn set_budget(&self, budget: &Arc<Budget>) {
        self.main.set_budget(budget);
        let _ = self.budget.set(budget.clone());
    }

    /// A word for a thread that is not the main one.
    pub fn register(&self) -> Arc<StopWord> {
        let word = Arc::new(StopWord::new());
        if let Some(budget) = self.budget.get() {
            word.set_budget(budget);
        }
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        others.retain(|word| word.strong_count() > 0);
        others.push(Arc::downgrade(&word));
        word
    }

    /// Stops the regions of all threads for good; no handler catches it.
    pub fn stop_all(&self) {
        self.raise_all(StopWord::STOP);
    }

    /// Takes `stop_all` back.
    pub fn resume_all(&self) {
        self.main.clear(StopWord::STOP);
        for word in
            self.others.lock().unwrap_or_else(PoisonError::into_inner).iter().filter_map(Weak::upgrade)
        {
            word.clear(StopWord::STOP);
        }
    }

    fn raise_all(&self, reason: u32) {
        self.main.raise(reason);
        for word in
            self.others.lock().unwrap_or_else(PoisonError::into_inner).iter().filter_map(Weak::upgrade)
        {
            word.raise(reason);
        }
    }
}
