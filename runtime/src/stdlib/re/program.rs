//! Lowers a pattern to instructions for the matcher.

use super::parse::{At, Greed, Node, Problem, UNBOUNDED};
use super::set::Set;

/// One instruction. Jumps are absolute.
#[derive(Clone, Debug)]
pub(super) enum Inst {
    Char(u32),
    Any,
    Set(Set),
    /// Tries `first`, then `second`.
    Split {
        first: usize,
        second: usize,
    },
    Jump(usize),
    /// Stores the position.
    Save(usize),
    At(At),
    BackRef {
        group: usize,
        ignore_case: bool,
    },
    /// A single character repeated; `one` stands at the next instruction.
    RepeatOne {
        min: u32,
        max: u32,
        greed: Greed,
    },
    /// Resets a counter.
    CountStart(usize),
    /// The head of a counted loop. The next instruction is a `CountEnter`, the body stands behind it.
    Count {
        slot: usize,
        min: u32,
        max: u32,
        greedy: bool,
        exit: usize,
    },
    CountEnter(usize),
    /// Runs what stands behind up to its `Done`, then goes on at `next`.
    Look {
        behind: Option<usize>,
        negative: bool,
        next: usize,
    },
    Atomic {
        next: usize,
    },
    /// Goes to `no` if the group has not matched.
    Cond {
        group: usize,
        no: usize,
    },
    /// The end of the pattern, or of a part run by itself.
    Done,
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Program {
    pub insts: Vec<Inst>,
    pub counters: usize,
    pub groups: usize,
    /// What a match must begin with, if that is one character.
    pub first: Option<u32>,
}

/// Larger programs are refused.
const MAX_INSTS: usize = 1 << 20;

pub(super) fn compile(node: &Node, groups: usize) -> Result<Program, Problem> {
    let mut compiler = Compiler { insts: Vec::new(), counters: 0 };
    compiler.node(node)?;
    compiler.insts.push(Inst::Done);
    let first = compiler.insts.iter().find_map(|inst| match inst {
        Inst::Save(_) => None,
        Inst::Char(c) => Some(Some(*c)),
        _ => Some(None),
    });
    Ok(Program { insts: compiler.insts, counters: compiler.counters, groups, first: first.flatten() })
}

struct Compiler {
    insts: Vec<Inst>,
    counters: usize,
}

impl Compiler {
    fn push(&mut self, inst: Inst) -> usize {
        self.insts.push(inst);
        self.insts.len() - 1
    }

    fn node(&mut self, node: &Node) -> Result<(), Problem> {
        if self.insts.len() > MAX_INSTS {
            return Err(Problem { message: "the pattern is too large".into(), at: 0 });
        }
        match node {
            Node::Empty => {}
            Node::Char(c) => {
                self.push(Inst::Char(*c));
            }
            Node::Any => {
                self.push(Inst::Any);
            }
            Node::Set(set) => {
                self.push(Inst::Set(set.clone()));
            }
            Node::Seq(items) => {
                for item in items {
                    self.node(item)?;
                }
            }
            Node::Alt(branches) => self.alternatives(branches)?,
            Node::Repeat { node, min, max, greed } => self.repeat(node, *min, *max, *greed)?,
            Node::Group(group, node) => {
                self.push(Inst::Save(2 * group));
                self.node(node)?;
                self.push(Inst::Save(2 * group + 1));
            }
            Node::BackRef { group, ignore_case } => {
                self.push(Inst::BackRef { group: *group, ignore_case: *ignore_case });
            }
            Node::At(at) => {
                self.push(Inst::At(*at));
            }
            Node::Look { behind, negative, node } => {
                let behind = if *behind {
                    let Some(width) = width(node) else {
                        return Err(Problem {
                            message: "look-behind requires fixed-width pattern".into(),
                            at: usize::MAX,
                        });
                    };
                    Some(width)
                } else {
                    None
                };
                let at = self.push(Inst::Done);
                self.node(node)?;
                self.push(Inst::Done);
                self.insts[at] = Inst::Look { behind, negative: *negative, next: self.insts.len() };
            }
            Node::Atomic(node) => self.atomic(|s| s.node(node))?,
            Node::Cond { group, yes, no } => {
                let at = self.push(Inst::Done);
                self.node(yes)?;
                let jump = self.push(Inst::Done);
                self.insts[at] = Inst::Cond { group: *group, no: self.insts.len() };
                self.node(no)?;
                self.insts[jump] = Inst::Jump(self.insts.len());
            }
        }
        Ok(())
    }

    fn atomic(&mut self, body: impl FnOnce(&mut Self) -> Result<(), Problem>) -> Result<(), Problem> {
        let at = self.push(Inst::Done);
        body(self)?;
        self.push(Inst::Done);
        self.insts[at] = Inst::Atomic { next: self.insts.len() };
        Ok(())
    }

    fn alternatives(&mut self, branches: &[Node]) -> Result<(), Problem> {
        let mut jumps = Vec::new();
        for (i, branch) in branches.iter().enumerate() {
            if i + 1 == branches.len() {
                self.node(branch)?;
                break;
            }
            let split = self.push(Inst::Done);
            self.node(branch)?;
            jumps.push(self.push(Inst::Done));
            self.insts[split] = Inst::Split { first: split + 1, second: self.insts.len() };
        }
        for jump in jumps {
            self.insts[jump] = Inst::Jump(self.insts.len());
        }
        Ok(())
    }

    fn repeat(&mut self, node: &Node, min: u32, max: u32, greed: Greed) -> Result<(), Problem> {
        if matches!(node, Node::Char(_) | Node::Any | Node::Set(_)) {
            self.push(Inst::RepeatOne { min, max, greed });
            return self.node(node);
        }
        if greed == Greed::Possessive {
            return self.atomic(|s| s.repeat(node, min, max, Greed::Greedy));
        }
        let greedy = greed == Greed::Greedy;
        if (min, max) == (0, 1) {
            let split = self.push(Inst::Done);
            self.node(node)?;
            let (body, end) = (split + 1, self.insts.len());
            self.insts[split] = if greedy {
                Inst::Split { first: body, second: end }
            } else {
                Inst::Split { first: end, second: body }
            };
            return Ok(());
        }
        let slot = self.counters;
        self.counters += 1;
        self.push(Inst::CountStart(slot));
        let head = self.push(Inst::Done);
        self.push(Inst::CountEnter(slot));
        self.node(node)?;
        self.push(Inst::Jump(head));
        self.insts[head] = Inst::Count { slot, min, max, greedy, exit: self.insts.len() };
        Ok(())
    }
}

/// How many characters a pattern matches, if it is always the same number.
fn width(node: &Node) -> Option<usize> {
    match node {
        Node::Empty | Node::At(_) | Node::Look { .. } => Some(0),
        Node::Char(_) | Node::Any | Node::Set(_) => Some(1),
        Node::Seq(items) => items.iter().try_fold(0usize, |sum, item| sum.checked_add(width(item)?)),
        Node::Alt(branches) => {
            let first = width(branches.first()?)?;
            branches.iter().all(|branch| width(branch) == Some(first)).then_some(first)
        }
        Node::Repeat { node, min, max, .. } if min == max && *max != UNBOUNDED => {
            width(node)?.checked_mul(*min as usize)
        }
        Node::Group(_, node) | Node::Atomic(node) => width(node),
        Node::Cond { yes, no, .. } => width(yes).filter(|&w| width(no) == Some(w)),
        Node::Repeat { .. } | Node::BackRef { .. } => None,
    }
}
