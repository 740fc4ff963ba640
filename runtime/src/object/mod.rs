//! The data of each kind of object. No user code can run here or below, so nothing here re-enters the interpreter
//! and the lock cannot change hands.
//!
//! A *kind* is a Rust type in a cell; a *type* is a class that guest code sees. Several types may share a kind
//! (`list_iterator` and `zip` are both `Iter`), and a guest class that inherits from `list` has cells of kind
//! `List` with a shape of its own.

mod alias;
mod array;
mod awaiter;
mod bytes;
mod callable;
mod class;
mod code;
mod complex;
mod dict;
mod elements;
mod exception;
mod float;
mod frame;
mod generator;
mod host;
mod instance;
mod int;
mod intern;
mod iter;
mod kind;
mod list;
mod module;
mod names;
mod range;
mod set;
mod shape;
mod str;
mod tuple;
mod types;

pub use alias::Alias;
pub use array::{Array, Storage};
pub use awaiter::{Awaiter, AwaiterKind, AwaiterState};
pub use bytes::{Buf, ByteArray, Bytes};
pub use callable::{
    BoundMethod, Builtin, BuiltinFlavor, BuiltinFn, CellVar, Def, Function, NativeFunction, Param,
    ParamDefault, ParamKind, Property, Signature, Super, Wrapper,
};
pub(crate) use class::LOOKUPS;
pub use class::{Class, ClassFlags, Lookup};
pub use code::{CodeObj, InlineCache, SharedCache};
pub use complex::Complex;
pub use dict::{Dict, DictView, Probe, ViewKind};
pub use exception::{Exception, Traceback};
pub use float::Float;
pub use frame::{Frame, FrameMode, Standing};
pub(crate) use generator::copy_words;
pub use generator::{Coroutine, GenState, Generator};
pub use host::{Host, HostData, WeakRef};
pub use instance::Instance;
pub(crate) use instance::far_slot;
pub use int::Int;
pub use intern::Interner;
pub use iter::{Iter, IterKind};
pub use kind::{Kind, finalize, trace};
pub use list::List;
pub use module::Module;
pub use names::Name;
pub(crate) use range::range_len;
pub use range::{Range, Slice};
pub use set::Set;
pub(crate) use shape::shape_of;
pub use shape::{Shape, Shapes, Slot};
pub use str::Str;
pub(crate) use str::{char_width, count_chars, decode, encode, lossy, points};
pub use tuple::Tuple;
pub use types::{Type, TypeRow};
