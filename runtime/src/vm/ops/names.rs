//! Names: globals, builtins, class namespaces, methods.

use crate::heap::{Gil, Local, Object, Raised, Reg, Res, Scope};
use crate::object::{BuiltinFlavor, Class, Dict, InlineCache, Kind, Name, Type};
use crate::vm::attr::name_of;
use crate::word::Word;

impl Gil {
    /// The dict of the `builtins` module.
    #[inline(always)]
    pub(crate) fn builtins_dict(&self) -> &Dict {
        match Local::new(self.engine().builtins.get()).as_dict() {
            Some(dict) => dict,
            None => unreachable!("the builtins are made first"),
        }
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn load_global(&self, globals: &Dict, name: Word, cache: Option<&InlineCache>) -> Res<Word> {
        let key = name_of(name);
        if let Some(number) = globals.find_str(self, key) {
            if let Some(cache) = cache {
                cache.shape.set(0);
                cache.index.set(number as u32);
                cache.extra.set(globals.cache_version(self));
            }
            return Ok(globals.entry(number).map_or(Word::UNSET, |(_, value)| value.word()));
        }
        let builtins = self.builtins_dict();
        match builtins.get_str(self, key) {
            Some(value) => {
                if let Some(cache) = cache {
                    cache.shape.set(1);
                    cache.value.set(value.word());
                    cache.extra.set(globals.cache_version(self));
                    cache.index.set(builtins.cache_version(self) as u32);
                }
                Ok(value.word())
            }
            None => Err(self.name_not_defined(name)),
        }
    }

    #[cold]
    fn name_not_defined(&self, name: Word) -> Raised {
        let text = format!("name '{}' is not defined", name_of(name).to_string_lossy());
        self.raise_named(Type::NameError, &text, name)
    }

    fn raise_named(&self, ty: Type, text: &str, name: Word) -> Raised {
        let exception = self.exception_text(ty, text);
        let _ = self.set_own_attr(exception.local(), self.name(Name::NameAttr), Local::new(name));
        self.raise_exception(exception)
    }

    #[cold]
    pub(crate) fn raise_unbound_local(&self, name: Word) {
        let text = format!(
            "cannot access local variable '{}' where it is not associated with a value",
            name_of(name).to_string_lossy()
        );
        self.raise_named(Type::UnboundLocalError, &text, name);
    }

    #[cold]
    pub(crate) fn raise_unbound_free(&self, name: Word) {
        let text = format!(
            "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
            name_of(name).to_string_lossy()
        );
        self.raise_named(Type::NameError, &text, name);
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn store_global(
        &self,
        globals: &Dict,
        name: Word,
        value: Local<'_>,
        cache: Option<&InlineCache>,
    ) -> Res {
        let key = name_of(name);
        globals.set_str(self, key, value)?;
        if let (Some(cache), Some(number)) = (cache, globals.find_str(self, key)) {
            cache.shape.set(0);
            cache.index.set(number as u32);
            cache.extra.set(globals.cache_version(self));
        }
        Ok(())
    }

    pub(crate) fn delete_name(&self, dict: &Dict, name: Word) -> Res {
        match dict.remove_str(self, name_of(name)) {
            Some(_) => Ok(()),
            None => Err(self.name_not_defined(name)),
        }
    }

    pub(crate) fn namespace_get(&self, namespace: Word, name: Word) -> Option<Word> {
        Local::new(namespace).as_dict()?.get_str(self, name_of(name)).map(Local::word)
    }

    pub(crate) fn load_name(&self, namespace: Word, globals: &Dict, name: Word) -> Res<Word> {
        match self.namespace_get(namespace, name) {
            Some(value) => Ok(value),
            None => self.load_global(globals, name, None),
        }
    }

    pub(crate) fn store_name(&self, namespace: Word, globals: &Dict, name: Word, value: Reg) -> Res {
        Local::new(namespace).as_dict().unwrap_or(globals).set_str(self, name_of(name), value.get(self))
    }

    /// A name of a class body whose namespace has a class of its own (`__prepare__`).
    #[cold]
    pub(crate) fn store_name_guest(&mut self, namespace: Word, name: Word, value: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (target, key) = (s.root(Local::new(namespace)), s.root(Local::new(name)));
        s.setitem(target, key, value)
    }

    /// `LoadMethod`: a plain function of the class with its receiver, else the attribute.
    #[inline(never)]
    pub(crate) fn load_method(&mut self, object: Reg, name: Word, function: Reg, receiver: Reg) -> Res {
        let x = object.get(self);
        if let Some(found) = self.plain_method(x, name) {
            // `function` may be the object's own register.
            let x = x.word();
            function.set(self, Local::new(found));
            receiver.set(self, Local::new(x));
            return Ok(());
        }
        self.getattr_word(object, name, function)?;
        receiver.set(self, Local::new(Word::UNSET));
        Ok(())
    }

    fn plain_method(&self, x: Local<'_>, name: Word) -> Option<Word> {
        if matches!(x.kind(), Some(Kind::Class | Kind::Module | Kind::Super | Kind::Function)) {
            return None;
        }
        let class = self.class_of(x);
        if class.has(crate::object::ClassFlags::GETATTRIBUTE) {
            return None;
        }
        let found = class.lookup(self, name_of(name))?;
        let plain = match found.kind() {
            Some(Kind::Function) => true,
            Some(Kind::Builtin) => found.as_builtin().is_some_and(|b| b.flavor == BuiltinFlavor::Method),
            _ => false,
        };
        (plain && self.own_attr(x, name_of(name)).is_none()).then_some(found.word())
    }

    /// `super().name` with the class cell's value and self at hand.
    pub(crate) fn load_super_attr(
        &mut self,
        class: Reg,
        object: Reg,
        name: Word,
        function: Reg,
        receiver: Reg,
    ) -> Res {
        let Some(owner) = class.get(self).as_class() else {
            return Err(self.runtime_error("super(): empty __class__ cell"));
        };
        let x = object.get(self);
        let order: &Class = match x.as_class() {
            Some(own) if own.is_subclass_of(owner) => own,
            _ => self.class_of(x),
        };
        if !order.is_subclass_of(owner) {
            return Err(self.type_error("super(type, obj): obj must be an instance or subtype of type"));
        }
        let (owner, order_word, x_word) = (owner.header().word(), order.header().word(), x.word());
        let is_class = order_word == x_word;
        if let Some(found) = self.super_find(owner, order_word, name) {
            let value = Local::new(found);
            let plain = !is_class
                && (value.kind() == Some(Kind::Function)
                    || value.as_builtin().is_some_and(|b| b.flavor == BuiltinFlavor::Method));
            if plain {
                function.set(self, value);
                receiver.set(self, Local::new(x_word));
                return Ok(());
            }
        }
        let s = &mut Scope::new(self);
        let (target, out) = (s.root(Local::new(x_word)), s.slot());
        if !s.super_lookup(owner, order_word, target, name, out)? {
            let made = s.super_object(Local::new(owner), target.get(s), Local::new(order_word)).word();
            let made = s.root(Local::new(made));
            s.getattr_word(made, name, out)?;
        }
        function.set(s, out.get(s));
        receiver.set(s, Local::new(Word::UNSET));
        Ok(())
    }

    pub(crate) fn setup_annotations(&self, namespace: Word, globals: Word) -> Res {
        let target = Local::new(namespace).as_dict().or_else(|| Local::new(globals).as_dict());
        let name = self.name(Name::Annotations);
        match target {
            Some(dict) if dict.find_str(self, name).is_none() => {
                dict.set_str(self, name, self.dict().local())
            }
            _ => Ok(()),
        }
    }
}
