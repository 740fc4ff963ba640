//! Golden dumps of what passes make of small functions.

use crate::tir::print::print;
use crate::tir::verify::verify;
use crate::tir::*;

fn dump(function: Function) -> String {
    let mut group = Group { functions: vec![function], externs: Vec::new() };
    assert_eq!(verify(&group), Ok(()));
    super::run(&mut group);
    assert_eq!(verify(&group), Ok(()), "{}", print(&group));
    print(&group)
}

/// `for i in range(len(a)): a[i] = a[i] + b[i + 1]`
#[test]
fn a_loop_gets_a_fast_version() {
    let mut b = FnBuilder::new("f", "f.py", Pos::line(1));
    let a = b.param("a", ViewType::new(Scalar::F64, 1), true);
    let c = b.param("b", ViewType::new(Scalar::F64, 1), false);
    let var = b.local("i", Scalar::I64);
    b.open();
    let i = b.get(var);
    let next = b.binary(BinOp::Add, i.clone(), Expr::i64(1), Pos::line(3));
    let x = b.load(a, vec![i.clone()], Pos::line(3));
    let y = b.load(c, vec![next], Pos::line(3));
    let sum = b.binary(BinOp::Add, x, y, Pos::line(3));
    b.store(a, vec![i], sum, Pos::line(3));
    let body = b.close();
    let l = For::new(var, Expr::i64(0), Expr::extent(a, 0), Expr::i64(1), body, Pos::line(2));
    b.push(Stmt::For(Box::new(l)));
    let want = "\
fn f(a: mut View[f64], b: View[f64])
  .3 = len(a, 0)
  if (((inrange(i in len(a, 0) for 0 .. .3; (i +' 1) in len(b, 0) for 0 .. .3) and unitstride(a)) and unitstride(b)) and apart(a[0] ==|8| b[0 + 1]))
    .a = a
    .b = b
    for i in 0 .. .3 vector(8)
      .a[i] = (.a[i] + .b[(i +' 1)])
  else
    for i in 0 .. .3
      a[i] = (a[i!] + b[(i +' 1)!])
";
    assert_eq!(dump(b.finish()), want);
}

/// `bins[d[k]] += 1` checks the index of `bins` once.
#[test]
fn an_equal_index_is_checked_once() {
    let mut b = FnBuilder::new("f", "f.py", Pos::line(1));
    let bins = b.param("bins", ViewType::new(Scalar::I64, 1), true);
    let k = b.param("k", Scalar::U8, false);
    let at = b.get(k).widen();
    let old = b.load(bins, vec![at.clone()], Pos::line(2));
    let new = b.binary(BinOp::Add, old, Expr::i64(1), Pos::line(2));
    b.store(bins, vec![at], new, Pos::line(2));
    let want = "\
fn f(bins: mut View[i64], k: u8)
  bins[i64'(k)] = (bins[i64'(k)!] + 1)
";
    assert_eq!(dump(b.finish()), want);
}

/// A counter that only grows stays ≥ 0: no floor fix-up, no counting from the end.
#[test]
fn a_growing_counter_is_not_negative() {
    let mut b = FnBuilder::new("f", "f.py", Pos::line(1));
    let a = b.param("a", ViewType::new(Scalar::I64, 1), false);
    let k = b.local("k", Scalar::I64);
    b.set(k, Expr::i64(0));
    b.open();
    let at = b.binary(BinOp::FloorDiv, b.get(k), Expr::i64(3), Pos::line(3));
    let value = b.load(a, vec![at], Pos::line(3));
    b.push(Stmt::Eval(value));
    let next = b.binary(BinOp::Add, b.get(k), Expr::i64(1), Pos::line(4));
    b.set(k, next);
    let body = b.close();
    let cond = Expr::compare(CmpOp::Lt, b.get(k), Expr::i64(100), Pos::line(2));
    b.push(Stmt::While(Box::new(While { cond, body, orelse: Vec::new(), accs: Vec::new() })));
    let text = dump(b.finish());
    assert!(text.contains("a[(k //' nonneg nonzero 3)!]"), "{text}");
    assert!(text.contains("k = (k + 1)"), "{text}");
}

#[test]
fn the_verifier_refuses_what_is_not_well_formed() {
    let bad = |make: fn(&mut FnBuilder)| {
        let mut b = FnBuilder::new("f", "f.py", Pos::line(1));
        make(&mut b);
        verify(&Group { functions: vec![b.finish()], externs: Vec::new() }).is_err()
    };
    assert!(bad(|b| b.push(Stmt::Break)));
    assert!(bad(|b| b.push(Stmt::Return(vec![Arg::Scalar(Expr::i64(1))]))));
    assert!(bad(|b| {
        let x = b.local("x", Scalar::F64);
        b.set(x, Expr::i64(1));
    }));
    assert!(bad(|b| {
        let mut deep = Expr::i64(1);
        for _ in 0..300 {
            deep = b.binary(BinOp::Add, deep, Expr::i64(1), Pos::line(1));
        }
        b.push(Stmt::Eval(deep));
    }));
    assert!(bad(|b| b.push(Stmt::Eval(Expr::call(Callee::Local(7), Vec::new(), Scalar::I64, Pos::line(1))))));
}
