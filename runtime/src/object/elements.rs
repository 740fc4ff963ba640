//! Elements of an [`Array`]: the one place where code under the lock touches memory that native code may be using.
//!
//! Every access is a relaxed atomic one of the element's size, so that an access never tears and two accesses at one
//! time are no undefined behaviour, whatever a region does meanwhile. An element travels as 64 bits: integers
//! sign- or zero-extended, a bool 0 or 1, an `f32` its bits in the low half, an `f64` its bits.

use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering};

use ungil_compiler::tir::Scalar;

use super::array::{Array, Storage};
use crate::text::slice::index;

impl Storage {
    /// The address of the element at `offset`, if it lies inside and is aligned to its size.
    fn element(&self, elem: Scalar, offset: usize) -> Option<*mut u8> {
        let size = elem.size() as usize;
        let inside = offset.checked_add(size).is_some_and(|end| end <= self.len());
        (inside && offset.is_multiple_of(size)).then(|| self.data().wrapping_add(offset))
    }

    /// Reads the element at a byte offset; zero if there is none.
    pub fn load(&self, elem: Scalar, offset: usize) -> u64 {
        let Some(at) = self.element(elem, offset) else { return 0 };
        // SAFETY: `element` checked that `at` lies inside the storage, which is alive as `self` is, and that it is
        // aligned; every other access to the memory is atomic or made by native code, whose races are the program's.
        let raw = unsafe {
            match elem.size() {
                1 => u64::from(AtomicU8::from_ptr(at).load(Ordering::Relaxed)),
                2 => u64::from(AtomicU16::from_ptr(at.cast()).load(Ordering::Relaxed)),
                4 => u64::from(AtomicU32::from_ptr(at.cast()).load(Ordering::Relaxed)),
                _ => AtomicU64::from_ptr(at.cast()).load(Ordering::Relaxed),
            }
        };
        match elem {
            Scalar::I8 => raw as u8 as i8 as i64 as u64,
            Scalar::I16 => raw as u16 as i16 as i64 as u64,
            Scalar::I32 => raw as u32 as i32 as i64 as u64,
            Scalar::Bool => u64::from(raw != 0),
            _ => raw,
        }
    }

    /// Writes the element at a byte offset, if there is one.
    pub fn store(&self, elem: Scalar, offset: usize, bits: u64) {
        let Some(at) = self.element(elem, offset) else { return };
        // SAFETY: as in `load`.
        unsafe {
            match elem.size() {
                1 => AtomicU8::from_ptr(at).store(bits as u8, Ordering::Relaxed),
                2 => AtomicU16::from_ptr(at.cast()).store(bits as u16, Ordering::Relaxed),
                4 => AtomicU32::from_ptr(at.cast()).store(bits as u32, Ordering::Relaxed),
                _ => AtomicU64::from_ptr(at.cast()).store(bits, Ordering::Relaxed),
            }
        }
    }
}

impl Storage {
    /// A copy of the memory; `None` if there is not enough for it.
    pub fn duplicate(&self) -> Option<std::sync::Arc<Storage>> {
        let copy = Storage::new(self.len())?;
        for at in 0..self.len() {
            copy.store(Scalar::U8, at, self.load(Scalar::U8, at));
        }
        Some(copy)
    }

    /// Whether the memory of both holds the same bytes.
    pub fn same_bytes(&self, other: &Storage) -> bool {
        self.len() == other.len()
            && (0..self.len()).all(|at| self.load(Scalar::U8, at) == other.load(Scalar::U8, at))
    }
}

impl Array {
    /// The extents, one for each dimension.
    pub fn extents(&self) -> &[i64] {
        &self.shape[..self.ndim as usize]
    }

    /// The byte offset in the storage of the element at `indices` (negative ones count from the end), or the first
    /// dimension whose index is out of range. The caller gives as many indices as there are dimensions.
    pub fn offset_of(&self, indices: &[i64]) -> Result<usize, usize> {
        let mut offset = self.offset as i64;
        for (axis, &i) in indices.iter().enumerate().take(self.ndim as usize) {
            let at = index(i, self.shape[axis] as usize).ok_or(axis)?;
            offset += at as i64 * self.strides[axis];
        }
        Ok(offset as usize)
    }

    /// The byte offsets of all elements in C order.
    pub fn offsets(&self) -> impl Iterator<Item = usize> + 'static {
        let (shape, strides, start) = (self.shape, self.strides, self.offset as i64);
        let ranges = if self.count() == 0 { [0; 3] } else { shape };
        (0..ranges[0]).flat_map(move |i| {
            (0..ranges[1]).flat_map(move |j| {
                (0..ranges[2])
                    .map(move |k| (start + i * strides[0] + j * strides[1] + k * strides[2]) as usize)
            })
        })
    }

    /// Whether the elements lie one behind the other in C order.
    pub fn is_contiguous(&self) -> bool {
        let mut expected = i64::from(self.elem.size());
        for axis in (0..self.ndim as usize).rev() {
            if self.shape[axis] > 1 && self.strides[axis] != expected {
                return false;
            }
            expected = expected.saturating_mul(self.shape[axis].max(1));
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_come_back_extended() {
        let storage = Storage::new(64).expect("room");
        storage.store(Scalar::I8, 3, -2i64 as u64);
        assert_eq!(storage.load(Scalar::I8, 3) as i64, -2);
        assert_eq!(storage.load(Scalar::U8, 3), 254);
        storage.store(Scalar::I32, 8, -7i64 as u64);
        assert_eq!(storage.load(Scalar::I32, 8) as i64, -7);
        assert_eq!(storage.load(Scalar::U32, 8), 0xFFFF_FFF9);
        storage.store(Scalar::F64, 16, 1.5f64.to_bits());
        assert_eq!(f64::from_bits(storage.load(Scalar::F64, 16)), 1.5);
    }

    #[test]
    fn nothing_outside_is_touched() {
        let storage = Storage::new(64).expect("room");
        storage.store(Scalar::U64, 60, u64::MAX);
        storage.store(Scalar::U64, usize::MAX, u64::MAX);
        assert_eq!(storage.load(Scalar::U64, 60), 0);
        assert_eq!(storage.load(Scalar::U64, 56), 0);
    }
}
