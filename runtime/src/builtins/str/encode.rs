//! `str.encode` and the decoding that `bytes.decode` and `str(bytes, encoding)` share.

use super::{prepare, this};
use crate::heap::{Args, Gil, Raised, Reg, Res};
use crate::object::Type;
use crate::text::codec::{self, CodecError, EncodeFailure};

/// A text argument by name, for the messages about encodings.
pub fn text_argument(gil: &Gil, reg: Reg, function: &str, name: &str) -> Res<String> {
    let value = reg.get(gil);
    match value.as_str() {
        Some(text) => Ok(text.to_string_lossy().into_owned()),
        None => {
            let ty = gil.type_name(value);
            Err(gil.type_error(format!("{function}() argument '{name}' must be str, not {ty}")))
        }
    }
}

/// Raises the `UnicodeError` of a failed conversion; `object` holds what was converted.
pub fn raise_codec(gil: &Gil, failure: EncodeFailure, object: Reg) -> Raised {
    match failure {
        EncodeFailure::Handler(fault) => gil.raise_fault(&fault),
        EncodeFailure::Units(error) => raise_units(gil, &error, object),
    }
}

fn raise_units(gil: &Gil, error: &CodecError, object: Reg) -> Raised {
    let ty = if error.decoding { Type::UnicodeDecodeError } else { Type::UnicodeEncodeError };
    let args = [
        gil.str(error.codec),
        object.get(gil),
        gil.int(error.start as i64),
        gil.int(error.end as i64),
        gil.str(error.reason),
    ];
    gil.raise_args(ty, &args)
}

pub fn encode(gil: &mut Gil, args: Args, out: Reg) -> Res {
    // The default, and most common, needs no table.
    let text = this(gil, args)?;
    if text.is_ascii()
        && text.byte_len() < super::SMALL
        && args.get(gil, 1).as_str().is_some_and(|name| matches!(name.bytes(), b"utf-8" | b"utf8" | b"ascii"))
        && args.get(gil, 2).as_str().is_some()
    {
        out.set(gil, gil.bytes(text.bytes()));
        return Ok(());
    }
    let name = text_argument(gil, args.reg(1), "encode", "encoding")?;
    let errors = text_argument(gil, args.reg(2), "encode", "errors")?;
    prepare(gil, args, 4)?;
    let gil = &*gil;
    let text = this(gil, args)?;
    let encoding = codec::encoding(&name).map_err(|f| gil.raise_fault(&f))?;
    if text.is_ascii()
        && matches!(encoding, codec::Encoding::Utf8 | codec::Encoding::Ascii | codec::Encoding::Latin1)
    {
        out.set(gil, gil.bytes(text.bytes()));
        return Ok(());
    }
    match codec::encode(text.code_points(), encoding, || codec::on_error(&errors)) {
        Ok(bytes) => {
            out.set(gil, gil.bytes(bytes));
            Ok(())
        }
        Err(failure) => Err(raise_codec(gil, failure, args.reg(0))),
    }
}

/// Decodes `bytes`, which came from the object in `object`, into the result register.
pub fn decode_bytes(gil: &mut Gil, bytes: &[u8], name: &str, errors: &str, object: Reg, out: Reg) -> Res {
    if bytes.len() >= super::SMALL {
        super::announce(gil, bytes.len(), bytes.len().saturating_mul(3))?;
    }
    let gil = &*gil;
    let encoding = codec::encoding(name).map_err(|f| gil.raise_fault(&f))?;
    match codec::decode(bytes, encoding, || codec::on_error(errors)) {
        Ok(text) => {
            out.set(gil, gil.str_wtf8(&text));
            Ok(())
        }
        Err(failure) => Err(raise_codec(gil, failure, object)),
    }
}
