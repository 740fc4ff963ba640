//! Native functions: their signatures, inference of results, and building them.
//!
//! A function is built once for a group. Its result type is declared or found out by lowering the body once without keeping
//! anything; only a function that (through others) calls itself must declare it.

use ungil_grammar::codes;
use ungil_grammar::{Diagnostic, Span};

use super::body::{Body, Returns};
use super::{Built, Checker};
use crate::hir::{Const, Expr, ExprKind, FuncId, Function, Keyword, Module, RegionId, UnaryOp, Var};
use crate::tir::{self, Bounds, Division, Overflow, Policies, Type};
use crate::types::{Ty, annotation, is_callable};

/// The deepest chain of calls through which results are inferred.
const MAX_INFERENCE: u32 = 40;

/// A native function as its callers see it.
#[derive(Clone, Debug)]
pub(crate) struct Native {
    /// The place in the group.
    pub index: u32,
    /// Parameter types.
    pub params: Vec<Ty>,
    /// The result; `None` while it is being found out.
    pub result: Option<Ty>,
}

/// The value of an expression that is a literal or names one.
pub(crate) fn constant_of(module: &Module, e: &Expr) -> Option<Const> {
    match &e.kind {
        ExprKind::Const(c) => Some(c.clone()),
        ExprKind::Var(var) => match &module.constant_global(var.global_name()?)?.binding {
            crate::hir::Binding::Literal(c) => Some(c.clone()),
            _ => None,
        },
        ExprKind::Unary { op: UnaryOp::Neg, operand } => match constant_of(module, operand)? {
            Const::Int(i) => Some(Const::Int(i.checked_neg()?)),
            Const::Float(f) => Some(Const::Float(-f)),
            _ => None,
        },
        _ => None,
    }
}

impl<'a> Checker<'a> {
    /// The policies that a region's options ask for.
    pub(crate) fn policies(&mut self, options: &[Keyword], function: bool) -> Policies {
        let mut policies = Policies::default();
        for option in options {
            let text = match &option.value.kind {
                ExprKind::Const(Const::Str(text)) => Some(&**text),
                _ => None,
            };
            let wanted = match (option.name.as_deref(), text) {
                (Some("overflow"), Some("raise")) => continue,
                (Some("overflow"), Some("wrap")) => {
                    policies.overflow = Overflow::Wrap;
                    continue;
                }
                (Some("overflow"), Some("saturate")) => {
                    policies.overflow = Overflow::Saturate;
                    continue;
                }
                (Some("overflow"), _) => "\"raise\", \"wrap\" or \"saturate\"",
                (Some("bounds"), Some("check")) => continue,
                (Some("bounds"), Some("unchecked")) => {
                    policies.bounds = Bounds::Unchecked;
                    continue;
                }
                (Some("bounds"), _) => "\"check\" or \"unchecked\"",
                (Some("division"), Some("raise")) => continue,
                (Some("division"), Some("ieee")) => {
                    policies.division = Division::Ieee;
                    continue;
                }
                (Some("division"), _) => "\"raise\" or \"ieee\"",
                (Some("release"), Some("auto")) if function => continue,
                (Some("release"), None)
                    if function && matches!(option.value.kind, ExprKind::Const(Const::Bool(true))) =>
                {
                    continue;
                }
                (Some("release"), _) if function => "\"auto\" or True",
                (Some("deadline"), _) if !function => match option.value.kind {
                    ExprKind::Const(Const::Int(_) | Const::Float(_) | Const::None) => continue,
                    ExprKind::Const(_) => "a number of seconds",
                    _ => continue,
                },
                (name, _) => {
                    let name = name.unwrap_or("**");
                    let known = ["overflow", "bounds", "division", "release", "deadline"];
                    let mut d = Diagnostic::error(
                        codes::UNKNOWN_NAME,
                        option.span,
                        format!("`{name}` is no option of `nogil` here"),
                    );
                    if let Some(near) = super::diags::nearest(name, known) {
                        d = d.with_hint(format!("did you mean `{near}`?"));
                    }
                    self.say_always(d);
                    continue;
                }
            };
            let name = option.name.as_deref().unwrap_or_default();
            self.say_always(Diagnostic::error(
                codes::TYPE_MISMATCH,
                option.span,
                format!("`{name}=` is {wanted}"),
            ));
        }
        policies
    }

    /// The types of the parameters.
    fn signature(&mut self, function: &'a Function) -> Vec<Ty> {
        let module = self.module;
        if function.is_async {
            self.say_always(
                Diagnostic::error(codes::YIELD_IN_REGION, function.name_span, "an `async` native function")
                    .with_hint("leave `async` out"),
            );
        }
        for star in [function.params.varargs, function.params.kwargs].into_iter().flatten() {
            let span = function.params.all[star as usize].span;
            self.say_always(
                Diagnostic::error(
                    codes::NOT_IN_NATIVE,
                    span,
                    "`*` and `**` parameters are not supported in native code",
                )
                .with_hint("name every parameter"),
            );
        }
        let mut types = Vec::new();
        for (i, param) in function.params.all.iter().enumerate() {
            if Some(i as u32) == function.params.varargs || Some(i as u32) == function.params.kwargs {
                types.push(Ty::Unknown);
                continue;
            }
            let Some(note) = &param.annotation else {
                self.say_always(
                    Diagnostic::error(
                        codes::NOT_IN_NATIVE,
                        param.span,
                        format!(
                            "parameter `{}` has no type, and generic native functions are not supported yet",
                            param.name
                        ),
                    )
                    .with_hint(format!("add a type: `{}: i64`", param.name))
                    .with_fix(Span::at(param.span.end), ": i64"),
                );
                types.push(Ty::Unknown);
                continue;
            };
            let ty = match annotation(module, note) {
                Ok(ty @ (Ty::Scalar(_) | Ty::View(_))) => ty,
                Ok(ty) => {
                    self.say_always(
                        Diagnostic::error(
                            codes::NOT_IN_NATIVE,
                            note.span,
                            format!("a parameter of type {ty} is not supported in native code"),
                        )
                        .with_hint("pass its parts as parameters of their own"),
                    );
                    Ty::Unknown
                }
                Err(why) => {
                    let text = self.source.slice(note.span);
                    let (code, message) = if is_callable(note) {
                        (
                            codes::NOT_IN_NATIVE,
                            format!("`{text}`: function parameters are not supported in native code"),
                        )
                    } else {
                        (codes::TYPE_MISMATCH, format!("`{text}` {why}"))
                    };
                    self.say_always(
                        Diagnostic::error(code, note.span, message)
                            .with_hint("use `i64`, `f64`, `bool`, `View[f64]` and the like"),
                    );
                    Ty::Unknown
                }
            };
            types.push(ty);
        }
        types
    }

    /// The native function with this id, building it if it is new.
    pub(crate) fn native(&mut self, id: FuncId, at: Span) -> Option<Native> {
        if let Some(native) = self.natives.get(&id) {
            if native.result.is_none() {
                let function = self.module.function(id);
                let mut d = Diagnostic::error(
                    codes::TYPE_MISMATCH,
                    at,
                    format!("`{}` calls itself, so it needs a declared result type", function.name),
                )
                .with_label(function.name_span, "this function")
                .with_hint("add `-> i64`, or whatever it returns");
                if let Some(colon) = self.header_end(function) {
                    d = d.with_fix(Span::at(colon), " -> i64");
                }
                self.say_always(d);
                return None;
            }
            return Some(native.clone());
        }
        let module = self.module;
        let function = module.function(id);
        let params = self.signature(function);
        let index = self.functions.len() as u32;
        self.functions.push(None);
        let declared = match &function.returns {
            None => None,
            Some(note) => Some(match annotation(module, note) {
                Ok(ty) => returned_type(ty),
                Err(why) => {
                    let text = self.source.slice(note.span);
                    self.say_always(
                        Diagnostic::error(codes::TYPE_MISMATCH, note.span, format!("`{text}` {why}"))
                            .with_hint("use `i64`, `f64`, `bool`, `Array[f64]`, `tuple[f64, i64]` or `None`"),
                    );
                    Ty::Unknown
                }
            }),
        };
        self.natives.insert(id, Native { index, params, result: declared.clone() });
        if declared.is_none() {
            let result = if self.inferring >= MAX_INFERENCE {
                self.say_always(
                    Diagnostic::error(
                        codes::TYPE_MISMATCH,
                        function.name_span,
                        "the result type is inferred through too many calls",
                    )
                    .with_hint("add `-> i64`, or whatever it returns"),
                );
                Ty::Unknown
            } else {
                self.inferring += 1;
                self.muted += 1;
                let (_, found) = self.lower_function(id, Returns::Infer);
                self.muted -= 1;
                self.inferring -= 1;
                self.join_returns(&found)
            };
            if let Some(native) = self.natives.get_mut(&id) {
                native.result = Some(returned_type(result));
            }
        }
        self.pending.push(id);
        self.natives.get(&id).cloned()
    }

    /// The place before the colon of a function's header, if it can be found.
    fn header_end(&self, function: &Function) -> Option<u32> {
        let end = function
            .params
            .all
            .last()
            .map_or(function.name_span.end, |p| p.default.as_ref().map_or(p.span.end, |d| d.span.end));
        let rest = self.source.text().get(end as usize..)?;
        let close = rest.find(')')?;
        let between = rest.get(..close)?;
        between.chars().all(|c| c.is_whitespace() || c == ',' || c == '(').then_some(end + close as u32 + 1)
    }

    /// One type for all `return`s.
    pub(crate) fn join_returns(&mut self, found: &[(Ty, bool, Span)]) -> Ty {
        let mut joined: Option<(Ty, Span)> = None;
        for (ty, literal, span) in
            found.iter().filter(|(_, literal, _)| !literal).chain(found.iter().filter(|(_, l, _)| *l))
        {
            match &joined {
                None => joined = Some((ty.clone(), *span)),
                Some((first, _)) if first == ty || first.is_unknown() || ty.is_unknown() => {}
                Some((Ty::Scalar(a), _))
                    if *literal && matches!(ty, Ty::Scalar(b) if !b.is_float() || a.is_float()) =>
                {
                    // A literal takes the type of the others, and two literals that of the float.
                    if *a == tir::Scalar::Bool {
                        self.two_returns(&joined, ty, *span);
                    }
                }
                Some((Ty::Scalar(tir::Scalar::I64), _)) if *literal && found.iter().all(|(_, l, _)| *l) => {
                    joined = Some((ty.clone(), *span));
                }
                Some(_) => self.two_returns(&joined, ty, *span),
            }
        }
        joined.map_or(Ty::None, |(ty, _)| ty)
    }

    fn two_returns(&mut self, first: &Option<(Ty, Span)>, ty: &Ty, span: Span) {
        let Some((want, at)) = first else { return };
        self.say_always(
            Diagnostic::error(
                codes::TYPE_MISMATCH,
                span,
                format!("{ty} is returned here and {want} elsewhere"),
            )
            .with_label(*at, format!("{want} here"))
            .with_hint("convert one of them"),
        );
    }

    /// Build everything that was asked for.
    pub(crate) fn drain(&mut self) {
        while let Some(id) = self.pending.pop() {
            let Some(native) = self.natives.get(&id).cloned() else { continue };
            let result = native.result.unwrap_or(Ty::Unknown);
            let (built, _) = self.lower_function(id, Returns::Known(result));
            if let Some(slot) = self.functions.get_mut(native.index as usize) {
                *slot = built;
            }
        }
    }

    /// Lower a function's body.
    fn lower_function(&mut self, id: FuncId, returns: Returns) -> (Option<Built>, Vec<(Ty, bool, Span)>) {
        let module = self.module;
        let function = module.function(id);
        let params = self.natives.get(&id).map(|n| n.params.clone()).unwrap_or_default();
        let options: &[Keyword] = match function.region {
            Some(region) => &module.region(region).options,
            None => &[],
        };
        let policies = self.policies(options, true);
        let early_unknown = std::mem::take(&mut self.unknown);
        let around = std::mem::replace(&mut self.current, id);
        let mut body = Body::new(self, &function.body);
        body.policies = policies;
        body.returns = returns.clone();
        let mut tir_params = Vec::new();
        for (param, ty) in function.params.all.iter().zip(&params) {
            let local = function.local(param.local);
            let var = if local.cell { Var::Cell(param.local) } else { Var::Local(param.local) };
            let index = body.var(&var);
            body.now.add(index);
            if ty.is_unknown() {
                body.vars[index].unknown = true;
                continue;
            }
            let span = Span::new(param.span.start, param.span.start + param.name.len() as u32);
            let slot = body.declare(index, ty.clone(), true, span);
            tir_params.extend(slot.leaves);
        }
        body.stmts(&function.body);
        let open_end = !body.now.is_dead();
        let mut results = Vec::new();
        match &returns {
            Returns::Infer => {
                if open_end {
                    body.returned.push((Ty::None, false, function.name_span));
                }
            }
            Returns::Known(ty) => {
                leaves(ty, &mut results);
                if open_end && !function.is_generator && !matches!(ty, Ty::None | Ty::Unknown) {
                    body.advise(
                        codes::TYPE_MISMATCH,
                        function.name_span,
                        format!("`{}` returns {ty}, but may end without a `return`", function.name),
                        "end every path with `return`",
                    );
                }
            }
        }
        let returned = std::mem::take(&mut body.returned);
        let returned_views = std::mem::take(&mut body.returned_views);
        let locals = std::mem::take(&mut body.locals);
        let block = body.close();
        let unknown = std::mem::replace(&mut self.unknown, early_unknown);
        self.current = around;
        let pos = self.pos(function.name_span);
        let writes = vec![false; tir_params.len()];
        let built = tir::Function {
            name: (&*function.qualname).into(),
            file: self.source.name().into(),
            pos,
            locals,
            params: tir_params,
            results,
            outs: Vec::new(),
            body: block,
            writes,
        };
        (
            Some(Built {
                function: built,
                span: function.name_span,
                returned_views,
                out_views: Vec::new(),
                unknown,
            }),
            returned,
        )
    }

    /// The region of a function, for the entry of an instance.
    pub(crate) fn function_region(&mut self, region: RegionId, id: FuncId) -> Option<Native> {
        let span = self.module.region(region).head;
        let native = self.native(id, span);
        self.drain();
        native
    }
}

/// The type that a function with this annotation gives back: arrays are new and contiguous.
fn returned_type(ty: Ty) -> Ty {
    match ty {
        Ty::View(mut v) => {
            v.contiguous = true;
            v.writable = true;
            Ty::View(v)
        }
        Ty::Tuple(items) => Ty::Tuple(items.into_iter().map(returned_type).collect()),
        other => other,
    }
}

/// The scalars and views of a type, left to right.
pub(crate) fn leaves(ty: &Ty, out: &mut Vec<Type>) {
    match ty {
        Ty::Scalar(s) => out.push(Type::Scalar(*s)),
        Ty::View(v) => out.push(Type::View(*v)),
        Ty::Tuple(items) => items.iter().for_each(|t| leaves(t, out)),
        Ty::None | Ty::Unknown => {}
    }
}
