//! What functions do to views: which parameters they may write through, and where the views that they hold come from.
//!
//! Both are found without regard to order: a local may hold whatever any assignment in the function gives it.

use ungil_grammar::{Diagnostic, codes};

use super::{Built, Checker};
use crate::tir::{
    Arg, Call, Callee, Expr, ExprKind, Function, LocalId, MAX_EXPR_DEPTH, MAX_STMT_DEPTH, Pos, Stmt, Type,
    ViewExpr, walk,
};

/// Where a view may come from.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Origin {
    /// Parameters, by number.
    pub params: Vec<usize>,
    /// It may be an array made in this function (or by a callee).
    pub fresh: bool,
    /// It may be a part of something, or a whole in another order.
    pub part: bool,
}

impl Origin {
    fn add(&mut self, other: &Origin) -> bool {
        let mut changed = false;
        for &p in &other.params {
            if !self.params.contains(&p) {
                self.params.push(p);
                changed = true;
            }
        }
        changed |= (other.fresh && !self.fresh) || (other.part && !self.part);
        self.fresh |= other.fresh;
        self.part |= other.part;
        changed
    }
}

/// The origin of every local of a function.
pub(crate) fn origins(function: &Function) -> Vec<Origin> {
    let mut origins = vec![Origin::default(); function.locals.len()];
    for (i, p) in function.params.iter().enumerate() {
        origins[p.0 as usize].params.push(i);
    }
    let mut edges: Vec<(LocalId, Option<LocalId>, bool)> = Vec::new();
    walk::stmts(&function.body, &mut |stmt| match stmt {
        Stmt::AssignView(to, view, _) => edges.push(match view {
            ViewExpr::Local(from) | ViewExpr::Reshape { base: from, .. } => (*to, Some(*from), false),
            ViewExpr::Slice { base, .. } | ViewExpr::Transpose(base) => (*to, Some(*base), true),
            ViewExpr::New { .. } | ViewExpr::Copy(_) => (*to, None, false),
        }),
        // What comes back from bytecode is no new array of ours.
        Stmt::WithGil(_) => {}
        Stmt::Call(targets, ..) => {
            for target in targets.iter().flatten() {
                if let Type::View(_) = function.ty(*target) {
                    edges.push((*target, None, false));
                }
            }
        }
        _ => {}
    });
    loop {
        let mut changed = false;
        for (to, from, part) in &edges {
            let origin = match from {
                None => Origin { fresh: true, ..Origin::default() },
                Some(from) => {
                    let mut origin = origins[from.0 as usize].clone();
                    origin.part |= part;
                    origin
                }
            };
            changed |= origins[to.0 as usize].add(&origin);
        }
        if !changed {
            return origins;
        }
    }
}

/// Fill in the write summaries, and check what depends on them.
pub(crate) fn run(ck: &mut Checker<'_>, built: &mut [Built]) {
    let all: Vec<Vec<Origin>> = built.iter().map(|b| origins(&b.function)).collect();
    // Direct writes, and calls with the views that are passed.
    let mut calls: Vec<Vec<(usize, usize, LocalId, Pos)>> = Vec::new();
    for (b, origins) in built.iter_mut().zip(&all) {
        let mut written: Vec<LocalId> = Vec::new();
        let mut passed = Vec::new();
        let mut note = |call: &Call, pos: Pos| {
            let Callee::Local(callee) = call.callee else { return };
            for (i, arg) in call.args.iter().enumerate() {
                if let Arg::View(l) = arg {
                    passed.push((callee as usize, i, *l, pos));
                }
            }
        };
        let mut from_exprs: Vec<(&Call, Pos)> = Vec::new();
        let mut atomics: Vec<LocalId> = Vec::new();
        walk::both(
            &b.function.body,
            &mut |stmt| match stmt {
                Stmt::Store(access, ..) => written.push(access.view),
                Stmt::CopyElements { dst, .. } => written.push(*dst),
                Stmt::FillElements(dst, _) => written.push(*dst),
                Stmt::Call(_, call, pos) => note(call, *pos),
                _ => {}
            },
            &mut |e| match &e.kind {
                ExprKind::Call(call) => from_exprs.push((call, e.pos)),
                ExprKind::Atomic(a) if !a.access.index.is_empty() => atomics.push(a.access.view),
                _ => {}
            },
        );
        for (call, pos) in from_exprs {
            let Callee::Local(callee) = call.callee else { continue };
            for (i, arg) in call.args.iter().enumerate() {
                if let Arg::View(l) = arg {
                    passed.push((callee as usize, i, *l, pos));
                }
            }
        }
        let mut writes = vec![false; b.function.params.len()];
        for l in written.into_iter().chain(atomics) {
            for &p in &origins[l.0 as usize].params {
                writes[p] = true;
            }
        }
        b.function.writes = writes;
        calls.push(passed);
    }
    loop {
        let mut changed = false;
        for f in 0..built.len() {
            for (callee, i, l, _) in &calls[f] {
                if built.get(*callee).is_some_and(|c| c.function.writes.get(*i) == Some(&true)) {
                    for &p in &all[f][l.0 as usize].params {
                        if !built[f].function.writes[p] {
                            built[f].function.writes[p] = true;
                            changed = true;
                        }
                    }
                }
            }
        }
        if !changed {
            break;
        }
    }
    for f in 0..built.len() {
        ck.enter(built[f].home);
        for &(callee, i, l, pos) in &calls[f] {
            let writes = built.get(callee).is_some_and(|c| c.function.writes.get(i) == Some(&true));
            let Type::View(v) = built[f].function.ty(l) else { continue };
            if writes && !v.writable {
                let target = &built[callee].function;
                let param =
                    target.params.get(i).map_or("?".into(), |p| target.locals[p.0 as usize].name.clone());
                let span = ck.span(pos);
                let mut d = Diagnostic::error(
                    codes::READ_ONLY,
                    span,
                    format!("write to a read-only view: `{}` writes to `{param}`", target.name),
                );
                if built[callee].home == built[f].home {
                    d = d.with_label(built[callee].span, "this function writes");
                }
                ck.say(d.with_hint("declare the view as `View`, or pass a copy"));
            }
        }
        for (l, span) in built[f].returned_views.clone() {
            let origin = &all[f][l.0 as usize];
            // A whole new array is contiguous, whatever the type of the variable that holds it promises.
            if !origin.params.is_empty() || origin.part || !origin.fresh {
                ck.say(
                    Diagnostic::error(
                        codes::NOT_IN_NATIVE,
                        span,
                        "returning a view of an array that was not made here is not supported in native code",
                    )
                    .with_hint("return a copy: `.copy()`"),
                );
            }
        }
        for (l, span, name) in built[f].out_views.clone() {
            if all[f][l.0 as usize].part {
                ck.lost_view(span, &name);
            }
        }
    }
}

/// Whether the trees of a function are deeper than TIR allows.
pub(crate) fn too_deep(function: &Function) -> bool {
    fn expr(e: &Expr, depth: usize, deep: &mut bool) {
        if depth > MAX_EXPR_DEPTH {
            *deep = true;
            return;
        }
        let mut children = Vec::new();
        let mut blocks = Vec::new();
        walk::expr_children(e, &mut |c| children.push(c), &mut |b| blocks.push(b));
        for c in children {
            expr(c, depth + 1, deep);
        }
        for b in blocks {
            block(b, depth + 1, deep);
        }
    }
    fn block(b: &[Stmt], depth: usize, deep: &mut bool) {
        if depth > MAX_STMT_DEPTH {
            *deep = true;
            return;
        }
        for stmt in b {
            walk::stmt_exprs(stmt, &mut |e| expr(e, 1, deep));
            walk::stmt_blocks(stmt, &mut |b| block(b, depth + 1, deep));
        }
    }
    let mut deep = false;
    block(&function.body, 1, &mut deep);
    deep
}
