//! Syntax tree to resolved tree.
//!
//! Each file lowers one topic: [`stmt`], [`expr`], [`function`] (definitions, classes, comprehensions), [`pattern`], [`region`] (what
//! becomes native). The checks that CPython's compiler makes after parsing (`break` outside a loop, repeated keywords, unreachable
//! cases and so on) are made on the way; messages are CPython's.

pub(crate) mod constant;
mod expr;
mod function;
mod pattern;
mod region;
mod stmt;

use rustc_hash::FxHashMap;
use ungil_grammar::{Diagnostic, Span, ast, codes};

use crate::hir::{self, Capture, Exits, FuncId, Function, FunctionKind, Name, RegionId, Var};
use crate::scope::{self, BlockId, Resolution, Scopes};

/// Resolves and lowers a module.
pub(crate) fn lower(module: &ast::Module, options: scope::Options<'_>) -> (hir::Module, Vec<Diagnostic>) {
    let mut scopes = scope::resolve(module, options);
    let mut lowerer = Lowerer {
        module: hir::Module {
            globals: std::mem::take(&mut scopes.globals),
            future_annotations: scopes.future_annotations,
            star_import: scopes.star_import,
            ..hir::Module::default()
        },
        diagnostics: std::mem::take(&mut scopes.diagnostics),
        functions: (0..scopes.funcs.len()).map(|_| None).collect(),
        scopes,
        block: BlockId(0),
        func: FuncId(0),
        class: None,
        prefix: String::new(),
        flow: Vec::new(),
        native: false,
        regions: Vec::new(),
    };
    lowerer.module_body(module);
    let Lowerer { mut module, functions, mut diagnostics, .. } = lowerer;
    // Errors may have left functions out; the tree is not used then, but it must be whole.
    module.functions = functions.into_iter().flatten().collect();
    diagnostics.sort_by_key(|d| d.primary.span.start);
    (module, diagnostics)
}

/// A construct around a statement, inside its function, that jumps must know.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    Loop,
    ExceptStar,
    /// `try`, `with` and their like: counted only.
    Other,
    /// A native block; the index in `Lowerer::regions`.
    Region(usize),
}

/// CPython's limit of nested loops, `try` and `with` statements.
const MAX_FLOW: usize = 20;

/// A native block that is being lowered.
struct OpenRegion {
    func: FuncId,
    captures: Vec<Capture>,
    by_var: FxHashMap<Var, usize>,
    exits: Exits,
}

struct Lowerer {
    scopes: Scopes,
    module: hir::Module,
    functions: Vec<Option<Function>>,
    diagnostics: Vec<Diagnostic>,
    block: BlockId,
    func: FuncId,
    class: Option<Name>,
    /// What the qualified names of functions defined here begin with.
    prefix: String,
    flow: Vec<Flow>,
    /// Inside a native region.
    native: bool,
    regions: Vec<OpenRegion>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}

impl Lowerer {
    fn error(&mut self, code: codes::Code, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(code, span, message));
    }

    fn mangle(&self, name: &ast::Name) -> Name {
        scope::mangle(self.class.as_deref(), name)
    }

    /// What a name (not yet mangled) means here.
    fn name(&mut self, name: &ast::Name, span: Span, access: Access) -> Var {
        let name = self.mangle(name);
        self.var(&name, span, access)
    }

    /// What a mangled name means here.
    fn var(&mut self, name: &Name, span: Span, access: Access) -> Var {
        let resolution = self.scopes.block(self.block).names.get(name).and_then(|m| m.resolution);
        let var = match resolution {
            Some(Resolution::Local(id)) => {
                let local = &self.scopes.func(self.func).locals[id.0 as usize];
                let hidden = local.hidden;
                let var = if local.cell { Var::Cell(id) } else { Var::Local(id) };
                if hidden {
                    return var;
                }
                var
            }
            Some(Resolution::Free(id)) => Var::Free(id),
            Some(Resolution::Class) => Var::Class(name.clone()),
            Some(Resolution::ClassFree(id)) => Var::ClassFree(name.clone(), id),
            Some(Resolution::Global) | None => Var::Global(name.clone()),
        };
        self.capture(&var, name, span, access);
        var
    }

    /// Notes that the native block around uses a variable.
    fn capture(&mut self, var: &Var, name: &Name, span: Span, access: Access) {
        let func = self.func;
        for region in &mut self.regions {
            if region.func != func {
                continue;
            }
            if let Var::Global(name) = var
                && access == Access::Read
                && self
                    .module
                    .globals
                    .get(name)
                    .is_none_or(|g| g.constant && !matches!(g.binding, hir::Binding::Value))
            {
                continue;
            }
            let index = *region.by_var.entry(var.clone()).or_insert_with(|| {
                region.captures.push(Capture {
                    var: var.clone(),
                    name: name.clone(),
                    span,
                    read: false,
                    written: false,
                });
                region.captures.len() - 1
            });
            let capture = &mut region.captures[index];
            match access {
                Access::Read => capture.read = true,
                Access::Write => capture.written = true,
            }
        }
    }

    /// Lowers a construct that counts as a nested block.
    fn nested<T>(&mut self, flow: Flow, span: Span, lower: impl FnOnce(&mut Self) -> T) -> T {
        if self.flow.len() >= MAX_FLOW {
            self.error(codes::PROGRAM_TOO_LARGE, span, "too many statically nested blocks");
        }
        self.flow.push(flow);
        let result = lower(self);
        self.flow.pop();
        result
    }

    fn module_body(&mut self, module: &ast::Module) {
        let body = self.stmts(&module.body);
        let last = module.body.last().map_or(0, |s| s.span.end);
        let span = Span::new(0, last);
        let info = &mut self.scopes.funcs[0];
        let function = Function {
            id: FuncId(0),
            kind: FunctionKind::Module,
            parent: None,
            name: "<module>".into(),
            qualname: "<module>".into(),
            span,
            def_span: span,
            name_span: span,
            params: hir::Params::default(),
            decorators: Vec::new(),
            returns: None,
            doc: function::docstring(&module.body),
            body,
            locals: std::mem::take(&mut info.locals),
            free: std::mem::take(&mut info.free),
            is_generator: false,
            is_async: self.scopes.block(BlockId(0)).has_await,
            region: None,
            class_cell: None,
        };
        self.functions[0] = Some(function);
    }

    /// The next region's id; its place is kept.
    fn new_region(&mut self, region: hir::Region) -> RegionId {
        let id = region.id;
        self.module.regions.push(region);
        id
    }

    fn next_region(&self) -> RegionId {
        RegionId(self.module.regions.len() as u32)
    }
}
