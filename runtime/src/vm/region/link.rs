//! The modules that a region's code may come from, and the values of their constants.
//!
//! When a region is compiled, the program's imports have run: what a module imported is in its globals. The homes of a region
//! are its own module and every module of which a native function can be reached from there through imports, and so on.

use std::sync::Arc;

use ungil_compiler::check::{Constants, Home, Link};
use ungil_compiler::hir::{Binding, Const, FuncId, Module, Name, RegionId};

use super::unit::Unit;
use crate::heap::{Gil, Local};
use crate::object::{Dict, Function, NativeFunction};

/// The homes of a region; the first is its own.
pub(super) struct Homes<'g> {
    gil: &'g Gil,
    units: Vec<(Arc<Unit>, &'g Dict)>,
}

/// The number that stands for a unit's program in [`EntryType::Function`](ungil_compiler::check::EntryType).
fn address(unit: &Arc<Unit>) -> usize {
    Arc::as_ptr(unit) as usize
}

/// The unit of a native function.
fn unit_of(native: &NativeFunction) -> Option<Arc<Unit>> {
    Unit::of(native.function().code())
}

/// What a native function is at the border.
pub(super) fn entry_of(native: &NativeFunction) -> Option<(usize, u32)> {
    Some((address(&unit_of(native)?), native.region))
}

impl<'g> Homes<'g> {
    /// The homes of a function's regions; `passed` are functions among the inputs.
    pub(super) fn of(
        gil: &'g Gil,
        unit: &Arc<Unit>,
        globals: &'g Dict,
        passed: impl Iterator<Item = &'g NativeFunction>,
    ) -> Homes<'g> {
        let mut homes = Homes { gil, units: vec![(unit.clone(), globals)] };
        for native in passed {
            homes.add(native);
        }
        let mut next = 0;
        while let Some((unit, globals)) = homes.units.get(next).cloned() {
            next += 1;
            homes.imports(&unit.program.module, globals);
        }
        homes
    }

    /// The function object of a native function of a home.
    pub(super) fn function(&self, home: u32, id: FuncId) -> Option<&'g Function> {
        let (unit, globals) = self.units.get(home as usize)?;
        let region = unit.program.module.functions.get(id.0 as usize)?.region?;
        let is = |value: Local<'g>| {
            let native = value.as_native_function()?;
            let same = native.region == region.0 && Arc::ptr_eq(&unit_of(native)?, unit);
            same.then(|| native.function())
        };
        let name = &unit.program.module.function(id).name;
        let named = globals.get_str(self.gil, self.gil.intern(name)).and_then(is);
        named.or_else(|| globals.iter().find_map(|(_, value)| is(value)))
    }

    fn add(&mut self, native: &'g NativeFunction) {
        let Some(unit) = unit_of(native) else { return };
        if !self.units.iter().any(|(known, _)| Arc::ptr_eq(known, &unit)) {
            self.units.push((unit, native.function().globals()));
        }
    }

    fn imports(&mut self, module: &Module, globals: &'g Dict) {
        for (name, global) in &module.globals {
            let (Binding::Import { module: from } | Binding::ImportFrom { module: from, .. }) =
                &global.binding
            else {
                continue;
            };
            if matches!(&**from, "ungil" | "math") {
                continue;
            }
            let Some(value) = globals.get_str(self.gil, self.gil.intern(name)) else { continue };
            if let Some(native) = value.as_native_function() {
                self.add(native);
            } else if let Some(module) = value.as_module() {
                for (_, member) in module.dict().iter() {
                    if let Some(native) = member.as_native_function() {
                        self.add(native);
                    }
                }
            }
        }
    }

    /// Runs `f` with the homes as the checker wants them.
    pub(super) fn with<T>(&self, f: impl FnOnce(&[Home<'_>]) -> T) -> T {
        let globals: Vec<Globals<'_, '_>> =
            self.units.iter().map(|(_, globals)| Globals { homes: self, globals }).collect();
        let homes: Vec<Home<'_>> = self
            .units
            .iter()
            .zip(&globals)
            .map(|((unit, _), constants)| Home {
                module: &unit.program.module,
                source: &unit.program.source,
                constants,
            })
            .collect();
        f(&homes)
    }
}

/// The globals of one home.
struct Globals<'h, 'g> {
    homes: &'h Homes<'g>,
    globals: &'g Dict,
}

impl Globals<'_, '_> {
    fn get(&self, name: &str) -> Option<Local<'_>> {
        self.globals.get_str(self.homes.gil, self.homes.gil.intern(name))
    }
}

impl Constants for Globals<'_, '_> {
    fn value(&self, name: &str) -> Option<Const> {
        constant_of(self.get(name)?)
    }

    fn structure(&self, name: &str) -> Option<(Name, Const)> {
        let value = self.get(name)?;
        let fields = structure_of(self.homes.gil, value)?;
        Some((self.homes.gil.type_name(value).into(), fields))
    }

    fn link(&self, path: &[&str]) -> Option<Link> {
        let (first, rest) = path.split_first()?;
        let mut value = self.get(first)?;
        for name in rest {
            let Some(module) = value.as_module() else {
                return Some(Link::Object(self.homes.gil.type_name(value).into()));
            };
            value = module.dict().get_str(self.homes.gil, self.homes.gil.intern(name))?;
        }
        if let Some(native) = value.as_native_function() {
            let unit = unit_of(native)?;
            return match self.home(address(&unit)) {
                Some(home) => Some(Link::Native(home, RegionId(native.region))),
                None => Some(Link::Object("native function of a module that is not imported here".into())),
            };
        }
        Some(match constant_of(value) {
            Some(constant) => Link::Constant(constant),
            None => Link::Object(self.homes.gil.type_name(value).into()),
        })
    }

    fn home(&self, program: usize) -> Option<u32> {
        let at = self.homes.units.iter().position(|(unit, _)| address(unit) == program)?;
        u32::try_from(at).ok()
    }
}

/// A value as a constant of native code: numbers and tuples of them.
fn constant_of(value: Local<'_>) -> Option<Const> {
    if let Some(truth) = value.as_bool() {
        return Some(Const::Bool(truth));
    }
    if let Some(float) = value.as_float() {
        return Some(Const::Float(float));
    }
    if let Some(int) = value.to_i64() {
        return Some(Const::Int(int));
    }
    if let Some(big) = value.to_bigint() {
        return Some(Const::BigInt(Arc::new(big.into_owned())));
    }
    let items: Option<Vec<Const>> = value.as_tuple()?.iter().map(constant_of).collect();
    items.map(|items| Const::Tuple(items.into()))
}

/// The fields of a struct value.
fn structure_of(gil: &Gil, value: Local<'_>) -> Option<Const> {
    let class = gil.class_of(value);
    let names = class.dict().get_str(gil, gil.intern("__struct_fields__"))?;
    let fields: Option<Vec<Const>> = names
        .as_tuple()?
        .iter()
        .map(|name| {
            let field = gil.own_attr(value, name.as_str()?)?;
            constant_of(field).or_else(|| structure_of(gil, field))
        })
        .collect();
    fields.map(|fields| Const::Tuple(fields.into()))
}

/// The globals of a function.
pub(super) fn globals_of(function: Local<'_>) -> Option<&Dict> {
    function.as_function().map(Function::globals)
}
