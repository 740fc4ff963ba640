//! Bytecode: what the emitter writes and the interpreter runs.
//!
//! A [`Code`] is immutable and shared; the runtime copies its instructions, which it quickens in place, and gives
//! it caches for each engine.

mod code;
pub mod disasm;
pub mod liveness;
pub mod ops;
pub mod verify;

pub use code::{
    Capture, Code, CodeFlags, Const, GilBlock, Handler, Inlined, Instr, Params, Position, RegionSite,
};
pub use ops::{BinOp, Field, NO_CACHE, Op, Operand, Role};
