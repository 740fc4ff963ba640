//! Replacements: `\1`, `\g<name>` and escapes in the text that `sub` puts in.

use crate::heap::{Gil, Reg, Res};
use crate::object::encode;

use super::parse::{quoted, shown};
use super::program::Program;
use super::syntax::Refused;
use super::{points_of, raise};

/// A part of a replacement.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(Vec<u8>),
    Group(usize),
}

/// Reads a replacement.
pub(super) fn parse(gil: &mut Gil, program: &Program, template: Reg) -> Res<Vec<Piece>> {
    let Some((text, is_str)) = points_of(gil, template) else {
        let name = gil.type_name(template.get(gil));
        return Err(gil.type_error(format!("decoding to str: need a bytes-like object, {name} found")));
    };
    let mut reader = Reader { text: &text, at: 0, is_str, pieces: Vec::new(), literal: Vec::new() };
    match reader.read(program) {
        Ok(()) => {
            reader.flush();
            Ok(reader.pieces)
        }
        Err(refused) => Err(raise(gil, refused, template)),
    }
}

struct Reader<'t> {
    text: &'t [u32],
    at: usize,
    is_str: bool,
    pieces: Vec<Piece>,
    literal: Vec<u8>,
}

fn digit(c: Option<u32>, radix: u32) -> Option<u32> {
    char::from_u32(c?)?.to_digit(radix)
}

fn syntax<T>(text: String, at: usize) -> Result<T, Refused> {
    Err(Refused::Syntax(text, Some(at)))
}

impl Reader<'_> {
    fn peek(&self) -> Option<u32> {
        self.text.get(self.at).copied()
    }

    fn put(&mut self, c: u32) {
        if self.is_str { encode(c, &mut self.literal) } else { self.literal.push(c as u8) }
    }

    fn flush(&mut self) {
        if !self.literal.is_empty() {
            self.pieces.push(Piece::Text(std::mem::take(&mut self.literal)));
        }
    }

    fn group(&mut self, group: u64, groups: u32, at: usize) -> Result<(), Refused> {
        if group > u64::from(groups) {
            return syntax(format!("invalid group reference {group}"), at);
        }
        self.flush();
        self.pieces.push(Piece::Group(group as usize));
        Ok(())
    }

    fn read(&mut self, program: &Program) -> Result<(), Refused> {
        while let Some(c) = self.peek() {
            let start = self.at;
            self.at += 1;
            if c != u32::from(b'\\') {
                self.put(c);
                continue;
            }
            let Some(c) = self.peek() else { return syntax("bad escape (end of pattern)".to_owned(), start) };
            self.at += 1;
            match u8::try_from(c).unwrap_or(0xff) {
                b'g' => self.named(program)?,
                b'0' => {
                    let mut value = 0;
                    for _ in 0..2 {
                        let Some(digit) = digit(self.peek(), 8) else { break };
                        value = value * 8 + digit;
                        self.at += 1;
                    }
                    self.put(value & 0xff);
                }
                b'1'..=b'9' => self.numbered(c, start, program)?,
                b'a' => self.put(7),
                b'b' => self.put(8),
                b'f' => self.put(12),
                b'n' => self.put(10),
                b'r' => self.put(13),
                b't' => self.put(9),
                b'v' => self.put(11),
                b'\\' => self.put(c),
                byte if byte.is_ascii_alphabetic() => {
                    return syntax(format!("bad escape \\{}", char::from(byte)), start);
                }
                _ => {
                    self.put(u32::from(b'\\'));
                    self.put(c);
                }
            }
        }
        Ok(())
    }

    /// `\12`: a group, or a character if there are three octal digits.
    fn numbered(&mut self, c: u32, start: usize, program: &Program) -> Result<(), Refused> {
        let mut value = u64::from(digit(Some(c), 10).unwrap_or(0));
        if let Some(second) = digit(self.peek(), 10) {
            self.at += 1;
            let octal =
                [digit(Some(c), 8), digit(self.text.get(self.at - 1).copied(), 8), digit(self.peek(), 8)];
            if let [Some(a), Some(b), Some(third)] = octal {
                self.at += 1;
                let code = a * 64 + b * 8 + third;
                if code > 0o377 {
                    let text = shown(self.text.get(start..self.at).unwrap_or_default());
                    return syntax(format!("octal escape value {text} outside of range 0-0o377"), start);
                }
                self.put(code);
                return Ok(());
            }
            value = value * 10 + u64::from(second);
        }
        self.group(value, program.groups, start + 1)
    }

    fn named(&mut self, program: &Program) -> Result<(), Refused> {
        if self.peek() != Some(u32::from(b'<')) {
            return syntax("missing <".to_owned(), self.at);
        }
        self.at += 1;
        let from = self.at;
        let rest = self.text.get(from..).unwrap_or_default();
        let Some(len) = rest.iter().position(|&c| c == u32::from(b'>')) else {
            let what = if rest.is_empty() { "missing group name" } else { "missing >, unterminated name" };
            return syntax(what.to_owned(), from);
        };
        if len == 0 {
            return syntax("missing group name".to_owned(), from);
        }
        let name = rest.get(..len).unwrap_or_default();
        self.at += len + 1;
        if crate::text::case::is_identifier(name.iter().copied()) {
            return match program.names.iter().find(|(known, _)| known == name) {
                Some(&(_, group)) => self.group(u64::from(group), program.groups, from),
                None => Err(Refused::Index(format!("unknown group name {}", quoted(name)))),
            };
        }
        let number = name.iter().try_fold(0u64, |n, &c| {
            Some(n.saturating_mul(10).saturating_add(u64::from(digit(Some(c), 10)?)))
        });
        match number {
            Some(group) => self.group(group, program.groups, from),
            None => syntax(format!("bad character in group name {}", quoted(name)), from),
        }
    }
}
