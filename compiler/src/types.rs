//! The types that the region checker reasons with, and what annotations mean.
//!
//! TIR knows scalars and views only; here are also tuples (TIR gets their leaves), `None`, and [`Ty::Unknown`], the type of
//! what a diagnostic was already given for or what is not known before the program runs: it fits everywhere and gives no
//! second message.

use std::fmt;
use std::sync::Arc;

use crate::check::structs;
use crate::hir::{Const, Expr, ExprKind, FuncId, Module, Name};
use crate::tir::{Scalar, ViewType};

/// A type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ty {
    /// A number or a bool.
    Scalar(Scalar),
    /// A view or array.
    View(ViewType),
    /// A tuple.
    Tuple(Vec<Ty>),
    /// A value of a `@struct` class. Its leaves are those of its fields.
    Struct(Arc<StructTy>),
    /// A function that is known when the code is made: a native function, a lambda or a nested function. Its leaves are
    /// those of the values that it captures.
    Func(Arc<FuncTy>),
    /// `None`.
    None,
    /// Not known; no messages about it.
    Unknown,
}

/// A `@struct` class.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StructTy {
    /// The module that it is of, as the checker numbers modules.
    pub home: u32,
    /// The class.
    pub class: FuncId,
    /// Its name.
    pub name: Name,
    /// Names and types of the fields, in order.
    pub fields: Vec<(Name, Ty)>,
}

/// Which function a value is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FuncTy {
    /// The module that it is of, as the checker numbers modules.
    pub home: u32,
    /// The function.
    pub func: FuncId,
    /// Its name.
    pub name: Name,
    /// The types of the captured variables, in the order of `hir::Function::free`.
    pub captures: Vec<Ty>,
    /// What `Callable[[…], …]` promised: types of the parameters, and of the result.
    pub declared: Option<(Vec<Ty>, Box<Ty>)>,
}

impl Ty {
    /// Whether any part of it is not known.
    pub fn is_unknown(&self) -> bool {
        match self {
            Ty::Unknown => true,
            Ty::Tuple(items) => items.iter().any(Ty::is_unknown),
            Ty::Func(func) => func.captures.iter().any(Ty::is_unknown),
            _ => false,
        }
    }

    /// The most numbers and views in a tuple.
    pub const MAX_PARTS: usize = 256;

    /// How many numbers and views it holds.
    pub fn parts(&self) -> usize {
        match self {
            Ty::Scalar(_) | Ty::View(_) => 1,
            Ty::Tuple(items) => items.iter().map(Ty::parts).sum::<usize>().max(1),
            Ty::Func(func) => func.captures.iter().map(Ty::parts).sum(),
            Ty::Struct(of) => of.fields.iter().map(|(_, ty)| ty.parts()).sum(),
            Ty::None | Ty::Unknown => 1,
        }
    }

    /// The type of a local without annotation that is made from a value of this type: narrow integers become i64, and
    /// nothing is promised about the layout or access of views that is not certain.
    #[must_use]
    pub fn widened(&self) -> Ty {
        match self {
            Ty::Scalar(s) => Ty::Scalar(widen(*s)),
            Ty::Tuple(items) => Ty::Tuple(items.iter().map(Ty::widened).collect()),
            other => other.clone(),
        }
    }
}

/// The type in which arithmetic on a scalar happens (bool stays bool).
pub fn widen(s: Scalar) -> Scalar {
    match s {
        Scalar::I8 | Scalar::I16 | Scalar::I32 | Scalar::U8 | Scalar::U16 | Scalar::U32 => Scalar::I64,
        other => other,
    }
}

impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ty::Scalar(s) => s.fmt(f),
            Ty::View(v) => v.fmt(f),
            Ty::Tuple(items) => {
                f.write_str("tuple[")?;
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        f.write_str(", ")?;
                    }
                    item.fmt(f)?;
                }
                f.write_str("]")
            }
            Ty::Func(func) => write!(f, "the function {}", func.name),
            Ty::Struct(of) => f.write_str(&of.name),
            Ty::None => f.write_str("None"),
            Ty::Unknown => f.write_str("?"),
        }
    }
}

/// The scalar type that module `ungil` gives this name.
pub fn scalar_named(name: &str) -> Option<Scalar> {
    Some(match name {
        "i8" | "int8" => Scalar::I8,
        "i16" | "int16" => Scalar::I16,
        "i32" | "int32" => Scalar::I32,
        "i64" | "int64" => Scalar::I64,
        "u8" | "uint8" => Scalar::U8,
        "u16" | "uint16" => Scalar::U16,
        "u32" | "uint32" => Scalar::U32,
        "u64" | "uint64" => Scalar::U64,
        "f32" | "float32" => Scalar::F32,
        "f64" | "float64" => Scalar::F64,
        _ => return None,
    })
}

/// The name of the builtin that an expression names, if the module does not rebind it.
pub fn builtin_named<'a>(module: &'a Module, expr: &'a Expr) -> Option<&'a str> {
    let ExprKind::Var(var) = &expr.kind else { return None };
    let name = var.global_name()?;
    (!module.globals.contains_key(name) && !module.star_import).then_some(name)
}

/// The scalar type that an expression names: `f64`, `u.i8`, `int`, `bool`.
pub fn scalar_of(module: &Module, expr: &Expr) -> Option<Scalar> {
    if let Some(name) = module.ungil_name(expr) {
        return scalar_named(name);
    }
    match builtin_named(module, expr)? {
        "int" => Some(Scalar::I64),
        "float" => Some(Scalar::F64),
        "bool" => Some(Scalar::Bool),
        _ => None,
    }
}

/// What a view or array name of module `ungil` says: a view of `i64` elements whose `elem` is to be replaced.
fn view_named(name: &str) -> Option<ViewType> {
    if let Some(rank) = name.strip_prefix("Array") {
        return Some(ViewType { elem: Scalar::I64, rank: rank_of(rank)?, writable: true, contiguous: true });
    }
    let (rest, writable) = match name.strip_prefix("Const") {
        Some(rest) => (rest, false),
        None => (name, true),
    };
    let (rest, contiguous) = match rest.strip_prefix("CView") {
        Some(rest) => (rest, true),
        None => (rest.strip_prefix("View")?, false),
    };
    Some(ViewType { elem: Scalar::I64, rank: rank_of(rest)?, writable, contiguous })
}

fn rank_of(digits: &str) -> Option<u8> {
    match digits {
        "" | "1" => Some(1),
        "2" => Some(2),
        "3" => Some(3),
        _ => None,
    }
}

/// The type that an annotation means, if it is a native one. `Err` says in a few words what is wrong.
pub fn annotation(module: &Module, expr: &Expr) -> Result<Ty, String> {
    annotation_at(module, 0, expr, 0)
}

/// The same in the module that the checker has as number `home`, inside `depth` structs.
pub(crate) fn annotation_at(module: &Module, home: u32, expr: &Expr, depth: u32) -> Result<Ty, String> {
    if let Some(s) = scalar_of(module, expr) {
        return Ok(Ty::Scalar(s));
    }
    match &expr.kind {
        ExprKind::Const(Const::None) => Ok(Ty::None),
        ExprKind::Index { value, index } => {
            if builtin_named(module, value) == Some("tuple") {
                let items = match &index.kind {
                    ExprKind::Tuple(items) => items.iter().collect(),
                    _ => vec![&**index],
                };
                let items: Result<Vec<Ty>, String> =
                    items.into_iter().map(|e| annotation_at(module, home, e, depth)).collect();
                return Ok(Ty::Tuple(items?));
            }
            let Some(name) = module.ungil_name(value) else {
                return Err("is not a native type".into());
            };
            if name == "Atomic" {
                return match scalar_of(module, index) {
                    Some(elem @ (Scalar::I64 | Scalar::U64 | Scalar::F64 | Scalar::Bool)) => {
                        Ok(Ty::View(ViewType::atomic(elem)))
                    }
                    _ => Err("needs `i64`, `u64`, `f64` or `bool` between the brackets".into()),
                };
            }
            let Some(view) = view_named(name) else {
                return Err("is not a native type".into());
            };
            match scalar_of(module, index) {
                Some(elem) => Ok(Ty::View(ViewType { elem, ..view })),
                None => Err("needs a scalar type between the brackets, as in `View[f64]`".into()),
            }
        }
        _ => match module.ungil_name(expr) {
            Some(name) if view_named(name).is_some() => {
                Err("needs a scalar type between brackets, as in `View[f64]`".into())
            }
            None if let ExprKind::Var(var) = &expr.kind
                && let Some(class) = var.global_name().and_then(|name| structs::named(module, name)) =>
            {
                structs::struct_type(module, home, class, depth)
            }
            _ => Err("is not a native type".into()),
        },
    }
}

/// What `Callable[[A, B], R]` says of parameters and result, if it says it.
pub fn callable_parts(expr: &Expr) -> Option<(&[Expr], &Expr)> {
    let ExprKind::Index { value, index } = &expr.kind else { return None };
    let ExprKind::Tuple(parts) = &index.kind else { return None };
    let [params, result] = parts.as_slice() else { return None };
    let ExprKind::List(params) = &params.kind else { return None };
    is_callable(value).then_some((params, result))
}

/// Whether an annotation names a function type.
pub fn is_callable(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Index { value, .. } => is_callable(value),
        ExprKind::Var(var) => var.global_name() == Some("Callable"),
        ExprKind::Attribute { name, .. } => &**name == "Callable",
        _ => false,
    }
}
