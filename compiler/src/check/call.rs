//! Calls: who is called, and passing arguments to native functions.

use ungil_grammar::codes;
use ungil_grammar::{Diagnostic, Span};

use super::Link;
use super::body::Body;
use super::native::Target;
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
                from if super::link::never_native(from) => {
                    let name = format!("{from}.{name}");
                    self.not_native(&name, call.func.span, "it belongs to another module", None)
                }
                _ => self.call_linked(call, span),
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
                        Binding::Function(id) => match self.global_function(*id, call.func.span) {
                            Value::Func(func, captured) => self.call_value(&func, captured, call, span),
                            other => other,
                        },
                        Binding::Class(_) => {
                            if let Some(class) = super::structs::named(module, name) {
                                return self.construct(class, call, span);
                            }
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
                self.call_variable(var, &name, call, span)
            }
            ExprKind::Attribute { value, name, name_span } => {
                self.method(value, name, *name_span, call, span)
            }
            _ => {
                let value = match &call.func.kind {
                    ExprKind::Lambda { func, .. } => self.closure(*func, call.func.span, true),
                    _ => self.expr(&call.func),
                };
                match value {
                    Value::Unknown => return Value::Unknown,
                    Value::Func(func, captured) => return self.call_value(&func, captured, call, span),
                    _ => {}
                }
                let found = self.describe(&value);
                self.error(codes::TYPE_MISMATCH, call.func.span, format!("{found} cannot be called"))
            }
        }
    }

    fn call_variable(&mut self, var: &hir::Var, name: &str, call: &hir::Call, span: Span) -> Value {
        let at = call.func.span;
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
            Value::Func(func, captured) => self.call_value(&func, captured, call, span),
            other => {
                let found = self.describe(&other);
                self.error(codes::TYPE_MISMATCH, at, format!("`{name}` is {found} and cannot be called"))
            }
        }
    }

    /// A call of something that is imported from another module of the program.
    fn call_linked(&mut self, call: &hir::Call, span: Span) -> Value {
        let Some((path, _)) = self.ck.import_path(&call.func) else { return Value::Unknown };
        match self.linked_value(&path, call.func.span) {
            Value::Unknown => {
                self.list(&call.args.iter().collect::<Vec<_>>());
                Value::Unknown
            }
            Value::Func(func, captured) => self.call_value(&func, captured, call, span),
            other => {
                let found = self.describe(&other);
                self.error(codes::TYPE_MISMATCH, call.func.span, format!("{found} cannot be called"))
            }
        }
    }

    /// What an imported name means. Before the program runs it is not known.
    pub(crate) fn linked_value(&mut self, path: &[&str], at: Span) -> Value {
        let shown = path.join(".");
        if self.ck.early {
            self.ck.unknown = true;
            return Value::Unknown;
        }
        match self.ck.constants.link(path) {
            Some(Link::Native(home, region)) => match self.ck.function_of(home, region) {
                Some(func) => self.function_value(home, func),
                None => self.not_native(&shown, at, "it is not a function", None),
            },
            Some(Link::Constant(c)) => self.constant(&c, at),
            Some(Link::Object(name)) if &*name == "function" => {
                self.not_native(&shown, at, "it is an ordinary function of another module", None)
            }
            Some(Link::Object(name)) => self.object_used(at, &shown, Some(&name)),
            None => self.advise(
                codes::UNKNOWN_NAME,
                at,
                format!("`{shown}` has no value"),
                "import what the region uses before it is entered",
            ),
        }
    }

    pub(crate) fn not_native(&mut self, name: &str, at: Span, why: &str, defined: Option<Span>) -> Value {
        let mut d =
            Diagnostic::error(codes::NOT_NATIVE, at, format!("calls `{name}`, which is not native: {why}"));
        if let Some(defined) = defined {
            d = d.with_label(defined, "defined here");
        }
        let d = d.with_hint(format!("mark `{name}` with `@nogil`, or call it in a `with gil:`"));
        let d = self.offer_gil(d);
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

    /// UG202 for a function without `@nogil`.
    pub(crate) fn not_marked(&mut self, id: FuncId, at: Span) -> Value {
        let module = self.ck.module;
        let function = module.function(id);
        let mut d = Diagnostic::error(
            codes::NOT_NATIVE,
            at,
            format!("calls `{}`, which is not native: it is an ordinary function", function.name),
        )
        .with_label(function.name_span, "defined here");
        d = d.with_hint(format!("mark `{}` with `@nogil`, or call it in a `with gil:`", function.name));
        if function.decorators.is_empty() && module.globals.contains_key("nogil") {
            d = d.with_fix(Span::at(function.def_span.start), "@nogil\n");
        }
        self.say(d)
    }

    /// A call of a function that is known. `declared` are types that the arguments are converted to first.
    pub(crate) fn call_target(
        &mut self,
        target: &Target,
        captured: Vec<Value>,
        call: &hir::Call,
        declared: Option<&[Ty]>,
        span: Span,
    ) -> Value {
        let Some(home) = self.ck.homes.get(target.home as usize).copied() else { return Value::Unknown };
        let Some(function) = home.module.functions.get(target.func.0 as usize) else { return Value::Unknown };
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
        let mut captured = captured;
        let mark = self.mark();
        let mut values = self.arguments(&exprs);
        self.settle(mark, &mut captured.iter_mut().collect::<Vec<_>>());
        let mut ok = true;
        if let Some(declared) = declared {
            for ((value, want), e) in values.iter_mut().zip(declared).zip(&exprs) {
                if let (Ty::Scalar(s), false) = (want, matches!(value, Value::Unknown)) {
                    let taken = std::mem::replace(value, Value::Unknown);
                    if let Some(e) = self.coerce(taken, *s, e.span) {
                        *value = Value::Scalar(e);
                    }
                }
            }
        }
        // The value for each parameter, with its place.
        let mut passed: Vec<(Value, Span)> = Vec::new();
        for (i, param) in params.all.iter().enumerate() {
            match (given[i], &param.default) {
                (Some(k), _) => passed.push((values[k].clone(), exprs[k].span)),
                (None, Some(default)) => {
                    let around = self.ck.enter(target.home);
                    let value = super::native::constant_of(home.module, default);
                    let value = value.map(|c| self.constant(&c, default.span));
                    self.ck.enter(around);
                    if value.is_none() {
                        self.advise(
                            codes::NOT_IN_NATIVE,
                            span,
                            format!("the default of `{}`, which is not a constant, is not supported in native code", param.name),
                            "pass the argument",
                        );
                        ok = false;
                    }
                    passed.push((value.unwrap_or(Value::Unknown), span));
                }
                (None, None) => {
                    let mut d = Diagnostic::error(
                        codes::TYPE_MISMATCH,
                        span,
                        format!("`{name}` needs an argument for `{}`", param.name),
                    );
                    if target.home == self.ck.home {
                        d = d.with_label(function.name_span, "defined here");
                    }
                    self.say(d);
                    ok = false;
                    passed.push((Value::Unknown, span));
                }
            }
        }
        let types: Vec<Option<Ty>> = passed
            .iter()
            .map(|(value, _)| match self.type_of(value) {
                Ty::Unknown => None,
                ty => Some(ty),
            })
            .collect();
        for ((value, at), param) in passed.iter().zip(&params.all) {
            if let (Value::None, true) = (value, super::generic::is_open(param)) {
                self.error(
                    codes::TYPE_MISMATCH,
                    *at,
                    format!(
                        "`{}` of `{name}` is given None, which native code has no variables for",
                        param.name
                    ),
                );
                ok = false;
            }
        }
        let Some(native) = self.ck.native(target, &types, call.func.span) else { return Value::Unknown };
        let mut args = Vec::new();
        for value in &captured {
            self.pass_captured(value, &mut args);
        }
        for (i, ((value, at), param)) in passed.into_iter().zip(&params.all).enumerate() {
            let want = native.key.types.get(i).cloned().unwrap_or(Ty::Unknown);
            ok &= self.argument(value, &want, at, &param.name, name, &mut args);
        }
        if !ok {
            return Value::Unknown;
        }
        let Some(result) = &native.result else { return Value::Unknown };
        let pos = self.pos(span);
        let callee = Callee::Local(native.index);
        match result {
            result if result.is_unknown() => {
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

    /// Lower arguments in order; a lambda among them lives no longer than the call.
    fn arguments(&mut self, exprs: &[&hir::Expr]) -> Vec<Value> {
        let mut values: Vec<Value> = Vec::with_capacity(exprs.len());
        for e in exprs {
            let mark = self.mark();
            let value = match &e.kind {
                ExprKind::Lambda { func, .. } => self.closure(*func, e.span, true),
                _ => self.expr(e),
            };
            let mut earlier: Vec<&mut Value> = values.iter_mut().collect();
            self.settle(mark, &mut earlier);
            values.push(value);
        }
        values
    }

    pub(crate) fn temps_of(&mut self, ty: &Ty, out: &mut Vec<LocalId>) {
        match ty {
            Ty::Scalar(s) => out.push(self.temp(*s)),
            Ty::View(v) => out.push(self.temp(*v)),
            Ty::Tuple(items) => items.iter().for_each(|t| self.temps_of(t, out)),
            Ty::Func(func) => func.captures.iter().for_each(|t| self.temps_of(t, out)),
            Ty::Struct(of) => of.fields.iter().for_each(|(_, t)| self.temps_of(t, out)),
            Ty::None | Ty::Unknown => {}
        }
    }

    /// Pass a value as a parameter of that type.
    fn argument(
        &mut self,
        value: Value,
        want: &Ty,
        at: Span,
        param: &str,
        function: &str,
        out: &mut Vec<Arg>,
    ) -> bool {
        match (want, value) {
            (_, Value::Unknown) | (Ty::Unknown, _) => {
                self.ck.unknown = true;
                false
            }
            (Ty::Scalar(s), value) => match self.coerce(value, *s, at) {
                Some(e) => {
                    out.push(Arg::Scalar(e));
                    true
                }
                None => false,
            },
            (Ty::View(want), Value::View(have) | Value::Atomic(have)) => {
                let ty = self.view_ty(have);
                if ty.elem != want.elem || ty.rank != want.rank {
                    self.error(
                        codes::TYPE_MISMATCH,
                        at,
                        format!("`{param}` of `{function}` is {want}, this is {ty}"),
                    );
                    return false;
                }
                if want.contiguous && !ty.contiguous {
                    self.advise(
                        codes::TYPE_MISMATCH,
                        at,
                        format!("`{param}` of `{function}` must be contiguous ({want}), this is {ty}"),
                        "pass a copy: `.copy()`",
                    );
                    return false;
                }
                out.push(Arg::View(have));
                true
            }
            (Ty::Tuple(types), Value::Tuple(values)) if types.len() == values.len() => {
                let mut ok = true;
                for (ty, value) in types.iter().zip(values) {
                    ok &= self.argument(value, ty, at, param, function, out);
                }
                ok
            }
            (Ty::Struct(want), Value::Struct(have, values)) if *want == have => {
                self.pass_captured(&Value::Struct(have, values), out);
                true
            }
            (Ty::Func(want), Value::Func(have, captured))
                if want.func == have.func && want.home == have.home =>
            {
                for value in &captured {
                    self.pass_captured(value, out);
                }
                true
            }
            (want, other) => {
                let found = self.describe(&other);
                self.error(
                    codes::TYPE_MISMATCH,
                    at,
                    format!("`{param}` of `{function}` is {want}, this is {found}"),
                );
                false
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
        if let Some((_, from)) = self.ck.import_path(&call.func) {
            // `imported` knows members of modules; only nested ones come here.
            if super::link::never_native(from) || from == "math" || from == "ungil" {
                return self.not_native(name, call.func.span, "it belongs to another module", None);
            }
            return self.call_linked(call, span);
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
