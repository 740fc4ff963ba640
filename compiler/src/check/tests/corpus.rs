//! The programs of the tree: accepted ones are accepted, refused ones are refused where their comments say.

use std::path::{Path, PathBuf};

use ungil_grammar::render::{Format, render};
use ungil_grammar::{Diagnostic, Source};

use crate::check::{NoConstants, check_module, instantiate, open_params};
use crate::hir::{Module, RegionKind};
use crate::tir::verify::verify;

fn programs(root: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "py") {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

fn resolve(path: &Path) -> Option<(Source, Module)> {
    let text = std::fs::read(path).ok()?;
    let source = Source::from_bytes(path.display().to_string(), &text);
    let parsed = ungil_grammar::parse(&source);
    if parsed.has_errors() {
        return None;
    }
    let (module, diagnostics) = crate::resolve(&parsed.module);
    (!diagnostics.iter().any(Diagnostic::is_error)).then_some((source, module))
}

/// Every function that can be instantiated is, and its TIR is well formed.
fn instances(source: &Source, module: &Module) -> Vec<String> {
    let mut wrong = Vec::new();
    for region in &module.regions {
        // What is generic, and what uses other modules, has no types without a caller and a program.
        if let RegionKind::Function(_) = region.kind
            && open_params(module, region.id).is_empty()
        {
            match instantiate(module, source, region.id, &[], &NoConstants) {
                Ok(made) => {
                    if let Err(why) = verify(&made.group) {
                        wrong.push(format!("{}: not well formed: {why}", source.name()));
                    }
                }
                Err(found) => {
                    // Constants and imports of the module have no value here.
                    let absent = ["is not a number", "has no value"];
                    if !found.iter().all(|d| absent.iter().any(|text| d.message.contains(text))) {
                        wrong.push(render(source, &found, Format::Human));
                    }
                }
            }
        }
    }
    wrong
}

#[test]
fn accepted_programs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths = programs(&root.join("tests/nogil"));
    paths.extend(programs(&root.join("examples")));
    if let Some(kernels) = std::env::var_os("UNGIL_KERNELS") {
        paths.extend(programs(Path::new(&kernels)));
    }
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in paths {
        if path.components().any(|c| c.as_os_str() == "refusals") {
            continue;
        }
        let Some((source, module)) = resolve(&path) else { continue };
        count += 1;
        let found = check_module(&module, &source);
        if found.iter().any(Diagnostic::is_error) {
            wrong.push(render(&source, &found, Format::Human));
        } else {
            wrong.extend(instances(&source, &module));
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 20);
}

/// `# refuse: UG301` at the end of a line says what the checker says about that line.
#[test]
fn refused_programs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/nogil/refusals");
    let mut wrong = Vec::new();
    for path in programs(&root) {
        let Some((source, module)) = resolve(&path) else { continue };
        let mut want: Vec<(u32, String)> = Vec::new();
        for (i, line) in source.text().lines().enumerate() {
            if let Some((_, rest)) = line.split_once("# refuse:") {
                for code in rest.split([' ', ',']).filter(|c| c.starts_with("UG")) {
                    want.push((i as u32 + 1, code.to_string()));
                }
            }
        }
        let found = check_module(&module, &source);
        let mut got: Vec<(u32, String)> =
            found.iter().map(|d| (source.line(d.primary.span.start), d.code.to_string())).collect();
        got.sort();
        want.sort();
        if got != want {
            let text = render(&source, &found, Format::Human);
            wrong.push(format!("{}\n  got  {got:?}\n  want {want:?}\n{text}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
