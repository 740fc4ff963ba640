//! The native functions of the programs in this tree, from source text: all compile, and on small inputs they do what
//! the evaluator does.

use super::*;
use std::path::{Path, PathBuf};
use std::time::Duration;
use ungil_compiler::check::{NoConstants, instantiate};
use ungil_compiler::hir::RegionKind;
use ungil_grammar::{Diagnostic, Source};

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

/// The groups of all function regions of a file that have no diagnostics.
fn groups(path: &Path) -> Vec<Group> {
    let text = std::fs::read(path).unwrap_or_default();
    let source = Source::from_bytes(path.display().to_string(), &text);
    let parsed = ungil_grammar::parse(&source);
    if parsed.has_errors() {
        return Vec::new();
    }
    let (module, diagnostics) = ungil_compiler::resolve(&parsed.module);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Vec::new();
    }
    let functions = module.regions.iter().filter(|r| matches!(r.kind, RegionKind::Function(_)));
    functions
        .filter_map(|region| instantiate(&module, &source, region.id, &[], &NoConstants).ok())
        // `with gil:` has no host here.
        .filter(|instance| !instance.takes_lock)
        .map(|instance| instance.group)
        .collect()
}

/// Small arguments of the function's types.
fn small_inputs(function: &Function, n: i64) -> Vec<Input> {
    function
        .params
        .iter()
        .enumerate()
        .map(|(k, &param)| match function.ty(param) {
            Type::Scalar(s) if s.is_float() => {
                let value = n as f64 + 0.5;
                Input::Bits(if s == F64 { value.to_bits() } else { (value as f32).to_bits() as u64 })
            }
            Type::Scalar(Scalar::Bool) => Input::Bits((n & 1) as u64),
            Type::Scalar(_) => Input::Bits(n as u64),
            Type::View(v) => {
                let side = n + 3;
                let shape = vec![side; v.rank as usize];
                let count = side.pow(v.rank as u32);
                let strides = (0..v.rank as u32).rev().map(|axis| side.pow(axis)).collect();
                let bits = (0..count)
                    .map(|i| {
                        let x = (i * 7 + k as i64) % 11;
                        match v.elem {
                            Scalar::F64 => (x as f64 / 3.0).to_bits(),
                            Scalar::F32 => (x as f32 / 3.0).to_bits() as u64,
                            Scalar::Bool => (x & 1) as u64,
                            _ => x as u64,
                        }
                    })
                    .collect();
                Input::Array(v.elem, bits, shape, strides, 0)
            }
        })
        .collect()
}

#[test]
fn functions_of_the_tree() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths = programs(&root.join("tests/nogil"));
    paths.extend(programs(&root.join("examples")));
    paths.extend(programs(&root.join("benches/kern/ungil")));
    let mut times = Vec::new();
    for path in paths {
        for group in groups(&path) {
            let name = group.functions[0].name.clone();
            let code = NativeCode::compile(group, Vec::new())
                .unwrap_or_else(|e| panic!("{} in {}: {e}", name, path.display()));
            times.push(code.compile_time());
            for n in [0, 1, 5] {
                run_both(&code, n, &path);
            }
        }
    }
    times.sort();
    assert!(times.len() > 60, "only {} functions", times.len());
    println!(
        "{} functions, median {:?}, slowest {:?}",
        times.len(),
        times[times.len() / 2],
        times[times.len() - 1]
    );
    assert!(times[times.len() / 2] < Duration::from_millis(200));
}

fn run_both(code: &Arc<NativeCode>, n: i64, path: &Path) {
    let function = &code.group().functions[0];
    let inputs = small_inputs(function, n);
    // A program may loop for ever on such inputs: both tiers are stopped, and only finished runs are compared.
    let stops = |tier| {
        let seen = observe_for(code, 0, tier, &inputs, Some(Duration::from_secs(3)));
        let stopped = matches!(seen.result, Err((ExcKind::Stopped, ..)));
        // How deep recursion goes is the tier's affair.
        let deep = matches!(seen.result, Err((ExcKind::RecursionError, ..)));
        (!stopped && !deep).then_some(seen)
    };
    if let (Some(want), Some(have)) = (stops(Tier::Interp), stops(Tier::Native)) {
        let (want, have) = (blurred(want), blurred(have));
        assert!(want == have, "{} {n}\nevaluator {want:?}\nnative    {have:?}", path.display());
    }
}
