//! Sorting: a stable merge sort of a permutation whose comparison may fail, and fast sorts for plain keys.
//!
//! The comparison is guest code: it may raise, compare inconsistently or change the list being sorted. So the sort
//! moves only indices, keeps its own scratch and never trusts an answer for its own safety: with any answers the result
//! is a permutation. Runs that are already in order (or strictly backwards) are found first, as in timsort, so
//! sorted input costs n - 1 comparisons; then neighbouring runs merge by a stack that keeps their sizes balanced.

/// Short runs are extended to this length by binary insertion.
const MIN_RUN: usize = 32;
/// After one side of a merge wins this often in a row, the next place is found by galloping.
const GALLOP: usize = 7;

/// The stable order of `0..len` under `less(a, b)`: "item `a` comes before item `b`".
pub fn permutation<E>(len: u32, mut less: impl FnMut(u32, u32) -> Result<bool, E>) -> Result<Vec<u32>, E> {
    let mut order: Vec<u32> = (0..len).collect();
    sort_indices(&mut order, &mut less)?;
    Ok(order)
}

/// Sorts `order` in place, stably, under `less`; after an error `order` is some permutation of what it was.
pub fn sort_indices<E>(
    order: &mut [u32],
    less: &mut impl FnMut(u32, u32) -> Result<bool, E>,
) -> Result<(), E> {
    let len = order.len();
    let mut runs: Vec<(usize, usize)> = Vec::new(); // Start and length, adjacent.
    let mut scratch: Vec<u32> = Vec::new();
    let min_run = min_run(len);
    let mut at = 0;
    while at < len {
        let rest = order.get_mut(at..).unwrap_or_default();
        let mut run = count_run(rest, less)?;
        let wanted = min_run.min(rest.len());
        if run < wanted {
            insert(rest.get_mut(..wanted).unwrap_or_default(), run, less)?;
            run = wanted;
        }
        runs.push((at, run));
        at += run;
        collapse(order, &mut runs, &mut scratch, less, false)?;
    }
    collapse(order, &mut runs, &mut scratch, less, true)
}

/// A run length between 16 and 32 such that the number of runs is a power of two or just below.
fn min_run(mut len: usize) -> usize {
    let mut odd = 0;
    while len >= MIN_RUN {
        odd |= len & 1;
        len >>= 1;
    }
    len + odd
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
        order.get_mut(..run).unwrap_or_default().reverse();
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

/// Merges runs until the stack's lengths fall fast enough, or all of them when `all`.
fn collapse<E>(
    order: &mut [u32],
    runs: &mut Vec<(usize, usize)>,
    scratch: &mut Vec<u32>,
    less: &mut impl FnMut(u32, u32) -> Result<bool, E>,
    all: bool,
) -> Result<(), E> {
    while runs.len() > 1 {
        let n = runs.len();
        let length = |back: usize| n.checked_sub(back).and_then(|i| runs.get(i)).map_or(usize::MAX, |r| r.1);
        let (top, second, third, fourth) = (length(1), length(2), length(3), length(4));
        let crowded = (n >= 3 && third <= second + top) || (n >= 4 && fourth <= third.saturating_add(second));
        if !(all || crowded || second <= top) {
            break;
        }
        let at = if n >= 3 && third < top && (all || crowded) { n - 3 } else { n - 2 };
        let (left, right) = (runs[at], runs[at + 1]);
        merge(&mut order[left.0..right.0 + right.1], left.1, scratch, less)?;
        runs[at].1 += right.1;
        runs.remove(at + 1);
    }
    Ok(())
}

/// Merges `order[..middle]` and `order[middle..]`, both sorted.
fn merge<E>(
    order: &mut [u32],
    middle: usize,
    scratch: &mut Vec<u32>,
    less: &mut impl FnMut(u32, u32) -> Result<bool, E>,
) -> Result<(), E> {
    // What stands before everything on the right, and after everything on the left, stays.
    let first_right = order[middle];
    let skip = gallop(&order[..middle], |item| less(first_right, item).map(|b| !b))?;
    if skip == middle {
        return Ok(());
    }
    let last_left = order[middle - 1];
    let keep = gallop(&order[middle..], |item| less(item, last_left))?;
    let order = &mut order[skip..middle + keep];
    let middle = middle - skip;
    if keep == 0 {
        return Ok(());
    }
    scratch.clear();
    scratch.extend_from_slice(&order[..middle]);
    // Left from scratch, right in place: the write position never passes the right read position.
    let (mut left, mut right, mut to) = (0, middle, 0);
    let mut result = Ok(());
    let (mut left_wins, mut right_wins) = (0, 0);
    while left < scratch.len() && right < order.len() {
        let take_right = match less(order[right], scratch[left]) {
            Ok(answer) => answer,
            Err(e) => {
                result = Err(e);
                break;
            }
        };
        if take_right {
            order[to] = order[right];
            right += 1;
            to += 1;
            right_wins += 1;
            left_wins = 0;
            if right_wins >= GALLOP {
                let pivot = scratch[left];
                match gallop(&order[right..], |item| less(item, pivot)) {
                    Ok(n) => {
                        order.copy_within(right..right + n, to);
                        right += n;
                        to += n;
                    }
                    Err(e) => {
                        result = Err(e);
                        break;
                    }
                }
                right_wins = 0;
            }
        } else {
            order[to] = scratch[left];
            left += 1;
            to += 1;
            left_wins += 1;
            right_wins = 0;
            if left_wins >= GALLOP {
                let pivot = order[right];
                match gallop(&scratch[left..], |item| less(pivot, item).map(|b| !b)) {
                    Ok(n) => {
                        order[to..to + n].copy_from_slice(&scratch[left..left + n]);
                        left += n;
                        to += n;
                    }
                    Err(e) => {
                        result = Err(e);
                        break;
                    }
                }
                left_wins = 0;
            }
        }
    }
    // The rest of the left side fills the gap exactly, also after an error.
    let rest = scratch.len() - left;
    order[to..to + rest].copy_from_slice(&scratch[left..]);
    result
}

/// How many items at the start of `items` satisfy `before`, by doubling steps and then halves.
fn gallop<E>(items: &[u32], mut before: impl FnMut(u32) -> Result<bool, E>) -> Result<usize, E> {
    let (mut low, mut step) = (0, 1);
    let mut high = items.len();
    while low < high {
        let probe = (low + step - 1).min(high - 1);
        if before(items[probe])? {
            low = probe + 1;
            step *= 2;
        } else {
            high = probe;
            break;
        }
    }
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

    fn check(keys: &[i32]) {
        let mut comparisons = 0usize;
        let order = permutation(keys.len() as u32, |a, b| {
            comparisons += 1;
            Ok::<bool, ()>(keys[a as usize] < keys[b as usize])
        });
        let mut expected: Vec<u32> = (0..keys.len() as u32).collect();
        expected.sort_by_key(|i| keys[*i as usize]);
        assert_eq!(order, Ok(expected));
        let n = keys.len();
        assert!(comparisons <= n * (usize::BITS - n.leading_zeros()) as usize + n);
    }

    proptest! {
        #[test]
        fn sorts_stably(keys in prop::collection::vec(-20..20i32, 0..400)) {
            check(&keys);
        }

        #[test]
        fn any_answers_give_a_permutation(
            answers in prop::collection::vec(any::<bool>(), 1..50), len in 0u32..300, fail_at in 0usize..4000
        ) {
            let mut asked = 0;
            let mut order: Vec<u32> = (0..len).collect();
            let result = sort_indices(&mut order, &mut |_, _| {
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
                Ok::<bool, ()>(keys[a as usize] < keys[b as usize])
            });
            assert_eq!(order.map(|o| o.iter().map(|i| keys[*i as usize]).is_sorted()), Ok(true));
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
