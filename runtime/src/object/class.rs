//! Classes: name, bases, method resolution order, namespace.
//!
//! What inline caches hold about a class is valid until `Gil::class_changed`, which empties all caches; classes change
//! seldom after they are made.

use std::cell::{Cell, RefCell};

use crate::heap::{Gil, Header, Local, Marker, Object, slot_set};
use crate::object::{Dict, Kind, Str, Tuple, Type};
use crate::word::Word;

/// Facts about a class that lookups want to know quickly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassFlags(pub u32);

impl ClassFlags {
    /// Made by guest code.
    pub const GUEST: u32 = 1;
    /// Instances have no attributes beyond `__slots__`.
    pub const NO_DICT: u32 = 2;
    /// `__getattr__` is defined.
    pub const GETATTR: u32 = 4;
    /// `__getattribute__` is not object's.
    pub const GETATTRIBUTE: u32 = 8;
    /// `__setattr__` is not object's.
    pub const SETATTR: u32 = 16;
    /// `__delattr__` is not object's.
    pub const DELATTR: u32 = 32;
    /// `__eq__` is defined by a guest class.
    pub const EQ: u32 = 64;
    /// `__hash__` is defined by a guest class (or set to None by `__eq__`).
    pub const HASH: u32 = 128;
    /// `__del__` is defined.
    pub const DEL: u32 = 256;
    /// Plain attributes were replaced after the class was made: caches do not hold them.
    pub const VOLATILE: u32 = 512;
    /// `__new__` is not the builtin base's.
    pub const NEW: u32 = 1024;
    /// `__bool__` or `__len__` is defined by a guest class.
    pub const BOOL: u32 = 2048;
    /// `__iter__`, `__getitem__`, `__len__` or `__contains__` is defined by a guest class.
    pub const CONTAINER: u32 = 4096;
    /// Cannot be instantiated or derived from by guest code.
    pub const SEALED: u32 = 8192;
}

/// A class.
#[repr(C)]
pub struct Class {
    header: Header,
    name: Cell<Word>,
    qualname: Cell<Word>,
    bases: Cell<Word>,
    mro: Cell<Word>,
    dict: Word,
    shape: Cell<u32>,
    dict_shape: Cell<u32>,
    flags: Cell<u32>,
    inline: Cell<u16>,
    wanted_inline: Cell<u16>,
    ty: Option<Type>,
    /// The builtin type whose data instances have.
    layout: Type,
    subclasses: RefCell<Vec<Word>>,
}

// SAFETY: repr(C), header first; trace shows all words (subclasses are kept alive by the shapes anyway).
unsafe impl Object for Class {
    const KIND: Kind = Kind::Class;
    fn trace(&self, marker: &mut Marker) {
        for cell in [&self.name, &self.qualname, &self.bases, &self.mro] {
            marker.mark(cell.get());
        }
        marker.mark(self.dict);
        self.subclasses.borrow().iter().for_each(|&class| marker.mark(class));
    }
}

/// What a lookup along an order came to. It holds while the engine's `class_version` stands, which every change of a class
/// and every collection moves; so the words in it need not be traced.
#[derive(Debug)]
pub struct Lookup {
    class: Cell<u64>,
    name: Cell<u64>,
    version: Cell<u64>,
    /// Unset: no class of the order has the name.
    value: Cell<Word>,
}

/// How many lookups an engine remembers.
pub(crate) const LOOKUPS: usize = 1024;

impl Lookup {
    #[inline(always)]
    fn number(class: u64, name: u64) -> usize {
        ((class ^ name.rotate_left(24)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize % LOOKUPS
    }
}

impl Default for Lookup {
    fn default() -> Self {
        Lookup {
            class: Cell::new(0),
            name: Cell::new(0),
            version: Cell::new(0),
            value: Cell::new(Word::UNSET),
        }
    }
}

impl Gil {
    /// Forgets all lookups.
    #[inline]
    pub(crate) fn forget_lookups(&self) {
        let version = &self.engine().class_version;
        version.set(version.get() + 1);
    }
}

const NO_SHAPE: u32 = u32::MAX;
/// Inline slots of instances of a class about which nothing is known yet.
const FIRST_INLINE: u16 = 4;

impl Class {
    pub(crate) fn new(
        name: &Str,
        qualname: &Str,
        bases: Local<'_>,
        dict: &Dict,
        layout: Type,
        ty: Option<Type>,
    ) -> Class {
        Class {
            header: Header::blank(Kind::Class),
            name: Cell::new(name.header().word()),
            qualname: Cell::new(qualname.header().word()),
            bases: Cell::new(bases.word()),
            mro: Cell::new(Word::NONE),
            dict: dict.header().word(),
            shape: Cell::new(ty.map_or(NO_SHAPE, Type::shape)),
            dict_shape: Cell::new(NO_SHAPE),
            flags: Cell::new(0),
            inline: Cell::new(FIRST_INLINE),
            wanted_inline: Cell::new(0),
            ty,
            layout,
            subclasses: RefCell::default(),
        }
    }

    /// `__name__`.
    pub fn name(&self) -> &Str {
        match Local::new(self.name.get()).as_str() {
            Some(name) => name,
            None => unreachable!("a class has a str for its name"),
        }
    }

    /// The name as Rust text.
    pub fn name_text(&self) -> String {
        self.name().to_string_lossy().into_owned()
    }

    /// `__qualname__`.
    pub fn qualname(&self) -> &Str {
        Local::new(self.qualname.get()).as_str().unwrap_or_else(|| self.name())
    }

    /// Renames the class.
    pub fn set_name(&self, name: &Str) {
        slot_set(&self.header, &self.name, name.local());
    }

    /// Sets `__qualname__`.
    pub fn set_qualname(&self, name: &Str) {
        slot_set(&self.header, &self.qualname, name.local());
    }

    /// `__bases__`.
    pub fn bases(&self) -> &Tuple {
        match Local::new(self.bases.get()).as_tuple() {
            Some(bases) => bases,
            None => unreachable!("a class has a tuple of bases"),
        }
    }

    /// `__mro__`, the class itself first.
    pub fn mro(&self) -> &Tuple {
        match Local::new(self.mro.get()).as_tuple() {
            Some(mro) => mro,
            None => unreachable!("a class gets its order before anyone sees it"),
        }
    }

    pub(crate) fn set_mro(&self, mro: Local<'_>) {
        slot_set(&self.header, &self.mro, mro);
    }

    /// The classes of the order.
    pub fn mro_classes(&self) -> impl Iterator<Item = &Class> {
        self.mro().iter().filter_map(Local::as_class)
    }

    /// The namespace.
    #[inline(always)]
    pub fn dict(&self) -> &Dict {
        match Local::new(self.dict).as_dict() {
            Some(dict) => dict,
            None => unreachable!("a class has a dict"),
        }
    }

    /// The builtin type that this is, if it is one.
    pub fn builtin_type(&self) -> Option<Type> {
        self.ty
    }

    /// The builtin type whose data instances have.
    pub fn layout(&self) -> Type {
        self.layout
    }

    /// Facts.
    #[inline(always)]
    pub fn has(&self, flags: u32) -> bool {
        self.flags.get() & flags != 0
    }

    pub(crate) fn add_flags(&self, flags: u32) {
        self.flags.set(self.flags.get() | flags);
    }

    pub(crate) fn set_flags(&self, flags: u32) {
        self.flags.set(flags);
    }

    pub(crate) fn flags(&self) -> u32 {
        self.flags.get()
    }

    /// The shape of fresh instances.
    #[inline]
    pub fn instance_shape(&self, gil: &Gil) -> u32 {
        let wanted = self.wanted_inline.get();
        if self.shape.get() == NO_SHAPE || wanted > self.inline.get() {
            self.new_root(gil);
        }
        self.shape.get()
    }

    #[cold]
    fn new_root(&self, gil: &Gil) {
        self.inline.set(self.inline.get().max(self.wanted_inline.get()));
        let inline = if self.layout == Type::Object { self.inline.get() } else { 0 };
        self.shape.set(gil.engine().shapes.add_root(self.header.word(), inline, false));
    }

    /// Sizes instances for this many attributes before the first is made.
    pub(crate) fn set_inline(&self, count: u16) {
        self.inline.set(count.min(30));
    }

    /// How many attributes instances get in the cell.
    pub(crate) fn inline(&self) -> u16 {
        self.inline.get().max(self.wanted_inline.get())
    }

    /// Future instances get room for this many attributes in the cell.
    pub(crate) fn wants_more_inline(&self, count: u16) {
        let rounded = count.div_ceil(4) * 4;
        if rounded <= 28 && rounded > self.wanted_inline.get() {
            self.wanted_inline.set(rounded);
        }
    }

    /// The shape of instances that keep their attributes in a dict.
    pub(crate) fn dict_shape(&self, gil: &Gil) -> u32 {
        if self.dict_shape.get() == NO_SHAPE {
            self.dict_shape.set(gil.engine().shapes.add_root(self.header.word(), 0, true));
        }
        self.dict_shape.get()
    }

    /// Whether this class is `base` or derives from it.
    #[inline]
    pub fn is_subclass_of(&self, base: &Class) -> bool {
        if std::ptr::eq(self, base) {
            return true;
        }
        let base = base.header.word();
        self.mro().iter().any(|class| class.word() == base)
    }

    /// Whether this class is a builtin type or derives from it.
    pub fn derives_from(&self, gil: &Gil, ty: Type) -> bool {
        match self.ty {
            Some(own) => own.is_subtype_of(ty),
            None => self.is_subclass_of(gil.builtin_class(ty)),
        }
    }

    pub(crate) fn add_subclass(&self, class: &Class) {
        self.subclasses.borrow_mut().push(class.header.word());
    }

    /// The direct subclasses.
    pub fn subclasses(&self) -> Vec<Local<'_>> {
        self.subclasses.borrow().iter().map(|&class| Local::new(class)).collect()
    }

    /// Looks a name up along the order: the value and the class that has it. `name` is interned.
    #[inline]
    pub fn lookup<'g>(&'g self, gil: &'g Gil, name: &Str) -> Option<Local<'g>> {
        let engine = gil.engine();
        let (class, key) = (self.header.word().bits(), name.header().word().bits());
        let known = &engine.lookups[Lookup::number(class, key)];
        if known.class.get() == class
            && known.name.get() == key
            && known.version.get() == engine.class_version.get()
        {
            let value = known.value.get();
            return if value.is_unset() { None } else { Some(Local::new(value)) };
        }
        self.lookup_anew(gil, name, known)
    }

    #[inline(never)]
    fn lookup_anew<'g>(&'g self, gil: &'g Gil, name: &Str, known: &Lookup) -> Option<Local<'g>> {
        let found = self.lookup_from(gil, name, 0).map(|(value, _)| value);
        known.class.set(self.header.word().bits());
        known.name.set(name.header().word().bits());
        known.version.set(gil.engine().class_version.get());
        known.value.set(found.map_or(Word::UNSET, Local::word));
        found
    }

    /// As `lookup`, from a position in the order on.
    pub fn lookup_from<'g>(
        &'g self,
        gil: &'g Gil,
        name: &Str,
        from: usize,
    ) -> Option<(Local<'g>, &'g Class)> {
        let mro = self.mro();
        let mut at = from;
        while let Some(class) = mro.get(at).and_then(Local::as_class) {
            if let Some(value) = class.dict().get_str(gil, name) {
                return Some((value, class));
            }
            at += 1;
        }
        None
    }
}
