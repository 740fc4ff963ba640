//! Calls: windows, keyword names, methods, `super()`, and the general form with `*` and `**`.

use super::Emitter;
use super::expr::is_star;
use crate::bytecode::Op;
use crate::hir::{Call, Const, Expr, ExprKind, FuncId, FunctionKind, Keyword, LocalId, Name, Span, Var};

/// Calls with more arguments take the general form.
const MAX_WINDOW: usize = 100;

/// Where a method finds its class: through its own free variable or a cell of this very function.
pub(super) type ClassCell = Var;

impl<'a> Emitter<'a> {
    pub(super) fn call(&mut self, call: &'a Call, dst: u32) {
        let general = self.wide
            || call.args.len() + call.keywords.len() > MAX_WINDOW
            || call.args.iter().any(is_star)
            || call.keywords.iter().any(|k| k.name.is_none());
        if general {
            return self.call_general(call, dst);
        }
        if call.args.is_empty()
            && call.keywords.is_empty()
            && let Some((class, this)) = self.super_of(&call.func)
        {
            let base = self.window_at(dst);
            self.load_var(&Var::Global("super".into()), base);
            let first = self.alloc_many(2);
            self.load_class_and_self(class, this, first);
            let cache = self.cache();
            self.op(Op::Call, base, 2, 0, cache);
            return self.mv(dst, base);
        }
        let base = self.window_at(dst);
        if let ExprKind::Attribute { value, name, name_span } = &call.func.kind {
            self.alloc();
            self.load_method(&call.func, value, name, *name_span, base);
            let span = self.after_line_break(value, *name_span);
            self.arguments(call);
            self.with_span(Span::new(span.start, self.span.end), |s| s.finish_call(call, base, true));
        } else {
            self.expr_to(&call.func, base);
            self.arguments(call);
            self.finish_call(call, base, false);
        }
        self.mv(dst, base);
    }

    /// The first register of a window: `dst` itself if it is the topmost temporary.
    fn window_at(&mut self, dst: u32) -> u32 {
        if self.is_temp(dst) && dst + 1 == self.top { dst } else { self.alloc() }
    }

    fn load_method(&mut self, func: &'a Expr, value: &'a Expr, name: &Name, name_span: Span, base: u32) {
        let outer = std::mem::replace(&mut self.span, func.span);
        let mark = self.top;
        let index = self.name_index(name);
        if let Some((class, this)) = self.super_call(value) {
            let first = self.alloc_many(2);
            self.load_class_and_self(class, this, first);
            self.op(Op::LoadSuperAttr, base, first, index, first + 1);
        } else {
            let reg = self.expr(value);
            let cache = self.cache();
            let span = self.after_line_break(value, name_span);
            self.with_span(span, |s| s.op(Op::LoadMethod, base, reg, index, cache));
        }
        self.top = mark;
        self.span = outer;
    }

    /// Evaluates the arguments into the next temporaries.
    fn arguments(&mut self, call: &'a Call) {
        for arg in &call.args {
            self.expr_temp(arg);
        }
        for keyword in &call.keywords {
            self.expr_temp(&keyword.value);
        }
    }

    fn finish_call(&mut self, call: &'a Call, base: u32, method: bool) {
        let count = call.args.len() as u32;
        if call.keywords.is_empty() {
            let cache = self.cache();
            let op = if method { Op::CallMethod } else { Op::Call };
            return self.op(op, base, count, 0, cache);
        }
        let names = self.keyword_names(&call.keywords);
        let op = if method { Op::CallMethodKw } else { Op::CallKw };
        self.op(op, base, count, names, call.keywords.len() as u32);
    }

    /// The constant with the names of keyword arguments.
    pub(super) fn keyword_names(&mut self, keywords: &[Keyword]) -> u32 {
        let names: Vec<Const> = keywords.iter().filter_map(|k| k.name.clone()).map(Const::Str).collect();
        let index = self.asm.constant(&Const::Tuple(names.into()));
        if index > 0xFFFF {
            self.fail("the function has too many constants");
        }
        index
    }

    /// A call through a list of arguments and a dict of keywords.
    fn call_general(&mut self, call: &'a Call, dst: u32) {
        let base = self.alloc_many(3);
        self.expr_to(&call.func, base);
        self.call_with_lists(&call.args, &call.keywords, base);
        self.mv(dst, base);
    }

    /// Collects arguments for the callee in `base` into the two registers behind it, and calls.
    pub(super) fn call_with_lists(&mut self, args: &'a [Expr], keywords: &'a [Keyword], base: u32) {
        match args {
            [Expr { kind: ExprKind::Starred(inner), .. }] => {
                self.op(Op::BuildList, base + 1, 0, 0, 0);
                let mark = self.top;
                let reg = self.expr(inner);
                self.op(Op::ListExtendArgs, base + 1, reg, base, 0);
                self.top = mark;
            }
            _ => self.list(args, base + 1),
        }
        self.call_list(keywords, base);
    }

    /// The same with the positional arguments already in a list.
    pub(super) fn call_list(&mut self, keywords: &'a [Keyword], base: u32) {
        if keywords.is_empty() {
            self.op(Op::LoadNone, base + 2, 0, 0, 0);
        } else {
            self.keyword_dict(keywords, base);
        }
        self.op(Op::CallEx, base, 0, 0, 0);
    }

    fn keyword_dict(&mut self, keywords: &'a [Keyword], base: u32) {
        let dict = base + 2;
        let mark = self.top;
        let mut made = false;
        let mut rest = keywords;
        while let Some(first) = rest.first() {
            if first.name.is_none() {
                if !made {
                    self.op(Op::BuildDict, dict, 0, 0, 0);
                    made = true;
                }
                let reg = self.expr(&first.value);
                self.op(Op::DictMerge, dict, reg, base, 0);
                self.top = mark;
                rest = &rest[1..];
                continue;
            }
            // Neighbouring named arguments make one dict, merged if there is one already.
            let count = rest.iter().take(16).take_while(|k| k.name.is_some()).count();
            let start = self.top;
            for keyword in &rest[..count] {
                if let Some(name) = &keyword.name {
                    let key = self.alloc();
                    self.load_const(&Const::Str(name.clone()), key);
                }
                self.expr_temp(&keyword.value);
            }
            if made {
                let part = self.alloc();
                self.op(Op::BuildDict, part, start, count as u32, 0);
                self.op(Op::DictMerge, dict, part, base, 0);
            } else {
                self.op(Op::BuildDict, dict, start, count as u32, 0);
                made = true;
            }
            self.top = mark;
            rest = &rest[count..];
        }
    }

    // Zero-argument `super()`.

    /// Whether `e` is a call of `super()` without arguments in a method.
    pub(super) fn super_call(&self, e: &Expr) -> Option<(ClassCell, LocalId)> {
        match &e.kind {
            ExprKind::Call(call) if call.args.is_empty() && call.keywords.is_empty() => {
                self.super_of(&call.func)
            }
            _ => None,
        }
    }

    /// Whether `func` is the builtin `super`, in a function that has a class cell and a first parameter.
    fn super_of(&self, func: &Expr) -> Option<(ClassCell, LocalId)> {
        let ExprKind::Var(Var::Global(name)) = &func.kind else { return None };
        if &**name != "super" || self.module.globals.contains_key("super") {
            return None;
        }
        let class = self.func.free.iter().position(|f| &*f.name == "__class__")?;
        let callable = matches!(self.func.kind, FunctionKind::Def | FunctionKind::Lambda);
        (callable && self.func.params.positional > 0)
            .then_some((Var::Free(crate::hir::FreeId(class as u32)), LocalId(0)))
    }

    /// Loads the class and the first parameter into `first` and the register behind it.
    pub(super) fn load_class_and_self(&mut self, class: ClassCell, this: LocalId, first: u32) {
        self.load_var(&class, first);
        let var = if self.func.local(this).cell { Var::Cell(this) } else { Var::Local(this) };
        self.load_var(&var, first + 1);
    }

    /// The index of a function in this code's list of codes.
    pub(super) fn child(&mut self, func: FuncId) -> u32 {
        if let Some(index) = self.child_index.get(&func) {
            return *index;
        }
        let index = self.children.len() as u32;
        self.children.push(func);
        self.child_index.insert(func, index);
        if index > 0xFFFF {
            self.fail("the function defines too many functions");
        }
        index
    }
}
