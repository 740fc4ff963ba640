//! `_re`: regular expressions with CPython's syntax and results. `re` is made of this in the language itself.
//!
//! ```text
//!   text ─ parse ─▶ Node (syntax) ─ compile ─▶ Program ─ Matcher ─▶ places ─▶ Match objects, strings
//! ```
//! The matcher backtracks, because that is what the meaning of Python's patterns is: the first alternative that leads to a
//! match, groups that keep what they matched last, back-references, look-arounds. It never recurses and can be interrupted.

mod charset;
mod found;
mod matcher;
mod parse;
mod pattern;
mod program;
mod syntax;
mod template;

use std::sync::Arc;

use crate::heap::{Args, Gil, Object, Raised, Reg, Res, Scope};
use crate::object::{Def, Type, points};
use crate::vm::ModuleDef;

use self::matcher::{Matcher, Mode, Slice};
use self::program::Program;
use self::syntax::Refused;
use super::put;

pub(super) const MODULE: ModuleDef = ModuleDef { name: "_re", functions: FUNCTIONS, init };

/// The methods of the types of this module.
pub(crate) const METHODS: &[(Type, &[Def])] =
    &[(Type::Pattern, pattern::METHODS), (Type::Match, found::METHODS), (Type::Scanner, pattern::SCANNER)];

static FUNCTIONS: &[Def] = &[
    Def::new("compile", "pattern, flags, /", compile),
    Def::new("template", "pattern, template, /", check_template),
];

fn init(gil: &mut Gil, module: Reg) -> Res {
    put(gil, module, "Pattern", gil.builtin_class(Type::Pattern).local())?;
    put(gil, module, "Match", gil.builtin_class(Type::Match).local())
}

/// A text as code points, and whether it is a str.
fn points_of(gil: &Gil, text: Reg) -> Option<(Vec<u32>, bool)> {
    let value = text.get(gil);
    if let Some(text) = value.as_str() {
        return Some((points(text.bytes()).collect(), true));
    }
    crate::vm::compare::with_bytes(value, |bytes| bytes.iter().map(|&b| u32::from(b)).collect())
        .map(|points| (points, false))
}

fn compile(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (names, key) = (s.slot(), s.slot());
    let Some((text, is_str)) = points_of(s, args.reg(0)) else {
        return Err(s.type_error("first argument must be string or compiled pattern"));
    };
    let flags = s.index(args.reg(1))? as u32;
    let parsed = match parse::parse(&text, is_str, flags) {
        Ok(parsed) => parsed,
        Err(refused) => return Err(raise(s, refused, args.reg(0))),
    };
    let program = Arc::new(program::compile(parsed, is_str));
    names.set(s, s.dict().local());
    for (name, group) in &program.names {
        let mut bytes = Vec::new();
        name.iter().for_each(|&c| crate::object::encode(c, &mut bytes));
        key.set(s, s.str_wtf8(&bytes));
        if let (Some(dict), Some(name)) = (names.get(s).as_dict(), key.get(s).as_str()) {
            dict.set_str(s, name, s.int(i64::from(*group)))?;
        }
    }
    let class = s.builtin_class(Type::Pattern).local();
    let host = s.host(program, Some(class));
    host.set_slot(0, args.get(s, 0));
    host.set_slot(1, names.get(s));
    out.set(s, host.local());
    Ok(())
}

/// Reads a replacement, to see whether it is right.
fn check_template(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let program = pattern::program_of(gil, args.reg(0))?;
    template::parse(gil, &program, args.reg(1))?;
    out.set(gil, gil.none());
    Ok(())
}

/// Raises what is wrong with a pattern or template.
fn raise(gil: &mut Gil, refused: Refused, pattern: Reg) -> Raised {
    let (text, at) = match refused {
        Refused::Syntax(text, at) => (text, at),
        Refused::Overflow(text) => return gil.overflow_error(text),
        Refused::Value(text) => return gil.value_error(text),
        Refused::Index(text) => return gil.index_error(text),
        Refused::Depth => return gil.raise_new(Type::RecursionError, "maximum recursion depth exceeded"),
    };
    let s = &mut Scope::new(gil);
    let (class, error, args) = (s.slot(), s.slot(), s.slots(3));
    args.reg(0).set(s, s.str(&text));
    args.reg(1).set(s, pattern.get(s));
    args.reg(2).set(s, at.map_or(s.none(), |at| s.int(at as i64)));
    let made = super::import_attr(s, "re", "error", class).and_then(|()| s.call(class, args, error));
    match made {
        Ok(()) => s.put_raised(error.get(s)),
        Err(raised) => raised,
    }
}

/// The text that is searched: `subject` holds exactly a str or bytes; places are byte offsets.
#[derive(Clone, Copy)]
struct Subject {
    reg: Reg,
    wide: bool,
}

impl Subject {
    /// Puts the text into `out`; a TypeError if the pattern cannot be used on it.
    fn new(gil: &mut Gil, program: &Program, string: Reg, out: Reg) -> Res<Subject> {
        let value = string.get(gil);
        if let Some(text) = value.as_str() {
            if !program.is_str {
                return Err(gil.type_error("cannot use a bytes pattern on a string-like object"));
            }
            let wide = !text.is_ascii();
            out.set(gil, value);
            return Ok(Subject { reg: out, wide });
        }
        if value.as_bytes().is_some() {
            out.set(gil, value);
        } else if let Some(copy) = value.as_bytearray().map(|array| array.to_vec()) {
            out.set(gil, gil.bytes(copy));
        } else {
            let name = gil.type_name(value);
            return Err(gil.type_error(format!("expected string or bytes-like object, got '{name}'")));
        }
        if program.is_str {
            return Err(gil.type_error("cannot use a string pattern on a bytes-like object"));
        }
        Ok(Subject { reg: out, wide: false })
    }

    fn bytes(self, gil: &Gil) -> &[u8] {
        let value = self.reg.get(gil);
        match (value.as_str(), value.as_bytes()) {
            (Some(text), _) => text.bytes(),
            (_, Some(bytes)) => bytes.bytes(),
            _ => &[],
        }
    }

    /// The length as `len` gives it.
    fn len(self, gil: &Gil) -> usize {
        match self.reg.get(gil).as_str() {
            Some(text) => text.char_len(),
            None => self.bytes(gil).len(),
        }
    }

    /// The byte offset of a character.
    fn offset(self, gil: &Gil, index: usize) -> usize {
        match self.reg.get(gil).as_str() {
            Some(text) => text.byte_offset(index),
            None => index,
        }
    }

    /// The character at a byte offset.
    fn index(self, gil: &Gil, offset: usize) -> usize {
        match self.reg.get(gil).as_str() {
            Some(text) => text.char_at_offset(offset),
            None => offset,
        }
    }

    /// Puts a part of the text into `out`.
    fn part(self, gil: &Gil, from: usize, to: usize, out: Reg) {
        let value = self.reg.get(gil);
        if let Some(text) = value.as_str() {
            let bytes = text.bytes().get(from..to).unwrap_or_default();
            out.set(gil, if text.is_ascii() { gil.str_ascii(bytes) } else { gil.str_wtf8(bytes) });
        } else if let Some(bytes) = value.as_bytes() {
            out.set(gil, gil.bytes(bytes.bytes().get(from..to).unwrap_or_default()));
        }
    }

    /// Text made of parts of this one.
    fn made(self, gil: &Gil, bytes: Vec<u8>, out: Reg) {
        let is_str = self.reg.get(gil).as_str().is_some();
        out.set(gil, if is_str { gil.str_wtf8(&bytes) } else { gil.bytes(bytes) });
    }
}

/// A search through one text.
struct Search {
    program: Arc<Program>,
    matcher: Matcher,
    subject: Subject,
    /// The end of what is searched.
    end: usize,
    /// Where the next search begins, and whether an empty match there does not count.
    at: usize,
    advance: bool,
    /// The bounds as they were given.
    pos: usize,
    endpos: usize,
}

impl Search {
    fn new(
        gil: &mut Gil,
        program: Arc<Program>,
        mode: Mode,
        string: Reg,
        bounds: [Reg; 2],
        out: Reg,
    ) -> Res<Search> {
        let subject = Subject::new(gil, &program, string, out)?;
        let pos = clamped(gil, bounds[0])?;
        let endpos = clamped(gil, bounds[1])?;
        let len =
            if pos == 0 && endpos == usize::MAX && subject.wide { usize::MAX } else { subject.len(gil) };
        let endpos = endpos.min(len);
        let (pos, end) = if len == usize::MAX {
            (0, subject.bytes(gil).len())
        } else {
            let pos = pos.min(len);
            (pos, subject.offset(gil, endpos))
        };
        let at = subject.offset(gil, pos);
        let matcher = Matcher::new(&program, mode);
        let endpos = if endpos == usize::MAX { subject.len(gil) } else { endpos };
        Ok(Search { program, matcher, subject, end, at, advance: false, pos, endpos })
    }

    /// Finds the next match; its places are in the registers of the matcher.
    fn next(&mut self, gil: &mut Gil) -> Res<bool> {
        if self.at > self.end {
            return Ok(false);
        }
        self.matcher.reset(self.at, self.advance.then_some(self.at));
        loop {
            let slice = {
                let text = self.subject.bytes(gil).get(..self.end).unwrap_or_default();
                self.matcher.run(&self.program, text, self.subject.wide)
            };
            match slice {
                Slice::Found => {
                    let (from, to) = self.whole();
                    self.advance = from == to;
                    self.at = to;
                    return Ok(true);
                }
                Slice::NotFound => return Ok(false),
                Slice::More => gil.poll()?,
                Slice::Memory => return Err(gil.raise_memory_error()),
            }
        }
    }

    fn whole(&self) -> (usize, usize) {
        self.matcher.span(0).unwrap_or((0, 0))
    }

    /// Puts a group into `out`; `default` (a register) if it did not match.
    fn group(&self, gil: &Gil, group: usize, default: Reg, out: Reg) {
        match self.matcher.span(group) {
            Some((from, to)) => self.subject.part(gil, from, to, out),
            None => out.set(gil, default.get(gil)),
        }
    }
}

/// A bound: below 0 it is 0; far beyond the end if it is not given.
fn clamped(gil: &mut Gil, bound: Reg) -> Res<usize> {
    if bound.get(gil).is_unset() {
        return Ok(usize::MAX);
    }
    let value = crate::builtins::glue::saturated_index(gil, bound)?;
    Ok(usize::try_from(value).unwrap_or(0))
}
