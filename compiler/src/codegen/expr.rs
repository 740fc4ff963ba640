//! Expressions: dispatch, conditions as control flow, loads, calls, folds and range tests.

use super::abi::{self, Helper};
use super::emit::{Emit, clif_type, data, from_word, to_word};
use crate::tir::*;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};

impl<'a> Emit<'_, 'a, '_> {
    pub fn expr(&mut self, expr: &'a Expr) -> Value {
        match &expr.kind {
            ExprKind::Const(bits) => self.constant(expr.ty, *bits),
            ExprKind::Local(local) => self.read(*local)[0],
            ExprKind::Extent(local, axis) => {
                let var = self.view_slot(*local).shape[*axis as usize];
                self.b.use_var(var)
            }
            ExprKind::Load(access) => {
                let address = self.element(access, expr.pos);
                self.b.ins().load(clif_type(expr.ty), data(), address, 0)
            }
            ExprKind::Atomic(a) => {
                let address = self.element(&a.access, expr.pos);
                let elem = self.view_slot(a.access.view).ty.elem;
                let mut args = Vec::new();
                for arg in &a.args {
                    let value = self.expr(arg);
                    args.push(to_word(&mut self.b, arg.ty, value));
                }
                args.resize_with(2, || self.b.ins().iconst(types::I64, 0));
                let code = self.int(atomic::encode(a.op, elem, a.overflow) as i64);
                let word = self.helper(Helper::Atomic, &[self.ctx, address, code, args[0], args[1]]);
                self.check_word(word, expr.pos);
                let old = self.load_ret(0);
                from_word(&mut self.b, expr.ty, old)
            }
            ExprKind::Unary { op, overflow, arg } => self.unary(*op, *overflow, arg, expr.pos),
            ExprKind::Binary { .. } => self.binary(expr),
            ExprKind::Compare { op, args } => self.compare(*op, &args.0, &args.1),
            ExprKind::Cast { overflow, arg } => self.cast(expr.ty, *overflow, arg, expr.pos),
            ExprKind::And(args) if cheap(&args.1) => {
                let (a, b) = (self.expr(&args.0), self.expr(&args.1));
                self.b.ins().band(a, b)
            }
            ExprKind::Or(args) if cheap(&args.1) => {
                let (a, b) = (self.expr(&args.0), self.expr(&args.1));
                self.b.ins().bor(a, b)
            }
            ExprKind::And(_) | ExprKind::Or(_) => {
                let (yes, no, done) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
                let result = self.b.append_block_param(done, types::I8);
                self.condition(expr, yes, no);
                for (block, value) in [(yes, 1), (no, 0)] {
                    self.enter(block);
                    let value = self.b.ins().iconst(types::I8, value);
                    self.b.ins().jump(done, &[value.into()]);
                }
                self.enter(done);
                result
            }
            ExprKind::Cond(args) if cheap(&args.1) && cheap(&args.2) => {
                let cond = self.expr(&args.0);
                let (then, other) = (self.expr(&args.1), self.expr(&args.2));
                self.b.ins().select(cond, then, other)
            }
            ExprKind::Cond(args) => {
                let (yes, no, done) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
                let result = self.b.append_block_param(done, clif_type(expr.ty));
                self.condition(&args.0, yes, no);
                for (block, branch) in [(yes, &args.1), (no, &args.2)] {
                    self.enter(block);
                    let value = self.expr(branch);
                    self.b.ins().jump(done, &[value.into()]);
                }
                self.enter(done);
                result
            }
            ExprKind::Math(function, args) => self.math(*function, args, expr.pos),
            ExprKind::FloatTest(test, arg) => self.float_test(*test, arg),
            ExprKind::Call(call) => self.call(call, expr.pos)[0],
            ExprKind::Seq(block, value) => {
                if self.block(block) {
                    let (depth, owner) = (self.within.len(), self.owner);
                    if let Some((pos, callee)) = passes::inline::call_of_inlined(block)
                        && callee < self.shared.group.functions.len()
                    {
                        self.within.push((owner, pos));
                        self.owner = callee;
                    }
                    let value = self.expr(value);
                    self.within.truncate(depth);
                    self.owner = owner;
                    return value;
                }
                // The statements raise for certain: what follows is unreachable but must be well formed.
                let dead = self.b.create_block();
                self.enter(dead);
                self.zero(expr.ty)
            }
            ExprKind::Lib(function, args) => self.lib(*function, args, expr),
            ExprKind::Distinct(view) => {
                let elem = self.view_slot(*view).ty.elem;
                let raw = self.raw_view(*view);
                let code = self.int(abi::view_types(elem, 1, elem, 1) as i64);
                let word = self.helper(Helper::Distinct, &[self.ctx, raw, code]);
                self.check_word(word, expr.pos);
                self.b.ins().iconst(types::I8, 1)
            }
            ExprKind::Fold { op, view, start, overflow } => {
                self.fold(*op, *view, start.as_deref(), *overflow, expr.ty, expr.pos)
            }
            ExprKind::UnitStride(view) => {
                let slot = self.view_slot(*view);
                let stride = self.b.use_var(slot.strides[slot.strides.len() - 1]);
                self.b.ins().icmp_imm_s(IntCC::Equal, stride, slot.ty.elem.size() as i64)
            }
            ExprKind::Apart(tests) => {
                let mut all = self.b.ins().iconst(types::I8, 1);
                for test in tests {
                    let one = self.apart_test(test);
                    all = self.b.ins().band(all, one);
                }
                all
            }
            ExprKind::InRange(tests) => self.in_range(tests),
        }
    }

    /// Go to `yes` or `no` by a bool.
    pub fn condition(&mut self, expr: &'a Expr, yes: Block, no: Block) {
        match &expr.kind {
            ExprKind::And(args) if !cheap(&args.1) => {
                let middle = self.b.create_block();
                self.condition(&args.0, middle, no);
                self.enter(middle);
                self.condition(&args.1, yes, no);
            }
            ExprKind::Or(args) if !cheap(&args.1) => {
                let middle = self.b.create_block();
                self.condition(&args.0, yes, middle);
                self.enter(middle);
                self.condition(&args.1, yes, no);
            }
            ExprKind::Unary { op: UnOp::Not, arg, .. } => self.condition(arg, no, yes),
            _ => {
                let value = self.expr(expr);
                self.b.ins().brif(value, yes, &[], no, &[]);
            }
        }
    }

    fn args(&mut self, args: &'a [Arg]) -> Vec<Value> {
        let mut values = Vec::new();
        for arg in args {
            match arg {
                Arg::Scalar(value) => values.push(self.expr(value)),
                Arg::View(local) => values.extend(self.read(*local)),
            }
        }
        values
    }

    /// The host's function on the flattened arguments; a byte for the type of each goes with them.
    fn lib(&mut self, function: LibFn, args: &'a [Arg], expr: &Expr) -> Value {
        let values = self.args(args);
        let mut values = values.into_iter();
        let mut words = Vec::new();
        let mut tags = 0u64;
        for (k, arg) in args.iter().enumerate() {
            let (ty, tag) = match arg {
                Arg::Scalar(e) => (Type::Scalar(e.ty), e.ty as u64),
                Arg::View(l) => {
                    let ty = self.function.ty(*l);
                    (ty, 0x80 | ty.view().map_or(0, |v| v.elem as u64))
                }
            };
            tags |= tag << (8 * k);
            for value in values.by_ref().take(abi::words(ty)) {
                words.push(match ty {
                    Type::Scalar(s) => to_word(&mut self.b, s, value),
                    Type::View(_) => value,
                });
            }
        }
        let count = args.len() as i64;
        let pointer = self.words_on_stack(&words);
        let code = self.int(function as i64 | (expr.ty as i64) << 8 | count << 16);
        let tags = self.int(tags as i64);
        let word = self.helper(Helper::Lib, &[self.ctx, code, pointer, tags]);
        self.check_word(word, expr.pos);
        let result = self.load_ret(0);
        from_word(&mut self.b, expr.ty, result)
    }

    /// The flattened arguments of a `return`.
    pub fn result_values(&mut self, args: &'a [Arg]) -> Vec<Value> {
        self.args(args)
    }

    /// Call and give the flattened results.
    pub fn call(&mut self, call: &'a Call, pos: Pos) -> Vec<Value> {
        let group = self.shared.group;
        let conv = self.shared.target.config.default_call_conv;
        let mut values = vec![self.ctx];
        values.extend(self.args(&call.args));
        let (sig, inst) = match call.callee {
            Callee::Local(index) => {
                let sig = group.functions[index as usize].signature();
                let outs = !group.functions[index as usize].outs.is_empty();
                let clif = super::inner_signature(&sig.params, &sig.results, outs, conv);
                let callee = super::emit::import_local(&mut self.b, clif, index as usize);
                (sig, self.b.ins().call(callee, &values))
            }
            Callee::Extern(index) => {
                let sig = group.externs[index as usize].sig.clone();
                let clif = super::inner_signature(&sig.params, &sig.results, false, conv);
                let clif = self.b.import_signature(clif);
                let address = self.shared.target.externs.get(index as usize).copied().unwrap_or(0);
                let address = self.int(address as i64);
                (sig, self.b.ins().call_indirect(clif, address, &values))
            }
        };
        let returned = self.b.inst_results(inst).to_vec();
        self.check_call(returned[returned.len() - 1], pos);
        if let [Type::Scalar(_)] = sig.results[..] {
            return vec![returned[0]];
        }
        let mut results = Vec::new();
        let mut at = 0;
        for &ty in &sig.results {
            for _ in 0..abi::words(ty) {
                let word = self.load_ret(at);
                results.push(match ty {
                    Type::Scalar(s) => from_word(&mut self.b, s, word),
                    Type::View(_) => word,
                });
                at += 1;
            }
        }
        results
    }

    fn fold(
        &mut self,
        op: ReduceOp,
        view: LocalId,
        start: Option<&'a Expr>,
        overflow: Overflow,
        ty: Scalar,
        pos: Pos,
    ) -> Value {
        let start = match start {
            Some(start) => {
                let value = self.expr(start);
                to_word(&mut self.b, ty, value)
            }
            None => self.int(0),
        };
        let elem = self.view_slot(view).ty.elem;
        let header = self.raw_view(view);
        let flags = elem as i64
            | (ty as i64) << 8
            | (op as i64) << 16
            | ((overflow == Overflow::Wrap) as i64) << 24
            | ((overflow == Overflow::Saturate) as i64) << 25;
        let flags = self.int(flags);
        let word = self.helper(Helper::Fold, &[self.ctx, header, flags, start]);
        self.check_word(word, pos);
        let result = self.load_ret(0);
        from_word(&mut self.b, ty, result)
    }

    /// "In range for the first and the last value", with any overflow on the way counting as "no".
    ///
    /// Views that are indexed alike are compared once, with the least of their extents: in a loop around this one the
    /// extents do not change, so that what is left there is a comparison for each index, not for each view.
    fn in_range(&mut self, tests: &'a [RangeTest]) -> Value {
        let mut all: Option<Value> = None;
        let mut left: Vec<&'a RangeTest> = tests.iter().collect();
        while let Some(&first) = left.first() {
            let bounds = |t: &RangeTest| t.lo == first.lo && t.hi == first.hi && t.step == first.step;
            let (now, later): (Vec<&'a RangeTest>, Vec<_>) = left.into_iter().partition(|t| bounds(t));
            left = later;
            let one = self.range_tests(first, &now);
            all = Some(match all {
                Some(all) => self.b.ins().band(all, one),
                None => one,
            });
        }
        match all {
            Some(all) => all,
            None => self.b.ins().iconst(types::I8, 1),
        }
    }

    /// Tests over one range.
    fn range_tests(&mut self, range: &'a RangeTest, tests: &[&'a RangeTest]) -> Value {
        let lo = self.expr(&range.lo);
        let hi = self.expr(&range.hi);
        let mut least: Vec<(&'a RangeTest, Value)> = Vec::new();
        for test in tests {
            let extent = self.view_slot(test.view).shape[test.axis as usize];
            let extent = self.b.use_var(extent);
            match least.iter_mut().find(|(t, _)| t.var == test.var && t.index == test.index) {
                Some((_, least)) => *least = self.b.ins().umin(*least, extent),
                None => least.push((test, extent)),
            }
        }
        // The last value: for step ±1 next to the limit. For other steps the limit's neighbour bounds it.
        let last = self.b.ins().iadd_imm_s(hi, if range.step > 0 { -1 } else { 1 });
        let mut bad = self.b.ins().iconst(types::I8, 0);
        for (test, extent) in least {
            let mut moves = false;
            walk::in_expr(&test.index, &mut |_| {}, &mut |e| {
                moves |= matches!(e.kind, ExprKind::Local(local) if local == test.var);
            });
            let ends = [lo, last];
            for &end in &ends[..if moves { 2 } else { 1 }] {
                let index = self.guarded(&test.index, (test.var, end), &mut bad);
                let outside = self.b.ins().icmp(IntCC::UnsignedGreaterThanOrEqual, index, extent);
                bad = self.b.ins().bor(bad, outside);
            }
        }
        let empty =
            if range.step > 0 { IntCC::SignedGreaterThanOrEqual } else { IntCC::SignedLessThanOrEqual };
        let empty = self.b.ins().icmp(empty, lo, hi);
        let good = self.b.ins().bxor_imm_u(bad, 1);
        self.b.ins().bor(good, empty)
    }
}

impl<'a> Emit<'_, 'a, '_> {
    /// A linear expression for a value of the loop variable; any overflow joins `bad`.
    fn guarded(&mut self, e: &'a Expr, at: (LocalId, Value), bad: &mut Value) -> Value {
        match &e.kind {
            ExprKind::Local(local) if *local == at.0 => at.1,
            ExprKind::Binary { op, overflow, args, .. } => {
                let (x, y) = (self.guarded(&args.0, at, bad), self.guarded(&args.1, at, bad));
                if *overflow == Overflow::Proven {
                    return match op {
                        BinOp::Add => self.b.ins().iadd(x, y),
                        BinOp::Sub => self.b.ins().isub(x, y),
                        _ => self.b.ins().imul(x, y),
                    };
                }
                let (value, over) = match op {
                    BinOp::Add => self.b.ins().sadd_overflow(x, y),
                    BinOp::Sub => self.b.ins().ssub_overflow(x, y),
                    _ => self.b.ins().smul_overflow(x, y),
                };
                *bad = self.b.ins().bor(*bad, over);
                value
            }
            _ => self.expr(e),
        }
    }
}

/// True if the expression cannot raise, has no effect and costs a few instructions, so that computing it in vain is
/// cheaper than a branch.
pub(super) fn cheap(expr: &Expr) -> bool {
    fn cost(expr: &Expr) -> u32 {
        match &expr.kind {
            ExprKind::Const(_) | ExprKind::Local(_) | ExprKind::Extent(..) => 0,
            ExprKind::Unary { op, overflow, arg } => {
                let safe = expr.ty.is_float()
                    || matches!(op, UnOp::Not | UnOp::Invert)
                    || !matches!(overflow, Overflow::Raise);
                if safe { 1 + cost(arg) } else { 100 }
            }
            ExprKind::Binary { op, overflow, args, .. } => {
                let float = args.0.ty.is_float();
                let safe = match op {
                    BinOp::Add | BinOp::Sub | BinOp::Mul => {
                        float || matches!(overflow, Overflow::Wrap | Overflow::Proven)
                    }
                    BinOp::And | BinOp::Or | BinOp::Xor | BinOp::Min | BinOp::Max => true,
                    BinOp::Shr => args.1.as_int().is_some_and(|c| c >= 0),
                    _ => false,
                };
                if safe { 1 + cost(&args.0) + cost(&args.1) } else { 100 }
            }
            ExprKind::Compare { args, .. } => {
                let same = args.0.ty.is_float() == args.1.ty.is_float();
                if same { 1 + cost(&args.0) + cost(&args.1) } else { 100 }
            }
            ExprKind::Cast { overflow, arg } => {
                let to_int = arg.ty.is_float() && !expr.ty.is_float();
                if !to_int && matches!(overflow, Overflow::Wrap | Overflow::Proven) {
                    1 + cost(arg)
                } else {
                    100
                }
            }
            ExprKind::And(args) | ExprKind::Or(args) => 1 + cost(&args.0) + cost(&args.1),
            _ => 100,
        }
    }
    cost(expr) <= 4
}
