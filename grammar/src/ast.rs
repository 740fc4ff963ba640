//! The syntax tree: CPython 3.11's abstract syntax, with byte spans.
//!
//! The tree mirrors the names and fields of CPython's `ast` module, so that `dump` can print exactly what
//! `ast.dump` prints. It differs where CPython's own form would make depth grow with the length of a program:
//!
//! - `a + b - c` is one [`ExprKind::BinOp`] with a vector of terms, not a left-deep spine;
//! - `if … elif … else` is one [`StmtKind::If`] with a vector of arms;
//! - comparisons and `and`/`or` are flat, as in CPython.
//!
//! **Invariant**: no expression is deeper than [`MAX_EXPR_DEPTH`] and blocks nest at most [`MAX_BLOCK_DEPTH`] deep;
//! the parser refuses the rest. So recursive walks and drops need a bounded native stack.
//!
//! A span covers what CPython's `lineno, col_offset … end_col_offset` cover: parentheses around an expression are
//! outside its own span, but inside the spans of its parents.

use crate::span::Span;
use num_bigint::BigInt;
use std::sync::Arc;

pub use crate::text::PyText;

/// Expressions (and f-strings, patterns in them) are at most this deep.
pub const MAX_EXPR_DEPTH: u16 = 400;
/// Blocks are nested at most this deep.
pub const MAX_BLOCK_DEPTH: usize = 100;

/// An identifier, already NFKC-normalised. Cloning shares the text.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(Arc<str>);

impl Name {
    /// The identifier `text`.
    pub fn new(text: &str) -> Self {
        Self(Arc::from(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The shared text.
    pub fn shared(&self) -> Arc<str> {
        self.0.clone()
    }
}

impl std::ops::Deref for Name {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::fmt::Debug for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// An identifier at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Ident {
    /// The identifier.
    pub name: Name,
    /// Where it stands.
    pub span: Span,
}

/// A whole file, or the input of a REPL.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Module {
    /// The statements.
    pub body: Vec<Stmt>,
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// Where it stands: from its first keyword (`def`, not its decorators) to the end of its last statement.
    pub span: Span,
}

/// What a statement is.
#[derive(Clone, Debug, PartialEq)]
pub enum StmtKind {
    /// `def` and `async def`.
    FunctionDef(Box<FunctionDef>),
    /// `class`.
    ClassDef(Box<ClassDef>),
    /// `return [value]`.
    Return {
        /// The returned expression.
        value: Option<Box<Expr>>,
    },
    /// `del targets`.
    Delete {
        /// Names, attributes, subscripts; tuples and lists of them. Their context is [`Ctx::Del`].
        targets: Vec<Expr>,
    },
    /// `t1 = t2 = value`.
    Assign {
        /// At least one; evaluated and stored from left to right.
        targets: Vec<Expr>,
        /// The right side.
        value: Box<Expr>,
    },
    /// `target op= value`.
    AugAssign {
        /// A name, attribute or subscript with [`Ctx::Store`].
        target: Box<Expr>,
        /// The operator.
        op: Operator,
        /// The right side.
        value: Box<Expr>,
    },
    /// `target: annotation [= value]`.
    AnnAssign {
        /// A name, attribute or subscript with [`Ctx::Store`].
        target: Box<Expr>,
        /// What stands after the colon.
        annotation: Box<Expr>,
        /// The right side.
        value: Option<Box<Expr>>,
        /// True for a plain name without parentheses.
        simple: bool,
    },
    /// `for` and `async for`.
    For(Box<For>),
    /// `while`.
    While {
        /// The condition.
        test: Box<Expr>,
        /// The loop's body.
        body: Vec<Stmt>,
        /// Run if no `break` left the loop.
        orelse: Vec<Stmt>,
    },
    /// `if … elif … else`: at least one arm.
    If {
        /// The `if` and the `elif`s.
        arms: Vec<IfArm>,
        /// The `else`; empty if absent.
        orelse: Vec<Stmt>,
    },
    /// `with` and `async with`.
    With {
        /// At least one item.
        items: Vec<WithItem>,
        /// The body.
        body: Vec<Stmt>,
        /// `async with`.
        is_async: bool,
    },
    /// `match`.
    Match {
        /// What is matched.
        subject: Box<Expr>,
        /// The cases, at least one.
        cases: Vec<MatchCase>,
    },
    /// `raise [exc [from cause]]`.
    Raise {
        /// The exception.
        exc: Option<Box<Expr>>,
        /// The cause.
        cause: Option<Box<Expr>>,
    },
    /// `try`.
    Try(Box<Try>),
    /// `assert test[, msg]`.
    Assert {
        /// The condition.
        test: Box<Expr>,
        /// The message.
        msg: Option<Box<Expr>>,
    },
    /// `import names`.
    Import {
        /// The names, dotted.
        names: Vec<Alias>,
    },
    /// `from module import names`.
    ImportFrom {
        /// The module's dotted name; absent in `from . import x`.
        module: Option<Name>,
        /// The names; one `*` for all.
        names: Vec<Alias>,
        /// The number of leading dots.
        level: u32,
    },
    /// `global names`.
    Global {
        /// The names.
        names: Vec<Ident>,
    },
    /// `nonlocal names`.
    Nonlocal {
        /// The names.
        names: Vec<Ident>,
    },
    /// An expression as a statement.
    Expr {
        /// The expression.
        value: Box<Expr>,
    },
    /// `pass`.
    Pass,
    /// `break`.
    Break,
    /// `continue`.
    Continue,
}

/// A function definition.
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionDef {
    /// The name.
    pub name: Ident,
    /// The parameters.
    pub args: Arguments,
    /// The body.
    pub body: Vec<Stmt>,
    /// The decorators from top to bottom.
    pub decorators: Vec<Expr>,
    /// The annotation of the result.
    pub returns: Option<Expr>,
    /// `async def`.
    pub is_async: bool,
}

/// A class definition.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassDef {
    /// The name.
    pub name: Ident,
    /// The bases.
    pub bases: Vec<Expr>,
    /// `metaclass=…` and other keywords.
    pub keywords: Vec<Keyword>,
    /// The body.
    pub body: Vec<Stmt>,
    /// The decorators from top to bottom.
    pub decorators: Vec<Expr>,
}

/// A `for` loop.
#[derive(Clone, Debug, PartialEq)]
pub struct For {
    /// The target, with [`Ctx::Store`].
    pub target: Expr,
    /// What is iterated.
    pub iter: Expr,
    /// The body.
    pub body: Vec<Stmt>,
    /// Run if no `break` left the loop.
    pub orelse: Vec<Stmt>,
    /// `async for`.
    pub is_async: bool,
}

/// One `if` or `elif` with its block.
#[derive(Clone, Debug, PartialEq)]
pub struct IfArm {
    /// The condition.
    pub test: Expr,
    /// The block.
    pub body: Vec<Stmt>,
    /// From the keyword to the end of the block.
    pub span: Span,
}

/// One item of a `with` statement.
#[derive(Clone, Debug, PartialEq)]
pub struct WithItem {
    /// The context manager.
    pub context: Expr,
    /// The target after `as`, with [`Ctx::Store`].
    pub target: Option<Expr>,
}

/// A `try` statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    /// The guarded block.
    pub body: Vec<Stmt>,
    /// The `except` clauses.
    pub handlers: Vec<ExceptHandler>,
    /// The `else` block.
    pub orelse: Vec<Stmt>,
    /// The `finally` block.
    pub finalbody: Vec<Stmt>,
    /// The clauses are `except*`.
    pub is_star: bool,
}

/// One `except` clause.
#[derive(Clone, Debug, PartialEq)]
pub struct ExceptHandler {
    /// The type or types; absent in a bare `except:`.
    pub typ: Option<Expr>,
    /// The name after `as`.
    pub name: Option<Ident>,
    /// The block.
    pub body: Vec<Stmt>,
    /// From `except` to the end of the block.
    pub span: Span,
}

/// `name [as asname]` in an import.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// The name, dotted in `import a.b`, `*` in `from m import *`.
    pub name: Name,
    /// The name after `as`.
    pub asname: Option<Ident>,
    /// The whole item.
    pub span: Span,
}

/// One `case` with its block.
#[derive(Clone, Debug, PartialEq)]
pub struct MatchCase {
    /// The pattern.
    pub pattern: Pattern,
    /// The condition after `if`.
    pub guard: Option<Expr>,
    /// The block.
    pub body: Vec<Stmt>,
    /// From `case` to the end of the block.
    pub span: Span,
}

/// A pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// What it is.
    pub kind: PatternKind,
    /// Where it stands.
    pub span: Span,
}

/// What a pattern is.
#[derive(Clone, Debug, PartialEq)]
pub enum PatternKind {
    /// A literal or dotted name, compared with `==`.
    MatchValue {
        /// A constant, a negated or complex number, or an attribute.
        value: Box<Expr>,
    },
    /// `None`, `True` or `False`, compared with `is`.
    MatchSingleton {
        /// The constant.
        value: Constant,
    },
    /// `[a, b, *rest]`.
    MatchSequence {
        /// The elements.
        patterns: Vec<Pattern>,
    },
    /// `{key: pattern, **rest}`.
    MatchMapping {
        /// The keys.
        keys: Vec<Expr>,
        /// As many patterns.
        patterns: Vec<Pattern>,
        /// The name after `**`.
        rest: Option<Ident>,
    },
    /// `cls(a, b, name=c)`.
    MatchClass {
        /// The class: a dotted name.
        cls: Box<Expr>,
        /// Positional patterns.
        patterns: Vec<Pattern>,
        /// Names of the keyword patterns.
        kwd_attrs: Vec<Ident>,
        /// As many patterns.
        kwd_patterns: Vec<Pattern>,
    },
    /// `*name` or `*_` in a sequence.
    MatchStar {
        /// The name; none for `_`.
        name: Option<Ident>,
    },
    /// `pattern as name`, a capture `name`, or the wildcard `_`.
    MatchAs {
        /// What must match first.
        pattern: Option<Box<Pattern>>,
        /// The name; none for `_`.
        name: Option<Ident>,
    },
    /// `a | b`.
    MatchOr {
        /// At least two.
        patterns: Vec<Pattern>,
    },
}

/// An expression. Made by [`Expr::new`], which keeps its depth.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands, without parentheses around it.
    pub span: Span,
    depth: u16,
    /// It stands in parentheses of its own.
    pub(crate) parenthesized: bool,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// `a and b and c`, `a or b or c`: at least two values.
    BoolOp {
        /// `and` or `or`.
        op: BoolOp,
        /// The operands.
        values: Vec<Expr>,
    },
    /// `target := value`.
    NamedExpr {
        /// A name with [`Ctx::Store`].
        target: Box<Expr>,
        /// The value.
        value: Box<Expr>,
    },
    /// `first op right op right …`: left-associative binary operators (and `**`, with one term).
    /// CPython's tree is the left fold of the terms.
    BinOp {
        /// The leftmost operand.
        first: Box<Expr>,
        /// At least one term.
        rest: Vec<BinTerm>,
    },
    /// `-a`, `+a`, `~a`, `not a`.
    UnaryOp {
        /// The operator.
        op: UnaryOp,
        /// The operand.
        operand: Box<Expr>,
    },
    /// `lambda args: body`.
    Lambda {
        /// The parameters, without annotations.
        args: Box<Arguments>,
        /// The result.
        body: Box<Expr>,
    },
    /// `body if test else orelse`.
    IfExp {
        /// The condition.
        test: Box<Expr>,
        /// The value if true.
        body: Box<Expr>,
        /// The value if false.
        orelse: Box<Expr>,
    },
    /// `{a: b, **c}`.
    Dict {
        /// The items.
        items: Vec<DictItem>,
    },
    /// `{a, b}`: at least one element.
    Set {
        /// The elements.
        elts: Vec<Expr>,
    },
    /// `[elt for …]`.
    ListComp {
        /// The element.
        elt: Box<Expr>,
        /// The clauses, at least one.
        generators: Vec<Comprehension>,
    },
    /// `{elt for …}`.
    SetComp {
        /// The element.
        elt: Box<Expr>,
        /// The clauses, at least one.
        generators: Vec<Comprehension>,
    },
    /// `{key: value for …}`.
    DictComp {
        /// The key.
        key: Box<Expr>,
        /// The value.
        value: Box<Expr>,
        /// The clauses, at least one.
        generators: Vec<Comprehension>,
    },
    /// `(elt for …)`.
    GeneratorExp {
        /// The element.
        elt: Box<Expr>,
        /// The clauses, at least one.
        generators: Vec<Comprehension>,
    },
    /// `await value`.
    Await {
        /// The awaited expression.
        value: Box<Expr>,
    },
    /// `yield [value]`.
    Yield {
        /// The value.
        value: Option<Box<Expr>>,
    },
    /// `yield from value`.
    YieldFrom {
        /// The iterated expression.
        value: Box<Expr>,
    },
    /// `left op b op c`: a chain of comparisons.
    Compare {
        /// The leftmost operand.
        left: Box<Expr>,
        /// At least one term.
        rest: Vec<CmpTerm>,
    },
    /// `func(args, keywords)`.
    Call(Box<Call>),
    /// `{value!conversion:format_spec}` in an f-string.
    FormattedValue {
        /// The value.
        value: Box<Expr>,
        /// `!s`, `!r` or `!a`.
        conversion: Option<Conversion>,
        /// A [`ExprKind::JoinedStr`].
        format_spec: Option<Box<Expr>>,
    },
    /// An f-string: string constants and [`ExprKind::FormattedValue`]s.
    JoinedStr {
        /// The parts.
        values: Vec<Expr>,
    },
    /// A literal.
    Constant {
        /// Its value.
        value: Constant,
        /// The literal is a string that begins with `u`.
        kind_u: bool,
    },
    /// `value.attr`.
    Attribute {
        /// The object.
        value: Box<Expr>,
        /// The attribute's name.
        attr: Name,
        /// Load, store or delete.
        ctx: Ctx,
    },
    /// `value[slice]`.
    Subscript {
        /// The object.
        value: Box<Expr>,
        /// The index: any expression, a [`ExprKind::Slice`], or a tuple of them.
        slice: Box<Expr>,
        /// Load, store or delete.
        ctx: Ctx,
    },
    /// `*value`.
    Starred {
        /// What is unpacked.
        value: Box<Expr>,
        /// Load or store.
        ctx: Ctx,
    },
    /// A name.
    Name {
        /// The identifier.
        id: Name,
        /// Load, store or delete.
        ctx: Ctx,
    },
    /// `[a, b]`.
    List {
        /// The elements.
        elts: Vec<Expr>,
        /// Load, store or delete.
        ctx: Ctx,
    },
    /// `a, b`.
    Tuple {
        /// The elements.
        elts: Vec<Expr>,
        /// Load, store or delete.
        ctx: Ctx,
    },
    /// `lower:upper:step`, only in a subscript.
    Slice {
        /// The lower bound.
        lower: Option<Box<Expr>>,
        /// The upper bound.
        upper: Option<Box<Expr>>,
        /// The step.
        step: Option<Box<Expr>>,
    },
}

/// `op right` of a chain of binary operators.
#[derive(Clone, Debug, PartialEq)]
pub struct BinTerm {
    /// The operator.
    pub op: Operator,
    /// The right operand.
    pub right: Expr,
    /// Where the partial chain up to this term ends: after parentheses around `right`. The partial chain starts
    /// where the whole chain starts.
    pub end: u32,
}

/// `op right` of a chain of comparisons.
#[derive(Clone, Debug, PartialEq)]
pub struct CmpTerm {
    /// The operator.
    pub op: CmpOp,
    /// The right operand.
    pub right: Expr,
}

/// One item of a dict display.
#[derive(Clone, Debug, PartialEq)]
pub struct DictItem {
    /// The key; absent in `**value`.
    pub key: Option<Expr>,
    /// The value.
    pub value: Expr,
}

/// A call.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// What is called.
    pub func: Expr,
    /// Positional arguments; `*x` is a [`ExprKind::Starred`].
    pub args: Vec<Expr>,
    /// Keyword arguments, in order.
    pub keywords: Vec<Keyword>,
}

/// `arg=value` or `**value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    /// The name; absent in `**value`.
    pub arg: Option<Name>,
    /// The value.
    pub value: Expr,
    /// The whole argument.
    pub span: Span,
}

/// `for target in iter if … if …` of a comprehension.
#[derive(Clone, Debug, PartialEq)]
pub struct Comprehension {
    /// The target, with [`Ctx::Store`].
    pub target: Expr,
    /// What is iterated.
    pub iter: Expr,
    /// The conditions.
    pub ifs: Vec<Expr>,
    /// `async for`.
    pub is_async: bool,
}

/// The parameters of a function.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arguments {
    /// The parameters before `/`.
    pub posonly: Vec<Arg>,
    /// The ordinary parameters.
    pub args: Vec<Arg>,
    /// `*args`.
    pub vararg: Option<Box<Arg>>,
    /// The parameters after `*`.
    pub kwonly: Vec<Arg>,
    /// The defaults of `kwonly`, one for each.
    pub kw_defaults: Vec<Option<Expr>>,
    /// `**kwargs`.
    pub kwarg: Option<Box<Arg>>,
    /// The defaults of the last of `posonly` and `args` together.
    pub defaults: Vec<Expr>,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Arg {
    /// The name.
    pub arg: Name,
    /// The annotation.
    pub annotation: Option<Box<Expr>>,
    /// The parameter with its annotation.
    pub span: Span,
}

/// The value of a literal.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// `None`.
    None,
    /// `True`.
    True,
    /// `False`.
    False,
    /// `...`.
    Ellipsis,
    /// An int that fits 64 bits.
    Int(i64),
    /// A larger int.
    BigInt(Box<BigInt>),
    /// A float.
    Float(f64),
    /// The imaginary part of an imaginary literal.
    Complex(f64),
    /// A string.
    Str(PyText),
    /// Bytes.
    Bytes(Box<[u8]>),
}

/// How a name, attribute, subscript, tuple or list is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ctx {
    /// Its value is read.
    Load,
    /// It is assigned.
    Store,
    /// It is deleted.
    Del,
}

/// `!s`, `!r`, `!a`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// `str()`.
    Str,
    /// `repr()`.
    Repr,
    /// `ascii()`.
    Ascii,
}

/// `and`, `or`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoolOp {
    /// `and`.
    And,
    /// `or`.
    Or,
}

/// A binary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `+`.
    Add,
    /// `-`.
    Sub,
    /// `*`.
    Mult,
    /// `@`.
    MatMult,
    /// `/`.
    Div,
    /// `%`.
    Mod,
    /// `**`.
    Pow,
    /// `<<`.
    LShift,
    /// `>>`.
    RShift,
    /// `|`.
    BitOr,
    /// `^`.
    BitXor,
    /// `&`.
    BitAnd,
    /// `//`.
    FloorDiv,
}

impl Operator {
    /// The operator as it is written.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Sub => "-",
            Self::Mult => "*",
            Self::MatMult => "@",
            Self::Div => "/",
            Self::Mod => "%",
            Self::Pow => "**",
            Self::LShift => "<<",
            Self::RShift => ">>",
            Self::BitOr => "|",
            Self::BitXor => "^",
            Self::BitAnd => "&",
            Self::FloorDiv => "//",
        }
    }
}

/// A unary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOp {
    /// `~`.
    Invert,
    /// `not`.
    Not,
    /// `+`.
    UAdd,
    /// `-`.
    USub,
}

impl UnaryOp {
    /// The operator as it is written.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Invert => "~",
            Self::Not => "not",
            Self::UAdd => "+",
            Self::USub => "-",
        }
    }
}

/// A comparison operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CmpOp {
    /// `==`.
    Eq,
    /// `!=`.
    NotEq,
    /// `<`.
    Lt,
    /// `<=`.
    LtE,
    /// `>`.
    Gt,
    /// `>=`.
    GtE,
    /// `is`.
    Is,
    /// `is not`.
    IsNot,
    /// `in`.
    In,
    /// `not in`.
    NotIn,
}

impl CmpOp {
    /// The operator as it is written.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Eq => "==",
            Self::NotEq => "!=",
            Self::Lt => "<",
            Self::LtE => "<=",
            Self::Gt => ">",
            Self::GtE => ">=",
            Self::Is => "is",
            Self::IsNot => "is not",
            Self::In => "in",
            Self::NotIn => "not in",
        }
    }
}

impl Expr {
    /// An expression of this kind at `span`.
    pub fn new(kind: ExprKind, span: Span) -> Self {
        let depth = kind.depth_of_children().saturating_add(1);
        Self { kind, span, depth, parenthesized: false }
    }

    /// Appends a term to a chain of binary operators, which becomes longer but hardly deeper.
    pub(crate) fn push_term(&mut self, term: BinTerm) {
        self.depth = self.depth.max(term.right.depth.saturating_add(1));
        self.span.end = term.end;
        if let ExprKind::BinOp { rest, .. } = &mut self.kind {
            rest.push(term);
        }
    }

    /// The number of nodes on the longest path from here to a leaf.
    pub const fn depth(&self) -> u16 {
        self.depth
    }
}

impl ExprKind {
    /// The largest depth of a direct child.
    fn depth_of_children(&self) -> u16 {
        fn opt(expr: &Option<Box<Expr>>) -> u16 {
            expr.as_ref().map_or(0, |expr| expr.depth)
        }
        fn all(exprs: &[Expr]) -> u16 {
            exprs.iter().map(|expr| expr.depth).max().unwrap_or(0)
        }
        fn clauses(generators: &[Comprehension]) -> u16 {
            let depth = |c: &Comprehension| c.target.depth.max(c.iter.depth).max(all(&c.ifs));
            generators.iter().map(depth).max().unwrap_or(0)
        }
        match self {
            Self::BoolOp { values, .. } | Self::JoinedStr { values } => all(values),
            Self::NamedExpr { target, value } => target.depth.max(value.depth),
            Self::BinOp { first, rest } => {
                rest.iter().map(|term| term.right.depth).fold(first.depth, u16::max)
            }
            Self::UnaryOp { operand, .. } => operand.depth,
            Self::Lambda { args, body } => args.depth().max(body.depth),
            Self::IfExp { test, body, orelse } => test.depth.max(body.depth).max(orelse.depth),
            Self::Dict { items } => items
                .iter()
                .map(|item| item.key.as_ref().map_or(0, |key| key.depth).max(item.value.depth))
                .max()
                .unwrap_or(0),
            Self::Set { elts } | Self::List { elts, .. } | Self::Tuple { elts, .. } => all(elts),
            Self::ListComp { elt, generators }
            | Self::SetComp { elt, generators }
            | Self::GeneratorExp { elt, generators } => elt.depth.max(clauses(generators)),
            Self::DictComp { key, value, generators } => key.depth.max(value.depth).max(clauses(generators)),
            Self::Await { value }
            | Self::YieldFrom { value }
            | Self::Attribute { value, .. }
            | Self::Starred { value, .. } => value.depth,
            Self::Yield { value } => opt(value),
            Self::Compare { left, rest } => {
                rest.iter().map(|term| term.right.depth).fold(left.depth, u16::max)
            }
            Self::Call(call) => {
                let keywords = call.keywords.iter().map(|keyword| keyword.value.depth).max().unwrap_or(0);
                call.func.depth.max(all(&call.args)).max(keywords)
            }
            Self::FormattedValue { value, format_spec, .. } => value.depth.max(opt(format_spec)),
            Self::Subscript { value, slice, .. } => value.depth.max(slice.depth),
            Self::Slice { lower, upper, step } => opt(lower).max(opt(upper)).max(opt(step)),
            Self::Constant { .. } | Self::Name { .. } => 0,
        }
    }
}

impl Arguments {
    /// All parameters in the order of their declaration.
    pub fn iter(&self) -> impl Iterator<Item = &Arg> {
        self.posonly
            .iter()
            .chain(&self.args)
            .chain(self.vararg.as_deref())
            .chain(&self.kwonly)
            .chain(self.kwarg.as_deref())
    }

    /// The largest depth of a default or annotation.
    fn depth(&self) -> u16 {
        let defaults = self.defaults.iter().chain(self.kw_defaults.iter().flatten()).map(|expr| expr.depth);
        let annotations = self.iter().filter_map(|arg| arg.annotation.as_ref()).map(|expr| expr.depth);
        defaults.chain(annotations).max().unwrap_or(0)
    }
}
