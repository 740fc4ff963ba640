//! Module `_hashlib`, which `hashlib` (written in the language) is made of.

use crate::heap::{Args, Gil, Reg, Res};
use crate::object::Def;
use crate::vm::ModuleDef;
use crate::vm::compare::with_bytes;

/// The module.
pub static MODULE: ModuleDef =
    ModuleDef { name: "_hashlib", functions: &[Def::new("digest", "name, data, /", digest)], init };

fn init(_: &mut Gil, _: Reg) -> Res {
    Ok(())
}

/// `digest(name, data)`: the digest as bytes.
fn digest(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let Some(data) = with_bytes(args.get(gil, 1), <[u8]>::to_vec) else {
        return Err(gil.type_error("object supporting the buffer API required"));
    };
    gil.charge(data.len())?;
    gil.tick(data.len())?;
    let name = args.get(gil, 0).as_str().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let Some(made) = crate::text::digest::digest(&name, &data) else {
        return Err(gil.value_error(format!("unsupported hash type {name}")));
    };
    out.set(gil, gil.bytes(made));
    Ok(())
}
