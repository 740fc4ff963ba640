//! The matcher: backtracking over the instructions with a stack of its own, so that no pattern and no text can overflow the
//! machine's stack. Everything that changes (groups, counters) leaves its old value on the stack, in front of the choices
//! made later; going back restores it.

use super::parse::{At, Greed, UNBOUNDED};
use super::program::{Inst, Program};
use super::set::{is_word, other_cases};

/// No position: a group that has not matched.
pub(super) const NONE: usize = usize::MAX;
/// So many steps pass between two polls.
const POLL: u32 = 1 << 16;
/// A stack of more entries is refused.
const MAX_STACK: usize = 1 << 26;

/// Why matching stopped without an answer.
pub(super) enum Stop<E> {
    /// The poll said so.
    Poll(E),
    /// The stack of choices grew too large.
    Memory,
}

enum Entry {
    /// Go on here.
    Choice {
        pc: usize,
        at: usize,
    },
    /// A repeated character gives one back: go on at `pc` with `low <= at`, one less each time.
    GiveBack {
        pc: usize,
        low: usize,
        at: usize,
    },
    /// A lazily repeated character takes one more.
    Take {
        pc: usize,
        at: usize,
        left: u32,
    },
    Save {
        slot: usize,
        old: usize,
    },
    Counter {
        slot: usize,
        old: (u32, usize),
    },
}

/// A match in progress over the text `text[..end]`.
pub(super) struct Matcher<'a, T, P> {
    pub program: &'a Program,
    pub text: &'a [T],
    pub end: usize,
    /// The whole rest must match.
    pub full: bool,
    /// No empty match here.
    pub forbidden: usize,
    pub poll: P,
    pub saves: Vec<usize>,
    counters: Vec<(u32, usize)>,
    stack: Vec<Entry>,
    steps: u32,
}

impl<'a, T: Copy + Into<u32>, E, P: FnMut() -> Result<(), E>> Matcher<'a, T, P> {
    pub fn new(program: &'a Program, text: &'a [T], end: usize, full: bool, poll: P) -> Self {
        Matcher {
            program,
            text,
            end,
            full,
            forbidden: NONE,
            poll,
            // The last place is the number of the group that was closed last.
            saves: vec![NONE; 2 * program.groups + 3],
            counters: vec![(0, NONE); program.counters],
            stack: Vec::new(),
            steps: 0,
        }
    }

    /// The end of a match that begins exactly at `at`.
    pub fn match_at(&mut self, at: usize) -> Result<Option<usize>, Stop<E>> {
        self.saves.fill(NONE);
        self.counters.fill((0, NONE));
        self.stack.clear();
        let end = self.run(0, at, Some(at))?;
        if let Some(end) = end {
            self.saves[0] = at;
            self.saves[1] = end;
        }
        Ok(end)
    }

    /// The first match that begins at `from` or later.
    pub fn search(&mut self, from: usize) -> Result<bool, Stop<E>> {
        let mut at = from;
        while at <= self.end {
            if let Some(first) = self.program.first {
                match self.text[at..self.end].iter().position(|&c| c.into() == first) {
                    Some(skip) => at += skip,
                    None => return Ok(false),
                }
            }
            if self.match_at(at)?.is_some() {
                return Ok(true);
            }
            at += 1;
            self.step()?;
        }
        Ok(false)
    }

    #[inline]
    fn step(&mut self) -> Result<(), Stop<E>> {
        self.steps += 1;
        if self.steps >= POLL {
            self.steps = 0;
            if self.stack.len() > MAX_STACK {
                return Err(Stop::Memory);
            }
            (self.poll)().map_err(Stop::Poll)?;
        }
        Ok(())
    }

    fn save(&mut self, slot: usize, value: usize) {
        let old = std::mem::replace(&mut self.saves[slot], value);
        self.stack.push(Entry::Save { slot, old });
    }

    fn count(&mut self, slot: usize, value: (u32, usize)) {
        let old = std::mem::replace(&mut self.counters[slot], value);
        self.stack.push(Entry::Counter { slot, old });
    }

    fn one(&self, pc: usize, at: usize) -> bool {
        if at >= self.end {
            return false;
        }
        let c: u32 = self.text[at].into();
        match &self.program.insts[pc] {
            Inst::Char(wanted) => c == *wanted,
            Inst::Any => true,
            Inst::Set(set) => set.has(c),
            _ => false,
        }
    }

    fn is_word_at(&self, at: Option<usize>, ascii: bool) -> bool {
        at.filter(|&at| at < self.end).is_some_and(|at| is_word(self.text[at].into(), ascii))
    }

    fn holds(&self, place: At, at: usize) -> bool {
        let newline = |at: usize| self.text[at].into() == 10;
        match place {
            At::Start => at == 0,
            At::End => at == self.end,
            At::LineStart => at == 0 || newline(at - 1),
            At::LineEnd => at == self.end || newline(at),
            At::LastLineEnd => at == self.end || at + 1 == self.end && newline(at),
            At::Boundary { ascii } | At::NoBoundary { ascii } => {
                let before = self.is_word_at(at.checked_sub(1), ascii);
                (before != self.is_word_at(Some(at), ascii)) == matches!(place, At::Boundary { .. })
            }
        }
    }

    /// Runs from `pc` to a `Done`; the position there. `start` is where the whole match began, for the outermost run.
    fn run(&mut self, mut pc: usize, mut at: usize, start: Option<usize>) -> Result<Option<usize>, Stop<E>> {
        let base = self.stack.len();
        loop {
            self.step()?;
            let program = self.program;
            let ok = match &program.insts[pc] {
                Inst::Char(_) | Inst::Any | Inst::Set(_) => {
                    let matched = self.one(pc, at);
                    at += 1;
                    matched
                }
                Inst::Split { first, second } => {
                    self.stack.push(Entry::Choice { pc: *second, at });
                    pc = *first;
                    continue;
                }
                Inst::Jump(to) => {
                    pc = *to;
                    continue;
                }
                Inst::Save(slot) => {
                    self.save(*slot, at);
                    if slot % 2 == 1 {
                        let last = self.saves.len() - 1;
                        self.save(last, slot / 2);
                    }
                    true
                }
                Inst::At(place) => self.holds(*place, at),
                Inst::BackRef { group, ignore_case } => match self.reference(*group, *ignore_case, at) {
                    Some(next) => {
                        at = next;
                        true
                    }
                    None => false,
                },
                Inst::RepeatOne { min, max, greed } => {
                    let limit = match *max {
                        UNBOUNDED => self.end,
                        max => at.saturating_add(max as usize).min(self.end),
                    };
                    let low = at.saturating_add(*min as usize);
                    let wanted = if *greed == Greed::Lazy { low.min(limit) } else { limit };
                    let from = at;
                    while at < wanted && self.one(pc + 1, at) {
                        at += 1;
                    }
                    self.steps = self.steps.saturating_add((at - from).min(POLL as usize) as u32);
                    if at < low {
                        false
                    } else {
                        match greed {
                            Greed::Greedy if at > low => {
                                self.stack.push(Entry::GiveBack { pc: pc + 2, low, at: at - 1 });
                            }
                            Greed::Lazy if *max == UNBOUNDED || limit > at => {
                                let left = if *max == UNBOUNDED { UNBOUNDED } else { max - min };
                                self.stack.push(Entry::Take { pc: pc + 1, at, left });
                            }
                            _ => {}
                        }
                        pc += 2;
                        continue;
                    }
                }
                Inst::CountStart(slot) => {
                    self.count(*slot, (0, NONE));
                    true
                }
                Inst::Count { slot, min, max, greedy, exit } => {
                    let (count, last) = self.counters[*slot];
                    if count < *min {
                        // An empty turn cannot change anything: the turns that are still due are empty too.
                        if count > 0 && last == at {
                            pc = *exit;
                        } else {
                            pc += 1;
                        }
                        continue;
                    }
                    if (*max != UNBOUNDED && count >= *max) || last == at {
                        pc = *exit;
                    } else if *greedy {
                        self.stack.push(Entry::Choice { pc: *exit, at });
                        pc += 1;
                    } else {
                        self.stack.push(Entry::Choice { pc: pc + 1, at });
                        pc = *exit;
                    }
                    continue;
                }
                Inst::CountEnter(slot) => {
                    let (count, _) = self.counters[*slot];
                    self.count(*slot, (count.saturating_add(1), at));
                    true
                }
                Inst::Look { behind, negative, next } => {
                    let from = match behind {
                        None => Some(at),
                        Some(width) => at.checked_sub(*width),
                    };
                    let mark = self.stack.len();
                    let found = match from {
                        Some(from) => self.run(pc + 1, from, None)?.is_some(),
                        None => false,
                    };
                    if found && *negative {
                        self.undo_to(mark);
                    } else {
                        self.forget_choices(mark);
                    }
                    if found != *negative {
                        pc = *next;
                        continue;
                    }
                    false
                }
                Inst::Atomic { next } => {
                    let mark = self.stack.len();
                    match self.run(pc + 1, at, None)? {
                        Some(end) => {
                            self.forget_choices(mark);
                            (at, pc) = (end, *next);
                            continue;
                        }
                        None => false,
                    }
                }
                Inst::Cond { group, no } => {
                    if self.saves[2 * group + 1] == NONE {
                        pc = *no;
                        continue;
                    }
                    true
                }
                Inst::Done => {
                    let refused = start.is_some_and(|start| {
                        self.full && at != self.end || at == start && start == self.forbidden
                    });
                    if !refused {
                        return Ok(Some(at));
                    }
                    false
                }
            };
            if ok {
                pc += 1;
                continue;
            }
            match self.back(base) {
                Some(place) => (pc, at) = place,
                None => return Ok(None),
            }
        }
    }

    fn reference(&self, group: usize, ignore_case: bool, at: usize) -> Option<usize> {
        let (from, to) = (self.saves[2 * group], self.saves[2 * group + 1]);
        if from == NONE || to == NONE || to < from || at + (to - from) > self.end {
            return None;
        }
        let same = |(&a, &b): (&T, &T)| {
            let (a, b) = (a.into(), b.into());
            a == b
                || ignore_case
                    && other_cases(a, false).any(|c| c == b || other_cases(b, false).any(|d| c == d))
        };
        let len = to - from;
        self.text[from..to].iter().zip(&self.text[at..at + len]).all(same).then_some(at + len)
    }

    /// Goes back to the last choice above `base`.
    fn back(&mut self, base: usize) -> Option<(usize, usize)> {
        while self.stack.len() > base {
            match self.stack.pop()? {
                Entry::Choice { pc, at } => return Some((pc, at)),
                Entry::GiveBack { pc, low, at } => {
                    if at > low {
                        self.stack.push(Entry::GiveBack { pc, low, at: at - 1 });
                    }
                    return Some((pc, at));
                }
                Entry::Take { pc, at, left } => {
                    if left > 0 && self.one(pc, at) {
                        let left = if left == UNBOUNDED { left } else { left - 1 };
                        if left > 0 {
                            self.stack.push(Entry::Take { pc, at: at + 1, left });
                        }
                        return Some((pc + 1, at + 1));
                    }
                }
                Entry::Save { slot, old } => self.saves[slot] = old,
                Entry::Counter { slot, old } => self.counters[slot] = old,
            }
        }
        None
    }

    /// Takes back everything above `mark`, choices included.
    fn undo_to(&mut self, mark: usize) {
        while self.stack.len() > mark {
            match self.stack.pop() {
                Some(Entry::Save { slot, old }) => self.saves[slot] = old,
                Some(Entry::Counter { slot, old }) => self.counters[slot] = old,
                _ => {}
            }
        }
    }

    /// Drops the choices above `mark`; the old values stay, for whoever goes back further.
    fn forget_choices(&mut self, mark: usize) {
        let mut keep = mark;
        for i in mark..self.stack.len() {
            if matches!(self.stack[i], Entry::Save { .. } | Entry::Counter { .. }) {
                self.stack.swap(keep, i);
                keep += 1;
            }
        }
        self.stack.truncate(keep);
    }
}
