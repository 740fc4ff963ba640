//! Roots of the embedder: a handle keeps a value alive without the lock and is useless without it.

use std::sync::{Arc, Mutex, PoisonError};

use super::collect::Marker;
use super::token::{Gil, Local};
use crate::word::Word;

/// Slots that handles own. Behind a mutex, since a handle may be dropped by a thread without the lock.
#[derive(Default)]
pub(super) struct HandleTable {
    slots: Mutex<Slots>,
}

#[derive(Default)]
struct Slots {
    words: Vec<u64>,
    free: Vec<u32>,
}

impl HandleTable {
    pub(super) fn trace(&self, marker: &mut Marker) {
        for &bits in &self.slots.lock().unwrap_or_else(PoisonError::into_inner).words {
            marker.mark(Word::from_bits(bits));
        }
    }
}

/// An owned reference to a value of one engine; both `Send` and `Sync`.
pub struct Handle {
    table: Arc<HandleTable>,
    slot: u32,
}

impl Handle {
    /// Whether this handle belongs to the engine of `gil`.
    pub fn is_of(&self, gil: &Gil) -> bool {
        Arc::ptr_eq(&self.table, &gil.engine().handles)
    }

    /// The value; `None` if the handle is of another engine.
    pub fn get<'g>(&self, gil: &'g Gil) -> Option<Local<'g>> {
        if !self.is_of(gil) {
            return None;
        }
        let slots = self.table.slots.lock().unwrap_or_else(PoisonError::into_inner);
        Some(Local::new(Word::from_bits(slots.words[self.slot as usize])))
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let mut slots = self.table.slots.lock().unwrap_or_else(PoisonError::into_inner);
        slots.words[self.slot as usize] = Word::NONE.bits();
        slots.free.push(self.slot);
    }
}

impl Gil {
    /// A handle that keeps `value` alive.
    pub fn handle(&self, value: Local<'_>) -> Handle {
        let table = self.engine().handles.clone();
        let slot = {
            let mut slots = table.slots.lock().unwrap_or_else(PoisonError::into_inner);
            match slots.free.pop() {
                Some(slot) => {
                    slots.words[slot as usize] = value.word().bits();
                    slot
                }
                None => {
                    slots.words.push(value.word().bits());
                    slots.words.len() as u32 - 1
                }
            }
        };
        Handle { table, slot }
    }
}
