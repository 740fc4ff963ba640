//! `range` and `slice`: construction, methods and attributes.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, Zero};

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Def, IterKind};

use super::items::count_between;

pub(super) static RANGE_METHODS: &[Def] = &[
    Def::static_method("__new__", "cls, /, *args", range_new),
    Def::new("count", "value, /", range_count),
    Def::new("index", "value, /", range_index),
    Def::new("__reversed__", "", range_reversed),
    Def::getter("start", range_start),
    Def::getter("stop", range_stop),
    Def::getter("step", range_step),
];

pub(super) static SLICE_METHODS: &[Def] = &[
    Def::static_method("__new__", "cls, /, *args", slice_new),
    Def::new("indices", "length, /", slice_indices),
    Def::getter("start", slice_start),
    Def::getter("stop", slice_stop),
    Def::getter("step", slice_step),
];

fn range_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let given = args.skip(1);
    count_between(gil, "range", given.len(), 1, 3)?;
    let s = &mut Scope::new(gil);
    let parts = s.slots(3);
    for (i, arg) in given.iter().enumerate() {
        if arg.get(s).as_small_int().is_some() {
            parts.reg(i).set(s, arg.get(s));
        } else {
            s.index_big(arg, parts.reg(i))?;
        }
    }
    if given.len() == 3 && parts.get(s, 2).to_i64() == Some(0) {
        return Err(s.value_error("range() arg 3 must not be zero"));
    }
    let (one, zero) = (s.int(1), s.int(0));
    let range = match given.len() {
        1 => s.range(zero, parts.get(s, 0), one),
        2 => s.range(parts.get(s, 0), parts.get(s, 1), one),
        _ => s.range(parts.get(s, 0), parts.get(s, 1), parts.get(s, 2)),
    };
    out.set(s, range);
    Ok(())
}

fn range_part(gil: &Gil, args: Args, part: usize, out: Reg) {
    if let Some(range) = args.get(gil, 0).as_range() {
        out.set(gil, range.parts()[part]);
    }
}

fn range_start(gil: &mut Gil, args: Args, out: Reg) -> Res {
    range_part(gil, args, 0, out);
    Ok(())
}

fn range_stop(gil: &mut Gil, args: Args, out: Reg) -> Res {
    range_part(gil, args, 1, out);
    Ok(())
}

fn range_step(gil: &mut Gil, args: Args, out: Reg) -> Res {
    range_part(gil, args, 2, out);
    Ok(())
}

/// Start, stop, step.
fn big_parts(range: Local<'_>) -> Option<[BigInt; 3]> {
    let [start, stop, step] = range.as_range()?.parts();
    Some([start.to_bigint()?.into_owned(), stop.to_bigint()?.into_owned(), step.to_bigint()?.into_owned()])
}

/// How many numbers.
fn big_len([start, stop, step]: &[BigInt; 3]) -> BigInt {
    let span = if step.is_positive() { stop - start } else { start - stop };
    if span.is_positive() { (span - 1) / step.abs() + 1 } else { BigInt::zero() }
}

/// The index of an int in a range.
fn find(range: Local<'_>, value: Local<'_>) -> Option<BigInt> {
    let parts = big_parts(range)?;
    let (quotient, rest) = (&*value.to_bigint()? - &parts[0]).div_mod_floor(&parts[2]);
    (rest.is_zero() && !quotient.is_negative() && quotient < big_len(&parts)).then_some(quotient)
}

/// The indices of the items that are equal to a value that is no int.
fn search(gil: &mut Gil, range: Reg, value: Reg, first_only: bool) -> Res<(Option<i64>, i64)> {
    let s = &mut Scope::new(gil);
    let (iter, item) = (s.slot(), s.slot());
    s.iter(range, iter)?;
    let (mut first, mut count, mut at) = (None, 0, 0);
    while s.next(iter, item)? {
        if s.eq(item, value)? {
            count += 1;
            first = first.or(Some(at));
            if first_only {
                break;
            }
        }
        at += 1;
        s.tick(1)?;
    }
    Ok((first, count))
}

fn range_index(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if args.get(gil, 1).is_int_like() {
        if let Some(index) = find(args.get(gil, 0), args.get(gil, 1)) {
            out.set(gil, gil.bigint(index));
            return Ok(());
        }
        let text = gil.repr_text(args.reg(1))?;
        return Err(gil.value_error(format!("{} is not in range", String::from_utf8_lossy(&text))));
    }
    match search(gil, args.reg(0), args.reg(1), true)?.0 {
        Some(at) => {
            out.set(gil, gil.int(at));
            Ok(())
        }
        None => Err(gil.value_error("sequence.index(x): x not in sequence")),
    }
}

fn range_count(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let count = if args.get(gil, 1).is_int_like() {
        i64::from(find(args.get(gil, 0), args.get(gil, 1)).is_some())
    } else {
        search(gil, args.reg(0), args.reg(1), false)?.1
    };
    out.set(gil, gil.int(count));
    Ok(())
}

fn range_reversed(gil: &mut Gil, args: Args, out: Reg) -> Res {
    reverse_iter(gil, args.reg(0), out);
    Ok(())
}

/// An iterator over a range from its end.
pub(super) fn reverse_iter(gil: &Gil, range: Reg, out: Reg) {
    let Some(parts) = big_parts(range.get(gil)) else { return };
    let small = range.get(gil).as_range().and_then(|range| range.small());
    if let Some((start, stop, step)) = small
        && let Ok(len) = i64::try_from(crate::object::range_len(start, stop, step))
    {
        let last = i128::from(start) + (i128::from(len) - 1) * i128::from(step);
        if let (Ok(last), Some(back)) = (i64::try_from(last), step.checked_neg()) {
            let iter = gil.new_iter(IterKind::Range, gil.none(), gil.none());
            iter.index.set(last);
            iter.stop.set(len);
            iter.step.set(back);
            out.set(gil, iter.local());
            return;
        }
    }
    let len = big_len(&parts);
    let [start, _, step] = parts;
    let last = &start + (len - 1) * &step;
    let iter = gil.new_iter(IterKind::LongRange, gil.bigint(last), gil.bigint(&start - &step));
    iter.set_third(gil.bigint(-step));
    out.set(gil, iter.local());
}

fn slice_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let given = args.skip(1);
    count_between(gil, "slice", given.len(), 1, 3)?;
    let none = gil.none();
    let slice = match given.len() {
        1 => gil.slice(none, given.get(gil, 0), none),
        2 => gil.slice(given.get(gil, 0), given.get(gil, 1), none),
        _ => gil.slice(given.get(gil, 0), given.get(gil, 1), given.get(gil, 2)),
    };
    out.set(gil, slice);
    Ok(())
}

fn slice_part(gil: &Gil, args: Args, part: usize, out: Reg) {
    if let Some(slice) = args.get(gil, 0).as_slice() {
        out.set(gil, slice.parts()[part]);
    }
}

fn slice_start(gil: &mut Gil, args: Args, out: Reg) -> Res {
    slice_part(gil, args, 0, out);
    Ok(())
}

fn slice_stop(gil: &mut Gil, args: Args, out: Reg) -> Res {
    slice_part(gil, args, 1, out);
    Ok(())
}

fn slice_step(gil: &mut Gil, args: Args, out: Reg) -> Res {
    slice_part(gil, args, 2, out);
    Ok(())
}

/// A part of a slice as an int, `None` if it is None.
fn bound(gil: &mut Gil, value: Reg) -> Res<Option<BigInt>> {
    if value.get(gil).is_none() {
        return Ok(None);
    }
    let s = &mut Scope::new(gil);
    let index = s.slot();
    match s.index_big(value, index) {
        Err(_) if s.catch(crate::object::Type::TypeError) => {
            return Err(s.type_error("slice indices must be integers or None or have an __index__ method"));
        }
        other => other?,
    }
    Ok(index.get(s).to_bigint().map(|big| big.into_owned()))
}

fn slice_indices(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (index, parts) = (s.slot(), s.slots(3));
    s.index_big(args.reg(1), index)?;
    let len = index.get(s).to_bigint().map_or_else(BigInt::zero, |big| big.into_owned());
    if len.is_negative() {
        return Err(s.value_error("length should not be negative"));
    }
    if let Some(slice) = args.get(s, 0).as_slice() {
        for (i, part) in slice.parts().into_iter().enumerate() {
            parts.reg(i).set(s, part);
        }
    }
    let step = bound(s, parts.reg(2))?.unwrap_or_else(|| BigInt::from(1));
    if step.is_zero() {
        return Err(s.value_error("slice step cannot be zero"));
    }
    let (low, high) =
        if step.is_negative() { (BigInt::from(-1), &len - 1) } else { (BigInt::zero(), len.clone()) };
    let clamp = |value: BigInt| {
        let value = if value.is_negative() { value + &len } else { value };
        value.max(low.clone()).min(high.clone())
    };
    let start = bound(s, parts.reg(0))?;
    let start = start.map_or_else(|| if step.is_negative() { high.clone() } else { low.clone() }, &clamp);
    let stop = bound(s, parts.reg(1))?;
    let stop = stop.map_or_else(|| if step.is_negative() { low.clone() } else { high.clone() }, &clamp);
    out.set(s, s.tuple(&[s.bigint(start), s.bigint(stop), s.bigint(step)]));
    Ok(())
}
