//! `f.inspect(what)`: what became of a native function. The forms are those of `ungil dis`.

use crate::heap::{Args, Gil, Reg, Res};
use crate::jit;
use crate::object::{Function, Type};

use super::link::Homes;
use super::unit::{Compiled, Unit};

/// The values of `what`.
const FORMS: &str = "\"signatures\", \"tir\", \"clif\" or \"asm\"";

/// `native_function.inspect(what="signatures", /)`: a text about every version that was compiled. A function that was
/// never called is compiled for it.
pub(crate) fn inspect(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let what = args.get(gil, 1);
    let what = match what.as_str() {
        Some(what) => what.to_string_lossy().into_owned(),
        None if what.is_unset() || what.is_none() => "signatures".to_owned(),
        None => {
            let name = gil.type_name(what);
            return Err(gil.type_error(format!("inspect() takes {FORMS}, not {name}")));
        }
    };
    let Some(native) = args.get(gil, 0).as_native_function() else {
        return Err(gil.type_error("inspect() is a method of native functions"));
    };
    let function = native.function();
    let (Some(unit), Some(region)) = (Unit::of(function.code()), function.code().source.native) else {
        out.set(gil, gil.str(""));
        return Ok(());
    };
    let mut versions = unit.versions(region);
    // A generic function has no version before its first call.
    if versions.is_empty() && unit.open_params(region).is_none() {
        let homes = Homes::of(gil, &unit, function.globals(), std::iter::empty());
        match homes.with(|homes| unit.make(region, &[], homes)) {
            Ok(compiled) => versions.push(compiled),
            Err(text) => return Err(gil.raise_new(Type::RegionError, &*text)),
        }
    }
    let mut text = String::new();
    for compiled in &versions {
        match what.as_str() {
            "signatures" => text += &signature(function, compiled),
            "tir" => text += &ungil_compiler::tir::print::print(&compiled.instance.group),
            "clif" | "asm" => match jit::listing(&compiled.instance.group) {
                Ok(listing) => text += if what == "clif" { &listing.clif } else { &listing.asm },
                Err(error) => return Err(gil.raise_new(Type::RuntimeError, error.to_string())),
            },
            _ => {
                return Err(gil.raise_new(Type::ValueError, format!("inspect() takes {FORMS}, not {what:?}")));
            }
        }
    }
    out.set(gil, gil.str(&text));
    Ok(())
}

/// One line: the function with its types, the size of its code and how long it took to compile.
fn signature(function: &Function, compiled: &Compiled) -> String {
    let instance = &compiled.instance;
    let params: Vec<String> = instance.params.iter().map(|p| format!("{}: {}", p.name, p.ty)).collect();
    let results: Vec<String> = instance.result.leaves().iter().map(ToString::to_string).collect();
    let result = match results.as_slice() {
        [] => "None".to_owned(),
        [one] => one.clone(),
        many => format!("tuple[{}]", many.join(", ")),
    };
    let lock = if instance.short { "keeps the lock" } else { "releases the lock" };
    format!(
        "{}({}) -> {result}  # {lock}, {} bytes\n",
        function.code().source.qualname,
        params.join(", "),
        compiled.code.code_size(),
    )
}
