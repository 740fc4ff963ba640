//! What well-formed TIR is. Front ends and passes must only make groups that pass; code generation and evaluator rely on
//! it. A failure is a bug of ours, so the message is for us.

use super::*;

/// Check a group.
pub fn verify(group: &Group) -> Result<(), String> {
    for function in &group.functions {
        let mut v =
            Verifier { group, function, loops: 0, handlers: 0, targets: Vec::new(), in_prange: false };
        v.function().map_err(|message| format!("{}: {message}", function.name))?;
    }
    Ok(())
}

struct Verifier<'a> {
    group: &'a Group,
    function: &'a Function,
    /// Loops that `break` can leave.
    loops: usize,
    handlers: usize,
    /// Running reductions and accumulators: local, op, type of operands.
    targets: Vec<(LocalId, ReduceOp, usize)>,
    in_prange: bool,
}

type Check = Result<(), String>;

fn ensure(truth: bool, message: impl FnOnce() -> String) -> Check {
    if truth { Ok(()) } else { Err(message()) }
}

impl<'a> Verifier<'a> {
    fn function(&mut self) -> Check {
        let f = self.function;
        for local in &f.locals {
            if let Type::View(v) = local.ty {
                ensure((0..=ViewType::MAX_RANK).contains(&v.rank), || format!("rank of `{}`", local.name))?;
            }
        }
        for (i, &p) in f.params.iter().enumerate() {
            self.local(p)?;
            ensure(!f.params[..i].contains(&p), || "a parameter twice".into())?;
        }
        ensure(f.writes.len() == f.params.len(), || "write summary of another length".into())?;
        for out in &f.outs {
            self.local(out.local)?;
            if let Some(bound) = out.bound {
                ensure(self.scalar(bound)? == Scalar::Bool, || "bound flag is no bool".into())?;
            }
        }
        self.block(&f.body, 0)
    }

    fn local(&self, local: LocalId) -> Result<Type, String> {
        let found = self.function.locals.get(local.0 as usize);
        found.map(|l| l.ty).ok_or_else(|| format!("no local {}", local.0))
    }

    fn scalar(&self, local: LocalId) -> Result<Scalar, String> {
        self.local(local)?.scalar().ok_or_else(|| format!("local {} is no scalar", local.0))
    }

    fn view(&self, local: LocalId) -> Result<ViewType, String> {
        self.local(local)?.view().ok_or_else(|| format!("local {} is no view", local.0))
    }

    fn block(&mut self, block: &'a [Stmt], depth: usize) -> Check {
        ensure(depth <= MAX_STMT_DEPTH, || "statements nested too deeply".into())?;
        block.iter().try_for_each(|stmt| self.stmt(stmt, depth))
    }

    fn looped(&mut self, block: &'a [Stmt], depth: usize) -> Check {
        self.loops += 1;
        let result = self.block(block, depth + 1);
        self.loops -= 1;
        result
    }

    fn accs(&mut self, accs: &[Acc]) -> Check {
        for acc in accs {
            let ty = self.scalar(acc.local)?;
            ensure(ty.is_int(), || "accumulator is no integer".into())?;
            let running = self.targets.iter().any(|t| t.0 == acc.local);
            ensure(!running, || "accumulator on an inner loop".into())?;
            self.targets.push((acc.local, ReduceOp::Add, 0));
        }
        Ok(())
    }

    fn stmt(&mut self, stmt: &'a Stmt, depth: usize) -> Check {
        match stmt {
            Stmt::Assign(local, value) => {
                let (want, have) = (self.scalar(*local)?, self.expr(value)?);
                ensure(want == have, || format!("{have} assigned to local {} of type {want}", local.0))
            }
            Stmt::AssignView(local, view, _) => {
                let want = self.view(*local)?;
                let (elem, rank) = self.view_expr(view)?;
                let same = (want.elem, want.rank) == (elem, rank);
                ensure(same, || format!("view of {elem} rank {rank} assigned to {want}"))
            }
            Stmt::Store(access, value, _) => {
                let view = self.access(access)?;
                ensure(view.writable, || "store through a read-only view".into())?;
                let have = self.expr(value)?;
                ensure(have == view.elem, || format!("{have} stored into {}", view.elem))
            }
            Stmt::CopyElements { dst, src, .. } => {
                let (dst, src) = (self.view(*dst)?, self.view(*src)?);
                ensure(dst.writable, || "copy into a read-only view".into())?;
                ensure(dst.elem == src.elem, || "copy between element types".into())
            }
            Stmt::FillElements(view, value) => {
                let view = self.view(*view)?;
                ensure(view.writable, || "fill of a read-only view".into())?;
                let have = self.expr(value)?;
                ensure(have == view.elem, || format!("{have} fills {}", view.elem))
            }
            Stmt::Call(targets, call, _) => {
                let results = self.call(call)?;
                ensure(targets.len() == results.len(), || "call with another number of results".into())?;
                for (target, want) in targets.iter().zip(results) {
                    if let Some(target) = target {
                        let have = self.local(*target)?;
                        ensure(same_value(have, want), || format!("result {want} into {have}"))?;
                    }
                }
                Ok(())
            }
            Stmt::Eval(value) => self.expr(value).map(drop),
            Stmt::Reduce(r) => {
                let target = self.targets.iter().rev().find(|t| t.0 == r.local);
                let Some(&(_, op, payload)) = target else {
                    return Err("update of no reduction".into());
                };
                ensure(op == r.op && payload == r.payload.len(), || "update of another kind".into())?;
                let (ty, have) = (order::reduction_type(self.scalar(r.local)?), self.expr(&r.value)?);
                let exact_sum =
                    r.op == ReduceOp::Add && ty.is_int() && matches!(have, Scalar::I64 | Scalar::U64);
                ensure(have == ty || exact_sum, || format!("update by {have} of {ty}"))?;
                ensure(!r.negate || r.op == ReduceOp::Add, || "negated update".into())?;
                r.payload.iter().try_for_each(|e| self.expr(e).map(drop))
            }
            Stmt::If(cond, then, other) => {
                self.bool(cond)?;
                self.block(then, depth + 1)?;
                self.block(other, depth + 1)
            }
            Stmt::While(w) => {
                let open = self.targets.len();
                self.accs(&w.accs)?;
                self.bool(&w.cond)?;
                self.looped(&w.body, depth)?;
                self.block(&w.orelse, depth + 1)?;
                self.targets.truncate(open);
                Ok(())
            }
            Stmt::For(l) => {
                for bound in [&l.lo, &l.hi, &l.step] {
                    self.int(bound)?;
                }
                ensure(self.scalar(l.var)? == Scalar::I64, || "loop variable is no i64".into())?;
                if let Some(marked) = l.vector {
                    let plan = vector::plan(&self.function.locals, l);
                    ensure(plan.is_some_and(|p| p.block == marked.block), || {
                        "a loop that is not in vector form is marked as vector".into()
                    })?;
                }
                let open = self.targets.len();
                self.accs(&l.accs)?;
                self.looped(&l.body, depth)?;
                self.block(&l.orelse, depth + 1)?;
                self.targets.truncate(open);
                Ok(())
            }
            Stmt::Prange(p) => self.prange(p, depth),
            Stmt::Break | Stmt::Continue => {
                ensure(self.loops > 0 || self.in_prange && matches!(stmt, Stmt::Continue), || {
                    "break or continue outside of a loop".into()
                })
            }
            Stmt::Return(args) => {
                ensure(!self.in_prange, || "return out of a prange".into())?;
                let have = self.args(args)?;
                let want = &self.function.results;
                let same = have.len() == want.len() && have.iter().zip(want).all(|(&h, &w)| same_value(h, w));
                ensure(same, || "return of other types".into())
            }
            Stmt::Raise(_, message, _) => {
                let mut count = 0;
                for value in message.values() {
                    self.expr(value)?;
                    count += 1;
                }
                ensure(count <= Message::MAX_ARGS, || "too many values in a message".into())
            }
            Stmt::Reraise(_) => ensure(self.handlers > 0, || "re-raise outside of a handler".into()),
            Stmt::WithGil(gil) => {
                self.args(&gil.args)?;
                for out in &gil.outs {
                    out.locals.iter().try_for_each(|&l| self.local(l).map(drop))?;
                    if let Some(bound) = out.bound {
                        let ty = self.scalar(bound)?;
                        ensure(ty == Scalar::Bool, || "a flag that is no bool".into())?;
                    }
                }
                Ok(())
            }
            Stmt::Try(t) => {
                self.block(&t.body, depth + 1)?;
                for handler in &t.handlers {
                    self.handlers += 1;
                    let result = self.block(&handler.body, depth + 1);
                    self.handlers -= 1;
                    result?;
                }
                self.block(&t.orelse, depth + 1)?;
                self.block(&t.last, depth + 1)
            }
        }
    }

    fn prange(&mut self, p: &'a Prange, depth: usize) -> Check {
        for bound in [&p.lo, &p.hi, &p.step].into_iter().chain(&p.threads).chain(&p.chunk) {
            self.int(bound)?;
        }
        ensure(self.scalar(p.var)? == Scalar::I64, || "prange variable is no i64".into())?;
        if let Some(marked) = p.vector {
            let plan = vector::plan_prange(&self.function.locals, p);
            ensure(plan.is_some_and(|plan| plan.block == marked.block), || {
                "a prange that is not in vector form is marked as vector".into()
            })?;
        }
        for &local in &p.private {
            self.local(local)?;
        }
        for &local in &p.last {
            self.scalar(local)?;
        }
        let open = self.targets.len();
        for r in &p.reductions {
            let ty = self.scalar(r.local)?;
            ensure(r.op.accepts(order::reduction_type(ty)), || format!("reduction {} of {ty}", r.op.name()))?;
            let extreme = matches!(r.op, ReduceOp::Min | ReduceOp::Max);
            ensure(r.payload.is_empty() || extreme, || "payload of no min or max".into())?;
            ensure(r.payload.len() < 100, || "payload too long".into())?;
            for &local in &r.payload {
                self.scalar(local)?;
            }
            self.targets.push((r.local, r.op, r.payload.len()));
        }
        for test in &p.alias {
            self.view(test.written)?;
            self.view(test.other)?;
        }
        let (loops, outer) = (std::mem::take(&mut self.loops), std::mem::replace(&mut self.in_prange, true));
        let result = self.block(&p.body, depth + 1);
        (self.loops, self.in_prange) = (loops, outer);
        self.targets.truncate(open);
        result
    }

    fn args(&mut self, args: &'a [Arg]) -> Result<Vec<Type>, String> {
        args.iter()
            .map(|arg| match arg {
                Arg::Scalar(value) => self.expr(value).map(Type::Scalar),
                Arg::View(local) => self.view(*local).map(Type::View),
            })
            .collect()
    }

    fn call(&mut self, call: &'a Call) -> Result<Vec<Type>, String> {
        self.args(&call.args)?;
        self.call_types(call)
    }

    /// The result types of a call whose argument expressions have been checked already.
    fn call_types(&self, call: &Call) -> Result<Vec<Type>, String> {
        let sig = match call.callee {
            Callee::Local(i) => self.group.functions.get(i as usize).map(Function::signature),
            Callee::Extern(i) => self.group.externs.get(i as usize).map(|e| e.sig.clone()),
        };
        let sig = sig.ok_or("call of nothing")?;
        let mut same = call.args.len() == sig.params.len();
        for (arg, &want) in call.args.iter().zip(&sig.params) {
            let have = match arg {
                Arg::Scalar(value) => Type::Scalar(value.ty),
                Arg::View(local) => Type::View(self.view(*local)?),
            };
            same &= same_value(have, want);
        }
        ensure(same, || "call with other types".into())?;
        Ok(sig.results)
    }

    fn access(&mut self, access: &'a Access) -> Result<ViewType, String> {
        let view = self.view(access.view)?;
        ensure(access.index.len() == view.rank as usize, || "another number of indices".into())?;
        access.index.iter().try_for_each(|i| self.int(&i.value))?;
        Ok(view)
    }

    fn int(&mut self, expr: &'a Expr) -> Check {
        let ty = self.expr(expr)?;
        ensure(matches!(ty, Scalar::I64 | Scalar::U64), || format!("{ty} where an i64 is wanted"))
    }

    fn bool(&mut self, expr: &'a Expr) -> Check {
        let ty = self.expr(expr)?;
        ensure(ty == Scalar::Bool, || format!("{ty} where a bool is wanted"))
    }

    fn view_expr(&mut self, view: &'a ViewExpr) -> Result<(Scalar, u8), String> {
        let plain = |v: ViewType| (v.elem, v.rank);
        match view {
            ViewExpr::Local(base) | ViewExpr::Transpose(base) | ViewExpr::Copy(base) => {
                self.view(*base).map(plain)
            }
            ViewExpr::Slice { base, index } => {
                let base = self.view(*base)?;
                ensure(index.len() == base.rank as usize, || "another number of slice parts".into())?;
                let mut rank = 0;
                for part in index {
                    match part {
                        SliceIndex::At(index) => self.int(&index.value)?,
                        SliceIndex::Range { lo, hi, step } => {
                            lo.iter().chain(hi).chain(step).try_for_each(|e| self.int(e))?;
                            rank += 1;
                        }
                    }
                }
                Ok((base.elem, rank))
            }
            ViewExpr::Reshape { base, shape } => {
                let base = self.view(*base)?;
                shape.iter().try_for_each(|e| self.int(e))?;
                Ok((base.elem, shape.len() as u8))
            }
            ViewExpr::New { elem, shape, fill } => {
                shape.iter().try_for_each(|e| self.int(e))?;
                match fill {
                    Fill::Zeros => {}
                    Fill::Value(value) => {
                        let have = self.expr(value)?;
                        ensure(have == *elem, || format!("{have} fills {elem}"))?;
                    }
                    Fill::Range(start, step) => {
                        let (a, b) = (self.expr(start)?, self.expr(step)?);
                        ensure(a == b && a.is_wide() && shape.len() == 1, || "arange of other types".into())?;
                    }
                }
                Ok((*elem, shape.len() as u8))
            }
        }
    }

    fn expr(&mut self, expr: &'a Expr) -> Result<Scalar, String> {
        let mut deepest = 0;
        self.at_depth(expr, 0, &mut deepest)?;
        Ok(expr.ty)
    }

    fn at_depth(&mut self, expr: &'a Expr, depth: usize, deepest: &mut usize) -> Check {
        ensure(depth <= MAX_EXPR_DEPTH, || "expression nested too deeply".into())?;
        *deepest = depth.max(*deepest);
        let mut children = Vec::new();
        let mut blocks = Vec::new();
        walk::expr_children(expr, &mut |e| children.push(e), &mut |b| blocks.push(b));
        for child in children {
            self.at_depth(child, depth + 1, deepest)?;
        }
        for block in blocks {
            self.block(block, depth / 2 + 1)?;
        }
        let ty = expr.ty;
        let bad =
            || format!("{:?} of type {ty} at line {}", std::mem::discriminant(&expr.kind), expr.pos.line);
        match &expr.kind {
            ExprKind::Const(_) => Ok(()),
            ExprKind::Local(local) => ensure(self.scalar(*local)? == ty, bad),
            ExprKind::Extent(local, axis) => {
                ensure(*axis < self.view(*local)?.rank && ty == Scalar::I64, bad)
            }
            ExprKind::Load(access) => {
                let view = self.view(access.view)?;
                let ints = access.index.iter().all(|i| matches!(i.value.ty, Scalar::I64 | Scalar::U64));
                ensure(ints && access.index.len() == view.rank as usize && ty == view.elem, bad)
            }
            ExprKind::Atomic(a) => {
                let view = self.view(a.access.view)?;
                let ints = a.access.index.iter().all(|i| matches!(i.value.ty, Scalar::I64 | Scalar::U64));
                let wide = if a.access.index.is_empty() { view.elem } else { atomic::wide(view.elem) };
                let args = a.args.len() == a.op.operands() && a.args.iter().all(|e| e.ty == wide);
                let result = if a.op == atomic::AtomicOp::Cas { Scalar::Bool } else { view.elem };
                let shape = a.access.index.len() == view.rank as usize && view.writable;
                ensure(ints && args && shape && a.op.accepts(view.elem) && ty == result, bad)
            }
            ExprKind::Unary { op, arg, .. } => {
                let fits = match op {
                    UnOp::Neg | UnOp::Abs => ty.is_wide(),
                    UnOp::Invert => matches!(ty, Scalar::I64 | Scalar::U64),
                    UnOp::Not => ty == Scalar::Bool,
                };
                ensure(fits && arg.ty == ty, bad)
            }
            ExprKind::Binary { op, args, .. } => {
                let (a, b) = (args.0.ty, args.1.ty);
                let int = |t| matches!(t, Scalar::I64 | Scalar::U64);
                let fits = match op {
                    BinOp::TrueDiv => {
                        a == b && a.is_wide() && ty == if a == Scalar::F32 { a } else { Scalar::F64 }
                    }
                    BinOp::Shl | BinOp::Shr => int(a) && int(b) && ty == a,
                    BinOp::Pow if int(a) => int(b) && ty == a,
                    BinOp::And | BinOp::Or | BinOp::Xor => a == b && ty == a && (int(a) || a == Scalar::Bool),
                    _ => a == b && ty == a && a.is_wide(),
                };
                ensure(fits, bad)
            }
            ExprKind::Compare { .. } => ensure(ty == Scalar::Bool, bad),
            ExprKind::Cast { .. } => Ok(()),
            ExprKind::And(args) | ExprKind::Or(args) => {
                ensure([args.0.ty, args.1.ty, ty] == [Scalar::Bool; 3], bad)
            }
            ExprKind::Cond(args) => {
                ensure(args.0.ty == Scalar::Bool && args.1.ty == ty && args.2.ty == ty, bad)
            }
            ExprKind::Math(function, args) => {
                let floats = args.iter().all(|a| a.ty == Scalar::F64);
                ensure(floats && args.len() == function.arity() && ty == Scalar::F64, bad)
            }
            ExprKind::FloatTest(_, arg) => ensure(arg.ty == Scalar::F64 && ty == Scalar::Bool, bad),
            ExprKind::Call(call) => {
                let results = self.call_types(call)?;
                ensure(results == [Type::Scalar(ty)], bad)
            }
            ExprKind::Seq(block, value) => {
                let leaves =
                    block.iter().any(|s| matches!(s, Stmt::Break | Stmt::Continue | Stmt::Return(_)));
                ensure(value.ty == ty && !leaves, bad)
            }
            ExprKind::Lib(_, args) => {
                let types = self.args(args)?;
                let fits = types.len() <= LibFn::MAX_ARGS;
                let flat = types.iter().all(|ty| ty.view().is_none_or(|v| v.rank == 1));
                ensure(fits && flat && (ty.is_wide() || ty == Scalar::Bool), bad)
            }
            ExprKind::Distinct(view) => {
                let view = self.view(*view)?;
                ensure(view.rank == 1 && view.elem.is_int() && ty == Scalar::Bool, bad)
            }
            ExprKind::Fold { op, view, start, .. } => {
                let view = self.view(*view)?;
                let wide =
                    order::reduction_type(if view.elem == Scalar::Bool { Scalar::I64 } else { view.elem });
                let start_fits = start.as_ref().is_none_or(|s| *op == ReduceOp::Add && s.ty == wide);
                let op_fits = matches!(op, ReduceOp::Add | ReduceOp::Min | ReduceOp::Max);
                ensure(view.rank == 1 && ty == wide && start_fits && op_fits, bad)
            }
            ExprKind::InRange(tests) => {
                for test in tests {
                    let view = self.view(test.view)?;
                    ensure(test.axis < view.rank && test.step != 0, bad)?;
                    let none = rustc_hash::FxHashSet::default();
                    ensure(affine::linear(&test.index, test.var, &none).is_some(), bad)?;
                }
                ensure(ty == Scalar::Bool, bad)
            }
            ExprKind::Apart(tests) => {
                for test in tests {
                    for stream in [&test.written, &test.other] {
                        let view = self.view(stream.view)?;
                        ensure(stream.index.len() == view.rank as usize, bad)?;
                    }
                }
                ensure(ty == Scalar::Bool, bad)
            }
            ExprKind::UnitStride(view) => {
                self.view(*view)?;
                ensure(ty == Scalar::Bool, bad)
            }
        }
    }
}

/// True if a value of type `have` may go where `want` is declared: equal scalars, or views of one element and rank.
fn same_value(have: Type, want: Type) -> bool {
    match (have, want) {
        (Type::View(h), Type::View(w)) => (h.elem, h.rank) == (w.elem, w.rank),
        (h, w) => h == w,
    }
}
