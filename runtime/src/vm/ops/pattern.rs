//! Structural pattern matching.

use crate::heap::{Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Kind, Type};

impl Gil {
    pub(crate) fn matches_sequence(&self, value: Local<'_>) -> bool {
        matches!(value.kind(), Some(Kind::List | Kind::Tuple | Kind::Range))
    }

    pub(crate) fn matches_mapping(&self, value: Local<'_>) -> bool {
        matches!(value.kind(), Some(Kind::Dict))
            || value.as_dict_view().is_some_and(|view| view.what() == crate::object::ViewKind::Proxy)
    }

    pub(crate) fn match_keys(&mut self, mapping: Reg, keys: Reg, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (key, value, values) = (s.slot(), s.slot(), s.root(s.list().local()));
        let mut at = 0;
        while let Some(k) = keys.get(s).as_tuple().and_then(|keys| keys.get(at)) {
            at += 1;
            key.set(s, k);
            if !s.dict_get(mapping, key, value)? {
                out.set(s, s.none());
                return Ok(());
            }
            if let Some(list) = values.get(s).as_list() {
                list.push(s, value.get(s))?;
            }
        }
        s.tuple_from(values, out)
    }

    pub(crate) fn match_rest(&mut self, mapping: Reg, keys: Reg, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (key, gone, rest) = (s.slot(), s.slot(), s.root(s.dict().local()));
        s.dict_update(rest, mapping)?;
        let mut at = 0;
        while let Some(k) = keys.get(s).as_tuple().and_then(|keys| keys.get(at)) {
            at += 1;
            key.set(s, k);
            s.dict_remove(rest, key, gone)?;
        }
        out.set(s, rest.get(s));
        Ok(())
    }

    /// `case Class(positional…, name=…)`: `spec` the count of positional patterns, then the names.
    pub(crate) fn match_class(&mut self, value: Reg, class: Reg, spec: Reg, out: Reg) -> Res {
        if class.get(self).as_class().is_none() {
            return Err(self.type_error("called match pattern must be a class"));
        }
        if !self.isinstance(value, class)? {
            out.set(self, self.none());
            return Ok(());
        }
        let s = &mut Scope::new(self);
        let (values, item, names) = (s.root(s.list().local()), s.slot(), s.slot());
        let count =
            spec.get(s).as_tuple().and_then(|spec| spec.get(0)).and_then(Local::as_small_int).unwrap_or(0)
                as usize;
        if count > 0 {
            let has_args = s.getattr_opt(class, "__match_args__", names)?;
            if !has_args {
                if count == 1 && s.matches_itself(class.get(s)) {
                    if let Some(list) = values.get(s).as_list() {
                        list.push(s, value.get(s))?;
                    }
                } else {
                    let name = class.get(s).as_class().map_or_else(String::new, |class| class.name_text());
                    let allowed = usize::from(s.matches_itself(class.get(s)));
                    let plural = if allowed == 1 { "" } else { "s" };
                    return Err(s.type_error(format!(
                        "{name}() accepts {allowed} positional sub-pattern{plural} ({count} given)"
                    )));
                }
            } else {
                let allowed = names.get(s).as_tuple().map_or(0, |names| names.len());
                if names.get(s).as_tuple().is_none() {
                    let name = class.get(s).as_class().map_or_else(String::new, |class| class.name_text());
                    let have = s.type_name(names.get(s));
                    return Err(s.type_error(format!("{name}.__match_args__ must be a tuple (got {have})")));
                }
                if count > allowed {
                    let name = class.get(s).as_class().map_or_else(String::new, |class| class.name_text());
                    let plural = if allowed == 1 { "" } else { "s" };
                    return Err(s.type_error(format!(
                        "{name}() accepts {allowed} positional sub-pattern{plural} ({count} given)"
                    )));
                }
                for i in 0..count {
                    let Some(name) = names.get(s).as_tuple().and_then(|names| names.get(i)) else { break };
                    item.set(s, name);
                    if !s.match_attribute(value, item, values)? {
                        out.set(s, s.none());
                        return Ok(());
                    }
                }
            }
        }
        let mut at = 1;
        while let Some(name) = spec.get(s).as_tuple().and_then(|spec| spec.get(at)) {
            at += 1;
            item.set(s, name);
            if !s.match_attribute(value, item, values)? {
                out.set(s, s.none());
                return Ok(());
            }
        }
        s.tuple_from(values, out)
    }

    fn match_attribute(&mut self, value: Reg, name: Reg, values: Reg) -> Res<bool> {
        let s = &mut Scope::new(self);
        let found = s.slot();
        if name.get(s).as_str().is_none() {
            let have = s.type_name(name.get(s));
            return Err(s.type_error(format!("__match_args__ elements must be strings (got {have})")));
        }
        if !s.getattr_reg_opt(value, name, found)? {
            return Ok(false);
        }
        if let Some(list) = values.get(s).as_list() {
            list.push(s, found.get(s))?;
        }
        Ok(true)
    }

    /// Types of which one positional pattern matches the value itself.
    fn matches_itself(&self, class: Local<'_>) -> bool {
        class.as_class().is_some_and(|class| {
            matches!(
                class.layout(),
                Type::Int
                    | Type::Float
                    | Type::Str
                    | Type::Bytes
                    | Type::ByteArray
                    | Type::Tuple
                    | Type::List
                    | Type::Dict
                    | Type::Set
                    | Type::FrozenSet
            ) || class.builtin_type() == Some(Type::Bool)
        })
    }

    /// `isinstance(value, class)`; the class may be a tuple.
    pub fn isinstance(&mut self, value: Reg, class: Reg) -> Res<bool> {
        let (x, wanted) = (value.get(self), class.get(self));
        if let Some(wanted_class) = wanted.as_class() {
            let own = self.class_of(x);
            if own.is_subclass_of(wanted_class) {
                return Ok(true);
            }
            if self.class_of(wanted).builtin_type() == Some(Type::Type) {
                return Ok(false);
            }
        }
        self.check_class(value, class, crate::object::Name::InstanceCheck, 0)
    }

    /// `issubclass(sub, class)`; the class may be a tuple.
    pub fn issubclass(&mut self, sub: Reg, class: Reg) -> Res<bool> {
        if sub.get(self).as_class().is_none() {
            return Err(self.type_error("issubclass() arg 1 must be a class"));
        }
        self.check_class(sub, class, crate::object::Name::SubclassCheck, 0)
    }

    fn check_class(&mut self, value: Reg, class: Reg, hook: crate::object::Name, depth: usize) -> Res<bool> {
        let instance = hook == crate::object::Name::InstanceCheck;
        if depth > 100 {
            return Err(self.raise_recursion_error());
        }
        let wanted = class.get(self);
        if let Some(wanted) = wanted.as_class() {
            let own = if instance {
                self.class_of(value.get(self))
            } else {
                match value.get(self).as_class() {
                    Some(own) => own,
                    None => return Ok(false),
                }
            };
            if self.class_of(wanted.local()).has(crate::object::ClassFlags::GUEST) {
                let s = &mut Scope::new(self);
                let out = s.slot();
                // SAFETY: one register.
                let args = unsafe { crate::heap::Args::at(value.index(), 1) };
                if s.call_special(class, hook, args, out)? {
                    return s.truthy(out);
                }
                return Ok(own_is(s, value, class, instance));
            }
            return Ok(own.is_subclass_of(wanted));
        }
        if let Some(len) = wanted.as_tuple().map(|tuple| tuple.len()) {
            let s = &mut Scope::new(self);
            let item = s.slot();
            for i in 0..len {
                let Some(part) = class.get(s).as_tuple().and_then(|tuple| tuple.get(i)) else { break };
                item.set(s, part);
                if s.check_class(value, item, hook, depth + 1)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        let s = &mut Scope::new(self);
        let out = s.slot();
        // SAFETY: one register.
        let args = unsafe { crate::heap::Args::at(value.index(), 1) };
        if class.get(s).kind() == Some(Kind::Instance) && s.call_special(class, hook, args, out)? {
            return s.truthy(out);
        }
        Err(s.type_error(if instance {
            "isinstance() arg 2 must be a type, a tuple of types, or a union"
        } else {
            "issubclass() arg 2 must be a class, a tuple of classes, or a union"
        }))
    }
}

fn own_is(gil: &Gil, value: Reg, class: Reg, instance: bool) -> bool {
    let own = if instance { Some(gil.class_of(value.get(gil))) } else { value.get(gil).as_class() };
    matches!((own, class.get(gil).as_class()), (Some(own), Some(wanted)) if own.is_subclass_of(wanted))
}
