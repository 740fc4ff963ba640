//! A map of native functions for `perf`: lines "address size name" in `/tmp/perf-PID.map`, where `perf report` looks.
//!
//! Written if the environment variable `UNGIL_PERF_MAP` is set (and not empty or 0). Code that is freed stays listed; the
//! address may be used again, and `perf` then takes one of the names.

use std::io::Write;
use std::sync::{Mutex, OnceLock, PoisonError};

static MAP: OnceLock<Option<Mutex<std::fs::File>>> = OnceLock::new();

fn open() -> Option<Mutex<std::fs::File>> {
    let wanted = std::env::var_os("UNGIL_PERF_MAP").is_some_and(|v| !v.is_empty() && v != "0");
    if !wanted {
        return None;
    }
    let path = std::env::temp_dir().join(format!("perf-{}.map", std::process::id()));
    std::fs::OpenOptions::new().create(true).append(true).open(path).ok().map(Mutex::new)
}

/// Whether anybody wants the map.
pub(super) fn wanted() -> bool {
    MAP.get_or_init(open).is_some()
}

/// Note functions: address, size, name.
pub(super) fn note(functions: impl Iterator<Item = (usize, usize, String)>) {
    let Some(Some(file)) = MAP.get() else { return };
    let mut text = String::new();
    for (address, size, name) in functions {
        text += &format!("{address:x} {size:x} {}\n", name.replace(['\n', '\r'], " "));
    }
    // A map that cannot be written is none.
    let _ = file.lock().unwrap_or_else(PoisonError::into_inner).write_all(text.as_bytes());
}
