//! Inlining of small functions, and of a function into itself a few levels deep.
//!
//! A function whose body is a chain of `if c: return a` that ends in `return b` is an expression, and a call of it
//!
//! ```text
//! f(x)   becomes   {t = x; (a if c else b)[t for the parameter]}
//! ```
//! Only what keeps tracebacks right: a callee that cannot raise, or the function itself (the place then is in the same
//! function). A recursive function is unrolled until it has [`MAX_SIZE`] operations, which leaves one call with its checks
//! for several levels; [`inlined_call`] keeps the places of the calls for tracebacks.

use crate::tir::*;

/// No constant of a program: it would have to stand alone as a statement.
const MARK: u64 = 0x1a5e_11ed_ca11;

/// A statement without effect that stands last in the block of a `Seq`: its value is the body of a function that was called
/// there.
fn inlined_call(pos: Pos) -> Stmt {
    Stmt::Eval(Expr { pos, ..Expr::u64(MARK) })
}

/// The place of the call, if the value behind this block is an inlined body.
pub fn call_of_inlined(block: &[Stmt]) -> Option<Pos> {
    match block.last() {
        Some(Stmt::Eval(Expr { kind: ExprKind::Const(MARK), pos, .. })) => Some(*pos),
        _ => None,
    }
}

/// The largest inlined expression, in operations.
const MAX_CALLEE: usize = 40;
/// A function does not grow beyond this by unrolling itself.
const MAX_SIZE: usize = 260;
/// How deep a function is inlined into itself.
const LEVELS: usize = 4;

/// The body of a function as an expression.
struct Inlinable {
    params: Vec<LocalId>,
    locals: Vec<Local>,
    body: Expr,
    size: usize,
    raises: bool,
}

/// Inline in all functions of a group.
pub fn run(group: &mut Group) {
    let candidates: Vec<Option<Inlinable>> = group.functions.iter().map(inlinable).collect();
    for (index, function) in group.functions.iter_mut().enumerate() {
        for level in 0..LEVELS {
            let growth = |c: &Inlinable| c.size.saturating_mul(count_calls(&function.body, index).max(1));
            let own =
                candidates[index].as_ref().is_some_and(|c| growth(c) + size(&function.body) <= MAX_SIZE);
            let mut body = std::mem::take(&mut function.body);
            let mut changed = false;
            let locals = &mut function.locals;
            walk::rewrite(&mut body, &mut |_| {}, &mut |e| {
                let ExprKind::Call(call) = &e.kind else { return };
                let Callee::Local(target) = call.callee else { return };
                let target = target as usize;
                let Some(Some(candidate)) = candidates.get(target) else { return };
                let small = candidate.size <= MAX_CALLEE;
                let wanted = if target == index { own } else { level == 0 && small && !candidate.raises };
                if wanted {
                    let call = call.clone();
                    expand(e, &call, candidate, locals);
                    changed = true;
                }
            });
            function.body = body;
            if !changed {
                break;
            }
        }
    }
}

fn size(block: &[Stmt]) -> usize {
    let mut n = 0;
    walk::exprs(block, &mut |_| n += 1);
    n
}

fn count_calls(block: &[Stmt], target: usize) -> usize {
    let mut n = 0;
    walk::exprs(block, &mut |e| {
        n += matches!(&e.kind, ExprKind::Call(c) if c.callee == Callee::Local(target as u32)) as usize;
    });
    n
}

/// The function as an expression, if it is one: scalar parameters, one scalar result, parameters never assigned.
fn inlinable(function: &Function) -> Option<Inlinable> {
    let [Type::Scalar(_)] = function.results[..] else { return None };
    let scalars = function.params.iter().all(|&p| function.ty(p).scalar().is_some());
    if !scalars || !function.outs.is_empty() || !walk::assigned(&function.body).is_empty() {
        return None;
    }
    let body = as_expr(&function.body)?;
    let mut pure = true;
    let mut raises = false;
    let mut n = 0;
    walk::in_expr(&body, &mut |_| pure = false, &mut |e| {
        n += 1;
        raises |= may_raise(e);
    });
    pure.then(|| Inlinable {
        params: function.params.clone(),
        locals: function.locals.clone(),
        body,
        size: n,
        raises,
    })
}

/// `if c: return a` … `return b` as a conditional expression.
fn as_expr(block: &[Stmt]) -> Option<Expr> {
    match block {
        [Stmt::Return(args)] => match &args[..] {
            [Arg::Scalar(value)] => Some(value.clone()),
            _ => None,
        },
        [Stmt::If(cond, then, other), rest @ ..] => {
            let then = as_expr(then)?;
            let other = if other.is_empty() {
                as_expr(rest)?
            } else if rest.is_empty() {
                as_expr(other)?
            } else {
                return None;
            };
            Some(Expr::cond(cond.clone(), then, other, cond.pos))
        }
        _ => None,
    }
}

/// True if the operation by itself may raise (calls included).
fn may_raise(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Const(_) | ExprKind::Local(_) | ExprKind::Extent(..) | ExprKind::Compare { .. } => false,
        ExprKind::And(_) | ExprKind::Or(_) | ExprKind::Cond(_) | ExprKind::FloatTest(..) => false,
        ExprKind::Unary { op, overflow, .. } => {
            !e.ty.is_float() && matches!(op, UnOp::Neg | UnOp::Abs) && *overflow == Overflow::Raise
        }
        ExprKind::Binary { op, overflow, division, args, .. } => {
            let float = args.0.ty.is_float();
            match op {
                BinOp::Add | BinOp::Sub | BinOp::Mul => !float && *overflow == Overflow::Raise,
                BinOp::And | BinOp::Or | BinOp::Xor | BinOp::Min | BinOp::Max => false,
                BinOp::TrueDiv | BinOp::FloorDiv | BinOp::Mod if float => {
                    let constant = matches!(args.1.kind, ExprKind::Const(bits) if semantics::float_of(args.1.ty, bits) != 0.0);
                    *division == Division::Raise && !constant
                }
                _ => true,
            }
        }
        ExprKind::Cast { overflow, arg } => {
            !e.ty.is_float() && e.ty != Scalar::Bool && (arg.ty.is_float() || *overflow == Overflow::Raise)
        }
        ExprKind::Math(function, _) => !matches!(
            function,
            MathFn::Erf
                | MathFn::Erfc
                | MathFn::Atan
                | MathFn::Tanh
                | MathFn::Cbrt
                | MathFn::Asinh
                | MathFn::Fabs
                | MathFn::Floor
                | MathFn::Ceil
                | MathFn::Trunc
                | MathFn::RoundEven
                | MathFn::Copysign
        ),
        _ => true,
    }
}

/// Replace a call by the callee's expression over fresh locals.
fn expand(e: &mut Expr, call: &Call, callee: &Inlinable, locals: &mut Vec<Local>) {
    let mut stmts = Vec::new();
    let mut fresh = rustc_hash::FxHashMap::default();
    for (&param, arg) in callee.params.iter().zip(&call.args) {
        let Arg::Scalar(value) = arg else { return };
        let local = LocalId(locals.len() as u32);
        let from = &callee.locals[param.0 as usize];
        locals.push(Local {
            name: format!(".{}", from.name.trim_start_matches('.')).as_str().into(),
            ty: from.ty,
        });
        stmts.push(Stmt::Assign(local, value.clone()));
        fresh.insert(param, local);
    }
    stmts.push(inlined_call(e.pos));
    let mut body = callee.body.clone();
    walk::rewrite_expr(&mut body, &mut |_| {}, &mut |e| {
        if let ExprKind::Local(local) = &mut e.kind
            && let Some(&new) = fresh.get(local)
        {
            *local = new;
        }
    });
    *e = Expr::seq(stmts, body);
}
