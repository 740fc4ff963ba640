//! The record of a running call. Its registers are in the thread's array.

use crate::heap::Marker;
use crate::object::{CodeObj, Dict};
use crate::word::Word;

/// What happens when a frame returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum FrameMode {
    /// The value goes to register `out` and the caller goes on.
    Call,
    /// A constructor: `out` holds the new instance already; a value other than None is a TypeError.
    Init,
    /// The value goes to register `out` and the interpreter returns to Rust.
    Entry,
    /// A resumed generator: the value ends it; then as `Call` (or as `Entry` if `entry` is set).
    Generator,
}

/// A running call.
#[repr(C)]
pub struct Frame {
    /// The code; kept alive by `function` or by `code_word`.
    pub code: *const CodeObj,
    /// The next instruction, as an index; for a frame that called, the one behind the call.
    pub pc: u32,
    /// The first register.
    pub base: u32,
    /// The register (in the thread's array) that gets the result.
    pub out: u32,
    /// What happens at the return.
    pub mode: FrameMode,
    /// A generator's frame that was resumed from Rust.
    pub entry: bool,
    /// The function, or UNSET for module code.
    pub function: Word,
    /// The code object.
    pub code_word: Word,
    /// The closure's tuple of cells, or None.
    pub closure: Word,
    /// The globals.
    pub globals: *const Dict,
    /// The globals dict as a word.
    pub globals_word: Word,
    /// The namespace of a class body or of `exec`, else UNSET.
    pub namespace: Word,
    /// The generator whose frame this is, else UNSET.
    pub generator: Word,
    /// What was being handled when a generator was resumed.
    pub handled: Word,
}

impl Frame {
    pub(crate) fn trace(&self, marker: &mut Marker) {
        for word in [
            self.function,
            self.code_word,
            self.closure,
            self.globals_word,
            self.namespace,
            self.generator,
            self.handled,
        ] {
            marker.mark(word);
        }
    }
}
