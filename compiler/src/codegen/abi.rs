//! What native code and runtime agree on: the layout of the call context, the words of arguments and results, and the
//! table of helpers. Everything exists once, here; the runtime asserts its structs against these numbers.
//!
//! ```text
//! inner function   (ctx, flattened arguments … [, outs]) -> ([value,] status)
//! entry thunk      (ctx, args: *const u64, ret: *mut u64) -> status
//! prange body      (ctx, env: *const u64, first ordinal, count, row: *mut u64) -> status
//! ```
//! A scalar is flattened to itself, a view of rank r to its base, r extents and r strides. One scalar result is returned
//! in a register; any other results are flattened into `ctx.ret`, where the caller reads them at once. `outs` points to
//! the out-slots: for each a word "bound", then its flattened words. Status 0 is success, 1 an exception described in
//! `ctx.trap`. `ret` of the thunk receives the flattened results, then the out-slots.

use crate::tir::{ExcKind, Fault, Function, MathFn, Scalar, Type};
use cranelift_codegen::ir::{AbiParam, Signature, types};
use cranelift_codegen::isa::CallConv;

/// Byte offsets in the call context.
pub mod ctx {
    /// `*const AtomicU32`: non-zero asks native code to stop.
    pub const STOP: i32 = 0;
    /// The lowest address that the stack pointer may have at a call.
    pub const STACK_LIMIT: i32 = 8;
    /// The exception: see [`trap_word`](super::trap_word).
    pub const TRAP: i32 = 16;
    /// The group whose site table explains it.
    pub const GROUP: i32 = 24;
    /// The calls that it passed: the number that [`Helper::Trace`](super::Helper::Trace) gave last, 0 for none.
    pub const TRACE: i32 = 32;
    /// Its number: two exceptions with one number are the same.
    pub const SERIAL: i32 = 40;
    /// The exception that was being handled when it was raised: the number of one that [`Helper::Chain`](super::Helper::Chain)
    /// keeps, 0 for none.
    pub const CONTEXT: i32 = 48;
    /// Values for its message.
    pub const TRAP_ARGS: i32 = 56;
    /// How many of them.
    pub const TRAP_ARG_COUNT: usize = 6;
    /// Results that do not go in a register.
    pub const RET: i32 = 104;
    /// How many words of them.
    pub const RET_WORDS: usize = 64;
    /// The number of the next exception.
    pub const NEXT_SERIAL: i32 = RET + 8 * RET_WORDS as i32;
    /// Bytes that native code sees.
    pub const SIZE: usize = NEXT_SERIAL as usize + 8;
}

/// The words that a value takes in flattened form.
pub fn words(ty: Type) -> usize {
    match ty {
        Type::Scalar(_) => 1,
        Type::View(v) => 1 + 2 * v.rank as usize,
    }
}

/// The words of all results of a function.
pub fn result_words(function: &Function) -> usize {
    function.results.iter().map(|&t| words(t)).sum()
}

/// The words of all out-slots of a function.
pub fn out_words(function: &Function) -> usize {
    function.outs.iter().map(|o| 1 + words(function.ty(o.local))).sum()
}

/// The exception word: site in the low half, then the kind, then the number of the fault + 1 (0: the site has the text).
pub const fn trap_word(site: u32, kind: ExcKind, fault: Option<Fault>) -> u64 {
    let fault = match fault {
        Some(fault) => fault_number(fault) as u64 + 1,
        None => 0,
    };
    site as u64 | (kind as u64) << 32 | fault << 48
}

/// The exception word of a fault without its site, as helpers return it.
pub const fn fault_word(fault: Fault) -> u64 {
    trap_word(0, fault.kind(), Some(fault))
}

/// The faults in the order of their numbers, without those of ranges.
pub const FAULTS: [Fault; 44] = [
    Fault::IntDivision,
    Fault::IntModulo,
    Fault::TrueDivision,
    Fault::FloatDivision,
    Fault::FloatFloorDivision,
    Fault::FloatModulo,
    Fault::ZeroToNegative,
    Fault::IntNegativeExponent,
    Fault::FractionalPower,
    Fault::FloatRange,
    Fault::NegativeShift,
    Fault::NanToInt,
    Fault::InfinityToInt,
    Fault::MathDomain,
    Fault::MathRange,
    Fault::Index,
    Fault::RangeStep,
    Fault::SliceStep,
    Fault::NegativeExtent,
    Fault::Reshape,
    Fault::Shape,
    Fault::NoMemory,
    Fault::EmptyMin,
    Fault::EmptyMax,
    Fault::Recursion,
    Fault::Alias,
    Fault::SelfOverlap,
    Fault::Interrupt,
    Fault::BrokenProof,
    Fault::Unaligned,
    Fault::NegativeIndex,
    Fault::SameIndex,
    Fault::Python,
    Fault::NegativeFactorial,
    Fault::NegativeN,
    Fault::NegativeK,
    Fault::NegativeRoot,
    Fault::NegativeTolerance,
    Fault::ZeroModulus,
    Fault::NotInvertible,
    Fault::SumOfInfinities,
    Fault::Dimensions,
    Fault::SumRange,
    Fault::RoundRange,
];

/// The number of a fault: range faults by type first, then the others.
const fn fault_number(fault: Fault) -> u16 {
    match fault {
        Fault::Range(ty) => ty as u16,
        Fault::IntDivision => 16,
        Fault::IntModulo => 17,
        Fault::TrueDivision => 18,
        Fault::FloatDivision => 19,
        Fault::FloatFloorDivision => 20,
        Fault::FloatModulo => 21,
        Fault::ZeroToNegative => 22,
        Fault::IntNegativeExponent => 23,
        Fault::FractionalPower => 24,
        Fault::FloatRange => 25,
        Fault::NegativeShift => 26,
        Fault::NanToInt => 27,
        Fault::InfinityToInt => 28,
        Fault::MathDomain => 29,
        Fault::MathRange => 30,
        Fault::Index => 31,
        Fault::RangeStep => 32,
        Fault::SliceStep => 33,
        Fault::NegativeExtent => 34,
        Fault::Reshape => 35,
        Fault::Shape => 36,
        Fault::NoMemory => 37,
        Fault::EmptyMin => 38,
        Fault::EmptyMax => 39,
        Fault::Recursion => 40,
        Fault::Alias => 41,
        Fault::SelfOverlap => 42,
        Fault::Interrupt => 43,
        Fault::BrokenProof => 44,
        Fault::Unaligned => 45,
        Fault::NegativeIndex => 46,
        Fault::SameIndex => 47,
        Fault::Python => 48,
        Fault::NegativeFactorial => 49,
        Fault::NegativeN => 50,
        Fault::NegativeK => 51,
        Fault::NegativeRoot => 52,
        Fault::NegativeTolerance => 53,
        Fault::ZeroModulus => 54,
        Fault::NotInvertible => 55,
        Fault::SumOfInfinities => 56,
        Fault::Dimensions => 57,
        Fault::SumRange => 58,
        Fault::RoundRange => 59,
    }
}

/// An exception word taken apart: site, kind, fault.
pub fn split_trap(word: u64) -> (u32, ExcKind, Option<Fault>) {
    let kind = ExcKind::from_number((word >> 32) as u16).unwrap_or(ExcKind::RuntimeError);
    let fault = match (word >> 48) as usize {
        0 => None,
        n if n <= Scalar::ALL.len() => Some(Fault::Range(Scalar::ALL[n - 1])),
        n => n.checked_sub(17).and_then(|i| FAULTS.get(i)).copied(),
    };
    (word as u32, kind, fault)
}

/// A code for a parameter or result in the helper table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Word {
    I,
    F,
}

macro_rules! helpers {
    ($($name:ident $text:literal ($($param:ident)*) $ret:ident, $doc:literal;)*) => {
        /// What native code may call in the runtime, besides libm. "Word" results are fault words, 0 for success.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        pub enum Helper { $(#[doc = $doc] $name),* }

        impl Helper {
            /// Every helper, in the order of its number.
            pub const ALL: &'static [Helper] = &[$(Helper::$name),*];

            /// The name for listings.
            pub const fn name(self) -> &'static str {
                match self { $(Helper::$name => $text),* }
            }

            fn shape(self) -> (&'static [Word], Word) {
                match self { $(Helper::$name => (&[$(Word::$param),*], Word::$ret)),* }
            }
        }
    };
}

helpers! {
    Poll "poll" (I) I, "(reasons) -> word: the exception of the reasons in a stop word.";
    FloatFloorDiv "float_floordiv" (F F) F, "`a // b` of f64, b not zero or IEEE.";
    FloatMod "float_mod" (F F) F, "`a % b` of f64, b not zero or IEEE.";
    FloatFloorDiv32 "float_floordiv32" (I I) I, "`a // b` of f32, as bits.";
    FloatMod32 "float_mod32" (I I) I, "`a % b` of f32, as bits.";
    FloatPowCheck "float_pow_check" (F F I) I, "(x, y, division) -> word: why `x ** y` is not finite.";
    MathCheck "math_check" (I F F F) I, "(function, x, y, result) -> word: why a result is not finite.";
    IntDiv "int_div" (I I I) F, "(a, b, unsigned) -> the correctly rounded quotient, b not zero.";
    IntPow "int_pow" (I I I I) I, "(ctx, base, exponent, flags) -> word; the power in ctx.ret.";
    CompareIntFloat "compare_int_float" (I I F) I, "(x, unsigned, y) -> -1, 0, 1 or 2 (unordered).";
    NewArray "new_array" (I I I I) I, "(ctx, elem size, rank, zeroed) -> word; shape in and base out in ctx.ret.";
    ArrayMark "array_mark" (I) I, "(ctx) -> how many arrays the frame's thread owns.";
    ArraySweep "array_sweep" (I I I I) I, "(ctx, mark, roots, count) -> 0: free arrays made since the mark that no root is in.";
    CopyElements "copy_elements" (I I I) I, "(ctx, &[dst, src], types) -> word.";
    Reshape "reshape" (I I I I) I, "(ctx, &view, types, rank) -> word; shape in ctx.ret; the new header into the view.";
    Fill "fill" (I I I) I, "(&view, types, bits) -> 0.";
    FillRange "fill_range" (I I I I I) I, "(ctx, &view, types, start, step) -> word.";
    Fold "fold" (I I I I) I, "(ctx, &view, flags, start) -> word; the result in ctx.ret.";
    AliasTest "alias_test" (I I) I, "(&[written, other], flags) -> word.";
    Product "product" (I I I I) I, "(&i128, low, high, unused) -> 0: multiply a clamped product in place.";
    Atomic "atomic" (I I I I I) I, "(ctx, address, operation, operands) -> word; the result in ctx.ret.";
    Distinct "distinct" (I I I) I, "(ctx, &view, types) -> word: the test of `disjoint`.";
    Trace "trace" (I I I) I, "(ctx, group, site) -> 0: an exception passes the call at that site.";
    Chain "chain" (I I) I, "(ctx, words of another exception) -> 0: the exception in ctx was raised while that one was handled.";
    Lib "lib" (I I I I) I, "(ctx, function and types, args, types of args) -> word; the result in ctx.ret.";
    WithGil "with_gil" (I I I I I) I, "(ctx, site, args, outs, words of both) -> word: run a `with gil:`.";
    Prange "prange" (I I I I I I I I I) I,
        "(ctx, body, env, n, simple, cells, cell count, row, threads) -> status.";
}

/// A helper's types: C calling convention of the target.
pub fn helper_signature(helper: Helper, call_conv: CallConv) -> Signature {
    let (params, ret) = helper.shape();
    let ty = |w: &Word| AbiParam::new(if *w == Word::I { types::I64 } else { types::F64 });
    Signature { params: params.iter().map(ty).collect(), returns: vec![ty(&ret)], call_conv }
}

/// A libm function's types.
pub fn math_signature(function: MathFn, call_conv: CallConv) -> Signature {
    let float = AbiParam::new(types::F64);
    Signature { params: vec![float; function.arity()], returns: vec![float], call_conv }
}

/// Where helpers and libm are, by the numbers of [`Helper`] and [`MathFn`]. Zeros do for listings.
#[derive(Clone, Debug)]
pub struct Addresses {
    /// One a helper.
    pub helpers: Vec<u64>,
    /// One a math function.
    pub math: Vec<u64>,
}

impl Default for Addresses {
    fn default() -> Addresses {
        Addresses { helpers: vec![0; Helper::ALL.len()], math: vec![0; MathFn::ALL.len()] }
    }
}

/// Element types and ranks of up to two views in one word.
pub const fn view_types(elem: Scalar, rank: u8, elem2: Scalar, rank2: u8) -> u64 {
    elem as u64 | (rank as u64) << 8 | (elem2 as u64) << 16 | (rank2 as u64) << 24
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traps_survive_encoding() {
        for &fault in FAULTS.iter().chain(&[Fault::Range(Scalar::U8), Fault::Range(Scalar::F64)]) {
            let word = trap_word(77, fault.kind(), Some(fault));
            assert_eq!(split_trap(word), (77, fault.kind(), Some(fault)));
        }
        assert_eq!(split_trap(trap_word(3, ExcKind::KeyError, None)), (3, ExcKind::KeyError, None));
    }
}
