//! Calls: who is called, and passing arguments to native functions.

use ungil_grammar::codes;
use ungil_grammar::{Diagnostic, Span};

use super::body::Body;
use super::native::Native;
use super::value::Value;
use crate::hir::{self, Binding, ExprKind, FuncId};
use crate::tir::{Arg, Call, Callee, Expr, LocalId, Stmt};
use crate::types::{Ty, scalar_named};

impl Body<'_, '_> {
    /// A call as an expression or statement.
    pub(crate) fn call(&mut self, call: &hir::Call, span: Span) -> Value {
        let module = self.ck.module;
        if let Some((from, name)) = module.imported(&call.func) {
            return match from {
                "ungil" => self.ungil_call(name, call, span),
                "math" => self.math_call(name, call, span),
                _ => {
                    let name = format!("{from}.{name}");
                    self.not_native(&name, call.func.span, "it belongs to another module", None)
                }
            };
        }
        if let Some(name) = self.builtin(&call.func) {
            return self.builtin_call(name, call, span);
        }
        match &call.func.kind {
            ExprKind::Var(var) => {
                if let Some(global) = var.global_name().and_then(|name| module.constant_global(name)) {
                    let name = var.global_name().unwrap_or_default();
                    return match &global.binding {
                        Binding::Function(id) => self.call_function(*id, call, span),
                        Binding::Class(_) => {
                            if super::stmt::exception_named(name).is_some() {
                                return self.not_native(name, call.func.span, "it is a class", None);
                            }
                            self.unsupported(span, &format!("the class `{name}`"), "use numbers and arrays")
                        }
                        Binding::Value if self.ck.early => {
                            self.ck.unknown = true;
                            Value::Unknown
                        }
                        _ => self.not_native(name, call.func.span, "it is a Python object", None),
                    };
                }
                let name = self.ck.var_name(var);
                if let hir::Var::Global(global) = var
                    && !self.index.contains_key(var)
                {
                    // Rebound somewhere, unknown, or a function that is defined twice.
                    if let Some(known) = module.globals.get(global)
                        && let Binding::Function(_) = known.binding
                    {
                        let why = "its name is bound more than once";
                        return self.not_native(&name, call.func.span, why, Some(known.span));
                    }
                    return self.read(var, call.func.span);
                }
                self.call_variable(var, &name, call.func.span)
            }
            ExprKind::Attribute { value, name, name_span } => {
                self.method(value, name, *name_span, call, span)
            }
            ExprKind::Lambda(_) => self.unsupported(call.func.span, "a lambda", "write a `@nogil` function"),
            _ => {
                let value = self.expr(&call.func);
                if matches!(value, Value::Unknown) {
                    return Value::Unknown;
                }
                let found = self.describe(&value);
                self.error(codes::TYPE_MISMATCH, call.func.span, format!("{found} cannot be called"))
            }
        }
    }

    fn call_variable(&mut self, var: &hir::Var, name: &str, at: Span) -> Value {
        if let Some(&index) = self.index.get(var) {
            if let Some(object) = self.vars[index].object.clone() {
                return self.not_native(name, at, &format!("it is a Python object ({object})"), None);
            }
            if self.vars[index].unknown && self.now.has(index) {
                return Value::Unknown;
            }
        }
        match self.read(var, at) {
            Value::Unknown => Value::Unknown,
            other => {
                let found = self.describe(&other);
                self.error(codes::TYPE_MISMATCH, at, format!("`{name}` is {found} and cannot be called"))
            }
        }
    }

    fn not_native(&mut self, name: &str, at: Span, why: &str, defined: Option<Span>) -> Value {
        let mut d =
            Diagnostic::error(codes::NOT_NATIVE, at, format!("calls `{name}`, which is not native: {why}"));
        if let Some(defined) = defined {
            d = d.with_label(defined, "defined here");
        }
        let d = d.with_hint(format!("mark `{name}` with `@nogil`, or call it outside of the region"));
        self.say(d)
    }

    /// Functions of module `ungil`.
    fn ungil_call(&mut self, name: &str, call: &hir::Call, span: Span) -> Value {
        if let Some(to) = scalar_named(name) {
            let [arg] = call.args.as_slice() else {
                return self.error(codes::TYPE_MISMATCH, span, format!("`{name}` takes one argument"));
            };
            if !call.keywords.is_empty() {
                return self.error(codes::TYPE_MISMATCH, span, format!("`{name}` takes one argument"));
            }
            let value = self.expr(arg);
            return self.cast(value, to, arg.span, span).unwrap_or(Value::Unknown);
        }
        match name {
            "zeros" | "empty" | "ones" | "full" | "arange" | "array" => self.new_array(name, call, span),
            "prange" => self.unsupported(span, "`prange` outside of a `for` loop", "iterate over it"),
            "Atomic" => {
                self.unsupported(span, "making an `Atomic`", "make it outside, and pass or capture it")
            }
            "atomic_add" => self.atomic_add(call, span),
            "disjoint" => self.disjoint(call, span),
            "struct" => self.unsupported(span, "`struct`", "use several arrays"),
            _ => self.unsupported(span, &format!("`{name}` here"), "use numbers and arrays"),
        }
    }

    /// A call of a function of this module.
    fn call_function(&mut self, id: FuncId, call: &hir::Call, span: Span) -> Value {
        let module = self.ck.module;
        let function = module.function(id);
        if function.region.is_none() {
            let mut d = Diagnostic::error(
                codes::NOT_NATIVE,
                call.func.span,
                format!("calls `{}`, which is not native: it is an ordinary function", function.name),
            )
            .with_label(function.name_span, "defined here");
            d = d.with_hint(format!(
                "mark `{}` with `@nogil`, or call it outside of the region",
                function.name
            ));
            if function.decorators.is_empty() && module.globals.contains_key("nogil") {
                d = d.with_fix(Span::at(function.def_span.start), "@nogil\n");
            }
            return self.say(d);
        }
        if !function.decorators.is_empty() {
            return self.not_native(
                &function.name,
                call.func.span,
                "another decorator replaces it",
                Some(function.name_span),
            );
        }
        let Some(native) = self.ck.native(id, call.func.span) else { return Value::Unknown };
        self.call_native(&native, id, call, span)
    }

    fn call_native(&mut self, native: &Native, id: FuncId, call: &hir::Call, span: Span) -> Value {
        let module = self.ck.module;
        let function = module.function(id);
        let params = &function.params;
        let name = &function.name;
        // Which expression goes to which parameter, in the order of evaluation.
        let mut given: Vec<Option<usize>> = vec![None; params.all.len()];
        let mut exprs: Vec<&hir::Expr> = Vec::new();
        for (i, arg) in call.args.iter().enumerate() {
            if let ExprKind::Starred(_) = arg.kind {
                return self.unsupported(arg.span, "`*` in a call", "write the arguments out");
            }
            if i >= params.positional as usize {
                return self.error(
                    codes::TYPE_MISMATCH,
                    arg.span,
                    format!("`{name}` takes {} positional arguments", params.positional),
                );
            }
            given[i] = Some(exprs.len());
            exprs.push(arg);
        }
        for keyword in &call.keywords {
            let Some(key) = &keyword.name else {
                return self.unsupported(keyword.span, "`**` in a call", "write the arguments out");
            };
            let place = params.all.iter().position(|p| p.name == *key);
            match place {
                Some(i) if i >= params.posonly as usize && given[i].is_none() => {
                    given[i] = Some(exprs.len());
                    exprs.push(&keyword.value);
                }
                Some(i) if given[i].is_some() => {
                    return self.error(
                        codes::TYPE_MISMATCH,
                        keyword.span,
                        format!("`{name}` is given `{key}` twice"),
                    );
                }
                _ => {
                    let known: Vec<&str> = params.all.iter().map(|p| &*p.name).collect();
                    return self.unknown_member(
                        key,
                        keyword.span,
                        &known,
                        &format!("the parameters of `{name}`"),
                    );
                }
            }
        }
        let values = self.list(&exprs);
        let mut args = Vec::new();
        let mut ok = true;
        for (i, param) in params.all.iter().enumerate() {
            let want = native.params.get(i).cloned().unwrap_or(Ty::Unknown);
            let (value, at) = match given[i] {
                Some(k) => (values[k].clone(), exprs[k].span),
                None => match &param.default {
                    Some(default) => match super::native::constant_of(module, default) {
                        Some(c) => (self.constant(&c, default.span), default.span),
                        None => {
                            self.advise(
                                codes::NOT_IN_NATIVE,
                                span,
                                format!("the default of `{}` is not a constant", param.name),
                                "pass the argument",
                            );
                            ok = false;
                            continue;
                        }
                    },
                    None => {
                        let d = Diagnostic::error(
                            codes::TYPE_MISMATCH,
                            span,
                            format!("`{name}` needs an argument for `{}`", param.name),
                        )
                        .with_label(function.name_span, "defined here");
                        self.say(d);
                        ok = false;
                        continue;
                    }
                },
            };
            match self.argument(value, &want, at, &param.name, name) {
                Some(arg) => args.push(arg),
                None => ok = false,
            }
        }
        if !ok {
            return Value::Unknown;
        }
        let Some(result) = &native.result else { return Value::Unknown };
        let pos = self.pos(span);
        let callee = Callee::Local(native.index);
        match result {
            Ty::Unknown => {
                self.ck.unknown = true;
                Value::Unknown
            }
            Ty::Scalar(s) => Value::Scalar(Expr::call(callee, args, *s, pos)),
            Ty::None => {
                self.push(Stmt::Call(Vec::new(), Call { callee, args }, pos));
                Value::None
            }
            other => {
                let mut leaves: Vec<LocalId> = Vec::new();
                self.temps_of(other, &mut leaves);
                let targets = leaves.iter().map(|&l| Some(l)).collect();
                self.push(Stmt::Call(targets, Call { callee, args }, pos));
                self.value_of(other, &mut leaves.iter())
            }
        }
    }

    fn temps_of(&mut self, ty: &Ty, out: &mut Vec<LocalId>) {
        match ty {
            Ty::Scalar(s) => out.push(self.temp(*s)),
            Ty::View(v) => out.push(self.temp(*v)),
            Ty::Tuple(items) => items.iter().for_each(|t| self.temps_of(t, out)),
            Ty::None | Ty::Unknown => {}
        }
    }

    fn argument(&mut self, value: Value, want: &Ty, at: Span, param: &str, function: &str) -> Option<Arg> {
        match want {
            Ty::Unknown => None,
            Ty::Scalar(s) => {
                let e = self.coerce(value, *s, at)?;
                Some(Arg::Scalar(e))
            }
            Ty::View(want) => {
                let have = match value {
                    Value::View(l) | Value::Atomic(l) => l,
                    Value::Unknown => return None,
                    other => {
                        let found = self.describe(&other);
                        self.error(
                            codes::TYPE_MISMATCH,
                            at,
                            format!("`{param}` of `{function}` is {want}, this is {found}"),
                        );
                        return None;
                    }
                };
                let ty = self.view_ty(have);
                if ty.elem != want.elem || ty.rank != want.rank {
                    self.error(
                        codes::TYPE_MISMATCH,
                        at,
                        format!("`{param}` of `{function}` is {want}, this is {ty}"),
                    );
                    return None;
                }
                if want.contiguous && !ty.contiguous {
                    self.advise(
                        codes::TYPE_MISMATCH,
                        at,
                        format!("`{param}` of `{function}` must be contiguous ({want}), this is {ty}"),
                        "pass a copy: `.copy()`",
                    );
                    return None;
                }
                Some(Arg::View(have))
            }
            Ty::Tuple(_) | Ty::None => {
                self.unsupported(at, &format!("a parameter of type {want}"), "pass the parts");
                None
            }
        }
    }

    /// `value.name(…)`.
    fn method(
        &mut self,
        value: &hir::Expr,
        name: &str,
        name_span: Span,
        call: &hir::Call,
        span: Span,
    ) -> Value {
        if self.ck.module.imported_module(value).is_some() {
            // `imported` knows members of modules; only nested ones come here.
            return self.not_native(name, call.func.span, "it belongs to another module", None);
        }
        match self.expr(value) {
            Value::Atomic(local) => self.atomic_method(local, name, name_span, call, span),
            Value::View(v) => match name {
                "copy" => {
                    if !call.args.is_empty() || !call.keywords.is_empty() {
                        return self.error(codes::TYPE_MISMATCH, span, "`copy` takes no arguments");
                    }
                    let mut ty = self.view_ty(v);
                    ty.contiguous = true;
                    ty.writable = true;
                    let pos = self.pos(span);
                    self.new_view(ty, crate::tir::ViewExpr::Copy(v), pos)
                }
                "reshape" => self.reshape(v, call, span),
                _ => {
                    let known = ["copy", "reshape"];
                    self.unknown_member(name, name_span, &known, "an array")
                }
            },
            Value::Unknown => Value::Unknown,
            other => {
                let what = self.describe(&other);
                self.unknown_member(name, name_span, &[], &what)
            }
        }
    }
}
