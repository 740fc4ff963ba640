//! Tuples: a length and the items, behind the fields in the cell when few, else in a block of their own.

use std::cell::Cell;

use crate::heap::{Gil, Header, Local, MAX_CELL, Marker, Object};
use crate::object::{Kind, Type};
use crate::word::Word;

/// A tuple. Its items never change once guest code can see it.
#[repr(C)]
pub struct Tuple {
    header: Header,
    items: *mut Word,
    len: usize,
    tail: [Cell<Word>; 0],
}

const INLINE_MAX: usize = (MAX_CELL - size_of::<Tuple>()) / size_of::<Word>() - 1;

// SAFETY: repr(C), header first; trace shows all items.
unsafe impl Object for Tuple {
    const KIND: Kind = Kind::Tuple;
    fn trace(&self, marker: &mut Marker) {
        // SAFETY: `items` has `len` initialised words, and nothing changes them during a marking.
        unsafe { marker.mark_words(self.items, self.len) };
        if self.is_external() {
            marker.external(self.len * size_of::<Word>());
        }
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        if self.is_external() {
            // SAFETY: leaked from a boxed slice of this length in `tuple_of_shape`.
            drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(self.items, self.len)) });
        }
    }
}

impl Tuple {
    fn is_external(&self) -> bool {
        !std::ptr::eq(self.items.cast_const().cast::<Cell<Word>>(), self.tail.as_ptr())
    }

    /// How many items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it is `()`.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// One item.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Local<'_>> {
        if index < self.len {
            // SAFETY: just checked.
            Some(Local::new(unsafe { *self.items.add(index) }))
        } else {
            None
        }
    }

    /// The items.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Local<'_>> + ExactSizeIterator {
        // SAFETY: as in `get`.
        (0..self.len).map(|i| Local::new(unsafe { *self.items.add(i) }))
    }

    /// Fills a slot of a tuple that guest code has not seen yet.
    pub(crate) fn init(&self, index: usize, value: Local<'_>) {
        assert!(index < self.len);
        // SAFETY: just checked.
        unsafe { *self.items.add(index) = value.word() }
    }
}

impl Gil {
    /// A tuple of `len` items, all `None` yet; fill it by `Tuple::init` before guest code sees it.
    pub(crate) fn tuple_of_shape(&self, len: usize, shape: u32) -> &Tuple {
        let engine = self.engine();
        let inline = len <= INLINE_MAX;
        let attrs = shape != Type::Tuple.shape();
        let (tail, flags) = (if inline { len } else { 0 }, if attrs { Header::HAS_ATTRS } else { 0 });
        let size = (size_of::<Tuple>() + (tail + attrs as usize) * size_of::<Word>()).next_multiple_of(16);
        let cell = engine.space.alloc(&engine.breaker, size, Kind::Tuple, flags, shape);
        // SAFETY: the cell is fresh and has room for the fields, `tail` words, and the attributes at its end.
        unsafe {
            let place = cell.cast::<Tuple>().as_ptr();
            let items = if inline {
                let items = place.add(1).cast::<Word>();
                for i in 0..len {
                    items.add(i).write(Word::NONE);
                }
                items
            } else {
                self.note_external(len * size_of::<Word>());
                Box::into_raw(vec![Word::NONE; len].into_boxed_slice()).cast::<Word>()
            };
            let header = cell.read();
            place.write(Tuple { header, items, len, tail: [] });
            if attrs {
                place.cast::<u8>().add(size - 8).cast::<u64>().write(0);
            }
            &*place
        }
    }

    /// The tuple of these items.
    pub fn tuple(&self, items: &[Local<'_>]) -> Local<'_> {
        if items.is_empty() {
            return self.empty_tuple();
        }
        if let &[first, second] = items {
            return self.pair(first, second);
        }
        let tuple = self.tuple_of_shape(items.len(), Type::Tuple.shape());
        for (i, &item) in items.iter().enumerate() {
            tuple.init(i, item);
        }
        tuple.local()
    }

    /// The tuple of two items.
    #[inline]
    pub fn pair<'g>(&'g self, first: Local<'_>, second: Local<'_>) -> Local<'g> {
        let engine = self.engine();
        let size = size_of::<Tuple>() + 2 * size_of::<Word>();
        let cell = engine.space.alloc(
            &engine.breaker,
            size.next_multiple_of(16),
            Kind::Tuple,
            0,
            Type::Tuple.shape(),
        );
        // SAFETY: the cell is fresh and has room for the fields and two words.
        unsafe {
            let place = cell.cast::<Tuple>().as_ptr();
            let items = place.add(1).cast::<Word>();
            items.write(first.word());
            items.add(1).write(second.word());
            let header = cell.read();
            place.write(Tuple { header, items, len: 2, tail: [] });
            (*place).local()
        }
    }

    /// The tuple of what these registers hold.
    pub fn tuple_of_args(&self, args: crate::heap::Args) -> Local<'_> {
        if args.is_empty() {
            return self.empty_tuple();
        }
        if args.len() == 2 {
            return self.pair(args.get(self, 0), args.get(self, 1));
        }
        let tuple = self.tuple_of_shape(args.len(), Type::Tuple.shape());
        for (i, reg) in args.iter().enumerate() {
            // SAFETY: a tuple of this many items was just made.
            unsafe { *tuple.items.add(i) = reg.get(self).word() }
        }
        tuple.local()
    }

    /// `()`.
    pub fn empty_tuple(&self) -> Local<'_> {
        Local::new(self.engine().empty_tuple.get())
    }
}
