//! Parallel loops: which class each variable that the body writes is in, and the loop itself.
//!
//! The classes (one for each variable, else the loop is refused):
//! * the **index**;
//! * **private**: certainly assigned before every read in the iteration, and certainly assigned when it ends;
//! * **conditional last**: never read before it is assigned in the iteration, but not assigned on every path;
//! * **reduction**: every use in the body belongs to an update `x op= e` of one group ([`super::updates`]), so no
//!   iteration sees what another one left, and the updates may be combined in any grouping;
//! * **payload**: assigned only together with the winner of a minimum or maximum.
//!
//! Why this is enough for variables: a variable that is written in the body and in none of these classes may be read by an
//! iteration before that iteration assigns it, so it would see the value of an earlier one. Variables that are not
//! written are the same for all. Elements of arrays are the business of [`super::races`].

use indexmap::IndexMap;
use ungil_grammar::codes;
use ungil_grammar::{Diagnostic, Span};

use super::body::{Body, LoopFrame};
use super::flow::{self, Assigned};
use super::updates::{NoForm, Uses};
use super::value::Value;
use crate::hir::{self, ExprKind, Stmt as HirStmt, TargetKind, Var};
use crate::tir::{
    self, Expr, For, LocalId, Overflow, Prange, ReduceOp, Reduction, Scalar, Stmt, Type,
    build::is_simple_body,
};
use crate::types::Ty;

/// The class of a variable that the body writes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Class {
    Private,
    Last,
    Reduction(ReduceOp, Span),
    Payload(Var),
    /// A message was given.
    Refused,
}

impl Body<'_, '_> {
    /// Classify the variables that the body writes, with messages for those that fit in no class.
    fn classify(&mut self, target: &hir::Target, body: &[HirStmt]) -> IndexMap<Var, Class> {
        let module = self.ck.module;
        let index_var = match &target.kind {
            TargetKind::Var(var) => Some(var),
            _ => None,
        };
        let once = flow::once(module, Some(target), body);
        let uses = Uses::of_block(module, body);
        let mut classes: IndexMap<Var, Class> = IndexMap::new();
        for (i, (&var, &first)) in once.written.iter().enumerate() {
            let name = self.ck.var_name(var);
            let u = uses.vars.get(var);
            if Some(var) == index_var {
                if let Some(span) = u.and_then(|u| u.writes.first().or(u.updates.first().map(|(_, s)| s))) {
                    self.advise(
                        codes::CARRIED,
                        *span,
                        format!("the index `{name}` of a prange is assigned in the loop"),
                        "use another name",
                    );
                }
                continue;
            }
            // The payload of a variable that needs to be a reduction.
            if let Some(u) = u
                && let Some((of, at)) = u.payload_of.iter().find(|(of, _)| once.carried.contains_key(of))
            {
                let alone = u.updates.is_empty()
                    && u.no_form.is_empty()
                    && u.reads.is_empty()
                    && u.writes.is_empty()
                    && u.payload_of.iter().all(|(other, _)| other == of);
                let class = if alone {
                    Class::Payload(of.clone())
                } else {
                    let of = self.ck.var_name(of);
                    let other = u.reads.first().or(u.writes.first()).copied().unwrap_or(first);
                    self.say(
                        Diagnostic::error(
                            codes::CARRIED,
                            *at,
                            format!("`{name}` carries a value from one iteration to the next"),
                        )
                        .with_label(other, "also used here")
                        .with_hint(format!("assign `{name}` only together with `{of}`")),
                    );
                    Class::Refused
                };
                classes.insert(var.clone(), class);
                continue;
            }
            let Some(&carried) = once.carried.get(var) else {
                let class =
                    if once.always.get(i).copied().unwrap_or(false) { Class::Private } else { Class::Last };
                classes.insert(var.clone(), class);
                continue;
            };
            let class = match u {
                Some(u) => self.carried(var, &name, u, carried, first),
                None => Class::Refused,
            };
            classes.insert(var.clone(), class);
        }
        classes
    }

    /// The class of a variable that an iteration may read before it assigns it.
    fn carried(
        &mut self,
        var: &Var,
        name: &str,
        u: &super::updates::VarUses,
        carried: Span,
        first: Span,
    ) -> Class {
        if let Some((form, span)) = u.no_form.first() {
            match form {
                NoForm::Operator(op) => {
                    self.say(
                        Diagnostic::error(
                            codes::NO_PARALLEL_FORM,
                            *span,
                            format!("`{}=` has no parallel form", op.as_str()),
                        )
                        .with_text(format!("`{name}` depends on the order of the iterations"))
                        .with_hint("collect with `+` or `*` and finish after the loop, or use `range`"),
                    );
                }
                NoForm::Swapped(call, function, e, x) => {
                    let fixed = format!("{function}({}, {})", self.text(*x), self.text(*e));
                    self.say(
                        Diagnostic::error(
                            codes::CARRIED,
                            *call,
                            format!("`{name}` carries a value from one iteration to the next: the accumulator comes second"),
                        )
                        .with_hint(format!("write the accumulator first: `{name} = {fixed}` (the order matters for NaN)"))
                        .with_fix(*call, fixed),
                    );
                }
            }
            return Class::Refused;
        }
        if let (Some(&(op, span)), true) = (u.updates.first(), u.writes.is_empty() && u.payload_of.is_empty())
        {
            if let Some(&(other, at)) = u.updates.iter().find(|(o, _)| *o != op) {
                self.say(
                    Diagnostic::error(
                        codes::MIXED_REDUCTION,
                        at,
                        format!("`{name}` mixes `{}` and `{}`", op.name(), other.name()),
                    )
                    .with_label(span, format!("`{}` here", op.name()))
                    .with_hint("use two variables, and combine them after the loop"),
                );
                return Class::Refused;
            }
            if let Some(&read) = u.reads.first() {
                self.say(
                    Diagnostic::error(
                        codes::REDUCTION_READ,
                        read,
                        format!("reduction `{name}` is read inside the loop"),
                    )
                    .with_label(span, "updated here")
                    .with_hint(format!("use a private copy, or read `{name}` after the loop")),
                );
                return Class::Refused;
            }
            let index = self.var(var);
            let int = match &self.vars[index].slot {
                Some(slot) => matches!(slot.ty, Ty::Scalar(s) if !s.is_float()),
                None => false,
            };
            if int
                && self.policies.overflow == Overflow::Saturate
                && matches!(op, ReduceOp::Add | ReduceOp::Mul)
            {
                self.advise(
                    codes::NO_PARALLEL_FORM,
                    span,
                    format!("`{name}` saturates at each step, which has no parallel form"),
                    "use `overflow=\"raise\"` or `\"wrap\"` for the loop",
                );
                return Class::Refused;
            }
            return Class::Reduction(op, span);
        }
        let mut d = Diagnostic::error(
            codes::CARRIED,
            carried,
            format!("`{name}` carries a value from one iteration to the next"),
        )
        .with_text("read here before this iteration assigns it");
        if first != carried {
            d = d.with_label(first, "assigned here");
        }
        let d = d.with_hint(format!(
            "assign `{name}` first in the iteration, make it a reduction (`{name} += ...`), or use `range`"
        ));
        self.say(d);
        Class::Refused
    }

    /// `for target in prange(…): body`.
    pub(crate) fn prange(
        &mut self,
        target: &hir::Target,
        iter: &hir::Expr,
        body: &[HirStmt],
        orelse: &[HirStmt],
        span: Span,
    ) {
        let ExprKind::Call(call) = &iter.kind else { return };
        let parts = self.prange_head(call, iter.span);
        let pos = self.pos(Span::new(span.start, iter.span.end));
        self.lock_in_prange(body);
        let classes = self.classify(target, body);
        let before = self.now.clone();
        if !matches!(target.kind, TargetKind::Var(_)) {
            self.unsupported(
                target.span,
                "a `prange` over anything but one name",
                "write `for i in prange(n)`",
            );
        }
        let direct = self.loop_var(target);
        // What the body writes has no value at the start of an iteration, reductions apart.
        let mut shared = false;
        let mut own = Vec::new();
        for (var, class) in &classes {
            let index = self.var(var);
            match class {
                Class::Private | Class::Last | Class::Payload(_) => self.now.remove(index),
                Class::Reduction(op, at) => {
                    if !self.now.has(index) {
                        let name = self.vars[index].name.clone();
                        self.advise(
                            codes::MAYBE_UNASSIGNED,
                            *at,
                            format!("`{name}` may be read before it is assigned"),
                            format!("give `{name}` a start value before the loop"),
                        );
                        self.now.add(index);
                    }
                    if self.is_reducing(index).is_some() {
                        shared = true;
                    } else {
                        own.push((index, *op, *at));
                    }
                }
                // One message is enough.
                Class::Refused => self.now.add(index),
            }
        }
        let reducing = self.reducing.len();
        self.reducing.extend(own.iter().map(|(index, op, _)| (*index, *op)));
        self.loops.push(LoopFrame { breaks: Assigned::dead(), prange: true });
        self.pranges += 1;
        let tries = std::mem::take(&mut self.tries);
        let bounded = match (&direct, &parts) {
            (Some((var, _)), Some(parts)) => parts.extent.map(|(view, axis)| (*var, view, axis)),
            _ => None,
        };
        self.in_bounds.extend(bounded);
        self.open();
        if let Some((_, index)) = direct {
            self.now.add(index);
            self.mark_bound(index);
        } else {
            self.assign_target(target, Value::Unknown, iter);
        }
        self.stmts(body);
        let block = self.close();
        if bounded.is_some() {
            self.in_bounds.pop();
        }
        self.tries = tries;
        self.pranges -= 1;
        self.loops.pop();
        self.reducing.truncate(reducing);
        self.now = before;
        // What the loop leaves behind: variables that something outside of it uses.
        let mut inner: rustc_hash::FxHashMap<&Var, u32> = rustc_hash::FxHashMap::default();
        super::visit::block(self.ck.module, body, &mut |u| {
            let (super::visit::Use::Read(var, _) | super::visit::Use::Write(var, _)) = u;
            *inner.entry(var).or_default() += 1;
        });
        let mut private = Vec::new();
        let mut last = Vec::new();
        let mut payloads: Vec<(Var, Vec<LocalId>)> = Vec::new();
        if let Some((_, index)) = direct {
            last.extend(self.vars[index].bound);
        }
        for (var, class) in &classes {
            let index = self.var(var);
            let bound = self.vars[index].bound;
            let Some(slot) = self.vars[index].slot.clone() else { continue };
            match class {
                Class::Private | Class::Last => {
                    let has_view = slot.leaves.iter().any(|&l| matches!(self.ty(l), Type::View(_)));
                    if has_view {
                        // A view is not carried out of the loop.
                        self.now.remove(index);
                        private.extend(&slot.leaves);
                        private.extend(bound);
                        if bound.is_some() && self.needed.contains(&index) {
                            let name = self.vars[index].name.clone();
                            self.ck.lost_view(slot.span, &name);
                        }
                        continue;
                    }
                    if !self.outs.contains(&index) && inner.get(var) == self.uses.get(var) {
                        continue;
                    }
                    if *class == Class::Private { &mut private } else { &mut last }.extend(&slot.leaves);
                    last.extend(bound);
                }
                Class::Payload(of) => {
                    let mut locals = slot.leaves.clone();
                    locals.extend(bound);
                    match payloads.iter_mut().find(|(v, _)| v == of) {
                        Some((_, list)) => list.extend(locals),
                        None => payloads.push((of.clone(), locals)),
                    }
                }
                Class::Reduction(..) | Class::Refused => {}
            }
        }
        let mut reductions = Vec::new();
        for (index, op, at) in own {
            let Some(slot) = self.vars[index].slot.clone() else { continue };
            let (Ty::Scalar(ty), [local]) = (&slot.ty, slot.leaves.as_slice()) else {
                self.error(codes::TYPE_MISMATCH, at, "a reduction is of numbers");
                continue;
            };
            if !(op.accepts(*ty) || (op == ReduceOp::Add && ty.is_int())) {
                let name = self.vars[index].name.clone();
                self.advise(
                    codes::TYPE_MISMATCH,
                    at,
                    format!("a reduction with `{}` of the {ty} `{name}`", op.name()),
                    format!("declare it with a type in which arithmetic happens: `{name}: i64`"),
                );
                continue;
            }
            let var = &self.vars[index].var;
            let payload = payloads.iter().find(|(v, _)| v == var).map(|(_, l)| l.clone()).unwrap_or_default();
            let pos = self.pos(at);
            reductions.push(Reduction { local: *local, op, overflow: self.policies.overflow, payload, pos });
        }
        if let (Some(parts), Some((var, _))) = (parts, direct) {
            if shared {
                // Inside another prange the loop runs serially; updates of the outer loop's reductions stay the outer's.
                if !reductions.is_empty() {
                    self.unsupported(
                        span,
                        "a nested `prange` with reductions of both loops",
                        "use `range` for the inner loop",
                    );
                }
                self.push(Stmt::For(Box::new(For::new(var, parts.lo, parts.hi, parts.step, block, pos))));
            } else {
                let simple = is_simple_body(&block);
                self.push(Stmt::Prange(Box::new(Prange {
                    var,
                    lo: parts.lo,
                    hi: parts.hi,
                    step: parts.step,
                    body: block,
                    private,
                    last,
                    reductions,
                    alias: Vec::new(),
                    simple,
                    threads: parts.threads,
                    chunk: parts.chunk,
                    vector: None,
                    pos,
                })));
            }
        }
        self.stmts(orelse);
    }

    fn prange_head(&mut self, call: &hir::Call, span: Span) -> Option<Head> {
        let mut exprs: Vec<&hir::Expr> = Vec::new();
        for arg in &call.args {
            if let ExprKind::Starred(_) = arg.kind {
                self.unsupported(arg.span, "`*` in a call", "write the arguments out");
                return None;
            }
            exprs.push(arg);
        }
        let bounds = exprs.len();
        let mut named: Vec<(&str, usize)> = Vec::new();
        for keyword in &call.keywords {
            match keyword.name.as_deref() {
                Some("nogil") => {
                    if !matches!(keyword.value.kind, ExprKind::Const(hir::Const::Bool(_))) {
                        self.error(codes::TYPE_MISMATCH, keyword.span, "`nogil=` is `True` or `False`");
                    }
                }
                Some("schedule") => {
                    let ok = matches!(&keyword.value.kind, ExprKind::Const(hir::Const::Str(s)) if
                        matches!(&**s, "static" | "dynamic" | "guided"));
                    if !ok {
                        self.error(
                            codes::TYPE_MISMATCH,
                            keyword.span,
                            "`schedule=` is \"static\", \"dynamic\" or \"guided\"",
                        );
                    }
                }
                Some("threads" | "num_threads") => {
                    named.push(("threads", exprs.len()));
                    exprs.push(&keyword.value);
                }
                Some("chunk" | "chunksize") => {
                    named.push(("chunk", exprs.len()));
                    exprs.push(&keyword.value);
                }
                key => {
                    let known = ["schedule", "chunk", "threads", "num_threads", "chunksize", "nogil"];
                    self.unknown_member(
                        key.unwrap_or("**"),
                        keyword.span,
                        &known,
                        "the parameters of `prange`",
                    );
                    return None;
                }
            }
        }
        let values = self.list(&exprs);
        if bounds == 0 || bounds > 3 {
            self.error(
                codes::TYPE_MISMATCH,
                span,
                format!("`prange` takes one to three numbers, not {bounds}"),
            );
            return None;
        }
        let mut ints: Vec<Option<Expr>> = Vec::new();
        for (i, (value, e)) in values.into_iter().zip(&exprs).enumerate() {
            if i >= bounds && matches!(value, Value::None) {
                ints.push(Some(Expr::i64(0)));
                continue;
            }
            let x = self.coerce_range(value, e.span);
            ints.push(x);
        }
        let ints = ints.into_iter().collect::<Option<Vec<Expr>>>()?;
        let take =
            |name: &str| named.iter().find(|(n, _)| *n == name).and_then(|(_, i)| ints.get(*i).cloned());
        let (threads, chunk) = (take("threads"), take("chunk"));
        let (lo, hi, step) = match bounds {
            1 => (Expr::i64(0), ints[0].clone(), Expr::i64(1)),
            2 => (ints[0].clone(), ints[1].clone(), Expr::i64(1)),
            _ => (ints[0].clone(), ints[1].clone(), ints[2].clone()),
        };
        let extent = match (&hi.kind, lo.as_int(), step.as_int()) {
            (tir::ExprKind::Extent(view, axis), Some(0..), Some(1..)) => Some((*view, *axis)),
            _ => None,
        };
        // The tests at entry use these again.
        let (lo, hi, step) = (self.spill(lo), self.spill(hi), self.spill(step));
        let threads = threads.map(|e| self.spill(e));
        let chunk = chunk.map(|e| self.spill(e));
        Some(Head { lo, hi, step, threads, chunk, extent })
    }

    fn coerce_range(&mut self, value: Value, span: Span) -> Option<Expr> {
        if let Value::Scalar(e) = &value
            && e.ty.is_float()
        {
            let text = self.text(span);
            self.say(
                Diagnostic::error(codes::TYPE_MISMATCH, span, "a range is of ints, this is a float")
                    .with_hint(format!("convert it: `int({text})`"))
                    .with_fix(span, format!("int({text})")),
            );
            return None;
        }
        let e = self.coerce(value, Scalar::I64, span)?;
        Some(match e.kind {
            // A range raises whatever the overflow mode of the region is.
            tir::ExprKind::Cast { arg, .. } => Expr::cast(*arg, Scalar::I64, Overflow::Raise, e.pos),
            _ => e,
        })
    }

    /// Whether an expression can be seen never to raise.
    pub(crate) fn cannot_raise(&self, e: &Expr) -> bool {
        use tir::ExprKind as K;
        match &e.kind {
            K::Const(_) | K::Local(_) | K::Extent(..) => true,
            K::Compare { args, .. } | K::And(args) | K::Or(args) => {
                self.cannot_raise(&args.0) && self.cannot_raise(&args.1)
            }
            K::Unary { op, overflow, arg } => {
                (matches!(op, tir::UnOp::Not | tir::UnOp::Invert)
                    || arg.ty.is_float()
                    || *overflow != Overflow::Raise)
                    && self.cannot_raise(arg)
            }
            K::Binary { op, overflow, args, .. } => {
                use tir::BinOp as B;
                let safe = match op {
                    B::And | B::Or | B::Xor | B::Min | B::Max => true,
                    B::Add | B::Sub | B::Mul => args.0.ty.is_float() || *overflow != Overflow::Raise,
                    _ => false,
                };
                safe && self.cannot_raise(&args.0) && self.cannot_raise(&args.1)
            }
            K::Cast { overflow, arg } => {
                (*overflow == Overflow::Proven || e.ty == Scalar::Bool || e.ty.is_float())
                    && self.cannot_raise(arg)
            }
            K::FloatTest(_, arg) => self.cannot_raise(arg),
            K::Load(access) => access.index.iter().enumerate().all(|(axis, index)| {
                index.bounds == tir::Bounds::Proven
                    || matches!(index.value.kind, K::Local(l)
                        if self.in_bounds.contains(&(l, access.view, axis as u8)))
            }),
            _ => false,
        }
    }
}

/// The parts of a `prange(…)` call.
struct Head {
    lo: Expr,
    hi: Expr,
    step: Expr,
    threads: Option<Expr>,
    chunk: Option<Expr>,
    /// The loop variable is a valid index of this axis.
    extent: Option<(LocalId, u8)>,
}
