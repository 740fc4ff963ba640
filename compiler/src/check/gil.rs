//! `with gil:` in a region: which of its variables go to the bytecode and come back.
//!
//! The statements run as bytecode, in a frame of the function around with registers of its own. They see
//! * variables that native code holds as numbers, structs, tuples and views: copied in, and back if the statements assign them;
//! * Python objects, which native code never touches: those that a block captured stay in their registers, those that a `with gil:`
//!   of a native function made are kept by the runtime and known to native code by number;
//! * everything else that bytecode sees: globals, builtins, constants.
//!
//! A variable that has its first value from here gets a native type if that is certain (an annotation, a literal, `len(…)`);
//! else it holds a Python object, and using it outside of `with gil:` is UG203.
//!
//! **Order.** What the statements do can be seen from outside, so a `prange` that may come to a `with gil:` runs its
//! iterations one after the other on one thread ([`serialise`]): then output, files and exceptions are those of the sequential program.

use indexmap::IndexMap;
use ungil_grammar::{Diagnostic, Span, codes};

use super::body::Body;
use super::visit::{self, Use};
use super::{Built, GilHeld, GilInput, GilSite, GilVar, flow};
use crate::hir::{self, BinOp, BoolOp, Const, ExprKind, Stmt as HirStmt, StmtKind, TargetKind, UnaryOp, Var};
use crate::tir::{Arg, Callee, Expr, ExprKind as TirKind, GilOut, Scalar, Stmt, WithGil, walk};
use crate::types::{Ty, builtin_named, scalar_named, widen};

impl Body<'_, '_> {
    /// `with gil:`.
    pub(crate) fn with_gil(&mut self, number: u32, body: &[HirStmt], head: Span) {
        let module = self.ck.module;
        self.leaves(body, 0);
        let once = flow::once(module, None, body);
        let mut uses: IndexMap<&Var, Span> = IndexMap::new();
        visit::block(module, body, &mut |u| {
            let (Use::Read(var, span) | Use::Write(var, span)) = u;
            uses.entry(var).or_insert(span);
        });
        let mut vars = Vec::new();
        let mut args = Vec::new();
        let mut outs = Vec::new();
        let mut assigned = Vec::new();
        for (&var, &span) in &uses {
            if self.not_of_region(var) {
                continue;
            }
            let index = self.var(var);
            let written = once.written.get_index_of(var);
            let carried = written.is_none() || once.carried.contains_key(var);
            if self.is_reducing(index).is_some() {
                // The classes of variables do not allow it, and have said so.
                let name = self.vars[index].name.clone();
                self.advise(
                    codes::REDUCTION_READ,
                    span,
                    format!("reduction `{name}` is used in a `with gil:` inside the loop"),
                    format!("read `{name}` after the loop"),
                );
                continue;
            }
            if self.vars[index].unknown {
                self.ck.unknown = true;
                self.now.add(index);
                continue;
            }
            let held_before = self.vars[index].slot.is_some() || self.vars[index].object.is_some();
            if carried && !self.now.has(index) {
                let object = self.vars[index].capture.is_some() && self.vars[index].object.is_some();
                let certain = self.vars[index].slot.is_none() || self.vars[index].bound.is_none();
                // What only these statements assign is between them: Python says if it has no value.
                let own = !held_before && written.is_some();
                if !object && certain && !own {
                    // As everywhere else in a region.
                    self.read(var, span);
                    if !held_before {
                        continue;
                    }
                }
            }
            if !held_before {
                self.first_value(index, var, body, span);
                if self.vars[index].unknown {
                    self.now.add(index);
                    continue;
                }
            }
            // Into the cell or the namespace goes only what native code may have changed.
            let local = matches!(var, Var::Local(_) | Var::Cell(_)) && self.block.is_none()
                || matches!(var, Var::Local(_));
            let wanted = carried && (local || self.assigned.contains(var));
            let input = self.gil_input(index, wanted, &mut args);
            if let Some(i) = written {
                self.gil_out(index, &mut outs);
                assigned.push((index, once.always.get(i).copied().unwrap_or(false)));
            }
            vars.push(self.gil_var(index, input, written.is_some()));
        }
        self.shared_variables(&uses, &mut vars, &mut args, &mut outs);
        let site = self.ck.gil_sites.len() as u32;
        let (home, func) = (self.ck.home, self.ck.current);
        self.ck.gil_sites.push(GilSite { home, func, number, vars });
        if self.block.is_none() && module.function(func).parent.is_some_and(|p| p.0 != 0) {
            self.unsupported(
                head,
                "`with gil:` in a nested function",
                "define the function at the top level",
            );
        }
        let pos = self.pos(head);
        self.push(Stmt::WithGil(Box::new(WithGil { site, args, outs, pos })));
        for (index, always) in assigned {
            if always {
                self.now.add(index);
            }
        }
    }

    /// Whether native code has nothing to do with a variable: a global of the module, or one of a comprehension.
    fn not_of_region(&self, var: &Var) -> bool {
        match var {
            Var::Local(id) | Var::Cell(id) => self.ck.module.function(self.ck.current).local(*id).hidden,
            Var::Global(_) | Var::Free(_) => !self.index.contains_key(var),
            Var::Class(_) | Var::ClassFree(..) => true,
        }
    }

    /// What a variable becomes that has its first value from here.
    fn first_value(&mut self, index: usize, var: &Var, body: &[HirStmt], span: Span) {
        match self.assigned_type(var, body) {
            Some((ty, declared)) => {
                self.declare(index, ty, declared, span);
            }
            // Its type may depend on one that is not known before the program runs.
            None if self.ck.early && self.vars.iter().any(|v| v.unknown) => {
                self.vars[index].unknown = true;
                self.ck.unknown = true;
            }
            None => {
                self.vars[index].object = Some("from a `with gil:`".into());
                if self.vars[index].capture.is_none() {
                    self.vars[index].handle = Some(self.temp(Scalar::I64));
                }
            }
        }
    }

    fn gil_input(&mut self, index: usize, wanted: bool, args: &mut Vec<Arg>) -> GilInput {
        if !wanted {
            return GilInput::No;
        }
        let Some(slot) = self.vars[index].slot.clone() else {
            if let Some(handle) = self.vars[index].handle {
                args.push(Arg::Scalar(self.get(handle)));
            }
            return GilInput::Value;
        };
        let flag = self.vars[index].bound.filter(|_| !self.now.has(index));
        if let Some(flag) = flag {
            args.push(Arg::Scalar(self.get(flag)));
        } else if !self.now.has(index) {
            return GilInput::No;
        }
        for leaf in slot.leaves {
            args.push(match self.ty(leaf) {
                crate::tir::Type::Scalar(_) => Arg::Scalar(self.get(leaf)),
                crate::tir::Type::View(_) => Arg::View(leaf),
            });
        }
        if flag.is_some() { GilInput::Flagged } else { GilInput::Value }
    }

    fn gil_out(&mut self, index: usize, outs: &mut Vec<GilOut>) {
        let info = &self.vars[index];
        match (&info.slot, info.handle) {
            (Some(slot), _) => outs.push(GilOut { locals: slot.leaves.clone(), bound: info.bound }),
            (None, Some(handle)) => outs.push(GilOut { locals: vec![handle], bound: None }),
            (None, None) => {}
        }
    }

    fn gil_var(&self, index: usize, input: GilInput, out: bool) -> GilVar {
        let info = &self.vars[index];
        let held = match (&info.slot, info.handle, info.capture) {
            (Some(slot), ..) => GilHeld::Value(super::block::out_value(&slot.ty)),
            (None, Some(_), _) => GilHeld::Object,
            (None, None, capture) => GilHeld::Captured(capture.unwrap_or(u32::MAX)),
        };
        GilVar { var: info.var.clone(), name: info.name.clone(), held, input, out }
    }

    /// Variables of a block that functions called from here may see or change: globals and those of enclosing functions.
    fn shared_variables(
        &mut self,
        uses: &IndexMap<&Var, Span>,
        vars: &mut Vec<GilVar>,
        args: &mut Vec<Arg>,
        outs: &mut Vec<GilOut>,
    ) {
        if self.block.is_none() {
            return;
        }
        for index in 0..self.vars.len() {
            let info = &self.vars[index];
            let shared = matches!(info.var, Var::Global(_) | Var::Cell(_) | Var::Free(_));
            if !shared
                || uses.contains_key(&info.var)
                || info.unknown
                || info.capture.is_none()
                || self.is_reducing(index).is_some()
            {
                continue;
            }
            let written = self.assigned.contains(&self.vars[index].var);
            let typed = self.vars[index].slot.is_some();
            if !(typed || written && self.vars[index].object.is_some()) {
                continue;
            }
            // The variables that iterations of a loop have for themselves are not shared while it runs.
            let out = self.pranges == 0 && (self.now.has(index) || self.vars[index].bound.is_some());
            let input = self.gil_input(index, typed && written, args);
            if out {
                self.gil_out(index, outs);
            }
            if out || input != GilInput::No {
                vars.push(self.gil_var(index, input, out));
            }
        }
    }

    /// Statements that leave a `with gil:`, or that native code could not follow.
    fn leaves(&mut self, body: &[HirStmt], loops: u32) {
        for stmt in body {
            match &stmt.kind {
                StmtKind::Return(_) => self.no_way_out("return", stmt.span),
                StmtKind::Break if loops == 0 => self.no_way_out("break", stmt.span),
                StmtKind::Continue if loops == 0 => self.no_way_out("continue", stmt.span),
                StmtKind::Delete(targets) => {
                    let lost = targets
                        .iter()
                        .find(|t| matches!(&t.kind, TargetKind::Var(var) if !self.not_of_region(var)));
                    if let Some(target) = lost {
                        self.unsupported(
                            target.span,
                            "`del` of a variable of the region",
                            "assign None, or leave it out",
                        );
                    }
                }
                StmtKind::Raise { exc: None, .. } if self.handlers > 0 => {
                    self.unsupported(
                        stmt.span,
                        "`raise` without an exception in a `with gil:` inside a handler of the region",
                        "raise it again outside of the `with gil:`",
                    );
                }
                _ => {}
            }
            let mut yields = None;
            visit::direct(stmt, &mut |part| {
                if let visit::Part::Expr(e) = part {
                    find_yield(e, &mut yields);
                }
            });
            if let Some((word, span)) = yields {
                self.no_way_out(word, span);
            }
            match &stmt.kind {
                StmtKind::For { body, orelse, .. } | StmtKind::While { body, orelse, .. } => {
                    self.leaves(body, loops + 1);
                    self.leaves(orelse, loops);
                }
                StmtKind::Region(_) => {}
                _ => {
                    let mut blocks = Vec::new();
                    visit::inner_blocks(self.ck.module, stmt, &mut |b| blocks.push(b));
                    for block in blocks {
                        self.leaves(block, loops);
                    }
                }
            }
        }
    }

    fn no_way_out(&mut self, word: &str, span: Span) {
        self.unsupported(
            span,
            &format!("`{word}` out of a `with gil:`"),
            "assign a variable in it, and leave behind it",
        );
    }

    /// The type that the statements of a `with gil:` certainly give a variable, and whether it is written down.
    fn assigned_type(&mut self, wanted: &Var, body: &[HirStmt]) -> Option<(Ty, bool)> {
        let module = self.ck.module;
        for stmt in body {
            match &stmt.kind {
                StmtKind::AnnAssign { target, annotation, .. } => {
                    if matches!(&target.kind, TargetKind::Var(var) if var == wanted) {
                        return match self.ck.annotation(annotation) {
                            Ok(ty @ (Ty::Scalar(_) | Ty::View(_) | Ty::Tuple(_) | Ty::Struct(_))) => {
                                Some((ty, true))
                            }
                            _ => None,
                        };
                    }
                }
                StmtKind::Assign { targets, value } => {
                    let here =
                        targets.iter().any(|t| matches!(&t.kind, TargetKind::Var(var) if var == wanted));
                    if here {
                        return self.certain(value).map(|ty| (ty, false));
                    }
                }
                StmtKind::For { target, iter, .. } => {
                    let here = matches!(&target.kind, TargetKind::Var(var) if var == wanted);
                    if here
                        && let ExprKind::Call(call) = &iter.kind
                        && builtin_named(module, &call.func) == Some("range")
                    {
                        return Some((Ty::Scalar(Scalar::I64), false));
                    }
                }
                _ => {}
            }
            let mut blocks = Vec::new();
            visit::inner_blocks(module, stmt, &mut |b| blocks.push(b));
            for block in blocks {
                if let Some(found) = self.assigned_type(wanted, block) {
                    return Some(found);
                }
            }
        }
        None
    }

    /// The type of a Python expression, if it can only have that one.
    fn certain(&self, e: &hir::Expr) -> Option<Ty> {
        let scalar = |s| Some(Ty::Scalar(s));
        let number = |e: &hir::Expr| match self.certain(e) {
            Some(Ty::Scalar(Scalar::Bool)) => Some(Scalar::I64),
            Some(Ty::Scalar(s)) if matches!(s, Scalar::I64 | Scalar::F64) => Some(s),
            _ => None,
        };
        match &e.kind {
            ExprKind::Const(Const::Bool(_)) => scalar(Scalar::Bool),
            ExprKind::Const(Const::Int(_)) => scalar(Scalar::I64),
            ExprKind::Const(Const::Float(_)) => scalar(Scalar::F64),
            ExprKind::Var(var) => {
                let info = &self.vars[*self.index.get(var)?];
                match &info.slot.as_ref()?.ty {
                    Ty::Scalar(s) => scalar(widen(*s)),
                    _ => None,
                }
            }
            ExprKind::Unary { op: UnaryOp::Not, .. } => scalar(Scalar::Bool),
            ExprKind::Unary { op: UnaryOp::Neg | UnaryOp::Pos, operand } => scalar(number(operand)?),
            ExprKind::Compare { first, rest } => {
                let plain = number(first).is_some() && rest.iter().all(|(_, e)| number(e).is_some());
                let by_identity = rest.iter().all(|(op, _)| {
                    matches!(op, hir::CmpOp::Is | hir::CmpOp::IsNot | hir::CmpOp::In | hir::CmpOp::NotIn)
                });
                if plain || by_identity { scalar(Scalar::Bool) } else { None }
            }
            ExprKind::Bool { op: BoolOp::And | BoolOp::Or, values } => {
                let first = self.certain(values.first()?)?;
                values.iter().all(|v| self.certain(v).as_ref() == Some(&first)).then_some(first)
            }
            ExprKind::IfElse { then, orelse, .. } => {
                let then = self.certain(then)?;
                (self.certain(orelse)? == then).then_some(then)
            }
            ExprKind::Binary { first, rest } => {
                let mut ty = number(first)?;
                for step in rest {
                    let right = number(&step.right)?;
                    let float = ty == Scalar::F64 || right == Scalar::F64;
                    ty = match step.op {
                        BinOp::Div => Scalar::F64,
                        BinOp::Add | BinOp::Sub | BinOp::Mul | BinOp::FloorDiv | BinOp::Mod => {
                            if float {
                                Scalar::F64
                            } else {
                                Scalar::I64
                            }
                        }
                        BinOp::And | BinOp::Or | BinOp::Xor | BinOp::Shl | BinOp::Shr if !float => {
                            Scalar::I64
                        }
                        _ => return None,
                    };
                }
                scalar(ty)
            }
            ExprKind::Call(call) => {
                let module = self.ck.module;
                match builtin_named(module, &call.func) {
                    Some("len" | "int" | "ord" | "hash" | "id") => return scalar(Scalar::I64),
                    Some("float") => return scalar(Scalar::F64),
                    Some("bool" | "isinstance" | "callable" | "hasattr" | "any" | "all") => {
                        return scalar(Scalar::Bool);
                    }
                    _ => {}
                }
                match module.imported(&call.func)? {
                    ("ungil", name) => scalar(widen(scalar_named(name)?)),
                    ("time", "time" | "perf_counter" | "monotonic" | "process_time") => scalar(Scalar::F64),
                    ("time", "time_ns" | "perf_counter_ns" | "monotonic_ns") => scalar(Scalar::I64),
                    ("math", "floor" | "ceil" | "trunc" | "gcd" | "lcm" | "isqrt") => scalar(Scalar::I64),
                    ("math", name) if crate::tir::MathFn::from_name(name).is_some() => scalar(Scalar::F64),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The advice to take the lock for the statement being lowered, with the change that does it.
    pub(crate) fn offer_gil(&self, d: Diagnostic) -> Diagnostic {
        let Some(span) = self.alone.filter(|_| d.fixes.is_empty()) else { return d };
        let source = self.ck.source;
        let text = source.text();
        let (Some(before), Some(after)) = (text.get(..span.start as usize), text.get(span.end as usize..))
        else {
            return d;
        };
        let indent = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        let rest = after.lines().next().unwrap_or("").trim_start();
        if !indent.chars().all(|c| c == ' ' || c == '\t') || !(rest.is_empty() || rest.starts_with('#')) {
            return d;
        }
        let globals = &self.ck.module.globals;
        let name = globals.iter().find_map(|(name, global)| match &global.binding {
            hir::Binding::ImportFrom { module, name: inner } if &**module == "ungil" && &**inner == "gil" => {
                Some(name.to_string())
            }
            _ => None,
        });
        let module = || {
            globals.iter().find_map(|(name, global)| match &global.binding {
                hir::Binding::Import { module } if &**module == "ungil" => Some(format!("{name}.gil")),
                _ => None,
            })
        };
        let name = name.or_else(module).unwrap_or_else(|| "gil".into());
        let statement = source.slice(span);
        d.with_fix(span, format!("with {name}:\n{indent}    {statement}"))
    }

    /// UG331, if every iteration of a parallel loop comes to a `with gil:`.
    pub(crate) fn lock_in_prange(&mut self, body: &[HirStmt]) {
        let Some(head) = always_takes_lock(self.ck.module, body) else { return };
        self.say(
            Diagnostic::warning(
                codes::LOCK_IN_PRANGE,
                head,
                "`with gil` in every iteration serialises the loop",
            )
            .with_hint("move it out of the loop, or use `range`"),
        );
    }
}

/// The head of a `with gil:` that every execution of a block comes to, unless an exception or a jump comes first.
fn always_takes_lock(module: &hir::Module, body: &[HirStmt]) -> Option<Span> {
    body.iter().find_map(|stmt| match &stmt.kind {
        StmtKind::WithGil { head, .. } => Some(*head),
        StmtKind::Try { body, finalbody, .. } => {
            always_takes_lock(module, body).or_else(|| always_takes_lock(module, finalbody))
        }
        StmtKind::If { arms, orelse } => {
            let mut found = Some(always_takes_lock(module, orelse)?);
            for (_, body) in arms {
                found = found.and(always_takes_lock(module, body));
            }
            found
        }
        StmtKind::For { body, prange: false, .. } => always_takes_lock(module, body),
        StmtKind::Region(id) => always_takes_lock(module, visit::region_block(module, *id)?),
        _ => None,
    })
}

fn find_yield(e: &hir::Expr, found: &mut Option<(&'static str, Span)>) {
    match &e.kind {
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => *found = Some(("yield", e.span)),
        ExprKind::Await(_) => *found = Some(("await", e.span)),
        _ => {}
    }
    visit::children(e, &mut |child| find_yield(child, found));
}

/// Whether a block has a `with gil:` of its own.
pub(crate) fn has_gil(block: &[Stmt]) -> bool {
    let mut found = false;
    walk::stmts(block, &mut |stmt| found |= matches!(stmt, Stmt::WithGil(_)));
    found
}

/// Makes every `prange` that may come to a `with gil:` run on one thread.
pub(crate) fn serialise(built: &mut [Built]) {
    let mut takes: Vec<bool> = built.iter().map(|b| has_gil(&b.function.body)).collect();
    if !takes.contains(&true) {
        return;
    }
    loop {
        let before = takes.clone();
        for (i, b) in built.iter().enumerate() {
            takes[i] = takes[i] || may_take(&b.function.body, &before);
        }
        if takes == before {
            break;
        }
    }
    for b in built {
        walk::rewrite(
            &mut b.function.body,
            &mut |stmt| {
                let Stmt::Prange(p) = stmt else { return };
                if !has_gil(&p.body) && !may_take(&p.body, &takes) {
                    return;
                }
                // What was asked for is still evaluated.
                p.threads = Some(match p.threads.take() {
                    Some(asked) if !matches!(asked.kind, TirKind::Const(_)) => {
                        Expr::seq(vec![Stmt::Eval(asked)], Expr::i64(1))
                    }
                    _ => Expr::i64(1),
                });
            },
            &mut |_| {},
        );
    }
}

/// Whether a block calls a function that takes the lock.
fn may_take(block: &[Stmt], takes: &[bool]) -> bool {
    let mut found = false;
    let note = |callee: &Callee| match callee {
        Callee::Local(i) => takes.get(*i as usize).copied().unwrap_or(false),
        Callee::Extern(_) => false,
    };
    let mut calls = Vec::new();
    walk::stmts(block, &mut |stmt| {
        if let Stmt::Call(_, call, _) = stmt {
            calls.push(call.callee);
        }
    });
    walk::exprs(block, &mut |e| {
        if let TirKind::Call(call) = &e.kind {
            calls.push(call.callee);
        }
    });
    calls.iter().for_each(|callee| found |= note(callee));
    found
}
