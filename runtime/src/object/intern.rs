//! Interned strings: one object for each text, so that names compare by identity.

use std::cell::RefCell;

use hashbrown::HashTable;

use crate::heap::{Gil, Local, Object};
use crate::object::{Name, Str};
use crate::word::Word;

/// All interned strings of an engine; weak.
#[derive(Default)]
pub struct Interner {
    table: RefCell<HashTable<(u64, Word)>>,
}

impl Interner {
    pub(crate) fn retain(&self, is_marked: &dyn Fn(Word) -> bool) {
        self.table.borrow_mut().retain(|&mut (_, word)| is_marked(word));
    }
}

impl Gil {
    /// The interned string with this text.
    pub fn intern(&self, text: &str) -> &Str {
        self.intern_bytes(text.as_bytes(), None)
    }

    /// The interned string equal to `s`, which is `s` itself if it is the first.
    pub fn intern_str<'g>(&'g self, s: &'g Str) -> &'g Str {
        if s.is_interned() { s } else { self.intern_bytes(s.bytes(), Some(s)) }
    }

    pub(crate) fn intern_bytes<'g>(&'g self, bytes: &[u8], same: Option<&'g Str>) -> &'g Str {
        let hash = match same {
            Some(s) => s.hash(self),
            None => super::str::hash_bytes(self, bytes),
        };
        let mut table = self.engine().interner.table.borrow_mut();
        let found =
            table.find(hash, |&(_, word)| Local::new(word).as_str().is_some_and(|s| s.bytes() == bytes));
        if let Some(s) = found.and_then(|&(_, word)| Local::new(word).as_str()) {
            return s;
        }
        let plain = |s: &&Str| s.header().shape() == super::Type::Str.shape();
        let s = same.filter(plain).unwrap_or_else(|| self.wtf8_flagged(bytes, bytes.is_ascii()));
        s.hash(self);
        s.set_interned();
        table.insert_unique(hash, (hash, s.header().word()), |&(hash, _)| hash);
        s
    }

    /// One of the names that the runtime uses itself.
    #[inline(always)]
    pub fn name(&self, name: Name) -> &Str {
        match Local::new(self.engine().names[name as usize].get()).as_str() {
            Some(s) => s,
            None => unreachable!("names are made before anything else"),
        }
    }
}
