//! `list.sort` and `sorted`.
//!
//! The items move to a list of the sort's own, so that a comparison which looks at the list finds it empty, as in
//! CPython. Keys that are all small ints, floats or texts are sorted without calls; everything else by the fallible merge
//! sort of `text::sort`, which moves only indices.

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{List, Type};
use crate::text::sort::{order_of_bytes, order_of_floats, order_of_ints, sort_indices};

use super::items::list_from;

/// `sorted(iterable, /, *, key=None, reverse=False)`.
pub(super) fn sorted(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let given = args.len() - 2;
    super::items::count_between(gil, "sorted", given, 1, 1)?;
    let s = &mut Scope::new(gil);
    let list = s.slot();
    let reverse = s.truthy(args.reg(2))?;
    list_from(s, args.reg(0), list)?;
    sort_list(s, list, args.reg(1), reverse)?;
    out.set(s, list.get(s));
    Ok(())
}

/// Sorts the list in register `list`.
pub(crate) fn sort_list(gil: &mut Gil, list: Reg, key: Reg, reverse: bool) -> Res {
    let s = &mut Scope::new(gil);
    let work = s.slot();
    work.set(s, s.list().local());
    swap(s, list, work);
    let sorted = sort_work(s, work, key, reverse);
    let modified = list.get(s).as_list().is_some_and(|list| !list.is_empty());
    swap(s, list, work);
    sorted?;
    if modified {
        return Err(s.value_error("list modified during sort"));
    }
    Ok(())
}

fn swap(gil: &Gil, a: Reg, b: Reg) {
    if let (Some(a), Some(b)) = (a.get(gil).as_list(), b.get(gil).as_list()) {
        a.swap_contents(b);
    }
}

fn sort_work(gil: &mut Gil, work: Reg, key: Reg, reverse: bool) -> Res {
    let s = &mut Scope::new(gil);
    let len = work.get(s).as_list().map_or(0, List::len);
    if u32::try_from(len).is_err() {
        return Err(s.raise_memory_error());
    }
    let keys = if key.get(s).is_none() {
        work
    } else {
        let (keys, item, result) = (s.slot(), s.slot(), s.slot());
        keys.set(s, s.list().local());
        s.charge(len * 8)?;
        if let Some(keys) = keys.get(s).as_list() {
            keys.reserve(s, len)?;
        }
        for at in 0..len {
            match work.get(s).as_list().and_then(|list| list.get(at)) {
                Some(found) => item.set(s, found),
                None => break,
            }
            s.call1(key, item, result)?;
            if let Some(keys) = keys.get(s).as_list() {
                keys.push(s, result.get(s))?;
            }
            s.tick(1)?;
        }
        keys
    };
    if len < 2 {
        return Ok(());
    }
    s.charge(len * 32)?;
    let (order, sorted) = match quick_order(s, keys, reverse) {
        Some(order) => (order, Ok(())),
        None => slow_order(s, keys, len as u32, reverse),
    };
    // After a comparison that raised, the list stays as far sorted as it is.
    if let Some(list) = work.get(s).as_list() {
        list.permute(s, &order);
    }
    sorted?;
    s.tick(len)
}

/// The order of keys that are all of one simple type.
fn quick_order(gil: &Gil, keys: Reg, reverse: bool) -> Option<Vec<u32>> {
    let list = keys.get(gil).as_list()?;
    let first = list.get(0)?;
    if first.as_small_int().is_some() || first.as_float().is_some() {
        let mut ints = Vec::with_capacity(list.len());
        for item in list.iter() {
            match item.as_small_int() {
                Some(int) => ints.push(int),
                None => break,
            }
        }
        if ints.len() == list.len() {
            return Some(order_of_ints(&ints, reverse));
        }
        let mut floats = Vec::with_capacity(list.len());
        for item in list.iter() {
            match (item.as_float(), item.as_small_int()) {
                (Some(float), _) if item.kind().is_none() || gil.is_exact(item, Type::Float) => {
                    floats.push(float);
                }
                (_, Some(int)) if int.unsigned_abs() <= 1 << 53 => floats.push(int as f64),
                _ => return None,
            }
        }
        return order_of_floats(&floats, reverse);
    }
    first.as_str()?;
    let mut texts = Vec::with_capacity(list.len());
    for item in list.iter() {
        match item.as_str() {
            Some(text) if gil.is_exact(item, Type::Str) => texts.push(text.bytes()),
            _ => return None,
        }
    }
    Some(order_of_bytes(&texts, reverse))
}

/// The order by comparisons that may run guest code, and whether one of them raised.
fn slow_order(gil: &mut Gil, keys: Reg, len: u32, reverse: bool) -> (Vec<u32>, Res) {
    let s = &mut Scope::new(gil);
    let pair = s.slots(2);
    let (left, right) = (pair.reg(0), pair.reg(1));
    let simple_tuples = all_tuples(s, keys);
    // Descending order is the ascending one of the reversed list, reversed: equal items stay as they stood.
    let mut order: Vec<u32> = if reverse { (0..len).rev().collect() } else { (0..len).collect() };
    let sorted = sort_indices(&mut order, |a, b| {
        let quick = {
            let gil: &Gil = s;
            match keys.get(gil).as_list().map(|list| (list.get(a as usize), list.get(b as usize))) {
                Some((Some(x), Some(y))) => {
                    let quick = if simple_tuples { tuple_less(gil, x, y) } else { None };
                    if quick.is_none() {
                        left.set(gil, x);
                        right.set(gil, y);
                    }
                    quick
                }
                _ => Some(false),
            }
        };
        s.tick(1)?;
        match quick {
            Some(less) => Ok(less),
            None => s.lt(left, right),
        }
    });
    if reverse {
        order.reverse();
    }
    (order, sorted)
}

fn all_tuples(gil: &Gil, keys: Reg) -> bool {
    keys.get(gil).as_list().is_some_and(|list| list.iter().all(|item| gil.is_exact(item, Type::Tuple)))
}

/// `a < b` for tuples of numbers and texts; `None` when only the general comparison can tell.
fn tuple_less(gil: &Gil, a: Local<'_>, b: Local<'_>) -> Option<bool> {
    let (a, b) = (a.as_tuple()?, b.as_tuple()?);
    for (x, y) in a.iter().zip(b.iter()) {
        match simple_order(gil, x, y)? {
            std::cmp::Ordering::Equal => {}
            order => return Some(order.is_lt()),
        }
    }
    Some(a.len() < b.len())
}

/// The order of two numbers or two texts whose comparison runs no guest code.
pub(super) fn simple_order(gil: &Gil, x: Local<'_>, y: Local<'_>) -> Option<std::cmp::Ordering> {
    if let (Some(x), Some(y)) = (x.as_small_int(), y.as_small_int()) {
        return Some(x.cmp(&y));
    }
    if let (None, None, Some(x), Some(y)) = (x.kind(), y.kind(), x.as_float(), y.as_float()) {
        return x.partial_cmp(&y);
    }
    match (x.as_str(), y.as_str()) {
        (Some(s), Some(t)) if gil.is_exact(x, Type::Str) && gil.is_exact(y, Type::Str) => {
            Some(s.bytes().cmp(t.bytes()))
        }
        _ => None,
    }
}
