//! What the grammar's productions do: build the tree, convert targets, and say what a production may not hold.
//!
//! Actions never fail: a fault becomes a diagnostic, the tree goes on, so that one text can have several messages. This
//! file holds the state and the statements; expressions, targets, parameters, patterns and literals have files of their
//! own.
// The generated parser copies its symbols about, so large ones travel in boxes.
#![allow(clippy::vec_box, clippy::boxed_local, clippy::too_many_arguments)]

use crate::ast::*;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

pub(crate) use crate::expressions::{Argument, Chain};
pub(crate) use crate::parameters::Param;

/// What the grammar's one public symbol gives.
pub(crate) enum Top {
    /// One statement, or several on one line.
    Statements(Vec<Stmt>),
    /// An expression.
    Expression(Expr),
}

/// The state of one parse.
pub(crate) struct Actions<'s> {
    /// The whole source text; places are offsets into it.
    pub text: &'s str,
    /// What was found so far.
    pub diagnostics: Vec<Diagnostic>,
    /// The expression is too deep, and this was said.
    pub said_too_deep: bool,
    names: FxHashMap<&'s str, Name>,
    /// The end of the last statement that a semicolon ended its line after, and the end of that semicolon.
    semicolon: (u32, u32),
}

impl<'s> Actions<'s> {
    pub fn new(text: &'s str) -> Self {
        Self {
            text,
            diagnostics: Vec::new(),
            said_too_deep: false,
            names: FxHashMap::default(),
            semicolon: (0, 0),
        }
    }

    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub fn slice(&self, l: u32, r: u32) -> &'s str {
        self.text.get(l as usize..r as usize).unwrap_or("")
    }

    // Names.

    /// The identifier at a place: equal ones share their text.
    pub fn name(&mut self, l: u32, r: u32) -> Name {
        let text = self.slice(l, r);
        let make = || {
            if text.is_ascii() { Name::new(text) } else { Name::new(&text.nfkc().collect::<String>()) }
        };
        self.names.entry(text).or_insert_with(make).clone()
    }

    pub fn dotted(&mut self, a: &Name, b: &Name) -> Name {
        Name::new(&format!("{a}.{b}"))
    }

    pub fn star_name(&mut self) -> Name {
        self.names.entry("*").or_insert_with(|| Name::new("*")).clone()
    }

    // Simple statements.

    pub fn assign(&mut self, first: Expr, rest: Vec<Expr>) -> StmtKind {
        let mut targets = rest;
        targets.insert(0, first);
        let value = targets.pop().unwrap_or_else(|| Expr::none(Span::default()));
        let is_chain = targets.len() > 1;
        for target in &mut targets {
            self.assignment_target(target, is_chain);
        }
        StmtKind::Assign { targets, value: Box::new(value) }
    }

    pub fn aug_assign(&mut self, mut target: Expr, op: Operator, value: Expr) -> StmtKind {
        if target.is_single_target() {
            self.set_context(&mut target, Ctx::Store);
        } else {
            let message =
                format!("'{}' is an illegal expression for augmented assignment", target.kind_name());
            self.report(
                Diagnostic::error(codes::BAD_AUGMENTED_TARGET, target.span, message)
                    .with_text("expected a name, an attribute or a subscript"),
            );
        }
        StmtKind::AugAssign { target: Box::new(target), op, value: Box::new(value) }
    }

    pub fn ann_assign(&mut self, mut target: Expr, annotation: Expr, value: Option<Expr>) -> StmtKind {
        let simple = matches!(target.kind, ExprKind::Name { .. }) && !target.parenthesized;
        if target.is_single_target() {
            self.set_context(&mut target, Ctx::Store);
        } else {
            let message = match target.kind {
                ExprKind::Tuple { .. } => "only single target (not tuple) can be annotated",
                ExprKind::List { .. } => "only single target (not list) can be annotated",
                _ => "illegal target for annotation",
            };
            self.report(
                Diagnostic::error(codes::BAD_ANNOTATION_TARGET, target.span, message)
                    .with_text("expected a name, an attribute or a subscript"),
            );
        }
        StmtKind::AnnAssign {
            target: Box::new(target),
            annotation: Box::new(annotation),
            value: value.map(Box::new),
            simple,
        }
    }

    pub fn delete(&mut self, mut targets: Vec<Expr>) -> StmtKind {
        for target in &mut targets {
            self.set_context(target, Ctx::Del);
        }
        StmtKind::Delete { targets }
    }

    pub fn trailing_comma(&mut self, names: Vec<Alias>, l: u32, r: u32) -> Vec<Alias> {
        let span = Span::new(l, r);
        self.report(
            Diagnostic::error(
                codes::BAD_IMPORT,
                span,
                "trailing comma not allowed without surrounding parentheses",
            )
            .with_text("nothing follows this comma")
            .with_fix(span, ""),
        );
        names
    }

    pub fn trailing_semicolon(&mut self, list: Vec<Stmt>, r: u32) -> Vec<Stmt> {
        self.semicolon = (list.last().map_or(r, |stmt| stmt.span.end), r);
        list
    }

    /// The end of a block whose last statement ends at `end`: as in CPython, a semicolon after it belongs to the block.
    fn block_end(&self, end: u32) -> u32 {
        if end == self.semicolon.0 { self.semicolon.1.max(end) } else { end }
    }

    // Compound statements.

    /// From `l` to the end of the block.
    pub fn block_span(&mut self, l: u32, body: &[Stmt]) -> Span {
        Span::new(l, self.block_end(body.last().map_or(l, |stmt| stmt.span.end)))
    }

    /// A statement that begins at `l` and ends with its last block.
    pub fn compound(&mut self, l: u32, kind: StmtKind) -> Stmt {
        let end = |blocks: &[&[Stmt]]| {
            blocks.iter().rev().find_map(|block| block.last()).map_or(l, |stmt| stmt.span.end)
        };
        let end = match &kind {
            StmtKind::FunctionDef(def) => end(&[&def.body]),
            StmtKind::ClassDef(def) => end(&[&def.body]),
            StmtKind::For(stmt) => end(&[&stmt.body, &stmt.orelse]),
            StmtKind::While { body, orelse, .. } => end(&[body, orelse]),
            StmtKind::If { arms, orelse } => match orelse.last() {
                Some(last) => last.span.end,
                None => arms.last().map_or(l, |arm| arm.span.end),
            },
            StmtKind::With { body, .. } => end(&[body]),
            StmtKind::Match { cases, .. } => cases.last().map_or(l, |case| case.span.end),
            StmtKind::Try(stmt) => {
                let handlers = stmt.handlers.last().map_or(&[] as &[Stmt], |handler| &handler.body);
                end(&[&stmt.body, handlers, &stmt.orelse, &stmt.finalbody])
            }
            _ => l,
        };
        Stmt { kind, span: Span::new(l, self.block_end(end)) }
    }

    pub fn if_stmt(
        &mut self,
        l: u32,
        test: Expr,
        body: Vec<Stmt>,
        elifs: Vec<IfArm>,
        orelse: Vec<Stmt>,
    ) -> Stmt {
        let span = self.block_span(l, &body);
        let mut arms = elifs;
        arms.insert(0, IfArm { test, body, span });
        self.compound(l, StmtKind::If { arms, orelse })
    }

    pub fn for_stmt(
        &mut self,
        l: u32,
        is_async: bool,
        mut target: Expr,
        iter: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    ) -> Stmt {
        self.set_context(&mut target, Ctx::Store);
        self.compound(l, StmtKind::For(Box::new(For { target, iter, body, orelse, is_async })))
    }

    pub fn with_item(
        &mut self,
        mut list: Vec<WithItem>,
        context: Expr,
        mut target: Option<Expr>,
    ) -> Vec<WithItem> {
        if let Some(target) = &mut target {
            self.set_context(target, Ctx::Store);
        }
        list.push(WithItem { context, target });
        list
    }

    pub fn handler(
        &mut self,
        mut list: Vec<(ExceptHandler, bool)>,
        l: u32,
        is_star: bool,
        typ: Option<Box<(Expr, Option<Ident>)>>,
        body: Vec<Stmt>,
    ) -> Vec<(ExceptHandler, bool)> {
        let span = self.block_span(l, &body);
        if is_star && typ.is_none() {
            self.report(
                Diagnostic::error(
                    codes::BAD_TRY,
                    Span::new(l, l + 6),
                    "expected one or more exception types",
                )
                .with_text("`except*` needs a type"),
            );
        }
        let (typ, name) = typ.map_or((None, None), |both| (Some(both.0), both.1));
        list.push((ExceptHandler { typ, name, body, span }, is_star));
        list
    }

    pub fn try_stmt(
        &mut self,
        l: u32,
        body: Vec<Stmt>,
        handlers: Vec<(ExceptHandler, bool)>,
        orelse: Vec<Stmt>,
        finalbody: Vec<Stmt>,
    ) -> Stmt {
        let is_star = handlers.first().is_some_and(|(_, is_star)| *is_star);
        if let Some((odd, _)) = handlers.iter().find(|(_, star)| *star != is_star) {
            let start = odd.span.start;
            self.report(
                Diagnostic::error(
                    codes::BAD_TRY,
                    Span::new(start, start + 6),
                    "cannot have both 'except' and 'except*' on the same 'try'",
                )
                .with_text(if is_star {
                    "this one has no star"
                } else {
                    "this one has a star"
                }),
            );
        }
        let handlers = handlers.into_iter().map(|(handler, _)| handler).collect();
        self.compound(l, StmtKind::Try(Box::new(Try { body, handlers, orelse, finalbody, is_star })))
    }

    pub fn function(
        &mut self,
        l: u32,
        is_async: bool,
        name: Ident,
        args: Box<Arguments>,
        returns: Option<Box<Expr>>,
        body: Vec<Stmt>,
    ) -> Stmt {
        let returns = returns.map(|expr| *expr);
        let def = FunctionDef { name, args: *args, body, decorators: Vec::new(), returns, is_async };
        self.compound(l, StmtKind::FunctionDef(Box::new(def)))
    }

    pub fn class(&mut self, l: u32, name: Ident, args: Vec<Argument>, body: Vec<Stmt>) -> Stmt {
        if let Some(Argument::Generator(expr)) = args.first()
            && args.len() == 1
        {
            let diagnostic = Diagnostic::error(codes::BARE_GENERATOR, expr.span, "invalid syntax")
                .with_text("a generator expression is no base class");
            self.report(diagnostic);
        }
        let (bases, keywords) = self.arguments(args);
        let def = ClassDef { name, bases, keywords, body, decorators: Vec::new() };
        self.compound(l, StmtKind::ClassDef(Box::new(def)))
    }

    pub fn decorate(&mut self, decorators: Vec<Expr>, mut stmt: Stmt) -> Stmt {
        match &mut stmt.kind {
            StmtKind::FunctionDef(def) => def.decorators = decorators,
            StmtKind::ClassDef(def) => def.decorators = decorators,
            _ => {}
        }
        stmt
    }
}
