//! Differential tests: every function here runs natively and in the evaluator on equal inputs, and everything that can be
//! seen afterwards (results, out-slots, elements, exception, place) must be equal bit for bit.

mod kernels;
mod operators;
mod parallel;
mod programs;
mod random;
mod source;
mod statements;
mod stopping;

use super::*;
use ungil_compiler::tir::{
    BinOp, CmpOp, Division, Expr, FnBuilder, Function, Group, LocalId, Overflow, Scalar, ViewType,
};

pub(super) const I64: Scalar = Scalar::I64;
pub(super) const F64: Scalar = Scalar::F64;

/// An input: a scalar, or elements of an array that both engines get a copy of.
#[derive(Clone, Debug)]
pub(super) enum Input {
    Bits(u64),
    /// Element type, elements as bits, extents, strides in elements, index of the first element.
    Array(Scalar, Vec<u64>, Vec<i64>, Vec<i64>, usize),
}

impl Input {
    pub fn i(value: i64) -> Input {
        Input::Bits(value as u64)
    }

    pub fn f(value: f64) -> Input {
        Input::Bits(value.to_bits())
    }

    pub fn ints(values: &[i64]) -> Input {
        let bits = values.iter().map(|&v| v as u64).collect();
        Input::Array(I64, bits, vec![values.len() as i64], vec![1], 0)
    }

    pub fn floats(values: &[f64]) -> Input {
        let bits = values.iter().map(|v| v.to_bits()).collect();
        Input::Array(F64, bits, vec![values.len() as i64], vec![1], 0)
    }

    pub fn matrix(values: &[f64], rows: i64, cols: i64) -> Input {
        let bits = values.iter().map(|v| v.to_bits()).collect();
        Input::Array(F64, bits, vec![rows, cols], vec![cols, 1], 0)
    }
}

/// What can be seen afterwards.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Seen {
    pub result: Result<Vec<u64>, (ExcKind, String, Pos)>,
    pub outs: Vec<Option<u64>>,
    pub memory: Vec<Vec<u64>>,
    pub arrays: Vec<Vec<u64>>,
}

/// Run in one tier on copies of the inputs.
pub(super) fn observe(code: &NativeCode, function: usize, tier: Tier, inputs: &[Input]) -> Seen {
    observe_for(code, function, tier, inputs, None)
}

/// The same, stopped after a time.
pub(super) fn observe_for(
    code: &NativeCode,
    function: usize,
    tier: Tier,
    inputs: &[Input],
    limit: Option<std::time::Duration>,
) -> Seen {
    let mut buffers: Vec<(Scalar, Vec<u64>)> = Vec::new();
    let mut args = Vec::new();
    for input in inputs {
        match input {
            Input::Bits(bits) => args.push(NativeValue::Scalar(*bits)),
            Input::Array(ty, values, shape, strides, first) => {
                let size = ty.size() as usize;
                let mut buffer = vec![0u64; (values.len() * size).div_ceil(8) + 1];
                let base = buffer.as_mut_ptr().expose_provenance();
                for (k, &bits) in values.iter().enumerate() {
                    memory::store((base + k * size) as u64, *ty, bits);
                }
                let mut view = RawView { base: (base + first * size) as u64, ..RawView::default() };
                for axis in 0..shape.len() {
                    view.shape[axis] = shape[axis];
                    view.strides[axis] = strides[axis] * size as i64;
                }
                buffers.push((*ty, buffer));
                args.push(NativeValue::View(view));
            }
        }
    }
    let stop = Arc::new(StopWord::new());
    let mut ctx = CallCtx::new(stop.clone());
    let (done, watch) = std::sync::mpsc::channel::<()>();
    let exit = std::thread::scope(|scope| {
        if let Some(limit) = limit {
            scope.spawn(move || {
                if watch.recv_timeout(limit) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                    stop.raise(StopWord::STOP);
                }
            });
        }
        // SAFETY: the buffers outlive the call and have every element of the views.
        let exit = unsafe { code.enter(tier, function, &mut ctx, &args) }.expect("arguments fit");
        drop(done);
        exit
    });
    let scalar = |value: &NativeValue| match value {
        NativeValue::Scalar(bits) => *bits,
        NativeValue::View(view) => view.shape[0] as u64,
    };
    let types = &code.group().functions[function].results;
    let mut arrays = Vec::new();
    if let Ok(values) = &exit.result {
        for (value, ty) in values.iter().zip(types) {
            if let (NativeValue::View(view), Type::View(v)) = (value, ty) {
                let elements = ungil_compiler::tir::eval::addresses(view, v.rank as usize);
                arrays.push(elements.map(|address| memory::load(address, v.elem)).collect());
            }
        }
    }
    Seen {
        result: match &exit.result {
            Ok(values) => Ok(values.iter().map(scalar).collect()),
            Err(e) => Err((e.kind, e.message.clone(), e.pos)),
        },
        outs: exit.outs.iter().map(|o| o.as_ref().map(scalar)).collect(),
        memory: buffers.into_iter().map(|(_, buffer)| buffer).collect(),
        arrays,
    }
}

/// Compare both tiers; give what was seen.
pub(super) fn same(group: Group, function: usize, inputs: &[Input]) -> Seen {
    let code = compile(group);
    compare(&code, function, inputs)
}

pub(super) fn compile(group: Group) -> Arc<NativeCode> {
    NativeCode::compile(group, Vec::new()).unwrap_or_else(|e| panic!("{e}"))
}

pub(super) fn compare(code: &Arc<NativeCode>, function: usize, inputs: &[Input]) -> Seen {
    let want = observe(code, function, Tier::Interp, inputs);
    let have = observe(code, function, Tier::Native, inputs);
    let (want, have) = (blurred(want), blurred(have));
    assert!(
        want == have,
        "evaluator {want:?}\nnative    {have:?}\ninputs {inputs:?}\n{}",
        ungil_compiler::tir::print::print(code.group())
    );
    want
}

/// The payload and sign of a NaN that arithmetic makes are the hardware's choice.
pub(super) fn blurred(mut seen: Seen) -> Seen {
    let blur = |bits: &mut u64| {
        if f64::from_bits(*bits).is_nan() {
            *bits = f64::NAN.to_bits();
        }
    };
    seen.result.iter_mut().flatten().for_each(blur);
    seen.memory.iter_mut().flatten().for_each(blur);
    seen.arrays.iter_mut().flatten().for_each(blur);
    seen.outs.iter_mut().flatten().for_each(blur);
    seen
}

pub(super) fn group(functions: Vec<Function>) -> Group {
    Group { functions, externs: Vec::new() }
}

pub(super) fn builder(name: &str) -> FnBuilder {
    FnBuilder::new(name, "test.py", Pos::line(1))
}

pub(super) fn p(line: u32) -> Pos {
    Pos::line(line)
}

pub(super) fn view(elem: Scalar, rank: u8) -> ViewType {
    ViewType::new(elem, rank)
}

pub(super) fn op(op: BinOp, a: Expr, b: Expr) -> Expr {
    Expr::binary(op, Overflow::Raise, Division::Raise, a, b, p(7))
}

pub(super) fn add(a: Expr, b: Expr) -> Expr {
    op(BinOp::Add, a, b)
}

pub(super) fn mul(a: Expr, b: Expr) -> Expr {
    op(BinOp::Mul, a, b)
}

pub(super) fn lt(a: Expr, b: Expr) -> Expr {
    Expr::compare(CmpOp::Lt, a, b, p(8))
}

pub(super) fn local(id: LocalId, ty: Scalar) -> Expr {
    Expr { ty, pos: p(0), kind: ungil_compiler::tir::ExprKind::Local(id) }
}
