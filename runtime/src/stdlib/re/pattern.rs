//! Pattern objects and scanners.

use std::cell::RefCell;
use std::sync::Arc;

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Def, Type};

use super::found::{self, itself};
use super::matcher::Mode;
use super::program::Program;
use super::syntax::{ASCII, DOTALL, IGNORECASE, LOCALE, MULTILINE, TEMPLATE, UNICODE, VERBOSE};
use super::template::{self, Piece};
use super::{Search, Subject};

pub(super) static METHODS: &[Def] = &[
    Def::new("match", "string, pos=0, endpos=?", match_),
    Def::new("fullmatch", "string, pos=0, endpos=?", fullmatch),
    Def::new("search", "string, pos=0, endpos=?", search),
    Def::new("findall", "string, pos=0, endpos=?", findall),
    Def::new("finditer", "string, pos=0, endpos=?", finditer),
    Def::new("scanner", "string, pos=0, endpos=?", finditer),
    Def::new("split", "string, maxsplit=0", split),
    Def::new("sub", "repl, string, count=0", sub),
    Def::new("subn", "repl, string, count=0", subn),
    Def::new("__copy__", "", itself),
    Def::new("__deepcopy__", "memo, /", itself),
    Def::new("__repr__", "", repr),
    Def::new("__eq__", "other, /", eq),
    Def::new("__hash__", "", hash),
    Def::getter("pattern", pattern),
    Def::getter("flags", flags),
    Def::getter("groups", groups),
    Def::getter("groupindex", groupindex),
];

pub(super) static SCANNER: &[Def] = &[
    Def::new("__iter__", "", itself),
    Def::new("__next__", "", next),
    Def::new("search", "", scan_search),
    Def::new("match", "", scan_match),
    Def::getter("pattern", scan_pattern),
];

/// The program of a pattern object.
pub(super) fn program_of(gil: &Gil, pattern: Reg) -> Res<Arc<Program>> {
    match pattern.get(gil).as_host().and_then(|host| host.data::<Arc<Program>>()) {
        Some(program) => Ok(program.clone()),
        None => Err(gil.type_error("expected a pattern")),
    }
}

/// A search with the arguments `self, string, pos, endpos`.
fn begin(gil: &mut Gil, args: Args, mode: Mode, subject: Reg) -> Res<Search> {
    let program = program_of(gil, args.reg(0))?;
    Search::new(gil, program, mode, args.reg(1), [args.reg(2), args.reg(3)], subject)
}

fn once(gil: &mut Gil, args: Args, mode: Mode, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let subject = s.slot();
    let mut search = begin(s, args, mode, subject)?;
    if search.next(s)? {
        found::make(s, &search, args.reg(0), args.reg(1), out);
    } else {
        out.set(s, s.none());
    }
    Ok(())
}

fn match_(gil: &mut Gil, args: Args, out: Reg) -> Res {
    once(gil, args, Mode::Match, out)
}

fn fullmatch(gil: &mut Gil, args: Args, out: Reg) -> Res {
    once(gil, args, Mode::Full, out)
}

fn search(gil: &mut Gil, args: Args, out: Reg) -> Res {
    once(gil, args, Mode::Search, out)
}

fn push(gil: &Gil, list: Reg, item: Reg) -> Res {
    match list.get(gil).as_list() {
        Some(list) => list.push(gil, item.get(gil)),
        None => Ok(()),
    }
}

fn findall(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (subject, list, item, empty) = (s.slot(), s.slot(), s.slot(), s.slot());
    let mut search = begin(s, args, Mode::Search, subject)?;
    list.set(s, s.list().local());
    search.subject.part(s, 0, 0, empty);
    let groups = search.program.groups as usize;
    let items = s.slots(if groups > 1 { groups } else { 0 });
    while search.next(s)? {
        if groups < 2 {
            search.group(s, groups, empty, item);
        } else {
            for group in 0..groups {
                search.group(s, group + 1, empty, items.reg(group));
            }
            item.set(s, s.tuple_of_args(items));
        }
        push(s, list, item)?;
        s.tick(1)?;
    }
    out.set(s, list.get(s));
    Ok(())
}

fn split(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (subject, list, item, bounds) = (s.slot(), s.slot(), s.slot(), s.slots(2));
    let most = s.index(args.reg(2))?;
    bounds.reg(0).set(s, s.int(0));
    let program = program_of(s, args.reg(0))?;
    bounds.reg(1).set(s, Local::new(crate::word::Word::UNSET));
    let mut search =
        Search::new(s, program, Mode::Search, args.reg(1), [bounds.reg(0), bounds.reg(1)], subject)?;
    list.set(s, s.list().local());
    bounds.reg(0).set(s, s.none());
    let (mut done, mut last) = (0, 0);
    while (most == 0 || done < most) && search.next(s)? {
        let (from, to) = search.whole();
        search.subject.part(s, last, from, item);
        push(s, list, item)?;
        for group in 1..=search.program.groups as usize {
            search.group(s, group, bounds.reg(0), item);
            push(s, list, item)?;
        }
        last = to;
        done += 1;
        s.tick(1)?;
    }
    search.subject.part(s, last, search.end, item);
    push(s, list, item)?;
    out.set(s, list.get(s));
    Ok(())
}

/// What `sub` puts in for a match.
enum Replacement {
    Pieces(Vec<Piece>),
    Call,
}

/// `sub`, and how often it replaced.
fn replace(gil: &mut Gil, args: Args, out: Reg) -> Res<i64> {
    let s = &mut Scope::new(gil);
    let (subject, item, given, bounds, call_args) = (s.slot(), s.slot(), s.slot(), s.slots(2), s.slots(1));
    let most = s.index(args.reg(3))?;
    let program = program_of(s, args.reg(0))?;
    let callable = s.is_callable(args.get(s, 1));
    let replacement = if callable {
        Replacement::Call
    } else {
        let plain = match (args.get(s, 1).as_str(), args.get(s, 1).as_bytes()) {
            (Some(text), _) if program.is_str && !text.bytes().contains(&b'\\') => {
                Some(text.bytes().to_vec())
            }
            (_, Some(bytes)) if !program.is_str && !bytes.bytes().contains(&b'\\') => {
                Some(bytes.bytes().to_vec())
            }
            _ => None,
        };
        Replacement::Pieces(match plain {
            Some(text) => vec![Piece::Text(text)],
            None => template::parse(s, &program, args.reg(1))?,
        })
    };
    bounds.reg(0).set(s, s.int(0));
    bounds.reg(1).set(s, Local::new(crate::word::Word::UNSET));
    let mut search =
        Search::new(s, program, Mode::Search, args.reg(2), [bounds.reg(0), bounds.reg(1)], subject)?;
    let is_str = search.program.is_str;
    if !callable && args.get(s, 1).as_str().is_some() != is_str {
        let name = s.type_name(args.get(s, 1));
        let wanted = if is_str { "str instance" } else { "a bytes-like object" };
        return Err(s.type_error(format!("sequence item 0: expected {wanted}, {name} found")));
    }
    let mut made: Vec<u8> = Vec::new();
    let (mut done, mut last, mut parts, mut charged) = (0, 0, 0, 0);
    while (most == 0 || done < most) && search.next(s)? {
        let (from, to) = search.whole();
        if last < from {
            parts += 1;
        }
        made.extend_from_slice(search.subject.bytes(s).get(last..from).unwrap_or_default());
        match &replacement {
            Replacement::Pieces(pieces) => {
                for piece in pieces {
                    match piece {
                        Piece::Text(text) => made.extend_from_slice(text),
                        Piece::Group(group) => {
                            if let Some((from, to)) = search.matcher.span(*group) {
                                let part = search.subject.bytes(s).get(from..to).unwrap_or_default();
                                made.extend_from_slice(part);
                            }
                        }
                    }
                }
                parts += 1;
            }
            Replacement::Call => {
                found::make(s, &search, args.reg(0), args.reg(2), item);
                call_args.reg(0).set(s, item.get(s));
                s.call(args.reg(1), call_args, given)?;
                if !given.get(s).is_none() {
                    append(s, given, is_str, parts, &mut made)?;
                    parts += 1;
                }
            }
        }
        last = to;
        done += 1;
        s.charge_growth(made.len(), &mut charged)?;
        s.tick(1)?;
    }
    if done == 0 {
        // The text itself, unless it is of a derived class.
        search.subject.part(s, 0, search.end, out);
        return Ok(0);
    }
    made.extend_from_slice(search.subject.bytes(s).get(last..search.end).unwrap_or_default());
    search.subject.made(s, made, out);
    Ok(done)
}

/// Appends what a replacement function gave.
fn append(gil: &Gil, given: Reg, is_str: bool, index: usize, made: &mut Vec<u8>) -> Res {
    let value = given.get(gil);
    match value.as_str() {
        Some(text) if is_str => made.extend_from_slice(text.bytes()),
        _ => {
            let bytes = crate::vm::compare::with_bytes(value, |bytes| bytes.to_vec());
            match bytes.filter(|_| !is_str) {
                Some(bytes) => made.extend_from_slice(&bytes),
                None => {
                    let name = gil.type_name(value);
                    let wanted = if is_str { "str instance" } else { "a bytes-like object" };
                    return Err(
                        gil.type_error(format!("sequence item {index}: expected {wanted}, {name} found"))
                    );
                }
            }
        }
    }
    Ok(())
}

fn sub(gil: &mut Gil, args: Args, out: Reg) -> Res {
    replace(gil, args, out).map(|_| ())
}

fn subn(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let text = s.slot();
    let count = replace(s, args, text)?;
    out.set(s, s.tuple(&[text.get(s), s.int(count)]));
    Ok(())
}

fn repr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let text = s.slot();
    let program = program_of(s, args.reg(0))?;
    pattern(s, args, text)?;
    let shown = s.repr_text(text)?;
    let mut made = b"re.compile(".to_vec();
    found::push_start(&mut made, &shown, 200);
    let mut left = program.flags;
    // A pattern of text says so only if it was asked not to be one of all letters.
    if program.is_str && left & (LOCALE | UNICODE | ASCII) == UNICODE {
        left &= !UNICODE;
    }
    let mut names = Vec::new();
    for (flag, name) in [
        (TEMPLATE, "re.TEMPLATE"),
        (IGNORECASE, "re.IGNORECASE"),
        (LOCALE, "re.LOCALE"),
        (MULTILINE, "re.MULTILINE"),
        (DOTALL, "re.DOTALL"),
        (UNICODE, "re.UNICODE"),
        (VERBOSE, "re.VERBOSE"),
        (128, "re.DEBUG"),
        (ASCII, "re.ASCII"),
    ] {
        if left & flag != 0 {
            names.push(name.to_owned());
            left &= !flag;
        }
    }
    if left != 0 {
        names.push(format!("0x{left:x}"));
    }
    if !names.is_empty() {
        made.extend_from_slice(b", ");
        made.extend_from_slice(names.join("|").as_bytes());
    }
    made.push(b')');
    out.set(s, s.str_wtf8(&made));
    Ok(())
}

fn eq(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (mine, other) = (s.slot(), s.slot());
    if s.class_of(args.get(s, 1)).builtin_type() != Some(Type::Pattern) {
        out.set(s, Local::new(crate::word::Word::NOT_IMPLEMENTED));
        return Ok(());
    }
    let (a, b) = (program_of(s, args.reg(0))?, program_of(s, args.reg(1))?);
    let mut same = a.flags == b.flags && a.is_str == b.is_str;
    if same {
        pattern(s, args, mine)?;
        pattern(s, args.skip(1), other)?;
        same = s.eq(mine, other)?;
    }
    out.set(s, s.bool(same));
    Ok(())
}

fn hash(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let text = s.slot();
    pattern(s, args, text)?;
    let flags = program_of(s, args.reg(0))?.flags;
    let hash = s.hash(text)?.wrapping_add(i64::from(flags));
    out.set(s, s.int(hash));
    Ok(())
}

fn pattern(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if let Some(host) = args.get(gil, 0).as_host() {
        out.set(gil, host.slot(0));
    }
    Ok(())
}

fn flags(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let flags = program_of(gil, args.reg(0))?.flags;
    out.set(gil, gil.int(i64::from(flags)));
    Ok(())
}

fn groups(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let groups = program_of(gil, args.reg(0))?.groups;
    out.set(gil, gil.int(i64::from(groups)));
    Ok(())
}

fn groupindex(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = args.get(gil, 0);
    if let Some(dict) = value.as_host().and_then(|host| host.slot(1).as_dict()) {
        // CPython gives a plain dict if there are no names.
        let value = if dict.is_empty() {
            gil.dict().local()
        } else {
            gil.dict_view(dict, crate::object::ViewKind::Proxy)
        };
        out.set(gil, value);
    }
    Ok(())
}

/// What a scanner owns; the search is away while it runs. Slots: the string, the pattern, the text.
type Scanner = RefCell<Option<Search>>;

fn finditer(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let subject = s.slot();
    let search = begin(s, args, Mode::Search, subject)?;
    let scanner: Scanner = RefCell::new(Some(search));
    let host = s.host(scanner, Some(s.builtin_class(Type::Scanner).local()));
    host.set_slot(0, args.get(s, 1));
    host.set_slot(1, args.get(s, 0));
    host.set_slot(2, subject.get(s));
    out.set(s, host.local());
    Ok(())
}

/// The next match of a scanner; None at the end.
fn advance(gil: &mut Gil, scanner: Reg, mode: Mode, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (subject, pattern, string) = (s.slot(), s.slot(), s.slot());
    let taken = {
        let Some(host) = scanner.get(s).as_host() else { return Ok(()) };
        string.set(s, host.slot(0));
        pattern.set(s, host.slot(1));
        subject.set(s, host.slot(2));
        host.data::<Scanner>().and_then(|cell| cell.borrow_mut().take())
    };
    let Some(mut search) = taken else {
        return Err(s.value_error("regular expression scanner already executing"));
    };
    search.subject = Subject { reg: subject, wide: search.subject.wide };
    search.matcher.set_mode(mode);
    let result = search.next(s);
    match result {
        Ok(true) => found::make(s, &search, pattern, string, out),
        _ => out.set(s, s.none()),
    }
    if matches!(result, Ok(false)) {
        // Nothing is found from now on.
        search.at = usize::MAX;
    }
    if let Some(cell) = scanner.get(s).as_host().and_then(|host| host.data::<Scanner>()) {
        *cell.borrow_mut() = Some(search);
    }
    result.map(|_| ())
}

fn next(gil: &mut Gil, args: Args, out: Reg) -> Res {
    advance(gil, args.reg(0), Mode::Search, out)?;
    if out.get(gil).is_none() {
        return Err(gil.stop_iteration(None));
    }
    Ok(())
}

fn scan_search(gil: &mut Gil, args: Args, out: Reg) -> Res {
    advance(gil, args.reg(0), Mode::Search, out)
}

fn scan_match(gil: &mut Gil, args: Args, out: Reg) -> Res {
    advance(gil, args.reg(0), Mode::Match, out)
}

fn scan_pattern(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if let Some(host) = args.get(gil, 0).as_host() {
        out.set(gil, host.slot(1));
    }
    Ok(())
}
