//! The table of kinds: which Rust type lives in a cell of each kind.

use super::*;
use crate::heap::{Header, Local, Marker, Object};

macro_rules! kinds {
    ($($kind:ident $getter:ident;)*) => {
        /// Which Rust type a cell holds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Kind {
            /// Nothing: the cell is free.
            Free,
            $(#[doc = concat!("A [`", stringify!($kind), "`].")] $kind,)*
        }

        /// Traces the cell.
        ///
        /// # Safety
        /// `cell` is live and initialised.
        #[inline]
        pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
            // SAFETY: a cell of a kind holds a value of the kind's type.
            unsafe {
                match (*cell).kind() {
                    Kind::Free => {}
                    $(Kind::$kind => Object::trace(&*cell.cast::<$kind>(), marker),)*
                }
                if (*cell).flags() & Header::HAS_ATTRS != 0 {
                    instance::trace_attrs(&*cell, marker);
                }
            }
        }

        /// Drops what the cell owns outside of it.
        ///
        /// # Safety
        /// `cell` is initialised, unreachable, and becomes free after this.
        #[inline]
        pub unsafe fn finalize(cell: *mut Header) {
            // SAFETY: as in `trace`; the value is dropped once, since the cell becomes free.
            unsafe {
                if (*cell).flags() & Header::HAS_ATTRS != 0 {
                    instance::drop_attrs(&*cell);
                }
                match (*cell).kind() {
                    Kind::Free => {}
                    $(Kind::$kind => {
                        if std::mem::needs_drop::<$kind>() {
                            std::ptr::drop_in_place(cell.cast::<$kind>());
                        }
                    })*
                }
            }
        }

        impl<'g> Local<'g> {
            $(
                #[doc = concat!("The object as a [`", stringify!($kind), "`], if it is one (of the type itself or a class derived from it).")]
                #[inline(always)]
                pub fn $getter(self) -> Option<&'g $kind> {
                    self.cast::<$kind>()
                }
            )*
        }
    };
}

kinds! {
    Float as_boxed_float;
    Int as_big;
    Complex as_complex;
    Str as_str;
    Buf as_buf;
    Bytes as_bytes;
    ByteArray as_bytearray;
    Tuple as_tuple;
    List as_list;
    Dict as_dict;
    DictView as_dict_view;
    Set as_set;
    Range as_range;
    Slice as_slice;
    Alias as_alias;
    CellVar as_cell_var;
    CodeObj as_code;
    Function as_function;
    Builtin as_builtin;
    BoundMethod as_bound_method;
    NativeFunction as_native_function;
    Class as_class;
    Instance as_instance;
    Exception as_exception;
    Traceback as_traceback;
    Module as_module;
    Generator as_generator;
    Coroutine as_coroutine;
    Awaiter as_awaiter;
    Iter as_iter;
    Property as_property;
    Wrapper as_wrapper;
    Super as_super;
    Array as_array;
    Host as_host;
    WeakRef as_weakref;
}
