//! `with nogil:` blocks: captured variables in, assigned variables out.

use ungil_grammar::codes;
use ungil_grammar::{Diagnostic, Span};

use super::body::{BlockExit, Body, Returns};
use super::flow;
use super::visit::{self, Use};
use super::{Built, Checker, EntryType, Input, OutValue, OutVar, Param, ParamSource, ResultType, Shape};
use crate::hir::{self, FunctionKind, Region, Stmt as HirStmt, StmtKind, TargetKind, Var};
use crate::tir::{self, Arg, Expr, LocalId, Out, Scalar, Stmt, Type};
use crate::types::{Ty, annotation};

/// What is known of a captured variable at entry.
#[derive(Clone, Debug)]
pub(crate) enum Known {
    /// The runtime said.
    Type(EntryType),
    /// Nothing before the program runs.
    Nothing,
}

/// A lowered block.
pub(crate) struct BlockParts {
    pub built: Built,
    pub params: Vec<Param>,
    pub inputs: Vec<Input>,
    pub outs: Vec<OutVar>,
    pub result: ResultType,
    pub exit_code: bool,
}

impl<'a> Checker<'a> {
    /// Lower a block whose captured variables are as `known` says.
    pub(crate) fn block_region(&mut self, region: &'a Region, known: &[Known]) -> Option<BlockParts> {
        let module = self.module;
        let block = visit::region_block(module, region.id)?;
        let coded = region.exits.returns || region.exits.breaks || region.exits.continues;
        let returns = if region.exits.returns {
            self.muted += 1;
            let (_, found) = self.lower_block(region, block, known, coded, Returns::Infer);
            self.muted -= 1;
            Returns::Known(self.join_returns(&found))
        } else {
            Returns::Known(Ty::None)
        };
        Some(self.lower_block(region, block, known, coded, returns).0)
    }

    fn lower_block(
        &mut self,
        region: &'a Region,
        block: &'a [HirStmt],
        known: &[Known],
        coded: bool,
        returns: Returns,
    ) -> (BlockParts, Vec<(Ty, bool, Span)>) {
        let module = self.module;
        let once = flow::once(module, None, block);
        let elsewhere = self.used_elsewhere(region);
        let policies = self.policies(&region.options, false);
        let annotated = self.annotated_scalars(region);
        let early_unknown = std::mem::take(&mut self.unknown);
        let mut body = Body::new(self, block);
        body.policies = policies;
        body.returns = returns.clone();
        body.block = Some(BlockExit { coded });
        let mut params = Vec::new();
        let mut inputs = Vec::new();
        let mut tir_params: Vec<LocalId> = Vec::new();
        // The variables that go out: whether the code around may use them.
        let mut going: Vec<(usize, u32, bool)> = Vec::new();
        for (i, capture) in region.captures.iter().enumerate() {
            let index = body.var(&capture.var);
            body.vars[index].name = capture.name.clone();
            body.vars[index].capture = Some(i as u32);
            if capture.written {
                body.assigned.insert(capture.var.clone());
            }
            let carried = !capture.written || once.carried.contains_key(&capture.var);
            let mut bound = false;
            if carried {
                let ty = match &known.get(i) {
                    Some(Known::Type(entry)) => match entry {
                        EntryType::Unbound => None,
                        EntryType::Bool => Some(Ty::Scalar(Scalar::Bool)),
                        EntryType::Int => Some(Ty::Scalar(Scalar::I64)),
                        EntryType::Float => Some(Ty::Scalar(Scalar::F64)),
                        EntryType::View(v) => {
                            let mut v = *v;
                            v.contiguous &= !capture.written;
                            Some(Ty::View(v))
                        }
                        EntryType::Tuple(items) => entry_tuple(items),
                        EntryType::Function { program, region } => {
                            let region = hir::RegionId(*region);
                            let home = body.ck.constants.home(*program);
                            match home.and_then(|home| Some((home, body.ck.function_of(home, region)?))) {
                                Some((home, func)) => {
                                    Some(Ty::Func(body.ck.plain_function(home, func).into()))
                                }
                                None => {
                                    body.vars[index].object = Some("function".into());
                                    None
                                }
                            }
                        }
                        EntryType::Object(name)
                            if let Some(class) = super::structs::named(module, name)
                                && let Ok(ty) = super::structs::struct_type(module, 0, class, 0) =>
                        {
                            Some(ty)
                        }
                        EntryType::Object(name) => {
                            body.vars[index].object = Some(name.clone());
                            None
                        }
                    },
                    Some(Known::Nothing) | None => {
                        body.vars[index].unknown = true;
                        body.now.add(index);
                        body.ck.unknown = true;
                        None
                    }
                };
                if let Some(mut ty) = ty {
                    let mut declared = false;
                    if let (Ty::Scalar(have), Some(&want)) = (&ty, annotated.get(&capture.var))
                        && super::body::fits(*have, want)
                    {
                        declared = true;
                        ty = Ty::Scalar(want);
                    }
                    let slot = body.declare(index, ty, declared, capture.span);
                    body.now.add(index);
                    bound = true;
                    let source = ParamSource::Capture(i as u32);
                    for &local in &slot.leaves {
                        tir_params.push(local);
                        let (name, ty) = (capture.name.clone(), body.ty(local));
                        params.push(Param { name, ty, writes: false, source });
                    }
                    let shape = shape_of(&slot.ty);
                    inputs.push(Input { name: capture.name.clone(), source, shape });
                }
            }
            let used = elsewhere.contains(&capture.var) || once.carried.contains_key(&capture.var);
            if capture.written && (used || matches!(capture.var, Var::Global(_))) {
                going.push((index, i as u32, used));
                body.outs.insert(index);
                if !bound {
                    let flag = body.temp(Scalar::Bool);
                    body.set(flag, Expr::bool(false));
                    body.vars[index].bound = Some(flag);
                }
            }
            if used {
                body.needed.insert(index);
            }
        }
        body.stmts(block);
        if coded && !body.now.is_dead() && returns != Returns::Infer {
            let mut args = vec![Arg::Scalar(Expr::i64(super::Exit::End as i64))];
            args.extend(body.no_values());
            body.push(Stmt::Return(args));
        }
        let mut results = Vec::new();
        let result = match &returns {
            Returns::Known(ty) => {
                super::native::leaves(ty, &mut results);
                result_type(ty)
            }
            Returns::Infer => ResultType::None,
        };
        if coded {
            results.insert(0, Type::Scalar(Scalar::I64));
        }
        let mut outs = Vec::new();
        let mut tir_outs = Vec::new();
        let mut out_views = Vec::new();
        for (index, capture, used) in going {
            let Some(slot) = body.vars[index].slot.clone() else { continue };
            let (bound, var) = (body.vars[index].bound, body.vars[index].var.clone());
            if let Ty::Func(_) = slot.ty {
                if used {
                    let capture = &region.captures[capture as usize];
                    body.unsupported(
                        capture.span,
                        &format!("using the function `{}` after the block", capture.name),
                        "define it before the block with `@nogil`",
                    );
                }
                continue;
            }
            if let Ty::View(_) = slot.ty {
                if !used {
                    continue;
                }
                let capture = &region.captures[capture as usize];
                out_views.push((slot.leaves[0], capture.span, capture.name.clone()));
            }
            let arrays = slot.leaves.iter().any(|&l| matches!(body.ty(l), Type::View(_)));
            if arrays && slot.leaves.len() > 1 {
                if used {
                    let capture = &region.captures[capture as usize];
                    body.ck.lost_view(capture.span, &capture.name);
                }
                continue;
            }
            for &leaf in &slot.leaves {
                tir_outs.push(Out { local: leaf, bound });
            }
            outs.push(OutVar {
                capture,
                var,
                name: body.vars[index].name.clone(),
                value: out_value(&slot.ty),
            });
        }
        let returned = std::mem::take(&mut body.returned);
        let returned_views = std::mem::take(&mut body.returned_views);
        let locals = std::mem::take(&mut body.locals);
        let lowered = body.close();
        let unknown = std::mem::replace(&mut self.unknown, early_unknown);
        let function = module.function(region.func);
        let pos = self.pos(region.head);
        let writes = vec![false; tir_params.len()];
        let name = match function.kind {
            FunctionKind::Module => "<module>".into(),
            _ => (&*function.qualname).into(),
        };
        let built = tir::Function {
            name,
            file: self.source.name().into(),
            pos,
            locals,
            params: tir_params,
            results,
            outs: tir_outs,
            body: lowered,
            writes,
        };
        let built =
            Built { function: built, home: self.home, span: region.head, returned_views, out_views, unknown };
        (BlockParts { built, params, inputs, outs, result, exit_code: coded }, returned)
    }

    /// The variables that code outside of the region uses.
    fn used_elsewhere(&self, region: &Region) -> rustc_hash::FxHashSet<Var> {
        let module = self.module;
        let mut used = rustc_hash::FxHashSet::default();
        for function in &module.functions {
            let same = function.id == region.func;
            outside(module, &function.body, region.id, &mut |u| {
                let (Use::Read(var, _) | Use::Write(var, _)) = u;
                if let Use::Read(..) = u
                    && (same || matches!(var, Var::Global(_)))
                {
                    used.insert(var.clone());
                }
            });
        }
        // Variables that other functions share.
        for capture in &region.captures {
            if !matches!(capture.var, Var::Local(_) | Var::Global(_)) {
                used.insert(capture.var.clone());
            }
        }
        used
    }

    /// The scalar types that annotations around a block give its variables.
    fn annotated_scalars(&self, region: &Region) -> rustc_hash::FxHashMap<Var, Scalar> {
        let module = self.module;
        let function = module.function(region.func);
        let mut types = rustc_hash::FxHashMap::default();
        for param in &function.params.all {
            if let Some(note) = &param.annotation
                && let Ok(Ty::Scalar(s)) = annotation(module, note)
            {
                let cell = function.local(param.local).cell;
                types.insert(if cell { Var::Cell(param.local) } else { Var::Local(param.local) }, s);
            }
        }
        notes(module, &function.body, &mut |var, note| {
            if let Ok(Ty::Scalar(s)) = annotation(module, note) {
                types.insert(var.clone(), s);
            }
        });
        types
    }

    /// What is certain of a block's captured variables before the program runs: the annotated parameters of the function
    /// around that nothing assigns.
    pub(crate) fn early_types(&self, region: &Region) -> Vec<Known> {
        let module = self.module;
        let function = module.function(region.func);
        let mut written = rustc_hash::FxHashSet::default();
        outside(module, &function.body, region.id, &mut |u| {
            if let Use::Write(var, _) = u {
                written.insert(var.clone());
            }
        });
        region
            .captures
            .iter()
            .map(|capture| {
                let Var::Local(id) = &capture.var else { return Known::Nothing };
                if written.contains(&capture.var) {
                    return Known::Nothing;
                }
                let Some(param) = function.params.all.iter().find(|p| p.local == *id) else {
                    return Known::Nothing;
                };
                match param.annotation.as_ref().map(|note| annotation(module, note)) {
                    Some(Ok(Ty::Scalar(s))) => Known::Type(match s {
                        Scalar::Bool => EntryType::Bool,
                        s if s.is_float() => EntryType::Float,
                        _ => EntryType::Int,
                    }),
                    Some(Ok(Ty::View(v))) => Known::Type(EntryType::View(v)),
                    _ => Known::Nothing,
                }
            })
            .collect()
    }

    /// Say that an array variable of a block cannot be given back.
    pub(crate) fn lost_view(&mut self, span: Span, name: &str) {
        self.say(
            Diagnostic::error(
                codes::NOT_IN_NATIVE,
                span,
                format!("`{name}` is a part of an array, which a block cannot give to the code around"),
            )
            .with_hint(format!("make a copy: `{name} = ....copy()`, or take the part after the block")),
        );
    }
}

/// Every use of a variable outside of one region.
fn outside<'h>(
    module: &'h hir::Module,
    block: &'h [HirStmt],
    region: hir::RegionId,
    f: &mut dyn FnMut(Use<'h>),
) {
    for stmt in block {
        match &stmt.kind {
            StmtKind::Region(id) if *id == region => {}
            StmtKind::AugAssign { .. }
            | StmtKind::FunctionDef { .. }
            | StmtKind::ClassDef { .. }
            | StmtKind::Import(_)
            | StmtKind::ImportFrom { .. } => visit::one(module, stmt, f),
            _ => {
                visit::direct(stmt, &mut |part| match part {
                    visit::Part::Expr(e) => visit::expr(e, f),
                    visit::Part::Target(t) => visit::target(t, f),
                    visit::Part::Var(var) => f(Use::Write(var, stmt.span)),
                });
                visit::inner_blocks(module, stmt, &mut |b| outside(module, b, region, f));
            }
        }
    }
}

fn notes<'h>(module: &'h hir::Module, block: &'h [HirStmt], f: &mut dyn FnMut(&'h Var, &'h hir::Expr)) {
    for stmt in block {
        if let StmtKind::AnnAssign { target, annotation, .. } = &stmt.kind
            && let TargetKind::Var(var) = &target.kind
        {
            f(var, annotation);
        }
        visit::inner_blocks(module, stmt, &mut |b| notes(module, b, f));
    }
}

/// The type of a tuple at entry, if it holds scalars only.
fn entry_tuple(items: &[EntryType]) -> Option<Ty> {
    let item = |item: &EntryType| match item {
        EntryType::Bool => Some(Ty::Scalar(Scalar::Bool)),
        EntryType::Int => Some(Ty::Scalar(Scalar::I64)),
        EntryType::Float => Some(Ty::Scalar(Scalar::F64)),
        EntryType::Tuple(items) => entry_tuple(items),
        _ => None,
    };
    items.iter().map(item).collect::<Option<Vec<Ty>>>().map(Ty::Tuple)
}

/// The parts of a captured value.
fn shape_of(ty: &Ty) -> Shape {
    match ty {
        Ty::Tuple(items) => Shape::Tuple(items.iter().map(shape_of).collect()),
        Ty::Struct(of) => Shape::Struct(
            of.name.clone(),
            of.fields.iter().map(|(name, ty)| (name.clone(), shape_of(ty))).collect(),
        ),
        Ty::Func(_) => Shape::Function,
        _ => Shape::Leaf,
    }
}

pub(crate) fn out_value(ty: &Ty) -> OutValue {
    match ty {
        Ty::Scalar(s) => OutValue::Scalar(*s),
        Ty::View(v) => OutValue::View(*v),
        Ty::Tuple(items) => OutValue::Tuple(items.iter().map(out_value).collect()),
        Ty::Struct(of) => OutValue::Struct(
            of.name.clone(),
            of.fields.iter().map(|(name, ty)| (name.clone(), out_value(ty))).collect(),
        ),
        Ty::Func(_) | Ty::None | Ty::Unknown => OutValue::Tuple([].into()),
    }
}

/// The border's name for a result.
pub(crate) fn result_type(ty: &Ty) -> ResultType {
    match ty {
        Ty::Scalar(s) => ResultType::Scalar(*s),
        Ty::View(v) => ResultType::Array(*v),
        Ty::Tuple(items) => ResultType::Tuple(items.iter().map(result_type).collect()),
        Ty::Struct(of) => ResultType::Struct(
            of.name.clone(),
            of.fields.iter().map(|(name, ty)| (name.clone(), result_type(ty))).collect(),
        ),
        Ty::Func(_) | Ty::None | Ty::Unknown => ResultType::None,
    }
}
