//! Sorting: a stable merge sort of a permutation whose comparison may fail, and fast sorts for plain keys.
//!
//! The comparison is guest code: it may raise, compare inconsistently or change the list being sorted. So the sort
//! moves only indices, keeps its own scratch and never trusts an answer for its own safety: with any answers the result
//! is a permutation.
//!
//! A program can see which pairs are compared, and in which order: by what its `__lt__` does, by the pair that a
//! TypeError names, and by how far the list is sorted when a comparison raises. So the order of comparisons is that of
//! CPython 3.11's list sort: natural runs (falling ones are reversed) extended by binary insertion, merged in the order
//! of powersort (Munro and Wild, "Nearly-Optimal Mergesorts", 2018), and merges that gallop once one side keeps
//! winning (Peters, "listsort", 2002; McIlroy, "Optimistic Sorting and Information Theoretic Complexity", 1993).

/// After one side of a merge wins this often in a row, the next place is found by galloping.
const GALLOP: usize = 7;
/// Shorter inputs are sorted by binary insertion alone.
const SHORT: usize = 64;

/// Sorts `order` in place, stably, under `less(a, b)`: "item `a` comes before item `b`". After an error `order` is some
/// permutation of what it was, sorted as far as the comparisons before went.
pub fn sort_indices<E>(order: &mut [u32], less: impl FnMut(u32, u32) -> Result<bool, E>) -> Result<(), E> {
    if order.len() < 2 {
        return Ok(());
    }
    Sort { order, scratch: Vec::new(), runs: Vec::new(), gallop_after: GALLOP, less }.run()
}

/// A sorted stretch of the input.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    len: usize,
    /// The depth of the boundary to the next run in powersort's tree; set once that run is known.
    power: u32,
}

struct Sort<'a, F> {
    order: &'a mut [u32],
    /// The shorter side of the merge at hand.
    scratch: Vec<u32>,
    /// Adjacent runs that wait to be merged.
    runs: Vec<Run>,
    /// How often one side must win before the merge gallops; falls while galloping pays.
    gallop_after: usize,
    less: F,
}

/// Why a merge stopped comparing.
enum End<E> {
    /// One side is used up; what is left in the scratch fills the gap.
    Exhausted,
    /// One item is left in the scratch and goes beyond everything that is left in place.
    LastOne,
    Raised(E),
}

impl<E> From<E> for End<E> {
    fn from(error: E) -> Self {
        End::Raised(error)
    }
}

impl<E, F: FnMut(u32, u32) -> Result<bool, E>> Sort<'_, F> {
    fn run(&mut self) -> Result<(), E> {
        let total = self.order.len();
        let wanted = min_run(total);
        let mut start = 0;
        while start < total {
            let rest = &mut self.order[start..];
            let mut len = count_run(rest, &mut self.less)?;
            if len < wanted {
                let force = wanted.min(rest.len());
                insert(&mut rest[..force], len, &mut self.less)?;
                len = force;
            }
            self.merge_before(start, len)?;
            self.runs.push(Run { start, len, power: 0 });
            start += len;
        }
        while let n @ 2.. = self.runs.len() {
            let smaller_left = n > 2 && self.runs[n - 3].len < self.runs[n - 1].len;
            self.merge_at(if smaller_left { n - 3 } else { n - 2 })?;
        }
        Ok(())
    }

    /// Merges the runs that lie deeper in powersort's tree than the boundary to the new run of `len` items.
    fn merge_before(&mut self, start: usize, len: usize) -> Result<(), E> {
        let Some(last) = self.runs.last() else { return Ok(()) };
        let power = power(last.start, start, start + len, self.order.len());
        while let n @ 2.. = self.runs.len()
            && self.runs[n - 2].power > power
        {
            self.merge_at(n - 2)?;
        }
        if let Some(last) = self.runs.last_mut() {
            last.power = power;
        }
        Ok(())
    }

    /// Merges runs `at` and `at + 1`.
    fn merge_at(&mut self, at: usize) -> Result<(), E> {
        let (left, right) = (self.runs[at], self.runs.remove(at + 1));
        self.runs[at].len += right.len;
        // What stands before everything on the right, and after everything on the left, stays.
        let less = &mut self.less;
        let order = &*self.order;
        let first_right = order[right.start];
        let skip = gallop(&order[left.start..right.start], 0, |item| less(first_right, item).map(|b| !b))?;
        if skip == left.len {
            return Ok(());
        }
        let last_left = order[right.start - 1];
        let rights = &order[right.start..right.start + right.len];
        let keep = gallop(rights, right.len - 1, |item| less(item, last_left))?;
        if keep == 0 {
            return Ok(());
        }
        let (start, end) = (left.start + skip, right.start + keep);
        if left.len - skip <= keep {
            self.merge_up(start, right.start, end)
        } else {
            self.merge_down(start, right.start, end)
        }
    }

    /// Merges `start..middle` and `middle..end` from the front; the left side waits in the scratch.
    fn merge_up(&mut self, start: usize, middle: usize, end: usize) -> Result<(), E> {
        self.scratch.clear();
        self.scratch.extend_from_slice(&self.order[start..middle]);
        let mut at = Up { left: 0, right: middle, to: start, end };
        let Err(why) = self.merge_up_by(&mut at);
        if let End::LastOne = why {
            self.order.copy_within(at.right..end, at.to);
            self.order[end - 1] = self.scratch[at.left];
            return Ok(());
        }
        let rest = &self.scratch[at.left..];
        self.order[at.to..at.to + rest.len()].copy_from_slice(rest);
        match why {
            End::Raised(error) => Err(error),
            _ => Ok(()),
        }
    }

    fn merge_up_by(&mut self, at: &mut Up) -> Result<std::convert::Infallible, End<E>> {
        at.take_right(self.order, 1)?;
        if self.scratch.len() == 1 {
            return Err(End::LastOne);
        }
        loop {
            let (mut lefts, mut rights) = (0, 0);
            while lefts < self.gallop_after && rights < self.gallop_after {
                if (self.less)(self.order[at.right], self.scratch[at.left])? {
                    (lefts, rights) = (0, rights + 1);
                    at.take_right(self.order, 1)?;
                } else {
                    (lefts, rights) = (lefts + 1, 0);
                    at.take_left(self.order, &self.scratch, 1)?;
                }
            }
            self.gallop_after += 1;
            loop {
                self.gallop_after -= usize::from(self.gallop_after > 1);
                let (order, less) = (&mut *self.order, &mut self.less);
                let pivot = order[at.right];
                let lefts = gallop(&self.scratch[at.left..], 0, |item| less(pivot, item).map(|b| !b))?;
                at.take_left(order, &self.scratch, lefts)?;
                at.take_right(order, 1)?;
                let pivot = self.scratch[at.left];
                let rights = gallop(&order[at.right..at.end], 0, |item| less(item, pivot))?;
                at.take_right(order, rights)?;
                at.take_left(order, &self.scratch, 1)?;
                if lefts < GALLOP && rights < GALLOP {
                    break;
                }
            }
            self.gallop_after += 1; // Galloping again must pay first.
        }
    }

    /// Merges `start..middle` and `middle..end` from the back; the right side waits in the scratch.
    fn merge_down(&mut self, start: usize, middle: usize, end: usize) -> Result<(), E> {
        self.scratch.clear();
        self.scratch.extend_from_slice(&self.order[middle..end]);
        let mut at = Down { left: middle, right: end - middle, to: end, start };
        let Err(why) = self.merge_down_by(&mut at);
        if let End::LastOne = why {
            self.order.copy_within(start..at.left, start + 1);
            self.order[start] = self.scratch[0];
            return Ok(());
        }
        let rest = &self.scratch[..at.right];
        self.order[at.to - rest.len()..at.to].copy_from_slice(rest);
        match why {
            End::Raised(error) => Err(error),
            _ => Ok(()),
        }
    }

    fn merge_down_by(&mut self, at: &mut Down) -> Result<std::convert::Infallible, End<E>> {
        at.take_left(self.order, 1)?;
        if at.right == 1 {
            return Err(End::LastOne);
        }
        loop {
            let (mut lefts, mut rights) = (0, 0);
            while lefts < self.gallop_after && rights < self.gallop_after {
                if (self.less)(self.scratch[at.right - 1], self.order[at.left - 1])? {
                    (lefts, rights) = (lefts + 1, 0);
                    at.take_left(self.order, 1)?;
                } else {
                    (lefts, rights) = (0, rights + 1);
                    at.take_right(self.order, &self.scratch, 1)?;
                }
            }
            self.gallop_after += 1;
            loop {
                self.gallop_after -= usize::from(self.gallop_after > 1);
                let (order, less) = (&mut *self.order, &mut self.less);
                let pivot = self.scratch[at.right - 1];
                let all = &order[at.start..at.left];
                let lefts = all.len() - gallop(all, all.len() - 1, |item| less(pivot, item).map(|b| !b))?;
                at.take_left(order, lefts)?;
                at.take_right(order, &self.scratch, 1)?;
                let pivot = order[at.left - 1];
                let all = &self.scratch[..at.right];
                let rights = all.len() - gallop(all, all.len() - 1, |item| less(item, pivot))?;
                at.take_right(order, &self.scratch, rights)?;
                at.take_left(order, 1)?;
                if lefts < GALLOP && rights < GALLOP {
                    break;
                }
            }
            self.gallop_after += 1;
        }
    }
}

/// A merge from the front: `left..` of the scratch and `right..end` of the order go to `to..`. The gap between `to` and
/// `right` is as long as what is left in the scratch.
struct Up {
    left: usize,
    right: usize,
    to: usize,
    end: usize,
}

impl Up {
    fn take_left<E>(&mut self, order: &mut [u32], scratch: &[u32], n: usize) -> Result<(), End<E>> {
        order[self.to..self.to + n].copy_from_slice(&scratch[self.left..self.left + n]);
        self.left += n;
        self.to += n;
        match scratch.len() - self.left {
            0 => Err(End::Exhausted), // Only if answers contradict one another.
            1 => Err(End::LastOne),
            _ => Ok(()),
        }
    }

    fn take_right<E>(&mut self, order: &mut [u32], n: usize) -> Result<(), End<E>> {
        order.copy_within(self.right..self.right + n, self.to);
        self.right += n;
        self.to += n;
        if self.right == self.end { Err(End::Exhausted) } else { Ok(()) }
    }
}

/// A merge from the back: `start..left` of the order and `..right` of the scratch go to `..to`. The gap between `left`
/// and `to` is as long as what is left in the scratch.
struct Down {
    left: usize,
    right: usize,
    to: usize,
    start: usize,
}

impl Down {
    fn take_left<E>(&mut self, order: &mut [u32], n: usize) -> Result<(), End<E>> {
        order.copy_within(self.left - n..self.left, self.to - n);
        self.left -= n;
        self.to -= n;
        if self.left == self.start { Err(End::Exhausted) } else { Ok(()) }
    }

    fn take_right<E>(&mut self, order: &mut [u32], scratch: &[u32], n: usize) -> Result<(), End<E>> {
        order[self.to - n..self.to].copy_from_slice(&scratch[self.right - n..self.right]);
        self.right -= n;
        self.to -= n;
        match self.right {
            0 => Err(End::Exhausted), // Only if answers contradict one another.
            1 => Err(End::LastOne),
            _ => Ok(()),
        }
    }
}

/// A run length between 32 and 64 such that the number of runs is a power of two or just below.
fn min_run(mut len: usize) -> usize {
    let mut odd = 0;
    while len >= SHORT {
        odd |= len & 1;
        len >>= 1;
    }
    len + odd
}

/// Powersort's depth for the boundary at `middle` of runs `left..middle` and `middle..right`: how many leading binary
/// digits the runs' midpoints, as fractions of `total`, have in common, plus one.
fn power(left: usize, middle: usize, right: usize, total: usize) -> u32 {
    // Twice the midpoints; both stay below 2 * total, so that one shift cannot overflow.
    let (mut a, mut b) = (left + middle, middle + right);
    let mut power = 1;
    loop {
        if a >= total {
            a -= total;
            b -= total;
        } else if b >= total {
            return power;
        }
        a <<= 1;
        b <<= 1;
        power += 1;
    }
}

/// The length of the run at the start of `order`; a strictly falling one is reversed.
fn count_run<E>(order: &mut [u32], less: &mut impl FnMut(u32, u32) -> Result<bool, E>) -> Result<usize, E> {
    let [first, second, ..] = order else { return Ok(order.len()) };
    let falling = less(*second, *first)?;
    let mut run = 2;
    while let (Some(previous), Some(next)) = (order.get(run - 1), order.get(run)) {
        if less(*next, *previous)? != falling {
            break;
        }
        run += 1;
    }
    if falling {
        order[..run].reverse();
    }
    Ok(run)
}

/// Binary insertion of `order[sorted..]` into `order[..sorted]`.
fn insert<E>(
    order: &mut [u32],
    sorted: usize,
    less: &mut impl FnMut(u32, u32) -> Result<bool, E>,
) -> Result<(), E> {
    for at in sorted..order.len() {
        let item = order[at];
        let (mut low, mut high) = (0, at);
        while low < high {
            let middle = low + (high - low) / 2;
            if less(item, order[middle])? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        order[low..=at].rotate_right(1);
    }
    Ok(())
}

/// How many items at the start of `items` satisfy `before`: by doubling steps away from `hint`, then by halves.
fn gallop<E>(items: &[u32], hint: usize, mut before: impl FnMut(u32) -> Result<bool, E>) -> Result<usize, E> {
    let (mut near, mut far) = (0, 1); // Distances from the hint between which the place lies.
    let (mut low, mut high) = if before(items[hint])? {
        let most = items.len() - hint;
        while far < most && before(items[hint + far])? {
            (near, far) = (far, 2 * far + 1);
        }
        (hint + near + 1, hint + far.min(most))
    } else {
        let most = hint + 1;
        while far < most && !before(items[hint - far])? {
            (near, far) = (far, 2 * far + 1);
        }
        (most - far.min(most), hint - near)
    };
    while low < high {
        let middle = low + (high - low) / 2;
        if before(items[middle])? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

/// The stable order of plain integers; `reverse` keeps equal items in their order, as Python does.
pub fn order_of_ints(keys: &[i64], reverse: bool) -> Vec<u32> {
    order_by(keys, reverse, |a, b| a.cmp(b))
}

/// The stable order of floats, when none is a NaN (with one, the answer depends on the algorithm: `None`).
pub fn order_of_floats(keys: &[f64], reverse: bool) -> Option<Vec<u32>> {
    if keys.iter().any(|k| k.is_nan()) {
        return None;
    }
    Some(order_by(keys, reverse, |a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal)))
}

/// The stable order of texts by their bytes, which for UTF-8 is the order of code points.
pub fn order_of_bytes(keys: &[&[u8]], reverse: bool) -> Vec<u32> {
    order_by(keys, reverse, |a, b| a.cmp(b))
}

/// Sorts (key, index) pairs with the standard sort, whose comparison here is a total order.
fn order_by<K: Copy>(keys: &[K], reverse: bool, compare: impl Fn(&K, &K) -> std::cmp::Ordering) -> Vec<u32> {
    let mut pairs: Vec<(K, u32)> = keys.iter().copied().zip(0..).collect();
    if reverse {
        pairs.sort_by(|a, b| compare(&b.0, &a.0));
    } else {
        pairs.sort_by(|a, b| compare(&a.0, &b.0));
    }
    pairs.into_iter().map(|p| p.1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn permutation(len: u32, mut less: impl FnMut(u32, u32) -> bool) -> Vec<u32> {
        let mut order: Vec<u32> = (0..len).collect();
        assert_eq!(sort_indices(&mut order, |a, b| Ok::<bool, ()>(less(a, b))), Ok(()));
        order
    }

    fn check(keys: &[i32]) {
        let mut comparisons = 0usize;
        let order = permutation(keys.len() as u32, |a, b| {
            comparisons += 1;
            keys[a as usize] < keys[b as usize]
        });
        let mut expected: Vec<u32> = (0..keys.len() as u32).collect();
        expected.sort_by_key(|i| keys[*i as usize]);
        assert_eq!(order, expected);
        let n = keys.len();
        assert!(comparisons <= n * (usize::BITS - n.leading_zeros()) as usize + n);
    }

    proptest! {
        #[test]
        fn sorts_stably(keys in prop::collection::vec(-20..20i32, 0..800)) {
            check(&keys);
        }

        #[test]
        fn any_answers_give_a_permutation(
            answers in prop::collection::vec(any::<bool>(), 1..50), len in 0u32..600, fail_at in 0usize..8000
        ) {
            let mut asked = 0;
            let mut order: Vec<u32> = (0..len).collect();
            let result = sort_indices(&mut order, |_, _| {
                asked += 1;
                if asked == fail_at { Err(()) } else { Ok(answers[asked % answers.len()]) }
            });
            prop_assert!(result.is_ok() || asked == fail_at);
            order.sort_unstable();
            prop_assert_eq!(order, (0..len).collect::<Vec<u32>>());
        }
    }

    #[test]
    fn ordered_input_costs_little() {
        for keys in [(0..1000).collect::<Vec<i32>>(), (0..1000).rev().collect()] {
            let mut comparisons = 0;
            let order = permutation(keys.len() as u32, |a, b| {
                comparisons += 1;
                keys[a as usize] < keys[b as usize]
            });
            assert!(order.iter().map(|i| keys[*i as usize]).is_sorted());
            assert_eq!(comparisons, 999);
        }
    }

    #[test]
    fn plain_keys() {
        assert_eq!(order_of_ints(&[3, 1, 3, 2], false), [1, 3, 0, 2]);
        assert_eq!(order_of_ints(&[3, 1, 3, 2], true), [0, 2, 3, 1]);
        assert_eq!(order_of_floats(&[0.0, f64::NAN], false), None);
        assert_eq!(order_of_floats(&[0.0, -0.0, -1.0], false), Some(vec![2, 0, 1]));
        assert_eq!(order_of_bytes(&[b"b", b"a", b""], false), [2, 1, 0]);
    }
}
