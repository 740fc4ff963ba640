//! `x[k]`, `x[k] = v`, `del x[k]`, `v in x`, and slices.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

use crate::heap::{Args, Gil, Local, Object, Raised, Reg, Res, Scope};
use crate::object::{ClassFlags, IterKind, Kind, Name, Probe, Type};
use crate::text::slice::{self, Span};
use crate::vm::compare::with_bytes;
use crate::word::Word;

impl Gil {
    /// `out = object[key]`.
    pub fn getitem(&mut self, object: Reg, key: Reg, out: Reg) -> Res {
        let x = object.get(self);
        if self.class_has(x, ClassFlags::CONTAINER) {
            return self.getitem_guest(object, key, out);
        }
        self.getitem_native(object, key, out)
    }

    fn getitem_guest(&mut self, object: Reg, key: Reg, out: Reg) -> Res {
        let method = self.class_of(object.get(self)).lookup(self, self.name(Name::GetItem));
        if method.is_some_and(|method| !crate::vm::slots::is_native(method)) {
            // SAFETY: one register.
            let args = unsafe { Args::at(key.index(), 1) };
            self.call_special(object, Name::GetItem, args, out)?;
            return Ok(());
        }
        self.getitem_native(object, key, out)
    }

    /// Subscripts of builtin types.
    pub(crate) fn getitem_native(&mut self, object: Reg, key: Reg, out: Reg) -> Res {
        let (x, k) = (object.get(self), key.get(self));
        match x.kind() {
            Some(Kind::List) => {
                if let Some(list) = x.as_list()
                    && let Some(i) = k.as_small_int()
                    && let Some(item) = slice::index(i, list.len()).and_then(|at| list.get(at))
                {
                    out.set(self, item);
                    return Ok(());
                }
                self.getitem_sequence(object, key, out)
            }
            Some(Kind::Tuple) => {
                if let Some(tuple) = x.as_tuple()
                    && let Some(i) = k.as_small_int()
                    && let Some(item) = slice::index(i, tuple.len()).and_then(|at| tuple.get(at))
                {
                    out.set(self, item);
                    return Ok(());
                }
                self.getitem_sequence(object, key, out)
            }
            Some(Kind::Str) => {
                if let Some(text) = x.as_str()
                    && let Some(i) = k.as_small_int()
                    && let Some(at) = slice::index(i, text.char_len())
                {
                    let code = text.code_point(at).unwrap_or(0);
                    out.set(self, self.str_char(code));
                    return Ok(());
                }
                self.getitem_sequence(object, key, out)
            }
            Some(Kind::Dict) => {
                if self.dict_get(object, key, out)? {
                    return Ok(());
                }
                self.missing_key(object, key, out)
            }
            Some(Kind::DictView) => {
                let s = &mut Scope::new(self);
                let dict = s.slot();
                if let Some(view) = object.get(s).as_dict_view()
                    && view.what() == crate::object::ViewKind::Proxy
                {
                    dict.set(s, view.dict().local());
                    if s.dict_get(dict, key, out)? {
                        return Ok(());
                    }
                    return Err(s.key_error(key.get(s)));
                }
                Err(s.not_subscriptable(object))
            }
            Some(Kind::Bytes | Kind::ByteArray | Kind::Range) => self.getitem_sequence(object, key, out),
            Some(Kind::Array) => self.array_getitem(object, key, out),
            Some(Kind::Class) => self.getitem_class(object, key, out),
            _ => {
                // SAFETY: one register.
                let args = unsafe { Args::at(key.index(), 1) };
                if x.header().is_some() && self.call_special(object, Name::GetItem, args, out)? {
                    return Ok(());
                }
                Err(self.not_subscriptable(object))
            }
        }
    }

    #[cold]
    fn not_subscriptable(&self, object: Reg) -> Raised {
        let name = self.type_name(object.get(self));
        self.type_error(format!("'{name}' object is not subscriptable"))
    }

    fn missing_key(&mut self, object: Reg, key: Reg, out: Reg) -> Res {
        if self.class_has(object.get(self), ClassFlags::GUEST) {
            // SAFETY: one register.
            let args = unsafe { Args::at(key.index(), 1) };
            if self.call_special(object, Name::Missing, args, out)? {
                return Ok(());
            }
        }
        Err(self.key_error(key.get(self)))
    }

    /// `list[int]`: `__class_getitem__`.
    fn getitem_class(&mut self, object: Reg, key: Reg, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let method = s.slot();
        // A metaclass's `__getitem__` comes first.
        // SAFETY: one register.
        let args = unsafe { Args::at(key.index(), 1) };
        if s.class_of(object.get(s)).has(ClassFlags::GUEST)
            && s.call_special(object, Name::GetItem, args, out)?
        {
            return Ok(());
        }
        if object.get(s).as_class().is_some_and(|class| class.builtin_type() == Some(Type::Type)) {
            return crate::builtins::alias::make(s, object, key, out);
        }
        if s.getattr_opt(object, "__class_getitem__", method)? {
            return s.call1(method, key, out);
        }
        let name = object.get(s).as_class().map_or_else(String::new, |class| class.name_text());
        Err(s.type_error(format!("type '{name}' is not subscriptable")))
    }

    fn getitem_sequence(&mut self, object: Reg, key: Reg, out: Reg) -> Res {
        if key.get(self).as_slice().is_some() {
            return self.get_slice_object(object, key, out);
        }
        let i = self.sequence_index(object, key)?;
        let x = object.get(self);
        if let Some(range) = x.as_range() {
            return self.range_item(range.parts().map(Local::word), i, out);
        }
        let len = match self.native_len(x) {
            Some(len) => len?,
            None => 0,
        };
        let Some(at) = slice::index(i, len) else {
            return Err(match object.get(self).kind() {
                Some(Kind::Bytes) => self.index_error("index out of range"),
                _ => self.index_error(format!("{} index out of range", self.sequence_name(object))),
            });
        };
        let x = object.get(self);
        let item = match x.kind() {
            Some(Kind::List) => x.as_list().and_then(|list| list.get(at)),
            Some(Kind::Tuple) => x.as_tuple().and_then(|tuple| tuple.get(at)),
            Some(Kind::Str) => {
                x.as_str().and_then(|text| text.code_point(at)).map(|code| self.str_char(code))
            }
            _ => {
                with_bytes(x, |bytes| bytes.get(at).copied()).flatten().map(|byte| self.int(i64::from(byte)))
            }
        };
        if let Some(item) = item {
            out.set(self, item);
        }
        Ok(())
    }

    fn sequence_name(&self, object: Reg) -> &'static str {
        match object.get(self).kind() {
            Some(Kind::List) => "list",
            Some(Kind::Tuple) => "tuple",
            Some(Kind::Str) => "string",
            Some(Kind::ByteArray) => "bytearray",
            Some(Kind::Range) => "range object",
            _ => "index",
        }
    }

    /// The key as an index, with the message of the type.
    fn sequence_index(&mut self, object: Reg, key: Reg) -> Res<i64> {
        let k = key.get(self);
        if let Some(i) = k.to_i64() {
            return Ok(i);
        }
        if !k.is_int_like() && self.class_of(k).lookup(self, self.name(Name::Index)).is_none() {
            let (what, have) = (
                match object.get(self).kind() {
                    Some(Kind::List) => "list indices must be integers or slices, not ".to_owned(),
                    Some(Kind::Tuple) => "tuple indices must be integers or slices, not ".to_owned(),
                    Some(Kind::Str) => "string indices must be integers, not ".to_owned(),
                    Some(Kind::Range) => "range indices must be integers or slices, not ".to_owned(),
                    Some(Kind::ByteArray) => "bytearray indices must be integers or slices, not ".to_owned(),
                    _ => "byte indices must be integers or slices, not ".to_owned(),
                },
                self.type_name(k),
            );
            let have = if object.get(self).kind() == Some(Kind::Str) { format!("'{have}'") } else { have };
            return Err(self.type_error(what + &have));
        }
        match self.index(key) {
            Err(_) if self.catch(Type::OverflowError) => {
                Err(self.index_error("cannot fit 'int' into an index-sized integer"))
            }
            other => other,
        }
    }

    fn range_item(&self, parts: [Word; 3], i: i64, out: Reg) -> Res {
        let parts = parts.map(Local::new);
        let len = crate::vm::compare::range_length(parts);
        let at = if i < 0 { BigInt::from(i) + &len } else { BigInt::from(i) };
        if at.is_negative() || at >= len {
            return Err(self.index_error("range object index out of range"));
        }
        let [Some(start), _, Some(step)] = parts.map(Local::to_bigint) else { return Ok(()) };
        out.set(self, self.bigint(&*start + at * &*step));
        Ok(())
    }

    /// Resolves the parts of a slice object against a length.
    pub fn resolve_slice(&mut self, key: Reg, len: usize) -> Res<Span> {
        let s = &mut Scope::new(self);
        let regs = s.slots(3);
        let Some(parts) = key.get(s).as_slice().map(|slice| slice.parts()) else {
            return Err(s.type_error("slice expected"));
        };
        for (i, part) in parts.into_iter().enumerate() {
            regs.reg(i).set(s, part);
        }
        let step = s.slice_part(regs.reg(2))?.unwrap_or(1);
        if step == 0 {
            return Err(s.value_error("slice step cannot be zero"));
        }
        let (start, stop) = (s.slice_part(regs.reg(0))?, s.slice_part(regs.reg(1))?);
        Ok(slice::resolve(start, stop, step, len))
    }

    /// A bound of a slice: None, or an index, saturated.
    fn slice_part(&mut self, part: Reg) -> Res<Option<i64>> {
        let x = part.get(self);
        if x.is_none() {
            return Ok(None);
        }
        if let Some(i) = x.to_i64() {
            return Ok(Some(i));
        }
        if !x.is_int_like() && self.class_of(x).lookup(self, self.name(Name::Index)).is_none() {
            return Err(self.type_error("slice indices must be integers or None or have an __index__ method"));
        }
        let big = self.index_bigint(part)?;
        Ok(Some(big.to_i64().unwrap_or(if big.is_negative() { i64::MIN } else { i64::MAX })))
    }

    fn get_slice_object(&mut self, object: Reg, key: Reg, out: Reg) -> Res {
        let x = object.get(self);
        if x.as_range().is_some() {
            return self.slice_range(object, key, out);
        }
        let len = match self.native_len(x) {
            Some(len) => len?,
            None => 0,
        };
        let span = self.resolve_slice(key, len)?;
        self.take_slice(object, span, out)
    }

    fn slice_range(&mut self, object: Reg, key: Reg, out: Reg) -> Res {
        let Some(parts) = object.get(self).as_range().map(|range| range.parts().map(Local::word)) else {
            return Ok(());
        };
        let len =
            crate::vm::compare::range_length(parts.map(Local::new)).to_usize().unwrap_or(usize::MAX >> 1);
        let span = self.resolve_slice(key, len)?;
        let [Some(start), _, Some(step)] = parts.map(|part| Local::new(part).to_bigint()) else {
            return Ok(());
        };
        let at = |i: isize| &*start + BigInt::from(i) * &*step;
        let (from, to) = (at(span.start), at(span.stop));
        let new_step = BigInt::from(span.step) * &*step;
        let range = self.range(self.bigint(from), self.bigint(to), self.bigint(new_step));
        out.set(self, range);
        Ok(())
    }

    /// `object[span]` of a builtin sequence.
    fn take_slice(&mut self, object: Reg, span: Span, out: Reg) -> Res {
        self.charge(span.count.saturating_mul(8))?;
        let gil: &Gil = self;
        let x = object.get(gil);
        let contiguous = span.step == 1;
        let (from, to) = (span.start.max(0) as usize, span.start.max(0) as usize + span.count);
        let result = match x.kind() {
            Some(Kind::List) => {
                let Some(list) = x.as_list() else { return Ok(()) };
                if contiguous {
                    gil.list_slice(list, from, to).local()
                } else {
                    let pick = |words: &[Word]| (0..span.count).map(|i| words[span.at(i)]).collect();
                    gil.list_of_words(list.with_words(pick)).local()
                }
            }
            Some(Kind::Tuple) => {
                let Some(tuple) = x.as_tuple() else { return Ok(()) };
                if contiguous && span.count == tuple.len() && gil.is_exact(x, Type::Tuple) {
                    x
                } else if span.count == 0 {
                    gil.empty_tuple()
                } else {
                    let result = gil.tuple_of_shape(span.count, Type::Tuple.shape());
                    for i in 0..span.count {
                        if let Some(item) = tuple.get(span.at(i)) {
                            result.init(i, item);
                        }
                    }
                    result.local()
                }
            }
            Some(Kind::Str) => {
                let Some(text) = x.as_str() else { return Ok(()) };
                if contiguous {
                    gil.str_slice(text, from, to)
                } else if text.is_ascii() {
                    let bytes: Vec<u8> = (0..span.count).map(|i| text.bytes()[span.at(i)]).collect();
                    gil.str_wtf8(&bytes)
                } else {
                    let points: Vec<u32> = text.code_points().collect();
                    let mut bytes = Vec::new();
                    (0..span.count).for_each(|i| crate::object::encode(points[span.at(i)], &mut bytes));
                    gil.str_wtf8(&bytes)
                }
            }
            _ => {
                let pick = |bytes: &[u8]| match contiguous {
                    true => bytes[from..to].to_vec(),
                    false => (0..span.count).map(|i| bytes[span.at(i)]).collect(),
                };
                let bytes = with_bytes(x, pick).unwrap_or_default();
                if x.as_bytes().is_some() { gil.bytes(bytes) } else { gil.bytearray(bytes) }
            }
        };
        out.set(gil, result);
        Ok(())
    }

    /// `out = object[start:stop]`, without making a slice object where none is needed.
    pub(crate) fn get_slice(&mut self, object: Reg, start: Reg, stop: Reg, out: Reg) -> Res {
        let x = object.get(self);
        if !self.class_has(x, ClassFlags::CONTAINER)
            && let Some(len) = match x.kind() {
                Some(Kind::List) => x.as_list().map(|list| list.len()),
                Some(Kind::Str) => x.as_str().map(|text| text.char_len()),
                Some(Kind::Tuple) => x.as_tuple().map(|tuple| tuple.len()),
                _ => None,
            }
        {
            let bound = |value: Local<'_>| match value.as_small_int() {
                Some(i) => Some(Some(i)),
                None if value.is_none() => Some(None),
                None => None,
            };
            if let (Some(from), Some(to)) = (bound(start.get(self)), bound(stop.get(self))) {
                let span = slice::resolve(from, to, 1, len);
                return self.take_slice(object, span, out);
            }
        }
        let s = &mut Scope::new(self);
        let key = s.slot();
        key.set(s, s.slice(start.get(s), stop.get(s), s.none()));
        s.getitem(object, key, out)
    }

    /// `object[key] = value`.
    pub fn setitem(&mut self, object: Reg, key: Reg, value: Reg) -> Res {
        let x = object.get(self);
        if self.class_has(x, ClassFlags::CONTAINER) {
            let method = self.class_of(x).lookup(self, self.name(Name::SetItem));
            if method.is_some_and(|method| !crate::vm::slots::is_native(method)) {
                return self.setitem_method(object, key, value);
            }
        }
        self.setitem_native(object, key, value)
    }

    fn setitem_method(&mut self, object: Reg, key: Reg, value: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (args, out) = (s.slots(2), s.slot());
        args.reg(0).set(s, key.get(s));
        args.reg(1).set(s, value.get(s));
        if s.call_special(object, Name::SetItem, args, out)? {
            return Ok(());
        }
        let name = s.type_name(object.get(s));
        Err(s.type_error(format!("'{name}' object does not support item assignment")))
    }

    /// Item assignment of builtin types.
    pub(crate) fn setitem_native(&mut self, object: Reg, key: Reg, value: Reg) -> Res {
        let x = object.get(self);
        match x.kind() {
            Some(Kind::Dict) => self.dict_set(object, key, value),
            Some(Kind::List) => {
                if key.get(self).as_slice().is_some() {
                    return self.set_list_slice(object, key, value);
                }
                let i = self.sequence_index(object, key)?;
                let gil: &Gil = self;
                if let Some(list) = object.get(gil).as_list()
                    && let Some(at) = slice::index(i, list.len())
                {
                    list.set(at, value.get(gil));
                    return Ok(());
                }
                Err(self.index_error("list assignment index out of range"))
            }
            Some(Kind::ByteArray) => self.set_bytearray(object, key, value),
            Some(Kind::Array) => self.array_setitem(object, key, value),
            _ => self.setitem_method(object, key, value),
        }
    }

    fn set_list_slice(&mut self, object: Reg, key: Reg, value: Reg) -> Res {
        let s = &mut Scope::new(self);
        let items = s.slot();
        s.items_to_assign(value, items)?;
        let len = object.get(s).as_list().map_or(0, |list| list.len());
        let span = s.resolve_slice(key, len)?;
        let gil: &Gil = s;
        let (Some(list), Some(items)) = (object.get(gil).as_list(), items.get(gil).as_list()) else {
            return Ok(());
        };
        if span.step == 1 {
            let from = span.start.max(0) as usize;
            return list.splice(gil, from, from + span.count, items);
        }
        if items.len() != span.count {
            return Err(gil.value_error(format!(
                "attempt to assign sequence of size {} to extended slice of size {}",
                items.len(),
                span.count
            )));
        }
        for i in 0..span.count {
            if let Some(item) = items.get(i) {
                list.set(span.at(i), item);
            }
        }
        Ok(())
    }

    /// What is assigned to a slice as a list: itself if it is one.
    fn items_to_assign(&mut self, value: Reg, items: Reg) -> Res {
        if self.is_exact(value.get(self), Type::List) {
            items.set(self, value.get(self));
            return Ok(());
        }
        let is_iterable = self.list_from(value, items);
        if is_iterable.is_err() && self.catch(Type::TypeError) {
            return Err(self.type_error("can only assign an iterable"));
        }
        is_iterable
    }

    fn set_bytearray(&mut self, object: Reg, key: Reg, value: Reg) -> Res {
        let len = object.get(self).as_bytearray().map_or(0, |array| array.len());
        if key.get(self).as_slice().is_some() {
            let span = self.resolve_slice(key, len)?;
            let mut new = Vec::new();
            if let Some(bytes) = with_bytes(value.get(self), <[u8]>::to_vec) {
                new = bytes;
            } else {
                self.for_each(value, |gil, item| {
                    new.push(gil.byte_value(item)?);
                    Ok(true)
                })?;
            }
            let Some(array) = object.get(self).as_bytearray() else { return Ok(()) };
            if span.step == 1 {
                let from = span.start.max(0) as usize;
                return array.change(self, |data| {
                    let to = (from + span.count).min(data.len());
                    data.splice(from.min(to)..to, new);
                });
            }
            if new.len() != span.count {
                return Err(self.value_error(format!(
                    "attempt to assign bytes of size {} to extended slice of size {}",
                    new.len(),
                    span.count
                )));
            }
            return array.change(self, |data| {
                for (i, byte) in new.into_iter().enumerate() {
                    if let Some(slot) = data.get_mut(span.at(i)) {
                        *slot = byte;
                    }
                }
            });
        }
        let i = self.sequence_index(object, key)?;
        let byte = self.byte_value(value)?;
        let Some(array) = object.get(self).as_bytearray() else { return Ok(()) };
        match slice::index(i, array.len()) {
            Some(at) => array.change(self, |data| data[at] = byte),
            None => Err(self.index_error("bytearray index out of range")),
        }
    }

    /// An int from 0 to 255.
    pub fn byte_value(&mut self, value: Reg) -> Res<u8> {
        let int = self.index(value)?;
        u8::try_from(int).map_err(|_| self.value_error("byte must be in range(0, 256)"))
    }

    /// `object[start:stop] = value`.
    pub(crate) fn set_slice(&mut self, object: Reg, start: Reg, stop: Reg, value: Reg) -> Res {
        let s = &mut Scope::new(self);
        let key = s.slot();
        let plain = |gil: &Gil, part: Reg| {
            let part = part.get(gil);
            part.is_none() || part.as_small_int().is_some()
        };
        if s.is_exact(object.get(s), Type::List) && plain(s, start) && plain(s, stop) {
            s.items_to_assign(value, key)?;
            let bound = |part: Reg| part.get(s).as_small_int();
            let gil: &Gil = s;
            let (Some(list), Some(items)) = (object.get(gil).as_list(), key.get(gil).as_list()) else {
                return Ok(());
            };
            let span = slice::resolve(bound(start), bound(stop), 1, list.len());
            let from = span.start.max(0) as usize;
            return list.splice(gil, from, from + span.count, items);
        }
        key.set(s, s.slice(start.get(s), stop.get(s), s.none()));
        s.setitem(object, key, value)
    }

    /// `del object[key]`.
    pub fn delitem(&mut self, object: Reg, key: Reg) -> Res {
        let x = object.get(self);
        if self.class_has(x, ClassFlags::CONTAINER) {
            let method = self.class_of(x).lookup(self, self.name(Name::DelItem));
            if method.is_some_and(|method| !crate::vm::slots::is_native(method)) {
                return self.delitem_method(object, key);
            }
        }
        self.delitem_native(object, key)
    }

    fn delitem_method(&mut self, object: Reg, key: Reg) -> Res {
        let s = &mut Scope::new(self);
        let out = s.slot();
        // SAFETY: one register.
        let args = unsafe { Args::at(key.index(), 1) };
        if s.call_special(object, Name::DelItem, args, out)? {
            return Ok(());
        }
        let name = s.type_name(object.get(s));
        Err(s.type_error(format!("'{name}' object doesn't support item deletion")))
    }

    /// Item deletion of builtin types.
    pub(crate) fn delitem_native(&mut self, object: Reg, key: Reg) -> Res {
        let x = object.get(self);
        match x.kind() {
            Some(Kind::Dict) => {
                let s = &mut Scope::new(self);
                let out = s.slot();
                if s.dict_remove(object, key, out)? { Ok(()) } else { Err(s.key_error(key.get(s))) }
            }
            Some(Kind::List) => {
                let len = x.as_list().map_or(0, |list| list.len());
                let span = if key.get(self).as_slice().is_some() {
                    self.resolve_slice(key, len)?
                } else {
                    let i = self.sequence_index(object, key)?;
                    match slice::index(i, len) {
                        Some(at) => slice::resolve(Some(at as i64), Some(at as i64 + 1), 1, len),
                        None => return Err(self.index_error("list assignment index out of range")),
                    }
                };
                let gil: &Gil = self;
                let Some(list) = object.get(gil).as_list() else { return Ok(()) };
                if span.step == 1 {
                    let from = span.start.max(0) as usize;
                    return list.splice_words(gil, from, from + span.count, &[]);
                }
                let mut gone: Vec<usize> = (0..span.count).map(|i| span.at(i)).collect();
                gone.sort_unstable();
                let kept: Vec<Word> = list
                    .iter()
                    .enumerate()
                    .filter(|(i, _)| gone.binary_search(i).is_err())
                    .map(|(_, item)| item.word())
                    .collect();
                list.swap_contents(gil.list_of_words(kept));
                Ok(())
            }
            Some(Kind::ByteArray) => {
                let len = x.as_bytearray().map_or(0, |array| array.len());
                let span = if key.get(self).as_slice().is_some() {
                    self.resolve_slice(key, len)?
                } else {
                    let i = self.sequence_index(object, key)?;
                    match slice::index(i, len) {
                        Some(at) => slice::resolve(Some(at as i64), Some(at as i64 + 1), 1, len),
                        None => return Err(self.index_error("bytearray index out of range")),
                    }
                };
                let Some(array) = object.get(self).as_bytearray() else { return Ok(()) };
                let gone: Vec<usize> = (0..span.count).map(|i| span.at(i)).collect();
                array.change(self, |data| {
                    let mut i = 0;
                    data.retain(|_| {
                        i += 1;
                        !gone.contains(&(i - 1))
                    });
                })
            }
            _ => self.delitem_method(object, key),
        }
    }

    /// `item in object`.
    #[inline]
    pub fn contains(&mut self, object: Reg, item: Reg) -> Res<bool> {
        match self.contains_quick(object.get(self), item.get(self)) {
            Some(found) => Ok(found),
            None => self.contains_slow(object, item),
        }
    }

    /// Small ints and strings in builtin containers.
    #[inline]
    fn contains_quick(&self, x: Local<'_>, item: Local<'_>) -> Option<bool> {
        let shape = x.header()?.shape();
        let text =
            |value: Local<'_>| value.header().is_some_and(|header| header.shape() == Type::Str.shape());
        if shape == Type::Str.shape() {
            if !text(item) {
                return None;
            }
            let (whole, part) = (x.as_str()?.bytes(), item.as_str()?.bytes());
            return match part {
                [] => Some(true),
                [byte] if whole.len() <= 16 => Some(whole.contains(byte)),
                [byte] => Some(memchr::memchr(*byte, whole).is_some()),
                _ => None,
            };
        }
        let is_set = crate::vm::container::is_set_shape(shape);
        if !is_set && shape != Type::Dict.shape() {
            return None;
        }
        let hash = if let Some(int) = item.as_small_int() {
            crate::text::hash::int(int) as u64
        } else if text(item) {
            item.as_str()?.hash(self)
        } else {
            return None;
        };
        let probe = if is_set { x.as_set()?.probe(hash, item, 0) } else { x.as_dict()?.probe(hash, item, 0) };
        match probe {
            Probe::Found(_) => Some(true),
            Probe::Absent => Some(false),
            Probe::Compare(..) => None,
        }
    }

    fn contains_slow(&mut self, object: Reg, item: Reg) -> Res<bool> {
        let x = object.get(self);
        if self.class_has(x, ClassFlags::CONTAINER) {
            let method = self.class_of(x).lookup(self, self.name(Name::Contains));
            if let Some(method) = method
                && !crate::vm::slots::is_native(method)
            {
                if method.is_none() {
                    let name = self.type_name(x);
                    return Err(self.type_error(format!("'{name}' object is not a container")));
                }
                return self.contains_method(object, item).map(|found| found.unwrap_or(false));
            }
        }
        self.contains_native(object, item)
    }

    fn contains_method(&mut self, object: Reg, item: Reg) -> Res<Option<bool>> {
        let s = &mut Scope::new(self);
        let out = s.slot();
        // SAFETY: one register.
        let args = unsafe { Args::at(item.index(), 1) };
        if s.call_special(object, Name::Contains, args, out)? { s.truthy(out).map(Some) } else { Ok(None) }
    }

    /// Membership in builtin types, else by `__contains__` or iteration.
    pub(crate) fn contains_native(&mut self, object: Reg, item: Reg) -> Res<bool> {
        let x = object.get(self);
        match x.kind() {
            Some(Kind::Dict) => return self.dict_has(object, item),
            Some(Kind::Set) => {
                // A set is looked for as a frozen set.
                if item.get(self).as_set().is_some_and(|_| self.is_exact(item.get(self), Type::Set)) {
                    let s = &mut Scope::new(self);
                    let frozen = s.root(s.frozenset().local());
                    s.set_update(frozen, item)?;
                    return s.set_has(object, frozen);
                }
                return self.set_has(object, item);
            }
            Some(Kind::Str) => {
                let (Some(text), Some(part)) = (x.as_str(), item.get(self).as_str()) else {
                    let have = self.type_name(item.get(self));
                    return Err(
                        self.type_error(format!("'in <string>' requires string as left operand, not {have}"))
                    );
                };
                return Ok(crate::text::search::find(text.bytes(), part.bytes()).is_some());
            }
            Some(Kind::Bytes | Kind::ByteArray) => {
                let part = with_bytes(item.get(self), <[u8]>::to_vec);
                let part = match part {
                    Some(part) => part,
                    None if item.get(self).is_int_like() => vec![self.byte_value(item)?],
                    None => {
                        let have = self.type_name(item.get(self));
                        return Err(self.type_error(format!("a bytes-like object is required, not '{have}'")));
                    }
                };
                let found = with_bytes(object.get(self), |bytes| crate::text::search::find(bytes, &part));
                return Ok(found.flatten().is_some());
            }
            Some(Kind::Range)
                if self.is_exact(item.get(self), Type::Int) || item.get(self).as_bool().is_some() =>
            {
                let Some(parts) = x.as_range().map(|range| range.parts()) else { return Ok(false) };
                let [Some(start), Some(stop), Some(step)] = parts.map(Local::to_bigint) else {
                    return Ok(false);
                };
                let Some(value) = item.get(self).to_bigint() else { return Ok(false) };
                let inside = if step.is_positive() {
                    *start <= *value && *value < *stop
                } else {
                    *stop < *value && *value <= *start
                };
                return Ok(inside && ((&*value - &*start) % &*step) == BigInt::ZERO);
            }
            Some(Kind::DictView) => return self.view_contains(object, item),
            Some(Kind::List | Kind::Tuple) => return self.sequence_contains(object, item),
            _ => {}
        }
        // A range compares what is no int one by one; its own `__contains__` would come back here.
        if x.header().is_some()
            && !self.is_exact(x, Type::Range)
            && let Some(found) = self.contains_method(object, item)?
        {
            return Ok(found);
        }
        let s = &mut Scope::new(self);
        let it = s.slot();
        match s.iter(object, it) {
            Err(_) if s.catch(Type::TypeError) => {
                let name = s.type_name(object.get(s));
                return Err(s.type_error(format!("argument of type '{name}' is not iterable")));
            }
            other => other?,
        }
        let mut found = false;
        s.for_each(it, |gil, candidate| {
            found = gil.eq(candidate, item)?;
            Ok(!found)
        })?;
        Ok(found)
    }

    fn sequence_contains(&mut self, object: Reg, item: Reg) -> Res<bool> {
        let s = &mut Scope::new(self);
        let candidate = s.slot();
        let mut at = 0;
        loop {
            let x = object.get(s);
            let found = match x.as_list() {
                Some(list) => list.get(at),
                None => x.as_tuple().and_then(|tuple| tuple.get(at)),
            };
            let Some(found) = found else { return Ok(false) };
            candidate.set(s, found);
            if s.eq(candidate, item)? {
                return Ok(true);
            }
            at += 1;
            s.tick(1)?;
        }
    }

    fn view_contains(&mut self, object: Reg, item: Reg) -> Res<bool> {
        use crate::object::ViewKind;
        let s = &mut Scope::new(self);
        let (dict, key, value) = (s.slot(), s.slot(), s.slot());
        let Some(view) = object.get(s).as_dict_view() else { return Ok(false) };
        let what = view.what();
        dict.set(s, view.dict().local());
        match what {
            ViewKind::Keys | ViewKind::Proxy => s.dict_has(dict, item),
            ViewKind::Items => {
                let Some(pair) = item.get(s).as_tuple().filter(|pair| pair.len() == 2) else {
                    return Ok(false);
                };
                key.set(s, pair.get(0).unwrap_or(s.none()));
                let wanted = s.root(item.get(s).as_tuple().and_then(|pair| pair.get(1)).unwrap_or(s.none()));
                if !s.dict_get(dict, key, value)? {
                    return Ok(false);
                }
                s.eq(value, wanted)
            }
            ViewKind::Values => {
                let mut found = false;
                s.for_each(object, |gil, candidate| {
                    found = gil.eq(candidate, item)?;
                    Ok(!found)
                })?;
                Ok(found)
            }
        }
    }

    /// `reversed(sequence)`.
    pub fn reversed(&mut self, sequence: Reg, out: Reg) -> Res {
        if self.call_special(sequence, Name::Reversed, Args::NONE, out)? {
            return Ok(());
        }
        let x = sequence.get(self);
        let (what, last) = match x.kind() {
            Some(Kind::List) => (IterKind::ListReverse, x.as_list().map_or(0, |list| list.len()) as i64 - 1),
            Some(Kind::Dict) => {
                let Some(dict) = x.as_dict() else { return Ok(()) };
                let iter = self.new_iter(IterKind::DictReverseKeys, x, self.none());
                iter.index.set(dict.entry_count() as i64 - 1);
                iter.stop.set(i64::from(dict.muts()));
                out.set(self, iter.local());
                return Ok(());
            }
            Some(Kind::DictView) => {
                use crate::object::ViewKind;
                let Some(view) = x.as_dict_view() else { return Ok(()) };
                let what = match view.what() {
                    ViewKind::Values => IterKind::DictReverseValues,
                    ViewKind::Items => IterKind::DictReverseItems,
                    _ => IterKind::DictReverseKeys,
                };
                let iter = self.new_iter(what, view.dict().local(), self.none());
                iter.index.set(view.dict().entry_count() as i64 - 1);
                iter.stop.set(i64::from(view.dict().muts()));
                out.set(self, iter.local());
                return Ok(());
            }
            Some(Kind::Range) if x.as_range().is_some_and(|range| range.small().is_some()) => {
                let Some((start, stop, step)) = x.as_range().and_then(|range| range.small()) else {
                    return Ok(());
                };
                let len = crate::object::range_len(start, stop, step) as i64;
                let iter = self.new_iter(IterKind::Range, self.none(), self.none());
                iter.index.set(start.wrapping_add(step.wrapping_mul(len - 1)));
                iter.stop.set(len);
                iter.step.set(-step);
                out.set(self, iter.local());
                return Ok(());
            }
            Some(Kind::Set) => {
                let name = self.type_name(x);
                return Err(self.type_error(format!("'{name}' object is not reversible")));
            }
            _ => {
                let has_items = matches!(
                    x.kind(),
                    Some(Kind::Tuple | Kind::Str | Kind::Bytes | Kind::ByteArray | Kind::Range | Kind::Array)
                ) || self.class_of(x).lookup(self, self.name(Name::GetItem)).is_some();
                if !has_items {
                    let name = self.type_name(x);
                    return Err(self.type_error(format!("'{name}' object is not reversible")));
                }
                (IterKind::Reversed, self.len(sequence)? as i64 - 1)
            }
        };
        let iter = self.new_iter(what, sequence.get(self), self.none());
        iter.index.set(last);
        out.set(self, iter.local());
        Ok(())
    }
}
