//! Visiting trees: every statement or expression below a place, and the locals that a piece of code assigns.

use super::*;

/// Call `f` on each expression that is a direct child of a statement (not on expressions below those, nor inside
/// nested statements).
pub fn stmt_exprs<'a>(stmt: &'a Stmt, f: &mut dyn FnMut(&'a Expr)) {
    match stmt {
        Stmt::Assign(_, value) | Stmt::Eval(value) | Stmt::FillElements(_, value) | Stmt::If(value, ..) => {
            f(value)
        }
        Stmt::AssignView(_, view, _) => view_exprs(view, f),
        Stmt::Store(access, value, _) => {
            f(value);
            access.index.iter().for_each(|i| f(&i.value));
        }
        Stmt::Call(_, call, _) => args_exprs(&call.args, f),
        Stmt::Return(args) => args_exprs(args, f),
        Stmt::Reduce(reduce) => {
            f(&reduce.value);
            reduce.payload.iter().for_each(f);
        }
        Stmt::While(w) => f(&w.cond),
        Stmt::For(l) => [&l.lo, &l.hi, &l.step].into_iter().for_each(f),
        Stmt::Prange(p) => {
            [&p.lo, &p.hi, &p.step].into_iter().for_each(&mut *f);
            p.threads.iter().chain(&p.chunk).for_each(f);
        }
        Stmt::Raise(_, message, _) => message.values().for_each(f),
        Stmt::WithGil(gil) => args_exprs(&gil.args, f),
        Stmt::CopyElements { .. } | Stmt::Break | Stmt::Continue | Stmt::Reraise(_) | Stmt::Try(_) => {}
    }
}

fn args_exprs<'a>(args: &'a [Arg], f: &mut dyn FnMut(&'a Expr)) {
    for arg in args {
        if let Arg::Scalar(value) = arg {
            f(value);
        }
    }
}

fn view_exprs<'a>(view: &'a ViewExpr, f: &mut dyn FnMut(&'a Expr)) {
    match view {
        ViewExpr::Local(_) | ViewExpr::Transpose(_) | ViewExpr::Copy(_) => {}
        ViewExpr::Slice { index, .. } => {
            for axis in index {
                match axis {
                    SliceIndex::At(index) => f(&index.value),
                    SliceIndex::Range { lo, hi, step } => lo.iter().chain(hi).chain(step).for_each(&mut *f),
                }
            }
        }
        ViewExpr::Reshape { shape, .. } => shape.iter().for_each(f),
        ViewExpr::New { shape, fill, .. } => {
            shape.iter().for_each(&mut *f);
            match fill {
                Fill::Zeros => {}
                Fill::Value(value) => f(value),
                Fill::Range(start, step) => {
                    f(start);
                    f(step);
                }
            }
        }
    }
}

/// The blocks directly inside a statement.
pub fn stmt_blocks<'a>(stmt: &'a Stmt, f: &mut dyn FnMut(&'a Block)) {
    match stmt {
        Stmt::If(_, then, other) => {
            f(then);
            f(other);
        }
        Stmt::While(w) => {
            f(&w.body);
            f(&w.orelse);
        }
        Stmt::For(l) => {
            f(&l.body);
            f(&l.orelse);
        }
        Stmt::Prange(p) => f(&p.body),
        Stmt::Try(t) => {
            f(&t.body);
            t.handlers.iter().for_each(|h| f(&h.body));
            f(&t.orelse);
            f(&t.last);
        }
        _ => {}
    }
}

/// The expressions directly inside an expression, and the block of a `Seq`.
pub fn expr_children<'a>(expr: &'a Expr, f: &mut dyn FnMut(&'a Expr), block: &mut dyn FnMut(&'a Block)) {
    match &expr.kind {
        ExprKind::Const(_)
        | ExprKind::Local(_)
        | ExprKind::Extent(..)
        | ExprKind::UnitStride(_)
        | ExprKind::Distinct(_) => {}
        ExprKind::Load(access) => access.index.iter().for_each(|i| f(&i.value)),
        ExprKind::Atomic(a) => {
            a.access.index.iter().for_each(|i| f(&i.value));
            a.args.iter().for_each(f);
        }
        ExprKind::Unary { arg, .. } | ExprKind::Cast { arg, .. } | ExprKind::FloatTest(_, arg) => f(arg),
        ExprKind::Binary { args, .. }
        | ExprKind::Compare { args, .. }
        | ExprKind::And(args)
        | ExprKind::Or(args) => {
            f(&args.0);
            f(&args.1);
        }
        ExprKind::Cond(args) => {
            f(&args.0);
            f(&args.1);
            f(&args.2);
        }
        ExprKind::Math(_, args) => args.iter().for_each(f),
        ExprKind::Call(call) => args_exprs(&call.args, f),
        ExprKind::Lib(_, args) => args_exprs(args, f),
        ExprKind::Seq(stmts, value) => {
            block(stmts);
            f(value);
        }
        ExprKind::Fold { start, .. } => start.iter().for_each(|s| f(s)),
        ExprKind::InRange(tests) => {
            for test in tests {
                f(&test.index);
                f(&test.lo);
                f(&test.hi);
            }
        }
        ExprKind::Apart(tests) => {
            for test in tests {
                for index in test.written.index.iter().chain(&test.other.index) {
                    index.offset.iter().for_each(|(_, e)| f(e));
                }
                f(&test.lo);
                f(&test.hi);
            }
        }
    }
}

/// Call `f` on every statement, outer before inner, also on those inside expressions.
pub fn stmts<'a>(block: &'a [Stmt], f: &mut dyn FnMut(&'a Stmt)) {
    both(block, f, &mut |_| {});
}

/// Call `f` on every expression, outer before inner.
pub fn exprs<'a>(block: &'a [Stmt], f: &mut dyn FnMut(&'a Expr)) {
    both(block, &mut |_| {}, f);
}

/// Call `on_stmt` and `on_expr` on everything in a block.
pub fn both<'a>(block: &'a [Stmt], on_stmt: &mut dyn FnMut(&'a Stmt), on_expr: &mut dyn FnMut(&'a Expr)) {
    for stmt in block {
        on_stmt(stmt);
        let mut direct: Vec<&'a Expr> = Vec::new();
        stmt_exprs(stmt, &mut |e| direct.push(e));
        for e in direct {
            in_expr(e, on_stmt, on_expr);
        }
        let mut inner: Vec<&'a Block> = Vec::new();
        stmt_blocks(stmt, &mut |b| inner.push(b));
        for b in inner {
            both(b, on_stmt, on_expr);
        }
    }
}

/// Call the functions on everything in an expression, itself included.
pub fn in_expr<'a>(expr: &'a Expr, on_stmt: &mut dyn FnMut(&'a Stmt), on_expr: &mut dyn FnMut(&'a Expr)) {
    on_expr(expr);
    let mut children: Vec<&'a Expr> = Vec::new();
    let mut blocks: Vec<&'a Block> = Vec::new();
    expr_children(expr, &mut |e| children.push(e), &mut |b| blocks.push(b));
    for b in blocks {
        both(b, on_stmt, on_expr);
    }
    for e in children {
        in_expr(e, on_stmt, on_expr);
    }
}

/// The locals that one statement assigns by itself, nested statements not included.
pub fn stmt_targets(stmt: &Stmt, f: &mut dyn FnMut(LocalId)) {
    match stmt {
        Stmt::Assign(local, _) | Stmt::AssignView(local, ..) => f(*local),
        Stmt::Call(targets, ..) => targets.iter().flatten().for_each(|&t| f(t)),
        Stmt::WithGil(gil) => {
            gil.outs.iter().for_each(|out| out.locals.iter().chain(&out.bound).for_each(|&l| f(l)))
        }
        Stmt::Reduce(reduce) => f(reduce.local),
        Stmt::For(l) => {
            f(l.var);
            l.accs.iter().for_each(|a| f(a.local));
        }
        Stmt::While(w) => w.accs.iter().for_each(|a| f(a.local)),
        Stmt::Prange(p) => {
            f(p.var);
            p.private.iter().chain(&p.last).for_each(|&l| f(l));
            for r in &p.reductions {
                f(r.local);
                r.payload.iter().for_each(|&l| f(l));
            }
        }
        _ => {}
    }
}

/// Every local that a block assigns, also inside nested statements and expressions.
pub fn assigned(block: &[Stmt]) -> rustc_hash::FxHashSet<LocalId> {
    let mut set = rustc_hash::FxHashSet::default();
    stmts(block, &mut |stmt| {
        stmt_targets(stmt, &mut |local| {
            set.insert(local);
        });
    });
    set
}

/// Call `f` on the expressions directly in a statement, to change them.
pub fn stmt_exprs_mut(stmt: &mut Stmt, f: &mut dyn FnMut(&mut Expr)) {
    fn args_mut(args: &mut [Arg], f: &mut dyn FnMut(&mut Expr)) {
        for arg in args {
            if let Arg::Scalar(value) = arg {
                f(value);
            }
        }
    }
    match stmt {
        Stmt::Assign(_, value) | Stmt::Eval(value) | Stmt::FillElements(_, value) | Stmt::If(value, ..) => {
            f(value)
        }
        Stmt::AssignView(_, view, _) => match view {
            ViewExpr::Local(_) | ViewExpr::Transpose(_) | ViewExpr::Copy(_) => {}
            ViewExpr::Slice { index, .. } => {
                for axis in index {
                    match axis {
                        SliceIndex::At(index) => f(&mut index.value),
                        SliceIndex::Range { lo, hi, step } => {
                            lo.iter_mut().chain(hi).chain(step).for_each(&mut *f);
                        }
                    }
                }
            }
            ViewExpr::Reshape { shape, .. } => shape.iter_mut().for_each(f),
            ViewExpr::New { shape, fill, .. } => {
                shape.iter_mut().for_each(&mut *f);
                match fill {
                    Fill::Zeros => {}
                    Fill::Value(value) => f(value),
                    Fill::Range(start, step) => {
                        f(start);
                        f(step);
                    }
                }
            }
        },
        Stmt::Store(access, value, _) => {
            f(value);
            access.index.iter_mut().for_each(|i| f(&mut i.value));
        }
        Stmt::Call(_, call, _) => args_mut(&mut call.args, f),
        Stmt::Return(args) => args_mut(args, f),
        Stmt::Reduce(reduce) => {
            f(&mut reduce.value);
            reduce.payload.iter_mut().for_each(f);
        }
        Stmt::While(w) => f(&mut w.cond),
        Stmt::For(l) => [&mut l.lo, &mut l.hi, &mut l.step].into_iter().for_each(f),
        Stmt::Prange(p) => stmt_exprs_mut_of_prange(p, f),
        Stmt::Raise(_, message, _) => message.values_mut().for_each(f),
        Stmt::WithGil(gil) => args_mut(&mut gil.args, f),
        _ => {}
    }
}

/// Call `f` on the expressions of a parallel loop outside of its body, to change them.
pub fn stmt_exprs_mut_of_prange(p: &mut Prange, f: &mut dyn FnMut(&mut Expr)) {
    [&mut p.lo, &mut p.hi, &mut p.step].into_iter().for_each(&mut *f);
    p.threads.iter_mut().chain(&mut p.chunk).for_each(f);
}

/// The blocks directly inside a statement, to change them.
pub fn stmt_blocks_mut(stmt: &mut Stmt, f: &mut dyn FnMut(&mut Block)) {
    match stmt {
        Stmt::If(_, then, other) => {
            f(then);
            f(other);
        }
        Stmt::While(w) => {
            f(&mut w.body);
            f(&mut w.orelse);
        }
        Stmt::For(l) => {
            f(&mut l.body);
            f(&mut l.orelse);
        }
        Stmt::Prange(p) => f(&mut p.body),
        Stmt::Try(t) => {
            f(&mut t.body);
            t.handlers.iter_mut().for_each(|h| f(&mut h.body));
            f(&mut t.orelse);
            f(&mut t.last);
        }
        _ => {}
    }
}

/// Change every expression and statement of a block: `on_expr` after the parts of an expression, `on_stmt` after the
/// parts of a statement.
pub fn rewrite(block: &mut Block, on_stmt: &mut dyn FnMut(&mut Stmt), on_expr: &mut dyn FnMut(&mut Expr)) {
    for stmt in block {
        stmt_exprs_mut(stmt, &mut |e| rewrite_expr(e, on_stmt, on_expr));
        stmt_blocks_mut(stmt, &mut |b| rewrite(b, on_stmt, on_expr));
        on_stmt(stmt);
    }
}

/// The same for one expression.
pub fn rewrite_expr(expr: &mut Expr, on_stmt: &mut dyn FnMut(&mut Stmt), on_expr: &mut dyn FnMut(&mut Expr)) {
    match &mut expr.kind {
        ExprKind::Const(_)
        | ExprKind::Local(_)
        | ExprKind::Extent(..)
        | ExprKind::UnitStride(_)
        | ExprKind::Distinct(_) => {}
        ExprKind::Load(access) => {
            access.index.iter_mut().for_each(|i| rewrite_expr(&mut i.value, on_stmt, on_expr))
        }
        ExprKind::Atomic(a) => {
            a.access.index.iter_mut().for_each(|i| rewrite_expr(&mut i.value, on_stmt, on_expr));
            a.args.iter_mut().for_each(|e| rewrite_expr(e, on_stmt, on_expr));
        }
        ExprKind::Unary { arg, .. } | ExprKind::Cast { arg, .. } | ExprKind::FloatTest(_, arg) => {
            rewrite_expr(arg, on_stmt, on_expr);
        }
        ExprKind::Binary { args, .. }
        | ExprKind::Compare { args, .. }
        | ExprKind::And(args)
        | ExprKind::Or(args) => {
            rewrite_expr(&mut args.0, on_stmt, on_expr);
            rewrite_expr(&mut args.1, on_stmt, on_expr);
        }
        ExprKind::Cond(args) => {
            rewrite_expr(&mut args.0, on_stmt, on_expr);
            rewrite_expr(&mut args.1, on_stmt, on_expr);
            rewrite_expr(&mut args.2, on_stmt, on_expr);
        }
        ExprKind::Math(_, args) => args.iter_mut().for_each(|a| rewrite_expr(a, on_stmt, on_expr)),
        ExprKind::Lib(_, args) => {
            for arg in args {
                if let Arg::Scalar(value) = arg {
                    rewrite_expr(value, on_stmt, on_expr);
                }
            }
        }
        ExprKind::Call(call) => {
            for arg in &mut call.args {
                if let Arg::Scalar(value) = arg {
                    rewrite_expr(value, on_stmt, on_expr);
                }
            }
        }
        ExprKind::Seq(block, value) => {
            rewrite(block, on_stmt, on_expr);
            rewrite_expr(value, on_stmt, on_expr);
        }
        ExprKind::Fold { start, .. } => {
            if let Some(start) = start {
                rewrite_expr(start, on_stmt, on_expr);
            }
        }
        ExprKind::InRange(tests) => {
            for test in tests {
                rewrite_expr(&mut test.index, on_stmt, on_expr);
                rewrite_expr(&mut test.lo, on_stmt, on_expr);
                rewrite_expr(&mut test.hi, on_stmt, on_expr);
            }
        }
        ExprKind::Apart(tests) => {
            for test in tests {
                for index in test.written.index.iter_mut().chain(&mut test.other.index) {
                    index.offset.iter_mut().for_each(|(_, e)| rewrite_expr(e, on_stmt, on_expr));
                }
                rewrite_expr(&mut test.lo, on_stmt, on_expr);
                rewrite_expr(&mut test.hi, on_stmt, on_expr);
            }
        }
    }
    on_expr(expr);
}
