//! Builtin iterators: one layout for all, told apart by `IterKind`. Advancing them is the VM's (`vm::iter`).

use std::cell::Cell;

use crate::heap::{Gil, Header, Local, Marker, Object, slot_set};
use crate::object::{Kind, Type};
use crate::word::Word;

/// What an iterator goes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum IterKind {
    List,
    ListReverse,
    Tuple,
    Str,
    Bytes,
    /// `index`, `stop`, `step` unboxed; the source is the number of items left as an int in `stop`.
    Range,
    /// A range of big ints: `source` the next, `extra` the stop, `third` the step.
    LongRange,
    DictKeys,
    DictValues,
    DictItems,
    DictReverseKeys,
    DictReverseValues,
    DictReverseItems,
    Set,
    /// By `__getitem__` with 0, 1, …
    Sequence,
    /// `iter(callable, sentinel)`: `source` the callable, `extra` the sentinel.
    Callable,
    /// `source` an iterator, `index` the count (or `extra` a big one).
    Enumerate,
    /// `source` a tuple of iterators; `index` is 1 for strict.
    Zip,
    /// `source` the function, `extra` a tuple of iterators.
    Map,
    /// `source` the function or None, `extra` an iterator.
    Filter,
    /// Backwards by `__getitem__`: `source` the sequence, `index` the next.
    Reversed,
    Array,
    /// `source` a builtin function that gets the iterator and returns the next item or raises StopIteration; `extra` and
    /// `index` are its state.
    Native,
}

impl IterKind {
    /// The type that guest code sees.
    pub fn ty(self) -> Type {
        match self {
            IterKind::List => Type::ListIterator,
            IterKind::ListReverse => Type::ListReverseIterator,
            IterKind::Tuple => Type::TupleIterator,
            IterKind::Str => Type::StrIterator,
            IterKind::Bytes => Type::BytesIterator,
            IterKind::Range => Type::RangeIterator,
            IterKind::LongRange => Type::LongRangeIterator,
            IterKind::DictKeys => Type::DictKeyIterator,
            IterKind::DictValues => Type::DictValueIterator,
            IterKind::DictItems => Type::DictItemIterator,
            IterKind::DictReverseKeys | IterKind::DictReverseValues | IterKind::DictReverseItems => {
                Type::DictReverseIterator
            }
            IterKind::Set => Type::SetIterator,
            IterKind::Sequence => Type::SequenceIterator,
            IterKind::Callable => Type::CallableIterator,
            IterKind::Enumerate => Type::Enumerate,
            IterKind::Zip => Type::Zip,
            IterKind::Map => Type::Map,
            IterKind::Filter => Type::Filter,
            IterKind::Reversed => Type::Reversed,
            IterKind::Array => Type::ArrayIterator,
            IterKind::Native => Type::NativeIterator,
        }
    }
}

/// A builtin iterator.
#[repr(C)]
pub struct Iter {
    header: Header,
    source: Cell<Word>,
    extra: Cell<Word>,
    third: Cell<Word>,
    /// The position.
    pub index: Cell<i64>,
    /// Where to stop, how many are left, or the `muts` of the source at the start.
    pub stop: Cell<i64>,
    /// The step.
    pub step: Cell<i64>,
    what: IterKind,
}

// SAFETY: repr(C), header first; trace shows the words.
unsafe impl Object for Iter {
    const KIND: Kind = Kind::Iter;
    fn trace(&self, marker: &mut Marker) {
        marker.mark(self.source.get());
        marker.mark(self.extra.get());
        marker.mark(self.third.get());
    }
}

impl Iter {
    /// What it goes over.
    #[inline(always)]
    pub fn what(&self) -> IterKind {
        self.what
    }

    /// What it goes over; None once it is exhausted.
    #[inline(always)]
    pub fn source(&self) -> Local<'_> {
        Local::new(self.source.get())
    }

    /// The second value; see `IterKind`.
    #[inline(always)]
    pub fn extra(&self) -> Local<'_> {
        Local::new(self.extra.get())
    }

    /// The third value.
    pub fn third(&self) -> Local<'_> {
        Local::new(self.third.get())
    }

    /// Replaces the source.
    pub fn set_source(&self, value: Local<'_>) {
        slot_set(&self.header, &self.source, value);
    }

    /// Replaces the second value.
    pub fn set_extra(&self, value: Local<'_>) {
        slot_set(&self.header, &self.extra, value);
    }

    /// Replaces the third value.
    pub fn set_third(&self, value: Local<'_>) {
        slot_set(&self.header, &self.third, value);
    }

    /// Marks it as exhausted.
    #[inline(always)]
    pub fn finish(&self) {
        self.source.set(Word::UNSET);
    }

    /// Whether it is exhausted.
    #[inline(always)]
    pub fn is_finished(&self) -> bool {
        self.source.get().is_unset()
    }

    pub(crate) fn new(what: IterKind, source: Word, extra: Word) -> Iter {
        Iter {
            header: Header::blank(Kind::Iter),
            source: Cell::new(source),
            extra: Cell::new(extra),
            third: Cell::new(Word::NONE),
            index: Cell::new(0),
            stop: Cell::new(0),
            step: Cell::new(1),
            what,
        }
    }
}

impl Gil {
    /// A builtin iterator.
    pub fn new_iter(&self, what: IterKind, source: Local<'_>, extra: Local<'_>) -> &Iter {
        self.alloc(Iter::new(what, source.word(), extra.word()), what.ty().shape())
    }
}
