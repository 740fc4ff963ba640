//! The race rule: elements of arrays in parallel loops.
//!
//! Let `i` be the loop variable, which takes each of its values once. Every access in the body is to an element of a *root*: a
//! view that exists before the loop. A root that is written must be **owned**: there is one dimension `d` such that every
//! access to the root, read or write, has in `d` an index of the form `c * i + r` with the same `c`, where
//! * `c` does not change in the loop and is not 0 (constant, or provably ≥ 1 wherever the access happens, or tested at entry);
//! * `r` is a sum of invariants, constants and variables of inner loops; all values of `r` over all accesses lie in a window
//!   of less than `|c|`: `max - min ≤ |c| - 1` is proven as a polynomial inequality over the bounds of the inner loops;
//! * the index has one sign over the whole loop: proven from the bounds, or tested at entry (ValueError).
//!
//! **Why an accepted loop has no race.** Take two iterations `i1 ≠ i2` and an access of each to the same root, with indices
//! `c*i1 + r1` and `c*i2 + r2` in dimension `d`. Were they equal, `|c| * |i1 - i2| = |r1 - r2| ≤ |c| - 1`, which is impossible
//! since `|i1 - i2| ≥ 1`. So the indices differ; since both have one sign, counting negative ones from the end maps
//! different indices to different elements. Two accesses that differ in one dimension of a view touch different elements of
//! it, and of memory too if the strides of the view do not overlap themselves: tested at entry ([`AliasTest`] of the root with
//! itself). Different roots may share memory: a written root is tested at entry against every other root of the loop
//! ([`AliasTest`]), with equal headers allowed only if the accesses to both *together* satisfy the rule above.
//!
//! **Why the symbolic value of an index is its value.** Arithmetic in an index raises when it overflows (under
//! `overflow="wrap"` only `+` and `-` of constants are followed; see [`Env::poly`]), so the exact polynomial is the index. A local
//! is replaced by the expression assigned to it only if it is assigned at one place; it is definitely assigned before every
//! read, so the last assignment ran after those of its operands, which are assigned at one place too, and by definite
//! assignment no operand can have been assigned again in between. A variable of an inner loop stands for itself, within its
//! bounds. Everything else (loads, calls, variables assigned at two places) is unknown, and an unknown index owns nothing.
//!
//! **Views.** A local that holds a view is followed to its roots through all assignments to it in the function: `a[i]` fixes
//! an axis, so a row inherits ownership through that axis; any other slice leaves its axis unknown. Arrays made in the iteration
//! (also by callees, which give back new arrays only) are private. A view passed to a native function counts as an access of
//! unknown element through that view, a write if the function's summary says so.

use rustc_hash::FxHashMap;
use ungil_grammar::{Diagnostic, codes};

use super::poly::{Poly, Sym};
use super::{Built, Checker};
use crate::tir::{
    self, AliasTest, Arg, BinOp, Call, Callee, CmpOp, Division, ExcKind, Expr, ExprKind, Function, Local,
    LocalId, Message, Overflow, Pos, Prange, Scalar, SliceIndex, Stmt, Type, ViewExpr, walk,
};

/// Check every parallel loop of the group, and give each its tests at entry.
pub(crate) fn run(ck: &mut Checker<'_>, built: &mut [Built]) {
    let writes: Vec<Vec<bool>> = built.iter().map(|b| b.function.writes.clone()).collect();
    for b in built.iter_mut() {
        ck.enter(b.home);
        let mut has_prange = false;
        walk::stmts(&b.function.body, &mut |s| has_prange |= matches!(s, Stmt::Prange(_)));
        if !has_prange {
            continue;
        }
        let plans = {
            let facts = Facts::of(&b.function);
            let mut plans = Vec::new();
            walk::stmts(&b.function.body, &mut |stmt| {
                if let Stmt::Prange(p) = stmt {
                    plans.push(Loop::check(ck, &b.function, &facts, &writes, p));
                }
            });
            plans
        };
        let mut body = std::mem::take(&mut b.function.body);
        let mut plans = plans.into_iter();
        install(&mut body, &mut plans, &mut b.function.locals);
        b.function.body = body;
    }
}

/// What a loop needs at entry.
#[derive(Default)]
struct Plan {
    alias: Vec<AliasTest>,
    /// Tests of the sign of an index and of `c ≥ 1`.
    tests: Vec<Test>,
}

enum Test {
    /// The index has one sign: at the first and last iteration the least and the greatest value.
    OneSign { c: Poly, low: Poly, high: Poly, name: String },
    /// The stride is positive.
    Positive { c: Poly, name: String },
}

/// Put the tests into the loops, in the order in which `walk` visits them.
fn install(block: &mut Vec<Stmt>, plans: &mut std::vec::IntoIter<Plan>, locals: &mut Vec<Local>) {
    let mut at = 0;
    while at < block.len() {
        let mut before = Vec::new();
        match &mut block[at] {
            Stmt::Prange(p) => {
                if let Some(plan) = plans.next() {
                    p.alias = plan.alias;
                    if !plan.tests.is_empty() {
                        before = entry_tests(p, &plan.tests, locals);
                    }
                }
                install(&mut p.body, plans, locals);
            }
            Stmt::If(_, a, b) => {
                install(a, plans, locals);
                install(b, plans, locals);
            }
            Stmt::While(w) => {
                install(&mut w.body, plans, locals);
                install(&mut w.orelse, plans, locals);
            }
            Stmt::For(l) => {
                install(&mut l.body, plans, locals);
                install(&mut l.orelse, plans, locals);
            }
            Stmt::Try(t) => {
                install(&mut t.body, plans, locals);
                for h in &mut t.handlers {
                    install(&mut h.body, plans, locals);
                }
                install(&mut t.orelse, plans, locals);
                install(&mut t.last, plans, locals);
            }
            _ => {}
        }
        let count = before.len();
        block.splice(at..at, before);
        at += count + 1;
    }
}

/// How often each local is assigned in a function, and by what.
struct Facts<'f> {
    count: FxHashMap<LocalId, u32>,
    value: FxHashMap<LocalId, &'f Expr>,
    views: FxHashMap<LocalId, Vec<&'f ViewExpr>>,
    /// Views that a call gives.
    fresh: FxHashMap<LocalId, u32>,
    /// Views that `disjoint` tested.
    distinct: rustc_hash::FxHashSet<LocalId>,
    /// How many loops have this local as their variable.
    loops: FxHashMap<LocalId, u32>,
}

impl<'f> Facts<'f> {
    fn of(function: &'f Function) -> Facts<'f> {
        let mut facts = Facts {
            count: FxHashMap::default(),
            value: FxHashMap::default(),
            views: FxHashMap::default(),
            fresh: FxHashMap::default(),
            distinct: rustc_hash::FxHashSet::default(),
            loops: FxHashMap::default(),
        };
        for &p in &function.params {
            *facts.count.entry(p).or_default() += 0;
        }
        walk::exprs(&function.body, &mut |e| {
            if let ExprKind::Distinct(view) = e.kind {
                facts.distinct.insert(view);
            }
        });
        walk::stmts(&function.body, &mut |stmt| {
            match stmt {
                // These only finish what statements in the body do.
                Stmt::Prange(p) => {
                    *facts.count.entry(p.var).or_default() += 1;
                    // Payloads have no statement of their own.
                    for l in p.reductions.iter().flat_map(|r| &r.payload) {
                        *facts.count.entry(*l).or_default() += 1;
                    }
                }
                Stmt::For(l) => *facts.count.entry(l.var).or_default() += 1,
                Stmt::While(_) => {}
                _ => walk::stmt_targets(stmt, &mut |l| *facts.count.entry(l).or_default() += 1),
            }
            match stmt {
                Stmt::Assign(l, e) => {
                    facts.value.insert(*l, e);
                }
                Stmt::AssignView(l, v, _) => facts.views.entry(*l).or_default().push(v),
                Stmt::Call(targets, ..) => {
                    for t in targets.iter().flatten() {
                        *facts.fresh.entry(*t).or_default() += 1;
                    }
                }
                Stmt::For(l) => *facts.loops.entry(l.var).or_default() += 1,
                Stmt::Prange(p) => *facts.loops.entry(p.var).or_default() += 1,
                // An update is no assignment of a known value.
                Stmt::Reduce(r) => *facts.count.entry(r.local).or_default() += 1,
                _ => {}
            }
        });
        // A parameter is assigned at entry.
        for p in &function.params {
            if let Some(count) = facts.count.get_mut(p)
                && *count > 0
            {
                *count += 1;
            }
        }
        facts
    }

    fn assigned(&self, l: LocalId) -> u32 {
        self.count.get(&l).copied().unwrap_or(0)
    }
}

/// Symbolic evaluation in one function.
struct Env<'f> {
    facts: &'f Facts<'f>,
    function: &'f Function,
}

impl<'f> Env<'f> {
    /// The value of an integer expression as a polynomial of locals that are never assigned, of loop variables, and of extents of
    /// views that are never assigned.
    fn poly(&self, e: &Expr, depth: u32) -> Option<Poly> {
        if depth > 40 {
            return None;
        }
        match &e.kind {
            ExprKind::Const(_) => Some(Poly::constant(e.as_int()?)),
            ExprKind::Local(l) => self.local(*l, depth),
            ExprKind::Extent(v, axis) => self.extent(*v, *axis, depth),
            ExprKind::Cast { overflow, arg }
                if !e.ty.is_float() && e.ty != Scalar::Bool && !arg.ty.is_float() =>
            {
                // A widening, or a narrowing that raises if it changes the value.
                let widens = {
                    let ((a, b), (c, d)) = (arg.ty.int_range(), e.ty.int_range());
                    c <= a && b <= d
                };
                (widens || matches!(overflow, Overflow::Raise | Overflow::Proven))
                    .then(|| self.poly(arg, depth + 1))
                    .flatten()
            }
            ExprKind::Unary { op: tir::UnOp::Neg, overflow: Overflow::Raise | Overflow::Proven, arg } => {
                self.poly(arg, depth + 1)?.scale(-1)
            }
            ExprKind::Binary { op, overflow, args, .. } if !e.ty.is_float() => {
                let exact = matches!(overflow, Overflow::Raise | Overflow::Proven);
                let (a, b) = (self.poly(&args.0, depth + 1)?, self.poly(&args.1, depth + 1)?);
                // Under wrapping or saturation a sum with a constant is an index out of bounds if it does not fit.
                let one = a.as_constant().is_some() || b.as_constant().is_some();
                match op {
                    BinOp::Add if exact || one => a.add(&b),
                    BinOp::Sub if exact || b.as_constant().is_some() => a.sub(&b),
                    BinOp::Mul if exact => a.mul(&b),
                    BinOp::Shl if exact => match b.as_constant() {
                        Some(k @ 0..=40) => a.scale(1 << k),
                        _ => None,
                    },
                    _ => None,
                }
            }
            ExprKind::Seq(_, value) => self.poly(value, depth + 1),
            _ => None,
        }
    }

    fn local(&self, l: LocalId, depth: u32) -> Option<Poly> {
        match self.function.ty(l) {
            Type::Scalar(s) if s.is_int() || s == Scalar::Bool => {}
            _ => return None,
        }
        // What cannot be followed further is a symbol of its own; whether it changes in the loop is asked later.
        let symbol = Some(Poly::sym(Sym::Local(l)));
        if self.facts.assigned(l) != 1 || self.facts.loops.contains_key(&l) {
            return symbol;
        }
        let Some(e) = self.facts.value.get(&l) else { return symbol };
        match self.poly(e, depth + 1) {
            Some(p) if p.symbols().iter().all(|s| self.fixed(*s)) => Some(p),
            _ => symbol,
        }
    }

    /// Whether a symbol has the same value where an expression with it was assigned and where that is read.
    fn fixed(&self, s: Sym) -> bool {
        let (Sym::Local(l) | Sym::Extent(l, _)) = s;
        self.facts.assigned(l) <= 1
    }

    /// The extent of an axis, followed to the view it was sliced from.
    fn extent(&self, v: LocalId, axis: u8, depth: u32) -> Option<Poly> {
        let symbol = Some(Poly::sym(Sym::Extent(v, axis)));
        if depth > 40 || self.facts.assigned(v) != 1 {
            return symbol;
        }
        let Some([view]) = self.facts.views.get(&v).map(Vec::as_slice) else { return symbol };
        match view {
            ViewExpr::Local(base) if self.facts.assigned(*base) <= 1 => self.extent(*base, axis, depth + 1),
            ViewExpr::Slice { base, index } if self.facts.assigned(*base) <= 1 => {
                let kept = index
                    .iter()
                    .enumerate()
                    .filter(|(_, i)| matches!(i, SliceIndex::Range { .. }))
                    .nth(axis as usize);
                match kept {
                    Some((k, SliceIndex::Range { lo: None, hi: None, step: None })) => {
                        self.extent(*base, k as u8, depth + 1)
                    }
                    _ => symbol,
                }
            }
            ViewExpr::New { shape, .. } => match shape.get(axis as usize) {
                Some(e) => self.poly(e, depth + 1).or(symbol),
                None => symbol,
            },
            _ => symbol,
        }
    }
}

/// A view as a part of a root.
#[derive(Clone, Debug)]
struct Part {
    /// The root; none for an array made in the iteration.
    root: Option<LocalId>,
    /// For each axis of the root: fixed at an index, or one of the view's own axes, or unknown.
    axes: Vec<Axis>,
}

#[derive(Clone, Debug)]
enum Axis {
    At(Option<Poly>),
    Own(usize),
    Unknown(usize),
}

/// A loop inside of the parallel one: its variable, first value, limit and step.
type Inner<'l> = (LocalId, &'l Expr, &'l Expr, &'l Expr);

/// An access as it is found: the view, the element (none: unknown ones), whether it writes, where, and the loops around.
type Found<'l> = (LocalId, Option<&'l tir::Access>, bool, Pos, Vec<Inner<'l>>);

/// An access to a root.
#[derive(Clone, Debug)]
struct Touch<'l> {
    /// The serial loops around, outermost first.
    around: Vec<Inner<'l>>,
    root: LocalId,
    /// The index in each dimension of the root, where it is known.
    index: Vec<Option<Poly>>,
    /// For each dimension, if the index is `d[k]` of a distinct array: that array and `k`.
    through: Vec<Option<(LocalId, Poly)>>,
    write: bool,
    pos: Pos,
}

struct Loop<'l, 'f> {
    env: Env<'f>,
    /// Locals assigned in the body.
    inside: rustc_hash::FxHashSet<LocalId>,
    prange: &'l Prange,
    touches: Vec<Touch<'l>>,
}

impl<'l, 'f> Loop<'l, 'f> {
    fn check(
        ck: &mut Checker<'_>,
        function: &'f Function,
        facts: &'f Facts<'f>,
        writes: &[Vec<bool>],
        prange: &'l Prange,
    ) -> Plan {
        let mut this = Loop {
            env: Env { facts, function },
            inside: walk::assigned(&prange.body),
            prange,
            touches: Vec::new(),
        };
        this.collect(writes);
        this.judge(ck)
    }

    // Collecting the accesses.

    fn collect(&mut self, writes: &[Vec<bool>]) {
        let mut found: Vec<Found<'l>> = Vec::new();
        let mut around = Vec::new();
        collect_block(&self.prange.body, writes, &mut around, &mut found);
        for (view, access, write, pos, around) in found {
            // An `Atomic` is for sharing.
            if self.env.function.ty(view).view().is_some_and(|v| v.rank == 0) {
                continue;
            }
            for part in self.parts(view, 0) {
                let Some(root) = part.root else { continue };
                let index = part
                    .axes
                    .iter()
                    .map(|axis| match axis {
                        Axis::At(p) => p.clone(),
                        Axis::Unknown(_) => None,
                        Axis::Own(k) => {
                            let access = access?;
                            self.env.poly(&access.index.get(*k)?.value, 0)
                        }
                    })
                    .collect();
                let through = part
                    .axes
                    .iter()
                    .map(|axis| match axis {
                        Axis::Own(k) => self.through(&access?.index.get(*k)?.value, 0),
                        Axis::At(_) | Axis::Unknown(_) => None,
                    })
                    .collect();
                self.touches.push(Touch { around: around.clone(), root, index, through, write, pos });
            }
        }
    }

    /// What a local may hold during an iteration.
    fn parts(&self, view: LocalId, depth: u32) -> Vec<Part> {
        let rank = match self.env.function.ty(view) {
            Type::View(v) => v.rank as usize,
            Type::Scalar(_) => 0,
        };
        let unknown = |root: Option<LocalId>, rank: usize| Part { root, axes: vec![Axis::Unknown(0); rank] };
        if !self.inside.contains(&view) {
            return vec![Part { root: Some(view), axes: (0..rank).map(Axis::Own).collect() }];
        }
        if depth > 20 {
            return vec![unknown(Some(view), rank)];
        }
        let mut out = Vec::new();
        if self.env.facts.fresh.contains_key(&view) {
            out.push(Part { root: None, axes: Vec::new() });
        }
        for expr in self.env.facts.views.get(&view).into_iter().flatten() {
            match expr {
                ViewExpr::New { .. } | ViewExpr::Copy(_) => out.push(Part { root: None, axes: Vec::new() }),
                ViewExpr::Local(base) => out.extend(self.parts(*base, depth + 1)),
                ViewExpr::Transpose(base) => {
                    for mut part in self.parts(*base, depth + 1) {
                        for axis in &mut part.axes {
                            match axis {
                                Axis::Own(k) | Axis::Unknown(k) => *k = rank.saturating_sub(1 + *k),
                                Axis::At(_) => {}
                            }
                        }
                        out.push(part);
                    }
                }
                ViewExpr::Reshape { base, .. } => {
                    // No copy, perhaps: the elements are the base's, in an order that is not followed.
                    for part in self.parts(*base, depth + 1) {
                        let axes = part
                            .axes
                            .into_iter()
                            .map(|axis| match axis {
                                Axis::At(p) => Axis::At(p),
                                Axis::Own(_) | Axis::Unknown(_) => Axis::Unknown(0),
                            })
                            .collect();
                        out.push(Part { root: part.root, axes });
                    }
                }
                ViewExpr::Slice { base, index } => {
                    // The number of each axis of the base in the new view.
                    let mut next = 0;
                    let numbers: Vec<Option<usize>> = index
                        .iter()
                        .map(|i| match i {
                            SliceIndex::At(_) => None,
                            SliceIndex::Range { .. } => {
                                next += 1;
                                Some(next - 1)
                            }
                        })
                        .collect();
                    for part in self.parts(*base, depth + 1) {
                        let axes = part
                            .axes
                            .into_iter()
                            .map(|axis| match axis {
                                Axis::At(p) => Axis::At(p),
                                Axis::Own(k) => match index.get(k) {
                                    Some(SliceIndex::At(at)) => Axis::At(self.env.poly(&at.value, 0)),
                                    Some(SliceIndex::Range { lo: None, hi: None, step: None }) => {
                                        Axis::Own(numbers[k].unwrap_or(0))
                                    }
                                    _ => Axis::Unknown(numbers.get(k).copied().flatten().unwrap_or(0)),
                                },
                                Axis::Unknown(k) => match numbers.get(k).copied().flatten() {
                                    Some(k) => Axis::Unknown(k),
                                    None => Axis::At(None),
                                },
                            })
                            .collect();
                        out.push(Part { root: part.root, axes });
                    }
                }
            }
        }
        if out.is_empty() {
            out.push(unknown(Some(view), rank));
        }
        out
    }

    // Judging them.

    fn judge(&self, ck: &mut Checker<'_>) -> Plan {
        let mut plan = Plan::default();
        let mut roots: Vec<LocalId> = Vec::new();
        for touch in &self.touches {
            if !roots.contains(&touch.root) {
                roots.push(touch.root);
            }
        }
        let name = |l: LocalId| self.env.function.locals[l.0 as usize].name.to_string();
        let written: Vec<LocalId> =
            roots.iter().copied().filter(|r| self.touches.iter().any(|t| t.write && t.root == *r)).collect();
        for &root in &written {
            let all: Vec<&Touch<'l>> = self.touches.iter().filter(|t| t.root == root).collect();
            let Some(owned) = self.owner(&all).or_else(|| self.owner_through(&all)) else {
                self.refuse(ck, root, &all);
                continue;
            };
            plan.tests.extend(self.tests(&owned, &name(root)));
            plan.alias.push(AliasTest { written: root, other: root, same_ok: false, pos: self.prange.pos });
            for &other in &roots {
                if other == root || (written.contains(&other) && other < root) || self.distinct(root, other) {
                    continue;
                }
                let both: Vec<&Touch<'l>> =
                    self.touches.iter().filter(|t| t.root == root || t.root == other).collect();
                let same_rank = self.env.function.ty(root).view().map(|v| (v.rank, v.elem))
                    == self.env.function.ty(other).view().map(|v| (v.rank, v.elem));
                // The tests at entry are those of the written root: the other's indices must be covered by them.
                let same_ok = same_rank
                    && self.owner(&both).is_some_and(|both| {
                        let covered =
                            |r: &Rest| owned.rests.iter().any(|o| o.low == r.low && o.high == r.high);
                        both.positive_test == owned.positive_test
                            && (self.one_sign(&both) == Some(true) || both.rests.iter().all(covered))
                    });
                plan.alias.push(AliasTest { written: root, other, same_ok, pos: self.prange.pos });
            }
        }
        self.judge_atomics(ck, &roots, &mut plan);
        plan
    }

    /// Elements that `atomic_add` changes are touched in no other way.
    fn judge_atomics(&self, ck: &mut Checker<'_>, roots: &[LocalId], plan: &mut Plan) {
        let mut atomics: Vec<(LocalId, Pos)> = Vec::new();
        walk::exprs(&self.prange.body, &mut |e| {
            let ExprKind::Atomic(a) = &e.kind else { return };
            if a.access.index.is_empty() {
                return;
            }
            for part in self.parts(a.access.view, 0) {
                if let Some(root) = part.root
                    && !atomics.iter().any(|(other, _)| *other == root)
                {
                    atomics.push((root, e.pos));
                }
            }
        });
        for (k, &(root, pos)) in atomics.iter().enumerate() {
            let name = &self.env.function.locals[root.0 as usize].name;
            if let Some(touch) = self.touches.iter().find(|t| t.root == root) {
                let d = Diagnostic::error(
                    codes::SHARED_WRITE,
                    ck.span(touch.pos),
                    format!("`{name}` is changed by `atomic_add` and used in another way"),
                )
                .with_label(ck.span(pos), "changed here, perhaps by several iterations at once")
                .with_hint("use `atomic_add` alone in the loop, and read the array after it");
                ck.say(d);
                continue;
            }
            let others = roots.iter().copied().chain(atomics[k + 1..].iter().map(|(other, _)| *other));
            for other in others.filter(|&other| other != root && !self.distinct(root, other)) {
                plan.alias.push(AliasTest { written: root, other, same_ok: false, pos: self.prange.pos });
            }
        }
    }

    /// Two roots that cannot share memory: one is an array made in this function that no other local was made from.
    fn distinct(&self, a: LocalId, b: LocalId) -> bool {
        let alone = |l: LocalId| {
            let made = match self.env.facts.views.get(&l).map(Vec::as_slice) {
                Some([ViewExpr::New { .. } | ViewExpr::Copy(_)]) => !self.env.facts.fresh.contains_key(&l),
                _ => false,
            };
            made && self.env.facts.assigned(l) == 1
                && !self.env.facts.views.values().flatten().any(|v| match v {
                    ViewExpr::Local(base)
                    | ViewExpr::Transpose(base)
                    | ViewExpr::Slice { base, .. }
                    | ViewExpr::Reshape { base, .. } => *base == l,
                    ViewExpr::New { .. } | ViewExpr::Copy(_) => false,
                })
        };
        alone(a) || alone(b) || (self.made(a) && self.made(b) && a != b)
    }

    /// A local that is assigned once, with a new array (or through the temporary that one was made in).
    fn made(&self, l: LocalId) -> bool {
        if self.env.facts.assigned(l) != 1 {
            return false;
        }
        match self.env.facts.views.get(&l).map(Vec::as_slice) {
            Some([ViewExpr::New { .. } | ViewExpr::Copy(_)]) => true,
            // `a = zeros(n)` is made in a temporary that only `a` takes.
            Some([ViewExpr::Local(temp)]) => {
                self.env.function.locals[temp.0 as usize].name.starts_with('.')
                    && matches!(
                        self.env.facts.views.get(temp).map(Vec::as_slice),
                        Some([ViewExpr::New { .. } | ViewExpr::Copy(_)])
                    )
                    && self
                        .env
                        .facts
                        .views
                        .values()
                        .flatten()
                        .filter(|v| matches!(v, ViewExpr::Local(base) if base == temp))
                        .count()
                        == 1
            }
            _ => false,
        }
    }

    /// The dimension through which these accesses are owned, if there is one.
    fn owner(&self, touches: &[&Touch<'l>]) -> Option<Owned> {
        let rank = touches.first()?.index.len();
        (0..rank).find_map(|d| self.owner_in(touches, d))
    }

    /// `d[k]` of a distinct array that is made before the loop.
    fn through(&self, e: &Expr, depth: u32) -> Option<(LocalId, Poly)> {
        let facts = self.env.facts;
        match &e.kind {
            ExprKind::Cast { overflow: Overflow::Raise | Overflow::Proven, arg } if e.ty.is_int() => {
                self.through(arg, depth)
            }
            // Assigned in the iteration, at one place.
            ExprKind::Local(l) if depth < 8 && self.inside.contains(l) && facts.assigned(*l) == 1 => {
                self.through(facts.value.get(l)?, depth + 1)
            }
            ExprKind::Load(access) => {
                let d = access.view;
                let once = |l: LocalId| facts.assigned(l) == 1 && !self.inside.contains(&l);
                let tested = |l: LocalId| once(l) && facts.distinct.contains(&l);
                let made = tested(d)
                    || matches!(facts.views.get(&d).map(Vec::as_slice),
                        Some([ViewExpr::Local(temp)]) if once(d) && tested(*temp));
                let [index] = access.index.as_slice() else { return None };
                made.then(|| self.env.poly(&index.value, 0)).flatten().map(|k| (d, k))
            }
            _ => None,
        }
    }

    /// The elements at `d[c*i + r]`: with equal `k` for all accesses each iteration has its own, since `d` repeats
    /// nothing. The test of one sign is for `k`, which must not count from both ends.
    fn owner_through(&self, touches: &[&Touch<'l>]) -> Option<Owned> {
        let first = touches.first()?;
        (0..first.through.len()).find_map(|dim| {
            let (d, k) = first.through.get(dim)?.as_ref()?;
            let same = |t: &&Touch<'l>| matches!(t.through.get(dim), Some(Some((e, j))) if e == d && j == k);
            let (c, r) = k.split(Sym::Local(self.prange.var))?;
            let constant = c.as_constant().is_some_and(|c| c != 0);
            let fixed = r.symbols().iter().all(|s| self.invariant(*s));
            (touches.iter().all(same) && constant && fixed).then(|| Owned {
                c,
                rests: vec![Rest { low: r.clone(), high: r, bounds: Bounds::default() }],
                positive_test: false,
            })
        })
    }

    fn owner_in(&self, touches: &[&Touch<'l>], d: usize) -> Option<Owned> {
        let i = Sym::Local(self.prange.var);
        let mut factor: Option<Poly> = None;
        let mut rests: Vec<Rest> = Vec::new();
        for touch in touches {
            // What is known where this access happens; another access may happen without it.
            let mut bounds = Bounds::default();
            let p = touch.index.get(d)?.as_ref()?;
            let (c, r) = p.split(i)?;
            if c.terms.is_empty() || !c.symbols().iter().all(|s| self.invariant(*s)) {
                return None;
            }
            if factor.as_ref().is_some_and(|f| *f != c) {
                return None;
            }
            factor = Some(c);
            let low = self.extreme(&r, false, &touch.around, &mut bounds, 0)?;
            let high = self.extreme(&r, true, &touch.around, &mut bounds, 0)?;
            rests.push(Rest { low, high, bounds });
        }
        let c = factor?;
        // The width: |c|.
        let mut positive_test = false;
        let width = match c.as_constant() {
            Some(k) => Poly::constant(k.abs()),
            None => {
                let above = c.sub(&Poly::constant(1))?;
                positive_test = !rests.iter().all(|r| above.is_non_negative(&|s| r.bounds.lower(s)));
                c.clone()
            }
        };
        let room = width.sub(&Poly::constant(1))?;
        for a in &rests {
            for b in &rests {
                let spread = a.high.sub(&b.low)?;
                let slack = room.sub(&spread)?;
                let zero = spread.as_constant() == Some(0);
                // With equal rests the width only has to be at least 1, which is constant or tested.
                // Both accesses happen, so what is known at either holds.
                if !zero && !slack.is_non_negative(&|s| a.bounds.lower(s).max(b.bounds.lower(s))) {
                    return None;
                }
            }
        }
        Some(Owned { c, rests, positive_test })
    }

    /// Whether a symbol has one value during the whole loop.
    fn invariant(&self, s: Sym) -> bool {
        match s {
            Sym::Local(l) | Sym::Extent(l, _) => l != self.prange.var && !self.inside.contains(&l),
        }
    }

    /// The least or greatest value of a sum over the inner loops, in invariants.
    fn extreme(
        &self,
        p: &Poly,
        greatest: bool,
        around: &[Inner<'l>],
        bounds: &mut Bounds,
        depth: u32,
    ) -> Option<Poly> {
        let Some(s) = p.symbols().into_iter().find(|s| !self.invariant(*s)) else { return Some(p.clone()) };
        if depth > 8 {
            return None;
        }
        let Sym::Local(var) = s else { return None };
        // Only loops assign it, and the access is inside of one of them.
        let facts = self.env.facts;
        if Some(&facts.assigned(var)) != facts.loops.get(&var) || var == self.prange.var {
            return None;
        }
        let (_, lo, hi, step) = around.iter().rev().find(|(v, ..)| *v == var)?;
        let (lo, hi) = (self.env.poly(lo, 0)?, self.env.poly(hi, 0)?);
        let step = self.env.poly(step, 0)?.as_constant()?;
        let one = Poly::constant(1);
        // The loop has an iteration, so hi - lo >= 1 (or lo - hi >= 1).
        let (least, most) = match step {
            1.. => (lo.clone(), hi.sub(&one)?),
            0 => return None,
            _ => (hi.add(&one)?, lo.clone()),
        };
        bounds.learn(&most.sub(&least)?);
        let (factor, _) = p.split(s)?;
        if !factor.symbols().iter().all(|s| self.invariant(*s)) {
            return None;
        }
        let rising = match factor.as_constant() {
            Some(k) => k >= 0,
            None => {
                if !factor.is_non_negative(&|s| bounds.lower(s)) {
                    // Perhaps an extent or a loop bound says so later; otherwise the direction is unknown.
                    return None;
                }
                true
            }
        };
        let end = if rising == greatest { most } else { least };
        let next = p.replace(s, &end)?;
        self.extreme(&next, greatest, around, bounds, depth + 1)
    }

    /// What must be tested at entry.
    fn tests(&self, owned: &Owned, name: &str) -> Vec<Test> {
        let mut tests = Vec::new();
        if owned.positive_test {
            tests.push(Test::Positive { c: owned.c.clone(), name: name.to_string() });
        }
        if self.one_sign(owned) == Some(true) {
            return tests;
        }
        for Rest { low, high, .. } in &owned.rests {
            let known = tests.iter().any(|t| match t {
                Test::OneSign { low: l, high: h, .. } => l == low && h == high,
                Test::Positive { .. } => false,
            });
            if !known {
                tests.push(Test::OneSign {
                    c: owned.c.clone(),
                    low: low.clone(),
                    high: high.clone(),
                    name: name.to_string(),
                });
            }
        }
        tests
    }

    /// Whether every index is proven to be ≥ 0 (or every one < 0).
    fn one_sign(&self, owned: &Owned) -> Option<bool> {
        let p = self.prange;
        let (lo, hi) = (self.env.poly(&p.lo, 0)?, self.env.poly(&p.hi, 0)?);
        let step = self.env.poly(&p.step, 0)?.as_constant()?;
        let one = Poly::constant(1);
        let (least, most) = match step {
            1.. => (lo.clone(), hi.sub(&one)?),
            0 => return None,
            _ => (hi.add(&one)?, lo.clone()),
        };
        let runs = most.sub(&least)?;
        let rising = match owned.c.as_constant() {
            Some(k) => k > 0,
            None => true,
        };
        let (from, to) = if rising { (&least, &most) } else { (&most, &least) };
        let proven = |p: Poly, rest: &Rest| {
            let mut bounds = rest.bounds.clone();
            bounds.learn(&runs);
            p.is_non_negative(&|s| bounds.lower(s))
        };
        let all = |f: &dyn Fn(&Rest) -> Option<bool>| owned.rests.iter().all(|r| f(r) == Some(true));
        let non_negative = all(&|r| Some(proven(owned.c.mul(from)?.add(&r.low)?, r)));
        let negative = all(&|r| {
            let top = owned.c.mul(to)?.add(&r.high)?.add(&one)?;
            Some(proven(top.scale(-1)?, r))
        });
        Some(non_negative || negative)
    }

    /// UG310 or UG311.
    fn refuse(&self, ck: &mut Checker<'_>, root: LocalId, all: &[&Touch<'l>]) {
        let name = self.env.function.locals[root.0 as usize].name.to_string();
        let writes: Vec<&Touch<'l>> = all.iter().copied().filter(|t| t.write).collect();
        let text = |ck: &Checker<'_>, pos: Pos| {
            let text = ck.source.slice(ck.span(pos)).to_string();
            if text.is_empty() || text.len() > 60 { name.clone() } else { text }
        };
        let looped = ck.span(self.prange.pos);
        if self.owner(&writes).is_some() {
            // The writes alone are fine: some read is not.
            let read = all
                .iter()
                .copied()
                .filter(|t| !t.write)
                .find(|t| {
                    let mut with: Vec<&Touch<'l>> = writes.clone();
                    with.push(t);
                    self.owner(&with).is_none()
                })
                .or_else(|| all.iter().copied().find(|t| !t.write));
            if let (Some(read), Some(write)) = (read, writes.first()) {
                let (here, there) = (text(ck, read.pos), text(ck, write.pos));
                let span = ck.span(read.pos);
                let d = Diagnostic::error(
                    codes::SHARED_READ,
                    span,
                    format!("reads `{here}` while other iterations write `{there}`"),
                )
                .with_label(ck.span(write.pos), "written here")
                .with_hint(format!(
                    "read from a second array, or from a copy made before the loop: `old = {name}.copy()`"
                ));
                ck.say(d);
                return;
            }
        }
        let worst = writes.iter().copied().find(|t| self.owner(&[*t]).is_none()).or(writes.first().copied());
        let Some(worst) = worst else { return };
        let here = text(ck, worst.pos);
        let mut d = Diagnostic::error(
            codes::SHARED_WRITE,
            ck.span(worst.pos),
            format!("iterations may write the same element: `{here}`"),
        )
        .with_label(looped, "in this loop");
        if let Some(other) = writes.iter().find(|t| t.pos != worst.pos) {
            d = d.with_label(ck.span(other.pos), "also written here");
        }
        let d = d.with_hint(
            "write only elements whose index belongs to the iteration, such as `a[i]` or `a[i, j]`; or use a reduction",
        );
        ck.say(d);
    }
}

/// Accesses that are owned.
struct Owned {
    c: Poly,
    rests: Vec<Rest>,
    /// `c ≥ 1` must be tested.
    positive_test: bool,
}

/// Least and greatest rest of an access, and what is known where it happens.
struct Rest {
    low: Poly,
    high: Poly,
    bounds: Bounds,
}

/// Lower bounds of symbols.
#[derive(Clone, Default)]
struct Bounds {
    known: FxHashMap<Sym, i128>,
}

impl Bounds {
    fn lower(&self, s: Sym) -> Option<i128> {
        let basic = match s {
            Sym::Extent(..) => Some(0),
            Sym::Local(_) => None,
        };
        self.known.get(&s).copied().max(basic)
    }

    /// `p ≥ 0` holds: a bound if `p` is `k * s + constant`.
    fn learn(&mut self, p: &Poly) {
        let symbols = p.symbols();
        let [s] = symbols.as_slice() else { return };
        let Some((factor, rest)) = p.split(*s) else { return };
        let (Some(k), Some(rest)) = (factor.as_constant(), rest.as_constant()) else { return };
        if k > 0 {
            // s >= ceil(-rest / k)
            let bound = (-rest).div_euclid(k) + i128::from((-rest).rem_euclid(k) != 0);
            let entry = self.known.entry(*s).or_insert(bound);
            *entry = (*entry).max(bound);
        }
    }
}

/// The statements that test a loop before it runs.
fn entry_tests(p: &Prange, tests: &[Test], locals: &mut Vec<Local>) -> Vec<Stmt> {
    let pos = p.pos;
    let mut out = Vec::new();
    let temp = |locals: &mut Vec<Local>| {
        let id = LocalId(locals.len() as u32);
        locals.push(Local { name: format!(".{}", id.0).into(), ty: Type::Scalar(Scalar::I64) });
        id
    };
    let get = |l: LocalId| Expr { ty: Scalar::I64, pos, kind: ExprKind::Local(l) };
    let op = |op, a, b| Expr::binary(op, Overflow::Saturate, Division::Raise, a, b, pos);
    let cmp = |op, a, b| Expr::compare(op, a, b, pos);
    // There is an iteration: lo < hi with a positive step, lo > hi with a negative one.
    let up =
        Expr::and(cmp(CmpOp::Gt, p.step.clone(), Expr::i64(0)), cmp(CmpOp::Lt, p.lo.clone(), p.hi.clone()));
    let down =
        Expr::and(cmp(CmpOp::Lt, p.step.clone(), Expr::i64(0)), cmp(CmpOp::Gt, p.lo.clone(), p.hi.clone()));
    let runs = Expr::or(up, down);
    // The last value: hi - 1 (or hi + 1), moved back to the grid of the steps.
    let last = temp(locals);
    let near = Expr::cond(
        cmp(CmpOp::Gt, p.step.clone(), Expr::i64(0)),
        op(BinOp::Sub, p.hi.clone(), Expr::i64(1)),
        op(BinOp::Add, p.hi.clone(), Expr::i64(1)),
        pos,
    );
    let mut inner = Vec::new();
    inner.push(Stmt::Assign(last, near));
    // last -= (last - lo) % step, with the sign of the step, so that it stays between lo and hi.
    let off = op(BinOp::Mod, op(BinOp::Sub, get(last), p.lo.clone()), p.step.clone());
    inner.push(Stmt::Assign(last, op(BinOp::Sub, get(last), off)));
    for test in tests {
        match test {
            Test::Positive { c, name } => {
                let Some(c) = expr_of(c, pos) else { continue };
                inner.push(Stmt::If(
                    cmp(CmpOp::Lt, c, Expr::i64(1)),
                    vec![Stmt::Raise(
                        ExcKind::ValueError,
                        Message::Text(
                            format!("prange: the stride of the index of {name} must be at least 1").into(),
                        ),
                        pos,
                    )],
                    Vec::new(),
                ));
            }
            Test::OneSign { c, low, high, name } => {
                let (Some(c), Some(low), Some(high)) =
                    (expr_of(c, pos), expr_of(low, pos), expr_of(high, pos))
                else {
                    continue;
                };
                let at = |i: Expr, r: Expr| op(BinOp::Add, op(BinOp::Mul, c.clone(), i), r);
                let least = op(BinOp::Min, at(p.lo.clone(), low.clone()), at(get(last), low));
                let most = op(BinOp::Max, at(p.lo.clone(), high.clone()), at(get(last), high));
                let mixed =
                    Expr::and(cmp(CmpOp::Lt, least, Expr::i64(0)), cmp(CmpOp::Ge, most, Expr::i64(0)));
                inner.push(Stmt::If(
                    mixed,
                    vec![Stmt::Raise(
                        ExcKind::ValueError,
                        Message::Text(
                            format!(
                                "prange: the index of {name} is negative in some iterations and not in others"
                            )
                            .into(),
                        ),
                        pos,
                    )],
                    Vec::new(),
                ));
            }
        }
    }
    out.push(Stmt::If(runs, inner, Vec::new()));
    out
}

/// A polynomial as an expression, computed with saturation (only its sign is asked).
fn expr_of(p: &Poly, pos: Pos) -> Option<Expr> {
    let op = |op, a, b| Expr::binary(op, Overflow::Saturate, Division::Raise, a, b, pos);
    let mut sum: Option<Expr> = None;
    for (product, &k) in &p.terms {
        let mut term = Expr::i64(i64::try_from(k).ok()?);
        for (n, s) in product.iter().enumerate() {
            let factor = match s {
                Sym::Local(l) => Expr { ty: Scalar::I64, pos, kind: ExprKind::Local(*l) },
                Sym::Extent(v, axis) => Expr::extent(*v, *axis),
            };
            term = if n == 0 && k == 1 { factor } else { op(BinOp::Mul, term, factor) };
        }
        sum = Some(match sum {
            None => term,
            Some(sum) => op(BinOp::Add, sum, term),
        });
    }
    Some(sum.unwrap_or_else(|| Expr::i64(0)))
}

/// Find every access in a block.
fn collect_block<'l>(
    block: &'l [Stmt],
    writes: &[Vec<bool>],
    around: &mut Vec<Inner<'l>>,
    found: &mut Vec<Found<'l>>,
) {
    for stmt in block {
        let mut exprs: Vec<&'l Expr> = Vec::new();
        walk::stmt_exprs(stmt, &mut |e| exprs.push(e));
        for e in exprs {
            collect_expr(e, writes, around, found);
        }
        collect_stmt(stmt, writes, around, found);
        let inner = match stmt {
            Stmt::For(l) => Some((l.var, &l.lo, &l.hi, &l.step)),
            Stmt::Prange(p) => Some((p.var, &p.lo, &p.hi, &p.step)),
            _ => None,
        };
        match (stmt, inner) {
            (Stmt::For(l), Some(inner)) => {
                around.push(inner);
                collect_block(&l.body, writes, around, found);
                around.pop();
                collect_block(&l.orelse, writes, around, found);
            }
            (Stmt::Prange(p), Some(inner)) => {
                around.push(inner);
                collect_block(&p.body, writes, around, found);
                around.pop();
            }
            _ => {
                let mut blocks = Vec::new();
                walk::stmt_blocks(stmt, &mut |b| blocks.push(b));
                for b in blocks {
                    collect_block(b, writes, around, found);
                }
            }
        }
    }
}

fn collect_stmt<'l>(stmt: &'l Stmt, writes: &[Vec<bool>], around: &[Inner<'l>], found: &mut Vec<Found<'l>>) {
    match stmt {
        Stmt::Store(access, _, pos) => found.push((access.view, Some(access), true, *pos, around.to_vec())),
        Stmt::CopyElements { dst, src, pos } => {
            found.push((*src, None, false, *pos, around.to_vec()));
            found.push((*dst, None, true, *pos, around.to_vec()));
        }
        Stmt::FillElements(dst, value) => found.push((*dst, None, true, value.pos, around.to_vec())),
        Stmt::AssignView(_, ViewExpr::Copy(v) | ViewExpr::Reshape { base: v, .. }, pos) => {
            found.push((*v, None, false, *pos, around.to_vec()));
        }
        Stmt::Call(_, call, pos) => collect_call(call, *pos, writes, around, found),
        _ => {}
    }
}

fn collect_call<'l>(
    call: &'l Call,
    pos: Pos,
    writes: &[Vec<bool>],
    around: &[Inner<'l>],
    found: &mut Vec<Found<'l>>,
) {
    for (k, arg) in call.args.iter().enumerate() {
        if let Arg::View(l) = arg {
            // What is not known to be read only is written.
            let write = match call.callee {
                Callee::Local(callee) => writes.get(callee as usize).is_none_or(|w| w.get(k) != Some(&false)),
                Callee::Extern(_) => true,
            };
            found.push((*l, None, write, pos, around.to_vec()));
        }
    }
}

fn collect_expr<'l>(
    e: &'l Expr,
    writes: &[Vec<bool>],
    around: &mut Vec<Inner<'l>>,
    found: &mut Vec<Found<'l>>,
) {
    match &e.kind {
        ExprKind::Load(access) => found.push((access.view, Some(access), false, e.pos, around.to_vec())),
        ExprKind::Lib(_, args) => found.extend(args.iter().filter_map(|arg| match arg {
            Arg::View(view) => Some((*view, None, false, e.pos, around.to_vec())),
            Arg::Scalar(_) => None,
        })),
        ExprKind::Fold { view, .. } => found.push((*view, None, false, e.pos, around.to_vec())),
        ExprKind::Call(call) => collect_call(call, e.pos, writes, around, found),
        _ => {}
    }
    let mut children: Vec<&'l Expr> = Vec::new();
    let mut blocks: Vec<&'l tir::Block> = Vec::new();
    walk::expr_children(e, &mut |c| children.push(c), &mut |b| blocks.push(b));
    for b in blocks {
        collect_block(b, writes, around, found);
    }
    for c in children {
        collect_expr(c, writes, around, found);
    }
}
