//! The interpreter: user code starts here.
//!
//! Everything that may run guest code takes `&mut Gil`, operands in registers, and writes its result to a register.
//!
//! - `interp`: the loop; `ops/`: the slow paths of operators; `unwind`: exceptions and tracebacks.
//! - `call`, `bind`: calling anything; `class`: making classes and instances; `attr`: attribute lookup.
//! - `iter`, `compare`, `convert`, `subscript`, `container`: protocols.
//! - `poll`: interrupts, the switch of threads; `heavy`: computations too long to keep the lock.
//! - `boot`: makes the types of a new engine; `types_*`: methods of the types that belong to the VM itself.

pub mod attr;
pub mod bind;
pub mod boot;
pub mod cache;
pub mod call;
pub mod class;
pub mod compare;
pub mod container;
pub mod convert;
pub mod error;
pub(crate) mod frames;
pub(crate) mod heavy;
pub mod import;
pub mod interp;
pub mod iter;
pub mod ops;
pub mod outside;
pub mod poll;
pub mod region;
pub mod slots;
pub mod subscript;
mod suggest;
pub mod traceback;
pub mod types_async;
pub mod types_exc;
pub mod types_func;
pub mod types_gen;
pub mod types_object;
pub mod unwind;

pub use boot::ModuleDef;
pub use compare::CompareOp;
