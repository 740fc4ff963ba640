//! `@struct` classes: immutable values whose fields are scalars and other such values.
//!
//! A struct value has no place of its own: it is its fields, one local for each scalar in it, so that copying, passing and
//! returning are those of the scalars.

use std::sync::Arc;

use ungil_grammar::codes;
use ungil_grammar::{Diagnostic, Span};

use super::body::Body;
use super::value::Value;
use crate::hir::{self, Binding, ExprKind, FuncId, Module, StmtKind, TargetKind, Var};
use crate::tir::{CmpOp, Expr, Pos};
use crate::types::{StructTy, Ty, annotation_at};

/// Structs inside structs, at most.
const MAX_DEPTH: u32 = 8;

/// The `@struct` class that a global name means.
pub(crate) fn named(module: &Module, name: &str) -> Option<FuncId> {
    let Binding::Class(id) = module.constant_global(name)?.binding else { return None };
    is_struct(module, id).then_some(id)
}

/// Whether a class is one of values: decorated with `struct` alone.
fn is_struct(module: &Module, id: FuncId) -> bool {
    match module.function(id).decorators.as_slice() {
        [one] => module.ungil_name(one) == Some("struct"),
        _ => false,
    }
}

/// A field as the class declares it.
pub(crate) struct Field<'h> {
    pub name: &'h hir::Name,
    pub note: &'h hir::Expr,
    pub default: Option<&'h hir::Expr>,
}

/// The fields of a class, in order.
pub(crate) fn fields(module: &Module, class: FuncId) -> Vec<Field<'_>> {
    let body = module.function(class).body.iter();
    body.filter_map(|stmt| {
        let StmtKind::AnnAssign { target, annotation, value, .. } = &stmt.kind else { return None };
        let TargetKind::Var(Var::Class(name)) = &target.kind else { return None };
        Some(Field { name, note: annotation, default: value.as_ref() })
    })
    .collect()
}

/// A name in a class body as the module means it, unless the class binds it.
fn outside(module: &Module, class: FuncId, e: &hir::Expr) -> hir::Expr {
    let kind = match &e.kind {
        ExprKind::Var(Var::Class(name)) if fields(module, class).iter().all(|field| field.name != name) => {
            ExprKind::Var(Var::Global(name.clone()))
        }
        ExprKind::Attribute { value, name, name_span } => ExprKind::Attribute {
            value: Box::new(outside(module, class, value)),
            name: name.clone(),
            name_span: *name_span,
        },
        other => other.clone(),
    };
    hir::Expr { kind, span: e.span }
}

/// The type of a struct class.
pub(crate) fn struct_type(module: &Module, home: u32, class: FuncId, depth: u32) -> Result<Ty, String> {
    let function = module.function(class);
    if depth > MAX_DEPTH {
        return Err("is a struct that is nested too deeply, or contains itself".into());
    }
    let mut list = Vec::new();
    for field in fields(module, class) {
        let ty = annotation_at(module, home, &outside(module, class, field.note), depth + 1);
        match ty {
            Ok(ty @ (Ty::Scalar(_) | Ty::Struct(_))) => list.push((field.name.clone(), ty)),
            Ok(other) => {
                return Err(format!(
                    "has the field `{}` of type {other}; fields are numbers and structs",
                    field.name
                ));
            }
            Err(why) => return Err(format!("has the field `{}`, whose type {why}", field.name)),
        }
    }
    if list.is_empty() {
        return Err("is a struct without fields".into());
    }
    let ty = Ty::Struct(StructTy { home, class, name: function.name.clone(), fields: list }.into());
    if ty.parts() > Ty::MAX_PARTS {
        return Err("is a struct with too many fields".into());
    }
    Ok(ty)
}

impl Body<'_, '_> {
    /// `P(…)`.
    pub(crate) fn construct(&mut self, class: FuncId, call: &hir::Call, span: Span) -> Value {
        let module = self.ck.module;
        let home = self.ck.home;
        let ty = match struct_type(module, home, class, 0) {
            Ok(Ty::Struct(ty)) => ty,
            Ok(_) => return Value::Unknown,
            Err(why) => {
                let text = self.text(call.func.span);
                return self.error(codes::TYPE_MISMATCH, call.func.span, format!("`{text}` {why}"));
            }
        };
        let fields = fields(module, class);
        let mut given: Vec<Option<usize>> = vec![None; fields.len()];
        let mut exprs: Vec<&hir::Expr> = Vec::new();
        for (i, arg) in call.args.iter().enumerate() {
            if let ExprKind::Starred(_) = arg.kind {
                return self.unsupported(arg.span, "`*` in a call", "write the arguments out");
            }
            match given.get_mut(i) {
                Some(slot) => *slot = Some(exprs.len()),
                None => {
                    let message = format!("`{}` has {} fields", ty.name, fields.len());
                    return self.error(codes::TYPE_MISMATCH, arg.span, message);
                }
            }
            exprs.push(arg);
        }
        for keyword in &call.keywords {
            let Some(key) = &keyword.name else {
                return self.unsupported(keyword.span, "`**` in a call", "write the arguments out");
            };
            match fields.iter().position(|f| f.name == key) {
                Some(i) if given[i].is_none() => {
                    given[i] = Some(exprs.len());
                    exprs.push(&keyword.value);
                }
                Some(_) => {
                    let message = format!("`{}` is given `{key}` twice", ty.name);
                    return self.error(codes::TYPE_MISMATCH, keyword.span, message);
                }
                None => {
                    let known: Vec<&str> = fields.iter().map(|f| &**f.name).collect();
                    return self.unknown_member(key, keyword.span, &known, &format!("`{}`", ty.name));
                }
            }
        }
        let values = self.list(&exprs);
        let mut out = Vec::new();
        let mut ok = true;
        for (i, (field, (_, want))) in fields.iter().zip(&ty.fields).enumerate() {
            let (value, at) = match (given[i], field.default) {
                (Some(k), _) => (values[k].clone(), exprs[k].span),
                (None, Some(default)) => {
                    match super::native::constant_of(module, &outside(module, class, default)) {
                        Some(c) => (self.constant(&c, default.span), default.span),
                        None => {
                            let what = format!("the default of `{}`, which is not a constant,", field.name);
                            self.unsupported(span, &what, "pass the value");
                            (Value::Unknown, span)
                        }
                    }
                }
                (None, None) => {
                    let message = format!("`{}` needs a value for `{}`", ty.name, field.name);
                    (self.error(codes::TYPE_MISMATCH, span, message), span)
                }
            };
            match self.field(value, want, at) {
                Some(value) => out.push(value),
                None => ok = false,
            }
        }
        if !ok {
            return Value::Unknown;
        }
        // The fields are evaluated now, whether or not all of them are used.
        self.spill_value(Value::Struct(ty, out))
    }

    /// A value for a field.
    fn field(&mut self, value: Value, want: &Ty, at: Span) -> Option<Value> {
        match (want, value) {
            (_, Value::Unknown) => None,
            (Ty::Scalar(s), value) => self.coerce(value, *s, at).map(Value::Scalar),
            (Ty::Struct(want), Value::Struct(have, values)) if *want == have => {
                Some(Value::Struct(have, values))
            }
            (want, other) => {
                let found = self.describe(&other);
                self.error(codes::TYPE_MISMATCH, at, format!("{want} is wanted here, this is {found}"));
                None
            }
        }
    }

    /// `value.name`.
    pub(crate) fn field_of(&mut self, ty: &StructTy, values: &[Value], name: &str, name_span: Span) -> Value {
        if let Some(i) = ty.fields.iter().position(|(field, _)| **field == *name) {
            return values.get(i).cloned().unwrap_or(Value::Unknown);
        }
        let known: Vec<&str> = ty.fields.iter().map(|(field, _)| &**field).collect();
        self.unknown_member(name, name_span, &known, &format!("`{}`", ty.name))
    }

    /// UG116: `p.x = e`.
    pub(crate) fn field_store(&mut self, ty: &StructTy, name: &str, name_span: Span) -> Value {
        if !ty.fields.iter().any(|(field, _)| **field == *name) {
            return self.field_of(ty, &[], name, name_span);
        }
        let args: Vec<String> = ty
            .fields
            .iter()
            .map(|(field, _)| if **field == *name { "...".into() } else { format!("p.{field}") })
            .collect();
        self.say(
            Diagnostic::error(
                codes::READ_ONLY,
                name_span,
                format!("`{name}` is a field of the value `{}`, which cannot be assigned", ty.name),
            )
            .with_hint(format!("build a new value: `p = {}({})`", ty.name, args.join(", "))),
        )
    }

    /// `a == b` of two values of one struct type.
    pub(crate) fn same_struct(
        &mut self,
        op: CmpOp,
        (a, at): (Value, Span),
        (b, bt): (Value, Span),
        pos: Pos,
    ) -> Option<Expr> {
        let mut pairs = Vec::new();
        match (&a, &b) {
            (Value::Struct(x, _), Value::Struct(y, _)) if x == y && matches!(op, CmpOp::Eq | CmpOp::Ne) => {
                pair(&a, &b, &mut pairs);
            }
            _ => {
                let (a, b) = (self.describe(&a), self.describe(&b));
                let message = format!("`{}` of {a} and {b}", op.sign());
                self.advise(codes::TYPE_MISMATCH, at.to(bt), message, "compare their fields");
                return None;
            }
        }
        let mut all: Option<Expr> = None;
        for (x, y) in pairs {
            let test = Expr::compare(CmpOp::Eq, x, y, pos);
            all = Some(match all {
                None => test,
                Some(before) => Expr::and(before, test),
            });
        }
        let all = all?;
        Some(if op == CmpOp::Ne { all.negated(pos) } else { all })
    }

    /// A struct value for a Python constant of it: a tuple of its fields.
    pub(crate) fn struct_constant(&mut self, ty: &Ty, c: &hir::Const, span: Span) -> Value {
        match (ty, c) {
            (Ty::Scalar(s), c) => {
                let value = self.constant(c, span);
                self.coerce(value, *s, span).map_or(Value::Unknown, Value::Scalar)
            }
            (Ty::Struct(of), hir::Const::Tuple(items)) if items.len() == of.fields.len() => {
                let values = of.fields.iter().zip(items.iter());
                let values = values.map(|((_, ty), c)| self.struct_constant(ty, c, span)).collect();
                Value::Struct(Arc::clone(of), values)
            }
            _ => Value::Unknown,
        }
    }
}

/// The scalars of two values of one type, side by side.
fn pair(a: &Value, b: &Value, out: &mut Vec<(Expr, Expr)>) {
    match (a, b) {
        (Value::Scalar(x), Value::Scalar(y)) => out.push((x.clone(), y.clone())),
        (Value::Struct(_, xs), Value::Struct(_, ys)) => xs.iter().zip(ys).for_each(|(x, y)| pair(x, y, out)),
        _ => {}
    }
}
