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
  if (unitstride(a) and unitstride(b))
    .a = a
    .b = b
    .5 = len(a, 0)
    if (inrange(i in len(.a, 0) for 0 .. .5; (i +' 1) in len(.b, 0) for 0 .. .5) and apart(.a[0] ==|8| .b[0 + 1]))
      for i in 0 .. .5 vector(8)
        .a[i] = (.a[i] + .b[(i +' 1)])
    else
      for i in 0 .. .5
        .a[i] = (.a[i!] + .b[(i +' 1)!])
  else
    for i in 0 .. len(a, 0)
      a[i] = (a[i!] + b[(i +' 1)!])
";
    assert_eq!(dump(b.finish()), want);
}

/// The checks of `c[i * n + j]` in a loop of `j`, and of `b[k * n]` in one of `k`, go before the loop.
#[test]
fn products_with_what_does_not_change_are_hoisted() {
    for over_row in [true, false] {
        let mut b = FnBuilder::new("f", "f.py", Pos::line(1));
        let a = b.param("a", ViewType::new(Scalar::F64, 1), true);
        let (n, i) = (b.param("n", Scalar::I64, false), b.param("i", Scalar::I64, false));
        let var = b.local("j", Scalar::I64);
        b.open();
        let (row, column) = if over_row { (b.get(i), b.get(var)) } else { (b.get(var), b.get(i)) };
        let start = b.binary(BinOp::Mul, row, b.get(n), Pos::line(3));
        let at = b.binary(BinOp::Add, start, column, Pos::line(3));
        b.store(a, vec![at], Expr::f64(1.0), Pos::line(3));
        let body = b.close();
        let l = For::new(var, Expr::i64(0), b.get(n), Expr::i64(1), body, Pos::line(2));
        b.push(Stmt::For(Box::new(l)));
        let text = dump(b.finish());
        let (row, column) = if over_row { ("i", "j") } else { ("j", "i") };
        assert!(text.contains(&format!("inrange((({row} * n) + {column}) in len(.a, 0)")), "{text}");
        assert!(text.contains(&format!(".a[(({row} *' n) +' {column})] = 1.0")), "{text}");
        assert_eq!(text.contains("vector("), over_row, "{text}");
    }
}

/// The taps of a stencil are written out; the loop around them is then the innermost one.
#[test]
fn a_short_loop_is_written_out() {
    let mut b = FnBuilder::new("f", "f.py", Pos::line(1));
    let (a, w) = (
        b.param("a", ViewType::new(Scalar::F64, 1), true),
        b.param("w", ViewType::new(Scalar::F64, 1), false),
    );
    let (i, k, s) = (b.local("i", Scalar::I64), b.local("k", Scalar::I64), b.local("s", Scalar::F64));
    b.open();
    b.set(s, Expr::f64(0.0));
    b.open();
    let tap = b.load(w, vec![b.get(k)], Pos::line(4));
    let sum = b.binary(BinOp::Add, b.get(s), tap, Pos::line(4));
    b.set(s, sum);
    let taps = b.close();
    let inner = For::new(k, Expr::i64(0), Expr::i64(3), Expr::i64(1), taps, Pos::line(3));
    b.push(Stmt::For(Box::new(inner)));
    b.store(a, vec![b.get(i)], b.get(s), Pos::line(5));
    let body = b.close();
    let outer = For::new(i, Expr::i64(0), Expr::extent(a, 0), Expr::i64(1), body, Pos::line(2));
    b.push(Stmt::For(Box::new(outer)));
    let text = dump(b.finish());
    assert!(!text.contains("for k"), "{text}");
    assert!(text.contains(".w[0])") && text.contains(".w[2])"), "{text}");
    // Of the constants, the ends are tested.
    assert!(text.contains("0 in len(.w, 0)") && !text.contains("1 in len(.w, 0)"), "{text}");
}

/// Two stores to one element are one, of the chosen value; divisions by powers of two are products.
#[test]
fn two_stores_become_one() {
    let mut b = FnBuilder::new("f", "f.py", Pos::line(1));
    let a = b.param("a", ViewType::new(Scalar::F64, 1), true);
    let i = b.local("i", Scalar::I64);
    b.open();
    let x = b.load(a, vec![b.get(i)], Pos::line(3));
    let cond = Expr::compare(CmpOp::Gt, x.clone(), Expr::i64(0), Pos::line(3));
    let half = b.binary(BinOp::TrueDiv, x, Expr::f64(2.0), Pos::line(4));
    b.open();
    b.store(a, vec![b.get(i)], half, Pos::line(4));
    let then = b.close();
    b.open();
    b.store(a, vec![b.get(i)], Expr::f64(0.0), Pos::line(6));
    let other = b.close();
    b.push(Stmt::If(cond, then, other));
    let body = b.close();
    let l = For::new(i, Expr::i64(0), Expr::extent(a, 0), Expr::i64(1), body, Pos::line(2));
    b.push(Stmt::For(Box::new(l)));
    let text = dump(b.finish());
    assert!(text.contains(".a[i] = ((.a[i] * 0.5) if (.a[i] > 0.0) else 0.0)"), "{text}");
    assert!(text.contains("vector("), "{text}");
}

/// `while j >= 0 and a[j] > 0: j -= 1` counts from the end nowhere and cannot overflow.
#[test]
fn a_condition_holds_in_its_branch() {
    let mut b = FnBuilder::new("f", "f.py", Pos::line(1));
    let a = b.param("a", ViewType::new(Scalar::I64, 1), false);
    let j = b.param("j", Scalar::I64, false);
    let at_least = Expr::compare(CmpOp::Ge, b.get(j), Expr::i64(0), Pos::line(2));
    let x = b.load(a, vec![b.get(j)], Pos::line(2));
    let positive = Expr::compare(CmpOp::Gt, x, Expr::i64(0), Pos::line(2));
    b.open();
    let less = b.binary(BinOp::Sub, b.get(j), Expr::i64(1), Pos::line(3));
    b.set(j, less);
    let body = b.close();
    let cond = Expr::and(at_least, positive);
    b.push(Stmt::While(Box::new(While { cond, body, orelse: Vec::new(), accs: Vec::new() })));
    let text = dump(b.finish());
    assert!(text.contains(".a[j!] > 0") && text.contains("j = (j -' 1)"), "{text}");
}

/// Bytes are compared and counted as bytes, maxima kept for each lane, loops run downwards in blocks.
#[test]
fn lanes_are_as_narrow_as_the_values() {
    let make = |elem: Scalar, down: bool, count: bool| {
        let mut b = FnBuilder::new("f", "f.py", Pos::line(1));
        let a = b.param("a", ViewType::new(elem, 1), true);
        let (i, m) = (b.local("i", Scalar::I64), b.local("m", Scalar::I64));
        b.set(m, Expr::i64(0));
        b.open();
        let x = b.load(a, vec![b.get(i)], Pos::line(3));
        if count {
            let cond = Expr::compare(CmpOp::Gt, x.clone(), b.get(m), Pos::line(3));
            b.open();
            b.set(m, x.widen());
            let then = b.close();
            b.push(Stmt::If(cond, then, Vec::new()));
        } else {
            b.store(a, vec![b.get(i)], x, Pos::line(3));
        }
        let body = b.close();
        let (lo, hi, step) = match down {
            true => (Expr::i64(99), Expr::i64(-1), Expr::i64(-1)),
            false => (Expr::i64(0), Expr::i64(100), Expr::i64(1)),
        };
        b.push(Stmt::For(Box::new(For::new(i, lo, hi, step, body, Pos::line(2)))));
        dump(b.finish())
    };
    assert!(make(Scalar::U8, false, true).contains("vector(64)"));
    assert!(make(Scalar::I32, false, true).contains("vector(16)"));
    assert!(make(Scalar::I64, false, true).contains("vector(8)"));
    assert!(make(Scalar::U8, true, false).contains("vector(64)"));
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
    assert!(text.contains("k = (k +' 1)"), "{text}");
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

/// Where a condition with `and` is true, its right side has run: the element that it loaded is checked already.
#[test]
fn what_a_condition_checked_is_not_checked_again_behind_it() {
    let mut b = FnBuilder::new("f", "f.py", Pos::line(1));
    let a = b.param("a", ViewType { contiguous: true, ..ViewType::new(Scalar::I64, 1) }, true);
    let (x, j) = (b.param("x", Scalar::I64, false), b.param("j", Scalar::I64, false));
    let zero = Expr::compare(CmpOp::Ge, b.get(j), Expr::i64(0), Pos::line(2));
    let element = b.load(a, vec![b.get(j)], Pos::line(2));
    let larger = Expr::compare(CmpOp::Gt, element, b.get(x), Pos::line(2));
    let cond = Expr::and(zero, larger);
    b.open();
    let element = b.load(a, vec![b.get(j)], Pos::line(3));
    let next = b.binary(BinOp::Add, b.get(j), Expr::i64(1), Pos::line(3));
    b.store(a, vec![next], element, Pos::line(3));
    let down = b.binary(BinOp::Sub, b.get(j), Expr::i64(1), Pos::line(4));
    b.set(j, down);
    let body = b.close();
    b.push(Stmt::While(Box::new(While { cond, body, orelse: Vec::new(), accs: Vec::new() })));
    let text = dump(b.finish());
    assert!(text.contains("while ((j >= 0) and (a[j!] > x))"), "{text}");
    assert!(text.contains("a[(j +' 1)!] = a[j]\n"), "{text}");
}
