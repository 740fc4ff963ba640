//! Inlining of small functions, and of a function into itself a few levels deep.
//!
//! A function whose body is a chain of assignments and `if c: return a` that ends in `return b` is an expression, and a call
//! of it
//!
//! ```text
//! f(x)   becomes   {t = x; (a if c else b)[t for the parameter]}
//! ```
//! with fresh locals for all of its own. A recursive function is unrolled until it has [`MAX_SIZE`] operations, which leaves one call with its checks
//! for several levels; [`inlined_call`] keeps the places of the calls for tracebacks.

use crate::tir::*;

/// With the number of a function, no constant of a program: it would have to stand alone as a statement.
const MARK: u64 = 0x1a5e_11ed_ca11_0000;

/// A statement without effect that stands last in the block of a `Seq`: its value is the body of a function that was called
/// there.
fn inlined_call(function: u32, pos: Pos) -> Stmt {
    Stmt::Eval(Expr { pos, ..Expr::u64(MARK + u64::from(function)) })
}

/// The place of the call and the number of the function, if the value behind this block is an inlined body.
pub fn call_of_inlined(block: &[Stmt]) -> Option<(Pos, usize)> {
    match block.last() {
        Some(Stmt::Eval(Expr { kind: ExprKind::Const(mark), pos, .. })) if mark >> 16 == MARK >> 16 => {
            Some((*pos, (mark & 0xffff) as usize))
        }
        _ => None,
    }
}

/// The largest inlined expression, in operations.
const MAX_CALLEE: usize = 40;
/// A function does not grow beyond this by unrolling itself.
const MAX_SIZE: usize = 260;
/// A function does not grow beyond this by others.
const MAX_GROWN: usize = 2000;
/// How deep a function is inlined into itself.
const LEVELS: usize = 4;

/// The body of a function as an expression.
struct Inlinable {
    params: Vec<LocalId>,
    locals: Vec<Local>,
    body: Expr,
    size: usize,
}

/// Inline in all functions of a group.
pub fn run(group: &mut Group) {
    let candidates: Vec<Option<Inlinable>> = group.functions.iter().map(inlinable).collect();
    for (index, function) in group.functions.iter_mut().enumerate() {
        for level in 0..LEVELS {
            let growth = |c: &Inlinable| c.size.saturating_mul(count_calls(&function.body, index).max(1));
            let own =
                candidates[index].as_ref().is_some_and(|c| growth(c) + size(&function.body) <= MAX_SIZE);
            // Helpers of helpers too, no deeper.
            let others = level < 2 && size(&function.body) <= MAX_GROWN;
            let mut body = std::mem::take(&mut function.body);
            let mut changed = false;
            let locals = &mut function.locals;
            walk::rewrite(&mut body, &mut |_| {}, &mut |e| {
                let ExprKind::Call(call) = &e.kind else { return };
                let Callee::Local(target) = call.callee else { return };
                let target = target as usize;
                let Some(Some(candidate)) = candidates.get(target) else { return };
                let small = candidate.size <= MAX_CALLEE;
                let wanted = if target == index { own } else { others && small && target < 1 << 16 };
                if wanted && index < 1 << 16 {
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

/// The function as an expression, if it is one: scalar parameters and locals, one scalar result.
fn inlinable(function: &Function) -> Option<Inlinable> {
    let [Type::Scalar(_)] = function.results[..] else { return None };
    let scalars = function.locals.iter().all(|l| l.ty.scalar().is_some());
    if !scalars || !function.outs.is_empty() {
        return None;
    }
    let body = as_expr(&function.body, 0)?;
    let (mut pure, mut n) = (true, 0);
    walk::in_expr(&body, &mut |s| pure &= matches!(s, Stmt::Assign(..)), &mut |_| n += 1);
    pure.then(|| Inlinable {
        params: function.params.clone(),
        locals: function.locals.clone(),
        body,
        size: n,
    })
}

/// Assignments, `if c: return a`, … `return b` as an expression.
fn as_expr(block: &[Stmt], depth: usize) -> Option<Expr> {
    if depth > 16 {
        return None;
    }
    let first = block.iter().position(|s| !matches!(s, Stmt::Assign(..)))?;
    if first > 0 {
        let value = as_expr(&block[first..], depth + 1)?;
        return Some(Expr::seq(block[..first].to_vec(), value));
    }
    match block {
        [Stmt::Return(args)] => match &args[..] {
            [Arg::Scalar(value)] => Some(value.clone()),
            _ => None,
        },
        [Stmt::If(cond, then, other), rest @ ..] => {
            let then = as_expr(then, depth + 1)?;
            let other = if other.is_empty() {
                as_expr(rest, depth + 1)?
            } else if rest.is_empty() {
                as_expr(other, depth + 1)?
            } else {
                return None;
            };
            Some(Expr::cond(cond.clone(), then, other, cond.pos))
        }
        _ => None,
    }
}

/// Replace a call by the callee's expression over fresh locals.
fn expand(e: &mut Expr, call: &Call, callee: &Inlinable, locals: &mut Vec<Local>) {
    let Callee::Local(number) = call.callee else { return };
    let mut fresh = rustc_hash::FxHashMap::default();
    for (k, from) in callee.locals.iter().enumerate() {
        let local = LocalId(locals.len() as u32);
        let name = format!(".{}", from.name.trim_start_matches('.'));
        locals.push(Local { name: name.as_str().into(), ty: from.ty });
        fresh.insert(LocalId(k as u32), local);
    }
    let mut stmts = Vec::new();
    for (param, arg) in callee.params.iter().zip(&call.args) {
        let (Arg::Scalar(value), Some(&local)) = (arg, fresh.get(param)) else { return };
        stmts.push(Stmt::Assign(local, value.clone()));
    }
    stmts.push(inlined_call(number, e.pos));
    let mut body = callee.body.clone();
    walk::rewrite_expr(
        &mut body,
        &mut |s| {
            if let Stmt::Assign(local, _) = s {
                *local = fresh.get(local).copied().unwrap_or(*local);
            }
        },
        &mut |e| {
            if let ExprKind::Local(local) = &mut e.kind {
                *local = fresh.get(local).copied().unwrap_or(*local);
            }
        },
    );
    *e = Expr::seq(stmts, body);
}
