//! The operators of TIR: what they compute is Python's arithmetic on bounded types (`eval.rs` is the definition).

use super::Scalar;

/// What integer arithmetic and narrowing do when the exact result does not fit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Overflow {
    /// OverflowError (the default).
    #[default]
    Raise,
    /// Keep the low bits.
    Wrap,
    /// The nearest value that fits.
    Saturate,
    /// A pass proved that it fits; emitted like `Wrap`, and the evaluator still checks it.
    Proven,
}

/// What a float division by zero does; integers always raise.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Division {
    /// ZeroDivisionError (the default).
    #[default]
    Raise,
    /// IEEE 754: infinity or NaN.
    Ieee,
}

/// Whether an index is checked against the extent of its axis.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Bounds {
    /// IndexError when out of range (the default).
    #[default]
    Check,
    /// The source asked for none (`bounds="unchecked"`).
    Unchecked,
    /// A pass proved it; the evaluator still checks it.
    Proven,
}

/// The policies of a function or block, as a front end carries them; operators hold their own copy.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Policies {
    /// `overflow=`.
    pub overflow: Overflow,
    /// `division=`.
    pub division: Division,
    /// `bounds=`.
    pub bounds: Bounds,
}

/// Unary operators. The result has the operand's type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum UnOp {
    /// `-x` of i64, u64, f32, f64 (overflow applies to integers).
    Neg,
    /// `abs(x)` of i64, u64, f32, f64 (overflow applies to i64).
    Abs,
    /// `~x` of i64, u64 (of a u64 it is the 64-bit complement; the checker asks for `overflow="wrap"`).
    Invert,
    /// `not x` of a bool.
    Not,
}

/// Binary operators. Unless said otherwise both operands and the result have one type of i64, u64, f32, f64.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BinOp {
    /// `a + b`.
    Add,
    /// `a - b`.
    Sub,
    /// `a * b`.
    Mul,
    /// `a / b`; of two i64 or two u64 the correctly rounded f64.
    TrueDiv,
    /// `a // b`, rounding down.
    FloorDiv,
    /// `a % b`, with the sign of `b`.
    Mod,
    /// `a ** b`; an integer base takes an i64 or u64 exponent (negative: ValueError).
    Pow,
    /// `a & b` of i64, u64, bool.
    And,
    /// `a | b` of i64, u64, bool.
    Or,
    /// `a ^ b` of i64, u64, bool.
    Xor,
    /// `a << b` of i64, u64; `b` is i64 or u64.
    Shl,
    /// `a >> b` of i64, u64; `b` is i64 or u64.
    Shr,
    /// `min(a, b)`: `b` if `b < a`, else `a` (Python's choice for NaN and signed zeros).
    Min,
    /// `max(a, b)`: `b` if `b > a`, else `a`.
    Max,
}

impl BinOp {
    /// The sign in source text.
    pub const fn sign(self) -> &'static str {
        match self {
            BinOp::Add => "+",
            BinOp::Sub => "-",
            BinOp::Mul => "*",
            BinOp::TrueDiv => "/",
            BinOp::FloorDiv => "//",
            BinOp::Mod => "%",
            BinOp::Pow => "**",
            BinOp::And => "&",
            BinOp::Or => "|",
            BinOp::Xor => "^",
            BinOp::Shl => "<<",
            BinOp::Shr => ">>",
            BinOp::Min => "min",
            BinOp::Max => "max",
        }
    }
}

/// Comparisons, exact between any two scalar types.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum CmpOp {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

impl CmpOp {
    /// The sign in source text.
    pub const fn sign(self) -> &'static str {
        match self {
            CmpOp::Eq => "==",
            CmpOp::Ne => "!=",
            CmpOp::Lt => "<",
            CmpOp::Le => "<=",
            CmpOp::Gt => ">",
            CmpOp::Ge => ">=",
        }
    }

    /// The comparison with its operands exchanged.
    pub const fn swapped(self) -> CmpOp {
        match self {
            CmpOp::Lt => CmpOp::Gt,
            CmpOp::Le => CmpOp::Ge,
            CmpOp::Gt => CmpOp::Lt,
            CmpOp::Ge => CmpOp::Le,
            same => same,
        }
    }
}

/// Functions of Python's library that take or give integers, several numbers, or whole views. The host computes them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum LibFn {
    /// `math.gcd` of integers of one type.
    Gcd,
    /// `math.lcm`.
    Lcm,
    /// `math.isqrt`.
    Isqrt,
    /// `math.factorial`.
    Factorial,
    /// `math.comb`.
    Comb,
    /// `math.perm` with two arguments.
    Perm,
    /// `pow` with a modulus.
    PowMod,
    /// `round` of an int to places.
    RoundInt,
    /// `round` of a float to places.
    RoundFloat,
    /// The mantissa of `math.frexp`.
    FrexpMantissa,
    /// Its exponent.
    FrexpExponent,
    /// The fraction of `math.modf`.
    ModfFraction,
    /// Its whole part.
    ModfWhole,
    /// `math.ldexp`.
    Ldexp,
    /// `math.nextafter`.
    Nextafter,
    /// `math.ulp`.
    Ulp,
    /// `math.isclose` with both tolerances.
    Isclose,
    /// `math.hypot` of any number of floats.
    Hypot,
    /// `math.fsum` of a view.
    Fsum,
    /// `math.prod` of a view and a start value: in order for floats, exact for integers.
    Prod,
    /// `math.dist` of two views.
    Dist,
}

impl LibFn {
    /// Every function, in the order of its number.
    pub const ALL: &'static [LibFn] = &[
        LibFn::Gcd,
        LibFn::Lcm,
        LibFn::Isqrt,
        LibFn::Factorial,
        LibFn::Comb,
        LibFn::Perm,
        LibFn::PowMod,
        LibFn::RoundInt,
        LibFn::RoundFloat,
        LibFn::FrexpMantissa,
        LibFn::FrexpExponent,
        LibFn::ModfFraction,
        LibFn::ModfWhole,
        LibFn::Ldexp,
        LibFn::Nextafter,
        LibFn::Ulp,
        LibFn::Isclose,
        LibFn::Hypot,
        LibFn::Fsum,
        LibFn::Prod,
        LibFn::Dist,
    ];

    /// The most arguments that one may have: a byte each for their types in one word.
    pub const MAX_ARGS: usize = 8;
}

macro_rules! math {
    ($($name:ident $text:literal $arity:literal),* $(,)?) => {
        /// Functions of the `math` module on f64, raising where Python's raise. `Floor`, `Ceil`, `Trunc` and
        /// `RoundEven` give an f64; a cast makes the int of it.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum MathFn { $($name),* }

        impl MathFn {
            /// Every function, in the order of its number.
            pub const ALL: &'static [MathFn] = &[$(MathFn::$name),*];

            /// The name in Python's `math` (`round_even` is not one).
            pub const fn name(self) -> &'static str {
                match self { $(MathFn::$name => $text),* }
            }

            /// How many arguments it takes.
            pub const fn arity(self) -> usize {
                match self { $(MathFn::$name => $arity),* }
            }

            /// The function of that name.
            pub fn from_name(name: &str) -> Option<MathFn> {
                match name { $($text => Some(MathFn::$name),)* _ => None }
            }
        }
    };
}

math! {
    Sqrt "sqrt" 1, Exp "exp" 1, Exp2 "exp2" 1, Expm1 "expm1" 1, Log "log" 1, Log2 "log2" 1, Log10 "log10" 1,
    Log1p "log1p" 1, Sin "sin" 1, Cos "cos" 1, Tan "tan" 1, Asin "asin" 1, Acos "acos" 1, Atan "atan" 1,
    Sinh "sinh" 1, Cosh "cosh" 1, Tanh "tanh" 1, Asinh "asinh" 1, Acosh "acosh" 1, Atanh "atanh" 1, Erf "erf" 1,
    Erfc "erfc" 1, Gamma "gamma" 1, Lgamma "lgamma" 1, Cbrt "cbrt" 1, Fabs "fabs" 1, Floor "floor" 1,
    Ceil "ceil" 1, Trunc "trunc" 1, RoundEven "round_even" 1, Atan2 "atan2" 2, Pow "pow" 2, Hypot "hypot" 2,
    Fmod "fmod" 2, Copysign "copysign" 2, Remainder "remainder" 2,
}

/// `math.isnan` and its like: an f64 to a bool.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum FloatTest {
    IsNan,
    IsInf,
    IsFinite,
}

/// How a reduction combines.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ReduceOp {
    /// `x += e` (or `-=`, with `negate` at the update). Integers are exact unless the mode is `Wrap`.
    Add,
    /// `x *= e`. Integers give the exact product or OverflowError unless the mode is `Wrap`.
    Mul,
    /// `x &= e` of i64, u64, bool.
    And,
    /// `x |= e`.
    Or,
    /// `x ^= e`.
    Xor,
    /// `x = min(x, e)` or `if e < x: x = e`; the first of equals wins, with its payload.
    Min,
    /// `x = max(x, e)` or `if e > x: x = e`.
    Max,
    /// `x = x and e` of bools.
    All,
    /// `x = x or e` of bools.
    Any,
}

impl ReduceOp {
    /// The name that the printer shows.
    pub const fn name(self) -> &'static str {
        match self {
            ReduceOp::Add => "+",
            ReduceOp::Mul => "*",
            ReduceOp::And => "&",
            ReduceOp::Or => "|",
            ReduceOp::Xor => "^",
            ReduceOp::Min => "min",
            ReduceOp::Max => "max",
            ReduceOp::All => "all",
            ReduceOp::Any => "any",
        }
    }

    /// True if the op is defined on that type.
    pub const fn accepts(self, ty: Scalar) -> bool {
        match self {
            ReduceOp::Add | ReduceOp::Mul | ReduceOp::Min | ReduceOp::Max => ty.is_wide(),
            ReduceOp::And | ReduceOp::Or | ReduceOp::Xor => {
                matches!(ty, Scalar::I64 | Scalar::U64 | Scalar::Bool)
            }
            ReduceOp::All | ReduceOp::Any => matches!(ty, Scalar::Bool),
        }
    }
}
