//! Random programs in ordinary code: ints of all sizes, floats, strings, lists, dicts, objects, loops, branches,
//! functions, closures, comprehensions, exceptions. Values are kept small by `clip`; every loop is bounded.

use crate::program::{File, Function, Node};
use crate::rng::Rng;

const HEAD: &str = r#"import sys

def clip(x):
    if isinstance(x, int):
        return x if -10 ** 40 < x < 10 ** 40 else x % 1000003
    if isinstance(x, list):
        return [clip(y) for y in x[:40]]
    if isinstance(x, tuple):
        return tuple([clip(y) for y in x[:40]])
    if isinstance(x, P):
        return clip(x.v)
    return x[:40] if isinstance(x, str) else x

def num(x):
    if isinstance(x, (int, float)):
        return x
    return len(x) if isinstance(x, (str, list, tuple, dict)) else 0

class P:
    made = 0
    def __init__(self, v):
        self.v = v
    def __add__(self, o):
        return P(clip(self.v + (o.v if isinstance(o, P) else o)))
    def __radd__(self, o):
        return P(clip(o + self.v))
    def __mul__(self, o):
        if isinstance(o, str):
            return NotImplemented
        return P(clip(self.v * (o.v if isinstance(o, P) else o)))
    def __eq__(self, o):
        return isinstance(o, P) and self.v == o.v
    def __hash__(self):
        return hash(self.v)
    def __lt__(self, o):
        return self.v < o.v
    def __getitem__(self, i):
        if i > 3:
            raise IndexError(i)
        return (self.v, i)
    def __len__(self):
        return 2
    def __bool__(self):
        return self.v != 0
    def __repr__(self):
        return f"P({self.v!r})"
    @property
    def double(self):
        return clip(self.v * 2)
    @double.setter
    def double(self, d):
        self.v = d // 2
    @classmethod
    def of(cls, *vs):
        return cls(sum(vs))

class Q(P):
    def __add__(self, o):
        r = super().__add__(o)
        r.v = clip(r.v + 1)
        return r
    def __repr__(self):
        return "Q" + super().__repr__()[1:]

class Ctx:
    def __init__(self, log, swallow):
        self.log, self.swallow = log, swallow
    def __enter__(self):
        self.log.append("in")
        return len(self.log)
    def __exit__(self, kind, value, tb):
        self.log.append("out" if kind is None else kind.__name__)
        del self.log[30:]
        return self.swallow

def gen(n, x):
    try:
        for i in range(n):
            got = yield (i, x)
            if got is not None:
                x = clip(x + got)
    finally:
        x = 0
    return n

def run(n, k, f, args):
    try:
        r = f(*args)
    except Exception as e:
        print(n, k, "raised", type(e).__name__ + ":", repr(str(e)), repr(e.__cause__))
    else:
        print(n, k, repr(r))

"#;

/// A file of `size` functions.
pub fn file(rng: &mut Rng, size: usize) -> File {
    let functions = (0..size).map(|_| Gen { rng, loops: 0, names: 0, nested: 0 }.function()).collect();
    File { head: HEAD.into(), functions, call: "run({n}, {k}, case{n}, {args})" }
}

struct Gen<'a> {
    rng: &'a mut Rng,
    /// How many loops stand around the statement.
    loops: usize,
    names: usize,
    /// Whether in a nested function (where the locals must not be assigned).
    nested: usize,
}

const INTS: &[&str] = &["i0", "i1", "a", "b", "i0", "i1"];
const LITERALS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "-1",
    "7",
    "10",
    "-13",
    "100",
    "255",
    "1000003",
    "-4611686018427387904",
    "4611686018427387903",
    "4611686018427387904",
    "2147483648",
    "-2147483649",
    "9223372036854775807",
    "9223372036854775808",
    "10 ** 20",
    "-(3 ** 50)",
    "True",
    "False",
    "2305843009213693951",
];
const FLOATS: &[&str] = &[
    "0.0",
    "1.5",
    "-2.25",
    "0.1",
    "3.14159",
    "1e10",
    "-1e-5",
    "1e300",
    "100.0",
    "0.5",
    "-0.0",
    "2.0",
    "1e16",
    "123456.789",
];
const STRINGS: &[&str] = &[
    "''", "'a'", "'hello'", "'b c'", "'12'", "'x,y,z'", "'ÄÖ'", "'日本'", "'A1b2'", "' pad '", "'aXbX'",
    "'😀k'", "'-5'", "\"it's\"",
];

impl Gen<'_> {
    fn function(mut self) -> Function {
        let mut body =
            vec![Node::leaf("i0, i1, f0 = a, 1, 0.5"), Node::leaf("s0, l0, d0, p0 = s, list(xs), {}, P(3)")];
        body.extend(self.block(6, 3));
        body.push(Node::leaf("return (i0, i1, f0, s0, l0, d0, p0)"));
        let calls = (0..3).map(|_| self.arguments()).collect();
        let head = vec!["def FUNCTION(a, b, s, xs):".into()];
        Function { head, body, calls, cpython: true, arrays_after_exception: true }
    }

    fn arguments(&mut self) -> String {
        let a = self.rng.pick(LITERALS);
        let b = if self.rng.one_in(10) { self.rng.pick(FLOATS) } else { self.rng.pick(LITERALS) };
        let s = self.rng.pick(STRINGS);
        let xs = self.rng.pick(&[
            "[]",
            "[1, 2, 3]",
            "[5, -1, 10 ** 18]",
            "['p', 'q']",
            "list(range(8))",
            "[True, 0]",
            "[3, 1, 2, 3, 1]",
        ]);
        format!("({a}, {b}, {s}, {xs})")
    }

    fn block(&mut self, most: usize, depth: usize) -> Vec<Node> {
        (0..1 + self.rng.below(most)).flat_map(|_| self.statement(depth)).collect()
    }

    fn fresh(&mut self) -> String {
        self.names += 1;
        format!("v{}", self.names)
    }

    fn statement(&mut self, depth: usize) -> Vec<Node> {
        let one = |line: String| vec![Node::leaf(line)];
        match self.rng.below(if depth == 0 { 15 } else { 27 }) {
            0..=2 => {
                let (v, e) = (self.rng.pick(&["i0", "i1"]), self.int(3));
                if self.rng.one_in(2) {
                    one(format!("{v} = clip({e})"))
                } else {
                    let op = self.rng.pick(&["+", "-", "*", "//", "%", "&", "|", "^"]);
                    one(format!("{v} {op}= {e}; {v} = clip({v})"))
                }
            }
            3 => one(format!("f0 = {}", self.float(3))),
            4 | 5 => one(format!("s0 = clip({})", self.string(3))),
            6 => one(format!("l0 = clip({})", self.list(2))),
            7 => {
                let e = self.int(2);
                let i = self.index();
                match self.rng.below(10) {
                    0..=2 => one(format!("l0.append(clip({e})); del l0[30:]")),
                    3 => one(format!("l0[{i}] = clip({e})")),
                    4 => one(self
                        .rng
                        .pick(&[
                            "l0.sort()",
                            "l0.reverse()",
                            "l0.sort(reverse=True)",
                            "l0.sort(key=str)",
                            "l0.clear()",
                        ])
                        .into()),
                    5 => {
                        one(format!("i1 = clip(num(l0.pop({})))", if self.rng.one_in(2) { "" } else { "0" }))
                    }
                    6 => one(format!("del l0[{i}]")),
                    7 => one(format!("l0[{i}:{}] = clip({}); del l0[30:]", self.index(), self.list(1))),
                    8 => one(format!("l0.insert({i}, clip({e})); del l0[30:]")),
                    _ => one(format!("l0 += clip({}); del l0[30:]", self.list(1))),
                }
            }
            8 => {
                let (k, e) = (self.key(), self.int(2));
                match self.rng.below(6) {
                    0..=2 => one(format!("d0[{k}] = clip({e})")),
                    3 => one(format!("d0[{k}] = d0.get({k}, 0) + 1")),
                    4 => one(format!("del d0[{k}]")),
                    _ => one(format!("d0.update({{{k}: clip({e}), 'z': i1}})")),
                }
            }
            9 => match self.rng.below(5) {
                0 => one(format!("p0 = p0 + {}", self.int(1))),
                1 => {
                    one(format!("p0 = {}(clip({}))", self.rng.pick(&["P", "Q", "P.of", "Q.of"]), self.int(2)))
                }
                2 => one(format!("p0 = p0 * {}", self.rng.pick(&["2", "p0", "i0", "'x'", "-1"]))),
                3 => one(format!("p0.{} = clip({})", self.rng.pick(&["double", "v"]), self.int(1))),
                _ => one(format!("i0, i1 = p0.double, clip(len(p0) + {})", self.int(1))),
            },
            10 => match self.rng.below(5) {
                0 => one("i0, i1 = i1, i0".into()),
                1 => one(format!("i0, *l0 = clip({}); i0 = num(i0)", self.list(2))),
                2 => one(format!("i0, i1 = map(clip, divmod({}, {}))", self.int(2), self.int(1))),
                3 => one(format!(
                    "(i0, f0), i1 = (clip({}), {}), clip({})",
                    self.int(1),
                    self.float(1),
                    self.int(1)
                )),
                _ => one(format!("*l0, i0 = clip({}); i0 = num(i0)", self.list(2))),
            },
            11 if self.rng.one_in(3) => {
                let e = self.int(1);
                one(self
                    .rng
                    .pick(&[
                        "raise ValueError(i0)",
                        "raise KeyError(s0)",
                        "raise TypeError",
                        "assert i0 > i1, i0",
                        "raise IndexError('x') from ValueError(i1)",
                    ])
                    .replace("i1)", &format!("{e})")))
            }
            12 if self.loops > 0 => {
                vec![Node::block(
                    format!("if {}:", self.boolean(2)),
                    vec![Node::leaf(self.rng.pick(&["break", "continue"]))],
                )]
            }
            13 if self.rng.one_in(4) => {
                vec![Node::block(
                    format!("if {}:", self.boolean(2)),
                    vec![Node::leaf(format!("return ({}, {})", self.any(2), self.any(2)))],
                )]
            }
            11..=14 => one(format!("{} = clip({})", self.rng.pick(&["i0", "i1"]), self.int(3))),
            15..=17 => {
                let mut out = vec![Node::block(format!("if {}:", self.boolean(3)), self.block(3, depth - 1))];
                if self.rng.one_in(4) {
                    out.push(Node::block(format!("elif {}:", self.boolean(2)), self.block(2, depth - 1)));
                }
                if self.rng.one_in(2) {
                    out.push(Node::block("else:", self.block(2, depth - 1)));
                }
                out
            }
            18..=20 => self.for_loop(depth),
            21 => {
                let w = self.fresh();
                self.loops += 1;
                let mut body = vec![Node::leaf(format!("{w} -= 1"))];
                body.extend(self.block(3, depth - 1));
                self.loops -= 1;
                vec![
                    Node::leaf(format!("{w} = {}", 2 + self.rng.below(4))),
                    Node::block(format!("while {w} > 0 and {}:", self.boolean(2)), body),
                ]
            }
            22 | 23 => self.try_statement(depth),
            24 => {
                let c = self.fresh();
                let swallow = self.rng.pick(&["True", "False", "i0 > 0"]);
                vec![Node::block(format!("with Ctx(l0, {swallow}) as {c}:"), self.block(3, depth - 1))]
            }
            25 => {
                let (f, x) = (self.fresh(), self.fresh());
                let kind = self.rng.below(3);
                let mut body = vec![];
                if kind == 0 {
                    body.push(Node::leaf("nonlocal i1, s0"));
                    body.push(Node::leaf(format!("i1 = clip(i1 + {x})")));
                    body.push(Node::leaf("s0 = clip(s0 + 'n')"));
                }
                let default = self.rng.pick(&["", "=5", "=7, *more", ", /, *, z=1"]);
                self.nested += 1;
                body.push(Node::block(
                    format!("if {}:", self.boolean(2)),
                    vec![Node::leaf(format!("return {x}"))],
                ));
                body.push(Node::leaf(format!("return {}", self.int(2))));
                self.nested -= 1;
                let call = self.rng.pick(&["(i0)", "(1)", "()", "(2, 3)", "(i1, z=4)"]);
                vec![
                    Node::block(format!("def {f}({x}{default}):"), body),
                    Node::leaf(format!("i0 = clip({f}{call})")),
                ]
            }
            _ => {
                let g = self.fresh();
                let how = self.rng.pick(&[
                    "l0 = [x for x, y in {g}][:20]",
                    "i0 = sum(x for x, _ in {g})",
                    "i0, i1 = next({g}, (0, 0))[0], len(list({g}))",
                    "i1 = next({g})[0] + {g}.send(2)[0]",
                    "next({g}); {g}.close(); l0 = list({g})",
                    "i0 = {g}.throw(ValueError('thrown'))",
                    "d0 = dict({g})",
                ]);
                vec![
                    Node::leaf(format!("{g} = gen({} % 5, i0)", self.int(1))),
                    Node::leaf(how.replace("{g}", &g)),
                ]
            }
        }
    }

    fn for_loop(&mut self, depth: usize) -> Vec<Node> {
        let x = self.fresh();
        let (target, source, use_it) = match self.rng.below(7) {
            0..=2 => (
                x.clone(),
                format!("range({} % {})", self.int(2), 2 + self.rng.below(5)),
                format!("i0 = clip(i0 + {x})"),
            ),
            3 => (x.clone(), "l0[:5]".into(), format!("i1 = clip(i1 + {x})")),
            4 => (x.clone(), "s0[:6]".into(), format!("s0 = clip(s0 + {x}.upper())")),
            5 => (format!("{x}, {x}e"), "enumerate(l0[:4])".into(), format!("d0[{x}] = {x}e")),
            _ => (format!("{x}, {x}e"), "d0.items()".into(), format!("i1 = clip(i1 + {x}e)")),
        };
        self.loops += 1;
        let mut body = self.block(3, depth - 1);
        self.loops -= 1;
        if self.rng.one_in(2) {
            body.push(Node::leaf(use_it));
        }
        let mut out = vec![Node::block(format!("for {target} in {source}:"), body)];
        if self.rng.one_in(5) {
            out.push(Node::block("else:", self.block(2, depth - 1)));
        }
        out
    }

    fn try_statement(&mut self, depth: usize) -> Vec<Node> {
        let mut out = vec![Node::block("try:", self.block(3, depth - 1))];
        let kinds = [
            "ValueError",
            "(TypeError, KeyError)",
            "ZeroDivisionError",
            "IndexError",
            "Exception",
            "LookupError",
            "ArithmeticError",
        ];
        let handlers = self.rng.below(3);
        for _ in 0..handlers {
            let kind = self.rng.pick(&kinds);
            if self.rng.one_in(2) {
                let e = self.fresh();
                let mut body = vec![Node::leaf(format!("s0 = clip(type({e}).__name__ + str({e}))"))];
                body.extend(self.block(2, depth - 1));
                if self.rng.one_in(6) {
                    body.push(Node::leaf(self.rng.pick(&["raise", "raise RuntimeError('again') from None"])));
                }
                out.push(Node::block(format!("except {kind} as {e}:"), body));
            } else {
                out.push(Node::block(format!("except {kind}:"), self.block(2, depth - 1)));
            }
        }
        if handlers > 0 && self.rng.one_in(3) {
            out.push(Node::block("else:", self.block(2, depth - 1)));
        }
        if handlers == 0 || self.rng.one_in(3) {
            let loops = std::mem::take(&mut self.loops); // no `continue` or `break` out of a finally
            out.push(Node::block("finally:", self.block(2, depth - 1)));
            self.loops = loops;
        }
        out
    }

    fn index(&mut self) -> String {
        match self.rng.below(5) {
            0 => "i0 % 4".into(),
            1 => "-1".into(),
            2 => "a".into(),
            _ => self.rng.pick(&["0", "1", "2", "-2", "3", "9"]).into(),
        }
    }

    fn key(&mut self) -> String {
        self.rng
            .pick(&[
                "i0 % 5",
                "s0[:2]",
                "'k'",
                "3",
                "(i1 % 3, 'x')",
                "i0 % 3 == 0",
                "2.0",
                "p0",
                "None",
                "l0",
            ])
            .into()
    }

    fn any(&mut self, depth: usize) -> String {
        match self.rng.below(6) {
            0 | 1 => self.int(depth),
            2 => self.float(depth),
            3 => self.string(depth),
            4 => self.list(depth),
            _ => self.boolean(depth),
        }
    }

    fn int(&mut self, depth: usize) -> String {
        if self.rng.one_in(150) {
            return self.rng.pick(&["None", "p0", "d0", "undefined"]).into();
        }
        if depth == 0 || self.rng.one_in(5) {
            return if self.rng.one_in(3) {
                format!("({})", self.rng.pick(LITERALS))
            } else {
                self.rng.pick(INTS).into()
            };
        }
        let d = depth - 1;
        match self.rng.below(26) {
            0..=7 => {
                let op = self.rng.pick(&["+", "-", "*", "//", "%", "&", "|", "^", "+", "-"]);
                format!("({} {op} {})", self.int(d), self.int(d))
            }
            8 => format!("({} {} ({} & 15))", self.int(d), self.rng.pick(&["<<", ">>"]), self.int(d)),
            9 => format!("({} ** {})", self.int(d), self.rng.below(4)),
            10 => format!("{}({})", self.rng.pick(&["-", "+", "~", "abs"]), self.int(d)),
            11 => format!("{}({}, {})", self.rng.pick(&["min", "max"]), self.int(d), self.int(d)),
            12 => format!("({} if {} else {})", self.int(d), self.boolean(d), self.int(d)),
            13 => format!("len({})", if self.rng.one_in(2) { self.string(d) } else { self.list(d) }),
            14 => format!("num((l0 or [5])[{}])", self.index()),
            15 => format!("sum({})", self.list(d)),
            16 => format!("num(d0.get({}, {}))", self.key(), self.int(d)),
            17 => format!("int({})", if self.rng.one_in(5) { self.string(d) } else { self.float(d) }),
            18 => format!("pow({}, {}, {})", self.int(d), self.rng.below(6), self.int(0)),
            19 => format!(
                "{}.{}({})",
                self.string(d),
                self.rng.pick(&["find", "count", "find", "rfind"]),
                self.rng.pick(STRINGS)
            ),
            20 => format!("round({})", self.float(d)),
            21 => format!("sum(x * {} for x in range({} % 6))", self.rng.pick(INTS), self.int(d)),
            22 => format!("(lambda x, y=2: x * y + {})({})", self.rng.pick(INTS), self.int(d)),
            23 => format!("({} {} {})", self.int(d), self.rng.pick(&["and", "or"]), self.int(d)),
            24 => format!("ord(({} + 'q')[0])", self.string(d)),
            _ => format!("({}).bit_length()", self.int(d)),
        }
    }

    fn float(&mut self, depth: usize) -> String {
        if depth == 0 || self.rng.one_in(5) {
            return if self.rng.one_in(2) { "f0".into() } else { format!("({})", self.rng.pick(FLOATS)) };
        }
        let d = depth - 1;
        match self.rng.below(12) {
            0..=4 => format!(
                "({} {} {})",
                self.float(d),
                self.rng.pick(&["+", "-", "*", "/", "//", "%"]),
                self.float(d)
            ),
            5 => format!("({} / {})", self.int(d), self.int(d)),
            6 => format!(
                "({} {} {})",
                self.int(d),
                self.rng.pick(&["+", "*", "-", "/", "//", "%"]),
                self.float(d)
            ),
            7 => format!("round({}, {})", self.float(d), self.rng.below(6)),
            8 => format!("float({})", if self.rng.one_in(5) { self.string(d) } else { self.int(d) }),
            9 => format!("abs({})", self.float(d)),
            10 => format!("({} ** {})", self.float(d), self.rng.pick(&["2", "0.5", "-1", "3"]))
                .replace("** 0.5", "** 2"),
            _ => format!("({} if {} else {})", self.float(d), self.boolean(d), self.float(d)),
        }
    }

    fn string(&mut self, depth: usize) -> String {
        if depth == 0 || self.rng.one_in(5) {
            return if self.rng.one_in(2) {
                self.rng.pick(STRINGS).into()
            } else {
                self.rng.pick(&["s0", "s", "s0"]).into()
            };
        }
        let d = depth - 1;
        match self.rng.below(18) {
            0..=2 => format!("({} + {})", self.string(d), self.string(d)),
            3 => format!("({} * ({} & 3))", self.string(d), self.int(d)),
            4 => format!("({} + 'pad')[{}]", self.string(d), self.index()),
            5 => format!("{}[{}:{}]", self.string(d), self.index(), self.index()),
            6 => format!("{}[::{}]", self.string(d), self.rng.pick(&["-1", "2", "-2", "3"])),
            7 => format!("str({})", self.any(d)),
            8 => format!("repr({})", self.any(d)),
            9 => format!(
                "{}.{}()",
                self.string(d),
                self.rng.pick(&[
                    "upper",
                    "lower",
                    "title",
                    "strip",
                    "swapcase",
                    "capitalize",
                    "lstrip",
                    "casefold"
                ])
            ),
            10 => {
                format!("{}.replace({}, {})", self.string(d), self.rng.pick(STRINGS), self.rng.pick(STRINGS))
            }
            11 => format!("{}.join(str(x) for x in {})", self.rng.pick(STRINGS), self.list(d)),
            12 => {
                let spec = self.rng.pick(&[
                    "", ":5", ":<6", ":^7", ":+", ":x", ":,", ":08", ":b", ":_", ":o", ":>+9", ":#x", ":e",
                ]);
                format!("f\"{{{}{spec}}}\"", self.rng.pick(INTS))
            }
            13 => {
                let spec = self.rng.pick(&[
                    ":.2f", ":10.3f", ":g", ":e", ":.0f", ":,.1f", ":%", "!r", ":<9", ":.3", ":+.1e",
                ]);
                format!("f\"{{f0{spec}}}|{{s0!r:>5}}\"")
            }
            14 => format!(
                "\"{}\" % ({}, {})",
                self.rng.pick(&["%d %s", "%5d|%r", "%x %10s", "%s %s", "%+d %-6s|", "%05d %.3s"]),
                self.int(d),
                self.string(d)
            ),
            15 => format!("({} if {} else {})", self.string(d), self.boolean(d), self.string(d)),
            16 => format!(
                "{}.{}({})",
                self.string(d),
                self.rng.pick(&["center", "ljust", "rjust", "zfill"]),
                self.rng.below(9)
            ),
            _ => format!("'{{}} {{!r:>4}}'.format({}, {})", self.int(d), self.string(d)),
        }
    }

    fn list(&mut self, depth: usize) -> String {
        if depth == 0 || self.rng.one_in(5) {
            return self.rng.pick(&["l0", "xs", "l0", "[]", "[1, 2]"]).into();
        }
        let d = depth - 1;
        match self.rng.below(16) {
            0 | 1 => format!("[{}, {}, {}]", self.int(d), self.int(d), self.int(d)),
            2 => format!("({} + {})", self.list(d), self.list(d)),
            3 => format!("{}[{}:{}]", self.list(d), self.index(), self.index()),
            4 => format!("{}[::{}]", self.list(d), self.rng.pick(&["-1", "2", "-2"])),
            5 => format!("sorted({})", self.list(d)),
            6 => format!("[x for x in {} if {}]", self.list(d), self.boolean(d)),
            7 => format!("[{} for x in range({} % 6)]", self.int(d), self.int(d)),
            8 => format!("list(range({} % 9))", self.int(d)),
            9 => format!("{}.split({})", self.string(d), self.rng.pick(&["", "','", "'b'", "' '"])),
            10 => format!("list(map(lambda x: x + {}, {}))", self.int(d), self.list(d)),
            11 => format!("list(zip(range(4), {}))", self.list(0)),
            12 => format!("sorted(set({}), key=repr)", self.list(d)),
            13 => format!("[*{}, {}]", self.list(d), self.int(d)),
            14 => format!("sorted(d0.{}(), key=repr)", self.rng.pick(&["keys", "values", "items"])),
            _ => format!(
                "list({})",
                self.rng.pick(&["s0", "d0", "reversed(l0)", "enumerate(s0[:4])", "p0", "filter(None, l0)"])
            ),
        }
    }

    fn boolean(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self
                .rng
                .pick(&["i0 > i1", "a", "s0", "l0", "not b", "i1 % 2 == 0", "f0 < 1", "d0", "p0"])
                .into();
        }
        let d = depth - 1;
        let compare = ["<", "<=", ">", ">=", "==", "!="];
        match self.rng.below(14) {
            0..=3 => format!("{} {} {}", self.int(d), self.rng.pick(&compare), self.int(d)),
            4 => format!("{} {} {}", self.float(d), self.rng.pick(&compare), self.int(d)),
            5 => format!("{} {} {}", self.string(d), self.rng.pick(&compare), self.string(d)),
            6 => format!("({} {} {})", self.boolean(d), self.rng.pick(&["and", "or"]), self.boolean(d)),
            7 => format!("not ({})", self.boolean(d)),
            8 => format!("{} {} {}", self.int(d), self.rng.pick(&["in", "not in"]), self.list(d)),
            9 => format!("{} in {}", self.string(d), self.string(d)),
            10 => format!("{} < {} <= {}", self.int(d), self.int(d), self.int(d)),
            11 => format!(
                "isinstance({}, {})",
                self.any(d),
                self.rng.pick(&["int", "str", "(int, str)", "list", "bool", "P"])
            ),
            12 => format!(
                "{}({} for x in {})",
                self.rng.pick(&["any", "all"]),
                self.rng.pick(&["x", "x == i0", "x > 2"]),
                self.list(d)
            ),
            _ => format!("{} {} {}", self.list(d), self.rng.pick(&["==", "<", "!="]), self.list(d)),
        }
    }
}
