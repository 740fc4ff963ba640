//! The assembler: instructions with labels, and the tables of one code object.
//!
//! Jumps are written with a label and patched at the end; a jump to an unconditional jump goes to that one's target at once. Rows of the
//! exception table are added when a covered range ends, so rows of inner ranges come first.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use ungil_grammar::Span;

use crate::bytecode::{Const, Handler, Instr, NO_CACHE, Op};
use crate::hir;

/// A place in the code that jumps go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Label(u32);

const UNPLACED: u32 = u32::MAX;

/// What one code object is made of.
#[derive(Default)]
pub(super) struct Asm {
    pub instrs: Vec<Instr>,
    pub spans: Vec<Span>,
    labels: Vec<u32>,
    jumps: Vec<(u32, Label)>,
    rows: Vec<(u32, u32, Label)>,
    pub consts: Vec<Const>,
    const_keys: FxHashMap<Vec<u8>, u32>,
    pub names: Vec<Arc<str>>,
    name_keys: FxHashMap<Arc<str>, u32>,
    pub caches: u32,
}

impl Asm {
    /// The next instruction's place.
    pub fn pc(&self) -> u32 {
        self.instrs.len() as u32
    }

    /// Turns an `UnpackSeq` of this register, if one stands here, into the form that says that nothing else reads the register.
    pub fn unpack_item(&mut self, at: u32, item: u32) {
        if let Some(instr) = self.instrs.get_mut(at as usize)
            && instr.op() == Some(Op::UnpackSeq)
            && u32::from(instr.a()) == item
        {
            *instr = Instr::abcd(Op::UnpackItem, instr.a(), instr.b(), instr.c(), 0);
        }
    }

    pub fn push(&mut self, instr: Instr, span: Span) {
        self.instrs.push(instr);
        self.spans.push(span);
    }

    pub fn label(&mut self) -> Label {
        self.labels.push(UNPLACED);
        Label(self.labels.len() as u32 - 1)
    }

    pub fn place(&mut self, label: Label) {
        self.labels[label.0 as usize] = self.pc();
    }

    /// Notes that the last instruction jumps to `label`.
    pub fn jump_to(&mut self, label: Label) {
        self.jumps.push((self.pc() - 1, label));
    }

    /// Adds a row to the exception table.
    pub fn cover(&mut self, start: u32, end: u32, label: Label) {
        if start < end {
            self.rows.push((start, end, label));
        }
    }

    /// The index of a constant.
    pub fn constant(&mut self, c: &hir::Const) -> u32 {
        let mut key = Vec::new();
        write_key(c, &mut key);
        if let Some(index) = self.const_keys.get(&key) {
            return *index;
        }
        let index = self.consts.len() as u32;
        self.consts.push(convert(c));
        self.const_keys.insert(key, index);
        index
    }

    /// The index of a name.
    pub fn name(&mut self, name: &Arc<str>) -> u32 {
        if let Some(index) = self.name_keys.get(name) {
            return *index;
        }
        let index = self.names.len() as u32;
        self.names.push(name.clone());
        self.name_keys.insert(name.clone(), index);
        index
    }

    /// The next inline cache.
    pub fn cache(&mut self) -> u16 {
        if self.caches >= u32::from(NO_CACHE) {
            return NO_CACHE;
        }
        self.caches += 1;
        (self.caches - 1) as u16
    }

    /// Patches the jumps and gives the exception table.
    pub fn finish(&mut self) -> Vec<Handler> {
        for (at, label) in &self.jumps {
            let mut target = self.labels[label.0 as usize];
            // A chain of jumps; bounded, since two jumps may point at each other.
            for _ in 0..8 {
                match self.instrs.get(target as usize) {
                    Some(next) if next.op() == Some(Op::Jump) => {
                        let Some((_, label)) = find(&self.jumps, target) else { break };
                        target = self.labels[label.0 as usize];
                    }
                    _ => break,
                }
            }
            let distance = i64::from(target) - i64::from(*at) - 1;
            let instr = &mut self.instrs[*at as usize];
            *instr = instr.with_cd(distance as i32);
        }
        self.rows
            .iter()
            .map(|(start, end, label)| Handler {
                start: *start,
                end: *end,
                target: self.labels[label.0 as usize],
            })
            .collect()
    }
}

/// The jump at `pc`; jumps are in order of their places.
fn find(jumps: &[(u32, Label)], pc: u32) -> Option<(u32, Label)> {
    jumps.binary_search_by_key(&pc, |(at, _)| *at).ok().map(|index| jumps[index])
}

/// A constant as the runtime takes it.
pub(super) fn convert(c: &hir::Const) -> Const {
    match c {
        hir::Const::None => Const::None,
        hir::Const::Bool(true) => Const::True,
        hir::Const::Bool(false) => Const::False,
        hir::Const::Ellipsis => Const::Ellipsis,
        hir::Const::Int(i) => Const::Int(*i),
        hir::Const::BigInt(i) => Const::BigInt(i.clone()),
        hir::Const::Float(f) => Const::Float(*f),
        hir::Const::Complex(re, im) => Const::Complex(*re, *im),
        hir::Const::Str(s) => Const::Str(Arc::from(s.as_bytes())),
        hir::Const::Wtf8(b) => Const::Str(b.clone()),
        hir::Const::Bytes(b) => Const::Bytes(b.clone()),
        hir::Const::Tuple(items) => Const::Tuple(items.iter().map(convert).collect()),
        hir::Const::FrozenSet(items) => Const::FrozenSet(items.iter().map(convert).collect()),
    }
}

/// Constants are the same if their types and bits are: `1`, `1.0`, `True`, `0.0` and `-0.0` all differ.
fn write_key(c: &hir::Const, key: &mut Vec<u8>) {
    let text = |key: &mut Vec<u8>, tag: u8, bytes: &[u8]| {
        key.push(tag);
        key.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        key.extend_from_slice(bytes);
    };
    match c {
        hir::Const::None => key.push(0),
        hir::Const::Bool(b) => key.extend_from_slice(&[1, u8::from(*b)]),
        hir::Const::Ellipsis => key.push(2),
        hir::Const::Int(i) => {
            key.push(3);
            key.extend_from_slice(&i.to_le_bytes());
        }
        hir::Const::BigInt(i) => text(key, 4, &i.to_signed_bytes_le()),
        hir::Const::Float(f) => {
            key.push(5);
            key.extend_from_slice(&f.to_bits().to_le_bytes());
        }
        hir::Const::Complex(re, im) => {
            key.push(6);
            key.extend_from_slice(&re.to_bits().to_le_bytes());
            key.extend_from_slice(&im.to_bits().to_le_bytes());
        }
        hir::Const::Str(s) => text(key, 7, s.as_bytes()),
        hir::Const::Wtf8(b) => text(key, 7, b),
        hir::Const::Bytes(b) => text(key, 8, b),
        hir::Const::Tuple(items) | hir::Const::FrozenSet(items) => {
            key.push(if matches!(c, hir::Const::Tuple(_)) { 9 } else { 10 });
            key.extend_from_slice(&(items.len() as u64).to_le_bytes());
            for item in items.iter() {
                write_key(item, key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_constants_of_different_types_stay_apart() {
        let mut asm = Asm::default();
        let all = [
            hir::Const::Int(1),
            hir::Const::Float(1.0),
            hir::Const::Bool(true),
            hir::Const::Float(0.0),
            hir::Const::Float(-0.0),
            hir::Const::Tuple([hir::Const::Int(1)].into()),
            hir::Const::Tuple([hir::Const::Float(1.0)].into()),
            hir::Const::Str("a".into()),
            hir::Const::Bytes(b"a"[..].into()),
        ];
        let indices: Vec<u32> = all.iter().map(|c| asm.constant(c)).collect();
        assert_eq!(indices, (0..all.len() as u32).collect::<Vec<_>>());
        assert_eq!(asm.constant(&all[4]), 4);
    }

    #[test]
    fn a_jump_to_a_jump_goes_all_the_way() {
        let mut asm = Asm::default();
        let (middle, end) = (asm.label(), asm.label());
        asm.push(Instr::abj(Op::JTrue, 0, 0, 0), Span::default());
        asm.jump_to(middle);
        asm.push(Instr::abcd(Op::ReturnNone, 0, 0, 0, 0), Span::default());
        asm.place(middle);
        asm.push(Instr::abj(Op::Jump, 0, 0, 0), Span::default());
        asm.jump_to(end);
        asm.push(Instr::abcd(Op::Nop, 0, 0, 0, 0), Span::default());
        asm.place(end);
        asm.push(Instr::abcd(Op::ReturnNone, 0, 0, 0, 0), Span::default());
        asm.finish();
        assert_eq!(asm.instrs[0].cd(), 3);
    }
}
