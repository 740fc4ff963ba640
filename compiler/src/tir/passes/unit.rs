//! A function whose view parameters nearly always lie element next to element gets a body for that case.
//!
//! ```text
//! def f(a: View[i64], …):          if unitstride(a) and …: the body with `.a`, whose stride is a constant
//!     …                     ⟶      else:                   the body
//! ```
//! A stride that is not known costs a multiplication in the address of each element that is not reached by counting
//! (`bins[d[i]] += 1`, a sort, a search). Only the first body is versioned and takes vector form, so there are three loops
//! for one of the source, not four. Measured: histogram 1.4 ×, insertion sort 1.5 ×.

use crate::tir::*;
use rustc_hash::FxHashMap;

/// Larger functions stay as they are.
const MAX_SIZE: usize = 2500;

/// Split the body of a function.
pub fn run(function: &mut Function) {
    let assigned = walk::assigned(&function.body);
    let mut wanted: Vec<LocalId> = Vec::new();
    let mut size = 0;
    walk::stmts(&function.body, &mut |s| {
        let body = match s {
            Stmt::For(l) => &l.body,
            Stmt::Prange(p) => &p.body,
            Stmt::While(w) => &w.body,
            _ => return,
        };
        let mut add = |access: &Access| {
            if !wanted.contains(&access.view) {
                wanted.push(access.view);
            }
        };
        walk::stmts(body, &mut |s| {
            if let Stmt::Store(access, ..) = s {
                add(access);
            }
        });
        walk::exprs(body, &mut |e| {
            if let ExprKind::Load(access) = &e.kind {
                add(access);
            }
        });
        if let Stmt::While(w) = s {
            walk::in_expr(&w.cond, &mut |_| {}, &mut |e| {
                if let ExprKind::Load(access) = &e.kind {
                    add(access);
                }
            });
        }
    });
    walk::exprs(&function.body, &mut |_| size += 1);
    wanted.retain(|v| {
        let loose = function.ty(*v).view().is_some_and(|ty| !ty.contiguous && ty.rank > 0);
        loose && function.params.contains(v) && !assigned.contains(v)
    });
    if wanted.is_empty() || size > MAX_SIZE {
        return;
    }
    let exact = std::mem::take(&mut function.body);
    let mut fast = exact.clone();
    let mut then = Vec::new();
    let mut guard: Option<Expr> = None;
    let mut renamed = FxHashMap::default();
    for view in wanted {
        let test = Expr { ty: Scalar::Bool, pos: Pos::default(), kind: ExprKind::UnitStride(view) };
        guard = Some(match guard {
            Some(guard) => Expr::and(guard, test),
            None => test,
        });
        let Some(ty) = function.ty(view).view() else { continue };
        let local = LocalId(function.locals.len() as u32);
        let name = format!(".{}", function.locals[view.0 as usize].name.trim_start_matches('.'));
        let ty = ViewType { contiguous: true, ..ty }.into();
        function.locals.push(Local { name: name.as_str().into(), ty });
        then.push(Stmt::AssignView(local, ViewExpr::Local(view), Pos::default()));
        renamed.insert(view, local);
    }
    let fix = |access: &mut Access| {
        if let Some(&local) = renamed.get(&access.view) {
            access.view = local;
        }
    };
    walk::rewrite(
        &mut fast,
        &mut |s| {
            if let Stmt::Store(access, ..) = s {
                fix(access);
            }
        },
        &mut |e| match &mut e.kind {
            ExprKind::Load(access) => fix(access),
            ExprKind::Atomic(a) => fix(&mut a.access),
            _ => {}
        },
    );
    then.append(&mut fast);
    let guard = guard.unwrap_or_else(|| Expr::bool(true));
    function.body = vec![Stmt::If(guard, then, exact)];
}

/// The first body, if the function has been split: the only one that further passes shall make versions of.
pub fn first_body(body: &mut Block) -> Option<&mut Block> {
    match &mut body[..] {
        [Stmt::If(guard, then, _)] if only_unit(guard) => Some(then),
        _ => None,
    }
}

fn only_unit(guard: &Expr) -> bool {
    match &guard.kind {
        ExprKind::UnitStride(_) => true,
        ExprKind::And(args) => only_unit(&args.0) && only_unit(&args.1),
        _ => false,
    }
}
