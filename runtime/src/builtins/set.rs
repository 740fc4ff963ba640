//! `set` and `frozenset`: construction and methods.
//!
//! The operators of sets are the VM's; they want a set on both sides. The methods here take any iterable.

use crate::heap::{Args, Gil, Object, Reg, Res, Scope};
use crate::object::{Def, Set, Type};

use super::items::no_keywords;

/// What both types have.
pub(super) static SHARED: &[Def] = &[
    Def::new("copy", "", copy),
    Def::new("difference", "*others", difference),
    Def::new("intersection", "*others", intersection),
    Def::new("isdisjoint", "other, /", isdisjoint),
    Def::new("issubset", "other, /", issubset),
    Def::new("issuperset", "other, /", issuperset),
    Def::new("symmetric_difference", "other, /", symmetric_difference),
    Def::new("union", "*others", union),
];

pub(super) static METHODS: &[Def] = &[
    Def::static_method("__new__", "cls, /, *args, **kwargs", new),
    Def::new("__init__", "iterable=?, /", init),
    Def::new("add", "element, /", add),
    Def::new("clear", "", clear),
    Def::new("difference_update", "*others", difference_update),
    Def::new("discard", "element, /", discard),
    Def::new("intersection_update", "*others", intersection_update),
    Def::new("pop", "", pop),
    Def::new("remove", "element, /", remove),
    Def::new("symmetric_difference_update", "other, /", symmetric_difference_update),
    Def::new("update", "*others", update_method),
];

pub(super) static FROZEN_METHODS: &[Def] = &[Def::static_method("__new__", "cls, iterable=?, /", frozen_new)];

fn new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if gil.builtin_class(Type::Set).local().is(args.get(gil, 0)) {
        no_keywords(gil, args, "set")?;
    }
    let shape = gil.class_shape(args.reg(0));
    out.set(gil, gil.set_of_shape(shape));
    Ok(())
}

fn init(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if let Some(set) = args.get(gil, 0).as_set()
        && !set.is_empty()
    {
        set.clear();
    }
    if !args.get(gil, 1).is_unset() {
        update(gil, args.reg(0), args.reg(1))?;
    }
    out.set(gil, gil.none());
    Ok(())
}

fn frozen_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let shape = gil.class_shape(args.reg(0));
    let source = args.get(gil, 1);
    if shape == Type::FrozenSet.shape() && gil.is_exact(source, Type::FrozenSet) {
        out.set(gil, source);
        return Ok(());
    }
    let s = &mut Scope::new(gil);
    let set = s.slot();
    set.set(s, s.set_of_shape(shape));
    if !args.get(s, 1).is_unset() {
        update(s, set, args.reg(1))?;
    }
    out.set(s, set.get(s));
    Ok(())
}

/// Whether a `Set` object stands in the register, so that its slots may be read directly.
fn is_plain(gil: &Gil, value: Reg) -> bool {
    let value = value.get(gil);
    gil.is_exact(value, Type::Set) || gil.is_exact(value, Type::FrozenSet)
}

/// The next element of a set from slot `at` on, put into `item`; the number of the slot behind it.
fn next_slot(gil: &Gil, set: Reg, at: usize, item: Reg) -> Option<usize> {
    let (number, key) = set.get(gil).as_set()?.next_slot(at)?;
    item.set(gil, key);
    Some(number + 1)
}

/// Adds all elements of `source`.
pub(crate) fn update(gil: &mut Gil, set: Reg, source: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let item = s.slot();
    if is_plain(s, source) {
        return s.set_merge(set, source);
    }
    let iter = s.slot();
    s.iter(source, iter)?;
    while s.next(iter, item)? {
        s.set_add(set, item)?;
        s.tick(1)?;
    }
    Ok(())
}

/// A new set of the receiver's builtin type, empty. (CPython gives methods of derived classes the base type too.)
fn fresh(gil: &Gil, like: Reg, out: Reg) {
    let frozen = gil.is_instance_of(like.get(gil), Type::FrozenSet);
    let set = if frozen { gil.frozenset() } else { gil.set() };
    out.set(gil, set.local());
}

fn copy_of(gil: &mut Gil, set: Reg, out: Reg) -> Res {
    fresh(gil, set, out);
    if let (Some(to), Some(from)) = (out.get(gil).as_set(), set.get(gil).as_set()) {
        to.copy_into_empty(gil, from)?;
    }
    Ok(())
}

fn copy(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if gil.is_exact(args.get(gil, 0), Type::FrozenSet) {
        out.set(gil, args.get(gil, 0));
        return Ok(());
    }
    let s = &mut Scope::new(gil);
    let result = s.slot();
    copy_of(s, args.reg(0), result)?;
    out.set(s, result.get(s));
    Ok(())
}

fn union(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let result = s.slot();
    copy_of(s, args.reg(0), result)?;
    for other in args.skip(1).iter() {
        update(s, result, other)?;
    }
    out.set(s, result.get(s));
    Ok(())
}

fn update_method(gil: &mut Gil, args: Args, out: Reg) -> Res {
    for other in args.skip(1).iter() {
        update(gil, args.reg(0), other)?;
    }
    out.set(gil, gil.none());
    Ok(())
}

/// The set or dict itself, or a set made of any other iterable, for fast tests of membership.
fn as_container(gil: &mut Gil, source: Reg, out: Reg) -> Res {
    if is_plain(gil, source) || gil.is_exact(source.get(gil), Type::Dict) {
        out.set(gil, source.get(gil));
        return Ok(());
    }
    let s = &mut Scope::new(gil);
    let set = s.slot();
    set.set(s, s.set().local());
    update(s, set, source)?;
    out.set(s, set.get(s));
    Ok(())
}

fn has(gil: &mut Gil, container: Reg, item: Reg) -> Res<bool> {
    if container.get(gil).as_set().is_some() {
        gil.set_has(container, item)
    } else {
        gil.dict_has(container, item)
    }
}

/// The elements of `set` that `keep` wants by their membership in `other`, as a new set in `out`.
fn filtered(gil: &mut Gil, set: Reg, other: Reg, keep: bool, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (container, item, result) = (s.slot(), s.slot(), s.slot());
    as_container(s, other, container)?;
    fresh(s, set, result);
    let mut at = 0;
    while let Some(next) = next_slot(s, set, at, item) {
        at = next;
        if has(s, container, item)? == keep {
            s.set_add(result, item)?;
        }
        s.tick(1)?;
    }
    out.set(s, result.get(s));
    Ok(())
}

/// The intersection, found as CPython finds it: the smaller set is walked, so that the result has its order.
fn intersect(gil: &mut Gil, set: Reg, other: Reg, out: Reg) -> Res {
    if is_plain(gil, other) || other.get(gil).as_set().is_some() {
        let (mine, theirs) = (set_len(gil, set), set_len(gil, other));
        if theirs > mine {
            return filtered(gil, set, other, true, out);
        }
        let s = &mut Scope::new(gil);
        let (item, result) = (s.slot(), s.slot());
        fresh(s, set, result);
        let mut at = 0;
        while let Some(next) = next_slot(s, other, at, item) {
            at = next;
            if s.set_has(set, item)? {
                s.set_add(result, item)?;
            }
            s.tick(1)?;
        }
        out.set(s, result.get(s));
        return Ok(());
    }
    let s = &mut Scope::new(gil);
    let (iter, item, result) = (s.slot(), s.slot(), s.slot());
    fresh(s, set, result);
    s.iter(other, iter)?;
    while s.next(iter, item)? {
        if s.set_has(set, item)? {
            s.set_add(result, item)?;
        }
        s.tick(1)?;
    }
    out.set(s, result.get(s));
    Ok(())
}

fn set_len(gil: &Gil, set: Reg) -> usize {
    set.get(gil).as_set().map_or(0, Set::len)
}

fn intersection(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let result = s.slot();
    if args.len() == 1 {
        copy_of(s, args.reg(0), result)?;
    } else {
        result.set(s, args.get(s, 0));
        for other in args.skip(1).iter() {
            intersect(s, result, other, result)?;
        }
    }
    out.set(s, result.get(s));
    Ok(())
}

fn difference(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let result = s.slot();
    if args.len() == 1 {
        copy_of(s, args.reg(0), result)?;
    } else {
        result.set(s, args.get(s, 0));
        for other in args.skip(1).iter() {
            filtered(s, result, other, false, result)?;
        }
    }
    out.set(s, result.get(s));
    Ok(())
}

/// Removes all elements of `other` from `set`.
fn remove_all(gil: &mut Gil, set: Reg, other: Reg) -> Res {
    if set.get(gil).is(other.get(gil)) {
        if let Some(set) = set.get(gil).as_set() {
            set.clear();
        }
        return Ok(());
    }
    let s = &mut Scope::new(gil);
    let (iter, item) = (s.slot(), s.slot());
    s.iter(other, iter)?;
    while s.next(iter, item)? {
        s.set_remove(set, item)?;
        s.tick(1)?;
    }
    Ok(())
}

fn difference_update(gil: &mut Gil, args: Args, out: Reg) -> Res {
    for other in args.skip(1).iter() {
        remove_all(gil, args.reg(0), other)?;
    }
    out.set(gil, gil.none());
    Ok(())
}

fn intersection_update(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let result = s.slot();
    intersection(s, args, result)?;
    if let (Some(mine), Some(result)) = (args.get(s, 0).as_set(), result.get(s).as_set()) {
        mine.swap_contents(result);
    }
    out.set(s, s.none());
    Ok(())
}

/// Toggles the membership of each element of `other` in `set`.
fn toggle(gil: &mut Gil, set: Reg, other: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (container, item) = (s.slot(), s.slot());
    container.set(s, s.set().local());
    // A copy: an element that comes twice counts once, and `other` may be `set` itself.
    update(s, container, other)?;
    let mut at = 0;
    while let Some(next) = next_slot(s, container, at, item) {
        at = next;
        if !s.set_remove(set, item)? {
            s.set_add(set, item)?;
        }
        s.tick(1)?;
    }
    Ok(())
}

fn symmetric_difference(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (result, other) = (s.slot(), s.slot());
    // As CPython: a set of the other's elements, in which those of the receiver are toggled.
    fresh(s, args.reg(0), result);
    other.set(s, args.get(s, 1));
    update(s, result, other)?;
    toggle(s, result, args.reg(0))?;
    out.set(s, result.get(s));
    Ok(())
}

fn symmetric_difference_update(gil: &mut Gil, args: Args, out: Reg) -> Res {
    toggle(gil, args.reg(0), args.reg(1))?;
    out.set(gil, gil.none());
    Ok(())
}

fn isdisjoint(gil: &mut Gil, args: Args, out: Reg) -> Res {
    disjoint_by(gil, args, out, |gil, item| gil.set_has(args.reg(0), item))
}

/// Whether `has` is false for every item of the iterable that is the second argument.
pub(super) fn disjoint_by(
    gil: &mut Gil,
    args: Args,
    out: Reg,
    mut has: impl FnMut(&mut Gil, Reg) -> Res<bool>,
) -> Res {
    let s = &mut Scope::new(gil);
    let (iter, item) = (s.slot(), s.slot());
    s.iter(args.reg(1), iter)?;
    let mut disjoint = true;
    while disjoint && s.next(iter, item)? {
        disjoint = !has(s, item)?;
        s.tick(1)?;
    }
    out.set(s, s.bool(disjoint));
    Ok(())
}

/// Whether every element of the set in `small` is in `large`.
fn contained(gil: &mut Gil, small: Reg, large: Reg) -> Res<bool> {
    let s = &mut Scope::new(gil);
    let item = s.slot();
    let mut at = 0;
    while let Some(next) = next_slot(s, small, at, item) {
        at = next;
        if !has(s, large, item)? {
            return Ok(false);
        }
        s.tick(1)?;
    }
    Ok(true)
}

fn issubset(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let large = s.slot();
    as_container(s, args.reg(1), large)?;
    let answer = contained(s, args.reg(0), large)?;
    out.set(s, s.bool(answer));
    Ok(())
}

fn issuperset(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (iter, item) = (s.slot(), s.slot());
    s.iter(args.reg(1), iter)?;
    let mut answer = true;
    while answer && s.next(iter, item)? {
        answer = s.set_has(args.reg(0), item)?;
        s.tick(1)?;
    }
    out.set(s, s.bool(answer));
    Ok(())
}

fn add(gil: &mut Gil, args: Args, out: Reg) -> Res {
    gil.set_add(args.reg(0), args.reg(1))?;
    out.set(gil, gil.none());
    Ok(())
}

fn discard(gil: &mut Gil, args: Args, out: Reg) -> Res {
    gil.set_remove(args.reg(0), args.reg(1))?;
    out.set(gil, gil.none());
    Ok(())
}

fn remove(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if !gil.set_remove(args.reg(0), args.reg(1))? {
        return Err(gil.key_error(args.get(gil, 1)));
    }
    out.set(gil, gil.none());
    Ok(())
}

/// Takes the element behind the one taken last, so that emptying a set is linear. A `set` has no hash; the place for it
/// remembers where the last search ended.
fn pop(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let Some(set) = args.get(gil, 0).as_set() else { return Ok(()) };
    let from = set.cached_hash().unwrap_or(0) as usize & (set.slot_count() - 1);
    match set.next_slot(from).or_else(|| set.next_slot(0)) {
        Some((number, key)) => {
            out.set(gil, key);
            set.remove_slot(number);
            set.set_cached_hash(number as u64 + 1);
            Ok(())
        }
        None => Err(gil.raise_args(Type::KeyError, &[gil.str("pop from an empty set")])),
    }
}

fn clear(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if let Some(set) = args.get(gil, 0).as_set() {
        set.clear();
    }
    out.set(gil, gil.none());
    Ok(())
}
