//! [`Limits`]: what programs may use up.

/// What the programs of an engine may use up.
///
/// ```
/// use ungil::{Engine, Limits};
///
/// let engine = Engine::builder().limits(Limits::new().heap(64 << 20)).build()?;
/// engine.run("
/// try:
///     hoard = []
///     while True:
///         hoard.append('x' * 1000)
/// except MemoryError:
///     hoard = None
/// ")?;
/// # Ok::<(), ungil::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[must_use]
pub struct Limits {
    pub(crate) heap: Option<usize>,
}

impl Limits {
    /// The default limits: a heap of three quarters of the machine's memory, or of what the process may use of it.
    pub fn new() -> Limits {
        Limits::default()
    }

    /// Bytes that objects, and arrays that native code makes, may take up together (at least 8 MiB). A program that wants
    /// more gets MemoryError.
    pub fn heap(mut self, bytes: usize) -> Limits {
        self.heap = Some(bytes);
        self
    }
}
