//! Reads the text of a pattern as CPython's `re` does, with its messages and the positions in them.

use super::charset::{self, Category, CharSet, Item};
use super::syntax::{
    ASCII, At, DOTALL, Fold, Greed, IGNORECASE, LOCALE, MULTILINE, Node, Parsed, Refused, TEMPLATE,
    TYPE_FLAGS, UNICODE, UNLIMITED, VERBOSE,
};

/// Deeper nesting is refused.
const MAX_DEPTH: usize = 300;
/// No group has a larger number.
const MAX_GROUPS: u64 = 0x3fff_ffff;

type Done<T> = Result<T, Stop>;

enum Stop {
    Refused(Refused),
    /// `(?x)` was found: what was read must be read again.
    Verbose,
}

struct Parser<'p> {
    text: &'p [u32],
    is_str: bool,
    at: usize,
    flags: u32,
    /// Widths of the groups that are closed; group 0 stays open.
    widths: Vec<Option<(u64, u64)>>,
    names: Vec<(Vec<u32>, u32)>,
    /// The first group number that may not be referred to inside of a look-behind.
    behind: Option<usize>,
    /// Conditions that name a group before it is there.
    conditions: Vec<(usize, usize)>,
}

/// Parses a pattern; `flags` are the ones given from outside.
pub(super) fn parse(text: &[u32], is_str: bool, flags: u32) -> Result<Parsed, Refused> {
    let fresh = |flags| Parser {
        text,
        is_str,
        at: 0,
        flags,
        widths: vec![None],
        names: Vec::new(),
        behind: None,
        conditions: Vec::new(),
    };
    // The kind of characters decides how the first text is read, so it is known before: `(?a)` stands in front.
    let mut parser = fresh(flags);
    let node = match parser.whole(flags & VERBOSE != 0) {
        Err(Stop::Verbose) => {
            parser = fresh(parser.flags);
            parser.whole(true)
        }
        other => other,
    };
    match node {
        Ok(node) => Ok(Parsed {
            flags: parser.fixed_flags(parser.flags)?,
            groups: parser.widths.len() as u32 - 1,
            names: parser.names,
            node,
        }),
        Err(Stop::Refused(refused)) => Err(refused),
        Err(Stop::Verbose) => Err(Refused::Depth),
    }
}

/// Code points as text of a message.
pub(super) fn shown(points: &[u32]) -> String {
    points.iter().map(|&c| char::from_u32(c).unwrap_or('\u{fffd}')).collect()
}

/// Code points as `repr` shows them.
pub(super) fn quoted(points: &[u32]) -> String {
    crate::text::quote::repr(&shown(points))
}

const fn is(c: u32, byte: u8) -> bool {
    c == byte as u32
}

fn is_digit(c: u32) -> bool {
    u8::try_from(c).is_ok_and(|byte| byte.is_ascii_digit())
}

fn is_octal(c: u32) -> bool {
    u8::try_from(c).is_ok_and(|byte| matches!(byte, b'0'..=b'7'))
}

fn is_hex(c: u32) -> bool {
    u8::try_from(c).is_ok_and(|byte| byte.is_ascii_hexdigit())
}

fn is_letter(c: u32) -> bool {
    u8::try_from(c).is_ok_and(|byte| byte.is_ascii_alphabetic())
}

fn number(points: &[u32], radix: u32) -> u64 {
    let digit = |c: u32| char::from_u32(c).and_then(|c| c.to_digit(radix)).unwrap_or(0);
    points.iter().fold(0, |n: u64, &c| n.saturating_mul(u64::from(radix)).saturating_add(u64::from(digit(c))))
}

fn simple_escape(c: u32) -> Option<u32> {
    Some(u32::from(match u8::try_from(c).ok()? {
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        b'\\' => b'\\',
        _ => return None,
    }))
}

fn category(c: u32) -> Option<Item> {
    let (category, not) = match u8::try_from(c).ok()? {
        b'd' => (Category::Digit, false),
        b'D' => (Category::Digit, true),
        b's' => (Category::Space, false),
        b'S' => (Category::Space, true),
        b'w' => (Category::Word, false),
        b'W' => (Category::Word, true),
        _ => return None,
    };
    Some(Item::Category { category, not })
}

fn flag_of(c: u32) -> Option<u32> {
    Some(match u8::try_from(c).ok()? {
        b'i' => IGNORECASE,
        b'L' => LOCALE,
        b'm' => MULTILINE,
        b's' => DOTALL,
        b'x' => VERBOSE,
        b'a' => ASCII,
        b't' => TEMPLATE,
        b'u' => UNICODE,
        _ => return None,
    })
}

impl Parser<'_> {
    fn whole(&mut self, verbose: bool) -> Done<Node> {
        self.check_next()?;
        let node = self.alternatives(self.flags & !VERBOSE | if verbose { VERBOSE } else { 0 }, 0)?;
        if self.peek().is_some() {
            return self.error("unbalanced parenthesis", 0);
        }
        let groups = self.widths.len();
        if let Some(&(group, at)) = self.conditions.iter().find(|(group, _)| *group >= groups) {
            return self.error_at(format!("invalid group reference {group}"), at);
        }
        Ok(node)
    }

    fn fixed_flags(&self, flags: u32) -> Result<u32, Refused> {
        if self.is_str {
            if flags & LOCALE != 0 {
                return Err(Refused::Value("cannot use LOCALE flag with a str pattern"));
            }
            if flags & ASCII != 0 && flags & UNICODE != 0 {
                return Err(Refused::Value("ASCII and UNICODE flags are incompatible"));
            }
            return Ok(if flags & ASCII == 0 { flags | UNICODE } else { flags });
        }
        if flags & UNICODE != 0 {
            return Err(Refused::Value("cannot use UNICODE flag with a bytes pattern"));
        }
        if flags & LOCALE != 0 && flags & ASCII != 0 {
            return Err(Refused::Value("ASCII and LOCALE flags are incompatible"));
        }
        Ok(flags)
    }

    fn error<T>(&self, text: impl Into<String>, back: usize) -> Done<T> {
        self.error_at(text, self.at.saturating_sub(back))
    }

    fn error_at<T>(&self, text: impl Into<String>, at: usize) -> Done<T> {
        Err(Stop::Refused(Refused::Syntax(text.into(), Some(at))))
    }

    fn peek(&self) -> Option<u32> {
        self.text.get(self.at).copied()
    }

    fn next_is(&self, byte: u8) -> bool {
        self.peek() == Some(u32::from(byte))
    }

    /// A backslash at the very end is found when what stands before it is taken.
    fn check_next(&self) -> Done<()> {
        match self.text.get(self.at..) {
            Some([last]) if is(*last, b'\\') => self.error("bad escape (end of pattern)", 0),
            _ => Ok(()),
        }
    }

    /// Takes the next character, with the one behind a backslash.
    fn take(&mut self) -> Done<Option<&[u32]>> {
        let from = self.at;
        match self.peek() {
            None => return Ok(None),
            Some(c) if is(c, b'\\') => self.at += 2,
            Some(_) => self.at += 1,
        }
        self.check_next()?;
        Ok(self.text.get(from..self.at))
    }

    fn accept(&mut self, byte: u8) -> Done<bool> {
        if self.next_is(byte) {
            self.at += 1;
            self.check_next()?;
            return Ok(true);
        }
        Ok(false)
    }

    fn take_while(&mut self, most: usize, good: impl Fn(u32) -> bool) -> Done<usize> {
        let mut n = 0;
        while n < most && self.peek().is_some_and(&good) {
            self.at += 1;
            n += 1;
        }
        self.check_next()?;
        Ok(n)
    }

    fn until(&mut self, end: u8, what: &str) -> Done<Vec<u32>> {
        let mut found: Vec<u32> = Vec::new();
        loop {
            let Some(token) = self.take()? else {
                if found.is_empty() {
                    return self.error(format!("missing {what}"), 0);
                }
                return self.error(format!("missing {}, unterminated name", char::from(end)), found.len());
            };
            if *token == [u32::from(end)] {
                if found.is_empty() {
                    return self.error(format!("missing {what}"), 1);
                }
                return Ok(found);
            }
            found.extend_from_slice(token);
        }
    }

    fn ascii(&self, flags: u32) -> bool {
        !self.is_str || flags & ASCII != 0
    }

    fn fold(&self, flags: u32) -> Fold {
        match (flags & IGNORECASE != 0, self.ascii(flags)) {
            (false, _) => Fold::Exact,
            (true, true) => Fold::Ascii,
            (true, false) => Fold::Unicode,
        }
    }

    fn literal(&self, c: u32, flags: u32) -> Node {
        let fold = self.fold(flags);
        if charset::is_cased(c, fold) {
            return Node::Set(Box::new(CharSet::of_char(c, fold)));
        }
        Node::Char(c)
    }

    fn alternatives(&mut self, flags: u32, depth: usize) -> Done<Node> {
        if depth > MAX_DEPTH {
            return Err(Stop::Refused(Refused::Depth));
        }
        let mut branches = vec![self.branch(flags, depth, depth == 0)?];
        while self.accept(b'|')? {
            branches.push(self.branch(flags, depth, false)?);
        }
        if branches.len() > 1 {
            return Ok(Node::Alt(branches));
        }
        Ok(branches.pop().unwrap_or(Node::Cat(Vec::new())))
    }

    fn branch(&mut self, mut flags: u32, depth: usize, first: bool) -> Done<Node> {
        let mut nodes: Vec<Node> = Vec::new();
        while let Some(next) = self.peek() {
            if is(next, b'|') || is(next, b')') {
                break;
            }
            let start = self.at;
            let Some(token) = self.take()? else { break };
            if let [_, escaped] = *token {
                let node = self.escape(start, escaped, flags)?;
                nodes.push(node);
                continue;
            }
            let byte = u8::try_from(next).unwrap_or(0);
            if flags & VERBOSE != 0 {
                if matches!(byte, b' ' | 9..=13) {
                    continue;
                }
                if byte == b'#' {
                    while self.take()?.is_some_and(|token| *token != [u32::from(b'\n')]) {}
                    continue;
                }
            }
            match byte {
                b'[' => nodes.push(self.set(start, flags)?),
                b'*' | b'+' | b'?' | b'{' => self.repeat(start, byte, flags, &mut nodes)?,
                b'.' if flags & DOTALL != 0 => nodes.push(Node::AnyAll),
                b'.' => nodes.push(Node::Any),
                b'^' if flags & MULTILINE != 0 => nodes.push(Node::At(At::LineStart)),
                b'^' => nodes.push(Node::At(At::Start)),
                b'$' if flags & MULTILINE != 0 => nodes.push(Node::At(At::LineEnd)),
                b'$' => nodes.push(Node::At(At::End)),
                b'(' => {
                    let may_set = first && nodes.is_empty();
                    if let Some(node) = self.group(start, &mut flags, depth, may_set)? {
                        nodes.push(node);
                    }
                }
                _ => nodes.push(self.literal(next, flags)),
            }
        }
        Ok(Node::Cat(nodes))
    }

    fn repeat(&mut self, start: usize, byte: u8, flags: u32, nodes: &mut Vec<Node>) -> Done<()> {
        let (min, max) = match byte {
            b'*' => (0, UNLIMITED),
            b'+' => (1, UNLIMITED),
            b'?' => (0, 1),
            _ => match self.bounds(start)? {
                Some(bounds) => bounds,
                None => {
                    nodes.push(self.literal(u32::from(b'{'), flags));
                    return Ok(());
                }
            },
        };
        let body = match nodes.last() {
            None | Some(Node::At(_)) => return self.error_at("nothing to repeat", start),
            Some(Node::Repeat { .. }) => return self.error_at("multiple repeat", start),
            Some(_) => nodes.pop().unwrap_or(Node::Never),
        };
        let greed = if self.accept(b'?')? {
            Greed::Lazy
        } else if self.accept(b'+')? {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        nodes.push(Node::Repeat { min, max, greed, body: Box::new(body) });
        Ok(())
    }

    /// `{2,3}`; None if the brace stands for itself.
    fn bounds(&mut self, start: usize) -> Done<Option<(u32, u32)>> {
        if self.next_is(b'}') {
            return Ok(None);
        }
        let here = self.at;
        let lo = self.take_while(usize::MAX, is_digit)?;
        let lo = here..here + lo;
        let hi = if self.accept(b',')? {
            let from = self.at;
            let n = self.take_while(usize::MAX, is_digit)?;
            from..from + n
        } else {
            lo.clone()
        };
        if !self.accept(b'}')? {
            self.at = here;
            return Ok(None);
        }
        let mut bounds = (0, UNLIMITED);
        for (range, bound) in [(lo, &mut bounds.0), (hi, &mut bounds.1)] {
            if range.is_empty() {
                continue;
            }
            let value = number(self.text.get(range).unwrap_or_default(), 10);
            if value >= u64::from(UNLIMITED) {
                return Err(Stop::Refused(Refused::Overflow("the repetition number is too large")));
            }
            *bound = value as u32;
        }
        if bounds.1 < bounds.0 {
            return self.error_at("min repeat greater than max repeat", start + 1);
        }
        Ok(Some(bounds))
    }

    fn text_from(&self, start: usize) -> &[u32] {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn bad_escape<T>(&self, start: usize) -> Done<T> {
        self.error_at(format!("bad escape {}", shown(self.text_from(start))), start)
    }

    /// The escapes that name a character by number or name: `\x41`, `\u0041`, `\N{BULLET}`.
    fn numbered_escape(&mut self, start: usize, c: u32) -> Done<Option<u32>> {
        let digits = match u8::try_from(c).unwrap_or(0) {
            b'x' => 2,
            b'u' if self.is_str => 4,
            b'U' if self.is_str => 8,
            b'N' if self.is_str => return self.named_escape(start).map(Some),
            _ => return Ok(None),
        };
        if self.take_while(digits, is_hex)? != digits {
            return self.error_at(format!("incomplete escape {}", shown(self.text_from(start))), start);
        }
        let value = number(self.text.get(start + 2..self.at).unwrap_or_default(), 16);
        match u32::try_from(value) {
            Ok(code) if code <= 0x10_ffff => Ok(Some(code)),
            _ => self.bad_escape(start),
        }
    }

    fn named_escape(&mut self, start: usize) -> Done<u32> {
        if !self.accept(b'{')? {
            return self.error("missing {", 0);
        }
        let name = shown(&self.until(b'}', "character name")?);
        match unicode_names2::character(&name) {
            Some(c) => Ok(c as u32),
            None => {
                let quoted = crate::text::quote::repr(&name);
                self.error_at(format!("undefined character name {quoted}"), start)
            }
        }
    }

    fn octal(&self, start: usize, from: usize) -> Done<u32> {
        let value = number(self.text.get(from..self.at).unwrap_or_default(), 8);
        if value > 0o377 {
            let text = shown(self.text_from(start));
            return self.error_at(format!("octal escape value {text} outside of range 0-0o377"), start);
        }
        Ok(value as u32)
    }

    /// An escape outside of a set; the token is taken.
    fn escape(&mut self, start: usize, c: u32, flags: u32) -> Done<Node> {
        let ascii = self.ascii(flags);
        let at = match u8::try_from(c).unwrap_or(0) {
            b'A' => Some(At::Start),
            b'Z' => Some(At::VeryEnd),
            edge @ (b'b' | b'B') if ascii => Some(At::AsciiEdge { not: edge == b'B' }),
            edge @ (b'b' | b'B') => Some(At::Edge { not: edge == b'B' }),
            _ => None,
        };
        if let Some(at) = at {
            return Ok(Node::At(at));
        }
        if let Some(item) = category(c) {
            return Ok(Node::Set(Box::new(CharSet::new(&[item], false, ascii, Fold::Exact))));
        }
        if let Some(code) = simple_escape(c) {
            return Ok(self.literal(code, flags));
        }
        if let Some(code) = self.numbered_escape(start, c)? {
            return Ok(self.literal(code, flags));
        }
        if is(c, b'0') {
            self.take_while(2, is_octal)?;
            let code = self.octal(start, start + 1)?;
            return Ok(self.literal(code, flags));
        }
        if is_digit(c) {
            return self.digits(start, c, flags);
        }
        if is_letter(c) {
            return self.bad_escape(start);
        }
        Ok(self.literal(c, flags))
    }

    /// `\12`: a group, or a character if there are three octal digits.
    fn digits(&mut self, start: usize, c: u32, flags: u32) -> Done<Node> {
        if let Some(second) = self.peek().filter(|&c| is_digit(c)) {
            self.take()?;
            if is_octal(c) && is_octal(second) && self.peek().is_some_and(is_octal) {
                self.take()?;
                let code = self.octal(start, start + 1)?;
                return Ok(self.literal(code, flags));
            }
        }
        let group = number(self.text.get(start + 1..self.at).unwrap_or_default(), 10) as usize;
        if group >= self.widths.len() {
            return self.error_at(format!("invalid group reference {group}"), start + 1);
        }
        self.reference(group, start, flags)
    }

    fn reference(&mut self, group: usize, start: usize, flags: u32) -> Done<Node> {
        if self.widths.get(group).copied().flatten().is_none() {
            return self.error_at("cannot refer to an open group", start);
        }
        self.check_behind(group)?;
        Ok(Node::Ref { group: group as u32, fold: self.fold(flags) })
    }

    fn check_behind(&self, group: usize) -> Done<()> {
        if let Some(first) = self.behind {
            if self.widths.get(group).copied().flatten().is_none() {
                return self.error("cannot refer to an open group", 0);
            }
            if group >= first {
                return self.error("cannot refer to group defined in the same lookbehind subpattern", 0);
            }
        }
        Ok(())
    }

    fn set(&mut self, start: usize, flags: u32) -> Done<Node> {
        let mut items: Vec<Item> = Vec::new();
        let not = self.accept(b'^')?;
        let unterminated = "unterminated character set";
        let mut empty = true;
        loop {
            let from = self.at;
            let Some(token) = self.take()? else { return self.error_at(unterminated, start) };
            let token = token.to_vec();
            if token == [u32::from(b']')] && !empty {
                break;
            }
            empty = false;
            let low = self.set_item(from, &token)?;
            if !self.accept(b'-')? {
                items.push(low);
                continue;
            }
            let from = self.at;
            let Some(end) = self.take()? else { return self.error_at(unterminated, start) };
            let end = end.to_vec();
            if end == [u32::from(b']')] {
                items.push(low);
                items.push(Item::Char(u32::from(b'-')));
                break;
            }
            let high = self.set_item(from, &end)?;
            match (low, high) {
                (Item::Char(lo), Item::Char(hi)) if lo <= hi => items.push(Item::Range(lo, hi)),
                _ => {
                    let text = format!("bad character range {}-{}", shown(&token), shown(&end));
                    return self.error(text, token.len() + 1 + end.len());
                }
            }
        }
        let fold = self.fold(flags);
        if let ([Item::Char(c)], false) = (items.as_slice(), not) {
            return Ok(self.literal(*c, flags));
        }
        let fold_needed = fold != Fold::Exact;
        let fold = if fold_needed { fold } else { Fold::Exact };
        Ok(Node::Set(Box::new(CharSet::new(&items, not, self.ascii(flags), fold))))
    }

    /// A character or category of a set; the token is taken.
    fn set_item(&mut self, start: usize, token: &[u32]) -> Done<Item> {
        let &[_, c] = token else { return Ok(Item::Char(token.first().copied().unwrap_or(0))) };
        if let Some(code) = simple_escape(c) {
            return Ok(Item::Char(code));
        }
        if let Some(item) = category(c) {
            return Ok(item);
        }
        if let Some(code) = self.numbered_escape(start, c)? {
            return Ok(Item::Char(code));
        }
        if is_octal(c) {
            self.take_while(2, is_octal)?;
            return Ok(Item::Char(self.octal(start, start + 1)?));
        }
        if is_digit(c) || is_letter(c) {
            return self.bad_escape(start);
        }
        Ok(Item::Char(c))
    }

    fn one_char(&mut self) -> Done<Vec<u32>> {
        match self.take()? {
            Some(token) => Ok(token.to_vec()),
            None => self.error("unexpected end of pattern", 0),
        }
    }

    fn close(&mut self, start: usize) -> Done<()> {
        if self.accept(b')')? {
            return Ok(());
        }
        self.error_at("missing ), unterminated subpattern", start)
    }

    /// Everything that begins with `(`, which is taken.
    fn group(&mut self, start: usize, flags: &mut u32, depth: usize, may_set: bool) -> Done<Option<Node>> {
        let mut inner = *flags;
        let mut name = None;
        let mut captures = true;
        let mut atomic = false;
        if self.accept(b'?')? {
            let token = self.one_char()?;
            let c = token.first().copied().filter(|_| token.len() == 1).unwrap_or(0);
            match u8::try_from(c).unwrap_or(0) {
                b'P' => {
                    if self.accept(b'<')? {
                        let text = self.until(b'>', "group name")?;
                        self.check_name(&text)?;
                        name = Some(text);
                    } else if self.accept(b'=')? {
                        return self.named_reference(*flags).map(Some);
                    } else {
                        let token = self.one_char()?;
                        return self.error(format!("unknown extension ?P{}", shown(&token)), token.len() + 2);
                    }
                }
                b':' => captures = false,
                b'#' => loop {
                    if self.peek().is_none() {
                        return self.error_at("missing ), unterminated comment", start);
                    }
                    if self.take()?.is_some_and(|token| *token == [u32::from(b')')]) {
                        return Ok(None);
                    }
                },
                b'=' | b'!' | b'<' => return self.look(start, c, *flags, depth).map(Some),
                b'(' => return self.condition(start, *flags, depth).map(Some),
                b'>' => (captures, atomic) = (false, true),
                b'-' | b'i' | b'L' | b'm' | b's' | b'x' | b'a' | b't' | b'u' => {
                    let Some((add, remove)) = self.flag_group(c)? else {
                        if !may_set {
                            return self.error_at("global flags not at the start of the expression", start);
                        }
                        if self.flags & VERBOSE != 0 && *flags & VERBOSE == 0 {
                            return Err(Stop::Verbose);
                        }
                        *flags = self.flags;
                        return Ok(None);
                    };
                    captures = false;
                    if add & TYPE_FLAGS != 0 {
                        inner &= !TYPE_FLAGS;
                    }
                    inner = (inner | add) & !remove;
                }
                _ => return self.error(format!("unknown extension ?{}", shown(&token)), token.len() + 1),
            }
        }
        let mut number = None;
        if captures {
            let group = self.widths.len() as u32;
            if let Some(name) = name {
                if let Some((_, old)) = self.names.iter().find(|(known, _)| *known == name) {
                    let text = format!(
                        "redefinition of group name {} as group {group}; was group {old}",
                        quoted(&name)
                    );
                    return self.error(text, name.len() + 1);
                }
                self.names.push((name, group));
            }
            self.widths.push(None);
            number = Some(group);
        }
        let node = self.alternatives(inner, depth + 1)?;
        self.close(start)?;
        if let Some(group) = number {
            let width = node.width(&self.widths);
            if let Some(slot) = self.widths.get_mut(group as usize) {
                *slot = Some(width);
            }
        }
        Ok(Some(if atomic { Node::Atomic(Box::new(node)) } else { Node::Group(number, Box::new(node)) }))
    }

    fn check_name(&self, name: &[u32]) -> Done<()> {
        if !crate::text::case::is_identifier(name.iter().copied()) {
            return self.error(format!("bad character in group name {}", self.quoted(name)), name.len() + 1);
        }
        Ok(())
    }

    /// A name as messages show it.
    fn quoted(&self, name: &[u32]) -> String {
        quoted(name)
    }

    fn named_reference(&mut self, flags: u32) -> Done<Node> {
        let name = self.until(b')', "group name")?;
        self.check_name(&name)?;
        let Some(&(_, group)) = self.names.iter().find(|(known, _)| *known == name) else {
            return self.error(format!("unknown group name {}", self.quoted(&name)), name.len() + 1);
        };
        let start = self.at.saturating_sub(name.len() + 1);
        self.reference(group as usize, start, flags)
    }

    fn look(&mut self, start: usize, c: u32, flags: u32, depth: usize) -> Done<Node> {
        let behind = is(c, b'<');
        let mut kind = c;
        let outer = self.behind;
        if behind {
            let token = self.one_char()?;
            kind = token.first().copied().unwrap_or(0);
            if !is(kind, b'=') && !is(kind, b'!') {
                return self.error(format!("unknown extension ?<{}", shown(&token)), token.len() + 2);
            }
            self.behind = Some(outer.unwrap_or(self.widths.len()));
        }
        let body = self.alternatives(flags, depth + 1)?;
        if behind {
            self.behind = outer;
        }
        self.close(start)?;
        let not = is(kind, b'!');
        if not && matches!(&body, Node::Cat(nodes) if nodes.is_empty()) {
            return Ok(Node::Never);
        }
        let mut back = 0;
        if behind {
            let (lo, hi) = body.width(&self.widths);
            if lo != hi {
                let text = "look-behind requires fixed-width pattern".to_owned();
                return Err(Stop::Refused(Refused::Syntax(text, None)));
            }
            back = u32::try_from(lo).unwrap_or(UNLIMITED);
        }
        Ok(Node::Look { back, not, body: Box::new(body) })
    }

    fn condition(&mut self, start: usize, flags: u32, depth: usize) -> Done<Node> {
        let name = self.until(b')', "group name")?;
        let group = if crate::text::case::is_identifier(name.iter().copied()) {
            match self.names.iter().find(|(known, _)| *known == name) {
                Some(&(_, group)) => group as usize,
                None => {
                    let text = format!("unknown group name {}", self.quoted(&name));
                    return self.error(text, name.len() + 1);
                }
            }
        } else {
            if name.is_empty() || !name.iter().all(|&c| is_digit(c)) {
                let text = format!("bad character in group name {}", self.quoted(&name));
                return self.error(text, name.len() + 1);
            }
            let group = number(&name, 10);
            if group == 0 {
                return self.error("bad group number", name.len() + 1);
            }
            if group >= MAX_GROUPS {
                return self.error(format!("invalid group reference {group}"), name.len() + 1);
            }
            self.conditions.push((group as usize, self.at.saturating_sub(name.len() + 1)));
            group as usize
        };
        self.check_behind(group)?;
        if depth >= MAX_DEPTH {
            return Err(Stop::Refused(Refused::Depth));
        }
        let yes = self.branch(flags, depth + 1, false)?;
        let no = if self.accept(b'|')? {
            let no = self.branch(flags, depth + 1, false)?;
            if self.next_is(b'|') {
                return self.error("conditional backref with more than two branches", 0);
            }
            no
        } else {
            Node::Cat(Vec::new())
        };
        self.close(start)?;
        Ok(Node::Cond { group: group as u32, yes: Box::new(yes), no: Box::new(no) })
    }

    /// `(?im-x:` gives what to add and to remove; `(?im)` sets the flags of the whole pattern and gives None.
    fn flag_group(&mut self, first: u32) -> Done<Option<(u32, u32)>> {
        let (mut add, mut remove) = (0, 0);
        let mut c = first;
        let missing = |c: u32, text: &'static str| {
            if crate::text::unicode::is_alpha(c) { "unknown flag" } else { text }
        };
        if !is(c, b'-') {
            loop {
                let flag = flag_of(c).unwrap_or(0);
                if self.is_str && flag == LOCALE {
                    return self.error("bad inline flags: cannot use 'L' flag with a str pattern", 0);
                }
                if !self.is_str && flag == UNICODE {
                    return self.error("bad inline flags: cannot use 'u' flag with a bytes pattern", 0);
                }
                add |= flag;
                if flag & TYPE_FLAGS != 0 && add & TYPE_FLAGS != flag {
                    return self.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible", 0);
                }
                let Some(token) = self.take()? else { return self.error("missing -, : or )", 0) };
                let len = token.len();
                c = token.first().copied().unwrap_or(0);
                if is(c, b')') || is(c, b'-') || is(c, b':') {
                    break;
                }
                if flag_of(c).is_none() {
                    return self.error(missing(c, "missing -, : or )"), len);
                }
            }
        }
        if is(c, b')') {
            self.flags |= add;
            return Ok(None);
        }
        if is(c, b'-') {
            let Some(token) = self.take()? else { return self.error("missing flag", 0) };
            let len = token.len();
            c = token.first().copied().unwrap_or(0);
            if flag_of(c).is_none() {
                return self.error(missing(c, "missing flag"), len);
            }
            loop {
                let flag = flag_of(c).unwrap_or(0);
                if flag & TYPE_FLAGS != 0 {
                    return self.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", 0);
                }
                remove |= flag;
                let Some(token) = self.take()? else { return self.error("missing :", 0) };
                let len = token.len();
                c = token.first().copied().unwrap_or(0);
                if is(c, b':') {
                    break;
                }
                if flag_of(c).is_none() {
                    return self.error(missing(c, "missing :"), len);
                }
            }
        }
        if add & remove != 0 {
            return self.error("bad inline flags: flag turned on and off", 1);
        }
        Ok(Some((add, remove)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(pattern: &str) -> String {
        let points: Vec<u32> = pattern.chars().map(|c| c as u32).collect();
        match parse(&points, true, 0) {
            Err(Refused::Syntax(text, at)) => format!("{text} {at:?}"),
            other => format!("{:?}", other.is_ok()),
        }
    }

    #[test]
    fn messages_have_positions() {
        assert_eq!(message("a**"), "multiple repeat Some(2)");
        assert_eq!(message("(a"), "missing ), unterminated subpattern Some(0)");
        assert_eq!(message("[b-a]"), "bad character range b-a Some(1)");
        assert_eq!(message("a\\"), "bad escape (end of pattern) Some(1)");
        assert_eq!(message("(?<=a*)b"), "look-behind requires fixed-width pattern None");
        assert_eq!(message("a(?i)b"), "global flags not at the start of the expression Some(1)");
    }

    #[test]
    fn deep_nesting_is_refused() {
        let points = vec![u32::from(b'('); 100_000];
        assert!(matches!(parse(&points, true, 0), Err(Refused::Depth)));
    }
}
