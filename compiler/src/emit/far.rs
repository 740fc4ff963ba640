//! Instructions of wide functions, whose registers go beyond 255: operand `a` is reached through the scratch registers.
//!
//! Wide functions never use call windows (`call.rs` takes the general form), so what remains are small groups of registers.

use super::{Emitter, Label, SCRATCH};
use crate::bytecode::{Field, Instr, Op, Role};

impl Emitter<'_> {
    fn raw(&mut self, op: Op, a: u32, b: u32, c: u32, d: u32) {
        self.push(Instr::abcd(op, a as u8, b as u16, c as u16, d as u16));
        if !op.falls_through() {
            self.bound = None;
        }
    }

    fn far_move(&mut self, dst: u32, src: u32) {
        if dst > 0xFFFF || src > 0xFFFF {
            self.fail("the function has too many variables");
        }
        self.push(Instr::abcd(Op::MoveFar, 0, dst as u16, src as u16, 0));
    }

    /// The registers from `a` on that an instruction reads and writes, as counts.
    fn extent(&mut self, instr: Instr, op: Op) -> (u32, u32) {
        match op.operands().iter().find(|o| o.field == Field::A).map(|o| o.role) {
            Some(Role::Def) => (0, 1),
            Some(Role::Use) => (1, 0),
            Some(Role::UseDef) if op == Op::MakeFunction => (3, 1),
            Some(Role::UseDef) => (1, 1),
            Some(Role::Window) => {
                let ((_, reads), (_, writes)) = instr.window();
                if reads > SCRATCH || writes > SCRATCH {
                    self.fail("the function has too many variables for this statement");
                }
                (reads.min(SCRATCH), writes.min(SCRATCH))
            }
            _ => (0, 0),
        }
    }

    /// An instruction whose `a` is far.
    pub(super) fn far_op(&mut self, op: Op, a: u32, b: u32, c: u32, d: u32) {
        let scratch = self.scratch;
        let probe = Instr::abcd(op, 0, b as u16, c as u16, d as u16);
        let (reads, writes) = self.extent(probe, op);
        for index in 0..reads {
            // The flags of `MakeFunction` say which registers are given.
            if op != Op::MakeFunction || c >> index & 1 != 0 {
                self.far_move(scratch + index, a + index);
            }
        }
        self.raw(op, scratch, b, c, d);
        for index in 0..writes {
            if self.reachable() {
                self.far_move(a + index, scratch + index);
            }
        }
    }

    pub(super) fn far_op_cd(&mut self, op: Op, a: u32, b: u32, cd: i32) {
        let scratch = self.scratch;
        let probe = Instr::abj(op, 0, b as u16, cd);
        let (reads, writes) = self.extent(probe, op);
        for index in 0..reads {
            self.far_move(scratch + index, a + index);
        }
        self.push(Instr::abj(op, scratch as u8, b as u16, cd));
        for index in 0..writes {
            self.far_move(a + index, scratch + index);
        }
    }

    /// A jump whose `a` is far; none of them writes it.
    pub(super) fn far_jump(&mut self, op: Op, a: u32, b: u32, label: Label) {
        let scratch = self.scratch;
        self.far_move(scratch, a);
        self.push(Instr::abj(op, scratch as u8, b as u16, 0));
        self.asm.jump_to(label);
    }
}
