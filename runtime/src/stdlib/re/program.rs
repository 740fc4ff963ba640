//! The instructions that the matcher runs, and how they are made of a tree.
//!
//! ```text
//!   a|b      Guard b' ; Split L1 L2 ; L1: a ; Jump end ; L2: b          a* (a never empty)   L: Split body end ; body ; Jump L
//!   a{2,5}   LoopInit r ; L: Loop r ; a ; Jump L                        x* (one character)   Run
//! ```

use crate::object::encode;

use super::charset::CharSet;
use super::syntax::{At, Fold, Greed, Node, Parsed, UNLIMITED};

/// What one character must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum One {
    /// One byte, which is a whole character.
    Byte(u8),
    /// Anything but a newline.
    Any,
    AnyAll,
    Set(u32),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Op {
    One(One),
    /// These bytes of the pool: characters of several bytes, or several characters.
    Bytes {
        from: u32,
        len: u32,
    },
    At(At),
    Jump(u32),
    /// Tries the next instruction, then `other`.
    Split {
        other: u32,
    },
    /// Tries `other`, then the next instruction.
    SplitLazy {
        other: u32,
    },
    /// Goes on at `other` unless the next byte is in the bitmap.
    Guard {
        bitmap: u32,
        other: u32,
    },
    /// Remembers the place in a register.
    Save(u32),
    /// The end of a group.
    Close(u32),
    /// A repetition of one character.
    Run(u32),
    LoopInit(u32),
    Loop(u32),
    /// A lazy loop goes around once more.
    LoopAgain(u32),
    Ref {
        group: u32,
        fold: Fold,
    },
    /// Begins a look-around: remembers the height of the stack and the place, goes `back` characters.
    Look {
        reg: u32,
        back: u32,
        not: bool,
        other: u32,
    },
    LookEnd {
        reg: u32,
    },
    LookNotEnd {
        reg: u32,
    },
    AtomicStart {
        reg: u32,
    },
    AtomicEnd {
        reg: u32,
    },
    /// Goes to `other` unless the group matched.
    Cond {
        group: u32,
        other: u32,
    },
    Fail,
    Match,
}

/// A repetition of one character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) one: One,
    pub(super) min: u32,
    pub(super) max: u32,
    pub(super) greed: Greed,
    /// The byte that must follow, if there is just one.
    pub(super) follow: Option<u8>,
}

/// A loop with a counter in register `reg` and the place of its last round in the register after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Loop {
    pub(super) reg: u32,
    pub(super) min: u32,
    pub(super) max: u32,
    pub(super) lazy: bool,
    pub(super) body: u32,
    pub(super) exit: u32,
    pub(super) again: u32,
}

/// Bytes: 256 bits.
pub(super) type Bitmap = [u64; 4];

/// A compiled pattern.
#[derive(Debug, Default)]
pub(super) struct Program {
    pub(super) ops: Vec<Op>,
    pub(super) pool: Vec<u8>,
    pub(super) sets: Vec<CharSet>,
    pub(super) runs: Vec<Run>,
    pub(super) loops: Vec<Loop>,
    pub(super) bitmaps: Vec<Bitmap>,
    /// How many registers: two for each group and the whole, `last` and those of loops.
    pub(super) registers: u32,
    /// The register with the number of the group that was closed last.
    pub(super) last: u32,
    pub(super) groups: u32,
    pub(super) flags: u32,
    pub(super) is_str: bool,
    pub(super) names: Vec<(Vec<u32>, u32)>,
    /// The bytes that every match begins with.
    pub(super) prefix: Vec<u8>,
    /// The bytes that a match may begin with, if it cannot be empty.
    pub(super) first: Option<Bitmap>,
    /// Whether a match begins at the start of the text only.
    pub(super) anchored: bool,
    /// The least number of characters of a match.
    pub(super) min_width: u64,
}

/// Makes the instructions.
pub(super) fn compile(parsed: Parsed, is_str: bool) -> Program {
    let last = 2 * (parsed.groups + 1);
    let mut c = Compiler {
        program: Program {
            registers: last + 1,
            last,
            groups: parsed.groups,
            flags: parsed.flags,
            is_str,
            names: parsed.names,
            min_width: parsed.node.width(&[]).0,
            ..Program::default()
        },
    };
    let mut prefix = Vec::new();
    c.prefix(&parsed.node, &mut prefix);
    c.program.prefix = prefix;
    let mut first = [0; 4];
    if !c.first(&parsed.node, &mut first) {
        c.program.first = Some(first);
    }
    c.program.anchored = starts_anchored(&parsed.node);
    c.node(&parsed.node);
    c.op(Op::Match);
    c.hints();
    c.program
}

fn starts_anchored(node: &Node) -> bool {
    match node {
        Node::At(At::Start) => true,
        Node::Cat(nodes) => nodes.first().is_some_and(starts_anchored),
        Node::Group(_, node) | Node::Atomic(node) => starts_anchored(node),
        Node::Alt(nodes) => nodes.iter().all(starts_anchored),
        _ => false,
    }
}

struct Compiler {
    program: Program,
}

impl Compiler {
    fn op(&mut self, op: Op) -> u32 {
        self.program.ops.push(op);
        self.program.ops.len() as u32 - 1
    }

    fn here(&self) -> u32 {
        self.program.ops.len() as u32
    }

    /// Makes an instruction written before go on here.
    fn land(&mut self, at: u32) {
        let here = self.here();
        if let Some(
            Op::Jump(target)
            | Op::Split { other: target }
            | Op::SplitLazy { other: target }
            | Op::Guard { other: target, .. }
            | Op::Look { other: target, .. }
            | Op::Cond { other: target, .. },
        ) = self.program.ops.get_mut(at as usize)
        {
            *target = here;
        }
    }

    fn registers(&mut self, n: u32) -> u32 {
        self.program.registers += n;
        self.program.registers - n
    }

    fn char_bytes(&self, c: u32, out: &mut Vec<u8>) {
        if self.program.is_str { encode(c, out) } else { out.push(c as u8) }
    }

    fn set(&mut self, set: &CharSet) -> One {
        self.program.sets.push(set.clone());
        One::Set(self.program.sets.len() as u32 - 1)
    }

    /// What the node is, if it is one character (and one byte if it is a certain one).
    fn one(&mut self, node: &Node) -> Option<One> {
        match node {
            Node::Char(c) if *c < 128 || !self.program.is_str => Some(One::Byte(*c as u8)),
            Node::Char(c) => {
                let set = CharSet::of_char(*c, Fold::Exact);
                Some(self.set(&set))
            }
            Node::Set(set) => Some(self.set(set)),
            Node::Any => Some(One::Any),
            Node::AnyAll => Some(One::AnyAll),
            Node::Cat(nodes) if nodes.len() == 1 => nodes.first().and_then(|node| self.one(node)),
            Node::Group(None, node) => self.one(node),
            _ => None,
        }
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Char(c) if *c < 128 || !self.program.is_str => {
                self.op(Op::One(One::Byte(*c as u8)));
            }
            Node::Char(c) => {
                let mut bytes = Vec::new();
                self.char_bytes(*c, &mut bytes);
                self.bytes(&bytes);
            }
            Node::Set(set) => {
                let one = self.set(set);
                self.op(Op::One(one));
            }
            Node::Any => {
                self.op(Op::One(One::Any));
            }
            Node::AnyAll => {
                self.op(Op::One(One::AnyAll));
            }
            Node::At(at) => {
                self.op(Op::At(*at));
            }
            Node::Cat(nodes) => self.sequence(nodes),
            Node::Alt(nodes) => self.alternatives(nodes),
            Node::Group(None, node) => self.node(node),
            Node::Group(Some(group), node) => {
                self.op(Op::Save(2 * group));
                self.node(node);
                self.op(Op::Close(*group));
            }
            Node::Repeat { min, max, greed, body } => self.repeat(*min, *max, *greed, body),
            Node::Ref { group, fold } => {
                self.op(Op::Ref { group: *group, fold: *fold });
            }
            Node::Look { back, not, body } => {
                let reg = self.registers(2);
                let look = self.op(Op::Look { reg, back: *back, not: *not, other: 0 });
                self.node(body);
                self.op(if *not { Op::LookNotEnd { reg } } else { Op::LookEnd { reg } });
                self.land(look);
            }
            Node::Atomic(body) => self.atomic(|c| c.node(body)),
            Node::Cond { group, yes, no } => {
                let cond = self.op(Op::Cond { group: *group, other: 0 });
                self.node(yes);
                let jump = self.op(Op::Jump(0));
                self.land(cond);
                self.node(no);
                self.land(jump);
            }
            Node::Never => {
                self.op(Op::Fail);
            }
        }
    }

    fn atomic(&mut self, inside: impl FnOnce(&mut Compiler)) {
        let reg = self.registers(1);
        self.op(Op::AtomicStart { reg });
        inside(self);
        self.op(Op::AtomicEnd { reg });
    }

    fn bytes(&mut self, bytes: &[u8]) {
        let from = self.program.pool.len() as u32;
        self.program.pool.extend_from_slice(bytes);
        self.op(Op::Bytes { from, len: bytes.len() as u32 });
    }

    /// Characters that follow each other are compared at once.
    fn sequence(&mut self, nodes: &[Node]) {
        let mut rest = nodes;
        while let Some((first, tail)) = rest.split_first() {
            let count = rest.iter().take_while(|node| matches!(node, Node::Char(_))).count();
            if count > 1 {
                let mut bytes = Vec::new();
                for node in rest.iter().take(count) {
                    if let Node::Char(c) = node {
                        self.char_bytes(*c, &mut bytes);
                    }
                }
                self.bytes(&bytes);
                rest = rest.get(count..).unwrap_or_default();
                continue;
            }
            self.node(first);
            rest = tail;
        }
    }

    fn guard(&mut self, node: &Node) -> Option<u32> {
        let mut bitmap = [0; 4];
        if self.first(node, &mut bitmap) || bitmap == [u64::MAX; 4] {
            return None;
        }
        self.program.bitmaps.push(bitmap);
        let bitmap = self.program.bitmaps.len() as u32 - 1;
        Some(self.op(Op::Guard { bitmap, other: 0 }))
    }

    fn alternatives(&mut self, nodes: &[Node]) {
        let mut ends = Vec::new();
        for (i, node) in nodes.iter().enumerate() {
            if i + 1 == nodes.len() {
                self.node(node);
                break;
            }
            let guard = self.guard(node);
            let split = self.op(Op::Split { other: 0 });
            self.node(node);
            ends.push(self.op(Op::Jump(0)));
            self.land(split);
            if let Some(guard) = guard {
                self.land(guard);
            }
        }
        ends.into_iter().for_each(|end| self.land(end));
    }

    fn repeat(&mut self, min: u32, max: u32, greed: Greed, body: &Node) {
        if let Some(one) = self.one(body) {
            if (min, max) == (1, 1) {
                self.op(Op::One(one));
                return;
            }
            self.program.runs.push(Run { one, min, max, greed, follow: None });
            self.op(Op::Run(self.program.runs.len() as u32 - 1));
            return;
        }
        if greed == Greed::Possessive {
            return self.atomic(|c| c.repeat(min, max, Greed::Greedy, body));
        }
        let lazy = greed == Greed::Lazy;
        let may_be_empty = self.first(body, &mut [0; 4]);
        if (min, max) == (0, 1) {
            let guard = if lazy { None } else { self.guard(body) };
            let split = self.op(if lazy { Op::SplitLazy { other: 0 } } else { Op::Split { other: 0 } });
            self.node(body);
            self.land(split);
            if let Some(guard) = guard {
                self.land(guard);
            }
        } else if max == UNLIMITED && min <= 1 && !may_be_empty {
            let skip = (min == 1).then(|| self.op(Op::Jump(0)));
            let top = self.here();
            let guard = if lazy { None } else { self.guard(body) };
            let split = self.op(if lazy { Op::SplitLazy { other: 0 } } else { Op::Split { other: 0 } });
            if let Some(skip) = skip {
                self.land(skip);
            }
            self.node(body);
            self.op(Op::Jump(top));
            self.land(split);
            if let Some(guard) = guard {
                self.land(guard);
            }
        } else {
            let reg = self.registers(2);
            let number = self.program.loops.len() as u32;
            self.program.loops.push(Loop { reg, min, max, lazy, body: 0, exit: 0, again: 0 });
            self.op(Op::LoopInit(number));
            let jump = self.op(Op::Jump(0));
            let again = self.op(Op::LoopAgain(number));
            self.land(jump);
            let top = self.op(Op::Loop(number));
            self.node(body);
            self.op(Op::Jump(top));
            let exit = self.here();
            if let Some(info) = self.program.loops.get_mut(number as usize) {
                (info.body, info.exit, info.again) = (top + 1, exit, again);
            }
        }
    }

    /// Adds the bytes that a match of the node may begin with; whether it may be empty.
    fn first(&self, node: &Node, bits: &mut Bitmap) -> bool {
        let mut add = |byte: u8| bits[usize::from(byte) / 64] |= 1 << (byte % 64);
        match node {
            Node::Char(c) => {
                let mut bytes = Vec::new();
                self.char_bytes(*c, &mut bytes);
                bytes.first().copied().into_iter().for_each(add);
                false
            }
            Node::Set(set) => {
                let low = set.low();
                if self.program.is_str {
                    (bits[0], bits[1]) = (bits[0] | low[0], bits[1] | low[1]);
                    if set.may_have_wide() {
                        (bits[2], bits[3]) = (u64::MAX, u64::MAX);
                    }
                } else {
                    bits.iter_mut().zip(low).for_each(|(word, low)| *word |= low);
                }
                false
            }
            Node::Any => {
                (0..=255).filter(|&byte| byte != b'\n').for_each(&mut add);
                false
            }
            Node::AnyAll => {
                *bits = [u64::MAX; 4];
                false
            }
            Node::At(_) | Node::Look { .. } => true,
            Node::Never => false,
            Node::Cat(nodes) => nodes.iter().all(|node| self.first(node, bits)),
            // Every branch is looked at.
            Node::Alt(nodes) => nodes.iter().fold(false, |empty, node| self.first(node, bits) | empty),
            Node::Group(_, node) | Node::Atomic(node) => self.first(node, bits),
            Node::Repeat { min, max, body, .. } => *max == 0 || self.first(body, bits) || *min == 0,
            Node::Ref { .. } => {
                *bits = [u64::MAX; 4];
                true
            }
            Node::Cond { yes, no, .. } => self.first(yes, bits) | self.first(no, bits),
        }
    }

    /// Collects what every match begins with; whether the node was exactly that.
    fn prefix(&self, node: &Node, out: &mut Vec<u8>) -> bool {
        match node {
            Node::Char(c) => {
                self.char_bytes(*c, out);
                true
            }
            Node::Cat(nodes) => nodes.iter().all(|node| self.prefix(node, out)),
            Node::Group(_, node) | Node::Atomic(node) => self.prefix(node, out),
            Node::Repeat { min, body, .. } if *min > 0 => {
                self.prefix(body, out);
                false
            }
            _ => false,
        }
    }

    /// Tells each run which byte follows it.
    fn hints(&mut self) {
        for at in 0..self.program.ops.len() {
            let Some(Op::Run(run)) = self.program.ops.get(at).copied() else { continue };
            let mut next = at + 1;
            let follow = loop {
                match self.program.ops.get(next) {
                    Some(Op::One(One::Byte(byte))) => break Some(*byte),
                    Some(Op::Bytes { from, .. }) => break self.program.pool.get(*from as usize).copied(),
                    Some(Op::Close(_) | Op::Save(_)) => next += 1,
                    Some(Op::Jump(target)) if *target as usize > next => next = *target as usize,
                    _ => break None,
                }
            };
            if let Some(run) = self.program.runs.get_mut(run as usize) {
                run.follow = follow;
            }
        }
    }
}
