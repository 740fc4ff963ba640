//! Sets and frozen sets: open addressing in the order that CPython uses.
//!
//! The iteration order of a set of small ints is visible in almost every test program, so probing (nine neighbours,
//! then a perturbed jump), growth (at three fifths, fourfold below 50,000) and the hash of ints are CPython's.
//! Searches are resumable, as those of dicts are.

use std::cell::{Cell, UnsafeCell};

use crate::heap::{Gil, Header, Local, Marker, Object, Res};
use crate::object::dict::quick_eq;
use crate::object::{Kind, Type};
use crate::word::Word;

const LINEAR: usize = 9;
const PERTURB_SHIFT: u32 = 5;
const MIN_SIZE: usize = 8;

#[derive(Clone, Copy)]
struct Entry {
    hash: u64,
    /// UNSET: never used; ELLIPSIS with hash u64::MAX: deleted.
    key: Word,
}

const FREE: Entry = Entry { hash: 0, key: Word::UNSET };
/// The key of a deleted entry: a word that no value has.
const DUMMY: Word = Word::from_bits(61);

/// A set or frozen set.
#[repr(C)]
pub struct Set {
    header: Header,
    muts: Cell<u32>,
    used: Cell<u32>,
    fill: Cell<u32>,
    hash: Cell<u64>,
    table: UnsafeCell<Box<[Entry]>>,
}

/// Where a search stands; see `dict::Probe`.
pub type Probe<'g> = crate::object::Probe<'g>;

// SAFETY: repr(C), header first; trace shows all keys.
unsafe impl Object for Set {
    const KIND: Kind = Kind::Set;
    fn trace(&self, marker: &mut Marker) {
        for entry in self.table() {
            marker.mark(entry.key);
        }
        marker.external(size_of_val(self.table()));
    }
}

impl Set {
    pub(crate) fn new() -> Set {
        Set {
            header: Header::blank(Kind::Set),
            muts: Cell::new(0),
            used: Cell::new(0),
            fill: Cell::new(0),
            hash: Cell::new(0),
            table: UnsafeCell::new(vec![FREE; MIN_SIZE].into_boxed_slice()),
        }
    }

    #[inline(always)]
    fn table(&self) -> &[Entry] {
        // SAFETY: unique references are formed only inside functions of this file that call nothing while they have one.
        unsafe { &*self.table.get() }
    }

    #[allow(clippy::mut_from_ref)]
    fn table_mut(&self) -> &mut Box<[Entry]> {
        // SAFETY: see `table`.
        unsafe { &mut *self.table.get() }
    }

    /// Whether this is a frozen set (or of a class derived from it) can be told by its class; the hash is kept here.
    pub fn cached_hash(&self) -> Option<u64> {
        (self.hash.get() != 0).then_some(self.hash.get())
    }

    /// Keeps the hash of a frozen set.
    pub fn set_cached_hash(&self, hash: u64) {
        self.hash.set(hash);
    }

    /// How many elements.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.used.get() as usize
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.used.get() == 0
    }

    /// Counts changes.
    pub fn muts(&self) -> u32 {
        self.muts.get()
    }

    /// How many slots the table has.
    pub fn slot_count(&self) -> usize {
        self.table().len()
    }

    /// The element in a slot.
    #[inline]
    pub fn slot(&self, number: usize) -> Option<Local<'_>> {
        let entry = self.table().get(number)?;
        if entry.key.is_unset() || entry.key == DUMMY { None } else { Some(Local::new(entry.key)) }
    }

    /// Hash of the element in a slot.
    pub fn slot_hash(&self, number: usize) -> u64 {
        self.table().get(number).map_or(0, |entry| entry.hash)
    }

    /// The first slot at or after this number that holds an element.
    pub fn next_slot(&self, mut number: usize) -> Option<(usize, Local<'_>)> {
        while number < self.slot_count() {
            if let Some(key) = self.slot(number) {
                return Some((number, key));
            }
            number += 1;
        }
        None
    }

    /// The elements, in the order of the slots.
    pub fn iter(&self) -> impl Iterator<Item = Local<'_>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let (number, key) = self.next_slot(at)?;
            at = number + 1;
            Some(key)
        })
    }

    /// Searches from the beginning (`from` = 0) or resumes.
    #[inline]
    pub fn probe<'g>(&'g self, hash: u64, key: Local<'_>, from: usize) -> Probe<'g> {
        let table = self.table();
        let mut order = ProbeOrder::new(hash, table.len() - 1);
        let mut step = 0;
        loop {
            let slot = order.next();
            let entry = &table[slot];
            if entry.key.is_unset() {
                return Probe::Absent;
            }
            if step >= from && entry.hash == hash && entry.key != DUMMY {
                match quick_eq(entry.key, key.word()) {
                    Some(true) => return Probe::Found(slot),
                    Some(false) => {}
                    None => return Probe::Compare(Local::new(entry.key), step + 1, slot),
                }
            }
            step += 1;
        }
    }

    /// Adds an element that a search just found to be absent.
    pub fn insert_new(&self, gil: &Gil, hash: u64, key: Local<'_>) -> Res {
        self.muts.set(self.muts.get().wrapping_add(1));
        let table = self.table_mut();
        let mask = table.len() - 1;
        let slot = first_free(table, hash);
        table[slot] = Entry { hash, key: key.word() };
        let (fill, used) = (self.fill.get() + 1, self.used.get() + 1);
        self.fill.set(fill);
        self.used.set(used);
        if fill as usize * 5 >= mask * 3 {
            let used = used as usize;
            self.resize(gil, if used > 50_000 { used * 2 } else { used * 4 })?;
        }
        Ok(())
    }

    fn resize(&self, gil: &Gil, min_used: usize) -> Res {
        let mut size = MIN_SIZE;
        while size <= min_used {
            size *= 2;
        }
        let mut fresh = Vec::new();
        fresh.try_reserve_exact(size).map_err(|_| gil.raise_memory_error())?;
        fresh.resize(size, FREE);
        for entry in self.table() {
            if !entry.key.is_unset() && entry.key != DUMMY {
                let slot = first_free(&fresh, entry.hash);
                fresh[slot] = *entry;
            }
        }
        *self.table_mut() = fresh.into_boxed_slice();
        self.fill.set(self.used.get());
        gil.note_external(size * size_of::<Entry>());
        Ok(())
    }

    /// Removes the element in a slot.
    pub fn remove_slot(&self, number: usize) -> Option<Local<'_>> {
        let key = self.slot(number)?;
        self.muts.set(self.muts.get().wrapping_add(1));
        self.table_mut()[number] = Entry { hash: u64::MAX, key: DUMMY };
        self.used.set(self.used.get() - 1);
        Some(key)
    }

    /// Removes everything.
    pub fn clear(&self) {
        self.muts.set(self.muts.get().wrapping_add(1));
        *self.table_mut() = vec![FREE; MIN_SIZE].into_boxed_slice();
        self.used.set(0);
        self.fill.set(0);
    }

    /// Makes this empty set a copy of `other`, as CPython copies: the table is sized for the elements first.
    pub fn copy_into_empty(&self, gil: &Gil, other: &Set) -> Res {
        if other.len() * 5 >= (self.slot_count() - 1) * 3 {
            self.resize(gil, other.len() * 2)?;
        }
        if self.slot_count() == other.slot_count() && other.fill.get() == other.used.get() {
            self.table_mut().copy_from_slice(other.table());
            self.used.set(other.used.get());
            self.fill.set(other.fill.get());
            self.muts.set(self.muts.get().wrapping_add(1));
            return Ok(());
        }
        for number in 0..other.slot_count() {
            if let Some(key) = other.slot(number) {
                self.insert_new(gil, other.slot_hash(number), key)?;
            }
        }
        Ok(())
    }

    /// Exchanges the contents of two sets.
    pub fn swap_contents(&self, other: &Set) {
        self.muts.set(self.muts.get().wrapping_add(1));
        other.muts.set(other.muts.get().wrapping_add(1));
        self.used.swap(&other.used);
        self.fill.swap(&other.fill);
        std::mem::swap(self.table_mut(), other.table_mut());
    }
}

/// The slots in which a hash is looked for, in CPython's order: groups of neighbours, then a perturbed jump.
struct ProbeOrder {
    mask: usize,
    perturb: u64,
    at: usize,
    in_group: usize,
    group: usize,
}

impl ProbeOrder {
    #[inline]
    fn new(hash: u64, mask: usize) -> ProbeOrder {
        let at = hash as usize & mask;
        ProbeOrder { mask, perturb: hash, at, in_group: 0, group: Self::group_size(at, mask) }
    }

    fn group_size(at: usize, mask: usize) -> usize {
        if at + LINEAR <= mask { LINEAR } else { 0 }
    }

    #[inline]
    fn next(&mut self) -> usize {
        if self.in_group > self.group {
            self.perturb >>= PERTURB_SHIFT;
            self.at = self.at.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize) & self.mask;
            self.in_group = 0;
            self.group = Self::group_size(self.at, self.mask);
        }
        self.in_group += 1;
        self.at + self.in_group - 1
    }
}

fn first_free(table: &[Entry], hash: u64) -> usize {
    let mut order = ProbeOrder::new(hash, table.len() - 1);
    loop {
        let slot = order.next();
        if table[slot].key.is_unset() {
            return slot;
        }
    }
}

impl Gil {
    /// An empty set.
    pub fn set(&self) -> &Set {
        self.note_external(MIN_SIZE * size_of::<Entry>());
        self.alloc(Set::new(), Type::Set.shape())
    }

    /// An empty frozen set, to be filled before guest code sees it.
    pub fn frozenset(&self) -> &Set {
        self.note_external(MIN_SIZE * size_of::<Entry>());
        self.alloc(Set::new(), Type::FrozenSet.shape())
    }
}
