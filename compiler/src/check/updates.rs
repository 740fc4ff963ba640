//! Recognising updates of reductions and accumulators by their form alone.
//!
//! An [`Update`] is a statement whose only uses of a variable `x` are those of `x op= e`. A variable is a reduction of a
//! loop if *every* use of it in the loop belongs to an update and all updates are of one group; so [`Uses`] counts
//! uses inside and outside of updates separately.

use indexmap::IndexMap;

use super::visit::{self, Use};
use crate::hir::*;
use crate::tir::ReduceOp;

/// An update of `var`.
#[derive(Debug)]
pub(crate) struct Update<'h> {
    /// The variable.
    pub var: &'h Var,
    /// Its operator (`-` is an `Add`).
    pub op: ReduceOp,
    /// The operands in order, each with whether it is subtracted: `x = x + a - b` is two steps.
    pub steps: Vec<(bool, &'h Expr)>,
    /// Assignments that go with the winner of `if e < x: x = e; k = i`.
    pub payload: Vec<(&'h Var, &'h Expr)>,
    /// Written `x += e` or `x -= e`.
    pub augmented: bool,
    /// The statement.
    pub span: Span,
}

/// An update with an operator that has no parallel form (`/=`), or in a form that has none (`max(e, x)`).
#[derive(Debug, Clone)]
pub(crate) enum NoForm {
    /// `x /= e` and its like: the operator.
    Operator(BinOp),
    /// `x = max(e, x)`: the call's place, the function's name, and the place of `e` and of `x`.
    Swapped(Span, &'static str, Span, Span),
}

/// How a block uses a variable.
#[derive(Debug, Default)]
pub(crate) struct VarUses {
    /// The group and place of each update.
    pub updates: Vec<(ReduceOp, Span)>,
    /// All of `updates` are `+=` and `-=`.
    pub only_augmented: bool,
    /// Updates without a parallel form.
    pub no_form: Vec<(NoForm, Span)>,
    /// Reads outside of updates.
    pub reads: Vec<Span>,
    /// Writes outside of updates.
    pub writes: Vec<Span>,
    /// It is the payload of updates of these variables.
    pub payload_of: Vec<(Var, Span)>,
}

/// How a block uses its variables.
#[derive(Debug, Default)]
pub(crate) struct Uses<'h> {
    /// By variable, in order of first use.
    pub vars: IndexMap<&'h Var, VarUses>,
}

impl<'h> Uses<'h> {
    /// All uses in a block.
    pub(crate) fn of_block(module: &'h Module, block: &'h [Stmt]) -> Uses<'h> {
        let mut uses = Uses::default();
        uses.block(module, block);
        uses
    }

    fn entry(&mut self, var: &'h Var) -> &mut VarUses {
        self.vars.entry(var).or_insert_with(|| VarUses { only_augmented: true, ..VarUses::default() })
    }

    fn note(&mut self, u: Use<'h>) {
        match u {
            Use::Read(var, span) => self.entry(var).reads.push(span),
            Use::Write(var, span) => self.entry(var).writes.push(span),
        }
    }

    fn expr(&mut self, e: &'h Expr) {
        visit::expr(e, &mut |u| self.note(u));
    }

    fn block(&mut self, module: &'h Module, block: &'h [Stmt]) {
        for stmt in block {
            if let Some(update) = update(module, stmt) {
                let uses = self.entry(update.var);
                uses.updates.push((update.op, update.span));
                uses.only_augmented &= update.augmented;
                for (_, e) in &update.steps {
                    self.expr(e);
                }
                for &(var, e) in &update.payload {
                    self.expr(e);
                    self.entry(var).payload_of.push((update.var.clone(), update.span));
                }
                continue;
            }
            if let Some((var, form, operands)) = no_form(module, stmt) {
                self.entry(var).no_form.push((form, stmt.span));
                operands.into_iter().for_each(|e| self.expr(e));
                continue;
            }
            if let StmtKind::If { .. }
            | StmtKind::While { .. }
            | StmtKind::For { .. }
            | StmtKind::Try { .. }
            | StmtKind::With { .. }
            | StmtKind::Match { .. }
            | StmtKind::Region(_) = &stmt.kind
            {
                let mut parts = Vec::new();
                visit::direct(stmt, &mut |part| parts.push(part));
                for part in parts {
                    match part {
                        visit::Part::Expr(e) => self.expr(e),
                        visit::Part::Target(t) => visit::target(t, &mut |u| self.note(u)),
                        visit::Part::Var(var) => self.note(Use::Write(var, stmt.span)),
                    }
                }
                let mut blocks = Vec::new();
                visit::inner_blocks(module, stmt, &mut |b| blocks.push(b));
                blocks.into_iter().for_each(|b| self.block(module, b));
            } else {
                visit::one(module, stmt, &mut |u| self.note(u));
            }
        }
    }
}

fn plain_var(t: &Target) -> Option<&Var> {
    match &t.kind {
        TargetKind::Var(var) => Some(var),
        _ => None,
    }
}

fn is_var(e: &Expr, wanted: &Var) -> bool {
    matches!(&e.kind, ExprKind::Var(var) if var == wanted)
}

/// The update that a statement is, if it is one.
pub(crate) fn update<'h>(module: &Module, stmt: &'h Stmt) -> Option<Update<'h>> {
    match &stmt.kind {
        StmtKind::AugAssign { target, op, value } => {
            let var = plain_var(target)?;
            let (op, negate) = group(*op)?;
            if visit::mentions(value, var) {
                return None;
            }
            Some(Update {
                var,
                op,
                steps: vec![(negate, value)],
                payload: Vec::new(),
                augmented: true,
                span: stmt.span,
            })
        }
        StmtKind::Assign { targets, value } if targets.len() == 1 => {
            let var = plain_var(&targets[0])?;
            let (op, steps) = assigned_update(module, var, value)?;
            if steps.iter().any(|(_, e)| visit::mentions(e, var)) {
                return None;
            }
            Some(Update { var, op, steps, payload: Vec::new(), augmented: false, span: stmt.span })
        }
        StmtKind::If { arms, orelse } if arms.len() == 1 && orelse.is_empty() => {
            guarded(&arms[0].0, &arms[0].1, stmt.span)
        }
        _ => None,
    }
}

fn group(op: BinOp) -> Option<(ReduceOp, bool)> {
    Some(match op {
        BinOp::Add => (ReduceOp::Add, false),
        BinOp::Sub => (ReduceOp::Add, true),
        BinOp::Mul => (ReduceOp::Mul, false),
        BinOp::And => (ReduceOp::And, false),
        BinOp::Or => (ReduceOp::Or, false),
        BinOp::Xor => (ReduceOp::Xor, false),
        _ => return None,
    })
}

/// `x op e …`, `min(x, e)`, `x and e` as the new value of `x`.
fn assigned_update<'h>(
    module: &Module,
    var: &Var,
    value: &'h Expr,
) -> Option<(ReduceOp, Vec<(bool, &'h Expr)>)> {
    match &value.kind {
        ExprKind::Binary { first, rest } if is_var(first, var) => {
            let (op, _) = group(rest.first()?.op)?;
            let mut steps = Vec::new();
            for step in rest {
                let (each, negate) = group(step.op)?;
                if each != op {
                    return None;
                }
                steps.push((negate, &step.right));
            }
            Some((op, steps))
        }
        ExprKind::Call(call) => {
            let op = minmax(module, &call.func)?;
            if !call.keywords.is_empty() || call.args.len() < 2 || !is_var(&call.args[0], var) {
                return None;
            }
            Some((op, call.args[1..].iter().map(|e| (false, e)).collect()))
        }
        ExprKind::Bool { op, values } if values.len() >= 2 && is_var(&values[0], var) => {
            let op = match op {
                BoolOp::And => ReduceOp::All,
                BoolOp::Or => ReduceOp::Any,
            };
            Some((op, values[1..].iter().map(|e| (false, e)).collect()))
        }
        _ => None,
    }
}

fn minmax(module: &Module, func: &Expr) -> Option<ReduceOp> {
    match crate::types::builtin_named(module, func)? {
        "min" => Some(ReduceOp::Min),
        "max" => Some(ReduceOp::Max),
        _ => None,
    }
}

/// `if e < x: x = e` and `if e > x: x = e`, with further assignments.
fn guarded<'h>(cond: &'h Expr, body: &'h [Stmt], span: Span) -> Option<Update<'h>> {
    let ExprKind::Compare { first, rest } = &cond.kind else { return None };
    let [(cmp, second)] = rest.as_slice() else { return None };
    let mut assigned: Vec<(&'h Var, &'h Expr)> = Vec::new();
    for stmt in body {
        match &stmt.kind {
            StmtKind::Assign { targets, value } if targets.len() == 1 => {
                match (&targets[0].kind, &value.kind) {
                    (TargetKind::Var(var), _) => assigned.push((var, value)),
                    (TargetKind::Unpack { items, star: None }, ExprKind::Tuple(values))
                        if items.len() == values.len() =>
                    {
                        for (item, value) in items.iter().zip(values) {
                            assigned.push((plain_var(item)?, value));
                        }
                    }
                    _ => return None,
                }
            }
            _ => return None,
        }
    }
    // Which side of the comparison is the variable?
    let (x, e, op) = match (&first.kind, &second.kind, cmp) {
        (_, ExprKind::Var(x), CmpOp::Lt) if assigned.iter().any(|(v, _)| *v == x) => {
            (x, &**first, ReduceOp::Min)
        }
        (_, ExprKind::Var(x), CmpOp::Gt) if assigned.iter().any(|(v, _)| *v == x) => {
            (x, &**first, ReduceOp::Max)
        }
        (ExprKind::Var(x), _, CmpOp::Gt) if assigned.iter().any(|(v, _)| *v == x) => {
            (x, second, ReduceOp::Min)
        }
        (ExprKind::Var(x), _, CmpOp::Lt) if assigned.iter().any(|(v, _)| *v == x) => {
            (x, second, ReduceOp::Max)
        }
        _ => return None,
    };
    if visit::mentions(e, x) {
        return None;
    }
    let mut payload = Vec::new();
    let mut found = false;
    for (i, &(var, value)) in assigned.iter().enumerate() {
        if var == x {
            if found || !visit::alike(value, e) {
                return None;
            }
            found = true;
            continue;
        }
        // A payload is assigned once and mentions neither the variables of this statement nor is mentioned by `e`.
        if assigned[..i].iter().any(|(v, _)| *v == var)
            || visit::mentions(e, var)
            || assigned.iter().any(|(v, _)| visit::mentions(value, v))
        {
            return None;
        }
        payload.push((var, value));
    }
    found.then_some(Update { var: x, op, steps: vec![(false, e)], payload, augmented: false, span })
}

/// An update that looks like one but has no parallel form.
fn no_form<'h>(module: &Module, stmt: &'h Stmt) -> Option<(&'h Var, NoForm, Vec<&'h Expr>)> {
    match &stmt.kind {
        StmtKind::AugAssign { target, op, value } => {
            let var = plain_var(target)?;
            if group(*op).is_some() || visit::mentions(value, var) {
                return None;
            }
            Some((var, NoForm::Operator(*op), vec![value]))
        }
        StmtKind::Assign { targets, value } if targets.len() == 1 => {
            let var = plain_var(&targets[0])?;
            match &value.kind {
                ExprKind::Binary { first, rest } if is_var(first, var) => {
                    let bad = rest.iter().find(|step| group(step.op).is_none())?;
                    if rest.iter().any(|step| visit::mentions(&step.right, var)) {
                        return None;
                    }
                    Some((var, NoForm::Operator(bad.op), rest.iter().map(|s| &s.right).collect()))
                }
                ExprKind::Call(call) => {
                    let name = match minmax(module, &call.func)? {
                        ReduceOp::Min => "min",
                        _ => "max",
                    };
                    let [e, x] = call.args.as_slice() else { return None };
                    if !call.keywords.is_empty() || !is_var(x, var) || visit::mentions(e, var) {
                        return None;
                    }
                    Some((var, NoForm::Swapped(value.span, name, e.span, x.span), vec![e]))
                }
                _ => None,
            }
        }
        _ => None,
    }
}
