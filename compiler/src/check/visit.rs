//! Which variables a piece of the resolved tree reads and writes, in the order of evaluation.

use crate::hir::*;

/// A use of a variable.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Use<'h> {
    /// Its value is taken.
    Read(&'h Var, Span),
    /// It is assigned (or deleted).
    Write(&'h Var, Span),
}

/// Every use in an expression. Inner functions (lambdas, generators) are not entered; what they capture is read.
pub(crate) fn expr<'h>(e: &'h Expr, f: &mut dyn FnMut(Use<'h>)) {
    match &e.kind {
        ExprKind::Var(var) => f(Use::Read(var, e.span)),
        ExprKind::Named { target, target_span, value } => {
            expr(value, f);
            f(Use::Write(target, *target_span));
        }
        ExprKind::Comp(comp) => {
            for clause in &comp.clauses {
                expr(&clause.iter, f);
                target(&clause.target, f);
                clause.ifs.iter().for_each(|e| expr(e, f));
            }
            expr(&comp.element, f);
            comp.value.iter().for_each(|e| expr(e, f));
        }
        _ => children(e, &mut |child| expr(child, f)),
    }
}

/// The expressions directly inside an expression, in the order of evaluation (comprehensions excepted).
pub(crate) fn children<'h>(e: &'h Expr, f: &mut dyn FnMut(&'h Expr)) {
    match &e.kind {
        ExprKind::Const(_) | ExprKind::Var(_) | ExprKind::Comp(_) => {}
        ExprKind::Lambda { captured, .. } => captured.iter().for_each(f),
        ExprKind::Named { value, .. } | ExprKind::Await(value) | ExprKind::YieldFrom(value) => f(value),
        ExprKind::Yield(value) => value.iter().for_each(|v| f(v)),
        ExprKind::Starred(value) => f(value),
        ExprKind::Bool { values, .. } => values.iter().for_each(f),
        ExprKind::Compare { first, rest } => {
            f(first);
            rest.iter().for_each(|(_, e)| f(e));
        }
        ExprKind::Binary { first, rest } => {
            f(first);
            rest.iter().for_each(|step| f(&step.right));
        }
        ExprKind::Unary { operand, .. } => f(operand),
        ExprKind::IfElse { cond, then, orelse } => {
            f(cond);
            f(then);
            f(orelse);
        }
        ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => items.iter().for_each(f),
        ExprKind::Dict(items) => {
            for (key, value) in items {
                key.iter().for_each(&mut *f);
                f(value);
            }
        }
        ExprKind::Generator { first, .. } => f(first),
        ExprKind::Call(call) => {
            f(&call.func);
            call.args.iter().for_each(&mut *f);
            call.keywords.iter().for_each(|k| f(&k.value));
        }
        ExprKind::FormatString(parts) => format_parts(parts, f),
        ExprKind::Attribute { value, .. } => f(value),
        ExprKind::Index { value, index } => {
            f(value);
            f(index);
        }
        ExprKind::Slice { lower, upper, step } => {
            for part in [lower, upper, step].into_iter().flatten() {
                f(part);
            }
        }
    }
}

fn format_parts<'h>(parts: &'h [FormatPart], f: &mut dyn FnMut(&'h Expr)) {
    for part in parts {
        if let FormatPart::Value { value, spec, .. } = part {
            f(value);
            format_parts(spec, f);
        }
    }
}

/// Every use in a target: the expressions in it are read, the names are written.
pub(crate) fn target<'h>(t: &'h Target, f: &mut dyn FnMut(Use<'h>)) {
    match &t.kind {
        TargetKind::Var(var) => f(Use::Write(var, t.span)),
        TargetKind::Attribute { value, .. } => expr(value, f),
        TargetKind::Index { value, index } => {
            expr(value, f);
            expr(index, f);
        }
        TargetKind::Unpack { items, .. } => items.iter().for_each(|t| target(t, f)),
    }
}

/// Every use in a block. A nested region's statements are included.
pub(crate) fn block<'h>(module: &'h Module, stmts: &'h [Stmt], f: &mut dyn FnMut(Use<'h>)) {
    for stmt in stmts {
        one(module, stmt, f);
    }
}

/// Every use in a statement.
pub(crate) fn one<'h>(module: &'h Module, stmt: &'h Stmt, f: &mut dyn FnMut(Use<'h>)) {
    match &stmt.kind {
        StmtKind::AugAssign { target: t, value, .. } => {
            if let TargetKind::Var(var) = &t.kind {
                f(Use::Read(var, t.span));
            }
            expr(value, f);
            target(t, f);
        }
        StmtKind::FunctionDef { target: var, captured, .. } => {
            captured.iter().for_each(|e| expr(e, f));
            f(Use::Write(var, stmt.span));
        }
        StmtKind::ClassDef { target: var, bases, keywords, .. } => {
            bases.iter().for_each(|e| expr(e, f));
            keywords.iter().for_each(|k| expr(&k.value, f));
            f(Use::Write(var, stmt.span));
        }
        StmtKind::Import(names) => names.iter().for_each(|n| f(Use::Write(&n.target, n.span))),
        StmtKind::ImportFrom { names, .. } => names.iter().for_each(|n| f(Use::Write(&n.target, n.span))),
        _ => {
            direct(stmt, &mut |part| match part {
                Part::Expr(e) => expr(e, f),
                Part::Target(t) => target(t, f),
                Part::Var(var) => f(Use::Write(var, stmt.span)),
            });
            inner_blocks(module, stmt, &mut |b| block(module, b, f));
        }
    }
}

/// A piece of a statement.
pub(crate) enum Part<'h> {
    /// An expression whose value is taken.
    Expr(&'h Expr),
    /// Something assigned.
    Target(&'h Target),
    /// A variable that is bound without a target expression (`except … as name`).
    Var(&'h Var),
}

/// The expressions and targets that belong to a statement itself, not to the blocks in it.
pub(crate) fn direct<'h>(stmt: &'h Stmt, f: &mut dyn FnMut(Part<'h>)) {
    match &stmt.kind {
        StmtKind::Expr(e) => f(Part::Expr(e)),
        StmtKind::Assign { targets, value } => {
            f(Part::Expr(value));
            targets.iter().for_each(|t| f(Part::Target(t)));
        }
        StmtKind::AugAssign { target, value, .. } => {
            f(Part::Expr(value));
            f(Part::Target(target));
        }
        StmtKind::AnnAssign { target, value, .. } => {
            if let Some(value) = value {
                f(Part::Expr(value));
                f(Part::Target(target));
            }
        }
        StmtKind::If { arms, .. } => arms.iter().for_each(|(cond, _)| f(Part::Expr(cond))),
        StmtKind::While { cond, .. } => f(Part::Expr(cond)),
        StmtKind::For { target, iter, .. } => {
            f(Part::Expr(iter));
            f(Part::Target(target));
        }
        StmtKind::Try { handlers, .. } => {
            for handler in handlers {
                handler.class.iter().for_each(|e| f(Part::Expr(e)));
                handler.target.iter().for_each(|v| f(Part::Var(v)));
            }
        }
        StmtKind::With { items, .. } => {
            for (item, target) in items {
                f(Part::Expr(item));
                target.iter().for_each(|t| f(Part::Target(t)));
            }
        }
        StmtKind::Match { subject, .. } => f(Part::Expr(subject)),
        StmtKind::Return(value) => value.iter().for_each(|e| f(Part::Expr(e))),
        StmtKind::Raise { exc, cause } => exc.iter().chain(cause).for_each(|e| f(Part::Expr(e))),
        StmtKind::Assert { cond, message } => {
            f(Part::Expr(cond));
            message.iter().for_each(|e| f(Part::Expr(e)));
        }
        StmtKind::Delete(targets) => targets.iter().for_each(|t| f(Part::Target(t))),
        StmtKind::ClassDef { bases, keywords, .. } => {
            bases.iter().for_each(|e| f(Part::Expr(e)));
            keywords.iter().for_each(|k| f(Part::Expr(&k.value)));
        }
        StmtKind::Region(_)
        | StmtKind::WithGil { .. }
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue
        | StmtKind::FunctionDef { .. }
        | StmtKind::Import(_)
        | StmtKind::ImportFrom { .. }
        | StmtKind::ImportStar { .. } => {}
    }
}

/// The statements of a region that is a block.
pub(crate) fn region_block(module: &Module, id: RegionId) -> Option<&Block> {
    match &module.region(id).kind {
        RegionKind::Function(_) => None,
        RegionKind::Block(block) | RegionKind::Loop(block) => Some(block),
    }
}

/// The blocks directly inside a statement, nested regions included.
pub(crate) fn inner_blocks<'h>(module: &'h Module, stmt: &'h Stmt, f: &mut dyn FnMut(&'h Block)) {
    match &stmt.kind {
        StmtKind::If { arms, orelse } => {
            arms.iter().for_each(|(_, b)| f(b));
            f(orelse);
        }
        StmtKind::While { body, orelse, .. } | StmtKind::For { body, orelse, .. } => {
            f(body);
            f(orelse);
        }
        StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
            f(body);
            handlers.iter().for_each(|h| f(&h.body));
            f(orelse);
            f(finalbody);
        }
        StmtKind::With { body, .. } | StmtKind::WithGil { body, .. } => f(body),
        StmtKind::Match { cases, .. } => cases.iter().for_each(|c| f(&c.body)),
        StmtKind::Region(id) => region_block(module, *id).into_iter().for_each(f),
        _ => {}
    }
}

/// Whether an expression mentions a variable.
pub(crate) fn mentions(e: &Expr, wanted: &Var) -> bool {
    let mut found = false;
    expr(e, &mut |u| {
        let (Use::Read(var, _) | Use::Write(var, _)) = u;
        found |= var == wanted;
    });
    found
}

/// Whether two expressions are written alike (places aside). Only for plain arithmetic; anything else is unlike.
pub(crate) fn alike(a: &Expr, b: &Expr) -> bool {
    match (&a.kind, &b.kind) {
        (ExprKind::Const(a), ExprKind::Const(b)) => a == b,
        (ExprKind::Var(a), ExprKind::Var(b)) => a == b,
        (ExprKind::Binary { first: a, rest: ra }, ExprKind::Binary { first: b, rest: rb }) => {
            alike(a, b)
                && ra.len() == rb.len()
                && ra.iter().zip(rb).all(|(x, y)| x.op == y.op && alike(&x.right, &y.right))
        }
        (ExprKind::Unary { op: x, operand: a }, ExprKind::Unary { op: y, operand: b }) => {
            x == y && alike(a, b)
        }
        (ExprKind::Index { value: a, index: i }, ExprKind::Index { value: b, index: j }) => {
            alike(a, b) && alike(i, j)
        }
        (ExprKind::Attribute { value: a, name: x, .. }, ExprKind::Attribute { value: b, name: y, .. }) => {
            x == y && alike(a, b)
        }
        (ExprKind::Tuple(a), ExprKind::Tuple(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
        }
        _ => false,
    }
}
