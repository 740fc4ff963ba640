//! Statements and patterns.

use super::{BinOp, Expr, FuncId, Keyword, Name, RegionId, Span, Target, Var};

/// A sequence of statements.
pub type Block = Vec<Stmt>;

/// A statement with its place in the source.
#[derive(Debug, Clone)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// Where it stands, with its blocks.
    pub span: Span,
}

/// The kinds of statements. `global` and `nonlocal` are gone: the names say it.
#[derive(Debug, Clone)]
pub enum StmtKind {
    /// An expression whose value is dropped.
    Expr(Expr),
    /// `a = b = value`.
    Assign {
        /// The targets, left to right.
        targets: Vec<Target>,
        /// The value, evaluated first.
        value: Expr,
    },
    /// `target op= value`; the target's own expressions are evaluated once.
    AugAssign {
        /// A name, attribute or index.
        target: Target,
        /// The operator.
        op: BinOp,
        /// The right side.
        value: Expr,
    },
    /// `target: annotation = value`.
    AnnAssign {
        /// The target.
        target: Target,
        /// The annotation; evaluated and stored in `__annotations__` only for a simple target of a module or class body.
        annotation: Expr,
        /// The value.
        value: Option<Expr>,
        /// A plain name without parentheses.
        simple: bool,
    },
    /// `if`/`elif` as a flat list of conditions with their blocks, then `else`.
    If {
        /// The conditions with their blocks; at least one.
        arms: Vec<(Expr, Block)>,
        /// The `else` block.
        orelse: Block,
    },
    /// `while`.
    While {
        /// The condition.
        cond: Expr,
        /// The body.
        body: Block,
        /// The `else` block.
        orelse: Block,
    },
    /// `for`, also over `prange`.
    For {
        /// What is assigned.
        target: Target,
        /// What is iterated over (the call of `prange` itself when `prange` is true).
        iter: Expr,
        /// The body.
        body: Block,
        /// The `else` block.
        orelse: Block,
        /// `async for`.
        is_async: bool,
        /// The iterable is a call of ungil's `prange`.
        prange: bool,
    },
    /// `try`.
    Try {
        /// The body.
        body: Block,
        /// The `except` (or, if `star`, `except*`) clauses.
        handlers: Vec<Handler>,
        /// The `else` block.
        orelse: Block,
        /// The `finally` block.
        finalbody: Block,
        /// `except*`.
        star: bool,
    },
    /// `with`.
    With {
        /// The context managers with their targets.
        items: Vec<(Expr, Option<Target>)>,
        /// The body.
        body: Block,
        /// `async with`.
        is_async: bool,
    },
    /// `with nogil:` or a stand-alone `for … in prange(…, nogil=True)`: the statements are in the region.
    Region(RegionId),
    /// `with gil:` inside a region. As bytecode it is just its body.
    WithGil {
        /// Its number in the module: see `bytecode::GilBlock`.
        number: u32,
        /// The body.
        body: Block,
        /// The word `with` to the colon.
        head: Span,
    },
    /// `match`.
    Match {
        /// The subject.
        subject: Expr,
        /// The cases.
        cases: Vec<Case>,
    },
    /// `return`.
    Return(Option<Expr>),
    /// `raise exc from cause`.
    Raise {
        /// The exception.
        exc: Option<Expr>,
        /// The cause.
        cause: Option<Expr>,
    },
    /// `assert cond, message`.
    Assert {
        /// The condition.
        cond: Expr,
        /// The message.
        message: Option<Expr>,
    },
    /// `del`.
    Delete(Vec<Target>),
    /// `pass`, `global`, `nonlocal`.
    Pass,
    /// `break`.
    Break,
    /// `continue`.
    Continue,
    /// `def`.
    FunctionDef {
        /// The variable that is bound.
        target: Var,
        /// The function.
        func: FuncId,
        /// The variables of the function around that it uses, as that function names them.
        captured: Vec<Expr>,
    },
    /// `class`.
    ClassDef {
        /// The variable that is bound.
        target: Var,
        /// The function of the body; it holds decorators, name and variables.
        func: FuncId,
        /// The bases, possibly `Starred`.
        bases: Vec<Expr>,
        /// `metaclass=` and other keywords.
        keywords: Vec<Keyword>,
    },
    /// `import a.b as c`.
    Import(Vec<ImportAlias>),
    /// `from a import b as c`.
    ImportFrom {
        /// The module without its leading dots; empty for `from . import x`.
        module: Name,
        /// The number of leading dots.
        level: u32,
        /// The names.
        names: Vec<ImportedName>,
    },
    /// `from a import *`.
    ImportStar {
        /// The module without its leading dots.
        module: Name,
        /// The number of leading dots.
        level: u32,
    },
}

/// One name of an `import` statement.
#[derive(Debug, Clone)]
pub struct ImportAlias {
    /// The dotted module.
    pub module: Name,
    /// Whether `as` was given: the target is then the module itself, else its first package.
    pub has_as: bool,
    /// The variable.
    pub target: Var,
    /// Where it stands.
    pub span: Span,
}

/// One name of a `from` import.
#[derive(Debug, Clone)]
pub struct ImportedName {
    /// The name in the module.
    pub name: Name,
    /// The variable.
    pub target: Var,
    /// Where it stands.
    pub span: Span,
}

/// An `except` clause.
#[derive(Debug, Clone)]
pub struct Handler {
    /// The class or tuple of classes; `None` catches everything.
    pub class: Option<Expr>,
    /// The variable after `as`, unbound again at the end of the clause.
    pub target: Option<Var>,
    /// The name after `as`.
    pub name: Option<Name>,
    /// The body.
    pub body: Block,
    /// Where the clause stands.
    pub span: Span,
}

/// A `case`.
#[derive(Debug, Clone)]
pub struct Case {
    /// The pattern.
    pub pattern: Pattern,
    /// The guard.
    pub guard: Option<Expr>,
    /// The body.
    pub body: Block,
    /// Where it stands.
    pub span: Span,
}

/// A pattern with its place.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// What it is.
    pub kind: PatternKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of patterns.
#[derive(Debug, Clone)]
pub enum PatternKind {
    /// Compare with `==`: literals and dotted names.
    Value(Expr),
    /// `None`, `True`, `False`: compare with `is`.
    Singleton(Option<bool>),
    /// `[a, *b]`; at most one `Star`.
    Sequence(Vec<Pattern>),
    /// `*name` or `*_` inside a sequence.
    Star(Option<Var>),
    /// `{k: p, **rest}`.
    Mapping {
        /// The keys (constants or dotted names) with their patterns.
        entries: Vec<(Expr, Pattern)>,
        /// The variable after `**`.
        rest: Option<Var>,
    },
    /// `C(p, name=p)`.
    Class {
        /// The class.
        class: Expr,
        /// Positional patterns.
        positional: Vec<Pattern>,
        /// Keyword patterns.
        keywords: Vec<(Name, Pattern)>,
    },
    /// `p as name`, `name` (no pattern), `_` (neither).
    As {
        /// The pattern.
        pattern: Option<Box<Pattern>>,
        /// The variable.
        target: Option<Var>,
    },
    /// `a | b`.
    Or(Vec<Pattern>),
}
