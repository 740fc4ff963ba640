//! Making `bytes` and `bytearray`: from text, counts, iterables and hexadecimal digits; and decoding to text.

use super::{announce, data, this};
use crate::builtins::glue;
use crate::builtins::str::{decode_bytes, text_argument};
use crate::heap::{Args, Gil, Object, Reg, Res, Scope};
use crate::object::{ByteArray, Name, Type};
use crate::text::codec;

/// The bytes that `bytes(source, encoding, errors)` makes; `name` is for messages.
fn content(gil: &mut Gil, source: Reg, encoding: Reg, errors: Reg, name: &str) -> Res<Vec<u8>> {
    let value = source.get(gil);
    let has_encoding = !encoding.get(gil).is_unset();
    let has_errors = !errors.get(gil).is_unset();
    if let Some(text) = value.as_str() {
        if !has_encoding {
            return Err(gil.type_error("string argument without an encoding"));
        }
        let codec_name = text_argument(gil, encoding, name, "encoding")?;
        let handler = if has_errors { text_argument(gil, errors, name, "errors")? } else { "strict".into() };
        let codec = codec::encoding(&codec_name).map_err(|f| gil.raise_fault(&f))?;
        return codec::encode(text.code_points(), codec, || codec::on_error(&handler))
            .map_err(|failure| crate::builtins::str::raise_codec(gil, failure, source));
    }
    if has_encoding || has_errors {
        let what = if has_encoding { "encoding" } else { "errors" };
        return Err(gil.type_error(format!("{what} without a string argument")));
    }
    if value.is_unset() {
        return Ok(Vec::new());
    }
    let has = |name| value.header().is_some() && gil.class_of(value).lookup(gil, gil.name(name)).is_some();
    let is_count =
        value.is_int_like() || value.as_instance().is_some() && has(Name::Index) && !has(Name::Bytes);
    if is_count {
        let count = gil.index(source)?;
        let Ok(count) = usize::try_from(count) else { return Err(gil.value_error("negative count")) };
        announce(gil, count)?;
        let mut zeros = Vec::new();
        if zeros.try_reserve_exact(count).is_err() {
            return Err(gil.raise_memory_error());
        }
        zeros.resize(count, 0);
        return Ok(zeros);
    }
    bytes_from_object(gil, source)
}

/// The bytes of a bytes-like object, of one with `__bytes__`, or of an iterable of ints.
pub fn bytes_from_object(gil: &mut Gil, source: Reg) -> Res<Vec<u8>> {
    let value = source.get(gil);
    if let Some(data) = data(value) {
        return Ok(data.into_owned());
    }
    let refuse = |gil: &Gil| {
        let ty = gil.type_name(source.get(gil));
        Err(gil.type_error(format!("cannot convert '{ty}' object to bytes")))
    };
    if value.as_str().is_some() {
        return refuse(gil);
    }
    let mut scope = Scope::new(gil);
    let (iterator, made) = (scope.slot(), scope.slot());
    if value_is_object(&scope, source) && scope.call_special(source, Name::Bytes, Args::NONE, made)? {
        let result = made.get(&scope);
        return match data(result) {
            Some(data) => Ok(data.into_owned()),
            None => {
                let ty = scope.type_name(result);
                Err(scope.type_error(format!("__bytes__ returned non-bytes (type {ty})")))
            }
        };
    }
    if let Err(raised) = scope.iter(source, iterator) {
        return if scope.catch(Type::TypeError) { refuse(&scope) } else { Err(raised) };
    }
    let mut bytes = Vec::new();
    while scope.next(iterator, made)? {
        let item = glue::saturated_index(&mut scope, made)?;
        match u8::try_from(item) {
            Ok(byte) => bytes.push(byte),
            Err(_) => return Err(scope.value_error("bytes must be in range(0, 256)")),
        }
        scope.tick(1)?;
    }
    Ok(bytes)
}

fn value_is_object(gil: &Gil, reg: Reg) -> bool {
    reg.get(gil).as_instance().is_some()
}

pub fn new_bytes(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let shape = gil.class_shape(args.reg(0));
    let source = args.get(gil, 1);
    if shape == Type::Bytes.shape() && gil.is_exact(source, Type::Bytes) && args.get(gil, 2).is_unset() {
        out.set(gil, source);
        return Ok(());
    }
    let bytes = content(gil, args.reg(1), args.reg(2), args.reg(3), "bytes")?;
    let made = if shape == Type::Bytes.shape() { gil.bytes(bytes) } else { gil.bytes_of_shape(bytes, shape) };
    out.set(gil, made);
    Ok(())
}

pub fn new_bytearray(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let shape = gil.class_shape(args.reg(0));
    out.set(gil, gil.bytearray_of_shape(Vec::new(), shape));
    Ok(())
}

pub fn init_bytearray(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let bytes = content(gil, args.reg(1), args.reg(2), args.reg(3), "bytearray")?;
    if let Some(array) = args.get(gil, 0).as_bytearray() {
        array.change(gil, |data| *data = bytes)?;
    }
    out.set(gil, gil.none());
    Ok(())
}

pub fn fromhex(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = args.get(gil, 1);
    let Some(text) = value.as_str() else {
        let ty = gil.type_name(value);
        return Err(gil.type_error(format!("fromhex() argument must be str, not {ty}")));
    };
    let points: Vec<u32> = text.code_points().collect();
    let digit = |at: usize| points.get(at).and_then(|c| char::from_u32(*c)).and_then(|c| c.to_digit(16));
    let mut bytes = Vec::with_capacity(points.len() / 2);
    let mut at = 0;
    while at < points.len() {
        if points.get(at).is_some_and(|c| matches!(c, 32 | 9..=13)) {
            at += 1;
            continue;
        }
        let bad = match (digit(at), digit(at + 1)) {
            (Some(high), Some(low)) => {
                bytes.push((high << 4 | low) as u8);
                at += 2;
                continue;
            }
            (None, _) => at,
            _ => at + 1,
        };
        return Err(
            gil.value_error(format!("non-hexadecimal number found in fromhex() arg at position {bad}"))
        );
    }
    let class = args.get(gil, 0);
    if class.is(gil.builtin_class(Type::Bytes).local()) {
        out.set(gil, gil.bytes(bytes));
        return Ok(());
    }
    if class.is(gil.builtin_class(Type::ByteArray).local()) {
        out.set(gil, gil.bytearray(bytes));
        return Ok(());
    }
    let mut scope = Scope::new(gil);
    let argument = scope.slot();
    argument.set(&scope, scope.bytes(bytes));
    scope.call1(args.reg(0), argument, out)
}

pub fn decode(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let name = text_argument(gil, args.reg(1), "decode", "encoding")?;
    let errors = text_argument(gil, args.reg(2), "decode", "errors")?;
    let bytes = this(gil, args).into_owned();
    decode_bytes(gil, &bytes, &name, &errors, args.reg(0), out)
}

/// The kind of a fresh `bytearray`.
pub fn array(gil: &Gil, reg: Reg) -> Res<&ByteArray> {
    match reg.get(gil).as_bytearray() {
        Some(array) => Ok(array),
        None => Err(gil.type_error("a bytearray is required")),
    }
}
