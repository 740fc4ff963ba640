//! `types.GenericAlias` (`list[int]`) and `types.UnionType` (`int | None`): what they show and how they are used.

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Alias, Def, Kind, Type};
use crate::word::Word;

/// `__class_getitem__` of the builtin containers.
pub(super) static GENERIC: &[Def] = &[Def::class_method("__class_getitem__", "item, /", class_getitem)];

/// `int | None` by name, as a metaclass may call it.
pub(super) static TYPE: &[Def] = &[Def::new("__or__", "other, /", or), Def::new("__ror__", "other, /", ror)];

pub(super) static ALIAS: &[Def] = &[
    Def::static_method("__new__", "cls, origin, args, /", new),
    Def::getter("__origin__", origin),
    Def::getter("__args__", args_of),
    Def::getter("__parameters__", params_of),
    Def::new("__call__", "*args, **kwargs", call),
    Def::new("__getitem__", "item, /", getitem),
    Def::new("__mro_entries__", "bases, /", mro_entries),
    Def::new("__repr__", "", repr),
    Def::new("__or__", "other, /", or),
    Def::new("__ror__", "other, /", ror),
    Def::new("__instancecheck__", "instance, /", no_instance_check),
    Def::new("__subclasscheck__", "cls, /", no_subclass_check),
];

pub(super) static UNION: &[Def] = &[
    Def::getter("__args__", args_of),
    Def::getter("__parameters__", params_of),
    Def::new("__getitem__", "item, /", getitem),
    Def::new("__repr__", "", repr),
    Def::new("__or__", "other, /", or),
    Def::new("__ror__", "other, /", ror),
];

fn class_getitem(gil: &mut Gil, args: Args, out: Reg) -> Res {
    make(gil, args.reg(0), args.reg(1), out)
}

fn new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    make(gil, args.reg(1), args.reg(2), out)
}

/// `origin[item]`; an item that is no tuple is the only argument.
pub(crate) fn make(gil: &mut Gil, origin: Reg, item: Reg, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (list, params) = (s.slot(), s.slot());
    if item.get(s).as_tuple().is_some() {
        list.set(s, item.get(s));
    } else {
        list.set(s, s.tuple(&[item.get(s)]));
    }
    parameters(s, list, params)?;
    let gil: &Gil = s;
    if let Some(list) = list.get(gil).as_tuple() {
        out.set(gil, gil.generic_alias(origin.get(gil), list, params.get(gil)));
    }
    Ok(())
}

/// The type variables among the arguments, each once, as a tuple.
fn parameters(gil: &mut Gil, list: Reg, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (item, found, inner) = (s.slot(), s.root(s.list().local()), s.slot());
    let mut at = 0;
    while let Some(word) = list.get(s).as_tuple().and_then(|list| list.get(at)).map(Local::word) {
        at += 1;
        item.set(s, Local::new(word));
        if is_variable(s, item.get(s)) {
            add_once(s, found, item.get(s))?;
            continue;
        }
        if item.get(s).as_class().is_some() || item.get(s).header().is_none() {
            continue;
        }
        if s.getattr_opt(item, "__parameters__", inner)? {
            let gil: &Gil = s;
            if let Some(more) = inner.get(gil).as_tuple() {
                for variable in more.iter() {
                    add_once(gil, found, variable)?;
                }
            }
        }
    }
    s.tuple_from(found, out)
}

fn is_variable(gil: &Gil, value: Local<'_>) -> bool {
    gil.is_guest(value) && matches!(&*gil.type_name(value), "TypeVar" | "ParamSpec" | "TypeVarTuple")
}

fn add_once(gil: &Gil, list: Reg, value: Local<'_>) -> Res {
    match list.get(gil).as_list() {
        Some(list) if !list.iter().any(|known| known.is(value)) => list.push(gil, value),
        _ => Ok(()),
    }
}

fn this(gil: &Gil, args: Args) -> Option<&Alias> {
    args.get(gil, 0).as_alias()
}

fn origin(gil: &mut Gil, args: Args, out: Reg) -> Res {
    out.set(gil, this(gil, args).map_or(gil.none(), Alias::origin));
    Ok(())
}

fn args_of(gil: &mut Gil, args: Args, out: Reg) -> Res {
    out.set(gil, this(gil, args).map_or(gil.none(), |alias| alias.args().local()));
    Ok(())
}

fn params_of(gil: &mut Gil, args: Args, out: Reg) -> Res {
    out.set(gil, this(gil, args).map_or(gil.none(), Alias::params));
    Ok(())
}

/// `list[int](...)` makes what the origin makes.
fn call(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (f, list, result) = (s.slot(), s.slot(), s.slot());
    f.set(s, this(s, args).map_or(s.none(), Alias::origin));
    list.set(s, s.tuple_of_args(args.skip(1).take(args.len() - 2)));
    s.call_ex(f, list, args.reg(args.len() - 1), result)?;
    out.set(s, result.get(s));
    Ok(())
}

/// Puts the items in the places of the type variables: `dict[str, T][int]`.
fn getitem(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (items, list, item, inner, part) = (s.slot(), s.root(s.list().local()), s.slot(), s.slot(), s.slot());
    let given = args.get(s, 1);
    if given.as_tuple().is_some() {
        items.set(s, given);
    } else {
        items.set(s, s.tuple(&[given]));
    }
    let wanted = this(s, args).and_then(|alias| alias.params().as_tuple()).map_or(0, |params| params.len());
    let have = items.get(s).as_tuple().map_or(0, |items| items.len());
    if wanted == 0 {
        let shown = String::from_utf8_lossy(&s.repr_text(args.reg(0))?).into_owned();
        return Err(s.type_error(format!("{shown} is not a generic class")));
    }
    if wanted != have {
        let what = if have > wanted { "many" } else { "few" };
        let shown = String::from_utf8_lossy(&s.repr_text(args.reg(0))?).into_owned();
        return Err(
            s.type_error(format!("Too {what} arguments for {shown}; actual {have}, expected {wanted}"))
        );
    }
    let mut at = 0;
    while let Some(word) = this(s, args).and_then(|alias| alias.args().get(at)).map(Local::word) {
        at += 1;
        item.set(s, Local::new(word));
        if let Some(value) = replacement(s, args.reg(0), items, item.get(s)) {
            item.set(s, Local::new(value));
        } else if item.get(s).as_alias().is_some() {
            // An argument that has variables of its own gets its part of the items.
            part.set(s, item.get(s).as_alias().map_or(s.none(), Alias::params));
            let count = part.get(s).as_tuple().map_or(0, |part| part.len());
            if count > 0 {
                let gil: &Gil = s;
                let values: Vec<Local<'_>> = part
                    .get(gil)
                    .as_tuple()
                    .map(|part| {
                        part.iter()
                            .filter_map(|variable| replacement(gil, args.reg(0), items, variable))
                            .map(Local::new)
                            .collect()
                    })
                    .unwrap_or_default();
                inner.set(gil, gil.tuple(&values));
                part.set(gil, item.get(gil));
                s.getitem(part, inner, item)?;
            }
        }
        if let Some(list) = list.get(s).as_list() {
            list.push(s, item.get(s))?;
        }
    }
    s.tuple_from(list, items)?;
    let union = this(s, args).is_some_and(Alias::is_union);
    if union {
        parameters(s, items, part)?;
        let gil: &Gil = s;
        if let Some(items) = items.get(gil).as_tuple() {
            out.set(gil, gil.union_type(items, part.get(gil)));
        }
        return Ok(());
    }
    part.set(s, this(s, args).map_or(s.none(), Alias::origin));
    make(s, part, items, out)
}

/// What stands for a type variable.
fn replacement(gil: &Gil, alias: Reg, items: Reg, variable: Local<'_>) -> Option<Word> {
    let params = alias.get(gil).as_alias()?.params().as_tuple()?;
    let at = params.iter().position(|known| known.is(variable))?;
    items.get(gil).as_tuple()?.get(at).map(Local::word)
}

fn mro_entries(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let origin = this(gil, args).map_or(gil.none(), Alias::origin);
    out.set(gil, gil.tuple(&[origin]));
    Ok(())
}

fn repr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let mut text = Vec::new();
    push_alias(gil, args.reg(0), &mut text)?;
    out.set(gil, gil.str_wtf8(&text));
    Ok(())
}

fn push_alias(gil: &mut Gil, alias: Reg, out: &mut Vec<u8>) -> Res {
    let s = &mut Scope::new(gil);
    s.enter_native_recursion()?;
    let item = s.slot();
    let union = alias.get(s).as_alias().is_some_and(Alias::is_union);
    let count = alias.get(s).as_alias().map_or(0, |alias| alias.args().len());
    let mut result = Ok(());
    if !union {
        item.set(s, alias.get(s).as_alias().map_or(s.none(), Alias::origin));
        result = push_item(s, item, out);
        out.push(b'[');
        if count == 0 {
            out.extend_from_slice(b"()");
        }
    }
    for at in 0..count {
        if at > 0 {
            out.extend_from_slice(if union { b" | " } else { b", " });
        }
        item.set(s, alias.get(s).as_alias().and_then(|alias| alias.args().get(at)).unwrap_or(s.none()));
        if result.is_ok() {
            result = push_item(s, item, out);
        }
    }
    if !union {
        out.push(b']');
    }
    s.leave_native_recursion();
    result
}

/// A type by its name, everything else by its repr.
fn push_item(gil: &mut Gil, item: Reg, out: &mut Vec<u8>) -> Res {
    let value = item.get(gil);
    if value.word() == Word::ELLIPSIS {
        out.extend_from_slice(b"...");
        return Ok(());
    }
    if value.is_none() || value.as_class().is_some_and(|class| class.builtin_type() == Some(Type::NoneType)) {
        out.extend_from_slice(b"None");
        return Ok(());
    }
    if let Some(class) = value.as_class() {
        out.extend_from_slice(gil.class_full_name(class).as_bytes());
        return Ok(());
    }
    if let Some(list) = value.as_list() {
        let count = list.len();
        let s = &mut Scope::new(gil);
        let inner = s.slot();
        out.push(b'[');
        for at in 0..count {
            if at > 0 {
                out.extend_from_slice(b", ");
            }
            inner.set(s, item.get(s).as_list().and_then(|list| list.get(at)).unwrap_or(s.none()));
            push_item(s, inner, out)?;
        }
        out.push(b']');
        return Ok(());
    }
    if value.kind() == Some(Kind::Alias) {
        return push_alias(gil, item, out);
    }
    gil.push_repr(item, out)
}

fn or(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if !union(gil, args.reg(0), args.reg(1), out)? {
        out.set(gil, Local::new(Word::NOT_IMPLEMENTED));
    }
    Ok(())
}

fn ror(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if !union(gil, args.reg(1), args.reg(0), out)? {
        out.set(gil, Local::new(Word::NOT_IMPLEMENTED));
    }
    Ok(())
}

/// `a | b` of types; false if one is none.
pub(crate) fn union(gil: &mut Gil, a: Reg, b: Reg, out: Reg) -> Res<bool> {
    let part = |value: Local<'_>| {
        value.as_class().is_some() || value.is_none() || value.as_alias().is_some() || is_variable(gil, value)
    };
    let (x, y) = (a.get(gil), b.get(gil));
    let strong = |value: Local<'_>| value.as_class().is_some() || value.as_alias().is_some();
    if !(strong(x) || strong(y)) || !part(x) || !part(y) {
        return Ok(false);
    }
    let s = &mut Scope::new(gil);
    let (list, item, known, params) = (s.root(s.list().local()), s.slot(), s.slot(), s.slot());
    for side in [a, b] {
        let mut at = 0;
        loop {
            // The members of a union, or the value itself.
            let (word, more) = match side.get(s).as_alias().filter(|alias| alias.is_union()) {
                Some(alias) => match alias.args().get(at) {
                    Some(member) => (member.word(), true),
                    None => break,
                },
                None if side.get(s).is_none() => (s.builtin_class(Type::NoneType).header().word(), false),
                None => (side.get(s).word(), false),
            };
            at += 1;
            item.set(s, Local::new(word));
            let count = list.get(s).as_list().map_or(0, |list| list.len());
            let mut new = true;
            for i in 0..count {
                known.set(s, list.get(s).as_list().and_then(|list| list.get(i)).unwrap_or(s.none()));
                if s.eq(known, item)? {
                    new = false;
                    break;
                }
            }
            if new && let Some(list) = list.get(s).as_list() {
                list.push(s, item.get(s))?;
            }
            if !more {
                break;
            }
        }
    }
    if list.get(s).as_list().is_some_and(|list| list.len() == 1) {
        out.set(s, list.get(s).as_list().and_then(|list| list.get(0)).unwrap_or(s.none()));
        return Ok(true);
    }
    s.tuple_from(list, item)?;
    parameters(s, item, params)?;
    let gil: &Gil = s;
    if let Some(items) = item.get(gil).as_tuple() {
        out.set(gil, gil.union_type(items, params.get(gil)));
    }
    Ok(true)
}

fn no_instance_check(gil: &mut Gil, _: Args, _: Reg) -> Res {
    Err(gil.type_error("isinstance() argument 2 cannot be a parameterized generic"))
}

fn no_subclass_check(gil: &mut Gil, _: Args, _: Reg) -> Res {
    Err(gil.type_error("issubclass() argument 2 cannot be a parameterized generic"))
}
