//! The first step of the resolver: what each block binds, uses and declares.
//!
//! The visiting order is CPython's (`symtable.c`), because its messages about late declarations depend on it.

use ungil_grammar::ast::{self, Expr, ExprKind, Stmt, StmtKind};
use ungil_grammar::{Span, codes};

use super::analyze::error;
use super::{Block, BlockId, BlockKind, FuncInfo, Mention, Options, Scopes, key, mangle};
use crate::hir::{Binding, FuncId, Global, Name};
use crate::lower::constant;

struct Collector<'a> {
    scopes: Scopes,
    block: BlockId,
    class: Option<Name>,
    /// Loops around the statement, in the module's own code.
    loops: u32,
    /// Native blocks around the statement, in the module's own code.
    regions: u32,
    options: Options<'a>,
    /// Where statements begin that are no `__future__` imports.
    futures_end: u32,
    /// Where the last `import *` stands.
    last_star: Option<u32>,
    /// `list`, `set` or `dict`: the comprehension around.
    comprehension_word: &'static str,
}

const FUTURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

pub(super) fn collect(module: &ast::Module, options: Options<'_>) -> Scopes {
    let mut c = Collector {
        scopes: Scopes::default(),
        block: BlockId(0),
        class: None,
        loops: 0,
        regions: 0,
        options,
        futures_end: 0,
        last_star: None,
        comprehension_word: "list",
    };
    for (name, binding) in options.earlier.into_iter().flatten() {
        let binding = binding.clone();
        let global = Global { span: Span::default(), binding, constant: true, bindings: 0 };
        c.scopes.globals.insert(name.clone(), global);
    }
    c.open(BlockKind::Module, None, key(module));
    c.futures(&module.body);
    c.stmts(&module.body);
    if let Some(last) = c.last_star {
        for global in c.scopes.globals.values_mut() {
            global.constant &= global.span.start > last;
        }
    }
    c.scopes
}

impl Collector<'_> {
    fn open(&mut self, kind: BlockKind, parent: Option<BlockId>, key: usize) -> BlockId {
        let id = BlockId(self.scopes.blocks.len() as u32);
        let parent_func = parent.map(|p| self.scopes.block(p).func);
        let func = match (kind, parent_func) {
            (BlockKind::Comprehension, Some(func)) => func,
            _ => {
                self.scopes.funcs.push(FuncInfo { parent: parent_func, ..FuncInfo::default() });
                FuncId(self.scopes.funcs.len() as u32 - 1)
            }
        };
        self.scopes.blocks.push(Block {
            kind,
            parent,
            func,
            names: Default::default(),
            is_async: false,
            has_yield: false,
            has_await: false,
            returns_value: None,
            in_iterable: 0,
        });
        self.scopes.by_node.insert(key, id);
        id
    }

    fn current(&mut self) -> &mut Block {
        &mut self.scopes.blocks[self.block.0 as usize]
    }

    fn inside<T>(&mut self, kind: BlockKind, node: &T, visit: impl FnOnce(&mut Self)) -> BlockId {
        let outer = self.block;
        let (loops, regions) = (std::mem::take(&mut self.loops), std::mem::take(&mut self.regions));
        let id = self.open(kind, Some(outer), key(node));
        self.block = id;
        visit(self);
        self.block = outer;
        (self.loops, self.regions) = (loops, regions);
        id
    }

    fn error(&mut self, code: codes::Code, span: Span, message: impl Into<String>) {
        self.scopes.diagnostics.push(error(code, span, message));
    }

    fn mangle(&self, name: &ast::Name) -> Name {
        mangle(self.class.as_deref(), name)
    }

    fn mention(&mut self, name: Name, span: Span) -> &mut Mention {
        self.current().names.entry(name).or_insert_with(|| Mention { span, ..Mention::default() })
    }

    fn use_name(&mut self, name: &ast::Name, span: Span) {
        let name = self.mangle(name);
        if matches!(
            self.current().kind,
            BlockKind::Function | BlockKind::Lambda | BlockKind::Generator | BlockKind::Comprehension
        ) && &*name == "super"
        {
            self.mention(Name::from("__class__"), span).used = true;
        }
        self.mention(name, span).used = true;
    }

    /// Binds a name; `binding` says what to, should it be a global.
    fn bind(&mut self, name: Name, span: Span, binding: Binding) {
        if &*name == "__debug__" {
            self.error(codes::ASSIGN_DEBUG, span, "cannot assign to __debug__");
        }
        let mention = self.mention(name.clone(), span);
        if !mention.bound && !mention.param {
            mention.span = span;
        }
        mention.bound = true;
        let global = mention.global;
        if global || self.current().kind == BlockKind::Module {
            let own = self.current().kind == BlockKind::Module;
            let constant = own && self.loops == 0 && self.regions == 0;
            self.bind_global(name, span, binding, constant);
        }
    }

    fn bind_global(&mut self, name: Name, span: Span, binding: Binding, constant: bool) {
        match self.scopes.globals.entry(name) {
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(Global { span, binding, constant, bindings: 1 });
            }
            // What an earlier input of the session bound is as if it were not there.
            std::collections::hash_map::Entry::Occupied(mut entry) if entry.get().bindings == 0 => {
                entry.insert(Global { span, binding, constant, bindings: 1 });
            }
            std::collections::hash_map::Entry::Occupied(mut entry) => {
                let global = entry.get_mut();
                let same = match (&global.binding, &binding) {
                    (Binding::Import { module: a }, Binding::Import { module: b }) => a == b,
                    _ => false,
                };
                if !same {
                    global.bindings += 1;
                    global.constant = false;
                }
            }
        }
    }

    fn futures(&mut self, body: &[Stmt]) {
        for (index, stmt) in body.iter().enumerate() {
            match &stmt.kind {
                StmtKind::Expr { value } if index == 0 && constant::string(value).is_some() => {}
                StmtKind::ImportFrom { module: Some(module), names, level: 0 }
                    if module.as_str() == "__future__" =>
                {
                    for alias in names {
                        match alias.name.as_str() {
                            "annotations" => self.scopes.future_annotations = true,
                            "braces" => self.error(codes::BAD_FUTURE, stmt.span, "not a chance"),
                            name if FUTURES.contains(&name) => {}
                            name => {
                                let message = format!("future feature {name} is not defined");
                                self.error(codes::BAD_FUTURE, stmt.span, message);
                            }
                        }
                    }
                }
                _ => {
                    self.futures_end = stmt.span.start;
                    return;
                }
            }
        }
        self.futures_end = u32::MAX;
    }

    fn stmts(&mut self, body: &[Stmt]) {
        for stmt in body {
            self.stmt(stmt);
        }
    }

    fn in_loop(&mut self, visit: impl FnOnce(&mut Self)) {
        self.loops += 1;
        visit(self);
        self.loops -= 1;
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function_def(def),
            StmtKind::ClassDef(def) => self.class_def(def),
            StmtKind::Return { value } => {
                let block = self.current();
                if matches!(block.kind, BlockKind::Module | BlockKind::Class) {
                    self.error(codes::OUTSIDE_FUNCTION, stmt.span, "'return' outside function");
                } else if value.is_some() {
                    block.returns_value.get_or_insert(stmt.span);
                }
                self.opt(value);
            }
            StmtKind::Delete { targets } => self.exprs(targets),
            StmtKind::Assign { targets, value } => {
                self.expr(value);
                let binding = match constant::literal(value) {
                    Some(literal) => Binding::Literal(literal),
                    None => Binding::Value,
                };
                for target in targets {
                    if let ExprKind::Name { id, .. } = &target.kind {
                        let name = self.mangle(id);
                        self.bind(name, target.span, binding.clone());
                    } else {
                        self.expr(target);
                    }
                }
            }
            StmtKind::AugAssign { target, value, .. } => {
                if let ExprKind::Name { id, .. } = &target.kind {
                    self.use_name(id, target.span);
                }
                self.expr(target);
                self.expr(value);
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(target, annotation, value, *simple);
            }
            StmtKind::For(f) => {
                if f.is_async {
                    self.need_async(stmt.span, "async for");
                }
                self.expr(&f.iter);
                self.in_loop(|c| {
                    c.expr(&f.target);
                    c.stmts(&f.body);
                });
                self.stmts(&f.orelse);
            }
            StmtKind::While { test, body, orelse } => {
                self.in_loop(|c| {
                    c.expr(test);
                    c.stmts(body);
                });
                self.stmts(orelse);
            }
            StmtKind::If { arms, orelse } => {
                for arm in arms {
                    self.expr(&arm.test);
                    self.stmts(&arm.body);
                }
                self.stmts(orelse);
            }
            StmtKind::With { items, body, is_async } => {
                if *is_async {
                    self.need_async(stmt.span, "async with");
                }
                let mut region = false;
                for item in items {
                    region |= self.is_nogil(&item.context);
                    self.expr(&item.context);
                    if let Some(target) = &item.target {
                        self.expr(target);
                    }
                }
                self.regions += u32::from(region);
                self.stmts(body);
                self.regions -= u32::from(region);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.pattern(&case.pattern);
                    if let Some(guard) = &case.guard {
                        self.expr(guard);
                    }
                    self.stmts(&case.body);
                }
            }
            StmtKind::Raise { exc, cause } => {
                self.opt(exc);
                self.opt(cause);
            }
            StmtKind::Try(t) => {
                self.stmts(&t.body);
                for handler in &t.handlers {
                    if let Some(typ) = &handler.typ {
                        self.expr(typ);
                    }
                    if let Some(name) = &handler.name {
                        let mangled = self.mangle(&name.name);
                        self.bind(mangled.clone(), name.span, Binding::Value);
                        self.mention(mangled.clone(), name.span).unbinders += 1;
                        self.unbind_global(&mangled);
                    }
                    self.stmts(&handler.body);
                }
                self.stmts(&t.orelse);
                self.stmts(&t.finalbody);
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test);
                self.opt(msg);
            }
            StmtKind::Import { names } => {
                for alias in names {
                    let full = alias.name.as_str();
                    let first = full.split('.').next().unwrap_or(full);
                    let (target, module) = match &alias.asname {
                        Some(asname) => (asname.name.clone(), full),
                        None => (ast::Name::new(first), first),
                    };
                    let name = self.mangle(&target);
                    self.bind(name, alias.span, Binding::Import { module: Name::from(module) });
                }
            }
            StmtKind::ImportFrom { module, names, level } => self.import_from(stmt, module, names, *level),
            StmtKind::Global { names } => {
                for ident in names {
                    self.declare_global(ident, stmt.span);
                }
            }
            StmtKind::Nonlocal { names } => {
                for ident in names {
                    self.declare_nonlocal(ident, stmt.span);
                }
            }
            StmtKind::Expr { value } => self.expr(value),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
        }
    }

    fn unbind_global(&mut self, name: &Name) {
        let global = self.current().names.get(name).is_some_and(|m| m.global);
        if (global || self.current().kind == BlockKind::Module)
            && let Some(global) = self.scopes.globals.get_mut(name)
        {
            global.bindings += 1;
            global.constant = false;
        }
    }

    fn import_from(&mut self, stmt: &Stmt, module: &Option<ast::Name>, names: &[ast::Alias], level: u32) {
        let module = module.as_ref().map_or("", |m| m.as_str());
        if level == 0 && module == "__future__" && stmt.span.start >= self.futures_end {
            let message = "from __future__ imports must occur at the beginning of the file";
            self.error(codes::BAD_FUTURE, stmt.span, message);
        }
        for alias in names {
            if alias.name.as_str() == "*" {
                if self.current().kind == BlockKind::Module {
                    self.scopes.star_import = true;
                    self.last_star = Some(stmt.span.start);
                } else {
                    self.error(codes::BAD_STAR_IMPORT, stmt.span, "import * only allowed at module level");
                }
                continue;
            }
            let target = alias.asname.as_ref().map_or(&alias.name, |a| &a.name);
            let name = self.mangle(target);
            let binding = if level == 0 {
                Binding::ImportFrom { module: Name::from(module), name: alias.name.shared() }
            } else {
                Binding::Value
            };
            self.bind(name, alias.span, binding);
        }
    }

    fn ann_assign(&mut self, target: &Expr, annotation: &Expr, value: &Option<Box<Expr>>, simple: bool) {
        if let ExprKind::Name { id, .. } = &target.kind {
            let name = self.mangle(id);
            let module = self.current().kind == BlockKind::Module;
            let mention = self.mention(name.clone(), target.span);
            if simple && (mention.global || mention.nonlocal) && !module {
                let word = if mention.global { "global" } else { "nonlocal" };
                self.error(
                    codes::BAD_GLOBAL,
                    target.span,
                    format!("annotated name '{name}' can't be {word}"),
                );
                return;
            }
            mention.annotated |= simple;
            if value.is_some() {
                let binding = match value.as_deref().and_then(constant::literal) {
                    Some(literal) => Binding::Literal(literal),
                    None => Binding::Value,
                };
                self.bind(name, target.span, binding);
            } else if simple {
                self.mention(name, target.span).bound = true;
            }
        } else {
            self.expr(target);
        }
        self.expr(annotation);
        self.opt(value);
    }

    fn declare_global(&mut self, ident: &ast::Ident, span: Span) {
        let name = self.mangle(&ident.name);
        let mention = self.mention(name.clone(), ident.span);
        let message = if mention.param {
            format!("name '{name}' is parameter and global")
        } else if mention.nonlocal {
            format!("name '{name}' is nonlocal and global")
        } else if mention.global {
            return;
        } else if mention.used {
            format!("name '{name}' is used prior to global declaration")
        } else if mention.annotated {
            format!("annotated name '{name}' can't be global")
        } else if mention.bound {
            format!("name '{name}' is assigned to before global declaration")
        } else {
            mention.global = true;
            mention.declared = span;
            return;
        };
        self.error(codes::BAD_GLOBAL, span, message);
    }

    fn declare_nonlocal(&mut self, ident: &ast::Ident, span: Span) {
        if self.current().kind == BlockKind::Module {
            self.error(codes::BAD_GLOBAL, span, "nonlocal declaration not allowed at module level");
            return;
        }
        let name = self.mangle(&ident.name);
        let mention = self.mention(name.clone(), ident.span);
        let message = if mention.param {
            format!("name '{name}' is parameter and nonlocal")
        } else if mention.global {
            format!("name '{name}' is nonlocal and global")
        } else if mention.nonlocal {
            return;
        } else if mention.used {
            format!("name '{name}' is used prior to nonlocal declaration")
        } else if mention.annotated {
            format!("annotated name '{name}' can't be nonlocal")
        } else if mention.bound {
            format!("name '{name}' is assigned to before nonlocal declaration")
        } else {
            mention.nonlocal = true;
            mention.declared = span;
            return;
        };
        self.error(codes::BAD_GLOBAL, span, message);
    }

    fn function_def(&mut self, def: &ast::FunctionDef) {
        let name = self.mangle(&def.name.name);
        // The function's number is known only when its block opens, after decorators and defaults.
        self.bind(name.clone(), def.name.span, Binding::Value);
        self.defaults(&def.args);
        for arg in def.args.iter() {
            if let Some(annotation) = &arg.annotation {
                self.expr(annotation);
            }
        }
        if let Some(returns) = &def.returns {
            self.expr(returns);
        }
        self.exprs(&def.decorators);
        let id = self.inside(BlockKind::Function, def, |c| {
            c.current().is_async = def.is_async;
            c.params(&def.args);
            c.stmts(&def.body);
            let block = c.current();
            if block.is_async
                && block.has_yield
                && let Some(span) = block.returns_value
            {
                c.error(codes::ASYNC_RETURN, span, "'return' with value in async generator");
            }
        });
        let func = self.scopes.block(id).func;
        let plain = def.decorators.iter().all(|d| self.is_nogil(d)) && !def.is_async;
        if plain
            && self.current().kind == BlockKind::Module
            && let Some(global) = self.scopes.globals.get_mut(&name)
            && global.bindings == 1
        {
            global.binding = Binding::Function(func);
        }
    }

    /// `nogil`, `nogil(...)`, `u.nogil`, by the imports seen so far.
    fn is_nogil(&self, expr: &Expr) -> bool {
        let expr = match &expr.kind {
            ExprKind::Call(call) => &call.func,
            _ => expr,
        };
        let binding = |name: &ast::Name| self.scopes.globals.get(name.as_str()).map(|g| &g.binding);
        match &expr.kind {
            ExprKind::Name { id, .. } => {
                matches!(binding(id), Some(Binding::ImportFrom { module, name }) if &**module == "ungil" && &**name == "nogil")
            }
            ExprKind::Attribute { value, attr, .. } => match &value.kind {
                ExprKind::Name { id, .. } => {
                    attr.as_str() == "nogil"
                        && matches!(binding(id), Some(Binding::Import { module }) if &**module == "ungil")
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn class_def(&mut self, def: &ast::ClassDef) {
        let name = self.mangle(&def.name.name);
        self.bind(name.clone(), def.name.span, Binding::Value);
        self.exprs(&def.bases);
        for keyword in &def.keywords {
            self.expr(&keyword.value);
        }
        self.exprs(&def.decorators);
        let outer = self.class.replace(def.name.name.shared());
        let id = self.inside(BlockKind::Class, def, |c| c.stmts(&def.body));
        self.class = outer;
        let func = self.scopes.block(id).func;
        if self.current().kind == BlockKind::Module
            && let Some(global) = self.scopes.globals.get_mut(&name)
            && global.bindings == 1
        {
            global.binding = Binding::Class(func);
        }
    }

    fn defaults(&mut self, args: &ast::Arguments) {
        self.exprs(&args.defaults);
        for default in args.kw_defaults.iter().flatten() {
            self.expr(default);
        }
    }

    /// Parameters become the first names, in the order of registers: positional, keyword-only, `*args`, `**kwargs`.
    fn params(&mut self, args: &ast::Arguments) {
        let all = args.posonly.iter().chain(&args.args).chain(&args.kwonly);
        let all = all.chain(args.vararg.as_deref()).chain(args.kwarg.as_deref());
        for arg in all {
            let name = self.mangle(&arg.arg);
            if &*name == "__debug__" {
                self.error(codes::ASSIGN_DEBUG, arg.span, "cannot assign to __debug__");
            }
            let mention = self.mention(name.clone(), arg.span);
            if mention.param {
                let message = format!("duplicate argument '{name}' in function definition");
                self.error(codes::DUPLICATE_PARAMETER, arg.span, message);
            } else {
                mention.param = true;
            }
        }
    }

    fn pattern(&mut self, pattern: &ast::Pattern) {
        use ast::PatternKind as P;
        let bind = |c: &mut Self, ident: &Option<ast::Ident>| {
            if let Some(ident) = ident {
                let name = c.mangle(&ident.name);
                c.bind(name, ident.span, Binding::Value);
            }
        };
        match &pattern.kind {
            P::MatchValue { value } => self.expr(value),
            P::MatchSingleton { .. } => {}
            P::MatchSequence { patterns } | P::MatchOr { patterns } => {
                for pattern in patterns {
                    self.pattern(pattern);
                }
            }
            P::MatchMapping { keys, patterns, rest } => {
                self.exprs(keys);
                for pattern in patterns {
                    self.pattern(pattern);
                }
                bind(self, rest);
            }
            P::MatchClass { cls, patterns, kwd_patterns, .. } => {
                self.expr(cls);
                for pattern in patterns.iter().chain(kwd_patterns) {
                    self.pattern(pattern);
                }
            }
            P::MatchStar { name } => bind(self, name),
            P::MatchAs { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.pattern(pattern);
                }
                bind(self, name);
            }
        }
    }

    fn exprs(&mut self, exprs: &[Expr]) {
        for expr in exprs {
            self.expr(expr);
        }
    }

    fn opt(&mut self, expr: &Option<Box<Expr>>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    /// `async for`, `async with` need an asynchronous function.
    fn need_async(&mut self, span: Span, what: &str) {
        let top_level = self.options.top_level_await;
        let block = self.current();
        block.has_await = true;
        if block.is_async || (top_level && block.kind == BlockKind::Module) {
            return;
        }
        self.error(codes::OUTSIDE_ASYNC, span, format!("'{what}' outside async function"));
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr { values } => self.exprs(values),
            ExprKind::NamedExpr { target, value } => self.named(target, value),
            ExprKind::BinOp { first, rest } => {
                self.expr(first);
                for term in rest {
                    self.expr(&term.right);
                }
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::Lambda { args, body } => {
                self.defaults(args);
                self.inside(BlockKind::Lambda, &**args, |c| {
                    c.params(args);
                    c.expr(body);
                });
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test);
                self.expr(body);
                self.expr(orelse);
            }
            ExprKind::Dict { items } => {
                for item in items {
                    if let Some(key) = &item.key {
                        self.expr(key);
                    }
                    self.expr(&item.value);
                }
            }
            ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                self.exprs(elts)
            }
            ExprKind::ListComp { elt, generators } | ExprKind::SetComp { elt, generators } => {
                self.comprehension(BlockKind::Comprehension, expr, elt, None, generators);
            }
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(BlockKind::Comprehension, expr, key, Some(value), generators);
            }
            ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension(BlockKind::Generator, expr, elt, None, generators);
            }
            ExprKind::Await { value } => {
                self.await_at(expr.span);
                self.expr(value);
            }
            ExprKind::Yield { value } => {
                self.yield_at(expr.span);
                self.opt(value);
            }
            ExprKind::YieldFrom { value } => {
                self.yield_at(expr.span);
                if self.current().is_async {
                    self.error(codes::OUTSIDE_FUNCTION, expr.span, "'yield from' inside async function");
                }
                self.expr(value);
            }
            ExprKind::Compare { left, rest } => {
                self.expr(left);
                for term in rest {
                    self.expr(&term.right);
                }
            }
            ExprKind::Call(call) => {
                self.expr(&call.func);
                self.exprs(&call.args);
                for keyword in &call.keywords {
                    self.expr(&keyword.value);
                }
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.expr(value);
                self.opt(format_spec);
            }
            ExprKind::Constant { .. } => {}
            ExprKind::Attribute { value, .. } | ExprKind::Starred { value, .. } => self.expr(value),
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value);
                self.expr(slice);
            }
            ExprKind::Name { id, ctx } => match ctx {
                ast::Ctx::Load => self.use_name(id, expr.span),
                ast::Ctx::Store => {
                    let name = self.mangle(id);
                    self.bind(name, expr.span, Binding::Value);
                }
                ast::Ctx::Del => {
                    let name = self.mangle(id);
                    self.bind(name.clone(), expr.span, Binding::Value);
                    self.mention(name.clone(), expr.span).unbinders += 1;
                    self.unbind_global(&name);
                }
            },
            ExprKind::Slice { lower, upper, step } => {
                self.opt(lower);
                self.opt(upper);
                self.opt(step);
            }
        }
    }

    fn await_at(&mut self, span: Span) {
        let top_level = self.options.top_level_await;
        let block = self.current();
        block.has_await = true;
        let message = match block.kind {
            BlockKind::Module if top_level => return,
            BlockKind::Module | BlockKind::Class => "'await' outside function",
            BlockKind::Function if block.is_async => return,
            BlockKind::Function | BlockKind::Lambda => "'await' outside async function",
            BlockKind::Generator | BlockKind::Comprehension => return,
        };
        self.error(codes::OUTSIDE_ASYNC, span, message);
    }

    fn yield_at(&mut self, span: Span) {
        let block = self.current();
        block.has_yield = true;
        match block.kind {
            BlockKind::Module | BlockKind::Class => {
                self.error(codes::OUTSIDE_FUNCTION, span, "'yield' outside function");
            }
            BlockKind::Function | BlockKind::Lambda => {}
            BlockKind::Generator => {
                self.error(codes::YIELD_IN_COMPREHENSION, span, "'yield' inside generator expression");
            }
            BlockKind::Comprehension => {
                let word = self.comprehension_word;
                self.error(
                    codes::YIELD_IN_COMPREHENSION,
                    span,
                    format!("'yield' inside {word} comprehension"),
                );
            }
        }
    }

    fn comprehension(
        &mut self,
        kind: BlockKind,
        node: &Expr,
        element: &Expr,
        value: Option<&Expr>,
        clauses: &[ast::Comprehension],
    ) {
        let Some(first) = clauses.first() else { return };
        self.current().in_iterable += 1;
        self.expr(&first.iter);
        self.current().in_iterable -= 1;
        let word = match &node.kind {
            ExprKind::ListComp { .. } => "list",
            ExprKind::SetComp { .. } => "set",
            _ => "dict",
        };
        let outer_word = std::mem::replace(&mut self.comprehension_word, word);
        let id = self.inside(kind, node, |c| {
            if kind == BlockKind::Generator {
                c.mention(Name::from(".0"), first.iter.span).param = true;
                c.current().has_yield = true;
            }
            for (index, clause) in clauses.iter().enumerate() {
                c.current().has_await |= clause.is_async;
                c.targets(&clause.target);
                if index > 0 {
                    c.current().in_iterable += 1;
                    c.expr(&clause.iter);
                    c.current().in_iterable -= 1;
                }
                c.exprs(&clause.ifs);
            }
            if let Some(value) = value {
                c.expr(element);
                c.expr(value);
            } else {
                c.expr(element);
            }
        });
        self.comprehension_word = outer_word;
        if self.scopes.block(id).has_await {
            if kind == BlockKind::Generator {
                self.scopes.blocks[id.0 as usize].is_async = true;
            } else {
                let top_level = self.options.top_level_await;
                let block = self.current();
                block.has_await = true;
                let allowed = block.is_async
                    || (top_level && block.kind == BlockKind::Module)
                    || matches!(block.kind, BlockKind::Comprehension | BlockKind::Generator);
                if !allowed {
                    let message = "asynchronous comprehension outside of an asynchronous function";
                    self.error(codes::OUTSIDE_ASYNC, node.span, message);
                }
            }
        }
    }

    /// The targets of a comprehension's `for`.
    fn targets(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name { id, .. } => {
                let name = self.mangle(id);
                if self.mention(name.clone(), target.span).nonlocal_walrus {
                    let message = format!(
                        "comprehension inner loop cannot rebind assignment expression target '{name}'"
                    );
                    self.error(codes::BAD_WALRUS, target.span, message);
                }
                let mention = self.mention(name, target.span);
                mention.bound = true;
                mention.iteration = true;
                mention.span = target.span;
            }
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
                for elt in elts {
                    self.targets(elt);
                }
            }
            ExprKind::Starred { value, .. } => self.targets(value),
            _ => self.expr(target),
        }
    }

    fn named(&mut self, target: &Expr, value: &Expr) {
        let ExprKind::Name { id, .. } = &target.kind else {
            self.expr(target);
            self.expr(value);
            return;
        };
        if self.current().in_iterable > 0 {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            self.error(codes::BAD_WALRUS, target.span, message);
        }
        let name = self.mangle(id);
        if !matches!(self.current().kind, BlockKind::Comprehension | BlockKind::Generator) {
            self.expr(value);
            self.bind(name.clone(), target.span, Binding::Value);
            self.mention(name, target.span).walrus = true;
            return;
        }
        // In a comprehension the name belongs to the nearest block that is none.
        let here = self.block;
        let mut at = Some(here);
        while let Some(id) = at {
            let block = self.scopes.block(id);
            match block.kind {
                BlockKind::Comprehension | BlockKind::Generator => {
                    if block.names.get(&name).is_some_and(|m| m.iteration) {
                        let message = format!(
                            "assignment expression cannot rebind comprehension iteration variable '{name}'"
                        );
                        self.error(codes::BAD_WALRUS, target.span, message);
                        return;
                    }
                    at = block.parent;
                }
                BlockKind::Class => {
                    let message =
                        "assignment expression within a comprehension cannot be used in a class body";
                    self.error(codes::BAD_WALRUS, target.span, message);
                    return;
                }
                _ => {
                    self.block = id;
                    let (loops, regions) = (self.loops, self.regions);
                    self.loops = 1;
                    self.bind(name.clone(), target.span, Binding::Value);
                    self.mention(name.clone(), target.span).walrus = true;
                    (self.loops, self.regions) = (loops, regions);
                    self.block = here;
                    break;
                }
            }
        }
        let mention = self.mention(name, target.span);
        mention.used = true;
        mention.nonlocal_walrus = true;
        self.expr(value);
    }
}
