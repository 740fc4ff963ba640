//! Native code across modules: where the functions that a region uses come from.
//!
//! A *home* is a module with its text and the values of its constants; number 0 is the region's own. A name that a module
//! imports is looked up at instantiation, through [`Constants::link`]: what it means is not known before the program has run
//! its imports. While a function of another home is lowered, the checker's `module`, `source` and `constants` are those of
//! that home ([`Checker::enter`]); messages are kept with their home.

use std::fmt;

use ungil_grammar::{Diagnostic, Source};

use super::{Checker, Constants};
use crate::hir::{Const, Expr, ExprKind, FuncId, Module, Name, RegionId, RegionKind};

/// A module whose functions may become part of a region.
#[derive(Clone, Copy)]
pub struct Home<'a> {
    /// Its tree.
    pub module: &'a Module,
    /// Its text.
    pub source: &'a Source,
    /// The values of its globals, and what they refer to.
    pub constants: &'a dyn Constants,
}

impl fmt::Debug for Home<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Home").field(&self.source.name()).finish()
    }
}

/// What an imported name means.
#[derive(Clone, Debug, PartialEq)]
pub enum Link {
    /// A native function: the number of its home, and its region there.
    Native(u32, RegionId),
    /// A number, or a tuple of numbers.
    Constant(Const),
    /// Something else, with the name of its type.
    Object(Name),
}

/// Why a region has no native code: messages about one or more texts.
#[derive(Clone, Debug, Default)]
pub struct Refusal {
    /// Number of the home, and its messages.
    pub parts: Vec<(u32, Vec<Diagnostic>)>,
}

/// Modules that come with the runtime and hold nothing native; `math` and `ungil` are known to the checker.
pub const NEVER_NATIVE: [&str; 30] = [
    "__future__",
    "abc",
    "asyncio",
    "atexit",
    "bisect",
    "collections",
    "concurrent",
    "contextlib",
    "copy",
    "dataclasses",
    "enum",
    "functools",
    "gc",
    "heapq",
    "io",
    "itertools",
    "json",
    "keyword",
    "operator",
    "os",
    "posixpath",
    "random",
    "re",
    "string",
    "struct",
    "sys",
    "tempfile",
    "threading",
    "time",
    "typing",
];

/// Whether a module comes with the runtime and has no native functions.
pub(crate) fn never_native(module: &str) -> bool {
    let top = module.split('.').next().unwrap_or(module);
    NEVER_NATIVE.contains(&top)
}

impl<'a> Checker<'a> {
    /// Go to another home; gives the number of this one.
    pub(crate) fn enter(&mut self, home: u32) -> u32 {
        let before = std::mem::replace(&mut self.home, home);
        if before != home
            && let Some(to) = self.homes.get(home as usize).copied()
        {
            self.module = to.module;
            self.source = to.source;
            self.constants = to.constants;
        }
        before
    }

    /// A dotted name that begins with an import: `helper.kernel`, `pkg.helper.kernel`, or `kernel` itself; and the module
    /// that it comes from, as written.
    pub(crate) fn import_path<'e>(&self, e: &'e Expr) -> Option<(Vec<&'e str>, &'e str)>
    where
        'a: 'e,
    {
        import_path(self.module, e)
    }

    /// The messages so far, by home.
    pub(super) fn refusal(self) -> Refusal {
        let mut parts: Vec<(u32, Vec<Diagnostic>)> = Vec::new();
        for (home, d) in self.diags.finish() {
            match parts.last_mut() {
                Some((of, list)) if *of == home => list.push(d),
                _ => parts.push((home, vec![d])),
            }
        }
        Refusal { parts }
    }

    /// The native function that a region of a home stands for.
    pub(crate) fn function_of(&self, home: u32, region: RegionId) -> Option<FuncId> {
        let module = self.homes.get(home as usize)?.module;
        match &module.regions.get(region.0 as usize)?.kind {
            RegionKind::Function(id) => Some(*id),
            RegionKind::Block(_) | RegionKind::Loop(_) => None,
        }
    }
}

/// See [`Checker::import_path`].
pub(crate) fn import_path<'e>(module: &'e Module, e: &'e Expr) -> Option<(Vec<&'e str>, &'e str)> {
    use crate::hir::Binding;
    match &e.kind {
        ExprKind::Var(var) => {
            let name = var.global_name()?;
            match &module.constant_global(name)?.binding {
                Binding::ImportFrom { module, .. } | Binding::Import { module } => Some((vec![name], module)),
                _ => None,
            }
        }
        ExprKind::Attribute { value, name, .. } => {
            let (mut path, from) = import_path(module, value)?;
            path.push(name);
            Some((path, from))
        }
        _ => None,
    }
}
