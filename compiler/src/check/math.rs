//! The `math` module in native code.

use ungil_grammar::codes;
use ungil_grammar::{Diagnostic, Span};

use super::body::Body;
use super::value::Value;
use crate::hir;
use crate::tir::{BinOp, Expr, ExprKind, FloatTest, MathFn, Overflow, Scalar};

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

/// What Python's module has besides.
const IN_PYTHON: [&str; 15] = [
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
];

/// Whether native code has this function.
pub(crate) fn is_function(name: &str) -> bool {
    OTHERS.contains(&name) || (MathFn::from_name(name).is_some() && name != MathFn::RoundEven.name())
}

impl Body<'_, '_> {
    /// `math.name(args)`.
    pub(crate) fn math_call(&mut self, name: &str, call: &hir::Call, span: Span) -> Value {
        if !is_function(name) {
            let known: Vec<&str> = MathFn::ALL.iter().map(|f| f.name()).chain(OTHERS).collect();
            let (code, message) = if IN_PYTHON.contains(&name) {
                (codes::NOT_IN_NATIVE, format!("`math.{name}` is not supported in native code"))
            } else {
                (codes::UNKNOWN_NAME, format!("`math` has no function `{name}`"))
            };
            let mut d = Diagnostic::error(code, call.func.span, message);
            if let Some(near) = super::diags::nearest(name, known) {
                d = d.with_hint(format!("did you mean `math.{near}`?"));
            }
            return self.say(d);
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
}
