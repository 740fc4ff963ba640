//! `Atomic` parameters and captures, and `atomic_add`.
//!
//! An `Atomic` is passed by reference and never assigned: it comes in as a parameter or a capture. Each operation is
//! evaluated into a temporary at its place, since it has an effect.

use ungil_grammar::{Diagnostic, Span, codes};

use super::body::Body;
use super::value::Value;
use crate::hir::{self, ExprKind};
use crate::tir::atomic::{self, Atomic, AtomicOp};
use crate::tir::{self, Access, Expr, LocalId, Scalar};

/// The methods of an `Atomic`.
const METHODS: [&str; 8] = ["add", "sub", "min", "max", "load", "store", "swap", "cas"];

impl Body<'_, '_> {
    /// `counter.name(…)`.
    pub(crate) fn atomic_method(
        &mut self,
        local: LocalId,
        name: &str,
        name_span: Span,
        call: &hir::Call,
        span: Span,
    ) -> Value {
        let elem = self.view_ty(local).elem;
        let Some(op) = AtomicOp::from_name(name) else {
            return self.unknown_member(name, name_span, &METHODS, "an Atomic");
        };
        if !op.accepts(elem) {
            let message = format!("`{name}` of an Atomic[bool]");
            return self.advise(codes::TYPE_MISMATCH, name_span, message, "use an `Atomic[i64]`");
        }
        if !call.keywords.is_empty()
            || call.args.len() != op.operands()
            || call.args.iter().any(|arg| matches!(arg.kind, ExprKind::Starred(_)))
        {
            let count = match op.operands() {
                0 => "no arguments".to_string(),
                1 => "one argument".to_string(),
                n => format!("{n} arguments"),
            };
            return self.error(codes::TYPE_MISMATCH, span, format!("`{name}` takes {count}"));
        }
        let exprs: Vec<&hir::Expr> = call.args.iter().collect();
        let values = self.list(&exprs);
        let mut args = Vec::new();
        for (value, e) in values.into_iter().zip(&exprs) {
            let Some(x) = self.coerce(value, elem, e.span) else { return Value::Unknown };
            args.push(x);
        }
        let access = Access { view: local, index: Vec::new() };
        self.atomic(op, access, args, elem, span)
    }

    /// `atomic_add(view, index, value)`.
    pub(crate) fn atomic_add(&mut self, call: &hir::Call, span: Span) -> Value {
        let ([view, index, value], []) = (call.args.as_slice(), call.keywords.as_slice()) else {
            let message = "`atomic_add` takes a view, an index and a value";
            return self.error(codes::TYPE_MISMATCH, span, message);
        };
        let place = self.expr(view);
        let indices: Vec<&hir::Expr> = match &index.kind {
            ExprKind::Tuple(items) => items.iter().collect(),
            _ => vec![index],
        };
        let local = match place {
            Value::View(local) => local,
            Value::Unknown => return Value::Unknown,
            other => {
                let found = self.describe(&other);
                return self.error(
                    codes::TYPE_MISMATCH,
                    view.span,
                    format!("an array is wanted here, this is {found}"),
                );
            }
        };
        let ty = self.view_ty(local);
        if !ty.writable {
            let d = Diagnostic::error(codes::READ_ONLY, view.span, "write to a read-only view")
                .with_hint("declare it as `View`");
            return self.say(d);
        }
        if ty.elem == Scalar::Bool {
            return self.error(codes::TYPE_MISMATCH, span, "`atomic_add` to a bool");
        }
        if indices.len() != ty.rank as usize {
            return self.error(
                codes::TYPE_MISMATCH,
                index.span,
                format!("an element of {ty} has {} indices, not {}", ty.rank, indices.len()),
            );
        }
        let count = indices.len();
        let all: Vec<&hir::Expr> = indices.into_iter().chain([value]).collect();
        let mut values = self.list(&all).into_iter().zip(&all);
        let mut index = Vec::new();
        for (value, e) in values.by_ref().take(count) {
            let Some(x) = self.atomic_index(value, e.span) else { return Value::Unknown };
            let may_be_negative = x.ty != Scalar::U64 && x.as_int().is_none_or(|c| c < 0);
            index.push(tir::Index { value: x, bounds: self.policies.bounds, may_be_negative });
        }
        let Some((value, e)) = values.next() else { return Value::Unknown };
        let wide = atomic::wide(ty.elem);
        let Some(x) = self.coerce(value, wide, e.span) else { return Value::Unknown };
        self.atomic(AtomicOp::Add, Access { view: local, index }, vec![x], ty.elem, span)
    }

    /// An index as an i64 or u64.
    fn atomic_index(&mut self, value: Value, span: Span) -> Option<Expr> {
        let x = match value {
            Value::Lit(lit) if lit.int_home() == Scalar::I64 => self.literal(&lit, Scalar::I64, span)?,
            other => self.scalar(other, span)?,
        };
        if x.ty.is_float() {
            self.error(codes::TYPE_MISMATCH, span, "an index is an int, this is a float");
            return None;
        }
        Some(x.widen()).map(|x| {
            if x.ty == Scalar::Bool {
                Expr::cast(x, Scalar::I64, tir::Overflow::Proven, tir::Pos::default())
            } else {
                x
            }
        })
    }

    fn atomic(&mut self, op: AtomicOp, access: Access, args: Vec<Expr>, elem: Scalar, span: Span) -> Value {
        let overflow = self.policies.overflow;
        let ty = if op == AtomicOp::Cas { Scalar::Bool } else { elem };
        let kind = tir::ExprKind::Atomic(Box::new(Atomic { op, access, args, overflow }));
        let e = Expr { ty, pos: self.pos(span), kind };
        Value::Scalar(self.spill(e))
    }
}
