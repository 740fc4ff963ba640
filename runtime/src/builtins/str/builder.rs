//! Builds the bytes of a result of known size: short ones on the stack, since a short string is copied into its cell
//! anyway, long ones in memory that was announced before.

use crate::heap::{Gil, Local, Res};

/// Strings up to this size live in their cell.
const SHORT: usize = 216;

/// The bytes of a string in the making.
pub enum Builder {
    /// At most `SHORT` bytes.
    Short([u8; SHORT], usize),
    /// More.
    Long(Vec<u8>),
}

impl Builder {
    /// Room for `size` bytes; MemoryError if there is none.
    #[inline]
    pub fn new(gil: &Gil, size: usize) -> Res<Builder> {
        if size <= SHORT {
            return Ok(Builder::Short([0; SHORT], 0));
        }
        let mut bytes = Vec::new();
        match bytes.try_reserve_exact(size) {
            Ok(()) => Ok(Builder::Long(bytes)),
            Err(_) => Err(gil.raise_memory_error()),
        }
    }

    /// Appends bytes.
    #[inline]
    pub fn push(&mut self, more: &[u8]) {
        match self {
            Builder::Short(bytes, len) => match bytes.get_mut(*len..*len + more.len()) {
                Some(place) => {
                    place.copy_from_slice(more);
                    *len += more.len();
                }
                None => self.grow(more),
            },
            Builder::Long(bytes) => bytes.extend_from_slice(more),
        }
    }

    /// More came than was announced.
    #[cold]
    fn grow(&mut self, more: &[u8]) {
        let mut bytes = self.bytes().to_vec();
        bytes.extend_from_slice(more);
        *self = Builder::Long(bytes);
    }

    /// Appends `unit` again and again.
    #[inline]
    pub fn repeat(&mut self, unit: &[u8], count: usize) {
        match (self, unit) {
            (Builder::Long(bytes), [one]) => bytes.resize(bytes.len() + count, *one),
            (builder, unit) => (0..count).for_each(|_| builder.push(unit)),
        }
    }

    /// What was built.
    #[inline]
    pub fn bytes(&self) -> &[u8] {
        match self {
            Builder::Short(bytes, len) => bytes.get(..*len).unwrap_or(&[]),
            Builder::Long(bytes) => bytes,
        }
    }

    /// What was built, to change in place.
    #[inline]
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        match self {
            Builder::Short(bytes, len) => bytes.get_mut(..*len).unwrap_or(&mut []),
            Builder::Long(bytes) => bytes,
        }
    }

    /// The string; `ascii` says that all bytes are known to be ASCII.
    #[inline]
    pub fn finish<'g>(&self, gil: &'g Gil, ascii: bool) -> Local<'g> {
        if ascii { gil.str_ascii(self.bytes()) } else { gil.str_wtf8(self.bytes()) }
    }
}
