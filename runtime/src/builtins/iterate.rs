//! Builtins around iteration: `iter`, `next`, `enumerate`, `zip`, `map`, `filter`, `reversed`, `len`.

use crate::heap::{Args, Gil, Object, Reg, Res, Scope};
use crate::object::{Def, IterKind, List, Tuple, Type};

use super::items::no_keywords;
use super::{dict, range};

pub(super) static ENUMERATE: &[Def] =
    &[Def::static_method("__new__", "cls, iterable, start=0", enumerate_new)];
pub(super) static ZIP: &[Def] = &[Def::static_method("__new__", "cls, /, *args, strict=False", zip_new)];
pub(super) static MAP: &[Def] = &[Def::static_method("__new__", "cls, /, *args, **kwargs", map_new)];
pub(super) static FILTER: &[Def] = &[Def::static_method("__new__", "cls, function, iterable, /", filter_new)];
pub(super) static REVERSED: &[Def] = &[Def::static_method("__new__", "cls, sequence, /", reversed_new)];

/// `iter(object)` or `iter(callable, sentinel)`.
pub(super) fn iter(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if args.get(gil, 1).is_unset() {
        return gil.iter(args.reg(0), out);
    }
    if !gil.is_callable(args.get(gil, 0)) {
        return Err(gil.type_error("iter(v, w): v must be callable"));
    }
    out.set(gil, gil.new_iter(IterKind::Callable, args.get(gil, 0), args.get(gil, 1)).local());
    Ok(())
}

/// `aiter(async_iterable)`.
pub(super) fn aiter(gil: &mut Gil, args: Args, out: Reg) -> Res {
    gil.builtin_aiter(args.reg(0), out)
}

/// `anext(async_iterator[, default])`.
pub(super) fn anext(gil: &mut Gil, args: Args, out: Reg) -> Res {
    gil.builtin_anext(args.reg(0), args.reg(1), out)
}

/// `next(iterator[, default])`.
pub(super) fn next(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if args.get(gil, 1).is_unset() && args.get(gil, 0).as_generator().is_some() {
        // Ends with the value that the generator returned.
        return gil.generator_send(args.reg(0), crate::word::Word::NONE, out);
    }
    let s = &mut Scope::new(gil);
    let item = s.slot();
    let direct = args.get(s, 0).as_iter().is_some() || args.get(s, 0).as_generator().is_some();
    let found =
        if direct { s.next(args.reg(0), item)? } else { next_of_object(s, args.reg(0), args.reg(1), item)? };
    if found {
        out.set(s, item.get(s));
    } else if args.get(s, 1).is_unset() {
        return Err(s.stop_iteration(None));
    } else {
        out.set(s, args.get(s, 1));
    }
    Ok(())
}

/// Calls `__next__`; false if it ended and there is a default, so that the StopIteration itself is not wanted.
fn next_of_object(gil: &mut Gil, object: Reg, default: Reg, item: Reg) -> Res<bool> {
    let s = &mut Scope::new(gil);
    match s.call_special(object, crate::object::Name::Next, Args::NONE, item) {
        Ok(true) => Ok(true),
        Ok(false) => {
            let name = s.type_name(object.get(s));
            Err(s.type_error(format!("'{name}' object is not an iterator")))
        }
        Err(_) if !default.get(s).is_unset() && s.catch(Type::StopIteration) => Ok(false),
        Err(raised) => Err(raised),
    }
}

/// `len(object)`.
pub(super) fn len(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = args.get(gil, 0);
    let direct = match (value.as_list(), value.as_str()) {
        (Some(list), _) if gil.is_exact(value, Type::List) => Some(list.len()),
        (_, Some(text)) if gil.is_exact(value, Type::Str) => Some(text.char_len()),
        _ => None,
    };
    let len = match direct {
        Some(len) => len,
        None => gil.len(args.reg(0))?,
    };
    out.set(gil, gil.int(len as i64));
    Ok(())
}

fn enumerate_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (source, start) = (s.slot(), s.slot());
    s.index_big(args.reg(2), start)?;
    s.iter(args.reg(1), source)?;
    let iter = s.new_iter(IterKind::Enumerate, source.get(s), s.none());
    match start.get(s).as_small_int() {
        Some(first) => iter.index.set(first),
        None => iter.set_extra(start.get(s)),
    }
    out.set(s, iter.local());
    Ok(())
}

/// A tuple of the iterators of these values.
fn iterators(gil: &mut Gil, values: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (list, iter) = (s.slot(), s.slot());
    list.set(s, s.list().local());
    for value in values.iter() {
        s.iter(value, iter)?;
        if let Some(list) = list.get(s).as_list() {
            list.push(s, iter.get(s))?;
        }
    }
    super::tuple::list_to_tuple(s, list, Type::Tuple.shape(), out);
    Ok(())
}

fn zip_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let sources = s.slot();
    let strict = s.truthy(args.reg(args.len() - 1))?;
    iterators(s, args.skip(1).take(args.len() - 2), sources)?;
    let iter = s.new_iter(IterKind::Zip, sources.get(s), s.none());
    iter.index.set(i64::from(strict));
    out.set(s, iter.local());
    Ok(())
}

fn map_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    no_keywords(gil, args, "map")?;
    let given = args.len() - 2;
    if given < 2 {
        return Err(gil.type_error("map() must have at least two arguments."));
    }
    let s = &mut Scope::new(gil);
    let sources = s.slot();
    iterators(s, args.skip(2).take(given - 1), sources)?;
    let iter = s.new_iter(IterKind::Map, args.get(s, 1), sources.get(s));
    out.set(s, iter.local());
    Ok(())
}

fn filter_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let source = s.slot();
    s.iter(args.reg(2), source)?;
    out.set(s, s.new_iter(IterKind::Filter, args.get(s, 1), source.get(s)).local());
    Ok(())
}

fn reversed_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = args.get(gil, 1);
    if let Some(list) = value.as_list()
        && gil.is_exact(value, Type::List)
    {
        let iter = gil.new_iter(IterKind::ListReverse, value, gil.none());
        iter.index.set(List::len(list) as i64 - 1);
        out.set(gil, iter.local());
        return Ok(());
    }
    if let Some(view) = value.as_dict_view() {
        dict::reverse_iter(gil, view.dict(), view.what(), out);
        return Ok(());
    }
    if value.as_range().is_some() {
        range::reverse_iter(gil, args.reg(1), out);
        return Ok(());
    }
    let s = &mut Scope::new(gil);
    let (class, method) = (s.slot(), s.slot());
    class.set(s, s.class_of(args.get(s, 1)).local());
    if s.getattr_opt(class, "__reversed__", method)? {
        if method.get(s).is_none() {
            return Err(not_reversible(s, args.reg(1)));
        }
        return s.call1(method, args.reg(1), out);
    }
    let is_sequence = {
        let value = args.get(s, 1);
        value.as_str().is_some()
            || value.as_tuple().is_some()
            || value.as_list().is_some()
            || value.as_bytes().is_some()
            || value.as_bytearray().is_some()
            || value.as_array().is_some()
    };
    if !is_sequence
        && (!s.getattr_opt(class, "__getitem__", method)?
            || !s.getattr_opt(class, "__len__", method)?
            || args.get(s, 1).as_dict().is_some())
    {
        return Err(not_reversible(s, args.reg(1)));
    }
    let len = match args.get(s, 1).as_tuple() {
        Some(tuple) => Tuple::len(tuple),
        None => s.len(args.reg(1))?,
    };
    let iter = s.new_iter(IterKind::Reversed, args.get(s, 1), s.none());
    iter.index.set(len as i64 - 1);
    out.set(s, iter.local());
    Ok(())
}

fn not_reversible(gil: &Gil, value: Reg) -> crate::heap::Raised {
    let name = gil.type_name(value.get(gil));
    gil.type_error(format!("'{name}' object is not reversible"))
}
