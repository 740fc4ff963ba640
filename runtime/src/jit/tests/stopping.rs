//! Stop words, deep recursion, and the life of code.

use super::kernels::{collatz_par, fib};
use super::*;
use std::time::{Duration, Instant};
use ungil_compiler::tir::{Arg, Call, Callee, ExprKind, Extern, Handler, Signature, Stmt, Try, While};

/// `while True: pass`, in a `try` that catches everything that can be caught.
fn endless() -> Function {
    let mut b = builder("endless");
    let forever = Stmt::While(Box::new(While {
        cond: Expr::bool(true),
        body: Vec::new(),
        orelse: Vec::new(),
        accs: Vec::new(),
    }));
    let handler = Handler { kinds: vec![ExcKind::Exception], body: Vec::new(), pos: p(4) };
    let body = Try { body: vec![forever], handlers: vec![handler], ..Try::default() };
    b.push(Stmt::Try(Box::new(body)));
    b.finish()
}

fn stopped_after(code: &NativeCode, tier: Tier, reason: u32, inputs: &[NativeValue]) -> (ExcKind, Duration) {
    let stop = Arc::new(StopWord::new());
    let mut ctx = CallCtx::new(stop.clone());
    std::thread::scope(|scope| {
        let at = scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(20));
            stop.raise(reason);
            Instant::now()
        });
        // SAFETY: there are no views.
        let exit = unsafe { code.enter(tier, 0, &mut ctx, inputs) }.expect("arguments fit");
        let end = Instant::now();
        let at = at.join().expect("the other thread only sleeps");
        (exit.result.expect_err("it is stopped").kind, end.saturating_duration_since(at))
    })
}

#[test]
fn native_loops_stop() {
    let code = compile(group(vec![endless()]));
    for tier in [Tier::Native, Tier::Interp] {
        for (reason, kind) in
            [(StopWord::STOP, ExcKind::Stopped), (StopWord::INTERRUPT, ExcKind::KeyboardInterrupt)]
        {
            let (seen, delay) = stopped_after(&code, tier, reason, &[]);
            assert_eq!(seen, kind);
            assert!(delay < Duration::from_millis(100), "{delay:?}");
        }
    }
    let code = compile(group(vec![collatz_par()]));
    let inputs = [NativeValue::Scalar(2), NativeValue::Scalar(1 << 40)];
    let (seen, delay) = stopped_after(&code, Tier::Native, StopWord::STOP, &inputs);
    assert_eq!(seen, ExcKind::Stopped);
    assert!(delay < Duration::from_millis(200), "{delay:?}");
}

#[test]
fn endless_recursion_raises() {
    let mut b = builder("deep");
    let n = b.param("n", I64, false);
    b.result(I64);
    let call = Expr::call(Callee::Local(0), vec![Arg::Scalar(add(b.get(n), Expr::i64(1)))], I64, p(3));
    b.push(Stmt::Return(vec![Arg::Scalar(add(call, Expr::i64(1)))]));
    let code = compile(group(vec![b.finish()]));
    for tier in [Tier::Native, Tier::Interp] {
        let seen = observe(&code, 0, tier, &[Input::i(0)]);
        assert_eq!(seen.result.unwrap_err().0, ExcKind::RecursionError, "{tier:?}");
    }
}

#[test]
fn code_of_externs_is_kept_and_its_errors_are_named() {
    let mut b = builder("inverse");
    let x = b.param("x", I64, false);
    b.result(F64);
    let value = op(BinOp::TrueDiv, Expr::i64(1), b.get(x));
    b.push(Stmt::Return(vec![Arg::Scalar(value)]));
    let inner = compile(group(vec![b.finish()]));
    let mut b = builder("outer");
    let x = b.param("x", I64, false);
    let r = b.local("r", F64);
    b.result(F64);
    let call = Call { callee: Callee::Extern(0), args: vec![Arg::Scalar(b.get(x))] };
    b.push(Stmt::Call(vec![Some(r)], call, p(9)));
    let value = b.get(r);
    b.push(Stmt::Return(vec![Arg::Scalar(value)]));
    let sig = Signature { params: vec![I64.into()], results: vec![F64.into()] };
    let extern_ = Extern { name: "inverse".into(), sig, writes: vec![false] };
    let outer = Group { functions: vec![b.finish()], externs: vec![extern_] };
    let code = NativeCode::compile(outer, vec![ExternCode { code: inner, function: 0 }]).expect("compiles");
    assert_eq!(compare(&code, 0, &[Input::i(4)]).result, Ok(vec![0.25f64.to_bits()]));
    let (kind, _, pos) = compare(&code, 0, &[Input::i(0)]).result.unwrap_err();
    assert_eq!((kind, pos.line), (ExcKind::ZeroDivisionError, 7));
}

#[test]
fn typed_calls_check_types_once() {
    let code = compile(group(vec![fib()]));
    let f = Typed::<(i64,), i64>::new(code.clone(), 0).expect("the signature fits");
    let stop = Arc::new(StopWord::new());
    assert_eq!(f.call(&stop, (20,)), Ok(6765));
    let wrong = Typed::<(f64,), i64>::new(code, 0).expect_err("another type");
    assert_eq!((&wrong.want[..], &wrong.have[..]), ("(i64) -> i64", "(f64) -> i64"));
}

#[test]
fn a_value_that_is_used_after_an_error_is_none() {
    // A `Load` in a condition, so that the border of blocks is crossed with an exception under way.
    let mut b = builder("f");
    let a = b.param("a", view(I64, 1), false);
    b.result(I64);
    let load = b.load(a, vec![Expr::i64(5)], p(3));
    let body = vec![Stmt::Eval(Expr { ty: I64, pos: p(3), kind: ExprKind::Seq(Vec::new(), Box::new(load)) })];
    let handler = Handler {
        kinds: vec![ExcKind::LookupError],
        body: vec![Stmt::Return(vec![Arg::Scalar(Expr::i64(77))])],
        pos: p(4),
    };
    b.push(Stmt::Try(Box::new(Try { body, handlers: vec![handler], ..Try::default() })));
    b.push(Stmt::Return(vec![Arg::Scalar(Expr::i64(1))]));
    let seen = same(group(vec![b.finish()]), 0, &[Input::ints(&[1, 2])]);
    assert_eq!(seen.result, Ok(vec![77]));
}
