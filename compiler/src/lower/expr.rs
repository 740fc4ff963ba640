//! Expressions and targets.

use ungil_grammar::ast::{self, Expr as AstExpr, ExprKind as A};
use ungil_grammar::{Span, codes};

use super::{Access, Lowerer, constant};
use crate::hir::*;

impl Lowerer {
    pub(super) fn boxed(&mut self, expr: &AstExpr) -> Box<Expr> {
        Box::new(self.expr(expr))
    }

    pub(super) fn opt(&mut self, expr: &Option<Box<AstExpr>>) -> Option<Expr> {
        expr.as_ref().map(|e| self.expr(e))
    }

    fn opt_boxed(&mut self, expr: &Option<Box<AstExpr>>) -> Option<Box<Expr>> {
        expr.as_ref().map(|e| self.boxed(e))
    }

    /// An element of a display or call: it may be starred.
    pub(super) fn element(&mut self, expr: &AstExpr) -> Expr {
        match &expr.kind {
            A::Starred { value, .. } => Expr { kind: ExprKind::Starred(self.boxed(value)), span: expr.span },
            _ => self.expr(expr),
        }
    }

    fn elements(&mut self, exprs: &[AstExpr]) -> Vec<Expr> {
        exprs.iter().map(|e| self.element(e)).collect()
    }

    pub(super) fn keywords(&mut self, keywords: &[ast::Keyword]) -> Vec<Keyword> {
        let mut lowered: Vec<Keyword> = Vec::with_capacity(keywords.len());
        let mut seen = rustc_hash::FxHashSet::default();
        for keyword in keywords {
            let name = keyword.arg.as_ref().map(|n| self.mangle(n));
            if let Some(name) = &name
                && !seen.insert(name.clone())
            {
                let message = format!("keyword argument repeated: {name}");
                self.error(codes::REPEATED_KEYWORD, keyword.span, message);
            }
            let value = self.expr(&keyword.value);
            lowered.push(Keyword { name, value, span: keyword.span });
        }
        lowered
    }

    pub(super) fn expr(&mut self, expr: &AstExpr) -> Expr {
        let span = expr.span;
        let kind = match &expr.kind {
            A::BoolOp { op, values } => ExprKind::Bool {
                op: match op {
                    ast::BoolOp::And => BoolOp::And,
                    ast::BoolOp::Or => BoolOp::Or,
                },
                values: values.iter().map(|v| self.expr(v)).collect(),
            },
            A::NamedExpr { target, value } => {
                let value = self.boxed(value);
                match &target.kind {
                    A::Name { id, .. } => {
                        let var = self.name(id, target.span, Access::Write);
                        ExprKind::Named { target: var, target_span: target.span, value }
                    }
                    _ => value.kind,
                }
            }
            A::BinOp { first, rest } => self.binary(first, rest, span),
            A::UnaryOp { op, operand } => {
                let op = match op {
                    ast::UnaryOp::Invert => UnaryOp::Invert,
                    ast::UnaryOp::Not => UnaryOp::Not,
                    ast::UnaryOp::UAdd => UnaryOp::Pos,
                    ast::UnaryOp::USub => UnaryOp::Neg,
                };
                let operand = self.expr(operand);
                match &operand.kind {
                    ExprKind::Const(c) => match constant::unary(op, c) {
                        Some(folded) => ExprKind::Const(folded),
                        None => ExprKind::Unary { op, operand: Box::new(operand) },
                    },
                    _ => ExprKind::Unary { op, operand: Box::new(operand) },
                }
            }
            A::Lambda { args, body } => self.lambda(args, body, span),
            A::IfExp { test, body, orelse } => {
                let cond = self.boxed(test);
                ExprKind::IfElse { cond, then: self.boxed(body), orelse: self.boxed(orelse) }
            }
            A::Dict { items } => ExprKind::Dict(
                items
                    .iter()
                    .map(|item| {
                        let key = item.key.as_ref().map(|k| self.expr(k));
                        (key, self.expr(&item.value))
                    })
                    .collect(),
            ),
            A::Set { elts } => ExprKind::Set(self.elements(elts)),
            A::List { elts, .. } => ExprKind::List(self.elements(elts)),
            A::Tuple { elts, .. } => ExprKind::Tuple(self.elements(elts)),
            A::ListComp { elt, generators } => {
                self.comprehension(expr, CompKind::List, elt, None, generators)
            }
            A::SetComp { elt, generators } => self.comprehension(expr, CompKind::Set, elt, None, generators),
            A::DictComp { key, value, generators } => {
                self.comprehension(expr, CompKind::Dict, key, Some(value), generators)
            }
            A::GeneratorExp { elt, generators } => self.generator(expr, elt, generators),
            A::Await { value } => ExprKind::Await(self.boxed(value)),
            A::Yield { value } => ExprKind::Yield(self.opt_boxed(value)),
            A::YieldFrom { value } => ExprKind::YieldFrom(self.boxed(value)),
            A::Compare { left, rest } => ExprKind::Compare {
                first: self.boxed(left),
                rest: rest.iter().map(|term| (compare_op(term.op), self.expr(&term.right))).collect(),
            },
            A::Call(call) => {
                let func = self.expr(&call.func);
                let args = self.elements(&call.args);
                let keywords = self.keywords(&call.keywords);
                ExprKind::Call(Box::new(Call { func, args, keywords }))
            }
            A::JoinedStr { values } => ExprKind::FormatString(self.format_parts(values)),
            A::FormattedValue { .. } => ExprKind::FormatString(self.format_parts(std::slice::from_ref(expr))),
            A::Constant { value, .. } => ExprKind::Const(constant::constant(value)),
            A::Attribute { value, attr, .. } => {
                let value = self.boxed(value);
                let name = self.mangle(attr);
                ExprKind::Attribute { value, name_span: attribute_span(attr, span), name }
            }
            A::Subscript { value, slice, .. } => {
                ExprKind::Index { value: self.boxed(value), index: Box::new(self.element(slice)) }
            }
            A::Starred { value, .. } => {
                self.error(codes::BAD_STAR, span, "can't use starred expression here");
                return self.expr(value);
            }
            A::Name { id, .. } => {
                if id.as_str() == "__debug__" {
                    ExprKind::Const(Const::Bool(true))
                } else {
                    ExprKind::Var(self.name(id, span, Access::Read))
                }
            }
            A::Slice { lower, upper, step } => ExprKind::Slice {
                lower: self.opt_boxed(lower),
                upper: self.opt_boxed(upper),
                step: self.opt_boxed(step),
            },
        };
        Expr { kind, span }
    }

    fn binary(&mut self, first: &AstExpr, rest: &[ast::BinTerm], span: Span) -> ExprKind {
        let mut head = self.expr(first);
        let mut steps: Vec<BinaryStep> = Vec::with_capacity(rest.len());
        for term in rest {
            let op = binary_op(term.op);
            let right = self.expr(&term.right);
            let span = Span::new(span.start, term.end);
            if steps.is_empty()
                && let (ExprKind::Const(a), ExprKind::Const(b)) = (&head.kind, &right.kind)
                && let Some(folded) = constant::binary(op, a, b)
            {
                head = Expr { kind: ExprKind::Const(folded), span };
                continue;
            }
            steps.push(BinaryStep { op, right, span });
        }
        if steps.is_empty() { head.kind } else { ExprKind::Binary { first: Box::new(head), rest: steps } }
    }

    fn format_parts(&mut self, values: &[AstExpr]) -> Vec<FormatPart> {
        values
            .iter()
            .map(|value| match &value.kind {
                A::Constant { value, .. } => FormatPart::Text(constant::constant(value)),
                A::FormattedValue { value: inner, conversion, format_spec } => FormatPart::Value {
                    value: self.expr(inner),
                    conversion: match conversion {
                        None => Conversion::None,
                        Some(ast::Conversion::Str) => Conversion::Str,
                        Some(ast::Conversion::Repr) => Conversion::Repr,
                        Some(ast::Conversion::Ascii) => Conversion::Ascii,
                    },
                    spec: match format_spec.as_deref() {
                        Some(AstExpr { kind: A::JoinedStr { values }, .. }) => self.format_parts(values),
                        Some(other) => self.format_parts(std::slice::from_ref(other)),
                        None => Vec::new(),
                    },
                    span: value.span,
                },
                _ => FormatPart::Value {
                    value: self.expr(value),
                    conversion: Conversion::None,
                    spec: Vec::new(),
                    span: value.span,
                },
            })
            .collect()
    }

    /// Something that is assigned to or deleted.
    pub(super) fn target(&mut self, expr: &AstExpr) -> Target {
        let span = expr.span;
        let kind = match &expr.kind {
            A::Name { id, .. } => TargetKind::Var(self.name(id, span, Access::Write)),
            A::Attribute { value, attr, .. } => {
                let value = self.expr(value);
                if attr.as_str() == "__debug__" {
                    self.error(codes::ASSIGN_DEBUG, span, "cannot assign to __debug__");
                }
                let name = self.mangle(attr);
                TargetKind::Attribute { value, name_span: attribute_span(attr, span), name }
            }
            A::Subscript { value, slice, .. } => {
                let value = self.expr(value);
                TargetKind::Index { value, index: self.element(slice) }
            }
            A::Tuple { elts, .. } | A::List { elts, .. } => {
                let mut star = None;
                let mut items = Vec::with_capacity(elts.len());
                for (index, elt) in elts.iter().enumerate() {
                    if let A::Starred { value, .. } = &elt.kind {
                        if star.is_some() {
                            let message = "multiple starred expressions in assignment";
                            self.error(codes::BAD_STAR_TARGET, span, message);
                        }
                        star = Some(index as u32);
                        items.push(self.target(value));
                    } else {
                        items.push(self.target(elt));
                    }
                }
                TargetKind::Unpack { items, star }
            }
            A::Starred { value, .. } => {
                let message = "starred assignment target must be in a list or tuple";
                self.error(codes::BAD_STAR_TARGET, span, message);
                return self.target(value);
            }
            _ => {
                self.error(codes::CANNOT_ASSIGN, span, "cannot assign to expression");
                TargetKind::Unpack { items: Vec::new(), star: None }
            }
        };
        Target { kind, span }
    }
}

/// The identifier at the end of an attribute expression. (Names are normalised, so a rare one is longer in the source.)
fn attribute_span(attr: &ast::Name, span: Span) -> Span {
    Span::new(span.end.saturating_sub(attr.len() as u32).max(span.start), span.end)
}

pub(super) fn binary_op(op: ast::Operator) -> BinOp {
    match op {
        ast::Operator::Add => BinOp::Add,
        ast::Operator::Sub => BinOp::Sub,
        ast::Operator::Mult => BinOp::Mul,
        ast::Operator::MatMult => BinOp::MatMul,
        ast::Operator::Div => BinOp::Div,
        ast::Operator::Mod => BinOp::Mod,
        ast::Operator::Pow => BinOp::Pow,
        ast::Operator::LShift => BinOp::Shl,
        ast::Operator::RShift => BinOp::Shr,
        ast::Operator::BitOr => BinOp::Or,
        ast::Operator::BitXor => BinOp::Xor,
        ast::Operator::BitAnd => BinOp::And,
        ast::Operator::FloorDiv => BinOp::FloorDiv,
    }
}

fn compare_op(op: ast::CmpOp) -> CmpOp {
    match op {
        ast::CmpOp::Eq => CmpOp::Eq,
        ast::CmpOp::NotEq => CmpOp::Ne,
        ast::CmpOp::Lt => CmpOp::Lt,
        ast::CmpOp::LtE => CmpOp::Le,
        ast::CmpOp::Gt => CmpOp::Gt,
        ast::CmpOp::GtE => CmpOp::Ge,
        ast::CmpOp::Is => CmpOp::Is,
        ast::CmpOp::IsNot => CmpOp::IsNot,
        ast::CmpOp::In => CmpOp::In,
        ast::CmpOp::NotIn => CmpOp::NotIn,
    }
}
