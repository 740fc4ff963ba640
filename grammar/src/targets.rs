//! Actions that turn expressions into targets: of assignments, loops, `with` and `del`.

use crate::actions::Actions;
use crate::ast::*;
use crate::codes;
use crate::diagnostic::Diagnostic;

impl Actions<'_> {
    /// The target of `=`. A target that cannot be one is often a comparison that was meant.
    pub fn assignment_target(&mut self, target: &mut Expr, is_chain: bool) {
        let maybe_comparison = matches!(
            target.kind,
            ExprKind::Call(_)
                | ExprKind::BinOp { .. }
                | ExprKind::UnaryOp { op: UnaryOp::USub | UnaryOp::UAdd | UnaryOp::Invert, .. }
                | ExprKind::Await { .. }
                | ExprKind::Yield { .. }
                | ExprKind::YieldFrom { .. }
                | ExprKind::ListComp { .. }
                | ExprKind::SetComp { .. }
                | ExprKind::DictComp { .. }
                | ExprKind::Dict { .. }
                | ExprKind::Set { .. }
                | ExprKind::JoinedStr { .. }
                | ExprKind::Constant {
                    value: Constant::Ellipsis
                        | Constant::Int(_)
                        | Constant::BigInt(_)
                        | Constant::Float(_)
                        | Constant::Complex(_)
                        | Constant::Str(_)
                        | Constant::Bytes(_),
                    ..
                }
        );
        if let ExprKind::Yield { .. } | ExprKind::YieldFrom { .. } = target.kind
            && !target.parenthesized
        {
            self.report(
                Diagnostic::error(
                    codes::CANNOT_ASSIGN,
                    target.span,
                    "assignment to yield expression not possible",
                )
                .with_text("this is no target"),
            );
        } else if maybe_comparison && !is_chain && !target.is_single_target() {
            let message =
                format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", target.kind_name());
            self.report(
                Diagnostic::error(codes::CANNOT_ASSIGN, target.span, message).with_text("this is no target"),
            );
        } else {
            self.set_context(target, Ctx::Store);
        }
    }

    /// Makes an expression, with the elements of tuples and lists, a target.
    pub fn set_context(&mut self, target: &mut Expr, wanted: Ctx) {
        match &mut target.kind {
            ExprKind::Name { ctx, .. }
            | ExprKind::Attribute { ctx, .. }
            | ExprKind::Subscript { ctx, .. } => {
                *ctx = wanted;
            }
            ExprKind::Starred { value, ctx } if wanted == Ctx::Store => {
                *ctx = wanted;
                self.set_context(value, wanted);
            }
            ExprKind::Tuple { elts, ctx } | ExprKind::List { elts, ctx } => {
                *ctx = wanted;
                for elt in elts {
                    self.set_context(elt, wanted);
                }
            }
            _ => {
                let name = target.kind_name();
                let diagnostic = if wanted == Ctx::Del {
                    Diagnostic::error(codes::CANNOT_DELETE, target.span, format!("cannot delete {name}"))
                        .with_text("expected a name, an attribute or a subscript")
                } else {
                    Diagnostic::error(codes::CANNOT_ASSIGN, target.span, format!("cannot assign to {name}"))
                        .with_text("this is no target")
                };
                self.report(diagnostic);
            }
        }
    }
}
