//! Lowering statements other than loops.

use ungil_grammar::codes;
use ungil_grammar::{Diagnostic, Span};

use super::body::{Body, Returns};
use super::flow::Assigned;
use super::updates;
use super::value::Value;
use super::view::Place;
use crate::hir::{self, Const, ExprKind, Stmt as HirStmt, StmtKind, TargetKind, Var};
use crate::tir::{
    self, Access, Arg, Block, ExcKind, Expr, Handler, Message, Overflow, Reduce, ReduceOp, Scalar, Stmt, Try,
};
use crate::types::{Ty, builtin_named, is_callable, widen};

/// More `elif` arms than this are chained through a flag, which keeps TIR's statements shallow.
const ARMS: usize = 16;

/// The builtin exception of that name.
pub(crate) fn exception_named(name: &str) -> Option<ExcKind> {
    let name = match name {
        "IOError" | "EnvironmentError" => "OSError",
        "Stopped" | "AliasError" => return None,
        other => other,
    };
    ExcKind::from_name(name)
}

impl Body<'_, '_> {
    /// Lower a block into a TIR block of its own.
    pub(crate) fn block(&mut self, stmts: &[HirStmt]) -> Block {
        self.open();
        self.stmts(stmts);
        self.close()
    }

    /// Lower statements into the open block. What follows a jump is looked at but not kept.
    pub(crate) fn stmts(&mut self, stmts: &[HirStmt]) {
        let mut keep = None;
        for stmt in stmts {
            if keep.is_none() && self.now.is_dead() {
                keep = Some(self.mark());
            }
            self.stmt(stmt);
        }
        if let (Some(keep), Some(block)) = (keep, self.blocks.last_mut()) {
            block.truncate(keep);
        }
    }

    fn stmt(&mut self, stmt: &HirStmt) {
        self.alone = match &stmt.kind {
            StmtKind::Expr(_) => Some(stmt.span),
            StmtKind::Assign { targets, .. } if targets.iter().all(|t| !assigns(t)) => Some(stmt.span),
            StmtKind::AugAssign { target, .. } if !assigns(target) => Some(stmt.span),
            _ => None,
        };
        if self.update(stmt) {
            return;
        }
        match &stmt.kind {
            StmtKind::Expr(e) => {
                // A docstring.
                if matches!(e.kind, ExprKind::Const(_)) {
                    return;
                }
                let value = self.expr(e);
                if let Value::Tuple(_) = value {
                    // Its parts may raise.
                    self.spill_value(value);
                } else if let Value::Scalar(e) = value {
                    match e.kind {
                        tir::ExprKind::Const(_) | tir::ExprKind::Local(_) => {}
                        _ => self.push(Stmt::Eval(e)),
                    }
                }
            }
            StmtKind::Assign { targets, value } => {
                let mut v = self.expr(value);
                if matches!(v, Value::None) && !matches!(value.kind, ExprKind::Const(Const::None)) {
                    self.error(codes::TYPE_MISMATCH, value.span, "this has no value");
                    v = Value::Unknown;
                }
                if targets.len() > 1 {
                    v = self.spill_value(v);
                }
                for target in targets {
                    self.assign_target(target, v.clone(), value);
                }
            }
            StmtKind::AnnAssign { target, annotation, value, .. } => {
                self.annotated(target, annotation, value.as_ref());
            }
            StmtKind::AugAssign { target, op, value } => self.augmented(target, *op, value, stmt.span),
            StmtKind::If { arms, orelse } => self.if_stmt(arms, orelse),
            StmtKind::While { cond, body, orelse } => self.while_stmt(cond, body, orelse),
            StmtKind::For { target, iter, body, orelse, is_async, prange } => {
                if *is_async {
                    self.advise(codes::YIELD_IN_REGION, stmt.span, "`async for` in a region", "move it out");
                } else if *prange {
                    self.prange(target, iter, body, orelse, stmt.span);
                } else {
                    self.for_stmt(target, iter, body, orelse, stmt.span);
                }
            }
            StmtKind::Return(value) => self.return_stmt(value.as_ref(), stmt.span),
            StmtKind::Break | StmtKind::Continue => self.jump(stmt),
            StmtKind::Pass => {}
            StmtKind::Raise { exc, cause } => self.raise(exc.as_ref(), cause.as_ref(), stmt.span),
            StmtKind::Assert { cond, message } => {
                let test = self.condition(cond);
                let before = self.now.clone();
                self.open();
                let text = match message {
                    Some(e) => self.message(e),
                    None => Some(Message::None),
                };
                let mut block = self.close();
                self.now = before;
                if let (Some(test), Some(text)) = (test, text) {
                    let pos = self.pos(stmt.span);
                    block.push(Stmt::Raise(ExcKind::AssertionError, text, pos));
                    self.push(Stmt::If(test.negated(pos), block, Vec::new()));
                }
            }
            StmtKind::Try { body, handlers, orelse, finalbody, star } => {
                self.try_stmt(body, handlers, orelse, finalbody, *star, stmt.span);
            }
            StmtKind::Region(id) => {
                if let Some(block) = super::visit::region_block(self.ck.module, *id) {
                    self.stmts(block);
                }
            }
            StmtKind::WithGil { number, body, head } => self.with_gil(*number, body, *head),
            StmtKind::With { items, .. } => {
                let span = items.first().map_or(stmt.span, |(e, _)| e.span);
                self.advise(
                    codes::NEEDS_LOCK,
                    span,
                    "a `with` statement needs the lock",
                    "put it around the region",
                );
            }
            StmtKind::Match { subject, .. } => {
                self.unsupported(subject.span, "`match`", "use `if` and `elif`");
            }
            StmtKind::Delete(targets) => {
                let span = targets.first().map_or(stmt.span, |t| t.span);
                self.unsupported(span, "`del`", "leave it out: arrays are freed at the end of the region");
            }
            StmtKind::FunctionDef { target, func, .. } => {
                let span = self.ck.module.function(*func).name_span;
                let value = self.closure(*func, span, false);
                self.assign(target, value, span, span);
            }
            StmtKind::ClassDef { func, .. } => {
                let span = self.ck.module.function(*func).name_span;
                self.unsupported(span, "a class", "define it outside of the region");
            }
            StmtKind::Import(_) | StmtKind::ImportFrom { .. } | StmtKind::ImportStar { .. } => {
                self.unsupported(stmt.span, "`import`", "import at the top of the file");
            }
        }
    }

    // Updates of reductions and accumulators.

    /// Lower an update of a variable that is being reduced.
    fn update(&mut self, stmt: &HirStmt) -> bool {
        if self.reducing.is_empty() {
            return false;
        }
        let module = self.ck.module;
        let Some(update) = updates::update(module, stmt) else { return false };
        let Some(&index) = self.index.get(update.var) else { return false };
        let Some(op) = self.is_reducing(index) else { return false };
        if op != update.op {
            return false;
        }
        let Some(slot) = self.vars[index].slot.clone() else {
            for (_, e) in &update.steps {
                self.expr(e);
            }
            return true;
        };
        let (Ty::Scalar(ty), Some(&local)) = (&slot.ty, slot.leaves.first()) else {
            let name = self.vars[index].name.clone();
            self.error(codes::TYPE_MISMATCH, stmt.span, format!("`{name}` is no number"));
            return true;
        };
        let pos = self.pos(stmt.span);
        let payload_vars: Vec<(&Var, &hir::Expr)> = update.payload;
        let exprs: Vec<&hir::Expr> = update.steps.iter().map(|(_, e)| *e).collect();
        let values = self.list(&exprs);
        let steps: Vec<(bool, &hir::Expr)> = update.steps;
        for (value, (negate, e)) in values.into_iter().zip(steps) {
            let Some(value) = self.reduced(op, *ty, value, e, &slot, index, stmt.span) else { continue };
            if let ReduceOp::All | ReduceOp::Any = op
                && !self.cannot_raise(&value)
            {
                let word = if op == ReduceOp::All { "and" } else { "or" };
                let name = self.vars[index].name.clone();
                self.advise(
                    codes::CARRIED,
                    e.span,
                    format!("`{name}` carries a value from one iteration to the next: the operand of `{word}` may raise"),
                    "write `if not (...): x = False`, a conditional last value",
                );
                continue;
            }
            let mut payload = Vec::new();
            for (var, e) in &payload_vars {
                let value = self.expr(e);
                let k = self.var(var);
                let ty = self.type_of(&value);
                if self.vars[k].slot.is_none() && !ty.is_unknown() && ty != Ty::None {
                    self.declare(k, ty.widened(), false, stmt.span);
                }
                let Some(slot) = self.vars[k].slot.clone() else { continue };
                let (Ty::Scalar(want), 1) = (&slot.ty, slot.leaves.len()) else {
                    self.error(codes::TYPE_MISMATCH, e.span, "a number is wanted here");
                    continue;
                };
                let Some(x) = self.coerce(value, *want, e.span) else { continue };
                match &x.kind {
                    tir::ExprKind::Const(_) | tir::ExprKind::Local(_) => payload.push(x),
                    tir::ExprKind::Cast { arg, .. }
                        if matches!(arg.kind, tir::ExprKind::Local(_))
                            && x.ty.is_wide()
                            && !arg.ty.is_float() =>
                    {
                        payload.push(x);
                    }
                    _ => {
                        let name = self.vars[k].name.clone();
                        self.advise(
                            codes::CARRIED,
                            e.span,
                            format!(
                                "`{name}` goes with a minimum or maximum, so its value must be a variable"
                            ),
                            "compute it into a variable before the `if`",
                        );
                    }
                }
            }
            // A payload variable that the block gives back has a value when the winner has one.
            for (var, _) in &payload_vars {
                if let Some(&k) = self.index.get(var)
                    && self.vars[k].bound.is_some()
                {
                    payload.push(Expr::bool(true));
                }
            }
            self.push(Stmt::Reduce(Box::new(Reduce { local, op, negate, value, payload, pos })));
        }
        true
    }

    /// The operand of an update in the type of the reduction.
    #[allow(clippy::too_many_arguments)]
    fn reduced(
        &mut self,
        op: ReduceOp,
        ty: Scalar,
        value: Value,
        e: &hir::Expr,
        slot: &super::body::Slot,
        index: usize,
        span: Span,
    ) -> Option<Expr> {
        let wide = widen(ty);
        let pos = self.pos(e.span);
        if let ReduceOp::All | ReduceOp::Any = op {
            let x = self.scalar(value, e.span)?;
            if x.ty != Scalar::Bool || ty != Scalar::Bool {
                self.error(codes::TYPE_MISMATCH, e.span, "`and` and `or` are reductions of bools only");
                return None;
            }
            return Some(x);
        }
        if let Value::Lit(lit) = &value {
            if wide == Scalar::Bool {
                self.two_types(index, slot, &Ty::Scalar(Scalar::I64), span);
                return None;
            }
            if !lit.is_int() && !wide.is_float() {
                self.two_types(index, slot, &Ty::Scalar(Scalar::F64), span);
                return None;
            }
            return self.literal(lit, wide, e.span);
        }
        let x = self.scalar(value, e.span)?;
        let found = widen(x.ty);
        let fits = match (wide, found) {
            (a, b) if a == b => !(a == Scalar::Bool && matches!(op, ReduceOp::Add | ReduceOp::Mul)),
            (Scalar::I64, Scalar::Bool) => true,
            (Scalar::F64, b) => !matches!(op, ReduceOp::Min | ReduceOp::Max) || b == Scalar::F32,
            (Scalar::U64, _) if !x.ty.is_signed() && !x.ty.is_float() => true,
            _ => false,
        };
        if !fits {
            let signs =
                (wide == Scalar::U64 || found == Scalar::U64) && !wide.is_float() && !found.is_float();
            if let ReduceOp::Min | ReduceOp::Max = op
                && !signs
            {
                let text = self.text(e.span);
                self.advise(
                    codes::TYPE_MISMATCH,
                    e.span,
                    format!("`{}` of two types, {wide} and {found}", op.name()),
                    format!("convert it: `{wide}({text})`"),
                );
            } else if signs {
                let d = Diagnostic::error(codes::MIXED_SIGNS, span, "u64 mixed with a signed integer")
                    .with_label(slot.span, wide.name())
                    .with_label(e.span, found.name())
                    .with_hint(format!("cast: `{wide}({})`", self.text(e.span)));
                self.say(d);
            } else {
                let result = if found.is_float() || wide.is_float() {
                    if found == Scalar::F32 && wide == Scalar::F32 { Scalar::F32 } else { Scalar::F64 }
                } else {
                    Scalar::I64
                };
                self.two_types(index, slot, &Ty::Scalar(result), span);
            }
            return None;
        }
        Some(Expr::cast(x, wide, Overflow::Proven, pos))
    }

    // Assignment.

    /// `target = value`.
    pub(crate) fn assign_target(&mut self, target: &hir::Target, value: Value, source: &hir::Expr) {
        match &target.kind {
            TargetKind::Var(var) => {
                if self.cannot_assign(var, target.span) {
                    return;
                }
                self.assign(var, value, target.span, source.span);
            }
            TargetKind::Index { value: base, index } => {
                let mut value = value;
                if let Some(place) = self.store_place(base, index, target.span, &mut value) {
                    self.store(place, value, target.span, source.span);
                }
            }
            TargetKind::Attribute { value: base, name, name_span } => match self.expr(base) {
                Value::Unknown => {}
                Value::Struct(of, _) => {
                    self.field_store(&of, name, *name_span);
                }
                other => {
                    let what = self.describe(&other);
                    self.advise(
                        codes::READ_ONLY,
                        *name_span,
                        format!("`{name}` of {what} cannot be assigned"),
                        "assign the elements: `a[:] = b`",
                    );
                }
            },
            TargetKind::Unpack { items, star } => {
                if star.is_some() {
                    self.unsupported(target.span, "`*` in an assignment", "name every element");
                    return;
                }
                match value {
                    Value::Tuple(values) => {
                        if values.len() != items.len() {
                            self.error(
                                codes::TYPE_MISMATCH,
                                target.span,
                                format!("{} names for {} values", items.len(), values.len()),
                            );
                            return;
                        }
                        let values: Vec<Value> = values.into_iter().map(|v| self.spill_value(v)).collect();
                        let parts: Vec<&hir::Expr> = match &source.kind {
                            ExprKind::Tuple(parts) if parts.len() == items.len() => parts.iter().collect(),
                            _ => vec![source; items.len()],
                        };
                        for ((item, value), part) in items.iter().zip(values).zip(parts) {
                            self.assign_target(item, value, part);
                        }
                    }
                    Value::Unknown => {
                        for item in items {
                            self.assign_target(item, Value::Unknown, source);
                        }
                    }
                    other => {
                        let found = self.describe(&other);
                        self.advise(
                            codes::TYPE_MISMATCH,
                            source.span,
                            format!("a tuple is wanted here, this is {found}"),
                            "take the elements one by one",
                        );
                        for item in items {
                            self.assign_target(item, Value::Unknown, source);
                        }
                    }
                }
            }
        }
    }

    /// A variable that native code cannot assign.
    fn cannot_assign(&mut self, var: &Var, span: Span) -> bool {
        let foreign = match var {
            Var::Local(_) => false,
            _ => !self.index.contains_key(var),
        };
        if foreign && self.block.is_none() {
            let name = self.ck.var_name(var);
            if let Var::Cell(_) = var {
                // An inner function uses it, and that function has its own message.
                return false;
            }
            self.unsupported(
                span,
                &format!("assigning `{name}`, a variable of the code around,"),
                "return the value instead",
            );
            return true;
        }
        false
    }

    fn annotated(&mut self, target: &hir::Target, note: &hir::Expr, value: Option<&hir::Expr>) {
        let ty = match self.ck.annotation(note) {
            Ok(ty) => ty,
            Err(why) => {
                let text = self.text(note.span);
                let what =
                    if is_callable(note) { "is a function type, which is not supported yet" } else { &why };
                let message = format!("`{text}` {what}");
                let code = if is_callable(note) { codes::NOT_IN_NATIVE } else { codes::TYPE_MISMATCH };
                self.advise(code, note.span, message, "use `i64`, `f64`, `bool`, `View[f64]` and the like");
                Ty::Unknown
            }
        };
        let TargetKind::Var(var) = &target.kind else {
            self.unsupported(target.span, "an annotation of this", "leave it out");
            return;
        };
        if self.cannot_assign(var, target.span) {
            return;
        }
        let v = value.map(|e| (self.expr(e), e.span));
        let index = self.var(var);
        if ty == Ty::Unknown {
            self.vars[index].unknown = true;
            if value.is_some() {
                self.now.add(index);
            }
            return;
        }
        match &self.vars[index].slot {
            None => {
                self.declare(index, ty, true, target.span);
            }
            Some(slot) if slot.ty == ty => {}
            Some(slot) => {
                let slot = slot.clone();
                self.two_types(index, &slot, &ty, target.span);
                return;
            }
        }
        if let Some((v, span)) = v {
            if matches!(v, Value::None) {
                self.error(codes::TYPE_MISMATCH, span, "this has no value");
                return;
            }
            self.assign(var, v, target.span, span);
        }
    }

    fn augmented(&mut self, target: &hir::Target, op: hir::BinOp, value: &hir::Expr, span: Span) {
        match &target.kind {
            TargetKind::Var(var) => {
                if self.cannot_assign(var, target.span) {
                    return;
                }
                let mut left = self.read(var, target.span);
                let mark = self.mark();
                let right = self.expr(value);
                self.settle(mark, &mut [&mut left]);
                let result = self.binary(op, (left, target.span), (right, value.span), span);
                self.assign(var, result, target.span, span);
            }
            TargetKind::Index { value: base, index } => {
                let mut nothing = Value::Unknown;
                let place = self.store_place(base, index, target.span, &mut nothing);
                let access = match place {
                    Some(Place::Element(access)) => access,
                    Some(Place::Part(..)) => {
                        self.unsupported(span, "an update of a part of an array", "write a loop");
                        return;
                    }
                    None => {
                        self.expr(value);
                        return;
                    }
                };
                let elem = self.view_ty(access.view).elem;
                let pos = self.pos(target.span);
                // The index is evaluated once: loads, calls and the like go into temporaries.
                let access = self.fixed(access);
                let mut left =
                    Value::Scalar(Expr { ty: elem, pos, kind: tir::ExprKind::Load(access.clone()) });
                let mark = self.mark();
                let right = self.expr(value);
                let access = if self.mark() > mark {
                    // The operand needs statements: index and element come before them.
                    let Some(block) = self.blocks.last_mut() else { return };
                    let later = block.split_off(mark);
                    let access = self.spilled(access);
                    left = Value::Scalar(Expr { ty: elem, pos, kind: tir::ExprKind::Load(access.clone()) });
                    left = self.spill_value(left);
                    if let Some(block) = self.blocks.last_mut() {
                        block.extend(later);
                    }
                    access
                } else {
                    access
                };
                let result = self.binary(op, (left, target.span), (right, value.span), span);
                let store_pos = self.pos(span);
                if let Some(e) = self.coerce(result, elem, span) {
                    self.push(Stmt::Store(access, e, store_pos));
                }
            }
            TargetKind::Attribute { value: base, name_span, name } => {
                if let Value::Struct(of, _) = self.expr(base) {
                    self.field_store(&of, name, *name_span);
                    return;
                }
                self.unsupported(*name_span, &format!("assigning `.{name}`"), "assign the elements");
            }
            TargetKind::Unpack { .. } => {
                self.unsupported(target.span, "this target", "assign one name at a time");
            }
        }
    }

    /// The access with every index that is not plain arithmetic on variables in a temporary.
    fn fixed(&mut self, access: Access) -> Access {
        let mut access = access;
        for index in &mut access.index {
            if !is_plain(&index.value) {
                index.value = self.spill(index.value.clone());
            }
        }
        access
    }

    fn spilled(&mut self, access: Access) -> Access {
        let mut access = access;
        for index in &mut access.index {
            index.value = self.spill(index.value.clone());
        }
        access
    }

    // Branches and jumps.

    fn if_stmt(&mut self, arms: &[(hir::Expr, hir::Block)], orelse: &[HirStmt]) {
        let mut after = Assigned::dead();
        self.arms(arms, orelse, &mut after);
        self.now.join(&after);
    }

    fn arms(&mut self, arms: &[(hir::Expr, hir::Block)], orelse: &[HirStmt], after: &mut Assigned) {
        // Many arms are cut: the last of a piece sets a flag, and the rest runs under it.
        if arms.len() > ARMS {
            let (now, later) = arms.split_at(ARMS);
            let flag = self.temp(Scalar::Bool);
            self.set(flag, Expr::bool(false));
            self.nested_arms(now, after, &mut |body| body.set(flag, Expr::bool(true)));
            let test = self.get(flag);
            self.open();
            self.arms(later, orelse, after);
            let block = self.close();
            self.push(Stmt::If(test, block, Vec::new()));
            return;
        }
        self.nested_arms(arms, after, &mut |body| body.stmts(orelse));
    }

    /// `if … elif … else last`; afterwards `now` is the state at the end of `last`, `after` has those of the arms.
    fn nested_arms(
        &mut self,
        arms: &[(hir::Expr, hir::Block)],
        after: &mut Assigned,
        last: &mut dyn FnMut(&mut Self),
    ) {
        // Conditions and bodies in order, then built from the inside out.
        let mut parts: Vec<(Block, Option<Expr>, Block)> = Vec::new();
        for (cond, body) in arms {
            self.open();
            let test = self.condition(cond);
            let before = self.close();
            let state = self.now.clone();
            let then = self.block(body);
            after.join(&std::mem::replace(&mut self.now, state));
            parts.push((before, test, then));
        }
        self.open();
        last(self);
        let mut inner = self.close();
        for (mut before, test, then) in parts.into_iter().rev() {
            if let Some(test) = test {
                before.push(Stmt::If(test, then, inner));
            }
            inner = before;
        }
        for stmt in inner {
            self.push(stmt);
        }
    }

    fn jump(&mut self, stmt: &HirStmt) {
        let is_break = matches!(stmt.kind, StmtKind::Break);
        match self.loops.last_mut() {
            Some(frame) if is_break && frame.prange => {
                self.advise(
                    codes::LEAVES_PRANGE,
                    stmt.span,
                    "`break` out of a prange",
                    "use `range`, or find the first with a min-reduction: `first = min(first, i)`",
                );
            }
            Some(frame) => {
                if is_break {
                    frame.breaks.join(&self.now);
                }
                self.push(if is_break { Stmt::Break } else { Stmt::Continue });
            }
            None => {
                if self.block.is_some() {
                    self.exit(if is_break { super::Exit::Break } else { super::Exit::Continue }, Vec::new());
                }
            }
        }
        self.now = Assigned::dead();
    }

    /// Leave a block with a code.
    fn exit(&mut self, exit: super::Exit, values: Vec<Arg>) {
        if let Returns::Infer = self.returns {
            // The results are not known yet; this pass only finds them out.
            return;
        }
        let mut args = vec![Arg::Scalar(Expr::i64(exit as i64))];
        let values = if values.is_empty() { self.no_values() } else { values };
        args.extend(values);
        self.push(Stmt::Return(args));
    }

    /// Zeros for the results of a block that does not return.
    pub(crate) fn no_values(&mut self) -> Vec<Arg> {
        let Returns::Known(ty) = &self.returns else { return Vec::new() };
        let mut out = Vec::new();
        zeros(ty, &mut out);
        out
    }

    fn return_stmt(&mut self, value: Option<&hir::Expr>, span: Span) {
        let v = match value {
            Some(e) => self.expr(e),
            None => Value::None,
        };
        let at = value.map_or(span, |e| e.span);
        if self.pranges > 0 {
            self.advise(
                codes::LEAVES_PRANGE,
                span,
                "`return` out of a prange",
                "use `range`, or keep the result in a reduction and return it after the loop",
            );
            self.now = Assigned::dead();
            return;
        }
        if let Value::Tuple(items) = &v
            && !items.iter().all(of_scalars)
        {
            self.unsupported(at, "returning a tuple of anything but numbers", "return one array, or numbers");
            self.now = Assigned::dead();
            return;
        }
        if let Value::Func(..) = &v {
            self.unsupported(at, "returning a function", "call it, and return the value");
            self.now = Assigned::dead();
            return;
        }
        if let Value::View(l) = &v {
            if self.block.is_some() {
                self.unsupported(
                    span,
                    "returning an array from a block",
                    "assign it, and return it after the block",
                );
            }
            self.returned_views.push((*l, at));
        }
        match self.returns.clone() {
            Returns::Infer => {
                let literal = matches!(&v, Value::Lit(_));
                let ty = self.type_of(&v).widened();
                self.returned.push((ty, literal, at));
            }
            Returns::Known(ty) => {
                let mut args = Vec::new();
                if self.results(&ty, v, at, &mut args) {
                    if self.block.as_ref().is_some_and(|block| block.coded) {
                        args.insert(0, Arg::Scalar(Expr::i64(super::Exit::Return as i64)));
                    }
                    self.push(Stmt::Return(args));
                }
            }
        }
        self.now = Assigned::dead();
    }

    fn results(&mut self, ty: &Ty, value: Value, at: Span, out: &mut Vec<Arg>) -> bool {
        match (ty, value) {
            (_, Value::Unknown) | (Ty::Unknown, _) => false,
            (Ty::None, Value::None) => true,
            (
                Ty::Scalar(_),
                value
                @ (Value::None | Value::View(_) | Value::Tuple(_) | Value::Func(..) | Value::Struct(..)),
            )
            | (Ty::None, value) => {
                let found = self.describe(&value);
                self.error(
                    codes::TYPE_MISMATCH,
                    at,
                    format!("{ty} is returned elsewhere or declared, this is {found}"),
                );
                false
            }
            (Ty::Scalar(s), value) => match self.coerce(value, *s, at) {
                Some(e) => {
                    out.push(Arg::Scalar(e));
                    true
                }
                None => false,
            },
            (Ty::Tuple(types), Value::Tuple(values)) if types.len() == values.len() => {
                let mut ok = true;
                for (ty, value) in types.iter().zip(values) {
                    ok &= self.results(ty, value, at, out);
                }
                ok
            }
            (Ty::View(want), Value::View(l)) => {
                let have = self.view_ty(l);
                if have.elem != want.elem || have.rank != want.rank {
                    self.error(codes::TYPE_MISMATCH, at, format!("{want} is returned, this is {have}"));
                    return false;
                }
                out.push(Arg::View(l));
                true
            }
            (Ty::Struct(want), Value::Struct(have, values)) if *want == have => {
                self.pass_captured(&Value::Struct(have, values), out);
                true
            }
            (ty, value) => {
                let found = self.describe(&value);
                self.error(
                    codes::TYPE_MISMATCH,
                    at,
                    format!("{ty} is returned elsewhere or declared, this is {found}"),
                );
                false
            }
        }
    }

    // Exceptions.

    fn exception(&mut self, e: &hir::Expr) -> Option<ExcKind> {
        let module = self.ck.module;
        if let Some("AliasError") = module.ungil_name(e) {
            return Some(ExcKind::AliasError);
        }
        if let Some(kind) = builtin_named(module, e).and_then(exception_named) {
            return Some(kind);
        }
        let text = self.text(e.span);
        self.unsupported(
            e.span,
            &format!("the exception `{text}`"),
            "use a builtin exception, such as `ValueError`",
        );
        None
    }

    fn raise(&mut self, exc: Option<&hir::Expr>, cause: Option<&hir::Expr>, span: Span) {
        let pos = self.pos(span);
        if let Some(cause) = cause
            && !matches!(cause.kind, ExprKind::Const(Const::None))
        {
            self.unsupported(cause.span, "`raise ... from`", "leave `from` out");
        }
        match exc {
            None => {
                if self.handlers == 0 {
                    self.unsupported(span, "`raise` outside of an `except` clause", "name the exception");
                } else {
                    self.push(Stmt::Reraise(pos));
                }
            }
            Some(e) => {
                let (class, message) = match &e.kind {
                    ExprKind::Call(call) => {
                        let kind = self.exception(&call.func);
                        let message = match (call.args.as_slice(), call.keywords.first()) {
                            (_, Some(keyword)) => {
                                self.unsupported(keyword.span, "a keyword argument here", "pass a message");
                                None
                            }
                            ([], None) => Some(Message::None),
                            ([one], None) => self.exception_argument(one),
                            ([_, more, ..], None) => {
                                self.unsupported(
                                    more.span,
                                    "a second argument of an exception",
                                    "pass one message",
                                );
                                None
                            }
                        };
                        (kind, message)
                    }
                    _ => (self.exception(e), Some(Message::None)),
                };
                if let (Some(class), Some(message)) = (class, message) {
                    self.push(Stmt::Raise(class, message, pos));
                }
            }
        }
        self.now = Assigned::dead();
    }

    fn try_stmt(
        &mut self,
        body: &[HirStmt],
        handlers: &[hir::Handler],
        orelse: &[HirStmt],
        finalbody: &[HirStmt],
        star: bool,
        span: Span,
    ) {
        if star {
            self.unsupported(span, "`except*`", "use `except`");
            return;
        }
        let before = self.now.clone();
        self.tries += 1;
        let mut out = Try { body: self.block(body), ..Try::default() };
        self.tries -= 1;
        out.orelse = self.block(orelse);
        let mut after = self.now.clone();
        for handler in handlers {
            self.now = before.clone();
            if handler.target.is_some() {
                self.unsupported(
                    handler.span,
                    "`except ... as`",
                    "drop `as`: there is no exception object without the lock",
                );
            }
            let classes: Vec<&hir::Expr> = match &handler.class {
                None => Vec::new(),
                Some(hir::Expr { kind: ExprKind::Tuple(items), .. }) => items.iter().collect(),
                Some(one) => vec![one],
            };
            let mut kinds = Vec::new();
            for class in classes {
                kinds.extend(self.exception(class));
            }
            if handler.class.is_none() {
                kinds.push(ExcKind::BaseException);
            }
            self.handlers += 1;
            let block = self.block(&handler.body);
            self.handlers -= 1;
            after.join(&self.now);
            let pos = self.pos(Span::new(handler.span.start, handler.span.start));
            out.handlers.push(Handler { kinds, body: block, pos });
        }
        if finalbody.is_empty() {
            self.now = after;
        } else {
            self.now = before;
            out.last = self.block(finalbody);
            let last = std::mem::replace(&mut self.now, after);
            self.now.both(&last);
        }
        self.push(Stmt::Try(Box::new(out)));
    }
}

/// Whether a target gives a variable a value.
fn assigns(target: &hir::Target) -> bool {
    match &target.kind {
        TargetKind::Var(_) => true,
        TargetKind::Unpack { items, .. } => items.iter().any(assigns),
        TargetKind::Index { .. } | TargetKind::Attribute { .. } => false,
    }
}

/// Arithmetic on locals and constants only: evaluating it twice gives the same.
fn is_plain(e: &Expr) -> bool {
    match &e.kind {
        tir::ExprKind::Const(_) | tir::ExprKind::Local(_) | tir::ExprKind::Extent(..) => true,
        tir::ExprKind::Unary { arg, .. } | tir::ExprKind::Cast { arg, .. } => is_plain(arg),
        tir::ExprKind::Binary { args, .. } => is_plain(&args.0) && is_plain(&args.1),
        _ => false,
    }
}

/// Whether a value is made of numbers only.
fn of_scalars(value: &Value) -> bool {
    match value {
        Value::Scalar(_) | Value::Lit(_) | Value::Unknown | Value::Struct(..) => true,
        Value::Tuple(items) => items.iter().all(of_scalars),
        _ => false,
    }
}

/// A zero for each scalar of a result type.
fn zeros(ty: &Ty, out: &mut Vec<Arg>) {
    match ty {
        Ty::Scalar(s) => out.push(Arg::Scalar(Expr::bits(*s, 0))),
        Ty::Tuple(items) => items.iter().for_each(|t| zeros(t, out)),
        Ty::Struct(of) => of.fields.iter().for_each(|(_, t)| zeros(t, out)),
        Ty::View(_) | Ty::Func(_) | Ty::None | Ty::Unknown => {}
    }
}
