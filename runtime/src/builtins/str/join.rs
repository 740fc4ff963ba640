//! `str.join`.

use super::announce;
use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::Type;

/// The items of a list or tuple, read again each time since another thread may change a list.
fn item(items: Local<'_>, index: usize) -> Option<Local<'_>> {
    match (items.as_list(), items.as_tuple()) {
        (Some(list), _) => list.get(index),
        (_, Some(tuple)) => tuple.get(index),
        _ => None,
    }
}

fn len(items: Local<'_>) -> usize {
    match (items.as_list(), items.as_tuple()) {
        (Some(list), _) => list.len(),
        (_, Some(tuple)) => tuple.len(),
        _ => 0,
    }
}

pub fn join(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let items = args.get(gil, 1);
    if items.as_list().is_some() || items.as_tuple().is_some() {
        return join_items(gil, args.reg(0), args.reg(1), out);
    }
    let mut scope = Scope::new(gil);
    let list = scope.slot();
    let iterator = scope.slot();
    if let Err(raised) = scope.iter(args.reg(1), iterator) {
        return Err(if scope.catch(Type::TypeError) {
            scope.type_error("can only join an iterable")
        } else {
            raised
        });
    }
    scope.list_from(iterator, list)?;
    join_items(&mut scope, args.reg(0), list, out)
}

/// Joins the strings of the list or tuple in `items`.
pub fn join_items(gil: &mut Gil, separator: Reg, items: Reg, out: Reg) -> Res {
    // First the size, then one piece of memory.
    let (total, count, ascii) = {
        let gil = &*gil;
        let values = items.get(gil);
        let sep = separator.get(gil).as_str().map_or((0, true), |s| (s.byte_len(), s.is_ascii()));
        let count = len(values);
        if count == 1
            && let Some(only) = item(values, 0).and_then(Local::as_str)
            && super::is_exact(gil, only)
        {
            out.set(gil, only.local());
            return Ok(());
        }
        let mut total = sep.0.saturating_mul(count.saturating_sub(1));
        let mut ascii = sep.1;
        for index in 0..count {
            let Some(value) = item(values, index) else { break };
            let Some(text) = value.as_str() else {
                let ty = gil.type_name(value);
                return Err(
                    gil.type_error(format!("sequence item {index}: expected str instance, {ty} found"))
                );
            };
            total = total.saturating_add(text.byte_len());
            ascii &= text.is_ascii();
        }
        (total, count, ascii)
    };
    if total >= super::SMALL || count >= super::SMALL {
        announce(gil, count, total)?;
    }
    let gil = &*gil;
    let values = items.get(gil);
    let sep = separator.get(gil).as_str().map_or(&[][..], |s| s.bytes());
    let mut result = smallvec::SmallVec::<[u8; 256]>::new();
    if result.try_reserve(total).is_err() {
        return Err(gil.raise_memory_error());
    }
    for index in 0..count {
        // A list that another thread shortened while memory was announced ends here.
        let Some(text) = item(values, index).and_then(Local::as_str) else { break };
        if index > 0 {
            result.extend_from_slice(sep);
        }
        result.extend_from_slice(text.bytes());
    }
    out.set(gil, if ascii && result.is_ascii() { gil.str_ascii(&result) } else { gil.str_wtf8(&result) });
    Ok(())
}
