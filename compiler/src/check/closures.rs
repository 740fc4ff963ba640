//! Functions as values: native functions by name, lambdas, nested functions, `Callable` parameters.
//!
//! A function is never a value at run time. Its type says which function it is, so every call is direct, and small ones are
//! inlined. A lambda or nested function takes what it captures by value where it is made: that is what Python sees as long as
//! nothing assigns the variable afterwards, and otherwise it is refused. (An assignment before the function in the text, in a
//! loop around both, is harmless: a use of the function is preceded by its definition on every path, so the value taken last
//! is the one that the variable has.) A lambda that is an argument is gone when the call ends, so nothing can be assigned
//! in between.

use ungil_grammar::codes;
use ungil_grammar::{Diagnostic, Span};

use super::Checker;
use super::body::Body;
use super::native::Target;
use super::value::Value;
use super::visit::{self, Use};
use crate::hir::{self, Expr as HirExpr, FreeSource, FuncId, FunctionKind, Var};
use crate::tir::Arg;
use crate::types::{FuncTy, Ty, callable_parts};

impl Checker<'_> {
    /// The type of a parameter annotated `Callable[…]` for an argument.
    pub(crate) fn callable(&mut self, note: &HirExpr, given: Option<Ty>) -> Ty {
        let declared = callable_parts(note).map(|(params, result)| {
            let mut types = Vec::new();
            for e in params.iter().chain([result]) {
                types.push(match self.annotation(e) {
                    Ok(ty) => ty,
                    Err(why) => {
                        let text = self.source.slice(e.span);
                        self.say_always(
                            Diagnostic::error(codes::TYPE_MISMATCH, e.span, format!("`{text}` {why}"))
                                .with_hint("use `i64`, `f64`, `bool` and the like"),
                        );
                        Ty::Unknown
                    }
                });
            }
            let result = types.pop().unwrap_or(Ty::Unknown);
            (types, Box::new(result))
        });
        match given {
            Some(Ty::Func(func)) => {
                let mut func = (*func).clone();
                func.declared = declared.or(func.declared);
                Ty::Func(func.into())
            }
            Some(Ty::Unknown) | None => Ty::Unknown,
            Some(other) => {
                self.say_always(
                    Diagnostic::error(
                        codes::TYPE_MISMATCH,
                        note.span,
                        format!("a function is wanted here, this version is given {other}"),
                    )
                    .with_hint("pass a `@nogil` function or a lambda"),
                );
                Ty::Unknown
            }
        }
    }
}

impl Body<'_, '_> {
    /// A native function of some home as a value.
    pub(crate) fn function_value(&mut self, home: u32, func: FuncId) -> Value {
        Value::Func(self.ck.plain_function(home, func).into(), Vec::new())
    }

    /// A function of this module's top level as a value.
    pub(crate) fn global_function(&mut self, id: FuncId, at: Span) -> Value {
        let function = self.ck.module.function(id);
        if function.region.is_none() {
            return self.not_marked(id, at);
        }
        if !function.decorators.is_empty() {
            let name = function.name.clone();
            return self.not_native(&name, at, "another decorator replaces it", Some(function.name_span));
        }
        self.function_value(self.ck.home, id)
    }

    /// A lambda or nested function where it is made. `direct`: it is an argument of a call, and gone after it.
    pub(crate) fn closure(&mut self, func: FuncId, at: Span, direct: bool) -> Value {
        let module = self.ck.module;
        let function = module.function(func);
        if function.is_generator || function.is_async {
            let word = if function.is_async { "async" } else { "yield" };
            return self.advise(
                codes::YIELD_IN_REGION,
                at,
                format!("`{word}` in a region"),
                "move it out: a region runs to its end without the lock",
            );
        }
        if let Some(decorator) = function.decorators.first() {
            return self.unsupported(
                decorator.span,
                "a decorator of a function in native code",
                "leave it out",
            );
        }
        // What the function itself does to the variables around.
        let mut ok = true;
        let mut assigned: Vec<(String, Span)> = Vec::new();
        visit::block(module, &function.body, &mut |u| {
            if let Use::Write(Var::Free(id), span) = u
                && let Some(free) = function.free.get(id.0 as usize)
            {
                assigned.push((free.name.to_string(), span));
            }
        });
        for (name, span) in assigned {
            let what = format!("assigning `{name}`, a variable of the code around,");
            self.unsupported(span, &what, "return the value instead");
            ok = false;
        }
        let mut captured = Vec::new();
        let mut types = Vec::new();
        for free in &function.free {
            let var = match free.source {
                FreeSource::Local(id) => Var::Cell(id),
                FreeSource::Free(id) => Var::Free(id),
            };
            if let Some(later) = self.assigned_later(&var, function, direct) {
                let d = Diagnostic::error(
                    codes::NOT_IN_NATIVE,
                    at,
                    format!(
                        "a function that captures `{}`, which is assigned later, is not supported in native code",
                        free.name
                    ),
                )
                .with_label(later, format!("`{}` is assigned here", free.name))
                .with_hint(format!("pass `{}` as an argument", free.name));
                self.say(d);
                ok = false;
                continue;
            }
            let value = self.read(&var, at);
            if let (Value::Atomic(_), false) = (&value, direct) {
                let what = format!("capturing the `Atomic` `{}` in a function with a name", free.name);
                self.unsupported(at, &what, "pass it as an argument");
                ok = false;
                continue;
            }
            match self.type_of(&value) {
                Ty::Unknown => ok = false,
                ty => types.push(ty),
            }
            captured.push(match value {
                Value::Lit(lit) => match self.scalar(Value::Lit(lit), at) {
                    Some(e) => Value::Scalar(e),
                    None => Value::Unknown,
                },
                other => other,
            });
        }
        if !ok {
            return Value::Unknown;
        }
        let name = match function.kind {
            FunctionKind::Lambda => "<lambda>".into(),
            _ => function.name.clone(),
        };
        let ty = FuncTy { home: self.ck.home, func, name, captures: types, declared: None };
        Value::Func(ty.into(), captured)
    }

    /// Where a captured variable is assigned after the function is made.
    fn assigned_later(&self, var: &Var, function: &hir::Function, direct: bool) -> Option<Span> {
        let module = self.ck.module;
        let around = module.functions.get(self.ck.current.0 as usize)?;
        let named = match var {
            Var::Cell(id) | Var::Local(id) => around.locals.get(id.0 as usize)?.walrus,
            _ => false,
        };
        if direct && !named {
            return None;
        }
        let mut later = None;
        visit::block(module, &around.body, &mut |u| {
            if let Use::Write(written, span) = u
                && written == var
                && span.start >= function.def_span.start
            {
                later.get_or_insert(span);
            }
        });
        // A loop target is written at each turn, but a named function in the loop is made anew at each turn too.
        later
    }

    /// A call of a function that is a value.
    pub(crate) fn call_value(
        &mut self,
        func: &FuncTy,
        captured: Vec<Value>,
        call: &hir::Call,
        span: Span,
    ) -> Value {
        let declared = func.declared.clone();
        if let Some((params, _)) = &declared
            && (params.len() != call.args.len() || !call.keywords.is_empty())
        {
            return self.error(
                codes::TYPE_MISMATCH,
                span,
                format!("this function is declared with {} parameters", params.len()),
            );
        }
        // Captured values are those from before the arguments are evaluated; they cannot change in between.
        let target = Target {
            home: func.home,
            func: func.func,
            captures: func.captures.clone(),
            policies: self.inherited(func),
        };
        let types = declared.as_ref().map(|(params, _)| params.clone());
        let value = self.call_target(&target, captured, call, types.as_deref(), span);
        match (declared, value) {
            (_, Value::Unknown) => Value::Unknown,
            (Some((_, result)), value) => match (&*result, value) {
                (Ty::Scalar(s), value) => match self.coerce(value, *s, span) {
                    Some(e) => Value::Scalar(e),
                    None => Value::Unknown,
                },
                (_, value) => value,
            },
            (None, value) => value,
        }
    }

    /// The policies that a lambda or nested function takes from here.
    fn inherited(&self, func: &FuncTy) -> Option<crate::tir::Policies> {
        let home = self.ck.homes.get(func.home as usize)?;
        let function = home.module.functions.get(func.func.0 as usize)?;
        function.region.is_none().then_some(self.policies)
    }

    /// A value as native arguments of exactly its type.
    pub(crate) fn pass_captured(&mut self, value: &Value, out: &mut Vec<Arg>) {
        match value {
            Value::Scalar(e) => out.push(Arg::Scalar(e.clone())),
            Value::View(l) | Value::Atomic(l) => out.push(Arg::View(*l)),
            Value::Tuple(items) | Value::Func(_, items) | Value::Struct(_, items) => {
                for item in items {
                    self.pass_captured(item, out);
                }
            }
            Value::Lit(_) | Value::None | Value::Unknown => {}
        }
    }
}
