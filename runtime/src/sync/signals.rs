//! Ctrl-C: a signal handler that sets words, and nothing else.
//!
//! The process has one main engine. SIGINT asks its main thread for a KeyboardInterrupt: the breaker is seen at the
//! next poll of bytecode, the stop word at the next poll of native code, and a blocking system call of the
//! main thread ends with EINTR, since the handler is installed without SA_RESTART.

use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::Ordering;

use crate::heap::Engine;
use crate::jit::StopWord;
use crate::sync::safepoint;

/// What the handler needs. It lives as long as the process.
struct Target {
    engine: Arc<Engine>,
    stop: Arc<StopWord>,
}

static TARGET: OnceLock<Target> = OnceLock::new();

/// Sends SIGINT to this engine's main thread from now on; `stop` is the stop word of its regions. Only the first call of a
/// process has an effect.
pub fn install(engine: Arc<Engine>, stop: Arc<StopWord>) {
    if TARGET.set(Target { engine, stop }).is_err() {
        return;
    }
    // SAFETY: the action is fully initialised; the handler only stores to atomics that live for ever.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = on_interrupt as *const () as usize;
        libc::sigemptyset(&raw mut action.sa_mask);
        libc::sigaction(libc::SIGINT, &raw const action, std::ptr::null_mut());
    }
}

extern "C" fn on_interrupt(_signal: libc::c_int) {
    if let Some(target) = TARGET.get() {
        target.engine.interrupted.store(true, Ordering::SeqCst);
        target.engine.breaker.set(safepoint::SIGNAL);
        target.stop.raise(StopWord::INTERRUPT);
    }
}
