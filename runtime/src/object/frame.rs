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
    /// The statements of a `with gil:`, run by native code: no handler outside of them is theirs. `extra` as for `Call`.
    WithGil,
}

/// Where a frame stands, for whoever asks which of its registers matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Standing {
    /// Inside the instruction in front of `pc`: its operands may be read again, and some of its results be written.
    Inside,
    /// At a poll behind the instruction in front of `pc`, whose handler would get an exception.
    Behind,
    /// At a poll in front of the instruction at `pc`, whose handler would get an exception.
    Before,
    /// The instruction in front of `pc` called the frame above, which owns the window.
    Across,
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
    /// Where it stands, unless the frame above was pushed by an instruction of this one.
    pub standing: Standing,
}

const _: () = assert!(size_of::<Frame>() == 40);

impl Frame {
    pub(crate) fn trace(&self, marker: &mut Marker) {
        marker.mark(self.function);
        marker.mark(self.extra);
    }
}
