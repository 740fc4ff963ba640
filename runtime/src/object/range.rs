//! `range` and `slice`: three words each.

use crate::heap::{Gil, Header, Local, Marker, Object};
use crate::object::{Kind, Type};
use crate::word::Word;

/// A range; its parts are ints of any size.
#[repr(C)]
pub struct Range {
    header: Header,
    parts: [Word; 3],
}

// SAFETY: repr(C), header first; trace shows the three words.
unsafe impl Object for Range {
    const KIND: Kind = Kind::Range;
    fn trace(&self, marker: &mut Marker) {
        self.parts.iter().for_each(|&part| marker.mark(part));
    }
}

impl Range {
    /// Start, stop, step.
    pub fn parts(&self) -> [Local<'_>; 3] {
        self.parts.map(Local::new)
    }

    /// Start, stop, step, if all are unboxed.
    #[inline]
    pub fn small(&self) -> Option<(i64, i64, i64)> {
        Some((self.parts[0].as_int()?, self.parts[1].as_int()?, self.parts[2].as_int()?))
    }
}

/// How many numbers a range of unboxed ints has; `step` is not zero.
pub(crate) fn range_len(start: i64, stop: i64, step: i64) -> u64 {
    let (start, stop, step) = (i128::from(start), i128::from(stop), i128::from(step));
    let span = if step > 0 { stop - start } else { start - stop };
    if span <= 0 { 0 } else { ((span - 1) / step.abs() + 1) as u64 }
}

/// A slice; its parts are any values.
#[repr(C)]
pub struct Slice {
    header: Header,
    parts: [Word; 3],
}

// SAFETY: repr(C), header first; trace shows the three words.
unsafe impl Object for Slice {
    const KIND: Kind = Kind::Slice;
    fn trace(&self, marker: &mut Marker) {
        self.parts.iter().for_each(|&part| marker.mark(part));
    }
}

impl Slice {
    /// Start, stop, step.
    pub fn parts(&self) -> [Local<'_>; 3] {
        self.parts.map(Local::new)
    }
}

impl Gil {
    /// A range; the parts are ints and the step is not zero.
    pub fn range(&self, start: Local<'_>, stop: Local<'_>, step: Local<'_>) -> Local<'_> {
        let parts = [start.word(), stop.word(), step.word()];
        self.alloc(Range { header: Header::blank(Kind::Range), parts }, Type::Range.shape()).local()
    }

    /// A slice.
    pub fn slice(&self, start: Local<'_>, stop: Local<'_>, step: Local<'_>) -> Local<'_> {
        let parts = [start.word(), stop.word(), step.word()];
        self.alloc(Slice { header: Header::blank(Kind::Slice), parts }, Type::Slice.shape()).local()
    }
}
