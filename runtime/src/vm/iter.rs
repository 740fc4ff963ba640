//! Iteration: `iter(x)`, `next(it)`, and advancing the builtin iterators.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use crate::heap::{Args, Gil, Local, Object, Raised, Reg, Res, Scope};
use crate::object::{ClassFlags, IterKind, Kind, Name, Type, ViewKind};
use crate::word::Word;

impl Gil {
    /// `out = iter(value)`.
    pub fn iter(&mut self, value: Reg, out: Reg) -> Res {
        let x = value.get(self);
        if self.class_has(x, ClassFlags::GUEST) {
            return self.iter_guest(value, out);
        }
        if self.iter_native(x, out) {
            return Ok(());
        }
        let s = &mut Scope::new(self);
        if s.call_special(value, Name::Iter, Args::NONE, out)? {
            return Ok(());
        }
        let name = s.type_name(value.get(s));
        Err(s.type_error(format!("'{name}' object is not iterable")))
    }

    fn iter_guest(&mut self, value: Reg, out: Reg) -> Res {
        let class = self.class_of(value.get(self));
        let method = class.lookup(self, self.name(Name::Iter));
        match method {
            Some(method) if method.is_none() => {}
            Some(method) if !crate::vm::slots::is_native(method) => {
                self.call_special(value, Name::Iter, Args::NONE, out)?;
                let result = out.get(self);
                let is_iterator = matches!(result.kind(), Some(Kind::Iter | Kind::Generator))
                    || self.class_of(result).lookup(self, self.name(Name::Next)).is_some();
                if !is_iterator {
                    let name = self.type_name(result);
                    return Err(self.type_error(format!("iter() returned non-iterator of type '{name}'")));
                }
                return Ok(());
            }
            _ => {
                let has_next = class.lookup(self, self.name(Name::Next)).is_some();
                if has_next && value.get(self).kind() == Some(Kind::Iter) {
                    out.set(self, value.get(self));
                    return Ok(());
                }
                if self.iter_native(value.get(self), out) {
                    return Ok(());
                }
                if class_lookup(self, value, Name::GetItem) {
                    let iter = self.new_iter(IterKind::Sequence, value.get(self), self.none());
                    out.set(self, iter.local());
                    return Ok(());
                }
            }
        }
        let name = self.type_name(value.get(self));
        Err(self.type_error(format!("'{name}' object is not iterable")))
    }

    /// Iterators of builtin types.
    #[inline]
    pub(crate) fn iter_native(&self, x: Local<'_>, out: Reg) -> bool {
        let none = self.none();
        let what = match x.kind() {
            Some(Kind::List) => IterKind::List,
            Some(Kind::Tuple) => IterKind::Tuple,
            Some(Kind::Str) => IterKind::Str,
            Some(Kind::Bytes | Kind::ByteArray) => IterKind::Bytes,
            Some(Kind::Array) => IterKind::Array,
            Some(Kind::Range) => {
                let Some(range) = x.as_range() else { return false };
                match range.small() {
                    Some((start, stop, step)) => {
                        let iter = self.new_iter(IterKind::Range, none, none);
                        iter.index.set(start);
                        iter.stop.set(crate::object::range_len(start, stop, step) as i64);
                        iter.step.set(step);
                        out.set(self, iter.local());
                    }
                    None => {
                        let [start, stop, step] = range.parts();
                        let iter = self.new_iter(IterKind::LongRange, start, stop);
                        iter.set_third(step);
                        out.set(self, iter.local());
                    }
                }
                return true;
            }
            Some(Kind::Dict) => {
                let Some(dict) = x.as_dict() else { return false };
                let iter = self.new_iter(IterKind::DictKeys, x, none);
                iter.stop.set(i64::from(dict.muts()));
                out.set(self, iter.local());
                return true;
            }
            Some(Kind::DictView) => {
                let Some(view) = x.as_dict_view() else { return false };
                let what = match view.what() {
                    ViewKind::Keys | ViewKind::Proxy => IterKind::DictKeys,
                    ViewKind::Values => IterKind::DictValues,
                    ViewKind::Items => IterKind::DictItems,
                };
                let iter = self.new_iter(what, view.dict().local(), none);
                iter.stop.set(i64::from(view.dict().muts()));
                out.set(self, iter.local());
                return true;
            }
            Some(Kind::Set) => {
                let Some(set) = x.as_set() else { return false };
                let iter = self.new_iter(IterKind::Set, x, none);
                iter.stop.set(i64::from(set.muts()));
                out.set(self, iter.local());
                return true;
            }
            Some(Kind::Iter) => {
                out.set(self, x);
                return true;
            }
            Some(Kind::Generator) => {
                out.set(self, x);
                return true;
            }
            _ => return false,
        };
        out.set(self, self.new_iter(what, x, none).local());
        true
    }

    /// `out = next(it)`; false at the end.
    #[inline]
    pub fn next(&mut self, it: Reg, out: Reg) -> Res<bool> {
        let x = it.get(self);
        match x.kind() {
            Some(Kind::Iter) if !self.class_has(x, ClassFlags::GUEST) => {
                if let Some(more) = self.next_quick(x, out) {
                    return Ok(more);
                }
                self.next_slow(it, out)
            }
            Some(Kind::Generator) => self.generator_next(it, out),
            _ => self.next_guest(it, out),
        }
    }

    /// Advances the iterators that need neither guest code nor errors; `None` for the others.
    #[inline]
    pub(crate) fn next_quick(&self, it: Local<'_>, out: Reg) -> Option<bool> {
        let iter = it.as_iter()?;
        match iter.what() {
            IterKind::Range => {
                let left = iter.stop.get();
                if left <= 0 {
                    return Some(false);
                }
                let value = iter.index.get();
                iter.stop.set(left - 1);
                iter.index.set(value.wrapping_add(iter.step.get()));
                out.set(self, self.int(value));
                Some(true)
            }
            IterKind::List => {
                let Some(list) = iter.source().as_list() else { return Some(false) };
                let at = iter.index.get();
                match list.get(at as usize) {
                    Some(item) => {
                        iter.index.set(at + 1);
                        out.set(self, item);
                        Some(true)
                    }
                    None => {
                        iter.finish();
                        Some(false)
                    }
                }
            }
            IterKind::Tuple => {
                let Some(tuple) = iter.source().as_tuple() else { return Some(false) };
                let at = iter.index.get();
                match tuple.get(at as usize) {
                    Some(item) => {
                        iter.index.set(at + 1);
                        out.set(self, item);
                        Some(true)
                    }
                    None => {
                        iter.finish();
                        Some(false)
                    }
                }
            }
            IterKind::Str => {
                let Some(text) = iter.source().as_str() else { return Some(false) };
                let at = iter.index.get() as usize;
                match crate::object::decode(text.bytes().get(at..).unwrap_or(&[])) {
                    Some((code, width)) => {
                        iter.index.set((at + width) as i64);
                        out.set(self, self.str_char(code));
                        Some(true)
                    }
                    None => {
                        iter.finish();
                        Some(false)
                    }
                }
            }
            IterKind::DictKeys | IterKind::DictValues | IterKind::DictItems => {
                let Some(dict) = iter.source().as_dict() else { return Some(false) };
                if i64::from(dict.muts()) != iter.stop.get() {
                    return None;
                }
                match dict.next_entry(iter.index.get() as usize) {
                    Some((number, key, value)) => {
                        iter.index.set(number as i64 + 1);
                        out.set(
                            self,
                            match iter.what() {
                                IterKind::DictKeys => key,
                                IterKind::DictValues => value,
                                _ => self.tuple(&[key, value]),
                            },
                        );
                        Some(true)
                    }
                    None => {
                        iter.finish();
                        Some(false)
                    }
                }
            }
            IterKind::Set => {
                let Some(set) = iter.source().as_set() else { return Some(false) };
                if i64::from(set.muts()) != iter.stop.get() {
                    return None;
                }
                match set.next_slot(iter.index.get() as usize) {
                    Some((slot, key)) => {
                        iter.index.set(slot as i64 + 1);
                        out.set(self, key);
                        Some(true)
                    }
                    None => {
                        iter.finish();
                        Some(false)
                    }
                }
            }
            IterKind::ListReverse => {
                let Some(list) = iter.source().as_list() else { return Some(false) };
                let at = iter.index.get();
                if at >= 0
                    && let Some(item) = list.get(at as usize)
                {
                    iter.index.set(at - 1);
                    out.set(self, item);
                    return Some(true);
                }
                iter.finish();
                Some(false)
            }
            IterKind::DictReverseKeys | IterKind::DictReverseValues | IterKind::DictReverseItems => {
                let Some(dict) = iter.source().as_dict() else { return Some(false) };
                if i64::from(dict.muts()) != iter.stop.get() {
                    return None;
                }
                let mut at = iter.index.get();
                while at >= 0 {
                    if let Some((key, value)) = dict.entry(at as usize) {
                        iter.index.set(at - 1);
                        out.set(
                            self,
                            match iter.what() {
                                IterKind::DictReverseKeys => key,
                                IterKind::DictReverseValues => value,
                                _ => self.tuple(&[key, value]),
                            },
                        );
                        return Some(true);
                    }
                    at -= 1;
                }
                iter.finish();
                Some(false)
            }
            IterKind::Bytes => {
                let at = iter.index.get();
                let byte = crate::vm::compare::with_bytes(iter.source(), |b| b.get(at as usize).copied());
                match byte.flatten() {
                    Some(byte) => {
                        iter.index.set(at + 1);
                        out.set(self, self.int(i64::from(byte)));
                        Some(true)
                    }
                    None => {
                        iter.finish();
                        Some(false)
                    }
                }
            }
            _ => None,
        }
    }

    /// Advances a builtin iterator whatever its class.
    pub(crate) fn next_native(&mut self, it: Reg, out: Reg) -> Res<bool> {
        match self.next_quick(it.get(self), out) {
            Some(more) => Ok(more),
            None => self.next_slow(it, out),
        }
    }

    fn next_slow(&mut self, it: Reg, out: Reg) -> Res<bool> {
        let Some(iter) = it.get(self).as_iter() else { return Ok(false) };
        if iter.is_finished() {
            return Ok(false);
        }
        match iter.what() {
            IterKind::Enumerate => self.next_enumerate(it, out),
            IterKind::Zip => self.next_zip(it, out),
            IterKind::Map => self.next_map(it, out),
            IterKind::Filter => self.next_filter(it, out),
            IterKind::LongRange => self.next_long_range(it, out),
            IterKind::Sequence | IterKind::Reversed => self.next_by_index(it, out),
            IterKind::Callable => self.next_callable(it, out),
            IterKind::Native => self.next_by_function(it, out),
            IterKind::Array => self.next_array(it, out),
            IterKind::Set => Err(self.changed(it, "Set changed size during iteration")),
            _ => Err(self.changed(it, "dictionary changed size during iteration")),
        }
    }

    fn changed(&self, it: Reg, text: &str) -> Raised {
        if let Some(iter) = it.get(self).as_iter() {
            let keys_only = iter.source().as_dict().map(|dict| dict.len()) == Some(iter.step.get() as usize);
            if !keys_only {
                iter.stop.set(-1);
            }
        }
        self.runtime_error(text)
    }

    fn finish_iter(&self, it: Reg) {
        if let Some(iter) = it.get(self).as_iter() {
            iter.finish();
        }
    }

    /// The next item of an iterator that another iterator holds, without guest code: `None` if that will not do, else
    /// whether there was one.
    #[inline(always)]
    fn part_quick(&self, part: Local<'_>, out: Reg) -> Option<bool> {
        match part.header() {
            Some(header) if header.kind() == Kind::Iter && (header.shape() as usize) < Type::COUNT => {
                self.next_quick(part, out)
            }
            _ => None,
        }
    }

    /// Puts the two halves of the next item of an iterator over pairs into `out` without making the pair; `scratch` is any dead
    /// register. `None`, and nothing taken, if that will not do.
    pub(crate) fn next_pair(&self, it: Local<'_>, scratch: Reg, out: Args) -> Option<bool> {
        let iter = it.as_iter()?;
        if it.header()?.shape() as usize >= Type::COUNT {
            return None;
        }
        match iter.what() {
            IterKind::Enumerate => {
                if !iter.extra().is_none() {
                    return None;
                }
                if !self.part_quick(iter.source(), scratch)? {
                    iter.finish();
                    return Some(false);
                }
                let index = iter.index.get();
                iter.index.set(index + 1);
                let item = scratch.get(self);
                out.reg(0).set(self, self.int(index));
                out.reg(1).set(self, item);
            }
            IterKind::Zip => {
                let (first, second) = self.quick_parts(it)?;
                if !self.part_quick(first, scratch)? {
                    iter.finish();
                    return Some(false);
                }
                let item = scratch.get(self);
                if self.part_quick(second, scratch) != Some(true) {
                    iter.finish();
                    return Some(false);
                }
                let other = scratch.get(self);
                out.reg(0).set(self, item);
                out.reg(1).set(self, other);
            }
            IterKind::DictItems => {
                let dict = iter.source().as_dict()?;
                if i64::from(dict.muts()) != iter.stop.get() {
                    return None;
                }
                let Some((number, key, value)) = dict.next_entry(iter.index.get() as usize) else {
                    iter.finish();
                    return Some(false);
                };
                iter.index.set(number as i64 + 1);
                out.reg(0).set(self, key);
                out.reg(1).set(self, value);
            }
            _ => return None,
        }
        Some(true)
    }

    /// The two iterators of a plain `zip` if the second always knows its next item without guest code, so that what was
    /// taken from the first is never lost.
    #[inline]
    fn quick_parts<'g>(&self, it: Local<'g>) -> Option<(Local<'g>, Local<'g>)> {
        let iter = it.as_iter()?;
        let parts = iter.source().as_tuple()?;
        if parts.len() != 2 || iter.index.get() != 0 {
            return None;
        }
        let (first, second) = (parts.get(0)?, parts.get(1)?);
        let header = second.header()?;
        if header.kind() != Kind::Iter || header.shape() as usize >= Type::COUNT {
            return None;
        }
        always_quick(second.as_iter()?.what()).then_some((first, second))
    }

    fn next_enumerate(&mut self, it: Reg, out: Reg) -> Res<bool> {
        {
            let gil: &Gil = self;
            if let Some(iter) = it.get(gil).as_iter()
                && iter.extra().is_none()
                && let Some(more) = gil.part_quick(iter.source(), out)
            {
                if more {
                    let index = iter.index.get();
                    iter.index.set(index + 1);
                    out.set(gil, gil.pair(gil.int(index), out.get(gil)));
                } else {
                    iter.finish();
                }
                return Ok(more);
            }
        }
        let s = &mut Scope::new(self);
        let (source, item) = (s.slot(), s.slot());
        let Some(iter) = it.get(s).as_iter() else { return Ok(false) };
        source.set(s, iter.source());
        if !s.next(source, item)? {
            s.finish_iter(it);
            return Ok(false);
        }
        let gil: &Gil = s;
        let Some(iter) = it.get(gil).as_iter() else { return Ok(false) };
        let count = if iter.extra().is_none() {
            let index = iter.index.get();
            iter.index.set(index + 1);
            gil.int(index)
        } else {
            let count = iter.extra();
            let next = count.to_bigint().map(|big| big.into_owned() + 1).unwrap_or_default();
            iter.set_extra(gil.bigint(next));
            count
        };
        out.set(gil, gil.tuple(&[count, item.get(gil)]));
        Ok(true)
    }

    fn next_zip(&mut self, it: Reg, out: Reg) -> Res<bool> {
        {
            let gil: &Gil = self;
            if let Some(iter) = it.get(gil).as_iter()
                && let Some((first, second)) = gil.quick_parts(it.get(gil))
                && let Some(more) = gil.part_quick(first, out)
            {
                let item = out.get(gil);
                if more && gil.part_quick(second, out) == Some(true) {
                    out.set(gil, gil.pair(item, out.get(gil)));
                    return Ok(true);
                }
                iter.finish();
                return Ok(false);
            }
        }
        let s = &mut Scope::new(self);
        let (source, item, result) = (s.slot(), s.slot(), s.slot());
        let part = |gil: &Gil, i: usize| {
            it.get(gil)
                .as_iter()
                .and_then(|iter| iter.source().as_tuple())
                .and_then(|t| t.get(i))
                .map(Local::word)
        };
        let count = it.get(s).as_iter().and_then(|iter| iter.source().as_tuple()).map_or(0, |t| t.len());
        if count == 0 {
            return Ok(false);
        }
        result.set(s, s.tuple_of_shape(count, Type::Tuple.shape()).local());
        for i in 0..count {
            let Some(word) = part(s, i) else { return Ok(false) };
            source.set(s, Local::new(word));
            if !s.next(source, item)? {
                let strict = it.get(s).as_iter().is_some_and(|iter| iter.index.get() == 1);
                if strict {
                    return s.zip_strict(it, i, count, source, item);
                }
                s.finish_iter(it);
                return Ok(false);
            }
            if let Some(tuple) = result.get(s).as_tuple() {
                tuple.init(i, item.get(s));
            }
        }
        out.set(s, result.get(s));
        Ok(true)
    }

    fn zip_strict(&mut self, it: Reg, short: usize, count: usize, source: Reg, item: Reg) -> Res<bool> {
        let plural = |n: usize| if n == 1 { " ".to_owned() } else { format!("s 1-{n}") };
        if short > 0 {
            self.finish_iter(it);
            let text = format!(
                "zip() argument {} is shorter than argument{}",
                short + 1,
                if short == 1 { " 1".to_owned() } else { plural(short) }
            );
            return Err(self.value_error(text));
        }
        for i in 1..count {
            let word = it
                .get(self)
                .as_iter()
                .and_then(|iter| iter.source().as_tuple())
                .and_then(|t| t.get(i))
                .map_or(Word::NONE, Local::word);
            source.set(self, Local::new(word));
            if self.next(source, item)? {
                self.finish_iter(it);
                let text = format!(
                    "zip() argument {} is longer than argument{}",
                    i + 1,
                    if i == 1 { " 1".to_owned() } else { plural(i) }
                );
                return Err(self.value_error(text));
            }
        }
        self.finish_iter(it);
        Ok(false)
    }

    fn next_map(&mut self, it: Reg, out: Reg) -> Res<bool> {
        let s = &mut Scope::new(self);
        let (function, source) = (s.slot(), s.slot());
        let Some(iter) = it.get(s).as_iter() else { return Ok(false) };
        function.set(s, iter.source());
        let sources = iter.extra().as_tuple();
        let count = sources.map_or(0, |t| t.len());
        if count == 1 {
            if let Some(only) = sources.and_then(|t| t.get(0)) {
                source.set(s, only);
            }
            let item = s.slot();
            if !s.next(source, item)? {
                return Ok(false);
            }
            s.call1(function, item, out)?;
            return Ok(true);
        }
        let args = s.root(s.list().local());
        let item = s.slot();
        for i in 0..count {
            let part = it.get(s).as_iter().and_then(|iter| iter.extra().as_tuple()).and_then(|t| t.get(i));
            source.set(s, part.unwrap_or(s.none()));
            if !s.next(source, item)? {
                return Ok(false);
            }
            if let Some(list) = args.get(s).as_list() {
                list.push(s, item.get(s))?;
            }
        }
        let none = s.slot();
        s.call_ex(function, args, none, out)?;
        Ok(true)
    }

    fn next_filter(&mut self, it: Reg, out: Reg) -> Res<bool> {
        let s = &mut Scope::new(self);
        let (function, source, item, keep) = (s.slot(), s.slot(), s.slot(), s.slot());
        let Some(iter) = it.get(s).as_iter() else { return Ok(false) };
        function.set(s, iter.source());
        source.set(s, iter.extra());
        let plain = function.get(s).is_none() || s.builtin_class(Type::Bool).local().is(function.get(s));
        while s.next(source, item)? {
            let kept = if plain {
                s.truthy(item)?
            } else {
                s.call1(function, item, keep)?;
                s.truthy(keep)?
            };
            if kept {
                out.set(s, item.get(s));
                return Ok(true);
            }
            s.tick(1)?;
        }
        Ok(false)
    }

    fn next_long_range(&mut self, it: Reg, out: Reg) -> Res<bool> {
        let Some(iter) = it.get(self).as_iter() else { return Ok(false) };
        let (Some(at), Some(stop), Some(step)) =
            (iter.source().to_bigint(), iter.extra().to_bigint(), iter.third().to_bigint())
        else {
            return Ok(false);
        };
        let span: BigInt = if step.is_positive() { &*stop - &*at } else { &*at - &*stop };
        if span.is_negative() || span.is_zero() {
            iter.finish();
            return Ok(false);
        }
        let next = &*at + &*step;
        out.set(self, self.bigint(at.into_owned()));
        iter.set_source(self.bigint(next));
        Ok(true)
    }

    fn next_by_index(&mut self, it: Reg, out: Reg) -> Res<bool> {
        let s = &mut Scope::new(self);
        let (sequence, index) = (s.slot(), s.slot());
        let Some(iter) = it.get(s).as_iter() else { return Ok(false) };
        let backwards = iter.what() == IterKind::Reversed;
        let at = iter.index.get();
        if at < 0 {
            iter.finish();
            return Ok(false);
        }
        iter.index.set(if backwards { at - 1 } else { at + 1 });
        sequence.set(s, iter.source());
        index.set(s, s.int(at));
        match s.getitem(sequence, index, out) {
            Ok(()) => Ok(true),
            Err(_) if s.catch(Type::IndexError) || s.catch(Type::StopIteration) => {
                s.finish_iter(it);
                Ok(false)
            }
            Err(raised) => Err(raised),
        }
    }

    fn next_callable(&mut self, it: Reg, out: Reg) -> Res<bool> {
        let s = &mut Scope::new(self);
        let (function, sentinel) = (s.slot(), s.slot());
        let Some(iter) = it.get(s).as_iter() else { return Ok(false) };
        function.set(s, iter.source());
        sentinel.set(s, iter.extra());
        match s.call0(function, out) {
            Ok(()) => {}
            Err(_) if s.catch(Type::StopIteration) => {
                s.finish_iter(it);
                return Ok(false);
            }
            Err(raised) => return Err(raised),
        }
        if s.eq(out, sentinel)? {
            s.finish_iter(it);
            return Ok(false);
        }
        Ok(true)
    }

    fn next_by_function(&mut self, it: Reg, out: Reg) -> Res<bool> {
        let s = &mut Scope::new(self);
        let function = s.slot();
        let Some(iter) = it.get(s).as_iter() else { return Ok(false) };
        function.set(s, iter.source());
        match s.call1(function, it, out) {
            Ok(()) => Ok(true),
            Err(_) if s.catch(Type::StopIteration) => {
                s.finish_iter(it);
                Ok(false)
            }
            Err(raised) => Err(raised),
        }
    }

    fn next_array(&mut self, it: Reg, out: Reg) -> Res<bool> {
        let s = &mut Scope::new(self);
        let (array, index) = (s.slot(), s.slot());
        let Some(iter) = it.get(s).as_iter() else { return Ok(false) };
        let at = iter.index.get();
        iter.index.set(at + 1);
        array.set(s, iter.source());
        index.set(s, s.int(at));
        if at >= array.get(s).as_array().map_or(0, |array| array.shape[0]) {
            s.finish_iter(it);
            return Ok(false);
        }
        s.getitem(array, index, out)?;
        Ok(true)
    }

    fn next_guest(&mut self, it: Reg, out: Reg) -> Res<bool> {
        match self.call_special(it, Name::Next, Args::NONE, out) {
            Ok(true) => Ok(true),
            Ok(false) => {
                let name = self.type_name(it.get(self));
                Err(self.type_error(format!("'{name}' object is not an iterator")))
            }
            Err(_) if self.catch(Type::StopIteration) => Ok(false),
            Err(raised) => Err(raised),
        }
    }

    /// Whether `next` can advance it.
    pub fn is_iterator(&self, value: Local<'_>) -> bool {
        matches!(value.kind(), Some(Kind::Iter | Kind::Generator))
            || self.class_of(value).lookup(self, self.name(Name::Next)).is_some()
    }

    /// Runs `each` for every item, in a register, until it answers false.
    pub fn for_each(&mut self, iterable: Reg, mut each: impl FnMut(&mut Gil, Reg) -> Res<bool>) -> Res {
        let s = &mut Scope::new(self);
        let (it, item) = (s.slot(), s.slot());
        s.iter(iterable, it)?;
        while s.next(it, item)? {
            if !each(s, item)? {
                return Ok(());
            }
            s.tick(1)?;
        }
        Ok(())
    }

    /// `out = list(iterable)`.
    pub fn list_from(&mut self, iterable: Reg, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let x = iterable.get(s);
        if !s.is_guest(x) {
            if let Some(list) = x.as_list() {
                let copy = s.list_slice(list, 0, list.len());
                out.set(s, copy.local());
                return Ok(());
            }
            if let Some(tuple) = x.as_tuple() {
                out.set(s, s.list_of_tuple(tuple).local());
                return Ok(());
            }
        }
        let list = s.root(s.list().local());
        s.list_extend(list, iterable)?;
        out.set(s, list.get(s));
        Ok(())
    }

    /// `list.extend(iterable)`.
    pub fn list_extend(&mut self, list: Reg, iterable: Reg) -> Res {
        let x = iterable.get(self);
        if !self.is_guest(x) {
            let items: Option<Vec<Word>> = match (x.as_list(), x.as_tuple()) {
                (Some(items), _) => Some(items.iter().map(Local::word).collect()),
                (_, Some(items)) => Some(items.iter().map(Local::word).collect()),
                _ => None,
            };
            if let (Some(items), Some(target)) = (items, list.get(self).as_list()) {
                target.reserve(self, items.len())?;
                for word in items {
                    target.push(self, Local::new(word))?;
                }
                return Ok(());
            }
        }
        self.for_each(iterable, |gil, item| {
            if let Some(list) = list.get(gil).as_list() {
                list.push(gil, item.get(gil))?;
            }
            Ok(true)
        })
    }

    /// `out = tuple(iterable)`.
    pub fn tuple_from(&mut self, iterable: Reg, out: Reg) -> Res {
        if self.is_exact(iterable.get(self), Type::Tuple) {
            out.set(self, iterable.get(self));
            return Ok(());
        }
        let s = &mut Scope::new(self);
        let list = s.slot();
        s.list_from(iterable, list)?;
        let gil: &Gil = s;
        let items: Vec<Local<'_>> = list.get(gil).as_list().map(|l| l.iter().collect()).unwrap_or_default();
        out.set(gil, gil.tuple(&items));
        Ok(())
    }
}

/// Iterators for which `next_quick` always has an answer.
fn always_quick(what: IterKind) -> bool {
    matches!(
        what,
        IterKind::List
            | IterKind::ListReverse
            | IterKind::Tuple
            | IterKind::Str
            | IterKind::Bytes
            | IterKind::Range
    )
}

fn class_lookup(gil: &Gil, value: Reg, name: Name) -> bool {
    gil.class_of(value.get(gil)).lookup(gil, gil.name(name)).is_some()
}
