//! Loops of vector form: whose iterations can be computed a *block* at a time, and what must hold for that.
//!
//! A block of `n` iterations first loads and computes everything for all of them, then tests whether one of them would
//! raise (or do something else that is rare), and only then stores. If the test is positive the block has had no effect,
//! and the scalar loop does these iterations, one by one, up to the exception of the right one.
//!
//! That is the same as one iteration after the other if no iteration of a block touches what another one stores. All
//! streams of a loop advance by one element an iteration, so of two with elements of one size it depends only on the
//! distance of their first elements: it is none (then the same iteration touches the same element, in the order of the
//! body) or at least a block. For everything else the memory spanned in the whole loop must be apart. Pairs of streams
//! for which that is not known here are tested before the loop ([`ApartTest`]).
//!
//! **Vector form.** Step 1; statements are assignments of scalars that are assigned before they are read, stores of
//! streams, additions to exact sums and lanes of reductions, `if` of those. Stores under an `if` count as rare where the
//! condition compares the element that is overwritten, as in `if t < d[j]: d[j] = t`: such a block is left to the scalar
//! loop, since an unconditional store of the old value could undo what another thread wrote.
//!
//! **Narrow lanes.** Integers are computed in lanes of 1, 2 or 4 bytes where everything that varies is known to fit
//! ([`Narrow`]): bytes and small constants under additions, comparisons, minima. What a narrow store would refuse is
//! found by a comparison in the lane, or from the signs of a sum.
//!
//! **Extremes.** `if v[i] < m: m = v[i]` and `m = min(m, v[i])` keep a minimum for each lane. Of floats, the order matters
//! only for the sign of a zero: where one is the result, and nothing is stored, the scalar loop does the strip again.
//!
//! **Downwards.** A loop of step -1 runs its blocks downwards, each the same way as one upwards.

use super::affine::{affine, bare};
use super::passes::ranges::{self, MAX_EXTENT, Range};
use super::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// What is known of a loop in vector form.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Bytes of a lane: all values that vary have this size (bool: masks).
    pub lane: u32,
    /// Iterations at a time.
    pub block: u32,
    /// What must be tested before.
    pub apart: Vec<(Stream, Stream, bool)>,
    /// Scalars that the body assigns.
    pub temps: Vec<LocalId>,
    /// It has float reductions, whose lanes go by the number of the iteration.
    pub ordered: bool,
}

/// Larger bodies do not gain.
const MAX_NODES: u32 = 120;
/// More tests cost more than they save.
const MAX_APART: usize = 20;

/// The vector form of a loop, if it has one.
pub fn plan(locals: &[Local], l: &For) -> Option<Plan> {
    let step = l.step.as_int();
    if !matches!(step, Some(1 | -1)) || !l.orelse.is_empty() {
        return None;
    }
    // The lanes of a float reduction have an order.
    plan_body(locals, l.var, &l.body).filter(|plan| step == Some(1) || !plan.ordered)
}

/// The vector form of a parallel loop, whose granules run as loops do.
pub fn plan_prange(locals: &[Local], p: &Prange) -> Option<Plan> {
    if p.step.as_int() != Some(1) {
        return None;
    }
    plan_body(locals, p.var, &p.body)
}

/// The vector form of the body of a loop with step 1.
pub fn plan_body(locals: &[Local], var: LocalId, body: &[Stmt]) -> Option<Plan> {
    if body.is_empty() || !body.iter().all(is_simple) {
        return None;
    }
    let assigned = walk::assigned(body);
    if assigned.contains(&var) {
        return None;
    }
    let widest = widest(locals, body);
    [1, 2, 4, 8].into_iter().filter(|&lane| lane >= widest).find_map(|lane| {
        let mut form = Form {
            narrow: Narrow::default(),
            body,
            extremes: 0,
            floats: false,
            packed: lane,
            locals,
            var,
            assigned: &assigned,
            lane,
            defined: Vec::new(),
            temps: Vec::new(),
            loads: Vec::new(),
            stores: Vec::new(),
            rare: Vec::new(),
            order: 0,
            nodes: 0,
            narrowest: 8,
            lanes: None,
            varies: false,
        };
        body.iter().try_for_each(|s| form.stmt(s, false))?;
        form.finish()
    })
}

/// The size of the largest value that a body certainly has in lanes.
fn widest(locals: &[Local], body: &[Stmt]) -> u32 {
    let mut widest = 1;
    let mut element = |view: LocalId| {
        widest = widest.max(locals[view.0 as usize].ty.view().map_or(8, |v| v.elem.size()));
    };
    walk::stmts(body, &mut |s| {
        if let Stmt::Store(access, ..) = s {
            element(access.view);
        }
    });
    let mut floats = 1;
    walk::exprs(body, &mut |e| match &e.kind {
        ExprKind::Load(access) => element(access.view),
        _ if e.ty.is_float() => floats = floats.max(e.ty.size()),
        _ => {}
    });
    widest.max(floats)
}

/// What values can be, by the types of elements and constants.
#[derive(Clone, Debug, Default)]
pub struct Narrow {
    temps: FxHashMap<LocalId, Range>,
}

impl Narrow {
    /// Note an assignment of the body.
    pub fn assign(&mut self, local: LocalId, value: &Expr, conditional: bool) {
        if value.ty.is_float() {
            return;
        }
        let mut range = self.interval(value);
        if let Some(&old) = self.temps.get(&local).filter(|_| conditional) {
            range = ranges::union(range, old);
        }
        self.temps.insert(local, range);
    }

    /// The values of an integer expression that raises nothing.
    pub fn interval(&self, e: &Expr) -> Range {
        let all = ranges::full(e.ty);
        let clip = |r: Range| {
            if r.0 > all.1 || r.1 < all.0 { all } else { (r.0.max(all.0), r.1.min(all.1)) }
        };
        match &e.kind {
            ExprKind::Const(_) => e.as_int().map_or(all, |c| (c, c)),
            ExprKind::Local(local) => match self.temps.get(local) {
                Some(&range) => range,
                None => all,
            },
            ExprKind::Extent(..) => (0, MAX_EXTENT),
            ExprKind::Cond(args) => ranges::union(self.interval(&args.1), self.interval(&args.2)),
            ExprKind::Cast { arg, .. } if arg.ty.is_float() || e.ty == Scalar::Bool => all,
            ExprKind::Cast { overflow, arg } => {
                let range = self.interval(arg);
                let fits = range.0 >= all.0 && range.1 <= all.1;
                if fits || *overflow != Overflow::Wrap { clip(range) } else { all }
            }
            ExprKind::Unary { op, overflow, arg } if e.ty == Scalar::I64 => {
                let (low, high) = self.interval(arg);
                match op {
                    UnOp::Neg if *overflow != Overflow::Wrap => clip((-high, -low)),
                    UnOp::Invert => (-high - 1, -low - 1),
                    _ => all,
                }
            }
            ExprKind::Binary { .. } => match self.exact(e) {
                Some(r) if r.0 >= all.0 && r.1 <= all.1 => r,
                Some(r) if matches!(&e.kind, ExprKind::Binary { overflow: Overflow::Raise, .. }) => clip(r),
                _ => all,
            },
            _ => all,
        }
    }

    /// The exact values of a binary operator, before overflow is dealt with.
    fn exact(&self, e: &Expr) -> Option<Range> {
        let ExprKind::Binary { op, args, .. } = &e.kind else { return None };
        let a = self.interval(&args.0);
        if let (BinOp::Shl, Some(c @ 0..=62)) = (op, args.1.as_int()) {
            return Some((a.0 << c, a.1 << c));
        }
        if args.1.ty.is_float() || *op == BinOp::TrueDiv {
            return None;
        }
        ranges::binary(*op, a, self.interval(&args.1))
    }

    /// How lanes of that many bytes hold these values: with a sign or without; none if they do not.
    pub fn signed(range: Range, lane: u32) -> Option<bool> {
        let top = 1i128 << (8 * lane - 1);
        if range.0 >= -top && range.1 < top {
            return Some(true);
        }
        (range.0 >= 0 && range.1 < 2 * top).then_some(false)
    }

    /// Whether the lanes of a value are read as signed numbers; also if they may be anything.
    pub fn lane_is_signed(&self, e: &Expr, lane: u32) -> bool {
        Self::signed(self.interval(e), lane) != Some(false)
    }

    /// The same of two operands together.
    pub fn signed_pair(&self, a: &Expr, b: &Expr, lane: u32) -> Option<bool> {
        Self::signed(ranges::union(self.interval(a), self.interval(b)), lane)
    }
}

/// How the cast of an integer to a narrow type is made in lanes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fit {
    /// It fits.
    Always,
    /// By the policy, after a comparison with the limits of the type.
    Limits,
    /// A sum of two numbers of that type, which is as wide as a lane: by the signs.
    Signs,
}

/// The way of a cast in narrow lanes, if there is one.
pub fn fit(narrow: &Narrow, to: Scalar, overflow: Overflow, arg: &Expr, lane: u32) -> Option<Fit> {
    let (range, all) = (narrow.interval(arg), ranges::full(to));
    if range.0 >= all.0 && range.1 <= all.1 {
        return Some(Fit::Always);
    }
    if Narrow::signed(range, lane).is_some() {
        return Some(Fit::Limits);
    }
    let ExprKind::Binary { op: BinOp::Add | BinOp::Sub, overflow: inner, args, .. } = &arg.kind else {
        return None;
    };
    let small = |e: &Expr| Narrow::signed(narrow.interval(e), lane) == Some(true);
    let right = overflow == Overflow::Raise && *inner != Overflow::Wrap && to.is_signed();
    (right && to.size() == lane && arg.ty == Scalar::I64 && small(&args.0) && small(&args.1))
        .then_some(Fit::Signs)
}

/// `if x < m: m = x`, `m = min(m, x)` and their like.
#[derive(Clone, Copy, Debug)]
pub struct Extreme<'a> {
    /// The variable.
    pub local: LocalId,
    /// The largest, not the least.
    pub max: bool,
    /// The candidate.
    pub value: &'a Expr,
}

/// A statement as an extreme of a variable that the body uses nowhere else.
pub fn extreme<'a>(stmt: &'a Stmt, body: &[Stmt]) -> Option<Extreme<'a>> {
    let found = match stmt {
        Stmt::If(cond, then, other) if other.is_empty() => {
            let [Stmt::Assign(local, value)] = &then[..] else { return None };
            let ExprKind::Compare { op, args } = &cond.kind else { return None };
            let is_local = |e: &Expr| matches!(e.kind, ExprKind::Local(l) if l == *local);
            // The candidate may be compared before it is widened.
            let is_value = |e: &Expr| {
                let inner = match &value.kind {
                    ExprKind::Cast { arg, .. } if arg.ty.is_int() && value.ty == Scalar::I64 => arg,
                    _ => value,
                };
                let (e, value, inner) = (bare(e), bare(value), bare(inner));
                e == value || e == inner && e.ty.is_int() && e.ty.size() < 8
            };
            let less = if is_local(&args.1) && is_value(&args.0) {
                *op
            } else if is_local(&args.0) && is_value(&args.1) {
                op.swapped()
            } else {
                return None;
            };
            let max = match less {
                CmpOp::Lt | CmpOp::Le => false,
                CmpOp::Gt | CmpOp::Ge => true,
                _ => return None,
            };
            Extreme { local: *local, max, value }
        }
        Stmt::Assign(local, value) => {
            let ExprKind::Binary { op: op @ (BinOp::Min | BinOp::Max), args, .. } = &value.kind else {
                return None;
            };
            if !matches!(args.0.kind, ExprKind::Local(l) if l == *local) {
                return None;
            }
            Extreme { local: *local, max: *op == BinOp::Max, value: &args.1 }
        }
        _ => return None,
    };
    let (mut reads, mut writes) = (0, 0);
    walk::exprs(body, &mut |e| reads += matches!(e.kind, ExprKind::Local(l) if l == found.local) as u32);
    walk::stmts(body, &mut |s| walk::stmt_targets(s, &mut |l| writes += (l == found.local) as u32));
    (reads == 1 && writes == 1).then_some(found)
}

/// A first look without any work: statements that no vector form has.
fn is_simple(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Assign(..) | Stmt::Store(..) | Stmt::Reduce(_) => true,
        Stmt::If(_, then, other) => then.iter().chain(other).all(is_simple),
        _ => false,
    }
}

/// The place of an access in a loop, if all its indices are affine and known to be in range without counting from the end.
pub fn stream(access: &Access, var: LocalId, assigned: &FxHashSet<LocalId>) -> Option<Stream> {
    if assigned.contains(&access.view) {
        return None;
    }
    let mut index = Vec::with_capacity(access.index.len());
    for i in &access.index {
        if i.bounds != Bounds::Proven || i.may_be_negative && i.value.as_int().is_none_or(|c| c < 0) {
            return None;
        }
        let mut offset = Vec::new();
        let coef = affine(&i.value, var, false, assigned, &mut offset)?;
        index.push(Affine { coef, offset });
    }
    Some(Stream { view: access.view, index })
}

/// True if an operation cannot raise and has no effect, its operands aside.
pub fn is_total(e: &Expr) -> bool {
    let silent = |overflow: &Overflow| matches!(overflow, Overflow::Wrap | Overflow::Proven);
    match &e.kind {
        ExprKind::Const(_) | ExprKind::Local(_) | ExprKind::Extent(..) | ExprKind::Compare { .. } => true,
        ExprKind::And(_) | ExprKind::Or(_) | ExprKind::Cond(_) | ExprKind::FloatTest(..) => true,
        ExprKind::Unary { op, overflow, .. } => {
            e.ty.is_float() || matches!(op, UnOp::Not | UnOp::Invert) || *overflow != Overflow::Raise
        }
        ExprKind::Binary { op, overflow, args, .. } => match op {
            BinOp::Add | BinOp::Sub | BinOp::Mul => args.0.ty.is_float() || *overflow != Overflow::Raise,
            BinOp::And | BinOp::Or | BinOp::Xor | BinOp::Min | BinOp::Max => true,
            BinOp::TrueDiv => is_nonzero_float(&args.1),
            BinOp::Shr => args.1.as_int().is_some_and(|c| c >= 0),
            _ => false,
        },
        ExprKind::Cast { overflow, arg } => {
            e.ty.is_float() || e.ty == Scalar::Bool || !arg.ty.is_float() && silent(overflow)
        }
        _ => false,
    }
}

fn is_nonzero_float(e: &Expr) -> bool {
    e.ty.is_float() && matches!(e.kind, ExprKind::Const(bits) if semantics::float_of(e.ty, bits) != 0.0)
}

/// True if the expression is the same in all iterations and can be computed before the loop.
pub fn is_invariant(e: &Expr, var: LocalId, assigned: &FxHashSet<LocalId>) -> bool {
    invariant_loads(e, var, assigned).is_some()
}

/// What an invariant expression loads; none if it is not invariant.
fn invariant_loads(e: &Expr, var: LocalId, assigned: &FxHashSet<LocalId>) -> Option<Vec<Stream>> {
    match &e.kind {
        ExprKind::Local(local) => (*local != var && !assigned.contains(local)).then(Vec::new),
        ExprKind::Extent(view, _) => (!assigned.contains(view)).then(Vec::new),
        ExprKind::Load(access) => {
            let stream = stream(access, var, assigned)?;
            stream.index.iter().all(|i| i.coef == 0).then(|| vec![stream])
        }
        _ if !is_total(e) => None,
        _ => {
            let mut loads = Some(Vec::new());
            let mut blocks = false;
            walk::expr_children(
                e,
                &mut |c| match (invariant_loads(c, var, assigned), &mut loads) {
                    (Some(more), Some(all)) => all.extend(more),
                    _ => loads = None,
                },
                &mut |_| blocks = true,
            );
            loads.filter(|_| !blocks)
        }
    }
}

struct Form<'a> {
    narrow: Narrow,
    body: &'a [Stmt],
    extremes: u32,
    /// One of them is of floats.
    floats: bool,
    /// The smallest element that is stored.
    packed: u32,
    locals: &'a [Local],
    var: LocalId,
    assigned: &'a FxHashSet<LocalId>,
    lane: u32,
    /// Temporaries that have a value at this place of the iteration.
    defined: Vec<LocalId>,
    temps: Vec<LocalId>,
    /// Each with its place in the order of the body.
    loads: Vec<(Stream, u32)>,
    stores: Vec<(Stream, u32)>,
    /// Stores that only the scalar loop does.
    rare: Vec<Stream>,
    order: u32,
    nodes: u32,
    narrowest: u32,
    /// How many lanes a float reduction has: the block then.
    lanes: Option<u32>,
    /// Something depends on the iteration.
    varies: bool,
}

impl Form<'_> {
    fn stmt(&mut self, stmt: &Stmt, conditional: bool) -> Option<()> {
        if !conditional && let Some(e) = extreme(stmt, self.body) {
            let ty = self.locals.get(e.local.0 as usize)?.ty.scalar()?;
            let fits = if self.lane < 8 {
                e.value.ty == Scalar::F32 || e.value.ty == Scalar::I64
            } else {
                matches!(e.value.ty, Scalar::F64 | Scalar::I64)
            };
            if ty != e.value.ty || !fits {
                return None;
            }
            self.extremes += 1;
            self.floats |= ty.is_float();
            self.varies = true;
            return self.value(e.value);
        }
        match stmt {
            Stmt::Assign(local, value) => {
                let ty = self.locals.get(local.0 as usize)?.ty.scalar()?;
                if self.lane == 8 || ty.is_float() {
                    self.typed(ty)?;
                }
                self.value(value)?;
                self.narrow.assign(*local, value, conditional);
                if conditional && !self.defined.contains(local) {
                    return None;
                }
                self.define(*local);
                Some(())
            }
            Stmt::Store(access, value, _) if !conditional => {
                self.varies = true;
                self.value(value)?;
                let stream = self.moving(access)?;
                let elem = self.locals[access.view.0 as usize].ty.view()?.elem;
                let fits =
                    elem.size() == self.lane || elem.size() < self.lane && self.lane < 8 && elem.is_int();
                if !fits || elem == Scalar::Bool {
                    return None;
                }
                self.packed = self.packed.min(elem.size());
                self.order += 1;
                self.stores.push((stream, self.order));
                Some(())
            }
            Stmt::Reduce(r) => {
                let fits = match (r.op, r.value.ty) {
                    (ReduceOp::Add, Scalar::I64 | Scalar::U64) => true,
                    (ReduceOp::Add | ReduceOp::Mul, ty) if ty.is_float() => {
                        self.lanes = Some(order::lanes(ty) as u32);
                        true
                    }
                    _ => false,
                };
                if !fits || !r.payload.is_empty() {
                    return None;
                }
                self.varies = true;
                if self.lane < 8 && r.value.ty == Scalar::I64 {
                    // A count, or a sum by widening.
                    if conditional && r.value.as_int().is_some_and(|c| c.unsigned_abs() < 1 << 20) {
                        return Some(());
                    }
                    let signed = Narrow::signed(self.narrow.interval(&r.value), self.lane);
                    if !matches!((self.lane, signed), (2, Some(true)) | (4, Some(_))) {
                        return None;
                    }
                } else if r.value.ty.size() != self.lane {
                    return None;
                }
                self.value(&r.value)
            }
            Stmt::If(cond, then, other) => {
                self.value(cond)?;
                if let Some(target) = rare_store(cond, then, other) {
                    let stream = self.moving(target)?;
                    self.varies = true;
                    self.rare.push(stream);
                    return Some(());
                }
                let before = self.defined.clone();
                then.iter().try_for_each(|s| self.stmt(s, true))?;
                other.iter().try_for_each(|s| self.stmt(s, true))?;
                self.defined = before;
                Some(())
            }
            _ => None,
        }
    }

    fn define(&mut self, local: LocalId) {
        if !self.defined.contains(&local) {
            self.defined.push(local);
        }
        if !self.temps.contains(&local) {
            self.temps.push(local);
        }
    }

    fn typed(&self, ty: Scalar) -> Option<()> {
        (ty == Scalar::Bool || ty.is_wide() && ty.size() == self.lane).then_some(())
    }

    /// An access that advances by one element.
    fn moving(&mut self, access: &Access) -> Option<Stream> {
        let view = self.locals.get(access.view.0 as usize)?.ty.view()?;
        let stream = stream(access, self.var, self.assigned)?;
        (view.contiguous && stream.moves()).then_some(stream)
    }

    /// A load that goes back by one element, of a size whose lanes are easily turned around.
    fn backwards(&mut self, access: &Access, ty: Scalar) -> Option<Stream> {
        let view = self.locals.get(access.view.0 as usize)?.ty.view()?;
        let stream = stream(access, self.var, self.assigned)?;
        let fits = ty.size() == self.lane && view.elem.size() == self.lane && self.lane >= 4;
        (view.contiguous && fits && stream.returns()).then_some(stream)
    }

    /// True if it is the same in all iterations and can be computed before the loop.
    fn invariant(&mut self, e: &Expr) -> bool {
        let Some(loads) = invariant_loads(e, self.var, self.assigned) else { return false };
        self.loads.extend(loads.into_iter().map(|s| (s, 0)));
        true
    }

    /// An integer in lanes of less than eight bytes.
    fn narrow_value(&mut self, e: &Expr) -> Option<()> {
        let lane = self.lane;
        let range = self.narrow.interval(e);
        let fits = Narrow::signed(range, lane).is_some();
        if !fits || self.invariant(e) {
            return fits.then_some(());
        }
        match &e.kind {
            ExprKind::Local(local) => (*local != self.var && self.defined.contains(local)).then_some(()),
            ExprKind::Load(access) => self.load(access, e.ty),
            ExprKind::Unary { op: UnOp::Neg | UnOp::Invert, arg, .. } if e.ty == Scalar::I64 => {
                self.value(arg)
            }
            ExprKind::Binary { op, overflow, args, .. } => {
                // The interval is that of the exact result, or what does not fit would have raised.
                let exact = self.narrow.exact(e)?;
                if *overflow == Overflow::Saturate || Narrow::signed(exact, lane).is_none() {
                    return None;
                }
                let shift = args.1.as_int().is_some_and(|c| (0..8 * lane as i128).contains(&c));
                match op {
                    BinOp::Add | BinOp::Sub | BinOp::And | BinOp::Or | BinOp::Xor => {}
                    BinOp::Mul if lane > 1 => {}
                    BinOp::Min | BinOp::Max => {
                        self.narrow.signed_pair(&args.0, &args.1, lane)?;
                    }
                    BinOp::Shl | BinOp::Shr if lane > 1 && shift => return self.value(&args.0),
                    _ => return None,
                }
                self.value(&args.0)?;
                self.value(&args.1)
            }
            ExprKind::Cond(args) => {
                self.value(&args.0)?;
                self.value(&args.1)?;
                self.value(&args.2)
            }
            ExprKind::Cast { arg, .. } if arg.ty == Scalar::Bool => self.value(arg),
            ExprKind::Cast { overflow, arg } if arg.ty.is_int() => {
                match fit(&self.narrow, e.ty, *overflow, arg, lane)? {
                    Fit::Always => self.value(arg),
                    Fit::Limits if *overflow == Overflow::Wrap && e.ty.size() < lane => None,
                    Fit::Limits => self.value(arg),
                    Fit::Signs => {
                        let ExprKind::Binary { args, .. } = &arg.kind else { return None };
                        self.nodes += 2;
                        self.value(&args.0)?;
                        self.value(&args.1)
                    }
                }
            }
            _ => None,
        }
    }

    fn value(&mut self, e: &Expr) -> Option<()> {
        self.nodes += 1;
        if self.lane < 8 && e.ty.is_int() {
            return self.narrow_value(e);
        }
        self.typed(e.ty)?;
        if self.invariant(e) {
            return Some(());
        }
        let wide = e.ty.is_float();
        match &e.kind {
            ExprKind::Local(local) if *local == self.var => (self.lane == 8).then_some(()),
            ExprKind::Local(local) => self.defined.contains(local).then_some(()),
            ExprKind::Load(access) => self.load(access, e.ty),
            ExprKind::Unary { op, overflow, arg } => {
                let fits = match op {
                    UnOp::Neg => wide || e.ty == Scalar::I64 && *overflow != Overflow::Saturate,
                    UnOp::Abs => wide,
                    UnOp::Invert => !wide && e.ty != Scalar::Bool,
                    UnOp::Not => true,
                };
                if !fits {
                    return None;
                }
                self.value(arg)
            }
            ExprKind::Binary { op, overflow, args, .. } => {
                let ty = args.0.ty;
                let shift = args.1.as_int().is_some_and(|c| (0..64).contains(&c));
                let silent = matches!(overflow, Overflow::Wrap | Overflow::Proven);
                let fits = match op {
                    BinOp::Add | BinOp::Sub if ty == Scalar::I64 => *overflow != Overflow::Saturate,
                    BinOp::Add | BinOp::Sub | BinOp::Mul => wide || ty != Scalar::Bool && silent,
                    BinOp::TrueDiv => ty.is_float(),
                    BinOp::And | BinOp::Or | BinOp::Xor => true,
                    BinOp::Min | BinOp::Max => wide || ty == Scalar::I64,
                    BinOp::Shl => !wide && shift && silent,
                    BinOp::Shr => !wide && shift,
                    _ => false,
                };
                if !fits {
                    return None;
                }
                self.value(&args.0)?;
                if matches!(op, BinOp::Shl | BinOp::Shr) {
                    return Some(());
                }
                self.value(&args.1)
            }
            ExprKind::Compare { op, args } => {
                let (a, b) = (args.0.ty, args.1.ty);
                if self.lane < 8 && a.is_int() && b.is_int() {
                    self.narrow.signed_pair(&args.0, &args.1, self.lane)?;
                    self.value(&args.0)?;
                    return self.value(&args.1);
                }
                let equality = matches!(op, CmpOp::Eq | CmpOp::Ne);
                if a != b || !(a.is_float() || a == Scalar::I64 || equality && a == Scalar::U64) {
                    return None;
                }
                self.value(&args.0)?;
                self.value(&args.1)
            }
            ExprKind::And(args) | ExprKind::Or(args) => {
                self.value(&args.0)?;
                self.value(&args.1)
            }
            ExprKind::Cond(args) => {
                self.value(&args.0)?;
                self.value(&args.1)?;
                self.value(&args.2)
            }
            ExprKind::Cast { overflow, arg } => match (&arg.kind, arg.ty, e.ty) {
                (ExprKind::Load(access), from, Scalar::I64) if from.is_int() && from.size() < 8 => {
                    self.load(access, from)
                }
                (ExprKind::Load(access), Scalar::F32, Scalar::F64) => self.load(access, Scalar::F32),
                (_, Scalar::I64, Scalar::F64) => self.value(arg),
                (_, Scalar::Bool, Scalar::I64) => self.value(arg),
                (_, Scalar::I64, Scalar::U64) | (_, Scalar::U64, Scalar::I64)
                    if *overflow != Overflow::Saturate =>
                {
                    self.value(arg)
                }
                _ => None,
            },
            ExprKind::Math(function, args) => {
                use MathFn::*;
                // Cranelift has no copysign on lanes.
                let fits = matches!(function, Sqrt | Fabs | Floor | Ceil | Trunc | RoundEven);
                if !fits || self.lane != 8 {
                    return None;
                }
                args.iter().try_for_each(|a| self.value(a))
            }
            ExprKind::FloatTest(_, arg) if self.lane == 8 => self.value(arg),
            _ => None,
        }
    }

    fn load(&mut self, access: &Access, ty: Scalar) -> Option<()> {
        let elem = self.locals.get(access.view.0 as usize)?.ty.view()?.elem;
        if elem == Scalar::Bool || ty.size() > self.lane {
            return None;
        }
        let stream = match self.moving(access) {
            Some(stream) => stream,
            None => self.backwards(access, ty)?,
        };
        self.varies = true;
        self.narrowest = self.narrowest.min(ty.size());
        self.order += 1;
        // What the same iteration stored before is taken from there.
        self.loads.push((stream, self.order));
        Some(())
    }

    fn finish(self) -> Option<Plan> {
        if self.nodes > MAX_NODES || !self.varies {
            return None;
        }
        // A strip that is done again must not have done anything.
        if self.floats && (!self.stores.is_empty() || !self.rare.is_empty()) {
            return None;
        }
        if self.extremes > 0 && (self.lanes.is_some() || !self.rare.is_empty()) {
            return None;
        }
        let width = 16 / self.lane;
        let mut block = match self.nodes {
            0..=14 => 4 * width,
            15..=60 => 2 * width,
            _ => width,
        };
        if self.narrowest == 1 {
            block = block.max(8);
        }
        if self.narrowest == 2 {
            block = block.max(4);
        }
        block = block.max(16 / self.packed);
        if let Some(lanes) = self.lanes {
            block = lanes;
        }
        let mut apart: Vec<(Stream, Stream, bool)> = Vec::new();
        let mut need = |written: &Stream, other: &Stream, same_ok: bool| {
            // The distance may be known.
            if let Some(distance) = written.distance(other) {
                let fine = if distance == 0 { true } else { distance.unsigned_abs() >= block as u64 };
                return fine.then_some(());
            }
            match apart.iter_mut().find(|(w, o, _)| w == written && o == other) {
                Some((.., ok)) => *ok &= same_ok,
                None => apart.push((written.clone(), other.clone(), same_ok)),
            }
            Some(())
        };
        for (k, (written, at)) in self.stores.iter().enumerate() {
            for (other, when) in &self.loads {
                need(written, other, when < at)?;
            }
            for (other, _) in &self.stores[k + 1..] {
                need(written, other, true)?;
            }
        }
        // What is loaded once before the loop must not change in it.
        for written in &self.rare {
            for (other, _) in self.loads.iter().filter(|(s, _)| !s.moves()) {
                need(written, other, false)?;
            }
        }
        let ordered = self.lanes.is_some();
        (apart.len() <= MAX_APART).then_some(Plan {
            lane: self.lane,
            block,
            apart,
            temps: self.temps,
            ordered,
        })
    }
}

/// The element that `if cond: v[i] = e` writes, if `cond` compares that element.
pub fn rare_store<'a>(cond: &Expr, then: &'a [Stmt], other: &[Stmt]) -> Option<&'a Access> {
    let ([Stmt::Store(target, value, _)], []) = (then, other) else { return None };
    let ExprKind::Compare { op: CmpOp::Lt | CmpOp::Gt | CmpOp::Le | CmpOp::Ge, args } = &cond.kind else {
        return None;
    };
    let is_target = |e: &Expr| {
        matches!(&e.kind, ExprKind::Load(a) if a.view == target.view
            && a.index.iter().zip(&target.index).all(|(x, y)| x.value.kind == y.value.kind))
    };
    let pure = matches!(value.kind, ExprKind::Local(_) | ExprKind::Load(_) | ExprKind::Const(_));
    (pure && (is_target(&args.0) || is_target(&args.1))).then_some(target)
}

impl Stream {
    /// True if it advances by one element in the innermost axis and not in others.
    pub fn moves(&self) -> bool {
        match self.index.split_last() {
            Some((last, outer)) => last.coef == 1 && outer.iter().all(|i| i.coef == 0),
            None => false,
        }
    }

    /// True if it goes back by one element in the innermost axis and not in others.
    pub fn returns(&self) -> bool {
        match self.index.split_last() {
            Some((last, outer)) => last.coef == -1 && outer.iter().all(|i| i.coef == 0),
            None => false,
        }
    }

    /// How many elements `other` is ahead, if that is a constant.
    fn distance(&self, other: &Stream) -> Option<i64> {
        if self.view != other.view || self.index.len() != other.index.len() {
            return None;
        }
        let (last, outer) = self.index.split_last()?;
        let (other_last, other_outer) = other.index.split_last()?;
        let same_row = outer.iter().zip(other_outer).all(|(a, b)| a == b);
        if !same_row || last.coef != other_last.coef {
            return None;
        }
        let (constant, rest) = last.split();
        let (other_constant, other_rest) = other_last.split();
        (rest == other_rest).then(|| other_constant.checked_sub(constant)).flatten()
    }
}

impl Affine {
    /// The constant part of the offset, and the others.
    pub fn split(&self) -> (i64, Vec<&(bool, Expr)>) {
        let mut constant = 0i64;
        let mut rest = Vec::new();
        for part in &self.offset {
            match part.1.as_int().and_then(|c| i64::try_from(c).ok()) {
                Some(c) if c.unsigned_abs() < 1 << 30 => constant += if part.0 { -c } else { c },
                _ => rest.push(part),
            }
        }
        (constant, rest)
    }
}
