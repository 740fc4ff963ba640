//! Expressions and assignment targets.

use std::sync::Arc;

use num_bigint::BigInt;

use super::{FuncId, Name, Span, Var};

/// An expression with its place in the source.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of expressions.
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// A literal.
    Const(Const),
    /// A name, resolved.
    Var(Var),
    /// `(target := value)`; the variable may belong to the function around a comprehension.
    Named {
        /// The variable.
        target: Var,
        /// The identifier's place.
        target_span: Span,
        /// The value.
        value: Box<Expr>,
    },
    /// `a and b and c`, `a or b`; at least two values.
    Bool {
        /// `and` or `or`.
        op: BoolOp,
        /// The operands.
        values: Vec<Expr>,
    },
    /// `a < b <= c`: each middle operand is evaluated once.
    Compare {
        /// The first operand.
        first: Box<Expr>,
        /// The operators with their right operands; at least one.
        rest: Vec<(CmpOp, Expr)>,
    },
    /// `((a + b) - c) * d`, left to right; the expression of step `i` spans from `first` to `rest[i]`.
    Binary {
        /// The leftmost operand.
        first: Box<Expr>,
        /// The operators with their right operands; at least one.
        rest: Vec<BinaryStep>,
    },
    /// `-a`, `not a`.
    Unary {
        /// The operator.
        op: UnaryOp,
        /// The operand.
        operand: Box<Expr>,
    },
    /// `then if cond else orelse`.
    IfElse {
        /// The condition.
        cond: Box<Expr>,
        /// The value if it holds.
        then: Box<Expr>,
        /// The value if not.
        orelse: Box<Expr>,
    },
    /// A lambda; parameters' defaults are in the function.
    Lambda {
        /// Its function.
        func: FuncId,
        /// The variables of the function around that it uses, as that function names them.
        captured: Vec<Expr>,
    },
    /// `(a, *b)`.
    Tuple(Vec<Expr>),
    /// `[a, *b]`.
    List(Vec<Expr>),
    /// `{a, *b}`.
    Set(Vec<Expr>),
    /// `{k: v, **m}`: the key is `None` for `**m`.
    Dict(Vec<(Option<Expr>, Expr)>),
    /// A list, set or dict comprehension, evaluated in the function that holds it.
    Comp(Box<Comp>),
    /// A generator expression.
    Generator {
        /// Its function.
        func: FuncId,
        /// The iterable of the first `for`, evaluated (and `iter` called) around the generator.
        first: Box<Expr>,
    },
    /// `await e`.
    Await(Box<Expr>),
    /// `yield`, `yield e`.
    Yield(Option<Box<Expr>>),
    /// `yield from e`.
    YieldFrom(Box<Expr>),
    /// A call.
    Call(Box<Call>),
    /// An f-string (with the literal strings next to it).
    FormatString(Vec<FormatPart>),
    /// `value.name` (the name is mangled).
    Attribute {
        /// The object.
        value: Box<Expr>,
        /// The attribute.
        name: Name,
        /// The identifier's place.
        name_span: Span,
    },
    /// `value[index]`.
    Index {
        /// The object.
        value: Box<Expr>,
        /// The index, possibly a `Slice` or a tuple with slices.
        index: Box<Expr>,
    },
    /// `lower:upper:step`, only inside an index.
    Slice {
        /// Before the first colon.
        lower: Option<Box<Expr>>,
        /// After it.
        upper: Option<Box<Expr>>,
        /// After the second.
        step: Option<Box<Expr>>,
    },
    /// `*e`, only in displays, call arguments and index tuples.
    Starred(Box<Expr>),
}

/// A step of a chain of binary operators.
#[derive(Debug, Clone)]
pub struct BinaryStep {
    /// The operator.
    pub op: BinOp,
    /// The right operand.
    pub right: Expr,
    /// The place of the whole expression up to here (with the parentheses that belong to it).
    pub span: Span,
}

/// A literal. Folded expressions give literals too.
#[derive(Debug, Clone, PartialEq)]
pub enum Const {
    /// `None`.
    None,
    /// `True`, `False`.
    Bool(bool),
    /// `...`.
    Ellipsis,
    /// An int of 64 bits.
    Int(i64),
    /// Any other int.
    BigInt(Arc<BigInt>),
    /// A float.
    Float(f64),
    /// A complex number.
    Complex(f64, f64),
    /// A string.
    Str(Name),
    /// A string with lone surrogates, as WTF-8.
    Wtf8(Arc<[u8]>),
    /// Bytes.
    Bytes(Arc<[u8]>),
    /// A tuple of constants.
    Tuple(Arc<[Const]>),
    /// A frozenset of constants, from `x in {1, 2}`.
    FrozenSet(Arc<[Const]>),
}

/// A call.
#[derive(Debug, Clone)]
pub struct Call {
    /// What is called.
    pub func: Expr,
    /// Positional arguments, possibly `Starred`.
    pub args: Vec<Expr>,
    /// Keyword arguments, possibly `**mapping`, in source order.
    pub keywords: Vec<Keyword>,
}

/// A keyword argument of a call or class statement.
#[derive(Debug, Clone)]
pub struct Keyword {
    /// The name; `None` for `**mapping`.
    pub name: Option<Name>,
    /// The value.
    pub value: Expr,
    /// The whole argument.
    pub span: Span,
}

/// A comprehension that is evaluated in place.
#[derive(Debug, Clone)]
pub struct Comp {
    /// What it builds.
    pub kind: CompKind,
    /// The element, or the key of a dict.
    pub element: Expr,
    /// The value of a dict.
    pub value: Option<Expr>,
    /// The clauses, outermost first; at least one.
    pub clauses: Vec<CompFor>,
    /// The hidden locals of the function around that are this comprehension's own variables.
    pub locals: Vec<super::LocalId>,
}

/// What a comprehension builds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompKind {
    /// A list.
    List,
    /// A set.
    Set,
    /// A dict.
    Dict,
}

/// `for target in iter if … if …` of a comprehension.
#[derive(Debug, Clone)]
pub struct CompFor {
    /// What is assigned.
    pub target: Target,
    /// What is iterated over.
    pub iter: Expr,
    /// The conditions.
    pub ifs: Vec<Expr>,
    /// `async for`.
    pub is_async: bool,
}

/// A part of an f-string.
#[derive(Debug, Clone)]
pub enum FormatPart {
    /// Literal text.
    Text(Const),
    /// `{value!r:spec}`.
    Value {
        /// The value.
        value: Expr,
        /// `!s`, `!r`, `!a`.
        conversion: Conversion,
        /// The parts of the format specification; empty if there is none.
        spec: Vec<FormatPart>,
        /// The braces.
        span: Span,
    },
}

/// The conversion of a value in an f-string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// None given.
    None,
    /// `!s`.
    Str,
    /// `!r`.
    Repr,
    /// `!a`.
    Ascii,
}

/// Something that can be assigned to (or deleted).
#[derive(Debug, Clone)]
pub struct Target {
    /// What it is.
    pub kind: TargetKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of targets.
#[derive(Debug, Clone)]
pub enum TargetKind {
    /// A name.
    Var(Var),
    /// `value.name`.
    Attribute {
        /// The object.
        value: Expr,
        /// The attribute.
        name: Name,
        /// The identifier's place.
        name_span: Span,
    },
    /// `value[index]`.
    Index {
        /// The object.
        value: Expr,
        /// The index.
        index: Expr,
    },
    /// `a, *b, c` or `[a, *b, c]`.
    Unpack {
        /// The targets, the starred one without its star.
        items: Vec<Target>,
        /// The index of the starred one.
        star: Option<u32>,
    },
}

/// `and`, `or`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum BoolOp {
    And,
    Or,
}

/// Comparison operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum CmpOp {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Is,
    IsNot,
    In,
    NotIn,
}

/// Binary operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    MatMul,
    Shl,
    Shr,
    And,
    Or,
    Xor,
}

/// Unary operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum UnaryOp {
    Not,
    Neg,
    Pos,
    Invert,
}

impl CmpOp {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            CmpOp::Eq => "==",
            CmpOp::Ne => "!=",
            CmpOp::Lt => "<",
            CmpOp::Le => "<=",
            CmpOp::Gt => ">",
            CmpOp::Ge => ">=",
            CmpOp::Is => "is",
            CmpOp::IsNot => "is not",
            CmpOp::In => "in",
            CmpOp::NotIn => "not in",
        }
    }
}

impl BinOp {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            BinOp::Add => "+",
            BinOp::Sub => "-",
            BinOp::Mul => "*",
            BinOp::Div => "/",
            BinOp::FloorDiv => "//",
            BinOp::Mod => "%",
            BinOp::Pow => "**",
            BinOp::MatMul => "@",
            BinOp::Shl => "<<",
            BinOp::Shr => ">>",
            BinOp::And => "&",
            BinOp::Or => "|",
            BinOp::Xor => "^",
        }
    }
}

impl UnaryOp {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            UnaryOp::Not => "not ",
            UnaryOp::Neg => "-",
            UnaryOp::Pos => "+",
            UnaryOp::Invert => "~",
        }
    }
}
