//! One function or block being lowered: its locals, open blocks, variables and what is known of them.
//!
//! Lowering checks and builds at once, in the order of the source. That is enough for types: a variable that is read is
//! definitely assigned there, so an assignment stands before the read in the text, and the first assignment decides its
//! type. Errors do not stop lowering: the value becomes [`Value::Unknown`], which fits everywhere.
//!
//! **Order of evaluation.** An operand may need statements before the expression it belongs to. Operands before it must
//! then be evaluated before those statements: [`Body::settle`] moves them into temporaries at the right place.

use rustc_hash::FxHashMap;
use ungil_grammar::codes;
use ungil_grammar::codes::Code;
use ungil_grammar::{Diagnostic, Span};

use super::Checker;
use super::flow::Assigned;
use super::value::{Lit, Misfit, Value};
use crate::hir::{Name, Stmt as HirStmt, Var};
use crate::tir::{
    self, Block, Expr, ExprKind, Local, LocalId, Overflow, Policies, Pos, ReduceOp, Scalar, SliceIndex, Stmt,
    Type, ViewExpr,
};
use crate::types::{Ty, widen};

/// A variable of the source.
#[derive(Debug)]
pub(crate) struct VarInfo {
    pub var: Var,
    pub name: Name,
    /// Its type and place, once known.
    pub slot: Option<Slot>,
    /// A bool local that tells whether a variable that a block gives back has a value.
    pub bound: Option<LocalId>,
    /// What it is if it cannot be used: the type of the object that it holds at entry.
    pub object: Option<Name>,
    /// The local with the number of the Python object that a `with gil:` left in it.
    pub handle: Option<LocalId>,
    /// The index of the captured variable that it is.
    pub capture: Option<u32>,
    /// It holds something that is not known before the program runs.
    pub unknown: bool,
}

/// Where a variable lives.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub ty: Ty,
    /// One local for each scalar or view in it.
    pub leaves: Vec<LocalId>,
    /// Its type was written down.
    pub declared: bool,
    /// Where its type was decided.
    pub span: Span,
}

/// A loop that is being lowered.
#[derive(Debug)]
pub(crate) struct LoopFrame {
    pub breaks: Assigned,
    pub prange: bool,
}

/// What `return` means.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Returns {
    /// The result has this type.
    Known(Ty),
    /// The type is being found out.
    Infer,
}

/// A function or block being lowered.
pub(crate) struct Body<'c, 'a> {
    pub ck: &'c mut Checker<'a>,
    pub locals: Vec<Local>,
    pub blocks: Vec<Block>,
    pub index: FxHashMap<Var, usize>,
    pub vars: Vec<VarInfo>,
    pub now: Assigned,
    pub loops: Vec<LoopFrame>,
    pub policies: Policies,
    pub returns: Returns,
    /// What `return` statements gave, for inference: type, whether it is a literal, and place.
    pub returned: Vec<(Ty, bool, Span)>,
    /// Views that are returned, to be proven new arrays.
    pub returned_views: Vec<(LocalId, Span)>,
    /// Variables whose updates are `Reduce` statements now.
    pub reducing: Vec<(usize, ReduceOp)>,
    /// How often each variable is assigned in the source.
    pub writes: FxHashMap<Var, u32>,
    /// How often each variable is used in the source.
    pub uses: FxHashMap<Var, u32>,
    /// Depth of the expression being lowered.
    pub nest: u32,
    /// How many handlers are open.
    pub handlers: u32,
    /// A block: `return`, `break` and `continue` out of it give an exit code; `None` in a function.
    pub block: Option<BlockExit>,
    /// How many `prange` loops are open.
    pub pranges: u32,
    /// How many `try` bodies are open.
    pub tries: u32,
    /// Variables of a block that the code around reads.
    pub needed: rustc_hash::FxHashSet<usize>,
    /// Variables that a block gives back.
    pub outs: rustc_hash::FxHashSet<usize>,
    /// Loop variables of open `prange` loops that are valid indices of an axis of a view.
    pub in_bounds: Vec<(LocalId, LocalId, u8)>,
    /// The statement being lowered, if it is an expression alone.
    pub alone: Option<Span>,
    /// The captured variables of a block that it assigns.
    pub assigned: rustc_hash::FxHashSet<Var>,
}

/// How jumps leave a block.
#[derive(Clone, Debug)]
pub(crate) struct BlockExit {
    /// The block has an exit code.
    pub coded: bool,
}

impl<'c, 'a> Body<'c, 'a> {
    pub(crate) fn new(ck: &'c mut Checker<'a>, body: &[HirStmt]) -> Body<'c, 'a> {
        let mut writes: FxHashMap<Var, u32> = FxHashMap::default();
        let mut uses: FxHashMap<Var, u32> = FxHashMap::default();
        super::visit::block(ck.module, body, &mut |u| {
            let (super::visit::Use::Read(var, _) | super::visit::Use::Write(var, _)) = u;
            *uses.entry(var.clone()).or_default() += 1;
            if let super::visit::Use::Write(..) = u {
                *writes.entry(var.clone()).or_default() += 1;
            }
        });
        Body {
            ck,
            locals: Vec::new(),
            blocks: vec![Vec::new()],
            index: FxHashMap::default(),
            vars: Vec::new(),
            now: Assigned::default(),
            loops: Vec::new(),
            policies: Policies::default(),
            returns: Returns::Infer,
            returned: Vec::new(),
            returned_views: Vec::new(),
            reducing: Vec::new(),
            writes,
            uses,
            nest: 0,
            handlers: 0,
            block: None,
            pranges: 0,
            tries: 0,
            needed: rustc_hash::FxHashSet::default(),
            outs: rustc_hash::FxHashSet::default(),
            in_bounds: Vec::new(),
            alone: None,
            assigned: rustc_hash::FxHashSet::default(),
        }
    }

    // Messages.

    /// Say that something is wrong; its value is unknown.
    pub(crate) fn say(&mut self, d: Diagnostic) -> Value {
        self.ck.say(d);
        Value::Unknown
    }

    /// An error with text.
    pub(crate) fn error(&mut self, code: Code, span: Span, message: impl Into<String>) -> Value {
        self.say(Diagnostic::error(code, span, message))
    }

    /// An error with text and advice.
    pub(crate) fn advise(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Value {
        self.say(Diagnostic::error(code, span, message).with_hint(hint))
    }

    /// UG207.
    pub(crate) fn unsupported(&mut self, span: Span, what: &str, hint: &str) -> Value {
        self.advise(codes::NOT_IN_NATIVE, span, format!("{what} is not supported in native code"), hint)
    }

    /// The place of a span for errors at run time.
    pub(crate) fn pos(&self, span: Span) -> Pos {
        self.ck.pos(span)
    }

    /// The text of a span.
    pub(crate) fn text(&self, span: Span) -> &'a str {
        self.ck.source.slice(span)
    }

    // Locals and statements.

    pub(crate) fn local(&mut self, name: &str, ty: impl Into<Type>) -> LocalId {
        let id = LocalId(self.locals.len() as u32);
        self.locals.push(Local { name: name.into(), ty: ty.into() });
        id
    }

    pub(crate) fn temp(&mut self, ty: impl Into<Type>) -> LocalId {
        let name = format!(".{}", self.locals.len());
        self.local(&name, ty)
    }

    pub(crate) fn is_temp(&self, local: LocalId) -> bool {
        self.locals[local.0 as usize].name.starts_with('.')
    }

    pub(crate) fn ty(&self, local: LocalId) -> Type {
        self.locals[local.0 as usize].ty
    }

    /// The type of a local that holds a view.
    pub(crate) fn view_ty(&self, local: LocalId) -> tir::ViewType {
        match self.ty(local) {
            Type::View(v) => v,
            Type::Scalar(s) => tir::ViewType::new(s, 1),
        }
    }

    pub(crate) fn get(&self, local: LocalId) -> Expr {
        let ty = match self.ty(local) {
            Type::Scalar(s) => s,
            Type::View(v) => v.elem,
        };
        Expr { ty, pos: Pos::default(), kind: ExprKind::Local(local) }
    }

    pub(crate) fn push(&mut self, stmt: Stmt) {
        if let Some(block) = self.blocks.last_mut() {
            block.push(stmt);
        }
    }

    pub(crate) fn set(&mut self, local: LocalId, value: Expr) {
        self.push(Stmt::Assign(local, value));
    }

    pub(crate) fn open(&mut self) {
        self.blocks.push(Vec::new());
    }

    pub(crate) fn close(&mut self) -> Block {
        self.blocks.pop().unwrap_or_default()
    }

    pub(crate) fn mark(&self) -> usize {
        self.blocks.last().map_or(0, Vec::len)
    }

    /// Evaluate now, into a new local.
    pub(crate) fn spill(&mut self, value: Expr) -> Expr {
        if let ExprKind::Const(_) = value.kind {
            return value;
        }
        if let ExprKind::Local(l) = value.kind
            && self.is_temp(l)
        {
            return value;
        }
        let local = self.temp(value.ty);
        self.push(Stmt::Assign(local, value));
        self.get(local)
    }

    /// Evaluate every part of a value now.
    pub(crate) fn spill_value(&mut self, value: Value) -> Value {
        match value {
            Value::Scalar(e) => Value::Scalar(self.spill(e)),
            Value::View(l) if !self.is_temp(l) => {
                let ty = self.view_ty(l);
                let temp = self.temp(ty);
                self.push(Stmt::AssignView(temp, ViewExpr::Local(l), Pos::default()));
                Value::View(temp)
            }
            Value::Tuple(items) => Value::Tuple(items.into_iter().map(|v| self.spill_value(v)).collect()),
            Value::Struct(of, items) => {
                Value::Struct(of, items.into_iter().map(|v| self.spill_value(v)).collect())
            }
            Value::Func(func, items) => {
                Value::Func(func, items.into_iter().map(|v| self.spill_value(v)).collect())
            }
            Value::Lit(Lit::Cond(parts)) => {
                let cond = self.spill(parts.0.clone());
                Value::Lit(Lit::Cond(Box::new((cond, parts.1, parts.2))))
            }
            other => other,
        }
    }

    /// If statements were added since `mark`, evaluate these earlier operands before them.
    pub(crate) fn settle(&mut self, mark: usize, earlier: &mut [&mut Value]) {
        if self.mark() <= mark || earlier.is_empty() {
            return;
        }
        let Some(block) = self.blocks.last_mut() else { return };
        let later: Vec<Stmt> = block.split_off(mark);
        let assigned = tir::walk::assigned(&later);
        for value in earlier.iter_mut() {
            if let Value::Scalar(Expr { kind: ExprKind::Local(l), .. }) = value
                && !assigned.contains(l)
            {
                continue;
            }
            if let Value::View(l) = value
                && !assigned.contains(l)
            {
                continue;
            }
            let taken = std::mem::replace(*value, Value::Unknown);
            **value = self.spill_value(taken);
        }
        if let Some(block) = self.blocks.last_mut() {
            block.extend(later);
        }
    }

    /// Lower something that is evaluated only under a condition: its statements go with it.
    pub(crate) fn nested(&mut self, lower: impl FnOnce(&mut Self) -> Option<Expr>) -> Option<Expr> {
        self.open();
        let value = lower(self);
        let block = self.close();
        let value = value?;
        Some(if block.is_empty() { value } else { Expr::seq(block, value) })
    }

    // Values.

    pub(crate) fn type_of(&self, value: &Value) -> Ty {
        match value {
            Value::Scalar(e) => Ty::Scalar(e.ty),
            Value::Lit(lit) => Ty::Scalar(lit.default_type()),
            Value::View(l) | Value::Atomic(l) => Ty::View(self.view_ty(*l)),
            Value::Tuple(items) => Ty::Tuple(items.iter().map(|v| self.type_of(v)).collect()),
            Value::Struct(of, _) => Ty::Struct(of.clone()),
            Value::Func(func, _) => Ty::Func(func.clone()),
            Value::None => Ty::None,
            Value::Unknown => Ty::Unknown,
        }
    }

    pub(crate) fn describe(&self, value: &Value) -> String {
        match value {
            Value::Lit(lit) if lit.is_int() => "an int literal".into(),
            Value::Lit(_) => "a float literal".into(),
            other => self.type_of(other).to_string(),
        }
    }

    /// The literal as a value of that type, or a message.
    pub(crate) fn literal(&mut self, lit: &Lit, ty: Scalar, span: Span) -> Option<Expr> {
        match lit.to(ty) {
            Ok(mut e) => {
                e.pos = self.pos(span);
                Some(e)
            }
            Err(Misfit::Range(value)) => {
                let hint = match lit.int_home() {
                    Scalar::U64 if ty != Scalar::U64 => {
                        "annotate the variable: `x: u64 = ...`, or make it `u64(...)`"
                    }
                    _ => "use a wider type",
                };
                let message = format!("the literal {value} does not fit {ty}");
                self.advise(codes::LITERAL_RANGE, span, message, hint);
                None
            }
            Err(Misfit::Kind) => {
                let found = if lit.is_int() { "an int literal" } else { "a float literal" };
                let mut d = Diagnostic::error(
                    codes::TYPE_MISMATCH,
                    span,
                    format!("{} is wanted here, this is {found}", article(ty)),
                );
                if ty == Scalar::Bool {
                    d = d.with_hint("write `True` or `False`");
                } else {
                    let text = self.text(span);
                    d = d.with_hint(format!("write `int({text})`")).with_fix(span, format!("int({text})"));
                }
                self.say(d);
                None
            }
        }
    }

    /// The value as a scalar of its own type.
    pub(crate) fn scalar(&mut self, value: Value, span: Span) -> Option<Expr> {
        match value {
            Value::Scalar(e) => Some(e),
            Value::Lit(lit) => self.literal(&lit, lit.default_type(), span),
            Value::Unknown => None,
            other => {
                let found = self.describe(&other);
                self.error(codes::TYPE_MISMATCH, span, format!("a number is wanted here, this is {found}"));
                None
            }
        }
    }

    /// The value as a scalar of that type, converted as a store converts.
    pub(crate) fn coerce(&mut self, value: Value, to: Scalar, span: Span) -> Option<Expr> {
        let e = match value {
            Value::Lit(lit) => return self.literal(&lit, to, span),
            other => self.scalar(other, span)?,
        };
        let pos = self.pos(span);
        if fits(e.ty, to) {
            return Some(Expr::cast(e, to, self.policies.overflow, pos));
        }
        let text = self.text(span);
        let (message, fix) = match (e.ty.is_float(), to) {
            (_, Scalar::Bool) => {
                (format!("a bool is wanted here, this is {}", article(e.ty)), format!("bool({text})"))
            }
            _ => (
                format!("an int ({to}) is wanted here, this is {}", article(e.ty)),
                if to == Scalar::I64 { format!("int({text})") } else { format!("{to}({text})") },
            ),
        };
        self.say(
            Diagnostic::error(codes::TYPE_MISMATCH, span, message)
                .with_hint(format!("convert it: `{fix}`"))
                .with_fix(span, fix),
        );
        None
    }

    /// The value as a bool, by Python's truth.
    pub(crate) fn truth(&mut self, value: Value, span: Span) -> Option<Expr> {
        match value {
            Value::View(_) => {
                self.advise(
                    codes::TYPE_MISMATCH,
                    span,
                    "an array has no truth value",
                    "test its length: `len(a) > 0`",
                );
                None
            }
            Value::Tuple(items) => Some(Expr::bool(!items.is_empty())),
            Value::Struct(..) | Value::Func(..) => Some(Expr::bool(true)),
            Value::None => Some(Expr::bool(false)),
            other => {
                let e = self.scalar(other, span)?;
                let pos = self.pos(span);
                Some(Expr::cast(e, Scalar::Bool, Overflow::Raise, pos))
            }
        }
    }

    // Variables.

    /// The number of a variable.
    pub(crate) fn var(&mut self, var: &Var) -> usize {
        if let Some(&index) = self.index.get(var) {
            return index;
        }
        let index = self.vars.len();
        let name = self.ck.var_name(var);
        self.index.insert(var.clone(), index);
        self.vars.push(VarInfo {
            var: var.clone(),
            name,
            slot: None,
            bound: None,
            object: None,
            handle: None,
            capture: None,
            unknown: false,
        });
        index
    }

    /// Give a variable a type and locals.
    pub(crate) fn declare(&mut self, index: usize, ty: Ty, declared: bool, span: Span) -> Slot {
        let name = self.vars[index].name.clone();
        let mut leaves = Vec::new();
        self.leaves_of(&name, &ty, &mut leaves);
        let slot = Slot { ty, leaves, declared, span };
        self.vars[index].slot = Some(slot.clone());
        slot
    }

    fn leaves_of(&mut self, name: &str, ty: &Ty, out: &mut Vec<LocalId>) {
        match ty {
            Ty::Scalar(s) => out.push(self.local(name, *s)),
            Ty::View(v) => out.push(self.local(name, *v)),
            Ty::Tuple(items) => {
                for (i, item) in items.iter().enumerate() {
                    self.leaves_of(&format!("{name}.{i}"), item, out);
                }
            }
            Ty::Struct(of) => {
                for (field, ty) in &of.fields {
                    self.leaves_of(&format!("{name}.{field}"), ty, out);
                }
            }
            Ty::Func(func) => {
                for (i, item) in func.captures.iter().enumerate() {
                    self.leaves_of(&format!("{name}.{i}"), item, out);
                }
            }
            Ty::None | Ty::Unknown => {}
        }
    }

    /// The value held by locals, by type.
    pub(crate) fn value_of(&self, ty: &Ty, leaves: &mut std::slice::Iter<'_, LocalId>) -> Value {
        match ty {
            Ty::Scalar(_) => leaves.next().map_or(Value::Unknown, |&l| Value::Scalar(self.get(l))),
            Ty::View(v) if v.rank == 0 => leaves.next().map_or(Value::Unknown, |&l| Value::Atomic(l)),
            Ty::View(_) => leaves.next().map_or(Value::Unknown, |&l| Value::View(l)),
            Ty::Tuple(items) => Value::Tuple(items.iter().map(|t| self.value_of(t, leaves)).collect()),
            Ty::Struct(of) => {
                Value::Struct(of.clone(), of.fields.iter().map(|(_, t)| self.value_of(t, leaves)).collect())
            }
            Ty::Func(func) => {
                Value::Func(func.clone(), func.captures.iter().map(|t| self.value_of(t, leaves)).collect())
            }
            Ty::None => Value::None,
            Ty::Unknown => Value::Unknown,
        }
    }

    /// The type that a new variable gets from a value.
    fn inferred(&self, var: &Var, ty: &Ty) -> Ty {
        match ty.widened() {
            Ty::View(mut v) => {
                if self.writes.get(var).copied().unwrap_or(0) > 1 {
                    v.contiguous = false;
                }
                Ty::View(v)
            }
            other => other,
        }
    }

    /// `var = value`.
    pub(crate) fn assign(&mut self, var: &Var, value: Value, target: Span, span: Span) {
        if let Value::Atomic(_) = value {
            self.unsupported(span, "assigning an `Atomic`", "use the name that it has");
            return;
        }
        let index = self.var(var);
        let ty = self.type_of(&value);
        let slot = match &self.vars[index].slot {
            Some(slot) => slot.clone(),
            None => {
                if ty == Ty::None {
                    let hint = "native variables hold numbers, bools, arrays and tuples of numbers";
                    self.advise(codes::NOT_IN_NATIVE, span, "a variable that is None", hint);
                }
                if ty.is_unknown() || ty == Ty::None {
                    self.vars[index].unknown = true;
                    self.now.add(index);
                    return;
                }
                let ty = self.inferred(var, &ty);
                self.declare(index, ty, false, target)
            }
        };
        self.now.add(index);
        if ty.is_unknown() {
            return;
        }
        let value = match slot.leaves.len() {
            0 => value,
            1 if !matches!(slot.ty, Ty::Struct(_)) => value,
            _ => self.spill_value(value),
        };
        self.store_leaves(&slot, &slot.ty, value, &mut slot.leaves.iter(), target, span, index);
        self.mark_bound(index);
    }

    /// A variable that a block gives back has a value now.
    pub(crate) fn mark_bound(&mut self, index: usize) {
        if let Some(bound) = self.vars[index].bound {
            self.set(bound, Expr::bool(true));
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn store_leaves(
        &mut self,
        slot: &Slot,
        ty: &Ty,
        value: Value,
        leaves: &mut std::slice::Iter<'_, LocalId>,
        target: Span,
        span: Span,
        index: usize,
    ) {
        match (ty, value) {
            (Ty::Tuple(types), Value::Tuple(values)) if types.len() == values.len() => {
                for (ty, value) in types.iter().zip(values) {
                    self.store_leaves(slot, ty, value, leaves, target, span, index);
                }
            }
            (Ty::Struct(want), Value::Struct(have, values)) if *want == have => {
                // Fields have exactly their types.
                for ((_, ty), value) in want.fields.iter().zip(values) {
                    match (ty, value) {
                        (Ty::Scalar(_), Value::Scalar(e)) => {
                            if let Some(&leaf) = leaves.next() {
                                self.set(leaf, e);
                            }
                        }
                        (ty, value) => self.store_leaves(slot, ty, value, leaves, target, span, index),
                    }
                }
            }
            (Ty::Func(want), Value::Func(have, values)) if *want == have => {
                // What was captured has exactly the types that the function has.
                for (ty, value) in want.captures.iter().zip(values) {
                    match (ty, value) {
                        (Ty::Scalar(_), Value::Scalar(e)) => {
                            if let Some(&leaf) = leaves.next() {
                                self.set(leaf, e);
                            }
                        }
                        (ty, value) => self.store_leaves(slot, ty, value, leaves, target, span, index),
                    }
                }
            }
            (Ty::Scalar(want), value @ (Value::Scalar(_) | Value::Lit(_))) => {
                let Some(&leaf) = leaves.next() else { return };
                let e = if slot.declared {
                    self.coerce(value, *want, span)
                } else {
                    self.same_type(value, *want, slot, target, span, index)
                };
                if let Some(e) = e {
                    self.set(leaf, e);
                }
            }
            (Ty::View(want), Value::View(from)) => {
                let Some(&leaf) = leaves.next() else { return };
                let have = self.view_ty(from);
                if have.elem != want.elem || have.rank != want.rank {
                    self.two_types(index, slot, &Ty::View(have), target);
                } else if want.writable && !have.writable {
                    self.advise(
                        codes::READ_ONLY,
                        span,
                        format!(
                            "`{}` is a view that may be written, this one is read-only",
                            self.vars[index].name
                        ),
                        "use a second name for the read-only view",
                    );
                } else if want.contiguous && !have.contiguous {
                    self.advise(
                        codes::TYPE_MISMATCH,
                        span,
                        format!(
                            "`{}` is contiguous ({want}), this view may have strides",
                            self.vars[index].name
                        ),
                        "make a copy: `.copy()`",
                    );
                } else {
                    let pos = self.pos(span);
                    self.push(Stmt::AssignView(leaf, ViewExpr::Local(from), pos));
                }
            }
            (_, value) => {
                let have = self.type_of(&value);
                if !have.is_unknown() {
                    self.two_types(index, slot, &have, target);
                }
            }
        }
    }

    /// A value for a variable whose type was inferred: the same type, or a literal.
    fn same_type(
        &mut self,
        value: Value,
        want: Scalar,
        slot: &Slot,
        target: Span,
        span: Span,
        index: usize,
    ) -> Option<Expr> {
        match value {
            Value::Lit(lit) if lit.to(want) != Err(Misfit::Kind) => self.literal(&lit, want, span),
            other => {
                let found = self.scalar(other, span)?;
                if widen(found.ty) == want {
                    let pos = self.pos(span);
                    return Some(Expr::cast(found, want, Overflow::Proven, pos));
                }
                self.two_types(index, slot, &Ty::Scalar(widen(found.ty)), target);
                None
            }
        }
    }

    /// UG110.
    pub(crate) fn two_types(&mut self, index: usize, slot: &Slot, found: &Ty, target: Span) {
        let name = self.vars[index].name.clone();
        let here = self.ck.source.line_col(target.start);
        let there = self.ck.source.line_col(slot.span.start);
        let message = format!(
            "`{name}` is {} at {}:{} and {found} at {}:{}",
            slot.ty, there.line, there.column, here.line, here.column
        );
        let mut d = Diagnostic::error(codes::TYPE_CHANGES, target, message)
            .with_text(format!("{found} here"))
            .with_label(slot.span, format!("{} here", slot.ty));
        d = match (&slot.ty, found) {
            (Ty::Scalar(a), Ty::Scalar(b)) if !slot.declared && b.is_float() && !a.is_float() => {
                let first = self.text(slot.span);
                let d =
                    d.with_hint(format!("give it its type where it is first assigned: `{name}: {b} = ...`"));
                if first == &*name { d.with_fix(slot.span, format!("{name}: {b}")) } else { d }
            }
            (Ty::Scalar(a), Ty::Scalar(_)) => {
                d.with_hint(format!("convert: `{a}(...)`, or use a second name"))
            }
            _ => d.with_hint("use a second name"),
        };
        self.say(d);
    }

    /// Assign a scalar of the right kind to a leaf that is known to fit (loop variables).
    pub(crate) fn is_reducing(&self, index: usize) -> Option<ReduceOp> {
        self.reducing.iter().rev().find(|(i, _)| *i == index).map(|(_, op)| *op)
    }

    // Views.

    /// A new header in a temporary.
    pub(crate) fn new_view(&mut self, ty: tir::ViewType, view: ViewExpr, pos: Pos) -> Value {
        let temp = self.temp(ty);
        self.push(Stmt::AssignView(temp, view, pos));
        Value::View(temp)
    }

    /// The full slice of one axis.
    pub(crate) fn whole_axis() -> SliceIndex {
        SliceIndex::Range { lo: None, hi: None, step: None }
    }
}

/// Whether a value of type `from` may be stored where `to` is wanted.
pub(crate) fn fits(from: Scalar, to: Scalar) -> bool {
    from == to || to.is_float() || (to.is_int() && !from.is_float())
}

/// "an i64", "a f64".
pub(crate) fn article(s: Scalar) -> String {
    match s {
        Scalar::I8 | Scalar::I16 | Scalar::I32 | Scalar::I64 | Scalar::F32 | Scalar::F64 => format!("an {s}"),
        _ => format!("a {s}"),
    }
}
