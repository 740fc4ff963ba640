//! Inline caches: what an attribute instruction learned, and how it is forgotten.
//!
//! A cache holds for a shape. The shape says which attributes the instance has and of which class it is; what the class says
//! holds until `class_changed`, which empties the caches of all code. Plain values of a class that changes them often (a
//! counter in a class) are not cached at all, so such a class does not empty caches again and again.

use crate::heap::{Gil, Header, Local, Object};
use crate::object::{
    BuiltinFlavor, Class, ClassFlags, InlineCache, Kind, Name, SharedCache, Str, Type, shape_of,
};
use crate::vm::attr::name_of;
use crate::word::Word;

/// `index` of a cache: a slot in the cell.
pub(crate) const INLINE_SLOT: u32 = 0;
/// A slot outside of the cell.
pub(crate) const FAR_SLOT: u32 = 1 << 16;
/// The value found in the class, as it is.
pub(crate) const CLASS_VALUE: u32 = 2 << 16;
/// A function found in the class, to be bound.
pub(crate) const METHOD: u32 = 3 << 16;
/// A property whose getter is a function of the program.
pub(crate) const PROPERTY: u32 = 4 << 16;
/// An entry of a module's dict; `extra` is the dict's version.
pub(crate) const MODULE_ENTRY: u32 = 5 << 16;
/// An attribute of the class object in `extra`.
pub(crate) const CLASS_ATTR: u32 = 6 << 16;
/// `extra` is the shape after a new attribute was added (stores only).
pub(crate) const ADD_INLINE: u32 = 7 << 16;
/// As `ADD_INLINE`, with a far slot that may need room.
pub(crate) const ADD_FAR: u32 = 8 << 16;
/// A class method that is a function of the program; `extra` is the class to bind. For calls of methods alone.
pub(crate) const CLASS_METHOD: u32 = 9 << 16;
/// Which of those.
pub(crate) const WHAT: u32 = 0xffff_0000;
/// The number with it.
pub(crate) const NUMBER: u32 = 0xffff;

impl Gil {
    /// Learns `object.name` for loads. False if it cannot be cached.
    pub(crate) fn fill_load(&self, cache: &InlineCache, object: Local<'_>, name: Word) -> bool {
        let shape = shape_of(object);
        let shared = self.shared_cache(shape, name.bits());
        if shared.key.get() == name.bits() && shared.cache.shape.get() == shape {
            copy(&shared.cache, cache);
            return true;
        }
        let filled = self.compute_load(cache, object, name);
        if filled && !matches!(cache.index.get() & WHAT, MODULE_ENTRY | CLASS_ATTR) {
            shared.key.set(name.bits());
            copy(cache, &shared.cache);
        }
        filled
    }

    /// Learns `object.name = …`. Call it before the store.
    pub(crate) fn fill_store(&self, cache: &InlineCache, object: Local<'_>, name: Word) -> bool {
        let (shape, key) = (shape_of(object), name.bits() | 2);
        let shared = self.shared_cache(shape, key);
        if shared.key.get() == key && shared.cache.shape.get() == shape {
            copy(&shared.cache, cache);
            return true;
        }
        let filled = self.compute_store(cache, object, name);
        if filled {
            shared.key.set(key);
            copy(cache, &shared.cache);
        }
        filled
    }

    fn shared_cache(&self, shape: u32, key: u64) -> &SharedCache {
        let all = &self.engine().shared_caches;
        let hash = (u64::from(shape) ^ key >> 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
        &all[hash as usize % all.len()]
    }

    fn compute_load(&self, cache: &InlineCache, object: Local<'_>, name: Word) -> bool {
        let shape = shape_of(object);
        let key = name_of(name);
        if let Some(class) = object.as_class() {
            return self.fill_class_attr(cache, shape, class, key);
        }
        if let Some(module) = object.as_module() {
            if shape != Type::Module.shape() {
                return false;
            }
            let Some(number) = module.dict().find_str(self, key) else { return false };
            if number > NUMBER as usize {
                return false;
            }
            self.set_cache(cache, shape, MODULE_ENTRY | number as u32, Word::UNSET);
            cache.extra.set(module.dict().cache_version(self));
            return true;
        }
        if matches!(object.kind(), Some(Kind::Function | Kind::Super)) {
            return false;
        }
        let shapes = &self.engine().shapes;
        let class = self.class_of(object);
        if class.has(ClassFlags::GETATTRIBUTE) || shapes.is_dict(shape) {
            return false;
        }
        let in_class = class.lookup(self, key);
        let own = shapes.find(shape, name);
        if let Some(found) = in_class {
            let is_member = found.kind() == Some(Kind::Wrapper) && self.is_exact(found, Type::Member);
            if is_member {
                return match own {
                    Some(slot) => {
                        self.fill_slot(cache, shape, slot.index, slot.inline);
                        true
                    }
                    None => false,
                };
            }
            if let Some(property) = found.as_property() {
                let getter = property.part(0);
                let Some(function) = getter.as_function() else { return false };
                if function.code().simple_params != Some(1) || function.code().makes_generator {
                    return false;
                }
                self.set_cache(cache, shape, PROPERTY, getter.word());
                self.engine().caches_filled.set(true);
                return true;
            }
            if self.is_data_descriptor(found) {
                return false;
            }
        }
        if let Some(slot) = own {
            self.fill_slot(cache, shape, slot.index, slot.inline);
            return true;
        }
        let Some(found) = in_class else { return false };
        match found.kind() {
            Some(Kind::Function) => self.set_cache(cache, shape, METHOD, found.word()),
            Some(Kind::Builtin) if found.as_builtin().is_some_and(|b| b.flavor == BuiltinFlavor::Method) => {
                self.set_cache(cache, shape, METHOD, found.word());
            }
            Some(Kind::Wrapper) if self.is_exact(found, Type::ClassMethod) => {
                let Some(inner) = found.as_wrapper().map(|wrapper| wrapper.inner()) else { return false };
                if inner.kind() != Some(Kind::Function) {
                    return false;
                }
                self.set_cache(cache, shape, CLASS_METHOD, inner.word());
                cache.extra.set(class.header().word().bits());
            }
            Some(Kind::Wrapper | Kind::Builtin | Kind::Property | Kind::NativeFunction | Kind::Super) => {
                return false;
            }
            _ if class.has(ClassFlags::VOLATILE) => return false,
            Some(Kind::Instance) if self.is_guest(found) => {
                if self.class_of(found).lookup(self, self.name(Name::Get)).is_some() {
                    return false;
                }
                self.set_cache(cache, shape, CLASS_VALUE, found.word());
            }
            _ => self.set_cache(cache, shape, CLASS_VALUE, found.word()),
        }
        self.engine().caches_filled.set(true);
        true
    }

    fn fill_slot(&self, cache: &InlineCache, shape: u32, index: u16, inline: bool) {
        let inline_count = self.engine().shapes.inline(shape);
        let what =
            if inline { INLINE_SLOT | u32::from(index) } else { FAR_SLOT | u32::from(index - inline_count) };
        self.set_cache(cache, shape, what, Word::UNSET);
    }

    fn set_cache(&self, cache: &InlineCache, shape: u32, index: u32, value: Word) {
        cache.shape.set(shape);
        cache.index.set(index);
        cache.value.set(value);
        cache.extra.set(0);
    }

    fn fill_class_attr(&self, cache: &InlineCache, shape: u32, class: &Class, key: &Str) -> bool {
        if shape != Type::Type.shape() {
            return false;
        }
        if let Some(found) = self.builtin_class(Type::Type).lookup(self, key)
            && self.is_data_descriptor(found)
        {
            return false;
        }
        let Some(found) = class.lookup(self, key) else { return false };
        let value = match found.kind() {
            Some(Kind::Wrapper) if self.is_exact(found, Type::StaticMethod) => {
                found.as_wrapper().map_or(found, |wrapper| wrapper.inner())
            }
            Some(Kind::Wrapper | Kind::Property) => return false,
            Some(Kind::Builtin)
                if found.as_builtin().is_some_and(|b| b.flavor == BuiltinFlavor::ClassMethod) =>
            {
                return false;
            }
            Some(Kind::Instance) if self.is_guest(found) => return false,
            Some(Kind::Function | Kind::Builtin) => found,
            _ if class.mro_classes().any(|class| class.has(ClassFlags::VOLATILE)) => return false,
            _ => found,
        };
        self.set_cache(cache, shape, CLASS_ATTR, value.word());
        cache.extra.set(class.header().word().bits());
        self.engine().caches_filled.set(true);
        true
    }

    fn compute_store(&self, cache: &InlineCache, object: Local<'_>, name: Word) -> bool {
        let Some(header) = object.header() else { return false };
        if header.kind() != Kind::Instance {
            return false;
        }
        let shape = header.shape();
        let shapes = &self.engine().shapes;
        let class = self.class_of(object);
        if class.has(ClassFlags::SETATTR) || shapes.is_dict(shape) {
            return false;
        }
        let mut is_member = false;
        if let Some(found) = class.lookup(self, name_of(name)) {
            is_member = self.is_exact(found, Type::Member);
            if !is_member && self.is_data_descriptor(found) {
                return false;
            }
        }
        if class.has(ClassFlags::NO_DICT) && !is_member {
            return false;
        }
        if let Some(slot) = shapes.find(shape, name) {
            self.fill_slot(cache, shape, slot.index, slot.inline);
            return true;
        }
        let Some((next, slot)) = shapes.add(shape, name) else { return false };
        let what = if slot.inline {
            ADD_INLINE | u32::from(slot.index)
        } else {
            ADD_FAR | u32::from(slot.index - shapes.inline(shape))
        };
        self.set_cache(cache, shape, what, Word::UNSET);
        cache.extra.set(u64::from(next));
        true
    }

    /// Forgets what caches hold of classes, after an attribute of a class changed: `old` is unset-or-absent for a new one,
    /// `new` unset for a deleted one.
    pub(crate) fn class_changed(&self, class: &Class, name: &Str, old: Option<Word>, new: Local<'_>) {
        self.forget_lookups();
        self.refresh_flags(class, name);
        let plain = |value: Local<'_>| match value.kind() {
            None => !value.is_unset(),
            Some(
                Kind::Str
                | Kind::Int
                | Kind::Float
                | Kind::Tuple
                | Kind::List
                | Kind::Dict
                | Kind::Set
                | Kind::Bytes,
            ) => true,
            _ => false,
        };
        if old.is_some_and(|old| plain(Local::new(old))) && plain(new) {
            if class.has(ClassFlags::VOLATILE) {
                return;
            }
            mark_volatile(class);
        }
        self.flush_caches();
    }

    /// Empties the caches of all code.
    pub(crate) fn flush_caches(&self) {
        if !self.engine().caches_filled.replace(false) {
            // Slots may be shadowed by a new data descriptor all the same.
        }
        for shared in &self.engine().shared_caches {
            shared.cache.clear();
        }
        for &word in self.engine().codes.borrow().iter() {
            if let Some(code) = Local::new(word).as_code() {
                for cache in &code.caches {
                    cache.clear();
                }
            }
        }
    }
}

fn copy(from: &InlineCache, to: &InlineCache) {
    to.shape.set(from.shape.get());
    to.index.set(from.index.get());
    to.value.set(from.value.get());
    to.extra.set(from.extra.get());
}

fn mark_volatile(class: &Class) {
    class.add_flags(ClassFlags::VOLATILE);
    for sub in class.subclasses() {
        if let Some(sub) = sub.as_class() {
            mark_volatile(sub);
        }
    }
}

/// Reads a slot outside of the cell by its cached number.
#[inline]
pub(crate) fn far_value(header: &Header, number: u32) -> Word {
    crate::object::far_slot(header, number as usize).map_or(Word::UNSET, std::cell::Cell::get)
}
