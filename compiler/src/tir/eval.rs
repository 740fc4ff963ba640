//! The evaluator: the meaning of TIR, and the oracle of everything behind it (passes, code generation, Cranelift).
//!
//! It walks the tree before or after passes, one thread, in the block order of native code: `prange` runs its granules
//! in turn and folds them by `order.rs`. It forms no pointer; a [`Memory`] holds the elements. Whatever passes marked as
//! proven is still checked here, and a broken proof is reported as an error of ours.
//!
//! Depth: the evaluated program's calls recurse here, so they are counted against [`Limits::depth`] and become a
//! RecursionError before the thread's stack ends.

use super::order::{self, CellOp};
use super::semantics::{self, int_of};
use super::view::{self, RawView, range_count};
use super::*;
use rustc_hash::FxHashMap;

/// What the evaluator needs from outside.
pub trait Memory {
    /// Read an element as 64 bits. The address comes from views that were passed in or from `alloc`, in bounds.
    fn load(&mut self, address: u64, ty: Scalar) -> u64;
    /// Write an element.
    fn store(&mut self, address: u64, ty: Scalar, bits: u64);
    /// Zeroed memory for a new array; none if there is not enough. Freed with the whole evaluation.
    fn alloc(&mut self, bytes: u64) -> Option<u64>;
    /// The bare `math` function, without Python's error checks. The second argument of unary ones is ignored.
    fn math(&mut self, function: MathFn, x: f64, y: f64) -> f64;
    /// A function of Python's library; the result has this type.
    fn lib(&mut self, _function: LibFn, _ty: Scalar, _args: &[(Type, Value)]) -> Result<u64, Fault> {
        Err(Fault::BrokenProof)
    }
    /// Call a function of another group.
    fn call(&mut self, function: u32, args: &[Value]) -> Result<Vec<Value>, Raised>;
    /// An atomic operation; the default is right while one thread evaluates.
    fn atomic(
        &mut self,
        address: u64,
        ty: Scalar,
        op: atomic::AtomicOp,
        overflow: Overflow,
        args: [u64; 2],
    ) -> Result<u64, Fault> {
        let old = self.load(address, ty);
        let (new, result) = atomic::step(op, ty, overflow, old, args[0], args[1])?;
        self.store(address, ty, new);
        Ok(result)
    }
    /// A scalar as Python's `format` prints it with a specification.
    fn format(&mut self, ty: Scalar, bits: u64, _spec: &str) -> String {
        format_scalar(ty, bits)
    }
    /// Run a `with gil:`: the exception, if there is one (its kind and the host's number for it), and for each variable that may
    /// come back its values, if it has some. `shape` is how many each has.
    fn gil(
        &mut self,
        _site: u32,
        _args: &[Value],
        outs: &[Vec<Type>],
    ) -> (Option<(ExcKind, u64)>, GilValues) {
        (None, vec![None; outs.len()])
    }
    /// Called at every back-edge and call: an exception kind stops the evaluation.
    fn poll(&mut self) -> Option<ExcKind>;
}

/// For each variable of a `with gil:` its values, if it has some.
pub type GilValues = Vec<Option<Vec<Value>>>;

/// A value of a local.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value {
    /// 64 bits.
    Scalar(u64),
    /// A header.
    View(RawView),
}

impl Value {
    /// The bits of a scalar (0 of a view).
    pub fn bits(self) -> u64 {
        match self {
            Value::Scalar(bits) => bits,
            Value::View(_) => 0,
        }
    }

    /// The header of a view (empty of a scalar).
    pub fn view(self) -> RawView {
        match self {
            Value::View(view) => view,
            Value::Scalar(_) => RawView::default(),
        }
    }
}

/// An exception that left the evaluated program.
#[derive(Clone, PartialEq, Debug)]
pub struct Raised {
    /// The class.
    pub kind: ExcKind,
    /// The text.
    pub message: String,
    /// Where.
    pub pos: Pos,
    /// The function that raised.
    pub function: Arc<str>,
    /// Its file.
    pub file: Arc<str>,
    /// The argument of the exception, if it is no text.
    pub value: Option<(Scalar, u64)>,
    /// The host's number of the exception object, if it came out of a `with gil:`.
    pub object: Option<u64>,
    /// The calls that it passed, innermost first.
    pub callers: Vec<Caller>,
    /// Which exception it is.
    pub serial: Serial,
    /// The exceptions that were being handled when it was raised, nearest first; theirs are in this list too.
    pub context: Vec<Raised>,
}

/// The identity of an exception; it plays no part in comparisons.
#[derive(Clone, Copy, Debug)]
pub struct Serial(u64);

impl PartialEq for Serial {
    fn eq(&self, _: &Serial) -> bool {
        true
    }
}

impl Serial {
    /// A number that no other exception has.
    pub fn new() -> Serial {
        use std::sync::atomic::{AtomicU64, Ordering};
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Serial(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

impl Default for Serial {
    fn default() -> Serial {
        Serial::new()
    }
}

impl Raised {
    /// Notes that it was raised while `handled` was handled.
    fn in_context(&mut self, mut handled: Raised) {
        let same = |other: &Raised| other.serial.0 == handled.serial.0;
        if same(self) || self.context.iter().any(same) {
            return;
        }
        let more = std::mem::take(&mut handled.context);
        self.context.push(handled);
        self.context.extend(more);
        self.context.truncate(MAX_CONTEXT);
    }
}

/// So many exceptions of a chain are kept.
const MAX_CONTEXT: usize = 64;

/// A call in a traceback.
#[derive(Clone, PartialEq, Debug)]
pub struct Caller {
    /// The function that called.
    pub function: Arc<str>,
    /// Its file.
    pub file: Arc<str>,
    /// The call.
    pub pos: Pos,
}

/// Bounds on the evaluation.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Nested calls of native functions.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { depth: 150 }
    }
}

/// What an evaluation gives.
#[derive(Clone, PartialEq, Debug)]
pub struct Outcome {
    /// Results, or the exception.
    pub result: Result<Vec<Value>, Raised>,
    /// For each out-slot, its value if it is bound.
    pub outs: Vec<Option<Value>>,
}

/// Run a function of a verified group.
pub fn run(
    group: &Group,
    function: usize,
    args: &[Value],
    memory: &mut dyn Memory,
    limits: Limits,
) -> Outcome {
    let mut eval = Eval { group, memory, depth: 0, limits };
    eval.function(function, args)
}

struct Eval<'a> {
    group: &'a Group,
    memory: &'a mut dyn Memory,
    depth: usize,
    limits: Limits,
}

/// How a block ended.
enum Flow {
    Next,
    Break,
    Continue,
    Return(Vec<Value>),
}

type Run<T> = Result<T, Raised>;

/// A running reduction of a `prange` or an exact accumulator of a serial loop.
struct Target {
    op: ReduceOp,
    ty: Scalar,
    cell: order::Cell,
    /// The partial result of the granule (or of the whole serial loop).
    words: Vec<u64>,
    /// Float `+ *` only: where the lanes run.
    lanes: Lanes,
}

enum Lanes {
    /// No lanes: combine in order.
    None,
    /// Over the iterations of the granule.
    Granule(Vec<u64>),
    /// Over the innermost loop around the update; `current` are the lanes of the loops that run, `None` before the first
    /// update; `partial` is the iteration's.
    Inner { partial: u64 },
}

/// The lanes of the reductions that a loop feeds.
type LoopLanes = Vec<(LocalId, Vec<u64>)>;

struct Frame<'f> {
    function: &'f Function,
    locals: Vec<Value>,
    targets: FxHashMap<LocalId, Target>,
    /// The ordinals of the loops that run inside the current `prange` iteration (or function), innermost last, each with
    /// the lanes of the reductions that it feeds.
    loops: Vec<(u64, LoopLanes)>,
    /// The ordinal inside the granule.
    ordinal: u64,
    /// What the innermost handler caught.
    caught: Vec<Raised>,
}

impl<'a> Eval<'a> {
    fn function(&mut self, index: usize, args: &[Value]) -> Outcome {
        let group = self.group;
        let Some(function) = group.functions.get(index) else {
            return Outcome { result: Ok(Vec::new()), outs: Vec::new() };
        };
        let mut frame = Frame {
            function,
            locals: function
                .locals
                .iter()
                .map(|l| match l.ty {
                    Type::Scalar(_) => Value::Scalar(0),
                    Type::View(_) => Value::View(RawView::default()),
                })
                .collect(),
            targets: FxHashMap::default(),
            loops: Vec::new(),
            ordinal: 0,
            caught: Vec::new(),
        };
        for (&param, &arg) in function.params.iter().zip(args) {
            frame.locals[param.0 as usize] = arg;
        }
        let result = if self.depth >= self.limits.depth {
            Err(frame.raised(Fault::Recursion, &[], function.pos))
        } else {
            self.depth += 1;
            let flow = self.poll(&frame, function.pos).and_then(|()| self.block(&mut frame, &function.body));
            self.depth -= 1;
            flow.map(|flow| match flow {
                Flow::Return(values) => values,
                _ => Vec::new(),
            })
        };
        let outs = function
            .outs
            .iter()
            .map(|out| {
                let bound = out.bound.is_none_or(|b| frame.locals[b.0 as usize].bits() != 0);
                bound.then(|| frame.locals[out.local.0 as usize])
            })
            .collect();
        Outcome { result, outs }
    }

    fn poll(&mut self, frame: &Frame<'_>, pos: Pos) -> Run<()> {
        match self.memory.poll() {
            None => Ok(()),
            Some(kind) => Err(frame.error(kind, String::new(), pos)),
        }
    }

    fn block(&mut self, frame: &mut Frame<'a>, block: &'a [Stmt]) -> Run<Flow> {
        for stmt in block {
            match self.stmt(frame, stmt)? {
                Flow::Next => {}
                other => return Ok(other),
            }
        }
        Ok(Flow::Next)
    }

    fn stmt(&mut self, frame: &mut Frame<'a>, stmt: &'a Stmt) -> Run<Flow> {
        match stmt {
            Stmt::Assign(local, value) => {
                let bits = self.expr(frame, value)?;
                frame.locals[local.0 as usize] = Value::Scalar(bits);
            }
            Stmt::AssignView(local, view, pos) => {
                let view = self.view(frame, view, *pos)?;
                frame.locals[local.0 as usize] = Value::View(view);
            }
            Stmt::Store(access, value, pos) => {
                let bits = self.expr(frame, value)?;
                let (address, ty) = self.access(frame, access, *pos)?;
                self.memory.store(address, ty, bits);
            }
            Stmt::CopyElements { dst, src, pos } => self.copy_elements(frame, *dst, *src, *pos)?,
            Stmt::FillElements(view, value) => {
                let bits = self.expr(frame, value)?;
                let (raw, ty) = frame.view_of(*view);
                for address in addresses(&raw, ty.rank as usize) {
                    self.memory.store(address, ty.elem, bits);
                }
            }
            Stmt::Call(targets, call, pos) => {
                let values = self.call(frame, call, *pos)?;
                for (target, value) in targets.iter().zip(values) {
                    if let Some(target) = target {
                        frame.locals[target.0 as usize] = value;
                    }
                }
            }
            Stmt::Eval(value) => {
                self.expr(frame, value)?;
            }
            Stmt::Reduce(reduce) => self.reduce(frame, reduce)?,
            Stmt::If(cond, then, other) => {
                let block = if self.expr(frame, cond)? != 0 { then } else { other };
                return self.block(frame, block);
            }
            Stmt::While(w) => return self.while_loop(frame, w),
            Stmt::For(l) => return self.for_loop(frame, l),
            Stmt::Prange(p) => self.prange(frame, p)?,
            Stmt::Break => return Ok(Flow::Break),
            Stmt::Continue => return Ok(Flow::Continue),
            Stmt::Return(args) => {
                let values = self.args(frame, args)?;
                return Ok(Flow::Return(values));
            }
            Stmt::Raise(kind, Message::Value(value), pos) => {
                let bits = self.expr(frame, value)?;
                let mut error = frame.error(*kind, format_scalar(value.ty, bits), *pos);
                error.value = Some((value.ty, bits));
                return Err(error);
            }
            Stmt::Raise(kind, message, pos) => {
                let text = self.message(frame, message)?;
                return Err(frame.error(*kind, text, *pos));
            }
            Stmt::Reraise(pos) => {
                let error = frame.caught.last().cloned();
                return Err(error.unwrap_or_else(|| frame.raised(Fault::BrokenProof, &[], *pos)));
            }
            Stmt::WithGil(gil) => self.with_gil(frame, gil)?,
            Stmt::Try(t) => return self.try_stmt(frame, t),
        }
        Ok(Flow::Next)
    }

    fn with_gil(&mut self, frame: &mut Frame<'a>, gil: &'a WithGil) -> Run<()> {
        let args = self.args(frame, &gil.args)?;
        let function = frame.function;
        let types: Vec<Vec<Type>> =
            gil.outs.iter().map(|out| out.locals.iter().map(|&l| function.ty(l)).collect()).collect();
        let (raised, outs) = self.memory.gil(gil.site, &args, &types);
        for (out, values) in gil.outs.iter().zip(outs) {
            let Some(values) = values else { continue };
            for (local, value) in out.locals.iter().zip(values) {
                frame.locals[local.0 as usize] = value;
            }
            if let Some(bound) = out.bound {
                frame.locals[bound.0 as usize] = Value::Scalar(1);
            }
        }
        match raised {
            None => Ok(()),
            Some((kind, number)) => {
                let mut error = frame.error(kind, String::new(), gil.pos);
                error.object = Some(number);
                Err(error)
            }
        }
    }

    fn message(&mut self, frame: &mut Frame<'a>, message: &'a Message) -> Run<String> {
        Ok(match message {
            Message::None => String::new(),
            Message::Text(text) => text.to_string(),
            Message::Value(value) => {
                let bits = self.expr(frame, value)?;
                format_scalar(value.ty, bits)
            }
            Message::Format(pieces) => {
                let mut out = String::new();
                for piece in pieces {
                    match piece {
                        Piece::Text(text) => out.push_str(text),
                        Piece::Value(value) => {
                            let bits = self.expr(frame, value)?;
                            out.push_str(&format_scalar(value.ty, bits));
                        }
                        Piece::Spec(value, spec) => {
                            let bits = self.expr(frame, value)?;
                            out.push_str(&self.memory.format(value.ty, bits, spec));
                        }
                    }
                }
                out
            }
        })
    }

    fn try_stmt(&mut self, frame: &mut Frame<'a>, t: &'a Try) -> Run<Flow> {
        let loops = frame.loops.len();
        let mut flow = match self.block(frame, &t.body) {
            Ok(Flow::Next) => self.block(frame, &t.orelse),
            Err(error) if error.kind != ExcKind::Stopped => {
                frame.loops.truncate(loops);
                match t.handlers.iter().find(|h| h.kinds.iter().any(|&k| error.kind.is_a(k))) {
                    None => Err(error),
                    Some(handler) => {
                        frame.caught.push(error);
                        let mut flow = self.block(frame, &handler.body);
                        if let (Some(caught), Err(error)) = (frame.caught.pop(), &mut flow) {
                            error.in_context(caught);
                        }
                        flow
                    }
                }
            }
            other => other,
        };
        if !t.last.is_empty() && !matches!(&flow, Err(e) if e.kind == ExcKind::Stopped) {
            frame.loops.truncate(loops);
            match self.block(frame, &t.last) {
                Ok(Flow::Next) => {}
                // Leaving a `finally` by break, continue, return or raise replaces what was under way.
                mut other => {
                    if let (Err(before), Err(error)) = (flow, &mut other) {
                        error.in_context(before);
                    }
                    flow = other;
                }
            }
        }
        flow
    }

    /// Start exact accumulators.
    fn open_accs(&mut self, frame: &mut Frame<'a>, accs: &[Acc]) {
        for acc in accs {
            let ty = frame.scalar_type(acc.local);
            let cell = order::Cell::reduction(ReduceOp::Add, order::reduction_type(ty), Overflow::Raise, 0);
            let mut words = vec![0; cell.words()];
            order::put_wide(&mut words, int_of(ty, frame.locals[acc.local.0 as usize].bits()));
            let target = Target { op: ReduceOp::Add, ty: cell.ty, cell, words, lanes: Lanes::None };
            frame.targets.insert(acc.local, target);
        }
    }

    /// End them: narrow the sums on a normal way out, forget them on an exceptional one.
    fn close_accs(&mut self, frame: &mut Frame<'a>, accs: &[Acc], flow: Run<Flow>) -> Run<Flow> {
        let mut result = flow;
        for acc in accs {
            let Some(target) = frame.targets.remove(&acc.local) else { continue };
            if result.is_ok() {
                let ty = frame.scalar_type(acc.local);
                match semantics::fit(ty, order::wide(&target.words), Overflow::Raise) {
                    Ok(bits) => frame.locals[acc.local.0 as usize] = Value::Scalar(bits),
                    Err(fault) => result = Err(frame.raised(fault, &[], acc.pos)),
                }
            }
        }
        result
    }

    fn while_loop(&mut self, frame: &mut Frame<'a>, w: &'a While) -> Run<Flow> {
        self.open_accs(frame, &w.accs);
        frame.loops.push((0, Vec::new()));
        let depth = frame.loops.len();
        let flow = (|| {
            loop {
                if self.expr(frame, &w.cond)? == 0 {
                    return Ok(None);
                }
                match self.block(frame, &w.body)? {
                    Flow::Next | Flow::Continue => {}
                    Flow::Break => return Ok(Some(Flow::Next)),
                    other => return Ok(Some(other)),
                }
                self.end_iteration(frame, depth);
                self.poll(frame, w.cond.pos)?;
            }
        })();
        self.leave_loop(frame, depth);
        let flow = self.loop_else(frame, flow, &w.orelse);
        self.close_accs(frame, &w.accs, flow)
    }

    fn end_iteration(&mut self, frame: &mut Frame<'a>, depth: usize) {
        frame.loops.truncate(depth);
        if let Some(last) = frame.loops.last_mut() {
            last.0 += 1;
        }
    }

    /// Merge the lanes of the loop that ends into the partials of the iteration.
    fn leave_loop(&mut self, frame: &mut Frame<'a>, depth: usize) {
        frame.loops.truncate(depth);
        let Some((_, lanes)) = frame.loops.pop() else { return };
        for (local, mut lanes) in lanes {
            if let Some(target) = frame.targets.get_mut(&local) {
                let (op, ty) = (target.op, target.ty);
                let merged = order::merge_lanes(op, ty, &mut lanes);
                if let Lanes::Inner { partial } = &mut target.lanes {
                    *partial = order::combine_word(op, ty, *partial, merged);
                }
            }
        }
    }

    fn loop_else(&mut self, frame: &mut Frame<'a>, flow: Run<Option<Flow>>, orelse: &'a [Stmt]) -> Run<Flow> {
        match flow? {
            None => self.block(frame, orelse),
            Some(flow) => Ok(flow),
        }
    }

    fn for_loop(&mut self, frame: &mut Frame<'a>, l: &'a For) -> Run<Flow> {
        let (lo, step, count) = self.range(frame, &l.lo, &l.hi, &l.step, l.pos)?;
        self.open_accs(frame, &l.accs);
        frame.loops.push((0, Vec::new()));
        let depth = frame.loops.len();
        let flow = (|| {
            for k in 0..count {
                let value = lo.wrapping_add((k as i64).wrapping_mul(step));
                frame.locals[l.var.0 as usize] = Value::Scalar(value as u64);
                match self.block(frame, &l.body)? {
                    Flow::Next | Flow::Continue => {}
                    Flow::Break => return Ok(Some(Flow::Next)),
                    other => return Ok(Some(other)),
                }
                self.end_iteration(frame, depth);
                self.poll(frame, l.pos)?;
            }
            Ok(None)
        })();
        self.leave_loop(frame, depth);
        let flow = self.loop_else(frame, flow, &l.orelse);
        self.close_accs(frame, &l.accs, flow)
    }

    fn range(
        &mut self,
        f: &mut Frame<'a>,
        lo: &'a Expr,
        hi: &'a Expr,
        step: &'a Expr,
        pos: Pos,
    ) -> Run<(i64, i64, u64)> {
        let lo = self.expr(f, lo)? as i64;
        let hi = self.expr(f, hi)? as i64;
        let step = self.expr(f, step)? as i64;
        if step == 0 {
            return Err(f.raised(Fault::RangeStep, &[], pos));
        }
        Ok((lo, step, range_count(lo, hi, step)))
    }

    fn reduce(&mut self, frame: &mut Frame<'a>, reduce: &'a Reduce) -> Run<()> {
        let bits = self.expr(frame, &reduce.value)?;
        let Some(target) = frame.targets.get(&reduce.local) else {
            return Err(frame.raised(Fault::BrokenProof, &[], reduce.pos));
        };
        let (op, ty, cell) = (target.op, target.ty, target.cell);
        if let CellOp::Extreme(_) = cell.op {
            let taken = if target.words[0] == 0 {
                order::may_win(ty, bits)
            } else {
                order::beats(op, ty, target.words[1], bits)
            };
            if taken {
                let mut words = vec![1, bits];
                for value in &reduce.payload {
                    words.push(self.expr(frame, value)?);
                }
                if let Some(target) = frame.targets.get_mut(&reduce.local) {
                    target.words = words;
                }
            }
            return Ok(());
        }
        let negated = |bits: u64| {
            if reduce.negate {
                semantics::unary(UnOp::Neg, Overflow::Wrap, ty, bits).unwrap_or(bits)
            } else {
                bits
            }
        };
        let ordinal = frame.ordinal;
        let loops = &mut frame.loops;
        let Some(target) = frame.targets.get_mut(&reduce.local) else { return Ok(()) };
        match (&mut target.lanes, cell.op) {
            (_, CellOp::Sum) => {
                let value = int_of(reduce.value.ty, bits);
                let value = if reduce.negate { -value } else { value };
                let sum = order::wide(&target.words).wrapping_add(value);
                order::put_wide(&mut target.words, sum);
            }
            (_, CellOp::Product) => {
                let product = order::clamped_product(order::wide(&target.words), int_of(ty, bits));
                order::put_wide(&mut target.words, product);
            }
            (Lanes::Granule(lanes), _) => {
                let lane = (ordinal % lanes.len() as u64) as usize;
                lanes[lane] = order::combine_word(op, ty, lanes[lane], negated(bits));
            }
            (Lanes::Inner { partial }, _) => match loops.last_mut() {
                None => *partial = order::combine_word(op, ty, *partial, negated(bits)),
                Some((ordinal, feeding)) => {
                    let slot = match feeding.iter().position(|(l, _)| *l == reduce.local) {
                        Some(slot) => slot,
                        None => {
                            feeding.push((reduce.local, vec![order::identity(op, ty); order::lanes(ty)]));
                            feeding.len() - 1
                        }
                    };
                    let lanes = &mut feeding[slot].1;
                    let lane = (*ordinal % lanes.len() as u64) as usize;
                    lanes[lane] = order::combine_word(op, ty, lanes[lane], negated(bits));
                }
            },
            (Lanes::None, _) => {
                let value = negated(bits);
                target.words[0] = order::combine_word(op, ty, target.words[0], value);
            }
        }
        Ok(())
    }

    fn prange(&mut self, frame: &mut Frame<'a>, p: &'a Prange) -> Run<()> {
        let (lo, step, count) = self.range(frame, &p.lo, &p.hi, &p.step, p.pos)?;
        for extra in p.threads.iter().chain(&p.chunk) {
            self.expr(frame, extra)?;
        }
        for test in &p.alias {
            let ((a, ta), (b, tb)) = (frame.view_of(test.written), frame.view_of(test.other));
            if let Err(fault) = alias_test(test.written == test.other, test.same_ok, a, ta, b, tb) {
                return Err(frame.raised(fault, &[], test.pos));
            }
        }
        if count == 0 {
            return Ok(());
        }
        let size = order::granule_size(count, p.simple);
        let granules = count.div_ceil(size);
        let function = frame.function;
        let cells = order::cells(p, |l| function.ty(l).scalar());
        let width: usize = cells.iter().map(|c| c.words()).sum();
        let mut rows = Vec::new();
        let before = frame.locals.clone();
        let outer_targets = std::mem::take(&mut frame.targets);
        let outer_loops = std::mem::take(&mut frame.loops);
        let outer_ordinal = frame.ordinal;
        let run = (|| {
            for granule in 0..granules {
                self.granule(frame, p, &cells, lo, step, granule * size..count.min((granule + 1) * size))?;
                for r in &p.reductions {
                    if let Some(target) = frame.targets.remove(&r.local) {
                        rows.extend(target.words);
                    }
                }
                // In order, the frame itself keeps the last values.
                rows.resize((granule as usize + 1) * width, 0);
            }
            Ok(())
        })();
        frame.targets = outer_targets;
        frame.loops = outer_loops;
        frame.ordinal = outer_ordinal;
        if let Err(error) = run {
            frame.locals = before;
            return Err(error);
        }
        order::combine_tree(&cells, &mut rows, granules as usize);
        // Nothing is assigned before every reduction is known to fit.
        let mut results = Vec::new();
        let mut at = 0;
        for (r, cell) in p.reductions.iter().zip(&cells) {
            let total = &rows[at..at + cell.words()];
            at += cell.words();
            let local_ty = frame.scalar_type(r.local);
            let start = frame.locals[r.local.0 as usize].bits();
            if let Some(target) = frame.targets.get_mut(&r.local) {
                // The prange is inside a serial loop that accumulates the same variable exactly.
                let sum = order::wide(&target.words).wrapping_add(order::wide(total));
                order::put_wide(&mut target.words, sum);
                continue;
            }
            let bits = match cell.op {
                CellOp::Sum => {
                    semantics::fit(local_ty, int_of(local_ty, start) + order::wide(total), r.overflow)
                }
                CellOp::Product => {
                    let product = order::clamped_product(int_of(local_ty, start), order::wide(total));
                    semantics::fit(local_ty, product, r.overflow)
                }
                CellOp::Extreme(op) => {
                    if total[0] != 0 && order::beats(op, cell.ty, start, total[1]) {
                        results.extend(r.payload.iter().copied().zip(total[2..].iter().copied()));
                        Ok(total[1])
                    } else {
                        Ok(start)
                    }
                }
                CellOp::Word(op) => {
                    let start = semantics::cast(local_ty, cell.ty, Overflow::Wrap, start).unwrap_or(start);
                    let bits = order::combine_word(op, cell.ty, start, total[0]);
                    semantics::cast(cell.ty, local_ty, Overflow::Wrap, bits)
                }
                CellOp::Last => Ok(start),
            };
            match bits {
                Ok(bits) => results.push((r.local, bits)),
                Err(fault) => {
                    frame.locals = before;
                    return Err(frame.raised(fault, &[], r.pos));
                }
            }
        }
        for (local, bits) in results {
            frame.locals[local.0 as usize] = Value::Scalar(bits);
        }
        Ok(())
    }

    fn granule(
        &mut self,
        frame: &mut Frame<'a>,
        p: &'a Prange,
        cells: &[order::Cell],
        lo: i64,
        step: i64,
        ordinals: std::ops::Range<u64>,
    ) -> Run<()> {
        frame.targets.clear();
        for (r, cell) in p.reductions.iter().zip(cells) {
            let mut words = vec![0; cell.words()];
            cell.identity(&mut words);
            let lanes = if !order::has_lanes(r.op, cell.ty) {
                Lanes::None
            } else if order::lanes_over_granule(&p.body, r.local) {
                Lanes::Granule(vec![order::identity(r.op, cell.ty); order::lanes(cell.ty)])
            } else {
                Lanes::Inner { partial: order::identity(r.op, cell.ty) }
            };
            frame.targets.insert(r.local, Target { op: r.op, ty: cell.ty, cell: *cell, words, lanes });
        }
        for (k, ordinal) in ordinals.enumerate() {
            frame.ordinal = k as u64;
            frame.loops.clear();
            let value = lo.wrapping_add((ordinal as i64).wrapping_mul(step));
            frame.locals[p.var.0 as usize] = Value::Scalar(value as u64);
            self.block(frame, &p.body)?;
            for target in frame.targets.values_mut() {
                if let Lanes::Inner { partial } = &mut target.lanes {
                    target.words[0] = order::combine_word(target.op, target.ty, target.words[0], *partial);
                    *partial = order::identity(target.op, target.ty);
                }
            }
            self.poll(frame, p.pos)?;
        }
        for target in frame.targets.values_mut() {
            if let Lanes::Granule(lanes) = &mut target.lanes {
                target.words[0] = order::merge_lanes(target.op, target.ty, lanes);
            }
        }
        Ok(())
    }

    fn args(&mut self, frame: &mut Frame<'a>, args: &'a [Arg]) -> Run<Vec<Value>> {
        args.iter()
            .map(|arg| match arg {
                Arg::Scalar(value) => self.expr(frame, value).map(Value::Scalar),
                Arg::View(local) => Ok(frame.locals[local.0 as usize]),
            })
            .collect()
    }

    fn call(&mut self, frame: &mut Frame<'a>, call: &'a Call, pos: Pos) -> Run<Vec<Value>> {
        let args = self.args(frame, &call.args)?;
        let result = match call.callee {
            Callee::Local(index) => self.function(index as usize, &args).result,
            Callee::Extern(index) => self.memory.call(index, &args),
        };
        result.map_err(|mut error| {
            // A stack that has no room is reported at the call.
            if error.kind == ExcKind::RecursionError && error.pos == Pos::default() {
                error.pos = pos;
            }
            let (function, file) = (&frame.function.name, &frame.function.file);
            error.callers.push(Caller { function: function.clone(), file: file.clone(), pos });
            error
        })
    }

    fn access(&mut self, frame: &mut Frame<'a>, access: &'a Access, pos: Pos) -> Run<(u64, Scalar)> {
        let mut address = None;
        for (axis, index) in access.index.iter().enumerate() {
            let value = int_of(index.value.ty, self.expr(frame, &index.value)?);
            // The header is read after the first index: an index cannot change it (indices assign nothing visible).
            let (view, _) = frame.view_of(access.view);
            let i = self.index(frame, index, value, view.shape[axis], pos)?;
            let at = address.unwrap_or(view.base);
            address = Some(at.wrapping_add(i.wrapping_mul(view.strides[axis]) as u64));
        }
        let (view, ty) = frame.view_of(access.view);
        Ok((address.unwrap_or(view.base), ty.elem))
    }

    fn index(&mut self, frame: &Frame<'a>, index: &Index, value: i128, extent: i64, pos: Pos) -> Run<i64> {
        if !index.may_be_negative && value < 0 {
            return Err(frame.raised(Fault::BrokenProof, &[], pos));
        }
        view::normalize(value, extent).ok_or_else(|| match index.bounds {
            Bounds::Proven => frame.raised(Fault::BrokenProof, &[], pos),
            _ => frame.raised(Fault::Index, &[value as i64, extent], pos),
        })
    }

    fn view(&mut self, frame: &mut Frame<'a>, view: &'a ViewExpr, pos: Pos) -> Run<RawView> {
        match view {
            ViewExpr::Local(local) => Ok(frame.view_of(*local).0),
            ViewExpr::Slice { base, index } => {
                let (from, _) = frame.view_of(*base);
                let mut to = RawView { base: from.base, ..RawView::default() };
                let mut axis_out = 0;
                for (axis, part) in index.iter().enumerate() {
                    match part {
                        SliceIndex::At(index) => {
                            let value = int_of(index.value.ty, self.expr(frame, &index.value)?);
                            let i = self.index(frame, index, value, from.shape[axis], pos)?;
                            to.base = to.base.wrapping_add(i.wrapping_mul(from.strides[axis]) as u64);
                        }
                        SliceIndex::Range { lo, hi, step } => {
                            let mut part = |e: &'a Option<Expr>| -> Run<Option<i64>> {
                                e.as_ref().map(|e| self.expr(frame, e).map(|b| b as i64)).transpose()
                            };
                            let (lo, hi, step) = (part(lo)?, part(hi)?, part(step)?);
                            let (first, step, count) = view::clip_slice(lo, hi, step, from.shape[axis])
                                .map_err(|fault| frame.raised(fault, &[], pos))?;
                            if count > 0 {
                                to.base = to.base.wrapping_add(first.wrapping_mul(from.strides[axis]) as u64);
                            }
                            to.shape[axis_out] = count;
                            to.strides[axis_out] = from.strides[axis].wrapping_mul(step);
                            axis_out += 1;
                        }
                    }
                }
                Ok(to)
            }
            ViewExpr::Transpose(base) => {
                let (mut view, ty) = frame.view_of(*base);
                view.shape[..ty.rank as usize].reverse();
                view.strides[..ty.rank as usize].reverse();
                Ok(view)
            }
            ViewExpr::Reshape { base, shape } => {
                let shape = self.shape(frame, shape)?;
                let (view, ty) = frame.view_of(*base);
                let shape = reshape(&view, ty, &shape).map_err(|(f, args)| frame.raised(f, &args, pos))?;
                if view.is_contiguous(ty.rank as usize, ty.elem.size()) {
                    return Ok(RawView::contiguous(view.base, &shape, ty.elem.size()));
                }
                self.copied(frame, view, ty, &shape, pos)
            }
            ViewExpr::Copy(base) => {
                let (view, ty) = frame.view_of(*base);
                self.copied(frame, view, ty, &view.shape[..ty.rank as usize], pos)
            }
            ViewExpr::New { elem, shape, fill } => {
                let shape = self.shape(frame, shape)?;
                let fill = match fill {
                    Fill::Zeros => None,
                    Fill::Value(value) => Some((self.expr(frame, value)?, None)),
                    Fill::Range(start, step) => {
                        let (ty, start_bits) = (start.ty, self.expr(frame, start)?);
                        Some((start_bits, Some((ty, self.expr(frame, step)?))))
                    }
                };
                let new = self.array(frame, *elem, &shape, pos)?;
                let mut address = new.base;
                let mut k = 0u64;
                while let Some((start, range)) = fill
                    && k < new.len(shape.len()).unwrap_or(0)
                {
                    let bits = match range {
                        None => start,
                        Some((ty, step)) => range_element(*elem, ty, start, step, k)
                            .map_err(|fault| frame.raised(fault, &[], pos))?,
                    };
                    self.memory.store(address, *elem, bits);
                    address += elem.size() as u64;
                    k += 1;
                }
                Ok(new)
            }
        }
    }

    fn shape(&mut self, frame: &mut Frame<'a>, shape: &'a [Expr]) -> Run<Vec<i64>> {
        shape.iter().map(|e| self.expr(frame, e).map(|b| b as i64)).collect()
    }

    fn array(&mut self, frame: &Frame<'a>, elem: Scalar, shape: &[i64], pos: Pos) -> Run<RawView> {
        if shape.iter().any(|&n| n < 0) {
            return Err(frame.raised(Fault::NegativeExtent, &[], pos));
        }
        let bytes = view::element_count(shape).and_then(|n| n.checked_mul(elem.size() as u64));
        match bytes.and_then(|bytes| self.memory.alloc(bytes)) {
            Some(base) => Ok(RawView::contiguous(base, shape, elem.size())),
            None => Err(frame.raised(Fault::NoMemory, &[], pos)),
        }
    }

    fn copied(
        &mut self,
        frame: &Frame<'a>,
        from: RawView,
        ty: ViewType,
        shape: &[i64],
        pos: Pos,
    ) -> Run<RawView> {
        let new = self.array(frame, ty.elem, shape, pos)?;
        for (k, address) in addresses(&from, ty.rank as usize).enumerate() {
            let bits = self.memory.load(address, ty.elem);
            self.memory.store(new.base + k as u64 * ty.elem.size() as u64, ty.elem, bits);
        }
        Ok(new)
    }

    fn copy_elements(&mut self, frame: &mut Frame<'a>, dst: LocalId, src: LocalId, pos: Pos) -> Run<()> {
        let ((to, tt), (from, tf)) = (frame.view_of(dst), frame.view_of(src));
        let from = broadcast(&to, tt.rank as usize, &from, tf.rank as usize)
            .map_err(|(a, b)| frame.raised(Fault::Shape, &[a, b], pos))?;
        let values: Vec<u64> =
            addresses(&from, tt.rank as usize).map(|address| self.memory.load(address, tf.elem)).collect();
        for (address, bits) in addresses(&to, tt.rank as usize).zip(values) {
            self.memory.store(address, tt.elem, bits);
        }
        Ok(())
    }

    fn expr(&mut self, frame: &mut Frame<'a>, expr: &'a Expr) -> Run<u64> {
        match &expr.kind {
            ExprKind::Const(bits) => Ok(*bits),
            ExprKind::Local(local) => Ok(frame.locals[local.0 as usize].bits()),
            ExprKind::Extent(local, axis) => Ok(frame.view_of(*local).0.shape[*axis as usize] as u64),
            ExprKind::Binary { .. } | ExprKind::Unary { .. } | ExprKind::Cast { .. } => {
                self.arithmetic(frame, expr)
            }
            ExprKind::Compare { op, args } => {
                let a = self.expr(frame, &args.0)?;
                let b = self.expr(frame, &args.1)?;
                Ok(semantics::compare(*op, args.0.ty, a, args.1.ty, b) as u64)
            }
            ExprKind::And(args) => {
                if self.expr(frame, &args.0)? == 0 {
                    return Ok(0);
                }
                self.expr(frame, &args.1)
            }
            ExprKind::Or(args) => {
                if self.expr(frame, &args.0)? != 0 {
                    return Ok(1);
                }
                self.expr(frame, &args.1)
            }
            ExprKind::Cond(args) => {
                let branch = if self.expr(frame, &args.0)? != 0 { &args.1 } else { &args.2 };
                self.expr(frame, branch)
            }
            ExprKind::Seq(block, value) => {
                self.block(frame, block)?;
                self.expr(frame, value)
            }
            _ => self.rare(frame, expr),
        }
    }

    fn arithmetic(&mut self, frame: &mut Frame<'a>, expr: &'a Expr) -> Run<u64> {
        let bits = match &expr.kind {
            ExprKind::Binary { op, overflow, division, facts, args } => {
                let a = self.expr(frame, &args.0)?;
                let b = self.expr(frame, &args.1)?;
                let (ta, tb) = (args.0.ty, args.1.ty);
                let broken = facts.non_negative && (int_of(ta, a) < 0 || int_of(tb, b) < 0)
                    || facts.non_zero && !tb.is_float() && b == 0;
                if broken && !ta.is_float() {
                    Err(Fault::BrokenProof)
                } else {
                    semantics::binary(*op, *overflow, *division, ta, tb, a, b)
                }
            }
            ExprKind::Unary { op, overflow, arg } => {
                let x = self.expr(frame, arg)?;
                semantics::unary(*op, *overflow, arg.ty, x)
            }
            ExprKind::Cast { overflow, arg } => {
                let x = self.expr(frame, arg)?;
                semantics::cast(arg.ty, expr.ty, *overflow, x)
            }
            _ => Ok(0),
        };
        bits.map_err(|fault| frame.raised(fault, &[], expr.pos))
    }

    fn rare(&mut self, frame: &mut Frame<'a>, expr: &'a Expr) -> Run<u64> {
        match &expr.kind {
            ExprKind::Load(access) => {
                let (address, ty) = self.access(frame, access, expr.pos)?;
                Ok(self.memory.load(address, ty))
            }
            ExprKind::Atomic(a) => {
                let (address, ty) = self.access(frame, &a.access, expr.pos)?;
                let mut args = [0; 2];
                for (slot, arg) in args.iter_mut().zip(&a.args) {
                    *slot = self.expr(frame, arg)?;
                }
                let done = self.memory.atomic(address, ty, a.op, a.overflow, args);
                done.map_err(|fault| frame.raised(fault, &[], expr.pos))
            }
            ExprKind::Math(function, args) => {
                let mut values = [0.0; 2];
                for (slot, arg) in values.iter_mut().zip(args) {
                    *slot = f64::from_bits(self.expr(frame, arg)?);
                }
                let result = match function {
                    MathFn::Sqrt => values[0].sqrt(),
                    MathFn::Fabs => values[0].abs(),
                    MathFn::Floor => values[0].floor(),
                    MathFn::Ceil => values[0].ceil(),
                    MathFn::Trunc => values[0].trunc(),
                    MathFn::RoundEven => values[0].round_ties_even(),
                    MathFn::Copysign => values[0].copysign(values[1]),
                    MathFn::Fmod => values[0] % values[1],
                    _ => self.memory.math(*function, values[0], values[1]),
                };
                match semantics::math_check(*function, values[0], values[1], result) {
                    Ok(()) => Ok(result.to_bits()),
                    Err(fault) => Err(frame.raised(fault, &[], expr.pos)),
                }
            }
            ExprKind::FloatTest(test, arg) => {
                let x = f64::from_bits(self.expr(frame, arg)?);
                Ok(match test {
                    FloatTest::IsNan => x.is_nan(),
                    FloatTest::IsInf => x.is_infinite(),
                    FloatTest::IsFinite => x.is_finite(),
                } as u64)
            }
            ExprKind::Call(call) => {
                let values = self.call(frame, call, expr.pos)?;
                Ok(values.first().map_or(0, |v| v.bits()))
            }
            ExprKind::Lib(function, args) => {
                let values = self.args(frame, args)?;
                let types = args.iter().map(|arg| match arg {
                    Arg::Scalar(e) => Type::Scalar(e.ty),
                    Arg::View(l) => frame.function.ty(*l),
                });
                let args: Vec<(Type, Value)> = types.zip(values).collect();
                self.memory.lib(*function, expr.ty, &args).map_err(|fault| frame.raised(fault, &[], expr.pos))
            }
            ExprKind::Distinct(view) => {
                let (raw, ty) = frame.view_of(*view);
                match distinct(&raw, ty.elem, |address| self.memory.load(address, ty.elem)) {
                    Ok(()) => Ok(1),
                    Err((fault, args)) => Err(frame.raised(fault, &args, expr.pos)),
                }
            }
            ExprKind::Fold { op, view, start, overflow } => {
                let start = match start {
                    Some(start) => Some(self.expr(frame, start)?),
                    None => None,
                };
                let (raw, ty) = frame.view_of(*view);
                let values: Vec<u64> = addresses(&raw, 1)
                    .map(|address| {
                        let bits = self.memory.load(address, ty.elem);
                        semantics::cast(ty.elem, expr.ty, Overflow::Wrap, bits).unwrap_or(bits)
                    })
                    .collect();
                fold(*op, expr.ty, *overflow, start, &values)
                    .map_err(|fault| frame.raised(fault, &[], expr.pos))
            }
            ExprKind::InRange(tests) => {
                for test in tests {
                    if !self.range_test(frame, test)? {
                        return Ok(0);
                    }
                }
                Ok(1)
            }
            ExprKind::Apart(tests) => {
                for test in tests {
                    if !self.apart_test(frame, test)? {
                        return Ok(0);
                    }
                }
                Ok(1)
            }
            ExprKind::UnitStride(view) => {
                let (raw, ty) = frame.view_of(*view);
                Ok((raw.strides[ty.rank as usize - 1] == ty.elem.size() as i64) as u64)
            }
            _ => Ok(0),
        }
    }

    fn apart_test(&mut self, frame: &mut Frame<'a>, test: &'a ApartTest) -> Run<bool> {
        let lo = self.expr(frame, &test.lo)? as i64;
        let hi = self.expr(frame, &test.hi)? as i64;
        let last = (hi as i128 - 1).max(lo as i128);
        let a = self.stream_ends(frame, &test.written, lo as i128, last)?;
        let b = self.stream_ends(frame, &test.other, lo as i128, last)?;
        if test.written.moves() && test.other.moves() && a.2 == b.2 {
            let distance = (a.0 - b.0).unsigned_abs();
            return Ok(distance == 0 && test.same_ok || distance >= test.near as u128 * a.2 as u128);
        }
        Ok(a.1 + a.2 <= b.0 || b.1 + b.2 <= a.0)
    }

    /// The addresses of the first and last element of a stream, and the size of an element.
    fn stream_ends(
        &mut self,
        frame: &mut Frame<'a>,
        stream: &'a Stream,
        lo: i128,
        last: i128,
    ) -> Run<(i128, i128, i128)> {
        let (raw, ty) = frame.view_of(stream.view);
        let mut ends = [raw.base as i128; 2];
        for (axis, index) in stream.index.iter().enumerate() {
            let mut offset = 0i128;
            for (negative, part) in &index.offset {
                let value = self.expr(frame, part)? as i64 as i128;
                offset += if *negative { -value } else { value };
            }
            for (end, i) in ends.iter_mut().zip([lo, last]) {
                *end += raw.strides[axis] as i128 * (index.coef as i128 * i + offset);
            }
        }
        Ok((ends[0].min(ends[1]), ends[0].max(ends[1]), ty.elem.size() as i128))
    }

    fn range_test(&mut self, frame: &mut Frame<'a>, test: &'a RangeTest) -> Run<bool> {
        let lo = self.expr(frame, &test.lo)? as i64;
        let hi = self.expr(frame, &test.hi)? as i64;
        let count = range_count(lo, hi, test.step);
        if count == 0 {
            return Ok(true);
        }
        let last = lo as i128 + (count as i128 - 1) * test.step as i128;
        let extent = frame.view_of(test.view).0.shape[test.axis as usize] as i128;
        for end in [lo as i128, last] {
            let index = self.linear(frame, &test.index, test.var, end)?;
            if !index.is_some_and(|i| (0..extent).contains(&i)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A linear expression for a value of the loop variable; none if an operation overflows.
    fn linear(&mut self, frame: &mut Frame<'a>, e: &'a Expr, var: LocalId, value: i128) -> Run<Option<i128>> {
        match &e.kind {
            ExprKind::Local(local) if *local == var => Ok(Some(value)),
            ExprKind::Binary { op, args, .. } => {
                let a = self.linear(frame, &args.0, var, value)?;
                let b = self.linear(frame, &args.1, var, value)?;
                let (Some(a), Some(b)) = (a, b) else { return Ok(None) };
                let exact = match op {
                    BinOp::Add => a.checked_add(b),
                    BinOp::Sub => a.checked_sub(b),
                    _ => a.checked_mul(b),
                };
                Ok(exact.filter(|x| i64::try_from(*x).is_ok()))
            }
            _ => Ok(Some(self.expr(frame, e)? as i64 as i128)),
        }
    }
}

impl<'f> Frame<'f> {
    fn view_of(&self, local: LocalId) -> (RawView, ViewType) {
        let ty = self.function.ty(local).view().unwrap_or(ViewType::new(Scalar::F64, 1));
        (self.locals[local.0 as usize].view(), ty)
    }

    fn scalar_type(&self, local: LocalId) -> Scalar {
        self.function.ty(local).scalar().unwrap_or(Scalar::I64)
    }

    fn error(&self, kind: ExcKind, message: String, pos: Pos) -> Raised {
        Raised {
            kind,
            message,
            pos,
            function: self.function.name.clone(),
            file: self.function.file.clone(),
            value: None,
            object: None,
            callers: Vec::new(),
            serial: Serial::new(),
            context: Vec::new(),
        }
    }

    fn raised(&self, fault: Fault, args: &[i64], pos: Pos) -> Raised {
        self.error(fault.kind(), fault.message(args), pos)
    }
}

/// The test of `disjoint`: in order, the first index that is negative or was there before. Gives the fault with the index and
/// the position or positions.
pub fn distinct(
    view: &RawView,
    elem: Scalar,
    mut load: impl FnMut(u64) -> u64,
) -> Result<(), (Fault, [i64; 3])> {
    let mut seen: FxHashMap<u64, i64> = FxHashMap::default();
    for (position, address) in addresses(view, 1).enumerate() {
        let (bits, position) = (load(address), position as i64);
        if int_of(elem, bits) < 0 {
            return Err((Fault::NegativeIndex, [bits as i64, position, 0]));
        }
        if let Some(before) = seen.insert(bits, position) {
            return Err((Fault::SameIndex, [bits as i64, before, position]));
        }
    }
    Ok(())
}

/// The addresses of all elements in C order.
pub fn addresses(view: &RawView, rank: usize) -> impl Iterator<Item = u64> + use<> {
    let view = *view;
    let count = view.len(rank).unwrap_or(0);
    (0..count).map(move |k| {
        let mut rest = k as i64;
        let mut at = view.base;
        for axis in (0..rank).rev() {
            let i = rest % view.shape[axis];
            rest /= view.shape[axis];
            at = at.wrapping_add(i.wrapping_mul(view.strides[axis]) as u64);
        }
        at
    })
}

/// The test of an [`AliasTest`] on headers.
pub fn alias_test(
    same_view: bool,
    same_ok: bool,
    a: RawView,
    ta: ViewType,
    b: RawView,
    tb: ViewType,
) -> Result<(), Fault> {
    if same_view {
        return match view::distinct_elements(&a, ta.rank as usize, ta.elem.size()) {
            true => Ok(()),
            false => Err(Fault::SelfOverlap),
        };
    }
    if same_ok && a == b && ta.elem.size() == tb.elem.size() {
        return Ok(());
    }
    match view::overlap(&a, ta.rank as usize, ta.elem.size(), &b, tb.rank as usize, tb.elem.size()) {
        true => Err(Fault::Alias),
        false => Ok(()),
    }
}

/// The extents of a reshape with a -1 resolved.
pub fn reshape(from: &RawView, ty: ViewType, shape: &[i64]) -> Result<Vec<i64>, (Fault, Vec<i64>)> {
    let have = from.len(ty.rank as usize).unwrap_or(0) as i64;
    let mut shape = shape.to_vec();
    let unknown: Vec<usize> = (0..shape.len()).filter(|&i| shape[i] == -1).collect();
    if let [axis] = unknown[..] {
        shape[axis] = 1;
        let rest = view::element_count(&shape).unwrap_or(0) as i64;
        if rest == 0 || have % rest != 0 {
            return Err((Fault::Reshape, vec![have, rest]));
        }
        shape[axis] = have / rest;
    }
    if shape.iter().any(|&n| n < 0) {
        return Err((Fault::NegativeExtent, Vec::new()));
    }
    match view::element_count(&shape) {
        Some(n) if n as i64 == have => Ok(shape),
        other => Err((Fault::Reshape, vec![have, other.unwrap_or(u64::MAX >> 1) as i64])),
    }
}

/// The source header stretched to the extents of the destination, or the extents that differ.
pub fn broadcast(
    dst: &RawView,
    dst_rank: usize,
    src: &RawView,
    src_rank: usize,
) -> Result<RawView, (i64, i64)> {
    let mut out = RawView { base: src.base, shape: dst.shape, strides: [0; 3] };
    if src_rank > dst_rank {
        return Err((dst.shape[0], src.shape[0]));
    }
    for axis in 0..src_rank {
        let (to, n) = (axis + dst_rank - src_rank, src.shape[axis]);
        if n == dst.shape[to] {
            out.strides[to] = src.strides[axis];
        } else if n != 1 {
            return Err((dst.shape[to], n));
        }
    }
    Ok(out)
}

/// Element `k` of an `arange` whose start and step have the (wide) type `ty`.
pub fn range_element(elem: Scalar, ty: Scalar, start: u64, step: u64, k: u64) -> Result<u64, Fault> {
    match ty {
        Scalar::F64 => {
            let value = f64::from_bits(start) + k as f64 * f64::from_bits(step);
            semantics::cast(Scalar::F64, elem, Overflow::Raise, value.to_bits())
        }
        Scalar::F32 => {
            let value = f32::from_bits(start as u32) + k as f32 * f32::from_bits(step as u32);
            semantics::cast(Scalar::F32, elem, Overflow::Raise, value.to_bits() as u64)
        }
        _ => {
            let value = int_of(ty, start).saturating_add((k as i128).saturating_mul(int_of(ty, step)));
            if elem.is_float() {
                let bits = semantics::fit(ty, value, Overflow::Raise)?;
                return semantics::cast(ty, elem, Overflow::Raise, bits);
            }
            semantics::fit(elem, value, Overflow::Raise)
        }
    }
}

/// `sum`, `min`, `max` of values of a wide type, in the order of one granule.
pub fn fold(
    op: ReduceOp,
    ty: Scalar,
    overflow: Overflow,
    start: Option<u64>,
    values: &[u64],
) -> Result<u64, Fault> {
    match op {
        ReduceOp::Add if ty.is_float() => {
            let mut lanes = vec![order::identity(op, ty); order::lanes(ty)];
            let width = lanes.len();
            for (k, &value) in values.iter().enumerate() {
                lanes[k % width] = order::combine_word(op, ty, lanes[k % width], value);
            }
            let total = order::merge_lanes(op, ty, &mut lanes);
            Ok(order::combine_word(op, ty, start.unwrap_or(0), total))
        }
        ReduceOp::Add => {
            let total = values.iter().fold(int_of(ty, start.unwrap_or(0)), |sum, &v| sum + int_of(ty, v));
            semantics::fit(ty, total, overflow)
        }
        _ => {
            let empty = if op == ReduceOp::Min { Fault::EmptyMin } else { Fault::EmptyMax };
            let (&first, rest) = values.split_first().ok_or(empty)?;
            Ok(rest.iter().fold(first, |best, &v| if order::beats(op, ty, best, v) { v } else { best }))
        }
    }
}
