//! [`Interrupt`]: stopping a program from outside.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ungil_runtime::runtime::Runtime;

/// Stops what runs in an engine: bytecode at its next poll, native code at its next poll. No `except` and no
/// `finally` of the program sees it; the call that entered the engine answers [`crate::Error::Interrupted`].
///
/// ```
/// use std::time::Duration;
/// use ungil::{Engine, Error};
///
/// let engine = Engine::new();
/// let interrupt = engine.interrupt();
/// let watchdog = std::thread::spawn(move || {
///     std::thread::sleep(Duration::from_millis(50));
///     interrupt.raise();
/// });
/// assert!(matches!(engine.run("while True: pass"), Err(Error::Interrupted)));
/// watchdog.join().unwrap();
/// # engine.interrupt().clear();
/// engine.run("x = 1")?;
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone)]
pub struct Interrupt {
    runtime: Runtime,
    stopped: Arc<AtomicBool>,
}

impl Interrupt {
    pub(crate) fn new(runtime: Runtime, stopped: Arc<AtomicBool>) -> Interrupt {
        Interrupt { runtime, stopped }
    }

    /// Asks for the stop. It holds until [`Interrupt::clear`].
    pub fn raise(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        self.runtime.stop(true);
    }

    /// Lets the engine run again.
    pub fn clear(&self) {
        self.stopped.store(false, Ordering::SeqCst);
        self.runtime.stop(false);
    }
}

impl std::fmt::Debug for Interrupt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Interrupt")
    }
}
