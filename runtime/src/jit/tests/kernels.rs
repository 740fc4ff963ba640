//! The kernels of the side-by-side benchmark, built by hand: compared with the evaluator on small inputs, and timed
//! (`cargo test --release -p ungil-runtime --lib kernel_times -- --ignored --nocapture`).

use super::*;
use ungil_compiler::tir::{
    Acc, Arg, Block, Callee, For, MathFn, Prange, Reduce, ReduceOp, Reduction, Stmt, While,
};

struct K {
    b: FnBuilder,
    line: u32,
}

impl K {
    fn new(name: &str) -> K {
        K { b: builder(name), line: 1 }
    }

    fn pos(&mut self) -> Pos {
        self.line += 1;
        Pos::line(self.line)
    }

    fn for_(&mut self, lo: Expr, hi: Expr, body: impl FnOnce(&mut K, Expr)) {
        self.for_step(lo, hi, Expr::i64(1), body);
    }

    fn for_step(&mut self, lo: Expr, hi: Expr, step: Expr, body: impl FnOnce(&mut K, Expr)) {
        self.for_accs(lo, hi, step, Vec::new(), body);
    }

    fn for_accs(
        &mut self,
        lo: Expr,
        hi: Expr,
        step: Expr,
        accs: Vec<LocalId>,
        body: impl FnOnce(&mut K, Expr),
    ) {
        let pos = self.pos();
        let var = self.b.local("i", I64);
        self.b.open();
        let i = self.b.get(var);
        body(self, i);
        let body = self.b.close();
        let mut l = For::new(var, lo, hi, step, body, pos);
        l.accs = accs.into_iter().map(|local| Acc { local, pos }).collect();
        self.b.push(Stmt::For(Box::new(l)));
    }

    fn while_(&mut self, cond: Expr, body: impl FnOnce(&mut K)) {
        self.b.open();
        body(self);
        let body = self.b.close();
        self.b.push(Stmt::While(Box::new(While { cond, body, orelse: Vec::new(), accs: Vec::new() })));
    }

    fn if_(&mut self, cond: Expr, then: impl FnOnce(&mut K)) {
        let then = self.scope(then);
        self.b.push(Stmt::If(cond, then, Vec::new()));
    }

    fn scope(&mut self, body: impl FnOnce(&mut K)) -> Block {
        self.b.open();
        body(self);
        self.b.close()
    }

    fn reduce(&mut self, local: LocalId, op: ReduceOp, value: Expr) {
        let pos = self.pos();
        let update = Reduce { local, op, negate: false, value, payload: Vec::new(), pos };
        self.b.push(Stmt::Reduce(Box::new(update)));
    }

    fn prange(
        &mut self,
        lo: Expr,
        hi: Expr,
        reductions: Vec<(LocalId, ReduceOp)>,
        body: impl FnOnce(&mut K, Expr),
    ) {
        let pos = self.pos();
        let var = self.b.local("i", I64);
        self.b.open();
        let i = self.b.get(var);
        body(self, i);
        let body = self.b.close();
        let mut p = Prange::new(var, lo, hi, Expr::i64(1), body, pos);
        p.reductions = reductions
            .into_iter()
            .map(|(local, op)| Reduction { local, op, overflow: Overflow::Raise, payload: Vec::new(), pos })
            .collect();
        p.threads = Some(self.b.get(LocalId(0)));
        self.b.push(Stmt::Prange(Box::new(p)));
    }

    fn at(&mut self, view: LocalId, index: &[&Expr]) -> Expr {
        let pos = self.pos();
        self.b.load(view, index.iter().map(|&e| e.clone()).collect(), pos)
    }

    fn put(&mut self, view: LocalId, index: &[&Expr], value: Expr) {
        let pos = self.pos();
        self.b.store(view, index.iter().map(|&e| e.clone()).collect(), value, pos);
    }

    fn var(&mut self, name: &str, value: Expr) -> LocalId {
        let local = self.b.local(name, value.ty);
        self.b.set(local, value);
        local
    }

    fn get(&self, local: LocalId) -> Expr {
        self.b.get(local)
    }

    fn ret(&mut self, value: Expr) {
        self.b.result(value.ty);
        self.b.push(Stmt::Return(vec![Arg::Scalar(value)]));
    }
}

fn sub(a: Expr, b: Expr) -> Expr {
    op(BinOp::Sub, a, b)
}

fn div(a: Expr, b: Expr) -> Expr {
    op(BinOp::TrueDiv, a, b)
}

fn n(value: i64) -> Expr {
    Expr::i64(value)
}

fn x(value: f64) -> Expr {
    Expr::f64(value)
}

fn cmp(o: CmpOp, a: Expr, b: Expr) -> Expr {
    Expr::compare(o, a, b, p(9))
}

fn float_of(e: Expr) -> Expr {
    Expr::cast(e, F64, Overflow::Raise, p(9))
}

fn sum_i64() -> Function {
    let mut k = K::new("sum_i64");
    let a = k.b.param("a", view(I64, 1), false);
    let s = k.var("s", n(0));
    k.for_accs(n(0), Expr::extent(a, 0), n(1), vec![s], |k, i| {
        let v = k.at(a, &[&i]);
        k.reduce(s, ReduceOp::Add, v);
    });
    let s = k.get(s);
    k.ret(s);
    k.b.finish()
}

fn dot() -> Function {
    let mut k = K::new("dot");
    let (a, b) = (k.b.param("a", view(F64, 1), false), k.b.param("b", view(F64, 1), false));
    let s = k.var("s", x(0.0));
    k.for_(n(0), Expr::extent(a, 0), |k, i| {
        let v = mul(k.at(a, &[&i]), k.at(b, &[&i]));
        let v = add(k.get(s), v);
        k.b.set(s, v);
    });
    let s = k.get(s);
    k.ret(s);
    k.b.finish()
}

pub(super) fn dot_par() -> Function {
    let mut k = K::new("dot_par");
    let _workers = k.b.param("workers", I64, false);
    let (a, b) = (k.b.param("a", view(F64, 1), false), k.b.param("b", view(F64, 1), false));
    let s = k.var("s", x(0.0));
    k.prange(n(0), Expr::extent(a, 0), vec![(s, ReduceOp::Add)], |k, i| {
        let v = mul(k.at(a, &[&i]), k.at(b, &[&i]));
        k.reduce(s, ReduceOp::Add, v);
    });
    let s = k.get(s);
    k.ret(s);
    k.b.finish()
}

fn triad() -> Function {
    let mut k = K::new("triad");
    let a = k.b.param("a", view(F64, 1), true);
    let (b, c) = (k.b.param("b", view(F64, 1), false), k.b.param("c", view(F64, 1), false));
    let s = k.b.param("s", F64, false);
    k.for_(n(0), Expr::extent(a, 0), |k, i| {
        let v = add(k.at(b, &[&i]), mul(k.get(s), k.at(c, &[&i])));
        k.put(a, &[&i], v);
    });
    k.b.finish()
}

fn saxpy() -> Function {
    let mut k = K::new("saxpy");
    let y = k.b.param("y", view(F64, 1), true);
    let xs = k.b.param("x", view(F64, 1), false);
    let (s, times) = (k.b.param("s", F64, false), k.b.param("times", I64, false));
    let times = k.get(times);
    k.for_(n(0), times, |k, _| {
        k.for_(n(0), Expr::extent(y, 0), |k, i| {
            let v = add(k.at(y, &[&i]), mul(k.get(s), k.at(xs, &[&i])));
            k.put(y, &[&i], v);
        });
    });
    k.b.finish()
}

fn matmul_ikj() -> Function {
    let mut k = K::new("matmul_ikj");
    let (a, b) = (k.b.param("a", view(F64, 2), false), k.b.param("b", view(F64, 2), false));
    let c = k.b.param("c", view(F64, 2), true);
    let size = k.var("n", Expr::extent(a, 0));
    let size = k.get(size);
    k.for_(n(0), size.clone(), |k, i| {
        k.for_(n(0), size.clone(), |k, j| k.put(c, &[&i, &j], x(0.0)));
        k.for_(n(0), size.clone(), |k, kk| {
            let t = k.at(a, &[&i, &kk]);
            let t = k.var("t", t);
            k.for_(n(0), size.clone(), |k, j| {
                let v = add(k.at(c, &[&i, &j]), mul(k.get(t), k.at(b, &[&kk, &j])));
                k.put(c, &[&i, &j], v);
            });
        });
    });
    k.b.finish()
}

fn matmul_ijk() -> Function {
    let mut k = K::new("matmul_ijk");
    let (a, b) = (k.b.param("a", view(F64, 2), false), k.b.param("b", view(F64, 2), false));
    let c = k.b.param("c", view(F64, 2), true);
    let size = k.var("n", Expr::extent(a, 0));
    let size = k.get(size);
    k.for_(n(0), size.clone(), |k, i| {
        k.for_(n(0), size.clone(), |k, j| {
            let s = k.var("s", x(0.0));
            k.for_(n(0), size.clone(), |k, kk| {
                let v = add(k.get(s), mul(k.at(a, &[&i, &kk]), k.at(b, &[&kk, &j])));
                k.b.set(s, v);
            });
            let v = k.get(s);
            k.put(c, &[&i, &j], v);
        });
    });
    k.b.finish()
}

fn floyd() -> Function {
    let mut k = K::new("floyd");
    let d = k.b.param("d", view(I64, 2), true);
    let size = k.var("n", Expr::extent(d, 0));
    let size = k.get(size);
    k.for_(n(0), size.clone(), |k, kk| {
        k.for_(n(0), size.clone(), |k, i| {
            let ik = k.at(d, &[&i, &kk]);
            let ik = k.var("ik", ik);
            k.for_(n(0), size.clone(), |k, j| {
                let t = add(k.get(ik), k.at(d, &[&kk, &j]));
                let t = k.var("t", t);
                let t = k.get(t);
                let better = lt(t.clone(), k.at(d, &[&i, &j]));
                k.if_(better, |k| k.put(d, &[&i, &j], t));
            });
        });
    });
    k.b.finish()
}

fn collatz_steps(k: &mut K, i: &Expr) -> Expr {
    let v = k.var("x", i.clone());
    let count = k.var("k", n(0));
    let cond = cmp(CmpOp::Ne, k.get(v), n(1));
    k.while_(cond, |k| {
        let odd = cmp(CmpOp::Ne, op(BinOp::And, k.get(v), n(1)), n(0));
        let up = add(mul(n(3), k.get(v)), n(1));
        let then = k.scope(|k| k.b.set(v, up));
        let down = op(BinOp::Shr, k.get(v), n(1));
        let other = k.scope(|k| k.b.set(v, down));
        k.b.push(Stmt::If(odd, then, other));
        let c = add(k.get(count), n(1));
        k.b.set(count, c);
    });
    add(mul(k.get(count), n(10_000_000)), i.clone())
}

fn collatz() -> Function {
    let mut k = K::new("collatz");
    let limit = k.b.param("n", I64, false);
    let best = k.var("best", n(0));
    let limit = k.get(limit);
    k.for_(n(1), limit, |k, i| {
        let v = collatz_steps(k, &i);
        let v = op(BinOp::Max, k.get(best), v);
        k.b.set(best, v);
    });
    let best = k.get(best);
    k.ret(best);
    k.b.finish()
}

pub(super) fn collatz_par() -> Function {
    let mut k = K::new("collatz_par");
    let _workers = k.b.param("workers", I64, false);
    let limit = k.b.param("n", I64, false);
    let best = k.var("best", n(0));
    let limit = k.get(limit);
    k.prange(n(1), limit, vec![(best, ReduceOp::Max)], |k, i| {
        let v = collatz_steps(k, &i);
        k.reduce(best, ReduceOp::Max, v);
    });
    let best = k.get(best);
    k.ret(best);
    k.b.finish()
}

pub(super) fn fib() -> Function {
    let mut k = K::new("fib");
    let arg = k.b.param("n", I64, false);
    let v = k.get(arg);
    k.if_(lt(v.clone(), n(2)), |k| k.b.push(Stmt::Return(vec![Arg::Scalar(v.clone())])));
    let call = |d: i64| Expr::call(Callee::Local(0), vec![Arg::Scalar(sub(v.clone(), n(d)))], I64, p(3));
    k.ret(add(call(1), call(2)));
    k.b.finish()
}

fn mandel_point(k: &mut K, ci: LocalId, px: &Expr, size: &Expr, maxit: LocalId) -> LocalId {
    let cr = sub(div(mul(x(3.0), float_of(px.clone())), float_of(size.clone())), x(2.0));
    let cr = k.var("cr", cr);
    let (zr, zi) = (k.var("zr", x(0.0)), k.var("zi", x(0.0)));
    let count = k.var("k", n(0));
    let cond = lt(k.get(count), k.get(maxit));
    k.while_(cond, |k| {
        let r2 = mul(k.get(zr), k.get(zr));
        let r2 = k.var("r2", r2);
        let i2 = mul(k.get(zi), k.get(zi));
        let i2 = k.var("i2", i2);
        let out = cmp(CmpOp::Gt, add(k.get(r2), k.get(i2)), x(4.0));
        k.if_(out, |k| k.b.push(Stmt::Break));
        let v = add(mul(mul(x(2.0), k.get(zr)), k.get(zi)), k.get(ci));
        k.b.set(zi, v);
        let v = add(sub(k.get(r2), k.get(i2)), k.get(cr));
        k.b.set(zr, v);
        let v = add(k.get(count), n(1));
        k.b.set(count, v);
    });
    count
}

fn mandel() -> Function {
    let mut k = K::new("mandel");
    let (size, maxit) = (k.b.param("n", I64, false), k.b.param("maxit", I64, false));
    let size = k.get(size);
    let total = k.var("total", n(0));
    k.for_accs(n(0), size.clone(), n(1), vec![total], |k, y| {
        let ci = sub(div(mul(x(2.0), float_of(y)), float_of(size.clone())), x(1.0));
        let ci = k.var("ci", ci);
        k.for_(n(0), size.clone(), |k, px| {
            let count = mandel_point(k, ci, &px, &size, maxit);
            let v = k.get(count);
            k.reduce(total, ReduceOp::Add, v);
        });
    });
    let total = k.get(total);
    k.ret(total);
    k.b.finish()
}

pub(super) fn mandel_par() -> Function {
    let mut k = K::new("mandel_par");
    let _workers = k.b.param("workers", I64, false);
    let (size, maxit) = (k.b.param("n", I64, false), k.b.param("maxit", I64, false));
    let size = k.get(size);
    let total = k.var("total", n(0));
    k.prange(n(0), size.clone(), vec![(total, ReduceOp::Add)], |k, y| {
        let ci = sub(div(mul(x(2.0), float_of(y)), float_of(size.clone())), x(1.0));
        let ci = k.var("ci", ci);
        k.for_(n(0), size.clone(), |k, px| {
            let count = mandel_point(k, ci, &px, &size, maxit);
            let v = k.get(count);
            k.reduce(total, ReduceOp::Add, v);
        });
    });
    let total = k.get(total);
    k.ret(total);
    k.b.finish()
}

fn sieve() -> Function {
    let mut k = K::new("sieve");
    let f = k.b.param("f", view(Scalar::U8, 1), true);
    let last = k.var("n", sub(Expr::extent(f, 0), n(1)));
    let last = k.get(last);
    let byte = |v: u64| Expr::bits(Scalar::U8, v);
    k.for_(n(0), add(last.clone(), n(1)), |k, i| k.put(f, &[&i], byte(1)));
    k.put(f, &[&n(0)], byte(0));
    k.put(f, &[&n(1)], byte(0));
    let i = k.var("i", n(2));
    let iv = k.get(i);
    k.while_(cmp(CmpOp::Le, mul(iv.clone(), iv.clone()), last.clone()), |k| {
        let set = cmp(CmpOp::Ne, k.at(f, &[&iv]).widen(), n(0));
        k.if_(set, |k| {
            k.for_step(mul(iv.clone(), iv.clone()), add(last.clone(), n(1)), iv.clone(), |k, j| {
                k.put(f, &[&j], byte(0));
            });
        });
        let next = add(iv.clone(), n(1));
        k.b.set(i, next);
    });
    let count = k.var("k", n(0));
    k.for_accs(n(0), add(last, n(1)), n(1), vec![count], |k, i| {
        let v = k.at(f, &[&i]).widen();
        k.reduce(count, ReduceOp::Add, v);
    });
    let count = k.get(count);
    k.ret(count);
    k.b.finish()
}

fn jacobi() -> Vec<Function> {
    let mut k = K::new("sweep");
    let (a, q) = (k.b.param("p", view(F64, 2), false), k.b.param("q", view(F64, 2), true));
    k.for_(n(1), sub(Expr::extent(a, 0), n(1)), |k, i| {
        k.for_(n(1), sub(Expr::extent(a, 1), n(1)), |k, j| {
            let (up, down) = (sub(i.clone(), n(1)), add(i.clone(), n(1)));
            let (left, right) = (sub(j.clone(), n(1)), add(j.clone(), n(1)));
            let v = add(k.at(a, &[&i, &j]), k.at(a, &[&up, &j]));
            let v = add(v, k.at(a, &[&down, &j]));
            let v = add(v, k.at(a, &[&i, &left]));
            let v = add(v, k.at(a, &[&i, &right]));
            k.put(q, &[&i, &j], mul(x(0.2), v));
        });
    });
    let sweep = k.b.finish();
    let mut k = K::new("jacobi");
    let (a, b) = (k.b.param("a", view(F64, 2), true), k.b.param("b", view(F64, 2), true));
    let sweeps = k.b.param("sweeps", I64, false);
    let sweeps = k.get(sweeps);
    k.for_(n(0), sweeps, |k, s| {
        let call = |from, to| {
            let args = vec![Arg::View(from), Arg::View(to)];
            Stmt::Call(Vec::new(), ungil_compiler::tir::Call { callee: Callee::Local(0), args }, p(5))
        };
        let odd = cmp(CmpOp::Ne, op(BinOp::Mod, s, n(2)), n(0));
        k.b.push(Stmt::If(odd, vec![call(b, a)], vec![call(a, b)]));
    });
    vec![sweep, k.b.finish()]
}

fn hist() -> Function {
    let mut k = K::new("hist");
    let d = k.b.param("d", view(Scalar::U8, 1), false);
    let bins = k.b.param("bins", view(I64, 1), true);
    k.for_(n(0), n(256), |k, i| k.put(bins, &[&i], n(0)));
    k.for_(n(0), Expr::extent(d, 0), |k, i| {
        let at = k.at(d, &[&i]).widen();
        let at = k.var("at", at);
        let at = k.get(at);
        let v = add(k.at(bins, &[&at]), n(1));
        k.put(bins, &[&at], v);
    });
    k.b.finish()
}

fn fnv() -> Function {
    let mut k = K::new("fnv");
    let d = k.b.param("d", view(Scalar::U8, 1), false);
    let h = k.var("h", Expr::u64(14695981039346656037));
    k.for_(n(0), Expr::extent(d, 0), |k, i| {
        let byte = Expr::cast(k.at(d, &[&i]), Scalar::U64, Overflow::Wrap, p(4));
        let mixed = op(BinOp::Xor, k.get(h), byte);
        let v =
            Expr::binary(BinOp::Mul, Overflow::Wrap, Division::Raise, mixed, Expr::u64(1099511628211), p(4));
        k.b.set(h, v);
    });
    let h = k.get(h);
    k.ret(h);
    k.b.finish()
}

fn nbody() -> Function {
    let mut k = K::new("nbody");
    let v: Vec<LocalId> =
        ["x", "y", "z", "vx", "vy", "vz", "m"].iter().map(|s| k.b.param(s, view(F64, 1), true)).collect();
    let (steps, dt) = (k.b.param("steps", I64, false), k.b.param("dt", F64, false));
    let size = k.var("n", Expr::extent(v[0], 0));
    let size = k.get(size);
    let steps = k.get(steps);
    k.for_(n(0), steps, |k, _| {
        k.for_(n(0), size.clone(), |k, i| {
            k.for_(add(i.clone(), n(1)), size.clone(), |k, j| {
                let d: Vec<LocalId> = (0..3)
                    .map(|c| {
                        let e = sub(k.at(v[c], &[&i]), k.at(v[c], &[&j]));
                        k.var("d", e)
                    })
                    .collect();
                let square = |k: &K, c: usize| mul(k.get(d[c]), k.get(d[c]));
                let d2 = add(add(add(square(k, 0), square(k, 1)), square(k, 2)), x(0.01));
                let d2 = k.var("d2", d2);
                let root = Expr::math(MathFn::Sqrt, vec![k.get(d2)], p(6));
                let mag = div(k.get(dt), mul(k.get(d2), root));
                let mag = k.var("mag", mag);
                for (at, from, o) in [(&i, &j, BinOp::Sub), (&j, &i, BinOp::Add)] {
                    for c in 0..3 {
                        let change = mul(mul(k.get(d[c]), k.at(v[6], &[from])), k.get(mag));
                        let value = op(o, k.at(v[3 + c], &[at]), change);
                        k.put(v[3 + c], &[at], value);
                    }
                }
            });
        });
        k.for_(n(0), size.clone(), |k, i| {
            for c in 0..3 {
                let value = add(k.at(v[c], &[&i]), mul(k.get(dt), k.at(v[3 + c], &[&i])));
                k.put(v[c], &[&i], value);
            }
        });
    });
    k.b.finish()
}

fn blackscholes() -> Vec<Function> {
    let mut k = K::new("cnd");
    let a = k.b.param("x", F64, false);
    let e = Expr::math(MathFn::Erf, vec![mul(k.get(a), x(std::f64::consts::FRAC_1_SQRT_2))], p(2));
    k.ret(mul(x(0.5), add(x(1.0), e)));
    let cnd = k.b.finish();
    let mut k = K::new("blackscholes");
    let (s, strike) = (k.b.param("s", view(F64, 1), false), k.b.param("k", view(F64, 1), false));
    let out = k.b.param("out", view(F64, 1), true);
    let (r, vol) = (k.b.param("r", F64, false), k.b.param("v", F64, false));
    k.for_(n(0), Expr::extent(s, 0), |k, i| {
        let e = add(x(50.0), mul(x(50.0), k.at(s, &[&i])));
        let spot = k.var("S", e);
        let e = add(x(40.0), mul(x(70.0), k.at(strike, &[&i])));
        let price = k.var("K", e);
        let e = add(x(0.25), k.at(s, &[&i]));
        let time = k.var("T", e);
        let e = mul(k.get(vol), Expr::math(MathFn::Sqrt, vec![k.get(time)], p(3)));
        let q = k.var("q", e);
        let log = Expr::math(MathFn::Log, vec![div(k.get(spot), k.get(price))], p(4));
        let drift = mul(add(k.get(r), mul(mul(x(0.5), k.get(vol)), k.get(vol))), k.get(time));
        let e = div(add(log, drift), k.get(q));
        let d1 = k.var("d1", e);
        let e = sub(k.get(d1), k.get(q));
        let d2 = k.var("d2", e);
        let cnd = |e: Expr| Expr::call(Callee::Local(0), vec![Arg::Scalar(e)], F64, p(5));
        let minus_r = k.b.unary(ungil_compiler::tir::UnOp::Neg, k.get(r), p(5));
        let discount = Expr::math(MathFn::Exp, vec![mul(minus_r, k.get(time))], p(5));
        let first = mul(k.get(spot), cnd(k.get(d1)));
        let value = sub(first, mul(mul(k.get(price), discount), cnd(k.get(d2))));
        k.put(out, &[&i], value);
    });
    vec![cnd, k.b.finish()]
}

fn frand(len: usize, salt: i64) -> Vec<f64> {
    (0..len as i64).map(|i| (i * 7919 + salt * 104729).rem_euclid(1000) as f64 / 1000.0).collect()
}

fn brand(len: usize) -> Input {
    let bits = (0..len as u64).map(|i| (i.wrapping_mul(2654435761) & 0xFFFF_FFFF) >> 13 & 255).collect();
    Input::Array(Scalar::U8, bits, vec![len as i64], vec![1], 0)
}

fn fill_i64(len: usize) -> Vec<i64> {
    (0..len as i64).map(|i| i * 7919 % 1000).collect()
}

fn square(size: usize, salt: i64) -> Input {
    Input::matrix(&frand(size * size, salt), size as i64, size as i64)
}

/// Functions, entry, inputs for a size.
fn kernels(full: bool) -> Vec<(&'static str, Vec<Function>, usize, Vec<Input>)> {
    let size = |small: usize, large: usize| if full { large } else { small };
    let floats = |len, salt| Input::floats(&frand(len, salt));
    let big = size(3000, 4_000_000);
    let bodies: Vec<Input> =
        (0..7).map(|c| Input::floats(&[1.0 + c as f64, 2.5, -0.5 * c as f64, 4.0, 7.0])).collect();
    let dist = size(12, 512);
    let graph: Vec<u64> = (0..dist * dist).map(|i| (i as u64 * 7919) % 1000 + 1).collect();
    vec![
        ("blackscholes", blackscholes(), 1, {
            let len = size(50, 1_000_000);
            vec![floats(len, 1), floats(len, 2), floats(len, 0), Input::f(0.02), Input::f(0.3)]
        }),
        ("collatz", vec![collatz()], 0, vec![Input::i(size(300, 1_000_000) as i64)]),
        ("dot", vec![dot()], 0, vec![floats(big, 1), floats(big, 2)]),
        ("fib", vec![fib()], 0, vec![Input::i(size(12, 36) as i64)]),
        (
            "floyd",
            vec![floyd()],
            0,
            vec![Input::Array(I64, graph, vec![dist as i64; 2], vec![dist as i64, 1], 0)],
        ),
        ("fnv", vec![fnv()], 0, vec![brand(size(2000, 16_000_000))]),
        ("hist", vec![hist()], 0, vec![brand(size(2000, 16_000_000)), Input::ints(&[0; 256])]),
        ("jacobi", jacobi(), 1, {
            let side = size(9, 1024);
            vec![square(side, 1), square(side, 1), Input::i(size(3, 20) as i64)]
        }),
        ("mandel", vec![mandel()], 0, vec![Input::i(size(12, 1000) as i64), Input::i(100)]),
        ("matmul_ijk", vec![matmul_ijk()], 0, {
            let side = size(7, 512);
            vec![square(side, 1), square(side, 2), square(side, 3)]
        }),
        ("matmul_ikj", vec![matmul_ikj()], 0, {
            let side = size(7, 512);
            vec![square(side, 1), square(side, 2), square(side, 3)]
        }),
        ("nbody", vec![nbody()], 0, {
            let mut inputs = bodies;
            inputs.extend([Input::i(size(5, 200_000) as i64), Input::f(1e-5)]);
            inputs
        }),
        ("saxpy_l1", vec![saxpy()], 0, {
            vec![floats(1000, 1), floats(1000, 2), Input::f(1e-6), Input::i(size(2, 100_000) as i64)]
        }),
        ("sieve", vec![sieve()], 0, {
            let len = size(500, 10_000_001);
            vec![Input::Array(Scalar::U8, vec![0; len], vec![len as i64], vec![1], 0)]
        }),
        ("sum_i64", vec![sum_i64()], 0, vec![Input::ints(&fill_i64(size(3000, 8_000_000)))]),
        ("triad_big", vec![triad()], 0, {
            let len = size(1000, 8_000_000);
            vec![floats(len, 0), floats(len, 1), floats(len, 2), Input::f(3.0)]
        }),
    ]
}

#[test]
fn kernels_equal_the_evaluator() {
    for (name, functions, entry, inputs) in kernels(false) {
        let code = compile(group(functions));
        let seen = compare(&code, entry, &inputs);
        assert!(seen.result.is_ok(), "{name}: {seen:?}");
    }
}

#[test]
fn a_view_with_strides_takes_the_slow_loop() {
    let values: Vec<u64> = (0..40).map(|k| (k as f64).to_bits()).collect();
    let strided = Input::Array(F64, values.clone(), vec![20], vec![2], 0);
    let reversed = Input::Array(F64, values, vec![20], vec![-1], 30);
    let seen = same(group(vec![dot()]), 0, &[strided, reversed]);
    let want: f64 = (0..20).map(|k| (2 * k) as f64 * (30 - k) as f64).sum();
    assert_eq!(seen.result, Ok(vec![want.to_bits()]));
}

#[test]
fn a_short_second_view_raises_where_python_would() {
    let seen = same(group(vec![dot()]), 0, &[Input::floats(&[1.0; 9]), Input::floats(&[1.0; 4])]);
    let (kind, message, _) = seen.result.unwrap_err();
    assert_eq!((kind, &message[..]), (ExcKind::IndexError, "index 4 is out of bounds for size 4"));
}

/// Prints `name native_ms compile_us`; the C twins are in the benchmark folder.
#[test]
#[ignore = "timing"]
fn kernel_times() {
    let only = std::env::var("KERNEL").unwrap_or_default();
    for (name, functions, entry, inputs) in kernels(true) {
        if !name.contains(&only[..]) {
            continue;
        }
        let code = compile(group(functions.clone()));
        let mut compile_times: Vec<f64> =
            (0..15).map(|_| compile(group(functions.clone())).compile_time().as_secs_f64() * 1e6).collect();
        compile_times.sort_by(f64::total_cmp);
        let mut best = f64::MAX;
        for _ in 0..5 {
            best = best.min(timed(&code, entry, &inputs));
        }
        println!("{name} {:.3} compile {:.0} us", best * 1e3, compile_times[7]);
    }
}

/// Seconds of one native run on fresh copies.
pub(super) fn timed(code: &NativeCode, entry: usize, inputs: &[Input]) -> f64 {
    let mut buffers = Vec::new();
    let mut args = Vec::new();
    for input in inputs {
        match input {
            Input::Bits(bits) => args.push(NativeValue::Scalar(*bits)),
            Input::Array(ty, values, shape, _, _) => {
                let mut buffer = vec![0u64; values.len() * ty.size() as usize / 8 + 1];
                let base = buffer.as_mut_ptr().expose_provenance() as u64;
                for (k, &bits) in values.iter().enumerate() {
                    memory::store(base + k as u64 * ty.size() as u64, *ty, bits);
                }
                buffers.push(buffer);
                args.push(NativeValue::View(RawView::contiguous(base, shape, ty.size())));
            }
        }
    }
    let mut ctx = CallCtx::new(Arc::new(StopWord::new()));
    let start = std::time::Instant::now();
    // SAFETY: the buffers outlive the call and have every element of the views.
    let exit = unsafe { code.enter(Tier::Native, entry, &mut ctx, &args) }.expect("arguments fit");
    let time = start.elapsed().as_secs_f64();
    assert!(exit.result.is_ok(), "{:?}", exit.result);
    time
}

#[test]
#[ignore = "timing"]
fn parallel_times() {
    let floats = |salt| Input::floats(&frand(4_000_000, salt));
    for (name, function, rest) in [
        ("collatz", collatz_par(), vec![Input::i(1_000_000)]),
        ("mandel", mandel_par(), vec![Input::i(1000), Input::i(100)]),
        ("dot", dot_par(), vec![floats(1), floats(2)]),
    ] {
        let code = compile(group(vec![function]));
        let mut times = [f64::MAX; 2];
        for _ in 0..7 {
            for threads in [1, 2] {
                let mut inputs = vec![Input::i(threads)];
                inputs.extend(rest.iter().cloned());
                let slot = &mut times[threads as usize - 1];
                *slot = slot.min(timed(&code, 0, &inputs));
            }
        }
        println!(
            "{name} t1 {:.3} ms t2 {:.3} ms: {:.2}x",
            times[0] * 1e3,
            times[1] * 1e3,
            times[0] / times[1]
        );
    }
}

#[test]
#[ignore = "timing"]
fn call_time() {
    let mut k = K::new("add");
    let (a, b) = (k.b.param("a", I64, false), k.b.param("b", I64, false));
    let sum = add(k.get(a), k.get(b));
    k.ret(sum);
    let code = compile(group(vec![k.b.finish()]));
    let f = Typed::<(i64, i64), i64>::new(code, 0).expect("the signature fits");
    let stop = Arc::new(StopWord::new());
    let start = std::time::Instant::now();
    let mut sum = 0i64;
    for i in 0..10_000_000 {
        sum = sum.wrapping_add(f.call(&stop, (i, 1)).expect("no overflow"));
    }
    println!("typed call {:.2} ns ({sum})", start.elapsed().as_secs_f64() * 100.0);
}

/// Prints the stages of one kernel: `KERNEL=dot`.
#[test]
#[ignore = "for reading"]
fn kernel_listing() {
    let only = std::env::var("KERNEL").unwrap_or_default();
    for (name, functions, ..) in kernels(false) {
        if name == only {
            let listing = listing(&group(functions)).expect("compiles");
            println!("{}\n{}\n{}", listing.tir, listing.clif, listing.asm);
        }
    }
}
