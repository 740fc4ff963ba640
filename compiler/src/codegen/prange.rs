//! Parallel loops: the launch, the outlined body that computes one granule, and reductions.
//!
//! The launching function puts loop bounds and captured locals into an environment on its stack, describes the cells of
//! a row, and calls the runtime, which runs the body for each granule on some thread and folds the rows (`order.rs`).
//! Then the launcher combines the start values and assigns.

use super::abi::Helper;
use super::emit::{
    Emit, Outlined, Running, Scope, Shared, clif_type, declare, from_word, makes_arrays, to_word, trusted,
};
use crate::tir::order::{self, Cell, CellOp};
use crate::tir::*;
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{self, AbiParam, InstBuilder, StackSlot, Value, types};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext, Variable};

/// Locals that a body reads without assigning them.
fn captured(p: &Prange, function: &Function) -> Vec<LocalId> {
    let assigned = walk::assigned(&p.body);
    let mut used = rustc_hash::FxHashSet::default();
    walk::stmts(&p.body, &mut |s| {
        stmt_views(s, &mut |v| {
            used.insert(v);
        })
    });
    walk::exprs(&p.body, &mut |e| match &e.kind {
        ExprKind::Local(l) | ExprKind::Extent(l, _) => {
            used.insert(*l);
        }
        ExprKind::Load(access) => {
            used.insert(access.view);
        }
        ExprKind::Atomic(a) => {
            used.insert(a.access.view);
        }
        ExprKind::Fold { view, .. } | ExprKind::UnitStride(view) | ExprKind::Distinct(view) => {
            used.insert(*view);
        }
        ExprKind::InRange(tests) => used.extend(tests.iter().map(|t| t.view)),
        ExprKind::Apart(tests) => used.extend(tests.iter().flat_map(|t| [t.written.view, t.other.view])),
        ExprKind::Lib(_, args) => used.extend(args.iter().filter_map(|arg| match arg {
            Arg::View(view) => Some(*view),
            Arg::Scalar(_) => None,
        })),
        ExprKind::Call(call) => call_views(call, &mut |v| {
            used.insert(v);
        }),
        _ => {}
    });
    let mut list: Vec<LocalId> = used
        .into_iter()
        .filter(|l| *l != p.var && !assigned.contains(l) && !p.reductions.iter().any(|r| r.local == *l))
        .filter(|l| (l.0 as usize) < function.locals.len())
        .collect();
    list.sort_unstable();
    list
}

fn call_views(call: &Call, f: &mut dyn FnMut(LocalId)) {
    for arg in &call.args {
        if let Arg::View(view) = arg {
            f(*view);
        }
    }
}

/// The views that a statement names by itself.
fn stmt_views(stmt: &Stmt, f: &mut dyn FnMut(LocalId)) {
    match stmt {
        Stmt::Store(access, ..) => f(access.view),
        Stmt::FillElements(view, _) => f(*view),
        Stmt::CopyElements { dst, src, .. } => {
            f(*dst);
            f(*src);
        }
        Stmt::Call(_, call, _) => call_views(call, f),
        Stmt::WithGil(gil) => {
            let views = gil.args.iter().filter_map(|arg| match arg {
                Arg::View(view) => Some(*view),
                Arg::Scalar(_) => None,
            });
            views.for_each(f);
        }
        Stmt::AssignView(_, view, _) => match view {
            ViewExpr::Local(base) | ViewExpr::Transpose(base) | ViewExpr::Copy(base) => f(*base),
            ViewExpr::Slice { base, .. } | ViewExpr::Reshape { base, .. } => f(*base),
            ViewExpr::New { .. } => {}
        },
        Stmt::Prange(p) => p.alias.iter().for_each(|t| {
            f(t.written);
            f(t.other);
        }),
        _ => {}
    }
}

fn body_signature(conv: cranelift_codegen::isa::CallConv) -> ir::Signature {
    let word = AbiParam::new(types::I64);
    ir::Signature { params: vec![word; 5], returns: vec![word], call_conv: conv }
}

/// The function that runs one granule.
pub(super) fn outlined_function<'a>(
    shared: &mut Shared<'a>,
    frontend: &mut FunctionBuilderContext,
    body: &Outlined<'a>,
    number: usize,
) -> ir::Function {
    let function = &shared.group.functions[body.function];
    let p = body.prange;
    let sig = body_signature(shared.target.config.default_call_conv);
    let mut clif = ir::Function::with_name_signature(ir::UserFuncName::user(0, number as u32), sig);
    let mut b = FunctionBuilder::new(&mut clif, frontend);
    let entry = b.create_block();
    b.append_block_params_for_function_params(entry);
    b.switch_to_block(entry);
    b.seal_block(entry);
    let [ctx, env, first, count, row] = *b.block_params(entry) else { return clif };
    let slots = declare(&mut b, function);
    let mut e = Emit::new(shared, b, body.function, slots, ctx, true);
    e.zero_locals();
    let mut at = 0;
    let mut word = |e: &mut Emit<'_, 'a, '_>| {
        let value = e.b.ins().load(types::I64, trusted(), env, at);
        at += 8;
        value
    };
    let (lo, step) = (word(&mut e), word(&mut e));
    for &local in &body.captured {
        match function.ty(local) {
            Type::Scalar(s) => {
                let value = word(&mut e);
                let value = from_word(&mut e.b, s, value);
                e.define(local, &[value]);
            }
            ty => {
                let values: Vec<Value> = (0..super::abi::words(ty)).map(|_| word(&mut e)).collect();
                e.define(local, &values);
            }
        }
    }
    e.stop = Some(e.load_ctx(types::I64, super::abi::ctx::STOP));
    e.granule(p, lo, step, first, count, row);
    let zero = e.int(0);
    e.b.ins().return_(&[zero]);
    e.finish();
    clif
}

impl<'a> Emit<'_, 'a, '_> {
    fn granule(&mut self, p: &'a Prange, lo: Value, step: Value, first: Value, count: Value, row: Value) {
        let function = self.function;
        let cells = order::cells(p, |l| function.ty(l).scalar());
        let ordinal = self.b.declare_var(types::I64);
        let zero = self.int(0);
        self.b.def_var(ordinal, zero);
        for (r, cell) in p.reductions.iter().zip(&cells) {
            let running = self.open_reduction(p, r, cell, ordinal);
            self.running.insert(r.local, running);
        }
        for &local in &p.last {
            let flag = self.b.declare_var(types::I8);
            let none = self.b.ins().iconst(types::I8, 0);
            self.b.def_var(flag, none);
            self.last_flags.insert(local, flag);
        }
        let mark =
            makes_arrays(&p.body, self.shared.group).then(|| self.helper(Helper::ArrayMark, &[self.ctx]));
        let skip = self.b.ins().imul(first, step);
        let start = self.b.ins().iadd(lo, skip);
        let i = self.b.declare_var(types::I64);
        self.b.def_var(i, start);
        let (body, next, done) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
        let strip = match p.vector {
            Some(vector) => Some(self.granule_blocks(p, (i, ordinal), count, body, vector.keep_last)),
            None => {
                self.b.ins().jump(body, &[]);
                None
            }
        };
        self.b.switch_to_block(body);
        let value = self.b.use_var(i);
        self.define(p.var, &[value]);
        // `continue` of the body goes on with the next iteration.
        self.scopes.push(Scope::Loop(super::emit::LoopScope {
            on_break: next,
            on_continue: next,
            accs: &[],
            lanes: Vec::new(),
            ordinal: None,
        }));
        if self.block(&p.body) {
            self.b.ins().jump(next, &[]);
        }
        self.scopes.pop();
        self.enter(next);
        for r in &p.reductions {
            if let Some(Running::InnerLanes(op, ty, partial)) = self.running.get(&r.local).cloned() {
                // Iterations fold left to right into the granule's cell, kept in the row.
                let at = cell_offset(p, &cells, r.local);
                let total = self.b.ins().load(clif_type(ty), trusted(), row, at);
                let value = self.b.use_var(partial);
                let total = self.combine(op, ty, total, value);
                self.b.ins().store(trusted(), total, row, at);
                let identity = self.constant(ty, order::identity(op, ty));
                self.b.def_var(partial, identity);
            }
        }
        if let Some(mark) = mark {
            self.sweep(mark, &[]);
        }
        let at = self.b.use_var(i);
        let at = self.b.ins().iadd(at, step);
        self.b.def_var(i, at);
        let k = self.b.use_var(ordinal);
        let k = self.b.ins().iadd_imm_s(k, 1);
        self.b.def_var(ordinal, k);
        if let Some((strip, place)) = strip {
            let (at, end) = (self.b.use_var(i), self.b.use_var(place.limit));
            let more = self.b.ins().icmp(IntCC::NotEqual, at, end);
            self.b.ins().brif(more, body, &[], place.tail, &[]);
            self.b.seal_block(body);
            self.enter(place.tail);
            let k = self.b.use_var(ordinal);
            let more = self.b.ins().icmp(IntCC::NotEqual, k, count);
            self.b.ins().brif(more, strip, &[], done, &[]);
            self.b.seal_block(strip);
            self.enter(done);
            self.store_row(p, &cells, row);
            return;
        }
        if p.simple {
            // A poll each 1024 iterations.
            let low = self.b.ins().band_imm_s(k, 1023);
            let (ask, go) = (self.cold_block(), self.b.create_block());
            self.b.ins().brif(low, go, &[], ask, &[]);
            self.enter(ask);
            self.poll(p.pos);
            self.b.ins().jump(go, &[]);
            self.enter(go);
        } else {
            self.poll(p.pos);
        }
        let more = self.b.ins().icmp(IntCC::NotEqual, k, count);
        self.b.ins().brif(more, body, &[], done, &[]);
        self.b.seal_block(body);
        self.enter(done);
        self.store_row(p, &cells, row);
    }

    /// The strips of a granule that runs in blocks (of which there are none if its reductions do not allow it).
    fn granule_blocks(
        &mut self,
        p: &'a Prange,
        (i, ordinal): (Variable, Variable),
        count: Value,
        body: ir::Block,
        keep: bool,
    ) -> (ir::Block, super::vector::Place) {
        let (strip, tail) = (self.b.create_block(), self.b.create_block());
        let limit = self.b.declare_var(types::I64);
        let start = self.b.use_var(i);
        self.b.def_var(limit, start);
        self.b.ins().jump(strip, &[]);
        self.b.switch_to_block(strip);
        self.poll(p.pos);
        let (at, k) = (self.b.use_var(i), self.b.use_var(ordinal));
        let rest = self.b.ins().isub(count, k);
        let most = self.int(super::stmt::VECTOR_STRIP);
        let length = self.b.ins().umin(rest, most);
        let end = self.b.ins().iadd(at, length);
        self.b.def_var(limit, end);
        let place = super::vector::Place { i, limit, body, tail, down: false };
        let outer = self.vector_ordinal.replace(ordinal);
        let done = self.vector_part(p.var, &p.body, &[], &place, keep);
        self.vector_ordinal = outer;
        if !done {
            self.b.ins().jump(body, &[]);
        }
        (strip, place)
    }

    fn open_reduction(&mut self, p: &'a Prange, r: &'a Reduction, cell: &Cell, ordinal: Variable) -> Running {
        match cell.op {
            CellOp::Sum => {
                let var = self.b.declare_var(types::I128);
                let zero = self.int(0);
                let zero = self.b.ins().iconcat(zero, zero);
                self.b.def_var(var, zero);
                Running::Sum(var)
            }
            CellOp::Product => {
                let slot = self.stack_slot(16);
                let (one, zero) = (self.int(1), self.int(0));
                let address = self.b.ins().stack_addr(types::I64, slot, 0);
                self.b.ins().store(trusted(), one, address, 0);
                self.b.ins().store(trusted(), zero, address, 8);
                Running::Product(slot)
            }
            CellOp::Word(op) if order::has_lanes(op, cell.ty) => {
                if order::lanes_over_granule(&p.body, r.local) {
                    let slot = self.lane_slot(op, cell.ty);
                    Running::GranuleLanes(op, cell.ty, slot, ordinal)
                } else {
                    let var = self.b.declare_var(clif_type(cell.ty));
                    let identity = self.constant(cell.ty, order::identity(op, cell.ty));
                    self.b.def_var(var, identity);
                    Running::InnerLanes(op, cell.ty, var)
                }
            }
            CellOp::Word(op) => {
                let var = self.b.declare_var(clif_type(cell.ty));
                let identity = self.constant(cell.ty, order::identity(op, cell.ty));
                self.b.def_var(var, identity);
                Running::Word(op, cell.ty, var)
            }
            CellOp::Extreme(_) | CellOp::Last => {
                let has = self.b.declare_var(types::I8);
                let none = self.b.ins().iconst(types::I8, 0);
                self.b.def_var(has, none);
                let value = self.b.declare_var(clif_type(cell.ty));
                let zero = self.zero(cell.ty);
                self.b.def_var(value, zero);
                let payload = r
                    .payload
                    .iter()
                    .map(|&local| {
                        let ty = self.function.ty(local).scalar().unwrap_or(Scalar::I64);
                        let var = self.b.declare_var(clif_type(ty));
                        let zero = self.zero(ty);
                        self.b.def_var(var, zero);
                        var
                    })
                    .collect();
                Running::Extreme(r.op, cell.ty, has, value, payload)
            }
        }
    }

    fn lane_slot(&mut self, op: ReduceOp, ty: Scalar) -> StackSlot {
        let slot = self.stack_slot(order::lanes(ty) * ty.size() as usize);
        self.init_lanes(op, ty, slot);
        slot
    }

    fn init_lanes(&mut self, op: ReduceOp, ty: Scalar, slot: StackSlot) {
        let identity = self.constant(ty, order::identity(op, ty));
        let address = self.b.ins().stack_addr(types::I64, slot, 0);
        for lane in 0..order::lanes(ty) {
            self.b.ins().store(trusted(), identity, address, (lane as u32 * ty.size()) as i32);
        }
    }

    fn merge_lanes(&mut self, op: ReduceOp, ty: Scalar, slot: StackSlot) -> Value {
        let address = self.b.ins().stack_addr(types::I64, slot, 0);
        let mut lanes: Vec<Value> = (0..order::lanes(ty))
            .map(|lane| {
                self.b.ins().load(clif_type(ty), trusted(), address, (lane as u32 * ty.size()) as i32)
            })
            .collect();
        while lanes.len() > 1 {
            let half = lanes.len() / 2;
            lanes = (0..half).map(|k| self.combine(op, ty, lanes[k], lanes[k + half])).collect();
        }
        lanes[0]
    }

    /// Lanes for the float reductions that the body of an inner loop updates itself.
    pub fn open_lanes(&mut self, body: &'a [Stmt]) -> Vec<(LocalId, StackSlot)> {
        let candidates: Vec<(LocalId, ReduceOp, Scalar)> = self
            .running
            .iter()
            .filter_map(|(&local, running)| match running {
                Running::InnerLanes(op, ty, _) => Some((local, *op, *ty)),
                _ => None,
            })
            .collect();
        let mut lanes = Vec::new();
        for (local, op, ty) in candidates {
            if updates_itself(body, local) {
                lanes.push((local, self.lane_slot(op, ty)));
            }
        }
        // A map has no order of its own; the emitted code must have one.
        lanes.sort_unstable_by_key(|l| l.0);
        lanes
    }

    pub fn open_ordinal(&mut self, lanes: &[(LocalId, StackSlot)]) -> Option<Variable> {
        if lanes.is_empty() {
            return None;
        }
        let var = self.b.declare_var(types::I64);
        let zero = self.int(0);
        self.b.def_var(var, zero);
        Some(var)
    }

    pub fn next_ordinal(&mut self, ordinal: Option<Variable>) {
        if let Some(var) = ordinal {
            let value = self.b.use_var(var);
            let value = self.b.ins().iadd_imm_s(value, 1);
            self.b.def_var(var, value);
        }
    }

    pub fn close_lanes(&mut self, lanes: &[(LocalId, StackSlot)]) {
        for &(local, slot) in lanes {
            if let Some(Running::InnerLanes(op, ty, partial)) = self.running.get(&local).cloned() {
                let merged = self.merge_lanes(op, ty, slot);
                let value = self.b.use_var(partial);
                let value = self.combine(op, ty, value, merged);
                self.b.def_var(partial, value);
            }
        }
    }

    /// `a op b` of a one-word reduction.
    pub fn combine(&mut self, op: ReduceOp, ty: Scalar, a: Value, b: Value) -> Value {
        let float = ty.is_float();
        match op {
            ReduceOp::Add if float => self.b.ins().fadd(a, b),
            ReduceOp::Mul if float => self.b.ins().fmul(a, b),
            ReduceOp::Add => self.b.ins().iadd(a, b),
            ReduceOp::Mul => self.b.ins().imul(a, b),
            ReduceOp::And | ReduceOp::All => self.b.ins().band(a, b),
            ReduceOp::Or | ReduceOp::Any => self.b.ins().bor(a, b),
            ReduceOp::Xor => self.b.ins().bxor(a, b),
            ReduceOp::Min | ReduceOp::Max => {
                let better = self.beats(op, ty, a, b);
                self.b.ins().select(better, b, a)
            }
        }
    }

    /// True if `new` replaces `old` in a minimum or maximum.
    fn beats(&mut self, op: ReduceOp, ty: Scalar, old: Value, new: Value) -> Value {
        let op = if op == ReduceOp::Min { CmpOp::Lt } else { CmpOp::Gt };
        if ty.is_float() {
            self.b.ins().fcmp(super::arith::float_cc(op), new, old)
        } else {
            self.b.ins().icmp(super::arith::int_cc(op, ty != Scalar::U64), new, old)
        }
    }

    pub fn reduce(&mut self, r: &'a Reduce) {
        let value = self.expr(&r.value);
        let Some(running) = self.running.get(&r.local).cloned() else { return };
        match running {
            Running::Sum(var) => {
                let wide = self.i128_of(r.value.ty, value);
                let sum = self.b.use_var(var);
                let sum = if r.negate { self.b.ins().isub(sum, wide) } else { self.b.ins().iadd(sum, wide) };
                self.b.def_var(var, sum);
            }
            Running::SmallSum(var) => {
                let sum = self.b.use_var(var);
                let sum =
                    if r.negate { self.b.ins().isub(sum, value) } else { self.b.ins().iadd(sum, value) };
                self.b.def_var(var, sum);
            }
            Running::Product(slot) => {
                let wide = self.i128_of(r.value.ty, value);
                let (low, high) = self.b.ins().isplit(wide);
                let address = self.b.ins().stack_addr(types::I64, slot, 0);
                let zero = self.int(0);
                self.helper(Helper::Product, &[address, low, high, zero]);
            }
            Running::Word(op, ty, var) => {
                let value = self.negated(r, ty, value);
                let old = self.b.use_var(var);
                let new = self.combine(op, ty, old, value);
                self.b.def_var(var, new);
            }
            Running::GranuleLanes(op, ty, slot, ordinal) => {
                let value = self.negated(r, ty, value);
                self.update_lane(op, ty, slot, ordinal, value);
            }
            Running::InnerLanes(op, ty, partial) => {
                let value = self.negated(r, ty, value);
                let innermost = self.scopes.iter().rev().find_map(|s| match s {
                    Scope::Loop(l) => Some((l.lanes.iter().find(|x| x.0 == r.local).map(|x| x.1), l.ordinal)),
                    _ => None,
                });
                if let Some((Some(slot), Some(ordinal))) = innermost {
                    self.update_lane(op, ty, slot, ordinal, value);
                } else {
                    let old = self.b.use_var(partial);
                    let new = self.combine(op, ty, old, value);
                    self.b.def_var(partial, new);
                }
            }
            Running::Extreme(op, ty, has, best, payload) => {
                let (old, had) = (self.b.use_var(best), self.b.use_var(has));
                let better = self.beats(op, ty, old, value);
                let one = self.b.ins().iconst(types::I8, 1);
                // See `order::may_win`.
                let first =
                    if ty.is_float() { self.b.ins().fcmp(FloatCC::Ordered, value, value) } else { one };
                let take = self.b.ins().select(had, better, first);
                if payload.is_empty() {
                    let new = self.b.ins().select(take, value, old);
                    let has_now = self.b.ins().bor(had, take);
                    self.b.def_var(best, new);
                    self.b.def_var(has, has_now);
                    return;
                }
                let (yes, after) = (self.b.create_block(), self.b.create_block());
                self.b.ins().brif(take, yes, &[], after, &[]);
                self.enter(yes);
                self.b.def_var(best, value);
                self.b.def_var(has, one);
                for (var, expr) in payload.into_iter().zip(&r.payload) {
                    let value = self.expr(expr);
                    self.b.def_var(var, value);
                }
                self.b.ins().jump(after, &[]);
                self.enter(after);
            }
        }
    }

    fn negated(&mut self, r: &Reduce, ty: Scalar, value: Value) -> Value {
        match (r.negate, ty.is_float()) {
            (false, _) => value,
            (true, true) => self.b.ins().fneg(value),
            (true, false) => self.b.ins().ineg(value),
        }
    }

    fn update_lane(&mut self, op: ReduceOp, ty: Scalar, slot: StackSlot, ordinal: Variable, value: Value) {
        let k = self.b.use_var(ordinal);
        let lane = self.b.ins().band_imm_s(k, order::lanes(ty) as i64 - 1);
        let offset = self.b.ins().ishl_imm_u(lane, ty.size().trailing_zeros() as i64);
        let address = self.b.ins().stack_addr(types::I64, slot, 0);
        let address = self.b.ins().iadd(address, offset);
        let old = self.b.ins().load(clif_type(ty), trusted(), address, 0);
        let new = self.combine(op, ty, old, value);
        self.b.ins().store(trusted(), new, address, 0);
    }

    fn store_row(&mut self, p: &'a Prange, cells: &[Cell], row: Value) {
        let mut at = 0;
        let mut put = |e: &mut Self, value: Value| {
            e.b.ins().store(trusted(), value, row, at);
            at += 8;
        };
        for r in &p.reductions {
            match self.running.remove(&r.local) {
                Some(Running::Sum(var)) => {
                    let sum = self.b.use_var(var);
                    let (low, high) = self.b.ins().isplit(sum);
                    put(self, low);
                    put(self, high);
                }
                Some(Running::Product(slot)) => {
                    let address = self.b.ins().stack_addr(types::I64, slot, 0);
                    for k in [0, 8] {
                        let word = self.b.ins().load(types::I64, trusted(), address, k);
                        put(self, word);
                    }
                }
                Some(Running::Word(_, ty, var)) => {
                    let value = self.b.use_var(var);
                    let word = to_word(&mut self.b, ty, value);
                    put(self, word);
                }
                Some(Running::GranuleLanes(op, ty, slot, _)) => {
                    let value = self.merge_lanes(op, ty, slot);
                    let word = to_word(&mut self.b, ty, value);
                    put(self, word);
                }
                Some(Running::InnerLanes(_, ty, _)) => {
                    // In place already; an f32 leaves the upper half as it was, which readers ignore.
                    let here = cell_offset(p, cells, r.local);
                    let value = self.b.ins().load(clif_type(ty), trusted(), row, here);
                    let word = to_word(&mut self.b, ty, value);
                    put(self, word);
                }
                Some(Running::Extreme(_, ty, has, value, payload)) => {
                    let has = self.b.use_var(has);
                    let has = self.b.ins().uextend(types::I64, has);
                    put(self, has);
                    let value = self.b.use_var(value);
                    let word = to_word(&mut self.b, ty, value);
                    put(self, word);
                    for (var, &local) in payload.into_iter().zip(&r.payload) {
                        let ty = self.function.ty(local).scalar().unwrap_or(Scalar::I64);
                        let value = self.b.use_var(var);
                        let word = to_word(&mut self.b, ty, value);
                        put(self, word);
                    }
                }
                Some(Running::SmallSum(_)) | None => {}
            }
        }
        for (&local, conditional) in
            p.private.iter().map(|l| (l, false)).chain(p.last.iter().map(|l| (l, true)))
        {
            let Some(ty) = self.function.ty(local).scalar() else { continue };
            let has = match self.last_flags.get(&local) {
                Some(&flag) if conditional => {
                    let flag = self.b.use_var(flag);
                    self.b.ins().uextend(types::I64, flag)
                }
                _ => self.int(1),
            };
            put(self, has);
            let value = self.read(local)[0];
            let word = to_word(&mut self.b, ty, value);
            put(self, word);
        }
    }

    /// Launch.
    pub fn prange(&mut self, p: &'a Prange) {
        let function = self.function;
        let lo = self.expr(&p.lo);
        let hi = self.expr(&p.hi);
        let step = self.expr(&p.step);
        let known = p.step.as_int();
        if known.is_none_or(|s| s == 0) {
            let zero = self.b.ins().icmp_imm_s(IntCC::Equal, step, 0);
            self.fail_if(zero, Fault::RangeStep, &[], p.pos);
        }
        let threads = match &p.threads {
            Some(threads) => self.expr(threads),
            None => self.int(0),
        };
        if let Some(chunk) = &p.chunk {
            self.expr(chunk);
        }
        for test in &p.alias {
            self.alias_test(test);
        }
        let (start, done) = (self.b.create_block(), self.b.create_block());
        let count = self.count(lo, hi, step, known, start, done);
        let cells = order::cells(p, |l| function.ty(l).scalar());
        let captured = captured(p, function);
        let mut env = vec![lo, step];
        for &local in &captured {
            let values = self.read(local);
            match function.ty(local) {
                Type::Scalar(s) => env.push(to_word(&mut self.b, s, values[0])),
                Type::View(_) => env.extend(values),
            }
        }
        let number = 2 * self.shared.group.functions.len() + self.shared.outlined.len();
        self.shared.outlined.push(Outlined { function: self.index, prange: p, captured });
        let conv = self.shared.target.config.default_call_conv;
        let body = super::emit::import_local(&mut self.b, body_signature(conv), number);
        let body = self.b.ins().func_addr(types::I64, body);
        let env = self.words_on_stack(&env);
        let simple = self.int(p.simple as i64);
        let encoded: Vec<Value> = cells.iter().map(|c| self.int(c.encode() as i64)).collect();
        let encoded = self.words_on_stack(&encoded);
        let cell_count = self.int(cells.len() as i64);
        let width: usize = cells.iter().map(Cell::words).sum();
        let row_slot = self.stack_slot(8 * width.max(1));
        let row = self.b.ins().stack_addr(types::I64, row_slot, 0);
        let args = [self.ctx, body, env, count, simple, encoded, cell_count, row, threads];
        let status = self.helper(Helper::Prange, &args);
        self.check_status(status);
        self.assign_results(p, &cells, row);
        // The loop variable is left as after `range`.
        let before_last = self.b.ins().iadd_imm_s(count, -1);
        let way = self.b.ins().imul(before_last, step);
        let last = self.b.ins().iadd(lo, way);
        self.define(p.var, &[last]);
        self.b.ins().jump(done, &[]);
        self.enter(done);
    }

    fn assign_results(&mut self, p: &'a Prange, cells: &[Cell], row: Value) {
        let mut at = 0;
        let mut word = |e: &mut Self| {
            let value = e.b.ins().load(types::I64, trusted(), row, at);
            at += 8;
            value
        };
        // Nothing is assigned before every reduction is known to fit.
        let mut assign: Vec<(LocalId, Value)> = Vec::new();
        let mut accumulate: Vec<(Variable, Value)> = Vec::new();
        for (r, cell) in p.reductions.iter().zip(cells) {
            let local_ty = self.function.ty(r.local).scalar().unwrap_or(Scalar::I64);
            match cell.op {
                CellOp::Sum | CellOp::Product => {
                    let (low, high) = (word(self), word(self));
                    let total = self.b.ins().iconcat(low, high);
                    if let Some(Running::Sum(var)) = self.running.get(&r.local) {
                        accumulate.push((*var, total));
                        continue;
                    }
                    let start = self.read(r.local)[0];
                    let start = self.i128_of(local_ty, start);
                    let result = if cell.op == CellOp::Sum {
                        self.b.ins().iadd(start, total)
                    } else {
                        let (low, high) = self.b.ins().isplit(total);
                        let address = self.words_on_stack(&[low, high]);
                        let (low, high) = self.b.ins().isplit(start);
                        let zero = self.int(0);
                        self.helper(Helper::Product, &[address, low, high, zero]);
                        let low = self.b.ins().load(types::I64, trusted(), address, 0);
                        let high = self.b.ins().load(types::I64, trusted(), address, 8);
                        self.b.ins().iconcat(low, high)
                    };
                    let value = self.fit_i128(local_ty, result, r.pos);
                    assign.push((r.local, value));
                }
                CellOp::Word(op) => {
                    let total = word(self);
                    let total = from_word(&mut self.b, cell.ty, total);
                    let start = self.read(r.local)[0];
                    let start = self.cast_value(local_ty, cell.ty, Overflow::Wrap, start, r.pos);
                    let result = self.combine(op, cell.ty, start, total);
                    let result = self.cast_value(cell.ty, local_ty, Overflow::Wrap, result, r.pos);
                    assign.push((r.local, result));
                }
                CellOp::Extreme(op) => {
                    let (has, value) = (word(self), word(self));
                    let value = from_word(&mut self.b, cell.ty, value);
                    let start = self.read(r.local)[0];
                    let better = self.beats(op, cell.ty, start, value);
                    let has = self.b.ins().icmp_imm_s(IntCC::NotEqual, has, 0);
                    let take = self.b.ins().band(has, better);
                    let result = self.b.ins().select(take, value, start);
                    assign.push((r.local, result));
                    for &local in &r.payload {
                        let ty = self.function.ty(local).scalar().unwrap_or(Scalar::I64);
                        let value = word(self);
                        let value = from_word(&mut self.b, ty, value);
                        let old = self.read(local)[0];
                        let result = self.b.ins().select(take, value, old);
                        assign.push((local, result));
                    }
                }
                CellOp::Last => {}
            }
        }
        for &local in p.private.iter().chain(&p.last) {
            let Some(ty) = self.function.ty(local).scalar() else { continue };
            let (has, value) = (word(self), word(self));
            let value = from_word(&mut self.b, ty, value);
            let old = self.read(local)[0];
            let result = self.b.ins().select(has, value, old);
            assign.push((local, result));
        }
        for (var, total) in accumulate {
            let sum = self.b.use_var(var);
            let sum = self.b.ins().iadd(sum, total);
            self.b.def_var(var, sum);
        }
        for (local, value) in assign {
            self.define(local, &[value]);
        }
    }

    fn alias_test(&mut self, test: &AliasTest) {
        let (a, b) = (self.header(test.written), self.header(test.other));
        let (ta, tb) = (self.view_slot(test.written).ty, self.view_slot(test.other).ty);
        let mut words = self.raw_words(&a);
        words.extend(self.raw_words(&b));
        let pair = self.words_on_stack(&words);
        let flags = super::abi::view_types(ta.elem, ta.rank, tb.elem, tb.rank)
            | (test.same_ok as u64) << 32
            | ((test.written == test.other) as u64) << 33;
        let flags = self.int(flags as i64);
        let word = self.helper(Helper::AliasTest, &[pair, flags]);
        self.check_word(word, test.pos);
    }
}

/// Where the cell of a reduction starts in a row, in bytes.
fn cell_offset(p: &Prange, cells: &[Cell], local: LocalId) -> i32 {
    let before = p.reductions.iter().position(|r| r.local == local).unwrap_or(0);
    cells[..before].iter().map(|c| 8 * c.words() as i32).sum()
}

/// True if the statements of a loop body update the reduction outside of loops further in.
fn updates_itself(body: &[Stmt], local: LocalId) -> bool {
    body.iter().any(|stmt| match stmt {
        Stmt::Reduce(r) => r.local == local,
        Stmt::For(_) | Stmt::While(_) | Stmt::Prange(_) => false,
        other => {
            let mut found = false;
            walk::stmt_blocks(other, &mut |b| found |= updates_itself(b, local));
            found
        }
    })
}
