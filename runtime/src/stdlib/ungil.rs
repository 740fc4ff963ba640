//! Module `ungil`: the names that native code is written with, as ordinary code sees them.
//!
//! The functions that make arrays are in Rust (`_ungil`), the rest is written in the language (`ungil.py`).

use crate::builtins::ARRAY_FUNCTIONS;
use crate::heap::{Gil, Object, Reg, Res};
use crate::object::Type;
use crate::stdlib::SourceModule;
use crate::vm::ModuleDef;

/// What is written in the language.
pub static SOURCE: SourceModule =
    SourceModule { name: "ungil", text: include_str!("ungil.py"), package: false };

/// What is written in Rust.
pub static MODULE: ModuleDef = ModuleDef { name: "_ungil", functions: ARRAY_FUNCTIONS, init };

fn init(gil: &mut Gil, module: Reg) -> Res {
    let gil: &Gil = gil;
    if let Some(module) = module.get(gil).as_module() {
        for ty in [Type::AliasError, Type::RegionError] {
            module.dict().set_str(gil, gil.intern(ty.name()), gil.builtin_class(ty).local())?;
        }
    }
    Ok(())
}
