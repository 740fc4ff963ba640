//! `list`: construction and methods.

use crate::heap::{Args, Gil, Object, Reg, Res, Scope};
use crate::object::{Def, List, Type};

use super::items::{extend_list, index_from, no_keywords, position};
use super::sort;

pub(super) static METHODS: &[Def] = &[
    Def::static_method("__new__", "cls, /, *args, **kwargs", new),
    Def::new("__init__", "iterable=?, /", init),
    Def::new("append", "object, /", append),
    Def::new("extend", "iterable, /", extend),
    Def::new("insert", "index, object, /", insert),
    Def::new("pop", "index=-1, /", pop),
    Def::new("remove", "value, /", remove),
    Def::new("clear", "", clear),
    Def::new("copy", "", copy),
    Def::new("reverse", "", reverse),
    Def::new("count", "value, /", count),
    Def::new("index", "value, start=0, stop=?, /", index),
    Def::new("sort", "*, key=None, reverse=False", sort_method),
];

fn new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let class = args.get(gil, 0);
    if gil.builtin_class(Type::List).local().is(class) {
        no_keywords(gil, args, "list")?;
    }
    let shape = gil.class_shape(args.reg(0));
    out.set(gil, gil.list_of_shape(shape));
    Ok(())
}

fn init(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let list = args.reg(0);
    if let Some(list) = list.get(gil).as_list() {
        list.clear();
    }
    if !args.get(gil, 1).is_unset() {
        extend_list(gil, list, args.reg(1))?;
    }
    out.set(gil, gil.none());
    Ok(())
}

fn append(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if let Some(list) = args.get(gil, 0).as_list() {
        list.push(gil, args.get(gil, 1))?;
    }
    out.set(gil, gil.none());
    Ok(())
}

fn extend(gil: &mut Gil, args: Args, out: Reg) -> Res {
    extend_list(gil, args.reg(0), args.reg(1))?;
    out.set(gil, gil.none());
    Ok(())
}

fn insert(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let at = gil.index(args.reg(1))?;
    if let Some(list) = args.get(gil, 0).as_list() {
        let len = list.len() as i64;
        let at = if at < 0 { (at + len).max(0) } else { at.min(len) };
        list.insert(gil, at as usize, args.get(gil, 2))?;
    }
    out.set(gil, gil.none());
    Ok(())
}

fn pop(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let at = match args.get(gil, 1).as_small_int() {
        Some(at) => at,
        None => gil.index(args.reg(1))?,
    };
    let Some(list) = args.get(gil, 0).as_list() else { return Ok(()) };
    if list.is_empty() {
        return Err(gil.index_error("pop from empty list"));
    }
    let len = list.len() as i64;
    let value = if at == -1 || at == len - 1 {
        list.pop()
    } else {
        let at = if at < 0 { at + len } else { at };
        if at < 0 { None } else { list.remove(gil, at as usize) }
    };
    match value {
        Some(value) => {
            out.set(gil, value);
            Ok(())
        }
        None => Err(gil.index_error("pop index out of range")),
    }
}

fn remove(gil: &mut Gil, args: Args, out: Reg) -> Res {
    match position(gil, args.reg(0), args.reg(1), 0, usize::MAX)? {
        Some(at) => {
            if let Some(list) = args.get(gil, 0).as_list() {
                list.remove(gil, at);
            }
        }
        None => return Err(gil.value_error("list.remove(x): x not in list")),
    }
    out.set(gil, gil.none());
    Ok(())
}

fn clear(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if let Some(list) = args.get(gil, 0).as_list() {
        list.clear();
    }
    out.set(gil, gil.none());
    Ok(())
}

fn copy(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let len = args.get(gil, 0).as_list().map_or(0, List::len);
    gil.charge(len * 8)?;
    if let Some(list) = args.get(gil, 0).as_list() {
        out.set(gil, gil.list_slice(list, 0, list.len()).local());
    }
    Ok(())
}

fn reverse(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if let Some(list) = args.get(gil, 0).as_list() {
        list.reverse(gil);
    }
    out.set(gil, gil.none());
    Ok(())
}

fn count(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let mut found = 0;
    let mut from = 0;
    while let Some(at) = position(gil, args.reg(0), args.reg(1), from, usize::MAX)? {
        found += 1;
        from = at + 1;
    }
    out.set(gil, gil.int(found));
    Ok(())
}

fn index(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let len = args.get(gil, 0).as_list().map_or(0, List::len);
    let from = index_from(gil, args.reg(2), 0, len)?;
    let to = index_from(gil, args.reg(3), usize::MAX, len)?;
    match position(gil, args.reg(0), args.reg(1), from, to)? {
        Some(at) => {
            out.set(gil, gil.int(at as i64));
            Ok(())
        }
        None => {
            let text = gil.repr_text(args.reg(1))?;
            Err(gil.value_error(format!("{} is not in list", String::from_utf8_lossy(&text))))
        }
    }
}

fn sort_method(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let reverse = s.truthy(args.reg(2))?;
    sort::sort_list(s, args.reg(0), args.reg(1), reverse)?;
    out.set(s, s.none());
    Ok(())
}
