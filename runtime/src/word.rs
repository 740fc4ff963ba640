//! The 8-byte self-tagging value that lives in registers and in the heap.
//!
//! ```text
//!   …iiii iiii ii00   int: 62 bits, shifted left by two
//!   …ffff ffff ff1f   float: exponent rotated into the low bits (bit 1 set)
//!   …pppp pppp 0001   object: 16-byte aligned cell address plus one
//!   …nnnn nnnn n101   special: None, False, True, ...
//! ```
//!
//! Almost every `f64` is stored unboxed; only magnitudes in 2⁻⁷⁶⁷..2⁻²⁵⁵ and 2²⁵⁷..2⁷⁶⁹ need a box.
//! An int in range is never boxed, so two equal small ints have equal bits.

use std::ptr::NonNull;

use crate::heap::Header;

/// One value, as registers and heap slots hold it. Equality of words is identity of values
/// (except for boxed floats and big ints).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Word(u64);

const FLOAT_BIAS: u64 = 3 << 60;

/// The largest int that is stored in a word.
pub const INT_MAX: i64 = (1 << 61) - 1;
/// The smallest int that is stored in a word.
pub const INT_MIN: i64 = -(1 << 61);

impl Word {
    /// Python's `None`.
    pub const NONE: Word = Word(5);
    /// `False`.
    pub const FALSE: Word = Word(13);
    /// `True`.
    pub const TRUE: Word = Word(21);
    /// No value: an unbound variable, an absent argument, a free slot. Guest code never sees it.
    pub const UNSET: Word = Word(29);
    /// `NotImplemented`.
    pub const NOT_IMPLEMENTED: Word = Word(37);
    /// `Ellipsis`.
    pub const ELLIPSIS: Word = Word(45);
    /// The int 0, which is also what fresh register memory holds.
    pub const ZERO: Word = Word(0);

    /// The raw bits.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// A word of these bits. The caller vouches that they came from `bits` of a live word.
    #[inline(always)]
    pub(crate) const fn from_bits(bits: u64) -> Word {
        Word(bits)
    }

    /// A bool.
    #[inline(always)]
    pub const fn bool(value: bool) -> Word {
        if value { Word::TRUE } else { Word::FALSE }
    }

    /// An int if it fits in 62 bits.
    #[inline(always)]
    pub const fn try_int(value: i64) -> Option<Word> {
        let shifted = value.wrapping_shl(2);
        if shifted >> 2 == value { Some(Word(shifted as u64)) } else { None }
    }

    /// An int that the caller knows to fit: a length, an index, a constant.
    #[inline(always)]
    pub const fn small_int(value: i64) -> Word {
        debug_assert!(value >= INT_MIN && value <= INT_MAX);
        Word((value << 2) as u64)
    }

    /// The int, if this is an unboxed one. A bool is not.
    #[inline(always)]
    pub const fn as_int(self) -> Option<i64> {
        if self.is_int() { Some(self.0 as i64 >> 2) } else { None }
    }

    /// Whether this is an unboxed int.
    #[inline(always)]
    pub const fn is_int(self) -> bool {
        self.0 & 3 == 0
    }

    /// Whether both are unboxed ints.
    #[inline(always)]
    pub const fn both_int(self, other: Word) -> bool {
        (self.0 | other.0) & 3 == 0
    }

    /// A float if it can be stored unboxed.
    #[inline(always)]
    pub fn try_float(value: f64) -> Option<Word> {
        let bits = value.to_bits().wrapping_add(FLOAT_BIAS).rotate_left(4);
        if bits & 2 != 0 { Some(Word(bits)) } else { None }
    }

    /// Whether this is an unboxed float.
    #[inline(always)]
    pub const fn is_float(self) -> bool {
        self.0 & 2 != 0
    }

    /// The float, if this is an unboxed one.
    #[inline(always)]
    pub const fn as_unboxed_float(self) -> Option<f64> {
        if self.is_float() { Some(self.float_unchecked()) } else { None }
    }

    /// The float of a word of which `is_float` is true.
    #[inline(always)]
    pub const fn float_unchecked(self) -> f64 {
        f64::from_bits(self.0.rotate_right(4).wrapping_sub(FLOAT_BIAS))
    }

    /// The word of a cell.
    #[inline(always)]
    pub fn from_cell(cell: NonNull<Header>) -> Word {
        Word(cell.as_ptr().expose_provenance() as u64 + 1)
    }

    /// Whether this is an object in the heap.
    #[inline(always)]
    pub const fn is_cell(self) -> bool {
        self.0 & 7 == 1
    }

    /// The cell, if this is an object.
    #[inline(always)]
    pub fn as_cell(self) -> Option<*mut Header> {
        if self.is_cell() { Some(self.cell_unchecked()) } else { None }
    }

    /// The cell of a word of which `is_cell` is true.
    #[inline(always)]
    pub fn cell_unchecked(self) -> *mut Header {
        std::ptr::with_exposed_provenance_mut((self.0 - 1) as usize)
    }

    /// Whether this is `None`.
    #[inline(always)]
    pub const fn is_none(self) -> bool {
        self.0 == Word::NONE.0
    }

    /// Whether this is no value.
    #[inline(always)]
    pub const fn is_unset(self) -> bool {
        self.0 == Word::UNSET.0
    }

    /// Whether this is `True` or `False`.
    #[inline(always)]
    pub const fn is_bool(self) -> bool {
        self.0 == Word::FALSE.0 || self.0 == Word::TRUE.0
    }

    /// Sum of two unboxed ints, if it fits.
    #[inline(always)]
    pub fn int_add(self, other: Word) -> Option<Word> {
        if self.both_int(other)
            && let Some(sum) = (self.0 as i64).checked_add(other.0 as i64)
        {
            return Some(Word(sum as u64));
        }
        None
    }

    /// Difference of two unboxed ints, if it fits.
    #[inline(always)]
    pub fn int_sub(self, other: Word) -> Option<Word> {
        if self.both_int(other)
            && let Some(difference) = (self.0 as i64).checked_sub(other.0 as i64)
        {
            return Some(Word(difference as u64));
        }
        None
    }

    /// Product of two unboxed ints, if it fits.
    #[inline(always)]
    pub fn int_mul(self, other: Word) -> Option<Word> {
        if self.both_int(other)
            && let Some(product) = (self.0 as i64 >> 2).checked_mul(other.0 as i64)
        {
            return Some(Word(product as u64));
        }
        None
    }
}

impl std::fmt::Debug for Word {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.as_int(), self.as_unboxed_float()) {
            (Some(int), _) => write!(f, "{int}"),
            (_, Some(float)) => write!(f, "{float:?}"),
            _ => write!(f, "#{:x}", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ints_round_trip_up_to_62_bits() {
        for value in [0, 1, -1, INT_MAX, INT_MIN] {
            assert_eq!(Word::try_int(value).and_then(Word::as_int), Some(value));
        }
        assert_eq!(Word::try_int(INT_MAX + 1), None);
        assert_eq!(Word::try_int(INT_MIN - 1), None);
        assert_eq!(Word::small_int(INT_MAX).int_add(Word::small_int(1)), None);
    }

    #[test]
    fn ordinary_floats_are_unboxed_and_tags_do_not_overlap() {
        for value in [0.0, -0.0, 1.0, -1.5, f64::MAX, f64::MIN_POSITIVE, f64::INFINITY, 5e-324, 1e70, 1e-70] {
            let word = Word::try_float(value).expect("unboxed");
            assert_eq!(word.as_unboxed_float().map(f64::to_bits), Some(value.to_bits()));
            assert!(!word.is_int() && !word.is_cell() && !word.is_none());
        }
        assert!(Word::try_float(f64::NAN).is_some_and(|w| w.float_unchecked().is_nan()));
        assert_eq!(Word::try_float(1e100), None);
        assert_eq!(Word::try_float(1e-100), None);
        for special in
            [Word::NONE, Word::TRUE, Word::FALSE, Word::UNSET, Word::NOT_IMPLEMENTED, Word::ELLIPSIS]
        {
            assert!(!special.is_int() && !special.is_float() && !special.is_cell());
        }
    }
}
