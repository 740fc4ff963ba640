//! Native functions: their signatures, inference of results, and building them.
//!
//! A function is built once for a group and each combination of types of its open parameters ([`super::generic`]). Its result type is declared or found out by lowering the body once without keeping
//! anything; only a function that (through others) calls itself must declare it.

use ungil_grammar::codes;
use ungil_grammar::{Diagnostic, Span};

use super::body::{Body, Returns};
use super::{Built, Checker, EntryType, generic};
use crate::hir::{Const, Expr, ExprKind, FuncId, Function, Keyword, Module, RegionId, UnaryOp, Var};
use crate::tir::{self, Bounds, Division, Overflow, Policies, Type};
use crate::types::{Ty, annotation_at, is_callable};

/// The deepest chain of calls through which results are inferred.
const MAX_INFERENCE: u32 = 40;

/// A native function as its callers see it.
#[derive(Clone, Debug)]
pub(crate) struct Native {
    /// The place in the group.
    pub index: u32,
    /// Which it is, with the types of its parameters.
    pub key: Key,
    /// The result; `None` while it is being found out.
    pub result: Option<Ty>,
}

/// Which version of which function.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// The home of the function.
    pub home: u32,
    /// The function.
    pub func: FuncId,
    /// The types of its parameters.
    pub types: Vec<Ty>,
    /// The types of the variables that it captures; their values come before the parameters.
    pub captures: Vec<Ty>,
    /// The policies of the code around, for a lambda or nested function.
    pub policies: Option<Policies>,
}

/// What is called.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub home: u32,
    pub func: FuncId,
    pub captures: Vec<Ty>,
    pub policies: Option<Policies>,
}

impl Target {
    /// A native function of the module's top level.
    pub(crate) fn plain(home: u32, func: FuncId) -> Target {
        Target { home, func, captures: Vec::new(), policies: None }
    }
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

    /// What is wrong with the shape of a function, whatever its types.
    fn function_shape(&mut self, function: &'a Function) {
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
    }

    /// The types of the parameters; those that are open have the types given.
    fn signature(&mut self, function: &'a Function, given: &[Option<Ty>]) -> Vec<Ty> {
        let module = self.module;
        let mut types = Vec::new();
        for (i, param) in function.params.all.iter().enumerate() {
            if Some(i as u32) == function.params.varargs || Some(i as u32) == function.params.kwargs {
                types.push(Ty::Unknown);
                continue;
            }
            let given = given.get(i).cloned().flatten();
            let Some(note) = &param.annotation else {
                types.push(match given {
                    // A variable that is assigned again promises nothing about the layout.
                    Some(Ty::View(mut view)) => {
                        view.contiguous &= generic::writes_of(module, function, param) == 0;
                        Ty::View(view)
                    }
                    Some(ty) => ty.widened(),
                    None => Ty::Unknown,
                });
                continue;
            };
            if is_callable(note) {
                types.push(self.callable(note, given));
                continue;
            }
            let ty = match self.annotation(note) {
                Ok(Ty::None) => {
                    self.say_always(
                        Diagnostic::error(
                            codes::NOT_IN_NATIVE,
                            note.span,
                            "a parameter that is None is not supported in native code",
                        )
                        .with_hint("leave it out"),
                    );
                    Ty::Unknown
                }
                Ok(ty) => ty,
                Err(why) => {
                    let text = self.source.slice(note.span);
                    self.say_always(
                        Diagnostic::error(codes::TYPE_MISMATCH, note.span, format!("`{text}` {why}"))
                            .with_hint("use `i64`, `f64`, `bool`, `View[f64]` and the like"),
                    );
                    Ty::Unknown
                }
            };
            types.push(ty);
        }
        types
    }

    /// The type that an annotation means.
    pub(crate) fn annotation(&mut self, note: &Expr) -> Result<Ty, String> {
        annotation_at(self.module, self.home, note, 0)
    }

    /// The native version of a function for these arguments, building it if it is new. `at` is where it is called, in
    /// the current home.
    pub(crate) fn native(&mut self, target: &Target, given: &[Option<Ty>], at: Span) -> Option<Native> {
        let around = self.enter(target.home);
        let found = self.native_here(target, given, around, at);
        self.enter(around);
        found
    }

    fn native_here(
        &mut self,
        target: &Target,
        given: &[Option<Ty>],
        around: u32,
        at: Span,
    ) -> Option<Native> {
        let module = self.module;
        let function = module.functions.get(target.func.0 as usize)?;
        let key = Key {
            home: target.home,
            func: target.func,
            types: self.signature(function, given),
            captures: target.captures.clone(),
            policies: target.policies,
        };
        let here = self.home;
        if let Some(native) = self.natives.get(&key) {
            if native.result.is_none() {
                let mut d = Diagnostic::error(
                    codes::TYPE_MISMATCH,
                    at,
                    format!("`{}` calls itself, so it needs a declared result type", function.name),
                );
                if here == around {
                    d = d.with_label(function.name_span, "this function");
                    if let Some(colon) = self.header_end(function) {
                        d = d.with_fix(Span::at(colon), " -> i64");
                    }
                }
                d = d.with_hint("add `-> i64`, or whatever it returns");
                self.enter(around);
                self.say_always(d);
                return None;
            }
            return Some(native.clone());
        }
        let open = !target.captures.is_empty() || function.params.all.iter().any(generic::is_open);
        if open {
            let count = self.versions.entry((target.home, target.func)).or_default();
            *count += 1;
            if *count > generic::MAX_VERSIONS {
                let d = Diagnostic::error(
                    codes::NOT_IN_NATIVE,
                    at,
                    format!(
                        "`{}` would have more than {} versions; that many combinations of argument types are not supported in native code",
                        function.name,
                        generic::MAX_VERSIONS
                    ),
                )
                .with_hint("annotate its parameters");
                self.enter(around);
                self.say_always(d);
                return None;
            }
        }
        self.function_shape(function);
        let index = self.functions.len() as u32;
        self.functions.push(None);
        let declared = match &function.returns {
            None => None,
            Some(note) => Some(match self.annotation(note) {
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
        self.natives.insert(key.clone(), Native { index, key: key.clone(), result: declared.clone() });
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
                let (_, found) = self.lower_function(&key, Returns::Infer);
                self.muted -= 1;
                self.inferring -= 1;
                self.join_returns(&found)
            };
            if let Some(native) = self.natives.get_mut(&key) {
                native.result = Some(returned_type(result));
            }
        }
        self.pending.push(key.clone());
        self.natives.get(&key).cloned()
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
        while let Some(key) = self.pending.pop() {
            let Some(native) = self.natives.get(&key).cloned() else { continue };
            let result = native.result.unwrap_or(Ty::Unknown);
            let (built, _) = self.lower_function(&key, Returns::Known(result));
            if let Some(slot) = self.functions.get_mut(native.index as usize) {
                *slot = built;
            }
        }
    }

    /// Lower a function's body.
    fn lower_function(&mut self, key: &Key, returns: Returns) -> (Option<Built>, Vec<(Ty, bool, Span)>) {
        let home = self.enter(key.home);
        let mark = self.diags.len();
        let module = self.module;
        let function = module.function(key.func);
        let policies = match (function.region, key.policies) {
            (Some(region), _) => self.policies(&module.region(region).options, true),
            (None, around) => around.unwrap_or_default(),
        };
        let early_unknown = std::mem::take(&mut self.unknown);
        let around = std::mem::replace(&mut self.current, key.func);
        let mut body = Body::new(self, &function.body);
        body.policies = policies;
        body.returns = returns.clone();
        let mut tir_params = Vec::new();
        for (i, (free, ty)) in function.free.iter().zip(&key.captures).enumerate() {
            let index = body.var(&Var::Free(crate::hir::FreeId(i as u32)));
            body.now.add(index);
            body.vars[index].name = free.name.clone();
            if ty.is_unknown() {
                body.vars[index].unknown = true;
                body.ck.unknown = true;
                continue;
            }
            let slot = body.declare(index, ty.clone(), true, function.name_span);
            tir_params.extend(slot.leaves);
        }
        for (param, ty) in function.params.all.iter().zip(&key.types) {
            let local = function.local(param.local);
            let var = if local.cell { Var::Cell(param.local) } else { Var::Local(param.local) };
            let index = body.var(&var);
            body.now.add(index);
            if ty.is_unknown() {
                body.vars[index].unknown = true;
                body.ck.unknown = true;
                continue;
            }
            let span = Span::new(param.span.start, param.span.start + param.name.len() as u32);
            let slot = body.declare(index, ty.clone(), param.annotation.is_some(), span);
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
        if function.params.all.iter().any(generic::is_open) {
            let types: Vec<String> = key.types.iter().map(Ty::to_string).collect();
            let text = format!("in the version for ({})", types.join(", "));
            self.diags.label(mark, key.home, function.name_span, &text);
        }
        self.enter(home);
        (
            Some(Built {
                function: built,
                home: key.home,
                span: function.name_span,
                returned_views,
                out_views: Vec::new(),
                unknown,
            }),
            returned,
        )
    }

    /// The region of a function, for the entry of an instance.
    pub(crate) fn function_region(
        &mut self,
        region: RegionId,
        id: FuncId,
        entry: &[EntryType],
    ) -> Option<Native> {
        let span = self.module.region(region).head;
        let given = self.given_types(region, id, entry);
        let native = self.native(&Target::plain(0, id), &given, span);
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
        Ty::Func(func) => func.captures.iter().for_each(|t| leaves(t, out)),
        Ty::Struct(of) => of.fields.iter().for_each(|(_, t)| leaves(t, out)),
        Ty::None | Ty::Unknown => {}
    }
}
