//! `tuple`: construction and methods.

use crate::heap::{Args, Gil, Object, Reg, Res, Scope};
use crate::object::{Def, List, Tuple, Type};

use super::items::{index_from, list_from, position};

pub(super) static METHODS: &[Def] = &[
    Def::static_method("__new__", "cls, iterable=?, /", new),
    Def::new("count", "value, /", count),
    Def::new("index", "value, start=0, stop=?, /", index),
];

fn new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let shape = gil.class_shape(args.reg(0));
    let source = args.get(gil, 1);
    if shape == Type::Tuple.shape() {
        if source.is_unset() {
            out.set(gil, gil.empty_tuple());
            return Ok(());
        }
        if gil.is_exact(source, Type::Tuple) {
            out.set(gil, source);
            return Ok(());
        }
    }
    let s = &mut Scope::new(gil);
    let list = s.slot();
    if source_is_unset(s, args) {
        list.set(s, s.list().local());
    } else {
        list_from(s, args.reg(1), list)?;
    }
    list_to_tuple(s, list, shape, out);
    Ok(())
}

fn source_is_unset(gil: &Gil, args: Args) -> bool {
    args.get(gil, 1).is_unset()
}

/// A tuple of this shape with the items of the list in `list`.
pub(crate) fn list_to_tuple(gil: &Gil, list: Reg, shape: u32, out: Reg) {
    let Some(list) = list.get(gil).as_list() else { return };
    if list.is_empty() && shape == Type::Tuple.shape() {
        out.set(gil, gil.empty_tuple());
        return;
    }
    let tuple = gil.tuple_of_shape(list.len(), shape);
    for (i, item) in list.iter().enumerate() {
        tuple.init(i, item);
    }
    out.set(gil, tuple.local());
}

fn count(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (mut found, mut from) = (0, 0);
    while let Some(at) = position(gil, args.reg(0), args.reg(1), from, usize::MAX)? {
        found += 1;
        from = at + 1;
    }
    out.set(gil, gil.int(found));
    Ok(())
}

fn index(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let len = args.get(gil, 0).as_tuple().map_or(0, Tuple::len);
    let from = index_from(gil, args.reg(2), 0, len)?;
    let to = index_from(gil, args.reg(3), usize::MAX, len)?;
    match position(gil, args.reg(0), args.reg(1), from, to)? {
        Some(at) => {
            out.set(gil, gil.int(at as i64));
            Ok(())
        }
        None => Err(gil.value_error("tuple.index(x): x not in tuple")),
    }
}

/// The number of items of a list or tuple.
pub(super) fn sequence_len(gil: &Gil, value: Reg) -> usize {
    let value = value.get(gil);
    value.as_list().map_or_else(|| value.as_tuple().map_or(0, Tuple::len), List::len)
}
