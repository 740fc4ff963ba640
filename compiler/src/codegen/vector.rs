//! Loops marked as vector: the blocks of iterations in front of the scalar loop (`tir/vector.rs` says why that is right).
//!
//! ```text
//! strip:  poll; limit = where the strip ends; whole = the blocks that fit
//! block:  loads, values, `bad` = a sign bit where an iteration raises or does something rare
//!         bad? ── bail: limit = some blocks on, then the scalar loop up to there, which raises or comes back to `strip`
//!         stores; i += block; again
//! done:   the scalar loop for the rest of the strip
//! ```
//! A value is one 128-bit register for each `16 / lane` iterations. A bool is a mask of lanes, all ones or all zeros.

use super::emit::{Emit, Running, data};
use crate::tir::vector::{self, Plan};
use crate::tir::*;
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{
    self, Block as ClifBlock, Endianness, InstBuilder, MemFlagsData, StackSlot, Value, types,
};
use cranelift_frontend::Variable;
use rustc_hash::{FxHashMap, FxHashSet};

/// How many blocks the scalar loop does when one could not be done.
const BAIL_BLOCKS: i64 = 4;

/// Where the vector part stands among the blocks of its loop.
pub(super) struct Place {
    /// The variable that counts.
    pub i: Variable,
    /// Where the strip ends.
    pub limit: Variable,
    /// The scalar loop.
    pub body: ClifBlock,
    /// After the strip.
    pub tail: ClifBlock,
    /// It counts downwards.
    pub down: bool,
}

/// One value for each register of a block.
pub(super) type Lanes = Vec<Value>;

/// A block under construction.
pub(super) struct State<'a> {
    pub(super) plan: Plan,
    pub(super) var: LocalId,
    pub(super) assigned: FxHashSet<LocalId>,
    /// The first iteration of the block.
    pub(super) at: Value,
    /// What does not change in the loop, computed before it, by expression.
    pub(super) invariant: FxHashMap<*const Expr, Value>,
    /// For each access the address at iteration 0 and a displacement.
    pub(super) bases: FxHashMap<*const Access, (Stream, Value, i32)>,
    pub(super) temps: FxHashMap<LocalId, Lanes>,
    pub(super) stored: Vec<(Stream, Lanes)>,
    pub(super) stores: Vec<(Value, i32, Lanes)>,
    pub(super) bad: Option<Value>,
    /// Which iterations are at this place of the body; none for all.
    pub(super) mask: Option<Lanes>,
    pub(super) sums: Vec<Sum<'a>>,
    pub(super) extremes: Vec<Best<'a>>,
    pub(super) narrow: vector::Narrow,
    /// Where in the block the registers are that are being computed, in bytes from its first element.
    pub(super) shift: i32,
    pub(super) updates: Vec<(Variable, Value)>,
}

/// A least or largest value in the vector part: one variable a register.
pub(super) struct Best<'a> {
    extreme: vector::Extreme<'a>,
    vars: Vec<Variable>,
}

/// A reduction in the vector part.
pub(super) struct Sum<'a> {
    reduce: &'a Reduce,
    kind: SumKind,
}

pub(super) enum SumKind {
    /// Small numbers in two lanes.
    Small(Variable),
    /// Exact: the sum modulo 2^64, and the sum of the upper halves (of signed numbers, shifted up to be ≥ 0).
    Exact(Variable, Variable),
    /// Small numbers out of narrow lanes in two lanes, or how often a constant (the factor) was added.
    Narrow(Variable, Option<i64>),
    /// Lanes of a float reduction, kept in that slot outside of the vector part.
    Lanes(Vec<Variable>, StackSlot),
}

/// True if nothing in the body raises or is summed up and all that varies are floats of the size of a lane.
fn is_calm(locals: &[Local], body: &[Stmt], s: &State<'_>) -> bool {
    let mut calm = s.extremes.is_empty() && s.sums.is_empty();
    walk::stmts(body, &mut |stmt| calm &= matches!(stmt, Stmt::Assign(..) | Stmt::Store(..) | Stmt::If(..)));
    let mut value = |e: &Expr| {
        calm &= e.ty == Scalar::Bool || e.ty.is_float() && e.ty.size() == s.plan.lane;
        calm &= match &e.kind {
            ExprKind::Binary { op: BinOp::TrueDiv, division, args, .. } => {
                *division == Division::Ieee || matches!(args.1.kind, ExprKind::Const(_))
            }
            ExprKind::Load(access) => {
                let elem = locals.get(access.view.0 as usize).and_then(|l| l.ty.view()).map(|v| v.elem);
                elem.is_some_and(|elem| elem.size() == s.plan.lane)
            }
            ExprKind::Math(function, _) => *function != MathFn::Sqrt,
            _ => true,
        };
    };
    fn each(e: &Expr, f: &mut dyn FnMut(&Expr)) {
        f(e);
        // Indices are not lanes.
        if !matches!(e.kind, ExprKind::Load(_)) {
            walk::expr_children(e, &mut |c| each(c, f), &mut |_| {});
        }
    }
    walk::stmts(body, &mut |stmt| match stmt {
        Stmt::Assign(_, e) | Stmt::Store(_, e, _) | Stmt::If(e, ..) => each(e, &mut value),
        _ => {}
    });
    let mut rare = false;
    walk::stmts(body, &mut |stmt| {
        if let Stmt::If(cond, then, other) = stmt {
            rare |= vector::rare_store(cond, then, other).is_some();
        }
    });
    calm && !rare
}

pub(super) fn vector_type(ty: Scalar, lane: u32) -> ir::Type {
    match ty {
        Scalar::F64 => types::F64X2,
        Scalar::F32 => types::F32X4,
        _ if lane == 1 => types::I8X16,
        _ if lane == 2 => types::I16X8,
        _ if lane == 4 => types::I32X4,
        _ => types::I64X2,
    }
}

pub(super) fn little() -> MemFlagsData {
    MemFlagsData::new().with_endianness(Endianness::Little)
}

impl<'a> Emit<'_, 'a, '_> {
    /// Emit the vector part at the end of the strip block, and leave that block; false (and nothing is emitted) if this
    /// loop has something that only the scalar form can do.
    pub fn vector_part(
        &mut self,
        loop_var: LocalId,
        body: &'a [Stmt],
        lanes: &[(LocalId, StackSlot)],
        place: &Place,
        keep: bool,
    ) -> bool {
        let Some(plan) = vector::plan_body(&self.function.locals, loop_var, body) else { return false };
        let Some(kinds) = self.sum_kinds(body, lanes) else { return false };
        let at = self.b.use_var(place.i);
        let end = self.b.use_var(place.limit);
        let block = plan.block as i64;
        let down = place.down;
        let mut span = if down { self.b.ins().isub(at, end) } else { self.b.ins().isub(end, at) };
        if keep {
            span = self.b.ins().iadd_imm_s(span, -1);
        }
        let whole = self.b.ins().band_imm_s(span, -block);
        let stop = if down { self.b.ins().isub(at, whole) } else { self.b.ins().iadd(at, whole) };
        let mut s = State {
            extremes: Vec::new(),
            narrow: vector::Narrow::default(),
            shift: 0,
            plan,
            var: loop_var,
            assigned: walk::assigned(body),
            at,
            invariant: FxHashMap::default(),
            bases: FxHashMap::default(),
            temps: FxHashMap::default(),
            stored: Vec::new(),
            stores: Vec::new(),
            bad: None,
            mask: None,
            sums: Vec::new(),
            updates: Vec::new(),
        };
        self.prepare_block(&mut s, body);
        for (reduce, kind) in kinds {
            let sum = self.open_sum(reduce, kind, s.plan.lane);
            s.sums.push(sum);
        }
        for stmt in body {
            if let Some(extreme) = vector::extreme(stmt, body) {
                let best = self.open_extreme(&s, extreme);
                s.extremes.push(best);
            }
        }
        let (head, done) = (self.b.create_block(), self.b.create_block());
        self.b.ins().brif(whole, head, &[], place.body, &[]);
        self.b.switch_to_block(head);
        let first = at;
        let here = self.b.use_var(place.i);
        s.at = if down { self.b.ins().iadd_imm_s(here, 1 - block) } else { here };
        let onward = if down { -block } else { block };
        if is_calm(&self.function.locals, body, &s) {
            // Nothing can stop the block, so its registers go one after the other: fewer are alive at a time, and loads
            // become operands.
            let whole_block = std::mem::replace(&mut s.plan.block, 16 / s.plan.lane);
            for unit in 0..(whole_block * s.plan.lane / 16) as i32 {
                s.shift = 16 * unit;
                s.temps.clear();
                s.stored.clear();
                for stmt in body {
                    self.vector_stmt(&mut s, stmt);
                }
                for (base, disp, values) in std::mem::take(&mut s.stores) {
                    self.b.ins().store(data(), values[0], base, disp);
                }
            }
            s.plan.block = whole_block;
        } else {
            for stmt in body {
                self.vector_stmt(&mut s, stmt);
            }
        }
        if let Some(bad) = s.bad {
            let bits = self.b.ins().vhigh_bits(types::I32, bad);
            let (bail, go) = (self.cold_block(), self.b.create_block());
            self.b.ins().brif(bits, bail, &[], go, &[]);
            self.enter(bail);
            let count = if down { self.b.ins().isub(first, here) } else { self.b.ins().isub(here, first) };
            // What was rare just now may be so no more: some blocks go by the scalar loop at once.
            let rest = if down { self.b.ins().isub(here, end) } else { self.b.ins().isub(end, here) };
            let some = self.int(BAIL_BLOCKS * block);
            let some = self.b.ins().umin(rest, some);
            let limit = if down { self.b.ins().isub(here, some) } else { self.b.ins().iadd(here, some) };
            self.b.def_var(place.limit, limit);
            self.close_extremes(&s, first, place);
            self.close_sums(&s, count);
            self.b.ins().jump(place.body, &[]);
            self.enter(go);
        }
        for (base, disp, values) in std::mem::take(&mut s.stores) {
            for (k, value) in values.into_iter().enumerate() {
                self.b.ins().store(data(), value, base, disp + 16 * k as i32);
            }
        }
        for (var, value) in std::mem::take(&mut s.updates) {
            self.b.def_var(var, value);
        }
        let next = self.b.ins().iadd_imm_s(here, onward);
        self.b.def_var(place.i, next);
        let more = self.b.ins().icmp(IntCC::NotEqual, next, stop);
        self.b.ins().brif(more, head, &[], done, &[]);
        self.b.seal_block(head);
        self.enter(done);
        self.close_extremes(&s, first, place);
        self.close_sums(&s, whole);
        if keep {
            self.b.ins().jump(place.body, &[]);
        } else {
            let last = self.b.ins().iadd_imm_s(stop, if down { 1 } else { -1 });
            self.define(loop_var, &[last]);
            let rest = self.b.ins().icmp(IntCC::NotEqual, stop, end);
            self.b.ins().brif(rest, place.body, &[], place.tail, &[]);
        }
        true
    }

    /// The reductions of a body, none if one has no vector form here.
    fn sum_kinds(
        &mut self,
        body: &'a [Stmt],
        lanes: &[(LocalId, StackSlot)],
    ) -> Option<Vec<(&'a Reduce, Option<StackSlot>)>> {
        let mut kinds = Vec::new();
        let mut good = true;
        walk::stmts(body, &mut |stmt| {
            let Stmt::Reduce(r) = stmt else { return };
            match self.running.get(&r.local) {
                Some(Running::Sum(_) | Running::SmallSum(_)) => kinds.push((&**r, None)),
                // Two updates of one reduction in an iteration would be two steps of its lanes.
                Some(Running::InnerLanes(..)) if !kinds.iter().any(|(k, _)| k.local == r.local) => {
                    let slot = lanes.iter().find(|(local, _)| *local == r.local);
                    good &= slot.is_some();
                    kinds.push((&**r, slot.map(|s| s.1)));
                }
                Some(Running::GranuleLanes(_, _, slot, _))
                    if !kinds.iter().any(|(k, _)| k.local == r.local) =>
                {
                    kinds.push((&**r, Some(*slot)));
                }
                _ => good = false,
            }
        });
        good.then_some(kinds)
    }

    /// Lanes of an extreme: floats and wide integers start from the variable, narrow ones from the worst value.
    fn open_extreme(&mut self, s: &State<'a>, extreme: vector::Extreme<'a>) -> Best<'a> {
        let (lane, ty) = (s.plan.lane, extreme.value.ty);
        let vector = vector_type(ty, lane);
        let start = if ty.is_float() || lane == 8 {
            self.read(extreme.local)[0]
        } else {
            let bits = 8 * lane;
            let signed = s.narrow.lane_is_signed(extreme.value, lane);
            let worst = match (signed, extreme.max) {
                (true, true) => 1u64 << (bits - 1),
                (true, false) => (1u64 << (bits - 1)) - 1,
                (false, true) => 0,
                (false, false) => (1u64 << bits) - 1,
            };
            self.b.ins().iconst(vector.lane_type(), worst as i64)
        };
        let start = self.b.ins().splat(vector, start);
        let units = s.plan.block * lane / 16;
        let vars = (0..units).map(|_| {
            let var = self.b.declare_var(vector);
            self.b.def_var(var, start);
            var
        });
        Best { vars: vars.collect(), extreme }
    }

    pub(super) fn better(&mut self, max: bool, signed: bool, ty: Scalar, new: Value, old: Value) -> Value {
        if ty.is_float() {
            let cc = if max { FloatCC::GreaterThan } else { FloatCC::LessThan };
            let mask = self.b.ins().fcmp(cc, new, old);
            if self.b.func.dfg.value_type(new).is_vector() {
                return self.blend(ty, &[mask], &[new], &[old])[0];
            }
            return self.b.ins().select(mask, new, old);
        }
        if self.b.func.dfg.value_type(new) == types::I64X2 {
            let cc = if max { IntCC::SignedGreaterThan } else { IntCC::SignedLessThan };
            let mask = self.b.ins().icmp(cc, new, old);
            return self.b.ins().bitselect(mask, new, old);
        }
        match (max, signed) {
            (true, true) => self.b.ins().smax(new, old),
            (true, false) => self.b.ins().umax(new, old),
            (false, true) => self.b.ins().smin(new, old),
            (false, false) => self.b.ins().umin(new, old),
        }
    }

    /// Give the extremes of the vector part to their variables. If one is a zero of a float, whose sign would depend on
    /// the order, the scalar loop does everything again from `first`: up to here nothing has had an effect.
    fn close_extremes(&mut self, s: &State<'a>, first: Value, place: &Place) {
        let mut results = Vec::new();
        let mut zero: Option<Value> = None;
        for best in &s.extremes {
            let (ty, max) = (best.extreme.value.ty, best.extreme.max);
            let signed = s.narrow.lane_is_signed(best.extreme.value, s.plan.lane);
            let mut all = self.b.use_var(best.vars[0]);
            for &var in &best.vars[1..] {
                let next = self.b.use_var(var);
                all = self.better(max, signed, ty, next, all);
            }
            let mut result = self.read(best.extreme.local)[0];
            for lane in 0..16 / s.plan.lane as u8 {
                let mut x = self.b.ins().extractlane(all, lane);
                if !ty.is_float() && s.plan.lane < 8 {
                    x = if signed {
                        self.b.ins().sextend(types::I64, x)
                    } else {
                        self.b.ins().uextend(types::I64, x)
                    };
                }
                result = self.better(max, true, ty, x, result);
            }
            if ty.is_float() {
                let none = self.zero(ty);
                let is_zero = self.b.ins().fcmp(FloatCC::Equal, result, none);
                zero = Some(match zero {
                    Some(zero) => self.b.ins().bor(zero, is_zero),
                    None => is_zero,
                });
            }
            results.push((best.extreme.local, result));
        }
        if let Some(zero) = zero {
            let (again, go) = (self.cold_block(), self.b.create_block());
            self.b.ins().brif(zero, again, &[], go, &[]);
            self.enter(again);
            let here = self.b.use_var(place.i);
            self.b.def_var(place.i, first);
            self.b.ins().jump(place.body, &[]);
            self.enter(go);
            self.b.def_var(place.i, here);
        }
        for (local, result) in results {
            self.define(local, &[result]);
        }
    }

    fn open_sum(&mut self, reduce: &'a Reduce, slot: Option<StackSlot>, lane: u32) -> Sum<'a> {
        let zero = |e: &mut Self| {
            let var = e.b.declare_var(types::I64X2);
            let zero = e.int(0);
            let zero = e.b.ins().splat(types::I64X2, zero);
            e.b.def_var(var, zero);
            var
        };
        let kind = match (slot, self.running.get(&reduce.local)) {
            (Some(slot), _) => {
                let ty = vector_type(reduce.value.ty, 8);
                let address = self.b.ins().stack_addr(types::I64, slot, 0);
                let count = order::lanes(reduce.value.ty) as u32 * reduce.value.ty.size() / 16;
                let vars = (0..count as i32).map(|k| {
                    let var = self.b.declare_var(ty);
                    let value = self.b.ins().load(ty, data(), address, 16 * k);
                    self.b.def_var(var, value);
                    var
                });
                SumKind::Lanes(vars.collect(), slot)
            }
            (None, _) if lane < 8 => match reduce.value.as_int() {
                Some(factor) => {
                    let var = self.b.declare_var(types::I64);
                    let none = self.int(0);
                    self.b.def_var(var, none);
                    SumKind::Narrow(var, Some(factor as i64))
                }
                None => SumKind::Narrow(zero(self), None),
            },
            (None, Some(Running::SmallSum(_))) => SumKind::Small(zero(self)),
            (None, _) => SumKind::Exact(zero(self), zero(self)),
        };
        Sum { reduce, kind }
    }

    /// Adds what the vector part has summed up to a scalar sum, or takes it off.
    fn add_part(&mut self, total: Variable, part: Value, negate: bool) {
        let old = self.b.use_var(total);
        let new = if negate { self.b.ins().isub(old, part) } else { self.b.ins().iadd(old, part) };
        self.b.def_var(total, new);
    }

    /// Give what the vector part has summed up in `count` iterations to the scalar variables.
    fn close_sums(&mut self, s: &State<'a>, count: Value) {
        for sum in &s.sums {
            let both = |e: &mut Self, var: Variable| {
                let pair = e.b.use_var(var);
                let (a, b) = (e.b.ins().extractlane(pair, 0), e.b.ins().extractlane(pair, 1));
                e.b.ins().iadd(a, b)
            };
            match (&sum.kind, self.running.get(&sum.reduce.local).cloned()) {
                (SumKind::Small(var), Some(Running::SmallSum(total))) => {
                    let part = both(self, *var);
                    self.add_part(total, part, sum.reduce.negate);
                }
                (SumKind::Narrow(var, factor), Some(running)) => {
                    let part = match factor {
                        Some(factor) => {
                            let times = self.b.use_var(*var);
                            self.b.ins().imul_imm_s(times, *factor)
                        }
                        None => both(self, *var),
                    };
                    match running {
                        Running::SmallSum(total) => self.add_part(total, part, sum.reduce.negate),
                        Running::Sum(total) => {
                            let part = self.b.ins().sextend(types::I128, part);
                            self.add_part(total, part, sum.reduce.negate);
                        }
                        _ => {}
                    }
                }
                (SumKind::Exact(low, high), Some(Running::Sum(total))) => {
                    let (wrapped, mut upper) = (both(self, *low), both(self, *high));
                    let signed = sum.reduce.value.ty == Scalar::I64;
                    if signed {
                        let shift = self.b.ins().ishl_imm_u(count, 31);
                        upper = self.b.ins().isub(upper, shift);
                    }
                    let shifted = self.b.ins().ishl_imm_u(upper, 32);
                    let rest = self.b.ins().isub(wrapped, shifted);
                    let top = if signed {
                        self.b.ins().sshr_imm_u(upper, 32)
                    } else {
                        self.b.ins().ushr_imm_u(upper, 32)
                    };
                    let zero = self.int(0);
                    let (a, b) = (self.b.ins().iconcat(shifted, top), self.b.ins().iconcat(rest, zero));
                    let part = self.b.ins().iadd(a, b);
                    self.add_part(total, part, sum.reduce.negate);
                }
                (SumKind::Lanes(vars, slot), _) => {
                    let address = self.b.ins().stack_addr(types::I64, *slot, 0);
                    for (k, &var) in vars.iter().enumerate() {
                        let value = self.b.use_var(var);
                        self.b.ins().store(data(), value, address, 16 * k as i32);
                    }
                }
                _ => {}
            }
        }
        if let Some(var) = self.vector_ordinal {
            let k = self.b.use_var(var);
            let k = self.b.ins().iadd(k, count);
            self.b.def_var(var, k);
        }
    }

    /// Compute before the loop what does not change in it: values and the addresses of streams.
    fn prepare_block(&mut self, s: &mut State<'a>, block: &'a [Stmt]) {
        for stmt in block {
            match stmt {
                Stmt::Assign(_, value) => self.prepare(s, value),
                Stmt::Store(access, value, _) => {
                    self.prepare(s, value);
                    self.prepare_access(s, access);
                }
                Stmt::Reduce(r) => self.prepare(s, &r.value),
                Stmt::If(cond, then, other) => {
                    self.prepare(s, cond);
                    if vector::rare_store(cond, then, other).is_none() {
                        self.prepare_block(s, then);
                        self.prepare_block(s, other);
                    }
                }
                _ => {}
            }
        }
    }

    fn prepare(&mut self, s: &mut State<'a>, e: &'a Expr) {
        if vector::is_invariant(e, s.var, &s.assigned) {
            let mut value = self.expr(e);
            let ty = vector_type(e.ty, s.plan.lane);
            if e.ty == Scalar::Bool {
                value = self.b.ins().bmask(ty.lane_type(), value);
            } else if e.ty.is_int() {
                value = self.lane_of(e.ty, value, ty.lane_type());
            }
            let value = self.b.ins().splat(ty, value);
            s.invariant.insert(e, value);
            return;
        }
        if let ExprKind::Load(access) = &e.kind {
            self.prepare_access(s, access);
            return;
        }
        let mut children = Vec::new();
        walk::expr_children(e, &mut |c| children.push(c), &mut |_| {});
        for child in children {
            self.prepare(s, child);
        }
    }

    /// An integer that fits a lane as one.
    fn lane_of(&mut self, from: Scalar, value: Value, to: ir::Type) -> Value {
        let have = self.b.func.dfg.value_type(value);
        if have.bits() > to.bits() {
            self.b.ins().ireduce(to, value)
        } else if have.bits() < to.bits() && from.is_signed() {
            self.b.ins().sextend(to, value)
        } else if have.bits() < to.bits() {
            self.b.ins().uextend(to, value)
        } else {
            value
        }
    }

    fn prepare_access(&mut self, s: &mut State<'a>, access: &'a Access) {
        let Some(stream) = vector::stream(access, s.var, &s.assigned) else { return };
        let view = self.view_slot(access.view);
        let size = view.ty.elem.size() as i32;
        let mut address = self.b.use_var(view.base);
        let mut disp = 0;
        // The offsets are locals, constants and extents, so only their own trees are emitted.
        for (axis, i) in access.index.iter().enumerate() {
            let index = &stream.index[axis];
            let innermost = axis + 1 == access.index.len();
            let mut offset = None;
            if innermost {
                disp = index.split().0 as i32;
            }
            for (negative, part) in &index.offset {
                if innermost && part.as_int().is_some_and(|c| c.unsigned_abs() < 1 << 30) {
                    continue;
                }
                let value = self.leaf(part);
                offset = Some(match (offset, negative) {
                    (None, false) => value,
                    (None, true) => self.b.ins().ineg(value),
                    (Some(sum), false) => self.b.ins().iadd(sum, value),
                    (Some(sum), true) => self.b.ins().isub(sum, value),
                });
            }
            let _ = i;
            let Some(offset) = offset else { continue };
            let bytes = if innermost {
                self.b.ins().ishl_imm_u(offset, size.trailing_zeros() as i64)
            } else {
                let stride = self.b.use_var(view.strides[axis]);
                self.b.ins().imul(offset, stride)
            };
            address = self.b.ins().iadd(address, bytes);
        }
        let far = disp.checked_mul(size).filter(|d| d.unsigned_abs() < 1 << 28);
        if far.is_none() {
            address = self.b.ins().iadd_imm_s(address, disp as i64 * size as i64);
        }
        s.bases.insert(access, (stream, address, far.unwrap_or(0)));
    }

    /// A part of an offset.
    pub fn leaf(&mut self, e: &Expr) -> Value {
        match &e.kind {
            ExprKind::Local(local) => self.read(*local)[0],
            ExprKind::Extent(local, axis) => {
                let var = self.view_slot(*local).shape[*axis as usize];
                self.b.use_var(var)
            }
            ExprKind::Const(bits) => self.constant(e.ty, *bits),
            ExprKind::Cast { arg, .. } => {
                let value = self.leaf(arg);
                self.widen(arg.ty, value)
            }
            ExprKind::Binary { op, args, .. } => {
                let (x, y) = (self.leaf(&args.0), self.leaf(&args.1));
                match op {
                    BinOp::Add => self.b.ins().iadd(x, y),
                    BinOp::Sub => self.b.ins().isub(x, y),
                    _ => self.b.ins().imul(x, y),
                }
            }
            // `affine` makes nothing else.
            _ => self.int(0),
        }
    }

    fn vector_stmt(&mut self, s: &mut State<'a>, stmt: &'a Stmt) {
        let extreme = match stmt {
            Stmt::Assign(local, _) => Some(*local),
            Stmt::If(_, then, _) => match &then[..] {
                [Stmt::Assign(local, _)] => Some(*local),
                _ => None,
            },
            _ => None,
        };
        if let Some(at) = s.extremes.iter().position(|b| Some(b.extreme.local) == extreme) {
            let (extreme, vars) = (s.extremes[at].extreme, s.extremes[at].vars.clone());
            let signed = s.narrow.lane_is_signed(extreme.value, s.plan.lane);
            let values = self.lanes(s, extreme.value);
            for (&value, &var) in values.iter().zip(&vars) {
                let old = self.b.use_var(var);
                let new = self.better(extreme.max, signed, extreme.value.ty, value, old);
                s.updates.push((var, new));
            }
            return;
        }
        match stmt {
            Stmt::Assign(local, value) => {
                let ty = value.ty;
                let interval = value;
                let mut value = self.lanes(s, value);
                if let (Some(mask), Some(old)) = (s.mask.clone(), s.temps.get(local).cloned()) {
                    value = self.blend(ty, &mask, &value, &old);
                }
                s.temps.insert(*local, value);
                s.narrow.assign(*local, interval, s.mask.is_some());
            }
            Stmt::Store(access, value, _) => {
                let value = self.lanes(s, value);
                let Some((stream, base, disp)) = s.bases.get(&(access as *const Access)).cloned() else {
                    return;
                };
                let address = self.advance(s, base, access);
                s.stored.push((stream, value.clone()));
                let elem = self.view_slot(access.view).ty.elem;
                let value = self.pack(value, elem, s.plan.lane);
                s.stores.push((address, disp + s.shift, value));
            }
            Stmt::Reduce(r) => self.vector_reduce(s, r),
            Stmt::If(cond, then, other) => {
                let cond_lanes = self.lanes(s, cond);
                if vector::rare_store(cond, then, other).is_some() {
                    self.bad(s, &cond_lanes);
                    return;
                }
                let outer = s.mask.clone();
                let inside = self.within(&outer, &cond_lanes);
                s.mask = Some(inside);
                for stmt in then {
                    self.vector_stmt(s, stmt);
                }
                if !other.is_empty() {
                    let not: Lanes = cond_lanes.iter().map(|&m| self.b.ins().bnot(m)).collect();
                    s.mask = Some(self.within(&outer, &not));
                    for stmt in other {
                        self.vector_stmt(s, stmt);
                    }
                }
                s.mask = outer;
            }
            _ => {}
        }
    }

    /// Lanes of integers that fit the element type, as wide as elements.
    fn pack(&mut self, mut values: Lanes, elem: Scalar, lane: u32) -> Lanes {
        let mut size = lane;
        while size > elem.size() {
            let pairs = values.chunks(2).map(|pair| (pair[0], pair[pair.len() - 1])).collect::<Vec<_>>();
            // What is still wider than the element is a non-negative number or has a sign.
            let unsigned = !elem.is_signed() && size == 2 * elem.size();
            values = pairs
                .into_iter()
                .map(|(a, b)| if unsigned { self.b.ins().unarrow(a, b) } else { self.b.ins().snarrow(a, b) })
                .collect();
            size /= 2;
        }
        values
    }

    fn vector_reduce(&mut self, s: &mut State<'a>, r: &'a Reduce) {
        let Some(at) = s.sums.iter().position(|sum| std::ptr::eq(sum.reduce, r)) else { return };
        if let SumKind::Narrow(var, factor) = s.sums[at].kind {
            let old = self.b.use_var(var);
            let new = match (factor, s.mask.clone()) {
                (Some(_), None) => self.b.ins().iadd_imm_s(old, i64::from(s.plan.block)),
                (Some(_), Some(masks)) => {
                    let mut total = old;
                    for mask in masks {
                        let bits = self.b.ins().vhigh_bits(types::I32, mask);
                        let count = self.b.ins().popcnt(bits);
                        let count = self.b.ins().uextend(types::I64, count);
                        total = self.b.ins().iadd(total, count);
                    }
                    total
                }
                (None, mask) => {
                    let signed = s.narrow.lane_is_signed(&r.value, s.plan.lane);
                    let mut value = self.lanes(s, &r.value);
                    if let Some(mask) = mask {
                        value = value.iter().zip(&mask).map(|(&v, &m)| self.b.ins().band(v, m)).collect();
                    }
                    if s.plan.lane == 2 {
                        let mut sum: Option<Value> = None;
                        for v in value {
                            let (low, high) = (self.b.ins().swiden_low(v), self.b.ins().swiden_high(v));
                            let pairs = self.b.ins().iadd_pairwise(low, high);
                            sum = Some(match sum {
                                Some(sum) => self.b.ins().iadd(sum, pairs),
                                None => pairs,
                            });
                        }
                        value = sum.into_iter().collect();
                    }
                    let signed = signed || s.plan.lane == 2;
                    let mut wide = Vec::new();
                    for v in value {
                        self.widen_both(v, signed, &mut wide);
                    }
                    wide.into_iter().fold(old, |sum, v| self.b.ins().iadd(sum, v))
                }
            };
            s.updates.push((var, new));
            return;
        }
        let mut value = self.lanes(s, &r.value);
        let Some(at) = s.sums.iter().position(|sum| std::ptr::eq(sum.reduce, r)) else { return };
        if let SumKind::Lanes(vars, _) = &s.sums[at].kind {
            for (k, &var) in vars.clone().iter().enumerate() {
                let Some(&mut mut part) = value.get_mut(k) else { continue };
                if r.negate {
                    part = self.b.ins().fneg(part);
                }
                let old = self.b.use_var(var);
                let mut new = match r.op {
                    ReduceOp::Mul => self.b.ins().fmul(old, part),
                    _ => self.b.ins().fadd(old, part),
                };
                if let Some(mask) = &s.mask {
                    let mask = mask[k];
                    new = self.blend(r.value.ty, &[mask], &[new], &[old])[0];
                }
                s.updates.push((var, new));
            }
            return;
        }
        if let Some(mask) = &s.mask {
            value = value.iter().zip(mask).map(|(&v, &m)| self.b.ins().band(v, m)).collect();
        }
        let total = |e: &mut Self, values: &[Value], var: Variable| {
            let mut sum = values[0];
            for &v in &values[1..] {
                sum = e.b.ins().iadd(sum, v);
            }
            let old = e.b.use_var(var);
            e.b.ins().iadd(old, sum)
        };
        match s.sums[at].kind {
            SumKind::Small(var) => {
                let new = total(self, &value, var);
                s.updates.push((var, new));
            }
            SumKind::Exact(low, high) => {
                let new = total(self, &value, low);
                s.updates.push((low, new));
                if r.value.ty == Scalar::I64 {
                    let sign = self.int(i64::MIN);
                    let sign = self.b.ins().splat(types::I64X2, sign);
                    value = value.iter().map(|&v| self.b.ins().bxor(v, sign)).collect();
                }
                let upper: Lanes = value.iter().map(|&v| self.b.ins().ushr_imm_u(v, 32)).collect();
                let new = total(self, &upper, high);
                s.updates.push((high, new));
            }
            SumKind::Lanes(..) | SumKind::Narrow(..) => {}
        }
    }

    /// "No two streams come near each other", as [`ApartTest`] says.
    pub fn apart_test(&mut self, test: &'a ApartTest) -> Value {
        let lo = self.expr(&test.lo);
        let a = self.stream_address(&test.written, lo);
        let b = self.stream_address(&test.other, lo);
        let size = |e: &Self, s: &Stream| e.view_slot(s.view).ty.elem.size() as i64;
        let (size_a, size_b) = (size(self, &test.written), size(self, &test.other));
        if test.written.moves() && test.other.moves() && size_a == size_b {
            let near = test.near as i64 * size_a;
            let distance = self.b.ins().isub(a, b);
            // Not in `-near < distance < near`.
            let shifted = self.b.ins().iadd_imm_s(distance, near - 1);
            let far = self.b.ins().icmp_imm_s(IntCC::UnsignedGreaterThanOrEqual, shifted, 2 * near - 1);
            if !test.same_ok {
                return far;
            }
            let same = self.b.ins().icmp_imm_s(IntCC::Equal, distance, 0);
            return self.b.ins().bor(far, same);
        }
        let hi = self.expr(&test.hi);
        let last = self.b.ins().iadd_imm_s(hi, -1);
        let last = self.b.ins().smax(last, lo);
        let (first_a, end_a) = self.span(&test.written, a, last, size_a);
        let (first_b, end_b) = self.span(&test.other, b, last, size_b);
        let before = self.b.ins().icmp(IntCC::UnsignedLessThanOrEqual, end_a, first_b);
        let after = self.b.ins().icmp(IntCC::UnsignedLessThanOrEqual, end_b, first_a);
        self.b.ins().bor(before, after)
    }

    /// The first byte of a stream in a loop and the one after the last.
    fn span(&mut self, stream: &'a Stream, first: Value, last: Value, size: i64) -> (Value, Value) {
        let end = self.stream_address(stream, last);
        let (low, high) = (self.b.ins().umin(first, end), self.b.ins().umax(first, end));
        (low, self.b.ins().iadd_imm_s(high, size))
    }

    fn stream_address(&mut self, stream: &'a Stream, at: Value) -> Value {
        let view = self.view_slot(stream.view);
        let mut address = self.b.use_var(view.base);
        for (axis, index) in stream.index.iter().enumerate() {
            let mut i = match index.coef {
                0 => self.int(0),
                1 => at,
                c => self.b.ins().imul_imm_s(at, c),
            };
            for (negative, part) in &index.offset {
                let value = self.leaf(part);
                i = if *negative { self.b.ins().isub(i, value) } else { self.b.ins().iadd(i, value) };
            }
            let stride = self.b.use_var(view.strides[axis]);
            let bytes = self.b.ins().imul(i, stride);
            address = self.b.ins().iadd(address, bytes);
        }
        address
    }
}
