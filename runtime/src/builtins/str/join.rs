//! `str.join`.

use super::announce;
use super::builder::Builder;
use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{List, Tuple, Type};

/// The list or tuple to join.
#[derive(Clone, Copy)]
enum Items<'g> {
    List(&'g List),
    Tuple(&'g Tuple),
}

impl<'g> Items<'g> {
    fn of(value: Local<'g>) -> Option<Items<'g>> {
        value.as_list().map(Items::List).or(value.as_tuple().map(Items::Tuple))
    }

    #[inline]
    fn get(self, index: usize) -> Option<Local<'g>> {
        match self {
            Items::List(list) => list.get(index),
            Items::Tuple(tuple) => tuple.get(index),
        }
    }

    fn len(self) -> usize {
        match self {
            Items::List(list) => list.len(),
            Items::Tuple(tuple) => tuple.len(),
        }
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
        let Some(values) = Items::of(items.get(gil)) else { return Ok(()) };
        let sep = separator.get(gil).as_str().map_or((0, true), |s| (s.byte_len(), s.is_ascii()));
        let count = values.len();
        if count == 1
            && let Some(only) = values.get(0).and_then(Local::as_str)
            && super::is_exact(gil, only)
        {
            out.set(gil, only.local());
            return Ok(());
        }
        let mut total = sep.0.saturating_mul(count.saturating_sub(1));
        let mut ascii = sep.1;
        for index in 0..count {
            let Some(value) = values.get(index) else { break };
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
    let announced = total >= super::SMALL || count >= super::SMALL;
    if announced {
        announce(gil, count, total)?;
    }
    let gil = &*gil;
    let Some(values) = Items::of(items.get(gil)) else { return Ok(()) };
    let sep = separator.get(gil).as_str().map_or(&[][..], |s| s.bytes());
    let mut result = Builder::new(gil, total)?;
    for index in 0..count {
        // A list that another thread shortened while memory was announced ends here.
        let Some(text) = values.get(index).and_then(Local::as_str) else { break };
        if index > 0 {
            result.push(sep);
        }
        result.push(text.bytes());
    }
    // Another thread may have put other strings into the list.
    let ascii = ascii && (!announced || result.bytes().is_ascii());
    out.set(gil, result.finish(gil, ascii));
    Ok(())
}
