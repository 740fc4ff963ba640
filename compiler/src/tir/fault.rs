//! What the operations themselves raise: kind and text of each implicit exception, one table for the evaluator, code
//! generation and the runtime. The texts are Python's where Python has one.

use super::{ExcKind, Scalar};

/// An implicit exception.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Fault {
    /// An integer result or a narrowed value does not fit this type.
    Range(Scalar),
    IntDivision,
    IntModulo,
    TrueDivision,
    FloatDivision,
    FloatFloorDivision,
    FloatModulo,
    ZeroToNegative,
    IntNegativeExponent,
    FractionalPower,
    FloatRange,
    NegativeShift,
    NanToInt,
    InfinityToInt,
    MathDomain,
    MathRange,
    /// Arguments: index, extent.
    Index,
    RangeStep,
    SliceStep,
    NegativeExtent,
    /// Arguments: elements of the array, elements of the shape.
    Reshape,
    /// Arguments: the first differing extents.
    Shape,
    NoMemory,
    EmptyMin,
    EmptyMax,
    Recursion,
    Alias,
    SelfOverlap,
    Interrupt,
    /// An element of an atomic operation.
    Unaligned,
    /// Arguments: index, position.
    NegativeIndex,
    /// Arguments: index, first and second position.
    SameIndex,
    /// An exception object of the host, out of a `with gil:`. Argument: its number.
    Python,
    NegativeFactorial,
    NegativeN,
    NegativeK,
    NegativeRoot,
    NegativeTolerance,
    ZeroModulus,
    NotInvertible,
    SumOfInfinities,
    Dimensions,
    SumRange,
    RoundRange,
    /// A pass claimed something that is not so: a bug of ours, seen by the evaluator only.
    BrokenProof,
}

impl Fault {
    /// The exception class.
    pub const fn kind(self) -> ExcKind {
        match self {
            Fault::Range(_)
            | Fault::FloatRange
            | Fault::MathRange
            | Fault::InfinityToInt
            | Fault::SumRange
            | Fault::RoundRange => ExcKind::OverflowError,
            Fault::IntDivision
            | Fault::IntModulo
            | Fault::TrueDivision
            | Fault::FloatDivision
            | Fault::FloatFloorDivision
            | Fault::FloatModulo
            | Fault::ZeroToNegative => ExcKind::ZeroDivisionError,
            Fault::IntNegativeExponent
            | Fault::FractionalPower
            | Fault::NegativeShift
            | Fault::NanToInt
            | Fault::MathDomain
            | Fault::RangeStep
            | Fault::SliceStep
            | Fault::NegativeExtent
            | Fault::Reshape
            | Fault::Shape
            | Fault::Unaligned
            | Fault::NegativeIndex
            | Fault::SameIndex
            | Fault::NegativeFactorial
            | Fault::NegativeN
            | Fault::NegativeK
            | Fault::NegativeRoot
            | Fault::NegativeTolerance
            | Fault::ZeroModulus
            | Fault::NotInvertible
            | Fault::SumOfInfinities
            | Fault::Dimensions
            | Fault::EmptyMin
            | Fault::EmptyMax => ExcKind::ValueError,
            Fault::Index => ExcKind::IndexError,
            Fault::NoMemory => ExcKind::MemoryError,
            Fault::Recursion => ExcKind::RecursionError,
            Fault::Alias | Fault::SelfOverlap => ExcKind::AliasError,
            Fault::Interrupt => ExcKind::Stopped,
            Fault::Python => ExcKind::BaseException,
            Fault::BrokenProof => ExcKind::RuntimeError,
        }
    }

    /// The text; `{}` stands for an argument.
    pub const fn text(self) -> &'static str {
        match self {
            Fault::Range(Scalar::Bool) => "integer result does not fit bool",
            Fault::Range(Scalar::I8) => "integer result does not fit i8",
            Fault::Range(Scalar::I16) => "integer result does not fit i16",
            Fault::Range(Scalar::I32) => "integer result does not fit i32",
            Fault::Range(Scalar::I64) => "integer result does not fit i64",
            Fault::Range(Scalar::U8) => "integer result does not fit u8",
            Fault::Range(Scalar::U16) => "integer result does not fit u16",
            Fault::Range(Scalar::U32) => "integer result does not fit u32",
            Fault::Range(_) => "integer result does not fit u64",
            Fault::IntDivision => "integer division or modulo by zero",
            Fault::IntModulo => "integer modulo by zero",
            Fault::TrueDivision => "division by zero",
            Fault::FloatDivision => "float division by zero",
            Fault::FloatFloorDivision => "float floor division by zero",
            Fault::FloatModulo => "float modulo",
            Fault::ZeroToNegative => "0.0 cannot be raised to a negative power",
            Fault::IntNegativeExponent => "negative exponent of an integer",
            Fault::FractionalPower => "negative number raised to a fractional power",
            Fault::FloatRange => "(34, 'Numerical result out of range')",
            Fault::NegativeShift => "negative shift count",
            Fault::NanToInt => "cannot convert float NaN to integer",
            Fault::InfinityToInt => "cannot convert float infinity to integer",
            Fault::MathDomain => "math domain error",
            Fault::MathRange => "math range error",
            Fault::Index => "index {} is out of bounds for size {}",
            Fault::RangeStep => "range() arg 3 must not be zero",
            Fault::SliceStep => "slice step cannot be zero",
            Fault::NegativeExtent => "negative dimensions are not allowed",
            Fault::Reshape => "cannot reshape array of size {} into shape of size {}",
            Fault::Shape => "shapes differ: extent {} and extent {}",
            Fault::NoMemory => "",
            Fault::EmptyMin => "min() arg is an empty sequence",
            Fault::EmptyMax => "max() arg is an empty sequence",
            Fault::Recursion => "maximum recursion depth exceeded in native code",
            Fault::Alias => "a view that the prange writes overlaps another view in memory",
            Fault::SelfOverlap => "a view that the prange writes overlaps itself",
            Fault::Interrupt | Fault::Python => "",
            Fault::NegativeIndex => "disjoint: negative index {} at position {}",
            Fault::SameIndex => "disjoint: index {} at positions {} and {}",
            Fault::Unaligned => "atomic_add on an element that is not aligned in memory",
            Fault::NegativeFactorial => "factorial() not defined for negative values",
            Fault::NegativeN => "n must be a non-negative integer",
            Fault::NegativeK => "k must be a non-negative integer",
            Fault::NegativeRoot => "isqrt() argument must be nonnegative",
            Fault::NegativeTolerance => "tolerances must be non-negative",
            Fault::ZeroModulus => "pow() 3rd argument cannot be 0",
            Fault::NotInvertible => "base is not invertible for the given modulus",
            Fault::SumOfInfinities => "-inf + inf in fsum",
            Fault::Dimensions => "both points must have the same number of dimensions",
            Fault::SumRange => "intermediate overflow in fsum",
            Fault::RoundRange => "rounded value too large to represent",
            Fault::BrokenProof => "internal error: a proven operation failed",
        }
    }

    /// The text with its arguments filled in.
    pub fn message(self, args: &[i64]) -> String {
        let mut out = String::new();
        let mut args = args.iter();
        for (i, part) in self.text().split("{}").enumerate() {
            if i > 0 {
                out.push_str(&args.next().copied().unwrap_or(0).to_string());
            }
            out.push_str(part);
        }
        out
    }
}
