//! Runs a program on a text: a backtracking matcher with its own stack.
//!
//! It works in slices of a number of steps and keeps its whole state between them, borrowing nothing; so the caller can
//! poll for signals, collections and other threads however long a match takes. Places are byte offsets. A register that
//! is changed leaves its old value on the stack, so going back restores it.

use crate::object::{char_width, decode};

use super::charset::{Category, lower};
use super::program::{Bitmap, One, Op, Program};
use super::syntax::{At, Fold, Greed, UNLIMITED};

/// A register that has no value.
pub(super) const UNSET: usize = usize::MAX;
/// Steps between two polls.
const STEPS: usize = 20_000;
/// Entries of the stack, at most: 24 bytes each.
const MAX_STACK: usize = 40_000_000;

/// What the end of a match must satisfy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// A match at the start.
    Match,
    /// A match of everything.
    Full,
    /// The first match from the start on.
    Search,
}

/// How a slice of work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slice {
    Found,
    NotFound,
    /// There is more to do.
    More,
    /// The stack is too large.
    Memory,
}

#[derive(Clone, Copy, Debug)]
enum Entry {
    /// Go on at this instruction.
    Branch(u32, usize),
    /// Restore a register.
    Reg(u32, usize),
    /// A run that may give back characters: instruction, place, least place.
    Greedy(u32, usize, usize),
    /// A run that may take more characters: instruction, place, how many it has.
    Lazy(u32, usize, u32),
}

/// The state of a match.
#[derive(Debug)]
pub(super) struct Matcher {
    pub(super) regs: Vec<usize>,
    stack: Vec<Entry>,
    mode: Mode,
    /// Where the attempt begins.
    start: usize,
    /// A match must not be empty here.
    advance: usize,
    pc: u32,
    at: usize,
    running: bool,
}

/// How bytes are characters.
trait Text {
    fn decode(text: &[u8], at: usize) -> Option<(u32, usize)>;
    fn before(text: &[u8], at: usize) -> Option<usize>;
    const WIDE: bool;
}

/// A byte is a character.
struct Narrow;
/// WTF-8.
struct Wide;

impl Text for Narrow {
    #[inline(always)]
    fn decode(text: &[u8], at: usize) -> Option<(u32, usize)> {
        text.get(at).map(|&byte| (u32::from(byte), 1))
    }
    #[inline(always)]
    fn before(_: &[u8], at: usize) -> Option<usize> {
        at.checked_sub(1)
    }
    const WIDE: bool = false;
}

impl Text for Wide {
    #[inline(always)]
    fn decode(text: &[u8], at: usize) -> Option<(u32, usize)> {
        match text.get(at) {
            Some(&byte) if byte < 0x80 => Some((u32::from(byte), 1)),
            Some(_) => decode(text.get(at..)?),
            None => None,
        }
    }
    #[inline(always)]
    fn before(text: &[u8], at: usize) -> Option<usize> {
        let mut at = at.checked_sub(1)?;
        while text.get(at).is_some_and(|byte| byte & 0xc0 == 0x80) {
            at = at.checked_sub(1)?;
        }
        Some(at)
    }
    const WIDE: bool = true;
}

#[inline(always)]
fn in_bitmap(bitmap: &Bitmap, byte: u8) -> bool {
    bitmap[usize::from(byte) / 64] >> (byte % 64) & 1 != 0
}

/// The place behind one character, if it is what it must be.
#[inline(always)]
fn step<T: Text>(program: &Program, one: One, text: &[u8], at: usize) -> Option<usize> {
    match one {
        One::Byte(byte) => (text.get(at) == Some(&byte)).then_some(at + 1),
        One::Any => match text.get(at) {
            Some(b'\n') | None => None,
            Some(&byte) => Some(at + if T::WIDE { char_width(byte) } else { 1 }),
        },
        One::AnyAll => text.get(at).map(|&byte| at + if T::WIDE { char_width(byte) } else { 1 }),
        One::Set(set) => {
            let (c, width) = T::decode(text, at)?;
            program.sets.get(set as usize)?.has(c).then_some(at + width)
        }
    }
}

/// How far a run of at most `max` characters goes, and how many they are.
#[inline]
fn scan<T: Text>(program: &Program, one: One, text: &[u8], at: usize, max: u32) -> (usize, u32) {
    let most = max as usize;
    if !T::WIDE {
        let rest = text.get(at..).unwrap_or_default();
        let rest = if max == UNLIMITED { rest } else { rest.get(..most).unwrap_or(rest) };
        let n = match one {
            One::AnyAll => rest.len(),
            One::Any => memchr::memchr(b'\n', rest).unwrap_or(rest.len()),
            One::Byte(byte) => rest.iter().take_while(|&&b| b == byte).count(),
            One::Set(set) => match program.sets.get(set as usize) {
                Some(set) => {
                    let low = set.low();
                    rest.iter().take_while(|&&b| in_bitmap(low, b)).count()
                }
                None => 0,
            },
        };
        return (at + n, u32::try_from(n).unwrap_or(UNLIMITED));
    }
    let (mut end, mut n) = (at, 0);
    while n < max {
        match step::<T>(program, one, text, end) {
            Some(next) => end = next,
            None => break,
        }
        n += 1;
    }
    (end.min(text.len()), n)
}

fn is_word<T: Text>(text: &[u8], at: usize, ascii: bool) -> bool {
    T::decode(text, at).is_some_and(|(c, _)| Category::Word.has(c, ascii))
}

fn holds<T: Text>(place: At, text: &[u8], at: usize) -> bool {
    let edge = |not: bool, ascii: bool| {
        if text.is_empty() {
            return false;
        }
        let before = T::before(text, at).is_some_and(|before| is_word::<T>(text, before, ascii));
        (before != is_word::<T>(text, at, ascii)) != not
    };
    match place {
        At::Start => at == 0,
        At::LineStart => at == 0 || text.get(at - 1) == Some(&b'\n'),
        At::End => at == text.len() || (at + 1 == text.len() && text.get(at) == Some(&b'\n')),
        At::LineEnd => at == text.len() || text.get(at) == Some(&b'\n'),
        At::VeryEnd => at == text.len(),
        At::AsciiEdge { not } => edge(not, true),
        At::Edge { not } => edge(not, false),
    }
}

impl Matcher {
    /// A matcher that begins at `start`; an empty match at `advance` does not count.
    pub(super) fn new(program: &Program, mode: Mode) -> Matcher {
        Matcher {
            regs: vec![UNSET; program.registers as usize],
            stack: Vec::new(),
            mode,
            start: 0,
            advance: UNSET,
            pc: 0,
            at: 0,
            running: false,
        }
    }

    pub(super) fn set_mode(&mut self, mode: Mode) {
        self.mode = mode;
    }

    /// Begins anew.
    pub(super) fn reset(&mut self, start: usize, advance: Option<usize>) {
        self.regs.fill(UNSET);
        self.stack.clear();
        self.start = start;
        self.advance = advance.unwrap_or(UNSET);
        self.running = false;
    }

    /// Works for a while. The text is the same at each call.
    pub(super) fn run(&mut self, program: &Program, text: &[u8], wide: bool) -> Slice {
        if wide { self.slice::<Wide>(program, text) } else { self.slice::<Narrow>(program, text) }
    }

    fn slice<T: Text>(&mut self, program: &Program, text: &[u8]) -> Slice {
        let mut steps = STEPS;
        loop {
            if !self.running {
                if !self.find_start(program, text) {
                    return Slice::NotFound;
                }
                self.running = true;
                self.pc = 0;
                self.at = self.start;
            }
            match self.attempt::<T>(program, text, &mut steps) {
                Slice::NotFound => {}
                other => return other,
            }
            self.running = false;
            if self.mode != Mode::Search || program.anchored || self.start >= text.len() {
                return Slice::NotFound;
            }
            self.start += if T::WIDE { char_width(text[self.start]) } else { 1 };
        }
    }

    /// Moves to the next place where a match may begin.
    fn find_start(&mut self, program: &Program, text: &[u8]) -> bool {
        let Some(rest) = text.get(self.start..) else { return false };
        if (rest.len() as u64) < program.min_width {
            return false;
        }
        if self.mode != Mode::Search {
            return true;
        }
        if program.anchored {
            return self.start == 0;
        }
        let found = match (program.prefix.as_slice(), &program.first) {
            ([byte], _) => memchr::memchr(*byte, rest),
            ([], Some(first)) => rest.iter().position(|&byte| in_bitmap(first, byte)),
            ([], None) => Some(0),
            (prefix, _) => memchr::memmem::find(rest, prefix),
        };
        match found {
            Some(skip) => {
                self.start += skip;
                true
            }
            None => false,
        }
    }

    #[inline(always)]
    fn set(&mut self, reg: u32, value: usize) {
        let slot = &mut self.regs[reg as usize];
        self.stack.push(Entry::Reg(reg, *slot));
        *slot = value;
    }

    /// Takes back what was done above this height of the stack; registers keep their values if `keep`.
    fn cut(&mut self, height: usize, keep: bool) {
        if keep {
            let mut to = height;
            for from in height..self.stack.len() {
                if let Entry::Reg(..) = self.stack[from] {
                    self.stack[to] = self.stack[from];
                    to += 1;
                }
            }
            self.stack.truncate(to);
            return;
        }
        while self.stack.len() > height {
            if let Some(Entry::Reg(reg, old)) = self.stack.pop() {
                self.regs[reg as usize] = old;
            }
        }
    }

    /// One attempt from `start`.
    fn attempt<T: Text>(&mut self, program: &Program, text: &[u8], steps: &mut usize) -> Slice {
        let (mut pc, mut at) = (self.pc, self.at);
        macro_rules! fail {
            () => {{
                match self.back::<T>(program, text) {
                    Some((to, place)) => (pc, at) = (to, place),
                    None => return Slice::NotFound,
                }
                if self.stack.len() > MAX_STACK {
                    return Slice::Memory;
                }
                continue;
            }};
        }
        loop {
            if *steps == 0 {
                (self.pc, self.at) = (pc, at);
                return if self.stack.len() > MAX_STACK { Slice::Memory } else { Slice::More };
            }
            *steps -= 1;
            match program.ops[pc as usize] {
                Op::One(one) => match step::<T>(program, one, text, at) {
                    Some(next) => at = next,
                    None => fail!(),
                },
                Op::Bytes { from, len } => {
                    let (from, len) = (from as usize, len as usize);
                    if text.get(at..at + len) != program.pool.get(from..from + len) {
                        fail!();
                    }
                    at += len;
                }
                Op::At(place) => {
                    if !holds::<T>(place, text, at) {
                        fail!();
                    }
                }
                Op::Jump(to) => {
                    pc = to;
                    continue;
                }
                Op::Split { other } => self.stack.push(Entry::Branch(other, at)),
                Op::SplitLazy { other } => {
                    self.stack.push(Entry::Branch(pc + 1, at));
                    pc = other;
                    continue;
                }
                Op::Guard { bitmap, other } => {
                    let bitmap = &program.bitmaps[bitmap as usize];
                    if !text.get(at).is_some_and(|&byte| in_bitmap(bitmap, byte)) {
                        pc = other;
                        continue;
                    }
                }
                Op::Save(reg) => self.set(reg, at),
                Op::Close(group) => {
                    self.set(2 * group + 1, at);
                    self.set(program.last, group as usize);
                }
                Op::Run(number) => {
                    let run = program.runs[number as usize];
                    let most = if run.greed == Greed::Lazy { run.min } else { run.max };
                    let (end, n) = scan::<T>(program, run.one, text, at, most);
                    *steps = steps.saturating_sub((end - at) / 32);
                    if n < run.min {
                        fail!();
                    }
                    match run.greed {
                        Greed::Greedy if n > run.min => {
                            let least = if T::WIDE && run.min > 0 {
                                scan::<T>(program, run.one, text, at, run.min).0
                            } else {
                                at + run.min as usize
                            };
                            self.stack.push(Entry::Greedy(pc, end, least));
                            if run.follow.is_some_and(|byte| text.get(end) != Some(&byte)) {
                                fail!();
                            }
                        }
                        Greed::Lazy if n < run.max => {
                            self.stack.push(Entry::Lazy(pc, end, n));
                            if run.follow.is_some_and(|byte| text.get(end) != Some(&byte)) {
                                fail!();
                            }
                        }
                        _ => {}
                    }
                    at = end;
                }
                Op::LoopInit(number) => {
                    let reg = program.loops[number as usize].reg;
                    self.set(reg, 0);
                    self.set(reg + 1, UNSET);
                }
                Op::Loop(number) => {
                    let info = program.loops[number as usize];
                    let count = self.regs[info.reg as usize];
                    if count < info.min as usize {
                        self.set(info.reg, count + 1);
                    } else if info.lazy {
                        self.stack.push(Entry::Branch(info.again, at));
                        pc = info.exit;
                        continue;
                    } else if (info.max == UNLIMITED || count < info.max as usize)
                        && self.regs[info.reg as usize + 1] != at
                    {
                        self.stack.push(Entry::Branch(info.exit, at));
                        self.set(info.reg, count + 1);
                        self.set(info.reg + 1, at);
                    } else {
                        pc = info.exit;
                        continue;
                    }
                }
                Op::LoopAgain(number) => {
                    let info = program.loops[number as usize];
                    let count = self.regs[info.reg as usize];
                    let full = info.max != UNLIMITED && count >= info.max as usize;
                    if full || self.regs[info.reg as usize + 1] == at {
                        fail!();
                    }
                    self.set(info.reg, count + 1);
                    self.set(info.reg + 1, at);
                    pc = info.body;
                    continue;
                }
                Op::Ref { group, fold } => match self.reference::<T>(group, fold, text, at) {
                    Some(next) => at = next,
                    None => fail!(),
                },
                Op::Look { reg, back, not, other } => {
                    let mut place = Some(at);
                    if T::WIDE {
                        for _ in 0..back {
                            place = place.and_then(|place| T::before(text, place));
                            if place.is_none() {
                                break;
                            }
                        }
                    } else {
                        place = at.checked_sub(back as usize);
                    }
                    let Some(place) = place else {
                        if not {
                            pc = other;
                            continue;
                        }
                        fail!()
                    };
                    self.set(reg, UNSET);
                    self.set(reg + 1, at);
                    self.regs[reg as usize] = self.stack.len();
                    if not {
                        self.stack.push(Entry::Branch(other, at));
                    }
                    at = place;
                }
                Op::LookEnd { reg } => {
                    at = self.regs[reg as usize + 1];
                    self.cut(self.regs[reg as usize], true);
                }
                Op::LookNotEnd { reg } => {
                    self.cut(self.regs[reg as usize], false);
                    fail!();
                }
                Op::AtomicStart { reg } => {
                    self.set(reg, UNSET);
                    self.regs[reg as usize] = self.stack.len();
                }
                Op::AtomicEnd { reg } => self.cut(self.regs[reg as usize], true),
                Op::Cond { group, other } => {
                    if self.span(group as usize).is_none() {
                        pc = other;
                        continue;
                    }
                }
                Op::Fail => fail!(),
                Op::Match => {
                    if (self.mode == Mode::Full && at != text.len())
                        || (at == self.advance && self.start == at)
                    {
                        fail!();
                    }
                    self.regs[0] = self.start;
                    self.regs[1] = at;
                    return Slice::Found;
                }
            }
            pc += 1;
        }
    }

    /// Goes back to the last choice: where to go on.
    fn back<T: Text>(&mut self, program: &Program, text: &[u8]) -> Option<(u32, usize)> {
        loop {
            match self.stack.pop()? {
                Entry::Reg(reg, old) => self.regs[reg as usize] = old,
                Entry::Branch(pc, at) => return Some((pc, at)),
                Entry::Greedy(pc, end, least) => {
                    let Some(Op::Run(run)) = program.ops.get(pc as usize) else { continue };
                    let follow = program.runs[*run as usize].follow;
                    let mut at = end;
                    let found = match (follow, T::WIDE) {
                        // A byte below 128 is never the middle of a character; others are looked for as such.
                        (Some(byte), wide) if !wide || byte < 0x80 => {
                            match text.get(least..at).and_then(|part| memchr::memrchr(byte, part)) {
                                Some(offset) => {
                                    at = least + offset;
                                    true
                                }
                                None => false,
                            }
                        }
                        _ => match T::before(text, at) {
                            Some(before) if before >= least => {
                                at = before;
                                true
                            }
                            _ => false,
                        },
                    };
                    if !found {
                        continue;
                    }
                    if at > least {
                        self.stack.push(Entry::Greedy(pc, at, least));
                    }
                    return Some((pc + 1, at));
                }
                Entry::Lazy(pc, at, n) => {
                    let Some(Op::Run(number)) = program.ops.get(pc as usize) else { continue };
                    let run = program.runs[*number as usize];
                    let (mut at, mut n) = (at, n);
                    let found = loop {
                        match step::<T>(program, run.one, text, at) {
                            Some(next) => at = next,
                            None => break false,
                        }
                        n = n.saturating_add(1);
                        if run.follow.is_none_or(|byte| text.get(at) == Some(&byte)) {
                            break true;
                        }
                        if n >= run.max {
                            break false;
                        }
                    };
                    if !found {
                        continue;
                    }
                    if n < run.max {
                        self.stack.push(Entry::Lazy(pc, at, n));
                    }
                    return Some((pc + 1, at));
                }
            }
        }
    }

    /// Where a group matched.
    pub(super) fn span(&self, group: usize) -> Option<(usize, usize)> {
        match (self.regs.get(2 * group), self.regs.get(2 * group + 1)) {
            (Some(&from), Some(&to)) if from != UNSET && to != UNSET && from <= to => Some((from, to)),
            _ => None,
        }
    }

    fn reference<T: Text>(&self, group: u32, fold: Fold, text: &[u8], at: usize) -> Option<usize> {
        let (from, to) = self.span(group as usize)?;
        if fold == Fold::Exact {
            let part = text.get(from..to)?;
            return (text.get(at..at + part.len()) == Some(part)).then(|| at + part.len());
        }
        let (mut from, mut at) = (from, at);
        while from < to {
            let (a, width) = T::decode(text, from)?;
            let (b, other) = T::decode(text, at)?;
            if lower(a, fold) != lower(b, fold) {
                return None;
            }
            from += width;
            at += other;
        }
        Some(at)
    }
}
