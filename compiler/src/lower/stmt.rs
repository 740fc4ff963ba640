//! Statements.

use ungil_grammar::ast::{self, ExprKind as A, StmtKind as S};
use ungil_grammar::{Span, codes};

use super::expr::binary_op;
use super::{Access, Flow, Lowerer};
use crate::hir::*;

impl Lowerer {
    pub(super) fn stmts(&mut self, body: &[ast::Stmt]) -> Block {
        let mut out = Vec::with_capacity(body.len());
        for stmt in body {
            self.stmt(stmt, &mut out);
        }
        out
    }

    pub(super) fn stmt(&mut self, stmt: &ast::Stmt, out: &mut Block) {
        let span = stmt.span;
        let kind = match &stmt.kind {
            S::FunctionDef(def) => self.function_def(def, span),
            S::ClassDef(def) => self.class_def(def, span),
            S::Return { value } => {
                self.jump(span, "'break', 'continue' and 'return' cannot appear in an except* block");
                self.mark_exits(0, |e| e.returns = true);
                StmtKind::Return(self.opt(value))
            }
            S::Delete { targets } => StmtKind::Delete(targets.iter().map(|t| self.target(t)).collect()),
            S::Assign { targets, value } => {
                let value = self.expr(value);
                StmtKind::Assign { targets: targets.iter().map(|t| self.target(t)).collect(), value }
            }
            S::AugAssign { target, op, value } => {
                if let A::Name { id, .. } = &target.kind {
                    self.read_target(id, target.span);
                }
                let target = self.target(target);
                StmtKind::AugAssign { target, op: binary_op(*op), value: self.expr(value) }
            }
            S::AnnAssign { target, annotation, value, simple } => {
                let value = self.opt(value);
                let target = if value.is_none() && matches!(target.kind, A::Name { .. }) {
                    // A bare annotation writes nothing.
                    let A::Name { id, .. } = &target.kind else { return };
                    let name = self.mangle(id);
                    let regions = std::mem::take(&mut self.regions);
                    let var = self.var(&name, target.span, Access::Read);
                    self.regions = regions;
                    Target { kind: TargetKind::Var(var), span: target.span }
                } else {
                    self.target(target)
                };
                let regions = std::mem::take(&mut self.regions);
                let annotation = self.expr(annotation);
                self.regions = regions;
                StmtKind::AnnAssign { target, annotation, value, simple: *simple }
            }
            S::For(node) => self.for_stmt(node, span),
            S::While { test, body, orelse } => {
                let cond = self.expr(test);
                let body = self.nested(Flow::Loop, span, |l| l.stmts(body));
                StmtKind::While { cond, body, orelse: self.stmts(orelse) }
            }
            S::If { arms, orelse } => StmtKind::If {
                arms: arms
                    .iter()
                    .map(|arm| {
                        let cond = self.expr(&arm.test);
                        (cond, self.stmts(&arm.body))
                    })
                    .collect(),
                orelse: self.stmts(orelse),
            },
            S::With { items, body, is_async } => {
                self.with(items, body, *is_async, span, out);
                return;
            }
            S::Match { subject, cases } => self.match_stmt(subject, cases, span),
            S::Raise { exc, cause } => StmtKind::Raise { exc: self.opt(exc), cause: self.opt(cause) },
            S::Try(node) => self.try_stmt(node, span),
            S::Assert { test, msg } => StmtKind::Assert { cond: self.expr(test), message: self.opt(msg) },
            S::Import { names } => StmtKind::Import(
                names
                    .iter()
                    .map(|alias| {
                        let full = alias.name.as_str();
                        let target = match &alias.asname {
                            Some(asname) => asname.name.clone(),
                            None => ast::Name::new(full.split('.').next().unwrap_or(full)),
                        };
                        ImportAlias {
                            module: alias.name.shared(),
                            has_as: alias.asname.is_some(),
                            target: self.name(&target, alias.span, Access::Write),
                            span: alias.span,
                        }
                    })
                    .collect(),
            ),
            S::ImportFrom { module, names, level } => {
                let module = module.as_ref().map_or_else(|| Name::from(""), |m| m.shared());
                if names.iter().any(|a| a.name.as_str() == "*") {
                    StmtKind::ImportStar { module, level: *level }
                } else {
                    let names = names
                        .iter()
                        .map(|alias| {
                            let target = alias.asname.as_ref().map_or(&alias.name, |a| &a.name);
                            ImportedName {
                                name: alias.name.shared(),
                                target: self.name(target, alias.span, Access::Write),
                                span: alias.span,
                            }
                        })
                        .collect();
                    StmtKind::ImportFrom { module, level: *level, names }
                }
            }
            S::Global { .. } | S::Nonlocal { .. } | S::Pass => StmtKind::Pass,
            S::Expr { value } => StmtKind::Expr(self.expr(value)),
            S::Break => {
                self.loop_jump(span, "'break' outside loop", |e| e.breaks = true);
                StmtKind::Break
            }
            S::Continue => {
                self.loop_jump(span, "'continue' not properly in loop", |e| e.continues = true);
                StmtKind::Continue
            }
        };
        out.push(Stmt { kind, span });
    }

    fn try_stmt(&mut self, node: &ast::Try, span: Span) -> StmtKind {
        let lower = |l: &mut Self| {
            let body = l.nested(Flow::Other, span, |l| l.stmts(&node.body));
            let mut handlers = Vec::with_capacity(node.handlers.len());
            for (index, handler) in node.handlers.iter().enumerate() {
                if handler.typ.is_none() && index + 1 < node.handlers.len() {
                    l.error(codes::BAD_EXCEPT, handler.span, "default 'except:' must be last");
                }
                let class = handler.typ.as_ref().map(|t| l.expr(t));
                let target = handler.name.as_ref().map(|n| l.name(&n.name, n.span, Access::Write));
                let flow = if node.is_star { Flow::ExceptStar } else { Flow::Other };
                let body = l.nested(flow, span, |l| l.stmts(&handler.body));
                let name = handler.name.as_ref().map(|n| l.mangle(&n.name));
                handlers.push(Handler { class, target, name, body, span: handler.span });
            }
            let orelse = l.stmts(&node.orelse);
            (body, handlers, orelse)
        };
        let (body, handlers, orelse) =
            if node.finalbody.is_empty() { lower(self) } else { self.nested(Flow::Other, span, lower) };
        let finalbody = if node.finalbody.is_empty() {
            Vec::new()
        } else {
            self.nested(Flow::Other, span, |l| l.stmts(&node.finalbody))
        };
        StmtKind::Try { body, handlers, orelse, finalbody, star: node.is_star }
    }

    /// A `return`: not inside `except*`.
    fn jump(&mut self, span: Span, message: &str) {
        if self.flow.contains(&Flow::ExceptStar) {
            self.error(codes::EXCEPT_STAR_JUMP, span, message);
        }
    }

    fn loop_jump(&mut self, span: Span, message: &str, mark: impl Fn(&mut Exits)) {
        match self.flow.iter().rposition(|f| matches!(f, Flow::Loop | Flow::ExceptStar)) {
            None => self.error(codes::OUTSIDE_LOOP, span, message),
            Some(at) if self.flow[at] == Flow::ExceptStar => {
                let message = "'break', 'continue' and 'return' cannot appear in an except* block";
                self.error(codes::EXCEPT_STAR_JUMP, span, message);
            }
            Some(at) => self.mark_exits(at + 1, mark),
        }
    }
}
