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
    /// The table once it is larger than `small`; empty before.
    big: UnsafeCell<Box<[Entry]>>,
    /// The first table, in the cell, so that small sets own nothing else.
    small: UnsafeCell<[Entry; MIN_SIZE]>,
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
        // SAFETY: as in `table`.
        marker.external(size_of_val::<[Entry]>(unsafe { &*self.big.get() }));
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
            big: UnsafeCell::new(Box::default()),
            small: UnsafeCell::new([FREE; MIN_SIZE]),
        }
    }

    #[inline(always)]
    fn table(&self) -> &[Entry] {
        // SAFETY: unique references are formed only inside functions of this file that call nothing while they have one.
        unsafe {
            let big: &[Entry] = &*self.big.get();
            if big.is_empty() { &*self.small.get() } else { big }
        }
    }

    #[allow(clippy::mut_from_ref)]
    #[inline(always)]
    fn table_mut(&self) -> &mut [Entry] {
        // SAFETY: see `table`.
        unsafe {
            let big: &mut [Entry] = &mut *self.big.get();
            if big.is_empty() { &mut *self.small.get() } else { big }
        }
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
        let mut step = 0;
        walk(self.table(), hash, |slot, entry| {
            if entry.key.is_unset() {
                return Some(Probe::Absent);
            }
            if step >= from && entry.hash == hash && entry.key != DUMMY {
                match quick_eq(entry.key, key.word()) {
                    Some(true) => return Some(Probe::Found(slot)),
                    Some(false) => {}
                    None => return Some(Probe::Compare(Local::new(entry.key), step + 1, slot)),
                }
            }
            step += 1;
            None
        })
    }

    /// Adds an element unless it is there: whether it was added. `None`: only guest code can tell.
    #[inline]
    pub fn add_quick(&self, gil: &Gil, hash: u64, key: Local<'_>) -> Res<Option<bool>> {
        let free = walk(self.table(), hash, |slot, entry| {
            if entry.key.is_unset() {
                return Some(Ok(slot));
            }
            if entry.hash == hash && entry.key != DUMMY {
                match quick_eq(entry.key, key.word()) {
                    Some(true) => return Some(Err(Some(false))),
                    Some(false) => {}
                    None => return Some(Err(None)),
                }
            }
            None
        });
        match free {
            Ok(slot) => self.put(gil, slot, hash, key).map(|()| Some(true)),
            Err(known) => Ok(known),
        }
    }

    /// Adds an element that a search just found to be absent.
    pub fn insert_new(&self, gil: &Gil, hash: u64, key: Local<'_>) -> Res {
        let slot = first_free(self.table(), hash);
        self.put(gil, slot, hash, key)
    }

    #[inline(always)]
    fn put(&self, gil: &Gil, slot: usize, hash: u64, key: Local<'_>) -> Res {
        self.muts.set(self.muts.get().wrapping_add(1));
        let table = self.table_mut();
        let mask = table.len() - 1;
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

    #[inline(never)]
    fn resize(&self, gil: &Gil, min_used: usize) -> Res {
        let mut size = MIN_SIZE;
        while size <= min_used {
            size *= 2;
        }
        gil.allow_growth(size.saturating_mul(size_of::<Entry>()))?;
        let mut fresh = Vec::new();
        fresh.try_reserve_exact(size).map_err(|_| gil.raise_memory_error())?;
        fresh.extend(std::iter::repeat_n(FREE, size));
        for entry in self.table() {
            if !entry.key.is_unset() && entry.key != DUMMY {
                let slot = first_free(&fresh, entry.hash);
                fresh[slot] = *entry;
            }
        }
        // SAFETY: see `table`.
        unsafe { *self.big.get() = fresh.into_boxed_slice() };
        self.fill.set(self.used.get());
        gil.note_external(size * size_of::<Entry>());
        Ok(())
    }

    /// Adds the elements of `other` from slot `at` on, as CPython's update does: with one growth beforehand. The slot of an
    /// element of which only guest code can tell whether it is there, if one comes.
    pub fn merge(&self, gil: &Gil, other: &Set, at: usize) -> Res<Option<usize>> {
        if std::ptr::eq(self, other) || other.is_empty() {
            return Ok(None);
        }
        if at == 0 {
            if (self.fill.get() as usize + other.len()) * 5 >= (self.slot_count() - 1) * 3 {
                self.resize(gil, (self.len() + other.len()) * 2)?;
            }
            if self.fill.get() == 0
                && self.slot_count() == other.slot_count()
                && other.fill.get() == other.used.get()
            {
                self.table_mut().copy_from_slice(other.table());
                self.used.set(other.used.get());
                self.fill.set(other.fill.get());
                self.muts.set(self.muts.get().wrapping_add(1));
                return Ok(None);
            }
        }
        let is_empty = self.fill.get() == 0;
        for slot in at..other.slot_count() {
            let Some(&entry) = other.table().get(slot) else { break };
            if entry.key.is_unset() || entry.key == DUMMY {
                continue;
            }
            let key = Local::new(entry.key);
            if is_empty {
                self.insert_new(gil, entry.hash, key)?;
            } else if self.add_quick(gil, entry.hash, key)?.is_none() {
                return Ok(Some(slot));
            }
        }
        Ok(None)
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
        // SAFETY: see `table`.
        unsafe {
            *self.big.get() = Box::default();
            *self.small.get() = [FREE; MIN_SIZE];
        }
        self.used.set(0);
        self.fill.set(0);
    }

    /// Makes this empty set a copy of `other`, as CPython copies: the table is sized for the elements first.
    pub fn copy_into_empty(&self, gil: &Gil, other: &Set) -> Res {
        self.merge(gil, other, 0).map(|_| ())
    }

    /// Exchanges the contents of two sets.
    pub fn swap_contents(&self, other: &Set) {
        self.muts.set(self.muts.get().wrapping_add(1));
        other.muts.set(other.muts.get().wrapping_add(1));
        self.used.swap(&other.used);
        self.fill.swap(&other.fill);
        if !std::ptr::eq(self, other) {
            // SAFETY: see `table`; the two sets are different cells.
            unsafe {
                std::ptr::swap(self.big.get(), other.big.get());
                std::ptr::swap(self.small.get(), other.small.get());
            }
        }
    }
}

/// Visits the slots in which a hash is looked for, in CPython's order: groups of neighbours, then a perturbed jump. A table is
/// never full, so a visitor that stops at a free slot is enough for an end.
#[inline(always)]
fn walk<T>(table: &[Entry], hash: u64, mut visit: impl FnMut(usize, &Entry) -> Option<T>) -> T {
    let mask = table.len() - 1;
    let (mut at, mut perturb) = (hash as usize & mask, hash);
    loop {
        let last = if at + LINEAR <= mask { at + LINEAR } else { at };
        let mut slot = at;
        while slot <= last {
            // SAFETY: `at` is masked, and a group ends at `mask` at the latest.
            let entry = unsafe { table.get_unchecked(slot) };
            if let Some(result) = visit(slot, entry) {
                return result;
            }
            slot += 1;
        }
        perturb >>= PERTURB_SHIFT;
        at = at.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
    }
}

#[inline]
fn first_free(table: &[Entry], hash: u64) -> usize {
    walk(table, hash, |slot, entry| entry.key.is_unset().then_some(slot))
}

impl Gil {
    /// An empty set.
    pub fn set(&self) -> &Set {
        self.alloc(Set::new(), Type::Set.shape())
    }

    /// An empty frozen set, to be filled before guest code sees it.
    pub fn frozenset(&self) -> &Set {
        self.alloc(Set::new(), Type::FrozenSet.shape())
    }
}
