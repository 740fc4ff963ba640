//! Ints: 62 bits unboxed in a word, larger ones and instances of derived classes in a cell.

use std::borrow::Cow;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::heap::{Gil, Header, Local, Marker, Object};
use crate::object::{Kind, Type};
use crate::word::Word;

/// An int that does not fit into a word, or an instance of a class derived from `int`.
#[repr(C)]
pub struct Int {
    header: Header,
    value: BigInt,
}

// SAFETY: repr(C), header first, no words.
unsafe impl Object for Int {
    const KIND: Kind = Kind::Int;
    fn trace(&self, marker: &mut Marker) {
        marker.external(self.bytes());
    }
}

impl Int {
    pub(crate) fn new(value: BigInt) -> Int {
        Int { header: Header::blank(Kind::Int), value }
    }

    /// The value.
    pub fn value(&self) -> &BigInt {
        &self.value
    }

    fn bytes(&self) -> usize {
        (self.value.bits() / 8) as usize
    }
}

impl Gil {
    /// An int of any `i64`.
    #[inline(always)]
    pub fn int(&self, value: i64) -> Local<'_> {
        match Word::try_int(value) {
            Some(word) => Local::new(word),
            None => self.big_cell(BigInt::from(value)),
        }
    }

    /// An int of any size; unboxed if it fits.
    pub fn bigint(&self, value: BigInt) -> Local<'_> {
        match value.to_i64().and_then(Word::try_int) {
            Some(word) => Local::new(word),
            None => self.big_cell(value),
        }
    }

    #[cold]
    #[inline(never)]
    fn big_cell(&self, value: BigInt) -> Local<'_> {
        let cell = self.alloc(Int::new(value), Type::Int.shape());
        self.note_external(cell.bytes());
        cell.local()
    }
}

impl<'g> Local<'g> {
    /// The int, if this is an unboxed one (at most 62 bits; not a bool).
    #[inline(always)]
    pub fn as_small_int(self) -> Option<i64> {
        self.word().as_int()
    }

    /// The bool, if this is one.
    pub fn as_bool(self) -> Option<bool> {
        match self.word() {
            Word::TRUE => Some(true),
            Word::FALSE => Some(false),
            _ => None,
        }
    }

    /// The value, if this is an int or bool (or of a class derived from int) that fits in an `i64`.
    pub fn to_i64(self) -> Option<i64> {
        match self.word() {
            word if word.is_int() => word.as_int(),
            Word::TRUE => Some(1),
            Word::FALSE => Some(0),
            _ => self.as_big().and_then(|big| big.value.to_i64()),
        }
    }

    /// The value, if this is an int or bool (or of a class derived from int).
    pub fn to_bigint(self) -> Option<Cow<'g, BigInt>> {
        if let Some(big) = self.as_big() {
            return Some(Cow::Borrowed(&big.value));
        }
        self.to_i64().map(|small| Cow::Owned(BigInt::from(small)))
    }

    /// Whether this is an int or a bool (or of a class derived from int).
    pub fn is_int_like(self) -> bool {
        self.word().is_int() || self.word().is_bool() || self.as_big().is_some()
    }
}
