//! The helpers that native code calls: rare operations whose meaning is `tir::semantics`, arrays, folds.
//!
//! The table in `codegen::abi` names them and gives their types; [`addresses`] lists them in its order, and the compiler
//! checks that none is missing. A helper gets the context as a raw pointer, never forms a reference to guest memory, and
//! never unwinds.

use super::ctx::{CallCtx, OwnedArray, StopWord};
use super::memory;
use crate::text;
use std::sync::OnceLock;
use ungil_compiler::codegen::abi::{self, Addresses, Helper, fault_word};
use ungil_compiler::tir::eval;
use ungil_compiler::tir::order;
use ungil_compiler::tir::semantics;
use ungil_compiler::tir::view::{RawView, element_count};
use ungil_compiler::tir::{BinOp, Division, ExcKind, Fault, MathFn, Overflow, ReduceOp, Scalar, ViewType};

/// Where everything is.
pub fn addresses() -> &'static Addresses {
    static TABLE: OnceLock<Addresses> = OnceLock::new();
    TABLE.get_or_init(|| Addresses {
        helpers: Helper::ALL.iter().map(|&h| helper(h) as u64).collect(),
        math: MathFn::ALL.iter().map(|&f| math(f) as u64).collect(),
    })
}

fn helper(helper: Helper) -> usize {
    match helper {
        Helper::Poll => poll as *const () as usize,
        Helper::FloatFloorDiv => float_floordiv as *const () as usize,
        Helper::FloatMod => float_mod as *const () as usize,
        Helper::FloatFloorDiv32 => float_floordiv32 as *const () as usize,
        Helper::FloatMod32 => float_mod32 as *const () as usize,
        Helper::FloatPowCheck => float_pow_check as *const () as usize,
        Helper::MathCheck => math_check as *const () as usize,
        Helper::IntDiv => int_div as *const () as usize,
        Helper::IntPow => int_pow as *const () as usize,
        Helper::CompareIntFloat => compare_int_float as *const () as usize,
        Helper::NewArray => new_array as *const () as usize,
        Helper::ArrayMark => array_mark as *const () as usize,
        Helper::ArraySweep => array_sweep as *const () as usize,
        Helper::CopyElements => copy_elements as *const () as usize,
        Helper::Reshape => reshape as *const () as usize,
        Helper::Fill => fill as *const () as usize,
        Helper::FillRange => fill_range as *const () as usize,
        Helper::Fold => fold as *const () as usize,
        Helper::AliasTest => alias_test as *const () as usize,
        Helper::Product => product as *const () as usize,
        Helper::Atomic => atomic as *const () as usize,
        Helper::Distinct => distinct as *const () as usize,
        Helper::Trace => trace as *const () as usize,
        Helper::Chain => chain as *const () as usize,
        Helper::Lib => super::lib::helper as *const () as usize,
        Helper::WithGil => with_gil as *const () as usize,
        Helper::Prange => super::prange::prange as *const () as usize,
    }
}

/// The bare C functions; Python's error rules come on top.
mod libm {
    unsafe extern "C" {
        pub safe fn exp(x: f64) -> f64;
        pub safe fn exp2(x: f64) -> f64;
        pub safe fn expm1(x: f64) -> f64;
        pub safe fn log(x: f64) -> f64;
        pub safe fn log2(x: f64) -> f64;
        pub safe fn log10(x: f64) -> f64;
        pub safe fn log1p(x: f64) -> f64;
        pub safe fn sin(x: f64) -> f64;
        pub safe fn cos(x: f64) -> f64;
        pub safe fn tan(x: f64) -> f64;
        pub safe fn asin(x: f64) -> f64;
        pub safe fn acos(x: f64) -> f64;
        pub safe fn atan(x: f64) -> f64;
        pub safe fn sinh(x: f64) -> f64;
        pub safe fn cosh(x: f64) -> f64;
        pub safe fn tanh(x: f64) -> f64;
        pub safe fn asinh(x: f64) -> f64;
        pub safe fn acosh(x: f64) -> f64;
        pub safe fn atanh(x: f64) -> f64;
        pub safe fn erf(x: f64) -> f64;
        pub safe fn erfc(x: f64) -> f64;
        pub safe fn cbrt(x: f64) -> f64;
        pub safe fn atan2(x: f64, y: f64) -> f64;
        pub safe fn pow(x: f64, y: f64) -> f64;
        pub safe fn remainder(x: f64, y: f64) -> f64;
    }
}

macro_rules! plain {
    ($($name:ident ($($arg:ident),*) $body:expr;)*) => {
        $(extern "C" fn $name($($arg: f64),*) -> f64 { $body })*
    };
}

plain! {
    m_sqrt(x) x.sqrt();
    m_fabs(x) x.abs();
    m_floor(x) x.floor();
    m_ceil(x) x.ceil();
    m_trunc(x) x.trunc();
    m_round_even(x) x.round_ties_even();
    m_copysign(x, y) x.copysign(y);
    m_fmod(x, y) x % y;
    // CPython's own algorithms, where its results are not libm's. A domain error shows as NaN, a range error as infinity.
    m_gamma(x) text::math::gamma(x).unwrap_or_else(|_| if x.floor() == x && x <= 0.0 { f64::NAN } else { f64::INFINITY });
    m_lgamma(x) text::math::lgamma(x).unwrap_or_else(|_| if x.floor() == x && x <= 0.0 { f64::NAN } else { f64::INFINITY });
    m_hypot(x, y) text::math::hypot(&[x, y]);
}

/// The address of a math function.
fn math(function: MathFn) -> usize {
    use MathFn::*;
    match function {
        Sqrt => m_sqrt as *const () as usize,
        Exp => libm::exp as *const () as usize,
        Exp2 => libm::exp2 as *const () as usize,
        Expm1 => libm::expm1 as *const () as usize,
        Log => libm::log as *const () as usize,
        Log2 => libm::log2 as *const () as usize,
        Log10 => libm::log10 as *const () as usize,
        Log1p => libm::log1p as *const () as usize,
        Sin => libm::sin as *const () as usize,
        Cos => libm::cos as *const () as usize,
        Tan => libm::tan as *const () as usize,
        Asin => libm::asin as *const () as usize,
        Acos => libm::acos as *const () as usize,
        Atan => libm::atan as *const () as usize,
        Sinh => libm::sinh as *const () as usize,
        Cosh => libm::cosh as *const () as usize,
        Tanh => libm::tanh as *const () as usize,
        Asinh => libm::asinh as *const () as usize,
        Acosh => libm::acosh as *const () as usize,
        Atanh => libm::atanh as *const () as usize,
        Erf => libm::erf as *const () as usize,
        Erfc => libm::erfc as *const () as usize,
        Gamma => m_gamma as *const () as usize,
        Lgamma => m_lgamma as *const () as usize,
        Cbrt => libm::cbrt as *const () as usize,
        Fabs => m_fabs as *const () as usize,
        Floor => m_floor as *const () as usize,
        Ceil => m_ceil as *const () as usize,
        Trunc => m_trunc as *const () as usize,
        RoundEven => m_round_even as *const () as usize,
        Atan2 => libm::atan2 as *const () as usize,
        Pow => libm::pow as *const () as usize,
        Hypot => m_hypot as *const () as usize,
        Fmod => m_fmod as *const () as usize,
        Copysign => m_copysign as *const () as usize,
        Remainder => libm::remainder as *const () as usize,
    }
}

/// The same functions for the evaluator.
pub(super) fn call_math(function: MathFn, x: f64, y: f64) -> f64 {
    use MathFn::*;
    match function {
        Sqrt => m_sqrt(x),
        Exp => libm::exp(x),
        Exp2 => libm::exp2(x),
        Expm1 => libm::expm1(x),
        Log => libm::log(x),
        Log2 => libm::log2(x),
        Log10 => libm::log10(x),
        Log1p => libm::log1p(x),
        Sin => libm::sin(x),
        Cos => libm::cos(x),
        Tan => libm::tan(x),
        Asin => libm::asin(x),
        Acos => libm::acos(x),
        Atan => libm::atan(x),
        Sinh => libm::sinh(x),
        Cosh => libm::cosh(x),
        Tanh => libm::tanh(x),
        Asinh => libm::asinh(x),
        Acosh => libm::acosh(x),
        Atanh => libm::atanh(x),
        Erf => libm::erf(x),
        Erfc => libm::erfc(x),
        Gamma => m_gamma(x),
        Lgamma => m_lgamma(x),
        Cbrt => libm::cbrt(x),
        Fabs => m_fabs(x),
        Floor => m_floor(x),
        Ceil => m_ceil(x),
        Trunc => m_trunc(x),
        RoundEven => m_round_even(x),
        Atan2 => libm::atan2(x, y),
        Pow => libm::pow(x, y),
        Hypot => m_hypot(x, y),
        Fmod => m_fmod(x, y),
        Copysign => m_copysign(x, y),
        Remainder => libm::remainder(x, y),
    }
}

/// The exception word of the reasons in a stop word.
pub(super) fn stop_kind(reasons: u32) -> Option<ExcKind> {
    match reasons {
        0 => None,
        r if r & StopWord::STOP != 0 => Some(ExcKind::Stopped),
        r if r & StopWord::INTERRUPT != 0 => Some(ExcKind::KeyboardInterrupt),
        _ => Some(ExcKind::TimeoutError),
    }
}

extern "C" fn poll(reasons: u64) -> u64 {
    let kind = stop_kind(reasons as u32).unwrap_or(ExcKind::Stopped);
    abi::trap_word(0, kind, Some(Fault::Interrupt))
}

extern "C" fn with_gil(ctx: *mut CallCtx, site: u64, args: *const u64, outs: *mut u64, counts: u64) -> u64 {
    // SAFETY: as in `int_pow`; both arrays are on the caller's stack, as long as `counts` says.
    let (ctx, args, outs) = unsafe {
        let (args, outs) = (
            std::slice::from_raw_parts(args, counts as u32 as usize),
            std::slice::from_raw_parts_mut(outs, (counts >> 32) as usize),
        );
        (&mut *ctx, args, outs)
    };
    outs.fill(0);
    match ctx.run_gil(site as u32, args, outs) {
        None => fault_word(Fault::BrokenProof),
        Some(None) => 0,
        Some(Some((kind, number))) => {
            ctx.trap_args[0] = number;
            abi::trap_word(0, kind, Some(Fault::Python))
        }
    }
}

extern "C" fn atomic(ctx: *mut CallCtx, address: u64, code: u64, a: u64, b: u64) -> u64 {
    let Some((op, elem, overflow)) = ungil_compiler::tir::atomic::decode(code) else { return 0 };
    match memory::atomic(address, elem, op, overflow, [a, b]) {
        Ok(result) => {
            // SAFETY: as in `int_pow`.
            unsafe { (*ctx).ret[0] = result };
            0
        }
        Err(fault) => fault_word(fault),
    }
}

extern "C" fn distinct(ctx: *mut CallCtx, view: *const RawView, types: u64) -> u64 {
    // SAFETY: as in `int_pow`; the header is on the caller's stack.
    let (ctx, view) = unsafe { (&mut *ctx, *view) };
    let Some((ty, _)) = view_types(types) else { return 0 };
    match eval::distinct(&view, ty.elem, |address| memory::load(address, ty.elem)) {
        Ok(()) => 0,
        Err((fault, args)) => {
            for (slot, arg) in ctx.trap_args.iter_mut().zip(args) {
                *slot = arg as u64;
            }
            fault_word(fault)
        }
    }
}

extern "C" fn chain(ctx: *mut CallCtx, words: *const u64) -> u64 {
    // SAFETY: as in `int_pow`; the words of an exception are on the caller's stack, in the order of the context.
    let (ctx, words) =
        unsafe { (&mut *ctx, std::slice::from_raw_parts(words, 5 + abi::ctx::TRAP_ARG_COUNT)) };
    let [trap, group, trace, serial, context, args @ ..] = words else { return 0 };
    let mut handled = super::ctx::Trap {
        trap: *trap,
        group: *group,
        trace: *trace,
        serial: *serial,
        context: *context,
        args: [0; abi::ctx::TRAP_ARG_COUNT],
    };
    handled.args.copy_from_slice(args);
    ctx.chain(handled);
    0
}

extern "C" fn trace(ctx: *mut CallCtx, group: u64, site: u64) -> u64 {
    // SAFETY: as in `int_pow`.
    let ctx = unsafe { &mut *ctx };
    ctx.trace = ctx.calls.push(ctx.trace, group, site);
    0
}

fn float_op(op: BinOp, ty: Scalar, a: u64, b: u64) -> u64 {
    semantics::binary(op, Overflow::Wrap, Division::Ieee, ty, ty, a, b).unwrap_or(f64::NAN.to_bits())
}

extern "C" fn float_floordiv(a: f64, b: f64) -> f64 {
    f64::from_bits(float_op(BinOp::FloorDiv, Scalar::F64, a.to_bits(), b.to_bits()))
}

extern "C" fn float_mod(a: f64, b: f64) -> f64 {
    f64::from_bits(float_op(BinOp::Mod, Scalar::F64, a.to_bits(), b.to_bits()))
}

extern "C" fn float_floordiv32(a: u64, b: u64) -> u64 {
    float_op(BinOp::FloorDiv, Scalar::F32, a, b)
}

extern "C" fn float_mod32(a: u64, b: u64) -> u64 {
    float_op(BinOp::Mod, Scalar::F32, a, b)
}

fn word_of<T>(result: Result<T, Fault>) -> u64 {
    match result {
        Ok(_) => 0,
        Err(fault) => fault_word(fault),
    }
}

extern "C" fn float_pow_check(x: f64, y: f64, ieee: u64) -> u64 {
    let division = if ieee != 0 { Division::Ieee } else { Division::Raise };
    word_of(semantics::binary(
        BinOp::Pow,
        Overflow::Raise,
        division,
        Scalar::F64,
        Scalar::F64,
        x.to_bits(),
        y.to_bits(),
    ))
}

extern "C" fn math_check(function: u64, x: f64, y: f64, result: f64) -> u64 {
    match MathFn::ALL.get(function as usize) {
        Some(&function) => word_of(semantics::math_check(function, x, y, result)),
        None => 0,
    }
}

extern "C" fn int_div(a: u64, b: u64, unsigned: u64) -> f64 {
    let ty = if unsigned != 0 { Scalar::U64 } else { Scalar::I64 };
    let (x, y) = (semantics::int_of(ty, a), semantics::int_of(ty, b));
    if y == 0 { f64::NAN } else { semantics::true_div(x, y) }
}

extern "C" fn int_pow(ctx: *mut CallCtx, base: u64, exponent: u64, flags: u64) -> u64 {
    let overflow = match flags & 3 {
        1 => Overflow::Wrap,
        2 => Overflow::Saturate,
        _ => Overflow::Raise,
    };
    let ty = |bit: u64| if flags & bit != 0 { Scalar::U64 } else { Scalar::I64 };
    match semantics::binary(BinOp::Pow, overflow, Division::Raise, ty(4), ty(8), base, exponent) {
        Ok(bits) => {
            // SAFETY: native code passes the context that it was entered with, which nobody else uses meanwhile.
            unsafe { (*ctx).ret[0] = bits };
            0
        }
        Err(fault) => fault_word(fault),
    }
}

extern "C" fn compare_int_float(x: u64, unsigned: u64, y: f64) -> i64 {
    use ungil_compiler::tir::CmpOp;
    let ty = if unsigned != 0 { Scalar::U64 } else { Scalar::I64 };
    let is = |op| semantics::compare(op, ty, x, Scalar::F64, y.to_bits());
    if is(CmpOp::Lt) {
        -1
    } else if is(CmpOp::Eq) {
        0
    } else if is(CmpOp::Gt) {
        1
    } else {
        2
    }
}

/// Add an array to those of the context.
pub(super) fn make_array(ctx: &mut CallCtx, elem: u64, shape: &[i64]) -> Result<u64, Fault> {
    if shape.iter().any(|&n| n < 0) {
        return Err(Fault::NegativeExtent);
    }
    let bytes = element_count(shape).and_then(|n| n.checked_mul(elem)).filter(|&b| b < 1 << 47);
    let array =
        bytes.and_then(|bytes| OwnedArray::new(bytes as usize, &ctx.stop_word)).ok_or(Fault::NoMemory)?;
    let address = array.address() as u64;
    ctx.arrays.push(array);
    Ok(address)
}

extern "C" fn new_array(ctx: *mut CallCtx, elem: u64, rank: u64, _zeroed: u64) -> u64 {
    // SAFETY: as in `int_pow`.
    let ctx = unsafe { &mut *ctx };
    let shape: Vec<i64> = ctx.ret.iter().take(rank as usize).map(|&n| n as i64).collect();
    match make_array(ctx, elem, &shape) {
        Ok(address) => {
            ctx.ret[0] = address;
            0
        }
        Err(fault) => fault_word(fault),
    }
}

extern "C" fn array_mark(ctx: *mut CallCtx) -> u64 {
    // SAFETY: as in `int_pow`.
    unsafe { (*ctx).arrays.len() as u64 }
}

extern "C" fn array_sweep(ctx: *mut CallCtx, mark: u64, roots: *const u64, count: u64) -> u64 {
    // SAFETY: as in `int_pow`; the roots are `count` words on the caller's stack.
    let (ctx, roots) = unsafe { (&mut *ctx, std::slice::from_raw_parts(roots, count as usize)) };
    // Only those made since the mark are looked at: a deep recursion sweeps at each of its levels.
    let first = (mark as usize).min(ctx.arrays.len());
    let mut kept = first;
    for at in first..ctx.arrays.len() {
        if roots.iter().any(|&root| ctx.arrays[at].contains(root)) {
            ctx.arrays.swap(at, kept);
            kept += 1;
        }
    }
    ctx.arrays.truncate(kept);
    0
}

/// Two view types out of their word.
fn view_types(types: u64) -> Option<(ViewType, ViewType)> {
    let scalar = |shift: u32| Scalar::ALL.get((types >> shift & 255) as usize).copied();
    let rank = |shift: u32| (types >> shift & 255).min(3) as u8;
    Some((ViewType::new(scalar(0)?, rank(8)), ViewType::new(scalar(16)?, rank(24))))
}

extern "C" fn copy_elements(ctx: *mut CallCtx, pair: *const RawView, types: u64) -> u64 {
    // SAFETY: as in `int_pow`; the pair is two headers on the caller's stack.
    let (ctx, to, from) = unsafe { (&mut *ctx, *pair, *pair.add(1)) };
    let Some((tt, tf)) = view_types(types) else { return 0 };
    match eval::broadcast(&to, tt.rank as usize, &from, tf.rank as usize) {
        Ok(from) => {
            memory::copy(&to, &from, tt.rank as usize, tt.elem);
            0
        }
        Err((a, b)) => {
            ctx.trap_args[0] = a as u64;
            ctx.trap_args[1] = b as u64;
            fault_word(Fault::Shape)
        }
    }
}

extern "C" fn reshape(ctx: *mut CallCtx, view: *mut RawView, types: u64, rank: u64) -> u64 {
    // SAFETY: as in `int_pow`; the header is on the caller's stack.
    let (ctx, from) = unsafe { (&mut *ctx, *view) };
    let Some((ty, _)) = view_types(types) else { return 0 };
    let shape: Vec<i64> = ctx.ret.iter().take(rank as usize).map(|&n| n as i64).collect();
    let shape = match eval::reshape(&from, ty, &shape) {
        Ok(shape) => shape,
        Err((fault, args)) => {
            for (slot, arg) in ctx.trap_args.iter_mut().zip(args) {
                *slot = arg as u64;
            }
            return fault_word(fault);
        }
    };
    let size = ty.elem.size();
    let mut to = RawView::contiguous(from.base, &shape, size);
    if !from.is_contiguous(ty.rank as usize, size) {
        match make_array(ctx, size as u64, &shape) {
            Ok(address) => to.base = address,
            Err(fault) => return fault_word(fault),
        }
        let flat = RawView::contiguous(to.base, &from.shape[..ty.rank as usize], size);
        memory::copy(&flat, &from, ty.rank as usize, ty.elem);
    }
    // SAFETY: as above.
    unsafe { *view = to };
    0
}

extern "C" fn fill(view: *const RawView, types: u64, bits: u64) -> u64 {
    // SAFETY: the header is on the caller's stack.
    let view = unsafe { *view };
    if let Some((ty, _)) = view_types(types) {
        memory::fill(&view, ty.rank as usize, ty.elem, bits);
    }
    0
}

extern "C" fn fill_range(_ctx: *mut CallCtx, view: *const RawView, types: u64, start: u64, step: u64) -> u64 {
    // SAFETY: the header is on the caller's stack.
    let view = unsafe { *view };
    let Some((ty, with)) = view_types(types) else { return 0 };
    for (k, address) in eval::addresses(&view, 1).enumerate() {
        match eval::range_element(ty.elem, with.elem, start, step, k as u64) {
            Ok(bits) => memory::store(address, ty.elem, bits),
            Err(fault) => return fault_word(fault),
        }
    }
    0
}

extern "C" fn fold(ctx: *mut CallCtx, view: *const RawView, flags: u64, start: u64) -> u64 {
    // SAFETY: as in `int_pow`; the header is on the caller's stack.
    let (ctx, view) = unsafe { (&mut *ctx, *view) };
    let scalar = |shift: u32| Scalar::ALL.get((flags >> shift & 255) as usize).copied();
    let (Some(elem), Some(ty)) = (scalar(0), scalar(8)) else { return 0 };
    let op = match flags >> 16 & 255 {
        x if x == ReduceOp::Min as u64 => ReduceOp::Min,
        x if x == ReduceOp::Max as u64 => ReduceOp::Max,
        _ => ReduceOp::Add,
    };
    let overflow = match flags >> 24 {
        1 => Overflow::Wrap,
        2 => Overflow::Saturate,
        _ => Overflow::Raise,
    };
    match memory::fold(&view, elem, ty, op, overflow, start) {
        Ok(bits) => {
            ctx.ret[0] = bits;
            0
        }
        Err(fault) => fault_word(fault),
    }
}

extern "C" fn alias_test(pair: *const RawView, flags: u64) -> u64 {
    // SAFETY: the pair is two headers on the caller's stack.
    let (a, b) = unsafe { (*pair, *pair.add(1)) };
    let Some((ta, tb)) = view_types(flags) else { return 0 };
    word_of(eval::alias_test(flags >> 33 & 1 != 0, flags >> 32 & 1 != 0, a, ta, b, tb))
}

extern "C" fn product(cell: *mut u64, low: u64, high: u64, _unused: u64) -> u64 {
    // SAFETY: the cell is two words on the caller's stack.
    let cell = unsafe { std::slice::from_raw_parts_mut(cell, 2) };
    let value = order::clamped_product(order::wide(cell), order::wide(&[low, high]));
    order::put_wide(cell, value);
    0
}
