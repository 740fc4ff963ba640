//! `Array`: typed memory outside of the heap, with shape and strides.
//!
//! The bytes belong to a `Storage` behind an `Arc`: a native region, a view and the array itself each hold one, so the
//! memory outlives whoever uses it without the lock. The runtime never forms a reference to the bytes.

use std::alloc::Layout;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use ungil_compiler::tir::Scalar;

use crate::heap::{Gil, Header, Local, Marker, Object};
use crate::object::{Kind, Type};

/// Zeroed memory, aligned to 64 bytes, that guest code and native code write through raw pointers.
#[derive(Debug)]
pub struct Storage {
    data: *mut u8,
    layout: Layout,
    /// Slices that Rust code has borrowed: readers count up, the value `u32::MAX` is one writer.
    pub borrows: AtomicU32,
}

// SAFETY: the memory is plain bytes reached only through raw pointers; what runs without the lock is guest code whose
// races are its own by contract (NOGIL), and Rust slices are lent under the `borrows` count alone.
unsafe impl Send for Storage {}
// SAFETY: as above.
unsafe impl Sync for Storage {}

impl Storage {
    /// Zeroed memory of this many bytes; `None` if there is not enough.
    pub fn new(bytes: usize) -> Option<Arc<Storage>> {
        let layout = Layout::from_size_align(bytes.max(64), 64).ok()?;
        // SAFETY: the size is not zero.
        let data = unsafe { std::alloc::alloc_zeroed(layout) };
        if data.is_null() {
            return None;
        }
        Some(Arc::new(Storage { data, layout, borrows: AtomicU32::new(0) }))
    }

    /// Takes over memory that was allocated elsewhere.
    ///
    /// # Safety
    /// `data` was allocated with `layout` by the global allocator, and nobody else frees it.
    pub(crate) unsafe fn adopt(data: *mut u8, layout: Layout) -> Arc<Storage> {
        Arc::new(Storage { data, layout, borrows: AtomicU32::new(0) })
    }

    /// The first byte.
    pub fn data(&self) -> *mut u8 {
        self.data
    }

    /// How many bytes.
    pub fn len(&self) -> usize {
        self.layout.size()
    }

    /// Never: storage has at least one cache line.
    pub fn is_empty(&self) -> bool {
        false
    }
}

impl Drop for Storage {
    fn drop(&mut self) {
        // SAFETY: allocated with this layout in `new`.
        unsafe { std::alloc::dealloc(self.data, self.layout) };
    }
}

/// An n-dimensional array or a view of one, up to three dimensions.
#[repr(C)]
pub struct Array {
    header: Header,
    storage: Arc<Storage>,
    /// Byte offset of the first element in the storage.
    pub offset: usize,
    /// The type of the elements.
    pub elem: Scalar,
    /// How many dimensions: 1 to 3.
    pub ndim: u8,
    /// Elements along each dimension.
    pub shape: [i64; 3],
    /// Distance between neighbours along each dimension, in bytes.
    pub strides: [i64; 3],
}

// SAFETY: repr(C), header first, no words.
unsafe impl Object for Array {
    const KIND: Kind = Kind::Array;
    fn trace(&self, marker: &mut Marker) {
        marker.external(self.storage.len() / Arc::strong_count(&self.storage).max(1));
    }
}

impl Array {
    /// The memory.
    pub fn storage(&self) -> &Arc<Storage> {
        &self.storage
    }

    /// Address of the first element.
    pub fn base(&self) -> *mut u8 {
        self.storage.data.wrapping_add(self.offset)
    }

    /// How many elements in all.
    pub fn count(&self) -> i64 {
        self.shape[..self.ndim as usize].iter().product()
    }
}

impl Gil {
    /// An array over `storage`; the caller vouches by its checks that every element lies inside.
    /// Returns `None` if one does not.
    pub fn array_over(
        &self,
        storage: Arc<Storage>,
        offset: usize,
        elem: Scalar,
        shape: &[i64],
        strides: &[i64],
    ) -> Option<Local<'_>> {
        let size = i64::from(elem.size());
        // Every element is aligned to its size: the elements are accessed atomically.
        if offset as i64 % size != 0 || strides.iter().any(|stride| stride % size != 0) {
            return None;
        }
        if shape.is_empty() || shape.len() > 3 || shape.len() != strides.len() || shape.iter().any(|&n| n < 0)
        {
            return None;
        }
        let (mut low, mut high) = (offset as i64, offset as i64);
        if shape.iter().all(|&n| n > 0) {
            for (&n, &stride) in shape.iter().zip(strides) {
                let span = (n - 1).checked_mul(stride)?;
                if span < 0 { low = low.checked_add(span)? } else { high = high.checked_add(span)? }
            }
            if low < 0 || high.checked_add(size)? > storage.len() as i64 {
                return None;
            }
        }
        let (mut shape3, mut strides3) = ([1; 3], [size; 3]);
        shape3[..shape.len()].copy_from_slice(shape);
        strides3[..strides.len()].copy_from_slice(strides);
        let header = Header::blank(Kind::Array);
        let ndim = shape.len() as u8;
        let array = Array { header, storage, offset, elem, ndim, shape: shape3, strides: strides3 };
        Some(self.alloc(array, Type::Array.shape()).local())
    }

    /// A zeroed array in C order; MemoryError if there is no room for it. `charge` its bytes first.
    pub fn array_zeros(&self, elem: Scalar, shape: &[i64]) -> Option<Local<'_>> {
        let mut strides = vec![0i64; shape.len()];
        let mut bytes = i64::from(elem.size());
        for (stride, &n) in strides.iter_mut().zip(shape).rev() {
            *stride = bytes;
            bytes = bytes.checked_mul(n.max(0))?;
        }
        let storage = Storage::new(usize::try_from(bytes).ok()?)?;
        self.note_external(bytes as usize);
        self.array_over(storage, 0, elem, shape, &strides)
    }
}
