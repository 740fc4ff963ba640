//! `d = disjoint(idx)`: a read-only copy of an index array, tested to hold distinct numbers that are not negative.
//!
//! The copy is made in a temporary which nothing but the test and one assignment uses, and its type is read-only, so what was
//! tested stays true. `races.rs` then takes `out[d[c*i + r]]` for owned.

use ungil_grammar::{Span, codes};

use super::body::Body;
use super::value::Value;
use crate::hir;
use crate::tir::{Expr, ExprKind, Scalar, Stmt, ViewExpr};

impl Body<'_, '_> {
    /// `disjoint(view)`.
    pub(crate) fn disjoint(&mut self, call: &hir::Call, span: Span) -> Value {
        let ([array], []) = (call.args.as_slice(), call.keywords.as_slice()) else {
            return self.error(codes::TYPE_MISMATCH, span, "`disjoint` takes one array");
        };
        let local = match self.expr(array) {
            Value::View(local) => local,
            Value::Unknown => return Value::Unknown,
            other => {
                let message = format!("an array of ints is wanted here, this is {}", self.describe(&other));
                return self.error(codes::TYPE_MISMATCH, array.span, message);
            }
        };
        let mut ty = self.view_ty(local);
        if ty.rank != 1 || !ty.elem.is_int() {
            let message = format!("`disjoint` takes a one-dimensional array of ints, this is {ty}");
            return self.error(codes::TYPE_MISMATCH, array.span, message);
        }
        ty.contiguous = true;
        ty.writable = false;
        let pos = self.pos(span);
        let temp = self.temp(ty);
        self.push(Stmt::AssignView(temp, ViewExpr::Copy(local), pos));
        self.push(Stmt::Eval(Expr { ty: Scalar::Bool, pos, kind: ExprKind::Distinct(temp) }));
        Value::View(temp)
    }
}
