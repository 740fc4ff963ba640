//! What the containers share: taking the items of any iterable, finding a value, reading bounds.

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::Type;

/// How many items are moved between two polls.
const CHUNK: usize = 4096;

/// Appends all items of `iterable` to the list in `list`.
pub(crate) fn extend_list(gil: &mut Gil, list: Reg, iterable: Reg) -> Res {
    let source = iterable.get(gil);
    let len = direct_len(gil, source);
    if let Some(len) = len {
        gil.charge(len.saturating_mul(8))?;
        let mut at = 0;
        if let Some(target) = list.get(gil).as_list() {
            target.reserve(gil, len)?;
        }
        while at < len {
            let end = len.min(at + CHUNK);
            {
                let Some(target) = list.get(gil).as_list() else { return Ok(()) };
                let mut source = Direct::new(gil, iterable.get(gil), at);
                while at < end {
                    let Some(item) = source.next() else { return Ok(()) };
                    target.push(gil, item)?;
                    at += 1;
                }
            }
            gil.tick(CHUNK)?;
        }
        return Ok(());
    }
    let s = &mut Scope::new(gil);
    let (iter, item) = (s.slot(), s.slot());
    s.iter(iterable, iter)?;
    while s.next(iter, item)? {
        if let Some(target) = list.get(s).as_list() {
            target.push(s, item.get(s))?;
        }
        s.tick(1)?;
    }
    Ok(())
}

/// A fresh list of all items of `iterable`.
pub(crate) fn list_from(gil: &mut Gil, iterable: Reg, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let list = s.root(s.none());
    list.set(s, s.list().local());
    extend_list(s, list, iterable)?;
    out.set(s, list.get(s));
    Ok(())
}

/// The length of what `Direct` can walk over; `None` for everything whose iteration may run guest code.
pub(crate) fn direct_len(gil: &Gil, value: Local<'_>) -> Option<usize> {
    if let Some(list) = value.as_list() {
        return gil.is_exact(value, Type::List).then(|| list.len());
    }
    if let Some(tuple) = value.as_tuple() {
        return gil.is_exact(value, Type::Tuple).then(|| tuple.len());
    }
    if let Some(range) = value.as_range() {
        let (start, stop, step) = range.small()?;
        return usize::try_from(crate::object::range_len(start, stop, step)).ok();
    }
    None
}

/// Walks over a list, tuple or range without calls. Ends early if the list became shorter.
pub(crate) enum Direct<'g> {
    /// A list or tuple, and the next index.
    Items(Local<'g>, usize),
    /// The next number and the step.
    Range(&'g Gil, i64, i64),
}

impl<'g> Direct<'g> {
    /// From item number `at` on; `direct_len` accepted the value and was at least `at`.
    pub(crate) fn new(gil: &'g Gil, value: Local<'g>, at: usize) -> Direct<'g> {
        match value.as_range().and_then(|range| range.small()) {
            Some((start, _, step)) => {
                Direct::Range(gil, start.wrapping_add((at as i64).wrapping_mul(step)), step)
            }
            None => Direct::Items(value, at),
        }
    }

    /// The next item. A range does not know its end: the caller counts.
    #[inline]
    pub(crate) fn next(&mut self) -> Option<Local<'g>> {
        match self {
            Direct::Items(value, at) => {
                let item = match value.as_list() {
                    Some(list) => list.get(*at),
                    None => value.as_tuple()?.get(*at),
                }?;
                *at += 1;
                Some(item)
            }
            Direct::Range(gil, next, step) => {
                let item = gil.int(*next);
                *next = next.wrapping_add(*step);
                Some(item)
            }
        }
    }
}

/// The index of the first item equal to `value` in `[from, to)` of a list or tuple.
pub(super) fn position(
    gil: &mut Gil,
    sequence: Reg,
    value: Reg,
    from: usize,
    to: usize,
) -> Res<Option<usize>> {
    let s = &mut Scope::new(gil);
    let item = s.slot();
    let mut at = from;
    // The list is read again at each step: a comparison may change it.
    while at < to {
        match item_at(s, sequence, at) {
            Some(found) => item.set(s, found),
            None => break,
        }
        if s.eq(item, value)? {
            return Ok(Some(at));
        }
        at += 1;
        s.tick(1)?;
    }
    Ok(None)
}

/// An item of a list or tuple.
pub(super) fn item_at(gil: &Gil, sequence: Reg, index: usize) -> Option<Local<'_>> {
    let value = sequence.get(gil);
    match value.as_list() {
        Some(list) => list.get(index),
        None => value.as_tuple()?.get(index),
    }
}

/// A bound of `index(value, start, stop)`: negative ones count from the end, all are clamped.
pub(super) fn index_from(gil: &mut Gil, bound: Reg, default: usize, len: usize) -> Res<usize> {
    if bound.get(gil).is_unset() {
        return Ok(default);
    }
    let value = saturated_index(gil, bound, "slice indices must be integers or have an __index__ method")?;
    Ok(if value < 0 { value.saturating_add(len as i64).max(0) as usize } else { value as usize })
}

/// `__index__`, clamped to 64 bits; a TypeError with this text if there is none.
pub(super) fn saturated_index(gil: &mut Gil, value: Reg, text: &str) -> Res<i64> {
    if let Some(small) = value.get(gil).as_small_int() {
        return Ok(small);
    }
    let s = &mut Scope::new(gil);
    let index = s.slot();
    match s.index_big(value, index) {
        Err(_) if s.catch(Type::TypeError) => return Err(s.type_error(text)),
        other => other?,
    }
    let value = index.get(s);
    Ok(match value.to_i64() {
        Some(small) => small,
        None if value.to_bigint().is_some_and(|big| big.sign() == num_bigint::Sign::Minus) => i64::MIN,
        None => i64::MAX,
    })
}

/// Refuses keyword arguments in a constructor that takes `*args, **kwargs` (the dict is the last register).
pub(super) fn no_keywords(gil: &Gil, args: Args, name: &str) -> Res {
    let last = args.get(gil, args.len() - 1);
    if last.as_dict().is_some_and(|dict| !dict.is_empty()) {
        return Err(gil.type_error(format!("{name}() takes no keyword arguments")));
    }
    Ok(())
}

/// The number of positional arguments of a constructor is checked with CPython's words.
pub(super) fn count_between(gil: &Gil, name: &str, given: usize, min: usize, max: usize) -> Res {
    let s = |n: usize| if n == 1 { "" } else { "s" };
    if given < min {
        let least = if min == max { "" } else { "at least " };
        return Err(gil.type_error(format!("{name} expected {least}{min} argument{}, got {given}", s(min))));
    }
    if given > max {
        let most = if min == max { "" } else { "at most " };
        return Err(gil.type_error(format!("{name} expected {most}{max} argument{}, got {given}", s(max))));
    }
    Ok(())
}
