//! TIR, the typed IR of regions: structured statements over typed, mutable locals, with typed expression trees.
//!
//! A front end builds it from checked source (`build.rs`), `verify.rs` says what is well formed, `eval.rs` is its
//! meaning (the oracle), `print.rs` shows it, `passes/` makes it faster, `codegen` lowers it to CLIF.
//!
//! **Variables.** Every local is a mutable variable of one type (scalar or view header); code generation turns them
//! into SSA. Loops keep their structure, so passes see `for i in lo..hi` with its body, ask which locals the body
//! assigns ([`walk`]) and treat all others as invariant. A local must be assigned on every path before it is read
//! (code generation reads an unassigned one as zero, so that a mistake is no memory error).
//!
//! **Evaluation order** is left to right, arguments before the operation, and a raising operation raises at its turn.
//! Expressions are pure except for raising and for `Call` and `Seq`; stores are statements.
//!
//! **Depth.** Expression and statement trees are walked by recursion. A front end keeps expressions at most
//! [`MAX_EXPR_DEPTH`] deep by spilling into locals (`FnBuilder::spill`); the verifier enforces it.
//!
//! **Representation of scalars.** Wherever a scalar travels untyped ([`ExprKind::Const`], arguments at the border,
//! partial results) it is 64 bits: integers sign- or zero-extended, bool 0 or 1, `f32` its bits in the low half,
//! `f64` its bits.

pub mod affine;
pub mod atomic;
pub mod build;
pub mod eval;
mod exc;
mod fault;
mod ops;
pub mod order;
pub mod passes;
pub mod print;
pub mod semantics;
mod types;
pub mod vector;
pub mod verify;
pub mod view;
pub mod walk;

pub use build::FnBuilder;
pub use exc::{ExcKind, Handler, Message, Piece};
pub use fault::Fault;
pub use ops::{BinOp, Bounds, CmpOp, Division, FloatTest, LibFn, MathFn, Overflow, Policies, ReduceOp, UnOp};
pub use types::{Scalar, Type, ViewType};
pub use view::RawView;

use std::sync::Arc;

/// The deepest expression tree that the verifier accepts.
pub const MAX_EXPR_DEPTH: usize = 200;
/// The deepest nesting of statements that the verifier accepts.
pub const MAX_STMT_DEPTH: usize = 100;

/// A place in source text: 1-based line, 0-based columns. Line 0 is "nowhere".
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Pos {
    /// The line.
    pub line: u32,
    /// The first column, in characters.
    pub col: u32,
    /// The column after the last, if it is on the same line; else 0.
    pub end_col: u32,
}

impl Pos {
    /// A position that names a line only.
    pub const fn line(line: u32) -> Pos {
        Pos { line, col: 0, end_col: 0 }
    }
}

/// Functions compiled together: a function or block with everything that is mutually recursive with it. Other native
/// functions are reached through `externs`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Group {
    /// The functions; [`Callee::Local`] is an index into this.
    pub functions: Vec<Function>,
    /// Functions of groups compiled earlier; [`Callee::Extern`] is an index into this.
    pub externs: Vec<Extern>,
}

impl Group {
    /// The types of the arguments of a `with gil:` (the same wherever it was built).
    pub fn gil_types(&self, site: u32) -> Vec<Type> {
        let mut types = Vec::new();
        for function in &self.functions {
            walk::stmts(&function.body, &mut |stmt| {
                let Stmt::WithGil(gil) = stmt else { return };
                if gil.site == site {
                    types = gil
                        .args
                        .iter()
                        .map(|arg| match arg {
                            Arg::Scalar(e) => Type::Scalar(e.ty),
                            Arg::View(l) => function.ty(*l),
                        })
                        .collect();
                }
            });
        }
        types
    }
}

/// A function of another group, as seen from here. The runtime is given the code of each when the group is compiled.
#[derive(Clone, Debug, PartialEq)]
pub struct Extern {
    /// For messages and listings.
    pub name: Arc<str>,
    /// Its types.
    pub sig: Signature,
    /// For each parameter, true if the function or a callee may write through that view.
    pub writes: Vec<bool>,
}

/// The types that go in and out of a function. Several results are a tuple.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Signature {
    /// Parameter types.
    pub params: Vec<Type>,
    /// Result types; none for `-> None`.
    pub results: Vec<Type>,
}

/// A native function, or a `with nogil:` block as one.
///
/// A block's captured variables are parameters; the variables that it assigns and the surrounding code may read later
/// are `outs`, stored on every exit, also when an exception leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// The qualified name for tracebacks.
    pub name: Arc<str>,
    /// The file for tracebacks.
    pub file: Arc<str>,
    /// The line of the `def` or `with`.
    pub pos: Pos,
    /// Every local; the parameters are among them.
    pub locals: Vec<Local>,
    /// Parameters, in order, distinct.
    pub params: Vec<LocalId>,
    /// Result types.
    pub results: Vec<Type>,
    /// Out-slots of a block (empty for a function).
    pub outs: Vec<Out>,
    /// The code. Falling off the end returns; that is allowed only if `results` is empty.
    pub body: Block,
    /// For each parameter, true if this function or a callee may write through that view.
    pub writes: Vec<bool>,
}

impl Function {
    /// The signature.
    pub fn signature(&self) -> Signature {
        Signature { params: self.params.iter().map(|&p| self.ty(p)).collect(), results: self.results.clone() }
    }

    /// The type of a local.
    ///
    /// # Panics
    /// If there is no such local; verified functions have none.
    pub fn ty(&self, local: LocalId) -> Type {
        self.locals[local.0 as usize].ty
    }
}

/// A local variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Local {
    /// The source name, or a made-up one that starts with `.`.
    pub name: Arc<str>,
    /// Its type. A local of a narrow type holds a value of that type; reading it gives that type.
    pub ty: Type,
}

/// The number of a local in its function.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct LocalId(pub u32);

/// A variable of a block that is stored on every exit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Out {
    /// The variable.
    pub local: LocalId,
    /// A bool local that tells whether `local` is bound; none if it always is.
    pub bound: Option<LocalId>,
}

/// Statements in order.
pub type Block = Vec<Stmt>;

/// An expression: one scalar.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// The type of the value.
    pub ty: Scalar,
    /// Where an exception of this operation is reported.
    pub pos: Pos,
    /// The operation.
    pub kind: ExprKind,
}

/// The operations.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// A constant, by its 64 bits.
    Const(u64),
    /// The value of a scalar local.
    Local(LocalId),
    /// The extent of an axis of a view: an i64 ≥ 0.
    Extent(LocalId, u8),
    /// An element. The type is the element type.
    Load(Access),
    /// A unary operator.
    Unary {
        /// Which.
        op: UnOp,
        /// On overflow (`Neg`, `Abs` of integers).
        overflow: Overflow,
        /// The operand.
        arg: Box<Expr>,
    },
    /// A binary operator.
    Binary {
        /// Which.
        op: BinOp,
        /// On overflow of integers.
        overflow: Overflow,
        /// On division by zero of floats.
        division: Division,
        /// What passes know of the operands.
        facts: Facts,
        /// Left and right operand.
        args: Box<(Expr, Expr)>,
    },
    /// A comparison of any two scalars; a bool.
    Compare {
        /// Which.
        op: CmpOp,
        /// Left and right operand.
        args: Box<(Expr, Expr)>,
    },
    /// A conversion to `ty`. Integer to narrower: by the overflow mode. To bool: `x != 0`. Integer to float and
    /// f64 to f32: rounded to nearest. Float to integer: truncated; NaN raises ValueError, an infinity or a value out
    /// of range OverflowError, except that `Saturate` clamps them.
    Cast {
        /// On overflow.
        overflow: Overflow,
        /// The operand.
        arg: Box<Expr>,
    },
    /// `a and b` of bools; `b` is evaluated only if `a` is true.
    And(Box<(Expr, Expr)>),
    /// `a or b` of bools; `b` is evaluated only if `a` is false.
    Or(Box<(Expr, Expr)>),
    /// `then if cond else other`; one of them is evaluated. The order here: cond, then, other.
    Cond(Box<(Expr, Expr, Expr)>),
    /// A function of the `math` module, on f64.
    Math(MathFn, Vec<Expr>),
    /// A function of Python's library on numbers and views of rank 1. An integer result that does not fit is OverflowError.
    Lib(LibFn, Vec<Arg>),
    /// A test of an f64 (an f32 is cast first).
    FloatTest(FloatTest, Box<Expr>),
    /// A call of a native function with exactly one scalar result.
    Call(Box<Call>),
    /// Statements, then a value: for whatever needs a temporary inside an expression. The statements must not leave
    /// (no break, continue, return).
    Seq(Block, Box<Expr>),
    /// `sum`, `min` or `max` over a rank-1 view, in the order of one granule. The operand is the start value of `sum`;
    /// `min` and `max` of an empty view raise ValueError.
    Fold {
        /// `Add`, `Min` or `Max`.
        op: ReduceOp,
        /// The view. The result has its wide type (i64 or u64 of integers and bools).
        view: LocalId,
        /// The start value (`Add` only).
        start: Option<Box<Expr>>,
        /// On overflow (`Add` of integers; the exact sum is tested at the end).
        overflow: Overflow,
    },
    /// An operation in one step, which has an effect.
    Atomic(Box<atomic::Atomic>),
    /// True, after a test that the elements of a rank-1 view of integers are distinct and ≥ 0; else ValueError.
    Distinct(LocalId),
    /// True if every listed access would be in bounds during a whole loop; see [`RangeTest`]. Made by passes.
    InRange(Vec<RangeTest>),
    /// True if all pairs of streams are apart; see [`ApartTest`]. Made by passes.
    Apart(Vec<ApartTest>),
    /// True if the innermost stride of a view is its element size. Made by passes.
    UnitStride(LocalId),
}

/// What passes know about the operands of a binary operator. All false is always right.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Facts {
    /// Both operands are ≥ 0.
    pub non_negative: bool,
    /// The right operand is not zero.
    pub non_zero: bool,
}

/// An element of a view: `view[index…]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Access {
    /// The view.
    pub view: LocalId,
    /// One index for each axis.
    pub index: Vec<Index>,
}

/// An index into one axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    /// An i64 or u64.
    pub value: Expr,
    /// Whether it is checked.
    pub bounds: Bounds,
    /// False if the index is known to be ≥ 0, so that counting from the end needs no code.
    pub may_be_negative: bool,
}

/// "`index` is in `0 .. extent(view, axis)` for `var = lo` and `var = last`, without an overflow in it".
/// `last` is the last value that the loop variable takes (or one beyond it and before the limit); a loop without
/// iterations passes.
#[derive(Clone, Debug, PartialEq)]
pub struct RangeTest {
    /// The view.
    pub view: LocalId,
    /// Its axis.
    pub axis: u8,
    /// The loop variable.
    pub var: LocalId,
    /// The index, [linear](affine::linear) in `var`.
    pub index: Expr,
    /// First value of the loop variable, limit and step (constant, not 0) of the loop.
    pub lo: Expr,
    /// The limit, not included.
    pub hi: Expr,
    /// The step.
    pub step: i64,
}

/// The elements of a view that a loop accesses by one expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// The view.
    pub view: LocalId,
    /// One for each axis.
    pub index: Vec<Affine>,
}

/// `coef * i + offset`.
#[derive(Clone, Debug, PartialEq)]
pub struct Affine {
    /// The factor of the loop variable.
    pub coef: i64,
    /// A sum of these, each with "is subtracted" (i64, pure, cannot raise).
    pub offset: affine::Offset,
}

/// Whether a loop over `lo..hi` may touch elements of two streams in another order within `near` iterations.
///
/// Of two streams that advance by elements of one size: their distance at `lo` is none (only if `same_ok`) or at least
/// `near` elements. Of others: the memory that they span in the loop is disjoint. Streams are in range (tested before).
#[derive(Clone, Debug, PartialEq)]
pub struct ApartTest {
    /// A stream that is stored to.
    pub written: Stream,
    /// Another stream.
    pub other: Stream,
    /// Equal elements in equal iterations are fine.
    pub same_ok: bool,
    /// In iterations.
    pub near: u32,
    /// First value of the loop variable.
    pub lo: Expr,
    /// The limit, not included.
    pub hi: Expr,
}

/// Who is called.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Callee {
    /// A function of this group.
    Local(u32),
    /// An entry of [`Group::externs`].
    Extern(u32),
}

/// A call.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Who.
    pub callee: Callee,
    /// With what; the types are exactly the parameters'.
    pub args: Vec<Arg>,
}

/// An argument or a result: a scalar or a view.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A scalar value.
    Scalar(Expr),
    /// A view header.
    View(LocalId),
}

/// A new view header.
#[derive(Clone, Debug, PartialEq)]
pub enum ViewExpr {
    /// The same header.
    Local(LocalId),
    /// Some axes indexed away, the others sliced; `index` has one entry for each axis of `base`.
    Slice {
        /// Sliced view.
        base: LocalId,
        /// One entry an axis.
        index: Vec<SliceIndex>,
    },
    /// Axes in reverse order (`a.T`).
    Transpose(LocalId),
    /// The same elements in another C-ordered shape: no copy if `base` is C-contiguous, else a new array. ValueError
    /// if the sizes differ; one extent may be -1.
    Reshape {
        /// Reshaped view.
        base: LocalId,
        /// New extents, i64.
        shape: Vec<Expr>,
    },
    /// A new C-contiguous array, owned by the frame. A negative extent is a ValueError, no memory a MemoryError.
    New {
        /// Element type.
        elem: Scalar,
        /// Extents, i64.
        shape: Vec<Expr>,
        /// Contents.
        fill: Fill,
    },
    /// A new C-contiguous array with the elements of a view.
    Copy(LocalId),
}

/// The contents of a new array.
#[derive(Clone, Debug, PartialEq)]
pub enum Fill {
    /// `zeros`, and `empty` too, so that results are the same every time.
    Zeros,
    /// `ones` and `full`: this value, of the element type.
    Value(Expr),
    /// `arange`: `start + k * step` for element `k`; both of the wide type of the element. The front end computes the
    /// extent with [`arange_len`](crate::tir::build::FnBuilder::arange_len).
    Range(Expr, Expr),
}

/// One axis of a slice.
#[derive(Clone, Debug, PartialEq)]
pub enum SliceIndex {
    /// This index (the axis goes away).
    At(Index),
    /// `lo:hi:step` with Python's clipping; a missing part is `None`; step 0 is a ValueError.
    Range {
        /// Start.
        lo: Option<Expr>,
        /// Stop.
        hi: Option<Expr>,
        /// Step.
        step: Option<Expr>,
    },
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Stmt {
    /// `local = value` (the types are equal).
    Assign(LocalId, Expr),
    /// `local = view`.
    AssignView(LocalId, ViewExpr, Pos),
    /// `view[index] = value`; `value` (evaluated first, as in Python) has the element type.
    Store(Access, Expr, Pos),
    /// `dst[…] = src[…]`, all elements; equal element types. Extents must be equal, or src has one where dst has more
    /// (broadcast), or fewer axes; else ValueError. Overlap behaves as if `src` were copied first.
    CopyElements {
        /// Written view.
        dst: LocalId,
        /// Read view.
        src: LocalId,
        /// For the exception.
        pos: Pos,
    },
    /// Every element of the view becomes the value.
    FillElements(LocalId, Expr),
    /// A call with any number of results; `None` drops one.
    Call(Vec<Option<LocalId>>, Call, Pos),
    /// Evaluate and drop.
    Eval(Expr),
    /// One update of a reduction or of an exact accumulator; see [`Reduce`].
    Reduce(Box<Reduce>),
    /// `if`.
    If(Expr, Block, Block),
    /// `while`.
    While(Box<While>),
    /// `for v in range(lo, hi, step)`.
    For(Box<For>),
    /// `for v in prange(lo, hi, step)`.
    Prange(Box<Prange>),
    /// Leave the innermost loop of this function body.
    Break,
    /// Next iteration of the innermost loop.
    Continue,
    /// Leave the function with these results.
    Return(Vec<Arg>),
    /// Raise.
    Raise(ExcKind, Message, Pos),
    /// Raise again what the innermost enclosing handler caught.
    Reraise(Pos),
    /// Take the lock and run statements as bytecode: `with gil:`.
    WithGil(Box<WithGil>),
    /// `try`.
    Try(Box<Try>),
}

/// A `with gil:`. What it does is known to the host only; here are the values that go in and come back.
///
/// It may raise anything; what it assigned until then has come back. A `prange` around it runs on one thread, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct WithGil {
    /// The host's number of the statement.
    pub site: u32,
    /// What goes in.
    pub args: Vec<Arg>,
    /// What may come back.
    pub outs: Vec<GilOut>,
    /// The statement.
    pub pos: Pos,
}

/// A variable that a `with gil:` may assign.
#[derive(Clone, Debug, PartialEq)]
pub struct GilOut {
    /// Its scalars and views: assigned together, if the variable has a value afterwards.
    pub locals: Vec<LocalId>,
    /// A bool local that becomes true then.
    pub bound: Option<LocalId>,
}

/// `try: body except …: … else: orelse finally: last`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Try {
    /// Protected.
    pub body: Block,
    /// The first that matches runs.
    pub handlers: Vec<Handler>,
    /// Runs if `body` reached its end; not protected by `handlers`.
    pub orelse: Block,
    /// Runs on every way out; empty for none.
    pub last: Block,
}

/// `while cond: body else: orelse`.
#[derive(Clone, Debug, PartialEq)]
pub struct While {
    /// A bool.
    pub cond: Expr,
    /// The body.
    pub body: Block,
    /// Runs when the loop ends without `break`.
    pub orelse: Block,
    /// Exact accumulators whose outermost loop this is.
    pub accs: Vec<Acc>,
}

/// `for var in range(lo, hi, step): body else: orelse`. `lo`, `hi`, `step` are i64, evaluated once in this order; step 0
/// is a ValueError. The sequence is Python's, without overflow. `var` is assigned at the start of each iteration; the
/// body may assign it, which does not change the sequence.
#[derive(Clone, Debug, PartialEq)]
pub struct For {
    /// The loop variable, an i64 local.
    pub var: LocalId,
    /// First value.
    pub lo: Expr,
    /// Limit, not included.
    pub hi: Expr,
    /// Step.
    pub step: Expr,
    /// The body.
    pub body: Block,
    /// Runs when the loop ends without `break`.
    pub orelse: Block,
    /// Exact accumulators whose outermost loop this is.
    pub accs: Vec<Acc>,
    /// A pass found that it may run in blocks of iterations.
    pub vector: Option<Vector>,
    /// For the exception of step 0.
    pub pos: Pos,
}

/// Permission to run a loop a block of iterations at a time; see [`vector`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vector {
    /// Iterations in a block, as [`vector::plan`] says.
    pub block: u32,
    /// Scalars that the body assigns are read elsewhere: the last iteration must be a scalar one.
    pub keep_last: bool,
}

/// An integer local that a serial loop only adds to (`s += e`, `s -= e`), and reads nowhere else. It lives on the
/// **outermost** such loop; inside, every update is a [`Stmt::Reduce`] with [`ReduceOp::Add`]. The sum is exact; on a
/// normal end, `break`, `continue` of an outer loop or `return`, a value that does not fit the local's type raises
/// OverflowError at `pos`. An exception that leaves the loop wins, and the local then keeps its old value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Acc {
    /// The accumulator: a local of any integer type.
    pub local: LocalId,
    /// The (first) accumulating statement.
    pub pos: Pos,
}

/// One update `local op= value`.
///
/// Under a loop with an [`Acc`] for the local: op `Add`, value i64 or u64. Under a [`Prange`] with a [`Reduction`] for
/// it: that op, value of the reduction's type. (An `if e < x: x = e; k = i` becomes one `Reduce` with payload; the front
/// end evaluates `e` once.)
#[derive(Clone, Debug, PartialEq)]
pub struct Reduce {
    /// What is updated.
    pub local: LocalId,
    /// How.
    pub op: ReduceOp,
    /// `-=`: the exact negative is added.
    pub negate: bool,
    /// The operand.
    pub value: Expr,
    /// Values for the payload locals of the reduction, in its order, evaluated after `value` and only if this
    /// operand is taken. Pure.
    pub payload: Vec<Expr>,
    /// The statement.
    pub pos: Pos,
}

/// A parallel loop whose variables have been classified; everything else that the body reads is shared and invariant.
///
/// Front ends guarantee the race rule, that the body has no `Break` or `Return` that leaves it, and that no variable is
/// in two classes.
/// The order of evaluation (granules, lanes, the tree) is fixed in `order.rs`.
#[derive(Clone, Debug, PartialEq)]
pub struct Prange {
    /// The loop variable, an i64 local; private, and afterwards as after `range`.
    pub var: LocalId,
    /// First value.
    pub lo: Expr,
    /// Limit, not included.
    pub hi: Expr,
    /// Step.
    pub step: Expr,
    /// One iteration.
    pub body: Block,
    /// Locals assigned before any read in each iteration: scalars (afterwards the value of the last iteration) and views
    /// (afterwards undefined). Locals used only inside the body may be listed or not.
    pub private: Vec<LocalId>,
    /// Scalars assigned on some paths and never read before in the iteration: afterwards the value of the highest
    /// iteration that assigned it, else the old value.
    pub last: Vec<LocalId>,
    /// Reductions.
    pub reductions: Vec<Reduction>,
    /// Tests before anything runs: AliasError.
    pub alias: Vec<AliasTest>,
    /// The body has neither loop nor call of a native function, so granules have at least 1024 iterations. The front
    /// end sets it from the source with [`build::is_simple_body`], before any pass.
    pub simple: bool,
    /// `threads=`, i64; 0 or none: all.
    pub threads: Option<Expr>,
    /// `chunk=`: evaluated and otherwise ignored (it never changes a result).
    pub chunk: Option<Expr>,
    /// A pass found that granules may run in blocks of iterations.
    pub vector: Option<Vector>,
    /// For the exceptions of step 0 and of the alias tests.
    pub pos: Pos,
}

/// A reduction of a [`Prange`].
#[derive(Clone, Debug, PartialEq)]
pub struct Reduction {
    /// The variable; read nowhere in the body. Its type may be narrow for an exact `Add`; then the value is narrowed
    /// after the loop.
    pub local: LocalId,
    /// How it combines.
    pub op: ReduceOp,
    /// `Raise`: integer `+` exact, `*` exact product, tested after the loop. `Wrap`: modulo 2^64.
    pub overflow: Overflow,
    /// Scalars that are assigned together with the winner of a `Min` or `Max`.
    pub payload: Vec<LocalId>,
    /// The (first) accumulating statement, for the OverflowError.
    pub pos: Pos,
}

/// Two root views of which `written` is written in a `prange`: AliasError if they overlap in memory, unless they are
/// exactly disjoint by their strides, or `same_ok` and their headers are equal (the same owned elements).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AliasTest {
    /// The written view.
    pub written: LocalId,
    /// The other, or the same one: then its own strides must not overlap.
    pub other: LocalId,
    /// Equal headers are fine.
    pub same_ok: bool,
    /// The `prange`.
    pub pos: Pos,
}

/// A scalar as Python's `str` prints it.
pub fn format_scalar(ty: Scalar, bits: u64) -> String {
    match ty {
        Scalar::Bool => if bits != 0 { "True" } else { "False" }.to_string(),
        Scalar::F32 | Scalar::F64 => format_float(semantics::float_of(ty, bits)),
        _ => semantics::int_of(ty, bits).to_string(),
    }
}

/// A float as Python's `repr`: shortest digits, exponent form outside 1e-4 to 1e16.
fn format_float(value: f64) -> String {
    if value.is_nan() {
        return "nan".to_string();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.to_string();
    }
    let scientific = format!("{value:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let plain = format!("{value}");
        return if plain.contains('.') { plain } else { plain + ".0" };
    }
    format!("{digits}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
}
