//! Random programs of the native surface: i64 and f64 scalars, bools, 1-d and 2-d views, loops, branches, calls,
//! exceptions, integer policies, `prange` with privates, reductions, conditional last values and owned elements.
//! Everything has one type; every loop is bounded.

use crate::program::{File, Function, Node};
use crate::rng::Rng;

const HEAD: &str = r#"import math
import os
from ungil import View, View2, View3, array, f32, f64, i16, i32, i64, nogil, prange, u8, u64, zeros

@nogil
def mix(a: i64, b: i64) -> i64:
    if a > b:
        return (a ^ b) % 1000
    return a // (b if b != 0 else 1)

@nogil
def poly(x: f64, y: f64) -> f64:
    return x * 0.5 + y * y - 1.25

@nogil
def pick(v: View[i64], k: i64) -> i64:
    return v[k]

@nogil
def down(n: i64) -> i64:
    if n <= 0:
        return 0
    return down(n - 3) + n

@nogil
def both(a: i64, x: f64) -> tuple[i64, f64]:
    return a ^ 5, x * 0.5

@nogil
def touch(v: View[i64], k: i64) -> i64:
    for j in range(len(v)):
        v[j] ^= k
    return len(v)

@nogil
def total(w: View[f64]) -> f64:
    s = 0.0
    for j in range(len(w)):
        if w[j] > s:
            s = w[j]
    return s

def cells(v):
    return [v[k] for k in range(len(v))]

SKIP = os.environ.get("UNGIL_FUZZ_SKIP", "").split(",")

def run(n, k, f, args, after):
    if f"{n}:{k}" in SKIP:
        return
    a, b, x, y, vs, ws, us, size, step = args
    v, w, u, m = array(vs, dtype=i64), array(ws, dtype=f64), array(us, dtype=u8), zeros((3, 4), dtype=f64)
    h, d, e, c = array(us, dtype=i16), array(us, dtype=i32), array(us, dtype=u64), zeros((2, 3, 4), dtype=i64)
    g = array([z * 0.25 for z in us], dtype=f32)
    if step != 1:
        v, w = v[::step], w[::step]
    size = len(v)
    try:
        r = f(a, b, x, y, v, w, u, m, size, h, d, e, c, g)
    except Exception as error:
        text = "raised " + type(error).__name__ + ": " + str(error).split("\n")[0]
        if not after:
            print(n, k, text)
            return
    else:
        text = repr(r)
    print(n, k, text, "|", cells(v), cells(w), cells(u), [m[i, j] for i in range(3) for j in range(4)],
          cells(h), cells(d), cells(e), cells(g), [c[i, j, l] for i in range(2) for j in range(3) for l in range(4)])

"#;

/// A file of `size` functions.
pub fn file(rng: &mut Rng, size: usize) -> File {
    let functions = (0..size).map(|_| Gen::new(rng).function()).collect();
    File { head: HEAD.into(), functions, call: "run({n}, {k}, case{n}, {args}, {arrays})" }
}

struct Gen<'a> {
    rng: &'a mut Rng,
    /// The int, float and bool names that may be read here.
    ints: Vec<String>,
    floats: Vec<String>,
    bools: Vec<String>,
    /// Whether the views may be read and written freely (not in a prange).
    views: bool,
    loops: usize,
    names: usize,
    cpython: bool,
    parallel: bool,
    /// No prange yet.
    parallel_free: bool,
}

const PARAMETERS: &str = "a: i64, b: i64, x: f64, y: f64, v: View[i64], w: View[f64], u: View[u8], m: View2[f64], n: i64, \
     h: View[i16], d: View[i32], e: View[u64], c: View3[i64], g: View[f32]";
const INTS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "-1",
    "5",
    "7",
    "-13",
    "100",
    "255",
    "256",
    "1000003",
    "2147483647",
    "-2147483648",
    "4611686018427387904",
    "9223372036854775807",
    "-9223372036854775808",
    "9007199254740993",
    "3037000500",
    "63",
    "64",
];
const FLOATS: &[&str] = &[
    "0.0",
    "-0.0",
    "1.0",
    "1.5",
    "-2.25",
    "0.1",
    "1e10",
    "-1e-5",
    "1e300",
    "1e-300",
    "3.0",
    "255.9",
    "0.5",
    "-7.5",
    "float('inf')",
    "float('nan')",
    "9007199254740993.0",
];

impl Gen<'_> {
    fn new(rng: &mut Rng) -> Gen<'_> {
        let names = |list: &[&str]| list.iter().map(|s| s.to_string()).collect();
        Gen {
            rng,
            ints: names(&["a", "b", "i0", "i1", "n"]),
            floats: names(&["x", "y", "f0", "f1"]),
            bools: names(&["q"]),
            views: true,
            loops: 0,
            names: 0,
            cpython: true,
            parallel: false,
            parallel_free: true,
        }
    }

    fn function(mut self) -> Function {
        let mut decorator = "@nogil".to_string();
        match self.rng.below(12) {
            0 => decorator += "(overflow=\"wrap\")",
            1 => decorator += "(overflow=\"saturate\")",
            2 => decorator += "(division=\"ieee\")",
            _ => {}
        }
        self.cpython = decorator == "@nogil";
        let result = self.rng.pick(&["i64", "f64", "tuple[i64, f64, bool]"]);
        let mut body = vec![Node::leaf("i0, i1, f0, f1, q = a, 1, x, 0.5, False")];
        body.extend(self.block(6, 3));
        body.push(Node::leaf(match result {
            "i64" => "return i0",
            "f64" => "return f0",
            _ => "return i1, f1, q",
        }));
        let calls = (0..4).map(|_| self.arguments()).collect();
        let head = vec![decorator, format!("def FUNCTION({PARAMETERS}) -> {result}:")];
        Function { head, body, calls, cpython: self.cpython, arrays_after_exception: !self.parallel }
    }

    fn arguments(&mut self) -> String {
        let small = self.rng.one_in(2);
        let int = |rng: &mut Rng| {
            if small { (rng.below(41) as i64 - 20).to_string() } else { rng.pick(INTS).into() }
        };
        let (a, b) = (int(self.rng), int(self.rng));
        let (x, y) = (self.rng.pick(FLOATS), self.rng.pick(FLOATS));
        let length = self.rng.pick(&["0", "6", "6", "8", "8", "17", "20"]);
        let vs = self
            .rng
            .pick(&["[(k * 37 + 11) % 19 - 9 for k in range({})]", "[0] * {}", "[k for k in range({})]"])
            .replace("{}", length);
        let ws = self.rng.pick(&["[k * 0.75 - 2.0 for k in range({})]", "[0.0] * {}"]).replace("{}", length);
        let step = self.rng.pick(&["1", "1", "1", "2", "-1", "-3"]);
        format!("({a}, {b}, {x}, {y}, {vs}, {ws}, [k * 50 % 256 for k in range(6)], {length}, {step})")
    }

    fn block(&mut self, most: usize, depth: usize) -> Vec<Node> {
        (0..1 + self.rng.below(most)).flat_map(|_| self.statement(depth)).collect()
    }

    fn fresh(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    fn statement(&mut self, depth: usize) -> Vec<Node> {
        let one = |line: String| vec![Node::leaf(line)];
        match self.rng.below(if depth == 0 { 13 } else { 29 }) {
            0..=2 => one(format!("{} = {}", self.rng.pick(&["i0", "i1"]), self.int(3))),
            3 => {
                let op = self.rng.pick(&["+", "-", "*", "//", "%", "^", "&", "|"]);
                let op = if op == "*" && self.looping() { "-" } else { op };
                one(format!("{} {op}= {}", self.rng.pick(&["i0", "i1"]), self.int(2)))
            }
            4 | 5 => one(format!("{} = {}", self.rng.pick(&["f0", "f1"]), self.float(3))),
            6 => one(format!(
                "{} {}= {}",
                self.rng.pick(&["f0", "f1"]),
                self.rng.pick(&["+", "-", "*", "/"]),
                self.float(2)
            )),
            7 => one(format!("q = {}", self.boolean(2))),
            8 => one(format!(
                "v[{}] {} {}",
                self.index("v"),
                self.rng.pick(&["=", "+=", "-=", "^="]),
                self.int(2)
            )),
            9 => {
                one(format!("w[{}] {} {}", self.index("w"), self.rng.pick(&["=", "+=", "*="]), self.float(2)))
            }
            10 => match self.rng.below(3) {
                0 => one(format!("u[{}] = {} & 255", self.index("u"), self.int(2))),
                1 => one(format!("u[{}] = {}", self.index("u"), self.int(1))),
                _ => one(format!("m[{} % 3, {} % 4] = {}", self.int(1), self.int(1), self.float(2))),
            },
            11 if self.loops > 0 => {
                vec![Node::block(
                    format!("if {}:", self.boolean(2)),
                    vec![Node::leaf(self.rng.pick(&["break", "continue"]))],
                )]
            }
            11 | 12 => match self.rng.below(5) {
                0 => one("i0, i1 = i1, i0".into()),
                1 => one(format!("i0, i1 = divmod({}, {})", self.int(1), self.int(1))),
                2 => one(format!("f0, i1 = {}, {}", self.float(1), self.int(1))),
                3 => vec![Node::block(
                    format!("if {}:", self.boolean(1)),
                    vec![Node::leaf(
                        self.rng.pick(&["raise ValueError(\"no\")", "raise IndexError(\"far\")"]),
                    )],
                )],
                _ => one(format!("assert {}, \"claim\"", self.boolean(2))),
            },
            13..=15 => {
                let mut out = vec![Node::block(format!("if {}:", self.boolean(3)), self.block(3, depth - 1))];
                if self.rng.one_in(2) {
                    out.push(Node::block("else:", self.block(2, depth - 1)));
                }
                out
            }
            16..=18 => self.for_loop(depth),
            19 => {
                let k = self.fresh("k");
                self.loops += 1;
                let mut body = vec![Node::leaf(format!("{k} += 1"))];
                body.extend(self.block(3, depth - 1));
                self.loops -= 1;
                let bound = 1 + self.rng.below(8);
                vec![
                    Node::leaf(format!("{k} = 0")),
                    Node::block(format!("while {k} < {bound} and {}:", self.boolean(1)), body),
                ]
            }
            20 => {
                let kind = self.rng.pick(&[
                    "ZeroDivisionError",
                    "IndexError",
                    "ValueError",
                    "(ZeroDivisionError, IndexError)",
                ]);
                let mut out = vec![
                    Node::block("try:", self.block(3, depth - 1)),
                    Node::block(format!("except {kind}:"), self.block(2, depth - 1)),
                ];
                if self.rng.one_in(4) {
                    let loops = std::mem::take(&mut self.loops);
                    let line = self.rng.pick(&["i0 ^= 3", "f1 = f0", "i1 = i0 & 1023", "q = not q"]);
                    out.push(Node::block("finally:", vec![Node::leaf(line)]));
                    self.loops = loops;
                }
                out
            }
            21 => self.slices(),
            22 => self.narrow(),
            23 => {
                // An exception here may take the place of one that only native code raises.
                self.cpython &= self.parallel_free;
                let mut out = vec![Node::block("try:", self.block(3, depth - 1))];
                let kind = self.rng.pick(&["OverflowError", "Exception", "ArithmeticError", "ValueError"]);
                out.push(Node::block(format!("except {kind}:"), self.block(2, 0)));
                if self.rng.one_in(3) {
                    out.push(Node::block("else:", self.block(1, 0)));
                }
                self.cpython = false;
                out
            }
            24 => {
                let k = self.fresh("z");
                let source = self.rng.pick(&[
                    "for _, K in enumerate(v):",
                    "for K in reversed(v):",
                    "for K, _ in zip(v, w):",
                    "for K in v[1:]:",
                    "for K in reversed(range(len(v))):",
                    "for K in v[::-2]:",
                ]);
                self.loops += 1;
                self.ints.push(k.clone());
                let mut body = self.block(3, depth - 1);
                body.push(Node::leaf(format!("i0 ^= {k}")));
                self.ints.pop();
                self.loops -= 1;
                let mut out = vec![Node::block(source.replace('K', &k), body)];
                if self.rng.one_in(4) {
                    out.push(Node::block("else:", self.block(1, 0)));
                }
                out
            }
            25 => one(match self.rng.below(10) {
                5 => format!("i0, f1 = both({}, {})", self.int(1), self.float(1)),
                6 => format!("i1 = touch(v[{}:], {})", self.rng.below(4), self.int(1)),
                7 => "f0 = total(m[1])".into(),
                8 => "f0 = total(m[:, 2]) + total(m.T[1])".into(),
                9 => "i0 = max(u) + min(u) + sum(u)".into(),
                0 => "i0 = sum(v[1:4])".into(),
                1 => "i0 = pick(v, i1)".into(),
                2 => "f0 = poly(f1, w[0])".into(),
                3 => "i1 = down(i0 % 50)".into(),
                _ => "v[0], v[-1] = v[-1], v[0]".into(),
            }),
            _ => self.prange(),
        }
    }

    /// In a loop CPython's ints would grow without end where native code overflows: keep products small there.
    fn looping(&self) -> bool {
        self.loops > 0 || !self.views
    }

    fn for_loop(&mut self, depth: usize) -> Vec<Node> {
        let i = self.fresh("j");
        let source = match self.rng.below(8) {
            0..=2 => "range(len(v))".into(),
            3 => format!("range({} % 12)", self.int(1)),
            4 => "range(1, len(w) - 1)".into(),
            5 => format!("range({}, {}, {})", self.rng.below(6), self.rng.below(14), 1 + self.rng.below(3)),
            6 => format!("range(9, {}, -{})", self.rng.below(6), 1 + self.rng.below(3)),
            _ => format!("range(len(v) + {})", usize::from(self.rng.one_in(4))),
        };
        self.loops += 1;
        self.ints.push(i.clone());
        let mut body = self.block(3, depth - 1);
        let extra = match self.rng.below(8) {
            0 => Some(format!("i0 += v[{i}]")),
            1 => Some(format!("f0 += w[{i}] * 0.5")),
            2 => Some(format!("v[{i}] = v[{i}] + {i}")),
            3 => Some(format!("w[{i}] = w[{i} - 1] * 0.5 + f1")),
            4 => Some(format!("i1 = max(i1, v[{i}])")),
            _ => None,
        };
        body.extend(extra.map(Node::leaf));
        self.ints.pop();
        self.loops -= 1;
        vec![Node::block(format!("for {i} in {source}:"), body)]
    }

    /// A view of a view, read and written.
    fn slices(&mut self) -> Vec<Node> {
        let s = self.fresh("s");
        let (base, value) = match self.rng.below(3) {
            0 => ("v", self.int(1)),
            1 => ("w", self.float(1)),
            _ => ("m[1]", self.float(1)),
        };
        let bound = |g: &mut Self| match g.rng.below(4) {
            0 => String::new(),
            1 => format!("{} % 9", g.int(0)),
            _ => (g.rng.below(14) as i64 - 6).to_string(),
        };
        let (lo, hi) = (bound(self), bound(self));
        let step = self.rng.pick(&["", "", ":2", ":-1", ":-2", ":3"]);
        let mut out = vec![Node::leaf(format!("{s} = {base}[{lo}:{hi}{step}]"))];
        let element = format!("{s}[{}]", self.rng.pick(&["0", "-1", "len(S) - 1", "1", "len(S) // 2"]));
        let element = element.replace('S', &s);
        let name = if base == "v" { "i0" } else { "f0" };
        out.push(match self.rng.below(7) {
            0 => Node::leaf(format!("{s}[:] = {value}")),
            1 => Node::leaf(format!("{s}[1:] = {s}[:-1]")),
            2 => Node::leaf(format!("{s}[:] = {s}[::-1]")),
            3 => Node::leaf(format!("{element} = {value}")),
            4 => Node::leaf(format!("{name} = {element}")),
            5 => Node::leaf(format!("{s} = {s}.copy()[::-1]")),
            _ => Node::block(
                format!("for {s}k in range(len({s})):"),
                vec![Node::leaf(format!("{s}[{s}k] {}= {s}[-1 - {s}k]", self.rng.pick(&["", "+", "-"])))],
            ),
        });
        out.push(Node::leaf(format!("i1 ^= len({s})")));
        out
    }

    /// Values of narrow types, unsigned 64-bit values, and the other arrays.
    fn narrow(&mut self) -> Vec<Node> {
        let t = self.fresh("x");
        let small = self.rng.below(6);
        let fits = self.rng.one_in(2);
        let value = |g: &mut Self| if fits { format!("{} % 100", g.int(1)) } else { g.int(2) };
        let lines: Vec<String> = match self.rng.below(9) {
            0 => vec![format!("h[{small}] = {}", value(self))],
            1 => vec![format!("d[{small}] {}= {}", self.rng.pick(&["", "+", "-", "*"]), value(self))],
            2 => vec![
                format!("{t}: i32 = {}", value(self)),
                format!("{t} += h[{small}]"),
                format!("i0 = {t} * {t}"),
            ],
            3 => vec![format!("{t}: u8 = {}", value(self)), format!("i0 = {t} - 200 + u[{small}]")],
            4 => {
                let ty = self.rng.pick(&["u8", "i16", "i32", "u64"]);
                vec![format!("{t} = {ty}({})", value(self)), format!("i0 = i64({t} & 77) + 1")]
            }
            5 => {
                let op = self.rng.pick(&["^", "&", "|", "+", "*", "//", "%"]);
                vec![format!("e[{small}] = e[{}] {op} {}", self.rng.below(6), 1 + self.rng.below(300))]
            }
            6 => {
                self.cpython = false;
                vec![
                    format!("{t} = g[{small}] {} g[{}]", self.rng.pick(&["+", "*", "-"]), self.rng.below(6)),
                    format!("g[{}] = {t} * 0.1", self.rng.below(6)),
                    format!("f0 = f64({t})"),
                ]
            }
            7 => vec![
                format!(
                    "c[{} % 2, {small} % 3, -1] {}= {}",
                    self.int(0),
                    self.rng.pick(&["", "+", "^"]),
                    self.int(1)
                ),
                format!("i1 = c[1][{small} % 3][{} % 4]", self.int(1)),
            ],
            _ => vec![
                format!("{t} = e[{small}] >> {}", self.rng.below(70)),
                format!("q = {t} < {} or {t} == {}", self.int(1), self.float(1)),
            ],
        };
        lines.into_iter().map(Node::leaf).collect()
    }

    /// A parallel loop that is safe by construction.
    fn prange(&mut self) -> Vec<Node> {
        if self.loops > 1 || !self.views {
            return vec![Node::leaf("i0 = i0 + 1 - 1")];
        }
        self.parallel = true;
        self.parallel_free = false;
        let (i, t, p, s) = (self.fresh("p"), self.fresh("t"), self.fresh("g"), self.fresh("s"));
        let ints = std::mem::replace(&mut self.ints, vec!["a".into(), "b".into(), "n".into(), i.clone()]);
        let floats = std::mem::replace(&mut self.floats, vec!["x".into(), "y".into()]);
        let bools = std::mem::replace(&mut self.bools, vec!["(a > b)".into()]);
        let loops = std::mem::take(&mut self.loops);
        self.views = false;
        let mut body = vec![Node::leaf(format!("{t} = {}", self.int(2)))];
        self.ints.push(t.clone());
        body.push(Node::leaf(format!("{p} = {}", self.float(2))));
        self.floats.push(p.clone());
        let mut before = vec![Node::leaf(format!("{t}, {p} = 0, 0.0"))];
        let mut after = vec![Node::leaf(format!("i1 = i1 ^ {t}"))];
        match self.rng.below(16) {
            0 | 1 => {
                before.push(Node::leaf(format!("{s} = {}", self.rng.below(100))));
                body.push(Node::leaf(format!("{s} {}= {t}", self.rng.pick(&["+", "-", "^", "|", "&"]))));
                after.push(Node::leaf(format!("i0 = {s}")));
            }
            2 => {
                before.push(Node::leaf(format!("{s} = 0.25")));
                body.push(Node::leaf(format!("{s} += {p}")));
                after.push(Node::leaf(format!("f0 = {s}")));
                self.cpython = false;
            }
            3 => {
                before.push(Node::leaf(format!("{s} = {}", self.rng.below(10))));
                let f = self.rng.pick(&["min", "max"]);
                body.push(Node::leaf(format!("{s} = {f}({s}, {t})")));
                after.push(Node::leaf(format!("i0 = {s}")));
            }
            4 => {
                before.push(Node::leaf(format!("{s} = -7")));
                body.push(Node::block(
                    format!("if {}:", self.boolean(2)),
                    vec![Node::leaf(format!("{s} = {i}"))],
                ));
                after.push(Node::leaf(format!("i0 = {s}")));
            }
            5 => {
                body.push(Node::leaf(format!("v[{i}] = {t}")));
                body.push(Node::leaf(format!("w[{i}] += {p}")));
            }
            6 => body.push(Node::block(
                format!("if {}:", self.boolean(2)),
                vec![Node::leaf(format!("v[{i}] = v[{i}] ^ {t}"))],
            )),
            7 => {
                let k = self.fresh("k");
                before.push(Node::leaf(format!("{s} = 0")));
                body.push(Node::block(
                    format!("for {k} in range({t} % 20):"),
                    vec![Node::leaf(format!("{s} += {k} ^ {i}"))],
                ));
                after.push(Node::leaf(format!("i0 = {s}")));
            }
            8 => {
                before.push(Node::leaf(format!(
                    "{s} = {}",
                    self.rng.pick(&["1.5", "-0.0", "float('inf')", "1e300"])
                )));
                body.push(Node::leaf(format!("{s} *= {p}")));
                after.push(Node::leaf(format!("f0 = {s}")));
                self.cpython = false;
            }
            9 => {
                before.push(Node::leaf(format!("{s} = {}", self.rng.below(4))));
                body.push(Node::leaf(format!("{s} *= {t} % 3 - 1 + {}", self.rng.below(2))));
                after.push(Node::leaf(format!("i0 = {s}")));
            }
            10 => {
                let (word, start) = if self.rng.one_in(2) { ("and", "True") } else { ("or", "False") };
                before.push(Node::leaf(format!("{s} = {start}")));
                body.push(Node::leaf(format!(
                    "{s} = {s} {word} {t} {} {}",
                    self.rng.pick(&["<", ">", "!="]),
                    self.rng.below(9)
                )));
                after.push(Node::leaf(format!("q = {s}")));
            }
            11 => {
                let k = self.fresh("k");
                let (op, value) =
                    (self.rng.pick(&["+", "-", "*"]), self.rng.pick(&["K * P", "P", "P / 3.0", "K - P"]));
                before.push(Node::leaf(format!("{s} = 0.125")));
                let update = Node::leaf(format!("{s} {op}= {}", value.replace('K', &k).replace('P', &p)));
                let update = if self.rng.one_in(3) {
                    Node::block(format!("if {k} % 3 != 1:"), vec![update])
                } else {
                    update
                };
                body.push(Node::block(format!("for {k} in range({t} % 70):"), vec![update]));
                after.push(Node::leaf(format!("f0 = {s}")));
                self.cpython = false;
            }
            12 => {
                let k = self.fresh("k");
                before.push(Node::leaf(format!(
                    "{s} = {}",
                    self.rng.pick(&["0.0", "float('nan')", "-5.0", "1e9"])
                )));
                let f = self.rng.pick(&["min", "max"]);
                body.push(Node::block(
                    format!("for {k} in range(3):"),
                    vec![Node::leaf(format!("{s} = {f}({s}, {p} * {k})"))],
                ));
                after.push(Node::leaf(format!("f1 = {s}")));
            }
            13 => {
                // A row of its own, an array of its own, and an inner prange.
                let (k, r) = (self.fresh("k"), self.fresh("r"));
                body.push(Node::block(
                    format!("if {i} < 3:"),
                    vec![
                        Node::leaf(format!("{r} = m[{i}]")),
                        Node::leaf(format!("{s} = zeros(4)")),
                        Node::block(
                            format!("for {k} in prange(4):"),
                            vec![
                                Node::leaf(format!("{s}[{k}] = {p} + {k}")),
                                Node::leaf(format!("{r}[{k}] += {s}[{k}] * 0.5")),
                            ],
                        ),
                    ],
                ));
            }
            14 => {
                body.push(Node::block(
                    format!("if {}:", self.boolean(1)),
                    vec![Node::leaf(format!("raise ValueError(f\"at {{{i}}}: {{{t}}}\")"))],
                ));
                body.push(Node::leaf(format!("w[-1 - {i}] = {p}")));
            }
            _ => {
                let w = self.fresh("w");
                before.push(Node::leaf(format!("{s}, {w} = -1e300, -1")));
                body.push(Node::block(
                    format!("if {p} > {s}:"),
                    vec![Node::leaf(format!("{s} = {p}")), Node::leaf(format!("{w} = {i}"))],
                ));
                after.push(Node::leaf(format!("i0 = {w}")));
            }
        }
        (self.ints, self.floats, self.bools, self.loops, self.views) = (ints, floats, bools, loops, true);
        let options = self.rng.pick(&[
            "",
            "",
            ", threads=2",
            ", schedule=\"dynamic\"",
            ", threads=3, chunk=5",
            ", schedule=\"static\"",
        ]);
        let range = self.rng.pick(&["len(v)", "len(v)", "0, len(v), 2", "len(v) - 1, -1, -1", "1, len(v)"]);
        before.push(Node::block(format!("for {i} in prange({range}{options}):"), body));
        before.extend(after);
        before
    }

    fn index(&mut self, view: &str) -> String {
        match self.rng.below(8) {
            0..=2 => format!("{} % max(len({view}), 1)", self.int(1)),
            3 => self.rng.name(&self.ints.clone()),
            4 => "-1".into(),
            5 => format!("len({view}) - 1"),
            _ => self.rng.below(6).to_string(),
        }
    }

    fn int(&mut self, depth: usize) -> String {
        if depth == 0 || self.rng.one_in(5) {
            return if self.rng.one_in(4) {
                format!("({})", self.rng.pick(INTS))
            } else {
                self.rng.name(&self.ints.clone())
            };
        }
        let d = depth - 1;
        match self.rng.below(22) {
            0..=7 => {
                let op = self.rng.pick(&["+", "-", "*", "//", "%", "&", "|", "^", "+", "-"]);
                if op == "*" && self.looping() {
                    return format!("({} % 1009 * ({} % 257))", self.int(d), self.int(d));
                }
                format!("({} {op} {})", self.int(d), self.int(d))
            }
            8 if self.looping() => format!("({} % 100000 << ({} & 7))", self.int(d), self.int(d)),
            8 => format!("({} {} ({} & 7))", self.int(d), self.rng.pick(&["<<", ">>"]), self.int(d)),
            9 => format!("({} >> ({} & 127))", self.int(d), self.int(d)),
            10 if self.looping() => format!("({} % 100 ** {})", self.int(d), self.rng.below(4)),
            10 if self.looping() => format!("({} % 100 ** {})", self.int(d), self.rng.below(4)),
            10 => format!("({} ** {})", self.int(d), self.rng.below(4)),
            11 => format!("{}({})", self.rng.pick(&["-", "+", "~", "abs"]), self.int(d)),
            12 => format!("{}({}, {})", self.rng.pick(&["min", "max"]), self.int(d), self.int(d)),
            13 => format!("({} if {} else {})", self.int(d), self.boolean(d), self.int(d)),
            14 => format!("mix({}, {})", self.int(d), self.int(d)),
            15 if self.views => format!("v[{}]", self.index("v")),
            16 if self.views => format!("(u[{}] * 3)", self.index("u")),
            17 => format!("int({})", self.float(d)),
            18 => format!("({} + ({}))", self.int(d), self.boolean(d)),
            19 => format!("round({})", self.float(d)),
            20 => "len(w)".into(),
            _ => format!("math.{}({})", self.rng.pick(&["floor", "ceil", "trunc"]), self.float(d)),
        }
    }

    fn float(&mut self, depth: usize) -> String {
        if depth == 0 || self.rng.one_in(5) {
            return if self.rng.one_in(4) {
                self.rng.pick(&["0.5", "1.25", "-3.0", "1e10", "1e-7", "0.1"]).into()
            } else {
                self.rng.name(&self.floats.clone())
            };
        }
        let d = depth - 1;
        match self.rng.below(16) {
            0..=5 => format!(
                "({} {} {})",
                self.float(d),
                self.rng.pick(&["+", "-", "*", "/", "//", "%"]),
                self.float(d)
            ),
            6 => format!("({} / {})", self.int(d), self.int(d)),
            7 => format!("({} {} {})", self.int(d), self.rng.pick(&["+", "*", "-", "/"]), self.float(d)),
            8 => format!("float({})", self.int(d)),
            9 => format!("{}({})", self.rng.pick(&["-", "abs", "+"]), self.float(d)),
            10 => format!("{}({}, {})", self.rng.pick(&["min", "max"]), self.float(d), self.float(d)),
            11 => format!("({} if {} else {})", self.float(d), self.boolean(d), self.float(d)),
            12 => format!("poly({}, {})", self.float(d), self.float(d)),
            13 if self.views => format!("w[{}]", self.index("w")),
            14 => format!(
                "math.{}({})",
                self.rng.pick(&[
                    "sqrt", "sin", "cos", "exp", "log", "fabs", "atan", "tan", "asin", "acos", "sinh",
                    "cosh", "tanh", "log2", "log10", "log1p", "expm1", "degrees", "radians",
                ]),
                self.float(d)
            ),
            15 if self.rng.one_in(2) => format!(
                "math.{}({}, {})",
                self.rng.pick(&["atan2", "hypot", "copysign", "fmod", "pow"]),
                self.float(d),
                self.float(d)
            ),
            _ => format!("({} ** 2)", self.float(d)),
        }
    }

    fn boolean(&mut self, depth: usize) -> String {
        if depth == 0 {
            return match self.rng.below(3) {
                0 => self.rng.name(&self.bools.clone()),
                1 => format!("{} > {}", self.rng.name(&self.ints.clone()), self.rng.below(9)),
                _ => format!("{} < {}", self.rng.name(&self.floats.clone()), self.rng.below(9)),
            };
        }
        let d = depth - 1;
        let compare = ["<", "<=", ">", ">=", "==", "!="];
        match self.rng.below(10) {
            0..=3 => format!("{} {} {}", self.int(d), self.rng.pick(&compare), self.int(d)),
            4 | 5 => format!("{} {} {}", self.float(d), self.rng.pick(&compare), self.float(d)),
            6 => format!("{} {} {}", self.int(d), self.rng.pick(&compare), self.float(d)),
            7 => format!("({} {} {})", self.boolean(d), self.rng.pick(&["and", "or"]), self.boolean(d)),
            8 => format!("not ({})", self.boolean(d)),
            _ => format!("{} < {} <= {}", self.int(d), self.int(d), self.int(d)),
        }
    }
}
