//! View headers as data: slicing, overlap and layout arithmetic, used by the evaluator and by the runtime.

use super::Fault;

/// A view header: where element 0 is, how many elements and how many bytes apart on each axis. Unused axes are 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(C)]
pub struct RawView {
    /// The address of element `[0, …]`.
    pub base: u64,
    /// Extents.
    pub shape: [i64; 3],
    /// Distances in bytes.
    pub strides: [i64; 3],
}

impl RawView {
    /// A C-contiguous view.
    pub fn contiguous(base: u64, shape: &[i64], elem: u32) -> RawView {
        let mut view = RawView { base, ..RawView::default() };
        let mut stride = elem as i64;
        for axis in (0..shape.len().min(3)).rev() {
            view.shape[axis] = shape[axis];
            view.strides[axis] = stride;
            stride = stride.wrapping_mul(shape[axis].max(0));
        }
        view
    }

    /// True if the first `rank` axes are C-contiguous. Axes of extent 1 may have any stride, and an empty view is.
    pub fn is_contiguous(&self, rank: usize, elem: u32) -> bool {
        let mut stride = elem as i64;
        if self.shape[..rank].contains(&0) {
            return true;
        }
        for axis in (0..rank).rev() {
            if self.shape[axis] != 1 && self.strides[axis] != stride {
                return false;
            }
            stride = stride.wrapping_mul(self.shape[axis]);
        }
        true
    }

    /// How many elements, or none if that overflows.
    pub fn len(&self, rank: usize) -> Option<u64> {
        element_count(&self.shape[..rank])
    }

    /// True if an axis has no elements.
    pub fn is_empty(&self, rank: usize) -> bool {
        self.shape[..rank].contains(&0)
    }

    /// The address of an element. The indices are in range.
    pub fn address(&self, index: &[i64]) -> u64 {
        index
            .iter()
            .zip(&self.strides)
            .fold(self.base, |at, (&i, &s)| at.wrapping_add(i.wrapping_mul(s) as u64))
    }
}

/// The product of extents, or none if one is negative or it overflows 2^62.
pub fn element_count(shape: &[i64]) -> Option<u64> {
    let mut count = 1u64;
    for &n in shape {
        count = count.checked_mul(u64::try_from(n).ok()?)?;
    }
    (count < 1 << 62).then_some(count)
}

/// An index into an axis of `n` elements, counted from the end if negative; none if out of range.
pub fn normalize(index: i128, n: i64) -> Option<i64> {
    let index = if index < 0 { index + n as i128 } else { index };
    (0..n as i128).contains(&index).then_some(index as i64)
}

/// Python's clipping of `lo:hi:step` for an axis of `n` elements: first index, step and count.
pub fn clip_slice(
    lo: Option<i64>,
    hi: Option<i64>,
    step: Option<i64>,
    n: i64,
) -> Result<(i64, i64, i64), Fault> {
    let step = step.unwrap_or(1);
    if step == 0 {
        return Err(Fault::SliceStep);
    }
    // Python treats MIN as -MAX, so that -step exists.
    let step = step.max(-i64::MAX);
    let (floor, ceil) = if step > 0 { (0, n) } else { (-1, n - 1) };
    let clip = |value: Option<i64>, default: i64| match value {
        None => default,
        Some(v) => {
            let v = if v < 0 { v.saturating_add(n) } else { v };
            v.clamp(floor, ceil.max(floor))
        }
    };
    let (start, stop) = if step > 0 { (clip(lo, 0), clip(hi, n)) } else { (clip(lo, n - 1), clip(hi, -1)) };
    let count = if step > 0 {
        if start < stop { (stop - start - 1) / step + 1 } else { 0 }
    } else if stop < start {
        (start - stop - 1) / -step + 1
    } else {
        0
    };
    Ok((start, step, count))
}

/// How many values `range(lo, hi, step)` has; `step` is not 0.
pub fn range_count(lo: i64, hi: i64, step: i64) -> u64 {
    if step > 0 {
        if lo >= hi { 0 } else { (hi.wrapping_sub(lo) as u64 - 1) / step as u64 + 1 }
    } else if lo <= hi {
        0
    } else {
        (lo.wrapping_sub(hi) as u64 - 1) / step.unsigned_abs() + 1
    }
}

/// The bytes that a non-empty view spans: first and one past last, relative to its base.
fn span(view: &RawView, rank: usize, elem: u32) -> (i128, i128) {
    let (mut low, mut high) = (0i128, elem as i128);
    for axis in 0..rank {
        let reach = (view.shape[axis] as i128 - 1) * view.strides[axis] as i128;
        if reach < 0 { low += reach } else { high += reach }
    }
    (low, high)
}

/// True if no two index tuples of the view name overlapping elements. May say false of exotic strides.
pub fn distinct_elements(view: &RawView, rank: usize, elem: u32) -> bool {
    if view.is_empty(rank) {
        return true;
    }
    let mut axes: Vec<(i128, i128)> = (0..rank)
        .filter(|&a| view.shape[a] > 1)
        .map(|a| ((view.strides[a] as i128).abs(), view.shape[a] as i128))
        .collect();
    axes.sort_unstable();
    let mut reach = elem as i128;
    for (stride, extent) in axes {
        if stride < reach {
            return false;
        }
        reach += stride * (extent - 1);
    }
    true
}

/// True if the views share a byte. Exact for views of equal strides; else by the spans of memory.
pub fn overlap(a: &RawView, rank_a: usize, elem_a: u32, b: &RawView, rank_b: usize, elem_b: u32) -> bool {
    if a.is_empty(rank_a) || b.is_empty(rank_b) {
        return false;
    }
    let distance = b.base as i128 - a.base as i128;
    let (low_a, high_a) = span(a, rank_a, elem_a);
    let (low_b, high_b) = span(b, rank_b, elem_b);
    if distance + low_b >= high_a || distance + high_b <= low_a {
        return false;
    }
    if rank_a != rank_b || a.strides[..rank_a] != b.strides[..rank_b] {
        return true;
    }
    // Is there a difference of indices k with |distance + Σ k·stride| small enough for elements to touch?
    let mut axes: Vec<(i128, i128, i128)> = (0..rank_a)
        .map(|x| (a.strides[x] as i128, -(a.shape[x] as i128 - 1), b.shape[x] as i128 - 1))
        .map(|(s, lo, hi)| if s < 0 { (-s, -hi, -lo) } else { (s, lo, hi) })
        .filter(|&(s, lo, hi)| s != 0 && (lo, hi) != (0, 0))
        .collect();
    axes.sort_unstable_by(|x, y| y.cmp(x));
    touches(&axes, distance, elem_a as i128, elem_b as i128)
}

/// Whether `-elem_b < distance + Σ k·s < elem_a` has a solution with each `k` in its range.
fn touches(axes: &[(i128, i128, i128)], distance: i128, elem_a: i128, elem_b: i128) -> bool {
    let Some((&(stride, lo, hi), inner)) = axes.split_first() else {
        return -elem_b < distance && distance < elem_a;
    };
    // The inner axes reach at most this far, which bounds the useful k of this one.
    let (mut least, mut most) = (-elem_b + 1, elem_a - 1);
    for &(s, l, h) in inner {
        least -= s * h;
        most -= s * l;
    }
    let first = (least - distance).div_euclid(stride).max(lo);
    let last = (-(distance - most)).div_euclid(stride).min(hi);
    // Nested strides leave two or three candidates; give up (assume overlap) on exotic ones.
    if last - first > 16 {
        return true;
    }
    (first..=last).any(|k| touches(inner, distance + k * stride, elem_a, elem_b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_clip_like_python() {
        // Checked against range(*slice(…).indices(n)).
        let n = 5;
        for lo in [None, Some(-7), Some(-5), Some(-2), Some(0), Some(3), Some(5), Some(9)] {
            for hi in [None, Some(-7), Some(-5), Some(-2), Some(0), Some(3), Some(5), Some(9)] {
                for step in [1i64, 2, 3, -1, -2, -7] {
                    let (start, step, count) = clip_slice(lo, hi, Some(step), n).unwrap();
                    let got: Vec<i64> = (0..count).map(|k| start + k * step).collect();
                    assert!(got.iter().all(|i| (0..n).contains(i)), "{lo:?}:{hi:?}:{step}");
                    let wrap = |v: Option<i64>, d: i64| v.map_or(d, |v| if v < 0 { v + n } else { v });
                    let want: Vec<i64> = if step > 0 {
                        (0..n).filter(|&i| i >= wrap(lo, 0) && i < wrap(hi, n)).collect()
                    } else {
                        (0..n).rev().filter(|&i| i <= wrap(lo, n - 1) && i > wrap(hi, -1)).collect()
                    };
                    let want: Vec<i64> = want.into_iter().step_by(step.unsigned_abs() as usize).collect();
                    assert_eq!(got, want, "{lo:?}:{hi:?}:{step}");
                }
            }
        }
        assert_eq!(clip_slice(None, None, Some(0), 3), Err(Fault::SliceStep));
        assert_eq!(clip_slice(None, None, Some(i64::MIN), 3).unwrap().2, 1);
        assert_eq!(clip_slice(None, None, None, 0).unwrap().2, 0);
    }

    #[test]
    fn ranges_do_not_overflow() {
        assert_eq!(range_count(i64::MIN, i64::MAX, 1), u64::MAX);
        assert_eq!(range_count(i64::MAX, i64::MIN, -1), u64::MAX);
        assert_eq!(range_count(0, 10, 3), 4);
        assert_eq!(range_count(10, 0, -3), 4);
        assert_eq!(range_count(0, 10, -1), 0);
        assert_eq!(range_count(0, i64::MAX, i64::MAX), 1);
        assert_eq!(range_count(0, i64::MIN, i64::MIN), 1);
    }

    #[test]
    fn overlap_is_exact_for_equal_strides() {
        let view = |base, shape: [i64; 2], strides: [i64; 2]| RawView {
            base,
            shape: [shape[0], shape[1], 0],
            strides: [strides[0], strides[1], 0],
        };
        let line = |base, n, stride| RawView { base, shape: [n, 0, 0], strides: [stride, 0, 0] };
        let one = |a: RawView, b: RawView| overlap(&a, 1, 8, &b, 1, 8);
        assert!(!one(line(1000, 5, 16), line(1008, 5, 16)), "a[::2] and a[1::2]");
        assert!(one(line(1000, 5, 16), line(1016, 5, 16)));
        assert!(!one(line(1000, 5, 8), line(1040, 5, 8)));
        assert!(one(line(1000, 5, 8), line(1032, 5, 8)));
        assert!(one(line(1000, 5, 8), line(1032, 5, -8)));
        let two = |a: RawView, b: RawView| overlap(&a, 2, 8, &b, 2, 8);
        // Left and right halves of the columns of an 8 by 8 matrix.
        assert!(!two(view(0, [8, 4], [64, 8]), view(32, [8, 4], [64, 8])));
        assert!(two(view(0, [8, 5], [64, 8]), view(32, [8, 4], [64, 8])));
        assert!(!two(view(0, [4, 4], [64, 8]), view(256, [4, 4], [64, 8])));
        assert!(distinct_elements(&view(0, [8, 8], [64, 8]), 2, 8));
        assert!(!distinct_elements(&view(0, [8, 8], [0, 8]), 2, 8));
        assert!(!distinct_elements(&view(0, [8, 9], [64, 8]), 2, 8));
    }
}
