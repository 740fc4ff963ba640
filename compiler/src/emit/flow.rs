//! The stack of constructs that jumps must leave properly, and the ranges that exception handlers cover.

use super::{Bits, Emitter, Label};
use crate::bytecode::Op;
use crate::hir::{Block, Span, Var};

/// `finally` blocks nest in the blocks of others at most this deep.
const MAX_FINALLY_DEPTH: u32 = 6;

/// A construct around the statement.
pub(super) struct Flow<'a> {
    pub kind: FlowKind<'a>,
    /// The handler of the range, if it covers one.
    handler: Option<Label>,
    /// Where the open piece of the range begins.
    open: u32,
    /// The closed pieces.
    pieces: Vec<(u32, u32)>,
    /// The known locals at its beginning.
    state: Option<Bits>,
}

/// What kind of construct, with what leaving it does.
#[derive(Clone)]
pub(super) enum FlowKind<'a> {
    Loop {
        break_to: Label,
        continue_to: Label,
    },
    /// A covered range; nothing to do when it is left.
    Cover,
    /// The body of a `try` with `finally`: leaving runs the block.
    Finally {
        body: &'a Block,
    },
    /// A handler: leaving unbinds the variable and restores the exception handled before, in `base`.
    Handler {
        base: u32,
        var: Option<&'a Var>,
    },
    /// The body of a `with`: leaving calls `__exit__`, in `exit`.
    With {
        exit: u32,
        span: Span,
        is_async: bool,
    },
}

impl<'a> Flow<'a> {
    pub fn new(kind: FlowKind<'a>) -> Flow<'a> {
        Flow { kind, handler: None, open: 0, pieces: Vec::new(), state: None }
    }
}

impl<'a> Emitter<'a> {
    /// Begins a construct whose instructions `handler` covers.
    pub(super) fn enter_cover(&mut self, kind: FlowKind<'a>, handler: Label) {
        let open = self.asm.pc();
        let state = self.bound.clone();
        self.flow.push(Flow { kind, handler: Some(handler), open, pieces: Vec::new(), state });
    }

    /// Ends the innermost construct. Its handler is placed by [`Emitter::place_handler`] with what this returns.
    pub(super) fn leave_cover(&mut self) -> Covered {
        let Some(mut flow) = self.flow.pop() else { return Covered::default() };
        flow.pieces.push((flow.open, self.asm.pc()));
        let mut any = false;
        if let Some(handler) = flow.handler {
            for (start, end) in &flow.pieces {
                any |= start < end;
                self.asm.cover(*start, *end, handler);
            }
        }
        Covered { state: if any { flow.state } else { None }, handler: flow.handler }
    }

    /// Places the handler of a range; what follows is unreachable if the range has no instruction.
    pub(super) fn place_handler(&mut self, covered: Covered) {
        if let Some(handler) = covered.handler {
            self.asm.place(handler);
        }
        self.bound = covered.state;
    }

    /// Places a handler for one range directly.
    pub(super) fn begin_handler(&mut self, handler: Label, start: u32, end: u32, state: Option<Bits>) {
        self.asm.cover(start, end, handler);
        self.asm.place(handler);
        self.bound = if start < end { state } else { None };
    }

    /// Emits the cleanup of all constructs above `depth`, outside their ranges. They come back with [`Emitter::resume`].
    pub(super) fn unwind(&mut self, depth: usize) -> Vec<Flow<'a>> {
        let mut left = Vec::new();
        while self.flow.len() > depth {
            let Some(mut flow) = self.flow.pop() else { break };
            flow.pieces.push((flow.open, self.asm.pc()));
            let kind = flow.kind.clone();
            left.push(flow);
            self.cleanup(&kind);
        }
        left
    }

    /// Takes the constructs above `depth` off without their cleanup.
    pub(super) fn unwind_quietly(&mut self, depth: usize) -> Vec<Flow<'a>> {
        let pc = self.asm.pc();
        let mut left = self.flow.split_off(depth.min(self.flow.len()));
        for flow in &mut left {
            flow.pieces.push((flow.open, pc));
        }
        left.reverse();
        left
    }

    /// Goes on inside the constructs that `unwind` left.
    pub(super) fn resume(&mut self, left: Vec<Flow<'a>>) {
        let pc = self.asm.pc();
        for mut flow in left.into_iter().rev() {
            flow.open = pc;
            self.flow.push(flow);
        }
    }

    /// Whether leaving the constructs above `depth` runs code that could change a local.
    pub(super) fn unwinding_runs_code(&self, depth: usize) -> bool {
        self.flow[depth..].iter().any(|f| !matches!(f.kind, FlowKind::Loop { .. } | FlowKind::Cover))
    }

    fn cleanup(&mut self, kind: &FlowKind<'a>) {
        match kind {
            FlowKind::Loop { .. } | FlowKind::Cover => {}
            FlowKind::Finally { body } => self.final_block(body),
            FlowKind::Handler { base, var } => {
                self.unbind(*var);
                self.op(Op::PopExc, *base, 0, 0, 0);
            }
            FlowKind::With { exit, span, is_async } => {
                self.with_span(*span, |s| s.with_exit(*exit, *is_async));
            }
        }
    }

    /// One copy of a `finally` block. Blocks in blocks multiply, so their depth is limited.
    pub(super) fn final_block(&mut self, body: &'a Block) {
        if self.finally_depth >= MAX_FINALLY_DEPTH {
            return self.fail("too many `finally` blocks inside each other");
        }
        self.finally_depth += 1;
        self.block(body);
        self.finally_depth -= 1;
    }

    /// Unbinds the variable of a handler: it is gone after the clause, even if the clause deleted it.
    pub(super) fn unbind(&mut self, var: Option<&Var>) {
        match var {
            None => {}
            Some(Var::Local(id)) => {
                let home = self.home[id.0 as usize];
                if let Some(bound) = &mut self.bound {
                    bound.remove(*id);
                }
                if home > 255 {
                    let reg = self.alloc();
                    self.op(Op::LoadUnbound, reg, 0, 0, 0);
                    self.mv(home, reg);
                    self.top -= 1;
                } else {
                    self.op(Op::LoadUnbound, home, 0, 0, 0);
                }
            }
            Some(var) => {
                let reg = self.alloc();
                self.op(Op::LoadNone, reg, 0, 0, 0);
                self.store_var(var, reg);
                self.delete_var(var);
                self.top -= 1;
            }
        }
    }

    /// `__exit__(None, None, None)`.
    pub(super) fn with_exit(&mut self, exit: u32, is_async: bool) {
        if !is_async {
            return self.op(Op::WithExit, exit, 0, 0, 0);
        }
        let mark = self.top;
        let reg = self.alloc();
        let none = self.alloc();
        self.mv(reg, exit);
        self.op(Op::LoadNone, none, 0, 0, 0);
        self.op(Op::AsyncWithExit, reg, none, 0, 0);
        self.await_value(reg, none);
        self.top = mark;
    }

    /// A handler that restores the exception handled before (in `base`), unbinds `var`, and raises on.
    pub(super) fn restore_and_reraise(&mut self, covered: Covered, base: u32, var: Option<&Var>) {
        self.place_handler(covered);
        let mark = self.top;
        let inner = self.alloc_many(2);
        self.op(Op::PushExc, inner, 0, 0, 0);
        self.unbind(var);
        self.op(Op::PopExc, base, 0, 0, 0);
        self.op(Op::Reraise, inner + 1, 0, 0, 0);
        self.top = mark;
    }
}

/// A range that has ended.
#[derive(Default)]
pub(super) struct Covered {
    state: Option<Bits>,
    handler: Option<Label>,
}
