//! What becomes native: `@nogil` functions, `with nogil:` blocks, stand-alone `prange` loops.
//!
//! The names of module `ungil` are recognised by [`Module::ungil_name`] only, that is through a module-level import that is never
//! rebound. All of it is ordinary bytecode too.

use rustc_hash::FxHashMap;
use ungil_grammar::ast;
use ungil_grammar::{Diagnostic, Span, codes};

use super::{Access, Flow, Lowerer, OpenRegion};
use crate::hir::*;

impl Lowerer {
    /// The options of `nogil` or `nogil(...)`; `None` if the expression is neither.
    pub(super) fn nogil_options(&self, expr: &Expr) -> Option<Vec<Keyword>> {
        if self.module.ungil_name(expr) == Some("nogil") {
            return Some(Vec::new());
        }
        match &expr.kind {
            ExprKind::Call(call) if self.module.ungil_name(&call.func) == Some("nogil") => {
                Some(call.keywords.clone())
            }
            _ => None,
        }
    }

    /// Options have names.
    pub(super) fn check_options(&mut self, expr: &Expr) {
        if let ExprKind::Call(call) = &expr.kind
            && let Some(arg) = call.args.first()
        {
            self.error(
                codes::NOT_IN_NATIVE,
                arg.span,
                "`nogil` takes options by name: `nogil(overflow=\"wrap\")`",
            );
        }
    }

    /// Whether this is a call of `prange`, and whether it has `nogil=True`.
    fn prange_call(&self, expr: &Expr) -> Option<bool> {
        let ExprKind::Call(call) = &expr.kind else { return None };
        if self.module.ungil_name(&call.func) != Some("prange") {
            return None;
        }
        Some(call.keywords.iter().any(|k| {
            k.name.as_deref() == Some("nogil") && matches!(k.value.kind, ExprKind::Const(Const::Bool(true)))
        }))
    }

    fn open_region(&mut self, kind: RegionKind, span: Span, head: Span, options: Vec<Keyword>) -> RegionId {
        let id = self.next_region();
        let func = self.func;
        self.regions.push(OpenRegion {
            func,
            captures: Vec::new(),
            by_var: FxHashMap::default(),
            exits: Exits::default(),
        });
        self.new_region(Region {
            id,
            kind,
            func,
            span,
            head,
            options,
            captures: Vec::new(),
            exits: Exits::default(),
        })
    }

    fn close_region(&mut self, id: RegionId, body: Block) {
        let Some(open) = self.regions.pop() else { return };
        let region = &mut self.module.regions[id.0 as usize];
        if let RegionKind::Block(block) | RegionKind::Loop(block) = &mut region.kind {
            *block = body;
        }
        region.captures = open.captures;
        region.exits = open.exits;
    }

    /// `with`; the result may be several statements.
    pub(super) fn with(
        &mut self,
        items: &[ast::WithItem],
        body: &[ast::Stmt],
        is_async: bool,
        span: Span,
        out: &mut Block,
    ) {
        // The recognition needs lowered expressions, but those of a region's options belong to the code around, as here.
        let mut lowered: Vec<(Expr, Option<Target>)> = Vec::with_capacity(items.len());
        for item in items {
            let context = self.expr(&item.context);
            let target = item.target.as_ref().map(|t| self.target(t));
            lowered.push((context, target));
        }
        let special = lowered.iter().position(|(context, _)| {
            self.nogil_options(context).is_some() || self.module.ungil_name(context) == Some("gil")
        });
        if let Some(index) = special {
            let (context, target) = &lowered[index];
            if lowered.len() > 1 || target.is_some() || is_async {
                let message = "`with nogil` and `with gil` take no other item and no target";
                self.error(codes::NOT_IN_NATIVE, context.span, message);
            }
            let head = Span::new(span.start, context.span.end);
            let context = context.clone();
            if self.nogil_options(&context).is_some() {
                self.check_options(&context);
            }
            match self.nogil_options(&context) {
                Some(options) => self.nogil_block(options, body, span, head, out),
                None => self.gil_block(body, span, head, out),
            }
            return;
        }
        if self.flow.len() + lowered.len() > super::MAX_FLOW {
            self.error(codes::PROGRAM_TOO_LARGE, span, "too many statically nested blocks");
        }
        let body = self.nested(Flow::Other, span, |l| l.stmts(body));
        out.push(Stmt { kind: StmtKind::With { items: lowered, body, is_async }, span });
    }

    fn nogil_block(
        &mut self,
        options: Vec<Keyword>,
        body: &[ast::Stmt],
        span: Span,
        head: Span,
        out: &mut Block,
    ) {
        if self.native {
            if let Some(option) = options.first() {
                let message = "a `with nogil` inside native code takes no options";
                self.error(codes::NOT_IN_NATIVE, option.span, message);
            }
            for stmt in body {
                self.stmt(stmt, out);
            }
            return;
        }
        let id = self.open_region(RegionKind::Block(Vec::new()), span, head, options);
        let index = self.regions.len() - 1;
        self.native = true;
        let body = self.nested(Flow::Region(index), span, |l| l.stmts(body));
        self.native = false;
        self.close_region(id, body);
        out.push(Stmt { kind: StmtKind::Region(id), span });
    }

    fn gil_block(&mut self, body: &[ast::Stmt], span: Span, head: Span, out: &mut Block) {
        let number = self.module.gil_blocks;
        self.module.gil_blocks += 1;
        let native = std::mem::replace(&mut self.native, false);
        let body = self.nested(Flow::Other, span, |l| l.stmts(body));
        self.native = native;
        out.push(Stmt { kind: StmtKind::WithGil { number, body, head }, span });
    }

    /// `for`.
    pub(super) fn for_stmt(&mut self, node: &ast::For, span: Span) -> StmtKind {
        let prange = match &node.iter.kind {
            ast::ExprKind::Call(call) => self.names_prange(&call.func),
            _ => false,
        };
        if !prange || self.native {
            let iter = self.expr(&node.iter);
            return self.loop_body(node, iter, span);
        }
        // The region's loop is lowered inside it, so that its variables are captures; the bounds belong to it too.
        let id = self.open_region(RegionKind::Loop(Vec::new()), span, node.iter.span, Vec::new());
        let index = self.regions.len() - 1;
        self.native = true;
        let (kind, allowed) = self.nested(Flow::Region(index), span, |l| {
            let iter = l.expr(&node.iter);
            let allowed = l.prange_call(&iter).unwrap_or(false);
            (l.loop_body(node, iter, span), allowed)
        });
        self.native = false;
        self.close_region(id, vec![Stmt { kind, span }]);
        if !allowed {
            let end = node.iter.span.end.saturating_sub(1);
            self.diagnostics.push(
                Diagnostic::error(codes::PRANGE_OUTSIDE, node.iter.span, "`prange` outside a nogil region")
                    .with_hint("wrap the loop in `with nogil:`, or pass `nogil=True`")
                    .with_fix(Span::at(end), ", nogil=True"),
            );
        }
        StmtKind::Region(id)
    }

    fn names_prange(&mut self, func: &ast::Expr) -> bool {
        // Lowering a name twice has no effect but a capture, and a constant import is none.
        match &func.kind {
            ast::ExprKind::Name { .. } | ast::ExprKind::Attribute { .. } => {}
            _ => return false,
        }
        if let ast::ExprKind::Attribute { value, .. } = &func.kind
            && !matches!(value.kind, ast::ExprKind::Name { .. })
        {
            return false;
        }
        let lowered = self.expr(func);
        self.module.ungil_name(&lowered) == Some("prange")
    }

    fn loop_body(&mut self, node: &ast::For, iter: Expr, span: Span) -> StmtKind {
        let prange = self.prange_call(&iter).is_some();
        let target = self.target(&node.target);
        let body = self.nested(Flow::Loop, span, |l| l.stmts(&node.body));
        let orelse = self.stmts(&node.orelse);
        StmtKind::For { target, iter, body, orelse, is_async: node.is_async, prange }
    }

    /// Notes a jump out of the native blocks between here and the construct that it leaves.
    pub(super) fn mark_exits(&mut self, depth: usize, mark: impl Fn(&mut Exits)) {
        for index in depth..self.flow.len() {
            if let Flow::Region(region) = self.flow[index]
                && let Some(open) = self.regions.get_mut(region)
            {
                mark(&mut open.exits);
            }
        }
    }

    /// Reads a variable for an augmented assignment: the target is read and written.
    pub(super) fn read_target(&mut self, id: &ast::Name, span: Span) {
        self.name(id, span, Access::Read);
    }
}
