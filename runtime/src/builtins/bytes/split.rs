//! Splitting and joining bytes.

use std::ops::Range;

use super::{announce, data, like, made, prepare, this};
use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::Type;
use crate::text::search as algorithm;

/// Makes the list of the pieces in `ranges`, a batch at a time.
fn list_of(gil: &mut Gil, args: Args, out: Reg, whole: &[u8], ranges: &[Range<usize>]) -> Res {
    out.set(gil, gil.list().local());
    for batch in ranges.chunks(2000) {
        for range in batch {
            let piece = made(gil, args, whole.get(range.clone()).unwrap_or(&[]).to_vec());
            if let Some(list) = out.get(gil).as_list() {
                list.push(gil, piece)?;
            }
        }
        gil.tick(batch.len())?;
    }
    Ok(())
}

fn split_sides(gil: &mut Gil, args: Args, out: Reg, right: bool) -> Res {
    let limit = usize::try_from(gil.index(args.reg(2))?).unwrap_or(usize::MAX);
    let separator = match args.get(gil, 1).is_none() {
        true => None,
        false => Some(like(gil, args, 1)?.into_owned()),
    };
    prepare(gil, args, 2)?;
    let whole = this(gil, args).into_owned();
    let mut ranges = Vec::new();
    let is_space = |at: usize| (1, whole.get(at).copied().is_some_and(algorithm::is_byte_space));
    match (&separator, right) {
        (Some(separator), _) if separator.is_empty() => return Err(gil.value_error("empty separator")),
        (Some(separator), false) => algorithm::split(&whole, separator, limit, |r| ranges.push(r)),
        (Some(separator), true) => algorithm::rsplit(&whole, separator, limit, |r| ranges.push(r)),
        (None, false) => algorithm::split_space(whole.len(), limit, is_space, |r| ranges.push(r)),
        (None, true) => {
            algorithm::rsplit_space(whole.len(), limit, |end| is_space(end - 1), |r| ranges.push(r));
        }
    }
    if right {
        ranges.reverse();
    }
    list_of(gil, args, out, &whole, &ranges)
}

pub fn split(gil: &mut Gil, args: Args, out: Reg) -> Res {
    split_sides(gil, args, out, false)
}

pub fn rsplit(gil: &mut Gil, args: Args, out: Reg) -> Res {
    split_sides(gil, args, out, true)
}

pub fn splitlines(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let keep = gil.truthy(args.reg(1))?;
    prepare(gil, args, 2)?;
    let whole = this(gil, args).into_owned();
    let mut ranges = Vec::new();
    algorithm::split_lines_bytes(&whole, keep, |r| ranges.push(r));
    list_of(gil, args, out, &whole, &ranges)
}

fn split_once(gil: &mut Gil, args: Args, out: Reg, last: bool) -> Res {
    if like(gil, args, 1)?.is_empty() {
        return Err(gil.value_error("empty separator"));
    }
    prepare(gil, args, 1)?;
    let gil = &*gil;
    let (whole, separator) = (this(gil, args), like(gil, args, 1)?);
    let found = if last { algorithm::rfind(&whole, &separator) } else { algorithm::find(&whole, &separator) };
    let part = |range: Range<usize>| made(gil, args, whole.get(range).unwrap_or(&[]).to_vec());
    let parts = match found {
        Some(at) => {
            [part(0..at), made(gil, args, separator.to_vec()), part(at + separator.len()..whole.len())]
        }
        None if last => [part(0..0), part(0..0), part(0..whole.len())],
        None => [part(0..whole.len()), part(0..0), part(0..0)],
    };
    out.set(gil, gil.tuple(&parts));
    Ok(())
}

pub fn partition(gil: &mut Gil, args: Args, out: Reg) -> Res {
    split_once(gil, args, out, false)
}

pub fn rpartition(gil: &mut Gil, args: Args, out: Reg) -> Res {
    split_once(gil, args, out, true)
}

pub fn join(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let mut scope = Scope::new(gil);
    let (iterator, list) = (scope.slot(), scope.slot());
    if let Err(raised) = scope.iter(args.reg(1), iterator) {
        return Err(if scope.catch(Type::TypeError) {
            scope.type_error("can only join an iterable")
        } else {
            raised
        });
    }
    scope.list_from(iterator, list)?;
    let items = |gil: &Gil| list.get(gil).as_list().map_or(0, |l| l.len());
    let mut total = 0usize;
    for index in 0..items(&scope) {
        let Some(item) = list.get(&scope).as_list().and_then(|l| l.get(index)) else { break };
        let Some(len) = crate::vm::compare::with_bytes(item, <[u8]>::len) else {
            let ty = scope.type_name(item);
            let text = format!("sequence item {index}: expected a bytes-like object, {ty} found");
            return Err(scope.type_error(text));
        };
        total = total.saturating_add(len);
    }
    let separator = this(&scope, args).into_owned();
    total = total.saturating_add(separator.len().saturating_mul(items(&scope)));
    announce(&mut scope, total)?;
    let gil = &*scope;
    let mut result = Vec::new();
    if result.try_reserve(total).is_err() {
        return Err(gil.raise_memory_error());
    }
    for (index, item) in list.get(gil).as_list().into_iter().flat_map(|l| l.iter()).enumerate() {
        if index > 0 {
            result.extend_from_slice(&separator);
        }
        result.extend_from_slice(&data(item).unwrap_or_default());
    }
    let value: Local<'_> = made(gil, args, result);
    out.set(gil, value);
    Ok(())
}
