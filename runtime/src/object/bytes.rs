//! `bytes`, `bytearray` and the byte buffers that long strings share.

use std::cell::{Cell, RefCell};

use crate::heap::{Gil, Header, Local, Marker, Object, Raised};
use crate::object::{Kind, Type};

/// Memory of long strings: appended to, never overwritten.
#[repr(C)]
pub struct Buf {
    header: Header,
    data: *mut u8,
    capacity: usize,
    len: Cell<usize>,
}

// SAFETY: repr(C), header first, no words.
unsafe impl Object for Buf {
    const KIND: Kind = Kind::Buf;
    fn trace(&self, marker: &mut Marker) {
        marker.external(self.capacity);
    }
}

impl Drop for Buf {
    fn drop(&mut self) {
        // SAFETY: leaked from a Vec of this capacity in `with_capacity`, dropped once.
        drop(unsafe { Vec::from_raw_parts(self.data, 0, self.capacity) });
    }
}

impl Buf {
    /// An empty buffer. Its bytes are counted here; callers with large needs charge first.
    pub(crate) fn with_capacity(gil: &Gil, capacity: usize) -> &Buf {
        let mut bytes = std::mem::ManuallyDrop::new(Vec::<u8>::with_capacity(capacity.max(1)));
        let (data, capacity) = (bytes.as_mut_ptr(), bytes.capacity());
        gil.note_external(capacity);
        let buf = Buf { header: Header::blank(Kind::Buf), data, capacity, len: Cell::new(0) };
        gil.alloc(buf, Type::Object.shape())
    }

    pub(crate) fn data(&self) -> *const u8 {
        self.data
    }

    pub(crate) fn len(&self) -> usize {
        self.len.get()
    }

    pub(crate) fn room(&self) -> usize {
        self.capacity - self.len.get()
    }

    /// Appends; the caller looked at `room`.
    pub(crate) fn append(&self, bytes: &[u8]) {
        assert!(bytes.len() <= self.room());
        // SAFETY: the room was just checked, and bytes beyond `len` belong to no string yet. `bytes` may lie in this
        // buffer below `len`, so the ranges do not overlap.
        unsafe {
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), self.data.add(self.len.get()), bytes.len());
        }
        self.len.set(self.len.get() + bytes.len());
    }
}

/// Immutable bytes.
#[repr(C)]
pub struct Bytes {
    header: Header,
    data: Box<[u8]>,
    hash: Cell<u64>,
}

// SAFETY: repr(C), header first, no words.
unsafe impl Object for Bytes {
    const KIND: Kind = Kind::Bytes;
    fn trace(&self, marker: &mut Marker) {
        marker.external(self.data.len());
    }
}

impl Bytes {
    pub(crate) fn new(data: Box<[u8]>) -> Bytes {
        Bytes { header: Header::blank(Kind::Bytes), data, hash: Cell::new(0) }
    }

    /// The content, which never changes.
    pub fn bytes(&self) -> &[u8] {
        &self.data
    }

    /// The hash: that of a string with the same bytes.
    pub fn hash(&self, gil: &Gil) -> u64 {
        if self.hash.get() == 0 {
            self.hash.set(super::str::hash_bytes(gil, &self.data));
        }
        self.hash.get()
    }
}

/// A `bytearray`. It never lends its content; an exported one (a native view of it exists) cannot change size.
#[repr(C)]
pub struct ByteArray {
    header: Header,
    data: RefCell<Vec<u8>>,
    exports: Cell<u32>,
}

// SAFETY: repr(C), header first, no words.
unsafe impl Object for ByteArray {
    const KIND: Kind = Kind::ByteArray;
    fn trace(&self, marker: &mut Marker) {
        marker.external(self.data.borrow().capacity());
    }
}

impl ByteArray {
    pub(crate) fn new(data: Vec<u8>) -> ByteArray {
        ByteArray { header: Header::blank(Kind::ByteArray), data: RefCell::new(data), exports: Cell::new(0) }
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.data.borrow().len()
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Looks at the content; `look` cannot run guest code, since it gets no `Gil`.
    pub fn with<T>(&self, look: impl FnOnce(&[u8]) -> T) -> T {
        look(&self.data.borrow())
    }

    /// Changes the content in place, or its size too. BufferError if the size changes while it is exported.
    pub fn change<T>(&self, gil: &Gil, change: impl FnOnce(&mut Vec<u8>) -> T) -> Result<T, Raised> {
        if self.exports.get() > 0 {
            return Err(
                gil.raise_new(Type::BufferError, "Existing exports of data: object cannot be re-sized")
            );
        }
        let (result, grown) = {
            let mut data = self.data.borrow_mut();
            let before = data.capacity();
            let result = change(&mut data);
            (result, data.capacity().saturating_sub(before))
        };
        gil.note_external(grown);
        Ok(result)
    }

    /// Changes the content in place; the size stays, so views of it do not matter.
    pub(crate) fn write(&self, change: impl FnOnce(&mut [u8])) {
        change(&mut self.data.borrow_mut());
    }

    /// Forbids that the size changes (native code uses the memory), or allows it again.
    pub(crate) fn export(&self, on: bool) {
        let count = self.exports.get();
        self.exports.set(if on { count + 1 } else { count.saturating_sub(1) });
    }

    /// A copy of the content.
    pub fn to_vec(&self) -> Vec<u8> {
        self.data.borrow().clone()
    }
}

impl Gil {
    /// A `bytes` object.
    pub fn bytes(&self, data: impl Into<Box<[u8]>>) -> Local<'_> {
        let data = data.into();
        if data.is_empty() && !self.engine().empty_bytes.get().is_none() {
            return Local::new(self.engine().empty_bytes.get());
        }
        self.note_external(data.len());
        self.alloc(Bytes::new(data), Type::Bytes.shape()).local()
    }

    /// A `bytearray`.
    pub fn bytearray(&self, data: Vec<u8>) -> Local<'_> {
        self.note_external(data.capacity());
        self.alloc(ByteArray::new(data), Type::ByteArray.shape()).local()
    }
}
