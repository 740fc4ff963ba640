//! What the program wants to know of objects that die: weak references, `__del__`, and `finally` blocks of generators that
//! nobody will resume.
//!
//! Order at a collection: mark; clear the weak references to what was not reached, and queue the callbacks of those that
//! were themselves reached; bring objects with `__del__` and generators inside a `try` back to life, once, and queue them.
//! Nothing of the program runs here: the queue is worked off at a poll of one thread (`Gil::run_pending`), never nested.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};

use super::collect::Marker;
use super::engine::Engine;
use super::token::Local;
use crate::object::{GenState, Kind, WeakRef};
use crate::sync::safepoint;
use crate::word::Word;

/// Something of the program that is to run because an object died.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Pending {
    /// `__del__` of this object.
    Del(Word),
    /// This generator is closed.
    Close(Word),
    /// The owner of this weak reference is told.
    Callback(Word),
}

impl Pending {
    pub(crate) fn word(self) -> Word {
        let (Pending::Del(word) | Pending::Close(word) | Pending::Callback(word)) = self;
        word
    }
}

/// What an engine knows of dying objects.
#[derive(Default)]
pub(crate) struct Dying {
    /// The weak references to each object that has some. Neither side is kept alive.
    pub(crate) refs: RefCell<HashMap<u64, Vec<Word>>>,
    /// Objects to finalize when they are reached no more, in the order of their making. Weak.
    pub(crate) watched: RefCell<Vec<Word>>,
    /// What is to run; kept alive.
    pub(crate) pending: RefCell<VecDeque<Pending>>,
    /// Somebody works the queue off.
    pub(crate) running: Cell<bool>,
}

impl Engine {
    /// Between marking and sweeping: see the head of the file.
    pub(super) fn find_dying(&self, marker: &mut Marker) {
        let dying = &self.dying;
        let mut pending = dying.pending.borrow_mut();
        let queued = pending.len();
        dying.refs.borrow_mut().retain(|&target, refs| {
            if marker.is_marked(Word::from_bits(target)) {
                return true;
            }
            for &word in refs.iter() {
                if let Some(weak) = as_weak(word) {
                    weak.clear();
                    if marker.is_marked(word) && weak.notifies() {
                        pending.push_back(Pending::Callback(word));
                    }
                }
            }
            false
        });
        let mut saved = Vec::new();
        dying.watched.borrow_mut().retain(|&word| {
            if marker.is_marked(word) {
                return true;
            }
            let Some(generator) = Local::new(word).as_generator() else {
                saved.push(Pending::Del(word));
                return false;
            };
            if generator.state() == GenState::Suspended && generator.in_try() {
                saved.push(Pending::Close(word));
            }
            false
        });
        for entry in &saved {
            marker.mark(entry.word());
        }
        pending.extend(saved);
        marker.drain();
        dying.refs.borrow_mut().retain(|_, refs| {
            refs.retain(|&word| marker.is_marked(word));
            !refs.is_empty()
        });
        if pending.len() > queued {
            self.breaker.set(safepoint::PENDING);
        }
    }

    pub(super) fn mark_pending(&self, marker: &mut Marker) {
        for entry in self.dying.pending.borrow().iter() {
            marker.mark(entry.word());
        }
    }

    /// Queues `__del__` of everything that still lives and has one: the program ends.
    pub(crate) fn finalize_everything(&self) {
        let watched = std::mem::take(&mut *self.dying.watched.borrow_mut());
        let mut pending = self.dying.pending.borrow_mut();
        for word in watched {
            match Local::new(word).as_generator() {
                None => pending.push_back(Pending::Del(word)),
                Some(g) if g.state() == GenState::Suspended && g.in_try() => {
                    pending.push_back(Pending::Close(word));
                }
                Some(_) => {}
            }
        }
    }
}

fn as_weak<'g>(word: Word) -> Option<&'g WeakRef> {
    let local = Local::new(word);
    debug_assert!(local.kind() == Some(Kind::WeakRef));
    local.as_weakref()
}
