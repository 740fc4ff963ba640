//! Dicts and sets by any key: the searches that may have to compare with guest code.

use crate::heap::{Gil, Header, Local, Object, Reg, Res, Scope};
use crate::object::{Dict, Probe, Set, Type};

/// Where a key stands: entry or slot number, or nowhere; and its hash.
pub(crate) struct Place {
    pub hash: u64,
    pub at: Option<usize>,
}

/// Whether instances of exactly `set` or `frozenset` have this shape.
#[inline(always)]
pub(crate) fn is_set_shape(shape: u32) -> bool {
    shape == Type::Set.shape() || shape == Type::FrozenSet.shape()
}

impl Gil {
    /// Finds a key in a dict, restarting when a comparison changed the dict.
    #[inline]
    pub(crate) fn dict_find(&mut self, dict: Reg, key: Reg) -> Res<Place> {
        let hash = self.hash(key)? as u64;
        let Some(table) = dict.get(self).as_dict() else { return Ok(Place { hash, at: None }) };
        match table.probe(hash, key.get(self), 0) {
            Probe::Found(at) => Ok(Place { hash, at: Some(at) }),
            Probe::Absent => Ok(Place { hash, at: None }),
            Probe::Compare(..) => self.dict_find_slow(dict, key, hash),
        }
    }

    #[inline(never)]
    fn dict_find_slow(&mut self, dict: Reg, key: Reg, hash: u64) -> Res<Place> {
        let s = &mut Scope::new(self);
        let other = s.slot();
        'restart: loop {
            let Some(table) = dict.get(s).as_dict() else { return Ok(Place { hash, at: None }) };
            let seen = table.muts();
            let mut from = 0;
            loop {
                let Some(table) = dict.get(s).as_dict() else { return Ok(Place { hash, at: None }) };
                if table.muts() != seen {
                    continue 'restart;
                }
                let (next, at) = match table.probe(hash, key.get(s), from) {
                    Probe::Found(at) => return Ok(Place { hash, at: Some(at) }),
                    Probe::Absent => return Ok(Place { hash, at: None }),
                    Probe::Compare(candidate, next, at) => {
                        other.set(s, candidate);
                        (next, at)
                    }
                };
                let equal = s.eq(other, key)?;
                if dict.get(s).as_dict().map(Dict::muts) != Some(seen) {
                    continue 'restart;
                }
                if equal {
                    return Ok(Place { hash, at: Some(at) });
                }
                from = next;
            }
        }
    }

    /// `out = dict[key]`; false if the key is absent (no `__missing__`).
    pub fn dict_get(&mut self, dict: Reg, key: Reg, out: Reg) -> Res<bool> {
        let place = self.dict_find(dict, key)?;
        let Some(table) = dict.get(self).as_dict() else { return Ok(false) };
        match place.at.and_then(|at| table.entry(at)) {
            Some((_, value)) => {
                out.set(self, value);
                Ok(true)
            }
            None => Ok(false),
        }
    }

    /// Whether the key is there.
    pub fn dict_has(&mut self, dict: Reg, key: Reg) -> Res<bool> {
        Ok(self.dict_find(dict, key)?.at.is_some())
    }

    /// `dict[key] = value`.
    pub fn dict_set(&mut self, dict: Reg, key: Reg, value: Reg) -> Res {
        let place = self.dict_find(dict, key)?;
        let Some(table) = dict.get(self).as_dict() else { return Ok(()) };
        match place.at {
            Some(at) => {
                table.set_value(at, value.get(self));
                Ok(())
            }
            None => table.insert_new(self, place.hash, key.get(self), value.get(self)),
        }
    }

    /// Removes a key: `out` its value; false if it was absent.
    pub fn dict_remove(&mut self, dict: Reg, key: Reg, out: Reg) -> Res<bool> {
        let place = self.dict_find(dict, key)?;
        let Some(table) = dict.get(self).as_dict() else { return Ok(false) };
        match place.at.and_then(|at| table.remove_entry(self, at)) {
            Some((_, value)) => {
                out.set(self, value);
                Ok(true)
            }
            None => Ok(false),
        }
    }

    /// Updates `dict` from another mapping or an iterable of pairs, as `dict.update` does.
    pub fn dict_update(&mut self, dict: Reg, other: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (key, value, it) = (s.slot(), s.slot(), s.slot());
        if other.get(s).as_dict().is_some() {
            let mut at = 0;
            while let Some((number, k, v)) = other.get(s).as_dict().and_then(|dict| dict.next_entry(at)) {
                at = number + 1;
                key.set(s, k);
                value.set(s, v);
                s.dict_set(dict, key, value)?;
                s.tick(1)?;
            }
            return Ok(());
        }
        if s.getattr_opt(other, "keys", it)? {
            let keys = s.slot();
            s.call0(it, keys)?;
            return s.for_each(keys, |gil, key| {
                let s = &mut Scope::new(gil);
                let value = s.slot();
                s.getitem(other, key, value)?;
                s.dict_set(dict, key, value)?;
                Ok(true)
            });
        }
        let mut number = 0;
        s.for_each(other, |gil, pair| {
            let s = &mut Scope::new(gil);
            let items = s.slot();
            match s.list_from(pair, items) {
                Err(_) if s.catch(Type::TypeError) => {
                    return Err(s.type_error(format!(
                        "cannot convert dictionary update sequence element #{number} to a sequence"
                    )));
                }
                other => other?,
            }
            let len = items.get(s).as_list().map_or(0, |list| list.len());
            if len != 2 {
                return Err(s.value_error(format!(
                    "dictionary update sequence element #{number} has length {len}; 2 is required"
                )));
            }
            let (key, value) = (s.slot(), s.slot());
            if let Some(list) = items.get(s).as_list() {
                key.set(s, list.get(0).unwrap_or(s.none()));
                value.set(s, list.get(1).unwrap_or(s.none()));
            }
            number += 1;
            s.dict_set(dict, key, value)?;
            Ok(true)
        })
    }

    /// Finds an element in a set.
    #[inline]
    pub(crate) fn set_find(&mut self, set: Reg, key: Reg) -> Res<Place> {
        let hash = self.hash(key)? as u64;
        let Some(table) = set.get(self).as_set() else { return Ok(Place { hash, at: None }) };
        match table.probe(hash, key.get(self), 0) {
            Probe::Found(at) => Ok(Place { hash, at: Some(at) }),
            Probe::Absent => Ok(Place { hash, at: None }),
            Probe::Compare(..) => self.set_find_slow(set, key, hash),
        }
    }

    #[inline(never)]
    fn set_find_slow(&mut self, set: Reg, key: Reg, hash: u64) -> Res<Place> {
        let s = &mut Scope::new(self);
        let other = s.slot();
        'restart: loop {
            let Some(table) = set.get(s).as_set() else { return Ok(Place { hash, at: None }) };
            let seen = table.muts();
            let mut from = 0;
            loop {
                let Some(table) = set.get(s).as_set() else { return Ok(Place { hash, at: None }) };
                if table.muts() != seen {
                    continue 'restart;
                }
                let (next, at) = match table.probe(hash, key.get(s), from) {
                    Probe::Found(at) => return Ok(Place { hash, at: Some(at) }),
                    Probe::Absent => return Ok(Place { hash, at: None }),
                    Probe::Compare(candidate, next, at) => {
                        other.set(s, candidate);
                        (next, at)
                    }
                };
                let equal = s.eq(other, key)?;
                if set.get(s).as_set().map(Set::muts) != Some(seen) {
                    continue 'restart;
                }
                if equal {
                    return Ok(Place { hash, at: Some(at) });
                }
                from = next;
            }
        }
    }

    /// Adds an element; false if an equal one was there.
    #[inline]
    pub fn set_add(&mut self, set: Reg, key: Reg) -> Res<bool> {
        let hash = self.hash(key)? as u64;
        if let Some(table) = set.get(self).as_set()
            && let Some(added) = table.add_quick(self, hash, key.get(self))?
        {
            return Ok(added);
        }
        let place = self.set_find_slow(set, key, hash)?;
        if place.at.is_some() {
            return Ok(false);
        }
        if let Some(table) = set.get(self).as_set() {
            table.insert_new(self, place.hash, key.get(self))?;
        }
        Ok(true)
    }

    /// Adds the elements of a set (of whatever class) slot by slot.
    pub fn set_merge(&mut self, set: Reg, other: Reg) -> Res {
        let mut at = 0;
        loop {
            let gil: &Gil = self;
            let (Some(to), Some(from)) = (set.get(gil).as_set(), other.get(gil).as_set()) else {
                return Ok(());
            };
            let (stopped, work) = (to.merge(gil, from, at)?, from.slot_count() / 8);
            let Some(slot) = stopped else { return self.tick(work) };
            let s = &mut Scope::new(self);
            let Some(item) = other.get(s).as_set().and_then(|from| from.slot(slot)) else { return Ok(()) };
            let item = s.root(item);
            s.set_add(set, item)?;
            at = slot + 1;
        }
    }

    /// Whether the element is there.
    pub fn set_has(&mut self, set: Reg, key: Reg) -> Res<bool> {
        Ok(self.set_look(set, key)?.at.is_some())
    }

    /// As `set_find`, but sets are looked for by what they hold, as frozensets.
    fn set_look(&mut self, set: Reg, key: Reg) -> Res<Place> {
        match self.set_find(set, key) {
            Err(_) if self.is_instance_of(key.get(self), Type::Set) && self.catch(Type::TypeError) => {
                let s = &mut Scope::new(self);
                let frozen = s.root(s.frozenset().local());
                s.set_merge(frozen, key)?;
                s.set_find(set, frozen)
            }
            found => found,
        }
    }

    /// Removes an element; false if it was absent.
    pub fn set_remove(&mut self, set: Reg, key: Reg) -> Res<bool> {
        let place = self.set_look(set, key)?;
        let Some(table) = set.get(self).as_set() else { return Ok(false) };
        Ok(place.at.is_some_and(|at| table.remove_slot(at).is_some()))
    }

    /// Adds every element of an iterable.
    pub fn set_update(&mut self, set: Reg, other: Reg) -> Res {
        if matches!(other.get(self).header().map(Header::shape), Some(shape) if is_set_shape(shape)) {
            return self.set_merge(set, other);
        }
        self.for_each(other, |gil, item| {
            gil.set_add(set, item)?;
            Ok(true)
        })
    }

    /// A list of this class (see `class_shape`).
    pub fn list_of_shape(&self, shape: u32) -> Local<'_> {
        self.alloc_shaped(crate::object::List::from_vec(Vec::new()), shape).local()
    }

    /// A dict of this class.
    pub fn dict_of_shape(&self, shape: u32) -> Local<'_> {
        self.alloc_shaped(Dict::new(), shape).local()
    }

    /// A set or frozen set of this class.
    pub fn set_of_shape(&self, shape: u32) -> Local<'_> {
        self.alloc_shaped(Set::new(), shape).local()
    }

    /// An int of this class.
    pub fn int_of_shape(&self, value: num_bigint::BigInt, shape: u32) -> Local<'_> {
        if shape == Type::Int.shape() {
            return self.bigint(value);
        }
        self.alloc_shaped(crate::object::Int::new(value), shape).local()
    }

    /// A float of this class.
    pub fn float_of_shape(&self, value: f64, shape: u32) -> Local<'_> {
        if shape == Type::Float.shape() {
            return self.float(value);
        }
        self.alloc_shaped(crate::object::Float::new(value), shape).local()
    }

    /// Bytes of this class.
    pub fn bytes_of_shape(&self, value: Vec<u8>, shape: u32) -> Local<'_> {
        if shape == Type::Bytes.shape() {
            return self.bytes(value);
        }
        self.alloc_shaped(crate::object::Bytes::new(value.into()), shape).local()
    }

    /// A bytearray of this class.
    pub fn bytearray_of_shape(&self, value: Vec<u8>, shape: u32) -> Local<'_> {
        self.alloc_shaped(crate::object::ByteArray::new(value), shape).local()
    }

    /// A string of this class with this content.
    pub fn str_of_class<'g>(&'g self, text: &'g crate::object::Str, shape: u32) -> Local<'g> {
        if shape == Type::Str.shape() {
            return text.local();
        }
        self.str_of_shape(text, shape).local()
    }

    /// A tuple of this class with these items.
    pub fn tuple_of_class(&self, items: &[Local<'_>], shape: u32) -> Local<'_> {
        if shape == Type::Tuple.shape() {
            return self.tuple(items);
        }
        let tuple = self.tuple_of_shape(items.len(), shape);
        for (i, &item) in items.iter().enumerate() {
            tuple.init(i, item);
        }
        tuple.local()
    }
}
