//! Native blocks: `EnterRegion` with the captured variables in a window, and the same statements as bytecode behind it.
//!
//! ```text
//!     window = captured variables (or the mark of an unbound local)
//!     the deadline behind it, if there is one
//!     EnterRegion window, region → native
//!     the statements                      (the bytecode engine falls through)
//!     jump end
//! native:
//!     variables = window; leave as the region says
//! end:
//! ```
//!
//! If the region raises, a handler writes the variables back before the exception goes on.

use super::Emitter;
use super::flow::FlowKind;
use crate::bytecode::{GilBlock, Op, RegionSite};
use crate::hir::{Exits, Region, RegionId, Var};

impl<'a> Emitter<'a> {
    pub(super) fn region(&mut self, id: RegionId) {
        let region = self.module.region(id);
        let Some(body) = self.region_body(id) else { return };
        if self.wide {
            self.span = region.head;
            self.fail("a function with a nogil block has too many variables");
            return;
        }
        let mark = self.top;
        let count = region.captures.len() as u32;
        let exits = region.exits != Exits::default();
        let deadline = region.option("deadline");
        let registers = count + if exits { 2 } else { 0 } + u32::from(deadline.is_some());
        let window = self.alloc_many(registers);
        self.span = region.head;
        self.sites.push(RegionSite { region: id.0, registers: registers as u16 });
        if let Some(seconds) = deadline {
            self.expr_to(seconds, window + registers - 1);
            self.span = region.head;
        }
        if exits {
            self.op(Op::LoadNone, window + count, 0, 0, 0);
            self.op(Op::LoadNone, window + count + 1, 0, 0, 0);
        }
        for (index, capture) in region.captures.iter().enumerate() {
            let reg = window + index as u32;
            match &capture.var {
                // A local may be unbound; whether that is an error the region decides.
                Var::Local(local) => {
                    if !self.bound.as_ref().is_some_and(|b| b.has(*local)) {
                        self.needs_mark.insert(*local);
                    }
                    self.mv(reg, self.home[local.0 as usize]);
                }
                var if !capture.written => self.load_var(var, reg),
                // It need not have a value yet.
                var if capture.read => {
                    let done = self.label();
                    self.attempt(|s| s.load_var(var, reg), done);
                    self.op(Op::LoadUnbound, reg, 0, 0, 0);
                    self.place(done);
                }
                _ => self.op(Op::LoadUnbound, reg, 0, 0, 0),
            }
        }
        let (native, end, handler) = (self.label(), self.label(), self.label());
        let before = self.bound.clone();
        self.enter_cover(FlowKind::Cover, handler);
        self.enter_region(window, id, native);
        let covered = self.leave_cover();
        let in_gil = std::mem::replace(&mut self.in_gil, false);
        self.block(body);
        self.in_gil = in_gil;
        self.jump(end);
        self.place_handler(covered);
        if self.reachable() {
            let base = self.alloc_many(2);
            self.op(Op::PushExc, base, 0, 0, 0);
            self.write_back(region, window, true);
            self.op(Op::PopExc, base, 0, 0, 0);
            self.op(Op::Reraise, base + 1, 0, 0, 0);
        }
        self.place(native);
        if self.reachable() {
            self.bound = before;
            self.span = region.head;
            self.write_back(region, window, false);
            if exits {
                self.region_exits(region, window + count);
            }
        }
        self.place(end);
        self.top = mark;
    }

    /// `with gil:`, which native code enters in the middle of this code. One inside another is nothing special.
    pub(super) fn gil_block(&mut self, number: u32, body: &'a crate::hir::Block) {
        if self.in_gil || !self.reachable() {
            return self.block(body);
        }
        let start = self.asm.pc();
        let index = self.gil_blocks.len();
        self.gil_blocks.push(GilBlock { number, start, end: start });
        self.in_gil = true;
        self.block(body);
        self.in_gil = false;
        self.op(Op::GilEnd, 0, 0, 0, 0);
        self.gil_blocks[index].end = self.asm.pc();
    }

    /// Emits something that may raise: if it does, what follows is executed, else `done` is next.
    fn attempt(&mut self, emit: impl FnOnce(&mut Self), done: super::Label) {
        let handler = self.label();
        self.enter_cover(FlowKind::Cover, handler);
        emit(self);
        let covered = self.leave_cover();
        self.jump(done);
        self.place_handler(covered);
        let base = self.alloc_many(2);
        self.op(Op::PushExc, base, 0, 0, 0);
        self.op(Op::PopExc, base, 0, 0, 0);
        self.top = base;
    }

    fn enter_region(&mut self, window: u32, id: RegionId, native: super::Label) {
        if id.0 > 0xFFFF {
            self.fail("the module has too many nogil blocks");
        }
        self.jump_op(Op::EnterRegion, window, id.0, native);
    }

    fn write_back(&mut self, region: &'a Region, window: u32, raised: bool) {
        for (index, capture) in region.captures.iter().enumerate() {
            let reg = window + index as u32;
            if !capture.written {
                continue;
            }
            match &capture.var {
                Var::Local(local) => {
                    self.mv(self.home[local.0 as usize], reg);
                    if !raised {
                        self.mark_bound(*local);
                    }
                }
                var if !raised => self.store_var(var, reg),
                // The region may have raised before the variable had a value.
                var => {
                    let done = self.label();
                    let name = self.name_index(&capture.name);
                    self.attempt(
                        |s| {
                            s.op(Op::CheckBound, 0, reg, name, 0);
                            s.store_var(var, reg);
                        },
                        done,
                    );
                    self.place(done);
                }
            }
        }
    }

    /// Goes on where the region left: its end, or a `return`, `break` or `continue`.
    fn region_exits(&mut self, region: &'a Region, kind: u32) {
        for (present, number) in
            [(region.exits.returns, 1), (region.exits.breaks, 2), (region.exits.continues, 3)]
        {
            if !present {
                continue;
            }
            let next = self.label();
            self.jump_op(Op::JNotEqI, kind, number, next);
            match number {
                1 => {
                    let left = self.unwind(0);
                    self.op(Op::Return, kind + 1, 0, 0, 0);
                    self.resume(left);
                }
                _ => self.loop_jump(number == 2),
            }
            self.place(next);
        }
    }
}
