//! Definitions: functions, classes, lambdas, comprehensions.

use ungil_grammar::ast::{self, Expr as AstExpr, ExprKind as A, StmtKind as S};
use ungil_grammar::{Span, codes};

use super::{Access, Lowerer, constant};
use crate::hir::*;
use crate::scope::BlockId;

/// The docstring of a body.
pub(super) fn docstring(body: &[ast::Stmt]) -> Option<Name> {
    match &body.first()?.kind {
        S::Expr { value } => match constant::string(value)? {
            Const::Str(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// What changes when the lowering goes into another function.
struct Outer {
    block: BlockId,
    func: FuncId,
    prefix: String,
    flow: Vec<super::Flow>,
    native: bool,
}

impl Lowerer {
    fn enter(&mut self, block: BlockId, prefix: String) -> Outer {
        let func = self.scopes.block(block).func;
        Outer {
            block: std::mem::replace(&mut self.block, block),
            func: std::mem::replace(&mut self.func, func),
            prefix: std::mem::replace(&mut self.prefix, prefix),
            flow: std::mem::take(&mut self.flow),
            native: self.native,
        }
    }

    fn leave(&mut self, outer: Outer) {
        let inner = self.func;
        self.block = outer.block;
        self.func = outer.func;
        self.prefix = outer.prefix;
        self.flow = outer.flow;
        self.native = outer.native;
        // What a function inside a native block uses of the variables around is used by the block.
        if !self.regions.is_empty() {
            let free = self.scopes.func(inner).free.clone();
            for free in free {
                if let FreeSource::Local(id) = free.source
                    && !self.scopes.func(self.func).locals.get(id.0 as usize).is_none_or(|l| l.hidden)
                {
                    self.capture(&Var::Cell(id), &free.name, Span::default(), Access::Read);
                }
            }
        }
    }

    /// The parameters; annotations and defaults are lowered where the function is defined.
    pub(super) fn params(&mut self, args: &ast::Arguments) -> Params {
        let mut params = Params {
            posonly: args.posonly.len() as u32,
            positional: (args.posonly.len() + args.args.len()) as u32,
            kwonly: args.kwonly.len() as u32,
            ..Params::default()
        };
        let positional: Vec<&ast::Arg> = args.posonly.iter().chain(&args.args).collect();
        let without_default = positional.len().saturating_sub(args.defaults.len());
        for (index, arg) in positional.into_iter().enumerate() {
            let default = index.checked_sub(without_default).and_then(|i| args.defaults.get(i));
            self.param(&mut params, arg, default);
        }
        for (index, arg) in args.kwonly.iter().enumerate() {
            let default = args.kw_defaults.get(index).and_then(|d| d.as_ref());
            self.param(&mut params, arg, default);
        }
        if let Some(arg) = &args.vararg {
            params.varargs = Some(params.all.len() as u32);
            self.param(&mut params, arg, None);
        }
        if let Some(arg) = &args.kwarg {
            params.kwargs = Some(params.all.len() as u32);
            self.param(&mut params, arg, None);
        }
        params
    }

    fn param(&mut self, params: &mut Params, arg: &ast::Arg, default: Option<&AstExpr>) {
        let default = default.map(|d| self.expr(d));
        let annotation = arg.annotation.as_ref().map(|a| match &a.kind {
            // `*args: *Ts`.
            A::Starred { .. } => self.element(a),
            _ => self.expr(a),
        });
        params.all.push(Param {
            name: self.mangle(&arg.arg),
            local: LocalId(params.all.len() as u32),
            span: arg.span,
            annotation,
            default,
        });
    }

    pub(super) fn function_def(&mut self, def: &ast::FunctionDef, span: Span) -> StmtKind {
        let params = self.params(&def.args);
        let returns = def.returns.as_ref().map(|r| self.expr(r));
        let lowered: Vec<Expr> = def.decorators.iter().map(|d| self.expr(d)).collect();
        let (native, decorators): (Vec<Expr>, Vec<Expr>) =
            lowered.into_iter().partition(|d| self.nogil_options(d).is_some());
        let name = self.mangle(&def.name.name);
        let target = self.name(&def.name.name, def.name.span, Access::Write);
        let block = self.scopes.block_of(def);
        let func = self.scopes.block(block).func;
        let declared_global = matches!(&target, Var::Global(_)) && self.func != FuncId(0);
        let qualname = if declared_global {
            name.clone()
        } else {
            Name::from(format!("{}{}", self.prefix, def.name.name))
        };
        native.iter().for_each(|decorator| self.check_options(decorator));
        let region = native.first().map(|decorator| {
            let options = self.nogil_options(decorator).unwrap_or_default();
            let id = self.next_region();
            self.new_region(Region {
                id,
                kind: RegionKind::Function(func),
                func,
                span,
                head: decorator.span,
                options,
                captures: Vec::new(),
                exits: Exits::default(),
            })
        });
        if native.len() > 1 {
            self.error(codes::NOT_IN_NATIVE, native[1].span, "a function is marked nogil once");
        }
        let outer = self.enter(block, format!("{qualname}.<locals>."));
        self.native |= region.is_some();
        let body = self.stmts(&def.body);
        self.leave(outer);
        let info = &self.scopes.block(block);
        let (is_generator, is_async) = (info.has_yield, info.is_async);
        let whole =
            def.decorators.first().map_or(span, |d| Span::new(d.span.start.saturating_sub(1), span.end));
        self.finish(Function {
            id: func,
            kind: FunctionKind::Def,
            parent: Some(self.func),
            name: def.name.name.shared(),
            qualname,
            span: whole,
            def_span: span,
            name_span: def.name.span,
            params,
            decorators,
            returns,
            doc: docstring(&def.body),
            body,
            locals: Vec::new(),
            free: Vec::new(),
            is_generator,
            is_async,
            region,
            class_cell: None,
        });
        StmtKind::FunctionDef { target, func, captured: self.captured_by(func, span) }
    }

    /// The variables of this function that an inner one uses.
    fn captured_by(&self, inner: FuncId, span: Span) -> Vec<Expr> {
        let free = &self.scopes.func(inner).free;
        let vars = free.iter().map(|free| match free.source {
            FreeSource::Local(id) => Var::Cell(id),
            FreeSource::Free(id) => Var::Free(id),
        });
        vars.map(|var| Expr { kind: ExprKind::Var(var), span }).collect()
    }

    fn finish(&mut self, mut function: Function) {
        let info = &mut self.scopes.funcs[function.id.0 as usize];
        function.locals = info.locals.clone();
        function.free = info.free.clone();
        function.class_cell = info.class_cell;
        let index = function.id.0 as usize;
        self.functions[index] = Some(function);
    }

    pub(super) fn class_def(&mut self, def: &ast::ClassDef, span: Span) -> StmtKind {
        let decorators: Vec<Expr> = def.decorators.iter().map(|d| self.expr(d)).collect();
        let bases: Vec<Expr> = def.bases.iter().map(|b| self.element(b)).collect();
        let keywords = self.keywords(&def.keywords);
        let name = self.mangle(&def.name.name);
        let target = self.name(&def.name.name, def.name.span, Access::Write);
        let block = self.scopes.block_of(def);
        let func = self.scopes.block(block).func;
        let declared_global = matches!(&target, Var::Global(_)) && self.func != FuncId(0);
        let qualname =
            if declared_global { name } else { Name::from(format!("{}{}", self.prefix, def.name.name)) };
        let outer_class = self.class.replace(def.name.name.shared());
        let outer = self.enter(block, format!("{qualname}."));
        let body = self.stmts(&def.body);
        self.leave(outer);
        self.class = outer_class;
        let whole =
            def.decorators.first().map_or(span, |d| Span::new(d.span.start.saturating_sub(1), span.end));
        self.finish(Function {
            id: func,
            kind: FunctionKind::Class,
            parent: Some(self.func),
            name: def.name.name.shared(),
            qualname,
            span: whole,
            def_span: span,
            name_span: def.name.span,
            params: Params::default(),
            decorators,
            returns: None,
            doc: docstring(&def.body),
            body,
            locals: Vec::new(),
            free: Vec::new(),
            is_generator: false,
            is_async: false,
            region: None,
            class_cell: None,
        });
        StmtKind::ClassDef { target, func, bases, keywords }
    }

    pub(super) fn lambda(&mut self, args: &ast::Arguments, body: &AstExpr, span: Span) -> ExprKind {
        let params = self.params(args);
        let block = self.scopes.block_of(args);
        let func = self.scopes.block(block).func;
        let qualname = Name::from(format!("{}<lambda>", self.prefix));
        let outer = self.enter(block, format!("{qualname}.<locals>."));
        let value = self.expr(body);
        self.leave(outer);
        let is_generator = self.scopes.block(block).has_yield;
        let value_span = value.span;
        self.finish(Function {
            id: func,
            kind: FunctionKind::Lambda,
            parent: Some(self.func),
            name: "<lambda>".into(),
            qualname,
            span,
            def_span: span,
            name_span: span,
            params,
            decorators: Vec::new(),
            returns: None,
            doc: None,
            body: vec![Stmt { kind: StmtKind::Return(Some(value)), span: value_span }],
            locals: Vec::new(),
            free: Vec::new(),
            is_generator,
            is_async: false,
            region: None,
            class_cell: None,
        });
        ExprKind::Lambda { func, captured: self.captured_by(func, span) }
    }

    /// A list, set or dict comprehension.
    pub(super) fn comprehension(
        &mut self,
        node: &AstExpr,
        kind: CompKind,
        element: &AstExpr,
        value: Option<&AstExpr>,
        generators: &[ast::Comprehension],
    ) -> ExprKind {
        let first = generators.first().map(|g| self.expr(&g.iter));
        let block = self.scopes.block_of(node);
        let word = match kind {
            CompKind::List => "<listcomp>",
            CompKind::Set => "<setcomp>",
            CompKind::Dict => "<dictcomp>",
        };
        let outer_prefix = self.prefix.clone();
        self.prefix.push_str(word);
        self.prefix.push_str(".<locals>.");
        let outer = std::mem::replace(&mut self.block, block);
        let clauses = self.clauses(generators, first);
        let element = self.expr(element);
        let value = value.map(|v| self.expr(v));
        self.block = outer;
        self.prefix = outer_prefix;
        let info = self.scopes.block(block);
        let locals = info
            .names
            .values()
            .filter(|m| m.iteration)
            .filter_map(|m| match m.resolution {
                Some(crate::scope::Resolution::Local(id)) => Some(id),
                _ => None,
            })
            .collect();
        ExprKind::Comp(Box::new(Comp { kind, element, value, clauses, locals }))
    }

    fn clauses(&mut self, generators: &[ast::Comprehension], first: Option<Expr>) -> Vec<CompFor> {
        let mut first = first;
        generators
            .iter()
            .map(|clause| {
                let iter = match first.take() {
                    Some(iter) => iter,
                    None => self.expr(&clause.iter),
                };
                let target = self.target(&clause.target);
                let ifs = clause.ifs.iter().map(|c| self.expr(c)).collect();
                CompFor { target, iter, ifs, is_async: clause.is_async }
            })
            .collect()
    }

    /// A generator expression: a function with the equivalent loops.
    pub(super) fn generator(
        &mut self,
        node: &AstExpr,
        element: &AstExpr,
        generators: &[ast::Comprehension],
    ) -> ExprKind {
        let Some(first_clause) = generators.first() else { return ExprKind::Const(Const::None) };
        let first = self.expr(&first_clause.iter);
        let first_span = first.span;
        let block = self.scopes.block_of(node);
        let func = self.scopes.block(block).func;
        let qualname = Name::from(format!("{}<genexpr>", self.prefix));
        let outer = self.enter(block, format!("{qualname}.<locals>."));
        let iter = Expr { kind: ExprKind::Var(Var::Local(LocalId(0))), span: first_span };
        let clauses = self.clauses(generators, Some(iter));
        let element = self.expr(element);
        self.leave(outer);
        let element_span = element.span;
        let yielded = Expr { kind: ExprKind::Yield(Some(Box::new(element))), span: element_span };
        let mut body = vec![Stmt { kind: StmtKind::Expr(yielded), span: element_span }];
        for clause in clauses.into_iter().rev() {
            for cond in clause.ifs.into_iter().rev() {
                let span = cond.span;
                body =
                    vec![Stmt { kind: StmtKind::If { arms: vec![(cond, body)], orelse: Vec::new() }, span }];
            }
            body = vec![Stmt {
                kind: StmtKind::For {
                    target: clause.target,
                    iter: clause.iter,
                    body,
                    orelse: Vec::new(),
                    is_async: clause.is_async,
                    prange: false,
                },
                span: node.span,
            }];
        }
        let is_async = self.scopes.block(block).is_async;
        self.finish(Function {
            id: func,
            kind: FunctionKind::GeneratorExpression,
            parent: Some(self.func),
            name: "<genexpr>".into(),
            qualname,
            span: node.span,
            def_span: node.span,
            name_span: node.span,
            params: Params {
                all: vec![Param {
                    name: ".0".into(),
                    local: LocalId(0),
                    span: first_span,
                    annotation: None,
                    default: None,
                }],
                posonly: 1,
                positional: 1,
                ..Params::default()
            },
            decorators: Vec::new(),
            returns: None,
            doc: None,
            body,
            locals: Vec::new(),
            free: Vec::new(),
            is_generator: true,
            is_async,
            region: None,
            class_cell: None,
        });
        ExprKind::Generator { func, first: Box::new(first) }
    }
}
