//! Attributes of objects.
//!
//! ```text
//!   Instance            header  attrs  slot 0  slot 1 …            the first `inline` attributes of the shape
//!   other with attrs    header  … fields …  attrs                  (classes derived from builtin types, exceptions)
//!   attrs: 0 | address of a block [capacity, slot, slot …] | word of a Dict (the shape is a dict shape)
//! ```

use std::cell::Cell;

use crate::heap::{Gil, Header, Local, Marker, Object, Res};
use crate::object::{Class, ClassFlags, Dict, Kind, Slot, Str, Type};
use crate::word::Word;

/// An instance of a class that derives from no builtin type with data.
#[repr(C)]
pub struct Instance {
    header: Header,
    attrs: Cell<u64>,
    slots: [Cell<Word>; 0],
}

// SAFETY: repr(C), header first; trace shows the inline slots (as many as the cell has room for, all initialised) and
// the rest.
unsafe impl Object for Instance {
    const KIND: Kind = Kind::Instance;
    fn trace(&self, marker: &mut Marker) {
        for i in 0..self.inline_count() {
            marker.mark(self.inline_slot(i).get());
        }
        if self.attrs.get() != 0 {
            trace_block(self.attrs.get(), marker);
        }
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        drop_block(self.attrs.get());
    }
}

impl Instance {
    fn inline_count(&self) -> usize {
        (self.header.cell_size() - size_of::<Instance>()) / size_of::<Word>()
    }

    /// One of the slots in the cell; the shape vouches for the number.
    #[inline(always)]
    pub(crate) fn inline_slot(&self, index: usize) -> &Cell<Word> {
        debug_assert!(index < self.inline_count());
        // SAFETY: an inline slot's number is below the shape's `inline`, for which the cell was sized.
        unsafe { &*self.slots.as_ptr().add(index) }
    }
}

fn attrs_cell(header: &Header) -> Option<&Cell<u64>> {
    let at = if header.kind() == Kind::Instance {
        8
    } else if header.flags() & Header::HAS_ATTRS != 0 {
        header.cell_size() - 8
    } else {
        return None;
    };
    // SAFETY: both places hold the attributes word (see the picture above).
    Some(unsafe { &*std::ptr::from_ref(header).cast::<u8>().add(at).cast::<Cell<u64>>() })
}

fn block(attrs: u64) -> Option<*mut Word> {
    (attrs != 0 && attrs & 7 == 0).then(|| std::ptr::with_exposed_provenance_mut::<Word>(attrs as usize))
}

fn block_capacity(block: *mut Word) -> usize {
    // SAFETY: the first word of a block is its capacity.
    unsafe { (*block).as_int().unwrap_or(0) as usize }
}

fn new_block(capacity: usize) -> *mut Word {
    let mut words = vec![Word::UNSET; capacity + 1].into_boxed_slice();
    words[0] = Word::small_int(capacity as i64);
    Box::into_raw(words).cast::<Word>()
}

fn drop_block(attrs: u64) {
    if let Some(block) = block(attrs) {
        let len = block_capacity(block) + 1;
        // SAFETY: made by `new_block` with this length.
        drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(block, len)) });
    }
}

fn trace_block(attrs: u64, marker: &mut Marker) {
    match block(attrs) {
        Some(block) => {
            let capacity = block_capacity(block);
            for i in 1..=capacity {
                // SAFETY: within the block.
                marker.mark(unsafe { *block.add(i) });
            }
            marker.external(capacity * 8);
        }
        None => marker.mark(Word::from_bits(attrs)),
    }
}

pub(super) fn trace_attrs(header: &Header, marker: &mut Marker) {
    if let Some(attrs) = attrs_cell(header)
        && attrs.get() != 0
    {
        trace_block(attrs.get(), marker);
    }
}

pub(super) fn drop_attrs(header: &Header) {
    if let Some(attrs) = attrs_cell(header) {
        drop_block(attrs.get());
    }
}

/// The address of a slot outside of the cell, if the object has one with this number.
#[inline]
pub(crate) fn far_slot(header: &Header, index: usize) -> Option<&Cell<Word>> {
    let block = block(attrs_cell(header)?.get())?;
    if index >= block_capacity(block) {
        return None;
    }
    // SAFETY: within the block.
    Some(unsafe { &*block.add(index + 1).cast::<Cell<Word>>() })
}

/// The cell of an attribute that the shape has.
#[inline]
pub(crate) fn slot_cell(header: &Header, slot: Slot, inline: u16) -> Option<&Cell<Word>> {
    if slot.inline {
        // SAFETY: only instances have inline slots.
        let instance = unsafe { &*std::ptr::from_ref(header).cast::<Instance>() };
        Some(instance.inline_slot(slot.index as usize))
    } else {
        far_slot(header, (slot.index - inline) as usize)
    }
}

impl Gil {
    /// An instance without attributes of a class that derives from no builtin type with data.
    #[inline]
    pub(crate) fn new_instance(&self, class: &Class) -> &Instance {
        let shape = class.instance_shape(self);
        let instance = self.instance_of_shape(shape, self.engine().shapes.inline(shape) as usize);
        if class.has(ClassFlags::DEL) {
            self.watch(instance.header());
        }
        instance
    }

    /// The object's `__del__` is to run when it dies.
    #[cold]
    fn watch(&self, object: &Header) {
        self.engine().dying.watched.borrow_mut().push(object.word());
    }

    #[inline(always)]
    pub(crate) fn instance_of_shape(&self, shape: u32, inline: usize) -> &Instance {
        let engine = self.engine();
        let size = (size_of::<Instance>() + inline * 8).next_multiple_of(16);
        let cell = engine.space.alloc(&engine.breaker, size, Kind::Instance, 0, shape);
        // SAFETY: the cell is fresh and of this size; all its words are initialised here.
        unsafe {
            let words = cell.as_ptr().cast::<u64>();
            words.add(1).write(0);
            for i in 2..size / 8 {
                words.add(i).write(Word::UNSET.bits());
            }
            &*cell.as_ptr().cast::<Instance>()
        }
    }

    /// Moves `value` into a cell of this shape, with room for attributes if the shape is not a builtin type's.
    pub(crate) fn alloc_shaped<T: Object>(&self, value: T, shape: u32) -> &T {
        if (shape as usize) < Type::COUNT {
            return self.alloc(value, shape);
        }
        self.alloc_with_attrs(value, shape)
    }

    /// As `alloc`, with a word for attributes at the end of the cell.
    pub(crate) fn alloc_with_attrs<T: Object>(&self, value: T, shape: u32) -> &T {
        let engine = self.engine();
        let size = (size_of::<T>() + 8).next_multiple_of(16);
        let cell = engine.space.alloc(&engine.breaker, size, T::KIND, Header::HAS_ATTRS, shape);
        // SAFETY: as in `alloc`; the last word of the cell lies behind the value.
        unsafe {
            let header = cell.read();
            let place = cell.cast::<T>();
            place.write(value);
            cell.write(header);
            cell.as_ptr().cast::<u8>().add(size - 8).cast::<u64>().write(0);
            let class = Local::new(engine.shapes.class(shape)).as_class();
            if class.is_some_and(|class| class.has(ClassFlags::DEL)) {
                self.watch(cell.as_ref());
            }
            place.as_ref()
        }
    }

    /// Whether the object can have attributes of its own.
    pub fn has_attrs(&self, object: Local<'_>) -> bool {
        object.header().is_some_and(|header| attrs_cell(header).is_some())
    }

    /// An attribute of the object itself (not of its class); `name` is interned.
    pub(crate) fn own_attr<'g>(&'g self, object: Local<'g>, name: &Str) -> Option<Local<'g>> {
        let header = object.header()?;
        let shapes = &self.engine().shapes;
        let shape = header.shape();
        if shapes.is_dict(shape) {
            return self.attr_dict_of(header)?.get_str(self, name);
        }
        let slot = shapes.find(shape, name.header().word())?;
        let value = slot_cell(header, slot, shapes.inline(shape))?.get();
        if value.is_unset() { None } else { Some(Local::new(value)) }
    }

    fn attr_dict_of<'g>(&'g self, header: &'g Header) -> Option<&'g Dict> {
        Local::new(Word::from_bits(attrs_cell(header)?.get())).as_dict()
    }

    /// Sets an attribute of the object itself. False if the object can have none.
    pub(crate) fn set_own_attr(&self, object: Local<'_>, name: &Str, value: Local<'_>) -> Res<bool> {
        let Some(header) = object.header() else { return Ok(false) };
        let Some(attrs) = attrs_cell(header) else { return Ok(false) };
        let shapes = &self.engine().shapes;
        let shape = header.shape();
        if !shapes.is_dict(shape) {
            let inline = shapes.inline(shape);
            if let Some(slot) = shapes.find(shape, name.header().word()) {
                if let Some(cell) = slot_cell(header, slot, inline) {
                    cell.set(value.word());
                }
                return Ok(true);
            }
            if let Some((next, slot)) = shapes.add(shape, name.header().word()) {
                self.move_to_shape(header, attrs, next, slot, inline, value);
                return Ok(true);
            }
            self.attr_dict(object);
        }
        if let Some(dict) = self.attr_dict_of(header) {
            dict.set_str(self, name, value)?;
        }
        Ok(true)
    }

    fn move_to_shape(
        &self,
        header: &Header,
        attrs: &Cell<u64>,
        next: u32,
        slot: Slot,
        inline: u16,
        value: Local<'_>,
    ) {
        if !slot.inline {
            self.ensure_far_slot(attrs, (slot.index - inline) as usize);
        }
        if let Some(cell) = slot_cell(header, slot, inline) {
            cell.set(value.word());
        }
        header.set_shape(next);
        if !slot.inline
            && header.kind() == Kind::Instance
            && let Some(class) = Local::new(self.engine().shapes.class(next)).as_class()
        {
            class.wants_more_inline(slot.index + 1);
        }
    }

    pub(crate) fn add_far_slot(&self, header: &Header, index: usize) {
        if let Some(attrs) = attrs_cell(header) {
            self.ensure_far_slot(attrs, index);
        }
    }

    fn ensure_far_slot(&self, attrs: &Cell<u64>, index: usize) {
        let old = block(attrs.get());
        let capacity = old.map_or(0, block_capacity);
        if index < capacity {
            return;
        }
        let new_capacity = (index + 1).next_power_of_two().max(4);
        let new = new_block(new_capacity);
        if let Some(old) = old {
            // SAFETY: both blocks have at least `capacity` slots behind the first word.
            unsafe { std::ptr::copy_nonoverlapping(old.add(1), new.add(1), capacity) };
        }
        drop_block(attrs.get());
        attrs.set(new.expose_provenance() as u64);
        self.note_external(new_capacity * 8);
    }

    /// Removes an attribute of the object itself; false if there is none.
    pub(crate) fn delete_own_attr(&self, object: Local<'_>, name: &Str) -> bool {
        if self.own_attr(object, name).is_none() {
            return false;
        }
        match self.attr_dict(object) {
            Some(dict) => dict.remove_str(self, name).is_some(),
            None => false,
        }
    }

    /// The attributes as a dict (`obj.__dict__`): from now on the object keeps them there.
    pub(crate) fn attr_dict<'g>(&'g self, object: Local<'g>) -> Option<&'g Dict> {
        let header = object.header()?;
        let attrs = attrs_cell(header)?;
        let shapes = &self.engine().shapes;
        let shape = header.shape();
        if shapes.is_dict(shape) {
            return self.attr_dict_of(header);
        }
        let dict = self.dict();
        for name in shapes.names(shape) {
            let value = shapes
                .find(shape, name)
                .and_then(|slot| slot_cell(header, slot, shapes.inline(shape)))
                .map_or(Word::UNSET, Cell::get);
            if !value.is_unset()
                && let Some(name) = Local::new(name).as_str()
            {
                dict.set_str(self, name, Local::new(value)).ok()?;
            }
        }
        drop_block(attrs.get());
        attrs.set(dict.header().word().bits());
        let class = self.class_of(object);
        header.set_shape(class.dict_shape(self));
        Some(dict)
    }

    /// Makes `dict` the object's attributes (`obj.__dict__ = dict`).
    pub(crate) fn set_attr_dict(&self, object: Local<'_>, dict: &Dict) -> bool {
        if self.attr_dict(object).is_none() {
            return false;
        }
        if let Some(attrs) = object.header().and_then(attrs_cell) {
            attrs.set(dict.header().word().bits());
        }
        true
    }

    /// The names of the object's own attributes, in order.
    pub(crate) fn own_attr_names<'g>(&'g self, object: Local<'g>) -> Vec<Local<'g>> {
        let Some(header) = object.header() else { return Vec::new() };
        let shapes = &self.engine().shapes;
        if shapes.is_dict(header.shape()) {
            return self
                .attr_dict_of(header)
                .map(|dict| dict.iter().map(|(key, _)| key).collect())
                .unwrap_or_default();
        }
        if attrs_cell(header).is_none() {
            return Vec::new();
        }
        let names = shapes.names(header.shape());
        names
            .into_iter()
            .map(Local::new)
            .filter(|name| name.as_str().is_some_and(|name| self.own_attr(object, name).is_some()))
            .collect()
    }
}
