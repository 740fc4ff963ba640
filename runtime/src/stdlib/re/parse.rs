//! Reads a pattern in Python's syntax into a tree.

use super::set::{Class, Set};

/// `re.A` and so on, with Python's numbers.
pub(super) const IGNORECASE: u32 = 2;
pub(super) const LOCALE: u32 = 4;
pub(super) const MULTILINE: u32 = 8;
pub(super) const DOTALL: u32 = 16;
pub(super) const UNICODE: u32 = 32;
pub(super) const VERBOSE: u32 = 64;
pub(super) const ASCII: u32 = 256;

/// Groups nested deeper than this are refused: the matcher and this parser recurse over them.
const MAX_DEPTH: usize = 100;
/// No upper bound of a repetition.
pub(super) const UNBOUNDED: u32 = u32::MAX;

/// A place that matches without consuming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Start,
    End,
    LineStart,
    LineEnd,
    LastLineEnd,
    Boundary { ascii: bool },
    NoBoundary { ascii: bool },
}

/// How a repetition gives back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

/// A part of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Empty,
    Char(u32),
    /// A letter whose case does not matter, as a set of both.
    Set(Set),
    Any,
    Seq(Vec<Node>),
    Alt(Vec<Node>),
    Repeat {
        node: Box<Node>,
        min: u32,
        max: u32,
        greed: Greed,
    },
    Group(usize, Box<Node>),
    BackRef {
        group: usize,
        ignore_case: bool,
    },
    At(At),
    Look {
        behind: bool,
        negative: bool,
        node: Box<Node>,
    },
    Cond {
        group: usize,
        yes: Box<Node>,
        no: Box<Node>,
    },
    Atomic(Box<Node>),
}

/// What is wrong with a pattern, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub message: String,
    pub at: usize,
}

type Parsed<T> = Result<T, Problem>;

/// A pattern that was read.
pub(super) struct Pattern {
    pub node: Node,
    pub groups: usize,
    pub names: Vec<(String, usize)>,
    pub flags: u32,
}

/// Reads a pattern given as code points.
pub(super) fn parse(text: &[u32], flags: u32, bytes: bool) -> Parsed<Pattern> {
    let mut parser =
        Parser { text, at: 0, flags, bytes, groups: 0, names: Vec::new(), open: Vec::new(), depth: 0 };
    let node = parser.alternatives()?;
    if parser.at < text.len() {
        return Err(parser.problem("unbalanced parenthesis", parser.at));
    }
    let mut flags = parser.flags;
    if !bytes && flags & ASCII == 0 {
        flags |= UNICODE;
    }
    Ok(Pattern { node, groups: parser.groups, names: parser.names, flags })
}

struct Parser<'a> {
    text: &'a [u32],
    at: usize,
    flags: u32,
    bytes: bool,
    groups: usize,
    names: Vec<(String, usize)>,
    /// Groups that are being read: they cannot be referred to.
    open: Vec<usize>,
    depth: usize,
}

fn is(c: Option<u32>, wanted: char) -> bool {
    c == Some(wanted as u32)
}

fn shown(c: u32) -> char {
    char::from_u32(c).unwrap_or('\u{fffd}')
}

impl Parser<'_> {
    fn problem(&self, message: impl Into<String>, at: usize) -> Problem {
        Problem { message: message.into(), at }
    }

    fn peek(&self) -> Option<u32> {
        self.text.get(self.at).copied()
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = is(self.peek(), wanted);
        self.at += usize::from(found);
        found
    }

    fn ascii(&self) -> bool {
        self.bytes || self.flags & ASCII != 0
    }

    fn ignore_case(&self) -> bool {
        self.flags & IGNORECASE != 0
    }

    fn alternatives(&mut self) -> Parsed<Node> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.problem("pattern is nested too deeply", self.at));
        }
        let mut branches = vec![self.sequence()?];
        while self.eat('|') {
            branches.push(self.sequence()?);
        }
        self.depth -= 1;
        Ok(if branches.len() == 1 { branches.pop().unwrap_or(Node::Empty) } else { Node::Alt(branches) })
    }

    fn skip_verbose(&mut self) {
        if self.flags & VERBOSE == 0 {
            return;
        }
        while let Some(c) = self.peek() {
            if c == '#' as u32 {
                while self.peek().is_some_and(|c| c != '\n' as u32) {
                    self.at += 1;
                }
            } else if matches!(c, 9..=13 | 32) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    fn sequence(&mut self) -> Parsed<Node> {
        let mut items: Vec<Node> = Vec::new();
        loop {
            self.skip_verbose();
            let start = self.at;
            let Some(c) = self.peek() else { break };
            let c = shown(c);
            if c == '|' || c == ')' {
                break;
            }
            if matches!(c, '*' | '+' | '?') || c == '{' && self.is_braces() {
                let last = match items.last() {
                    None => return Err(self.problem("nothing to repeat", start)),
                    Some(Node::At(_)) => return Err(self.problem("nothing to repeat", start)),
                    Some(Node::Empty) => return Err(self.problem("nothing to repeat", start)),
                    Some(Node::Repeat { .. } | Node::Atomic(_)) if self.just_repeated(start) => {
                        return Err(self.problem("multiple repeat", start));
                    }
                    Some(_) => items.pop().unwrap_or(Node::Empty),
                };
                items.push(self.repeat(last, start)?);
                continue;
            }
            if let Some(node) = self.atom()? {
                items.push(node);
            }
        }
        Ok(if items.len() == 1 { items.pop().unwrap_or(Node::Empty) } else { Node::Seq(items) })
    }

    /// Whether the character before is the end of a repetition (not of a group that holds one).
    fn just_repeated(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|at| self.text.get(at)) else { return false };
        let escaped = self.text[..at - 1].iter().rev().take_while(|&&c| c == '\\' as u32).count() % 2 == 1;
        !escaped && matches!(shown(*before), '*' | '+' | '?' | '}')
    }

    /// Whether `{` begins a repetition: `{2}`, `{2,}`, `{,3}`, `{2,3}`.
    fn is_braces(&self) -> bool {
        self.braces().is_some()
    }

    fn braces(&self) -> Option<(Option<u64>, Option<u64>, usize)> {
        let mut at = self.at + 1;
        let number = |at: &mut usize| {
            let start = *at;
            let mut value = 0u64;
            while let Some(digit) = self.text.get(*at).and_then(|&c| shown(c).to_digit(10)) {
                value = value.saturating_mul(10).saturating_add(u64::from(digit));
                *at += 1;
            }
            (*at > start).then_some(value)
        };
        let low = number(&mut at);
        let (low, high) = if is(self.text.get(at).copied(), ',') {
            at += 1;
            (low.or(Some(0)), number(&mut at))
        } else {
            (low, low)
        };
        if !is(self.text.get(at).copied(), '}') {
            return None;
        }
        // `{}` and a lone `{,}` read as in Python: the first is text, the second any number.
        low?;
        Some((low, high, at + 1))
    }

    fn repeat(&mut self, node: Node, start: usize) -> Parsed<Node> {
        let (min, max) = match self.peek().map(shown) {
            Some('*') => (0, UNBOUNDED),
            Some('+') => (1, UNBOUNDED),
            Some('?') => (0, 1),
            _ => {
                let Some((low, high, end)) = self.braces() else {
                    return Err(self.problem("nothing to repeat", start));
                };
                let bound = |n: u64| u32::try_from(n).ok().filter(|&n| n < UNBOUNDED);
                let Some(min) = bound(low.unwrap_or(0)) else {
                    return Err(self.problem("the repetition number is too large", start));
                };
                let max = match high {
                    None => UNBOUNDED,
                    Some(high) => match bound(high) {
                        Some(high) => high,
                        None => return Err(self.problem("the repetition number is too large", start)),
                    },
                };
                if max < min {
                    return Err(self.problem("min repeat greater than max repeat", start + 1));
                }
                self.at = end - 1;
                (min, max)
            }
        };
        self.at += 1;
        let greed = if self.eat('?') {
            Greed::Lazy
        } else if self.eat('+') {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        Ok(Node::Repeat { node: Box::new(node), min, max, greed })
    }

    fn atom(&mut self) -> Parsed<Option<Node>> {
        let start = self.at;
        let Some(c) = self.peek() else { return Ok(None) };
        self.at += 1;
        Ok(Some(match shown(c) {
            '.' if self.flags & DOTALL != 0 => Node::Any,
            '.' => Node::Set(Set::all_but('\n' as u32)),
            '^' if self.flags & MULTILINE != 0 => Node::At(At::LineStart),
            '^' => Node::At(At::Start),
            '$' if self.flags & MULTILINE != 0 => Node::At(At::LineEnd),
            '$' => Node::At(At::LastLineEnd),
            '[' => self.set(start)?,
            '(' => return self.group(start),
            '\\' => self.escape(start)?,
            _ => self.letter(c),
        }))
    }

    fn letter(&self, c: u32) -> Node {
        if self.ignore_case() {
            let mut set = Set::default();
            set.add(c, c);
            set.ignore_case(self.ascii());
            if set.is_single() { Node::Char(c) } else { Node::Set(set) }
        } else {
            Node::Char(c)
        }
    }

    fn group(&mut self, start: usize) -> Parsed<Option<Node>> {
        if !self.eat('?') {
            return self.capture(None, start).map(Some);
        }
        let missing = |parser: &Self| parser.problem("unexpected end of pattern", parser.at);
        let Some(c) = self.peek() else { return Err(missing(self)) };
        self.at += 1;
        match shown(c) {
            ':' => self.inner(start).map(Some),
            '>' => Ok(Some(Node::Atomic(Box::new(self.inner(start)?)))),
            '=' | '!' => {
                let node = Box::new(self.inner(start)?);
                Ok(Some(Node::Look { behind: false, negative: c == '!' as u32, node }))
            }
            '<' => {
                let Some(sign) = self.peek() else { return Err(missing(self)) };
                if sign != '=' as u32 && sign != '!' as u32 {
                    return Err(self.problem(format!("unknown extension ?<{}", shown(sign)), start + 1));
                }
                self.at += 1;
                let node = Box::new(self.inner(start)?);
                Ok(Some(Node::Look { behind: true, negative: sign == '!' as u32, node }))
            }
            '#' => {
                while self.peek().is_some_and(|c| c != ')' as u32) {
                    self.at += 1;
                }
                if !self.eat(')') {
                    return Err(self.problem("missing ), unterminated comment", start));
                }
                Ok(None)
            }
            'P' => match self.peek().map(shown) {
                Some('<') => {
                    self.at += 1;
                    let (name, at) = self.name('>')?;
                    if let Some((_, known)) = self.names.iter().find(|(known, _)| *known == name) {
                        let message = format!(
                            "redefinition of group name '{name}' as group {}; was group {known}",
                            self.groups + 1
                        );
                        return Err(self.problem(message, at));
                    }
                    self.capture(Some(name), start).map(Some)
                }
                Some('=') => {
                    self.at += 1;
                    let (name, at) = self.name(')')?;
                    let group = self.known(&name, at)?;
                    if self.open.contains(&group) {
                        return Err(self.problem("cannot refer to an open group", at));
                    }
                    Ok(Some(Node::BackRef { group, ignore_case: self.ignore_case() }))
                }
                Some(other) => Err(self.problem(format!("unknown extension ?P{other}"), start + 1)),
                None => Err(missing(self)),
            },
            '(' => {
                let (name, at) = self.name(')')?;
                let group = match name.parse::<usize>() {
                    Ok(0) => return Err(self.problem("bad group number", at)),
                    Ok(number) => number,
                    Err(_) => self.known(&name, at)?,
                };
                let yes = self.sequence()?;
                let no = if self.eat('|') { self.sequence()? } else { Node::Empty };
                if is(self.peek(), '|') {
                    return Err(self.problem("conditional backref with more than two branches", self.at));
                }
                self.close(start)?;
                if group > self.groups {
                    return Err(self.problem(format!("invalid group reference {group}"), at));
                }
                Ok(Some(Node::Cond { group, yes: Box::new(yes), no: Box::new(no) }))
            }
            _ => self.inline_flags(start),
        }
    }

    /// `(?i)` for the whole pattern, `(?i-s:…)` for a part.
    fn inline_flags(&mut self, start: usize) -> Parsed<Option<Node>> {
        self.at = start + 2;
        let (mut on, mut off, mut minus) = (0, 0, false);
        loop {
            let Some(c) = self.peek() else {
                return Err(self.problem("missing -, : or )", self.at));
            };
            let c = shown(c);
            let flag = match c {
                'i' => IGNORECASE,
                'L' => LOCALE,
                'm' => MULTILINE,
                's' => DOTALL,
                'u' => UNICODE,
                'x' => VERBOSE,
                'a' => ASCII,
                '-' if !minus => {
                    (minus, self.at) = (true, self.at + 1);
                    continue;
                }
                ':' | ')' if on | off != 0 => break,
                _ if self.at == start + 2 => {
                    return Err(self.problem(format!("unknown extension ?{c}"), start + 1));
                }
                ':' | ')' | '-' => return Err(self.problem("missing flag", self.at)),
                _ => return Err(self.problem("unknown flag", self.at)),
            };
            if minus {
                off |= flag;
            } else {
                on |= flag;
            }
            self.at += 1;
        }
        if on & off != 0 {
            let message = "bad inline flags: flag turned on and off";
            return Err(self.problem(message, self.at));
        }
        if on & UNICODE != 0 && self.bytes {
            return Err(self.problem("bad inline flags: cannot use 'u' flag with a bytes pattern", self.at));
        }
        if on & LOCALE != 0 {
            return Err(self.problem("the flag L is not supported", self.at));
        }
        if self.eat(')') {
            if start != 0 {
                return Err(self.problem("global flags not at the start of the expression", start));
            }
            self.flags |= on;
            return Ok(None);
        }
        self.at += 1;
        let before = self.flags;
        self.flags = (before | on) & !off;
        let node = self.inner(start);
        self.flags = before;
        node.map(Some)
    }

    fn inner(&mut self, start: usize) -> Parsed<Node> {
        let node = self.alternatives()?;
        self.close(start)?;
        // A repetition of an empty group repeats that group.
        Ok(match node {
            Node::Empty | Node::At(_) | Node::Repeat { .. } => Node::Seq(vec![node]),
            node => node,
        })
    }

    fn close(&mut self, start: usize) -> Parsed<()> {
        if self.eat(')') { Ok(()) } else { Err(self.problem("missing ), unterminated subpattern", start)) }
    }

    fn capture(&mut self, name: Option<String>, start: usize) -> Parsed<Node> {
        self.groups += 1;
        let group = self.groups;
        if let Some(name) = name {
            self.names.push((name, group));
        }
        self.open.push(group);
        let node = self.alternatives()?;
        self.close(start)?;
        self.open.pop();
        Ok(Node::Group(group, Box::new(node)))
    }

    /// A name up to `end`, and where it began.
    fn name(&mut self, end: char) -> Parsed<(String, usize)> {
        let start = self.at;
        while self.peek().is_some_and(|c| c != end as u32) {
            self.at += 1;
        }
        let name: String = self.text[start..self.at].iter().map(|&c| shown(c)).collect();
        if !self.eat(end) {
            return Err(self.problem(format!("missing {end}, unterminated name"), start));
        }
        if name.is_empty() {
            return Err(self.problem("missing group name", start));
        }
        let number = name.bytes().all(|b| b.is_ascii_digit());
        let identifier = name.chars().all(|c| c == '_' || c.is_alphanumeric())
            && !name.starts_with(|c: char| c.is_numeric());
        if !identifier && !(number && end == ')') {
            return Err(self.problem(format!("bad character in group name '{name}'"), start));
        }
        Ok((name, start))
    }

    fn known(&self, name: &str, at: usize) -> Parsed<usize> {
        match self.names.iter().find(|(known, _)| known == name) {
            Some((_, group)) => Ok(*group),
            None => Err(self.problem(format!("unknown group name '{name}'"), at)),
        }
    }

    fn class(&self, c: char) -> Option<Class> {
        let ascii = self.ascii();
        Some(match c {
            'd' | 'D' => Class::Digit { ascii, negative: c == 'D' },
            's' | 'S' => Class::Space { ascii, negative: c == 'S' },
            'w' | 'W' => Class::Word { ascii, negative: c == 'W' },
            _ => return None,
        })
    }

    fn escape(&mut self, start: usize) -> Parsed<Node> {
        let Some(c) = self.peek() else {
            return Err(self.problem("bad escape (end of pattern)", start));
        };
        let c = shown(c);
        let ascii = self.ascii();
        let at = match c {
            'A' => Some(At::Start),
            'Z' => Some(At::End),
            'b' => Some(At::Boundary { ascii }),
            'B' => Some(At::NoBoundary { ascii }),
            _ => None,
        };
        if let Some(at) = at {
            self.at += 1;
            return Ok(Node::At(at));
        }
        if let Some(class) = self.class(c) {
            self.at += 1;
            return Ok(Node::Set(Set::of(class)));
        }
        if c != '0'
            && let Some(first) = c.to_digit(10)
        {
            self.at += 1;
            let digit = |at: usize| self.text.get(at).and_then(|&c| shown(c).to_digit(10));
            let mut number = first as usize;
            if let Some(second) = digit(self.at) {
                if let Some(third) = digit(self.at + 1).filter(|&d| d < 8)
                    && first < 8
                    && second < 8
                {
                    let value = first * 64 + second * 8 + third;
                    if value > 0o377 {
                        let message =
                            format!("octal escape value \\{first}{second}{third} outside of range 0-0o377");
                        return Err(self.problem(message, start));
                    }
                    self.at += 2;
                    return Ok(self.letter(value));
                }
                number = number * 10 + second as usize;
                self.at += 1;
            }
            if number > self.groups {
                return Err(self.problem(format!("invalid group reference {number}"), start + 1));
            }
            if self.open.contains(&number) {
                return Err(self.problem("cannot refer to an open group", start));
            }
            return Ok(Node::BackRef { group: number, ignore_case: self.ignore_case() });
        }
        let code = self.plain_escape(start)?;
        Ok(self.letter(code))
    }

    /// An escape that stands for one character; `at` is behind the backslash.
    fn plain_escape(&mut self, start: usize) -> Parsed<u32> {
        let Some(code) = self.peek() else {
            return Err(self.problem("bad escape (end of pattern)", start));
        };
        let c = shown(code);
        self.at += 1;
        let hex = |parser: &mut Self, digits: usize| {
            let found = parser.text[parser.at..].iter().take(digits).map(|&c| shown(c));
            let found: String = found.take_while(char::is_ascii_hexdigit).collect();
            parser.at += found.len();
            let text: String = parser.text[start..parser.at].iter().map(|&c| shown(c)).collect();
            if found.len() < digits {
                return Err(parser.problem(format!("incomplete escape {text}"), start));
            }
            match u32::from_str_radix(&found, 16) {
                Ok(code) if code < 0x11_0000 => Ok(code),
                _ => Err(parser.problem(format!("bad escape {text}"), start)),
            }
        };
        match c {
            'a' => Ok(7),
            'f' => Ok(12),
            'n' => Ok(10),
            'r' => Ok(13),
            't' => Ok(9),
            'v' => Ok(11),
            'x' => hex(self, 2),
            'u' if !self.bytes => hex(self, 4),
            'U' if !self.bytes => hex(self, 8),
            '0'..='7' => {
                let mut value = c as u32 - '0' as u32;
                for _ in 0..2 {
                    let Some(digit) = self.peek().and_then(|c| shown(c).to_digit(8)) else { break };
                    value = value * 8 + digit;
                    self.at += 1;
                }
                Ok(value)
            }
            _ if c.is_ascii_alphanumeric() => Err(self.problem(format!("bad escape \\{c}"), start)),
            _ => Ok(code),
        }
    }

    fn set(&mut self, start: usize) -> Parsed<Node> {
        let mut set = Set::default();
        let negative = self.eat('^');
        let first = self.at;
        loop {
            let at = self.at;
            let Some(c) = self.peek() else {
                return Err(self.problem("unterminated character set", start));
            };
            if c == ']' as u32 && at > first {
                self.at += 1;
                break;
            }
            let low = match self.set_item(at)? {
                Ok(code) => code,
                Err(class) => {
                    if is(self.peek(), '-') && self.text.get(self.at + 1).is_some_and(|&c| c != ']' as u32) {
                        return Err(self.bad_range(at, self.at + 2));
                    }
                    set.classes.push(class);
                    continue;
                }
            };
            let is_range =
                is(self.peek(), '-') && self.text.get(self.at + 1).is_some_and(|&c| c != ']' as u32);
            if !is_range {
                if is(self.peek(), '-') && self.text.get(self.at + 1).is_none() {
                    return Err(self.problem("unterminated character set", start));
                }
                set.add(low, low);
                continue;
            }
            self.at += 1;
            let high = match self.set_item(self.at)? {
                Ok(code) => code,
                Err(_) => return Err(self.bad_range(at, self.at)),
            };
            if high < low {
                return Err(self.bad_range(at, self.at));
            }
            set.add(low, high);
        }
        if self.ignore_case() {
            set.ignore_case(self.ascii());
        }
        set.negative = negative;
        Ok(Node::Set(set))
    }

    fn bad_range(&self, from: usize, to: usize) -> Problem {
        let text: String = self.text[from..to.min(self.text.len())].iter().map(|&c| shown(c)).collect();
        self.problem(format!("bad character range {text}"), from)
    }

    fn set_item(&mut self, at: usize) -> Parsed<Result<u32, Class>> {
        let Some(c) = self.peek() else {
            return Err(self.problem("unterminated character set", at));
        };
        self.at += 1;
        if c != '\\' as u32 {
            return Ok(Ok(c));
        }
        match self.peek().map(shown) {
            Some('b') => {
                self.at += 1;
                Ok(Ok(8))
            }
            Some(c) if self.class(c).is_some() => {
                self.at += 1;
                Ok(self.class(c).map_or(Ok(0), Err))
            }
            _ => self.plain_escape(at).map(Ok),
        }
    }
}
