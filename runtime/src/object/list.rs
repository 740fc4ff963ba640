//! Lists: a growable array of words. Lists never lend slices: items are copied out one at a time.

use std::cell::Cell;

use crate::heap::{Gil, Header, Local, Marker, Object, Raised, Res};
use crate::object::{Kind, Tuple, Type};
use crate::word::Word;

/// A list.
#[repr(C)]
pub struct List {
    header: Header,
    items: Cell<*mut Word>,
    len: Cell<usize>,
    capacity: Cell<usize>,
}

// SAFETY: repr(C), header first; trace shows all items.
unsafe impl Object for List {
    const KIND: Kind = Kind::List;
    fn trace(&self, marker: &mut Marker) {
        // SAFETY: the first `len` words are initialised, and nothing changes the list during a marking.
        unsafe { marker.mark_words(self.items.get(), self.len.get()) };
        marker.external(self.capacity.get() * size_of::<Word>());
    }
}

impl Drop for List {
    fn drop(&mut self) {
        // SAFETY: the storage came from a Vec of this capacity (`put_vec`); words need no drop.
        drop(unsafe { Vec::from_raw_parts(self.items.get(), 0, self.capacity.get()) });
    }
}

impl List {
    pub(crate) fn from_vec(items: Vec<Word>) -> List {
        let list = List {
            header: Header::blank(Kind::List),
            items: Cell::new(std::ptr::null_mut()),
            len: Cell::new(0),
            capacity: Cell::new(0),
        };
        list.put_vec(items);
        list
    }

    #[inline]
    fn put_vec(&self, items: Vec<Word>) {
        let mut items = std::mem::ManuallyDrop::new(items);
        self.items.set(items.as_mut_ptr());
        self.len.set(items.len());
        self.capacity.set(items.capacity());
    }

    /// The storage as a Vec, leaving the list empty.
    pub(crate) fn take_vec(&self) -> Vec<Word> {
        // SAFETY: the parts came from `put_vec` and are replaced at once.
        let items = unsafe { Vec::from_raw_parts(self.items.get(), self.len.get(), self.capacity.get()) };
        self.put_vec(Vec::new());
        items
    }

    /// Runs `change` on the storage; it gets no `Gil`, so nothing can look at the list meanwhile.
    #[inline]
    fn with_vec<T>(&self, gil: &Gil, change: impl FnOnce(&mut Vec<Word>) -> T) -> T {
        let mut items = self.take_vec();
        let before = items.capacity();
        let result = change(&mut items);
        let grown = items.capacity().saturating_sub(before);
        self.put_vec(items);
        if grown > 0 {
            gil.note_external(grown * size_of::<Word>());
        }
        result
    }

    /// Looks at the items; `look` gets no `Gil`, so nothing can change the list meanwhile.
    #[inline]
    pub(crate) fn with_words<T>(&self, look: impl FnOnce(&[Word]) -> T) -> T {
        if self.len.get() == 0 {
            return look(&[]);
        }
        // SAFETY: the first `len` words are initialised, and whoever may change them needs a `Gil`, or this list, which
        // `look` does not have.
        look(unsafe { std::slice::from_raw_parts(self.items.get(), self.len.get()) })
    }

    /// How many items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len.get()
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.len.get() == 0
    }

    /// One item.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Local<'_>> {
        if index < self.len.get() {
            // SAFETY: just checked.
            Some(Local::new(unsafe { *self.items.get().add(index) }))
        } else {
            None
        }
    }

    /// Replaces one item; false if there is none with this index.
    #[inline(always)]
    pub fn set(&self, index: usize, value: Local<'_>) -> bool {
        if index < self.len.get() {
            // SAFETY: just checked.
            unsafe { *self.items.get().add(index) = value.word() };
            true
        } else {
            false
        }
    }

    /// Appends; MemoryError if the storage cannot grow.
    #[inline(always)]
    pub fn push(&self, gil: &Gil, value: Local<'_>) -> Res {
        let len = self.len.get();
        if len == self.capacity.get() {
            self.grow(gil, 1)?;
        }
        // SAFETY: there is room for one more.
        unsafe { *self.items.get().add(len) = value.word() };
        self.len.set(len + 1);
        Ok(())
    }

    #[cold]
    #[inline(never)]
    fn grow(&self, gil: &Gil, more: usize) -> Result<(), Raised> {
        // The old storage lives until the new one is filled.
        let capacity = self.capacity.get().saturating_mul(2).max(self.len.get().saturating_add(more));
        gil.allow_growth(capacity.saturating_mul(size_of::<Word>()))?;
        self.with_vec(gil, |items| items.try_reserve(more.max(4))).map_err(|_| gil.raise_memory_error())
    }

    /// Makes room for `more` items; MemoryError if there is none.
    pub fn reserve(&self, gil: &Gil, more: usize) -> Res {
        if self.capacity.get() - self.len.get() < more { self.grow(gil, more) } else { Ok(()) }
    }

    /// Removes and returns the last item.
    #[inline]
    pub fn pop(&self) -> Option<Local<'_>> {
        let len = self.len.get().checked_sub(1)?;
        self.len.set(len);
        // SAFETY: it was initialised.
        Some(Local::new(unsafe { *self.items.get().add(len) }))
    }

    /// Removes and returns an item.
    pub fn remove<'g>(&'g self, gil: &'g Gil, index: usize) -> Option<Local<'g>> {
        if index >= self.len() {
            return None;
        }
        Some(Local::new(self.with_vec(gil, |items| items.remove(index))))
    }

    /// Inserts before `index`, which is at most the length.
    pub fn insert(&self, gil: &Gil, index: usize, value: Local<'_>) -> Res {
        self.reserve(gil, 1)?;
        self.with_vec(gil, |items| {
            let index = index.min(items.len());
            items.insert(index, value.word());
        });
        Ok(())
    }

    /// Removes everything.
    pub fn clear(&self) {
        drop(self.take_vec());
    }

    /// Shortens to `len` items.
    pub fn truncate(&self, len: usize) {
        if len < self.len.get() {
            self.len.set(len);
        }
    }

    /// Reverses in place.
    pub fn reverse(&self, gil: &Gil) {
        self.with_vec(gil, |items| items.reverse());
    }

    /// Replaces `[from, to)` by all items of `with` (a copy of its own items is fine).
    pub fn splice(&self, gil: &Gil, from: usize, to: usize, with: &List) -> Res {
        self.splice_words(gil, from, to, &with.with_words(<[Word]>::to_vec))
    }

    /// Replaces `[from, to)` by other words.
    pub(crate) fn splice_words(&self, gil: &Gil, from: usize, to: usize, new: &[Word]) -> Res {
        let from = from.min(self.len());
        let to = to.clamp(from, self.len());
        if new.len() > to - from {
            self.reserve(gil, new.len() - (to - from))?;
        }
        self.with_vec(gil, |items| {
            let kept = new.len().min(to - from);
            items[from..from + kept].copy_from_slice(&new[..kept]);
            if kept < to - from {
                items.drain(from + kept..to);
            } else if kept < new.len() {
                let old = items.len();
                items.resize(old + new.len() - kept, Word::NONE);
                items.copy_within(to..old, from + new.len());
                items[to..from + new.len()].copy_from_slice(&new[kept..]);
            }
        });
        Ok(())
    }

    /// The items as they are now, each read when the iterator gets there.
    pub fn iter(&self) -> impl Iterator<Item = Local<'_>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let item = self.get(at)?;
            at += 1;
            Some(item)
        })
    }

    /// Puts the items into another order: item `i` becomes what was item `order[i]`. `order` is a permutation.
    pub fn permute(&self, gil: &Gil, order: &[u32]) {
        self.with_vec(gil, |items| {
            let old = items.clone();
            for (slot, &from) in items.iter_mut().zip(order) {
                if let Some(&word) = old.get(from as usize) {
                    *slot = word;
                }
            }
        });
    }

    /// Exchanges the contents of two lists.
    pub fn swap_contents(&self, other: &List) {
        let (mine, theirs) = (self.take_vec(), other.take_vec());
        self.put_vec(theirs);
        other.put_vec(mine);
    }

    /// Raw storage for the interpreter's fast paths.
    #[inline(always)]
    pub(crate) fn raw(&self) -> (*mut Word, usize) {
        (self.items.get(), self.len.get())
    }
}

impl Gil {
    /// An empty list.
    pub fn list(&self) -> &List {
        self.alloc(List::from_vec(Vec::new()), Type::List.shape())
    }

    /// A list of these items.
    pub fn list_of(&self, items: &[Local<'_>]) -> &List {
        self.list_of_words(items.iter().map(|item| item.word()).collect())
    }

    pub(crate) fn list_of_words(&self, items: Vec<Word>) -> &List {
        self.note_external(items.capacity() * size_of::<Word>());
        self.alloc(List::from_vec(items), Type::List.shape())
    }

    /// A list of what these registers hold.
    pub fn list_of_args(&self, args: crate::heap::Args) -> &List {
        self.list_of_words(args.iter().map(|reg| reg.get(self).word()).collect())
    }

    /// A copy of `[from, to)` of a list.
    pub fn list_slice(&self, list: &List, from: usize, to: usize) -> &List {
        let to = to.min(list.len());
        self.list_of_words(list.with_words(|words| words.get(from..to).unwrap_or_default().to_vec()))
    }

    /// A list with the items of a tuple.
    pub fn list_of_tuple(&self, tuple: &Tuple) -> &List {
        self.list_of_words(tuple.iter().map(Local::word).collect())
    }
}
