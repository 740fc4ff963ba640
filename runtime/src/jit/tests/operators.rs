//! Every operator and cast on edge values, native against evaluator.

use super::*;
use ungil_compiler::tir::{Arg, ExprKind, FloatTest, MathFn, Stmt, UnOp};

const INTS: &[i64] = &[
    0,
    1,
    -1,
    2,
    -2,
    3,
    -3,
    5,
    7,
    -7,
    10,
    63,
    64,
    65,
    -64,
    100,
    127,
    128,
    -128,
    -129,
    255,
    256,
    1000,
    32767,
    32768,
    65535,
    1 << 31,
    -(1 << 31),
    (1 << 32) - 1,
    1 << 32,
    (1 << 53) + 1,
    -(1 << 53) - 1,
    3037000500,
    -3037000500,
    i64::MAX / 2,
    i64::MIN / 2,
    i64::MAX - 1,
    i64::MAX,
    i64::MIN,
    i64::MIN + 1,
];
const FLOATS: &[f64] = &[
    0.0,
    -0.0,
    0.5,
    -0.5,
    1.0,
    -1.0,
    1.5,
    2.0,
    -2.0,
    2.5,
    3.0,
    7.5,
    -7.5,
    0.1,
    1e-300,
    -1e-300,
    5e-324,
    255.0,
    256.5,
    127.9,
    -128.9,
    1e10,
    9007199254740993.0,
    9.223372036854775e18,
    i64::MAX as f64,
    i64::MIN as f64,
    1.8446744073709552e19,
    1.9e19,
    1e300,
    -1e300,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
];
const MODES: [Overflow; 3] = [Overflow::Raise, Overflow::Wrap, Overflow::Saturate];

fn bits_of(ty: Scalar) -> Vec<u64> {
    match ty {
        Scalar::F64 => FLOATS.iter().map(|f| f.to_bits()).collect(),
        Scalar::F32 => FLOATS.iter().map(|&f| (f as f32).to_bits() as u64).collect(),
        _ => {
            let mut all: Vec<u64> =
                INTS.iter().map(|&v| ungil_compiler::tir::semantics::wrap(ty, v as i128)).collect();
            all.sort_unstable();
            all.dedup();
            all
        }
    }
}

/// One function of up to two arguments that returns an expression.
fn returning(args: &[Scalar], ty: Scalar, make: impl Fn(&[Expr]) -> Expr) -> Function {
    let mut b = builder("f");
    let params: Vec<Expr> = args
        .iter()
        .map(|&ty| {
            let id = b.param("x", ty, false);
            local(id, ty)
        })
        .collect();
    b.result(ty);
    b.push(Stmt::Return(vec![Arg::Scalar(make(&params))]));
    b.finish()
}

fn all_pairs(function: Function, a: Scalar, b: Scalar) {
    let code = compile(group(vec![function]));
    for &x in &bits_of(a) {
        for &y in &bits_of(b) {
            compare(&code, 0, &[Input::Bits(x), Input::Bits(y)]);
        }
    }
}

#[test]
fn integer_operators() {
    use BinOp::*;
    for ty in [Scalar::I64, Scalar::U64] {
        for mode in MODES {
            for o in [Add, Sub, Mul, TrueDiv, FloorDiv, Mod, Pow, And, Or, Xor, Shl, Shr, Min, Max] {
                let result = if o == TrueDiv { F64 } else { ty };
                let make =
                    |e: &[Expr]| Expr::binary(o, mode, Division::Raise, e[0].clone(), e[1].clone(), p(3));
                all_pairs(returning(&[ty, ty], result, make), ty, ty);
                if matches!(o, Shl | Shr | Pow) {
                    let other = if ty == I64 { Scalar::U64 } else { I64 };
                    all_pairs(returning(&[ty, other], result, make), ty, other);
                }
            }
        }
    }
}

#[test]
fn integer_operators_with_a_constant() {
    use BinOp::*;
    for o in [Add, Sub, Mul, TrueDiv, FloorDiv, Mod, Pow, Shl, Shr] {
        for mode in MODES {
            for c in [0i64, 1, -1, 2, 3, -3, 8, 10, 64, 1 << 40, i64::MAX, i64::MIN] {
                let result = if o == TrueDiv { F64 } else { I64 };
                let constant = returning(&[I64], result, |e| {
                    Expr::binary(o, mode, Division::Raise, e[0].clone(), Expr::i64(c), p(3))
                });
                let code = compile(group(vec![constant]));
                for &x in &bits_of(I64) {
                    compare(&code, 0, &[Input::Bits(x)]);
                }
                let constant = returning(&[I64], result, |e| {
                    Expr::binary(o, mode, Division::Raise, Expr::i64(c), e[0].clone(), p(3))
                });
                let code = compile(group(vec![constant]));
                for &x in &bits_of(I64) {
                    compare(&code, 0, &[Input::Bits(x)]);
                }
            }
        }
    }
}

#[test]
fn float_operators() {
    use BinOp::*;
    for ty in [Scalar::F64, Scalar::F32] {
        for division in [Division::Raise, Division::Ieee] {
            for o in [Add, Sub, Mul, TrueDiv, FloorDiv, Mod, Pow, Min, Max] {
                let make =
                    |e: &[Expr]| Expr::binary(o, Overflow::Raise, division, e[0].clone(), e[1].clone(), p(3));
                all_pairs(returning(&[ty, ty], ty, make), ty, ty);
            }
        }
    }
}

#[test]
fn unary_operators() {
    for (o, types) in [
        (UnOp::Neg, &[Scalar::I64, Scalar::U64, F64, Scalar::F32][..]),
        (UnOp::Abs, &[Scalar::I64, Scalar::U64, F64, Scalar::F32]),
        (UnOp::Invert, &[Scalar::I64, Scalar::U64]),
        (UnOp::Not, &[Scalar::Bool]),
    ] {
        for &ty in types {
            for overflow in MODES {
                let f = returning(&[ty], ty, |e| Expr {
                    ty,
                    pos: p(4),
                    kind: ExprKind::Unary { op: o, overflow, arg: Box::new(e[0].clone()) },
                });
                let code = compile(group(vec![f]));
                for &x in &bits_of(ty) {
                    compare(&code, 0, &[Input::Bits(x)]);
                }
            }
        }
    }
}

#[test]
fn comparisons_of_all_types() {
    use CmpOp::*;
    for a in Scalar::ALL {
        for b in [Scalar::Bool, Scalar::I8, Scalar::U8, Scalar::I64, Scalar::U64, Scalar::F32, F64] {
            for o in [Eq, Ne, Lt, Le, Gt, Ge] {
                let f =
                    returning(&[a, b], Scalar::Bool, |e| Expr::compare(o, e[0].clone(), e[1].clone(), p(3)));
                all_pairs(f, a, b);
            }
        }
    }
}

#[test]
fn casts_between_all_types() {
    for a in Scalar::ALL {
        for b in Scalar::ALL {
            for mode in MODES {
                if a == b {
                    continue;
                }
                let f = returning(&[a], b, |e| Expr::cast(e[0].clone(), b, mode, p(3)));
                let code = compile(group(vec![f]));
                for &x in &bits_of(a) {
                    compare(&code, 0, &[Input::Bits(x)]);
                }
            }
        }
    }
}

#[test]
fn math_functions() {
    for &function in MathFn::ALL {
        if function.arity() == 1 {
            let f = returning(&[F64], F64, |e| Expr::math(function, e.to_vec(), p(3)));
            let code = compile(group(vec![f]));
            for x in bits_of(F64).into_iter().chain((-40..40).map(|k| (k as f64 / 8.0).to_bits())) {
                compare(&code, 0, &[Input::Bits(x)]);
            }
        } else {
            all_pairs(returning(&[F64, F64], F64, |e| Expr::math(function, e.to_vec(), p(3))), F64, F64);
        }
    }
    for test in [FloatTest::IsNan, FloatTest::IsInf, FloatTest::IsFinite] {
        let f = returning(&[F64], Scalar::Bool, |e| Expr {
            ty: Scalar::Bool,
            pos: p(1),
            kind: ExprKind::FloatTest(test, Box::new(e[0].clone())),
        });
        let code = compile(group(vec![f]));
        for &x in &bits_of(F64) {
            compare(&code, 0, &[Input::Bits(x)]);
        }
    }
}

#[test]
fn an_error_names_kind_text_and_line() {
    let f = returning(&[I64, I64], I64, |e| op(BinOp::FloorDiv, e[0].clone(), e[1].clone()));
    let seen = same(group(vec![f]), 0, &[Input::i(1), Input::i(0)]);
    let (kind, message, pos) = seen.result.unwrap_err();
    assert_eq!(
        (kind, &message[..], pos.line),
        (ExcKind::ZeroDivisionError, "integer division or modulo by zero", 7)
    );
}
