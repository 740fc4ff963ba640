//! Floats: unboxed in a word almost always; a cell for the rest and for classes derived from `float`.

use crate::heap::{Gil, Header, Local, Marker, Object};
use crate::object::{Kind, Type};
use crate::word::Word;

/// A float that does not fit into a word, or an instance of a class derived from `float`.
#[repr(C)]
pub struct Float {
    header: Header,
    value: f64,
}

// SAFETY: repr(C), header first, no words.
unsafe impl Object for Float {
    const KIND: Kind = Kind::Float;
    fn trace(&self, _: &mut Marker) {}
}

impl Float {
    /// The value.
    #[inline(always)]
    pub fn value(&self) -> f64 {
        self.value
    }

    pub(crate) fn new(value: f64) -> Float {
        Float { header: Header::blank(Kind::Float), value }
    }
}

impl Gil {
    /// A float.
    #[inline(always)]
    pub fn float(&self, value: f64) -> Local<'_> {
        match Word::try_float(value) {
            Some(word) => Local::new(word),
            None => self.alloc(Float::new(value), Type::Float.shape()).local(),
        }
    }
}

impl Local<'_> {
    /// The float, if this is one (not an int).
    #[inline(always)]
    pub fn as_float(self) -> Option<f64> {
        if self.word().is_float() {
            Some(self.word().float_unchecked())
        } else {
            self.as_boxed_float().map(Float::value)
        }
    }
}
