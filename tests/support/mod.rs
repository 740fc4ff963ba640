//! What the test crates share: finding programs, reading their expectations, running them with a time limit.
#![allow(dead_code)] // each test crate uses its own part

pub mod expect;
pub mod process;

use std::path::{Path, PathBuf};

/// The repository's root.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The command that runs a program: `$UNGIL_BIN` (split at blanks; any interpreter can stand in) or `ungil run`.
pub fn run_command() -> Vec<String> {
    match std::env::var("UNGIL_BIN") {
        Ok(command) => command.split_whitespace().map(String::from).collect(),
        Err(_) => vec![env!("CARGO_BIN_EXE_ungil").into(), "run".into()],
    }
}

/// Whether another interpreter stands in for `ungil` (then its own flags and `check` do not exist).
pub fn stand_in() -> bool {
    std::env::var_os("UNGIL_BIN").is_some()
}

/// CPython 3.11, if this machine has it.
pub fn cpython() -> Option<String> {
    ["/usr/bin/python3.11", "python3.11"].into_iter().map(String::from).find(|name| {
        process::Command::new(vec![
            name.clone(),
            "-c".into(),
            "import sys; print(sys.version_info[:2])".into(),
        ])
        .run()
        .is_ok_and(|done| done.stdout.trim() == "(3, 11)")
    })
}

/// The programs below a folder: each `.py` file, but of a folder with a `main.py` only that one.
/// `$UNGIL_FILTER` keeps only paths that contain it.
pub fn programs(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&root().join(folder), &mut found);
    found.sort();
    if let Ok(filter) = std::env::var("UNGIL_FILTER") {
        found.retain(|path| path.to_string_lossy().contains(&filter));
    }
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let main = folder.join("main.py");
    if main.exists() {
        found.push(main);
        return;
    }
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|e| e == "py") {
            found.push(path);
        }
    }
}

/// A path as the reports show it.
pub fn short(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// The programs of `tests/not_yet.txt`: known not to pass yet, each line a path or the start of paths.
pub fn not_yet() -> Vec<String> {
    let text = std::fs::read_to_string(root().join("tests/not_yet.txt")).unwrap_or_default();
    text.lines()
        .map(|l| l.split('#').next().unwrap_or("").trim())
        .filter(|l| !l.is_empty())
        .map(String::from)
        .collect()
}
