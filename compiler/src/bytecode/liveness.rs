//! Which registers of a frame still matter: the collector drops what the others hold.
//!
//! A backward data-flow pass over basic blocks. Blocks end at jumps and at the borders of exception ranges, so that all instructions
//! of a block have the same handler. An instruction that may raise keeps alive what its handler reads, in the state *before* it writes.
//! Only the registers at the end of each block are kept; a query walks back from there.

use super::{Code, Field, Instr, Op, Role};

/// A set of registers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterSet {
    words: Vec<u64>,
}

impl RegisterSet {
    fn new(registers: u32) -> RegisterSet {
        RegisterSet { words: vec![0; registers.div_ceil(64) as usize] }
    }

    /// Whether the register is in the set.
    pub fn contains(&self, reg: u32) -> bool {
        self.words.get(reg as usize / 64).is_some_and(|word| word >> (reg % 64) & 1 != 0)
    }

    /// The registers in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(index, word)| {
            let base = index as u32 * 64;
            (0..64).filter(move |bit| word >> bit & 1 != 0).map(move |bit| base + bit)
        })
    }

    fn insert(&mut self, reg: u32) {
        if let Some(word) = self.words.get_mut(reg as usize / 64) {
            *word |= 1 << (reg % 64);
        }
    }

    fn remove(&mut self, reg: u32) {
        if let Some(word) = self.words.get_mut(reg as usize / 64) {
            *word &= !(1 << (reg % 64));
        }
    }

    /// Adds all of `other`; says whether that changed the set.
    pub fn add(&mut self, other: &RegisterSet) -> bool {
        let mut changed = false;
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            changed |= *more & !*word != 0;
            *word |= more;
        }
        changed
    }
}

/// The live registers of a code object, ready to be asked for at any place.
#[derive(Clone, Debug)]
pub struct Liveness {
    /// The first instruction of each block, ascending.
    starts: Vec<u32>,
    /// What is live at the end of each block.
    ends: Vec<RegisterSet>,
    /// What the handler of each block reads, if it has one.
    handlers: Vec<Option<usize>>,
    /// What is live at the beginning of each block.
    begins: Vec<RegisterSet>,
    /// Registers that are always live: the locals of code that may look at them by name.
    kept: u32,
}

impl Liveness {
    /// Computes the live registers. The code must be well formed (see [`super::verify`]); of other code the answer is merely
    /// useless.
    pub fn new(code: &Code) -> Liveness {
        let starts = block_starts(code);
        let count = starts.len();
        let kept = if code.flags.keep_locals { code.locals.len() as u32 } else { 0 };
        let handlers = starts
            .iter()
            .map(|pc| {
                let row = code.handlers.iter().find(|row| (row.start..row.end).contains(pc))?;
                Some(block_of(&starts, row.target))
            })
            .collect();
        let mut liveness = Liveness {
            starts,
            ends: vec![RegisterSet::new(code.registers); count],
            handlers,
            begins: vec![RegisterSet::new(code.registers); count],
            kept,
        };
        let mut changed = true;
        while changed {
            changed = false;
            for block in (0..count).rev() {
                let end = liveness.flow_out(code, block);
                liveness.ends[block] = end;
                let begin = liveness.walk(code, block, liveness.starts[block]);
                changed |= liveness.begins[block].add(&begin);
            }
        }
        liveness
    }

    /// What is live at the end of a block: what its successors read.
    fn flow_out(&self, code: &Code, block: usize) -> RegisterSet {
        let mut live = RegisterSet::new(code.registers);
        let end = self.end(code, block);
        let Some(last) = end.checked_sub(1) else { return live };
        let Some(instr) = code.instrs.get(last as usize) else { return live };
        let op = instr.op();
        let ends = op.is_some_and(|op| !op.falls_through());
        if !ends && block + 1 < self.starts.len() {
            live.add(&self.begins[block + 1]);
        }
        if let Some(target) = jump_target(last, *instr) {
            let at = block_of(&self.starts, target);
            let mut taken = self.begins[at].clone();
            // A loop writes its item on the way back to the body only.
            if matches!(op, Some(Op::ForNext | Op::ForRange)) {
                taken.remove(u32::from(instr.b()));
            }
            live.add(&taken);
        }
        live
    }

    fn end(&self, code: &Code, block: usize) -> u32 {
        self.starts.get(block + 1).copied().unwrap_or(code.instrs.len() as u32)
    }

    /// What is live before instruction `pc` of `block`.
    fn walk(&self, code: &Code, block: usize, pc: u32) -> RegisterSet {
        let mut live = self.ends[block].clone();
        for at in (pc..self.end(code, block)).rev() {
            self.step(code, block, at, &mut live, true);
        }
        self.keep(&mut live);
        live
    }

    /// From what is live after an instruction to what is live before it, or (without `uses`) while it runs.
    fn step(&self, code: &Code, block: usize, pc: u32, live: &mut RegisterSet, uses: bool) {
        let Some(instr) = code.instrs.get(pc as usize) else { return };
        let Some(op) = instr.op() else { return };
        let (reads, writes) = code.window(*instr);
        for operand in op.operands() {
            if matches!(operand.role, Role::Def | Role::UseDef) {
                // Written on one way only: see `flow_out`.
                if matches!(op, Op::ForNext | Op::ForRange) {
                    continue;
                }
                live.remove(instr.field(operand.field, operand.role) as u32);
            }
        }
        for reg in writes.0..writes.0.saturating_add(writes.1) {
            live.remove(reg);
        }
        if let Some(handler) = self.handlers[block] {
            live.add(&self.begins[handler]);
        }
        if !uses {
            return;
        }
        for operand in op.operands() {
            if matches!(operand.role, Role::Use | Role::UseDef) {
                live.insert(instr.field(operand.field, operand.role) as u32);
            }
        }
        if op == Op::MakeFunction {
            for bit in 0..3 {
                if instr.c() >> bit & 1 != 0 {
                    live.insert(u32::from(instr.a()) + bit);
                }
            }
            if instr.c() & 1 == 0 {
                live.remove(u32::from(instr.a()));
            }
        }
        for reg in reads.0..reads.0.saturating_add(reads.1) {
            live.insert(reg);
        }
        if op == Op::MakeFunction
            && let Some(child) = code.codes.get(usize::from(instr.b()))
        {
            for capture in &child.captures {
                if let super::Capture::Cell(reg) = capture {
                    live.insert(u32::from(*reg));
                }
            }
        }
    }

    fn keep(&self, live: &mut RegisterSet) {
        for reg in 0..self.kept {
            live.insert(reg);
        }
    }

    /// What is live before instruction `pc`, its own operands included: for a frame that stands at an instruction that has not
    /// written its results, also for one whose operation runs other code but may read its operands again.
    pub fn before(&self, code: &Code, pc: u32) -> RegisterSet {
        self.walk(code, block_of(&self.starts, pc), pc)
    }

    /// What is live while instruction `pc` runs: its operands, its results as far as they are written already, and what comes
    /// after reads.
    pub fn during(&self, code: &Code, pc: u32) -> RegisterSet {
        let mut live = self.before(code, pc);
        let Some(&instr) = code.instrs.get(pc as usize) else { return live };
        for operand in instr.op().map_or(&[][..], Op::operands) {
            if matches!(operand.role, Role::Def | Role::UseDef) {
                live.insert(instr.field(operand.field, operand.role) as u32);
            }
        }
        let (_, writes) = code.window(instr);
        for reg in writes.0..writes.0.saturating_add(writes.1) {
            live.insert(reg);
        }
        live
    }

    /// What is live while a call at `pc` runs whose window belongs to the callee, and across a `Yield` or
    /// `YieldFrom`: what comes after reads or a handler reads, without the instruction's results.
    pub fn across(&self, code: &Code, pc: u32) -> RegisterSet {
        let block = block_of(&self.starts, pc);
        let mut live = self.ends[block].clone();
        for at in (pc + 1..self.end(code, block)).rev() {
            self.step(code, block, at, &mut live, true);
        }
        // These look at their iterator again when the frame that they pushed yields.
        let op = code.instrs.get(pc as usize).and_then(|i| i.op());
        let again = matches!(op, Some(Op::YieldFrom | Op::ForRange));
        self.step(code, block, pc, &mut live, again);
        self.keep(&mut live);
        live
    }
}

/// Where an instruction may jump to.
fn jump_target(pc: u32, instr: Instr) -> Option<u32> {
    let jump = instr.op()?.operands().iter().find(|o| o.role == Role::Jump)?;
    debug_assert!(jump.field == Field::CD);
    u32::try_from(i64::from(pc) + 1 + i64::from(instr.cd())).ok()
}

fn block_of(starts: &[u32], pc: u32) -> usize {
    starts.partition_point(|start| *start <= pc).saturating_sub(1)
}

fn block_starts(code: &Code) -> Vec<u32> {
    let count = code.instrs.len() as u32;
    let mut starts = vec![0];
    for (pc, instr) in code.instrs.iter().enumerate() {
        let pc = pc as u32;
        let op = instr.op();
        if let Some(target) = jump_target(pc, *instr) {
            starts.push(target);
            starts.push(pc + 1);
        } else if op.is_some_and(|op| !op.falls_through()) {
            starts.push(pc + 1);
        }
    }
    for row in &code.handlers {
        starts.extend([row.start, row.end, row.target]);
    }
    starts.retain(|start| *start < count);
    starts.sort_unstable();
    starts.dedup();
    if starts.is_empty() {
        starts.push(0);
    }
    starts
}
