//! The collected heap and the token that guards it.
//!
//! **Invariant.** A cell is freed only by a collection, and a collection takes `&mut Gil`. So a `Local<'g>` or a
//! `&'g T` that borrows from `&'g Gil` always points at a live cell. What must live across a call that takes
//! `&mut Gil` is put into a register (`Reg`), which is a root.
//!
//! - `cell`: the header of every object and the trait that ties a Rust type to its kind.
//! - `budget`: how much memory an engine may use.
//! - `space`: size-class blocks, allocation, lazy sweeping.
//! - `collect`: marking from the roots.
//! - `finalize`: weak references and what runs when an object dies.
//! - `thread`: what the runtime knows of a thread: its registers, frames and exception.
//! - `engine`: what the lock protects.
//! - `token`: `Gil`, `Local`, `Reg`, `Args`, `Scope`.
//! - `handle`: roots of the embedder.

mod budget;
mod cell;
mod collect;
mod engine;
mod finalize;
mod handle;
mod space;
mod thread;
mod token;

pub use budget::Budget;
pub use cell::{Header, Object, slot_set};
pub use collect::Marker;
pub use engine::{Config, Engine, Output, Tier};
pub(crate) use finalize::{Dying, Pending};
pub use handle::Handle;
pub use space::{MAX_CELL, Space};
pub use thread::{STACK_REGS, Thread};
pub use token::{Args, Gil, Local, Raised, Reg, Res, Scope};
