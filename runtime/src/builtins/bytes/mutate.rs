//! The methods that change a `bytearray`.

use super::construct::{array, bytes_from_object};
use super::{byte, data};
use crate::builtins::glue;
use crate::heap::{Args, Gil, Reg, Res};
use crate::text::slice;

pub fn append(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let item = byte(gil, args.reg(1))?;
    array(gil, args.reg(0))?.change(gil, |data| data.push(item))?;
    out.set(gil, gil.none());
    Ok(())
}

pub fn clear(gil: &mut Gil, args: Args, out: Reg) -> Res {
    array(gil, args.reg(0))?.change(gil, |data| *data = Vec::new())?;
    out.set(gil, gil.none());
    Ok(())
}

pub fn copy(gil: &mut Gil, args: Args, out: Reg) -> Res {
    super::prepare(gil, args, 1)?;
    let copy = array(gil, args.reg(0))?.to_vec();
    out.set(gil, gil.bytearray(copy));
    Ok(())
}

pub fn extend(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let more = if let Some(text) = args.get(gil, 1).as_str() {
        if !text.is_empty() {
            return Err(gil.type_error("'str' object cannot be interpreted as an integer"));
        }
        Vec::new()
    } else if let Some(more) = data(args.get(gil, 1)) {
        more.into_owned()
    } else {
        match bytes_from_object(gil, args.reg(1)) {
            Ok(more) => more,
            Err(raised) => return Err(renamed(gil, args, raised)),
        }
    };
    gil.charge(more.len())?;
    array(gil, args.reg(0))?.change(gil, |data| data.extend_from_slice(&more))?;
    out.set(gil, gil.none());
    Ok(())
}

/// `extend` words two errors in its own way.
fn renamed(gil: &Gil, args: Args, raised: crate::heap::Raised) -> crate::heap::Raised {
    let text = gil.peek_raised().as_exception().and_then(|e| e.args().as_tuple()).and_then(|t| t.get(0));
    let text = text.and_then(|t| t.as_str()).map(|t| t.to_string_lossy().into_owned()).unwrap_or_default();
    if text == "bytes must be in range(0, 256)" {
        return gil.value_error("byte must be in range(0, 256)");
    }
    if text.starts_with("cannot convert '") {
        let ty = gil.type_name(args.get(gil, 1));
        return gil.type_error(format!("can't extend bytearray with {ty}"));
    }
    raised
}

pub fn insert(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let at = gil.index(args.reg(1))?;
    let item = byte(gil, args.reg(2))?;
    array(gil, args.reg(0))?.change(gil, |data| {
        let len = data.len() as i64;
        let at = if at < 0 { (at + len).max(0) } else { at.min(len) };
        data.insert(at as usize, item);
    })?;
    out.set(gil, gil.none());
    Ok(())
}

pub fn pop(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let at = gil.index(args.reg(1))?;
    let len = array(gil, args.reg(0))?.len();
    if len == 0 {
        return Err(gil.index_error("pop from empty bytearray"));
    }
    let Some(at) = slice::index(at, len) else { return Err(gil.index_error("pop index out of range")) };
    let item = array(gil, args.reg(0))?.change(gil, |data| data.remove(at))?;
    out.set(gil, gil.int(i64::from(item)));
    Ok(())
}

pub fn remove(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = glue::saturated_index(gil, args.reg(1))?;
    let Ok(value) = u8::try_from(value) else {
        return Err(gil.value_error("byte must be in range(0, 256)"));
    };
    let found = array(gil, args.reg(0))?.with(|data| memchr::memchr(value, data));
    let Some(at) = found else { return Err(gil.value_error("value not found in bytearray")) };
    array(gil, args.reg(0))?.change(gil, |data| data.remove(at))?;
    out.set(gil, gil.none());
    Ok(())
}

pub fn reverse(gil: &mut Gil, args: Args, out: Reg) -> Res {
    array(gil, args.reg(0))?.change(gil, |data| data.reverse())?;
    out.set(gil, gil.none());
    Ok(())
}
