//! Match objects.

use std::sync::Arc;

use crate::heap::{Args, Gil, Object, Reg, Res, Scope};
use crate::object::{Def, Type};

use super::program::Program;
use super::template::{self, Piece};
use super::{Search, Subject};

pub(super) static METHODS: &[Def] = &[
    Def::new("group", "*groups", group),
    Def::new("__getitem__", "key, /", getitem),
    Def::new("groups", "default=None", groups),
    Def::new("groupdict", "default=None", groupdict),
    Def::new("start", "group=0, /", start),
    Def::new("end", "group=0, /", end),
    Def::new("span", "group=0, /", span),
    Def::new("expand", "template", expand),
    Def::new("__copy__", "", itself),
    Def::new("__deepcopy__", "memo, /", itself),
    Def::new("__repr__", "", repr),
    Def::getter("string", string),
    Def::getter("re", pattern),
    Def::getter("pos", pos),
    Def::getter("endpos", endpos),
    Def::getter("lastindex", lastindex),
    Def::getter("lastgroup", lastgroup),
    Def::getter("regs", regs),
];

/// What a match object owns. Slots: the string, the pattern, the text that was searched.
struct Found {
    program: Arc<Program>,
    spans: Vec<Option<(usize, usize)>>,
    last: Option<usize>,
    pos: usize,
    endpos: usize,
}

/// Makes the object of the match that a search stands at.
pub(super) fn make(gil: &Gil, search: &Search, pattern: Reg, string: Reg, out: Reg) {
    let program = search.program.clone();
    let spans = (0..=program.groups as usize).map(|group| search.matcher.span(group)).collect();
    let last = search.matcher.regs.get(program.last as usize).copied();
    let last = last.filter(|&last| last != super::matcher::UNSET);
    let found = Found { program, spans, last, pos: search.pos, endpos: search.endpos };
    let host = gil.host(found, Some(gil.builtin_class(Type::Match).local()));
    host.set_slot(0, string.get(gil));
    host.set_slot(1, pattern.get(gil));
    host.set_slot(2, search.subject.reg.get(gil));
    out.set(gil, host.local());
}

fn data(gil: &Gil, this: Reg) -> Res<&Found> {
    match this.get(gil).as_host().and_then(|host| host.data::<Found>()) {
        Some(found) => Ok(found),
        None => Err(gil.type_error("expected a match")),
    }
}

fn slot(gil: &Gil, this: Reg, index: usize, out: Reg) {
    if let Some(host) = this.get(gil).as_host() {
        out.set(gil, host.slot(index));
    }
}

fn subject(gil: &Gil, this: Reg, reg: Reg) -> Subject {
    slot(gil, this, 2, reg);
    let wide = reg.get(gil).as_str().is_some_and(|text| !text.is_ascii());
    Subject { reg, wide }
}

/// The number of the group that an argument names.
fn number(gil: &mut Gil, this: Reg, key: Reg) -> Res<usize> {
    let count = data(gil, this)?.spans.len();
    let found = if let Some(name) = key.get(gil).as_str() {
        let name: Vec<u32> = name.code_points().collect();
        let found = data(gil, this)?;
        found.program.names.iter().find(|(known, _)| *known == name).map(|&(_, group)| group as usize)
    } else if key.get(gil).as_bytes().is_some() || key.get(gil).is_none() {
        None
    } else {
        match gil.index(key) {
            Ok(index) => usize::try_from(index).ok().filter(|&index| index < count),
            Err(raised) => {
                if !gil.catch(Type::TypeError) {
                    return Err(raised);
                }
                None
            }
        }
    };
    found.ok_or_else(|| gil.index_error("no such group"))
}

fn give(gil: &mut Gil, this: Reg, group: usize, default: Reg, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let text = s.slot();
    match data(s, this)?.spans.get(group).copied().flatten() {
        Some((from, to)) => subject(s, this, text).part(s, from, to, out),
        None => out.set(s, default.get(s)),
    }
    Ok(())
}

fn group(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let none = s.slot();
    none.set(s, s.none());
    let this = args.reg(0);
    match args.len() {
        1 => give(s, this, 0, none, out),
        2 => {
            let group = number(s, this, args.reg(1))?;
            give(s, this, group, none, out)
        }
        n => {
            let items = s.slots(n - 1);
            for i in 0..n - 1 {
                let group = number(s, this, args.reg(i + 1))?;
                give(s, this, group, none, items.reg(i))?;
            }
            out.set(s, s.tuple_of_args(items));
            Ok(())
        }
    }
}

fn getitem(gil: &mut Gil, args: Args, out: Reg) -> Res {
    group(gil, args, out)
}

fn groups(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (list, item) = (s.slot(), s.slot());
    list.set(s, s.list().local());
    let count = data(s, args.reg(0))?.spans.len();
    for group in 1..count {
        give(s, args.reg(0), group, args.reg(1), item)?;
        if let Some(list) = list.get(s).as_list() {
            list.push(s, item.get(s))?;
        }
    }
    s.tuple_from(list, out)
}

fn groupdict(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (dict, key, value) = (s.slot(), s.slot(), s.slot());
    dict.set(s, s.dict().local());
    let program = data(s, args.reg(0))?.program.clone();
    for (name, group) in &program.names {
        let mut bytes = Vec::new();
        name.iter().for_each(|&c| crate::object::encode(c, &mut bytes));
        key.set(s, s.str_wtf8(&bytes));
        give(s, args.reg(0), *group as usize, args.reg(1), value)?;
        s.dict_set(dict, key, value)?;
    }
    out.set(s, dict.get(s));
    Ok(())
}

/// The bounds of a group as Python counts them; (-1, -1) if it did not match.
fn bounds(gil: &mut Gil, this: Reg, group: usize) -> Res<(i64, i64)> {
    let s = &mut Scope::new(gil);
    let text = s.slot();
    let Some((from, to)) = data(s, this)?.spans.get(group).copied().flatten() else { return Ok((-1, -1)) };
    let subject = subject(s, this, text);
    Ok((subject.index(s, from) as i64, subject.index(s, to) as i64))
}

fn start(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let group = number(gil, args.reg(0), args.reg(1))?;
    let (from, _) = bounds(gil, args.reg(0), group)?;
    out.set(gil, gil.int(from));
    Ok(())
}

fn end(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let group = number(gil, args.reg(0), args.reg(1))?;
    let (_, to) = bounds(gil, args.reg(0), group)?;
    out.set(gil, gil.int(to));
    Ok(())
}

fn give_span(gil: &Gil, span: (i64, i64), out: Reg) {
    out.set(gil, gil.tuple(&[gil.int(span.0), gil.int(span.1)]));
}

fn span(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let group = number(gil, args.reg(0), args.reg(1))?;
    let span = bounds(gil, args.reg(0), group)?;
    give_span(gil, span, out);
    Ok(())
}

fn regs(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (list, item) = (s.slot(), s.slot());
    list.set(s, s.list().local());
    let count = data(s, args.reg(0))?.spans.len();
    for group in 0..count {
        let span = bounds(s, args.reg(0), group)?;
        give_span(s, span, item);
        if let Some(list) = list.get(s).as_list() {
            list.push(s, item.get(s))?;
        }
    }
    s.tuple_from(list, out)
}

fn expand(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let text = s.slot();
    let program = data(s, args.reg(0))?.program.clone();
    let pieces = template::parse(s, &program, args.reg(1))?;
    let subject = subject(s, args.reg(0), text);
    let spans = data(s, args.reg(0))?.spans.clone();
    let mut made = Vec::new();
    for piece in &pieces {
        match piece {
            Piece::Text(bytes) => made.extend_from_slice(bytes),
            Piece::Group(group) => {
                if let Some((from, to)) = spans.get(*group).copied().flatten() {
                    made.extend_from_slice(subject.bytes(s).get(from..to).unwrap_or_default());
                }
            }
        }
    }
    subject.made(s, made, out);
    Ok(())
}

/// Appends at most `count` characters of `text`: a repr is cut off there.
pub(super) fn push_start(made: &mut Vec<u8>, text: &[u8], count: usize) {
    let mut rest = text;
    for _ in 0..count {
        let Some((c, width)) = crate::object::decode(rest) else { break };
        crate::object::encode(c, made);
        rest = rest.get(width..).unwrap_or_default();
    }
}

pub(super) fn itself(gil: &mut Gil, args: Args, out: Reg) -> Res {
    out.set(gil, args.get(gil, 0));
    Ok(())
}

fn repr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (none, text) = (s.slot(), s.slot());
    none.set(s, s.none());
    let (from, to) = bounds(s, args.reg(0), 0)?;
    give(s, args.reg(0), 0, none, text)?;
    let shown = s.repr_text(text)?;
    let mut made = format!("<re.Match object; span=({from}, {to}), match=").into_bytes();
    push_start(&mut made, &shown, 50);
    made.push(b'>');
    out.set(s, s.str_wtf8(&made));
    Ok(())
}

fn string(gil: &mut Gil, args: Args, out: Reg) -> Res {
    slot(gil, args.reg(0), 0, out);
    Ok(())
}

fn pattern(gil: &mut Gil, args: Args, out: Reg) -> Res {
    slot(gil, args.reg(0), 1, out);
    Ok(())
}

fn pos(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let pos = data(gil, args.reg(0))?.pos;
    out.set(gil, gil.int(pos as i64));
    Ok(())
}

fn endpos(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let endpos = data(gil, args.reg(0))?.endpos;
    out.set(gil, gil.int(endpos as i64));
    Ok(())
}

fn lastindex(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let last = data(gil, args.reg(0))?.last;
    out.set(gil, last.map_or(gil.none(), |last| gil.int(last as i64)));
    Ok(())
}

fn lastgroup(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let found = data(gil, args.reg(0))?;
    let name = found.program.names.iter().find(|(_, group)| Some(*group as usize) == found.last);
    let text = name.map(|(name, _)| {
        let mut bytes = Vec::new();
        name.iter().for_each(|&c| crate::object::encode(c, &mut bytes));
        bytes
    });
    out.set(gil, text.map_or(gil.none(), |text| gil.str_wtf8(&text)));
    Ok(())
}
