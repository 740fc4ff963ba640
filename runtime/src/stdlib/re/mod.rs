//! Module `_re`, the engine below `re` (which is written in the language, `lib/re.py`): patterns are read (`parse`), lowered to
//! instructions (`program`) and run by a backtracking matcher (`matcher`) over a copy of the text, with polls in between.

mod matcher;
mod parse;
mod program;
mod set;

use std::sync::Arc;

use matcher::{Matcher, NONE, Stop};
use parking_lot::Mutex;
use program::Program;

use crate::heap::{Args, Gil, Local, Object, Raised, Reg, Res, Scope};
use crate::object::Def;
use crate::vm::ModuleDef;

/// The module.
pub static MODULE: ModuleDef = ModuleDef { name: "_re", functions: FUNCTIONS, init };

static FUNCTIONS: &[Def] = &[
    Def::new("compile", "pattern, flags, /", compile),
    Def::new("find", "program, text, pos, endpos, mode, /", find),
    Def::new("scan", "program, text, pos, endpos, limit, /", scan),
];

fn init(_: &mut Gil, _: Reg) -> Res {
    Ok(())
}

/// The compiled patterns of an engine; `re` keeps each, so they are never dropped.
#[derive(Default)]
struct Programs(Mutex<Vec<Arc<Program>>>);

/// A copy of the text to search.
enum Text {
    Bytes(Vec<u8>),
    Points(Vec<u32>),
}

fn text_of(value: Local<'_>) -> Option<Text> {
    if let Some(text) = value.as_str() {
        return Some(if text.is_ascii() {
            Text::Bytes(text.bytes().to_vec())
        } else {
            Text::Points(text.code_points().collect())
        });
    }
    crate::vm::compare::with_bytes(value, |bytes| Text::Bytes(bytes.to_vec()))
}

/// `compile(pattern, flags)`: `(number, groups, names, flags)`, or `(message, position)` if the pattern is wrong.
fn compile(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let pattern = args.get(gil, 0);
    let flags = args.get(gil, 1).to_i64().and_then(|flags| u32::try_from(flags).ok()).unwrap_or(0);
    let is_bytes = pattern.as_str().is_none();
    let points: Vec<u32> = match text_of(pattern) {
        Some(Text::Bytes(bytes)) => bytes.into_iter().map(u32::from).collect(),
        Some(Text::Points(points)) => points,
        None => return Err(gil.type_error("first argument must be string or compiled pattern")),
    };
    let parsed = parse::parse(&points, flags, is_bytes)
        // Verbose mode that is switched on inside changes how the beginning is read.
        .and_then(|parsed| match parsed.flags & !flags & parse::VERBOSE {
            0 => Ok(parsed),
            _ => parse::parse(&points, flags | parse::VERBOSE, is_bytes),
        })
        .and_then(|parsed| Ok((program::compile(&parsed.node, parsed.groups)?, parsed)));
    match parsed {
        Ok((program, parsed)) => {
            let number = {
                let table = gil.engine().extension::<Programs>();
                let mut programs = table.0.lock();
                programs.push(Arc::new(program));
                programs.len() - 1
            };
            let names = gil.dict();
            for (name, group) in &parsed.names {
                names.set_str(gil, gil.intern(name), gil.int(*group as i64))?;
            }
            let parts = [
                gil.int(number as i64),
                gil.int(parsed.groups as i64),
                names.local(),
                gil.int(i64::from(parsed.flags)),
            ];
            out.set(gil, gil.tuple(&parts));
        }
        Err(problem) => {
            let at = if problem.at == usize::MAX { gil.none() } else { gil.int(problem.at as i64) };
            out.set(gil, gil.tuple(&[gil.str(&problem.message), at]));
        }
    }
    Ok(())
}

struct Request {
    program: Arc<Program>,
    text: Text,
    pos: usize,
    end: usize,
}

fn request(gil: &mut Gil, args: Args) -> Res<Request> {
    let number = args.get(gil, 0).to_i64().and_then(|number| usize::try_from(number).ok());
    let program = {
        let table = gil.engine().extension::<Programs>();
        let programs = table.0.lock();
        number.and_then(|number| programs.get(number).cloned())
    };
    let Some(program) = program else { return Err(gil.value_error("not a compiled pattern")) };
    let bound = |reg: usize, gil: &mut Gil| crate::builtins::glue::saturated_index(gil, args.reg(reg));
    let (pos, end) = (bound(2, gil)?, bound(3, gil)?);
    let Some(text) = text_of(args.get(gil, 1)) else {
        let have = gil.type_name(args.get(gil, 1));
        return Err(gil.type_error(format!("expected string or bytes-like object, got '{have}'")));
    };
    let len = match &text {
        Text::Bytes(bytes) => bytes.len(),
        Text::Points(points) => points.len(),
    };
    gil.charge(len)?;
    let clamp = |bound: i64| usize::try_from(bound).unwrap_or(0).min(len);
    Ok(Request { program, text, pos: clamp(pos), end: clamp(end) })
}

fn stopped(gil: &Gil, stop: Stop<Raised>) -> Raised {
    match stop {
        Stop::Poll(raised) => raised,
        Stop::Memory => gil.raise_memory_error(),
    }
}

/// The spans of a match: `(start, end, start of group 1, …, lastindex)`, -1 for what did not match.
fn spans(saves: &[usize]) -> Vec<i64> {
    saves.iter().map(|&at| if at == NONE { -1 } else { at as i64 }).collect()
}

fn set_spans(gil: &Gil, spans: &[i64], out: Reg) {
    let items: Vec<Local<'_>> = spans.iter().map(|&at| gil.int(at)).collect();
    out.set(gil, gil.tuple(&items));
}

/// `find(program, text, pos, endpos, mode)`: the spans or None. Mode 0 searches, 1 matches at `pos`, 2 matches everything.
fn find(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let mode = args.get(gil, 4).to_i64().unwrap_or(0);
    let request = request(gil, args)?;
    let found = match &request.text {
        Text::Bytes(text) => find_in(gil, &request, text, mode)?,
        Text::Points(text) => find_in(gil, &request, text, mode)?,
    };
    match found {
        Some(found) => set_spans(gil, &found, out),
        None => out.set(gil, gil.none()),
    }
    Ok(())
}

fn find_in<T: Copy + Into<u32>>(
    gil: &mut Gil,
    request: &Request,
    text: &[T],
    mode: i64,
) -> Res<Option<Vec<i64>>> {
    if request.pos > request.end {
        return Ok(None);
    }
    let result = {
        let poll = || gil.tick(1 << 12);
        let mut matcher = Matcher::new(&request.program, text, request.end, mode == 2, poll);
        let found = if mode == 0 {
            matcher.search(request.pos)
        } else {
            matcher.match_at(request.pos).map(|end| end.is_some())
        };
        found.map(|found| found.then(|| matcher.saves.clone()))
    };
    match result {
        Ok(saves) => Ok(saves.map(|saves| spans(&saves))),
        Err(stop) => Err(stopped(gil, stop)),
    }
}

/// `scan(program, text, pos, endpos, limit)`: a list of the spans of all matches, at most `limit` if that is not zero.
fn scan(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let limit = args.get(gil, 4).to_i64().unwrap_or(0);
    let request = request(gil, args)?;
    let found = match &request.text {
        Text::Bytes(text) => scan_in(gil, &request, text, limit)?,
        Text::Points(text) => scan_in(gil, &request, text, limit)?,
    };
    let s = &mut Scope::new(gil);
    let (list, item) = (s.root(s.list().local()), s.slot());
    for spans in found {
        set_spans(s, &spans, item);
        if let Some(list) = list.get(s).as_list() {
            list.push(s, item.get(s))?;
        }
        s.tick(spans.len())?;
    }
    out.set(s, list.get(s));
    Ok(())
}

fn scan_in<T: Copy + Into<u32>>(
    gil: &mut Gil,
    request: &Request,
    text: &[T],
    limit: i64,
) -> Res<Vec<Vec<i64>>> {
    let mut found = Vec::new();
    if request.pos > request.end {
        return Ok(found);
    }
    let result = {
        let poll = || gil.tick(1 << 12);
        let mut matcher = Matcher::new(&request.program, text, request.end, false, poll);
        let mut at = request.pos;
        loop {
            match matcher.search(at) {
                Ok(true) => {
                    found.push(spans(&matcher.saves));
                    at = matcher.saves[1];
                    // After an empty match the next one at this place has to be longer.
                    matcher.forbidden = if matcher.saves[0] == at { at } else { NONE };
                    if limit > 0 && found.len() as i64 >= limit {
                        break Ok(());
                    }
                }
                Ok(false) => break Ok(()),
                Err(stop) => break Err(stop),
            }
        }
    };
    match result {
        Ok(()) => Ok(found),
        Err(stop) => Err(stopped(gil, stop)),
    }
}
