//! The resolved tree: what the syntax tree means, before it becomes bytecode or native code.
//!
//! Invariants:
//! * **Nothing borrows from the syntax tree.** Names are [`Name`] (`Arc<str>`), so a [`Module`] is immutable, `Send` and `Sync`
//!   and lives inside a compiled program.
//! * **Every use of a name is resolved** to a [`Var`]; no later stage looks a name up by text to find its scope.
//! * **Everything that becomes a code object is a [`Function`]** in [`Module::functions`] (the module body is function 0; class
//!   bodies, lambdas and generator expressions are functions too). Everything that becomes native code is a [`Region`] in
//!   [`Module::regions`]. Statements refer to both by id, so trees are owned once.
//! * **List, set and dict comprehensions have no function of their own**: their variables are extra locals of the function around
//!   them ([`Local::hidden`]). Generator expressions are functions whose body is the equivalent loop with `yield`.
//! * Constructs stay near the source: the emitter and the region checker read the same tree. Long chains (`elif`, `and`/`or`,
//!   comparisons, left-deep operators) are flat vectors; the depth of the tree is bounded by the parser.
//! * A decorator or default or annotation expression of a function belongs to the function *around* it: its variables are those of
//!   [`Function::parent`].

mod expr;
pub mod print;
mod region;
mod stmt;

pub use expr::*;
pub use region::*;
pub use stmt::*;

use std::sync::Arc;

use rustc_hash::FxHashMap;
pub use ungil_grammar::span::Span;

/// An identifier (already mangled where Python mangles it) or another text of the program.
pub type Name = Arc<str>;

/// The index of a function in [`Module::functions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FuncId(pub u32);

/// The index of a region in [`Module::regions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegionId(pub u32);

/// The index of a local variable in [`Function::locals`]; parameters come first, in the order of [`Params::all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalId(pub u32);

/// The index of a variable of an enclosing function in [`Function::free`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FreeId(pub u32);

/// One source file, resolved.
#[derive(Debug, Clone, Default)]
pub struct Module {
    /// Every function, class body, lambda and generator expression; the module body is number 0.
    pub functions: Vec<Function>,
    /// Every nogil function, nogil block and stand-alone `prange`.
    pub regions: Vec<Region>,
    /// What is known about each name of the module's own scope.
    pub globals: FxHashMap<Name, Global>,
    /// Whether `from __future__ import annotations` is in force (annotations are then kept as text at run time).
    pub future_annotations: bool,
    /// Whether the module has a `from m import *`, after which any global may have been rebound.
    pub star_import: bool,
    /// How many `with gil:` statements it has.
    pub gil_blocks: u32,
}

impl Module {
    /// The function with this id.
    pub fn function(&self, id: FuncId) -> &Function {
        &self.functions[id.0 as usize]
    }

    /// The region with this id.
    pub fn region(&self, id: RegionId) -> &Region {
        &self.regions[id.0 as usize]
    }

    /// The local variable of a function.
    pub fn local(&self, func: FuncId, id: LocalId) -> &Local {
        &self.function(func).locals[id.0 as usize]
    }

    /// What a global name is bound to, if it is bound exactly once, by the module's top level, and never deleted or rebound
    /// (also not by a `global` declaration in a function).
    pub fn constant_global(&self, name: &str) -> Option<&Global> {
        self.globals.get(name).filter(|g| g.constant)
    }

    /// The function that a global name always means: `def` at top level, once, without decorators other than `nogil`.
    pub fn global_function(&self, name: &str) -> Option<FuncId> {
        match self.constant_global(name)?.binding {
            Binding::Function(id) => Some(id),
            _ => None,
        }
    }

    /// The imported thing that an expression names, when it is reached through a module-level import that is never rebound:
    /// with `import math as m` and `from ungil import prange as pr`, `m.sin` is `("math", "sin")` and `pr` is `("ungil", "prange")`.
    pub fn imported<'a>(&'a self, expr: &'a Expr) -> Option<(&'a str, &'a str)> {
        match &expr.kind {
            ExprKind::Var(var) => match &self.constant_global(var.global_name()?)?.binding {
                Binding::ImportFrom { module, name } => Some((module, name)),
                _ => None,
            },
            ExprKind::Attribute { value, name, .. } => Some((self.imported_module(value)?, name)),
            _ => None,
        }
    }

    /// The module that an expression names (`import math`, `import os.path as p`), under the rule of [`Module::imported`].
    pub fn imported_module<'a>(&'a self, expr: &'a Expr) -> Option<&'a str> {
        let ExprKind::Var(var) = &expr.kind else { return None };
        match &self.constant_global(var.global_name()?)?.binding {
            Binding::Import { module } => Some(module),
            _ => None,
        }
    }

    /// The name that module `ungil` gives to what this expression names: `prange`, `nogil`, `f64` and so on.
    pub fn ungil_name<'a>(&'a self, expr: &'a Expr) -> Option<&'a str> {
        self.imported(expr).and_then(|(module, name)| (module == "ungil").then_some(name))
    }
}

/// What is known about a name of the module's scope.
#[derive(Debug, Clone)]
pub struct Global {
    /// Where the name is first bound.
    pub span: Span,
    /// What binds it (the first binding in source order).
    pub binding: Binding,
    /// Bound exactly once, at the module's top level (not inside a loop, a region or an `if`/`try` there), and never rebound, deleted
    /// or declared `global` in a function that binds it.
    pub constant: bool,
    /// How many statements of the file bind or delete it; 0 for what an earlier input of a session bound.
    pub bindings: u32,
}

/// What kind of statement binds a global.
#[derive(Debug, Clone)]
pub enum Binding {
    /// `def` (of the function with this id).
    Function(FuncId),
    /// `class` (with the function of its body).
    Class(FuncId),
    /// `import a.b` binds `a` to module `a`; `import a.b as x` binds `x` to module `a.b`.
    Import {
        /// The full dotted name of the module that is bound.
        module: Name,
    },
    /// `from module import name` (absolute imports only).
    ImportFrom {
        /// The module.
        module: Name,
        /// The name inside it.
        name: Name,
    },
    /// `name = literal` or `name: T = literal` (numbers, strings, `-1`, tuples of those).
    Literal(Const),
    /// Any other assignment; its value is known only at run time.
    Value,
}

/// What kind of code object a [`Function`] becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionKind {
    /// The module body.
    Module,
    /// A class body.
    Class,
    /// `def` and `async def`.
    Def,
    /// `lambda`: the body is one `return`.
    Lambda,
    /// A generator expression: one parameter `.0`, the iterator of the first `for`.
    GeneratorExpression,
}

/// A module body, class body, function, lambda or generator expression.
#[derive(Debug, Clone)]
pub struct Function {
    /// Its id.
    pub id: FuncId,
    /// What it is.
    pub kind: FunctionKind,
    /// The function around it (`None` for the module).
    pub parent: Option<FuncId>,
    /// `f`, `<lambda>`, `<genexpr>`, `<module>`.
    pub name: Name,
    /// `C.f`, `f.<locals>.g`.
    pub qualname: Name,
    /// The whole statement or expression, with its decorators.
    pub span: Span,
    /// From `def`/`class` on to the end (without decorators): its first line is `co_firstlineno` when there are no decorators.
    pub def_span: Span,
    /// The identifier after `def`/`class`; for the others the same as `span`.
    pub name_span: Span,
    /// The parameters.
    pub params: Params,
    /// The decorators, outermost first, without the ungil decorator of a native function (see [`Function::region`]).
    pub decorators: Vec<Expr>,
    /// The annotation after `->`.
    pub returns: Option<Expr>,
    /// The statements. Docstring included.
    pub body: Block,
    /// The docstring.
    pub doc: Option<Name>,
    /// Parameters, then the other local variables, in order of first appearance.
    pub locals: Vec<Local>,
    /// The variables of enclosing functions that this function (or one inside it) uses.
    pub free: Vec<Free>,
    /// Contains `yield` (or is a generator expression).
    pub is_generator: bool,
    /// `async def`, or a generator expression with `async for`/`await`.
    pub is_async: bool,
    /// The native region, if this is a `@nogil` function.
    pub region: Option<RegionId>,
    /// The local that must be the class cell `__class__` for methods inside (class bodies only).
    pub class_cell: Option<LocalId>,
}

impl Function {
    /// The local variable with this id.
    pub fn local(&self, id: LocalId) -> &Local {
        &self.locals[id.0 as usize]
    }
}

/// The parameters of a function, in the order `posonly, /, normal, *args, kwonly, **kwargs`.
#[derive(Debug, Clone, Default)]
pub struct Params {
    /// All parameters; locals `0..all.len()` are theirs, in this order: positional-only, positional, keyword-only, `*args`, `**kwargs`.
    pub all: Vec<Param>,
    /// How many are positional-only.
    pub posonly: u32,
    /// How many are positional (positional-only included).
    pub positional: u32,
    /// How many are keyword-only.
    pub kwonly: u32,
    /// The index of `*args` in `all`.
    pub varargs: Option<u32>,
    /// The index of `**kwargs` in `all`.
    pub kwargs: Option<u32>,
}

/// One parameter.
#[derive(Debug, Clone)]
pub struct Param {
    /// Its name.
    pub name: Name,
    /// Its local.
    pub local: LocalId,
    /// From the name to the end of the annotation.
    pub span: Span,
    /// The annotation, an expression of the function around.
    pub annotation: Option<Expr>,
    /// The default value, an expression of the function around.
    pub default: Option<Expr>,
}

/// A local variable of a function.
#[derive(Debug, Clone)]
pub struct Local {
    /// Its name.
    pub name: Name,
    /// Where it is first bound.
    pub span: Span,
    /// An inner function uses it, so it lives in a cell: uses are [`Var::Cell`], else [`Var::Local`].
    pub cell: bool,
    /// A variable of an inlined comprehension (or a temporary of the lowering), not visible to `locals()`.
    pub hidden: bool,
    /// How many `del` statements and `except … as` clauses unbind it; if none, it stays bound once it is.
    pub unbinders: u32,
    /// It is the target of a `:=`.
    pub walrus: bool,
}

/// A variable of an enclosing function.
#[derive(Debug, Clone)]
pub struct Free {
    /// Its name.
    pub name: Name,
    /// Where the function around finds the cell.
    pub source: FreeSource,
}

/// Where the parent function finds the cell of a free variable of its child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FreeSource {
    /// A cell local of the parent.
    Local(LocalId),
    /// A free variable of the parent.
    Free(FreeId),
}

/// What a name means where it is used.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Var {
    /// A local variable in a register.
    Local(LocalId),
    /// A local variable of this function that inner functions use too.
    Cell(LocalId),
    /// A variable of an enclosing function.
    Free(FreeId),
    /// A global of the module, then a builtin. Also every plain name of the module body.
    Global(Name),
    /// A name in a class body: the class namespace, then global, then builtin. Stores go to the class namespace.
    Class(Name),
    /// A name in a class body that is read and not bound there: the class namespace, then the enclosing function's variable.
    ClassFree(Name, FreeId),
}

impl Var {
    /// The name, if this means a module global (or builtin) for certain.
    pub fn global_name(&self) -> Option<&str> {
        match self {
            Var::Global(name) => Some(name),
            _ => None,
        }
    }

    /// The local's id, if it is a local variable, in a cell or not.
    pub fn local(&self) -> Option<LocalId> {
        match self {
            Var::Local(id) | Var::Cell(id) => Some(*id),
            _ => None,
        }
    }
}
