//! What accepted regions compute, by the evaluator. The expected values are Python's.

use super::support::{TestMemory, capture_types, float, instance, int, run, run_with, show};
use crate::check::{EntryType, OutValue, ParamSource, ResultType};
use crate::tir::eval::{self, Limits, Value};
use crate::tir::{Scalar, ViewType};

fn f(signature: &str, body: &str) -> String {
    let mut text = format!("@nogil\ndef f({signature}):\n");
    for line in body.lines() {
        text.push_str("    ");
        text.push_str(line);
        text.push('\n');
    }
    text
}

#[track_caller]
fn gives(signature: &str, body: &str, args: &[Value], want: &str) {
    assert_eq!(run(&f(signature, body), args), want);
}

#[test]
fn arithmetic() {
    gives("a: i64, b: i64", "return a // b, a % b, a / b", &[int(-7), int(2)], "-4 1 -3.5");
    gives("a: i64, b: i64", "return divmod(a, b)", &[int(7), int(-2)], "-4 -1");
    gives("a: f64, b: f64", "return a // b, a % b", &[float(-7.5), float(2.0)], "-4.0 0.5");
    gives("a: i64", "return a ** 3, a ** -1, -a, ~a, +a", &[int(2)], "8 0.5 -2 -3 2");
    gives("a: i64", "return a << 3, a >> 1, a & 6, a | 8, a ^ 1", &[int(5)], "40 2 4 13 4");
    gives("a: u8, b: u8", "return a + b", &[int(250), int(10)], "260");
    gives("a: u64", "return a * 2 + 1", &[Value::Scalar(1 << 62)], "9223372036854775809");
    gives(
        "a: i64",
        "return a * 4",
        &[int(1 << 62)],
        "OverflowError: integer result does not fit i64 (line 3)",
    );
}

#[test]
fn comparisons_and_logic() {
    gives("a: i64", "return 1 < a <= 5 != 4", &[int(5)], "true");
    gives("a: i64", "return not a and True", &[int(0)], "true");
    gives("a: i64, b: i64", "return a or b, a and b", &[int(0), int(7)], "7 0");
    gives("a: i64", "return a in (1, 3, 5), a not in (2, 4)", &[int(3)], "true true");
    gives("x: f64", "return x == 1, x < 9007199254740993", &[float(1.0)], "true true");
    gives("a: i64", "return 10 if a > 2 else 20", &[int(3)], "10");
    gives("a: i64", "b = a > 1\nreturn b | False, b + b", &[int(3)], "true 2");
    gives("a: bool, b: bool", "return a & b, a == b", &[int(1), int(0)], "false false");
}

#[test]
fn an_operand_that_is_not_evaluated_does_not_raise() {
    gives("a: i64", "return a == 0 or 10 // a > 3", &[int(0)], "true");
    gives("a: i64", "return a != 0 and 10 // a > 3", &[int(0)], "false");
    gives("a: i64", "return 1 if a == 0 else 10 // a", &[int(0)], "1");
    gives("a: i64", "return 0 < a < 10 // a", &[int(0)], "false");
}

#[test]
fn order_of_evaluation() {
    // The walrus changes x after the left operand was read.
    gives("x: i64", "return x + (x := 10) + x", &[int(1)], "21");
    gives("x: i64", "return (x, (x := 10), x)", &[int(1)], "1 10 10");
    gives("x: i64", "y = x < (x := 10) < x + 1\nreturn y, x", &[int(1)], "true 10");
    let text = "@nogil\ndef g(a: View[i64]) -> i64:\n    a[0] += 1\n    return a[0]\n@nogil\ndef f(a: View[i64]):\n    return a[0] + g(a) * 10 + a[0]\n";
    let mut memory = TestMemory::default();
    let a = memory.ints(&[1]);
    assert_eq!(show(text, run_with(text, &mut memory, &[a])), "23");
}

#[test]
fn conversions() {
    gives("x: f64", "return int(x), round(x), bool(x), i32(x), u8(x)", &[float(2.5)], "2 2 true 2 2");
    gives("a: i64", "return float(a), f32(a) + 1, u8(a)", &[int(3)], "3.0 4.0 3");
    gives(
        "a: i64",
        "b: u8 = a\nreturn b",
        &[int(300)],
        "OverflowError: integer result does not fit u8 (line 3)",
    );
    gives("a: i64", "return u8(a)", &[int(300)], "OverflowError: integer result does not fit u8 (line 3)");
    gives("x: f32", "return x * 2, x + 0.5", &[Value::Scalar(1.5f32.to_bits() as u64)], "3.0 2.0");
    let wrap = "@nogil(overflow=\"wrap\")\ndef f(a: i64):\n    return u8(a), a * a\n";
    assert_eq!(run(wrap, &[int(1 << 40)]), "0 0");
}

#[test]
fn loops_of_every_kind() {
    gives("n: i64", "s = 0\nfor i in range(n):\n    s += i\nreturn s", &[int(5)], "10");
    gives("n: i64", "s = 0\nfor i in range(n, 0, -2):\n    s = s * 10 + i\nreturn s", &[int(5)], "531");
    gives("n: i64", "s = 0\nfor i in reversed(range(1, n)):\n    s = s * 10 + i\nreturn s", &[int(4)], "321");
    gives(
        "n: i64",
        "s = 0\nfor i, j in zip(range(n), range(10, 20)):\n    s += i * j\nreturn s",
        &[int(3)],
        "35",
    );
    gives(
        "n: i64",
        "s = 0\nfor k, i in enumerate(range(5, n), 1):\n    s = s * 100 + k * 10 + i\nreturn s",
        &[int(8)],
        "152637",
    );
    gives(
        "n: i64",
        "k = 0\nwhile True:\n    k += 1\n    if k * k > n:\n        break\nreturn k",
        &[int(50)],
        "8",
    );
    gives(
        "n: i64",
        "for i in range(n):\n    if i == 3:\n        break\nelse:\n    return -1\nreturn 1",
        &[int(3)],
        "-1",
    );
    gives(
        "n: i64",
        "s = 0\nwhile n > 0:\n    n -= 1\n    if n % 2:\n        continue\n    s += n\nelse:\n    s += 100\nreturn s",
        &[int(6)],
        "106",
    );
    gives("n: i64", "i = 7\nfor i in range(n):\n    pass\nreturn i", &[int(0)], "7");
    gives(
        "n: i64",
        "for i in range(0, 5, n):\n    pass\nreturn 1",
        &[int(0)],
        "ValueError: range() arg 3 must not be zero (line 3)",
    );
}

#[test]
fn loops_over_views() {
    let text = f(
        "a: View[i64], b: View[i64]",
        "s = 0\nfor x in a:\n    s = s * 10 + x\nfor i, (x, y) in enumerate(zip(a, reversed(b))):\n    s += i * x * y\nreturn s, sum(a), min(a), max(b), len(a)",
    );
    let mut memory = TestMemory::default();
    let (a, b) = (memory.ints(&[1, 2, 3]), memory.ints(&[4, 5, 6]));
    assert_eq!(show(&text, run_with(&text, &mut memory, &[a, b])), "157 6 1 6 3");
}

#[test]
fn exact_accumulators() {
    let mut memory = TestMemory::default();
    let a = memory.ints(&[i64::MAX, i64::MAX, -i64::MAX, -i64::MAX + 5]);
    let text = f("a: View[i64]", "s = 0\nfor x in a:\n    s += x\nreturn s");
    assert_eq!(show(&text, run_with(&text, &mut memory, &[a])), "5");
    let text = f(
        "n: i64",
        "s: u8 = 0\nfor i in range(n):\n    s += 100\nfor i in range(n):\n    s -= 100\nreturn s",
    );
    assert_eq!(run(&text, &[int(2)]), "0");
    assert!(
        run(&text, &[int(3)]).starts_with("OverflowError"),
        "300 does not fit u8 where the first loop ends"
    );
}

#[test]
fn parallel_loops() {
    gives("n: i64", "s = 0\nfor i in prange(n):\n    s += i * i\nreturn s", &[int(1000)], "332833500");
    gives(
        "n: i64",
        "m = -1\nk = -1\nfor i in prange(n):\n    v = i * 7919 % 1000\n    if v > m:\n        m = v\n        k = i\nreturn m, k",
        &[int(100)],
        "981 99",
    );
    gives(
        "n: i64",
        "t = 5\nfor i in prange(n):\n    if i % 10 == 3:\n        t = i\nreturn t",
        &[int(100)],
        "93",
    );
    gives("n: i64", "t = 5\nfor i in prange(n):\n    t = i * 2\nreturn t", &[int(100)], "198");
    gives("n: i64", "p = 1\nfor i in prange(1, n):\n    p *= i\nreturn p", &[int(11)], "3628800");
    gives("n: i64", "ok = True\nfor i in prange(n):\n    ok = ok and i < 50\nreturn ok", &[int(51)], "false");
    gives("n: i64", "i = 0\nfor i in prange(n):\n    pass\nreturn i", &[int(10)], "9");
    gives(
        "n: i64",
        "x = 0\nfor i in prange(n):\n    x += 1\n    if i == 7:\n        raise ValueError(f\"bad {i}\")\nreturn x",
        &[int(10)],
        "ValueError: bad 7 (line 7)",
    );
}

#[test]
fn tests_at_entry() {
    let text = f("a: View[i64], lo: i64, hi: i64", "for i in prange(lo, hi):\n    a[i] = i\nreturn a[0]");
    let mut memory = TestMemory::default();
    let a = memory.ints(&[0; 10]);
    assert_eq!(show(&text, run_with(&text, &mut memory, &[a, int(0), int(10)])), "0");
    assert_eq!(show(&text, run_with(&text, &mut memory, &[a, int(-3), int(0)])), "0");
    assert_eq!(memory.read_ints(a)[7..], [-3, -2, -1]);
    assert_eq!(
        show(&text, run_with(&text, &mut memory, &[a, int(-3), int(3)])),
        "ValueError: prange: the index of a is negative in some iterations and not in others (line 3)"
    );
    assert_eq!(show(&text, run_with(&text, &mut memory, &[a, int(5), int(-5)])), "0");
}

#[test]
fn overlapping_views() {
    let text = f("a: View[i64], b: View[i64]", "for i in prange(len(a)):\n    a[i] = b[i] + 1\nreturn a[0]");
    let mut memory = TestMemory::default();
    let a = memory.ints(&[1, 2, 3, 4]);
    // The same array with the same owned elements is fine.
    assert_eq!(show(&text, run_with(&text, &mut memory, &[a, a])), "2");
    let mut shifted = a.view();
    shifted.base += 8;
    shifted.shape[0] = 3;
    let mut short = a.view();
    short.shape[0] = 3;
    let got = show(&text, run_with(&text, &mut memory, &[Value::View(short), Value::View(shifted)]));
    assert!(got.starts_with("AliasError"), "{got}");
    assert_eq!(memory.read_ints(a), [2, 3, 4, 5], "nothing was written");
}

#[test]
fn arrays() {
    gives(
        "n: i64",
        "a = zeros(n, dtype=i64)\na[1:3] = 7\nb = a.copy()\na[:] = 1\nreturn sum(b) * 100 + sum(a)",
        &[int(5)],
        "1405",
    );
    gives("n: i64", "a = arange(n)\nb = a[::-2]\nreturn b[0], b[-1], len(b)", &[int(6)], "5 1 3");
    gives(
        "n: i64",
        "a = array([[1, 2], [3, n]])\nreturn a[1, 1], a.T[0, 1], a.shape[0], len(a.reshape(4))",
        &[int(9)],
        "9 3 2 4",
    );
    gives(
        "n: i64",
        "a = full((2, n), 1.5)\ns = 0.0\nfor r in a:\n    s += sum(r)\nreturn s",
        &[int(3)],
        "9.0",
    );
    gives(
        "n: i64",
        "a = ones(3, i64)\na[n] = 1\nreturn a[0]",
        &[int(3)],
        "IndexError: index 3 is out of bounds for size 3 (line 4)",
    );
    gives(
        "n: i64",
        "a, b = zeros(2), ones(2)\nfor k in range(n):\n    a, b = b, a\nreturn a[0]",
        &[int(3)],
        "1.0",
    );
    gives("n: i64", "a = zeros(n)\na[0] = 2\nreturn a", &[int(4)], "[4, 0, 0]");
}

#[test]
fn element_updates() {
    let text = f(
        "a: View[i64], k: View[i64]",
        "for i in range(len(k)):\n    a[k[i]] += i\na[k[0] + 1] -= a[0] * 2\nreturn a[0], a[1]",
    );
    let mut memory = TestMemory::default();
    let (a, k) = (memory.ints(&[1, 10]), memory.ints(&[0, 0, 1]));
    assert_eq!(show(&text, run_with(&text, &mut memory, &[a, k])), "2 8");
}

#[test]
fn calls() {
    let text =
        "@nogil\ndef half(x: f64, by=2.0):\n    return x / by\n@nogil\ndef f(n: i64):\n    return half(n)\n";
    assert_eq!(run(text, &[int(3)]), "1.5");
    let text = "@nogil\ndef half(x: f64, by: f64 = 2.0):\n    return x / by, by\n@nogil\ndef f(n: i64):\n    a, b = half(n)\n    c, d = half(by=4, x=n)\n    return a, b, c, d\n";
    assert_eq!(run(text, &[int(3)]), "1.5 2.0 0.75 4.0");
    let fib = "@nogil\ndef f(n: i64) -> i64:\n    return n if n < 2 else f(n - 1) + f(n - 2)\n";
    assert_eq!(run(fib, &[int(15)]), "610");
    let even = "@nogil\ndef even(n: i64) -> bool:\n    return True if n == 0 else odd(n - 1)\n@nogil\ndef odd(n: i64) -> bool:\n    return False if n == 0 else even(n - 1)\n@nogil\ndef f(n: i64):\n    return even(n), odd(n)\n";
    assert_eq!(run(even, &[int(7)]), "false true");
    let constants = "N = 7\nPI2 = -3.5\nT = (1, 2)\n@nogil\ndef f() -> f64:\n    return N * PI2 + T[1]\n";
    assert_eq!(run(constants, &[]), "-22.5");
    let made = "@nogil\ndef make(n: i64):\n    a = zeros(n)\n    a[0] = 5.0\n    return a\n@nogil\ndef f(n: i64):\n    return make(n)[0] + make(n + 1)[0]\n";
    assert_eq!(run(made, &[int(3)]), "10.0");
}

#[test]
fn exceptions() {
    gives("n: i64", "try:\n    return 10 // n\nexcept ZeroDivisionError:\n    return -1", &[int(0)], "-1");
    gives(
        "n: i64",
        "s = 0\ntry:\n    s = 1\n    if n:\n        raise KeyError\nexcept (ValueError, LookupError):\n    s += 10\nelse:\n    s += 100\nfinally:\n    s += 1000\nreturn s",
        &[int(1)],
        "1011",
    );
    gives(
        "n: i64",
        "assert n > 3, \"too small: %d\" % n\nreturn n",
        &[int(2)],
        "AssertionError: too small: 2 (line 3)",
    );
    gives(
        "n: i64",
        "try:\n    raise ValueError(\"x\")\nexcept ValueError:\n    raise",
        &[int(0)],
        "ValueError: x (line 4)",
    );
    gives("n: i64", "raise OverflowError", &[int(0)], "OverflowError:  (line 3)");
}

#[test]
fn many_branches() {
    // The chain of `elif` is longer than TIR's statements may be deep.
    let mut body = String::from("if n == 0:\n    r = 0\n");
    for k in 1..300 {
        body.push_str(&format!("elif n == {k}:\n    r = {}\n", k * 2));
    }
    body.push_str("else:\n    r = -1\nreturn r");
    gives("n: i64", &body, &[int(0)], "0");
    gives("n: i64", &body, &[int(299)], "598");
    gives("n: i64", &body, &[int(300)], "-1");
    let sum = format!("return n{}", " + 1".repeat(5000));
    gives("n: i64", &sum, &[int(5)], "5005");
    let any = format!("return n == 0{}", " or n == 1".repeat(2000));
    gives("n: i64", &any, &[int(1)], "true");
    let nested = format!("return {}n{}", "(1 + ".repeat(150), ")".repeat(150));
    gives("n: i64", &nested, &[int(5)], "155");
}

#[test]
fn a_function_says_what_it_takes_and_gives() {
    let text = "@nogil\ndef f(a: View[f64], c: ConstView2[u8], n: i32, o: View[f64]) -> tuple[f64, bool]:\n    o[0] = a[0]\n    return c[0, 0] + n, True\n"
        .replace("ConstView2", "ConstView")
        .replace("c[0, 0]", "c[0]");
    let made = instance(&text, 0, &[]).unwrap();
    let shown: Vec<String> =
        made.params.iter().map(|p| format!("{}: {} {}", p.name, p.ty, p.writes)).collect();
    assert_eq!(shown, ["a: View[f64] false", "c: ConstView[u8] false", "n: i32 false", "o: View[f64] true"]);
    assert!(matches!(made.params[3].source, ParamSource::Parameter(3)));
    // `c[0] + n` is an i64, stored into the declared f64.
    assert_eq!(
        made.result,
        ResultType::Tuple(vec![ResultType::Scalar(Scalar::F64), ResultType::Scalar(Scalar::Bool)])
    );
    assert!(made.short);
}

#[test]
fn blocks() {
    let text = "def f(a, n):\n    s = 0.0\n    with nogil:\n        for i in prange(n):\n            s += a[i]\n        last = n - 1\n    return s, last\n";
    let view = EntryType::View(ViewType { elem: Scalar::F64, rank: 1, writable: false, contiguous: true });
    let made = instance(
        text,
        0,
        &capture_types(text, &[("a", view), ("n", EntryType::Int), ("s", EntryType::Float)]),
    )
    .unwrap();
    let outs: Vec<(&str, &OutValue)> = made.outs.iter().map(|o| (&*o.name, &o.value)).collect();
    assert_eq!(outs, [("s", &OutValue::Scalar(Scalar::F64)), ("last", &OutValue::Scalar(Scalar::I64))]);
    let mut memory = TestMemory::default();
    let a = memory.floats(&[0.5, 1.5, 2.0]);
    let args: Vec<Value> = made
        .params
        .iter()
        .map(|p| match &*p.name {
            "a" => a,
            "n" => int(3),
            _ => float(10.0),
        })
        .collect();
    let done = eval::run(&made.group, 0, &args, &mut memory, Limits::default());
    assert!(done.result.is_ok());
    assert_eq!(done.outs, [Some(float(14.0)), Some(int(2))]);
}

#[test]
fn an_unassigned_variable_stays_unbound() {
    let text = "def f(n):\n    with nogil:\n        if n > 3:\n            y = n\n    return y\n";
    let made = instance(text, 0, &capture_types(text, &[("n", EntryType::Int)])).unwrap();
    let mut memory = TestMemory::default();
    for (n, want) in [(1, None), (5, Some(int(5)))] {
        let done = eval::run(&made.group, 0, &[int(n)], &mut memory, Limits::default());
        assert_eq!(done.outs, [want]);
    }
}

#[test]
fn ways_out_of_a_block() {
    let text = "def f(n):\n    for k in range(3):\n        with nogil:\n            if n == 1:\n                return n * 2.5\n            if n == 2:\n                break\n            if n == 3:\n                continue\n            n = 7\n    return n\n";
    let made = instance(text, 0, &capture_types(text, &[("n", EntryType::Int)])).unwrap();
    assert!(made.exit_code);
    assert_eq!(made.result, ResultType::Scalar(Scalar::F64));
    let mut memory = TestMemory::default();
    for (n, want) in [(1, [1, 2.5f64.to_bits()]), (2, [2, 0]), (3, [3, 0]), (4, [0, 0])] {
        let done = eval::run(&made.group, 0, &[int(n)], &mut memory, Limits::default());
        let got: Vec<u64> = done.result.unwrap().iter().map(|v| v.bits()).collect();
        assert_eq!(got, want);
    }
}

#[test]
fn module_level_blocks_use_globals() {
    let text = "n = len('abc')\na = zeros(n)\nwith nogil:\n    t = 0.0\n    for i in prange(n):\n        a[i] = i\n        t += 1.0\n";
    let view = EntryType::View(ViewType { elem: Scalar::F64, rank: 1, writable: true, contiguous: true });
    let made = instance(text, 0, &capture_types(text, &[("n", EntryType::Int), ("a", view)])).unwrap();
    let names: Vec<(&str, bool)> = made.params.iter().map(|p| (&*p.name, p.writes)).collect();
    assert!(names.contains(&("a", true)) && names.contains(&("n", false)), "{names:?}");
    let outs: Vec<&str> = made.outs.iter().map(|o| &*o.name).collect();
    assert_eq!(outs, ["t", "i"]);
}

#[test]
fn a_new_array_may_be_returned_under_any_name() {
    let text = "@nogil\ndef f(n: i64) -> Array[f64]:\n    a = zeros(n)\n    b = ones(n)\n    for k in range(n):\n        a, b = b, a\n    return a\n";
    assert_eq!(run(text, &[int(3)]), "[3, 0, 0]");
}

#[test]
fn a_winner_is_not_taken_for_its_start_value() {
    // k is assigned once in the text, and by the reduction.
    let text = f(
        "a: View[i64], n: i64",
        "m = 1000\nk = 0\nfor i in prange(n):\n    v = i * 7 % 10\n    if v < m:\n        m = v\n        k = i\nfor i in prange(3):\n    a[k + i] = i + 1\nreturn k, m",
    );
    let mut memory = TestMemory::default();
    let a = memory.ints(&[0; 10]);
    assert_eq!(show(&text, run_with(&text, &mut memory, &[a, int(4)])), "0 0");
    assert_eq!(show(&text, run_with(&text, &mut memory, &[a, int(9)])), "0 0");
}

#[test]
fn variables_used_after_a_parallel_loop() {
    gives(
        "n: i64",
        "s = 0\nj = -1\nfor i in prange(n):\n    for j in range(i):\n        s += j\nreturn s, j",
        &[int(5)],
        "10 3",
    );
    gives(
        "n: i64",
        "s = 0\nfor i in prange(n):\n    for j in prange(i):\n        s += j\nreturn s",
        &[int(5)],
        "10",
    );
    gives(
        "n: i64",
        "s = 0\nfor i in prange(n):\n    t = 0\n    for j in prange(i):\n        t += j\n    s += t * 10\nreturn s",
        &[int(5)],
        "100",
    );
}
