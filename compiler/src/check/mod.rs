//! The region checker: a region of the resolved tree goes in, TIR or refusals come out.
//!
//! The doors are [`check_module`] (everything that can be said before the first line runs) and [`instantiate`] (one
//! region with the types of its inputs). **A region is proven or refused**: what this stage does not understand it
//! refuses with a diagnostic; it never guesses.
//!
//! | file | idea |
//! |---|---|
//! | `instance` | the border: types in, signature and TIR out |
//! | `visit`, `flow`, `updates` | facts about pieces of the resolved tree: uses of variables, definite assignment, reductions |
//! | `body` | one function or block being lowered: locals, variables, order of evaluation |
//! | `expr`, `call`, `builtins`, `math`, `view`, `message` | expressions; texts of exceptions |
//! | `stmt`, `loops`, `prange` | statements; the classes of variables in a parallel loop |
//! | `atomic`, `disjoint` | `Atomic`, `atomic_add`; index arrays without duplicates |
//! | `gil` | `with gil:` |
//! | `native`, `block` | whole functions and whole blocks |
//! | `effects` | which views a function may write, and where views come from |
//! | `races` | the rule for elements of arrays in parallel loops |

mod atomic;
mod block;
mod body;
mod builtins;
mod call;
mod closures;
mod diags;
mod disjoint;
mod effects;
mod expr;
mod flow;
mod generic;
mod gil;
mod instance;
mod link;
mod loops;
mod math;
mod message;
mod native;
mod poly;
mod prange;
mod races;
mod stmt;
pub(crate) mod structs;
mod updates;
mod value;
mod view;
mod visit;

#[cfg(test)]
mod tests;

pub use generic::{MAX_VERSIONS, open_params, untyped};
pub use instance::*;
pub use link::{Home, Link, NEVER_NATIVE, Refusal};

use rustc_hash::FxHashMap;
use ungil_grammar::{Diagnostic, Source, Span, codes};

use crate::hir::{FuncId, Module, Name, RegionId, RegionKind, Var};
use crate::tir::{self, Group, LocalId, Pos, Stmt};
use block::Known;
use diags::Diags;
use native::{Key, Native};

/// A function of the group, built.
pub(crate) struct Built {
    pub function: tir::Function,
    /// The number of its home.
    pub home: u32,
    /// Its name, for messages.
    pub span: Span,
    /// The views that it returns.
    pub returned_views: Vec<(LocalId, Span)>,
    /// The views that it gives back as out-variables.
    pub out_views: Vec<(LocalId, Span, Name)>,
    /// Something in it is not known before the program runs, so the TIR is not complete.
    pub unknown: bool,
}

/// One run of the checker.
pub(crate) struct Checker<'a> {
    pub module: &'a Module,
    pub source: &'a Source,
    pub constants: &'a dyn Constants,
    /// Every module whose functions may be used; `module`, `source` and `constants` are those of number `home`.
    pub homes: Vec<Home<'a>>,
    pub home: u32,
    /// Before the program runs: types may be unknown.
    pub early: bool,
    pub diags: Diags,
    /// Messages are not kept while this is not 0.
    pub muted: u32,
    /// How many results are being inferred.
    pub inferring: u32,
    pub natives: FxHashMap<Key, Native>,
    pub functions: Vec<Option<Built>>,
    /// Functions to be built.
    pub pending: Vec<Key>,
    /// How many versions each generic function has.
    pub versions: FxHashMap<(u32, FuncId), u32>,
    /// Whether something unknown was met in the current body.
    pub unknown: bool,
    /// The function whose variables the current body uses.
    pub current: FuncId,
    /// The `with gil:` statements met so far; TIR names them by their places here.
    pub gil_sites: Vec<GilSite>,
}

impl<'a> Checker<'a> {
    fn new(homes: Vec<Home<'a>>, early: bool) -> Option<Checker<'a>> {
        let &Home { module, source, constants } = homes.first()?;
        Some(Checker {
            module,
            source,
            constants,
            homes,
            home: 0,
            early,
            diags: Diags::default(),
            muted: 0,
            inferring: 0,
            natives: FxHashMap::default(),
            functions: Vec::new(),
            pending: Vec::new(),
            unknown: false,
            current: FuncId(0),
            gil_sites: Vec::new(),
            versions: FxHashMap::default(),
        })
    }

    /// Add a message, unless this pass keeps none.
    pub(crate) fn say(&mut self, d: Diagnostic) {
        if self.muted == 0 {
            self.diags.push(self.home, d);
        }
    }

    /// Add a message that is found in a pass that keeps none.
    pub(crate) fn say_always(&mut self, d: Diagnostic) {
        self.diags.push(self.home, d);
    }

    /// The place of a span for errors at run time.
    pub(crate) fn pos(&self, span: Span) -> Pos {
        let start = self.source.line_col(span.start);
        let end = self.source.line_col(span.end);
        let end_col = if end.line == start.line { end.column - 1 } else { 0 };
        Pos { line: start.line, col: start.column - 1, end_col }
    }

    /// The span of a place.
    pub(crate) fn span(&self, pos: Pos) -> Span {
        let line = self.source.line_span(pos.line);
        let text = self.source.slice(line);
        let offset =
            |col: u32| text.char_indices().nth(col as usize).map_or(line.end, |(i, _)| line.start + i as u32);
        let start = offset(pos.col);
        let end = if pos.end_col > pos.col { offset(pos.end_col) } else { line.end };
        Span::new(start, end.max(start))
    }

    /// The name of a variable, as far as it can be known from the variable alone.
    pub(crate) fn var_name(&self, var: &Var) -> Name {
        match var {
            Var::Global(name) | Var::Class(name) | Var::ClassFree(name, _) => name.clone(),
            Var::Local(id) | Var::Cell(id) => self
                .module
                .functions
                .get(self.current.0 as usize)
                .and_then(|f| f.locals.get(id.0 as usize))
                .map_or_else(|| "?".into(), |l| l.name.clone()),
            Var::Free(id) => self
                .module
                .functions
                .get(self.current.0 as usize)
                .and_then(|f| f.free.get(id.0 as usize))
                .map_or_else(|| "?".into(), |f| f.name.clone()),
        }
    }

    /// The checks on whole functions; gives the group if nothing is wrong.
    fn finish(&mut self) -> Option<Group> {
        if self.diags.errors() > 0 {
            return None;
        }
        let mut built = std::mem::take(&mut self.functions).into_iter().collect::<Option<Vec<Built>>>()?;
        effects::run(self, &mut built);
        if !built.iter().any(|b| b.unknown) {
            races::run(self, &mut built);
        } else if !self.early {
            // What is not known now never will be; code made from it would lack a part.
            let span = built.iter().find(|b| b.unknown).map_or(Span::default(), |b| b.span);
            self.say(Diagnostic::error(
                codes::NOT_IN_NATIVE,
                span,
                "the types of this function cannot be found out",
            ));
        }
        gil::serialise(&mut built);
        for b in &built {
            self.enter(b.home);
            if effects::too_deep(&b.function) {
                self.say(
                    Diagnostic::error(
                        codes::NOT_IN_NATIVE,
                        b.span,
                        "the code is nested too deeply for native code",
                    )
                    .with_hint("move inner parts into functions of their own"),
                );
            }
        }
        self.enter(0);
        let functions = built.into_iter().map(|b| b.function).collect();
        (self.diags.errors() == 0).then_some(Group { functions, externs: Vec::new() })
    }
}

/// Everything that can be said about the regions of a module before its first line runs.
pub fn check_module(module: &Module, source: &Source) -> Vec<Diagnostic> {
    let mut diags = Diags::default();
    for region in &module.regions {
        let homes = vec![Home { module, source, constants: &NoConstants }];
        let Some(mut checker) = Checker::new(homes, true) else { continue };
        match &region.kind {
            RegionKind::Function(id) => {
                checker.function_region(region.id, *id, &[]);
            }
            RegionKind::Block(_) | RegionKind::Loop(_) => {
                checker.current = region.func;
                checker.functions.push(None);
                let known = checker.early_types(region);
                if let Some(parts) = checker.block_region(region, &known) {
                    checker.functions[0] = Some(parts.built);
                }
                checker.drain();
            }
        }
        checker.finish();
        for (home, d) in checker.diags.finish() {
            diags.push(home, d);
        }
    }
    diags.finish().into_iter().map(|(_, d)| d).collect()
}

/// A region of a module that uses no other, with the types of its inputs; see [`instantiate_linked`].
pub fn instantiate(
    module: &Module,
    source: &Source,
    region: RegionId,
    entry: &[EntryType],
    constants: &dyn Constants,
) -> Result<Instance, Vec<Diagnostic>> {
    let home = Home { module, source, constants };
    instantiate_linked(&[home], region, entry)
        .map_err(|refusal| refusal.parts.into_iter().flat_map(|(_, list)| list).collect())
}

/// A region of the first home with the types of its inputs: for a block those of its captured variables, in the order of
/// `hir::Region::captures`; for a function those of its [`open_params`].
pub fn instantiate_linked(
    homes: &[Home<'_>],
    region: RegionId,
    entry: &[EntryType],
) -> Result<Instance, Refusal> {
    let Some(mut checker) = Checker::new(homes.to_vec(), false) else { return Err(Refusal::default()) };
    let Some(region) = checker.module.regions.get(region.0 as usize) else { return Err(Refusal::default()) };
    let mut release = false;
    let (mut params, mut inputs, outs, result, exit_code);
    params = Vec::new();
    inputs = Vec::new();
    match &region.kind {
        RegionKind::Function(id) => {
            release = region.options.iter().any(|k| {
                k.name.as_deref() == Some("release")
                    && matches!(k.value.kind, crate::hir::ExprKind::Const(crate::hir::Const::Bool(true)))
            });
            let native = checker.function_region(region.id, *id, entry);
            let function = checker.module.function(*id);
            outs = Vec::new();
            exit_code = false;
            if let Some(native) = &native {
                for (i, (param, ty)) in function.params.all.iter().zip(&native.key.types).enumerate() {
                    let source = ParamSource::Parameter(i as u32);
                    let shape = checker.input_shape(param, ty, source, &mut params);
                    inputs.push(Input { name: param.name.clone(), source, shape });
                }
            }
            result = match native.and_then(|n| n.result) {
                Some(ty) => block::result_type(&ty),
                None => ResultType::None,
            };
        }
        RegionKind::Block(_) | RegionKind::Loop(_) => {
            checker.current = region.func;
            checker.functions.push(None);
            let known: Vec<Known> = entry.iter().cloned().map(Known::Type).collect();
            let Some(parts) = checker.block_region(region, &known) else { return Err(Refusal::default()) };
            checker.functions[0] = Some(parts.built);
            checker.drain();
            params = parts.params;
            inputs = parts.inputs;
            outs = parts.outs;
            result = parts.result;
            exit_code = parts.exit_code;
        }
    }
    let group = checker.finish();
    match group {
        Some(group) => {
            let Some(first) = group.functions.first() else { return Err(checker.refusal()) };
            for ((param, &local), &writes) in params.iter_mut().zip(&first.params).zip(&first.writes) {
                param.ty = first.ty(local);
                param.writes = writes;
            }
            let short = !release && is_short(&group);
            let takes_lock = group.functions.iter().any(|f| gil::has_gil(&f.body));
            let gil_sites = std::mem::take(&mut checker.gil_sites);
            Ok(Instance { group, params, inputs, result, exit_code, outs, short, takes_lock, gil_sites })
        }
        None => Err(checker.refusal()),
    }
}

/// Whether every function of a group is short: no loop, and no call back to itself.
fn is_short(group: &Group) -> bool {
    let mut calls: Vec<Vec<u32>> = Vec::new();
    for function in &group.functions {
        let mut short = true;
        let mut callees = Vec::new();
        let mut called = |call: &tir::Call| {
            if let tir::Callee::Local(i) = call.callee {
                callees.push(i);
            }
        };
        tir::walk::stmts(&function.body, &mut |stmt| match stmt {
            Stmt::While(_) | Stmt::For(_) | Stmt::Prange(_) | Stmt::WithGil(_) => short = false,
            Stmt::CopyElements { .. } | Stmt::FillElements(..) => short = false,
            Stmt::AssignView(_, tir::ViewExpr::New { .. } | tir::ViewExpr::Copy(_), _) => short = false,
            Stmt::Call(_, call, _) => called(call),
            _ => {}
        });
        tir::walk::exprs(&function.body, &mut |e| match &e.kind {
            tir::ExprKind::Fold { .. } | tir::ExprKind::Distinct(_) => short = false,
            tir::ExprKind::Lib(..) if tir::build::lib_of_view(e) => short = false,
            tir::ExprKind::Call(call) => called(call),
            _ => {}
        });
        if !short {
            return false;
        }
        calls.push(callees);
    }
    // Without a cycle every function can be taken away after those that it calls.
    let mut left: Vec<usize> = (0..calls.len()).collect();
    loop {
        let before = left.len();
        let now = left.clone();
        left.retain(|&f| calls[f].iter().any(|&c| now.contains(&(c as usize))));
        if left.is_empty() {
            return true;
        }
        if left.len() == before {
            return false;
        }
    }
}
