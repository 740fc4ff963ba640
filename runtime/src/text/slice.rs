//! Slice and range arithmetic on machine integers: which positions `a[start:stop:step]` names.

/// A slice resolved against a length: `count` positions from `start`, `step` apart, all inside the sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first position (or where an insertion goes when the slice is empty).
    pub start: isize,
    /// The position before which (or after which, for a negative step) the slice ends.
    pub stop: isize,
    /// The distance between positions, never 0.
    pub step: isize,
    /// How many positions there are.
    pub count: usize,
}

impl Span {
    /// The `i`-th position.
    #[inline]
    pub fn at(&self, i: usize) -> usize {
        (self.start + i as isize * self.step) as usize
    }
}

/// Resolves a slice of a sequence of `len` items, as `slice.indices` does. Missing bounds are `None`; bounds beyond
/// the machine's integers are passed saturated. The step must not be 0, which the caller reports as
/// "slice step cannot be zero".
#[inline]
pub fn resolve(start: Option<i64>, stop: Option<i64>, step: i64, len: usize) -> Span {
    let len = len as i64;
    // The same steps as CPython: a step of i64::MIN would overflow when negated.
    let step = step.max(-i64::MAX);
    let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
    let clip = |bound: i64| {
        if bound < 0 { (bound + len).max(low) } else { bound.min(high) }
    };
    let start = start.map_or(if step < 0 { high } else { low }, clip);
    let stop = stop.map_or(if step < 0 { low } else { high }, clip);
    let count = if step > 0 && start < stop {
        (stop - start - 1) / step + 1
    } else if step < 0 && stop < start {
        (start - stop - 1) / -step + 1
    } else {
        0
    };
    Span { start: start as isize, stop: stop as isize, step: step as isize, count: count as usize }
}

/// The position of index `i` in a sequence of `len` items, or `None` when it is out of range.
#[inline]
pub fn index(i: i64, len: usize) -> Option<usize> {
    let at = if i < 0 { i + len as i64 } else { i };
    if at >= 0 && (at as u64) < len as u64 { Some(at as usize) } else { None }
}

/// How many numbers `range(start, stop, step)` holds; the step must not be 0.
#[inline]
pub fn range_len(start: i64, stop: i64, step: i64) -> u64 {
    if step > 0 && start < stop {
        (stop.wrapping_sub(start) as u64 - 1) / step as u64 + 1
    } else if step < 0 && stop < start {
        (start.wrapping_sub(stop) as u64 - 1) / step.unsigned_abs() + 1
    } else {
        0
    }
}

/// Where `value` stands in the range, if it does.
#[inline]
pub fn range_index(start: i64, stop: i64, step: i64, value: i64) -> Option<u64> {
    let inside = if step > 0 { start <= value && value < stop } else { stop < value && value <= start };
    if !inside {
        return None;
    }
    let distance = if step > 0 { value.wrapping_sub(start) } else { start.wrapping_sub(value) } as u64;
    let step = step.unsigned_abs();
    distance.is_multiple_of(step).then_some(distance / step)
}

/// Range arithmetic for bounds of any size.
pub mod big {
    use num_bigint::BigInt;
    use num_integer::Integer;
    use num_traits::{One, Signed, Zero};

    /// How many numbers `range(start, stop, step)` holds.
    pub fn len(start: &BigInt, stop: &BigInt, step: &BigInt) -> BigInt {
        let (low, high) = if step.is_positive() { (start, stop) } else { (stop, start) };
        if low >= high || step.is_zero() {
            return BigInt::zero();
        }
        (high - low - BigInt::one()) / step.abs() + BigInt::one()
    }

    /// Where `value` stands in the range, if it does.
    pub fn index(start: &BigInt, stop: &BigInt, step: &BigInt, value: &BigInt) -> Option<BigInt> {
        let inside =
            if step.is_positive() { start <= value && value < stop } else { stop < value && value <= start };
        if !inside || step.is_zero() {
            return None;
        }
        let (quotient, rest) = (value - start).div_rem(step);
        rest.is_zero().then_some(quotient)
    }

    /// `slice(start, stop, step).indices(len)` for bounds of any size; the step must not be 0.
    pub fn indices(
        start: Option<&BigInt>,
        stop: Option<&BigInt>,
        step: &BigInt,
        len: &BigInt,
    ) -> (BigInt, BigInt, BigInt) {
        let backwards = step.is_negative();
        let (low, high) =
            if backwards { (-BigInt::one(), len - BigInt::one()) } else { (BigInt::zero(), len.clone()) };
        let clip = |bound: &BigInt| {
            if bound.is_negative() { (bound + len).max(low.clone()) } else { bound.min(&high).clone() }
        };
        let first = start.map_or_else(|| if backwards { high.clone() } else { low.clone() }, clip);
        let last = stop.map_or_else(|| if backwards { low.clone() } else { high.clone() }, clip);
        (first, last, step.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn positions(start: Option<i64>, stop: Option<i64>, step: i64, len: usize) -> Vec<usize> {
        let span = resolve(start, stop, step, len);
        (0..span.count).map(|i| span.at(i)).collect()
    }

    #[test]
    fn slices() {
        assert_eq!(positions(None, None, 1, 3), [0, 1, 2]);
        assert_eq!(positions(None, None, -1, 3), [2, 1, 0]);
        assert_eq!(positions(Some(-2), None, 1, 5), [3, 4]);
        assert_eq!(positions(Some(10), Some(-100), -2, 5), [4, 2, 0]);
        assert_eq!(positions(Some(1), Some(i64::MAX), i64::MAX, 5), [1]);
        assert_eq!(positions(None, None, i64::MIN, 5), [4]);
        assert_eq!(positions(Some(3), Some(1), 1, 5), Vec::<usize>::new());
        assert_eq!(resolve(Some(i64::MIN), Some(i64::MIN), -1, 0).count, 0);
    }

    #[test]
    fn indices() {
        assert_eq!(index(0, 3), Some(0));
        assert_eq!(index(-3, 3), Some(0));
        assert_eq!(index(-4, 3), None);
        assert_eq!(index(3, 3), None);
        assert_eq!(index(i64::MIN, 3), None);
    }

    #[test]
    fn ranges() {
        assert_eq!(range_len(0, 10, 3), 4);
        assert_eq!(range_len(10, 0, -3), 4);
        assert_eq!(range_len(i64::MIN, i64::MAX, 1), u64::MAX);
        assert_eq!(range_len(i64::MAX, i64::MIN, i64::MIN), 2);
        assert_eq!(range_index(0, 10, 3, 9), Some(3));
        assert_eq!(range_index(0, 10, 3, 8), None);
        assert_eq!(range_index(10, 0, -3, 1), Some(3));
        assert_eq!(range_index(i64::MIN, i64::MAX, 2, i64::MAX - 1), Some(u64::MAX / 2));
    }
}
