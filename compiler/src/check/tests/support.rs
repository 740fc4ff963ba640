//! Source text to messages, or to values by the evaluator.

use std::collections::BTreeMap;

use ungil_grammar::render::{Format, render};
use ungil_grammar::{Diagnostic, Source};

use crate::check::{EntryType, Instance, NoConstants, check_module, instantiate};
use crate::hir::{Module, RegionKind};
use crate::tir::eval::{self, Limits, Memory, Outcome, Raised, Value};
use crate::tir::verify::verify;
use crate::tir::view::RawView;
use crate::tir::{ExcKind, MathFn, Scalar};

/// The names that test programs use.
const IMPORTS: &str = "import math\nfrom ungil import (Array, Array2, Atomic, CView, ConstView, View, View2, View3, arange, array, \
    empty, f32, f64, full, gil, i8, i16, i32, i64, nogil, ones, prange, u8, u16, u32, u64, zeros)\n";

/// A program with its tree.
pub(super) fn resolve(text: &str) -> (Source, Module) {
    let source = Source::new("t.py", format!("{IMPORTS}{text}"));
    let parsed = ungil_grammar::parse(&source);
    assert!(!parsed.has_errors(), "{}", render(&source, &parsed.diagnostics, Format::Human));
    let (module, diagnostics) = crate::resolve(&parsed.module);
    assert!(!diagnostics.iter().any(Diagnostic::is_error), "{diagnostics:?}");
    (source, module)
}

/// What is said about a program, one line each: code, line within `text`, message.
pub(super) fn messages(text: &str) -> Vec<String> {
    let (source, module) = resolve(text);
    let found = check_module(&module, &source);
    found
        .iter()
        .map(|d| format!("{} {}: {}", d.code, source.line(d.primary.span.start) - 2, d.message))
        .collect()
}

/// The messages with source lines and labels.
pub(super) fn rendered(text: &str) -> String {
    let (source, module) = resolve(text);
    render(&source, &check_module(&module, &source), Format::Human)
}

/// Memory for the evaluator: one growing block.
#[derive(Default)]
pub(super) struct TestMemory {
    bytes: Vec<u8>,
}

impl TestMemory {
    /// A new array of f64.
    pub(super) fn floats(&mut self, values: &[f64]) -> Value {
        let base = self.alloc(values.len() as u64 * 8).unwrap();
        for (i, v) in values.iter().enumerate() {
            self.store(base + i as u64 * 8, Scalar::F64, v.to_bits());
        }
        Value::View(RawView::contiguous(base, &[values.len() as i64], 8))
    }

    /// A new array of i64.
    pub(super) fn ints(&mut self, values: &[i64]) -> Value {
        let base = self.alloc(values.len() as u64 * 8).unwrap();
        for (i, v) in values.iter().enumerate() {
            self.store(base + i as u64 * 8, Scalar::I64, *v as u64);
        }
        Value::View(RawView::contiguous(base, &[values.len() as i64], 8))
    }

    /// The elements of a one-dimensional i64 view.
    pub(super) fn read_ints(&mut self, value: Value) -> Vec<i64> {
        let view = value.view();
        (0..view.shape[0]).map(|i| self.load(view.address(&[i]), Scalar::I64) as i64).collect()
    }
}

impl Memory for TestMemory {
    fn load(&mut self, address: u64, ty: Scalar) -> u64 {
        let (at, size) = (address as usize, ty.size() as usize);
        let mut raw = [0u8; 8];
        raw[..size].copy_from_slice(&self.bytes[at..at + size]);
        let bits = u64::from_le_bytes(raw);
        if ty.is_signed() {
            let unused = 64 - 8 * size as u32;
            ((bits << unused) as i64 >> unused) as u64
        } else {
            bits
        }
    }

    fn store(&mut self, address: u64, ty: Scalar, bits: u64) {
        let (at, size) = (address as usize, ty.size() as usize);
        self.bytes[at..at + size].copy_from_slice(&bits.to_le_bytes()[..size]);
    }

    fn alloc(&mut self, bytes: u64) -> Option<u64> {
        if bytes > 1 << 28 {
            return None;
        }
        let at = self.bytes.len().next_multiple_of(16).max(16);
        self.bytes.resize(at + bytes as usize, 0);
        Some(at as u64)
    }

    fn math(&mut self, function: MathFn, x: f64, y: f64) -> f64 {
        match function {
            MathFn::Sqrt => x.sqrt(),
            MathFn::Exp => x.exp(),
            MathFn::Log => x.ln(),
            MathFn::Sin => x.sin(),
            MathFn::Cos => x.cos(),
            MathFn::Floor => x.floor(),
            MathFn::Ceil => x.ceil(),
            MathFn::Trunc => x.trunc(),
            MathFn::RoundEven => x.round_ties_even(),
            MathFn::Fabs => x.abs(),
            MathFn::Pow => x.powf(y),
            MathFn::Hypot => x.hypot(y),
            MathFn::Fmod => x % y,
            _ => 0.0,
        }
    }

    fn call(&mut self, _: u32, _: &[Value]) -> Result<Vec<Value>, Raised> {
        Ok(Vec::new())
    }

    fn poll(&mut self) -> Option<ExcKind> {
        None
    }
}

/// The instance of a region.
pub(super) fn instance(text: &str, region: usize, entry: &[EntryType]) -> Result<Instance, String> {
    let (source, module) = resolve(text);
    let id = module.regions[region].id;
    let made = instantiate(&module, &source, id, entry, &NoConstants)
        .map_err(|found| render(&source, &found, Format::Human))?;
    if let Err(why) = verify(&made.group) {
        panic!("not well formed: {why}\n{}", crate::tir::print::print(&made.group));
    }
    Ok(made)
}

/// Run the last native function of a program.
pub(super) fn run_with(text: &str, memory: &mut TestMemory, args: &[Value]) -> Outcome {
    let (_, module) = resolve(text);
    let last = module.regions.iter().rposition(|r| matches!(r.kind, RegionKind::Function(_))).unwrap();
    let made = instance(text, last, &[]).unwrap_or_else(|found| panic!("{found}"));
    eval::run(&made.group, 0, args, memory, Limits::default())
}

/// Run the last native function with scalars, and show what it gives: numbers, or the exception with its line.
pub(super) fn run(text: &str, args: &[Value]) -> String {
    let mut memory = TestMemory::default();
    show(text, run_with(text, &mut memory, args))
}

/// A result as text.
pub(super) fn show(text: &str, outcome: Outcome) -> String {
    let (_, module) = resolve(text);
    let last = module.regions.iter().rposition(|r| matches!(r.kind, RegionKind::Function(_))).unwrap();
    let made = instance(text, last, &[]).unwrap();
    match outcome.result {
        Ok(values) => {
            let types = made.result.leaves();
            let shown: Vec<String> = values
                .iter()
                .zip(types)
                .map(|(v, ty)| match ty.scalar() {
                    Some(Scalar::F64) => format!("{:?}", f64::from_bits(v.bits())),
                    Some(Scalar::F32) => format!("{:?}", f32::from_bits(v.bits() as u32)),
                    Some(Scalar::Bool) => (v.bits() != 0).to_string(),
                    Some(Scalar::U64) => v.bits().to_string(),
                    Some(_) => (v.bits() as i64).to_string(),
                    None => format!("{:?}", &v.view().shape),
                })
                .collect();
            shown.join(" ")
        }
        Err(raised) => format!("{}: {} (line {})", raised.kind.name(), raised.message, raised.pos.line - 2),
    }
}

/// An int argument.
pub(super) fn int(v: i64) -> Value {
    Value::Scalar(v as u64)
}

/// A float argument.
pub(super) fn float(v: f64) -> Value {
    Value::Scalar(v.to_bits())
}

/// How many messages of each code a program has.
pub(super) fn codes(text: &str) -> BTreeMap<String, usize> {
    let (source, module) = resolve(text);
    let mut out = BTreeMap::new();
    for d in check_module(&module, &source) {
        *out.entry(d.code.to_string()).or_default() += 1;
    }
    out
}

/// The entry types in the order of a block's captured variables; those not named are unbound.
pub(super) fn capture_types(text: &str, types: &[(&str, EntryType)]) -> Vec<EntryType> {
    let (_, module) = resolve(text);
    let find =
        |name: &str| types.iter().find(|(n, _)| *n == name).map_or(EntryType::Unbound, |(_, t)| t.clone());
    module.regions[0].captures.iter().map(|c| find(&c.name)).collect()
}

/// Run the last function on a new array of zeros and these ints.
pub(super) fn run_with_floats(text: &str, len: usize, ints: &[i64]) -> String {
    let mut memory = TestMemory::default();
    let mut args = vec![memory.floats(&vec![0.0; len])];
    args.extend(ints.iter().map(|&v| int(v)));
    show(text, run_with(text, &mut memory, &args))
}
