//! TIR as text, for `ungil dis --emit tir` and golden tests. Stable: equal trees print equally.
//!
//! ```text
//! fn total(a: View[f64]) -> f64
//!   s = 0.0
//!   for i in 0 .. len(a, 0)
//!     s = (s + a[i?])
//!   return s
//! ```
//! After an index, `?` means checked and maybe negative, `!` checked and not negative, `-` unchecked and maybe
//! negative; nothing: proven. After an operator, `~` means wrapping, `|` saturating, `'` proven not to overflow.

use super::*;
use std::fmt::Write;

/// The text of a group.
pub fn print(group: &Group) -> String {
    let mut out = String::new();
    for (i, function) in group.functions.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        out.push_str(&print_function(group, function));
    }
    out
}

/// The text of one function.
pub fn print_function(group: &Group, function: &Function) -> String {
    let mut p = Printer { group, function, out: String::new(), indent: 0 };
    p.function();
    p.out
}

struct Printer<'a> {
    group: &'a Group,
    function: &'a Function,
    out: String,
    indent: usize,
}

impl Printer<'_> {
    fn line(&mut self, text: &str) {
        for _ in 0..self.indent {
            self.out.push_str("  ");
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn name(&self, local: LocalId) -> String {
        let Some(found) = self.function.locals.get(local.0 as usize) else { return format!("?{}", local.0) };
        // Names may repeat (a pass made another, a scope reused one); the number tells them apart.
        let repeats = self.function.locals.iter().filter(|l| l.name == found.name).count() > 1;
        if repeats { format!("{}#{}", found.name, local.0) } else { found.name.to_string() }
    }

    fn names(&self, locals: &[LocalId]) -> String {
        locals.iter().map(|&l| self.name(l)).collect::<Vec<_>>().join(", ")
    }

    fn function(&mut self) {
        let f = self.function;
        let params: Vec<String> = f
            .params
            .iter()
            .zip(&f.writes)
            .map(|(&p, &w)| format!("{}: {}{}", self.name(p), if w { "mut " } else { "" }, f.ty(p)))
            .collect();
        let results: Vec<String> = f.results.iter().map(Type::to_string).collect();
        let arrow = match results.len() {
            0 => String::new(),
            1 => format!(" -> {}", results[0]),
            _ => format!(" -> ({})", results.join(", ")),
        };
        self.line(&format!("fn {}({}){arrow}", f.name, params.join(", ")));
        self.indent += 1;
        if !f.outs.is_empty() {
            let outs: Vec<String> = f
                .outs
                .iter()
                .map(|o| match o.bound {
                    Some(bound) => format!("{} if {}", self.name(o.local), self.name(bound)),
                    None => self.name(o.local),
                })
                .collect();
            self.line(&format!("out {}", outs.join(", ")));
        }
        self.block(&f.body);
        self.indent -= 1;
    }

    fn block(&mut self, block: &[Stmt]) {
        if block.is_empty() {
            self.line("pass");
        }
        for stmt in block {
            self.stmt(stmt);
        }
    }

    fn nested(&mut self, head: &str, block: &[Stmt]) {
        self.line(head);
        self.indent += 1;
        self.block(block);
        self.indent -= 1;
    }

    fn optional(&mut self, head: &str, block: &[Stmt]) {
        if !block.is_empty() {
            self.nested(head, block);
        }
    }

    fn accs(&self, accs: &[Acc]) -> String {
        if accs.is_empty() {
            return String::new();
        }
        let locals: Vec<LocalId> = accs.iter().map(|a| a.local).collect();
        format!(" exact {}", self.names(&locals))
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Assign(local, value) => {
                let text = format!("{} = {}", self.name(*local), self.expr(value));
                self.line(&text);
            }
            Stmt::AssignView(local, view, _) => {
                let text = format!("{} = {}", self.name(*local), self.view(view));
                self.line(&text);
            }
            Stmt::Store(access, value, _) => {
                let text = format!("{} = {}", self.access(access), self.expr(value));
                self.line(&text);
            }
            Stmt::CopyElements { dst, src, .. } => {
                let text = format!("{}[...] = {}[...]", self.name(*dst), self.name(*src));
                self.line(&text);
            }
            Stmt::FillElements(view, value) => {
                let text = format!("{}[...] = {}", self.name(*view), self.expr(value));
                self.line(&text);
            }
            Stmt::Call(targets, call, _) => {
                let names: Vec<String> =
                    targets.iter().map(|t| t.map_or("_".to_string(), |t| self.name(t))).collect();
                let call = self.call(call);
                let text = if names.is_empty() { call } else { format!("{} = {call}", names.join(", ")) };
                self.line(&text);
            }
            Stmt::Eval(value) => {
                let text = self.expr(value);
                self.line(&text);
            }
            Stmt::Reduce(r) => {
                let mut text = format!(
                    "reduce {} {}{} {}",
                    self.name(r.local),
                    if r.negate { "-" } else { "" },
                    r.op.name(),
                    self.expr(&r.value)
                );
                for value in &r.payload {
                    let _ = write!(text, ", {}", self.expr(value));
                }
                self.line(&text);
            }
            Stmt::If(cond, then, other) => {
                let head = format!("if {}", self.expr(cond));
                self.nested(&head, then);
                self.optional("else", other);
            }
            Stmt::While(w) => {
                let head = format!("while {}{}", self.expr(&w.cond), self.accs(&w.accs));
                self.nested(&head, &w.body);
                self.optional("else", &w.orelse);
            }
            Stmt::For(l) => {
                let head = format!(
                    "for {} in {}{}",
                    self.name(l.var),
                    self.range(&l.lo, &l.hi, &l.step),
                    self.accs(&l.accs)
                );
                let head = head + &vector(l.vector);
                self.nested(&head, &l.body);
                self.optional("else", &l.orelse);
            }
            Stmt::Prange(p) => {
                let mut head =
                    format!("prange {} in {}", self.name(p.var), self.range(&p.lo, &p.hi, &p.step));
                head.push_str(&vector(p.vector));
                if p.simple {
                    head.push_str(" simple");
                }
                if !p.private.is_empty() {
                    let _ = write!(head, " private {}", self.names(&p.private));
                }
                if !p.last.is_empty() {
                    let _ = write!(head, " last {}", self.names(&p.last));
                }
                for r in &p.reductions {
                    let _ = write!(head, " reduce {} {}", r.op.name(), self.name(r.local));
                    if !r.payload.is_empty() {
                        let _ = write!(head, " with {}", self.names(&r.payload));
                    }
                }
                for t in &p.alias {
                    let same = if t.same_ok { " or same" } else { "" };
                    let _ = write!(head, " apart {}, {}{same}", self.name(t.written), self.name(t.other));
                }
                self.nested(&head, &p.body);
            }
            Stmt::Break => self.line("break"),
            Stmt::Continue => self.line("continue"),
            Stmt::Return(args) => {
                let text = format!("return {}", self.args(args));
                self.line(text.trim_end());
            }
            Stmt::Raise(kind, message, _) => {
                let text = match message {
                    Message::None => String::new(),
                    Message::Text(text) => format!("{text:?}"),
                    Message::Value(value) => self.expr(value),
                    Message::Format(pieces) => pieces
                        .iter()
                        .map(|p| match p {
                            Piece::Text(text) => format!("{text:?}"),
                            Piece::Value(value) => self.expr(value),
                            Piece::Spec(value, spec) => format!("{}:{spec}", self.expr(value)),
                        })
                        .collect::<Vec<_>>()
                        .join(" "),
                };
                self.line(&format!("raise {}({text})", kind.name()));
            }
            Stmt::Reraise(_) => self.line("raise"),
            Stmt::WithGil(gil) => {
                let outs: Vec<LocalId> = gil.outs.iter().flat_map(|out| out.locals.iter().copied()).collect();
                let args = self.args(&gil.args);
                let text = format!("with gil {}({}) -> {}", gil.site, args.trim(), self.names(&outs));
                self.line(text.trim_end());
            }
            Stmt::Try(t) => {
                self.nested("try", &t.body);
                for handler in &t.handlers {
                    let kinds: Vec<&str> = handler.kinds.iter().map(|k| k.name()).collect();
                    self.nested(&format!("except {}", kinds.join(", ")), &handler.body);
                }
                self.optional("else", &t.orelse);
                self.optional("finally", &t.last);
            }
        }
    }

    /// A stream at its first element.
    fn stream(&self, stream: &Stream, lo: &Expr) -> String {
        let mut text = self.name(stream.view).to_string();
        for (k, index) in stream.index.iter().enumerate() {
            text.push_str(if k == 0 { "[" } else { ", " });
            match index.coef {
                0 => text.push('0'),
                1 => text.push_str(&self.expr(lo)),
                c => {
                    let _ = write!(text, "{c}*{}", self.expr(lo));
                }
            }
            for (negative, part) in &index.offset {
                let _ = write!(text, " {} {}", if *negative { "-" } else { "+" }, self.expr(part));
            }
        }
        text + "]"
    }

    fn range(&self, lo: &Expr, hi: &Expr, step: &Expr) -> String {
        let text = format!("{} .. {}", self.expr(lo), self.expr(hi));
        if step.as_int() == Some(1) { text } else { format!("{text} step {}", self.expr(step)) }
    }

    fn args(&self, args: &[Arg]) -> String {
        args.iter()
            .map(|arg| match arg {
                Arg::Scalar(value) => self.expr(value),
                Arg::View(local) => self.name(*local),
            })
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn call(&self, call: &Call) -> String {
        let name = match call.callee {
            Callee::Local(i) => self.group.functions.get(i as usize).map(|f| f.name.to_string()),
            Callee::Extern(i) => self.group.externs.get(i as usize).map(|e| format!("extern {}", e.name)),
        };
        format!("{}({})", name.unwrap_or_default(), self.args(&call.args))
    }

    fn index(&self, index: &Index) -> String {
        let mark = match (index.bounds, index.may_be_negative) {
            (Bounds::Check, true) => "?",
            (Bounds::Check, false) => "!",
            (_, true) => "-",
            (_, false) => "",
        };
        format!("{}{mark}", self.expr(&index.value))
    }

    fn access(&self, access: &Access) -> String {
        let index: Vec<String> = access.index.iter().map(|i| self.index(i)).collect();
        format!("{}[{}]", self.name(access.view), index.join(", "))
    }

    fn exprs(&self, exprs: &[Expr]) -> String {
        exprs.iter().map(|e| self.expr(e)).collect::<Vec<_>>().join(", ")
    }

    fn view(&self, view: &ViewExpr) -> String {
        match view {
            ViewExpr::Local(base) => self.name(*base),
            ViewExpr::Transpose(base) => format!("transpose {}", self.name(*base)),
            ViewExpr::Copy(base) => format!("copy {}", self.name(*base)),
            ViewExpr::Reshape { base, shape } => {
                format!("reshape {} ({})", self.name(*base), self.exprs(shape))
            }
            ViewExpr::New { elem, shape, fill } => {
                let fill = match fill {
                    Fill::Zeros => String::new(),
                    Fill::Value(value) => format!(" = {}", self.expr(value)),
                    Fill::Range(start, step) => format!(" = {} by {}", self.expr(start), self.expr(step)),
                };
                format!("new {elem} ({}){fill}", self.exprs(shape))
            }
            ViewExpr::Slice { base, index } => {
                let part = |e: &Option<Expr>| e.as_ref().map_or(String::new(), |e| self.expr(e));
                let index: Vec<String> = index
                    .iter()
                    .map(|i| match i {
                        SliceIndex::At(index) => self.index(index),
                        SliceIndex::Range { lo, hi, step } => {
                            let text = format!("{}:{}", part(lo), part(hi));
                            if step.is_some() { format!("{text}:{}", part(step)) } else { text }
                        }
                    })
                    .collect();
                format!("{}[{}]", self.name(*base), index.join(", "))
            }
        }
    }

    fn expr(&self, expr: &Expr) -> String {
        let mode = |overflow: Overflow, int: bool| match overflow {
            _ if !int => "",
            Overflow::Raise => "",
            Overflow::Wrap => "~",
            Overflow::Saturate => "|",
            Overflow::Proven => "'",
        };
        match &expr.kind {
            ExprKind::Const(bits) => match expr.ty {
                Scalar::I64 | Scalar::F64 | Scalar::Bool => format_scalar(expr.ty, *bits),
                ty => format!("{}{ty}", format_scalar(ty, *bits)),
            },
            ExprKind::Local(local) => self.name(*local),
            ExprKind::Extent(local, axis) => format!("len({}, {axis})", self.name(*local)),
            ExprKind::Load(access) => self.access(access),
            ExprKind::Atomic(a) => {
                let args: Vec<String> = a.args.iter().map(|e| self.expr(e)).collect();
                format!("atomic {} {}({})", self.access(&a.access), a.op.name(), args.join(", "))
            }
            ExprKind::Unary { op, overflow, arg } => {
                let sign = match op {
                    UnOp::Neg => "-",
                    UnOp::Abs => "abs ",
                    UnOp::Invert => "~",
                    UnOp::Not => "not ",
                };
                let int = matches!(op, UnOp::Neg | UnOp::Abs) && expr.ty.is_int();
                format!("({sign}{}{})", self.expr(arg), mode(*overflow, int))
            }
            ExprKind::Binary { op, overflow, division, facts, args } => {
                let overflows = !matches!(
                    op,
                    BinOp::TrueDiv
                        | BinOp::And
                        | BinOp::Or
                        | BinOp::Xor
                        | BinOp::Shr
                        | BinOp::Min
                        | BinOp::Max
                        | BinOp::Mod
                );
                let mut sign = format!("{}{}", op.sign(), mode(*overflow, overflows && args.0.ty.is_int()));
                if *division == Division::Ieee
                    && args.0.ty.is_float()
                    && matches!(op, BinOp::TrueDiv | BinOp::FloorDiv | BinOp::Mod)
                {
                    sign.push_str(" ieee");
                }
                if facts.non_negative {
                    sign.push_str(" nonneg");
                }
                if facts.non_zero {
                    sign.push_str(" nonzero");
                }
                format!("({} {sign} {})", self.expr(&args.0), self.expr(&args.1))
            }
            ExprKind::Compare { op, args } => {
                format!("({} {} {})", self.expr(&args.0), op.sign(), self.expr(&args.1))
            }
            ExprKind::Cast { overflow, arg } => {
                let checked = !expr.ty.is_float() && expr.ty != Scalar::Bool;
                format!("{}{}({})", expr.ty, mode(*overflow, checked), self.expr(arg))
            }
            ExprKind::And(args) => format!("({} and {})", self.expr(&args.0), self.expr(&args.1)),
            ExprKind::Or(args) => format!("({} or {})", self.expr(&args.0), self.expr(&args.1)),
            ExprKind::Cond(args) => {
                format!("({} if {} else {})", self.expr(&args.1), self.expr(&args.0), self.expr(&args.2))
            }
            ExprKind::Math(function, args) => format!("{}({})", function.name(), self.exprs(args)),
            ExprKind::FloatTest(test, arg) => {
                let name = match test {
                    FloatTest::IsNan => "isnan",
                    FloatTest::IsInf => "isinf",
                    FloatTest::IsFinite => "isfinite",
                };
                format!("{name}({})", self.expr(arg))
            }
            ExprKind::Call(call) => self.call(call),
            ExprKind::Seq(block, value) => {
                let mut inner =
                    Printer { group: self.group, function: self.function, out: String::new(), indent: 0 };
                inner.block(block);
                let lines: Vec<&str> = inner.out.lines().map(str::trim).collect();
                format!("{{{}; {}}}", lines.join("; "), self.expr(value))
            }
            ExprKind::Lib(function, args) => format!("{function:?}({})", self.args(args).trim()),
            ExprKind::Distinct(view) => format!("distinct({})", self.name(*view)),
            ExprKind::Fold { op, view, start, .. } => {
                let start = start.as_ref().map_or(String::new(), |s| format!(", {}", self.expr(s)));
                format!("fold {}({}{start})", op.name(), self.name(*view))
            }
            ExprKind::Apart(tests) => {
                let tests: Vec<String> = tests
                    .iter()
                    .map(|t| {
                        let sign = if t.same_ok { "==" } else { "" };
                        format!(
                            "{} {sign}|{}| {}",
                            self.stream(&t.written, &t.lo),
                            t.near,
                            self.stream(&t.other, &t.lo)
                        )
                    })
                    .collect();
                format!("apart({})", tests.join("; "))
            }
            ExprKind::UnitStride(view) => format!("unitstride({})", self.name(*view)),
            ExprKind::InRange(tests) => {
                let tests: Vec<String> = tests
                    .iter()
                    .map(|t| {
                        let range = self.range(&t.lo, &t.hi, &Expr::i64(t.step));
                        let index = self.expr(&t.index);
                        format!("{index} in len({}, {}) for {range}", self.name(t.view), t.axis)
                    })
                    .collect();
                format!("inrange({})", tests.join("; "))
            }
        }
    }
}

fn vector(mark: Option<Vector>) -> String {
    match mark {
        Some(v) => format!(" vector({}{})", v.block, if v.keep_last { ", last" } else { "" }),
        None => String::new(),
    }
}
