//! `str.translate` and `str.maketrans`.

use super::{prepare, text, this};
use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Dict, Type};
use crate::text::codec::put_utf8;

/// What one code point becomes.
fn put_translation(gil: &Gil, c: u32, value: Local<'_>, result: &mut Vec<u8>) -> Res {
    if value.is_none() {
        return Ok(());
    }
    if let Some(text) = value.as_str() {
        result.extend_from_slice(text.bytes());
        return Ok(());
    }
    if value.is_int_like() {
        return match value.to_i64().and_then(|v| u32::try_from(v).ok()).filter(|v| *v < 0x11_0000) {
            Some(c) => {
                put_utf8(c, result);
                Ok(())
            }
            None => Err(gil.value_error("character mapping must be in range(0x110000)")),
        };
    }
    let _ = c;
    Err(gil.type_error("character mapping must return integer, None or str"))
}

pub fn translate(gil: &mut Gil, args: Args, out: Reg) -> Res {
    prepare(gil, args, 4)?;
    let count = this(gil, args)?.byte_len();
    let mut result: Vec<u8> = Vec::with_capacity(count);
    // Where each ASCII character's translation stands in `known`, so that the table is asked once for each.
    let mut cache: [Option<(usize, usize)>; 128] = [None; 128];
    let mut known: Vec<u8> = Vec::new();
    let mut scope = Scope::new(gil);
    let (key, value) = (scope.slot(), scope.slot());
    let (mut at, mut charged) = (0, count);
    while let Some((c, width)) = crate::object::decode(this(&scope, args)?.bytes().get(at..).unwrap_or(&[])) {
        at += width;
        scope.charge_growth(result.len(), &mut charged)?;
        if let Some(Some((from, to))) = cache.get(c as usize) {
            result.extend_from_slice(known.get(*from..*to).unwrap_or(&[]));
            continue;
        }
        let from = result.len();
        key.set(&scope, scope.int(i64::from(c)));
        match scope.getitem(args.reg(1), key, value) {
            Ok(()) => put_translation(&scope, c, value.get(&scope), &mut result)?,
            Err(raised) => {
                if !scope.catch(Type::LookupError) {
                    return Err(raised);
                }
                put_utf8(c, &mut result);
            }
        }
        if let Some(slot) = cache.get_mut(c as usize) {
            let start = known.len();
            known.extend_from_slice(result.get(from..).unwrap_or(&[]));
            *slot = Some((start, known.len()));
        }
        if at % 4096 < width {
            scope.tick(4096)?;
        }
    }
    scope.charge(result.len())?;
    out.set(&scope, scope.str_wtf8(&result));
    Ok(())
}

/// A list of the pairs of a dict.
fn pairs_of<'g>(gil: &'g Gil, dict: &'g Dict) -> Local<'g> {
    let pairs: Vec<Local<'g>> = dict.iter().map(|(key, value)| gil.tuple(&[key, value])).collect();
    gil.list_of(&pairs).local()
}

pub fn maketrans(gil: &mut Gil, args: Args, out: Reg) -> Res {
    // Static: no receiver, so the registers are x, y, z.
    let mut scope = Scope::new(gil);
    let table = scope.root(scope.dict().local());
    let (key, value) = (scope.slot(), scope.slot());
    if args.get(&scope, 1).is_unset() {
        let source = args.get(&scope, 0);
        let Some(dict) = source.as_dict() else {
            return Err(scope.type_error("if you give only one argument to maketrans it must be a dict"));
        };
        let pairs = scope.root(pairs_of(&scope, dict));
        let count = pairs.get(&scope).as_list().map_or(0, |l| l.len());
        for index in 0..count {
            let Some(pair) = pairs.get(&scope).as_list().and_then(|l| l.get(index)) else { break };
            let Some(pair) = pair.as_tuple() else { break };
            let (Some(k), Some(v)) = (pair.get(0), pair.get(1)) else { break };
            let code = if let Some(text) = k.as_str() {
                match (text.char_len(), text.code_points().next()) {
                    (1, Some(c)) => scope.int(i64::from(c)),
                    _ => {
                        return Err(scope.value_error("string keys in translate table must be of length 1"));
                    }
                }
            } else if k.is_int_like() {
                k
            } else {
                return Err(scope.type_error("keys in translate table must be strings or integers"));
            };
            key.set(&scope, code);
            value.set(&scope, v);
            scope.setitem(table, key, value)?;
        }
        out.set(&scope, table.get(&scope));
        return Ok(());
    }
    if args.get(&scope, 0).as_str().is_none() {
        return Err(
            scope.type_error("first maketrans argument must be a string if there is a second argument")
        );
    }
    for index in 1..3 {
        let given = args.get(&scope, index);
        if !given.is_unset() && given.as_str().is_none() {
            let ty = scope.type_name(given);
            return Err(scope.type_error(format!("maketrans() argument {} must be str, not {ty}", index + 1)));
        }
    }
    let (from, to) = (text(&scope, args, 0)?, text(&scope, args, 1)?);
    if from.char_len() != to.char_len() {
        return Err(scope.value_error("the first two maketrans arguments must have equal length"));
    }
    let pairs: Vec<(u32, u32)> = from.code_points().zip(to.code_points()).collect();
    for (a, b) in pairs {
        key.set(&scope, scope.int(i64::from(a)));
        value.set(&scope, scope.int(i64::from(b)));
        scope.setitem(table, key, value)?;
    }
    let dropped: Vec<u32> = match args.get(&scope, 2).as_str() {
        Some(text) => text.code_points().collect(),
        None => Vec::new(),
    };
    for c in dropped {
        key.set(&scope, scope.int(i64::from(c)));
        value.set(&scope, scope.none());
        scope.setitem(table, key, value)?;
    }
    out.set(&scope, table.get(&scope));
    Ok(())
}
