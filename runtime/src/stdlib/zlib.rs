//! Module `_zlib`, which `zlib` (written in the language) is made of: raw streams and checksums.

use num_bigint::BigInt;

use crate::heap::{Args, Gil, Reg, Res, Scope};
use crate::object::Def;
use crate::text::inflate::Flaw;
use crate::text::{deflate, inflate};
use crate::vm::ModuleDef;
use crate::vm::compare::with_bytes;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_zlib",
    functions: &[
        Def::new("adler32", "data, value=1, /", adler32),
        Def::new("crc32", "data, value=0, /", crc32),
        Def::new("deflate", "data, level, /", deflate_raw),
        Def::new("inflate", "data, /", inflate_raw),
    ],
    init,
};

fn init(_: &mut Gil, _: Reg) -> Res {
    Ok(())
}

/// The content of the first argument.
fn data(gil: &mut Gil, args: Args) -> Res<Vec<u8>> {
    let Some(data) = with_bytes(args.get(gil, 0), <[u8]>::to_vec) else {
        let name = gil.type_name(args.get(gil, 0));
        return Err(gil.type_error(format!("a bytes-like object is required, not '{name}'")));
    };
    gil.charge(data.len())?;
    gil.tick(data.len())?;
    Ok(data)
}

/// The checksum so far, of which the low 32 bits count.
fn start(gil: &mut Gil, args: Args) -> Res<u32> {
    let low = gil.index_bigint(args.reg(1))? & BigInt::from(u32::MAX);
    Ok(u32::try_from(low).unwrap_or_default())
}

fn adler32(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (data, start) = (data(gil, args)?, start(gil, args)?);
    out.set(gil, gil.int(i64::from(inflate::adler32(&data, start))));
    Ok(())
}

fn crc32(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (data, start) = (data(gil, args)?, start(gil, args)?);
    out.set(gil, gil.int(i64::from(inflate::crc32(&data, start))));
    Ok(())
}

fn deflate_raw(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let data = data(gil, args)?;
    let level = gil.index(args.reg(1))?;
    let packed = gil.detach(|| deflate::deflate(&data, u8::try_from(level).unwrap_or(6)));
    out.set(gil, gil.bytes(packed));
    Ok(())
}

/// `(content, size of the stream)`, `None` if the stream is cut off, or a str that says what is wrong.
fn inflate_raw(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let data = data(gil, args)?;
    let read = inflate::inflate(&data, &mut |bytes| {
        gil.charge(bytes)?;
        gil.tick(bytes)
    })?;
    let s = &mut Scope::new(gil);
    let content = s.slot();
    match read {
        Ok((bytes, used)) => {
            content.set(s, s.bytes(bytes));
            out.set(s, s.tuple(&[content.get(s), s.int(used as i64)]));
        }
        Err(Flaw::Short) => out.set(s, s.none()),
        Err(Flaw::Wrong(text)) => out.set(s, s.str(text)),
    }
    Ok(())
}
