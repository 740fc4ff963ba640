//! What is refused, with which code, where, and in which words.

use super::support::{capture_types, codes, instance, messages, rendered, resolve};
use crate::check::{EntryType, untyped};
use crate::hir::RegionId;
use crate::tir::{Scalar, ViewType};

/// The messages about `body` as the body of a function `f(n: i64, x: f64, a: View[f64], d: View2[f64], b: View[i64])`.
fn body(lines: &str) -> Vec<String> {
    let mut text =
        String::from("@nogil\ndef f(n: i64, x: f64, a: View[f64], d: View2[f64], b: View[i64]):\n");
    for line in lines.lines() {
        text.push_str("    ");
        text.push_str(line);
        text.push('\n');
    }
    messages(&text)
}

/// The same for the body of `for i in prange(n):` with `s = 0` before.
fn looped(lines: &str) -> Vec<String> {
    let mut text = String::from("s = 0\nt = 0.0\nok = True\nfor i in prange(n):\n");
    for line in lines.lines() {
        text.push_str("    ");
        text.push_str(line);
        text.push('\n');
    }
    text.push_str("return s\n");
    body(&text)
}

#[track_caller]
fn says(found: Vec<String>, want: &[&str]) {
    assert_eq!(found, want);
}

#[test]
fn untyped_parameters() {
    // A generic function; only what is exported needs types.
    let text = "@nogil\ndef f(x, y: i64, f: Callable[[f64], f64]):\n    return x\n";
    says(messages(text), &[]);
    let (_, module) = resolve(text);
    let found: Vec<String> = untyped(&module, RegionId(0)).into_iter().map(|d| d.message).collect();
    let of = |name: &str| format!("parameter `{name}` of an exported native function has no type");
    says(found, &[&of("x"), &of("f")]);
}

#[test]
fn two_types() {
    says(body("s = 0\ns = 0.5"), &["UG110 4: `s` is i64 at 5:5 and f64 at 6:5"]);
    says(body("s = 0\nfor v in a:\n    s += v"), &["UG110 5: `s` is i64 at 5:5 and f64 at 7:9"]);
    says(body("s = True\ns = 1"), &["UG110 4: `s` is bool at 5:5 and i64 at 6:5"]);
    says(body("s = 0.0\ns = 1"), &[]);
    says(body("s: f64 = 0\ns = n"), &[]);
}

#[test]
fn two_types_rendered() {
    insta::assert_snapshot!(rendered("@nogil\ndef f(n: i64) -> i64:\n    s = 0\n    s = 0.5\n    return s\n"), @r"
    error[UG110]: `s` is i64 at 5:5 and f64 at 6:5
     --> t.py:6:5
      |
    5 |     s = 0
      |     - i64 here
    6 |     s = 0.5
      |     ^ f64 here
      |
      = help: give it its type where it is first assigned: `s: f64 = ...`
    ");
}

#[test]
fn unassigned() {
    says(body("if n > 0:\n    y = 1\nreturn y"), &["UG111 5: `y` may be read before it is assigned"]);
    says(
        body("for i in range(n):\n    y = i\nreturn y"),
        &["UG111 5: `y` may be read before it is assigned"],
    );
    says(body("for i in range(n):\n    pass\nreturn i"), &["UG111 5: `i` may be read before it is assigned"]);
    says(body("while True:\n    y = 1\n    break\nreturn y"), &[]);
    says(body("if n > 0:\n    y = 1\nelse:\n    raise ValueError\nreturn y"), &[]);
    says(body("try:\n    y = n // 2\nexcept ZeroDivisionError:\n    y = 0\nreturn y"), &[]);
    says(
        body("try:\n    y = n // 2\nexcept ZeroDivisionError:\n    pass\nreturn y"),
        &["UG111 7: `y` may be read before it is assigned"],
    );
}

#[test]
fn mixed_signs() {
    says(
        messages("@nogil\ndef f(u: u64, n: i64) -> u64:\n    return u + n\n"),
        &["UG112 3: u64 mixed with a signed integer in `+`"],
    );
    says(messages("@nogil\ndef f(u: u64, k: u8) -> u64:\n    return (u ^ k) + 7 << 3\n"), &[]);
    says(
        messages("@nogil\ndef f(u: u64) -> u64:\n    return u * -1\n"),
        &["UG112 3: u64 mixed with a signed integer in `*`"],
    );
    says(messages("@nogil\ndef f(u: u64, n: i64) -> bool:\n    return u < n\n"), &[]);
}

#[test]
fn type_mismatches() {
    says(body("return a[x]"), &["UG113 3: an index is an int, this is an f64"]);
    says(body("for i in range(x):\n    pass"), &["UG113 3: a range is of ints, this is an f64"]);
    says(body("b[0] = x"), &["UG113 3: an int (i64) is wanted here, this is an f64"]);
    says(body("b[0] = 1.5"), &["UG113 3: an i64 is wanted here, this is a float literal"]);
    says(body("return x & 1"), &["UG113 3: `&` works on ints, this is an f64"]);
    says(body("return x << 1"), &["UG113 3: `<<` works on ints, this is an f64"]);
    says(body("return a + 1.0"), &["UG113 3: `+` works on numbers, this is View[f64]"]);
    says(body("if a:\n    return 1\nreturn 2"), &["UG113 3: an array has no truth value"]);
    says(body("return a[0, 0]"), &["UG113 3: 2 indices for View[f64], which has 1 dimension"]);
    says(
        body("if n:\n    return 1\nreturn x"),
        &["UG113 5: f64 is returned elsewhere or declared, this is an int literal"][..0],
    );
    says(body("if n:\n    return n\nreturn x"), &["UG113 5: f64 is returned here and i64 elsewhere"]);
    says(
        messages("@nogil\ndef f(n: i64) -> i64:\n    if n:\n        return 1\n"),
        &["UG113 2: `f` returns i64, but may end without a `return`"],
    );
    says(
        messages(
            "@nogil\ndef g(n: i64) -> i64:\n    return n\n@nogil\ndef f(x: f64) -> i64:\n    return g(x)\n",
        ),
        &["UG113 6: an int (i64) is wanted here, this is an f64"],
    );
    says(
        messages("@nogil\ndef f(n: i64):\n    return f(n - 1)\n"),
        &["UG113 3: `f` calls itself, so it needs a declared result type"],
    );
}

#[test]
fn literals() {
    says(body("s = 9223372036854775808"), &["UG114 3: the literal 9223372036854775808 does not fit i64"]);
    says(body("s: u8 = 256"), &["UG114 3: the literal 256 does not fit u8"]);
    says(body("s: u64 = 18446744073709551615"), &[]);
    says(body("s: u8 = 200 if n else 7"), &[]);
    says(body("s: u8 = -1"), &["UG114 3: the literal -1 does not fit u8"]);
}

#[test]
fn unknown_names() {
    says(body("return lenn(a)"), &["UG115 3: unknown name `lenn`"]);
    says(body("return a.shap[0]"), &["UG115 3: `shap` is no field or method of an array"]);
    says(body("return math.sqroot(x)"), &["UG115 3: `math` has no function `sqroot`"]);
    says(
        messages("@nogil(overflw=\"wrap\")\ndef f(n: i64):\n    return n\n"),
        &["UG115 1: `overflw` is no option of `nogil` here"],
    );
}

#[test]
fn read_only() {
    says(
        messages("@nogil\ndef f(a: ConstView[f64]):\n    a[0] = 1.0\n"),
        &["UG116 3: write to a read-only view (ConstView[f64])"],
    );
    says(
        messages(
            "@nogil\ndef g(a: View[f64]):\n    a[0] = 1.0\n@nogil\ndef f(a: ConstView[f64]):\n    g(a)\n",
        ),
        &["UG116 6: write to a read-only view: `g` writes to `a`"],
    );
    says(
        messages(
            "@nogil\ndef g(a: View[f64]) -> f64:\n    return a[0]\n@nogil\ndef f(a: ConstView[f64]):\n    return g(a)\n",
        ),
        &[],
    );
}

#[test]
fn needs_the_lock() {
    says(body("print(n)"), &["UG201 3: `print` needs the lock"]);
    says(body("with open('f') as g:\n    pass"), &["UG201 3: a `with` statement needs the lock"]);
    says(body("return isinstance(n, int)"), &["UG201 3: `isinstance` needs the lock"]);
}

#[test]
fn not_native() {
    says(
        messages("def g(n):\n    return n\n@nogil\ndef f(n: i64) -> i64:\n    return g(n)\n"),
        &["UG202 5: calls `g`, which is not native: it is an ordinary function"],
    );
    says(
        messages("import os\n@nogil\ndef f(n: i64) -> i64:\n    return os.getpid()\n"),
        &["UG202 4: calls `os.getpid`, which is not native: it belongs to another module"],
    );
}

#[test]
fn not_native_rendered() {
    insta::assert_snapshot!(
        rendered("def g(n):\n    return n\n@nogil\ndef f(n: i64) -> i64:\n    return g(n)\n"), @r"
    error[UG202]: calls `g`, which is not native: it is an ordinary function
     --> t.py:7:12
      |
    3 | def g(n):
      |     - defined here
    4 |     return n
    5 | @nogil
    6 | def f(n: i64) -> i64:
    7 |     return g(n)
      |            ^
      |
      = help: mark `g` with `@nogil`, or call it in a `with gil:`
    ");
}

#[test]
fn python_objects() {
    let text = "def f(d):\n    with nogil:\n        x = d[0]\n    return x\n";
    let found = instance(text, 0, &capture_types(text, &[("d", EntryType::Object("list".into()))]));
    assert!(found.unwrap_err().contains("error[UG203]: Python object `d` (list) used in a region"));
    says(
        messages("NAME = 'x'\n@nogil\ndef f():\n    return NAME\n"),
        &["UG203 4: Python object `NAME` used in a region"],
    );
}

#[test]
fn builds_objects() {
    says(body("s = [1, 2]"), &["UG204 3: a list is built without the lock"]);
    says(body("s = {}"), &["UG204 3: a dict is built without the lock"]);
    says(body("s = f'{n}'"), &["UG204 3: a str is built without the lock"]);
    says(body("s = [i for i in range(n)]"), &["UG204 3: a list is built without the lock"]);
    says(body("s = str(n)"), &["UG204 3: a str is built without the lock"]);
}

#[test]
fn suspensions() {
    says(messages("@nogil\ndef f(n: i64):\n    yield n\n"), &["UG206 3: `yield` in a region"]);
}

#[test]
fn unsupported() {
    let not = |what: &str| format!("{what} is not supported in native code");
    for (line, what) in [
        ("return n is None", "UG207 3: `is`"),
        ("return n in b", "UG207 3: `in` for anything but a tuple"),
        ("del n", "UG207 3: `del`"),
        ("import os", "UG207 3: `import`"),
        ("s = 1j", "UG207 3: a complex number"),
        ("return d @ d", ""),
        ("for k in (1, 2):\n    pass", "UG207 3: a loop over a tuple"),
        ("with gil:\n    return 1", "UG207 4: `return` out of a `with gil:`"),
        ("while n:\n    with gil:\n        break", "UG207 5: `break` out of a `with gil:`"),
        ("with gil:\n    del n", "UG207 4: `del` of a variable of the region"),
        ("match n:\n    case 1:\n        pass", "UG207 3: `match`"),
        ("s = Atomic(n)", "UG207 3: making an `Atomic`"),
        ("try:\n    pass\nexcept ValueError as e:\n    pass", "UG207 5: `except ... as`"),
        ("raise ValueError(b)", "UG207 3: this message of an exception"),
        ("raise OSError from ValueError", "UG207 3: `raise ... from`"),
    ] {
        let found = body(line);
        if !what.is_empty() {
            assert_eq!(found, [not(what)], "{line}");
        } else {
            assert_eq!(found.len(), 1, "{line}: {found:?}");
        }
    }
    let globals = "N = 1\n@nogil\ndef f() -> i64:\n    return N\nN = 2\n";
    let found = messages(globals);
    assert!(found.len() == 1 && found[0].starts_with("UG207 4: the global `N` is reassigned"), "{found:?}");
    says(
        messages("@nogil\ndef f(a: View[f64]) -> View[f64]:\n    return a[1:]\n"),
        &["UG207 3: returning a view of an array that was not made here is not supported in native code"],
    );
}

#[test]
fn carried_values() {
    says(looped("s = s + s"), &["UG301 7: `s` carries a value from one iteration to the next"]);
    says(looped("a[i] = t\nt = a[i]"), &["UG301 7: `t` carries a value from one iteration to the next"]);
    says(
        looped("s = max(i, s)"),
        &["UG301 7: `s` carries a value from one iteration to the next: the accumulator comes second"],
    );
    says(
        looped("ok = ok and b[i] > 0"),
        &["UG301 7: `ok` carries a value from one iteration to the next: the operand of `and` may raise"],
    );
    says(looped("if i > 3:\n    i = 2"), &["UG301 8: the index `i` of a prange is assigned in the loop"]);
}

#[test]
fn carried_value_rendered() {
    insta::assert_snapshot!(
        rendered("@nogil\ndef f(a: View[f64], n: i64):\n    t = 0.0\n    for i in prange(n):\n        a[i] = t\n        t = i * 0.5\n"), @r"
    error[UG301]: `t` carries a value from one iteration to the next
     --> t.py:7:16
      |
    7 |         a[i] = t
      |                ^ read here before this iteration assigns it
    8 |         t = i * 0.5
      |         - assigned here
      |
      = help: assign `t` first in the iteration, make it a reduction (`t += ...`), or use `range`
    ");
}

#[test]
fn reductions() {
    says(looped("s += i\ns *= 2"), &["UG302 8: `s` mixes `+` and `*`"]);
    says(looped("s += i\nb[i] = s"), &["UG303 8: reduction `s` is read inside the loop"]);
    says(looped("s //= 2"), &["UG304 7: `//=` has no parallel form"]);
    says(looped("s <<= 1"), &["UG304 7: `<<=` has no parallel form"]);
    says(looped("s += i\ns -= 2"), &[]);
    says(looped("s = max(s, i)"), &[]);
    says(looped("t += a[i]"), &[]);
    says(looped("if a[i] < t:\n    t = a[i]\n    s = i"), &[]);
    says(
        messages(
            "@nogil(overflow=\"saturate\")\ndef f(n: i64) -> i64:\n    s = 0\n    for i in prange(n):\n        s += i\n    return s\n",
        ),
        &["UG304 5: `s` saturates at each step, which has no parallel form"],
    );
}

#[test]
fn same_element() {
    says(looped("b[i % 4] = i"), &["UG310 7: iterations may write the same element: `b[i % 4]`"]);
    says(looped("b[0] += 1"), &["UG310 7: iterations may write the same element: `b[0] += 1`"]);
    says(looped("b[b[i]] = i"), &["UG310 7: iterations may write the same element: `b[b[i]]`"]);
    says(looped("b[i:i + 2] = 0"), &["UG310 7: iterations may write the same element: `b[i:i + 2]`"]);
    says(
        looped("for j in range(3):\n    b[2 * i + j] = j"),
        &["UG310 8: iterations may write the same element: `b[2 * i + j]`"],
    );
    says(looped("b[i] = 1\nb[i + 1] = 2"), &["UG310 7: iterations may write the same element: `b[i]`"]);
    says(
        looped("d[i, 0] = 1.0\nd[0, i] = 2.0"),
        &["UG310 7: iterations may write the same element: `d[i, 0]`"],
    );
    says(looped("k = 0\nk = i\nb[k] = 1"), &["UG310 9: iterations may write the same element: `b[k]`"]);
}

#[test]
fn owned_elements() {
    says(looped("b[i] = 1"), &[]);
    says(looped("b[2 * i + 1] = b[2 * i + 1] + 1"), &[]);
    says(looped("for j in range(3):\n    b[3 * i + j] = j"), &[]);
    says(looped("k = i + 1\nb[k] = 1"), &[]);
    says(looped("d[i, 0] = 1.0\nd[i, 1] = d[i, 0]"), &[]);
    says(looped("for j in range(d.shape[1]):\n    d[i, j] = 0.0"), &[]);
    says(looped("r = d[i]\nfor j in range(len(r)):\n    r[j] = 0.0"), &[]);
    says(looped("d[i][0] = 1.0"), &[]);
    says(looped("d[i] = 1.0"), &[]);
    says(looped("d[:, i] = 1.0"), &[]);
    says(looped("r = zeros(4)\nr[0] = 1.0\nr[i % 4] = 2.0\na[i] = r[0]"), &[]);
    says(
        body(
            "w = d.shape[1]\nfor i in prange(d.shape[0]):\n    for j in range(w):\n        a[i * w + j] = d[i, j]",
        ),
        &[],
    );
    says(
        body(
            "w = d.shape[1]\nfor i in prange(d.shape[0]):\n    for j in range(w):\n        b[(i * w + j) * 3] = 1\n        b[(i * w + j) * 3 + 1] = 2\n        b[(i * w + j) * 3 + 2] = 2\n    for j in range(w):\n        b[(i * w + j) * 3] += 1",
        ),
        &[],
    );
    says(
        body(
            "w = d.shape[1]\nfor i in prange(d.shape[0]):\n    for j in range(w):\n        for k in range(3):\n            b[(i * w + j) * 3 + k] = 1",
        ),
        &[],
    );
}

#[test]
fn a_stride_that_is_too_small() {
    says(
        body(
            "w = d.shape[1]\nfor i in prange(d.shape[0]):\n    for j in range(w + 1):\n        a[i * w + j] = 0.0",
        ),
        &["UG310 6: iterations may write the same element: `a[i * w + j]`"],
    );
}

#[test]
fn a_variable_that_changed_before_the_loop_is_not_followed() {
    // t is the old m + 1, so a[t + i] and a[m + 1 + i] differ.
    says(
        body("m = n\nt = m + 1\nm = 5\nfor i in prange(n):\n    a[t + i] = a[m + 1 + i]"),
        &["UG311 7: reads `a[m + 1 + i]` while other iterations write `a[t + i]`"],
    );
    // An earlier loop with the same variable.
    let found = body("t = 0\nfor i in range(n):\n    t = i\nfor i in prange(n):\n    b[t] = i");
    assert_eq!(found, ["UG310 7: iterations may write the same element: `b[t]`"]);
    let found = body("for i in range(1, 5):\n    t = i\n    for j in prange(n):\n        b[t] = j");
    assert_eq!(found, ["UG310 6: iterations may write the same element: `b[t]`"]);
}

#[test]
fn neighbour_reads() {
    says(looped("a[i] = a[i + 1]"), &["UG311 7: reads `a[i + 1]` while other iterations write `a[i]`"]);
    says(
        body("for k in range(n):\n    for i in prange(n):\n        d[i, 0] = d[k, 0]"),
        &["UG311 5: reads `d[k, 0]` while other iterations write `d[i, 0]`"],
    );
    says(looped("a[i] = sum(a)"), &["UG311 7: reads `sum(a)` while other iterations write `a[i]`"]);
}

#[test]
fn neighbour_read_rendered() {
    insta::assert_snapshot!(
        rendered("@nogil\ndef f(a: View[f64]):\n    for i in prange(1, len(a)):\n        a[i] = a[i - 1]\n"), @r"
    error[UG311]: reads `a[i - 1]` while other iterations write `a[i]`
     --> t.py:6:16
      |
    6 |         a[i] = a[i - 1]
      |         ----   ^^^^^^^^
      |         |
      |         written here
      |
      = help: read from a second array, or from a copy made before the loop: `old = a.copy()`
    ");
}

#[test]
fn calls_in_a_parallel_loop() {
    let set = "@nogil\ndef put(a: View[f64], i: i64):\n    a[i] = 1.0\n@nogil\ndef f(a: View[f64], d: View2[f64], n: i64):\n    for i in prange(n):\n";
    says(
        messages(&format!("{set}        put(a, i)\n")),
        &["UG310 7: iterations may write the same element: `put(a, i)`"],
    );
    says(messages(&format!("{set}        put(d[i], 0)\n")), &[]);
    let get = "@nogil\ndef get(a: View[f64], i: i64) -> f64:\n    return a[i]\n@nogil\ndef f(a: View[f64], c: View[f64], n: i64):\n    for i in prange(n):\n";
    says(messages(&format!("{get}        c[i] = get(a, i)\n")), &[]);
    says(
        messages(&format!("{get}        a[i] = get(a, i)\n")),
        &["UG311 7: reads `get(a, i)` while other iterations write `a[i]`"],
    );
}

#[test]
fn leaving_a_parallel_loop() {
    says(looped("if i > 3:\n    break"), &["UG330 8: `break` out of a prange"]);
    says(looped("if i > 3:\n    return 1"), &["UG330 8: `return` out of a prange"]);
    says(looped("while True:\n    break"), &[]);
    says(looped("if i > 3:\n    continue\nb[i] = 1"), &[]);
}

#[test]
fn one_message_a_cause() {
    let found = codes(
        "@nogil\ndef f(n: i64) -> i64:\n    s = [1]\n    t = s[0] + s[1]\n    u = t * 2\n    return u\n",
    );
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [("UG204".to_string(), 1)]);
}

#[test]
fn a_block_with_unknown_types_waits() {
    says(
        messages(
            "def f(d):\n    with nogil:\n        x = d + 1\n        for i in prange(3):\n            x = i\n    return x\n",
        ),
        &[],
    );
    says(messages("def f(d):\n    with nogil:\n        print(d)\n"), &["UG201 3: `print` needs the lock"]);
    // Race rules where the types are known.
    says(
        messages(
            "def f(d: View[f64]):\n    with nogil:\n        for i in prange(len(d)):\n            d[0] = i\n",
        ),
        &["UG310 4: iterations may write the same element: `d[0]`"],
    );
}

#[test]
fn a_part_of_an_array_cannot_leave_a_block() {
    let view = EntryType::View(ViewType::new(Scalar::F64, 2));
    let text = "def f(d):\n    with nogil:\n        r = d[0]\n    return r\n";
    let found = instance(text, 0, &capture_types(text, &[("d", view.clone())]));
    assert!(found.unwrap_err().contains("UG207"), "a part");
    let text = "def f(d):\n    with nogil:\n        r = d[0]\n        x = r[0]\n    return x\n";
    assert!(instance(text, 0, &capture_types(text, &[("d", view)])).is_ok());
}

#[test]
fn a_stride_known_only_where_an_inner_loop_runs_is_tested() {
    // With w = 0 the inner loop does not run, but every iteration would write a[0].
    let text = "@nogil\ndef f(a: View[f64], w: i64, n: i64):\n    for i in prange(n):\n        a[i * w] = 1.0\n        for j in range(w):\n            a[i * w + j] = 2.0\n";
    says(messages(text), &[]);
    let zero = super::support::run_with_floats(text, 6, &[0, 2]);
    assert!(zero.contains("the stride of the index of a must be at least 1"), "{zero}");
    assert_eq!(super::support::run_with_floats(text, 6, &[3, 2]), "");
}

#[test]
fn tuples_of_arrays_are_not_returned() {
    says(
        body("c = zeros(3)\nreturn c, n"),
        &["UG207 4: returning a tuple of anything but numbers is not supported in native code"],
    );
}
