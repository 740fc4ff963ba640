//! The header of every cell, and the trait of the types that live in cells.
//!
//! ```text
//!   byte 0      1      2      3       4..8
//!       kind   mark   size   flags   shape
//! ```
//! `size` counts 16-byte units. `shape` names the class and, for instances, the layout of the attributes.

use std::cell::Cell;
use std::ptr::NonNull;

use super::collect::Marker;
use super::token::Local;
use crate::object::Kind;
use crate::word::Word;

/// The first eight bytes of every cell.
#[derive(Debug)]
#[repr(C, align(8))]
pub struct Header {
    kind: Cell<Kind>,
    pub(super) mark: Cell<u8>,
    size: Cell<u8>,
    flags: Cell<u8>,
    shape: Cell<u32>,
}

const _: () = assert!(size_of::<Header>() == 8);

impl Header {
    /// The last word of the cell holds the attributes (see `object::instance`).
    pub const HAS_ATTRS: u8 = 0x80;

    #[inline(always)]
    pub(crate) fn new(kind: Kind, mark: u8, size: u8, flags: u8, shape: u32) -> Header {
        Header {
            kind: Cell::new(kind),
            mark: Cell::new(mark),
            size: Cell::new(size),
            flags: Cell::new(flags),
            shape: Cell::new(shape),
        }
    }

    /// A header for a value that is about to be moved into a cell; allocation fills in the rest.
    #[inline(always)]
    pub(crate) fn blank(kind: Kind) -> Header {
        Header::new(kind, 0, 0, 0, 0)
    }

    /// Which Rust type this cell holds.
    #[inline(always)]
    pub fn kind(&self) -> Kind {
        self.kind.get()
    }

    /// The shape: for instances of builtin types the number of the type, else a hidden class.
    #[inline(always)]
    pub fn shape(&self) -> u32 {
        self.shape.get()
    }

    #[inline(always)]
    pub(crate) fn set_shape(&self, shape: u32) {
        self.shape.set(shape);
    }

    /// Flags that the kind defines for itself.
    #[inline(always)]
    pub fn flags(&self) -> u8 {
        self.flags.get()
    }

    pub(crate) fn set_flags(&self, flags: u8) {
        self.flags.set(flags);
    }

    /// Size of the cell in bytes.
    #[inline(always)]
    pub fn cell_size(&self) -> usize {
        self.size.get() as usize * 16
    }

    /// The word of this cell.
    #[inline(always)]
    pub fn word(&self) -> Word {
        Word::from_cell(NonNull::from(self))
    }
}

/// A type that lives in a cell.
///
/// # Safety
/// The type is `repr(C)`, its first field is a `Header`, its alignment is at most 16, no other type has the same
/// `KIND`, and `trace` shows the marker every word that the value holds.
pub unsafe trait Object: Sized {
    /// The kind that cells of this type carry.
    const KIND: Kind;

    /// Shows all words of this value to the marker.
    fn trace(&self, marker: &mut Marker);

    /// The header.
    #[inline(always)]
    fn header(&self) -> &Header {
        // SAFETY: the header is the first field of a repr(C) type.
        unsafe { &*std::ptr::from_ref(self).cast::<Header>() }
    }

    /// This object as a value. It borrows from the same `&Gil` as `self` does.
    #[inline(always)]
    fn local(&self) -> Local<'_> {
        Local::new(self.header().word())
    }
}

/// The one way to store a value into a cell that is reachable: a generational collector will hook in here.
#[inline(always)]
pub fn slot_set(_owner: &Header, slot: &Cell<Word>, value: Local<'_>) {
    slot.set(value.word());
}
