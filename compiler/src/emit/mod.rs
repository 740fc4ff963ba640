//! Resolved tree to bytecode.
//!
//! **Registers.** A local variable has a fixed register, its *home*: parameters first, then the other variables, then those of inlined
//! comprehensions. Temporaries are a stack above them. A call's window is taken at the top of that stack, so everything that must
//! survive the call lies below it. An expression is emitted into a given register (`expr_to`), or where it is cheapest
//! (`expr`), which for a local variable is its home. A home is written by the last instruction of an assignment only, so an
//! exception leaves the old value.
//!
//! **Definite assignment.** While emitting, the emitter knows which locals certainly have a value, so that only other uses are checked.
//! The same state says whether the place is reachable; what is not is not emitted. At a label the states of all jumps to it meet.
//!
//! **Leaving blocks.** `finally`, `with` and handlers are on a stack (`flow`); `return`, `break` and `continue` emit
//! their cleanup on the way out, outside the ranges that their handlers cover.
//!
//! Functions are emitted children first, so there is no recursion over nested functions.

mod asm;
mod assign;
mod call;
mod comp;
mod cond;
mod define;
mod expr;
mod far;
mod flow;
mod import;
mod loops;
mod pattern;
mod region;
mod stmt;
mod try_stmt;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use ungil_grammar::{Diagnostic, Source, Span, codes};

use crate::bytecode::{Capture, Code, CodeFlags, GilBlock, Inlined, Instr, Op, Params, Position, RegionSite};
use crate::hir::{self, FreeSource, FuncId, Function, FunctionKind, LocalId, Name, Var};
use asm::{Asm, Label};
use flow::Flow;

/// How the module's own statements are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Mode {
    /// A file.
    #[default]
    File,
    /// The input of a REPL: values of expression statements are shown.
    Interactive,
    /// One expression, whose value the code returns (`eval`).
    Eval,
}

/// Emits the code of a module.
pub(crate) fn emit(module: &hir::Module, source: &Source, mode: Mode) -> Result<Arc<Code>, Box<Diagnostic>> {
    let mut done: Vec<Option<Code>> = module.functions.iter().map(|_| None).collect();
    let filename: Arc<str> = Arc::from(source.name());
    let unit = Unit { module, source, mode, filename: &filename };
    for function in module.functions.iter().rev() {
        let mut emitted = emit_function(&unit, function)?;
        let mut codes = Vec::with_capacity(emitted.children.len());
        for child in emitted.children {
            let Some(mut code) = done[child.0 as usize].take() else {
                return Err(Box::new(too_large(function.span, "a function is defined in two places")));
            };
            // The child knows which of its parent's locals it captures; their registers are known now.
            for capture in &mut code.captures {
                if let Capture::Cell(local) = capture {
                    *local = emitted.home[usize::from(*local)] as u16;
                }
            }
            codes.push(Arc::new(code));
        }
        emitted.code.codes = codes.into();
        done[function.id.0 as usize] = Some(emitted.code);
    }
    let main = done.first_mut().and_then(Option::take);
    main.map(Arc::new).ok_or_else(|| Box::new(too_large(Span::default(), "the module has no body")))
}

fn too_large(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(codes::PROGRAM_TOO_LARGE, span, message)
}

/// What all functions of a module share.
struct Unit<'a> {
    module: &'a hir::Module,
    source: &'a Source,
    mode: Mode,
    filename: &'a Arc<str>,
}

/// A function's code before the codes of the functions inside are added.
struct Emitted {
    code: Code,
    children: Vec<FuncId>,
    home: Vec<u32>,
}

fn emit_function(unit: &Unit<'_>, function: &Function) -> Result<Emitted, Box<Diagnostic>> {
    let mut emitter = Emitter::new(unit, function, false);
    emitter.body();
    if emitter.overflow && emitter.failed.is_none() {
        // Some register did not fit into an instruction: once more, with scratch registers for far ones.
        emitter = Emitter::new(unit, function, true);
        emitter.body();
    }
    emitter.finish()
}

/// A set of locals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Bits(SmallVec<[u64; 2]>);

impl Bits {
    fn has(&self, id: LocalId) -> bool {
        self.0.get(id.0 as usize / 64).is_some_and(|word| word >> (id.0 % 64) & 1 != 0)
    }

    fn insert(&mut self, id: LocalId) {
        let word = id.0 as usize / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (id.0 % 64);
    }

    fn remove(&mut self, id: LocalId) {
        if let Some(word) = self.0.get_mut(id.0 as usize / 64) {
            *word &= !(1 << (id.0 % 64));
        }
    }

    fn intersect(&mut self, other: &Bits) {
        for (index, word) in self.0.iter_mut().enumerate() {
            *word &= other.0.get(index).copied().unwrap_or(0);
        }
    }
}

/// The emitter of one function.
struct Emitter<'a> {
    unit: &'a Unit<'a>,
    module: &'a hir::Module,
    func: &'a Function,
    asm: Asm,
    /// The functions defined inside, in the order of their indices.
    children: Vec<FuncId>,
    child_index: FxHashMap<FuncId, u32>,
    /// The register of each local.
    home: Vec<u32>,
    /// The first temporary.
    first_temp: u32,
    /// The next free temporary.
    top: u32,
    max: u32,
    flow: Vec<Flow<'a>>,
    /// The locals that certainly have a value here; `None` if the place cannot be reached.
    bound: Option<Bits>,
    label_state: FxHashMap<Label, Bits>,
    /// Locals that were checked or left unbound somewhere: they start with the mark of an unbound local.
    needs_mark: Bits,
    inlined: Vec<Inlined>,
    inlined_spans: Vec<Span>,
    sites: Vec<RegionSite>,
    gil_blocks: Vec<GilBlock>,
    /// Inside a `with gil:` of the current region.
    in_gil: bool,
    finally_depth: u32,
    /// Registers above 255 are reached through scratch registers.
    wide: bool,
    /// The first scratch register, if `wide`.
    scratch: u32,
    overflow: bool,
    span: Span,
    failed: Option<Box<Diagnostic>>,
}

/// Scratch registers of wide functions.
const SCRATCH: u32 = 8;
/// In wide functions, parameters from here on are moved away from low registers.
const LOW_PARAMS: u32 = 200;
/// No function has more instructions.
const MAX_INSTRS: usize = 1 << 22;

impl<'a> Emitter<'a> {
    fn new(unit: &'a Unit<'a>, func: &'a Function, wide: bool) -> Emitter<'a> {
        let mut emitter = Emitter {
            unit,
            module: unit.module,
            func,
            asm: Asm::default(),
            children: Vec::new(),
            child_index: FxHashMap::default(),
            home: vec![0; func.locals.len()],
            first_temp: 0,
            top: 0,
            max: 0,
            flow: Vec::new(),
            bound: Some(Bits::default()),
            label_state: FxHashMap::default(),
            needs_mark: Bits::default(),
            inlined: Vec::new(),
            inlined_spans: Vec::new(),
            sites: Vec::new(),
            gil_blocks: Vec::new(),
            in_gil: false,
            finally_depth: 0,
            wide,
            scratch: 0,
            overflow: false,
            span: func.def_span,
            failed: None,
        };
        let params = func.params.all.len() as u32;
        let mut next = params;
        if wide {
            emitter.scratch = params.min(LOW_PARAMS);
            next = params.max(emitter.scratch + SCRATCH);
        }
        for (index, home) in emitter.home.iter_mut().enumerate().take(params as usize) {
            *home = index as u32;
        }
        for hidden in [false, true] {
            for (index, local) in func.locals.iter().enumerate().skip(params as usize) {
                if local.hidden == hidden {
                    emitter.home[index] = next;
                    next += 1;
                }
            }
        }
        if wide {
            // Parameters whose registers serve as scratch live elsewhere.
            for index in emitter.scratch..params.min(emitter.scratch + SCRATCH) {
                emitter.home[index as usize] = next;
                next += 1;
            }
        }
        emitter.first_temp = next;
        emitter.top = next;
        emitter.max = next;
        emitter
    }

    fn fail(&mut self, message: impl Into<String>) {
        if self.failed.is_none() {
            self.failed = Some(Box::new(too_large(self.span, message)));
        }
        // Nothing more is emitted.
        self.bound = None;
        self.label_state.clear();
    }

    // Instructions.

    fn reachable(&self) -> bool {
        self.bound.is_some()
    }

    fn push(&mut self, instr: Instr) {
        if self.asm.instrs.len() >= MAX_INSTRS {
            self.fail("the function is too large");
            self.bound = None;
            return;
        }
        self.asm.push(instr, self.span);
    }

    /// Writes an instruction with register or index operands.
    fn op(&mut self, op: Op, a: u32, b: u32, c: u32, d: u32) {
        if !self.reachable() {
            return;
        }
        if a > 255 {
            if self.wide {
                return self.far_op(op, a, b, c, d);
            }
            self.overflow = true;
        }
        if b > 0xFFFF || c > 0xFFFF || d > 0xFFFF {
            self.fail("the function has too many variables or names");
        }
        self.push(Instr::abcd(op, a as u8, b as u16, c as u16, d as u16));
        if !op.falls_through() {
            self.bound = None;
        }
    }

    /// Writes an instruction with a 32-bit operand.
    fn op_cd(&mut self, op: Op, a: u32, b: u32, cd: i32) {
        if !self.reachable() {
            return;
        }
        if a > 255 {
            if self.wide {
                return self.far_op_cd(op, a, b, cd);
            }
            self.overflow = true;
        }
        if b > 0xFFFF {
            self.fail("the function has too many variables");
        }
        self.push(Instr::abj(op, a as u8, b as u16, cd));
    }

    /// Writes a jump.
    fn jump_op(&mut self, op: Op, a: u32, b: u32, label: Label) {
        let Some(state) = self.bound.clone() else { return };
        if a > 255 && self.wide {
            self.far_jump(op, a, b, label);
        } else {
            self.op_cd(op, a, b, 0);
            self.asm.jump_to(label);
        }
        self.meet(label, state);
        if !op.falls_through() {
            self.bound = None;
        }
    }

    fn jump(&mut self, label: Label) {
        self.jump_op(Op::Jump, 0, 0, label);
    }

    /// Notes that `label` is reached with `state`.
    fn meet(&mut self, label: Label, state: Bits) {
        match self.label_state.entry(label) {
            std::collections::hash_map::Entry::Occupied(mut entry) => entry.get_mut().intersect(&state),
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(state);
            }
        }
    }

    fn label(&mut self) -> Label {
        self.asm.label()
    }

    /// Places a label that earlier jumps go to.
    fn place(&mut self, label: Label) {
        self.asm.place(label);
        if let Some(mut state) = self.label_state.remove(&label) {
            if let Some(bound) = &self.bound {
                state.intersect(bound);
            }
            self.bound = Some(state);
        }
    }

    fn with_span<T>(&mut self, span: Span, emit: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.span, span);
        let result = emit(self);
        self.span = outer;
        result
    }

    // Registers.

    fn alloc(&mut self) -> u32 {
        self.alloc_many(1)
    }

    fn alloc_many(&mut self, count: u32) -> u32 {
        let first = self.top;
        self.top += count;
        self.max = self.max.max(self.top);
        first
    }

    fn is_temp(&self, reg: u32) -> bool {
        reg >= self.first_temp
    }

    fn mv(&mut self, dst: u32, src: u32) {
        if dst == src {
            return;
        }
        if dst > 255 { self.op(Op::MoveFar, 0, dst, src, 0) } else { self.op(Op::Move, dst, src, 0, 0) }
    }

    fn name_index(&mut self, name: &Name) -> u32 {
        let index = self.asm.name(name);
        if index > 0xFFFF {
            self.fail("the function uses too many names");
        }
        index
    }

    fn mark_bound(&mut self, id: LocalId) {
        if self.func.local(id).unbinders == 0
            && let Some(bound) = &mut self.bound
        {
            bound.insert(id);
        }
    }

    // The function.

    fn body(&mut self) {
        self.prologue();
        let func = self.func;
        match func.kind {
            FunctionKind::Module => self.module_prologue(),
            FunctionKind::Class => self.class_prologue(),
            _ => {}
        }
        self.block(&func.body);
        if self.reachable() {
            // CPython gives the implicit return the place of the last statement.
            self.span = func.body.last().map_or(func.def_span, |s| s.span);
            match (func.kind, func.class_cell) {
                (FunctionKind::Class, Some(cell)) => {
                    let home = self.home[cell.0 as usize];
                    let name = self.name_index(&Name::from("__classcell__"));
                    self.op(Op::StoreName, home, name, 0, 0);
                    self.op(Op::Return, home, 0, 0, 0);
                }
                _ => self.op(Op::ReturnNone, 0, 0, 0, 0),
            }
        }
    }

    fn prologue(&mut self) {
        let func = self.func;
        let params = func.params.all.len() as u32;
        if self.wide {
            for index in self.scratch..params.min(self.scratch + SCRATCH) {
                self.op(Op::MoveFar, 0, self.home[index as usize], index, 0);
            }
        }
        for (index, local) in func.locals.iter().enumerate() {
            let id = LocalId(index as u32);
            if (index as u32) < params {
                if local.cell {
                    self.op(Op::BoxCell, self.home[index], 0, 0, 0);
                }
                self.mark_bound(id);
            } else if local.cell && (!local.hidden || func.class_cell == Some(id)) {
                self.op(Op::NewCell, self.home[index], 0, 0, 0);
            }
        }
    }

    fn module_prologue(&mut self) {
        if self.unit.mode == Mode::File
            && let Some(doc) = &self.func.doc
        {
            let reg = self.alloc();
            self.load_const(&hir::Const::Str(doc.clone()), reg);
            self.store_var(&Var::Global("__doc__".into()), reg);
            self.top -= 1;
        }
        if define::has_annotations(&self.func.body) {
            self.op(Op::SetupAnnotations, 0, 0, 0, 0);
        }
    }

    fn finish(mut self) -> Result<Emitted, Box<Diagnostic>> {
        if let Some(diagnostic) = self.failed {
            return Err(diagnostic);
        }
        if self.overflow && self.wide {
            return Err(Box::new(too_large(self.func.span, "the function uses too many registers")));
        }
        let func = self.func;
        let keep_locals = mentions_locals(&self.asm.names, func.kind);
        // Locals whose first use may come before an assignment start with the mark of an unbound local.
        let params = func.params.all.len();
        let mut marks = Asm::default();
        for (index, local) in func.locals.iter().enumerate().skip(params) {
            let id = LocalId(index as u32);
            if !local.cell && (self.needs_mark.has(id) || (keep_locals && !local.hidden)) {
                let home = self.home[index];
                if home > 255 {
                    let scratch = self.scratch;
                    marks.push(Instr::abcd(Op::LoadUnbound, scratch as u8, 0, 0, 0), func.def_span);
                    marks.push(Instr::abcd(Op::MoveFar, 0, home as u16, scratch as u16, 0), func.def_span);
                } else {
                    marks.push(Instr::abcd(Op::LoadUnbound, home as u8, 0, 0, 0), func.def_span);
                }
            }
        }
        let mut handlers = self.asm.finish();
        let shift = marks.pc();
        // Wide functions save low parameters first.
        let at = if self.wide {
            let count = (params as u32).min(self.scratch + SCRATCH).saturating_sub(self.scratch);
            count as usize
        } else {
            0
        };
        self.asm.instrs.splice(at..at, marks.instrs);
        self.asm.spans.splice(at..at, marks.spans);
        for handler in &mut handlers {
            handler.start += shift;
            handler.end += shift;
            handler.target += shift;
        }
        for block in &mut self.gil_blocks {
            block.start += shift;
            block.end += shift;
        }
        let mut places = Places { source: self.unit.source, last: None };
        for (inlined, span) in self.inlined.iter_mut().zip(&self.inlined_spans) {
            inlined.start += shift;
            inlined.end += shift;
            inlined.position = places.position(*span);
        }
        let positions: Box<[Position]> = self.asm.spans.iter().map(|span| places.position(*span)).collect();
        let mut locals: Vec<(u32, Name)> = func
            .locals
            .iter()
            .zip(&self.home)
            .filter(|(local, _)| !local.hidden)
            .map(|(local, home)| (*home, local.name.clone()))
            .collect();
        locals.sort_by_key(|(home, _)| *home);
        let mut local_names: Vec<Name> = Vec::new();
        for (home, name) in locals {
            local_names.resize(home as usize, Name::from(""));
            local_names.push(name);
        }
        let registers = self.max;
        let code = Code {
            name: func.name.clone(),
            qualname: func.qualname.clone(),
            filename: self.unit.filename.clone(),
            first_line: if func.kind == FunctionKind::Module {
                1
            } else {
                self.unit.source.line(func.span.start)
            },
            instrs: self.asm.instrs.into(),
            consts: self.asm.consts.into(),
            names: self.asm.names.into(),
            codes: Box::default(),
            registers,
            caches: self.asm.caches,
            params: Params {
                positional_only: func.params.posonly as u16,
                positional: func.params.positional as u16,
                keyword_only: func.params.kwonly as u16,
                star: func.params.varargs.is_some(),
                double_star: func.params.kwargs.is_some(),
            },
            locals: local_names.into(),
            captures: func
                .free
                .iter()
                .map(|free| match free.source {
                    FreeSource::Free(id) => Capture::Free(id.0 as u16),
                    FreeSource::Local(id) => Capture::Cell(id.0 as u16),
                })
                .collect(),
            free_names: func.free.iter().map(|free| free.name.clone()).collect(),
            cell_names: func.locals.iter().filter(|l| l.cell).map(|l| l.name.clone()).collect(),
            flags: CodeFlags {
                generator: func.is_generator,
                coroutine: func.is_async && !func.is_generator,
                async_generator: func.is_async && func.is_generator,
                class_body: func.kind == FunctionKind::Class,
                module: func.kind == FunctionKind::Module,
                comprehension: func.kind == FunctionKind::GeneratorExpression,
                keep_locals,
            },
            handlers: handlers.into(),
            inlined: self.inlined.into(),
            positions,
            doc: func.doc.as_ref().map(|doc| Arc::from(doc.as_bytes())),
            native: func.region.map(|region| region.0),
            sites: self.sites.into(),
            homes: if self.gil_blocks.is_empty() { Box::default() } else { self.home.clone().into() },
            gil_blocks: self.gil_blocks.into(),
        };
        Ok(Emitted { code, children: self.children, home: self.home })
    }
}

/// Whether a function may look at its own variables by name.
fn mentions_locals(names: &[Name], kind: FunctionKind) -> bool {
    !matches!(kind, FunctionKind::Module | FunctionKind::Class)
        && names.iter().any(|n| {
            matches!(&**n, "locals" | "vars" | "dir" | "eval" | "exec" | "_getframe" | "currentframe")
        })
}

/// Turns spans into positions; neighbours often have the same span.
struct Places<'a> {
    source: &'a Source,
    last: Option<(Span, Position)>,
}

impl Places<'_> {
    fn position(&mut self, span: Span) -> Position {
        if let Some((last, position)) = self.last
            && last == span
        {
            return position;
        }
        let line = self.source.line(span.start);
        let end_line = if span.end > span.start { self.source.line(span.end) } else { line };
        let position = Position {
            line,
            end_line,
            column: self.source.byte_column(span.start),
            end_column: self.source.byte_column(span.end.max(span.start)),
        };
        self.last = Some((span, position));
        position
    }
}
