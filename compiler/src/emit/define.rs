//! Definitions: functions with their defaults and annotations, classes, decorators.

use super::Emitter;
use super::expr::is_star;
use crate::bytecode::Op;
use crate::hir::{Block, Const, Expr, FuncId, Function, Keyword, Name, Param, RegionKind, StmtKind, Var};

/// The flags of `MakeFunction`.
const DEFAULTS: u32 = 1;
const KEYWORD_DEFAULTS: u32 = 2;
const ANNOTATIONS: u32 = 4;

impl<'a> Emitter<'a> {
    /// Makes a function object.
    pub(super) fn function(&mut self, id: FuncId, dst: u32) {
        let module = self.module;
        let func = module.function(id);
        let child = self.child(id);
        let positional = func.params.positional as usize;
        let (ordinary, rest) = func.params.all.split_at(positional.min(func.params.all.len()));
        let defaults: Vec<&'a Expr> = ordinary.iter().filter_map(|p| p.default.as_ref()).collect();
        let kwonly = &rest[..(func.params.kwonly as usize).min(rest.len())];
        let keyword: Vec<(&'a Name, &'a Expr)> =
            kwonly.iter().filter_map(|p| Some((&p.name, p.default.as_ref()?))).collect();
        let annotated = func.returns.is_some() || func.params.all.iter().any(|p| p.annotation.is_some());
        if defaults.is_empty() && keyword.is_empty() && !annotated {
            return self.op(Op::MakeFunction, dst, child, 0, 0);
        }
        let base = if self.is_temp(dst) && dst + 1 == self.top {
            self.alloc_many(2);
            dst
        } else {
            self.alloc_many(3)
        };
        let mut flags = 0;
        if !defaults.is_empty() {
            flags |= DEFAULTS;
            self.default_tuple(&defaults, base);
        }
        if !keyword.is_empty() {
            flags |= KEYWORD_DEFAULTS;
            let mark = self.top;
            self.op(Op::BuildDict, base + 1, 0, 0, 0);
            for (name, value) in keyword {
                let key = self.alloc();
                self.load_const(&Const::Str(name.clone()), key);
                let value = self.expr(value);
                self.op(Op::DictSet, base + 1, key, value, 0);
                self.top = mark;
            }
        }
        if annotated {
            flags |= ANNOTATIONS;
            self.annotation_dict(func, base + 2);
        }
        self.op(Op::MakeFunction, base, child, flags, 0);
        self.mv(dst, base);
    }

    fn default_tuple(&mut self, defaults: &[&'a Expr], dst: u32) {
        let constants: Option<Vec<Const>> = defaults.iter().map(|e| super::expr::constant_value(e)).collect();
        if let Some(constants) = constants {
            return self.load_const(&Const::Tuple(constants.into()), dst);
        }
        let mark = self.top;
        if defaults.len() <= 32 {
            let first = self.top;
            for default in defaults {
                self.expr_temp(default);
            }
            self.op(Op::BuildTuple, dst, first, defaults.len() as u32, 0);
        } else {
            self.op(Op::BuildList, dst, 0, 0, 0);
            for default in defaults {
                let reg = self.expr(default);
                self.op(Op::ListAppend, dst, reg, 0, 0);
                self.top = mark;
            }
            self.op(Op::ListToTuple, dst, dst, 0, 0);
        }
        self.top = mark;
    }

    fn annotation_dict(&mut self, func: &'a Function, dst: u32) {
        let mark = self.top;
        self.op(Op::BuildDict, dst, 0, 0, 0);
        // CPython's order: ordinary, *args, keyword-only, **kwargs, return.
        let params = &func.params;
        let ordinary = params.positional as usize;
        let keyword = ordinary + params.kwonly as usize;
        let all = &params.all;
        let pick = |index: Option<u32>| index.and_then(|i| all.get(i as usize));
        let order = all[..ordinary.min(all.len())]
            .iter()
            .chain(pick(params.varargs))
            .chain(&all[ordinary.min(all.len())..keyword.min(all.len())])
            .chain(pick(params.kwargs));
        let named = order.filter_map(|p: &'a Param| Some((p.name.clone(), p.annotation.as_ref()?)));
        let returns = func.returns.iter().map(|e| (Name::from("return"), e));
        for (name, annotation) in named.chain(returns) {
            let key = self.alloc();
            self.load_const(&Const::Str(name), key);
            let value = self.alloc();
            self.annotation(annotation, value);
            self.op(Op::DictSet, dst, key, value, 0);
            self.top = mark;
        }
    }

    /// The value of an annotation: its text under `from __future__ import annotations`.
    pub(super) fn annotation(&mut self, e: &'a Expr, dst: u32) {
        if self.module.future_annotations {
            let text = self.unit.source.slice(e.span);
            self.load_const(&Const::Str(text.into()), dst);
        } else if let crate::hir::ExprKind::Starred(inner) = &e.kind {
            // `*args: *Ts`: the one item of the iterable.
            let reg = self.expr(inner);
            self.op(Op::UnpackSeq, reg, dst, 1, 0);
        } else {
            self.expr_to(e, dst);
        }
    }

    pub(super) fn function_def(&mut self, target: &'a Var, id: FuncId) {
        let func = self.module.function(id);
        self.span = func.def_span;
        if func.decorators.is_empty() {
            return match target {
                Var::Local(local) => {
                    let home = self.home[local.0 as usize];
                    self.function(id, home);
                    self.mark_bound(*local);
                }
                _ => {
                    let reg = self.alloc();
                    self.function(id, reg);
                    self.store_var(target, reg);
                }
            };
        }
        let base = self.decorators(func);
        let reg = self.alloc();
        self.function(id, reg);
        let reg = self.decorate(func, base, reg);
        self.store_var(target, reg);
    }

    /// Evaluates the decorators into neighbouring temporaries (in wide functions with room for a general call).
    fn decorators(&mut self, func: &'a Function) -> u32 {
        let base = self.top;
        for decorator in &func.decorators {
            self.expr_temp(decorator);
        }
        base
    }

    /// Calls the decorators, last first; the value to decorate stands behind them. The result is in the returned register.
    fn decorate(&mut self, func: &'a Function, base: u32, mut value: u32) -> u32 {
        for (index, decorator) in func.decorators.iter().enumerate().rev() {
            let callee = base + index as u32;
            self.top = self.top.max(callee + 2);
            let outer = std::mem::replace(&mut self.span, decorator.span);
            if self.wide {
                let call = self.alloc_many(3);
                self.mv(call, callee);
                self.op(Op::BuildTuple, call + 1, value, 1, 0);
                self.op(Op::LoadNone, call + 2, 0, 0, 0);
                self.op(Op::CallEx, call, 0, 0, 0);
                self.mv(callee, call);
            } else {
                self.mv(callee + 1, value);
                let cache = self.cache();
                self.op(Op::Call, callee, 1, 0, cache);
            }
            self.span = outer;
            value = callee;
        }
        value
    }

    pub(super) fn class_def(
        &mut self,
        target: &'a Var,
        id: FuncId,
        bases: &'a [Expr],
        keywords: &'a [Keyword],
    ) {
        let func = self.module.function(id);
        self.span = func.def_span;
        let base = self.decorators(func);
        let reg = self.alloc();
        let general = self.wide
            || bases.iter().any(is_star)
            || keywords.iter().any(|k| k.name.is_none())
            || bases.len() > 64;
        if general {
            self.class_general(id, bases, keywords, reg);
        } else {
            let name = self.alloc();
            self.function(id, reg);
            self.load_const(&Const::Str(func.name.clone()), name);
            for base in bases {
                self.expr_temp(base);
            }
            for keyword in keywords {
                self.expr_temp(&keyword.value);
            }
            let names = self.keyword_names(keywords);
            self.span = func.def_span;
            self.op(Op::BuildClass, reg, bases.len() as u32, names, keywords.len() as u32);
        }
        let value = self.decorate(func, base, reg);
        self.store_var(target, value);
    }

    /// A class with starred bases or keywords, by the builtin that `BuildClass` stands for.
    fn class_general(&mut self, id: FuncId, bases: &'a [Expr], keywords: &'a [Keyword], dst: u32) {
        let func = self.module.function(id);
        let call = self.alloc_many(3);
        self.load_var(&Var::Global("__build_class__".into()), call);
        let first = self.alloc_many(2);
        self.function(id, first);
        self.load_const(&Const::Str(func.name.clone()), first + 1);
        self.op(Op::BuildList, call + 1, first, 2, 0);
        let mark = self.top;
        for base in bases {
            match &base.kind {
                crate::hir::ExprKind::Starred(inner) => {
                    let reg = self.expr(inner);
                    self.op(Op::ListExtend, call + 1, reg, 0, 0);
                }
                _ => {
                    let reg = self.expr(base);
                    self.op(Op::ListAppend, call + 1, reg, 0, 0);
                }
            }
            self.top = mark;
        }
        self.call_list(keywords, call);
        self.mv(dst, call);
    }

    /// What a class body does first.
    pub(super) fn class_prologue(&mut self) {
        let reg = self.alloc();
        let name = self.name_index(&"__name__".into());
        self.op(Op::LoadName, reg, name, 0, 0);
        self.store_var(&Var::Class("__module__".into()), reg);
        self.load_const(&Const::Str(self.func.qualname.clone()), reg);
        self.store_var(&Var::Class("__qualname__".into()), reg);
        if has_annotations(&self.func.body) {
            self.op(Op::SetupAnnotations, 0, 0, 0, 0);
        }
        if let Some(doc) = &self.func.doc {
            self.load_const(&Const::Str(doc.clone()), reg);
            self.store_var(&Var::Class("__doc__".into()), reg);
        }
        self.top = self.first_temp;
    }

    /// Whether a block of a region has annotations of its own.
    pub(super) fn region_body(&self, id: crate::hir::RegionId) -> Option<&'a Block> {
        match &self.module.region(id).kind {
            RegionKind::Block(body) | RegionKind::Loop(body) => Some(body),
            RegionKind::Function(_) => None,
        }
    }
}

/// Whether a body has annotated names, so that it needs `__annotations__`.
pub(super) fn has_annotations(body: &Block) -> bool {
    body.iter().any(|stmt| match &stmt.kind {
        StmtKind::AnnAssign { simple, .. } => *simple,
        StmtKind::If { arms, orelse } => {
            arms.iter().any(|(_, b)| has_annotations(b)) || has_annotations(orelse)
        }
        StmtKind::While { body, orelse, .. } | StmtKind::For { body, orelse, .. } => {
            has_annotations(body) || has_annotations(orelse)
        }
        StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
            has_annotations(body)
                || handlers.iter().any(|h| has_annotations(&h.body))
                || has_annotations(orelse)
                || has_annotations(finalbody)
        }
        StmtKind::With { body, .. } | StmtKind::WithGil { body, .. } => has_annotations(body),
        StmtKind::Match { cases, .. } => cases.iter().any(|c| has_annotations(&c.body)),
        // A region's body is elsewhere; an empty dict too many does no harm.
        StmtKind::Region(_) => true,
        _ => false,
    })
}
