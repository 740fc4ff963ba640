//! The record of a running call. Its registers are in the thread's array.

use crate::heap::Marker;
use crate::object::CodeObj;
use crate::word::Word;

/// What happens when a frame returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum FrameMode {
    /// The value goes to register `out`. `extra` is the namespace of a class body or of `exec`, or unset.
    Call,
    /// A constructor: the result is the instance in `extra`; a value other than None is a TypeError.
    Init,
    /// A resumed generator, in `extra`: the value ends it.
    Generator,
}

/// A running call.
#[repr(C)]
pub struct Frame {
    /// The code; kept alive by `function`.
    pub code: *const CodeObj,
    /// The function; module and class bodies have one too.
    pub function: Word,
    /// See `FrameMode`.
    pub extra: Word,
    /// The instruction behind the one that called.
    pub pc: u32,
    /// The first register.
    pub base: u32,
    /// The register (in the thread's array) that gets the result.
    pub out: u32,
    /// What happens at the return.
    pub mode: FrameMode,
    /// At the return the interpreter goes back to Rust.
    pub entry: bool,
}

const _: () = assert!(size_of::<Frame>() == 40);

impl Frame {
    pub(crate) fn trace(&self, marker: &mut Marker) {
        marker.mark(self.function);
        marker.mark(self.extra);
    }
}
