//! Prints a tree exactly as CPython's `print(ast.dump(ast.parse(source)))` does.
//!
//! Where our tree is flat and CPython's is deep (chains of operators, `elif`), this prints the deep form in a loop.

use crate::ast::*;
use crate::repr;
use crate::source::Source;
use crate::span::Span;
use crate::token::TokenKind;
use std::fmt::{Display, Write};

/// The tree as CPython dumps it.
pub fn dump(module: &Module) -> String {
    dump_module(module, None)
}

/// The tree as CPython dumps it with `include_attributes=True`: lines and columns too. Expressions in f-strings have
/// their true places, which CPython 3.11 often misses.
pub fn dump_with_places(module: &Module, source: &Source) -> String {
    dump_module(module, Some(source))
}

fn dump_module(module: &Module, source: Option<&Source>) -> String {
    let mut dump = Dump { out: String::new(), source };
    dump.out.push_str("Module(body=");
    dump.stmts(&module.body);
    dump.out.push_str(", type_ignores=[])");
    dump.out
}

/// An expression as CPython dumps what `ast.parse(text, mode='eval')` gives.
pub fn dump_expression(expr: &Expr) -> String {
    let mut dump = Dump { out: String::new(), source: None };
    dump.out.push_str("Expression(body=");
    dump.expr(expr);
    dump.out.push(')');
    dump.out
}

/// The tokens after layout, one a line: place, kind, text.
pub fn dump_tokens(source: &Source) -> String {
    let mut out = String::new();
    for token in crate::tokens(source) {
        let span = Span::new(token.start, token.end);
        let (start, end) = (source.line_col(span.start), source.line_col(span.end));
        let text = match token.kind {
            TokenKind::Name | TokenKind::Number | TokenKind::String => source.slice(span),
            _ => "",
        };
        let place = format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{place:<16}{} {}", token.kind.name(), text.replace("\n", "\\n"));
    }
    out.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

struct Dump<'s> {
    out: String,
    /// Places are wanted, in this source.
    source: Option<&'s Source>,
}

impl Dump<'_> {
    /// The attributes of a node, after its fields.
    fn place(&mut self, span: Span) {
        let Some(source) = self.source else { return };
        if !self.out.ends_with('(') {
            self.str(", ");
        }
        let (line, end_line) = (source.line(span.start), source.line(span.end));
        let (column, end_column) = (source.byte_column(span.start), source.byte_column(span.end));
        self.put(format_args!(
            "lineno={line}, col_offset={column}, end_lineno={end_line}, end_col_offset={end_column}"
        ));
    }

    fn put(&mut self, text: impl Display) {
        // Writing to a string cannot fail.
        let _ = write!(self.out, "{text}");
    }

    fn str(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn list<T>(&mut self, items: &[T], mut item: impl FnMut(&mut Self, &T)) {
        self.str("[");
        for (at, one) in items.iter().enumerate() {
            if at > 0 {
                self.str(", ");
            }
            item(self, one);
        }
        self.str("]");
    }

    /// `name` and a quoted identifier. Identifiers hold nothing to escape.
    fn name(&mut self, field: &str, name: &Name) {
        self.str(field);
        let text = repr::text(&PyText::from(name.as_str()));
        self.str(&text);
    }

    fn names(&mut self, names: &[Ident]) {
        self.list(names, |dump, ident| dump.name("", &ident.name));
    }

    fn exprs(&mut self, exprs: &[Expr]) {
        self.list(exprs, Self::expr);
    }

    fn field(&mut self, field: &str, expr: &Expr) {
        self.str(field);
        self.expr(expr);
    }

    fn optional(&mut self, field: &str, expr: Option<&Expr>) {
        if let Some(expr) = expr {
            self.field(field, expr);
        }
    }

    fn block(&mut self, field: &str, stmts: &[Stmt]) {
        self.str(field);
        self.stmts(stmts);
    }

    fn stmts(&mut self, stmts: &[Stmt]) {
        self.list(stmts, Self::stmt);
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => {
                self.str(if def.is_async { "AsyncFunctionDef(" } else { "FunctionDef(" });
                self.name("name=", &def.name.name);
                self.str(", args=");
                self.arguments(&def.args);
                self.block(", body=", &def.body);
                self.str(", decorator_list=");
                self.exprs(&def.decorators);
                self.optional(", returns=", def.returns.as_ref());
            }
            StmtKind::ClassDef(def) => {
                self.name("ClassDef(name=", &def.name.name);
                self.str(", bases=");
                self.exprs(&def.bases);
                self.str(", keywords=");
                self.list(&def.keywords, Self::keyword);
                self.block(", body=", &def.body);
                self.str(", decorator_list=");
                self.exprs(&def.decorators);
            }
            StmtKind::Return { value } => {
                self.str("Return(");
                self.optional("value=", value.as_deref());
            }
            StmtKind::Delete { targets } => {
                self.str("Delete(targets=");
                self.exprs(targets);
            }
            StmtKind::Assign { targets, value } => {
                self.str("Assign(targets=");
                self.exprs(targets);
                self.field(", value=", value);
            }
            StmtKind::AugAssign { target, op, value } => {
                self.field("AugAssign(target=", target);
                self.put(format_args!(", op={}()", operator(*op)));
                self.field(", value=", value);
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.field("AnnAssign(target=", target);
                self.field(", annotation=", annotation);
                self.optional(", value=", value.as_deref());
                self.put(format_args!(", simple={}", u8::from(*simple)));
            }
            StmtKind::For(stmt) => {
                self.str(if stmt.is_async { "AsyncFor(" } else { "For(" });
                self.field("target=", &stmt.target);
                self.field(", iter=", &stmt.iter);
                self.block(", body=", &stmt.body);
                self.block(", orelse=", &stmt.orelse);
            }
            StmtKind::While { test, body, orelse } => {
                self.field("While(test=", test);
                self.block(", body=", body);
                self.block(", orelse=", orelse);
            }
            StmtKind::If { arms, orelse } => {
                for (at, arm) in arms.iter().enumerate() {
                    self.str(if at > 0 { ", orelse=[If(" } else { "If(" });
                    self.field("test=", &arm.test);
                    self.block(", body=", &arm.body);
                }
                self.block(", orelse=", orelse);
                for arm in arms.iter().skip(1).rev() {
                    self.place(Span::new(arm.span.start, stmt.span.end));
                    self.str(")]");
                }
            }
            StmtKind::With { items, body, is_async } => {
                self.str(if *is_async { "AsyncWith(items=" } else { "With(items=" });
                self.list(items, |dump, item| {
                    dump.field("withitem(context_expr=", &item.context);
                    dump.optional(", optional_vars=", item.target.as_ref());
                    dump.str(")");
                });
                self.block(", body=", body);
            }
            StmtKind::Match { subject, cases } => {
                self.field("Match(subject=", subject);
                self.str(", cases=");
                self.list(cases, |dump, case| {
                    dump.str("match_case(pattern=");
                    dump.pattern(&case.pattern);
                    dump.optional(", guard=", case.guard.as_ref());
                    dump.block(", body=", &case.body);
                    dump.str(")");
                });
            }
            StmtKind::Raise { exc, cause } => {
                self.str("Raise(");
                self.optional("exc=", exc.as_deref());
                self.optional(", cause=", cause.as_deref());
            }
            StmtKind::Try(stmt) => {
                self.str(if stmt.is_star { "TryStar(" } else { "Try(" });
                self.block("body=", &stmt.body);
                self.str(", handlers=");
                self.list(&stmt.handlers, |dump, handler| {
                    dump.str("ExceptHandler(");
                    let mut comma = "";
                    if let Some(typ) = &handler.typ {
                        dump.field("type=", typ);
                        comma = ", ";
                    }
                    if let Some(name) = &handler.name {
                        dump.str(comma);
                        dump.name("name=", &name.name);
                        comma = ", ";
                    }
                    dump.str(comma);
                    dump.block("body=", &handler.body);
                    dump.place(handler.span);
                    dump.str(")");
                });
                self.block(", orelse=", &stmt.orelse);
                self.block(", finalbody=", &stmt.finalbody);
            }
            StmtKind::Assert { test, msg } => {
                self.field("Assert(test=", test);
                self.optional(", msg=", msg.as_deref());
            }
            StmtKind::Import { names } => {
                self.str("Import(names=");
                self.list(names, Self::alias);
            }
            StmtKind::ImportFrom { module, names, level } => {
                self.str("ImportFrom(");
                if let Some(module) = module {
                    self.name("module=", module);
                    self.str(", ");
                }
                self.str("names=");
                self.list(names, Self::alias);
                self.put(format_args!(", level={level}"));
            }
            StmtKind::Global { names } => {
                self.str("Global(names=");
                self.names(names);
            }
            StmtKind::Nonlocal { names } => {
                self.str("Nonlocal(names=");
                self.names(names);
            }
            StmtKind::Expr { value } => self.field("Expr(value=", value),
            StmtKind::Pass => self.str("Pass("),
            StmtKind::Break => self.str("Break("),
            StmtKind::Continue => self.str("Continue("),
        }
        self.place(stmt.span);
        self.str(")");
    }

    fn alias(&mut self, alias: &Alias) {
        self.name("alias(name=", &alias.name);
        if let Some(asname) = &alias.asname {
            self.name(", asname=", &asname.name);
        }
        self.place(alias.span);
        self.str(")");
    }

    fn keyword(&mut self, keyword: &Keyword) {
        self.str("keyword(");
        if let Some(arg) = &keyword.arg {
            self.name("arg=", arg);
            self.str(", ");
        }
        self.field("value=", &keyword.value);
        self.place(keyword.span);
        self.str(")");
    }

    fn arg(&mut self, arg: &Arg) {
        self.name("arg(arg=", &arg.arg);
        self.optional(", annotation=", arg.annotation.as_deref());
        self.place(arg.span);
        self.str(")");
    }

    fn arguments(&mut self, args: &Arguments) {
        self.str("arguments(posonlyargs=");
        self.list(&args.posonly, Self::arg);
        self.str(", args=");
        self.list(&args.args, Self::arg);
        if let Some(vararg) = &args.vararg {
            self.str(", vararg=");
            self.arg(vararg);
        }
        self.str(", kwonlyargs=");
        self.list(&args.kwonly, Self::arg);
        self.str(", kw_defaults=");
        self.list(&args.kw_defaults, |dump, default| match default {
            Some(default) => dump.expr(default),
            None => dump.str("None"),
        });
        if let Some(kwarg) = &args.kwarg {
            self.str(", kwarg=");
            self.arg(kwarg);
        }
        self.str(", defaults=");
        self.exprs(&args.defaults);
        self.str(")");
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::MatchValue { value } => self.field("MatchValue(value=", value),
            PatternKind::MatchSingleton { value } => {
                self.str("MatchSingleton(value=");
                self.constant(value);
            }
            PatternKind::MatchSequence { patterns } => {
                self.str("MatchSequence(patterns=");
                self.list(patterns, Self::pattern);
            }
            PatternKind::MatchMapping { keys, patterns, rest } => {
                self.str("MatchMapping(keys=");
                self.exprs(keys);
                self.str(", patterns=");
                self.list(patterns, Self::pattern);
                if let Some(rest) = rest {
                    self.name(", rest=", &rest.name);
                }
            }
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.field("MatchClass(cls=", cls);
                self.str(", patterns=");
                self.list(patterns, Self::pattern);
                self.str(", kwd_attrs=");
                self.names(kwd_attrs);
                self.str(", kwd_patterns=");
                self.list(kwd_patterns, Self::pattern);
            }
            PatternKind::MatchStar { name } => {
                self.str("MatchStar(");
                if let Some(name) = name {
                    self.name("name=", &name.name);
                }
            }
            PatternKind::MatchAs { pattern, name } => {
                self.str("MatchAs(");
                if let Some(pattern) = pattern {
                    self.str("pattern=");
                    self.pattern(pattern);
                    self.str(if name.is_some() { ", " } else { "" });
                }
                if let Some(name) = name {
                    self.name("name=", &name.name);
                }
            }
            PatternKind::MatchOr { patterns } => {
                self.str("MatchOr(patterns=");
                self.list(patterns, Self::pattern);
            }
        }
        self.place(pattern.span);
        self.str(")");
    }

    fn generators(&mut self, generators: &[Comprehension]) {
        self.str(", generators=");
        self.list(generators, |dump, clause| {
            dump.field("comprehension(target=", &clause.target);
            dump.field(", iter=", &clause.iter);
            dump.str(", ifs=");
            dump.exprs(&clause.ifs);
            dump.put(format_args!(", is_async={})", u8::from(clause.is_async)));
        });
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::BoolOp { op, values } => {
                self.str(match op {
                    BoolOp::And => "BoolOp(op=And(), values=",
                    BoolOp::Or => "BoolOp(op=Or(), values=",
                });
                self.exprs(values);
            }
            ExprKind::NamedExpr { target, value } => {
                self.field("NamedExpr(target=", target);
                self.field(", value=", value);
            }
            ExprKind::BinOp { first, rest } => {
                for _ in rest {
                    self.str("BinOp(left=");
                }
                self.expr(first);
                let mut end = None;
                for term in rest {
                    if let Some(end) = end.replace(term.end) {
                        self.place(Span::new(expr.span.start, end));
                        self.str(")");
                    }
                    self.put(format_args!(", op={}()", operator(term.op)));
                    self.field(", right=", &term.right);
                }
            }
            ExprKind::UnaryOp { op, operand } => {
                self.str(match op {
                    UnaryOp::Invert => "UnaryOp(op=Invert()",
                    UnaryOp::Not => "UnaryOp(op=Not()",
                    UnaryOp::UAdd => "UnaryOp(op=UAdd()",
                    UnaryOp::USub => "UnaryOp(op=USub()",
                });
                self.field(", operand=", operand);
            }
            ExprKind::Lambda { args, body } => {
                self.str("Lambda(args=");
                self.arguments(args);
                self.field(", body=", body);
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.field("IfExp(test=", test);
                self.field(", body=", body);
                self.field(", orelse=", orelse);
            }
            ExprKind::Dict { items } => {
                self.str("Dict(keys=");
                self.list(items, |dump, item| match &item.key {
                    Some(key) => dump.expr(key),
                    None => dump.str("None"),
                });
                self.str(", values=");
                self.list(items, |dump, item| dump.expr(&item.value));
            }
            ExprKind::Set { elts } => {
                self.str("Set(elts=");
                self.exprs(elts);
            }
            ExprKind::ListComp { elt, generators } => {
                self.field("ListComp(elt=", elt);
                self.generators(generators);
            }
            ExprKind::SetComp { elt, generators } => {
                self.field("SetComp(elt=", elt);
                self.generators(generators);
            }
            ExprKind::GeneratorExp { elt, generators } => {
                self.field("GeneratorExp(elt=", elt);
                self.generators(generators);
            }
            ExprKind::DictComp { key, value, generators } => {
                self.field("DictComp(key=", key);
                self.field(", value=", value);
                self.generators(generators);
            }
            ExprKind::Await { value } => self.field("Await(value=", value),
            ExprKind::Yield { value } => {
                self.str("Yield(");
                self.optional("value=", value.as_deref());
            }
            ExprKind::YieldFrom { value } => self.field("YieldFrom(value=", value),
            ExprKind::Compare { left, rest } => {
                self.field("Compare(left=", left);
                self.str(", ops=");
                self.list(rest, |dump, term| dump.put(format_args!("{:?}()", term.op)));
                self.str(", comparators=");
                self.list(rest, |dump, term| dump.expr(&term.right));
            }
            ExprKind::Call(call) => {
                self.field("Call(func=", &call.func);
                self.str(", args=");
                self.exprs(&call.args);
                self.str(", keywords=");
                self.list(&call.keywords, Self::keyword);
            }
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                self.field("FormattedValue(value=", value);
                let conversion = match conversion {
                    None => -1,
                    Some(Conversion::Str) => i32::from(b's'),
                    Some(Conversion::Repr) => i32::from(b'r'),
                    Some(Conversion::Ascii) => i32::from(b'a'),
                };
                self.put(format_args!(", conversion={conversion}"));
                self.optional(", format_spec=", format_spec.as_deref());
            }
            ExprKind::JoinedStr { values } => {
                self.str("JoinedStr(values=");
                self.exprs(values);
            }
            ExprKind::Constant { value, kind_u } => {
                self.str("Constant(value=");
                self.constant(value);
                self.str(if *kind_u { ", kind='u'" } else { "" });
            }
            ExprKind::Attribute { value, attr, ctx } => {
                self.field("Attribute(value=", value);
                self.name(", attr=", attr);
                self.ctx(*ctx);
            }
            ExprKind::Subscript { value, slice, ctx } => {
                self.field("Subscript(value=", value);
                self.field(", slice=", slice);
                self.ctx(*ctx);
            }
            ExprKind::Starred { value, ctx } => {
                self.field("Starred(value=", value);
                self.ctx(*ctx);
            }
            ExprKind::Name { id, ctx } => {
                self.name("Name(id=", id);
                self.ctx(*ctx);
            }
            ExprKind::List { elts, ctx } => {
                self.str("List(elts=");
                self.exprs(elts);
                self.ctx(*ctx);
            }
            ExprKind::Tuple { elts, ctx } => {
                self.str("Tuple(elts=");
                self.exprs(elts);
                self.ctx(*ctx);
            }
            ExprKind::Slice { lower, upper, step } => {
                self.str("Slice(");
                let mut comma = "";
                for (field, part) in [("lower=", lower), ("upper=", upper), ("step=", step)] {
                    if let Some(part) = part {
                        self.str(comma);
                        self.field(field, part);
                        comma = ", ";
                    }
                }
            }
        }
        self.place(expr.span);
        self.str(")");
    }

    fn ctx(&mut self, ctx: Ctx) {
        self.put(format_args!(", ctx={ctx:?}()"));
    }

    fn constant(&mut self, value: &Constant) {
        match value {
            Constant::None => self.str("None"),
            Constant::True => self.str("True"),
            Constant::False => self.str("False"),
            Constant::Ellipsis => self.str("Ellipsis"),
            Constant::Int(value) => self.put(value),
            Constant::BigInt(value) => self.put(value),
            Constant::Float(value) => self.str(&repr::float(*value)),
            Constant::Complex(value) => self.str(&repr::imaginary(*value)),
            Constant::Str(value) => self.str(&repr::text(value)),
            Constant::Bytes(value) => self.str(&repr::bytes(value)),
        }
    }
}

/// The name of an operator's class.
fn operator(op: Operator) -> impl Display {
    struct Named(Operator);
    impl Display for Named {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "{:?}", self.0)
        }
    }
    Named(op)
}
