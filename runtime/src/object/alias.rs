//! `list[int]` and `int | None`: an origin with arguments, and a union of types.

use crate::heap::{Gil, Header, Local, Marker, Object};
use crate::object::{Kind, Tuple, Type};
use crate::word::Word;

/// A `types.GenericAlias`, or a `types.UnionType`, which has no origin.
#[repr(C)]
pub struct Alias {
    header: Header,
    origin: Word,
    args: Word,
    params: Word,
}

// SAFETY: repr(C), header first; trace shows the words.
unsafe impl Object for Alias {
    const KIND: Kind = Kind::Alias;
    fn trace(&self, marker: &mut Marker) {
        marker.mark(self.origin);
        marker.mark(self.args);
        marker.mark(self.params);
    }
}

impl Alias {
    /// `__origin__`; None for a union.
    pub fn origin(&self) -> Local<'_> {
        Local::new(self.origin)
    }

    /// `__args__`.
    pub fn args(&self) -> &Tuple {
        match Local::new(self.args).as_tuple() {
            Some(args) => args,
            None => unreachable!("the arguments are a tuple"),
        }
    }

    /// `__parameters__`: the type variables among the arguments, a tuple.
    pub fn params(&self) -> Local<'_> {
        Local::new(self.params)
    }

    /// Whether this is a union.
    pub fn is_union(&self) -> bool {
        self.origin.is_none()
    }
}

impl Gil {
    /// `origin[args]`; the others are tuples.
    pub fn generic_alias(&self, origin: Local<'_>, args: &Tuple, params: Local<'_>) -> Local<'_> {
        let alias = Alias {
            header: Header::blank(Kind::Alias),
            origin: origin.word(),
            args: args.header().word(),
            params: params.word(),
        };
        self.alloc(alias, Type::GenericAlias.shape()).local()
    }

    /// `a | b` of types; `args` is a tuple of them.
    pub fn union_type(&self, args: &Tuple, params: Local<'_>) -> Local<'_> {
        let alias = Alias {
            header: Header::blank(Kind::Alias),
            origin: Word::NONE,
            args: args.header().word(),
            params: params.word(),
        };
        self.alloc(alias, Type::UnionType.shape()).local()
    }
}
