//! Statements and serial loops.
//!
//! Loops are rotated: one test before, one at the end (but not a `while` whose body uses what its test loaded). A call-free innermost loop polls once a *strip* of
//! [`STRIP`] iterations; other loops poll in each iteration. Leaving a place (break, continue, return) walks the open
//! scopes and emits the `finally` blocks and the closing of exact accumulators on the way.

use super::abi::ctx;
use super::emit::{Emit, Landing, LoopScope, Running, Scope, has_calls, makes_arrays, trusted};
use crate::tir::*;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block as ClifBlock, InstBuilder, Value, types};

/// Iterations between two polls of a call-free innermost loop.
const STRIP: i64 = 1024;

/// The same for a loop in blocks of iterations; a multiple of every block.
pub(super) const VECTOR_STRIP: i64 = 4096;

/// The words of an exception in the context: trap, group, trace, serial, context, message arguments.
const TRAP_WORDS: usize = 5 + ctx::TRAP_ARG_COUNT;

/// How a serial loop counts.
enum Counter {
    /// By one up or down to the limit, which is compared for equality.
    Unit { limit: Value, step: i64 },
    /// By any step, a number of times.
    Times { count: Value, step: Value },
}

impl<'a> Emit<'_, 'a, '_> {
    /// Emit a block; false if its end cannot be reached.
    pub fn block(&mut self, block: &'a [Stmt]) -> bool {
        block.iter().all(|stmt| self.stmt(stmt))
    }

    fn stmt(&mut self, stmt: &'a Stmt) -> bool {
        match stmt {
            Stmt::Assign(local, value) => {
                let value = self.expr(value);
                self.define(*local, &[value]);
            }
            Stmt::AssignView(local, view, pos) => self.assign_view(*local, view, *pos),
            Stmt::Store(access, value, pos) => self.store(access, value, *pos),
            Stmt::CopyElements { dst, src, pos } => self.copy_elements(*dst, *src, *pos),
            Stmt::FillElements(view, value) => self.fill_elements(*view, value),
            Stmt::Call(targets, call, pos) => {
                let values = self.call(call, *pos);
                let group = self.shared.group;
                let results: Vec<Type> = match call.callee {
                    Callee::Local(i) => group.functions[i as usize].results.clone(),
                    Callee::Extern(i) => group.externs[i as usize].sig.results.clone(),
                };
                let mut at = 0;
                for (target, ty) in targets.iter().zip(results) {
                    let end = at + super::abi::words(ty);
                    if let Some(target) = target {
                        self.define(*target, &values[at..end]);
                    }
                    at = end;
                }
            }
            Stmt::Eval(value) => {
                self.expr(value);
            }
            Stmt::Reduce(reduce) => self.reduce(reduce),
            Stmt::If(cond, then, other) => return self.if_stmt(cond, then, other),
            Stmt::While(w) => return self.while_loop(w),
            Stmt::For(l) => return self.for_loop(l),
            Stmt::Prange(p) => self.prange(p),
            Stmt::Break | Stmt::Continue => {
                let depth = self.scopes.iter().rposition(|s| matches!(s, Scope::Loop(_)));
                let target = match (depth.map(|d| &self.scopes[d]), stmt) {
                    (Some(Scope::Loop(l)), Stmt::Break) => Some(l.on_break),
                    (Some(Scope::Loop(l)), _) => Some(l.on_continue),
                    _ => None,
                };
                if let (Some(depth), Some(target)) = (depth, target)
                    && self.leave(depth + 1)
                {
                    self.b.ins().jump(target, &[]);
                }
                return false;
            }
            Stmt::Return(args) => {
                let values = self.result_values(args);
                if self.leave(0) {
                    self.return_values(&values);
                }
                return false;
            }
            Stmt::Raise(kind, message, pos) => {
                let mut args = Vec::new();
                for value in message.values() {
                    let bits = self.expr(value);
                    args.push(super::emit::to_word(&mut self.b, value.ty, bits));
                }
                self.trap_args(&args);
                let site = self.new_site(*pos, super::Site::pieces(message));
                let word = self.int(super::abi::trap_word(site, *kind, None) as i64);
                self.raise_word(word);
                return false;
            }
            Stmt::Reraise(_) => {
                let words = match self.caught.len().checked_sub(TRAP_WORDS) {
                    Some(at) => self.caught[at..].to_vec(),
                    None => Vec::new(),
                };
                self.restore_trap(&words);
                let caught = self.landing().caught;
                self.b.ins().jump(caught, &[]);
                return false;
            }
            Stmt::WithGil(gil) => self.with_gil(gil),
            Stmt::Try(t) => return self.try_stmt(t),
        }
        true
    }

    /// Call the host with the flattened arguments. For each variable that may come back it writes a word "bound" and the
    /// flattened values, also if it raises.
    fn with_gil(&mut self, gil: &'a WithGil) {
        let args = self.result_values(&gil.args);
        let types: Vec<Type> = gil
            .args
            .iter()
            .map(|arg| match arg {
                Arg::Scalar(e) => Type::Scalar(e.ty),
                Arg::View(l) => self.function.ty(*l),
            })
            .collect();
        let mut words = Vec::with_capacity(args.len());
        let mut values = args.into_iter();
        for ty in types {
            for _ in 0..super::abi::words(ty) {
                let Some(value) = values.next() else { break };
                words.push(match ty {
                    Type::Scalar(s) => super::emit::to_word(&mut self.b, s, value),
                    Type::View(_) => value,
                });
            }
        }
        let args = self.words_on_stack(&words);
        let ty = |e: &Self, l: LocalId| e.function.ty(l);
        let count: usize = gil
            .outs
            .iter()
            .map(|out| 1 + out.locals.iter().map(|&l| super::abi::words(ty(self, l))).sum::<usize>())
            .sum();
        let slot = self.stack_slot(8 * count.max(1));
        let outs = self.b.ins().stack_addr(types::I64, slot, 0);
        let site = self.int(i64::from(gil.site));
        let counts = self.int((words.len() as i64) | (count as i64) << 32);
        let word = self.helper(super::abi::Helper::WithGil, &[self.ctx, site, args, outs, counts]);
        let mut at = 0;
        for out in &gil.outs {
            let has = self.b.ins().load(types::I64, trusted(), outs, at);
            let has = self.b.ins().icmp_imm_s(IntCC::NotEqual, has, 0);
            at += 8;
            for &local in &out.locals {
                let old = self.read(local);
                let mut new = Vec::with_capacity(old.len());
                for value in old {
                    let word = self.b.ins().load(types::I64, trusted(), outs, at);
                    at += 8;
                    let given = match ty(self, local) {
                        Type::Scalar(s) => super::emit::from_word(&mut self.b, s, word),
                        Type::View(_) => word,
                    };
                    new.push(self.b.ins().select(has, given, value));
                }
                self.define_if(has, local, &new);
            }
            if let Some(bound) = out.bound {
                let old = self.read(bound)[0];
                let new = self.b.ins().bor(old, has);
                self.define_if(has, bound, &[new]);
            }
        }
        self.check_word(word, gil.pos);
    }

    /// Assign a local what it is to hold in both cases; whether that counts as an assignment is known at run time.
    fn define_if(&mut self, assigned: Value, local: LocalId, values: &[Value]) {
        let flag = self.last_flags.get(&local).copied();
        let before = flag.map(|flag| self.b.use_var(flag));
        self.define(local, values);
        if let (Some(flag), Some(before)) = (flag, before) {
            let now = self.b.ins().bor(before, assigned);
            self.b.def_var(flag, now);
        }
    }

    fn if_stmt(&mut self, cond: &'a Expr, then: &'a [Stmt], other: &'a [Stmt]) -> bool {
        if self.counted(cond, then, other) {
            return true;
        }
        let (yes, after) = (self.b.create_block(), self.b.create_block());
        let no = if other.is_empty() { after } else { self.b.create_block() };
        // A branch that only raises is out of the way.
        if matches!(then, [.., Stmt::Raise(..)]) {
            self.b.set_cold_block(yes);
        }
        self.condition(cond, yes, no);
        self.enter(yes);
        let mut reachable = other.is_empty();
        if self.block(then) {
            self.b.ins().jump(after, &[]);
            reachable = true;
        }
        if !other.is_empty() {
            self.enter(no);
            if self.block(other) {
                self.b.ins().jump(after, &[]);
                reachable = true;
            }
        }
        self.enter(after);
        if !reachable {
            self.unreachable_tail();
        }
        reachable
    }

    /// `if c: k += 1`, of an accumulator or where it cannot raise, without a branch, which a condition at random would mispredict; false if it is something else.
    fn counted(&mut self, cond: &'a Expr, then: &'a [Stmt], other: &'a [Stmt]) -> bool {
        if let ([Stmt::Assign(local, value)], []) = (then, other)
            && let ExprKind::Binary { op: BinOp::Add | BinOp::Sub, args, .. } = &value.kind
            && matches!(args.0.kind, ExprKind::Local(l) if l == *local)
            && value.ty.is_int()
            && args.1.as_int().is_some()
            && vector::is_total(value)
        {
            let hit = self.expr(cond);
            let (new, old) = (self.expr(value), self.read(*local)[0]);
            let new = self.b.ins().select(hit, new, old);
            self.define(*local, &[new]);
            return true;
        }
        let ([Stmt::Reduce(r)], []) = (then, other) else { return false };
        let (Some(step), Some(Running::SmallSum(var))) =
            (r.value.as_int(), self.running.get(&r.local).cloned())
        else {
            return false;
        };
        let step = if r.negate { -step } else { step };
        let hit = self.expr(cond);
        let old = self.b.use_var(var);
        let new = if step == 1 {
            let hit = self.b.ins().uextend(types::I64, hit);
            self.b.ins().iadd(old, hit)
        } else {
            let more = self.b.ins().iadd_imm_s(old, step as i64);
            self.b.ins().select(hit, more, old)
        };
        self.b.def_var(var, new);
        true
    }

    /// The current block is reached by nobody; end it.
    fn unreachable_tail(&mut self) {
        self.b.ins().trap(cranelift_codegen::ir::TrapCode::unwrap_user(1));
    }

    /// Emit what leaving the scopes from `depth` on takes, innermost first; false if that does not come to an end.
    fn leave(&mut self, depth: usize) -> bool {
        let mut kept = Vec::new();
        let landings = self.landings.clone();
        let mut reachable = true;
        while reachable && self.scopes.len() > depth {
            let Some(scope) = self.scopes.pop() else { break };
            match &scope {
                Scope::Loop(l) => {
                    let accs = l.accs;
                    let running = self.running.clone();
                    self.close_accs(accs);
                    self.running = running;
                }
                Scope::Finally(block) => {
                    let block = *block;
                    self.landings.pop();
                    reachable = self.block(block);
                }
                Scope::Handler => {
                    self.landings.pop();
                }
            }
            kept.push(scope);
        }
        self.scopes.extend(kept.into_iter().rev());
        self.landings = landings;
        reachable
    }

    fn save_trap(&mut self) -> Vec<Value> {
        (0..TRAP_WORDS as i32).map(|k| self.load_ctx(types::I64, ctx::TRAP + 8 * k)).collect()
    }

    fn restore_trap(&mut self, words: &[Value]) {
        for (k, &word) in words.iter().enumerate() {
            self.b.ins().store(trusted(), word, self.ctx, ctx::TRAP + 8 * k as i32);
        }
    }

    /// True as an i8 if the kind in the trap word is one of those.
    fn kind_in(&mut self, word: Value, kinds: &[ExcKind]) -> Value {
        let mask = ExcKind::ALL
            .iter()
            .filter(|k| kinds.iter().any(|&of| k.is_a(of)))
            .fold(0u64, |mask, &k| mask | 1 << k as u64);
        let mask = self.int(mask as i64);
        let kind = self.b.ins().ushr_imm_u(word, 32);
        let kind = self.b.ins().band_imm_u(kind, 63);
        let bit = self.b.ins().ushr(mask, kind);
        let bit = self.b.ins().band_imm_u(bit, 1);
        self.b.ins().ireduce(types::I8, bit)
    }

    fn new_landing(&mut self) -> Landing {
        let landing = Landing { raise: self.cold_block(), caught: self.cold_block() };
        self.b.append_block_param(landing.raise, types::I64);
        landing
    }

    /// A block that runs because of an exception: one that leaves it has that one as its context.
    fn while_handling(&mut self, words: &[Value], block: &'a [Stmt], outer: Landing) -> bool {
        // Most handlers cannot raise, or only raise again.
        if !block.iter().any(may_raise) {
            return self.block(block);
        }
        let landing = self.new_landing();
        self.landings.push(landing);
        self.scopes.push(Scope::Handler);
        let reachable = self.block(block);
        self.scopes.pop();
        self.landings.pop();
        let after = reachable.then(|| self.jump_out());
        self.store_trap(landing);
        self.b.switch_to_block(landing.caught);
        let handled = self.words_on_stack(words);
        self.helper(super::abi::Helper::Chain, &[self.ctx, handled]);
        self.b.ins().jump(outer.caught, &[]);
        if let Some(after) = after {
            self.enter(after);
        }
        reachable
    }

    fn try_stmt(&mut self, t: &'a Try) -> bool {
        let after = self.b.create_block();
        let outer = self.landing();
        let finally = (!t.last.is_empty()).then(|| self.new_landing());
        if let Some(landing) = finally {
            self.landings.push(landing);
            self.scopes.push(Scope::Finally(&t.last));
        }
        let before_handlers = self.landing();
        let mut ends = Vec::new();
        if t.handlers.is_empty() {
            if self.block(&t.body) && self.block(&t.orelse) {
                ends.push(self.jump_out());
            }
        } else {
            let landing = self.new_landing();
            self.landings.push(landing);
            self.scopes.push(Scope::Handler);
            let reachable = self.block(&t.body);
            self.scopes.pop();
            self.landings.pop();
            if reachable && self.block(&t.orelse) {
                ends.push(self.jump_out());
            }
            self.store_trap(landing);
            self.b.switch_to_block(landing.caught);
            let words = self.save_trap();
            for handler in &t.handlers {
                let (yes, no) = (self.b.create_block(), self.cold_block());
                let matches = self.kind_in(words[0], &handler.kinds);
                self.b.ins().brif(matches, yes, &[], no, &[]);
                self.enter(yes);
                let depth = self.caught.len();
                self.caught.extend(&words);
                if self.while_handling(&words, &handler.body, before_handlers) {
                    ends.push(self.jump_out());
                }
                self.caught.truncate(depth);
                self.enter(no);
            }
            self.b.ins().jump(before_handlers.caught, &[]);
        }
        let mut reachable = false;
        if let Some(landing) = finally {
            self.scopes.pop();
            self.landings.pop();
            // The normal ends share one copy.
            if !ends.is_empty() {
                let block = self.b.create_block();
                for end in ends {
                    self.enter(end);
                    self.b.ins().jump(block, &[]);
                }
                self.enter(block);
                if self.block(&t.last) {
                    self.b.ins().jump(after, &[]);
                    reachable = true;
                }
            }
            self.store_trap(landing);
            self.b.switch_to_block(landing.caught);
            let words = self.save_trap();
            let run = self.b.create_block();
            let stopped = self.kind_in(words[0], &[ExcKind::Stopped]);
            self.b.ins().brif(stopped, outer.caught, &[], run, &[]);
            self.enter(run);
            if self.while_handling(&words, &t.last, outer) {
                self.restore_trap(&words);
                self.b.ins().jump(outer.caught, &[]);
            }
        } else {
            for end in ends {
                self.enter(end);
                self.b.ins().jump(after, &[]);
                reachable = true;
            }
        }
        self.enter(after);
        if !reachable {
            self.unreachable_tail();
        }
        reachable
    }

    /// End the current block with a jump to a new one, to be continued later.
    fn jump_out(&mut self) -> ClifBlock {
        let block = self.b.create_block();
        self.b.ins().jump(block, &[]);
        block
    }

    fn open_accs(&mut self, accs: &'a [Acc], body: &'a [Stmt]) {
        for acc in accs {
            let mut small = true;
            walk::stmts(body, &mut |s| {
                if let Stmt::Reduce(r) = s
                    && r.local == acc.local
                {
                    small &= is_small(&r.value);
                }
                // A parallel loop adds its exact total.
                if let Stmt::Prange(p) = s {
                    small &= !p.reductions.iter().any(|r| r.local == acc.local);
                }
            });
            let zero = self.int(0);
            let running = if small {
                let var = self.b.declare_var(types::I64);
                self.b.def_var(var, zero);
                Running::SmallSum(var)
            } else {
                let var = self.b.declare_var(types::I128);
                let zero = self.b.ins().iconcat(zero, zero);
                self.b.def_var(var, zero);
                Running::Sum(var)
            };
            self.running.insert(acc.local, running);
        }
    }

    fn close_accs(&mut self, accs: &'a [Acc]) {
        for acc in accs {
            let Some(running) = self.running.remove(&acc.local) else { continue };
            let total = match running {
                Running::SmallSum(var) => {
                    let sum = self.b.use_var(var);
                    self.b.ins().sextend(types::I128, sum)
                }
                Running::Sum(var) => self.b.use_var(var),
                _ => continue,
            };
            let ty = self.function.ty(acc.local).scalar().unwrap_or(Scalar::I64);
            let start = self.read(acc.local)[0];
            let start = self.i128_of(ty, start);
            let sum = self.b.ins().iadd(start, total);
            let value = self.fit_i128(ty, sum, acc.pos);
            self.define(acc.local, &[value]);
        }
    }

    /// An integer as i128.
    pub fn i128_of(&mut self, ty: Scalar, value: Value) -> Value {
        let wide = self.widen(ty, value);
        if ty == Scalar::U64 {
            self.b.ins().uextend(types::I128, wide)
        } else {
            self.b.ins().sextend(types::I128, wide)
        }
    }

    /// An i128 as that integer type, OverflowError if it does not fit.
    pub fn fit_i128(&mut self, ty: Scalar, value: Value, pos: Pos) -> Value {
        let (low, high) = self.b.ins().isplit(value);
        let want = if ty == Scalar::U64 { self.int(0) } else { self.b.ins().sshr_imm_u(low, 63) };
        let bad = self.b.ins().icmp(IntCC::NotEqual, high, want);
        self.fail_if(bad, Fault::Range(ty), &[], pos);
        let from = if ty == Scalar::U64 { Scalar::U64 } else { Scalar::I64 };
        self.cast_value(from, ty, Overflow::Raise, low, pos)
    }

    /// The end of an iteration: free the arrays that it made.
    fn mark_iteration(&mut self, body: &[Stmt]) -> Option<Value> {
        makes_arrays(body, self.shared.group).then(|| self.helper(super::abi::Helper::ArrayMark, &[self.ctx]))
    }

    fn sweep_iteration(&mut self, mark: Option<Value>) {
        let Some(mark) = mark else { return };
        let mut roots = Vec::new();
        for slot in self.slots.clone() {
            if let super::emit::Slot::View(v) = slot {
                roots.push(self.b.use_var(v.base));
            }
        }
        self.sweep(mark, &roots);
    }

    fn while_loop(&mut self, w: &'a While) -> bool {
        self.open_accs(&w.accs, &w.body);
        let lanes = self.open_lanes(&w.body);
        let ordinal = self.open_ordinal(&lanes);
        let mark = self.mark_iteration(&w.body);
        let (body, next, done) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
        let (broken, after) = self.loop_ends(&w.orelse, done);
        // With one test, at the top, the body has the values that the test loaded.
        let top = repeats_load(w).then(|| self.b.create_block());
        if let Some(top) = top {
            self.b.ins().jump(top, &[]);
            self.b.switch_to_block(top);
        }
        self.condition(&w.cond, body, done);
        self.b.switch_to_block(body);
        self.scopes.push(Scope::Loop(LoopScope {
            on_break: broken,
            on_continue: next,
            accs: &w.accs,
            lanes: lanes.clone(),
            ordinal,
        }));
        if self.block(&w.body) {
            self.b.ins().jump(next, &[]);
        }
        self.enter(next);
        self.next_ordinal(ordinal);
        self.sweep_iteration(mark);
        self.poll(w.cond.pos);
        match top {
            Some(top) => {
                self.b.ins().jump(top, &[]);
                self.b.seal_block(top);
            }
            None => self.condition(&w.cond, body, done),
        }
        self.b.seal_block(body);
        self.scopes.pop();
        self.end_loop(&w.orelse, &lanes, &w.accs, done, broken, after);
        true
    }

    /// The target of `break` and the block after the loop.
    fn loop_ends(&mut self, orelse: &'a [Stmt], done: ClifBlock) -> (ClifBlock, ClifBlock) {
        if orelse.is_empty() {
            return (done, done);
        }
        (self.b.create_block(), self.b.create_block())
    }

    fn end_loop(
        &mut self,
        orelse: &'a [Stmt],
        lanes: &[(LocalId, cranelift_codegen::ir::StackSlot)],
        accs: &'a [Acc],
        done: ClifBlock,
        broken: ClifBlock,
        after: ClifBlock,
    ) {
        self.enter(done);
        self.close_lanes(lanes);
        if !orelse.is_empty() {
            if self.block(orelse) {
                self.b.ins().jump(after, &[]);
            }
            self.enter(broken);
            self.close_lanes(lanes);
            self.b.ins().jump(after, &[]);
            self.enter(after);
        }
        self.close_accs(accs);
    }

    fn for_loop(&mut self, l: &'a For) -> bool {
        let lo = self.expr(&l.lo);
        let hi = self.expr(&l.hi);
        let known_step = l.step.as_int();
        let step = self.expr(&l.step);
        if known_step.is_none_or(|s| s == 0) {
            let zero = self.b.ins().icmp_imm_s(IntCC::Equal, step, 0);
            self.fail_if(zero, Fault::RangeStep, &[], l.pos);
        }
        self.open_accs(&l.accs, &l.body);
        let lanes = self.open_lanes(&l.body);
        let ordinal = self.open_ordinal(&lanes);
        let mark = self.mark_iteration(&l.body);
        let (start, done) = (self.b.create_block(), self.b.create_block());
        let (broken, after) = self.loop_ends(&l.orelse, done);
        let counter = match known_step {
            Some(s @ (1 | -1)) => {
                let cc = if s > 0 { IntCC::SignedLessThan } else { IntCC::SignedGreaterThan };
                let some = self.b.ins().icmp(cc, lo, hi);
                self.b.ins().brif(some, start, &[], done, &[]);
                self.enter(start);
                Counter::Unit { limit: hi, step: s as i64 }
            }
            known => {
                let count = self.count(lo, hi, step, known, start, done);
                Counter::Times { count, step }
            }
        };
        let mut innermost = !has_calls(&l.body) && mark.is_none();
        walk::stmts(&l.body, &mut |s| {
            innermost &= !matches!(
                s,
                Stmt::For(_)
                    | Stmt::While(_)
                    | Stmt::Prange(_)
                    | Stmt::CopyElements { .. }
                    | Stmt::FillElements(..)
            );
        });
        walk::exprs(&l.body, &mut |e| {
            innermost &= !matches!(e.kind, ExprKind::Fold { .. } | ExprKind::Lib(..))
        });
        let i = self.b.declare_var(types::I64);
        self.b.def_var(i, lo);
        let (body, next) = (self.b.create_block(), self.b.create_block());
        let left = self.b.declare_var(types::I64);
        if let Counter::Times { count, .. } = counter {
            self.b.def_var(left, count);
        }
        // In a strip, `limit` is where this strip ends: a value of `i`, or how many iterations it still has.
        let limit = self.b.declare_var(types::I64);
        let strip = innermost.then(|| self.b.create_block());
        if let Some(strip) = strip {
            self.b.ins().jump(strip, &[]);
            self.b.switch_to_block(strip);
            self.poll(l.pos);
            let most = self.int(if l.vector.is_some() { VECTOR_STRIP } else { STRIP });
            match counter {
                Counter::Unit { limit: hi, step } => {
                    let at = self.b.use_var(i);
                    let rest = if step > 0 { self.b.ins().isub(hi, at) } else { self.b.ins().isub(at, hi) };
                    let length = self.b.ins().umin(rest, most);
                    let end =
                        if step > 0 { self.b.ins().iadd(at, length) } else { self.b.ins().isub(at, length) };
                    self.b.def_var(limit, end);
                }
                Counter::Times { .. } => {
                    let rest = self.b.use_var(left);
                    let length = self.b.ins().umin(rest, most);
                    let rest = self.b.ins().isub(rest, length);
                    self.b.def_var(left, rest);
                    self.b.def_var(limit, length);
                }
            }
        }
        let tail = self.b.create_block();
        let mut in_blocks = false;
        if let (Some(vector), true, Counter::Unit { step, .. }) = (l.vector, strip.is_some(), &counter) {
            let place = super::vector::Place { i, limit, body, tail, down: *step < 0 };
            let outer = std::mem::replace(&mut self.vector_ordinal, ordinal);
            in_blocks = self.vector_part(l.var, &l.body, &lanes, &place, vector.keep_last);
            self.vector_ordinal = outer;
        }
        if !in_blocks {
            self.b.ins().jump(body, &[]);
        }
        self.b.switch_to_block(body);
        let value = self.b.use_var(i);
        self.define(l.var, &[value]);
        self.scopes.push(Scope::Loop(LoopScope {
            on_break: broken,
            on_continue: next,
            accs: &l.accs,
            lanes: lanes.clone(),
            ordinal,
        }));
        if self.block(&l.body) {
            self.b.ins().jump(next, &[]);
        }
        self.scopes.pop();
        self.enter(next);
        self.next_ordinal(ordinal);
        self.sweep_iteration(mark);
        if strip.is_none() {
            self.poll(l.pos);
        }
        let at = self.b.use_var(i);
        match counter {
            Counter::Unit { limit: hi, step } => {
                let at = self.b.ins().iadd_imm_s(at, step);
                self.b.def_var(i, at);
                match strip {
                    None => {
                        let more = self.b.ins().icmp(IntCC::NotEqual, at, hi);
                        self.b.ins().brif(more, body, &[], done, &[]);
                    }
                    Some(strip) => {
                        let end = self.b.use_var(limit);
                        let more = self.b.ins().icmp(IntCC::NotEqual, at, end);
                        self.b.ins().brif(more, body, &[], tail, &[]);
                        self.enter(tail);
                        let at = self.b.use_var(i);
                        let more = self.b.ins().icmp(IntCC::NotEqual, at, hi);
                        self.b.ins().brif(more, strip, &[], done, &[]);
                        self.b.seal_block(strip);
                    }
                }
            }
            Counter::Times { step, .. } => {
                let at = self.b.ins().iadd(at, step);
                self.b.def_var(i, at);
                let var = if strip.is_some() { limit } else { left };
                let rest = self.b.use_var(var);
                let rest = self.b.ins().iadd_imm_s(rest, -1);
                self.b.def_var(var, rest);
                match strip {
                    None => {
                        self.b.ins().brif(rest, body, &[], done, &[]);
                    }
                    Some(strip) => {
                        self.b.ins().brif(rest, body, &[], tail, &[]);
                        self.enter(tail);
                        let left = self.b.use_var(left);
                        self.b.ins().brif(left, strip, &[], done, &[]);
                        self.b.seal_block(strip);
                    }
                }
            }
        }
        self.b.seal_block(body);
        self.end_loop(&l.orelse, &lanes, &l.accs, done, broken, after);
        true
    }

    /// How many iterations a range has; goes to `start` if there are some, else to `done`. `step` is not 0.
    pub fn count(
        &mut self,
        lo: Value,
        hi: Value,
        step: Value,
        known: Option<i128>,
        start: ClifBlock,
        done: ClifBlock,
    ) -> Value {
        let up_span = |e: &mut Self| e.b.ins().isub(hi, lo);
        let down_span = |e: &mut Self| e.b.ins().isub(lo, hi);
        let (some, span, magnitude) = match known {
            Some(s) => {
                let up = s > 0;
                let cc = if up { IntCC::SignedLessThan } else { IntCC::SignedGreaterThan };
                let some = self.b.ins().icmp(cc, lo, hi);
                let span = if up { up_span(self) } else { down_span(self) };
                let magnitude = self.int(s.unsigned_abs() as u64 as i64);
                (some, span, magnitude)
            }
            None => {
                let up = self.b.ins().icmp_imm_s(IntCC::SignedGreaterThan, step, 0);
                let rising = self.b.ins().icmp(IntCC::SignedLessThan, lo, hi);
                let falling = self.b.ins().icmp(IntCC::SignedGreaterThan, lo, hi);
                let some = self.b.ins().select(up, rising, falling);
                let (a, b) = (up_span(self), down_span(self));
                let span = self.b.ins().select(up, a, b);
                let negated = self.b.ins().ineg(step);
                let magnitude = self.b.ins().select(up, step, negated);
                (some, span, magnitude)
            }
        };
        self.b.ins().brif(some, start, &[], done, &[]);
        self.enter(start);
        // The span is an unsigned number ≥ 1.
        let short = self.b.ins().iadd_imm_s(span, -1);
        let count = self.b.ins().udiv(short, magnitude);
        self.b.ins().iadd_imm_s(count, 1)
    }
}

/// True if the body loads an element first that the condition has loaded.
fn repeats_load(w: &While) -> bool {
    let mut loaded = Vec::new();
    walk::in_expr(&w.cond, &mut |_| {}, &mut |e| {
        if let ExprKind::Load(access) = &e.kind {
            loaded.push(access);
        }
    });
    let same = |a: &Access, b: &Access| {
        a.view == b.view
            && a.index.iter().zip(&b.index).all(|(i, j)| affine::bare(&i.value) == affine::bare(&j.value))
    };
    let mut found = false;
    if !loaded.is_empty()
        && let Some(first) = w.body.first()
    {
        walk::exprs(std::slice::from_ref(first), &mut |e| {
            if let ExprKind::Load(access) = &e.kind {
                found |= loaded.iter().any(|l| same(l, access));
            }
        });
    }
    found
}

/// Whether a statement may raise an exception of its own.
fn may_raise(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Reraise(_) | Stmt::Break | Stmt::Continue => false,
        Stmt::Assign(_, value) => !matches!(value.kind, ExprKind::Const(_) | ExprKind::Local(_)),
        Stmt::Return(args) => args.iter().any(
            |arg| matches!(arg, Arg::Scalar(e) if !matches!(e.kind, ExprKind::Const(_) | ExprKind::Local(_))),
        ),
        _ => true,
    }
}

/// True if the value has so few bits that a sum of as many as a machine can add in years fits i64.
fn is_small(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Const(_) => value.as_int().is_some_and(|c| c.unsigned_abs() < 1 << 8),
        ExprKind::Cast { arg, .. } => matches!(arg.ty, Scalar::Bool | Scalar::I8 | Scalar::U8),
        _ => false,
    }
}
