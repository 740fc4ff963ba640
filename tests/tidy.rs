//! The rules of the house, checked on the sources themselves. CONTRIBUTING.md lists them for people.

use std::fs;
use std::path::{Path, PathBuf};

/// Files that may be longer than the limit: each is one table, one grammar or one loop.
const LONG: &[&str] = &[
    "compiler/src/bytecode/ops.rs",
    "compiler/src/check/expr.rs",
    "compiler/src/check/races.rs",
    "compiler/src/check/stmt.rs",
    "compiler/src/tir/eval.rs",
    "grammar/src/grammar.lalrpop",
    "runtime/src/vm/interp.rs",
];
const LIMIT: usize = 1000;

/// The only places in which `unsafe` may stand.
const UNSAFE: &[&str] = &[
    "runtime/src/sync/",
    "runtime/src/word.rs",
    "runtime/src/heap/",
    "runtime/src/object/",
    "runtime/src/jit/",
    "runtime/src/vm/",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files of the repository with one of the endings, as (path from the root, text).
fn files(endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in ["src", "grammar", "compiler", "runtime", "tests", "examples", "benches", "docs", "."] {
        collect(&root().join(folder), folder != ".", endings, &mut found);
    }
    assert!(found.len() > 3, "no files found");
    found
}

fn collect(folder: &Path, deep: bool, endings: &[&str], found: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if deep && name != "target" && !name.starts_with('.') {
                collect(&path, deep, endings, found);
            }
        } else if endings.iter().any(|e| name.ends_with(e))
            && let Ok(text) = fs::read_to_string(&path)
        {
            let relative = path.strip_prefix(root()).unwrap_or(&path).display().to_string();
            found.push((relative.trim_start_matches("./").into(), text));
        }
    }
}

fn report(problems: Vec<String>) {
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn every_rust_file_opens_with_its_idea() {
    let lacks = |text: &str| !text.lines().next().is_some_and(|l| l.starts_with("//!"));
    report(
        files(&[".rs"])
            .into_iter()
            .filter(|(p, t)| !p.contains("/compile_fail/") && !p.contains("/misuse/") && lacks(t))
            .map(|(p, _)| format!("{p}: no //! at the top"))
            .collect(),
    );
}

#[test]
fn files_are_short() {
    let long = |(path, text): (String, String)| {
        let lines = text.lines().count();
        (lines > LIMIT && !LONG.contains(&path.as_str()))
            .then(|| format!("{path}: {lines} lines, the limit is {LIMIT}"))
    };
    report(files(&[".rs", ".lalrpop"]).into_iter().filter_map(long).collect());
}

#[test]
fn nothing_is_left_open() {
    // Written in two parts so that this file does not match itself.
    let words = [
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
        concat!("#[", "ignore"),
        concat!("dbg", "!("),
    ];
    let mut problems = Vec::new();
    for (path, text) in files(&[".rs"]) {
        for (n, line) in text.lines().enumerate() {
            // Timings and long runs of the native tier are tests that are run by hand.
            let by_hand = path.starts_with("runtime/src/jit/tests/") && line.contains("ignore = ");
            if !by_hand && words.iter().any(|w| line.contains(w)) {
                problems.push(format!("{path}:{}: {}", n + 1, line.trim()));
            }
        }
    }
    report(problems);
}

#[test]
fn unsafe_stays_in_its_folders() {
    let mut problems = Vec::new();
    for (path, text) in files(&[".rs"]) {
        if UNSAFE.iter().any(|place| path.starts_with(place)) || path == "tests/tidy.rs" {
            continue;
        }
        for (n, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            if ["unsafe {", "unsafe fn", "unsafe impl", "unsafe extern"].iter().any(|w| code.contains(w)) {
                problems.push(format!("{path}:{}: {}", n + 1, line.trim()));
            }
        }
    }
    report(problems);
}

#[test]
fn the_safe_crates_forbid_unsafe() {
    for path in ["src/lib.rs", "src/main.rs", "grammar/src/lib.rs", "compiler/src/lib.rs"] {
        let text = fs::read_to_string(root().join(path)).unwrap();
        assert!(text.contains("#![forbid(unsafe_code)]"), "{path} does not forbid unsafe code");
    }
}

/// The repository is about the language, not about how or where it was written.
#[test]
fn the_repository_names_no_workplace() {
    let words = [
        concat!("/work/", "shared"),
        concat!("/tmp/", "land"),
        concat!("/tmp/", "wt"),
        concat!("HELP", "ERS.md"),
    ];
    let mut problems = Vec::new();
    for (path, text) in files(&[".rs", ".md", ".py", ".toml", ".txt", ".lalrpop", "run"]) {
        for (n, line) in text.lines().enumerate() {
            // Timings and long runs of the native tier are tests that are run by hand.
            let by_hand = path.starts_with("runtime/src/jit/tests/") && line.contains("ignore = ");
            if !by_hand && words.iter().any(|w| line.contains(w)) {
                problems.push(format!("{path}:{}: {}", n + 1, line.trim()));
            }
        }
    }
    report(problems);
}

#[test]
fn links_in_documents_lead_somewhere() {
    let mut problems = Vec::new();
    for (path, text) in files(&[".md"]) {
        let folder = root().join(&path).parent().map(Path::to_path_buf).unwrap_or_default();
        for part in text.split("](").skip(1) {
            let target = part.split([')', '#']).next().unwrap_or("");
            if !target.is_empty() && !target.contains("://") && !folder.join(target).exists() {
                problems.push(format!("{path}: no {target}"));
            }
        }
    }
    report(problems);
}
