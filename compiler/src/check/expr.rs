//! Lowering expressions.

use ungil_grammar::codes;
use ungil_grammar::{Diagnostic, Span};

use super::body::Body;
use super::value::{Lit, Value};
use crate::hir::{self, BoolOp, Const, ExprKind, UnaryOp, Var};
use crate::tir::{BinOp, CmpOp, Expr, Overflow, Scalar, Stmt, UnOp, ViewExpr};
use crate::types::{Ty, builtin_named, widen};

/// After so many levels of nesting a value is put into a temporary, which keeps TIR's trees shallow.
const SPILL_EVERY: u32 = 24;

impl Body<'_, '_> {
    /// Lower an expression.
    pub(crate) fn expr(&mut self, e: &hir::Expr) -> Value {
        self.nest += 1;
        let value = self.expr_inner(e);
        self.nest -= 1;
        match value {
            Value::Scalar(x) if self.nest > 0 && self.nest.is_multiple_of(SPILL_EVERY) => {
                Value::Scalar(self.spill(x))
            }
            other => other,
        }
    }

    fn expr_inner(&mut self, e: &hir::Expr) -> Value {
        match &e.kind {
            ExprKind::Const(c) => self.constant(c, e.span),
            ExprKind::Var(var) => self.read(var, e.span),
            ExprKind::Named { target, target_span, value } => {
                let v = self.expr(value);
                if matches!(v, Value::View(_)) {
                    return self.unsupported(e.span, "`:=` of an array", "assign it in a statement before");
                }
                if matches!(v, Value::None) {
                    return self.error(codes::TYPE_MISMATCH, value.span, "this has no value");
                }
                self.assign(target, v, *target_span, value.span);
                self.read(target, e.span)
            }
            ExprKind::Bool { op, values } => self.bool_value(*op, values, e.span),
            ExprKind::Compare { first, rest } => self.compare_chain(first, rest, e.span),
            ExprKind::Binary { first, rest } => {
                let mut value = self.expr(first);
                let mut span = first.span;
                for (i, step) in rest.iter().enumerate() {
                    let mark = self.mark();
                    let right = self.expr(&step.right);
                    self.settle(mark, &mut [&mut value]);
                    value = self.binary(step.op, (value, span), (right, step.right.span), step.span);
                    span = step.span;
                    if i % 16 == 15 {
                        value = self.spill_value(value);
                    }
                }
                value
            }
            ExprKind::Unary { op, operand } => self.unary(*op, operand, e.span),
            ExprKind::IfElse { cond, then, orelse } => self.if_else(cond, then, orelse, e.span),
            ExprKind::Tuple(items) => {
                if items.iter().any(|i| matches!(i.kind, ExprKind::Starred(_))) {
                    return self.unsupported(e.span, "`*` in a tuple", "write the elements out");
                }
                let items: Vec<&hir::Expr> = items.iter().collect();
                let values = self.list(&items);
                if values.iter().map(|v| self.type_of(v).parts()).sum::<usize>() > Ty::MAX_PARTS {
                    return self.unsupported(e.span, "a tuple with so many parts", "use an array");
                }
                Value::Tuple(values)
            }
            ExprKind::Call(call) => self.call(call, e.span),
            ExprKind::Attribute { value, name, name_span } => self.attribute(e, value, name, *name_span),
            ExprKind::Index { value, index } => self.index_value(value, index, e.span),
            ExprKind::List(_) | ExprKind::Set(_) | ExprKind::Dict(_) => {
                let what = match &e.kind {
                    ExprKind::List(_) => "a list",
                    ExprKind::Set(_) => "a set",
                    _ => "a dict",
                };
                self.builds(e.span, what)
            }
            ExprKind::Comp(comp) => {
                let what = match comp.kind {
                    hir::CompKind::List => "a list",
                    hir::CompKind::Set => "a set",
                    hir::CompKind::Dict => "a dict",
                };
                self.builds(e.span, what)
            }
            ExprKind::FormatString(_) => self.builds(e.span, "a str"),
            ExprKind::Generator { .. } => {
                self.unsupported(e.span, "a generator expression", "write the loop out")
            }
            ExprKind::Lambda { func, .. } => self.closure(*func, e.span, false),
            ExprKind::Await(_) => self.suspends(e.span, "await"),
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) => self.suspends(e.span, "yield"),
            ExprKind::Slice { .. } => self.unsupported(e.span, "a slice here", "slice an array"),
            ExprKind::Starred(_) => self.unsupported(e.span, "`*`", "write the elements out"),
        }
    }

    fn suspends(&mut self, span: Span, word: &str) -> Value {
        self.advise(
            codes::YIELD_IN_REGION,
            span,
            format!("`{word}` in a region"),
            "move it out: a region runs to its end without the lock",
        )
    }

    pub(crate) fn builds(&mut self, span: Span, what: &str) -> Value {
        let hint = match what {
            "a str" | "bytes" => "build it before or after the region",
            _ => "use an array: `zeros(n, dtype=f64)`",
        };
        self.advise(codes::BUILDS_OBJECT, span, format!("{what} is built without the lock"), hint)
    }

    /// Lower operands in order, each settled before what the later ones need.
    pub(crate) fn list(&mut self, items: &[&hir::Expr]) -> Vec<Value> {
        let mut values: Vec<Value> = Vec::with_capacity(items.len());
        for item in items {
            let mark = self.mark();
            let value = self.expr(item);
            let mut earlier: Vec<&mut Value> = values.iter_mut().collect();
            self.settle(mark, &mut earlier);
            values.push(value);
        }
        values
    }

    /// Lower an expression to a scalar.
    pub(crate) fn number(&mut self, e: &hir::Expr) -> Option<Expr> {
        let v = self.expr(e);
        self.scalar(v, e.span)
    }

    /// A literal.
    pub(crate) fn constant(&mut self, c: &Const, span: Span) -> Value {
        match c {
            Const::None => Value::None,
            Const::Bool(b) => Value::Scalar(Expr { pos: self.pos(span), ..Expr::bool(*b) }),
            Const::Int(i) => Value::Lit(Lit::Int(*i as i128)),
            Const::BigInt(big) => match i128::try_from(&**big) {
                Ok(v) => Value::Lit(Lit::Int(v)),
                Err(_) => {
                    use num_bigint::Sign;
                    let text = big.to_string();
                    let float = text.parse::<f64>().unwrap_or(match big.sign() {
                        Sign::Minus => f64::NEG_INFINITY,
                        _ => f64::INFINITY,
                    });
                    Value::Lit(Lit::Big(float))
                }
            },
            Const::Float(f) => Value::Lit(Lit::Float(*f)),
            Const::Tuple(items) => Value::Tuple(items.iter().map(|c| self.constant(c, span)).collect()),
            Const::Str(_) | Const::Wtf8(_) => self.builds(span, "a str"),
            Const::Bytes(_) => self.builds(span, "bytes"),
            Const::Complex(..) => self.unsupported(span, "a complex number", "use two floats"),
            Const::FrozenSet(_) => self.builds(span, "a set"),
            Const::Ellipsis => self.unsupported(span, "`...`", "write the expression"),
        }
    }

    /// The value of a variable.
    pub(crate) fn read(&mut self, var: &Var, span: Span) -> Value {
        if self.index.contains_key(var) || !matches!(var, Var::Global(_)) {
            return self.read_local(var, span);
        }
        let Var::Global(name) = var else { return Value::Unknown };
        let module = self.ck.module;
        if let Some(global) = module.constant_global(name) {
            return match &global.binding {
                hir::Binding::Literal(c) => match c {
                    Const::Str(_) | Const::Bytes(_) | Const::Wtf8(_) | Const::None => {
                        self.object_used(span, name, None)
                    }
                    c => self.constant(c, span),
                },
                hir::Binding::Value
                    if !self.ck.early
                        && let Some((class, c)) = self.ck.constants.structure(name)
                        && let Some(class) = super::structs::named(module, &class)
                        && let Ok(ty) = super::structs::struct_type(module, self.ck.home, class, 0) =>
                {
                    self.struct_constant(&ty, &c, span)
                }
                hir::Binding::Value => match self.ck.constants.value(name) {
                    Some(
                        c @ (Const::Bool(_)
                        | Const::Int(_)
                        | Const::BigInt(_)
                        | Const::Float(_)
                        | Const::Tuple(_)),
                    ) => self.constant(&c, span),
                    _ if self.ck.early => {
                        self.ck.unknown = true;
                        Value::Unknown
                    }
                    _ => self.advise(
                        codes::PYTHON_OBJECT,
                        span,
                        format!("the global `{name}` is not a number"),
                        format!("pass it as a parameter: `{name}: View[f64]`"),
                    ),
                },
                hir::Binding::Function(id) => self.global_function(*id, span),
                hir::Binding::Class(_) => {
                    self.unsupported(span, "a class as a value", "use numbers and arrays")
                }
                hir::Binding::Import { .. } => self.object_used(span, name, Some("a module")),
                hir::Binding::ImportFrom { module, .. }
                    if &**module != "math" && &**module != "ungil" && !super::link::never_native(module) =>
                {
                    self.linked_value(&[name], span)
                }
                hir::Binding::ImportFrom { module, name: inner } => {
                    if &**module == "math"
                        && let Some(v) = super::math::constant(inner)
                    {
                        return Value::Lit(Lit::Float(v));
                    }
                    self.object_used(span, name, None)
                }
            };
        }
        if module.globals.contains_key(name) {
            return self.advise(
                codes::NOT_IN_NATIVE,
                span,
                format!("the global `{name}` is reassigned somewhere, so it is no constant; it cannot be used in native code"),
                "pass it as a parameter",
            );
        }
        if module.star_import {
            return self.unsupported(
                span,
                &format!("`{name}` after `from ... import *`"),
                "import the names that you need",
            );
        }
        if super::builtins::is_builtin(name) {
            return self.advise(
                codes::NEEDS_LOCK,
                span,
                format!("`{name}` needs the lock"),
                "use it before or after the region",
            );
        }
        self.unknown_name(name, span)
    }

    fn unknown_name(&mut self, name: &str, span: Span) -> Value {
        let mut d = Diagnostic::error(codes::UNKNOWN_NAME, span, format!("unknown name `{name}`"));
        let known: Vec<&str> = self
            .vars
            .iter()
            .map(|v| &*v.name)
            .chain(self.ck.module.globals.keys().map(|k| &**k))
            .chain(super::builtins::NATIVE.iter().copied())
            .collect();
        if let Some(near) = super::diags::nearest(name, known) {
            d = d.with_hint(format!("did you mean `{near}`?")).with_fix(span, near.to_string());
        }
        self.say(d)
    }

    pub(crate) fn object_used(&mut self, span: Span, name: &str, what: Option<&str>) -> Value {
        let what = what.map(|w| format!(" ({w})")).unwrap_or_default();
        let d = Diagnostic::error(
            codes::PYTHON_OBJECT,
            span,
            format!("Python object `{name}`{what} used in a region"),
        )
        .with_hint("copy what you need out of it before the region, or use it in a `with gil:`");
        let d = self.offer_gil(d);
        self.say(d)
    }

    fn read_local(&mut self, var: &Var, span: Span) -> Value {
        if let Var::Free(_) | Var::Class(_) | Var::ClassFree(..) = var
            && !self.index.contains_key(var)
        {
            let name = self.ck.var_name(var);
            return self.unsupported(
                span,
                &format!("the variable `{name}` of an enclosing function"),
                "pass it as a parameter",
            );
        }
        let index = self.var(var);
        let info = &self.vars[index];
        let name = info.name.clone();
        if let Some(op) = self.is_reducing(index) {
            return self.advise(
                codes::REDUCTION_READ,
                span,
                format!("reduction `{name}` ({}) is read inside the loop", op.name()),
                "use a private copy",
            );
        }
        if !self.now.has(index) {
            if let Some(object) = info.object.clone() {
                return self.object_used(span, &name, Some(&object));
            }
            let mut d = Diagnostic::error(
                codes::MAYBE_UNASSIGNED,
                span,
                format!("`{name}` may be read before it is assigned"),
            );
            if let Some(slot) = &info.slot {
                d = d.with_label(slot.span, "assigned here, on some paths only");
            }
            let d = d.with_hint(format!("give `{name}` a value before"));
            self.now.add(index);
            return self.say(d);
        }
        let info = &self.vars[index];
        if info.unknown {
            return Value::Unknown;
        }
        if let (None, Some(object)) = (&info.slot, info.object.clone()) {
            return self.object_used(span, &name, Some(&object));
        }
        match &info.slot {
            Some(slot) => {
                let slot = slot.clone();
                let mut value = self.value_of(&slot.ty, &mut slot.leaves.iter());
                if let Value::Scalar(e) = &mut value {
                    e.pos = self.pos(span);
                }
                value
            }
            None => Value::Unknown,
        }
    }

    /// An expression used as a condition.
    pub(crate) fn condition(&mut self, e: &hir::Expr) -> Option<Expr> {
        match &e.kind {
            ExprKind::Bool { op, values } => {
                let mut parts = Vec::new();
                let mut ok = true;
                for (i, value) in values.iter().enumerate() {
                    let part = if i == 0 {
                        self.condition(value)
                    } else {
                        let before = self.now.clone();
                        let part = self.nested(|b| b.condition(value));
                        self.now = before;
                        part
                    };
                    match part {
                        Some(part) => parts.push(part),
                        None => ok = false,
                    }
                }
                ok.then(|| balanced(*op, parts))
            }
            ExprKind::Unary { op: UnaryOp::Not, operand } => {
                let inner = self.condition(operand)?;
                Some(inner.negated(self.pos(e.span)))
            }
            _ => {
                let value = self.expr(e);
                self.truth(value, e.span)
            }
        }
    }

    /// `a and b` as a value: of bools a bool, else one of the operands.
    fn bool_value(&mut self, op: BoolOp, values: &[hir::Expr], span: Span) -> Value {
        let Some((first, rest)) = values.split_first() else { return Value::Unknown };
        let mut value = self.expr(first);
        let mut at = first.span;
        let pos = self.pos(span);
        let mut bools = Vec::new();
        for next in rest {
            let Some(left) = self.scalar(value, at) else {
                rest.iter().for_each(|e| {
                    self.open();
                    self.expr(e);
                    self.close();
                });
                return Value::Unknown;
            };
            if left.ty == Scalar::Bool {
                let before = self.now.clone();
                let right = self.nested(|b| b.number(next));
                self.now = before;
                let Some(right) = right else { return Value::Unknown };
                if right.ty != Scalar::Bool {
                    return self.mixed_choice(span, Scalar::Bool, right.ty);
                }
                bools.push(left);
                value = Value::Scalar(right);
                at = next.span;
                continue;
            }
            if !bools.is_empty() {
                return self.mixed_choice(span, Scalar::Bool, left.ty);
            }
            // The left operand is both tested and, perhaps, the value.
            let left = self.spill(left.widen());
            let before = self.now.clone();
            let ty = left.ty;
            let right = self.nested(|b| {
                let v = b.expr(next);
                match v {
                    Value::Lit(lit) => b.literal(&lit, ty, next.span),
                    other => b.scalar(other, next.span).map(Expr::widen),
                }
            });
            self.now = before;
            let Some(right) = right else { return Value::Unknown };
            if right.ty != ty {
                return self.mixed_choice(span, ty, right.ty);
            }
            let test = Expr::cast(left.clone(), Scalar::Bool, Overflow::Raise, pos);
            let chosen = match op {
                BoolOp::And => Expr::cond(test, right, left, pos),
                BoolOp::Or => Expr::cond(test, left, right, pos),
            };
            value = Value::Scalar(chosen);
            at = span;
        }
        if bools.is_empty() {
            return value;
        }
        let Some(last) = self.scalar(value, at) else { return Value::Unknown };
        bools.push(last);
        Value::Scalar(balanced(op, bools))
    }

    fn mixed_choice(&mut self, span: Span, a: Scalar, b: Scalar) -> Value {
        self.advise(
            codes::TYPE_MISMATCH,
            span,
            format!("the alternatives have two types, {a} and {b}"),
            "convert one of them",
        )
    }

    fn if_else(&mut self, cond: &hir::Expr, then: &hir::Expr, orelse: &hir::Expr, span: Span) -> Value {
        let test = self.condition(cond);
        let pos = self.pos(span);
        let before = self.now.clone();
        self.open();
        let a = self.expr(then);
        let a_block = self.close();
        let after = std::mem::replace(&mut self.now, before);
        self.open();
        let b = self.expr(orelse);
        let b_block = self.close();
        self.now.join(&after);
        let Some(test) = test else { return Value::Unknown };
        match (a, b) {
            (Value::Unknown, _) | (_, Value::Unknown) => Value::Unknown,
            (Value::Lit(x), Value::Lit(y)) if a_block.is_empty() && b_block.is_empty() => {
                Value::Lit(Lit::Cond(Box::new((test, x, y))))
            }
            (Value::View(x), Value::View(y)) => {
                let (have, other) = (self.view_ty(x), self.view_ty(y));
                if have.elem != other.elem || have.rank != other.rank {
                    return self.error(
                        codes::TYPE_MISMATCH,
                        span,
                        format!("the alternatives have two types, {have} and {other}"),
                    );
                }
                let mut ty = have;
                ty.contiguous &= other.contiguous;
                ty.writable &= other.writable;
                let temp = self.temp(ty);
                let (mut a_block, mut b_block) = (a_block, b_block);
                a_block.push(Stmt::AssignView(temp, ViewExpr::Local(x), pos));
                b_block.push(Stmt::AssignView(temp, ViewExpr::Local(y), pos));
                self.push(Stmt::If(test, a_block, b_block));
                Value::View(temp)
            }
            (Value::Struct(x, xs), Value::Struct(y, ys)) if x == y => {
                // One place for both, which each alternative fills.
                let (mut leaves, mut from_a, mut from_b) = (Vec::new(), Vec::new(), Vec::new());
                let ty = Ty::Struct(x.clone());
                self.temps_of(&ty, &mut leaves);
                self.pass_captured(&Value::Struct(x, xs), &mut from_a);
                self.pass_captured(&Value::Struct(y, ys), &mut from_b);
                let (mut a_block, mut b_block) = (a_block, b_block);
                for ((&leaf, a), b) in leaves.iter().zip(from_a).zip(from_b) {
                    if let (crate::tir::Arg::Scalar(a), crate::tir::Arg::Scalar(b)) = (a, b) {
                        a_block.push(Stmt::Assign(leaf, a));
                        b_block.push(Stmt::Assign(leaf, b));
                    }
                }
                self.push(Stmt::If(test, a_block, b_block));
                self.value_of(&ty, &mut leaves.iter())
            }
            (Value::Tuple(xs), Value::Tuple(ys)) if xs.len() == ys.len() && !xs.is_empty() => {
                // Each part of the tuple gets a temporary.
                let mut out = Vec::new();
                let (mut a_block, mut b_block) = (a_block, b_block);
                for (x, y) in xs.into_iter().zip(ys) {
                    let Some((x, y)) = self.same(x, then.span, y, orelse.span) else { return Value::Unknown };
                    let temp = self.temp(x.ty);
                    a_block.push(Stmt::Assign(temp, x));
                    b_block.push(Stmt::Assign(temp, y));
                    out.push(Value::Scalar(self.get(temp)));
                }
                self.push(Stmt::If(test, a_block, b_block));
                Value::Tuple(out)
            }
            (a, b) => {
                let Some((a, b)) = self.same(a, then.span, b, orelse.span) else { return Value::Unknown };
                let a = if a_block.is_empty() { a } else { Expr::seq(a_block, a) };
                let b = if b_block.is_empty() { b } else { Expr::seq(b_block, b) };
                Value::Scalar(Expr::cond(test, a, b, pos))
            }
        }
    }

    /// Two alternatives as scalars of one type.
    fn same(&mut self, a: Value, at: Span, b: Value, bt: Span) -> Option<(Expr, Expr)> {
        let (a, b) = match (a, b) {
            (Value::Lit(x), Value::Lit(y)) => {
                let ty = if x.is_int() && y.is_int() { Scalar::I64 } else { Scalar::F64 };
                (self.literal(&x, ty, at)?, self.literal(&y, ty, bt)?)
            }
            (Value::Lit(x), other) => {
                let b = self.scalar(other, bt)?.widen_unless_bool();
                (self.literal(&x, b.ty, at)?, b)
            }
            (other, Value::Lit(y)) => {
                let a = self.scalar(other, at)?.widen_unless_bool();
                let b = self.literal(&y, a.ty, bt)?;
                (a, b)
            }
            (a, b) => (self.scalar(a, at)?.widen_unless_bool(), self.scalar(b, bt)?.widen_unless_bool()),
        };
        if a.ty != b.ty {
            self.mixed_choice(at.to(bt), a.ty, b.ty);
            return None;
        }
        Some((a, b))
    }

    fn compare_chain(&mut self, first: &hir::Expr, rest: &[(hir::CmpOp, hir::Expr)], span: Span) -> Value {
        let mut left = self.expr(first);
        let mut left_span = first.span;
        let mut tests: Vec<Expr> = Vec::new();
        let before = self.now.clone();
        let mut ok = true;
        for (i, (op, e)) in rest.iter().enumerate() {
            let last = i + 1 == rest.len();
            let pos = self.pos(left_span.to(e.span));
            if i > 0 {
                self.open();
            }
            let mark = self.mark();
            let test = if let hir::CmpOp::In | hir::CmpOp::NotIn = op {
                self.membership(*op, &mut left, left_span, e)
            } else {
                let mut right = self.expr(e);
                self.settle(mark, &mut [&mut left]);
                if !last {
                    // The middle operand is used twice. The left one must not move behind it.
                    if !matches!(right, Value::Lit(_)) {
                        left = self.spill_value(left);
                        right = self.spill_value(right);
                    }
                }
                let test = self.compare(*op, left, left_span, right.clone(), e.span, pos);
                left = right;
                test
            };
            left_span = e.span;
            let block = if i > 0 { self.close() } else { Vec::new() };
            match test {
                Some(test) => tests.push(if block.is_empty() { test } else { Expr::seq(block, test) }),
                None => ok = false,
            }
            if i == 0 && rest.len() > 1 {
                // From the second comparison on everything is conditional.
                left = match left {
                    Value::Scalar(_) => self.spill_value(left),
                    other => other,
                };
            }
        }
        if rest.len() > 1 {
            self.now = before;
        }
        let _ = span;
        if ok { Value::Scalar(balanced(BoolOp::And, tests)) } else { Value::Unknown }
    }

    /// `x in (a, b)`.
    fn membership(
        &mut self,
        op: hir::CmpOp,
        left: &mut Value,
        left_span: Span,
        e: &hir::Expr,
    ) -> Option<Expr> {
        let pos = self.pos(left_span.to(e.span));
        let items: Vec<Value> = match &e.kind {
            ExprKind::Tuple(items) => {
                let mark = self.mark();
                let items: Vec<&hir::Expr> = items.iter().collect();
                let items = self.list(&items);
                self.settle(mark, &mut [left]);
                items
            }
            ExprKind::Const(Const::Tuple(items)) => items.iter().map(|c| self.constant(c, e.span)).collect(),
            _ => {
                self.unsupported(
                    e.span,
                    "`in` for anything but a tuple",
                    "write a loop, or a tuple: `x in (1, 2, 3)`",
                );
                return None;
            }
        };
        let value = std::mem::replace(left, Value::Unknown);
        *left = self.spill_value(value);
        let mut tests = Vec::new();
        for item in items {
            let item = self.spill_value(item);
            tests.push(self.compare(hir::CmpOp::Eq, left.clone(), left_span, item, e.span, pos)?);
        }
        if tests.is_empty() {
            return Some(Expr::bool(op == hir::CmpOp::NotIn));
        }
        let any = balanced(BoolOp::Or, tests);
        Some(if op == hir::CmpOp::NotIn { any.negated(pos) } else { any })
    }

    /// One comparison.
    pub(crate) fn compare(
        &mut self,
        op: hir::CmpOp,
        left: Value,
        left_span: Span,
        right: Value,
        right_span: Span,
        pos: crate::tir::Pos,
    ) -> Option<Expr> {
        let op = match op {
            hir::CmpOp::Eq => CmpOp::Eq,
            hir::CmpOp::Ne => CmpOp::Ne,
            hir::CmpOp::Lt => CmpOp::Lt,
            hir::CmpOp::Le => CmpOp::Le,
            hir::CmpOp::Gt => CmpOp::Gt,
            hir::CmpOp::Ge => CmpOp::Ge,
            other => {
                self.unsupported(
                    left_span.to(right_span),
                    &format!("`{}`", other.as_str()),
                    "compare numbers with `==`",
                );
                return None;
            }
        };
        if let (Value::Struct(..), _) | (_, Value::Struct(..)) = (&left, &right) {
            if let (Value::Unknown, _) | (_, Value::Unknown) = (&left, &right) {
                return None;
            }
            return self.same_struct(op, (left, left_span), (right, right_span), pos);
        }
        if let (Value::Tuple(_), _) | (_, Value::Tuple(_)) = (&left, &right) {
            self.unsupported(left_span.to(right_span), "a comparison of tuples", "compare their parts");
            return None;
        }
        let (a, b) = match (left, right) {
            (Value::Lit(x), Value::Lit(y)) => {
                let (tx, ty) = (x.default_type(), y.default_type());
                let (tx, ty) = (
                    if tx == Scalar::I64 { x.int_home() } else { tx },
                    if ty == Scalar::I64 { y.int_home() } else { ty },
                );
                (self.literal(&x, tx, left_span)?, self.literal(&y, ty, right_span)?)
            }
            (Value::Lit(x), other) => {
                let b = self.scalar(other, right_span)?;
                (self.compared(&x, b.ty, left_span)?, b)
            }
            (other, Value::Lit(y)) => {
                let a = self.scalar(other, left_span)?;
                let b = self.compared(&y, a.ty, right_span)?;
                (a, b)
            }
            (a, b) => (self.scalar(a, left_span), self.scalar(b, right_span)).both()?,
        };
        Some(Expr::compare(op, a, b, pos))
    }

    /// A literal compared with a value of type `with`: comparisons are exact, so an int literal stays an int unless the
    /// float holds it exactly.
    fn compared(&mut self, lit: &Lit, with: Scalar, span: Span) -> Option<Expr> {
        if lit.is_int() {
            if with.is_float()
                && let Lit::Int(v) = lit
                && exactly(*v, with)
            {
                return self.literal(lit, with, span);
            }
            if let Lit::Big(v) = lit {
                return Some(Expr::f64(*v))
                    .filter(|_| with.is_float())
                    .or_else(|| self.literal(lit, Scalar::I64, span));
            }
            return self.literal(lit, lit.int_home(), span);
        }
        let ty = if with == Scalar::F32 { Scalar::F32 } else { Scalar::F64 };
        self.literal(lit, ty, span)
    }

    fn unary(&mut self, op: UnaryOp, operand: &hir::Expr, span: Span) -> Value {
        let pos = self.pos(span);
        if op == UnaryOp::Not {
            return match self.condition(operand) {
                Some(e) => Value::Scalar(e.negated(pos)),
                None => Value::Unknown,
            };
        }
        let value = self.expr(operand);
        match (op, value) {
            (UnaryOp::Neg, Value::Lit(lit)) => Value::Lit(lit.negated()),
            (UnaryOp::Pos, Value::Lit(lit)) => Value::Lit(lit),
            (UnaryOp::Invert, Value::Lit(Lit::Int(v))) => Value::Lit(Lit::Int(!v)),
            (op, value) => {
                let Some(e) = self.scalar(value, operand.span) else { return Value::Unknown };
                let e = e.widen();
                let ty = e.ty;
                let overflow = self.policies.overflow;
                let un = match op {
                    UnaryOp::Pos => return Value::Scalar(e),
                    UnaryOp::Neg => UnOp::Neg,
                    _ if ty.is_float() => {
                        return self.error(
                            codes::TYPE_MISMATCH,
                            span,
                            format!("`~` of {}", super::body::article(ty)),
                        );
                    }
                    _ if ty == Scalar::U64 && overflow != Overflow::Wrap => {
                        return self.advise(
                            codes::TYPE_MISMATCH,
                            span,
                            "`~` of a u64 is negative, which no u64 holds",
                            "write `x ^ 0xFFFFFFFFFFFFFFFF`, or use `overflow=\"wrap\"`",
                        );
                    }
                    _ => UnOp::Invert,
                };
                let kind = crate::tir::ExprKind::Unary { op: un, overflow, arg: Box::new(e) };
                Value::Scalar(Expr { ty, pos, kind })
            }
        }
    }

    /// A binary operator.
    pub(crate) fn binary(
        &mut self,
        op: hir::BinOp,
        (a, at): (Value, Span),
        (b, bt): (Value, Span),
        span: Span,
    ) -> Value {
        if let (Value::Unknown, _) | (_, Value::Unknown) = (&a, &b) {
            return Value::Unknown;
        }
        if let (Value::View(_), _) | (_, Value::View(_)) = (&a, &b) {
            return self.advise(
                codes::TYPE_MISMATCH,
                span,
                format!("`{}` works on numbers, this is {}", op.as_str(), {
                    let v = if matches!(a, Value::View(_)) { &a } else { &b };
                    self.describe(v)
                }),
                "write a loop over the elements",
            );
        }
        match self.binary_scalars(op, a, at, b, bt, span) {
            Some(e) => Value::Scalar(e),
            None => Value::Unknown,
        }
    }

    fn binary_scalars(
        &mut self,
        op: hir::BinOp,
        a: Value,
        at: Span,
        b: Value,
        bt: Span,
        span: Span,
    ) -> Option<Expr> {
        let pos = self.pos(span);
        let (overflow, division) = (self.policies.overflow, self.policies.division);
        let make = |op, a, b| Expr::binary(op, overflow, division, a, b, pos);
        match op {
            hir::BinOp::MatMul => {
                self.unsupported(span, "`@`", "write the loops out");
                None
            }
            hir::BinOp::Shl | hir::BinOp::Shr => {
                let (a, b) = (self.integer(a, at, op)?, self.integer(b, bt, op)?);
                Some(make(if op == hir::BinOp::Shl { BinOp::Shl } else { BinOp::Shr }, a, b))
            }
            hir::BinOp::Pow => self.power(a, at, b, bt, span),
            hir::BinOp::And | hir::BinOp::Or | hir::BinOp::Xor => {
                let top = match op {
                    hir::BinOp::And => BinOp::And,
                    hir::BinOp::Or => BinOp::Or,
                    _ => BinOp::Xor,
                };
                if let (Value::Scalar(x), Value::Scalar(y)) = (&a, &b)
                    && x.ty == Scalar::Bool
                    && y.ty == Scalar::Bool
                {
                    return Some(make(top, x.clone(), y.clone()));
                }
                let (a, b) = self.unify(op, a, at, b, bt, span)?;
                if a.ty.is_float() {
                    self.error(
                        codes::TYPE_MISMATCH,
                        span,
                        format!("`{}` works on ints, this is {}", op.as_str(), super::body::article(a.ty)),
                    );
                    return None;
                }
                Some(make(top, a, b))
            }
            _ => {
                let (a, b) = self.unify(op, a, at, b, bt, span)?;
                let top = match op {
                    hir::BinOp::Add => BinOp::Add,
                    hir::BinOp::Sub => BinOp::Sub,
                    hir::BinOp::Mul => BinOp::Mul,
                    hir::BinOp::Div => BinOp::TrueDiv,
                    hir::BinOp::FloorDiv => BinOp::FloorDiv,
                    _ => BinOp::Mod,
                };
                Some(make(top, a, b))
            }
        }
    }

    fn power(&mut self, a: Value, at: Span, b: Value, bt: Span, span: Span) -> Option<Expr> {
        let pos = self.pos(span);
        let (overflow, division) = (self.policies.overflow, self.policies.division);
        let int_base = match &a {
            Value::Lit(lit) => lit.is_int(),
            Value::Scalar(e) => !e.ty.is_float(),
            _ => false,
        };
        let int_exponent = match &b {
            Value::Lit(lit) => lit.is_int(),
            Value::Scalar(e) => !e.ty.is_float(),
            _ => false,
        };
        if int_base && int_exponent {
            if let Value::Lit(lit) = &b
                && lit.has_negative()
            {
                // As in Python a float: the exponent is known to be negative.
                let base = self.coerce(a, Scalar::F64, at)?;
                let exponent = self.literal(lit, Scalar::F64, bt)?;
                return Some(Expr::binary(BinOp::Pow, overflow, division, base, exponent, pos));
            }
            let a = self.scalar(a, at)?.widen();
            let b = self.scalar(b, bt)?.widen();
            return Some(Expr::binary(BinOp::Pow, overflow, division, a, b, pos));
        }
        let (a, b) = self.unify(hir::BinOp::Pow, a, at, b, bt, span)?;
        Some(Expr::binary(BinOp::Pow, overflow, division, a, b, pos))
    }

    /// An operand of a shift.
    fn integer(&mut self, value: Value, span: Span, op: hir::BinOp) -> Option<Expr> {
        if let Value::Lit(lit) = &value
            && lit.is_int()
        {
            return self.literal(lit, lit.int_home(), span);
        }
        let e = self.scalar(value, span)?;
        if e.ty.is_float() {
            let text = self.text(span);
            self.say(
                Diagnostic::error(
                    codes::TYPE_MISMATCH,
                    span,
                    format!("`{}` works on ints, this is {}", op.as_str(), super::body::article(e.ty)),
                )
                .with_hint(format!("convert it: `int({text})`"))
                .with_fix(span, format!("int({text})")),
            );
            return None;
        }
        Some(e.widen())
    }

    /// Both operands in the type in which the operator works.
    pub(crate) fn unify(
        &mut self,
        op: hir::BinOp,
        a: Value,
        at: Span,
        b: Value,
        bt: Span,
        span: Span,
    ) -> Option<(Expr, Expr)> {
        match (a, b) {
            (Value::Lit(x), Value::Lit(y)) => {
                let ty = if x.is_int() && y.is_int() { Scalar::I64 } else { Scalar::F64 };
                Some((self.literal(&x, ty, at)?, self.literal(&y, ty, bt)?))
            }
            (Value::Lit(x), other) => {
                let b = self.scalar(other, bt)?;
                let ty = self.literal_type(&x, at, b.ty, bt, op, span)?;
                let (pa, pb) = (self.pos(at), self.pos(bt));
                let mut a = self.literal(&x, ty, at)?;
                a.pos = pa;
                Some((a, Expr::cast(b, ty, Overflow::Proven, pb)))
            }
            (other, Value::Lit(y)) => {
                let a = self.scalar(other, at)?;
                let ty = self.literal_type(&y, bt, a.ty, at, op, span)?;
                let pa = self.pos(at);
                let b = self.literal(&y, ty, bt)?;
                Some((Expr::cast(a, ty, Overflow::Proven, pa), b))
            }
            (a, b) => {
                let (a, b) = (self.scalar(a, at), self.scalar(b, bt)).both()?;
                let ty = self.join(a.ty, at, b.ty, bt, op, span)?;
                let (pa, pb) = (self.pos(at), self.pos(bt));
                Some((Expr::cast(a, ty, Overflow::Proven, pa), Expr::cast(b, ty, Overflow::Proven, pb)))
            }
        }
    }

    /// The type of an operation of a literal with a value of type `with`.
    fn literal_type(
        &mut self,
        lit: &Lit,
        span: Span,
        with: Scalar,
        with_span: Span,
        op: hir::BinOp,
        whole: Span,
    ) -> Option<Scalar> {
        let wide = match widen(with) {
            Scalar::Bool => Scalar::I64,
            other => other,
        };
        if wide.is_float() {
            return Some(wide);
        }
        if !lit.is_int() {
            return Some(Scalar::F64);
        }
        if wide == Scalar::U64 && lit.has_negative() {
            self.mixed_signs(op, span, "negative literal", with_span, "u64", whole);
            return None;
        }
        Some(wide)
    }

    /// The type of an operation of two typed values.
    fn join(
        &mut self,
        a: Scalar,
        at: Span,
        b: Scalar,
        bt: Span,
        op: hir::BinOp,
        whole: Span,
    ) -> Option<Scalar> {
        use Scalar::{F32, F64, I64, U64};
        if a.is_float() || b.is_float() {
            return Some(if a == F32 && b == F32 { F32 } else { F64 });
        }
        if a == U64 || b == U64 {
            let unsigned = |s: Scalar| !s.is_signed();
            if unsigned(a) && unsigned(b) {
                return Some(U64);
            }
            self.mixed_signs(op, at, a.name(), bt, b.name(), whole);
            return None;
        }
        Some(I64)
    }

    fn mixed_signs(&mut self, op: hir::BinOp, at: Span, a: &str, bt: Span, b: &str, whole: Span) {
        let (unsigned, signed) = if a == "u64" { (at, bt) } else { (bt, at) };
        let text = self.text(signed);
        let d = Diagnostic::error(
            codes::MIXED_SIGNS,
            whole,
            format!("u64 mixed with a signed integer in `{}`", op.as_str()),
        )
        .with_label(at, a)
        .with_label(bt, b)
        .with_hint(format!("cast one: `u64({text})`, or `i64({})`", self.text(unsigned)))
        .with_fix(signed, format!("u64({text})"));
        self.say(d);
    }

    /// `value.name`.
    fn attribute(&mut self, e: &hir::Expr, value: &hir::Expr, name: &str, name_span: Span) -> Value {
        let module = self.ck.module;
        if let Some((from, member)) = module.imported(e)
            && !matches!(e.kind, ExprKind::Var(_))
        {
            if from == "math"
                && let Some(v) = super::math::constant(member)
            {
                return Value::Lit(Lit::Float(v));
            }
            if from == "math" && super::math::is_function(member) {
                return self.unsupported(e.span, "a function as a value", "call it");
            }
            if from != "math" && from != "ungil" && !super::link::never_native(from) {
                return match self.ck.import_path(e) {
                    Some((path, _)) => self.linked_value(&path, e.span),
                    None => Value::Unknown,
                };
            }
            return self.object_used(e.span, &format!("{from}.{member}"), None);
        }
        let base = self.expr(value);
        match base {
            Value::View(v) => match name {
                "shape" => {
                    let rank = self.view_ty(v).rank;
                    Value::Tuple((0..rank).map(|axis| Value::Scalar(Expr::extent(v, axis))).collect())
                }
                "ndim" => Value::Lit(Lit::Int(self.view_ty(v).rank as i128)),
                "size" => {
                    let rank = self.view_ty(v).rank;
                    let mut size = Expr::extent(v, 0);
                    let pos = self.pos(e.span);
                    for axis in 1..rank {
                        let division = self.policies.division;
                        size = Expr::binary(
                            BinOp::Mul,
                            Overflow::Proven,
                            division,
                            size,
                            Expr::extent(v, axis),
                            pos,
                        );
                    }
                    Value::Scalar(size)
                }
                "T" => {
                    let mut ty = self.view_ty(v);
                    ty.contiguous &= ty.rank == 1;
                    let pos = self.pos(e.span);
                    self.new_view(ty, ViewExpr::Transpose(v), pos)
                }
                "copy" | "reshape" => {
                    self.unsupported(e.span, "a method as a value", &format!("call it: `{name}()`"))
                }
                _ => self.unknown_member(
                    name,
                    name_span,
                    &["shape", "ndim", "size", "T", "copy", "reshape"],
                    "an array",
                ),
            },
            Value::Struct(of, values) => self.field_of(&of, &values, name, name_span),
            Value::Unknown => Value::Unknown,
            other => {
                let what = self.describe(&other);
                self.unknown_member(name, name_span, &[], &what)
            }
        }
    }

    pub(crate) fn unknown_member(&mut self, name: &str, span: Span, known: &[&str], what: &str) -> Value {
        let mut d =
            Diagnostic::error(codes::UNKNOWN_NAME, span, format!("`{name}` is no field or method of {what}"));
        if let Some(near) = super::diags::nearest(name, known.iter().copied()) {
            d = d.with_hint(format!("did you mean `{near}`?")).with_fix(span, near.to_string());
        }
        self.say(d)
    }

    /// The name of the builtin function that an expression names.
    pub(crate) fn builtin<'e>(&self, e: &'e hir::Expr) -> Option<&'e str>
    where
        Self: 'e,
    {
        builtin_named(self.ck.module, e)
    }
}

/// `and`/`or` of many tests as a balanced tree: the order of evaluation is the same, the depth is not.
fn balanced(op: BoolOp, mut parts: Vec<Expr>) -> Expr {
    if parts.len() <= 1 {
        return parts.pop().unwrap_or_else(|| Expr::bool(op == BoolOp::And));
    }
    let right = parts.split_off(parts.len() / 2);
    let (left, right) = (balanced(op, parts), balanced(op, right));
    match op {
        BoolOp::And => Expr::and(left, right),
        BoolOp::Or => Expr::or(left, right),
    }
}

/// Whether a float type holds an int exactly.
fn exactly(v: i128, ty: Scalar) -> bool {
    let limit = if ty == Scalar::F32 { 1 << 24 } else { 1i128 << 53 };
    (-limit..=limit).contains(&v)
}

/// Both, if both are there (so that both are looked at, and both give their messages).
trait Both<T> {
    fn both(self) -> Option<(T, T)>;
}

impl<T> Both<T> for (Option<T>, Option<T>) {
    fn both(self) -> Option<(T, T)> {
        Some((self.0?, self.1?))
    }
}

/// Widening that leaves bools alone.
pub(crate) trait WidenUnlessBool {
    /// Narrow integers become i64.
    fn widen_unless_bool(self) -> Self;
}

impl WidenUnlessBool for Expr {
    fn widen_unless_bool(self) -> Expr {
        if self.ty == Scalar::Bool { self } else { self.widen() }
    }
}
