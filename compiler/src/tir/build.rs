//! Building TIR: a function under construction, and short constructors for expressions and statements.
//!
//! The builder keeps a stack of open blocks: `open`, push statements, `close` gives the block. Constructors compute the
//! type of an expression from its operands and insert nothing; `widen` and `convert` make casts.

use super::*;

/// A function under construction.
#[derive(Debug)]
pub struct FnBuilder {
    function: Function,
    blocks: Vec<Block>,
    /// The policies that the constructors of this builder put into operators; set them before building.
    pub policies: Policies,
}

impl FnBuilder {
    /// An empty function with its outermost block open.
    pub fn new(name: &str, file: &str, pos: Pos) -> FnBuilder {
        FnBuilder {
            function: Function {
                name: name.into(),
                file: file.into(),
                pos,
                locals: Vec::new(),
                params: Vec::new(),
                results: Vec::new(),
                outs: Vec::new(),
                body: Vec::new(),
                writes: Vec::new(),
            },
            blocks: vec![Vec::new()],
            policies: Policies::default(),
        }
    }

    /// A new local.
    pub fn local(&mut self, name: &str, ty: impl Into<Type>) -> LocalId {
        let id = LocalId(self.function.locals.len() as u32);
        self.function.locals.push(Local { name: name.into(), ty: ty.into() });
        id
    }

    /// A new local that no source name stands for.
    pub fn temp(&mut self, ty: impl Into<Type>) -> LocalId {
        let name = format!(".{}", self.function.locals.len());
        self.local(&name, ty)
    }

    /// A new parameter. For a view, `writes` tells whether the function or a callee may write through it.
    pub fn param(&mut self, name: &str, ty: impl Into<Type>, writes: bool) -> LocalId {
        let id = self.local(name, ty);
        self.function.params.push(id);
        self.function.writes.push(writes);
        id
    }

    /// Set the write summary of a parameter later.
    pub fn set_writes(&mut self, param: usize, writes: bool) {
        if let Some(slot) = self.function.writes.get_mut(param) {
            *slot = writes;
        }
    }

    /// Add a result type.
    pub fn result(&mut self, ty: impl Into<Type>) {
        self.function.results.push(ty.into());
    }

    /// Add an out-slot (blocks only).
    pub fn out(&mut self, local: LocalId, bound: Option<LocalId>) {
        self.function.outs.push(Out { local, bound });
    }

    /// The type of a local.
    pub fn ty(&self, local: LocalId) -> Type {
        self.function.ty(local)
    }

    /// The element type of a view local, or the type of a scalar local.
    pub fn scalar(&self, local: LocalId) -> Scalar {
        match self.ty(local) {
            Type::Scalar(s) => s,
            Type::View(v) => v.elem,
        }
    }

    /// Append a statement to the innermost open block.
    pub fn push(&mut self, stmt: Stmt) {
        self.blocks.last_mut().expect("a block is open until finish").push(stmt);
    }

    /// Open a block.
    pub fn open(&mut self) {
        self.blocks.push(Vec::new());
    }

    /// Close the innermost block that `open` opened.
    pub fn close(&mut self) -> Block {
        debug_assert!(self.blocks.len() > 1, "close without open");
        self.blocks.pop().unwrap_or_default()
    }

    /// The finished function.
    pub fn finish(mut self) -> Function {
        debug_assert_eq!(self.blocks.len(), 1, "a block is still open");
        self.function.body = self.blocks.pop().unwrap_or_default();
        self.function
    }

    /// Read a scalar local.
    pub fn get(&self, local: LocalId) -> Expr {
        Expr { ty: self.scalar(local), pos: Pos::default(), kind: ExprKind::Local(local) }
    }

    /// `local = value`.
    pub fn set(&mut self, local: LocalId, value: Expr) {
        self.push(Stmt::Assign(local, value));
    }

    /// Evaluate now, into a new local, and give the read of it: keeps trees shallow and fixes the order.
    pub fn spill(&mut self, value: Expr) -> Expr {
        let local = self.temp(value.ty);
        self.push(Stmt::Assign(local, value));
        self.get(local)
    }

    /// A binary operator under the policies of the function.
    pub fn binary(&self, op: BinOp, a: Expr, b: Expr, pos: Pos) -> Expr {
        Expr::binary(op, self.policies.overflow, self.policies.division, a, b, pos)
    }

    /// A unary operator under the policies of the function.
    pub fn unary(&self, op: UnOp, arg: Expr, pos: Pos) -> Expr {
        let overflow = self.policies.overflow;
        Expr { ty: arg.ty, pos, kind: ExprKind::Unary { op, overflow, arg: Box::new(arg) } }
    }

    /// A conversion under the overflow policy of the function; nothing if the type is right already.
    pub fn convert(&self, arg: Expr, to: Scalar, pos: Pos) -> Expr {
        Expr::cast(arg, to, self.policies.overflow, pos)
    }

    /// An index under the bounds policy of the function.
    pub fn index(&self, value: Expr) -> Index {
        let may_be_negative =
            value.ty != Scalar::U64 && !matches!(value.kind, ExprKind::Const(c) if c as i64 >= 0);
        Index { value, bounds: self.policies.bounds, may_be_negative }
    }

    /// `view[index…]` as an access.
    pub fn access(&self, view: LocalId, index: Vec<Expr>) -> Access {
        Access { view, index: index.into_iter().map(|i| self.index(i)).collect() }
    }

    /// `view[index…]` as a value.
    pub fn load(&self, view: LocalId, index: Vec<Expr>, pos: Pos) -> Expr {
        Expr { ty: self.scalar(view), pos, kind: ExprKind::Load(self.access(view, index)) }
    }

    /// `view[index…] = value`.
    pub fn store(&mut self, view: LocalId, index: Vec<Expr>, value: Expr, pos: Pos) {
        let access = self.access(view, index);
        self.push(Stmt::Store(access, value, pos));
    }

    /// `max(0, ceil((stop - start) / step))` for `arange` and `len(range(…))` of i64 operands, as a statement sequence
    /// in the open block: step 0 raises ValueError, a length that does not fit OverflowError.
    pub fn arange_len(&mut self, start: Expr, stop: Expr, step: Expr, pos: Pos) -> Expr {
        let (start, stop, step) = (self.spill(start), self.spill(stop), self.spill(step));
        let zero = Expr::compare(CmpOp::Eq, step.clone(), Expr::i64(0), pos);
        let raise =
            Stmt::Raise(ExcKind::ValueError, Message::Text("arange() step must not be zero".into()), pos);
        self.push(Stmt::If(zero, vec![raise], Vec::new()));
        let mode = Overflow::Raise;
        let op = |op, a: Expr, b: Expr| Expr::binary(op, mode, Division::Raise, a, b, pos);
        // ceil(d / step) = -((-d) // step) = -((start - stop) // step), floored.
        let quotient = op(BinOp::FloorDiv, op(BinOp::Sub, start, stop), step);
        let len = Expr {
            ty: Scalar::I64,
            pos,
            kind: ExprKind::Unary { op: UnOp::Neg, overflow: mode, arg: Box::new(quotient) },
        };
        let len = op(BinOp::Max, len, Expr::i64(0));
        self.spill(len)
    }
}

impl Expr {
    /// A constant of any type by its bits.
    pub fn bits(ty: Scalar, bits: u64) -> Expr {
        Expr { ty, pos: Pos::default(), kind: ExprKind::Const(bits) }
    }

    /// An i64 constant.
    pub fn i64(value: i64) -> Expr {
        Expr::bits(Scalar::I64, value as u64)
    }

    /// A u64 constant.
    pub fn u64(value: u64) -> Expr {
        Expr::bits(Scalar::U64, value)
    }

    /// An f64 constant.
    pub fn f64(value: f64) -> Expr {
        Expr::bits(Scalar::F64, value.to_bits())
    }

    /// An f32 constant.
    pub fn f32(value: f32) -> Expr {
        Expr::bits(Scalar::F32, value.to_bits() as u64)
    }

    /// A bool constant.
    pub fn bool(value: bool) -> Expr {
        Expr::bits(Scalar::Bool, value as u64)
    }

    /// The integer value of a constant of an integer type (or bool), if it is one.
    pub fn as_int(&self) -> Option<i128> {
        match self.kind {
            ExprKind::Const(bits) if self.ty == Scalar::U64 => Some(bits as i128),
            ExprKind::Const(bits) if !self.ty.is_float() => Some(bits as i64 as i128),
            _ => None,
        }
    }

    /// A binary operator with explicit policies.
    pub fn binary(op: BinOp, overflow: Overflow, division: Division, a: Expr, b: Expr, pos: Pos) -> Expr {
        let ty = if op == BinOp::TrueDiv && !a.ty.is_float() { Scalar::F64 } else { a.ty };
        let facts = Facts::default();
        Expr { ty, pos, kind: ExprKind::Binary { op, overflow, division, facts, args: Box::new((a, b)) } }
    }

    /// A comparison.
    pub fn compare(op: CmpOp, a: Expr, b: Expr, pos: Pos) -> Expr {
        Expr { ty: Scalar::Bool, pos, kind: ExprKind::Compare { op, args: Box::new((a, b)) } }
    }

    /// A conversion; nothing if the type is right already.
    pub fn cast(arg: Expr, to: Scalar, overflow: Overflow, pos: Pos) -> Expr {
        if arg.ty == to {
            return arg;
        }
        Expr { ty: to, pos, kind: ExprKind::Cast { overflow, arg: Box::new(arg) } }
    }

    /// The operand widened to the type in which arithmetic happens: i64 of narrow integers and bool, u64, f32, f64
    /// unchanged.
    pub fn widen(self) -> Expr {
        let pos = self.pos;
        if self.ty.is_wide() { self } else { Expr::cast(self, Scalar::I64, Overflow::Proven, pos) }
    }

    /// `not x` of a bool.
    pub fn negated(self, pos: Pos) -> Expr {
        let kind = ExprKind::Unary { op: UnOp::Not, overflow: Overflow::Raise, arg: Box::new(self) };
        Expr { ty: Scalar::Bool, pos, kind }
    }

    /// `a and b` of bools.
    pub fn and(a: Expr, b: Expr) -> Expr {
        Expr { ty: Scalar::Bool, pos: a.pos, kind: ExprKind::And(Box::new((a, b))) }
    }

    /// `a or b` of bools.
    pub fn or(a: Expr, b: Expr) -> Expr {
        Expr { ty: Scalar::Bool, pos: a.pos, kind: ExprKind::Or(Box::new((a, b))) }
    }

    /// `then if cond else other`; the branches have one type.
    pub fn cond(cond: Expr, then: Expr, other: Expr, pos: Pos) -> Expr {
        Expr { ty: then.ty, pos, kind: ExprKind::Cond(Box::new((cond, then, other))) }
    }

    /// A function of the `math` module.
    pub fn math(function: MathFn, args: Vec<Expr>, pos: Pos) -> Expr {
        Expr { ty: Scalar::F64, pos, kind: ExprKind::Math(function, args) }
    }

    /// The extent of an axis.
    pub fn extent(view: LocalId, axis: u8) -> Expr {
        Expr { ty: Scalar::I64, pos: Pos::default(), kind: ExprKind::Extent(view, axis) }
    }

    /// A call with one scalar result of that type.
    pub fn call(callee: Callee, args: Vec<Arg>, ty: Scalar, pos: Pos) -> Expr {
        Expr { ty, pos, kind: ExprKind::Call(Box::new(Call { callee, args })) }
    }

    /// Statements, then a value.
    pub fn seq(block: Block, value: Expr) -> Expr {
        Expr { ty: value.ty, pos: value.pos, kind: ExprKind::Seq(block, Box::new(value)) }
    }
}

impl For {
    /// `for var in range(lo, hi): body`.
    pub fn new(var: LocalId, lo: Expr, hi: Expr, step: Expr, body: Block, pos: Pos) -> For {
        For { var, lo, hi, step, body, orelse: Vec::new(), accs: Vec::new(), vector: None, pos }
    }
}

impl Prange {
    /// A loop with nothing classified yet; `simple` is computed from the body.
    pub fn new(var: LocalId, lo: Expr, hi: Expr, step: Expr, body: Block, pos: Pos) -> Prange {
        let simple = is_simple_body(&body);
        Prange {
            var,
            lo,
            hi,
            step,
            body,
            private: Vec::new(),
            last: Vec::new(),
            reductions: Vec::new(),
            alias: Vec::new(),
            simple,
            threads: None,
            chunk: None,
            vector: None,
            pos,
        }
    }
}

/// True if a `prange` body has neither a loop nor a call of a native function (`math` functions are no calls).
pub fn is_simple_body(body: &[Stmt]) -> bool {
    let mut simple = true;
    walk::stmts(body, &mut |stmt| {
        simple &= !matches!(
            stmt,
            Stmt::While(_)
                | Stmt::For(_)
                | Stmt::Prange(_)
                | Stmt::Call(..)
                | Stmt::WithGil(_)
                | Stmt::CopyElements { .. }
                | Stmt::FillElements(..)
        );
    });
    walk::exprs(body, &mut |expr| {
        simple &= !matches!(expr.kind, ExprKind::Call(_) | ExprKind::Fold { .. }) && !lib_of_view(expr);
    });
    simple
}

/// Whether an expression is a function over a whole view.
pub fn lib_of_view(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Lib(_, args) if args.iter().any(|arg| matches!(arg, Arg::View(_))))
}
