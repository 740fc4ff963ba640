//! The same from source text: every native function of the programs in `tests/nogil` and `examples`, checked and lowered by the
//! compiler, on small inputs of every shape.

use super::*;
use std::path::{Path, PathBuf};
use ungil_compiler::check::{NoConstants, instantiate};
use ungil_compiler::hir::RegionKind;
use ungil_compiler::tir::{Access, Bounds, ExprKind, Stmt, walk};

fn programs(root: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(root).into_iter().flatten().flatten().map(|e| e.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            programs(&path, out);
        } else if path.extension().is_some_and(|e| e == "py") {
            out.push(path);
        }
    }
}

/// Small numbers of a type; which ones depends on the round.
fn number(ty: Scalar, round: usize, k: usize) -> u64 {
    const INTS: [i64; 7] = [3, 0, 1, 7, 2, 12, 5];
    const FLOATS: [f64; 7] = [1.5, 0.0, 2.0, 0.25, 1.0, 3.75, 0.5];
    let at = round * 3 + k * 5 + k / 7;
    match ty {
        Scalar::F64 => FLOATS[at % 7].to_bits(),
        Scalar::F32 => (FLOATS[at % 7] as f32).to_bits() as u64,
        Scalar::Bool => (at % 2) as u64,
        _ => INTS[at % 7] as u64,
    }
}

/// Whether a function of the group indexes a view without a check.
fn unchecked(group: &Group) -> bool {
    let free = |access: &Access| access.index.iter().any(|i| i.bounds == Bounds::Unchecked);
    let (mut stores, mut loads) = (false, false);
    for function in &group.functions {
        walk::both(
            &function.body,
            &mut |s| stores |= matches!(s, Stmt::Store(access, ..) if free(access)),
            &mut |e| loads |= matches!(&e.kind, ExprKind::Load(access) if free(access)),
        );
    }
    stores || loads
}

/// Whether a function of the group reads or changes an `Atomic`.
fn waits(group: &Group) -> bool {
    let mut found = false;
    for function in &group.functions {
        walk::exprs(&function.body, &mut |e| found |= matches!(e.kind, ExprKind::Atomic(_)));
    }
    found
}

fn inputs(function: &Function, round: usize) -> Vec<Input> {
    let mut out = Vec::new();
    // A `while` loop may never end on a zero.
    let mut has_while = false;
    walk::stmts(&function.body, &mut |s| {
        has_while |= matches!(s, Stmt::While(_));
    });
    let number = |ty, round, k| match number(ty, round, k) {
        0 if has_while && ty != Scalar::Bool => number(ty, 0, 0),
        other => other,
    };
    for (k, &param) in function.params.iter().enumerate() {
        out.push(match function.ty(param) {
            Type::Scalar(s) => Input::Bits(number(s, round, k)),
            Type::View(v) => {
                // Extents, and now and then strides.
                let extent = [4, 3, 0, 9, 20][(round + k / 3) % 5];
                let shape: Vec<i64> =
                    (0..v.rank as i64).map(|axis| extent + axis * i64::from(round % 2 == 1)).collect();
                let apart = if v.contiguous || round % 3 != 2 { 1 } else { 2 };
                let mut strides = vec![0; v.rank as usize];
                let mut step = apart;
                for axis in (0..v.rank as usize).rev() {
                    strides[axis] = step;
                    step *= shape[axis];
                }
                let count = (step as usize).max(1) + 1;
                let values = (0..count).map(|i| number(v.elem, round, i * 3 + k)).collect();
                Input::Array(v.elem, values, shape, strides, 0)
            }
        });
    }
    out
}

#[test]
fn functions_from_source_equal_the_evaluator() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths = Vec::new();
    programs(&root.join("tests/nogil"), &mut paths);
    programs(&root.join("examples"), &mut paths);
    if let Some(more) = std::env::var_os("UNGIL_KERNELS") {
        programs(Path::new(&more), &mut paths);
    }
    let mut count = 0;
    for path in paths {
        // Recursion without bound, or for very long, on small numbers.
        if path.to_string_lossy().contains("recursion") {
            continue;
        }
        let Ok(text) = std::fs::read(&path) else { continue };
        let source = ungil_grammar::Source::from_bytes(path.display().to_string(), &text);
        let parsed = ungil_grammar::parse(&source);
        if parsed.has_errors() {
            continue;
        }
        let (module, _) = ungil_compiler::resolve(&parsed.module);
        for region in &module.regions {
            let RegionKind::Function(id) = region.kind else { continue };
            let Ok(made) = instantiate(&module, &source, region.id, &[], &NoConstants) else { continue };
            // Without checks an index outside is the program's affair: nothing to compare.
            // What an `Atomic` holds is other threads' affair: such a function may wait for one.
            // `with gil:` has no host here.
            if unchecked(&made.group) || waits(&made.group) || made.takes_lock {
                continue;
            }
            let code = compile(made.group);
            for round in 0..7 {
                let inputs = inputs(&code.group().functions[0], round);
                eprintln!("{} {} {round}", path.display(), module.function(id).name);
                compare(&code, 0, &inputs);
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count} comparisons");
}
