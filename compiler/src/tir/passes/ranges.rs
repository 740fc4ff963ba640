//! Range facts: what values integers can have, so that checks which cannot fail are not made.
//!
//! One interval for each integer local, for the whole function: the union of what is assigned to it anywhere. A fixed
//! point from "never assigned" upwards; a bound that still moves after a few rounds goes to the end of the type. Crude, and
//! enough for what matters: loop variables, counters that only grow, values made of narrow elements. With the intervals,
//!
//! - `+ - *`, `//`, unary minus and narrowing whose exact result fits become [`Overflow::Proven`];
//! - indices that are ≥ 0 lose the code that counts from the end;
//! - `//` and `%` of non-negative numbers lose the fix-up for floor, those of a non-zero divisor the test.
//!
//! A raising operation's result is in range, or nobody sees it: so intervals are clipped to the type after each.

use crate::tir::*;

/// The largest extent of an axis; the entry refuses larger views.
pub const MAX_EXTENT: i128 = 1 << 60;
/// Rounds before a moving bound is given up.
const ROUNDS: usize = 4;

/// A non-empty interval of integers.
type Range = (i128, i128);

struct Ranges<'a> {
    locals: &'a [Local],
    of: Vec<Option<Range>>,
}

/// Annotate a function.
pub fn run(function: &mut Function) {
    let mut ranges = Ranges { locals: &function.locals, of: vec![None; function.locals.len()] };
    for &param in &function.params {
        ranges.forget(param);
    }
    for round in 0.. {
        let before = ranges.of.clone();
        walk::stmts(&function.body, &mut |stmt| ranges.assign(stmt));
        if ranges.of == before {
            break;
        }
        if round >= ROUNDS {
            ranges.widen(&before);
        }
    }
    let of = ranges.of;
    let locals = function.locals.clone();
    let ranges = Ranges { locals: &locals, of };
    walk::rewrite(&mut function.body, &mut |stmt| ranges.stmt(stmt), &mut |expr| ranges.expr(expr));
}

fn full(ty: Scalar) -> Range {
    ty.int_range()
}

fn union(a: Range, b: Range) -> Range {
    (a.0.min(b.0), a.1.max(b.1))
}

impl Ranges<'_> {
    fn type_of(&self, local: LocalId) -> Option<Scalar> {
        self.locals[local.0 as usize].ty.scalar().filter(|s| !s.is_float())
    }

    fn forget(&mut self, local: LocalId) {
        if let Some(ty) = self.type_of(local) {
            self.of[local.0 as usize] = Some(full(ty));
        }
    }

    fn join(&mut self, local: LocalId, range: Range) {
        let slot = &mut self.of[local.0 as usize];
        *slot = Some(slot.map_or(range, |old| union(old, range)));
    }

    fn widen(&mut self, before: &[Option<Range>]) {
        for (k, old) in before.iter().enumerate() {
            if let (Some(old), Some(new)) = (old, self.of[k])
                && *old != new
            {
                let end = self.type_of(LocalId(k as u32)).map_or(new, full);
                let low = if new.0 < old.0 { end.0 } else { new.0 };
                let high = if new.1 > old.1 { end.1 } else { new.1 };
                self.of[k] = Some((low, high));
            }
        }
    }

    fn assign(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Assign(local, value) => {
                if self.type_of(*local).is_some()
                    && let Some(range) = self.range(value)
                {
                    self.join(*local, range);
                }
            }
            Stmt::For(l) => {
                self.loop_var(l.var, &l.lo, &l.hi, &l.step);
                l.accs.iter().for_each(|a| self.forget(a.local));
            }
            Stmt::Prange(p) => {
                self.loop_var(p.var, &p.lo, &p.hi, &p.step);
                for r in &p.reductions {
                    self.forget(r.local);
                    r.payload.iter().for_each(|&l| self.forget(l));
                }
            }
            other => walk::stmt_targets(other, &mut |local| self.forget(local)),
        }
    }

    fn loop_var(&mut self, var: LocalId, lo: &Expr, hi: &Expr, step: &Expr) {
        let (Some(lo), Some(hi), Some(step)) = (self.range(lo), self.range(hi), self.range(step)) else {
            return;
        };
        let up = (step.1 > 0 && lo.0 < hi.1).then(|| (lo.0, hi.1 - 1));
        let down = (step.0 < 0 && lo.1 > hi.0).then(|| (hi.0 + 1, lo.1));
        for range in up.into_iter().chain(down) {
            self.join(var, range);
        }
    }

    /// The interval of an integer expression; none if it has no value yet (or is no integer).
    fn range(&self, expr: &Expr) -> Option<Range> {
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

    fn expr(&self, expr: &mut Expr) {
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
            ExprKind::Load(access) => self.access(access),
            _ => {}
        }
    }

    fn access(&self, access: &mut Access) {
        for index in &mut access.index {
            if self.range(&index.value).is_some_and(|r| r.0 >= 0) {
                index.may_be_negative = false;
            }
        }
    }

    fn stmt(&self, stmt: &mut Stmt) {
        match stmt {
            Stmt::Store(access, ..) => self.access(access),
            Stmt::AssignView(_, ViewExpr::Slice { index, .. }, _) => {
                for part in index {
                    if let SliceIndex::At(index) = part
                        && self.range(&index.value).is_some_and(|r| r.0 >= 0)
                    {
                        index.may_be_negative = false;
                    }
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
fn binary(op: BinOp, a: Range, b: Range) -> Option<Range> {
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
