//! Operators of containers: concatenation, repetition, set algebra, dict union, `%` of strings.

use ungil_compiler::bytecode::BinOp;

use crate::heap::{Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Kind, Type, ViewKind};
use crate::vm::compare::with_bytes;

impl Gil {
    pub(super) fn container_op(&mut self, op: BinOp, a: Reg, b: Reg, out: Reg) -> Res<bool> {
        match op {
            BinOp::Add => self.concat(a, b, out),
            BinOp::Mul => {
                if is_sequence(a.get(self)) && self.can_index(b.get(self)) {
                    self.repeat(a, b, out)
                } else if is_sequence(b.get(self)) && self.can_index(a.get(self)) {
                    self.repeat(b, a, out)
                } else {
                    Ok(false)
                }
            }
            BinOp::Mod => match a.get(self).kind() {
                Some(Kind::Str | Kind::Bytes | Kind::ByteArray) => {
                    self.percent_native(a, b, out)?;
                    Ok(true)
                }
                _ => Ok(false),
            },
            BinOp::Or | BinOp::And | BinOp::Sub | BinOp::Xor => self.set_op(op, a, b, out),
            _ => Ok(false),
        }
    }

    fn can_index(&self, value: Local<'_>) -> bool {
        value.is_int_like()
            || (value.kind() == Some(Kind::Instance)
                && self.class_of(value).lookup(self, self.name(crate::object::Name::Index)).is_some())
    }

    /// `out = a + b` of two strings.
    #[inline]
    pub(crate) fn concat_text(&mut self, a: Reg, b: Reg, out: Reg) -> Res {
        let (Some(x), Some(y)) = (a.get(self).as_str(), b.get(self).as_str()) else { return Ok(()) };
        let total = x.byte_len().saturating_add(y.byte_len());
        if total > 1 << 20 {
            self.charge(total)?;
        }
        let gil: &Gil = self;
        if let (Some(x), Some(y)) = (a.get(gil).as_str(), b.get(gil).as_str()) {
            out.set(gil, gil.str_concat(x, y).local());
        }
        Ok(())
    }

    fn concat(&mut self, a: Reg, b: Reg, out: Reg) -> Res<bool> {
        let (x, y) = (a.get(self), b.get(self));
        match (x.kind(), y.kind()) {
            (Some(Kind::Str), Some(Kind::Str)) => {
                self.concat_text(a, b, out)?;
                Ok(true)
            }
            (Some(Kind::List), Some(Kind::List)) => {
                let gil: &Gil = self;
                let (Some(p), Some(q)) = (x.as_list(), y.as_list()) else { return Ok(false) };
                let mut items = Vec::new();
                items.try_reserve_exact(p.len() + q.len()).map_err(|_| gil.raise_memory_error())?;
                items.extend(p.iter().map(Local::word));
                items.extend(q.iter().map(Local::word));
                out.set(gil, gil.list_of_words(items).local());
                Ok(true)
            }
            (Some(Kind::Tuple), Some(Kind::Tuple)) => {
                let gil: &Gil = self;
                let (Some(p), Some(q)) = (x.as_tuple(), y.as_tuple()) else { return Ok(false) };
                if q.is_empty() && gil.is_exact(x, Type::Tuple) {
                    out.set(gil, x);
                    return Ok(true);
                }
                if p.len() + q.len() == 0 {
                    out.set(gil, gil.empty_tuple());
                    return Ok(true);
                }
                let result = gil.tuple_of_shape(p.len() + q.len(), Type::Tuple.shape());
                for (i, item) in p.iter().chain(q.iter()).enumerate() {
                    result.init(i, item);
                }
                out.set(gil, result.local());
                Ok(true)
            }
            (Some(Kind::Bytes | Kind::ByteArray), Some(Kind::Bytes | Kind::ByteArray)) => {
                let mut bytes = with_bytes(x, <[u8]>::to_vec).unwrap_or_default();
                with_bytes(y, |more| bytes.extend_from_slice(more));
                let result = if x.as_bytes().is_some() { self.bytes(bytes) } else { self.bytearray(bytes) };
                out.set(self, result);
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// CPython's message for `+` with a sequence on the left.
    pub(super) fn concat_error(&self, x: Local<'_>, y: Local<'_>) -> Option<String> {
        let have = self.type_name(y);
        Some(match x.kind()? {
            Kind::Str => format!("can only concatenate str (not \"{have}\") to str"),
            Kind::List => format!("can only concatenate list (not \"{have}\") to list"),
            Kind::Tuple => format!("can only concatenate tuple (not \"{have}\") to tuple"),
            Kind::Bytes => format!("can't concat {have} to bytes"),
            Kind::ByteArray => format!("can't concat {have} to bytearray"),
            _ => return None,
        })
    }

    /// `sequence * count`.
    fn repeat(&mut self, sequence: Reg, count: Reg, out: Reg) -> Res<bool> {
        let count = match self.index(count) {
            Err(_) if self.catch(Type::OverflowError) => {
                let have = self.type_name(count.get(self));
                return Err(self.overflow_error(format!("cannot fit '{have}' into an index-sized integer")));
            }
            other => other?.max(0) as usize,
        };
        let x = sequence.get(self);
        let unit = match x.kind() {
            Some(Kind::Str) => x.as_str().map_or(0, |text| text.byte_len()),
            Some(Kind::List) => x.as_list().map_or(0, |list| list.len()) * 8,
            Some(Kind::Tuple) => x.as_tuple().map_or(0, |tuple| tuple.len()) * 8,
            _ => with_bytes(x, <[u8]>::len).unwrap_or(0),
        };
        // CPython's order: a length beyond any index first, then the memory.
        let items = x.as_str().map_or(unit, |text| text.char_len());
        if items.checked_mul(count).is_none_or(|total| total > isize::MAX as usize) {
            return Err(match x.kind() {
                Some(Kind::Str) => self.overflow_error("repeated string is too long"),
                Some(Kind::Bytes) => self.overflow_error("repeated bytes are too long"),
                _ => self.raise_memory_error(),
            });
        }
        let Some(total) = unit.checked_mul(count) else { return Err(self.raise_memory_error()) };
        self.charge(total)?;
        if total > 1 << 36 {
            return Err(self.raise_memory_error());
        }
        let gil: &Gil = self;
        let x = sequence.get(gil);
        let result = match x.kind() {
            Some(Kind::Str) => {
                let Some(text) = x.as_str() else { return Ok(false) };
                if count == 1 && gil.is_exact(x, Type::Str) {
                    x
                } else {
                    gil.wtf8_flagged(&repeat_slice(gil, text.bytes(), count)?, text.is_ascii()).local()
                }
            }
            Some(Kind::List) => {
                let Some(list) = x.as_list() else { return Ok(false) };
                let items: Vec<_> = list.iter().map(Local::word).collect();
                gil.list_of_words(repeat_slice(gil, &items, count)?).local()
            }
            Some(Kind::Tuple) => {
                let Some(tuple) = x.as_tuple() else { return Ok(false) };
                if tuple.len() * count == 0 {
                    gil.empty_tuple()
                } else if count == 1 && gil.is_exact(x, Type::Tuple) {
                    x
                } else {
                    let result = gil.tuple_of_shape(tuple.len() * count, Type::Tuple.shape());
                    for i in 0..tuple.len() * count {
                        if let Some(item) = tuple.get(i % tuple.len()) {
                            result.init(i, item);
                        }
                    }
                    result.local()
                }
            }
            _ => {
                let bytes = with_bytes(x, <[u8]>::to_vec).unwrap_or_default();
                let bytes = repeat_slice(gil, &bytes, count)?;
                if x.as_bytes().is_some() { gil.bytes(bytes) } else { gil.bytearray(bytes) }
            }
        };
        out.set(gil, result);
        Ok(true)
    }

    fn set_op(&mut self, op: BinOp, a: Reg, b: Reg, out: Reg) -> Res<bool> {
        let (x, y) = (a.get(self), b.get(self));
        if let (Some(_), Some(_)) = (x.as_dict(), y.as_dict()) {
            if op != BinOp::Or {
                return Ok(false);
            }
            let s = &mut Scope::new(self);
            let result = s.root(s.dict().local());
            s.dict_update(result, a)?;
            s.dict_update(result, b)?;
            out.set(s, result.get(s));
            return Ok(true);
        }
        let is_view = |value: Local<'_>| {
            value.as_dict_view().is_some_and(|view| matches!(view.what(), ViewKind::Keys | ViewKind::Items))
        };
        let (set_x, set_y) = (x.as_set().is_some(), y.as_set().is_some());
        if set_x && set_y && op == BinOp::Or {
            let frozen = self.is_instance_of(x, Type::FrozenSet);
            let s = &mut Scope::new(self);
            let result = s.root(if frozen { s.frozenset().local() } else { s.set().local() });
            s.set_merge(result, a)?;
            s.set_update(result, b)?;
            out.set(s, result.get(s));
            return Ok(true);
        }
        let known = (set_x || is_view(x)) && (set_y || is_view(y)) || is_view(x) || is_view(y);
        if !known {
            return Ok(op == BinOp::Or && crate::builtins::alias::union(self, a, b, out)?);
        }
        let frozen = set_x && self.is_instance_of(x, Type::FrozenSet);
        let s = &mut Scope::new(self);
        let result = s.root(if frozen { s.frozenset().local() } else { s.set().local() });
        let other = s.slot();
        match op {
            BinOp::Or => {
                s.set_update(result, a)?;
                s.set_update(result, b)?;
            }
            BinOp::And => {
                // CPython walks the smaller set.
                let (la, lb) = (s.len(a)?, s.len(b)?);
                let (walk, look) = if set_x && set_y && lb > la { (a, b) } else { (b, a) };
                s.for_each(walk, |gil, item| {
                    if gil.contains(look, item)? {
                        gil.set_add(result, item)?;
                    }
                    Ok(true)
                })?;
            }
            BinOp::Sub => {
                s.as_lookup(b, other)?;
                s.for_each(a, |gil, item| {
                    if !gil.contains(other, item)? {
                        gil.set_add(result, item)?;
                    }
                    Ok(true)
                })?;
            }
            _ => {
                s.set_update(result, a)?;
                s.for_each(b, |gil, item| {
                    if !gil.set_remove(result, item)? {
                        gil.set_add(result, item)?;
                    }
                    Ok(true)
                })?;
            }
        }
        out.set(s, result.get(s));
        Ok(true)
    }

    /// `value` itself if it can be searched quickly, else a set of its items.
    fn as_lookup(&mut self, value: Reg, out: Reg) -> Res {
        let x = value.get(self);
        if x.as_set().is_some() || x.as_dict().is_some() || x.as_dict_view().is_some() {
            out.set(self, x);
            return Ok(());
        }
        let s = &mut Scope::new(self);
        let set = s.root(s.set().local());
        s.set_update(set, value)?;
        out.set(s, set.get(s));
        Ok(())
    }

    /// Augmented assignments that change the left operand; false if there is none for these types.
    pub(super) fn in_place_native(&mut self, op: BinOp, a: Reg, b: Reg, out: Reg) -> Res<bool> {
        let x = a.get(self);
        match (x.kind(), op) {
            (Some(Kind::List), BinOp::Add) => {
                let s = &mut Scope::new(self);
                let list = s.root(a.get(s));
                s.list_extend(list, b)?;
                out.set(s, list.get(s));
                Ok(true)
            }
            (Some(Kind::List), BinOp::Mul) if b.get(self).is_int_like() => {
                let s = &mut Scope::new(self);
                let (list, repeated) = (s.root(a.get(s)), s.slot());
                s.repeat(list, b, repeated)?;
                if let (Some(list), Some(new)) = (list.get(s).as_list(), repeated.get(s).as_list()) {
                    list.swap_contents(new);
                }
                out.set(s, list.get(s));
                Ok(true)
            }
            (Some(Kind::Dict), BinOp::Or) => {
                let s = &mut Scope::new(self);
                let dict = s.root(a.get(s));
                s.dict_update(dict, b)?;
                out.set(s, dict.get(s));
                Ok(true)
            }
            (Some(Kind::ByteArray), BinOp::Add) => {
                let Some(more) = with_bytes(b.get(self), <[u8]>::to_vec) else { return Ok(false) };
                if let Some(array) = x.as_bytearray() {
                    array.change(self, |data| data.extend_from_slice(&more))?;
                }
                out.set(self, a.get(self));
                Ok(true)
            }
            (Some(Kind::Set), BinOp::Or | BinOp::And | BinOp::Sub | BinOp::Xor)
                if self.is_instance_of(x, Type::Set)
                    && (b.get(self).as_set().is_some() || b.get(self).as_dict_view().is_some()) =>
            {
                let s = &mut Scope::new(self);
                let (set, result) = (s.root(a.get(s)), s.slot());
                if op == BinOp::Or {
                    s.set_update(set, b)?;
                } else if op == BinOp::Sub && !set.get(s).is(b.get(s)) {
                    s.for_each(b, |gil, item| {
                        gil.set_remove(set, item)?;
                        Ok(true)
                    })?;
                } else {
                    s.set_op(op, set, b, result)?;
                    if let (Some(set), Some(new)) = (set.get(s).as_set(), result.get(s).as_set()) {
                        set.swap_contents(new);
                    }
                }
                out.set(s, set.get(s));
                Ok(true)
            }
            _ => Ok(false),
        }
    }
}

fn is_sequence(value: Local<'_>) -> bool {
    matches!(value.kind(), Some(Kind::Str | Kind::List | Kind::Tuple | Kind::Bytes | Kind::ByteArray))
}

fn repeat_slice<T: Copy>(gil: &Gil, items: &[T], count: usize) -> Res<Vec<T>> {
    let mut out = Vec::new();
    out.try_reserve_exact(items.len() * count).map_err(|_| gil.raise_memory_error())?;
    if let [one] = items {
        out.resize(count, *one);
    } else {
        for _ in 0..count {
            out.extend_from_slice(items);
        }
    }
    Ok(out)
}
