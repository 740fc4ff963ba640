//! The evaluator over real memory: `--engine interp` and `--verify-native`.
//!
//! It recurses for the calls of the evaluated program, so it runs on a thread of its own with a large stack (address
//! space, not memory), whose depth limit turns endless recursion into RecursionError.

use super::code::NativeCode;
use super::ctx::CallCtx;
use super::helpers::{call_math, make_array, stop_kind};
use super::{NativeError, NativeValue, memory, stop_message};
use ungil_compiler::codegen::abi;
use ungil_compiler::tir::atomic::AtomicOp;
use ungil_compiler::tir::eval::{self, Limits, Memory, Outcome, Raised};
use ungil_compiler::tir::{ExcKind, ExprKind, Fault, LibFn, MathFn, Overflow, Scalar, Stmt, Type, walk};

/// Address space for the evaluator's recursion.
const STACK: usize = 512 << 20;
/// Enough stack for the deepest tree.
const SHALLOW: usize = 1 << 20;
/// More than one level of calls takes in any build.
const LEVEL: usize = 48 << 10;

struct Real<'a> {
    code: &'a NativeCode,
    ctx: &'a mut CallCtx,
    depth: usize,
}

impl Memory for Real<'_> {
    fn load(&mut self, address: u64, ty: Scalar) -> u64 {
        memory::load(address, ty)
    }

    fn store(&mut self, address: u64, ty: Scalar, bits: u64) {
        memory::store(address, ty, bits);
    }

    fn alloc(&mut self, bytes: u64) -> Option<u64> {
        make_array(self.ctx, 1, &[i64::try_from(bytes).ok()?]).ok()
    }

    fn math(&mut self, function: MathFn, x: f64, y: f64) -> f64 {
        call_math(function, x, y)
    }

    fn lib(&mut self, function: LibFn, ty: Scalar, args: &[(Type, NativeValue)]) -> Result<u64, Fault> {
        super::lib::run(function, ty, args)
    }

    fn call(&mut self, function: u32, args: &[NativeValue]) -> Result<Vec<NativeValue>, Raised> {
        let Some(target) = self.code.externs.get(function as usize) else { return Ok(Vec::new()) };
        let group = target.code.group();
        if self.depth == 0 {
            let (name, file) =
                group.functions.first().map(|f| (f.name.clone(), f.file.clone())).unwrap_or_default();
            return Err(Raised {
                kind: ExcKind::RecursionError,
                message: Fault::Recursion.message(&[]),
                pos: Default::default(),
                function: name,
                file,
                value: None,
                object: None,
                callers: Vec::new(),
                serial: eval::Serial::new(),
                context: Vec::new(),
            });
        }
        let limits = Limits { depth: self.depth };
        let mut real = Real { code: &target.code, ctx: self.ctx, depth: self.depth - 1 };
        eval::run(group, target.function, args, &mut real, limits).result
    }

    fn atomic(
        &mut self,
        address: u64,
        ty: Scalar,
        op: AtomicOp,
        overflow: Overflow,
        args: [u64; 2],
    ) -> Result<u64, Fault> {
        memory::atomic(address, ty, op, overflow, args)
    }

    fn format(&mut self, ty: Scalar, bits: u64, spec: &str) -> String {
        super::format_with(ty, bits, spec)
    }

    fn gil(
        &mut self,
        site: u32,
        args: &[NativeValue],
        outs: &[Vec<Type>],
    ) -> (Option<(ExcKind, u64)>, eval::GilValues) {
        // The evaluator does not keep the rank of a view with its header.
        let types = self.code.group().gil_types(site);
        let mut words = Vec::new();
        for (arg, ty) in args.iter().zip(types) {
            super::flatten(*arg, ty, &mut words);
        }
        let size = |types: &Vec<Type>| 1 + types.iter().map(|&ty| abi::words(ty)).sum::<usize>();
        let mut given = vec![0; outs.iter().map(size).sum()];
        let raised = self.ctx.run_gil(site, &words, &mut given).unwrap_or(Some((ExcKind::RuntimeError, 0)));
        let mut rest = &given[..];
        let mut values = Vec::with_capacity(outs.len());
        for types in outs {
            let bound = rest[0] != 0;
            rest = &rest[1..];
            let mut list = Vec::with_capacity(types.len());
            for &ty in types {
                let (value, after) = super::read_value(ty, rest);
                list.push(value);
                rest = after;
            }
            values.push(bound.then_some(list));
        }
        (raised, values)
    }

    fn poll(&mut self) -> Option<ExcKind> {
        stop_kind(self.ctx.stop_word.get())
    }
}

/// Evaluate a function of a group.
pub(super) fn run(
    code: &NativeCode,
    function: usize,
    ctx: &mut CallCtx,
    args: &[NativeValue],
) -> (Result<Vec<NativeValue>, NativeError>, Vec<Option<NativeValue>>) {
    // Without calls there is no recursion but that of the tree, which the verifier bounds.
    if !calls(code, function) && ctx.stack_left() > SHALLOW {
        let mut real = Real { code, ctx, depth: 1 };
        return finish(eval::run(code.group(), function, args, &mut real, Limits { depth: 1 }));
    }
    let outcome = std::thread::scope(|scope| {
        let deep = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || {
            let depth = STACK / LEVEL;
            let mut real = Real { code, ctx, depth };
            eval::run(code.group(), function, args, &mut real, Limits { depth })
        });
        match deep.map(|thread| thread.join()) {
            Ok(Ok(outcome)) => outcome,
            _ => Outcome {
                result: Err(Raised {
                    kind: ExcKind::MemoryError,
                    message: "no memory for the evaluator".into(),
                    pos: Default::default(),
                    function: "?".into(),
                    file: "?".into(),
                    value: None,
                    object: None,
                    callers: Vec::new(),
                    serial: eval::Serial::new(),
                    context: Vec::new(),
                }),
                outs: Vec::new(),
            },
        }
    });
    finish(outcome)
}

/// True if the function calls native functions.
fn calls(code: &NativeCode, function: usize) -> bool {
    let mut found = false;
    if let Some(f) = code.group().functions.get(function) {
        walk::stmts(&f.body, &mut |s| found |= matches!(s, Stmt::Call(..)));
        walk::exprs(&f.body, &mut |e| found |= matches!(e.kind, ExprKind::Call(_)));
    }
    found
}

fn finish(outcome: Outcome) -> (Result<Vec<NativeValue>, NativeError>, Vec<Option<NativeValue>>) {
    (outcome.result.map_err(error_of), outcome.outs)
}

fn error_of(raised: Raised) -> NativeError {
    let stopped = raised.message.is_empty() && raised.kind == ExcKind::TimeoutError;
    let message = if stopped { stop_message(raised.kind) } else { raised.message };
    NativeError {
        kind: raised.kind,
        message,
        pos: raised.pos,
        function: raised.function,
        file: raised.file,
        value: raised.value,
        object: raised.object,
        callers: raised.callers.into_iter().rev().collect(),
        context: raised.context.into_iter().map(error_of).collect(),
    }
}
