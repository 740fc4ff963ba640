//! `str(object, encoding, errors)`.

use super::encode::{decode_bytes, text_argument};
use crate::heap::{Args, Gil, Object, Reg, Res};
use crate::object::Type;

pub fn new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let given = args.get(gil, 1);
    if args.get(gil, 2).is_unset() && args.get(gil, 3).is_unset() {
        if given.is_unset() {
            out.set(gil, gil.str(""));
        } else {
            gil.to_str(args.reg(1), out)?;
        }
    } else {
        decode(gil, args, out)?;
    }
    let gil = &*gil;
    let shape = gil.class_shape(args.reg(0));
    if shape != Type::Str.shape()
        && let Some(text) = out.get(gil).as_str()
    {
        out.set(gil, gil.str_of_shape(text, shape).local());
    }
    Ok(())
}

fn decode(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let argument = |gil: &Gil, index: usize, name: &str, default: &str| {
        if args.get(gil, index).is_unset() {
            Ok(default.to_string())
        } else {
            text_argument(gil, args.reg(index), "str", name)
        }
    };
    let encoding = argument(gil, 2, "encoding", "utf-8")?;
    let errors = argument(gil, 3, "errors", "strict")?;
    let given = args.get(gil, 1);
    let bytes = if let Some(bytes) = given.as_bytes() {
        bytes.bytes().to_vec()
    } else if let Some(array) = given.as_bytearray() {
        array.to_vec()
    } else if given.is_unset() {
        Vec::new()
    } else if given.as_str().is_some() {
        return Err(gil.type_error("decoding str is not supported"));
    } else {
        let ty = gil.type_name(given);
        return Err(gil.type_error(format!("decoding to str: need a bytes-like object, {ty} found")));
    };
    decode_bytes(gil, &bytes, &encoding, &errors, args.reg(1), out)
}
