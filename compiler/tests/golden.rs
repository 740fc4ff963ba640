//! Golden dumps: each `golden/NAME.py` with the bytecode (`NAME.bytecode`) and, where it stands, the resolved tree (`NAME.hir`) that it
//! becomes. `UNGIL_UPDATE=1 cargo test -p ungil-compiler --test golden` writes them anew; read the difference before you commit it.

use std::path::Path;

use ungil_compiler::{bytecode, hir};
use ungil_grammar::Source;

fn check(path: &Path, extension: &str, text: &str, failures: &mut Vec<String>) {
    let golden = path.with_extension(extension);
    if std::env::var_os("UNGIL_UPDATE").is_some() {
        std::fs::write(&golden, text).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&golden).unwrap_or_default();
    if expected != text {
        failures.push(format!("{} differs:\n{text}", golden.display()));
    }
}

#[test]
fn dumps_are_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut failures = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut count = 0;
    for path in files.iter().filter(|p| p.extension().is_some_and(|e| e == "py")) {
        let name = path.file_name().unwrap().to_string_lossy();
        let source = Source::new(&*name, std::fs::read_to_string(path).unwrap());
        let options = ungil_compiler::Options { check_regions: false, ..Default::default() };
        let program =
            ungil_compiler::compile_with(&source, options).unwrap_or_else(|d| panic!("{name}: {d:?}"));
        bytecode::verify::verify(&program.code).unwrap_or_else(|e| panic!("{name}: {e}"));
        check(path, "bytecode", &bytecode::disasm::disassemble(&program.code), &mut failures);
        if name.starts_with("scope") || name.starts_with("region") {
            check(path, "hir", &hir::print::print(&program.module), &mut failures);
        }
        count += 1;
    }
    assert!(count > 10, "the golden files are there");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
