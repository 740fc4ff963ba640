//! Builtin functions in native code: `len`, `abs`, `min` and their like, casts, and those that need the lock.

use ungil_grammar::codes;
use ungil_grammar::{Diagnostic, Span};

use super::body::{Body, article};
use super::value::{Lit, Value};
use crate::hir;
use crate::tir::{Arg, BinOp, Expr, ExprKind, LibFn, MathFn, Overflow, ReduceOp, Scalar, UnOp};
use crate::types::widen;

/// The builtins that native code has.
pub(crate) const NATIVE: [&str; 16] = [
    "len",
    "abs",
    "min",
    "max",
    "round",
    "int",
    "float",
    "bool",
    "divmod",
    "pow",
    "sum",
    "range",
    "enumerate",
    "zip",
    "reversed",
    "tuple",
];

/// The builtins that build an object.
const BUILDERS: [&str; 9] =
    ["str", "list", "dict", "set", "sorted", "bytes", "bytearray", "frozenset", "repr"];

/// The others.
const LOCKED: [&str; 35] = [
    "print",
    "open",
    "input",
    "map",
    "filter",
    "any",
    "all",
    "isinstance",
    "issubclass",
    "type",
    "id",
    "hash",
    "getattr",
    "setattr",
    "hasattr",
    "delattr",
    "callable",
    "iter",
    "next",
    "chr",
    "ord",
    "hex",
    "oct",
    "bin",
    "format",
    "vars",
    "dir",
    "globals",
    "locals",
    "eval",
    "exec",
    "super",
    "object",
    "slice",
    "__import__",
];

/// Whether this is a builtin of Python (exceptions included).
pub(crate) fn is_builtin(name: &str) -> bool {
    NATIVE.contains(&name)
        || BUILDERS.contains(&name)
        || LOCKED.contains(&name)
        || super::stmt::exception_named(name).is_some()
        || matches!(
            name,
            "complex" | "ascii" | "memoryview" | "property" | "staticmethod" | "classmethod" | "aiter"
        )
        || matches!(
            name,
            "anext" | "breakpoint" | "compile" | "help" | "exit" | "quit" | "__name__" | "__file__"
        )
        || matches!(name, "NotImplemented" | "Ellipsis" | "__debug__" | "__doc__" | "copyright" | "credits")
}

impl Body<'_, '_> {
    /// A call of a builtin.
    pub(crate) fn builtin_call(&mut self, name: &str, call: &hir::Call, span: Span) -> Value {
        if BUILDERS.contains(&name) {
            let what = match name {
                "str" | "repr" => "a str".to_string(),
                "sorted" => "a list".to_string(),
                other => format!("a {other}"),
            };
            return self.builds(span, &what);
        }
        if !NATIVE.contains(&name) {
            if is_builtin(name) {
                return self.needs_lock(name, span);
            }
            return self.read(&hir::Var::Global(name.into()), call.func.span);
        }
        match name {
            "range" | "enumerate" | "zip" | "reversed" => {
                return self.unsupported(
                    span,
                    &format!("`{name}` outside of a `for` loop"),
                    "iterate over it",
                );
            }
            "tuple" => return self.unsupported(span, "`tuple(...)`", "write the tuple out: `(a, b)`"),
            _ => {}
        }
        for keyword in &call.keywords {
            match (name, keyword.name.as_deref()) {
                ("sum", Some("start")) => {}
                (_, Some(key)) => {
                    return self.unsupported(
                        keyword.span,
                        &format!("`{key}=` of `{name}`"),
                        "pass plain arguments",
                    );
                }
                (_, None) => {
                    return self.unsupported(keyword.span, "`**` in a call", "write the arguments out");
                }
            }
        }
        let mut args: Vec<&hir::Expr> = call.args.iter().collect();
        args.extend(call.keywords.iter().map(|k| &k.value));
        if let Some(star) = args.iter().find(|a| matches!(a.kind, hir::ExprKind::Starred(_))) {
            return self.unsupported(star.span, "`*` in a call", "write the arguments out");
        }
        if let [arg] = args.as_slice()
            && let hir::ExprKind::Generator { .. } = arg.kind
        {
            return self.unsupported(arg.span, "a generator expression", "write the loop out");
        }
        let (low, high) = match name {
            "len" | "abs" => (1, 1),
            "min" | "max" => (1, usize::MAX),
            "round" | "sum" => (1, 2),
            "pow" => (2, 3),
            "divmod" => (2, 2),
            _ => (0, 1),
        };
        if args.len() < low || args.len() > high {
            return self.error(
                codes::TYPE_MISMATCH,
                span,
                format!(
                    "`{name}` takes {low} argument{}, not {}",
                    if low == 1 { "" } else { "s" },
                    args.len()
                ),
            );
        }
        let values = self.list(&args);
        if values.iter().any(|v| matches!(v, Value::Unknown)) {
            return Value::Unknown;
        }
        let spans: Vec<Span> = args.iter().map(|a| a.span).collect();
        self.builtin_values(name, values, &spans, span).unwrap_or(Value::Unknown)
    }

    pub(crate) fn needs_lock(&mut self, name: &str, span: Span) -> Value {
        let d = Diagnostic::error(codes::NEEDS_LOCK, span, format!("`{name}` needs the lock"))
            .with_hint("wrap it in `with gil:`, or call it before or after the region");
        let d = self.offer_gil(d);
        self.say(d)
    }

    fn builtin_values(
        &mut self,
        name: &str,
        values: Vec<Value>,
        spans: &[Span],
        span: Span,
    ) -> Option<Value> {
        let pos = self.pos(span);
        let mut values = values.into_iter();
        match name {
            "len" => match values.next()? {
                Value::View(v) => Some(Value::Scalar(Expr { pos, ..Expr::extent(v, 0) })),
                Value::Tuple(items) => Some(Value::Lit(Lit::Int(items.len() as i128))),
                other => {
                    let found = self.describe(&other);
                    self.error(
                        codes::TYPE_MISMATCH,
                        spans[0],
                        format!("`len` wants an array, this is {found}"),
                    );
                    None
                }
            },
            "abs" => match values.next()? {
                Value::Lit(Lit::Int(v)) if v != i128::MIN => Some(Value::Lit(Lit::Int(v.abs()))),
                Value::Lit(Lit::Float(v)) => Some(Value::Lit(Lit::Float(v.abs()))),
                other => {
                    let e = self.scalar(other, spans[0])?.widen();
                    let (ty, overflow) = (e.ty, self.policies.overflow);
                    let kind = ExprKind::Unary { op: UnOp::Abs, overflow, arg: Box::new(e) };
                    Some(Value::Scalar(Expr { ty, pos, kind }))
                }
            },
            "int" => match values.next() {
                None => Some(Value::Lit(Lit::Int(0))),
                Some(v) => self.cast(v, Scalar::I64, spans[0], span),
            },
            "float" => match values.next() {
                None => Some(Value::Lit(Lit::Float(0.0))),
                Some(v) => self.cast(v, Scalar::F64, spans[0], span),
            },
            "bool" => match values.next() {
                None => Some(Value::Scalar(Expr::bool(false))),
                Some(v) => self.truth(v, spans[0]).map(Value::Scalar),
            },
            "round" => {
                if spans.len() > 1 {
                    let (x, places) = (values.next()?, values.next()?);
                    if let Value::None = places {
                        return self.builtin_values(name, vec![x], &spans[..1], span);
                    }
                    let places = self.integers(vec![places], &spans[1..], span)?.pop()?;
                    let x = self.scalar(x, spans[0])?;
                    let (function, x) = if x.ty.is_float() {
                        (LibFn::RoundFloat, Expr::cast(x, Scalar::F64, Overflow::Raise, pos))
                    } else {
                        (LibFn::RoundInt, x.widen())
                    };
                    let (ty, args) = (x.ty, vec![Arg::Scalar(x), Arg::Scalar(places)]);
                    return Some(Value::Scalar(Expr { ty, pos, kind: ExprKind::Lib(function, args) }));
                }
                let e = self.scalar(values.next()?, spans[0])?;
                if !e.ty.is_float() {
                    return Some(Value::Scalar(e.widen()));
                }
                let e = Expr::cast(e, Scalar::F64, Overflow::Raise, pos);
                let rounded = Expr::math(MathFn::RoundEven, vec![e], pos);
                Some(Value::Scalar(Expr::cast(rounded, Scalar::I64, Overflow::Raise, pos)))
            }
            "divmod" => {
                let (a, b) = (values.next()?, values.next()?);
                let (a, b) = self.unify(hir::BinOp::FloorDiv, a, spans[0], b, spans[1], span)?;
                let (a, b) = (self.spill(a), self.spill(b));
                let (overflow, division) = (self.policies.overflow, self.policies.division);
                let quotient = Expr::binary(BinOp::FloorDiv, overflow, division, a.clone(), b.clone(), pos);
                let quotient = self.spill(quotient);
                let rest = Expr::binary(BinOp::Mod, overflow, division, a, b, pos);
                Some(Value::Tuple(vec![Value::Scalar(quotient), Value::Scalar(rest)]))
            }
            "pow" => {
                if spans.len() > 2 {
                    let args = self.integers(values.collect(), spans, span)?;
                    let ty = args.first()?.ty;
                    let args = args.into_iter().map(Arg::Scalar).collect();
                    return Some(Value::Scalar(Expr { ty, pos, kind: ExprKind::Lib(LibFn::PowMod, args) }));
                }
                let (a, b) = (values.next()?, values.next()?);
                match self.binary(hir::BinOp::Pow, (a, spans[0]), (b, spans[1]), span) {
                    Value::Unknown => None,
                    value => Some(value),
                }
            }
            "sum" => self.sum(values.next()?, values.next(), spans, span),
            "min" | "max" => {
                let op = if name == "min" { BinOp::Min } else { BinOp::Max };
                let values: Vec<Value> = values.collect();
                match values.as_slice() {
                    [Value::View(v)] => {
                        let v = *v;
                        let op = if op == BinOp::Min { ReduceOp::Min } else { ReduceOp::Max };
                        self.fold(op, v, None, spans[0], span)
                    }
                    [Value::Tuple(items)] if !items.is_empty() => {
                        let items = items.clone();
                        let at = vec![spans[0]; items.len()];
                        self.least(op, items, &at, span)
                    }
                    [other] => {
                        let found = self.describe(other);
                        self.error(
                            codes::TYPE_MISMATCH,
                            spans[0],
                            format!("`{name}` wants an array or several numbers, this is {found}"),
                        );
                        None
                    }
                    _ => self.least(op, values, spans, span),
                }
            }
            _ => None,
        }
    }

    /// `min` or `max` of several scalars.
    fn least(&mut self, op: BinOp, values: Vec<Value>, spans: &[Span], span: Span) -> Option<Value> {
        let name = op.sign();
        let pos = self.pos(span);
        // All literals: a literal.
        let plain: Option<Vec<&Lit>> = values
            .iter()
            .map(|v| match v {
                Value::Lit(l @ (Lit::Int(_) | Lit::Float(_))) => Some(l),
                _ => None,
            })
            .collect();
        if let Some(lits) = plain
            && lits.iter().all(|l| matches!(l, Lit::Int(_)))
        {
            let ints = lits.iter().filter_map(|l| if let Lit::Int(v) = l { Some(*v) } else { None });
            let value = if op == BinOp::Min { ints.min() } else { ints.max() };
            return value.map(|v| Value::Lit(Lit::Int(v)));
        }
        // The type of the typed ones; literals follow.
        let mut ty: Option<(Scalar, Span)> = None;
        for (value, at) in values.iter().zip(spans) {
            let found = match value {
                Value::Scalar(e) => widen(e.ty),
                Value::Lit(_) => continue,
                other => {
                    let found = self.describe(other);
                    self.error(codes::TYPE_MISMATCH, *at, format!("`{name}` of {found}"));
                    return None;
                }
            };
            match ty {
                None => ty = Some((found, *at)),
                Some((first, _)) if first == found => {}
                Some((first, first_at)) => {
                    let signs = (first == Scalar::U64 || found == Scalar::U64)
                        && !first.is_float()
                        && !found.is_float();
                    let unsigned =
                        |v: &Value| matches!(v, Value::Scalar(e) if !e.ty.is_signed() && !e.ty.is_float());
                    if signs && values.iter().all(|v| unsigned(v) || matches!(v, Value::Lit(_))) {
                        ty = Some((Scalar::U64, *at));
                        continue;
                    }
                    let (code, message) = if signs {
                        (codes::MIXED_SIGNS, format!("u64 mixed with a signed integer in `{name}`"))
                    } else {
                        (codes::TYPE_MISMATCH, format!("`{name}` of two types, {first} and {found}"))
                    };
                    self.say(
                        Diagnostic::error(code, span, message)
                            .with_label(first_at, first.name())
                            .with_label(*at, found.name())
                            .with_hint("convert one of them"),
                    );
                    return None;
                }
            }
        }
        let float = values.iter().any(|v| matches!(v, Value::Lit(l) if !l.is_int()));
        let ty = match ty {
            Some((Scalar::Bool, _)) if values.iter().any(|v| matches!(v, Value::Lit(_))) => Scalar::I64,
            Some((Scalar::Bool, _)) => Scalar::I64,
            Some((ty, at)) => {
                if float && !ty.is_float() {
                    self.advise(
                        codes::TYPE_MISMATCH,
                        span,
                        format!("`{name}` of two types, {ty} and a float literal"),
                        format!("convert: `float({})`", self.text(at)),
                    );
                    return None;
                }
                ty
            }
            None if float => Scalar::F64,
            None => Scalar::I64,
        };
        let mut result: Option<Expr> = None;
        for (i, (value, at)) in values.into_iter().zip(spans).enumerate() {
            let mut e = match value {
                Value::Lit(lit) => self.literal(&lit, ty, *at)?,
                other => {
                    let e = self.scalar(other, *at)?;
                    Expr::cast(e, ty, Overflow::Proven, pos)
                }
            };
            if let Some(before) = result {
                e = Expr::binary(op, Overflow::Raise, self.policies.division, before, e, pos);
            }
            if i % 16 == 15 {
                e = self.spill(e);
            }
            result = Some(e);
        }
        result.map(Value::Scalar)
    }

    fn sum(&mut self, what: Value, start: Option<Value>, spans: &[Span], span: Span) -> Option<Value> {
        let Value::View(v) = what else {
            let found = self.describe(&what);
            self.error(codes::TYPE_MISMATCH, spans[0], format!("`sum` wants an array, this is {found}"));
            return None;
        };
        let ty = sum_type(self.view_ty(v).elem);
        let start = match start {
            None => self.literal(&Lit::Int(0), ty, span)?,
            Some(Value::Lit(lit)) => self.literal(&lit, ty, spans[1])?,
            Some(other) => {
                let e = self.scalar(other, spans[1])?.widen();
                if e.ty != ty {
                    self.error(
                        codes::TYPE_MISMATCH,
                        spans[1],
                        format!("the start of this sum is {}, the elements are {ty}", article(e.ty)),
                    );
                    return None;
                }
                e
            }
        };
        self.fold(ReduceOp::Add, v, Some(start), spans[0], span)
    }

    fn fold(
        &mut self,
        op: ReduceOp,
        view: crate::tir::LocalId,
        start: Option<Expr>,
        at: Span,
        span: Span,
    ) -> Option<Value> {
        let ty = self.view_ty(view);
        if ty.rank != 1 {
            self.advise(
                codes::TYPE_MISMATCH,
                at,
                format!("an array of one dimension is wanted, this is {ty}"),
                "loop over its rows",
            );
            return None;
        }
        let pos = self.pos(span);
        let overflow = self.policies.overflow;
        let kind = ExprKind::Fold { op, view, start: start.map(Box::new), overflow };
        Some(Value::Scalar(Expr { ty: sum_type(ty.elem), pos, kind }))
    }

    /// `u8(x)`, `int(x)`: an explicit conversion.
    pub(crate) fn cast(&mut self, value: Value, to: Scalar, at: Span, span: Span) -> Option<Value> {
        let pos = self.pos(span);
        if to == Scalar::Bool {
            return self.truth(value, at).map(Value::Scalar);
        }
        let e = match value {
            Value::Lit(lit) if lit.is_int() || to.is_float() => {
                // A literal that does not fit follows the overflow mode like any other value.
                match lit.to(to) {
                    Ok(e) => return Some(Value::Scalar(Expr { pos, ..e })),
                    Err(_) if self.policies.overflow == Overflow::Wrap => {
                        self.literal(&lit, lit.int_home(), at)?
                    }
                    Err(_) => return self.literal(&lit, to, at).map(Value::Scalar),
                }
            }
            other => self.scalar(other, at)?,
        };
        Some(Value::Scalar(Expr::cast(e, to, self.policies.overflow, pos)))
    }
}

/// The type of a sum, minimum or maximum over elements.
fn sum_type(elem: Scalar) -> Scalar {
    match widen(elem) {
        Scalar::Bool => Scalar::I64,
        other => other,
    }
}
