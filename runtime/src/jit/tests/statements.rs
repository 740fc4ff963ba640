//! Arrays, slices, copies, folds, results and out-slots.

use super::*;
use ungil_compiler::tir::{
    AliasTest, Arg, ExprKind, Fill, For, Prange, ReduceOp, SliceIndex, Stmt, ViewExpr,
};

fn range(lo: Option<i64>, hi: Option<i64>, step: Option<i64>) -> SliceIndex {
    let part = |v: Option<i64>| v.map(Expr::i64);
    SliceIndex::Range { lo: part(lo), hi: part(hi), step: part(step) }
}

#[test]
fn slices_of_a_matrix() {
    for (lo, hi, step) in [
        (None, None, None),
        (Some(1), None, None),
        (Some(-3), Some(9), Some(2)),
        (None, None, Some(-1)),
        (Some(4), Some(1), Some(-2)),
        (Some(5), Some(2), None),
    ] {
        let mut b = builder("f");
        let a = b.param("a", view(F64, 2), false);
        let row = b.local("row", view(F64, 1));
        let col = b.local("col", view(F64, 1));
        b.result(view(F64, 1));
        b.result(view(F64, 1));
        let at = |b: &FnBuilder, k: i64| SliceIndex::At(b.index(Expr::i64(k)));
        let index = vec![at(&b, -2), range(lo, hi, step)];
        b.push(Stmt::AssignView(row, ViewExpr::Slice { base: a, index }, p(2)));
        let index = vec![range(lo, hi, step), at(&b, 1)];
        b.push(Stmt::AssignView(col, ViewExpr::Slice { base: a, index }, p(3)));
        b.push(Stmt::Return(vec![Arg::View(row), Arg::View(col)]));
        let values: Vec<f64> = (0..30).map(f64::from).collect();
        same(group(vec![b.finish()]), 0, &[Input::matrix(&values, 6, 5)]);
    }
}

/// `for i in range(n): t = zeros(k); t[0] = i; if i % 3 == 0: keep = t` and then return `keep`.
#[test]
fn arrays_of_an_iteration_are_freed_unless_kept() {
    let mut b = builder("f");
    let n = b.param("n", I64, false);
    let (t, keep) = (b.local("t", view(I64, 1)), b.local("keep", view(I64, 1)));
    let var = b.local("i", I64);
    b.result(view(I64, 1));
    let new = |len: i64, fill| ViewExpr::New { elem: I64, shape: vec![Expr::i64(len)], fill };
    b.push(Stmt::AssignView(keep, new(1, Fill::Value(Expr::i64(-1))), p(2)));
    b.open();
    b.push(Stmt::AssignView(t, new(100_000, Fill::Zeros), p(3)));
    let i = b.get(var);
    b.store(t, vec![Expr::i64(0)], i.clone(), p(4));
    let third = Expr::compare(CmpOp::Eq, op(BinOp::Mod, i, Expr::i64(3)), Expr::i64(0), p(5));
    b.push(Stmt::If(third, vec![Stmt::AssignView(keep, ViewExpr::Local(t), p(5))], Vec::new()));
    let body = b.close();
    let limit = b.get(n);
    b.push(Stmt::For(Box::new(For::new(var, Expr::i64(0), limit, Expr::i64(1), body, p(3)))));
    b.push(Stmt::Return(vec![Arg::View(keep)]));
    let code = compile(group(vec![b.finish()]));
    let seen = observe(&code, 0, Tier::Native, &[Input::i(2_000)]);
    // 1.6 GB would have been needed without freeing.
    assert_eq!(seen.arrays[0][0], 1_998);
    compare(&code, 0, &[Input::i(5)]);
    compare(&code, 0, &[Input::i(0)]);
}

#[test]
fn arrays_copies_and_fills() {
    let mut b = builder("f");
    let n = b.param("n", I64, false);
    let a = b.param("a", view(F64, 1), true);
    let m = b.local("m", view(F64, 2));
    let (t, flat) = (b.local("t", view(F64, 2)), b.local("flat", view(F64, 1)));
    b.result(view(F64, 1));
    b.result(view(F64, 2));
    let shape = vec![b.get(n), Expr::i64(3)];
    b.push(Stmt::AssignView(m, ViewExpr::New { elem: F64, shape, fill: Fill::Value(Expr::f64(2.5)) }, p(2)));
    b.push(Stmt::CopyElements { dst: m, src: a, pos: p(3) });
    b.push(Stmt::AssignView(t, ViewExpr::Transpose(m), p(4)));
    b.push(Stmt::AssignView(flat, ViewExpr::Reshape { base: t, shape: vec![Expr::i64(-1)] }, p(5)));
    b.push(Stmt::FillElements(a, Expr::f64(9.0)));
    b.push(Stmt::Return(vec![Arg::View(flat), Arg::View(t)]));
    let code = compile(group(vec![b.finish()]));
    for n in [-1, 0, 1, 4] {
        for len in [1, 2, 3] {
            compare(&code, 0, &[Input::i(n), Input::floats(&vec![1.5; len])]);
        }
    }
}

#[test]
fn folds() {
    for (reduce, ty) in
        [(ReduceOp::Add, F64), (ReduceOp::Min, F64), (ReduceOp::Max, I64), (ReduceOp::Add, I64)]
    {
        let mut b = builder("f");
        let a = b.param("a", view(ty, 1), false);
        b.result(ty);
        let start = (reduce == ReduceOp::Add).then(|| Box::new(Expr::bits(ty, 0)));
        let kind = ExprKind::Fold { op: reduce, view: a, start, overflow: Overflow::Raise };
        b.push(Stmt::Return(vec![Arg::Scalar(Expr { ty, pos: p(3), kind })]));
        let code = compile(group(vec![b.finish()]));
        for len in [0usize, 1, 5, 16, 17, 100] {
            let input = if ty == F64 {
                Input::floats(&(0..len).map(|k| (k as f64 * 0.1 - 3.0).sin()).collect::<Vec<_>>())
            } else {
                Input::ints(&(0..len as i64).map(|k| (k * 7919) % 31 - 12).collect::<Vec<_>>())
            };
            compare(&code, 0, &[input]);
        }
        if ty == I64 {
            compare(&code, 0, &[Input::ints(&[i64::MAX, 1, -1])]);
            compare(&code, 0, &[Input::ints(&[i64::MAX, 1])]);
        }
    }
}

#[test]
fn overlapping_views_are_refused_before_anything_is_written() {
    let mut b = builder("f");
    let a = b.param("a", view(I64, 1), true);
    let (x, y) = (b.local("x", view(I64, 1)), b.local("y", view(I64, 1)));
    let from = b.param("from", I64, false);
    let step = b.param("step", I64, false);
    let slice = |lo: Expr, hi: Option<Expr>, step: Expr| ViewExpr::Slice {
        base: a,
        index: vec![SliceIndex::Range { lo: Some(lo), hi, step: Some(step) }],
    };
    let step = b.get(step);
    b.push(Stmt::AssignView(x, slice(Expr::i64(0), Some(Expr::i64(8)), step.clone()), p(2)));
    let from = b.get(from);
    b.push(Stmt::AssignView(y, slice(from, None, step), p(2)));
    let var = b.local("i", I64);
    b.open();
    let i = b.get(var);
    let value = b.load(y, vec![i.clone()], p(4));
    b.store(x, vec![i], value, p(4));
    let body = b.close();
    let mut prange = Prange::new(var, Expr::i64(0), Expr::i64(4), Expr::i64(1), body, p(3));
    prange.alias = vec![
        AliasTest { written: x, other: x, same_ok: false, pos: p(3) },
        AliasTest { written: x, other: y, same_ok: true, pos: p(3) },
    ];
    b.push(Stmt::Prange(Box::new(prange)));
    let code = compile(group(vec![b.finish()]));
    let ints: Vec<i64> = (0..16).collect();
    for (from, step, fine) in [(8, 1, true), (4, 1, false), (1, 2, true), (2, 2, false), (0, 1, false)] {
        let seen = compare(&code, 0, &[Input::ints(&ints), Input::i(from), Input::i(step)]);
        match seen.result {
            Ok(_) => assert!(fine, "{from} {step}"),
            Err((kind, ..)) => assert!(!fine && kind == ExcKind::AliasError, "{from} {step}"),
        }
    }
}
