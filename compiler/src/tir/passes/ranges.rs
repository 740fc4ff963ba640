//! Range facts: what values integers can have, so that checks which cannot fail are not made.
//!
//! Intervals of integers, and what follows from them; [`flow`](super::flow) finds those of locals, place by place. With them,
//!
//! - `+ - *`, `//`, unary minus and narrowing whose exact result fits become [`Overflow::Proven`];
//! - indices that are ≥ 0 lose the code that counts from the end;
//! - `//` and `%` of non-negative numbers lose the fix-up for floor, those of a non-zero divisor the test.
//!
//! A raising operation's result is in range, or nobody sees it: so intervals are clipped to the type after each.

use crate::tir::*;

/// The largest extent of an axis; the entry refuses larger views.
pub const MAX_EXTENT: i128 = 1 << 60;
/// A non-empty interval of integers.
pub(crate) type Range = (i128, i128);

/// An interval for each integer local; none while it has no value.
pub(super) struct Ranges<'a> {
    pub locals: &'a [Local],
    pub of: Vec<Option<Range>>,
}

/// All values of a type.
pub(crate) fn full(ty: Scalar) -> Range {
    ty.int_range()
}

pub(crate) fn union(a: Range, b: Range) -> Range {
    (a.0.min(b.0), a.1.max(b.1))
}

impl<'a> Ranges<'a> {
    /// At the start of a function: its parameters may be anything.
    pub fn start(locals: &'a [Local], params: &[LocalId]) -> Ranges<'a> {
        let mut ranges = Ranges { locals, of: vec![None; locals.len()] };
        for &param in params {
            ranges.of[param.0 as usize] = ranges.type_of(param).map(full);
        }
        ranges
    }

    pub fn type_of(&self, local: LocalId) -> Option<Scalar> {
        self.locals[local.0 as usize].ty.scalar().filter(|s| !s.is_float())
    }

    /// The values of a loop variable.
    pub fn loop_range(&self, lo: &Expr, hi: &Expr, step: &Expr) -> Option<Range> {
        let (lo, hi, step) = (self.range(lo)?, self.range(hi)?, self.range(step)?);
        let up = (step.1 > 0 && lo.0 < hi.1).then(|| (lo.0, hi.1 - 1));
        let down = (step.0 < 0 && lo.1 > hi.0).then(|| (hi.0 + 1, lo.1));
        match (up, down) {
            (Some(up), Some(down)) => Some(union(up, down)),
            (up, down) => up.or(down),
        }
    }

    /// The interval of an integer expression; none if it has no value yet (or is no integer).
    pub fn range(&self, expr: &Expr) -> Option<Range> {
        if expr.ty.is_float() {
            return None;
        }
        let all = full(expr.ty);
        let exact = self.exact(expr)?;
        // What does not fit raised, or was wrapped or clamped.
        let fits = exact.0 >= all.0 && exact.1 <= all.1;
        Some(if fits {
            exact
        } else if wraps(expr) || exact.0 > all.1 || exact.1 < all.0 {
            all
        } else {
            (exact.0.max(all.0), exact.1.min(all.1))
        })
    }

    /// The interval of the exact result, before overflow is dealt with.
    fn exact(&self, expr: &Expr) -> Option<Range> {
        let all = full(expr.ty);
        Some(match &expr.kind {
            ExprKind::Const(_) => expr.as_int().map(|c| (c, c))?,
            ExprKind::Local(local) => self.of[local.0 as usize]?,
            ExprKind::Extent(..) => (0, MAX_EXTENT),
            ExprKind::Cond(args) => match (self.range(&args.1), self.range(&args.2)) {
                (Some(a), Some(b)) => union(a, b),
                (a, b) => a.or(b)?,
            },
            ExprKind::Seq(_, value) => self.range(value)?,
            ExprKind::Cast { arg, .. } if arg.ty.is_float() || expr.ty == Scalar::Bool => all,
            ExprKind::Cast { arg, .. } => self.range(arg)?,
            ExprKind::Unary { op, arg, .. } => {
                let (low, high) = self.range(arg)?;
                match op {
                    UnOp::Neg => (-high, -low),
                    UnOp::Abs if low >= 0 => (low, high),
                    UnOp::Abs => (0, high.max(-low)),
                    UnOp::Invert if expr.ty == Scalar::I64 => (-high - 1, -low - 1),
                    _ => all,
                }
            }
            ExprKind::Binary { op, args, .. } => {
                let (a, b) = (self.range(&args.0)?, self.range(&args.1)?);
                // Unknown: perhaps out of the type.
                binary(*op, a, b).unwrap_or((all.0 - 1, all.1 + 1))
            }
            _ => all,
        })
    }

    /// Write what is known into an operation whose operands are done.
    pub fn annotate(&self, expr: &mut Expr) {
        let all = full(expr.ty);
        let exact = self.exact(expr);
        let fits = !expr.ty.is_float() && exact.is_some_and(|(low, high)| low >= all.0 && high <= all.1);
        match &mut expr.kind {
            ExprKind::Binary { op, overflow, facts, args, .. } => {
                let (Some(a), Some(b)) = (self.range(&args.0), self.range(&args.1)) else { return };
                if matches!(op, BinOp::FloorDiv | BinOp::Mod) {
                    facts.non_negative = a.0 >= 0 && b.0 >= 0;
                    facts.non_zero = b.0 > 0 || b.1 < 0;
                }
                let linear = matches!(op, BinOp::Add | BinOp::Sub | BinOp::Mul | BinOp::FloorDiv);
                if linear && fits && *overflow != Overflow::Wrap {
                    *overflow = Overflow::Proven;
                }
            }
            ExprKind::Unary { op: UnOp::Neg | UnOp::Abs, overflow, .. } | ExprKind::Cast { overflow, .. }
                if fits && *overflow != Overflow::Wrap =>
            {
                let from_float = matches!(&expr.kind, ExprKind::Cast { arg, .. } if arg.ty.is_float());
                if !from_float
                    && let ExprKind::Unary { overflow, .. } | ExprKind::Cast { overflow, .. } = &mut expr.kind
                {
                    *overflow = Overflow::Proven;
                }
            }
            _ => {}
        }
    }
}

/// True if a result that does not fit is brought into the type some other way than by an exception or clamping.
fn wraps(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Binary { op, overflow, .. } => {
            *overflow == Overflow::Wrap
                || !matches!(op, BinOp::Add | BinOp::Sub | BinOp::Mul | BinOp::FloorDiv)
        }
        ExprKind::Unary { overflow, .. } | ExprKind::Cast { overflow, .. } => *overflow == Overflow::Wrap,
        _ => true,
    }
}

/// The exact interval of an operator, where it is worth having.
pub(crate) fn binary(op: BinOp, a: Range, b: Range) -> Option<Range> {
    Some(match op {
        BinOp::Add => (a.0 + b.0, a.1 + b.1),
        BinOp::Sub => (a.0 - b.1, a.1 - b.0),
        BinOp::Mul => {
            let mut ends = Vec::with_capacity(4);
            for x in [a.0, a.1] {
                for y in [b.0, b.1] {
                    ends.push(x.checked_mul(y)?);
                }
            }
            (*ends.iter().min()?, *ends.iter().max()?)
        }
        BinOp::Min => (a.0.min(b.0), a.1.min(b.1)),
        BinOp::Max => (a.0.max(b.0), a.1.max(b.1)),
        BinOp::FloorDiv if b.0 > 0 => {
            let floor = |x: i128, y: i128| x.div_euclid(y);
            let ends = [floor(a.0, b.0), floor(a.0, b.1), floor(a.1, b.0), floor(a.1, b.1)];
            (*ends.iter().min()?, *ends.iter().max()?)
        }
        BinOp::Mod if b.0 > 0 => {
            // A non-negative number below the divisor stays itself.
            let high = if a.0 >= 0 { a.1.min(b.1 - 1) } else { b.1 - 1 };
            (0, high)
        }
        BinOp::Mod if b.1 < 0 => (b.0 + 1, 0),
        BinOp::And if a.0 >= 0 && b.0 >= 0 => (0, a.1.min(b.1)),
        BinOp::And if a.0 >= 0 => (0, a.1),
        BinOp::And if b.0 >= 0 => (0, b.1),
        BinOp::Or | BinOp::Xor if a.0 >= 0 && b.0 >= 0 => {
            let top = a.1.max(b.1).max(1);
            (0, (1i128 << (128 - top.leading_zeros())) - 1)
        }
        BinOp::Shr if b.0 >= 0 => {
            let by = |x: i128, s: i128| x >> s.min(100);
            (by(a.0, b.0).min(by(a.0, b.1)), by(a.1, b.0).max(by(a.1, b.1)))
        }
        _ => return None,
    })
}
