//! `dict` and its views: construction and methods.

use crate::heap::{Args, Gil, Object, Reg, Res, Scope};
use crate::object::{Def, Dict, IterKind, Type, ViewKind};

use super::items::{item_at, list_from};
use super::tuple::sequence_len;

pub(super) static METHODS: &[Def] = &[
    Def::static_method("__new__", "cls, /, *args, **kwargs", new),
    Def::new("__init__", "*args, **kwargs", init),
    Def::class_method("fromkeys", "iterable, value=None, /", fromkeys),
    Def::new("get", "key, default=None, /", get),
    Def::new("setdefault", "key, default=None, /", setdefault),
    Def::new("pop", "key, default=?, /", pop),
    Def::new("popitem", "", popitem),
    Def::new("update", "*args, **kwargs", update_method),
    Def::new("keys", "", keys),
    Def::new("values", "", values),
    Def::new("items", "", items),
    Def::new("copy", "", copy),
    Def::new("clear", "", clear),
    Def::new("__reversed__", "", reversed_keys),
];

pub(super) static VIEW_METHODS: &[Def] = &[
    Def::new("isdisjoint", "other, /", isdisjoint),
    Def::getter("mapping", mapping),
    Def::new("__reversed__", "", reversed_view),
];

pub(super) static VALUES_METHODS: &[Def] =
    &[Def::getter("mapping", mapping), Def::new("__reversed__", "", reversed_view)];

/// `mappingproxy`: what `cls.__dict__` gives.
pub(super) static PROXY_METHODS: &[Def] = &[
    Def::static_method("__new__", "cls, mapping, /", proxy_new),
    Def::new("get", "key, default=None, /", proxy_get),
    Def::new("keys", "", proxy_keys),
    Def::new("values", "", proxy_values),
    Def::new("items", "", proxy_items),
    Def::new("copy", "", proxy_copy),
];

fn new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let shape = gil.class_shape(args.reg(0));
    out.set(gil, gil.dict_of_shape(shape));
    Ok(())
}

fn init(gil: &mut Gil, args: Args, out: Reg) -> Res {
    update_from_args(gil, args, "dict")?;
    out.set(gil, gil.none());
    Ok(())
}

fn update_method(gil: &mut Gil, args: Args, out: Reg) -> Res {
    update_from_args(gil, args, "update")?;
    out.set(gil, gil.none());
    Ok(())
}

/// `args`: the dict, at most one source, and the dict of keyword arguments.
fn update_from_args(gil: &mut Gil, args: Args, name: &str) -> Res {
    let given = args.len() - 2;
    if given > 1 {
        return Err(gil.type_error(format!("{name} expected at most 1 argument, got {given}")));
    }
    if given == 1 {
        update(gil, args.reg(0), args.reg(1))?;
    }
    let extra = args.reg(args.len() - 1);
    if extra.get(gil).as_dict().is_some_and(|dict| !dict.is_empty()) {
        update(gil, args.reg(0), extra)?;
    }
    Ok(())
}

/// `dict.update(source)`: a dict, anything with `keys`, or an iterable of pairs.
pub(crate) fn update(gil: &mut Gil, dict: Reg, source: Reg) -> Res {
    if gil.is_exact(source.get(gil), Type::Dict) {
        return merge(gil, dict, source);
    }
    let s = &mut Scope::new(gil);
    let keys = s.slot();
    if !s.getattr_opt(source, "keys", keys)? {
        return update_pairs(s, dict, source);
    }
    let (iterable, key, value) = (s.slot(), s.slot(), s.slot());
    s.call(keys, Args::NONE, iterable)?;
    let iter = keys;
    s.iter(iterable, iter)?;
    while s.next(iter, key)? {
        s.getitem(source, key, value)?;
        s.dict_set(dict, key, value)?;
        s.tick(1)?;
    }
    Ok(())
}

/// Copies all pairs of one dict into another.
pub(crate) fn merge(gil: &mut Gil, dict: Reg, source: Reg) -> Res {
    if dict.get(gil).is(source.get(gil)) {
        return Ok(());
    }
    let s = &mut Scope::new(gil);
    if let (Some(to), Some(from)) = (dict.get(s).as_dict(), source.get(s).as_dict())
        && to.is_empty()
        && to.entry_count() == 0
    {
        let len = from.len();
        to.copy_into_empty(s, from)?;
        return s.tick(len);
    }
    let (key, value) = (s.slot(), s.slot());
    let mut at = 0;
    loop {
        {
            let gil: &Gil = s;
            let (Some(to), Some(from)) = (dict.get(gil).as_dict(), source.get(gil).as_dict()) else { break };
            let Some((number, k, v)) = from.next_entry(at) else { break };
            at = number + 1;
            if let Some(text) = k.as_str()
                && gil.is_exact(k, Type::Str)
            {
                to.set_str(gil, text, v)?;
                continue;
            }
            key.set(gil, k);
            value.set(gil, v);
        }
        let muts = source.get(s).as_dict().map(Dict::muts);
        s.dict_set(dict, key, value)?;
        if source.get(s).as_dict().map(Dict::muts) != muts {
            return Err(s.runtime_error("dict mutated during update"));
        }
        s.tick(1)?;
    }
    Ok(())
}

fn update_pairs(gil: &mut Gil, dict: Reg, source: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (iter, item, pair, key, value) = (s.slot(), s.slot(), s.slot(), s.slot(), s.slot());
    s.iter(source, iter)?;
    let mut number = 0usize;
    while s.next(iter, item)? {
        let direct = s.is_exact(item.get(s), Type::Tuple) || s.is_exact(item.get(s), Type::List);
        if direct {
            pair.set(s, item.get(s));
        } else if let Err(raised) = list_from(s, item, pair) {
            if s.catch(Type::TypeError) {
                return Err(s.type_error(format!(
                    "cannot convert dictionary update sequence element #{number} to a sequence"
                )));
            }
            return Err(raised);
        }
        let len = sequence_len(s, pair);
        if len != 2 {
            return Err(s.value_error(format!(
                "dictionary update sequence element #{number} has length {len}; 2 is required"
            )));
        }
        for (index, reg) in [key, value].into_iter().enumerate() {
            if let Some(found) = item_at(s, pair, index) {
                reg.set(s, found);
            }
        }
        s.dict_set(dict, key, value)?;
        number += 1;
        s.tick(1)?;
    }
    Ok(())
}

fn fromkeys(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (iter, key, dict) = (s.slot(), s.slot(), s.slot());
    let plain = s.builtin_class(Type::Dict).local().is(args.get(s, 0));
    if plain {
        dict.set(s, s.dict().local());
    } else {
        s.call(args.reg(0), Args::NONE, dict)?;
    }
    let exact = s.is_exact(dict.get(s), Type::Dict);
    s.iter(args.reg(1), iter)?;
    while s.next(iter, key)? {
        if exact {
            s.dict_set(dict, key, args.reg(2))?;
        } else {
            s.setitem(dict, key, args.reg(2))?;
        }
        s.tick(1)?;
    }
    out.set(s, dict.get(s));
    Ok(())
}

fn get(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if !gil.dict_get(args.reg(0), args.reg(1), out)? {
        out.set(gil, args.get(gil, 2));
    }
    Ok(())
}

fn setdefault(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let found = s.slot();
    if s.dict_get(args.reg(0), args.reg(1), found)? {
        out.set(s, found.get(s));
    } else {
        s.dict_set(args.reg(0), args.reg(1), args.reg(2))?;
        out.set(s, args.get(s, 2));
    }
    Ok(())
}

fn pop(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let found = s.slot();
    if s.dict_remove(args.reg(0), args.reg(1), found)? {
        out.set(s, found.get(s));
    } else if args.get(s, 2).is_unset() {
        return Err(s.key_error(args.get(s, 1)));
    } else {
        out.set(s, args.get(s, 2));
    }
    Ok(())
}

fn popitem(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let Some(dict) = args.get(gil, 0).as_dict() else { return Ok(()) };
    // Deleted entries at the end go at once, so the last entry is one that is there.
    let last = dict.entry_count().checked_sub(1).and_then(|number| dict.remove_entry(gil, number));
    match last {
        Some((key, value)) => {
            out.set(gil, gil.tuple(&[key, value]));
            Ok(())
        }
        None => Err(gil.raise_args(Type::KeyError, &[gil.str("popitem(): dictionary is empty")])),
    }
}

fn view(gil: &mut Gil, args: Args, out: Reg, what: ViewKind) -> Res {
    if let Some(dict) = args.get(gil, 0).as_dict() {
        out.set(gil, gil.dict_view(dict, what));
    }
    Ok(())
}

fn keys(gil: &mut Gil, args: Args, out: Reg) -> Res {
    view(gil, args, out, ViewKind::Keys)
}

fn values(gil: &mut Gil, args: Args, out: Reg) -> Res {
    view(gil, args, out, ViewKind::Values)
}

fn items(gil: &mut Gil, args: Args, out: Reg) -> Res {
    view(gil, args, out, ViewKind::Items)
}

fn copy(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let len = args.get(gil, 0).as_dict().map_or(0, Dict::len);
    gil.charge(len * 40)?;
    if let Some(dict) = args.get(gil, 0).as_dict() {
        out.set(gil, gil.dict_copy(dict)?.local());
    }
    Ok(())
}

fn clear(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if let Some(dict) = args.get(gil, 0).as_dict() {
        dict.clear();
    }
    out.set(gil, gil.none());
    Ok(())
}

/// An iterator over a dict from its end.
pub(super) fn reverse_iter(gil: &Gil, dict: &Dict, what: ViewKind, out: Reg) {
    let kind = match what {
        ViewKind::Values => IterKind::DictReverseValues,
        ViewKind::Items => IterKind::DictReverseItems,
        ViewKind::Keys | ViewKind::Proxy => IterKind::DictReverseKeys,
    };
    let iter = gil.new_iter(kind, dict.local(), gil.none());
    iter.index.set(dict.entry_count() as i64 - 1);
    iter.stop.set(i64::from(dict.muts()));
    out.set(gil, iter.local());
}

fn reversed_keys(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if let Some(dict) = args.get(gil, 0).as_dict() {
        reverse_iter(gil, dict, ViewKind::Keys, out);
    }
    Ok(())
}

fn reversed_view(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if let Some(view) = args.get(gil, 0).as_dict_view() {
        reverse_iter(gil, view.dict(), view.what(), out);
    }
    Ok(())
}

fn mapping(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if let Some(view) = args.get(gil, 0).as_dict_view() {
        out.set(gil, gil.dict_view(view.dict(), ViewKind::Proxy));
    }
    Ok(())
}

fn isdisjoint(gil: &mut Gil, args: Args, out: Reg) -> Res {
    super::set::disjoint_by(gil, args, out, |gil, item| gil.contains(args.reg(0), item))
}

fn proxy_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    match args.get(gil, 1).as_dict() {
        Some(dict) => {
            out.set(gil, gil.dict_view(dict, ViewKind::Proxy));
            Ok(())
        }
        None => {
            let name = gil.type_name(args.get(gil, 1));
            Err(gil.type_error(format!("mappingproxy() argument must be a mapping, not {name}")))
        }
    }
}

/// Puts the dict of a view into a register.
fn dict_of(gil: &Gil, view: Reg, out: Reg) {
    if let Some(view) = view.get(gil).as_dict_view() {
        out.set(gil, view.dict().local());
    }
}

fn proxy_get(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let dict = s.slot();
    dict_of(s, args.reg(0), dict);
    if !s.dict_get(dict, args.reg(1), out)? {
        out.set(s, args.get(s, 2));
    }
    Ok(())
}

fn proxy_view(gil: &mut Gil, args: Args, out: Reg, what: ViewKind) -> Res {
    if let Some(view) = args.get(gil, 0).as_dict_view() {
        out.set(gil, gil.dict_view(view.dict(), what));
    }
    Ok(())
}

fn proxy_keys(gil: &mut Gil, args: Args, out: Reg) -> Res {
    proxy_view(gil, args, out, ViewKind::Keys)
}

fn proxy_values(gil: &mut Gil, args: Args, out: Reg) -> Res {
    proxy_view(gil, args, out, ViewKind::Values)
}

fn proxy_items(gil: &mut Gil, args: Args, out: Reg) -> Res {
    proxy_view(gil, args, out, ViewKind::Items)
}

fn proxy_copy(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if let Some(view) = args.get(gil, 0).as_dict_view() {
        out.set(gil, gil.dict_copy(view.dict())?.local());
    }
    Ok(())
}
