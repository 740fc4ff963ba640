//! Native code: compiling groups of TIR functions, entering them, and running the evaluator in their place.
//!
//! ```text
//! NativeCode::compile(group, externs) -> Arc<NativeCode>
//! unsafe code.enter(Engine::Native, function, &mut ctx, &args) -> Exit { result, outs, arrays }
//! Typed::<(&[f64], &[f64]), f64>::new(code, function)?.call(&stop, (&a, &b)) -> Result<f64, NativeError>
//! ```
//! `enter` is for the virtual machine, which pins buffers itself and knows types at run time; [`Typed`] is for embedders:
//! safe, checked once, a few nanoseconds a call. `code.rs` holds code memory, `ctx.rs` the context, `helpers.rs` what code
//! calls, `prange.rs` parallel loops, `interp.rs` the evaluator over real memory.
//!
//! No user code runs here or below, and nothing here needs the lock.

mod code;
mod ctx;
mod helpers;
mod interp;
mod lib;
mod memory;
mod perf;
mod prange;
#[cfg(test)]
mod tests;
mod typed;

pub use code::{CompileError, ExternCode, Listing, NativeCode, isa, listing};
pub use ctx::{CallCtx, Host, OwnedArray, StopWord};
pub(crate) use memory::atomic;
pub use typed::{
    NativeParam, NativeParams, NativeResult, NativeScalar, SignatureMismatch, Typed, check_signature,
    slice_view,
};
pub use ungil_compiler::tir::eval::{Caller, Value as NativeValue};

use std::sync::Arc;
use ungil_compiler::codegen::abi;
use ungil_compiler::tir::passes::ranges::MAX_EXTENT;
use ungil_compiler::tir::view::RawView;
use ungil_compiler::tir::{ExcKind, Fault, Pos, Scalar, Type};

/// Who computes a region.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tier {
    /// Machine code.
    #[default]
    Native,
    /// The evaluator of TIR as the front end made it.
    Interp,
}

/// An exception that left native code.
#[derive(Clone, Debug, PartialEq)]
pub struct NativeError {
    /// The class. `Stopped` stands for a stop that no handler may catch; the stop word has the reason.
    pub kind: ExcKind,
    /// The text; empty for an exception without argument.
    pub message: String,
    /// Where it was raised.
    pub pos: Pos,
    /// The function that raised it.
    pub function: Arc<str>,
    /// Its file.
    pub file: Arc<str>,
    /// The argument of the exception, if it is no text: a scalar and its bits.
    pub value: Option<(Scalar, u64)>,
    /// The host's number of the exception object, if it came out of a `with gil:`.
    pub object: Option<u64>,
    /// The native calls that it passed, outermost first.
    pub callers: Vec<Caller>,
    /// The exceptions that were being handled when it was raised, nearest first; those have none here.
    pub context: Vec<NativeError>,
}

/// How a region ended.
#[derive(Debug)]
pub struct Exit {
    /// Result values, or the exception.
    pub result: Result<Vec<NativeValue>, NativeError>,
    /// For each out-slot its value, if it is bound. Also after an exception.
    pub outs: Vec<Option<NativeValue>>,
    /// The new arrays that results or outs point into; all others are freed. A view that points into none of them points
    /// into an argument.
    pub arrays: Vec<OwnedArray>,
}

impl NativeCode {
    /// Call a function.
    ///
    /// Arguments are in the order of the parameters, with exactly their types (scalars as 64 bits).
    ///
    /// # Safety
    /// The memory of every view argument must stay valid (and writable where the function's write summary says so) until
    /// this returns, and all its elements must lie in it.
    pub unsafe fn enter(
        &self,
        tier: Tier,
        function: usize,
        ctx: &mut CallCtx,
        args: &[NativeValue],
    ) -> Result<Exit, CompileError> {
        let Some(f) = self.group.functions.get(function) else {
            return Err(CompileError("no such native function".into()));
        };
        let fits = args.len() == f.params.len()
            && args.iter().zip(&f.params).all(|(arg, &p)| {
                matches!(
                    (arg, f.ty(p)),
                    (NativeValue::Scalar(_), Type::Scalar(_)) | (NativeValue::View(_), Type::View(_))
                )
            });
        if !fits {
            return Err(CompileError(format!("`{}` called with other arguments than it takes", f.name)));
        }
        let huge = |arg: &NativeValue| matches!(arg, NativeValue::View(v) if v.shape.iter().any(|&n| !(0..=MAX_EXTENT as i64).contains(&n)));
        if args.iter().any(huge) {
            return Err(CompileError(format!("`{}` called with a view of an impossible shape", f.name)));
        }
        // Arrays of an outer stay (a host call in between) are not ours to sweep.
        let outer = std::mem::take(&mut ctx.arrays);
        let (result, outs) = match tier {
            Tier::Interp => interp::run(self, function, ctx, args),
            Tier::Native => self.run(function, ctx, args),
        };
        let mut arrays = std::mem::replace(&mut ctx.arrays, outer);
        let kept: Vec<u64> = result
            .iter()
            .flatten()
            .chain(outs.iter().flatten())
            .filter_map(|v| if let NativeValue::View(view) = v { Some(view.base) } else { None })
            .collect();
        arrays.retain(|array| kept.iter().any(|&base| array.contains(base)));
        Ok(Exit { result, outs, arrays })
    }

    fn run(
        &self,
        function: usize,
        ctx: &mut CallCtx,
        args: &[NativeValue],
    ) -> (Result<Vec<NativeValue>, NativeError>, Vec<Option<NativeValue>>) {
        let f = &self.group.functions[function];
        let mut words = Vec::with_capacity(args.len() * 3);
        for (arg, &param) in args.iter().zip(&f.params) {
            flatten(*arg, f.ty(param), &mut words);
        }
        let result_words = abi::result_words(f);
        let mut ret = vec![0u64; result_words + abi::out_words(f)];
        let status = self.thunk(function, ctx, words.as_ptr(), ret.as_mut_ptr());
        let mut rest = &ret[result_words..];
        let mut outs = Vec::with_capacity(f.outs.len());
        for out in &f.outs {
            let (value, after) = read_value(f.ty(out.local), &rest[1..]);
            outs.push((rest[0] != 0).then_some(value));
            rest = after;
        }
        if status != 0 {
            return (Err(self.error(ctx)), outs);
        }
        let mut rest = &ret[..];
        let mut values = Vec::with_capacity(f.results.len());
        for &ty in &f.results {
            let (value, after) = read_value(ty, rest);
            values.push(value);
            rest = after;
        }
        (Ok(values), outs)
    }

    /// Enter the machine code of a function: the words of arguments in, the words of results out. The caller has made
    /// both arrays as long as the function's types say.
    fn thunk(&self, function: usize, ctx: &mut CallCtx, args: *const u64, ret: *mut u64) -> u64 {
        // SAFETY: the address is that of a thunk with exactly this type, which `codegen` made for every function, and
        // `self` keeps it mapped.
        let thunk = unsafe {
            std::mem::transmute::<*const (), extern "C" fn(*mut CallCtx, *const u64, *mut u64) -> u64>(
                std::ptr::with_exposed_provenance(self.thunks[function]),
            )
        };
        thunk(ctx, args, ret)
    }

    /// The exception that the context describes.
    #[cold]
    fn error(&self, ctx: &CallCtx) -> NativeError {
        let chain = ctx.handled.chain(ctx.context);
        let mut error = self.error_of(ctx, ctx.current());
        error.context = chain.into_iter().map(|trap| self.error_of(ctx, trap)).collect();
        error
    }

    fn error_of(&self, ctx: &CallCtx, trap: ctx::Trap) -> NativeError {
        let (site, kind, fault) = abi::split_trap(trap.trap);
        let site = self.sites_of(trap.group).and_then(|sites| sites.get(site as usize));
        let args = trap.args;
        let message = match (fault, site) {
            (Some(Fault::Interrupt), _) => stop_message(kind),
            (Some(fault), _) => fault.message(&args.map(|a| a as i64)),
            (None, Some(site)) => site.message(&args, format_with),
            (None, None) => String::new(),
        };
        let mut callers = Vec::new();
        let mut note = |function: &Arc<str>, file: &Arc<str>, pos: Pos| {
            callers.push(Caller { function: function.clone(), file: file.clone(), pos });
        };
        for (group, number) in ctx.calls.outermost_first(trap.trace) {
            if let Some(site) = self.sites_of(group).and_then(|sites| sites.get(number as usize)) {
                site.within.iter().for_each(|c| note(&c.function, &c.file, c.pos));
                note(&site.function, &site.file, site.pos);
            }
        }
        if let Some(site) = site {
            site.within.iter().for_each(|c| note(&c.function, &c.file, c.pos));
        }
        let (pos, function, file) = match site {
            Some(site) => (site.pos, site.function.clone(), site.file.clone()),
            None => (Pos::default(), "?".into(), "?".into()),
        };
        let value = match fault {
            Some(_) => None,
            None => site.and_then(|site| site.argument(&args)),
        };
        let object = (fault == Some(Fault::Python)).then_some(args[0]);
        NativeError { kind, message, pos, function, file, value, object, callers, context: Vec::new() }
    }
}

/// A scalar as Python's `format` prints it.
fn format_with(ty: Scalar, bits: u64, spec: &str) -> String {
    use crate::text::spec::{IntRef, format_float, format_int};
    use ungil_compiler::tir::semantics::{float_of, int_of};
    let mut out = String::new();
    let done = if ty.is_float() {
        format_float(&mut out, float_of(ty, bits), spec, "float")
    } else {
        let name = if ty == Scalar::Bool { "bool" } else { "int" };
        match i64::try_from(int_of(ty, bits)) {
            Ok(small) => format_int(&mut out, IntRef::Small(small), spec, name, usize::MAX),
            Err(_) => format_int(&mut out, IntRef::Big(&int_of(ty, bits).into()), spec, name, usize::MAX),
        }
    };
    match done {
        Ok(()) => out,
        Err(_) => ungil_compiler::tir::format_scalar(ty, bits),
    }
}

/// The text of a TimeoutError.
pub(crate) const DEADLINE: &str = "deadline exceeded";

/// The text of the exception that a stop becomes.
fn stop_message(kind: ExcKind) -> String {
    if kind == ExcKind::TimeoutError { DEADLINE.into() } else { String::new() }
}

/// The words of a value of that type.
pub(crate) fn flatten(value: NativeValue, ty: Type, words: &mut Vec<u64>) {
    match (value, ty) {
        (NativeValue::View(view), Type::View(ty)) => {
            let rank = ty.rank as usize;
            words.push(view.base);
            words.extend(view.shape[..rank].iter().map(|&n| n as u64));
            words.extend(view.strides[..rank].iter().map(|&n| n as u64));
        }
        (value, _) => words.push(value.bits()),
    }
}

/// The first value in these words, and what is behind it.
pub(crate) fn read_value(ty: Type, words: &[u64]) -> (NativeValue, &[u64]) {
    match ty {
        Type::Scalar(_) => (NativeValue::Scalar(words[0]), &words[1..]),
        Type::View(v) => {
            let rank = v.rank as usize;
            let mut view = RawView { base: words[0], ..RawView::default() };
            for axis in 0..rank {
                view.shape[axis] = words[1 + axis] as i64;
                view.strides[axis] = words[1 + rank + axis] as i64;
            }
            (NativeValue::View(view), &words[1 + 2 * rank..])
        }
    }
}
