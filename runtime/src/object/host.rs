//! Data of the host or of a builtin module in a cell: locks, files, threads. And weak references.

use std::any::Any;
use std::cell::Cell;

use crate::heap::{Gil, Header, Local, Marker, Object, slot_set};
use crate::object::{Kind, Type};
use crate::word::Word;

/// Data that a `Host` cell may own. It holds no words; those go into the cell's slots.
pub trait HostData: Any {}
impl<T: Any> HostData for T {}

/// A cell with a Rust value and a few words.
#[repr(C)]
pub struct Host {
    header: Header,
    slots: [Cell<Word>; 4],
    data: Box<dyn Any>,
}

// SAFETY: repr(C), header first; trace shows the slots, and the data holds no words.
unsafe impl Object for Host {
    const KIND: Kind = Kind::Host;
    fn trace(&self, marker: &mut Marker) {
        self.slots.iter().for_each(|slot| marker.mark(slot.get()));
    }
}

impl Host {
    /// The data, if it is a `T`.
    pub fn data<T: Any>(&self) -> Option<&T> {
        self.data.downcast_ref()
    }

    /// One of the four words.
    pub fn slot(&self, index: usize) -> Local<'_> {
        Local::new(self.slots.get(index).map_or(Word::NONE, Cell::get))
    }

    /// Replaces one of the four words.
    pub fn set_slot(&self, index: usize, value: Local<'_>) {
        if let Some(slot) = self.slots.get(index) {
            slot_set(&self.header, slot, value);
        }
    }
}

/// A weak reference.
#[repr(C)]
pub struct WeakRef {
    header: Header,
    target: Cell<Word>,
    owner: Word,
    notifies: bool,
}

// SAFETY: repr(C), header first; the target is deliberately not shown: the collection clears it (`find_dying`).
unsafe impl Object for WeakRef {
    const KIND: Kind = Kind::WeakRef;
    fn trace(&self, marker: &mut Marker) {
        marker.mark(self.owner);
    }
}

impl WeakRef {
    /// The referent, or None.
    pub fn target(&self) -> Local<'_> {
        Local::new(self.target.get())
    }

    /// The object of the program that this reference belongs to.
    pub fn owner(&self) -> Local<'_> {
        Local::new(self.owner)
    }

    /// Whether the owner wants to be told.
    pub(crate) fn notifies(&self) -> bool {
        self.notifies
    }

    /// The referent died.
    pub(crate) fn clear(&self) {
        self.target.set(Word::NONE);
    }
}

impl Gil {
    /// A weak reference to `target`, which is an object in the heap.
    pub(crate) fn weak_ref(&self, target: Local<'_>, owner: Local<'_>, notifies: bool) -> &WeakRef {
        let weak = WeakRef {
            header: Header::blank(Kind::WeakRef),
            target: Cell::new(target.word()),
            owner: owner.word(),
            notifies,
        };
        let weak = self.alloc_shaped(weak, Type::WeakRef.shape());
        let mut refs = self.engine().dying.refs.borrow_mut();
        refs.entry(target.word().bits()).or_default().push(weak.header().word());
        weak
    }

    /// A cell of this class (or the plain host type) that owns `data`.
    pub fn host<T: Any>(&self, data: T, class: Option<Local<'_>>) -> &Host {
        let shape =
            class.and_then(Local::as_class).map_or(Type::Host.shape(), |class| class.instance_shape(self));
        let slots = [const { Cell::new(Word::NONE) }; 4];
        let host = Host { header: Header::blank(Kind::Host), slots, data: Box::new(data) };
        self.alloc_shaped(host, shape)
    }
}
