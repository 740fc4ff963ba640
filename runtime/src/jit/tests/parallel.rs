//! Parallel loops: equal bits for any number of threads, the lowest exception, launches from several threads.

use super::kernels::{collatz_par, dot_par, mandel_par};
use super::*;
use ungil_compiler::tir::{Message, Prange, Stmt};

#[test]
fn results_do_not_depend_on_threads() {
    let floats = |len: usize, salt: u64| {
        let values: Vec<f64> =
            (0..len as u64).map(|k| ((k * 7919 + salt) % 1000) as f64 / 7.0 - 60.0).collect();
        Input::floats(&values)
    };
    let dot = compile(group(vec![dot_par()]));
    for len in [0, 1, 15, 16, 17, 1023, 1024, 1025, 40_000, 600_000] {
        let run = |threads| {
            let inputs = [Input::i(threads), floats(len, 1), floats(len, 2)];
            if len < 50_000 { compare(&dot, 0, &inputs) } else { observe(&dot, 0, Tier::Native, &inputs) }
        };
        let one = run(1);
        for threads in [2, 3, 8, 0] {
            assert_eq!(one, run(threads), "{len} elements, {threads} threads");
        }
    }
    for function in [collatz_par(), mandel_par()] {
        let code = compile(group(vec![function]));
        let rest = if code.group().functions[0].params.len() == 2 {
            vec![Input::i(700)]
        } else {
            vec![Input::i(30), Input::i(50)]
        };
        let run = |threads| {
            let mut inputs = vec![Input::i(threads)];
            inputs.extend(rest.iter().cloned());
            compare(&code, 0, &inputs)
        };
        assert_eq!(run(1), run(2));
        assert_eq!(run(1), run(5));
    }
}

/// `for i in prange(n): if i % 7 == 3 and i > 100: raise …; a[i] = 1`
fn raising() -> Function {
    let mut b = builder("raising");
    let threads = b.param("threads", I64, false);
    let a = b.param("a", view(I64, 1), true);
    let var = b.local("i", I64);
    let i = b.get(var);
    b.open();
    let odd = Expr::compare(CmpOp::Eq, op(BinOp::Mod, i.clone(), Expr::i64(7)), Expr::i64(3), p(4));
    let late = Expr::compare(CmpOp::Gt, i.clone(), Expr::i64(100_000), p(4));
    let message = Message::Format(vec![
        ungil_compiler::tir::Piece::Text("at ".into()),
        ungil_compiler::tir::Piece::Value(i.clone()),
    ]);
    b.push(Stmt::If(Expr::and(odd, late), vec![Stmt::Raise(ExcKind::ValueError, message, p(5))], Vec::new()));
    b.store(a, vec![i], Expr::i64(1), p(6));
    let body = b.close();
    let mut prange = Prange::new(var, Expr::i64(0), Expr::extent(a, 0), Expr::i64(1), body, p(3));
    prange.threads = Some(b.get(threads));
    b.push(Stmt::Prange(Box::new(prange)));
    b.finish()
}

#[test]
fn the_lowest_exception_wins() {
    let code = compile(group(vec![raising()]));
    for round in 0..20 {
        for threads in [1, 2, 6] {
            let inputs = [Input::i(threads), Input::ints(&vec![0; 400_000])];
            let seen = observe(&code, 0, Tier::Native, &inputs);
            let (kind, message, pos) = seen.result.clone().unwrap_err();
            assert_eq!(
                (kind, &message[..], pos.line),
                (ExcKind::ValueError, "at 100005", 5),
                "round {round}"
            );
            assert!(seen.memory[0][..100_005].iter().all(|&x| x == 1), "writes of lower iterations are done");
        }
    }
}

#[test]
fn several_threads_may_launch() {
    let code = compile(group(vec![mandel_par()]));
    let inputs = [Input::i(3), Input::i(120), Input::i(200)];
    let want = observe(&code, 0, Tier::Native, &inputs);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..5 {
                    assert_eq!(observe(&code, 0, Tier::Native, &inputs), want);
                }
            });
        }
    });
}
