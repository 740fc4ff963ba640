//! Dicts: a compact table that keeps insertion order.
//!
//! ```text
//!   entries: (hash, key, value) in insertion order; a deleted one has the key UNSET
//!   index:   open addressing, linear; slot -> entry number | EMPTY | DELETED     (none up to 8 entries)
//! ```
//! Finding a key may need guest code (`__eq__`), which may change this very dict. So a search is *resumable*: `probe`
//! says `Found`, `Absent` or `Compare(entry, where to go on)`; the VM compares and, if `muts` is unchanged, resumes, else
//! starts again. Keys whose equality needs no guest code (identity, str, small int) never come back as `Compare`.
//!
//! `version` identifies the set of keys engine-wide while it is not zero; inline caches of globals hold it together
//! with an entry number. Changing a value keeps it, adding or removing a key sets it to zero.

use std::cell::{Cell, UnsafeCell};

use crate::heap::{Gil, Header, Local, Marker, Object, Res};
use crate::object::{Kind, Str, Type};
use crate::word::Word;

#[derive(Clone, Copy)]
struct Entry {
    hash: u64,
    key: Word,
    value: Word,
}

const EMPTY: u32 = u32::MAX;
const DELETED: u32 = u32::MAX - 1;
/// Up to this many entries are searched without an index.
const SMALL: usize = 8;

/// A dict.
#[repr(C)]
pub struct Dict {
    header: Header,
    version: Cell<u64>,
    muts: Cell<u32>,
    live: Cell<u32>,
    table: UnsafeCell<Table>,
}

#[derive(Default)]
struct Table {
    entries: Vec<Entry>,
    index: Box<[u32]>,
    /// Index slots that are not EMPTY.
    filled: usize,
}

/// Where a search stands.
pub enum Probe<'g> {
    /// The entry with this number has the key.
    Found(usize),
    /// No entry has it.
    Absent,
    /// Only guest code can tell whether this key is equal; go on at the second number if it is not. The third
    /// is the entry.
    Compare(Local<'g>, usize, usize),
}

// SAFETY: repr(C), header first; trace shows all keys and values.
unsafe impl Object for Dict {
    const KIND: Kind = Kind::Dict;
    fn trace(&self, marker: &mut Marker) {
        let table = self.table();
        for entry in &table.entries {
            marker.mark(entry.key);
            marker.mark(entry.value);
        }
        marker.external(table.entries.capacity() * size_of::<Entry>() + table.index.len() * 4);
    }
}

/// Equality that needs no guest code: `Some` when it is decided.
#[inline(always)]
pub(crate) fn quick_eq(a: Word, b: Word) -> Option<bool> {
    if a == b {
        return Some(true);
    }
    if let (Some(a), Some(b)) = (Local::new(a).as_str(), Local::new(b).as_str()) {
        let simple = Type::Str.shape();
        if a.header().shape() == simple && b.header().shape() == simple {
            return Some(same_text(a, b));
        }
        return None;
    }
    if a.is_int() && b.is_int() {
        return Some(false);
    }
    None
}

#[inline(always)]
fn same_text(a: &Str, b: &Str) -> bool {
    if a.byte_len() != b.byte_len() || (a.is_interned() && b.is_interned()) {
        return false;
    }
    let (ha, hb) = (a.known_hash(), b.known_hash());
    if ha != 0 && hb != 0 && ha != hb {
        return false;
    }
    a.bytes() == b.bytes()
}

#[inline(always)]
fn slot_of(hash: u64, mask: usize) -> usize {
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask
}

impl Dict {
    pub(crate) fn new() -> Dict {
        Dict {
            header: Header::blank(Kind::Dict),
            version: Cell::new(0),
            muts: Cell::new(0),
            live: Cell::new(0),
            table: UnsafeCell::default(),
        }
    }

    #[inline(always)]
    fn table(&self) -> &Table {
        // SAFETY: only `change` forms a unique reference, and it calls nothing that could reach this dict while it has it.
        unsafe { &*self.table.get() }
    }

    fn change<T>(&self, gil: &Gil, change: impl FnOnce(&mut Table) -> T) -> T {
        // SAFETY: the closures of this file touch only the table's vectors, so no second reference arises.
        let table = unsafe { &mut *self.table.get() };
        let before = table.entries.capacity();
        let result = change(table);
        let grown = table.entries.capacity().saturating_sub(before);
        if grown > 0 {
            gil.note_external(grown * (size_of::<Entry>() + 6));
        }
        result
    }

    /// How many keys.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.live.get() as usize
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.live.get() == 0
    }

    /// Counts changes of the set of keys; a search is resumed only if this did not move.
    #[inline(always)]
    pub fn muts(&self) -> u32 {
        self.muts.get()
    }

    /// Identifies the set of keys in inline caches; made at first use.
    pub(crate) fn cache_version(&self, gil: &Gil) -> u64 {
        if self.version.get() == 0 {
            self.version.set(gil.engine().fresh_version());
        }
        self.version.get()
    }

    /// The version as it is, zero if no cache asked since the last change of keys.
    #[inline(always)]
    pub(crate) fn raw_version(&self) -> u64 {
        self.version.get()
    }

    fn keys_changed(&self) {
        self.version.set(0);
        self.muts.set(self.muts.get().wrapping_add(1));
    }

    /// One past the last entry number (deleted ones count).
    #[inline(always)]
    pub fn entry_count(&self) -> usize {
        self.table().entries.len()
    }

    /// The entry with this number, unless it is deleted or out of range.
    #[inline(always)]
    pub fn entry(&self, number: usize) -> Option<(Local<'_>, Local<'_>)> {
        let entry = self.table().entries.get(number)?;
        if entry.key.is_unset() { None } else { Some((Local::new(entry.key), Local::new(entry.value))) }
    }

    /// Hash of an entry's key.
    pub fn entry_hash(&self, number: usize) -> u64 {
        self.table().entries.get(number).map_or(0, |entry| entry.hash)
    }

    /// The first entry at or after this number that is not deleted.
    #[inline]
    pub fn next_entry(&self, mut number: usize) -> Option<(usize, Local<'_>, Local<'_>)> {
        let entries = &self.table().entries;
        while let Some(entry) = entries.get(number) {
            if !entry.key.is_unset() {
                return Some((number, Local::new(entry.key), Local::new(entry.value)));
            }
            number += 1;
        }
        None
    }

    /// All pairs as they are when the iterator gets there.
    pub fn iter(&self) -> impl Iterator<Item = (Local<'_>, Local<'_>)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let (number, key, value) = self.next_entry(at)?;
            at = number + 1;
            Some((key, value))
        })
    }

    /// Searches a key from the beginning (`from` = 0) or resumes a search.
    #[inline]
    pub fn probe<'g>(&'g self, hash: u64, key: Local<'_>, from: usize) -> Probe<'g> {
        let table = self.table();
        if table.index.is_empty() {
            for (i, entry) in table.entries.iter().enumerate().skip(from) {
                if entry.hash == hash && !entry.key.is_unset() {
                    match quick_eq(entry.key, key.word()) {
                        Some(true) => return Probe::Found(i),
                        Some(false) => {}
                        None => return Probe::Compare(Local::new(entry.key), i + 1, i),
                    }
                }
            }
            return Probe::Absent;
        }
        let mask = table.index.len() - 1;
        let start = slot_of(hash, mask);
        for step in from..=mask {
            let number = table.index[(start + step) & mask];
            if number == EMPTY {
                return Probe::Absent;
            }
            if number != DELETED
                && let Some(entry) = table.entries.get(number as usize)
                && entry.hash == hash
                && !entry.key.is_unset()
            {
                match quick_eq(entry.key, key.word()) {
                    Some(true) => return Probe::Found(number as usize),
                    Some(false) => {}
                    None => return Probe::Compare(Local::new(entry.key), step + 1, number as usize),
                }
            }
        }
        Probe::Absent
    }

    /// Searches a string key; no guest code is ever needed for it if all keys that share its hash are plain strings.
    #[inline]
    pub fn find_str(&self, gil: &Gil, key: &Str) -> Option<usize> {
        let (hash, mut from) = (key.hash(gil), 0);
        loop {
            match self.probe(hash, key.local(), from) {
                Probe::Found(number) => return Some(number),
                Probe::Absent => return None,
                Probe::Compare(_, next, _) => from = next,
            }
        }
    }

    /// The value of a string key.
    #[inline]
    pub fn get_str(&self, gil: &Gil, key: &Str) -> Option<Local<'_>> {
        self.find_str(gil, key).and_then(|number| self.entry(number)).map(|(_, value)| value)
    }

    /// Sets the value of a string key.
    pub fn set_str(&self, gil: &Gil, key: &Str, value: Local<'_>) -> Res {
        match self.find_str(gil, key) {
            Some(number) => {
                self.set_value(number, value);
                Ok(())
            }
            None => self.insert_new(gil, key.hash(gil), key.local(), value),
        }
    }

    /// Removes a string key; its value if it was there.
    pub fn remove_str<'g>(&'g self, gil: &'g Gil, key: &Str) -> Option<Local<'g>> {
        let number = self.find_str(gil, key)?;
        self.remove_entry(gil, number).map(|(_, value)| value)
    }

    /// Replaces the value of an entry.
    #[inline(always)]
    pub fn set_value(&self, number: usize, value: Local<'_>) {
        // SAFETY: as in `change`: nothing is called while the unique reference exists.
        let table = unsafe { &mut *self.table.get() };
        if let Some(entry) = table.entries.get_mut(number) {
            entry.value = value.word();
        }
    }

    /// Adds a key that a search just found to be absent.
    #[inline]
    pub fn insert_new(&self, gil: &Gil, hash: u64, key: Local<'_>, value: Local<'_>) -> Res {
        self.keys_changed();
        let live = self.live.get() as usize;
        let entry = Entry { hash, key: key.word(), value: value.word() };
        // SAFETY: as in `change`.
        let table = unsafe { &mut *self.table.get() };
        if table.entries.len() == table.entries.capacity() || table.index_is_full() {
            gil.allow_growth((live * 2).saturating_mul(size_of::<Entry>() + 6))?;
            self.change(gil, |table| table.make_room(live)).map_err(|()| gil.raise_memory_error())?;
        }
        self.change(gil, |table| table.push(entry));
        self.live.set(live as u32 + 1);
        Ok(())
    }

    /// Removes an entry.
    pub fn remove_entry<'g>(&'g self, gil: &'g Gil, number: usize) -> Option<(Local<'g>, Local<'g>)> {
        let (key, value) = self.entry(number)?;
        self.keys_changed();
        self.live.set(self.live.get() - 1);
        self.change(gil, |table| table.remove(number));
        Some((key, value))
    }

    /// Removes everything.
    pub fn clear(&self) {
        self.keys_changed();
        self.live.set(0);
        // SAFETY: as in `change`.
        let table = unsafe { &mut *self.table.get() };
        *table = Table::default();
    }

    /// Copies all pairs of `other`, which has only keys that are absent here (this dict is empty).
    pub fn copy_into_empty(&self, gil: &Gil, other: &Dict) -> Res {
        for number in 0..other.entry_count() {
            if let Some((key, value)) = other.entry(number) {
                self.insert_new(gil, other.entry_hash(number), key, value)?;
            }
        }
        Ok(())
    }
}

impl Table {
    #[inline(always)]
    fn index_is_full(&self) -> bool {
        if self.index.is_empty() {
            self.entries.len() >= SMALL
        } else {
            self.filled * 3 >= self.index.len() * 2
        }
    }

    #[inline]
    fn push(&mut self, entry: Entry) {
        if !self.index.is_empty() {
            let mask = self.index.len() - 1;
            let mut slot = slot_of(entry.hash, mask);
            loop {
                let number = self.index[slot];
                if number >= DELETED {
                    self.filled += (number == EMPTY) as usize;
                    break;
                }
                slot = (slot + 1) & mask;
            }
            self.index[slot] = self.entries.len() as u32;
        }
        self.entries.push(entry);
    }

    fn remove(&mut self, number: usize) {
        let Some(entry) = self.entries.get_mut(number) else { return };
        let hash = entry.hash;
        (entry.key, entry.value) = (Word::UNSET, Word::UNSET);
        if !self.index.is_empty() {
            let mask = self.index.len() - 1;
            let mut slot = slot_of(hash, mask);
            for _ in 0..=mask {
                if self.index[slot] == number as u32 {
                    self.index[slot] = DELETED;
                    break;
                }
                slot = (slot + 1) & mask;
            }
        }
        // Deleted entries at the end go at once, so that popping from the end stays cheap.
        while self.entries.last().is_some_and(|last| last.key.is_unset()) {
            self.entries.pop();
        }
    }

    /// Drops deleted entries and makes the storage fit `live + 1` entries with room to grow.
    #[cold]
    #[inline(never)]
    fn make_room(&mut self, live: usize) -> Result<(), ()> {
        if live < self.entries.len() {
            self.entries.retain(|entry| !entry.key.is_unset());
        }
        if self.entries.len() == self.entries.capacity() {
            let more = if live < 4 { 4 } else { live };
            self.entries.try_reserve_exact(more).map_err(|_| ())?;
        }
        if live >= SMALL {
            if live >= DELETED as usize / 2 {
                return Err(());
            }
            let size = (live * 2 + 2).next_power_of_two().max(16);
            let size = if size * 2 < live * 3 + 3 { size * 2 } else { size };
            let mut index = Vec::new();
            index.try_reserve_exact(size).map_err(|_| ())?;
            index.resize(size, EMPTY);
            let mask = size - 1;
            for (number, entry) in self.entries.iter().enumerate() {
                let mut slot = slot_of(entry.hash, mask);
                while index[slot] != EMPTY {
                    slot = (slot + 1) & mask;
                }
                index[slot] = number as u32;
            }
            self.index = index.into_boxed_slice();
            self.filled = self.entries.len();
        } else {
            self.index = Box::default();
            self.filled = 0;
        }
        Ok(())
    }
}

/// Which part of a dict a view shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ViewKind {
    Keys,
    Values,
    Items,
    /// A read-only mapping (`cls.__dict__`).
    Proxy,
}

/// `d.keys()`, `d.values()`, `d.items()`, and `cls.__dict__`.
#[repr(C)]
pub struct DictView {
    header: Header,
    dict: Word,
    what: ViewKind,
}

// SAFETY: repr(C), header first; trace shows the dict.
unsafe impl Object for DictView {
    const KIND: Kind = Kind::DictView;
    fn trace(&self, marker: &mut Marker) {
        marker.mark(self.dict);
    }
}

impl DictView {
    /// The dict.
    pub fn dict(&self) -> &Dict {
        match Local::new(self.dict).as_dict() {
            Some(dict) => dict,
            None => unreachable!("views are made of dicts"),
        }
    }

    /// What it shows.
    pub fn what(&self) -> ViewKind {
        self.what
    }
}

impl Gil {
    /// An empty dict.
    pub fn dict(&self) -> &Dict {
        self.alloc(Dict::new(), Type::Dict.shape())
    }

    /// A copy of a dict.
    pub fn dict_copy(&self, dict: &Dict) -> Res<&Dict> {
        let copy = self.dict();
        copy.copy_into_empty(self, dict)?;
        Ok(copy)
    }

    /// A view of a dict.
    pub fn dict_view(&self, dict: &Dict, what: ViewKind) -> Local<'_> {
        let ty = match what {
            ViewKind::Keys => Type::DictKeys,
            ViewKind::Values => Type::DictValues,
            ViewKind::Items => Type::DictItems,
            ViewKind::Proxy => Type::MappingProxy,
        };
        let view = DictView { header: Header::blank(Kind::DictView), dict: dict.header().word(), what };
        self.alloc(view, ty.shape()).local()
    }
}
