//! What lowering an expression gives: a TIR expression, or something that is not one value of TIR yet.

use std::fmt;
use std::sync::Arc;

use crate::tir::{Expr, LocalId, Scalar};
use crate::types::{FuncTy, StructTy};

/// The value of an expression while a region is lowered.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A scalar of a known type.
    Scalar(Expr),
    /// A literal, which takes the type of its context.
    Lit(Lit),
    /// A view held by a local.
    View(LocalId),
    /// An `Atomic` held by a local.
    Atomic(LocalId),
    /// A tuple, by its parts.
    Tuple(Vec<Value>),
    /// A struct value, by its fields.
    Struct(Arc<StructTy>, Vec<Value>),
    /// A function, with the values that it captured.
    Func(Arc<FuncTy>, Vec<Value>),
    /// `None`.
    None,
    /// Something a message was given for, or whose type is not known before the program runs.
    Unknown,
}

/// A literal, or a choice between literals.
#[derive(Clone, Debug)]
pub(crate) enum Lit {
    /// An int.
    Int(i128),
    /// An int beyond 128 bits, as the nearest float.
    Big(f64),
    /// A float.
    Float(f64),
    /// `a if cond else b`.
    Cond(Box<(Expr, Lit, Lit)>),
}

/// Why a literal has no value of a type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Misfit {
    /// This int is out of the type's range.
    Range(String),
    /// It is of another kind (a float for an int, a number for a bool).
    Kind,
}

impl Lit {
    /// The type if the context gives none.
    pub(crate) fn default_type(&self) -> Scalar {
        match self {
            Lit::Int(_) | Lit::Big(_) => Scalar::I64,
            Lit::Float(_) => Scalar::F64,
            Lit::Cond(parts) => match (parts.1.default_type(), parts.2.default_type()) {
                (Scalar::I64, Scalar::I64) => Scalar::I64,
                _ => Scalar::F64,
            },
        }
    }

    /// Whether every choice is an int.
    pub(crate) fn is_int(&self) -> bool {
        self.default_type() == Scalar::I64
    }

    /// Whether some choice is a negative int.
    pub(crate) fn has_negative(&self) -> bool {
        match self {
            Lit::Int(v) => *v < 0,
            Lit::Big(v) => *v < 0.0,
            Lit::Float(_) => false,
            Lit::Cond(parts) => parts.1.has_negative() || parts.2.has_negative(),
        }
    }

    /// The smallest wide integer type that holds every choice.
    pub(crate) fn int_home(&self) -> Scalar {
        match self {
            Lit::Int(v) if *v > i64::MAX as i128 => Scalar::U64,
            Lit::Cond(parts) => match (parts.1.int_home(), parts.2.int_home()) {
                (Scalar::I64, Scalar::I64) => Scalar::I64,
                _ => Scalar::U64,
            },
            _ => Scalar::I64,
        }
    }

    /// The literal as a value of that type.
    pub(crate) fn to(&self, ty: Scalar) -> Result<Expr, Misfit> {
        match self {
            Lit::Int(v) if ty.is_int() => {
                let (low, high) = ty.int_range();
                if *v < low || *v > high {
                    return Err(Misfit::Range(v.to_string()));
                }
                Ok(Expr::bits(ty, *v as u64))
            }
            Lit::Big(v) if ty.is_int() => Err(Misfit::Range(format!("about {v:e}"))),
            Lit::Int(v) if ty.is_float() => Lit::Float(*v as f64).to(ty),
            Lit::Big(v) if ty.is_float() && v.is_finite() => Lit::Float(*v).to(ty),
            Lit::Big(v) if ty.is_float() => Err(Misfit::Range(v.to_string())),
            Lit::Float(v) if ty == Scalar::F64 => Ok(Expr::f64(*v)),
            Lit::Float(v) if ty == Scalar::F32 => Ok(Expr::f32(*v as f32)),
            Lit::Cond(parts) => {
                let (then, other) = (parts.1.to(ty)?, parts.2.to(ty)?);
                let pos = parts.0.pos;
                Ok(Expr::cond(parts.0.clone(), then, other, pos))
            }
            _ => Err(Misfit::Kind),
        }
    }

    /// The literal with its sign changed.
    #[must_use]
    pub(crate) fn negated(self) -> Lit {
        match self {
            Lit::Int(v) => v.checked_neg().map_or(Lit::Big(-(v as f64)), Lit::Int),
            Lit::Big(v) => Lit::Big(-v),
            Lit::Float(v) => Lit::Float(-v),
            Lit::Cond(parts) => Lit::Cond(Box::new((parts.0, parts.1.negated(), parts.2.negated()))),
        }
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Misfit::Range(v) => f.write_str(v),
            Misfit::Kind => f.write_str("of another kind"),
        }
    }
}
