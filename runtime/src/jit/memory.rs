//! Elements of guest arrays, by address. The one place that reads and writes them from Rust.
//!
//! **Invariant.** Every address comes from a view whose exporter is pinned for the whole stay in native code, with
//! indices that were checked. Other threads may write the same elements at the same time, so accesses are volatile and
//! nothing here forms a reference into that memory.

use ungil_compiler::tir::atomic::{self, AtomicOp};
use ungil_compiler::tir::eval::{addresses, fold as fold_values};
use ungil_compiler::tir::order;
use ungil_compiler::tir::semantics;
use ungil_compiler::tir::view::RawView;
use ungil_compiler::tir::{Fault, Overflow, ReduceOp, Scalar};

/// The element at an address as 64 bits.
pub(super) fn load(address: u64, ty: Scalar) -> u64 {
    fn get<T: Copy>(address: u64) -> T {
        let pointer = std::ptr::with_exposed_provenance::<T>(address as usize);
        if pointer.is_aligned() {
            // SAFETY: the invariant above.
            unsafe { pointer.read_volatile() }
        } else {
            // SAFETY: the invariant above; the value may be unaligned in a foreign buffer.
            unsafe { pointer.read_unaligned() }
        }
    }
    match ty {
        Scalar::Bool | Scalar::U8 => get::<u8>(address) as u64,
        Scalar::I8 => get::<i8>(address) as u64,
        Scalar::I16 => get::<i16>(address) as u64,
        Scalar::U16 => get::<u16>(address) as u64,
        Scalar::I32 => get::<i32>(address) as u64,
        Scalar::U32 | Scalar::F32 => get::<u32>(address) as u64,
        Scalar::I64 | Scalar::U64 | Scalar::F64 => get::<u64>(address),
    }
}

/// An atomic operation on an element: sequentially consistent, tried again while others come in between.
pub(crate) fn atomic(
    address: u64,
    ty: Scalar,
    op: AtomicOp,
    overflow: Overflow,
    args: [u64; 2],
) -> Result<u64, Fault> {
    use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering::SeqCst};
    macro_rules! on {
        ($word:ty, $atomic:ty) => {{
            let pointer = std::ptr::with_exposed_provenance_mut::<$word>(address as usize);
            if !pointer.is_aligned() {
                // A foreign buffer whose elements the machine cannot change in one step.
                return Err(Fault::Unaligned);
            }
            // SAFETY: the invariant above, the view is writable, and the address is aligned.
            let cell = unsafe { <$atomic>::from_ptr(pointer) };
            let mut old = cell.load(SeqCst);
            loop {
                let bits = widen(ty, u64::from(old));
                let (new, result) = atomic::step(op, ty, overflow, bits, args[0], args[1])?;
                if new == bits {
                    return Ok(result);
                }
                match cell.compare_exchange_weak(old, new as $word, SeqCst, SeqCst) {
                    Ok(_) => return Ok(result),
                    Err(now) => old = now,
                }
            }
        }};
    }
    match ty.size() {
        1 => on!(u8, AtomicU8),
        2 => on!(u16, AtomicU16),
        4 => on!(u32, AtomicU32),
        _ => on!(u64, AtomicU64),
    }
}

/// The 64 bits of an element from its own.
fn widen(ty: Scalar, bits: u64) -> u64 {
    match ty {
        Scalar::I8 => bits as u8 as i8 as i64 as u64,
        Scalar::I16 => bits as u16 as i16 as i64 as u64,
        Scalar::I32 => bits as u32 as i32 as i64 as u64,
        _ => bits,
    }
}

/// Write an element.
pub(super) fn store(address: u64, ty: Scalar, bits: u64) {
    fn put<T: Copy>(address: u64, value: T) {
        let pointer = std::ptr::with_exposed_provenance_mut::<T>(address as usize);
        if pointer.is_aligned() {
            // SAFETY: the invariant above, and the view is writable.
            unsafe { pointer.write_volatile(value) }
        } else {
            // SAFETY: the same.
            unsafe { pointer.write_unaligned(value) }
        }
    }
    match ty.size() {
        1 => put(address, bits as u8),
        2 => put(address, bits as u16),
        4 => put(address, bits as u32),
        _ => put(address, bits),
    }
}

/// Copy all elements between views of equal extents; overlap behaves as if the source were copied first.
pub(super) fn copy(to: &RawView, from: &RawView, rank: usize, elem: Scalar) {
    let size = elem.size();
    let Some(count) = to.len(rank) else { return };
    if to.is_contiguous(rank, size) && from.is_contiguous(rank, size) {
        let pointer = std::ptr::with_exposed_provenance::<u8>(from.base as usize);
        let target = std::ptr::with_exposed_provenance_mut::<u8>(to.base as usize);
        // SAFETY: both are `count` elements in a row, by the invariant above; `copy` allows overlap.
        unsafe { std::ptr::copy(pointer, target, count as usize * size as usize) };
        return;
    }
    let values: Vec<u64> = addresses(from, rank).map(|address| load(address, elem)).collect();
    for (address, bits) in addresses(to, rank).zip(values) {
        store(address, elem, bits);
    }
}

/// Every element becomes the value.
pub(super) fn fill(view: &RawView, rank: usize, elem: Scalar, bits: u64) {
    if view.is_contiguous(rank, elem.size()) {
        let size = elem.size() as u64;
        for k in 0..view.len(rank).unwrap_or(0) {
            store(view.base + k * size, elem, bits);
        }
        return;
    }
    for address in addresses(view, rank) {
        store(address, elem, bits);
    }
}

/// `sum`, `min`, `max` over a rank-1 view in blocks, without a copy of the whole.
pub(super) fn fold(
    view: &RawView,
    elem: Scalar,
    ty: Scalar,
    op: ReduceOp,
    overflow: Overflow,
    start: u64,
) -> Result<u64, Fault> {
    let values = addresses(view, 1).map(|address| {
        let bits = load(address, elem);
        semantics::cast(elem, ty, Overflow::Wrap, bits).unwrap_or(bits)
    });
    match (op, ty.is_float()) {
        (ReduceOp::Add, true) => {
            let mut lanes = vec![order::identity(op, ty); order::lanes(ty)];
            let width = lanes.len();
            for (k, value) in values.enumerate() {
                lanes[k % width] = order::combine_word(op, ty, lanes[k % width], value);
            }
            let total = order::merge_lanes(op, ty, &mut lanes);
            Ok(order::combine_word(op, ty, start, total))
        }
        (ReduceOp::Add, false) => {
            let total = values.fold(semantics::int_of(ty, start), |sum, v| sum + semantics::int_of(ty, v));
            semantics::fit(ty, total, overflow)
        }
        _ => {
            let values: Vec<u64> = values.collect();
            fold_values(op, ty, overflow, None, &values)
        }
    }
}
