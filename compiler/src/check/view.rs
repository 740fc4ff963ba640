//! Views and arrays: indexing, slicing, storing, and making new ones.

use ungil_grammar::codes;
use ungil_grammar::{Diagnostic, Span};

use super::body::{Body, article};
use super::value::{Lit, Value};
use crate::hir::{self, ExprKind};
use crate::tir::{
    Access, BinOp, CmpOp, ExcKind, Expr, Fill, Index, LocalId, MathFn, Message, Overflow, Scalar, SliceIndex,
    Stmt, UnOp, ViewExpr, ViewType,
};
use crate::types::scalar_of;

/// An element or a part of a view.
pub(crate) enum Place {
    /// One element.
    Element(Access),
    /// A part: base, index and type.
    Part(LocalId, Vec<SliceIndex>, ViewType),
}

impl Body<'_, '_> {
    /// `value[index]`.
    pub(crate) fn index_value(&mut self, value: &hir::Expr, index: &hir::Expr, span: Span) -> Value {
        let (base_expr, groups) = self.flatten(value, index);
        let mut base = self.expr(base_expr);
        let mark = self.mark();
        match base {
            Value::View(_) => {
                let place = self.place(&mut base, &groups, mark, span);
                match place {
                    Some(Place::Element(access)) => {
                        let ty = self.view_ty(access.view).elem;
                        let pos = self.pos(span);
                        Value::Scalar(Expr { ty, pos, kind: crate::tir::ExprKind::Load(access) })
                    }
                    Some(Place::Part(base, index, ty)) => {
                        let pos = self.pos(span);
                        self.new_view(ty, ViewExpr::Slice { base, index }, pos)
                    }
                    None => Value::Unknown,
                }
            }
            Value::Tuple(items) => {
                // The parts that are not taken are evaluated too.
                let items: Vec<Value> = items.into_iter().map(|item| self.spill_value(item)).collect();
                let at = self.expr(index);
                match at {
                    Value::Lit(Lit::Int(i)) => {
                        let len = items.len() as i128;
                        let place = if i < 0 { i + len } else { i };
                        match usize::try_from(place).ok().and_then(|i| items.get(i).cloned()) {
                            Some(item) => item,
                            None => self.error(
                                codes::TYPE_MISMATCH,
                                index.span,
                                format!("a tuple of {len} has no element {i}"),
                            ),
                        }
                    }
                    Value::Unknown => Value::Unknown,
                    _ => self.unsupported(index.span, "a tuple index that is not constant", "use a constant"),
                }
            }
            Value::Unknown => {
                if !matches!(index.kind, ExprKind::Slice { .. }) {
                    self.index_parts_only(index);
                }
                Value::Unknown
            }
            other => {
                let found = self.describe(&other);
                self.error(codes::TYPE_MISMATCH, value.span, format!("{found} has no elements"))
            }
        }
    }

    /// Look at an index for messages only.
    fn index_parts_only(&mut self, index: &hir::Expr) {
        let mut parts = Vec::new();
        parts_of(index, &mut parts);
        for part in parts {
            self.expr(part);
        }
    }

    /// `a[i][j]` as `a[i, j]`, where that is certainly the same.
    fn flatten<'h>(
        &mut self,
        value: &'h hir::Expr,
        index: &'h hir::Expr,
    ) -> (&'h hir::Expr, Vec<&'h hir::Expr>) {
        let mut groups = vec![index];
        let mut base = value;
        while let ExprKind::Index { value, index } = &base.kind {
            // The first index is checked before the second is evaluated: only if neither can be seen to raise.
            let simple = |e: &hir::Expr| matches!(e.kind, ExprKind::Var(_) | ExprKind::Const(_));
            if !simple(index) || !groups.iter().all(|g| simple(g)) {
                break;
            }
            groups.push(index);
            base = value;
        }
        let rank = match &base.kind {
            ExprKind::Var(var) => {
                self.index.get(var).and_then(|&i| self.vars[i].slot.as_ref()).and_then(|s| match s.ty {
                    crate::types::Ty::View(v) => Some(v.rank as usize),
                    _ => None,
                })
            }
            _ => None,
        };
        if groups.len() > 1 && rank.is_some_and(|rank| groups.len() <= rank) {
            groups.reverse();
            (base, groups)
        } else {
            (value, vec![index])
        }
    }

    /// Lower the indices of a view. Statements are added after `mark`; the base is settled.
    fn place(&mut self, base: &mut Value, groups: &[&hir::Expr], mark: usize, span: Span) -> Option<Place> {
        let mut axes: Vec<&hir::Expr> = Vec::new();
        for group in groups {
            match &group.kind {
                ExprKind::Tuple(items) => axes.extend(items.iter()),
                _ => axes.push(group),
            }
        }
        let mut parts = Vec::new();
        for axis in &axes {
            parts_of(axis, &mut parts);
        }
        let values = self.list(&parts);
        self.settle(mark, &mut [base]);
        let Value::View(view) = *base else { return None };
        let ty = self.view_ty(view);
        if axes.len() > ty.rank as usize {
            self.error(
                codes::TYPE_MISMATCH,
                span,
                format!("{} indices for {}", axes.len(), with_dimensions(ty)),
            );
            return None;
        }
        let mut values = values.into_iter().zip(parts);
        let mut index = Vec::new();
        let mut ok = true;
        for axis in &axes {
            match &axis.kind {
                ExprKind::Slice { lower, upper, step } => {
                    let mut next = |wanted: bool, body: &mut Self| -> Option<Option<Expr>> {
                        if !wanted {
                            return Some(None);
                        }
                        let (value, e) = values.next()?;
                        if matches!(value, Value::None) {
                            return Some(None);
                        }
                        let e = body.index_number(value, e.span)?;
                        let pos = e.pos;
                        Some(Some(Expr::cast(e, Scalar::I64, Overflow::Saturate, pos)))
                    };
                    let lo = next(lower.is_some(), self);
                    let hi = next(upper.is_some(), self);
                    let step = next(step.is_some(), self);
                    match (lo, hi, step) {
                        (Some(lo), Some(hi), Some(step)) => index.push(SliceIndex::Range { lo, hi, step }),
                        _ => ok = false,
                    }
                }
                ExprKind::Const(hir::Const::Ellipsis | hir::Const::None) => {
                    self.unsupported(axis.span, "`...` or `None` in an index", "write the indices out");
                    return None;
                }
                _ => {
                    let (value, e) = values.next()?;
                    match self.index_number(value, e.span) {
                        Some(value) => index.push(SliceIndex::At(self.checked(value))),
                        None => ok = false,
                    }
                }
            }
        }
        if !ok {
            return None;
        }
        let full = index.len() == ty.rank as usize;
        if full && index.iter().all(|i| matches!(i, SliceIndex::At(_))) {
            let index = index
                .into_iter()
                .filter_map(|i| match i {
                    SliceIndex::At(i) => Some(i),
                    SliceIndex::Range { .. } => None,
                })
                .collect();
            return Some(Place::Element(Access { view, index }));
        }
        while index.len() < ty.rank as usize {
            index.push(Self::whole_axis());
        }
        let rank = index.iter().filter(|i| matches!(i, SliceIndex::Range { .. })).count() as u8;
        let contiguous = ty.contiguous && keeps_contiguity(&index);
        Some(Place::Part(view, index, ViewType { rank, contiguous, ..ty }))
    }

    /// An index under the bounds policy.
    pub(crate) fn checked(&self, value: Expr) -> Index {
        let may_be_negative = match value.as_int() {
            Some(v) => v < 0,
            None => value.ty != Scalar::U64,
        };
        Index { value, bounds: self.policies.bounds, may_be_negative }
    }

    /// A number used as an index: an i64 or u64.
    fn index_number(&mut self, value: Value, span: Span) -> Option<Expr> {
        match value {
            Value::Lit(lit) if lit.is_int() => {
                let ty = lit.int_home();
                self.literal(&lit, ty, span)
            }
            other => {
                let e = self.scalar(other, span)?;
                if e.ty.is_float() {
                    let text = self.text(span);
                    self.say(
                        Diagnostic::error(
                            codes::TYPE_MISMATCH,
                            span,
                            format!("an index is an int, this is {}", article(e.ty)),
                        )
                        .with_hint(format!("convert it: `int({text})`"))
                        .with_fix(span, format!("int({text})")),
                    );
                    return None;
                }
                Some(e.widen())
            }
        }
    }

    /// Where `value[index] = …` stores. `before` are values computed earlier that must stay earlier.
    pub(crate) fn store_place(
        &mut self,
        value: &hir::Expr,
        index: &hir::Expr,
        span: Span,
        before: &mut Value,
    ) -> Option<Place> {
        let start = self.mark();
        let (base_expr, groups) = self.flatten(value, index);
        let mut base = self.expr(base_expr);
        let mark = self.mark();
        let view = match base {
            Value::View(view) => view,
            Value::Unknown => {
                self.index_parts_only(index);
                return None;
            }
            other => {
                let found = self.describe(&other);
                self.error(codes::TYPE_MISMATCH, value.span, format!("{found} has no elements to assign"));
                return None;
            }
        };
        let ty = self.view_ty(view);
        if !ty.writable {
            let fix = ty.to_string().replace("Const", "");
            self.advise(
                codes::READ_ONLY,
                span,
                format!("write to a read-only view ({ty})"),
                format!("declare it as `{fix}`"),
            );
            return None;
        }
        let place = self.place(&mut base, &groups, mark, span);
        self.settle(start, &mut [before]);
        place
    }

    /// `place = value`, all elements of a part.
    pub(crate) fn store(&mut self, place: Place, value: Value, span: Span, value_span: Span) {
        let pos = self.pos(span);
        match place {
            Place::Element(access) => {
                let elem = self.view_ty(access.view).elem;
                if let Some(e) = self.coerce(value, elem, value_span) {
                    self.push(Stmt::Store(access, e, pos));
                }
            }
            Place::Part(base, index, ty) => match value {
                Value::View(src) => {
                    let have = self.view_ty(src);
                    if have.elem != ty.elem || have.rank > ty.rank {
                        self.error(
                            codes::TYPE_MISMATCH,
                            value_span,
                            format!("the elements of {ty} are wanted here, this is {have}"),
                        );
                        return;
                    }
                    let dst = self.part(base, index, ty, pos);
                    self.push(Stmt::CopyElements { dst, src, pos });
                }
                value => {
                    if let Some(e) = self.coerce(value, ty.elem, value_span) {
                        let mut e = self.spill(e);
                        // Where the race rule reports the write.
                        e.pos = pos;
                        let dst = self.part(base, index, ty, pos);
                        self.push(Stmt::FillElements(dst, e));
                    }
                }
            },
        }
    }

    fn part(&mut self, base: LocalId, index: Vec<SliceIndex>, ty: ViewType, pos: crate::tir::Pos) -> LocalId {
        let temp = self.temp(ty);
        self.push(Stmt::AssignView(temp, ViewExpr::Slice { base, index }, pos));
        temp
    }

    /// `a.reshape(…)`.
    pub(crate) fn reshape(&mut self, base: LocalId, call: &hir::Call, span: Span) -> Value {
        if let Some(keyword) = call.keywords.first() {
            return self.unsupported(keyword.span, "a keyword argument here", "pass the shape");
        }
        let items: Vec<&hir::Expr> = match call.args.as_slice() {
            [one] => match &one.kind {
                ExprKind::Tuple(items) => items.iter().collect(),
                _ => vec![one],
            },
            many => many.iter().collect(),
        };
        let Some(shape) = self.shape(&items, span) else { return Value::Unknown };
        let mut ty = self.view_ty(base);
        ty.rank = shape.len() as u8;
        ty.contiguous = true;
        let pos = self.pos(span);
        self.new_view(ty, ViewExpr::Reshape { base, shape }, pos)
    }

    fn shape(&mut self, items: &[&hir::Expr], span: Span) -> Option<Vec<Expr>> {
        let values = self.list(items);
        // One argument that is a tuple variable, such as `a.shape`.
        let (values, spans): (Vec<Value>, Vec<Span>) = match <[Value; 1]>::try_from(values) {
            Ok([Value::Tuple(parts)]) => {
                let spans = vec![items[0].span; parts.len()];
                (parts, spans)
            }
            Ok([one]) => (vec![one], vec![items[0].span]),
            Err(values) => (values, items.iter().map(|i| i.span).collect()),
        };
        if values.is_empty() || values.len() > ViewType::MAX_RANK as usize {
            self.unsupported(span, &format!("an array of {} dimensions", values.len()), "use one to three");
            return None;
        }
        let mut shape = Vec::new();
        for (value, at) in values.into_iter().zip(spans) {
            let e = self.index_number(value, at)?;
            let pos = self.pos(at);
            shape.push(Expr::cast(e, Scalar::I64, Overflow::Raise, pos));
        }
        Some(shape)
    }

    /// `zeros`, `empty`, `ones`, `full`, `arange`, `array`.
    pub(crate) fn new_array(&mut self, name: &str, call: &hir::Call, span: Span) -> Value {
        self.try_new_array(name, call, span).unwrap_or(Value::Unknown)
    }

    fn try_new_array(&mut self, name: &str, call: &hir::Call, span: Span) -> Option<Value> {
        let pos = self.pos(span);
        let mut args: Vec<&hir::Expr> = call.args.iter().collect();
        let plain = match name {
            "full" => 2,
            "arange" => 3,
            _ => 1,
        };
        let mut dtype: Option<&hir::Expr> = None;
        let mut step = None;
        for keyword in &call.keywords {
            match (name, keyword.name.as_deref()) {
                (_, Some("dtype")) => dtype = Some(&keyword.value),
                ("arange", Some("step")) => step = Some(&keyword.value),
                ("full", Some("fill_value")) if args.len() == 1 => args.push(&keyword.value),
                (_, Some("shape")) if args.is_empty() && name != "arange" && name != "array" => {
                    args.push(&keyword.value);
                }
                (_, key) => {
                    let key = key.unwrap_or("**");
                    self.unknown_member(
                        key,
                        keyword.span,
                        &["dtype"],
                        &format!("the parameters of `{name}`"),
                    );
                    return None;
                }
            }
        }
        if args.len() == plain + 1 && dtype.is_none() {
            dtype = args.pop();
        }
        if args.is_empty() || args.len() > plain || (name == "full" && args.len() < 2) {
            self.error(
                codes::TYPE_MISMATCH,
                span,
                format!("`{name}` takes {plain} argument(s) and `dtype=`"),
            );
            return None;
        }
        let dtype = match dtype {
            None => None,
            Some(e) => match scalar_of(self.ck.module, e) {
                Some(s) => Some(s),
                None => {
                    self.advise(
                        codes::TYPE_MISMATCH,
                        e.span,
                        "`dtype` is a scalar type here",
                        "write `dtype=f64`, with `from ungil import f64`",
                    );
                    return None;
                }
            },
        };
        let array = |elem, rank| ViewType { elem, rank, writable: true, contiguous: true };
        match name {
            "zeros" | "empty" | "ones" => {
                let items = shape_items(args[0]);
                let shape = self.shape(&items, span)?;
                let elem = dtype.unwrap_or(Scalar::F64);
                let fill = match name {
                    "ones" => Fill::Value(self.one(elem)),
                    _ => Fill::Zeros,
                };
                let rank = shape.len() as u8;
                Some(self.new_view(array(elem, rank), ViewExpr::New { elem, shape, fill }, pos))
            }
            "full" => {
                let items = shape_items(args[0]);
                let mark = self.mark();
                let mut shape = self.shape(&items, span)?;
                let value = self.expr(args[1]);
                if self.mark() > mark {
                    shape = shape.into_iter().map(|e| self.spill(e)).collect();
                }
                let elem = match (dtype, self.type_of(&value)) {
                    (Some(s), _) => s,
                    (None, crate::types::Ty::Scalar(s)) => s,
                    (None, _) => Scalar::F64,
                };
                let value = self.coerce(value, elem, args[1].span)?;
                let rank = shape.len() as u8;
                let fill = Fill::Value(value);
                Some(self.new_view(array(elem, rank), ViewExpr::New { elem, shape, fill }, pos))
            }
            "arange" => self.arange(&args, step, dtype, span),
            _ => self.array_of(args[0], dtype, span),
        }
    }

    fn one(&self, elem: Scalar) -> Expr {
        match elem {
            Scalar::F32 => Expr::f32(1.0),
            Scalar::F64 => Expr::f64(1.0),
            other => Expr::bits(other, 1),
        }
    }

    fn arange(
        &mut self,
        args: &[&hir::Expr],
        step: Option<&hir::Expr>,
        dtype: Option<Scalar>,
        span: Span,
    ) -> Option<Value> {
        let pos = self.pos(span);
        let mut items: Vec<&hir::Expr> = args.to_vec();
        items.extend(step);
        let values = self.list(&items);
        if values.iter().any(|v| matches!(v, Value::Unknown)) {
            return None;
        }
        let (zero, one) = (Value::Lit(Lit::Int(0)), Value::Lit(Lit::Int(1)));
        let named = step.and_then(|_| values.last().cloned());
        let (start, stop, step) = match (args.len(), named) {
            (1, named) => (zero, values[0].clone(), named.unwrap_or(one)),
            (2, named) => (values[0].clone(), values[1].clone(), named.unwrap_or(one)),
            _ => (values[0].clone(), values[1].clone(), values[2].clone()),
        };
        let at = args[0].span;
        let float = |v: &Value| match v {
            Value::Lit(l) => !l.is_int(),
            Value::Scalar(e) => e.ty.is_float(),
            _ => false,
        };
        let any_float = [&start, &stop, &step].into_iter().any(float);
        let elem = dtype.unwrap_or(if any_float { Scalar::F64 } else { Scalar::I64 });
        let wide = match crate::types::widen(elem) {
            Scalar::Bool => Scalar::I64,
            Scalar::F32 => Scalar::F64,
            other => other,
        };
        if any_float && !wide.is_float() {
            self.error(codes::TYPE_MISMATCH, span, format!("`arange` of floats as {elem}"));
            return None;
        }
        if wide == Scalar::U64 {
            self.unsupported(span, "`arange` of u64", "use i64");
            return None;
        }
        let start = self.coerce(start, wide, at)?;
        let stop = self.coerce(stop, wide, at)?;
        let step = self.coerce(step, wide, at)?;
        let (start, stop, step) = (self.spill(start), self.spill(stop), self.spill(step));
        let zero = if wide.is_float() { Expr::f64(0.0) } else { Expr::i64(0) };
        let test = Expr::compare(CmpOp::Eq, step.clone(), zero, pos);
        let raise =
            Stmt::Raise(ExcKind::ValueError, Message::Text("arange() step must not be zero".into()), pos);
        self.push(Stmt::If(test, vec![raise], Vec::new()));
        let op = |op, a, b| Expr::binary(op, Overflow::Raise, crate::tir::Division::Raise, a, b, pos);
        let len = if wide.is_float() {
            let quotient = op(BinOp::TrueDiv, op(BinOp::Sub, stop, start.clone()), step.clone());
            let ceil = Expr::math(MathFn::Ceil, vec![quotient], pos);
            Expr::cast(ceil, Scalar::I64, Overflow::Raise, pos)
        } else {
            self.range_len(start.clone(), stop, step.clone(), pos)
        };
        let len = op(BinOp::Max, len, Expr::i64(0));
        let len = self.spill(len);
        let fill = Fill::Range(self.to_fill(start, elem), self.to_fill(step, elem));
        let ty = ViewType { elem, rank: 1, writable: true, contiguous: true };
        Some(self.new_view(ty, ViewExpr::New { elem, shape: vec![len], fill }, pos))
    }

    /// The operands of an `arange` have the wide type of the element.
    fn to_fill(&self, e: Expr, elem: Scalar) -> Expr {
        let pos = e.pos;
        let wide = match crate::types::widen(elem) {
            Scalar::Bool => Scalar::I64,
            other => other,
        };
        Expr::cast(e, wide, Overflow::Raise, pos)
    }

    /// `ceil((stop - start) / step)` of i64 operands that are constants or temporaries; negative if there is nothing.
    pub(crate) fn range_len(&mut self, start: Expr, stop: Expr, step: Expr, pos: crate::tir::Pos) -> Expr {
        let op = |op, a, b| Expr::binary(op, Overflow::Raise, crate::tir::Division::Raise, a, b, pos);
        if step.as_int() == Some(1) {
            if start.as_int() == Some(0) {
                return stop;
            }
            return op(BinOp::Sub, stop, start);
        }
        let quotient = op(BinOp::FloorDiv, op(BinOp::Sub, start, stop), step);
        let kind =
            crate::tir::ExprKind::Unary { op: UnOp::Neg, overflow: Overflow::Raise, arg: Box::new(quotient) };
        Expr { ty: Scalar::I64, pos, kind }
    }

    /// `array([…])` and `array(view)`.
    fn array_of(&mut self, source: &hir::Expr, dtype: Option<Scalar>, span: Span) -> Option<Value> {
        let pos = self.pos(span);
        let rows: &[hir::Expr] = match &source.kind {
            ExprKind::List(items) | ExprKind::Tuple(items) => items,
            _ => {
                let value = self.expr(source);
                return match value {
                    Value::View(v) => {
                        let mut ty = self.view_ty(v);
                        if dtype.is_some_and(|d| d != ty.elem) {
                            self.unsupported(span, "`array` of another dtype", "copy the elements in a loop");
                            return None;
                        }
                        ty.contiguous = true;
                        ty.writable = true;
                        Some(self.new_view(ty, ViewExpr::Copy(v), pos))
                    }
                    Value::Unknown => None,
                    _ => {
                        self.unsupported(
                            source.span,
                            "`array` of this",
                            "write the elements: `array([1.0, 2.0])`",
                        );
                        None
                    }
                };
            }
        };
        let mut shape = vec![rows.len()];
        let mut elements: Vec<&hir::Expr> = Vec::new();
        for (k, row) in rows.iter().enumerate() {
            match &row.kind {
                ExprKind::List(items) | ExprKind::Tuple(items) => {
                    if shape.len() == 1 {
                        shape.push(items.len());
                    }
                    if elements.len() != shape[1] * k || items.len() != shape[1] {
                        self.error(codes::TYPE_MISMATCH, row.span, "the rows have different lengths");
                        return None;
                    }
                    elements.extend(items.iter());
                }
                ExprKind::Starred(_) => {
                    self.unsupported(row.span, "`*` here", "write the elements out");
                    return None;
                }
                _ => {
                    if shape.len() > 1 {
                        self.error(codes::TYPE_MISMATCH, row.span, "a row is wanted here");
                        return None;
                    }
                    elements.push(row);
                }
            }
        }
        let values = self.list(&elements);
        let elem = match dtype {
            Some(s) => s,
            None => {
                let mut found: Option<Scalar> = None;
                for (value, e) in values.iter().zip(&elements) {
                    let crate::types::Ty::Scalar(s) = self.type_of(value).widened() else {
                        if !matches!(value, Value::Unknown) {
                            self.error(codes::TYPE_MISMATCH, e.span, "a number is wanted here");
                        }
                        return None;
                    };
                    found = Some(match found {
                        None => s,
                        Some(f) if f == s => f,
                        Some(f) if f.is_float() || s.is_float() => Scalar::F64,
                        Some(_) => Scalar::I64,
                    });
                }
                found.unwrap_or(Scalar::F64)
            }
        };
        let mut stores = Vec::new();
        for (value, e) in values.into_iter().zip(&elements) {
            let x = self.coerce(value, elem, e.span)?;
            stores.push(self.spill(x));
        }
        let ty = ViewType { elem, rank: shape.len() as u8, writable: true, contiguous: true };
        let lens = shape.iter().map(|&n| Expr::i64(n as i64)).collect();
        let array = self.new_view(ty, ViewExpr::New { elem, shape: lens, fill: Fill::Zeros }, pos);
        let Value::View(view) = array else { return None };
        let width = shape.get(1).copied().unwrap_or(1).max(1);
        for (k, x) in stores.into_iter().enumerate() {
            let at = if shape.len() == 1 { vec![k] } else { vec![k / width, k % width] };
            let index = at
                .into_iter()
                .map(|i| Index {
                    value: Expr::i64(i as i64),
                    bounds: crate::tir::Bounds::Proven,
                    may_be_negative: false,
                })
                .collect();
            self.push(Stmt::Store(Access { view, index }, x, pos));
        }
        Some(array)
    }
}

/// Every expression in an index, in order.
fn parts_of<'h>(index: &'h hir::Expr, out: &mut Vec<&'h hir::Expr>) {
    match &index.kind {
        ExprKind::Slice { lower, upper, step } => {
            out.extend([lower, upper, step].into_iter().flatten().map(|e| &**e));
        }
        ExprKind::Tuple(items) => items.iter().for_each(|e| parts_of(e, out)),
        ExprKind::Const(hir::Const::Ellipsis | hir::Const::None) => {}
        _ => out.push(index),
    }
}

fn shape_items(e: &hir::Expr) -> Vec<&hir::Expr> {
    match &e.kind {
        ExprKind::Tuple(items) => items.iter().collect(),
        _ => vec![e],
    }
}

/// Whether a slice of a C-contiguous view is C-contiguous for certain: indexed axes first, then at most one range without
/// a step, then whole axes.
fn keeps_contiguity(index: &[SliceIndex]) -> bool {
    let rest = index.iter().skip_while(|i| matches!(i, SliceIndex::At(_)));
    rest.enumerate().all(|(k, i)| match i {
        SliceIndex::At(_) => false,
        SliceIndex::Range { lo, hi, step } => step.is_none() && (k == 0 || (lo.is_none() && hi.is_none())),
    })
}

fn with_dimensions(ty: ViewType) -> String {
    format!("{ty}, which has {} dimension{}", ty.rank, if ty.rank == 1 { "" } else { "s" })
}
