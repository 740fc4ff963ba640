//! Modules: a name and a namespace.

use crate::heap::{Gil, Header, Local, Marker, Object};
use crate::object::{Dict, Kind, Type};
use crate::word::Word;

/// A module.
#[repr(C)]
pub struct Module {
    header: Header,
    dict: Word,
}

// SAFETY: repr(C), header first; trace shows the dict.
unsafe impl Object for Module {
    const KIND: Kind = Kind::Module;
    fn trace(&self, marker: &mut Marker) {
        marker.mark(self.dict);
    }
}

impl Module {
    /// The namespace.
    #[inline(always)]
    pub fn dict(&self) -> &Dict {
        match Local::new(self.dict).as_dict() {
            Some(dict) => dict,
            None => unreachable!("modules are made with a dict"),
        }
    }
}

impl Gil {
    /// A module over this namespace.
    pub fn module_over(&self, dict: &Dict) -> Local<'_> {
        let module = Module { header: Header::blank(Kind::Module), dict: dict.header().word() };
        self.alloc(module, Type::Module.shape()).local()
    }
}
