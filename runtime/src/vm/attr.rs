//! Attribute lookup: Python's rules, without caches (those are in `cache`).
//!
//! A name is an interned string that something else keeps alive: the code that runs, the engine's table of names, a class
//! or a register. So names travel as words.

use crate::heap::{Args, Gil, Local, Object, Raised, Reg, Res, Scope};
use crate::object::{BuiltinFlavor, Class, ClassFlags, Kind, Name, Str, Type};
use crate::word::Word;

/// The name of this word, which is an interned string.
pub(crate) fn name_of<'g>(name: Word) -> &'g Str {
    match Local::new(name).as_str() {
        Some(name) => name,
        None => unreachable!("names are strings"),
    }
}

impl Gil {
    /// `object.name`; AttributeError if there is none.
    pub fn getattr(&mut self, object: Reg, name: &str, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let name = s.root(s.intern(name).local());
        let word = name.get(s).word();
        s.getattr_word(object, word, out)
    }

    /// `getattr(object, name)` where the name is any str.
    pub fn getattr_reg(&mut self, object: Reg, name: Reg, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let word = s.intern_name(name)?;
        let root = s.root(Local::new(word));
        let word = root.get(s).word();
        s.getattr_word(object, word, out)
    }

    fn intern_name(&self, name: Reg) -> Res<Word> {
        match name.get(self).as_str() {
            Some(name) => Ok(self.intern_str(name).header().word()),
            None => Err(self.type_error("attribute name must be string")),
        }
    }

    /// `object.name` if there is one: false on AttributeError.
    pub fn getattr_opt(&mut self, object: Reg, name: &str, out: Reg) -> Res<bool> {
        let s = &mut Scope::new(self);
        let name = s.root(s.intern(name).local());
        s.getattr_reg_opt(object, name, out)
    }

    /// As `getattr_opt`, for any str.
    pub fn getattr_reg_opt(&mut self, object: Reg, name: Reg, out: Reg) -> Res<bool> {
        let s = &mut Scope::new(self);
        let word = s.intern_name(name)?;
        let root = s.root(Local::new(word));
        let word = root.get(s).word();
        match s.find_attr(object, word, out) {
            Err(_) if s.catch(Type::AttributeError) => Ok(false),
            other => other,
        }
    }

    /// `object.name`.
    pub(crate) fn getattr_word(&mut self, object: Reg, name: Word, out: Reg) -> Res {
        if self.find_attr(object, name, out)? {
            return Ok(());
        }
        Err(self.no_attribute(object.get(self), name))
    }

    #[cold]
    pub(crate) fn no_attribute(&self, object: Local<'_>, name: Word) -> Raised {
        let attr = name_of(name).to_string_lossy();
        let text = match (object.as_class(), object.as_module()) {
            (Some(class), _) => format!("type object '{}' has no attribute '{attr}'", class.name_text()),
            (_, Some(module)) => {
                let of = module.dict().get_str(self, self.name(Name::Name)).and_then(Local::as_str);
                let of = of.map_or_else(|| "?".into(), |name| name.to_string_lossy());
                format!("module '{of}' has no attribute '{attr}'")
            }
            _ => match object.as_super() {
                Some(_) => format!("'super' object has no attribute '{attr}'"),
                None => format!("'{}' object has no attribute '{attr}'", self.type_name(object)),
            },
        };
        let exception = self.exception_text(Type::AttributeError, &text);
        let _ = self.set_own_attr(exception.local(), self.name(Name::NameAttr), Local::new(name));
        let _ = self.set_own_attr(exception.local(), self.name(Name::Obj), object);
        self.raise_exception(exception)
    }

    /// `object.name`; false if nothing has it. A `__getattr__` may raise.
    pub(crate) fn find_attr(&mut self, object: Reg, name: Word, out: Reg) -> Res<bool> {
        let value = object.get(self);
        if self.class_has(value, ClassFlags::GETATTRIBUTE | ClassFlags::GETATTR) {
            return self.find_attr_hooked(object, name, out);
        }
        self.find_attr_plain(object, name, out)
    }

    fn find_attr_hooked(&mut self, object: Reg, name: Word, out: Reg) -> Res<bool> {
        let s = &mut Scope::new(self);
        let key = s.root(Local::new(name));
        // SAFETY: one register of this scope.
        let args = unsafe { Args::at(key.index(), 1) };
        let found = if s.class_has(object.get(s), ClassFlags::GETATTRIBUTE) {
            s.call_special(object, Name::GetAttribute, args, out)
        } else {
            s.find_attr_plain(object, name, out)
        };
        let has_hook = s.class_has(object.get(s), ClassFlags::GETATTR);
        match found {
            Ok(true) => return Ok(true),
            Ok(false) => {}
            Err(_) if has_hook && s.catch(Type::AttributeError) => {}
            Err(raised) => return Err(raised),
        }
        if has_hook { s.call_special(object, Name::GetAttr, args, out) } else { Ok(false) }
    }

    /// The lookup of `object.__getattribute__`.
    pub(crate) fn find_attr_plain(&mut self, object: Reg, name: Word, out: Reg) -> Res<bool> {
        let value = object.get(self);
        match value.kind() {
            Some(Kind::Class) => return self.find_class_attr(object, name, out),
            Some(Kind::Super) => return self.find_super_attr(object, name, out),
            _ => {}
        }
        let class = self.class_of(value);
        let in_class = class.lookup(self, name_of(name)).map(Local::word);
        if let Some(found) = in_class
            && self.is_data_descriptor(Local::new(found))
        {
            return self.bind_opt(found, object, out);
        }
        let own = match value.kind() {
            Some(Kind::Module) => {
                value.as_module().and_then(|module| module.dict().get_str(self, name_of(name)))
            }
            Some(Kind::Function) => {
                value.as_function().and_then(|f| f.attrs()).and_then(|dict| dict.get_str(self, name_of(name)))
            }
            _ => self.own_attr(value, name_of(name)),
        };
        if let Some(own) = own {
            out.set(self, own);
            return Ok(true);
        }
        match in_class {
            Some(found) => self.bind_opt(found, object, out),
            None => self.find_module_hook(object, name, out),
        }
    }

    /// A module's own `__getattr__`.
    fn find_module_hook(&mut self, object: Reg, name: Word, out: Reg) -> Res<bool> {
        if let Some(alias) = object.get(self).as_alias() {
            // `list[int].append` is `list.append`; special names are the alias's own.
            if alias.is_union()
                || name_of(name).bytes().starts_with(b"__") && name_of(name).bytes() != b"__name__"
            {
                return Ok(false);
            }
            let origin = alias.origin().word();
            let s = &mut Scope::new(self);
            let origin = s.root(Local::new(origin));
            return s.find_attr(origin, name, out);
        }
        if let Some(method) = object.get(self).as_bound_method() {
            // What a method does not have itself, its function may have.
            let function = method.function().word();
            let s = &mut Scope::new(self);
            let function = s.root(Local::new(function));
            return s.find_attr(function, name, out);
        }
        let Some(module) = object.get(self).as_module() else { return Ok(false) };
        let Some(hook) = module.dict().get_str(self, self.name(Name::GetAttr)).map(Local::word) else {
            return Ok(false);
        };
        let s = &mut Scope::new(self);
        let (hook, key) = (s.root(Local::new(hook)), s.root(Local::new(name)));
        s.call1(hook, key, out)?;
        Ok(true)
    }

    /// A member of `__slots__` may be unset; everything else that is bound is there.
    fn bind_opt(&mut self, found: Word, object: Reg, out: Reg) -> Res<bool> {
        let value = Local::new(found);
        if value.kind() == Some(Kind::Wrapper) && self.is_exact(value, Type::Member) {
            let Some(slot) = value.as_wrapper().and_then(|wrapper| wrapper.inner().as_str()) else {
                return Ok(false);
            };
            return Ok(match self.own_attr(object.get(self), slot) {
                Some(own) => {
                    out.set(self, own);
                    true
                }
                None => false,
            });
        }
        self.bind_class_value(found, object, out)?;
        Ok(true)
    }

    /// Whether a value found in a class comes before attributes of the instance.
    pub(crate) fn is_data_descriptor(&self, value: Local<'_>) -> bool {
        match value.kind() {
            Some(Kind::Property) => true,
            Some(Kind::Builtin) => value.as_builtin().is_some_and(|b| b.flavor == BuiltinFlavor::Getter),
            Some(Kind::Wrapper) => self.is_exact(value, Type::Member),
            Some(Kind::Function) | None => false,
            _ => {
                self.is_guest(value) && {
                    let class = self.class_of(value);
                    class.lookup(self, self.name(Name::Set)).is_some()
                        || class.lookup(self, self.name(Name::Delete)).is_some()
                }
            }
        }
    }

    /// Binds a value found in the class of `object` (`__get__`). `found` is kept alive by the class.
    pub(crate) fn bind_class_value(&mut self, found: Word, object: Reg, out: Reg) -> Res {
        let value = Local::new(found);
        match value.kind() {
            Some(Kind::Super) => self.bind_super(found, object, out)?,
            Some(Kind::Function | Kind::NativeFunction) => {
                out.set(self, self.bound_method(value, object.get(self)));
            }
            Some(Kind::Builtin) => {
                let flavor = value.as_builtin().map_or(BuiltinFlavor::Function, |b| b.flavor);
                match flavor {
                    BuiltinFlavor::Method => out.set(self, self.bound_method(value, object.get(self))),
                    BuiltinFlavor::ClassMethod => {
                        let class = self.class_of(object.get(self)).local();
                        out.set(self, self.bound_method(value, class));
                    }
                    BuiltinFlavor::Getter => {
                        let s = &mut Scope::new(self);
                        let window = s.slots(2);
                        window.reg(0).set(s, Local::new(found));
                        window.reg(1).set(s, object.get(s));
                        let base = window.reg(1).index();
                        return s.call_builtin_word(found, base, 1, None, out.index());
                    }
                    BuiltinFlavor::Function | BuiltinFlavor::StaticMethod => out.set(self, value),
                }
            }
            Some(Kind::Wrapper) => {
                let inner = value.as_wrapper().map_or(Word::NONE, |wrapper| wrapper.inner().word());
                if self.is_instance_of(value, Type::StaticMethod) {
                    out.set(self, Local::new(inner));
                } else if self.is_instance_of(value, Type::ClassMethod) {
                    let class = self.class_of(object.get(self)).local();
                    let class = class.word();
                    return self.bind_to_class(inner, class, out);
                } else if !self.bind_opt(found, object, out)? {
                    return Err(self.no_attribute(object.get(self), inner));
                }
            }
            Some(Kind::Property) => {
                let getter = value.as_property().map_or(Word::NONE, |property| property.part(0).word());
                if getter.is_none() {
                    let owner = self.class_of(object.get(self));
                    let name = owner
                        .mro_classes()
                        .flat_map(|class| class.dict().iter())
                        .find(|(_, value)| value.word() == found)
                        .and_then(|(key, _)| key.as_str())
                        .map_or_else(String::new, |key| format!(" '{}'", key.to_string_lossy()));
                    let text = format!("property{name} of '{}' object has no getter", owner.name_text());
                    return Err(self.raise_new(Type::AttributeError, text));
                }
                let s = &mut Scope::new(self);
                let getter = s.root(Local::new(getter));
                return s.call1(getter, object, out);
            }
            _ => {
                if self.is_guest(value) && self.class_of(value).lookup(self, self.name(Name::Get)).is_some() {
                    let s = &mut Scope::new(self);
                    let descriptor = s.root(Local::new(found));
                    let args = s.slots(2);
                    args.reg(0).set(s, object.get(s));
                    args.reg(1).set(s, s.class_of(object.get(s)).local());
                    s.call_special(descriptor, Name::Get, args, out)?;
                } else {
                    out.set(self, value);
                }
            }
        }
        Ok(())
    }

    /// The value of a class method for a class.
    fn bind_to_class(&mut self, inner: Word, class: Word, out: Reg) -> Res {
        let value = Local::new(inner);
        match value.kind() {
            Some(Kind::Function | Kind::Builtin | Kind::NativeFunction | Kind::BoundMethod) => {
                out.set(self, self.bound_method(value, Local::new(class)));
                Ok(())
            }
            Some(Kind::Property) => {
                let getter = value.as_property().map_or(Word::NONE, |property| property.part(0).word());
                let s = &mut Scope::new(self);
                let (getter, class) = (s.root(Local::new(getter)), s.root(Local::new(class)));
                s.call1(getter, class, out)
            }
            _ => {
                out.set(self, self.bound_method(value, Local::new(class)));
                Ok(())
            }
        }
    }

    /// `Class.name`.
    fn find_class_attr(&mut self, object: Reg, name: Word, out: Reg) -> Res<bool> {
        let Some(class) = object.get(self).as_class() else { return Ok(false) };
        let meta = self.class_of(object.get(self));
        let in_meta = meta.lookup(self, name_of(name)).map(Local::word);
        if let Some(found) = in_meta
            && self.is_data_descriptor(Local::new(found))
        {
            return self.bind_opt(found, object, out);
        }
        if let Some(found) = class.lookup(self, name_of(name)).map(Local::word) {
            self.bind_for_class(found, object, out)?;
            return Ok(true);
        }
        match in_meta {
            Some(found) => self.bind_opt(found, object, out),
            None => Ok(false),
        }
    }

    /// Binds a value found in the class `object` itself: functions stay as they are.
    pub(crate) fn bind_for_class(&mut self, found: Word, object: Reg, out: Reg) -> Res {
        let value = Local::new(found);
        match value.kind() {
            Some(Kind::Builtin)
                if value.as_builtin().is_some_and(|b| b.flavor == BuiltinFlavor::ClassMethod) =>
            {
                out.set(self, self.bound_method(value, object.get(self)));
            }
            Some(Kind::Wrapper) if self.is_instance_of(value, Type::StaticMethod) => {
                out.set(self, value.as_wrapper().map_or(self.none(), |wrapper| wrapper.inner()));
            }
            Some(Kind::Wrapper) if self.is_instance_of(value, Type::ClassMethod) => {
                let inner = value.as_wrapper().map_or(Word::NONE, |wrapper| wrapper.inner().word());
                let class = object.get(self).word();
                return self.bind_to_class(inner, class, out);
            }
            Some(Kind::Instance)
                if self.is_guest(value)
                    && self.class_of(value).lookup(self, self.name(Name::Get)).is_some() =>
            {
                let s = &mut Scope::new(self);
                let descriptor = s.root(Local::new(found));
                let args = s.slots(2);
                args.reg(1).set(s, object.get(s));
                s.call_special(descriptor, Name::Get, args, out)?;
            }
            _ => out.set(self, value),
        }
        Ok(())
    }

    /// `super().name`.
    fn find_super_attr(&mut self, object: Reg, name: Word, out: Reg) -> Res<bool> {
        let Some(found) = object.get(self).as_super() else { return Ok(false) };
        let (class, receiver, order) =
            (found.class().word(), found.object().word(), found.object_class().word());
        let s = &mut Scope::new(self);
        let receiver = s.root(Local::new(receiver));
        if s.super_lookup(class, order, receiver, name, out)? {
            return Ok(true);
        }
        // Attributes of the super object itself (`__class__`, `__self__`).
        let own = s.builtin_class(Type::Super).lookup(s, name_of(name)).map(Local::word);
        match own {
            Some(value) => s.bind_opt(value, object, out),
            None => Ok(false),
        }
    }

    /// Finds `name` behind `class` in the order of `order` and binds it to `receiver`.
    pub(crate) fn super_lookup(
        &mut self,
        class: Word,
        order: Word,
        receiver: Reg,
        name: Word,
        out: Reg,
    ) -> Res<bool> {
        let Some(found) = self.super_find(class, order, name) else { return Ok(false) };
        if receiver.get(self).as_class().is_some_and(|object| object.header().word() == order) {
            self.bind_for_class(found, receiver, out)?;
            return Ok(true);
        }
        self.bind_opt(found, receiver, out)
    }

    /// The raw value of `name` behind `class` in the order of `order`.
    pub(crate) fn super_find(&self, class: Word, order: Word, name: Word) -> Option<Word> {
        let order = Local::new(order).as_class()?;
        let at = order.mro().iter().position(|c| c.word() == class)?;
        order.lookup_from(self, name_of(name), at + 1).map(|(value, _)| value.word())
    }

    /// `object.name = value`.
    pub fn setattr(&mut self, object: Reg, name: &str, value: Reg) -> Res {
        let s = &mut Scope::new(self);
        let name = s.root(s.intern(name).local());
        let word = name.get(s).word();
        s.setattr_word(object, word, value)
    }

    /// `setattr(object, name, value)` where the name is any str.
    pub fn setattr_reg(&mut self, object: Reg, name: Reg, value: Reg) -> Res {
        let s = &mut Scope::new(self);
        let word = s.intern_name(name)?;
        let root = s.root(Local::new(word));
        let word = root.get(s).word();
        s.setattr_word(object, word, value)
    }

    /// `object.name = value`.
    pub(crate) fn setattr_word(&mut self, object: Reg, name: Word, value: Reg) -> Res {
        if self.class_has(object.get(self), ClassFlags::SETATTR) {
            let s = &mut Scope::new(self);
            let args = s.slots(2);
            args.reg(0).set(s, Local::new(name));
            args.reg(1).set(s, value.get(s));
            let ignored = s.slot();
            s.call_special(object, Name::SetAttr, args, ignored)?;
            return Ok(());
        }
        self.setattr_plain(object, name, value)
    }

    /// What `object.__setattr__` does.
    pub(crate) fn setattr_plain(&mut self, object: Reg, name: Word, value: Reg) -> Res {
        let target = object.get(self);
        let class = self.class_of(target);
        let in_class = class.lookup(self, name_of(name)).map(Local::word);
        if let Some(found) = in_class {
            let descriptor = Local::new(found);
            match descriptor.kind() {
                Some(Kind::Property) => {
                    let setter =
                        descriptor.as_property().map_or(Word::NONE, |property| property.part(1).word());
                    if Local::new(setter).is_none() {
                        if self.is_guest(descriptor) && self.type_name(descriptor) == "_tuplegetter" {
                            return Err(self.raise_new(Type::AttributeError, "can't set attribute"));
                        }
                        let text = format!(
                            "property '{}' of '{}' object has no setter",
                            name_of(name).to_string_lossy(),
                            self.type_name(target)
                        );
                        return Err(self.raise_new(Type::AttributeError, text));
                    }
                    let s = &mut Scope::new(self);
                    let f = s.root(Local::new(setter));
                    let args = s.slots(2);
                    args.reg(0).set(s, object.get(s));
                    args.reg(1).set(s, value.get(s));
                    let ignored = s.slot();
                    return s.call(f, args, ignored);
                }
                Some(Kind::Builtin)
                    if descriptor.as_builtin().is_some_and(|b| b.flavor == BuiltinFlavor::Getter) =>
                {
                    return self.set_special(object, name, value);
                }
                Some(Kind::Instance)
                    if self.is_guest(descriptor)
                        && self.class_of(descriptor).lookup(self, self.name(Name::Set)).is_some() =>
                {
                    let s = &mut Scope::new(self);
                    let descriptor = s.root(Local::new(found));
                    let args = s.slots(2);
                    args.reg(0).set(s, object.get(s));
                    args.reg(1).set(s, value.get(s));
                    let ignored = s.slot();
                    s.call_special(descriptor, Name::Set, args, ignored)?;
                    return Ok(());
                }
                _ => {}
            }
        }
        let key = name_of(name);
        match target.kind() {
            Some(Kind::Class) => {
                let Some(class) = target.as_class() else { return Ok(()) };
                return self.set_class_attr(class, key, value.get(self));
            }
            Some(Kind::Module) => {
                let Some(module) = target.as_module() else { return Ok(()) };
                return module.dict().set_str(self, key, value.get(self));
            }
            Some(Kind::Function) => {
                let Some(function) = target.as_function() else { return Ok(()) };
                return function.attrs_or_new(self).set_str(self, key, value.get(self));
            }
            _ => {}
        }
        let is_member = in_class.is_some_and(|found| self.is_exact(Local::new(found), Type::Member));
        if class.has(ClassFlags::NO_DICT) && !is_member {
            return Err(self.cannot_set(target, name, in_class.is_some()));
        }
        if self.set_own_attr(target, key, value.get(self))? {
            return Ok(());
        }
        Err(self.cannot_set(target, name, in_class.is_some()))
    }

    #[cold]
    fn cannot_set(&self, object: Local<'_>, name: Word, in_class: bool) -> Raised {
        let (class, attr) = (self.type_name(object), name_of(name).to_string_lossy());
        self.raise_new(
            Type::AttributeError,
            if in_class {
                format!("'{class}' object attribute '{attr}' is read-only")
            } else {
                format!("'{class}' object has no attribute '{attr}'")
            },
        )
    }

    fn set_class_attr(&self, class: &Class, name: &Str, value: Local<'_>) -> Res {
        if class.builtin_type().is_some() {
            return Err(self.type_error(format!(
                "cannot set '{}' attribute of immutable type '{}'",
                name.to_string_lossy(),
                class.name_text()
            )));
        }
        let old = class.dict().get_str(self, name).map(Local::word);
        class.dict().set_str(self, name, value)?;
        self.class_changed(class, name, old, value);
        Ok(())
    }

    /// `del object.name`.
    pub fn delattr_reg(&mut self, object: Reg, name: Reg) -> Res {
        let s = &mut Scope::new(self);
        let word = s.intern_name(name)?;
        let root = s.root(Local::new(word));
        let word = root.get(s).word();
        s.delattr_word(object, word)
    }

    /// `del object.name`.
    pub(crate) fn delattr_word(&mut self, object: Reg, name: Word) -> Res {
        if self.class_has(object.get(self), ClassFlags::DELATTR) {
            let s = &mut Scope::new(self);
            let args = s.slots(1);
            args.reg(0).set(s, Local::new(name));
            let ignored = s.slot();
            s.call_special(object, Name::DelAttr, args, ignored)?;
            return Ok(());
        }
        self.delattr_plain(object, name)
    }

    /// What `object.__delattr__` does.
    pub(crate) fn delattr_plain(&mut self, object: Reg, name: Word) -> Res {
        let target = object.get(self);
        let in_class = self.class_of(target).lookup(self, name_of(name)).map(Local::word);
        if let Some(found) = in_class {
            let descriptor = Local::new(found);
            if let Some(property) = descriptor.as_property() {
                let deleter = property.part(2).word();
                if Local::new(deleter).is_none() {
                    let text = format!(
                        "property '{}' of '{}' object has no deleter",
                        name_of(name).to_string_lossy(),
                        self.type_name(target)
                    );
                    return Err(self.raise_new(Type::AttributeError, text));
                }
                let s = &mut Scope::new(self);
                let (f, ignored) = (s.root(Local::new(deleter)), s.slot());
                return s.call1(f, object, ignored);
            }
            if self.is_guest(descriptor)
                && self.class_of(descriptor).lookup(self, self.name(Name::Delete)).is_some()
            {
                let s = &mut Scope::new(self);
                let descriptor = s.root(Local::new(found));
                let args = s.slots(1);
                args.reg(0).set(s, object.get(s));
                let ignored = s.slot();
                s.call_special(descriptor, Name::Delete, args, ignored)?;
                return Ok(());
            }
        }
        let key = name_of(name);
        let removed = match target.kind() {
            Some(Kind::Class) => match target.as_class() {
                Some(class) if class.builtin_type().is_none() => {
                    let old = class.dict().remove_str(self, key).map(Local::word);
                    if old.is_some() {
                        self.class_changed(class, key, old, Local::new(Word::UNSET));
                    }
                    old.is_some()
                }
                _ => false,
            },
            Some(Kind::Module) => {
                target.as_module().is_some_and(|module| module.dict().remove_str(self, key).is_some())
            }
            Some(Kind::Function) => target
                .as_function()
                .and_then(|function| function.attrs())
                .is_some_and(|dict| dict.remove_str(self, key).is_some()),
            _ => self.delete_own_attr(target, key),
        };
        if removed { Ok(()) } else { Err(self.no_attribute(target, name)) }
    }

    /// Assignment to an attribute that a builtin type computes: `__class__`, `__dict__`, `__name__`, `__doc__` and so on.
    fn set_special(&mut self, object: Reg, name: Word, value: Reg) -> Res {
        let (target, new) = (object.get(self), value.get(self));
        let key = name_of(name).to_string_lossy();
        if let Some(class) = target.as_class()
            && class.builtin_type().is_none()
            && let Some(text) = new.as_str()
        {
            match &*key {
                "__name__" => {
                    class.set_name(text);
                    return Ok(());
                }
                "__qualname__" => {
                    class.set_qualname(text);
                    return Ok(());
                }
                _ => {}
            }
        }
        if let Some(class) = target.as_class()
            && class.builtin_type().is_none()
            && matches!(&*key, "__doc__" | "__module__" | "__annotations__" | "__abstractmethods__")
        {
            return self.set_class_attr(class, name_of(name), new);
        }
        if let Some(function) = target.as_function() {
            match &*key {
                "__defaults__" => function.set_defaults(new),
                "__kwdefaults__" => function.set_kwdefaults(new),
                "__code__" | "__globals__" | "__closure__" => {
                    return Err(self.raise_new(Type::AttributeError, "readonly attribute"));
                }
                _ => return function.attrs_or_new(self).set_str(self, name_of(name), new),
            }
            return Ok(());
        }
        if let Some(exception) = target.as_exception() {
            match &*key {
                "args" => {
                    let s = &mut Scope::new(self);
                    let tuple = s.slot();
                    s.tuple_from(value, tuple)?;
                    if let Some(exception) = object.get(s).as_exception() {
                        exception.set_args(tuple.get(s));
                    }
                    return Ok(());
                }
                "__cause__" => {
                    exception.set_cause(new);
                    exception.set_suppress_context(true);
                    return Ok(());
                }
                "__context__" => {
                    exception.set_context(new);
                    return Ok(());
                }
                "__traceback__" => {
                    exception.set_traceback(new);
                    return Ok(());
                }
                "__suppress_context__" => {
                    exception.set_suppress_context(new.word() == Word::TRUE);
                    return Ok(());
                }
                _ => {}
            }
        }
        match &*key {
            "__dict__" if self.has_attrs(target) => {
                let Some(dict) = new.as_dict() else {
                    let have = self.type_name(new);
                    return Err(
                        self.type_error(format!("__dict__ must be set to a dictionary, not a '{have}'"))
                    );
                };
                self.set_attr_dict(target, dict);
                Ok(())
            }
            "__class__" => {
                let Some(class) = new.as_class() else {
                    return Err(self.type_error("__class__ must be set to a class"));
                };
                if class.has(ClassFlags::GUEST)
                    && self.is_guest(target)
                    && class.layout() == self.class_of(target).layout()
                {
                    self.attr_dict(target);
                    if let Some(header) = target.header() {
                        header.set_shape(class.dict_shape(self));
                    }
                    return Ok(());
                }
                Err(self.type_error(
                    "__class__ assignment only supported for heap types or ModuleType subclasses",
                ))
            }
            "__name__" | "__qualname__" if target.as_generator().is_some() => {
                if let Some(generator) = target.as_generator() {
                    let name = Some(new);
                    if key == "__name__" {
                        generator.set_names(name, None);
                    } else {
                        generator.set_names(None, name);
                    }
                }
                Ok(())
            }
            _ => {
                if self.set_own_attr(target, name_of(name), new)? {
                    return Ok(());
                }
                let text =
                    format!("attribute '{key}' of '{}' objects is not writable", self.type_name(target));
                Err(self.raise_new(Type::AttributeError, text))
            }
        }
    }
}
