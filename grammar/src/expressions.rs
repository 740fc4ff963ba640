//! Actions for expressions: depth, chains of operators, calls, displays, comprehensions.

use crate::actions::Actions;
use crate::ast::*;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// One argument of a call.
pub(crate) enum Argument {
    /// `value` or `*value`.
    Positional(Expr),
    /// `name=value` or `**value`.
    Keyword(Box<Keyword>),
    /// `value for …` without parentheses of its own.
    Generator(Expr),
}

/// An operand with its extent, parentheses included.
struct Operand {
    expr: Expr,
    start: u32,
    end: u32,
    /// The precedence of the chain that `expr` is; 0 if it is none that may grow.
    level: u8,
}

/// Operands and the operators between them, not yet ordered by precedence.
pub(crate) struct Chain {
    first: Operand,
    rest: Vec<(Operator, Operand)>,
}

impl Chain {
    pub fn new(first: (u32, Expr, u32), op: Operator, second: (u32, Expr, u32)) -> Self {
        Self { first: Operand::new(first), rest: vec![(op, Operand::new(second))] }
    }

    pub fn push(&mut self, op: Operator, operand: (u32, Expr, u32)) {
        self.rest.push((op, Operand::new(operand)));
    }
}

impl Operand {
    fn new((start, expr, end): (u32, Expr, u32)) -> Self {
        Self { expr, start, end, level: 0 }
    }
}

/// How tightly a left-associative operator binds.
const fn level(op: Operator) -> u8 {
    match op {
        Operator::BitOr => 1,
        Operator::BitXor => 2,
        Operator::BitAnd => 3,
        Operator::LShift | Operator::RShift => 4,
        Operator::Add | Operator::Sub => 5,
        Operator::Mult | Operator::MatMult | Operator::Div | Operator::Mod | Operator::FloorDiv => 6,
        Operator::Pow => 7,
    }
}

impl Expr {
    /// A stand-in for an expression that was refused.
    pub(crate) fn none(span: Span) -> Self {
        Self::new(ExprKind::Constant { value: Constant::None, kind_u: false }, span)
    }

    /// A name, attribute or subscript.
    pub(crate) fn is_single_target(&self) -> bool {
        matches!(self.kind, ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. })
    }

    /// What CPython's messages call it.
    pub(crate) fn kind_name(&self) -> &'static str {
        match &self.kind {
            ExprKind::Attribute { .. } => "attribute",
            ExprKind::Subscript { .. } => "subscript",
            ExprKind::Starred { .. } => "starred",
            ExprKind::Name { .. } => "name",
            ExprKind::List { .. } => "list",
            ExprKind::Tuple { .. } => "tuple",
            ExprKind::Lambda { .. } => "lambda",
            ExprKind::Call(_) => "function call",
            ExprKind::BoolOp { .. } | ExprKind::BinOp { .. } | ExprKind::UnaryOp { .. } => "expression",
            ExprKind::GeneratorExp { .. } => "generator expression",
            ExprKind::Yield { .. } | ExprKind::YieldFrom { .. } => "yield expression",
            ExprKind::Await { .. } => "await expression",
            ExprKind::ListComp { .. } => "list comprehension",
            ExprKind::SetComp { .. } => "set comprehension",
            ExprKind::DictComp { .. } => "dict comprehension",
            ExprKind::Dict { .. } => "dict literal",
            ExprKind::Set { .. } => "set display",
            ExprKind::JoinedStr { .. } | ExprKind::FormattedValue { .. } => "f-string expression",
            ExprKind::Constant { value, .. } => match value {
                Constant::None => "None",
                Constant::True => "True",
                Constant::False => "False",
                Constant::Ellipsis => "ellipsis",
                _ => "literal",
            },
            ExprKind::Compare { .. } => "comparison",
            ExprKind::IfExp { .. } => "conditional expression",
            ExprKind::NamedExpr { .. } => "named expression",
            ExprKind::Slice { .. } => "slice",
        }
    }
}

impl Actions<'_> {
    /// Every expression but leaves is made here, which keeps the tree shallow.
    pub fn expr(&mut self, l: u32, kind: ExprKind, r: u32) -> Expr {
        let expr = Expr::new(kind, Span::new(l, r));
        self.shallow(expr)
    }

    fn shallow(&mut self, expr: Expr) -> Expr {
        if expr.depth() <= MAX_EXPR_DEPTH {
            return expr;
        }
        if !std::mem::replace(&mut self.said_too_deep, true) {
            let span = expr.span;
            self.report(
                Diagnostic::error(codes::TOO_DEEP, span, "expression is nested too deeply")
                    .with_text(format!("expressions nest at most {MAX_EXPR_DEPTH} deep"))
                    .with_hint("give a part of it a name of its own"),
            );
        }
        Expr::none(expr.span)
    }

    pub fn name_expr(&mut self, l: u32, r: u32) -> Expr {
        let id = self.name(l, r);
        Expr::new(ExprKind::Name { id, ctx: Ctx::Load }, Span::new(l, r))
    }

    pub fn constant(&mut self, l: u32, value: Constant, r: u32) -> Expr {
        Expr::new(ExprKind::Constant { value, kind_u: false }, Span::new(l, r))
    }

    pub fn attribute(&mut self, l: u32, value: Expr, attr: Name, r: u32) -> Expr {
        self.expr(l, ExprKind::Attribute { value: Box::new(value), attr, ctx: Ctx::Load }, r)
    }

    pub fn subscript(&mut self, l: u32, value: Expr, slice: Expr, r: u32) -> Expr {
        let kind = ExprKind::Subscript { value: Box::new(value), slice: Box::new(slice), ctx: Ctx::Load };
        self.expr(l, kind, r)
    }

    pub fn starred(&mut self, l: u32, value: Expr, r: u32) -> Expr {
        self.expr(l, ExprKind::Starred { value: Box::new(value), ctx: Ctx::Load }, r)
    }

    pub fn unary(&mut self, l: u32, op: UnaryOp, operand: Expr, r: u32) -> Expr {
        self.expr(l, ExprKind::UnaryOp { op, operand: Box::new(operand) }, r)
    }

    pub fn conditional(&mut self, l: u32, test: Expr, body: Expr, orelse: Expr, r: u32) -> Expr {
        let kind = ExprKind::IfExp { test: Box::new(test), body: Box::new(body), orelse: Box::new(orelse) };
        self.expr(l, kind, r)
    }

    pub fn power(&mut self, l: u32, base: Expr, exponent: Expr, r: u32) -> Expr {
        let rest = vec![BinTerm { op: Operator::Pow, right: exponent, end: r }];
        self.expr(l, ExprKind::BinOp { first: Box::new(base), rest }, r)
    }

    /// Orders a flat list of operands by precedence. Operators of one precedence stay one flat chain.
    pub fn fold(&mut self, chain: Chain) -> Expr {
        let mut pending: Vec<(Operand, Operator)> = Vec::new();
        let mut current = chain.first;
        for (op, next) in chain.rest {
            while let Some((left, top)) = pending.pop_if(|(_, top)| level(*top) >= level(op)) {
                current = self.combine(left, top, current);
            }
            pending.push((current, op));
            current = next;
        }
        while let Some((left, op)) = pending.pop() {
            current = self.combine(left, op, current);
        }
        current.expr
    }

    fn combine(&mut self, mut left: Operand, op: Operator, right: Operand) -> Operand {
        let term = BinTerm { op, right: right.expr, end: right.end };
        if left.level == level(op) {
            left.expr.push_term(term);
            let expr = self.shallow(left.expr);
            return Operand { expr, end: right.end, ..left };
        }
        let kind = ExprKind::BinOp { first: Box::new(left.expr), rest: vec![term] };
        let expr = self.expr(left.start, kind, right.end);
        Operand { expr, start: left.start, end: right.end, level: level(op) }
    }

    pub fn named(&mut self, l: u32, mut target: Expr, value: Expr, r: u32) -> Expr {
        if matches!(target.kind, ExprKind::Name { .. }) && !target.parenthesized {
            self.set_context(&mut target, Ctx::Store);
        } else {
            let message = format!("cannot use assignment expressions with {}", target.kind_name());
            self.report(
                Diagnostic::error(codes::BAD_WALRUS_TARGET, target.span, message)
                    .with_text("expected a plain name"),
            );
        }
        self.expr(l, ExprKind::NamedExpr { target: Box::new(target), value: Box::new(value) }, r)
    }

    // Displays.

    pub fn tuple(&mut self, l: u32, elts: Vec<Expr>, r: u32) -> Expr {
        self.expr(l, ExprKind::Tuple { elts, ctx: Ctx::Load }, r)
    }

    pub fn paren_tuple(&mut self, l: u32, elts: Vec<Expr>, r: u32) -> Expr {
        let mut expr = self.tuple(l, elts, r);
        expr.parenthesized = true;
        expr
    }

    pub fn list(&mut self, l: u32, elts: Vec<Expr>, r: u32) -> Expr {
        self.expr(l, ExprKind::List { elts, ctx: Ctx::Load }, r)
    }

    /// `(expr)`.
    pub fn group(&mut self, _l: u32, mut expr: Expr, _r: u32) -> Expr {
        if let ExprKind::Starred { .. } = expr.kind {
            self.report(
                Diagnostic::error(codes::BAD_STAR, expr.span, "cannot use starred expression here")
                    .with_text("parentheses around one starred expression make no tuple")
                    .with_hint("add a comma to make a tuple"),
            );
        }
        expr.parenthesized = true;
        expr
    }

    /// The element of a comprehension.
    pub fn check_element(&mut self, elt: &Expr) {
        if let ExprKind::Starred { .. } = elt.kind {
            self.report(
                Diagnostic::error(
                    codes::BAD_COMPREHENSION,
                    elt.span,
                    "iterable unpacking cannot be used in comprehension",
                )
                .with_text("a comprehension yields one element at a time")
                .with_hint("add another `for` that iterates over it"),
            );
        }
    }

    pub fn dict_comp(
        &mut self,
        l: u32,
        mut items: Vec<DictItem>,
        generators: Vec<Comprehension>,
        r: u32,
    ) -> Expr {
        let count = items.len();
        let Some(DictItem { key: Some(key), value }) = items.pop().filter(|_| count == 1) else {
            let span = Span::new(l, r);
            let diagnostic = if count > 1 {
                Diagnostic::error(codes::BAD_COMPREHENSION, span, "invalid syntax")
                    .with_text("a dict comprehension has one `key: value`")
            } else {
                Diagnostic::error(
                    codes::BAD_COMPREHENSION,
                    span,
                    "dict unpacking cannot be used in dict comprehension",
                )
                .with_text("a comprehension yields one item at a time")
            };
            self.report(diagnostic);
            return Expr::none(span);
        };
        self.expr(l, ExprKind::DictComp { key: Box::new(key), value: Box::new(value), generators }, r)
    }

    pub fn comprehension(
        &mut self,
        mut list: Vec<Comprehension>,
        is_async: bool,
        mut target: Expr,
        iter: Expr,
        ifs: Vec<Expr>,
    ) -> Vec<Comprehension> {
        self.set_context(&mut target, Ctx::Store);
        list.push(Comprehension { target, iter, ifs, is_async });
        list
    }

    // Calls.

    pub fn keyword_argument(&mut self, l: u32, name: Expr, value: Expr, r: u32) -> Argument {
        let span = Span::new(l, r);
        if let ExprKind::Name { ref id, .. } = name.kind
            && !name.parenthesized
        {
            return Argument::Keyword(Box::new(Keyword { arg: Some(id.clone()), value, span }));
        }
        let diagnostic = match &name.kind {
            ExprKind::Constant { value: Constant::None | Constant::True | Constant::False, .. } => {
                let message = format!("cannot assign to {}", name.kind_name());
                Diagnostic::error(codes::KEYWORD_AS_NAME, name.span, message)
                    .with_text("a keyword cannot name an argument")
            }
            _ => Diagnostic::error(
                codes::BAD_KEYWORD_ARGUMENT,
                span,
                "expression cannot contain assignment, perhaps you meant \"==\"?",
            )
            .with_text("the left side of `=` is not a name"),
        };
        self.report(diagnostic);
        Argument::Positional(value)
    }

    pub fn args_trailing_comma(&mut self, list: Vec<Argument>) -> Vec<Argument> {
        if let [Argument::Generator(expr)] = &list[..] {
            self.report(bare_generator(expr.span));
        }
        list
    }

    pub fn call(&mut self, l: u32, func: Expr, paren: u32, mut args: Vec<Argument>, r: u32) -> Expr {
        // The parentheses of the call are those of a sole generator expression too.
        if let [Argument::Generator(expr)] = &mut args[..] {
            expr.span = Span::new(paren, r);
        }
        let (args, keywords) = self.arguments(args);
        self.expr(l, ExprKind::Call(Box::new(Call { func, args, keywords })), r)
    }

    /// Checks the order of arguments and splits them.
    pub fn arguments(&mut self, list: Vec<Argument>) -> (Vec<Expr>, Vec<Keyword>) {
        let count = list.len();
        let mut args = Vec::with_capacity(count);
        let mut keywords: Vec<Keyword> = Vec::new();
        let mut unpacked = false;
        for argument in list {
            let expr = match argument {
                Argument::Keyword(keyword) => {
                    unpacked |= keyword.arg.is_none();
                    keywords.push(*keyword);
                    continue;
                }
                Argument::Generator(expr) => {
                    if count > 1 {
                        self.report(bare_generator(expr.span));
                    }
                    expr
                }
                Argument::Positional(expr) => expr,
            };
            let is_star = matches!(expr.kind, ExprKind::Starred { .. });
            let message = match (is_star, unpacked, keywords.is_empty()) {
                (true, true, _) => Some("iterable argument unpacking follows keyword argument unpacking"),
                (false, true, _) => Some("positional argument follows keyword argument unpacking"),
                (false, false, false) => Some("positional argument follows keyword argument"),
                _ => None,
            };
            if let Some(message) = message {
                let mut diagnostic = Diagnostic::error(codes::ARGUMENT_ORDER, expr.span, message)
                    .with_text("positional arguments come first");
                if let Some(first) = keywords.first() {
                    diagnostic = diagnostic.with_label(first.span, "a keyword argument stands before it");
                }
                self.report(diagnostic);
            }
            args.push(expr);
        }
        (args, keywords)
    }
}

fn bare_generator(span: Span) -> Diagnostic {
    Diagnostic::error(codes::BARE_GENERATOR, span, "Generator expression must be parenthesized")
        .with_text("not the only argument")
        .with_fix(Span::at(span.start), "(")
        .with_fix(Span::at(span.end), ")")
}
