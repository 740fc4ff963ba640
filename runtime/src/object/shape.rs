//! Shapes: hidden classes of instances.
//!
//! A shape says which class an object has and at which slot each of its attributes stands. Adding an attribute moves
//! the object to the shape reached by that name, so objects built the same way share a shape and an inline cache
//! needs one comparison. Numbers below `Type::COUNT` are the direct instances of builtin types. Numbers are
//! never reused.
//!
//! ```text
//!   root of class Point ──"x"──▶ {x: 0} ──"y"──▶ {x: 0, y: 1}
//! ```

use std::cell::UnsafeCell;

use crate::heap::{Local, Marker};
use crate::object::{Class, Type};
use crate::word::Word;

/// More attributes than this are kept in a dict.
pub(crate) const MAX_SLOTS: u16 = 128;

/// One shape.
#[derive(Clone)]
pub struct Shape {
    class: Word,
    parent: u32,
    /// The attribute that this shape adds to its parent.
    name: Word,
    /// How many attributes.
    pub count: u16,
    /// How many of them stand in the cell itself.
    pub inline: u16,
    /// Attributes are kept in a dict.
    pub is_dict: bool,
    transitions: Vec<(Word, u32)>,
}

/// Where an attribute stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its number.
    pub index: u16,
    /// Whether it stands in the cell.
    pub inline: bool,
}

/// All shapes of an engine.
#[derive(Default)]
pub struct Shapes {
    list: UnsafeCell<Vec<Shape>>,
}

impl Shapes {
    #[inline(always)]
    fn list(&self) -> &[Shape] {
        // SAFETY: unique references are formed only in `push` and `add_transition`, which call nothing else.
        unsafe { &*self.list.get() }
    }

    fn push(&self, shape: Shape) -> u32 {
        // SAFETY: see `list`; no reference to an element outlives the functions of this file.
        let list = unsafe { &mut *self.list.get() };
        list.push(shape);
        list.len() as u32 - 1
    }

    /// A shape without attributes; used for builtin types in order, then for roots of classes.
    pub(crate) fn add_root(&self, class: Word, inline: u16, is_dict: bool) -> u32 {
        let shape = Shape {
            class,
            parent: u32::MAX,
            name: Word::NONE,
            count: 0,
            inline,
            is_dict,
            transitions: Vec::new(),
        };
        self.push(shape)
    }

    /// Sets the class of a builtin type's shape, which exists before its class does.
    pub(crate) fn set_class(&self, shape: u32, class: Word) {
        // SAFETY: see `list`.
        let list = unsafe { &mut *self.list.get() };
        if let Some(shape) = list.get_mut(shape as usize) {
            shape.class = class;
        }
    }

    /// The class of objects with this shape.
    #[inline(always)]
    pub fn class(&self, shape: u32) -> Word {
        self.list()[shape as usize].class
    }

    pub(crate) fn inline(&self, shape: u32) -> u16 {
        self.list()[shape as usize].inline
    }

    pub(crate) fn is_dict(&self, shape: u32) -> bool {
        self.list()[shape as usize].is_dict
    }

    /// The slot of an attribute (an interned name).
    pub fn find(&self, shape: u32, name: Word) -> Option<Slot> {
        let list = self.list();
        let inline = list[shape as usize].inline;
        let mut at = shape;
        loop {
            let shape = &list[at as usize];
            if shape.count == 0 {
                return None;
            }
            if shape.name == name {
                let index = shape.count - 1;
                return Some(Slot { index, inline: index < inline });
            }
            at = shape.parent;
        }
    }

    /// The attribute names of a shape, in the order in which they were added.
    pub fn names(&self, shape: u32) -> Vec<Word> {
        let list = self.list();
        let (mut names, mut at) = (Vec::new(), shape);
        while list[at as usize].count > 0 {
            names.push(list[at as usize].name);
            at = list[at as usize].parent;
        }
        names.reverse();
        names
    }

    /// The shape with one more attribute, and its slot; `None` when there are too many.
    pub fn add(&self, shape: u32, name: Word) -> Option<(u32, Slot)> {
        let old = &self.list()[shape as usize];
        if old.count >= MAX_SLOTS {
            return None;
        }
        let slot = Slot { index: old.count, inline: old.count < old.inline };
        if let Some(&(_, next)) = old.transitions.iter().find(|(n, _)| *n == name) {
            return Some((next, slot));
        }
        let next = Shape {
            class: old.class,
            parent: shape,
            name,
            count: old.count + 1,
            inline: old.inline,
            is_dict: false,
            transitions: Vec::new(),
        };
        let next = self.push(next);
        // SAFETY: see `list`.
        let list = unsafe { &mut *self.list.get() };
        list[shape as usize].transitions.push((name, next));
        Some((next, slot))
    }

    /// The number of roots and shapes so far.
    pub fn len(&self) -> usize {
        self.list().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list().is_empty()
    }

    pub(crate) fn trace(&self, marker: &mut Marker) {
        for shape in self.list() {
            marker.mark(shape.class);
            marker.mark(shape.name);
        }
    }

    pub(crate) fn after_marking(&self, _is_marked: &dyn Fn(Word) -> bool) {}
}

/// The shape of any value; specials and unboxed numbers have that of their type.
#[inline(always)]
pub(crate) fn shape_of(value: Local<'_>) -> u32 {
    match value.header() {
        Some(header) => header.shape(),
        None => word_type(value.word()).shape(),
    }
}

/// The type of a value that is not a cell.
pub(crate) fn word_type(word: Word) -> Type {
    if word.is_int() {
        return Type::Int;
    }
    if word.is_float() {
        return Type::Float;
    }
    match word {
        Word::TRUE | Word::FALSE => Type::Bool,
        Word::NOT_IMPLEMENTED => Type::NotImplementedType,
        Word::ELLIPSIS => Type::EllipsisType,
        _ => Type::NoneType,
    }
}

impl crate::heap::Gil {
    /// The class of a value.
    #[inline]
    pub fn class_of<'g>(&'g self, value: Local<'g>) -> &'g Class {
        match Local::new(self.engine().shapes.class(shape_of(value))).as_class() {
            Some(class) => class,
            None => unreachable!("every shape has a class"),
        }
    }

    /// The class of a builtin type.
    #[inline]
    pub fn builtin_class(&self, ty: Type) -> &Class {
        match Local::new(self.engine().types[ty as usize].get()).as_class() {
            Some(class) => class,
            None => unreachable!("builtin types are made before anything else"),
        }
    }

    /// Whether the value is a direct instance of a builtin type (not of a class derived from it).
    #[inline(always)]
    pub fn is_exact(&self, value: Local<'_>, ty: Type) -> bool {
        shape_of(value) == ty.shape()
    }
}
