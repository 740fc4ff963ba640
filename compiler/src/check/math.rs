//! The `math` module in native code.

use ungil_grammar::codes;
use ungil_grammar::{Diagnostic, Span};

use super::body::Body;
use super::value::Value;
use crate::hir;
use crate::tir::{Arg, BinOp, Expr, ExprKind, FloatTest, LibFn, MathFn, Overflow, Scalar};
use crate::types::Ty;

/// `math.pi` and its like.
pub(crate) fn constant(name: &str) -> Option<f64> {
    Some(match name {
        "pi" => std::f64::consts::PI,
        "e" => std::f64::consts::E,
        "tau" => std::f64::consts::TAU,
        "inf" => f64::INFINITY,
        "nan" => f64::NAN,
        _ => return None,
    })
}

const OTHERS: [&str; 5] = ["isnan", "isinf", "isfinite", "degrees", "radians"];

/// The functions that the host computes.
const LIBRARY: [&str; 16] = [
    "comb",
    "dist",
    "factorial",
    "frexp",
    "fsum",
    "gcd",
    "isclose",
    "isqrt",
    "lcm",
    "ldexp",
    "modf",
    "nextafter",
    "perm",
    "prod",
    "ulp",
    "hypot",
];

/// Whether native code has this function.
pub(crate) fn is_function(name: &str) -> bool {
    OTHERS.contains(&name)
        || LIBRARY.contains(&name)
        || (MathFn::from_name(name).is_some() && name != MathFn::RoundEven.name())
}

impl Body<'_, '_> {
    /// `math.name(args)`.
    pub(crate) fn math_call(&mut self, name: &str, call: &hir::Call, span: Span) -> Value {
        if !is_function(name) {
            let known: Vec<&str> =
                MathFn::ALL.iter().map(|f| f.name()).chain(OTHERS).chain(LIBRARY).collect();
            let message = format!("`math` has no function `{name}`");
            let mut d = Diagnostic::error(codes::UNKNOWN_NAME, call.func.span, message);
            if let Some(near) = super::diags::nearest(name, known) {
                d = d.with_hint(format!("did you mean `math.{near}`?"));
            }
            return self.say(d);
        }
        if LIBRARY.contains(&name) && (name != "hypot" || call.args.len() != 2) {
            return self.library_call(name, call, span);
        }
        if let Some(keyword) = call.keywords.first() {
            return self.unsupported(keyword.span, "a keyword argument here", "pass it by position");
        }
        let args: Vec<&hir::Expr> = call.args.iter().collect();
        let arity = MathFn::from_name(name).map_or(1, MathFn::arity);
        let most = if name == "log" { 2 } else { arity };
        if args.len() < arity || args.len() > most {
            return self.error(
                codes::TYPE_MISMATCH,
                span,
                format!(
                    "`math.{name}` takes {arity} argument{}, not {}",
                    if arity == 1 { "" } else { "s" },
                    args.len()
                ),
            );
        }
        let values = self.list(&args);
        let pos = self.pos(span);
        // The functions that give an int.
        if let "floor" | "ceil" | "trunc" = name
            && let [Value::Scalar(e)] = values.as_slice()
            && !e.ty.is_float()
        {
            return Value::Scalar(e.clone().widen());
        }
        let mut floats = Vec::new();
        for (value, arg) in values.into_iter().zip(&args) {
            match self.coerce(value, Scalar::F64, arg.span) {
                Some(e) => floats.push(e),
                None => return Value::Unknown,
            }
        }
        let mut floats = floats.into_iter();
        let Some(first) = floats.next() else { return Value::Unknown };
        let test = |t, e: Expr| Expr { ty: Scalar::Bool, pos, kind: ExprKind::FloatTest(t, Box::new(e)) };
        let division = crate::tir::Division::Raise;
        let times =
            |e: Expr, by: f64| Expr::binary(BinOp::Mul, Overflow::Raise, division, e, Expr::f64(by), pos);
        Value::Scalar(match name {
            "isnan" => test(FloatTest::IsNan, first),
            "isinf" => test(FloatTest::IsInf, first),
            "isfinite" => test(FloatTest::IsFinite, first),
            "degrees" => times(first, 180.0 / std::f64::consts::PI),
            "radians" => times(first, std::f64::consts::PI / 180.0),
            _ => {
                let Some(function) = MathFn::from_name(name) else { return Value::Unknown };
                let second = floats.next();
                let int = matches!(function, MathFn::Floor | MathFn::Ceil | MathFn::Trunc);
                match (function, second) {
                    (MathFn::Log, Some(base)) => {
                        let a = Expr::math(MathFn::Log, vec![first], pos);
                        let b = Expr::math(MathFn::Log, vec![base], pos);
                        Expr::binary(BinOp::TrueDiv, Overflow::Raise, division, a, b, pos)
                    }
                    (_, Some(second)) => Expr::math(function, vec![first, second], pos),
                    (_, None) if int => {
                        Expr::cast(Expr::math(function, vec![first], pos), Scalar::I64, Overflow::Raise, pos)
                    }
                    (_, None) => Expr::math(function, vec![first], pos),
                }
            }
        })
    }

    /// A function that the host computes.
    fn library_call(&mut self, name: &str, call: &hir::Call, span: Span) -> Value {
        let mut args: Vec<&hir::Expr> = call.args.iter().collect();
        if let Some(star) = args.iter().find(|a| matches!(a.kind, hir::ExprKind::Starred(_))) {
            return self.unsupported(star.span, "`*` in a call", "write the arguments out");
        }
        let positional = args.len();
        let (low, high) = match name {
            "gcd" | "lcm" | "hypot" => (0, LibFn::MAX_ARGS),
            "comb" | "dist" | "isclose" | "ldexp" | "nextafter" => (2, 2),
            "perm" => (1, 2),
            _ => (1, 1),
        };
        if positional < low || positional > high {
            let counts = if low == high { low.to_string() } else { format!("{low} to {high}") };
            let message = format!("`math.{name}` takes {counts} arguments, not {positional}");
            return self.error(codes::TYPE_MISMATCH, span, message);
        }
        let mut named = Vec::new();
        for keyword in &call.keywords {
            match (name, keyword.name.as_deref()) {
                ("isclose", Some(key @ ("rel_tol" | "abs_tol"))) | ("prod", Some(key @ "start")) => {
                    named.push((key, args.len()));
                    args.push(&keyword.value);
                }
                _ => return self.unsupported(keyword.span, "a keyword argument here", "pass it by position"),
            }
        }
        let values = self.list(&args);
        if values.iter().any(|v| matches!(v, Value::Unknown)) {
            return Value::Unknown;
        }
        let spans: Vec<Span> = args.iter().map(|a| a.span).collect();
        let key = |wanted: &str| named.iter().find(|(key, _)| *key == wanted).map(|(_, at)| *at);
        self.library(name, values, &spans, positional, &key, span).unwrap_or(Value::Unknown)
    }

    fn library(
        &mut self,
        name: &str,
        mut values: Vec<Value>,
        spans: &[Span],
        positional: usize,
        key: &dyn Fn(&str) -> Option<usize>,
        span: Span,
    ) -> Option<Value> {
        let pos = self.pos(span);
        let lib = |function, ty, args: Vec<Arg>| Expr { ty, pos, kind: ExprKind::Lib(function, args) };
        let one = |function, ty, args| Some(Value::Scalar(lib(function, ty, args)));
        let mut take = |k: usize| std::mem::replace(&mut values[k], Value::Unknown);
        match name {
            "gcd" | "lcm" | "isqrt" | "factorial" | "comb" | "perm" => {
                let all: Vec<Value> = (0..positional).map(&mut take).collect();
                let args = self.integers(all, spans, span)?;
                let function = match name {
                    "gcd" => LibFn::Gcd,
                    "lcm" => LibFn::Lcm,
                    "isqrt" => LibFn::Isqrt,
                    "comb" => LibFn::Comb,
                    "perm" if positional == 2 => LibFn::Perm,
                    _ => LibFn::Factorial,
                };
                let ty = args.first().map_or(Scalar::I64, |e| e.ty);
                one(function, ty, args.into_iter().map(Arg::Scalar).collect())
            }
            "frexp" | "modf" => {
                let x = take(0);
                let x = self.coerce(x, Scalar::F64, spans[0])?;
                let x = self.spill(x);
                let parts = match name {
                    "frexp" => [(LibFn::FrexpMantissa, Scalar::F64), (LibFn::FrexpExponent, Scalar::I64)],
                    _ => [(LibFn::ModfFraction, Scalar::F64), (LibFn::ModfWhole, Scalar::F64)],
                };
                let part = |(function, ty)| Value::Scalar(lib(function, ty, vec![Arg::Scalar(x.clone())]));
                Some(Value::Tuple(parts.map(part).to_vec()))
            }
            "ldexp" => {
                let (x, i) = (take(0), take(1));
                let x = self.coerce(x, Scalar::F64, spans[0])?;
                let i = self.integers(vec![i], &spans[1..], span)?.pop()?;
                one(LibFn::Ldexp, Scalar::F64, vec![Arg::Scalar(x), Arg::Scalar(i)])
            }
            "ulp" | "nextafter" | "hypot" => {
                let mut args = Vec::new();
                for (k, at) in spans.iter().enumerate().take(positional) {
                    let x = take(k);
                    args.push(Arg::Scalar(self.coerce(x, Scalar::F64, *at)?));
                }
                let function = match name {
                    "ulp" => LibFn::Ulp,
                    "nextafter" => LibFn::Nextafter,
                    _ => LibFn::Hypot,
                };
                one(function, Scalar::F64, args)
            }
            "isclose" => {
                // In the order of the call, then as the function wants them.
                let mut floats = Vec::new();
                for (k, at) in spans.iter().enumerate() {
                    let x = take(k);
                    let x = self.coerce(x, Scalar::F64, *at)?;
                    floats.push(if spans.len() > 2 { self.spill(x) } else { x });
                }
                let tolerance =
                    |key: Option<usize>, default| key.map_or(Expr::f64(default), |at| floats[at].clone());
                let (relative, absolute) = (tolerance(key("rel_tol"), 1e-9), tolerance(key("abs_tol"), 0.0));
                let args = vec![floats[0].clone(), floats[1].clone(), relative, absolute];
                one(LibFn::Isclose, Scalar::Bool, args.into_iter().map(Arg::Scalar).collect())
            }
            "fsum" => {
                let view = take(0);
                let view = self.rank_one(view, "fsum", spans[0])?;
                one(LibFn::Fsum, Scalar::F64, vec![Arg::View(view)])
            }
            "prod" => {
                let view = take(0);
                let start = key("start").map(|at| (take(at), spans[at]));
                let view = self.rank_one(view, "prod", spans[0])?;
                let elem = self.view_ty(view).elem;
                let float = elem.is_float()
                    || matches!(&start, Some((value, _)) if self.type_of(value) == Ty::Scalar(Scalar::F64));
                let ty = match elem {
                    _ if float => Scalar::F64,
                    Scalar::U64 => Scalar::U64,
                    _ => Scalar::I64,
                };
                let start = match start {
                    Some((value, at)) => self.coerce(value, ty, at)?,
                    None if float => Expr::f64(1.0),
                    None => Expr::bits(ty, 1),
                };
                one(LibFn::Prod, ty, vec![Arg::View(view), Arg::Scalar(start)])
            }
            "dist" => match (take(0), take(1)) {
                (Value::Tuple(p), Value::Tuple(q)) => {
                    if p.len() != q.len() || p.len() > LibFn::MAX_ARGS {
                        self.error(codes::TYPE_MISMATCH, span, "`math.dist` wants two tuples of one length");
                        return None;
                    }
                    let mut args = Vec::new();
                    for (a, b) in p.into_iter().zip(q) {
                        let a = self.coerce(a, Scalar::F64, spans[0])?;
                        let b = self.coerce(b, Scalar::F64, spans[1])?;
                        let division = crate::tir::Division::Raise;
                        args.push(Arg::Scalar(Expr::binary(
                            BinOp::Sub,
                            Overflow::Raise,
                            division,
                            a,
                            b,
                            pos,
                        )));
                    }
                    one(LibFn::Hypot, Scalar::F64, args)
                }
                (p, q) => {
                    let p = self.rank_one(p, "dist", spans[0])?;
                    let q = self.rank_one(q, "dist", spans[1])?;
                    one(LibFn::Dist, Scalar::F64, vec![Arg::View(p), Arg::View(q)])
                }
            },
            _ => None,
        }
    }

    /// Integers of one type: u64 if one of them is, else i64.
    pub(crate) fn integers(&mut self, values: Vec<Value>, spans: &[Span], span: Span) -> Option<Vec<Expr>> {
        let is =
            |body: &Self, v: &Value, ty| body.type_of(v) == Ty::Scalar(ty) && !matches!(v, Value::Lit(_));
        let unsigned = values.iter().any(|v| is(self, v, Scalar::U64));
        let ty = if unsigned { Scalar::U64 } else { Scalar::I64 };
        let mut out = Vec::new();
        for (value, &at) in values.into_iter().zip(spans) {
            if let (true, Ty::Scalar(s)) = (unsigned, self.type_of(&value))
                && s.is_signed()
                && !matches!(value, Value::Lit(_))
            {
                let d = Diagnostic::error(codes::MIXED_SIGNS, span, "u64 mixed with a signed integer")
                    .with_label(at, s.name())
                    .with_hint(format!("cast: `u64({})`", self.text(at)));
                self.say(d);
                return None;
            }
            out.push(self.coerce(value, ty, at)?);
        }
        Some(out)
    }

    fn rank_one(&mut self, value: Value, name: &str, at: Span) -> Option<crate::tir::LocalId> {
        if let Value::View(view) = value
            && self.view_ty(view).rank == 1
        {
            return Some(view);
        }
        let found = self.describe(&value);
        let message = format!("`math.{name}` wants a one-dimensional array, this is {found}");
        self.error(codes::TYPE_MISMATCH, at, message);
        None
    }
}
