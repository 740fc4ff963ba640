//! Definite assignment: sets of variables that certainly have a value, and what one pass through a block does to them.
//!
//! [`once`] looks at a block as at one iteration of a loop in which nothing is assigned yet: a variable that is read
//! before it is certainly assigned *carries* its value from outside (for a `prange`: from another iteration).

use rustc_hash::FxHashMap;

use super::visit;
use crate::hir::*;

/// A set of variable numbers, or the state after code that never ends normally (then every variable counts as assigned).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Assigned {
    words: Vec<u64>,
    dead: bool,
}

impl Assigned {
    /// The state that no execution reaches.
    pub(crate) fn dead() -> Assigned {
        Assigned { words: Vec::new(), dead: true }
    }

    /// Whether no execution gets here.
    pub(crate) fn is_dead(&self) -> bool {
        self.dead
    }

    /// Whether the variable certainly has a value.
    pub(crate) fn has(&self, var: usize) -> bool {
        self.dead || self.words.get(var / 64).is_some_and(|w| w >> (var % 64) & 1 == 1)
    }

    /// The variable has a value now.
    pub(crate) fn add(&mut self, var: usize) {
        if self.words.len() <= var / 64 {
            self.words.resize(var / 64 + 1, 0);
        }
        self.words[var / 64] |= 1 << (var % 64);
    }

    /// The variable may have no value now.
    pub(crate) fn remove(&mut self, var: usize) {
        if let Some(word) = self.words.get_mut(var / 64) {
            *word &= !(1 << (var % 64));
        }
    }

    /// The state where two paths meet.
    pub(crate) fn join(&mut self, other: &Assigned) {
        if other.dead {
            return;
        }
        if self.dead {
            *self = other.clone();
            return;
        }
        self.words.truncate(other.words.len());
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a &= b;
        }
    }

    /// Everything that either has: the state after two pieces of code that both ran.
    pub(crate) fn both(&mut self, other: &Assigned) {
        if self.dead || other.dead {
            *self = Assigned::dead();
            return;
        }
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a |= b;
        }
    }
}

/// What [`once`] finds.
#[derive(Debug, Default)]
pub(crate) struct Once<'h> {
    /// Every variable that the block assigns, with its first assignment.
    pub written: indexmap::IndexMap<&'h Var, Span>,
    /// Variables that may be read before they are assigned, with the first such read.
    pub carried: FxHashMap<&'h Var, Span>,
    /// Whether each variable of `written` (by index) is assigned at every normal end of the block (a `continue` of the loop
    /// around counts).
    pub always: Vec<bool>,
}

/// One pass through a block; `first` is assigned before it (a loop's target).
pub(crate) fn once<'h>(module: &'h Module, first: Option<&'h Target>, block: &'h [Stmt]) -> Once<'h> {
    let mut written = indexmap::IndexMap::new();
    {
        let mut note = |u: visit::Use<'h>| {
            if let visit::Use::Write(var, span) = u {
                written.entry(var).or_insert(span);
            }
        };
        if let Some(target) = first {
            visit::target(target, &mut note);
        }
        visit::block(module, block, &mut note);
    }
    let mut walk = Walk {
        module,
        out: Once { written, ..Once::default() },
        now: Assigned::default(),
        loops: vec![Jumps { breaks: Assigned::dead(), continues: Assigned::dead() }],
    };
    if let Some(target) = first {
        walk.target(target);
    }
    walk.block(block);
    let mut end = walk.now;
    for jumps in walk.loops {
        end.join(&jumps.continues);
    }
    let mut out = walk.out;
    out.always = (0..out.written.len()).map(|i| end.has(i)).collect();
    out
}

struct Jumps {
    breaks: Assigned,
    continues: Assigned,
}

struct Walk<'h> {
    module: &'h Module,
    out: Once<'h>,
    now: Assigned,
    loops: Vec<Jumps>,
}

impl<'h> Walk<'h> {
    fn read(&mut self, var: &'h Var, span: Span) {
        if let Some(index) = self.out.written.get_index_of(var)
            && !self.now.has(index)
        {
            self.out.carried.entry(var).or_insert(span);
        }
    }

    fn write(&mut self, var: &'h Var) {
        if let Some(index) = self.out.written.get_index_of(var)
            && !self.now.is_dead()
        {
            self.now.add(index);
        }
    }

    fn expr(&mut self, e: &'h Expr) {
        match &e.kind {
            ExprKind::Var(var) => self.read(var, e.span),
            ExprKind::Named { target, value, .. } => {
                self.expr(value);
                self.write(target);
            }
            ExprKind::Bool { values, .. } => self.first_certain(values.iter()),
            ExprKind::Compare { first, rest } => {
                self.expr(first);
                self.first_certain(rest.iter().map(|(_, e)| e));
            }
            ExprKind::IfElse { cond, then, orelse } => {
                self.expr(cond);
                let before = self.now.clone();
                self.expr(then);
                let after = std::mem::replace(&mut self.now, before);
                self.expr(orelse);
                self.now.join(&after);
            }
            ExprKind::Comp(_) => {
                let mut uses = Vec::new();
                visit::expr(e, &mut |u| uses.push(u));
                for u in uses {
                    if let visit::Use::Read(var, span) = u {
                        self.read(var, span);
                    }
                }
            }
            _ => {
                let mut parts = Vec::new();
                visit::children(e, &mut |child| parts.push(child));
                parts.into_iter().for_each(|child| self.expr(child));
            }
        }
    }

    /// The first is evaluated for certain, the others perhaps.
    fn first_certain(&mut self, mut parts: impl Iterator<Item = &'h Expr>) {
        if let Some(first) = parts.next() {
            self.expr(first);
        }
        let after = self.now.clone();
        parts.for_each(|e| self.expr(e));
        self.now = after;
    }

    fn target(&mut self, t: &'h Target) {
        match &t.kind {
            TargetKind::Var(var) => self.write(var),
            TargetKind::Attribute { value, .. } => self.expr(value),
            TargetKind::Index { value, index } => {
                self.expr(value);
                self.expr(index);
            }
            TargetKind::Unpack { items, .. } => items.iter().for_each(|t| self.target(t)),
        }
    }

    fn block(&mut self, block: &'h [Stmt]) {
        block.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn stmt(&mut self, stmt: &'h Stmt) {
        match &stmt.kind {
            StmtKind::AugAssign { target, value, .. } => {
                if let TargetKind::Var(var) = &target.kind {
                    self.read(var, target.span);
                }
                self.expr(value);
                self.target(target);
            }
            StmtKind::If { arms, orelse } => {
                let mut after = Assigned::dead();
                for (cond, body) in arms {
                    self.expr(cond);
                    let before = self.now.clone();
                    self.block(body);
                    after.join(&std::mem::replace(&mut self.now, before));
                }
                self.block(orelse);
                self.now.join(&after);
            }
            StmtKind::While { cond, body, orelse } => {
                self.expr(cond);
                let forever = matches!(cond.kind, ExprKind::Const(Const::Bool(true) | Const::Int(1)));
                let before = self.now.clone();
                let breaks = self.looped(|walk| walk.block(body));
                self.now = if forever { Assigned::dead() } else { before };
                self.block(orelse);
                self.now.join(&breaks);
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.expr(iter);
                let before = self.now.clone();
                let breaks = self.looped(|walk| {
                    walk.target(target);
                    walk.block(body);
                });
                self.now = before;
                self.block(orelse);
                self.now.join(&breaks);
            }
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                let before = self.now.clone();
                self.block(body);
                self.block(orelse);
                let mut after = self.now.clone();
                for handler in handlers {
                    self.now = before.clone();
                    handler.target.iter().for_each(|var| self.write(var));
                    self.block(&handler.body);
                    after.join(&self.now);
                }
                self.now = before;
                self.block(finalbody);
                let last = std::mem::replace(&mut self.now, after);
                self.now.both(&last);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                let before = self.now.clone();
                for case in cases {
                    self.now = before.clone();
                    self.block(&case.body);
                }
                self.now = before;
            }
            StmtKind::Return(value) => {
                value.iter().for_each(|e| self.expr(e));
                self.now = Assigned::dead();
            }
            StmtKind::Raise { exc, cause } => {
                exc.iter().chain(cause).for_each(|e| self.expr(e));
                self.now = Assigned::dead();
            }
            StmtKind::Break => {
                let now = std::mem::replace(&mut self.now, Assigned::dead());
                if let Some(jumps) = self.loops.last_mut() {
                    jumps.breaks.join(&now);
                }
            }
            StmtKind::Continue => {
                let now = std::mem::replace(&mut self.now, Assigned::dead());
                if let Some(jumps) = self.loops.last_mut() {
                    jumps.continues.join(&now);
                }
            }
            StmtKind::FunctionDef { target, captured, .. } => {
                captured.iter().for_each(|e| self.expr(e));
                self.write(target);
            }
            StmtKind::ClassDef { target, .. } => self.write(target),
            StmtKind::Delete(_) => {}
            _ => {
                let mut parts = Vec::new();
                visit::direct(stmt, &mut |part| parts.push(part));
                for part in parts {
                    match part {
                        visit::Part::Expr(e) => self.expr(e),
                        visit::Part::Target(t) => self.target(t),
                        visit::Part::Var(var) => self.write(var),
                    }
                }
                let mut blocks = Vec::new();
                visit::inner_blocks(self.module, stmt, &mut |b| blocks.push(b));
                blocks.into_iter().for_each(|b| self.block(b));
            }
        }
    }

    fn looped(&mut self, body: impl FnOnce(&mut Walk<'h>)) -> Assigned {
        self.loops.push(Jumps { breaks: Assigned::dead(), continues: Assigned::dead() });
        body(self);
        self.loops.pop().map_or_else(Assigned::dead, |jumps| jumps.breaks)
    }
}
