//! The resolver: what each name means, by Python's scoping rules.
//!
//! Two steps. [`collect`] walks the syntax tree once and notes, for each block (module, class, function, lambda, comprehension), which
//! names it binds, uses and declares. [`analyze`] then decides for each name of each block where it lives, which variables must be
//! cells because an inner function uses them, and through which functions free variables are handed down.
//!
//! Invariants: a *block* is a scope of names; a *function* is what becomes a code object. Each block except list, set and dict
//! comprehensions is a function of its own; those comprehensions are evaluated in the function around them, so their variables become
//! hidden locals there and no cell is needed for what they use. Blocks are numbered in source order, parents before children, and
//! found again by the address of their syntax node.

mod analyze;
mod collect;

use rustc_hash::FxHashMap;
use ungil_grammar::ast;
use ungil_grammar::{Diagnostic, Span};

use crate::hir::{Free, FreeId, FuncId, Global, Local, LocalId, Name};

/// The index of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct BlockId(pub u32);

/// What kind of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockKind {
    Module,
    Class,
    Function,
    Lambda,
    Generator,
    /// A list, set or dict comprehension.
    Comprehension,
}

impl BlockKind {
    /// Names bound here are local variables that inner blocks can see.
    fn has_variables(self) -> bool {
        !matches!(self, BlockKind::Module | BlockKind::Class)
    }
}

/// What is known about a name in one block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mention {
    pub span: Span,
    pub param: bool,
    pub bound: bool,
    pub used: bool,
    pub global: bool,
    pub nonlocal: bool,
    pub annotated: bool,
    /// How many `del` statements and `except … as` clauses unbind it.
    pub unbinders: u32,
    pub walrus: bool,
    /// The iteration variable of a comprehension.
    pub iteration: bool,
    /// The target of `:=` in a comprehension, bound in the function around.
    pub nonlocal_walrus: bool,
    /// Where the declaration stands.
    pub declared: Span,
    pub resolution: Option<Resolution>,
}

/// Where a name of a block lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resolution {
    /// A local variable of the block's function.
    Local(LocalId),
    /// A variable of an enclosing function.
    Free(FreeId),
    /// A module global.
    Global,
    /// The namespace of the class body.
    Class,
    /// The namespace of the class body, then a variable of an enclosing function.
    ClassFree(FreeId),
}

/// One block.
#[derive(Debug)]
pub(crate) struct Block {
    pub kind: BlockKind,
    pub parent: Option<BlockId>,
    /// The function that the block belongs to.
    pub func: FuncId,
    /// The names, in order of appearance.
    pub names: indexmap::IndexMap<Name, Mention, rustc_hash::FxBuildHasher>,
    pub is_async: bool,
    pub has_yield: bool,
    pub has_await: bool,
    /// `return` with a value, for the error in asynchronous generators.
    pub returns_value: Option<Span>,
    /// The first iterable of a comprehension or any iterable is being visited.
    pub in_iterable: u32,
}

/// One function: the variables that live in it.
#[derive(Debug, Default)]
pub(crate) struct FuncInfo {
    pub parent: Option<FuncId>,
    pub locals: Vec<Local>,
    pub free: Vec<Free>,
    pub class_cell: Option<LocalId>,
}

/// The result of the resolver.
#[derive(Debug, Default)]
pub(crate) struct Scopes {
    pub blocks: Vec<Block>,
    pub funcs: Vec<FuncInfo>,
    pub by_node: FxHashMap<usize, BlockId>,
    pub globals: FxHashMap<Name, Global>,
    pub star_import: bool,
    pub future_annotations: bool,
    pub diagnostics: Vec<Diagnostic>,
}

/// The key of a syntax node: its address.
pub(crate) fn key<T>(node: &T) -> usize {
    std::ptr::from_ref(node) as usize
}

/// Resolves a module.
pub(crate) fn resolve(module: &ast::Module, options: Options<'_>) -> Scopes {
    let mut scopes = collect::collect(module, options);
    analyze::analyze(&mut scopes);
    scopes
}

/// What is allowed besides plain Python files.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Options<'a> {
    /// `await` at top level.
    pub top_level_await: bool,
    /// What earlier inputs of a session bound.
    pub earlier: Option<&'a FxHashMap<Name, crate::hir::Binding>>,
}

impl Scopes {
    pub(crate) fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    pub(crate) fn func(&self, id: FuncId) -> &FuncInfo {
        &self.funcs[id.0 as usize]
    }

    /// The block of a syntax node.
    pub(crate) fn block_of<T>(&self, node: &T) -> BlockId {
        self.by_node.get(&key(node)).copied().unwrap_or(BlockId(0))
    }
}

/// A name as Python sees it inside class `class`: `__x` becomes `_C__x`.
pub(crate) fn mangle(class: Option<&str>, name: &ast::Name) -> Name {
    if let Some(class) = class
        && name.starts_with("__")
        && !name.ends_with("__")
        && !name.contains('.')
    {
        let class = class.trim_start_matches('_');
        if !class.is_empty() {
            return Name::from(format!("_{class}{}", name.as_str()));
        }
    }
    name.shared()
}
