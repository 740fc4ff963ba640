//! What is known of each line: who runs it, which checks remain, what its loops do.

use std::cell::Cell;
use std::collections::BTreeMap;

use ungil_compiler::Program;
use ungil_compiler::check::{NoConstants, instantiate};
use ungil_compiler::hir::{Region, RegionKind};
use ungil_compiler::tir::{
    self, BinOp, Bounds, Expr, ExprKind, Function, Overflow, Stmt, UnOp, ViewExpr, walk,
};
use ungil_grammar::Source;

/// Who runs a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Runs {
    /// Bytecode, with the lock.
    #[default]
    Held,
    /// Machine code, without the lock.
    Released,
    /// Machine code too short to release the lock for.
    Native,
}

impl Runs {
    /// The class of the line in the page.
    pub fn class(self) -> &'static str {
        match self {
            Runs::Held => "held",
            Runs::Released => "released",
            Runs::Native => "native",
        }
    }
}

/// What is known of a line.
#[derive(Debug, Default)]
pub struct Line {
    /// Who runs it.
    pub runs: Runs,
    /// Notes on checks and loops.
    pub notes: Vec<String>,
}

/// A region's listing.
#[derive(Debug)]
pub struct Listing {
    /// Its name.
    pub name: String,
    /// The line of its head.
    pub line: u32,
    /// Machine code, or why there is none.
    pub asm: String,
}

/// The facts of a program, by line (from 1), and the machine code of its regions.
pub fn gather(source: &Source, program: &Program) -> (Vec<Line>, Vec<Listing>) {
    let mut lines: Vec<Line> = (0..=source.line_count()).map(|_| Line::default()).collect();
    let mut listings = Vec::new();
    for region in &program.module.regions {
        let function = program.module.function(region.func);
        let name = function.qualname.to_string();
        let head = source.line(region.head.start);
        let (first, last) = extent(source, program, region);
        if !region.captures.is_empty() {
            mark(&mut lines, first, last, Runs::Released);
            note(
                &mut lines,
                head,
                "the block is compiled when it is entered, for the types of its variables",
            );
            continue;
        }
        let Ok(instance) = instantiate(&program.module, &program.source, region.id, &[], &NoConstants) else {
            mark(&mut lines, first, last, Runs::Released);
            note(&mut lines, head, "compiled when it is called, for the types of its arguments");
            continue;
        };
        mark(&mut lines, first, last, if instance.short { Runs::Native } else { Runs::Released });
        if instance.short {
            note(
                &mut lines,
                head,
                "keeps the lock when it is called from bytecode: neither loop nor recursion",
            );
        }
        let mut fast = instance.group.clone();
        tir::passes::run(&mut fast);
        if let (Some(before), Some(after)) = (instance.group.functions.first(), fast.functions.first()) {
            checks(after, &mut lines);
            loops(before, after, &mut lines);
        }
        let asm = match ungil_runtime::jit::listing(&instance.group) {
            Ok(listing) => listing.asm,
            Err(error) => error.to_string(),
        };
        listings.push(Listing { name, line: head, asm });
    }
    (lines, listings)
}

/// The first and last line of a region's statements.
fn extent(source: &Source, program: &Program, region: &Region) -> (u32, u32) {
    let span = match &region.kind {
        RegionKind::Function(id) => {
            let function = program.module.function(*id);
            let end = function.body.last().map_or(function.def_span.end, |stmt| stmt.span.end);
            return (
                source.line(region.head.start),
                source.line(end.saturating_sub(1).max(region.head.start)),
            );
        }
        RegionKind::Block(_) | RegionKind::Loop(_) => region.span,
    };
    (source.line(span.start), source.line(span.end.saturating_sub(1).max(span.start)))
}

fn mark(lines: &mut [Line], first: u32, last: u32, runs: Runs) {
    for line in first..=last {
        if let Some(line) = lines.get_mut(line as usize) {
            line.runs = runs;
        }
    }
}

fn note(lines: &mut [Line], line: u32, text: impl Into<String>) {
    if let Some(line) = lines.get_mut(line as usize) {
        let text = text.into();
        if !line.notes.contains(&text) {
            line.notes.push(text);
        }
    }
}

/// What is left of a kind of check on a line.
#[derive(Default)]
struct Left {
    checked: usize,
    proven: usize,
}

/// The checks that remain after the passes. A loop may have two copies, one with proofs and one with checks.
fn checks(function: &Function, lines: &mut [Line]) {
    let mut bounds: BTreeMap<u32, Left> = BTreeMap::new();
    let mut overflow: BTreeMap<u32, Left> = BTreeMap::new();
    let mut zero: BTreeMap<u32, Left> = BTreeMap::new();
    let mut count = |line: u32, index: &tir::Index| {
        let left = bounds.entry(line).or_default();
        match index.bounds {
            Bounds::Check => left.checked += 1,
            Bounds::Proven => left.proven += 1,
            Bounds::Unchecked => {}
        }
    };
    let mut on_expr = |e: &Expr| {
        let line = e.pos.line;
        match &e.kind {
            ExprKind::Load(access) => access.index.iter().for_each(|index| count(line, index)),
            ExprKind::Atomic(a) => a.access.index.iter().for_each(|index| count(line, index)),
            ExprKind::Binary { op, overflow: mode, facts, args, .. } if !args.0.ty.is_float() => {
                if matches!(op, BinOp::Add | BinOp::Sub | BinOp::Mul | BinOp::Pow | BinOp::Shl) {
                    tally(&mut overflow, line, *mode);
                }
                if matches!(op, BinOp::FloorDiv | BinOp::Mod | BinOp::TrueDiv) {
                    let left = zero.entry(line).or_default();
                    let constant = args.1.as_int().is_some_and(|c| c != 0);
                    if facts.non_zero || constant { left.proven += 1 } else { left.checked += 1 }
                }
            }
            ExprKind::Unary { op: UnOp::Neg | UnOp::Abs, overflow: mode, arg } if !arg.ty.is_float() => {
                tally(&mut overflow, line, *mode);
            }
            ExprKind::Cast { overflow: mode, arg } if e.ty.is_int() && !arg.ty.is_float() => {
                tally(&mut overflow, line, *mode);
            }
            _ => {}
        }
    };
    let mut stores: Vec<(u32, &tir::Index)> = Vec::new();
    walk::both(
        &function.body,
        &mut |stmt| {
            if let Stmt::Store(access, _, pos) = stmt {
                stores.extend(access.index.iter().map(|index| (pos.line, index)));
            }
        },
        &mut on_expr,
    );
    for (line, index) in stores {
        let left = bounds.entry(line).or_default();
        match index.bounds {
            Bounds::Check => left.checked += 1,
            Bounds::Proven => left.proven += 1,
            Bounds::Unchecked => {}
        }
    }
    for (line, left) in bounds {
        match (left.checked, left.proven) {
            (0, 0) => {}
            (0, _) => note(lines, line, "bounds: proven"),
            (_, 0) => note(lines, line, "bounds: checked at each access"),
            _ => note(
                lines,
                line,
                "bounds: tested before the loop; checked at each access only if that test fails",
            ),
        }
    }
    for (line, left) in overflow.into_iter().filter(|(_, left)| left.checked > 0) {
        note(lines, line, format!("overflow: {} checked", operations(left.checked)));
    }
    for (line, left) in zero.into_iter().filter(|(_, left)| left.checked > 0) {
        note(lines, line, format!("division by zero: {} checked", operations(left.checked)));
    }
}

fn tally(table: &mut BTreeMap<u32, Left>, line: u32, mode: Overflow) {
    let left = table.entry(line).or_default();
    match mode {
        Overflow::Raise => left.checked += 1,
        _ => left.proven += 1,
    }
}

fn operations(n: usize) -> String {
    if n == 1 { "1 operation".into() } else { format!("{n} operations") }
}

/// What loops do, and what keeps the innermost ones from being vectorised.
fn loops(function: &Function, after: &Function, lines: &mut [Line]) {
    let mut vectors: Vec<u32> = Vec::new();
    walk::stmts(&after.body, &mut |stmt| match stmt {
        Stmt::For(l) if l.vector.is_some() => vectors.push(l.pos.line),
        Stmt::Prange(p) if p.vector.is_some() => vectors.push(p.pos.line),
        _ => {}
    });
    let name = |l: tir::LocalId| function.locals.get(l.0 as usize).map_or("?".into(), |l| l.name.to_string());
    walk::stmts(&function.body, &mut |stmt| match stmt {
        Stmt::Prange(p) => {
            let mut text = "parallel loop".to_owned();
            for r in &p.reductions {
                text += &format!(", reduction of `{}` by {}", name(r.local), r.op.name());
            }
            if !p.alias.is_empty() {
                text += &format!(", {} overlap tests at entry", p.alias.len());
            }
            note(lines, p.pos.line, text);
            obstacle(&p.body, p.pos.line, &vectors, lines);
        }
        Stmt::For(l) => {
            note(
                lines,
                l.pos.line,
                "serial loop: `range` (write `prange` if the iterations are independent)",
            );
            obstacle(&l.body, l.pos.line, &vectors, lines);
        }
        Stmt::While(w) => {
            note(lines, w.cond.pos.line, "serial loop: `while` is not parallel and not vectorised");
        }
        _ => {}
    });
}

/// Says whether a loop is vectorised, or what stands against it.
fn obstacle(body: &[Stmt], line: u32, vectors: &[u32], lines: &mut [Line]) {
    if vectors.contains(&line) {
        note(lines, line, "vectorised, 128 bits a register");
        return;
    }
    let why: Cell<Option<&str>> = Cell::new(None);
    let say = |text: &'static str| why.set(why.get().or(Some(text)));
    walk::both(
        body,
        &mut |stmt| match stmt {
            Stmt::For(_) | Stmt::While(_) | Stmt::Prange(_) => say("it has an inner loop"),
            Stmt::Call(..) => say("it calls a function"),
            Stmt::Break | Stmt::Continue | Stmt::Return(_) => say("it is left or continued in the middle"),
            Stmt::Try(_) | Stmt::Raise(..) => say("it handles or raises exceptions"),
            Stmt::AssignView(_, ViewExpr::New { .. } | ViewExpr::Copy(_) | ViewExpr::Reshape { .. }, _) => {
                say("it makes arrays");
            }
            Stmt::If(..) => say("it branches"),
            _ => {}
        },
        &mut |e| match &e.kind {
            ExprKind::Call(_) => say("it calls a function"),
            ExprKind::Atomic(_) => say("it has atomic operations"),
            ExprKind::Math(f, _)
                if f.arity() == 2 || !matches!(f.name(), "sqrt" | "fabs" | "floor" | "ceil" | "trunc") =>
            {
                say("it calls a function of `math`");
            }
            _ => {}
        },
    );
    let why = why.get().unwrap_or("an access, a type or an operation in it has no vector form");
    note(lines, line, format!("not vectorised: {why}"));
}
