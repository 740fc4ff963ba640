//! The printer of the resolved tree (`ungil dis --emit hir`): Python-like text in which every name says what it is.
//!
//! `x%3` is local 3, `x^3` the same in a cell, `x@0` free variable 0, `x` a global, `x!` a name of a class body, `x!@0` a name of a class
//! body that may be free variable 0.

use std::fmt::Write;

use super::*;

/// Prints a module: its globals of interest, its functions and its regions.
pub fn print(module: &Module) -> String {
    let mut printer = Printer { module, func: FuncId(0), out: String::new(), indent: 0 };
    for function in &module.functions {
        printer.function(function);
    }
    for region in &module.regions {
        printer.region(region);
    }
    printer.out
}

struct Printer<'a> {
    module: &'a Module,
    func: FuncId,
    out: String,
    indent: usize,
}

impl Printer<'_> {
    fn line(&mut self, text: &str) {
        for _ in 0..self.indent {
            self.out.push_str("    ");
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn function(&mut self, function: &Function) {
        self.func = function.parent.unwrap_or(FuncId(0));
        let decorators: Vec<String> = function.decorators.iter().map(|d| self.expr(d)).collect();
        for decorator in decorators {
            self.line(&format!("@{decorator}"));
        }
        let kind = match function.kind {
            FunctionKind::Module => "module",
            FunctionKind::Class => "class",
            FunctionKind::Def => "def",
            FunctionKind::Lambda => "lambda",
            FunctionKind::GeneratorExpression => "genexpr",
        };
        let mut head = String::new();
        if let Some(region) = function.region {
            let _ = write!(head, "nogil[r{}] ", region.0);
        }
        if function.is_async {
            head.push_str("async ");
        }
        if function.is_generator && function.kind == FunctionKind::Def {
            head.push_str("generator ");
        }
        let _ = write!(head, "{kind} f{} {}", function.id.0, function.qualname);
        if !function.params.all.is_empty() {
            head.push('(');
            for (i, param) in function.params.all.iter().enumerate() {
                if i > 0 {
                    head.push_str(", ");
                }
                let i = i as u32;
                if function.params.varargs == Some(i) {
                    head.push('*');
                } else if function.params.kwargs == Some(i) {
                    head.push_str("**");
                } else if i >= function.params.positional {
                    head.push_str("kw ");
                } else if i < function.params.posonly {
                    head.push_str("pos ");
                }
                head.push_str(&param.name);
                if let Some(annotation) = &param.annotation {
                    let _ = write!(head, ": {}", self.expr(annotation));
                }
                if let Some(default) = &param.default {
                    let _ = write!(head, " = {}", self.expr(default));
                }
            }
            head.push(')');
        }
        if let Some(returns) = &function.returns {
            let _ = write!(head, " -> {}", self.expr(returns));
        }
        head.push(':');
        self.func = function.id;
        self.line(&head);
        self.indent += 1;
        if !function.locals.is_empty() {
            let names: Vec<String> = function
                .locals
                .iter()
                .enumerate()
                .map(|(i, l)| {
                    let mut text = format!("{}{}{i}", l.name, if l.cell { '^' } else { '%' });
                    if l.hidden {
                        text.push_str(" hidden");
                    }
                    text
                })
                .collect();
            self.line(&format!("# locals {}", names.join(", ")));
        }
        if !function.free.is_empty() {
            let names: Vec<String> = function
                .free
                .iter()
                .enumerate()
                .map(|(i, f)| match f.source {
                    FreeSource::Local(l) => format!("{}@{i} = ^{}", f.name, l.0),
                    FreeSource::Free(l) => format!("{}@{i} = @{}", f.name, l.0),
                })
                .collect();
            self.line(&format!("# free {}", names.join(", ")));
        }
        self.block(&function.body);
        self.indent -= 1;
    }

    fn region(&mut self, region: &Region) {
        self.func = region.func;
        let kind = match &region.kind {
            RegionKind::Function(f) => format!("function f{}", f.0),
            RegionKind::Block(_) => "block".into(),
            RegionKind::Loop(_) => "loop".into(),
        };
        let mut head = format!("region r{} {kind}", region.id.0);
        for option in &region.options {
            let _ = write!(head, " {}={}", option.name.as_deref().unwrap_or("**"), self.expr(&option.value));
        }
        self.line(&head);
        self.indent += 1;
        for capture in &region.captures {
            let way = match (capture.read, capture.written) {
                (true, true) => "inout",
                (true, false) => "in",
                _ => "out",
            };
            let text = format!("# {way} {}", self.var(&capture.var));
            self.line(&text);
        }
        if region.exits != Exits::default() {
            let mut text = String::from("# exits");
            for (flag, name) in [
                (region.exits.returns, "return"),
                (region.exits.breaks, "break"),
                (region.exits.continues, "continue"),
            ] {
                if flag {
                    let _ = write!(text, " {name}");
                }
            }
            self.line(&text);
        }
        if let RegionKind::Block(body) | RegionKind::Loop(body) = &region.kind {
            self.block(body);
        }
        self.indent -= 1;
    }

    fn block(&mut self, block: &Block) {
        if block.is_empty() {
            self.line("pass");
        }
        for stmt in block {
            self.stmt(stmt);
        }
    }

    fn nested(&mut self, head: &str, block: &Block) {
        self.line(head);
        self.indent += 1;
        self.block(block);
        self.indent -= 1;
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Expr(e) => {
                let text = self.expr(e);
                self.line(&text);
            }
            StmtKind::Assign { targets, value } => {
                let mut text = String::new();
                for target in targets {
                    let _ = write!(text, "{} = ", self.target(target));
                }
                text.push_str(&self.expr(value));
                self.line(&text);
            }
            StmtKind::AugAssign { target, op, value } => {
                let text = format!("{} {}= {}", self.target(target), op.as_str(), self.expr(value));
                self.line(&text);
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                let mut text = self.target(target);
                if !simple {
                    text = format!("({text})");
                }
                let _ = write!(text, ": {}", self.expr(annotation));
                if let Some(value) = value {
                    let _ = write!(text, " = {}", self.expr(value));
                }
                self.line(&text);
            }
            StmtKind::If { arms, orelse } => {
                for (i, (cond, body)) in arms.iter().enumerate() {
                    let head = format!("{} {}:", if i == 0 { "if" } else { "elif" }, self.expr(cond));
                    self.nested(&head, body);
                }
                if !orelse.is_empty() {
                    self.nested("else:", orelse);
                }
            }
            StmtKind::While { cond, body, orelse } => {
                let head = format!("while {}:", self.expr(cond));
                self.nested(&head, body);
                if !orelse.is_empty() {
                    self.nested("else:", orelse);
                }
            }
            StmtKind::For { target, iter, body, orelse, is_async, prange } => {
                let head = format!(
                    "{}for{} {} in {}:",
                    if *is_async { "async " } else { "" },
                    if *prange { "[prange]" } else { "" },
                    self.target(target),
                    self.expr(iter)
                );
                self.nested(&head, body);
                if !orelse.is_empty() {
                    self.nested("else:", orelse);
                }
            }
            StmtKind::Try { body, handlers, orelse, finalbody, star } => {
                self.nested("try:", body);
                for handler in handlers {
                    let mut head = String::from(if *star { "except*" } else { "except" });
                    if let Some(class) = &handler.class {
                        let _ = write!(head, " {}", self.expr(class));
                    }
                    if let Some(target) = &handler.target {
                        let _ = write!(head, " as {}", self.var(target));
                    }
                    head.push(':');
                    self.nested(&head, &handler.body);
                }
                if !orelse.is_empty() {
                    self.nested("else:", orelse);
                }
                if !finalbody.is_empty() {
                    self.nested("finally:", finalbody);
                }
            }
            StmtKind::With { items, body, is_async } => {
                let items: Vec<String> = items
                    .iter()
                    .map(|(e, t)| match t {
                        Some(t) => format!("{} as {}", self.expr(e), self.target(t)),
                        None => self.expr(e),
                    })
                    .collect();
                let head = format!("{}with {}:", if *is_async { "async " } else { "" }, items.join(", "));
                self.nested(&head, body);
            }
            StmtKind::Region(id) => self.line(&format!("region r{}", id.0)),
            StmtKind::WithGil { body, .. } => self.nested("with gil:", body),
            StmtKind::Match { subject, cases } => {
                let head = format!("match {}:", self.expr(subject));
                self.line(&head);
                self.indent += 1;
                for case in cases {
                    let mut head = format!("case {}", self.pattern(&case.pattern));
                    if let Some(guard) = &case.guard {
                        let _ = write!(head, " if {}", self.expr(guard));
                    }
                    head.push(':');
                    self.nested(&head, &case.body);
                }
                self.indent -= 1;
            }
            StmtKind::Return(value) => {
                let text = match value {
                    Some(v) => format!("return {}", self.expr(v)),
                    None => "return".into(),
                };
                self.line(&text);
            }
            StmtKind::Raise { exc, cause } => {
                let mut text = String::from("raise");
                if let Some(exc) = exc {
                    let _ = write!(text, " {}", self.expr(exc));
                }
                if let Some(cause) = cause {
                    let _ = write!(text, " from {}", self.expr(cause));
                }
                self.line(&text);
            }
            StmtKind::Assert { cond, message } => {
                let mut text = format!("assert {}", self.expr(cond));
                if let Some(message) = message {
                    let _ = write!(text, ", {}", self.expr(message));
                }
                self.line(&text);
            }
            StmtKind::Delete(targets) => {
                let targets: Vec<String> = targets.iter().map(|t| self.target(t)).collect();
                self.line(&format!("del {}", targets.join(", ")));
            }
            StmtKind::Pass => self.line("pass"),
            StmtKind::Break => self.line("break"),
            StmtKind::Continue => self.line("continue"),
            StmtKind::FunctionDef { target, func, .. } => {
                let text = format!("{} = def f{}", self.var(target), func.0);
                self.line(&text);
            }
            StmtKind::ClassDef { target, func, bases, keywords } => {
                let mut args: Vec<String> = bases.iter().map(|b| self.expr(b)).collect();
                args.extend(keywords.iter().map(|k| self.keyword(k)));
                let text = format!("{} = class f{}({})", self.var(target), func.0, args.join(", "));
                self.line(&text);
            }
            StmtKind::Import(aliases) => {
                for alias in aliases {
                    let text = format!(
                        "{} = import {}{}",
                        self.var(&alias.target),
                        alias.module,
                        if alias.has_as || !alias.module.contains('.') { "" } else { " (first)" }
                    );
                    self.line(&text);
                }
            }
            StmtKind::ImportFrom { module, level, names } => {
                let names: Vec<String> =
                    names.iter().map(|n| format!("{} = {}", self.var(&n.target), n.name)).collect();
                self.line(&format!(
                    "from {}{module} import {}",
                    ".".repeat(*level as usize),
                    names.join(", ")
                ));
            }
            StmtKind::ImportStar { module, level } => {
                self.line(&format!("from {}{module} import *", ".".repeat(*level as usize)));
            }
        }
    }

    fn var(&self, var: &Var) -> String {
        let function = self.module.function(self.func);
        match var {
            Var::Local(id) => format!("{}%{}", function.local(*id).name, id.0),
            Var::Cell(id) => format!("{}^{}", function.local(*id).name, id.0),
            Var::Free(id) => format!("{}@{}", function.free[id.0 as usize].name, id.0),
            Var::Global(name) => name.to_string(),
            Var::Class(name) => format!("{name}!"),
            Var::ClassFree(name, id) => format!("{name}!@{}", id.0),
        }
    }

    fn keyword(&self, keyword: &Keyword) -> String {
        match &keyword.name {
            Some(name) => format!("{name}={}", self.expr(&keyword.value)),
            None => format!("**{}", self.expr(&keyword.value)),
        }
    }

    fn exprs(&self, exprs: &[Expr]) -> String {
        exprs.iter().map(|e| self.expr(e)).collect::<Vec<_>>().join(", ")
    }

    fn boxed(&self, expr: &Option<Box<Expr>>) -> String {
        expr.as_ref().map_or(String::new(), |e| self.expr(e))
    }

    fn expr(&self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Const(c) => constant(c),
            ExprKind::Var(var) => self.var(var),
            ExprKind::Named { target, value, .. } => {
                format!("({} := {})", self.var(target), self.expr(value))
            }
            ExprKind::Bool { op, values } => {
                let word = if *op == BoolOp::And { " and " } else { " or " };
                format!("({})", values.iter().map(|v| self.expr(v)).collect::<Vec<_>>().join(word))
            }
            ExprKind::Compare { first, rest } => {
                let mut text = format!("({}", self.expr(first));
                for (op, right) in rest {
                    let _ = write!(text, " {} {}", op.as_str(), self.expr(right));
                }
                text.push(')');
                text
            }
            ExprKind::Binary { first, rest } => {
                let mut text = "(".repeat(rest.len());
                text.push_str(&self.expr(first));
                for step in rest {
                    let _ = write!(text, " {} {})", step.op.as_str(), self.expr(&step.right));
                }
                text
            }
            ExprKind::Unary { op, operand } => format!("({}{})", op.as_str(), self.expr(operand)),
            ExprKind::IfElse { cond, then, orelse } => {
                format!("({} if {} else {})", self.expr(then), self.expr(cond), self.expr(orelse))
            }
            ExprKind::Lambda { func, .. } => format!("lambda f{}", func.0),
            ExprKind::Tuple(items) if items.len() == 1 => format!("({},)", self.exprs(items)),
            ExprKind::Tuple(items) => format!("({})", self.exprs(items)),
            ExprKind::List(items) => format!("[{}]", self.exprs(items)),
            ExprKind::Set(items) => format!("{{{}}}", self.exprs(items)),
            ExprKind::Dict(items) => {
                let items: Vec<String> = items
                    .iter()
                    .map(|(k, v)| match k {
                        Some(k) => format!("{}: {}", self.expr(k), self.expr(v)),
                        None => format!("**{}", self.expr(v)),
                    })
                    .collect();
                format!("{{{}}}", items.join(", "))
            }
            ExprKind::Comp(comp) => {
                let mut text = self.expr(&comp.element);
                if let Some(value) = &comp.value {
                    let _ = write!(text, ": {}", self.expr(value));
                }
                for clause in &comp.clauses {
                    let _ = write!(
                        text,
                        " {}for {} in {}",
                        if clause.is_async { "async " } else { "" },
                        self.target(&clause.target),
                        self.expr(&clause.iter)
                    );
                    for cond in &clause.ifs {
                        let _ = write!(text, " if {}", self.expr(cond));
                    }
                }
                if comp.kind == CompKind::List { format!("[{text}]") } else { format!("{{{text}}}") }
            }
            ExprKind::Generator { func, first } => format!("(genexpr f{} over {})", func.0, self.expr(first)),
            ExprKind::Await(e) => format!("(await {})", self.expr(e)),
            ExprKind::Yield(None) => "(yield)".into(),
            ExprKind::Yield(Some(e)) => format!("(yield {})", self.expr(e)),
            ExprKind::YieldFrom(e) => format!("(yield from {})", self.expr(e)),
            ExprKind::Call(call) => {
                let mut args: Vec<String> = call.args.iter().map(|a| self.expr(a)).collect();
                args.extend(call.keywords.iter().map(|k| self.keyword(k)));
                format!("{}({})", self.expr(&call.func), args.join(", "))
            }
            ExprKind::FormatString(parts) => format!("f\"{}\"", self.format_parts(parts)),
            ExprKind::Attribute { value, name, .. } => format!("{}.{name}", self.expr(value)),
            ExprKind::Index { value, index } => format!("{}[{}]", self.expr(value), self.expr(index)),
            ExprKind::Slice { lower, upper, step } => {
                let mut text = format!("{}:{}", self.boxed(lower), self.boxed(upper));
                if step.is_some() {
                    let _ = write!(text, ":{}", self.boxed(step));
                }
                text
            }
            ExprKind::Starred(e) => format!("*{}", self.expr(e)),
        }
    }

    fn format_parts(&self, parts: &[FormatPart]) -> String {
        let mut text = String::new();
        for part in parts {
            match part {
                FormatPart::Text(Const::Str(t)) => {
                    let _ = write!(text, "{}", t.replace('{', "{{").replace('}', "}}").escape_debug());
                }
                FormatPart::Text(c) => text.push_str(&constant(c)),
                FormatPart::Value { value, conversion, spec, .. } => {
                    let _ = write!(text, "{{{}", self.expr(value));
                    text.push_str(match conversion {
                        Conversion::None => "",
                        Conversion::Str => "!s",
                        Conversion::Repr => "!r",
                        Conversion::Ascii => "!a",
                    });
                    if !spec.is_empty() {
                        let _ = write!(text, ":{}", self.format_parts(spec));
                    }
                    text.push('}');
                }
            }
        }
        text
    }

    fn target(&self, target: &Target) -> String {
        match &target.kind {
            TargetKind::Var(var) => self.var(var),
            TargetKind::Attribute { value, name, .. } => format!("{}.{name}", self.expr(value)),
            TargetKind::Index { value, index } => format!("{}[{}]", self.expr(value), self.expr(index)),
            TargetKind::Unpack { items, star } => {
                let mut text = String::from("(");
                for (i, item) in items.iter().enumerate() {
                    if *star == Some(i as u32) {
                        text.push('*');
                    }
                    let _ = write!(text, "{}, ", self.target(item));
                }
                text.push(')');
                text
            }
        }
    }

    fn pattern(&self, pattern: &Pattern) -> String {
        let list =
            |patterns: &[Pattern]| patterns.iter().map(|p| self.pattern(p)).collect::<Vec<_>>().join(", ");
        match &pattern.kind {
            PatternKind::Value(e) => self.expr(e),
            PatternKind::Singleton(None) => "None".into(),
            PatternKind::Singleton(Some(b)) => if *b { "True" } else { "False" }.into(),
            PatternKind::Sequence(items) => format!("[{}]", list(items)),
            PatternKind::Star(var) => format!("*{}", var.as_ref().map_or("_".into(), |v| self.var(v))),
            PatternKind::Mapping { entries, rest } => {
                let mut parts: Vec<String> =
                    entries.iter().map(|(k, p)| format!("{}: {}", self.expr(k), self.pattern(p))).collect();
                if let Some(rest) = rest {
                    parts.push(format!("**{}", self.var(rest)));
                }
                format!("{{{}}}", parts.join(", "))
            }
            PatternKind::Class { class, positional, keywords } => {
                let mut parts: Vec<String> = positional.iter().map(|p| self.pattern(p)).collect();
                parts.extend(keywords.iter().map(|(n, p)| format!("{n}={}", self.pattern(p))));
                format!("{}({})", self.expr(class), parts.join(", "))
            }
            PatternKind::As { pattern, target } => match (pattern, target) {
                (Some(p), Some(t)) => format!("({} as {})", self.pattern(p), self.var(t)),
                (Some(p), None) => self.pattern(p),
                (None, Some(t)) => self.var(t),
                (None, None) => "_".into(),
            },
            PatternKind::Or(items) => {
                format!("({})", items.iter().map(|p| self.pattern(p)).collect::<Vec<_>>().join(" | "))
            }
        }
    }
}

/// A constant as Python would write it (approximately: for people, not for parsing).
pub fn constant(c: &Const) -> String {
    match c {
        Const::None => "None".into(),
        Const::Bool(true) => "True".into(),
        Const::Bool(false) => "False".into(),
        Const::Ellipsis => "...".into(),
        Const::Int(i) => i.to_string(),
        Const::BigInt(i) => i.to_string(),
        Const::Float(f) => format!("{f:?}"),
        Const::Complex(re, im) if *re == 0.0 => format!("{im:?}j"),
        Const::Complex(re, im) => format!("({re:?}+{im:?}j)"),
        Const::Str(s) => format!("{:?}", &**s),
        Const::Wtf8(bytes) => format!("wtf8\"{}\"", bytes.escape_ascii()),
        Const::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
        Const::Tuple(items) if items.len() == 1 => format!("({},)", constant(&items[0])),
        Const::Tuple(items) => format!("({})", items.iter().map(constant).collect::<Vec<_>>().join(", ")),
        Const::FrozenSet(items) => {
            format!("frozenset({{{}}})", items.iter().map(constant).collect::<Vec<_>>().join(", "))
        }
    }
}
