//! Expressions into registers.

use super::Emitter;
use crate::bytecode::Op;
use crate::hir::{self, BinOp, BoolOp, CmpOp, Const, Expr, ExprKind, LocalId, Name, UnaryOp, Var};
use crate::lower::constant;

/// Displays are built from windows of at most this many registers.
const CHUNK: usize = 32;

impl<'a> Emitter<'a> {
    /// Evaluates into a register of the emitter's choice: the home of a local, else a new temporary. The register keeps the value until
    /// the temporaries are released.
    pub(super) fn expr(&mut self, e: &'a Expr) -> u32 {
        if let ExprKind::Var(Var::Local(id)) = &e.kind
            && !self.func.local(*id).walrus
        {
            return self.with_span(e.span, |s| s.local(*id));
        }
        let reg = self.alloc();
        self.expr_to(e, reg);
        reg
    }

    /// Evaluates into a new temporary.
    pub(super) fn expr_temp(&mut self, e: &'a Expr) -> u32 {
        let reg = self.alloc();
        self.expr_to(e, reg);
        reg
    }

    /// The home of a local variable, checked to have a value.
    pub(super) fn local(&mut self, id: LocalId) -> u32 {
        let home = self.home[id.0 as usize];
        if let Some(bound) = &self.bound
            && !bound.has(id)
        {
            let name = self.name_index(&self.func.local(id).name.clone());
            self.op(Op::CheckBound, 0, home, name, 0);
            self.needs_mark.insert(id);
            self.mark_bound(id);
        }
        home
    }

    /// Evaluates for the effects only.
    pub(super) fn expr_discard(&mut self, e: &'a Expr) {
        if matches!(e.kind, ExprKind::Const(_)) {
            return;
        }
        let mark = self.top;
        self.expr(e);
        self.top = mark;
    }

    /// Evaluates into `dst`, which is written last.
    pub(super) fn expr_to(&mut self, e: &'a Expr, dst: u32) {
        let outer = std::mem::replace(&mut self.span, e.span);
        let mark = self.top;
        self.expr_kind(e, dst);
        self.top = mark;
        self.span = outer;
    }

    /// A register to build a value for `dst` in: itself if it is a temporary.
    pub(super) fn work(&mut self, dst: u32) -> u32 {
        if self.is_temp(dst) { dst } else { self.alloc() }
    }

    fn expr_kind(&mut self, e: &'a Expr, dst: u32) {
        match &e.kind {
            ExprKind::Const(c) => self.load_const(c, dst),
            ExprKind::Var(var) => self.load_var(var, dst),
            ExprKind::Named { target, target_span, value } => {
                let work = self.work(dst);
                self.expr_to(value, work);
                self.with_span(*target_span, |s| s.store_var(target, work));
                self.mv(dst, work);
            }
            ExprKind::Bool { op, values } => {
                let work = self.work(dst);
                let end = self.label();
                for (index, value) in values.iter().enumerate() {
                    self.expr_to(value, work);
                    if index + 1 < values.len() {
                        let jump = if *op == BoolOp::And { Op::JFalse } else { Op::JTrue };
                        self.jump_op(jump, work, 0, end);
                    }
                }
                self.place(end);
                self.mv(dst, work);
            }
            ExprKind::Compare { first, rest } => self.compare(first, rest, dst),
            ExprKind::Binary { first, rest } => {
                let mut left = self.expr(first);
                let mark = self.top;
                for (index, step) in rest.iter().enumerate() {
                    let last = index + 1 == rest.len();
                    let out = if last {
                        dst
                    } else if self.is_temp(left) && index > 0 {
                        left
                    } else {
                        self.work(dst)
                    };
                    let outer = std::mem::replace(&mut self.span, step.span);
                    self.binary(step.op, out, left, &step.right, false);
                    self.span = outer;
                    left = out;
                    self.top = self.top.min(mark.max(left + 1)).max(mark);
                }
            }
            ExprKind::Unary { op, operand } => {
                let reg = self.expr(operand);
                let op = match op {
                    UnaryOp::Not => Op::Not,
                    UnaryOp::Neg => Op::Neg,
                    UnaryOp::Pos => Op::Pos,
                    UnaryOp::Invert => Op::Invert,
                };
                self.op(op, dst, reg, 0, 0);
            }
            ExprKind::IfElse { cond, then, orelse } => {
                let (other, end) = (self.label(), self.label());
                self.jump_if(cond, false, other);
                self.expr_to(then, dst);
                self.jump(end);
                self.place(other);
                self.expr_to(orelse, dst);
                self.place(end);
            }
            ExprKind::Lambda { func, .. } => self.function(*func, dst),
            ExprKind::Tuple(items) => self.tuple(items, dst),
            ExprKind::List(items) => self.list(items, dst),
            ExprKind::Set(items) => self.set(items, dst),
            ExprKind::Dict(items) => self.dict(items, dst),
            ExprKind::Comp(comp) => self.comprehension(comp, e.span, dst),
            ExprKind::Generator { func, first } => self.generator(*func, first, dst),
            ExprKind::Await(value) => {
                let reg = self.expr(value);
                self.await_value(reg, dst);
            }
            ExprKind::Yield(value) => {
                let reg = match value {
                    Some(value) => self.expr(value),
                    None => {
                        let reg = self.alloc();
                        self.op(Op::LoadNone, reg, 0, 0, 0);
                        reg
                    }
                };
                self.op(Op::Yield, dst, reg, 0, 0);
            }
            ExprKind::YieldFrom(value) => {
                let reg = self.expr(value);
                let iter = self.alloc();
                self.op(Op::GetYieldIter, iter, reg, 0, 0);
                self.yield_from(iter, dst);
            }
            ExprKind::Call(call) => self.call(call, dst),
            ExprKind::FormatString(parts) => self.format_string(parts, dst),
            ExprKind::Attribute { value, name, name_span } => self.attribute(value, name, *name_span, dst),
            ExprKind::Index { value, index } => self.index(value, index, dst),
            ExprKind::Slice { lower, upper, step } => {
                let lower = self.bound_expr(lower.as_deref());
                let upper = self.bound_expr(upper.as_deref());
                let step = self.bound_expr(step.as_deref());
                self.op(Op::BuildSlice, dst, lower, upper, step);
            }
            // Handled by displays and calls; a lone one is an error of the lowering.
            ExprKind::Starred(value) => self.expr_to(value, dst),
        }
    }

    /// Loads a constant.
    pub(super) fn load_const(&mut self, c: &Const, dst: u32) {
        match c {
            Const::None => self.op(Op::LoadNone, dst, 0, 0, 0),
            Const::Bool(true) => self.op(Op::LoadTrue, dst, 0, 0, 0),
            Const::Bool(false) => self.op(Op::LoadFalse, dst, 0, 0, 0),
            Const::Int(i) if i32::try_from(*i).is_ok() => self.op_cd(Op::LoadInt, dst, 0, *i as i32),
            _ => {
                let index = self.asm.constant(c);
                self.op_cd(Op::LoadConst, dst, 0, index as i32);
            }
        }
    }

    /// Loads a variable.
    pub(super) fn load_var(&mut self, var: &Var, dst: u32) {
        match var {
            Var::Local(id) => {
                let home = self.local(*id);
                self.mv(dst, home);
            }
            Var::Cell(id) => {
                let name = self.name_index(&self.func.local(*id).name.clone());
                self.op(Op::LoadCell, dst, self.home[id.0 as usize], name, 0);
            }
            Var::Free(id) => {
                let name = self.name_index(&self.func.free[id.0 as usize].name.clone());
                self.op(Op::LoadFree, dst, id.0, name, 0);
            }
            Var::Global(name) => {
                let name = self.name_index(name);
                let cache = self.cache();
                self.op(Op::LoadGlobal, dst, name, 0, cache);
            }
            Var::Class(name) => {
                let name = self.name_index(name);
                self.op(Op::LoadName, dst, name, 0, 0);
            }
            Var::ClassFree(name, id) => {
                let name = self.name_index(name);
                self.op(Op::LoadClassFree, dst, name, id.0, 0);
            }
        }
    }

    pub(super) fn cache(&mut self) -> u32 {
        if self.reachable() { u32::from(self.asm.cache()) } else { 0 }
    }

    /// `dst = left op right`.
    pub(super) fn binary(&mut self, op: BinOp, dst: u32, left: u32, right: &'a Expr, in_place: bool) {
        let flag = u32::from(in_place);
        if let ExprKind::Const(c) = &right.kind {
            if let Const::Int(i) = c
                && let Ok(small) = i16::try_from(*i)
                && let Some(op) = immediate_form(op)
            {
                return self.op(op, dst, left, u32::from(small as u16), flag);
            }
            if matches!(c, Const::Int(_) | Const::Float(_))
                && let Some(op) = constant_form(op)
            {
                let index = self.asm.constant(c);
                if index <= 0xFFFF {
                    return self.op(op, dst, left, index, flag);
                }
            }
        }
        let right = self.expr(right);
        self.op(binary_op(op), dst, left, right, flag);
    }

    fn compare(&mut self, first: &'a Expr, rest: &'a [(CmpOp, Expr)], dst: u32) {
        let mut left = self.expr(first);
        if let [(op, right)] = rest {
            let right = self.expr(right);
            return self.op(compare_op(*op), dst, left, right, 0);
        }
        let work = self.alloc();
        let end = self.label();
        for (index, (op, right)) in rest.iter().enumerate() {
            let right = self.expr(right);
            self.op(compare_op(*op), work, left, right, 0);
            if index + 1 < rest.len() {
                self.jump_op(Op::JFalse, work, 0, end);
            }
            left = right;
        }
        self.place(end);
        self.mv(dst, work);
    }

    /// A bound of a slice, or `None`.
    fn bound_expr(&mut self, e: Option<&'a Expr>) -> u32 {
        match e {
            Some(e) => self.expr(e),
            None => {
                let reg = self.alloc();
                self.op(Op::LoadNone, reg, 0, 0, 0);
                reg
            }
        }
    }

    fn attribute(&mut self, value: &'a Expr, name: &Name, name_span: hir::Span, dst: u32) {
        if let Some((class, this)) = self.super_call(value)
            && !self.wide
        {
            // The bound method: a pair as for a call, then the attribute itself is needed, so ask super for it.
            let base = self.alloc_many(3);
            self.load_var(&Var::Global("super".into()), base);
            self.load_class_and_self(class, this, base + 1);
            let cache = self.cache();
            self.op(Op::Call, base, 2, 0, cache);
            let index = self.name_index(name);
            let cache = self.cache();
            return self.op(Op::GetAttr, dst, base, index, cache);
        }
        let reg = self.expr(value);
        let index = self.name_index(name);
        let cache = self.cache();
        let span = self.after_line_break(value, name_span);
        self.with_span(span, |s| s.op(Op::GetAttr, dst, reg, index, cache));
    }

    /// Where an attribute access is shown: as in CPython, from the name on if that stands on a later line.
    pub(super) fn after_line_break(&self, value: &Expr, name_span: hir::Span) -> hir::Span {
        let between = hir::Span::new(value.span.start, name_span.start);
        if self.unit.source.slice(between).contains('\n') {
            hir::Span::new(name_span.start, self.span.end)
        } else {
            self.span
        }
    }

    fn index(&mut self, value: &'a Expr, index: &'a Expr, dst: u32) {
        let reg = self.expr(value);
        match &index.kind {
            ExprKind::Slice { lower, upper, step: None } => {
                let lower = self.bound_expr(lower.as_deref());
                let upper = self.bound_expr(upper.as_deref());
                self.op(Op::GetSlice, dst, reg, lower, upper);
            }
            ExprKind::Const(Const::Int(i)) if i16::try_from(*i).is_ok() => {
                self.op(Op::GetItemI, dst, reg, u32::from(*i as i16 as u16), 0);
            }
            _ => {
                let index = self.expr(index);
                self.op(Op::GetItem, dst, reg, index, 0);
            }
        }
    }

    /// The constants of a display, if all its items are some.
    fn constants(items: &[Expr]) -> Option<Vec<Const>> {
        items.iter().map(constant_value).collect()
    }

    fn tuple(&mut self, items: &'a [Expr], dst: u32) {
        if let Some(constants) = Self::constants(items) {
            return self.load_const(&Const::Tuple(constants.into()), dst);
        }
        if items.len() <= CHUNK && !has_star(items) {
            let first = self.window(items);
            return self.op(Op::BuildTuple, dst, first, items.len() as u32, 0);
        }
        let list = self.work(dst);
        self.list(items, list);
        self.op(Op::ListToTuple, dst, list, 0, 0);
    }

    /// Evaluates items into neighbouring temporaries.
    fn window(&mut self, items: &'a [Expr]) -> u32 {
        let first = self.top;
        for item in items {
            self.expr_temp(item);
        }
        first
    }

    pub(super) fn list(&mut self, items: &'a [Expr], dst: u32) {
        if items.len() > 3
            && let Some(constants) = Self::constants(items)
        {
            let work = self.work(dst);
            let tuple = self.alloc();
            self.load_const(&Const::Tuple(constants.into()), tuple);
            self.op(Op::BuildList, work, 0, 0, 0);
            self.op(Op::ListExtend, work, tuple, 0, 0);
            return self.mv(dst, work);
        }
        let simple = items.iter().take(CHUNK).take_while(|i| !is_star(i)).count();
        if simple == items.len() {
            let first = self.window(items);
            return self.op(Op::BuildList, dst, first, items.len() as u32, 0);
        }
        let work = self.work(dst);
        let mark = self.top;
        let first = self.window(&items[..simple]);
        self.op(Op::BuildList, work, first, simple as u32, 0);
        self.top = mark;
        for item in &items[simple..] {
            match &item.kind {
                ExprKind::Starred(inner) => {
                    let reg = self.expr(inner);
                    self.op(Op::ListExtend, work, reg, 0, 0);
                }
                _ => {
                    let reg = self.expr(item);
                    self.op(Op::ListAppend, work, reg, 0, 0);
                }
            }
            self.top = mark;
        }
        self.mv(dst, work);
    }

    fn set(&mut self, items: &'a [Expr], dst: u32) {
        let simple = items.iter().take(CHUNK).take_while(|i| !is_star(i)).count();
        if simple == items.len() {
            let first = self.window(items);
            return self.op(Op::BuildSet, dst, first, items.len() as u32, 0);
        }
        let work = self.work(dst);
        let mark = self.top;
        let first = self.window(&items[..simple]);
        self.op(Op::BuildSet, work, first, simple as u32, 0);
        self.top = mark;
        for item in &items[simple..] {
            match &item.kind {
                ExprKind::Starred(inner) => {
                    let reg = self.expr(inner);
                    self.op(Op::SetUpdate, work, reg, 0, 0);
                }
                _ => {
                    let reg = self.expr(item);
                    self.op(Op::SetAdd, work, reg, 0, 0);
                }
            }
            self.top = mark;
        }
        self.mv(dst, work);
    }

    fn dict(&mut self, items: &'a [(Option<Expr>, Expr)], dst: u32) {
        let simple = items.iter().take(CHUNK / 2).take_while(|(key, _)| key.is_some()).count();
        let work = if simple == items.len() { dst } else { self.work(dst) };
        let mark = self.top;
        let first = self.top;
        for (key, value) in &items[..simple] {
            if let Some(key) = key {
                self.expr_temp(key);
            }
            self.expr_temp(value);
        }
        self.op(Op::BuildDict, work, first, simple as u32, 0);
        self.top = mark;
        for (key, value) in &items[simple..] {
            match key {
                Some(key) => {
                    let key = self.expr(key);
                    let value = self.expr(value);
                    self.op(Op::DictSet, work, key, value, 0);
                }
                None => {
                    let reg = self.expr(value);
                    self.op(Op::DictUpdate, work, reg, 0, 0);
                }
            }
            self.top = mark;
        }
        self.mv(dst, work);
    }

    fn format_string(&mut self, parts: &'a [hir::FormatPart], dst: u32) {
        if parts.len() > CHUNK {
            // Pieces first; CPython's order of evaluation is the same.
            let pieces = parts.chunks(CHUNK);
            let first = self.top;
            let work = self.alloc();
            for (index, piece) in pieces.enumerate() {
                let reg = if index == 0 { work } else { self.alloc() };
                self.format_string(piece, reg);
                if index > 0 {
                    self.op(Op::BuildString, work, first, 2, 0);
                    self.top = work + 1;
                }
            }
            return self.mv(dst, work);
        }
        match parts {
            [] => self.load_const(&Const::Str("".into()), dst),
            [hir::FormatPart::Text(c)] => self.load_const(c, dst),
            [part] => self.format_part(part, dst),
            _ => {
                let first = self.top;
                for part in parts {
                    let reg = self.alloc();
                    self.format_part(part, reg);
                }
                self.op(Op::BuildString, dst, first, parts.len() as u32, 0);
            }
        }
    }

    fn format_part(&mut self, part: &'a hir::FormatPart, dst: u32) {
        match part {
            hir::FormatPart::Text(c) => self.load_const(c, dst),
            hir::FormatPart::Value { value, conversion, spec, .. } => {
                let mark = self.top;
                let reg = self.expr(value);
                let conversion = match conversion {
                    hir::Conversion::None => 0,
                    hir::Conversion::Str => 1,
                    hir::Conversion::Repr => 2,
                    hir::Conversion::Ascii => 3,
                };
                if spec.is_empty() {
                    self.op(Op::FormatValue, dst, reg, conversion, reg);
                } else {
                    let spec_reg = self.alloc();
                    self.format_string(spec, spec_reg);
                    self.op(Op::FormatValue, dst, reg, conversion | 4, spec_reg);
                }
                self.top = mark;
            }
        }
    }

    /// Awaits the value in `reg`.
    pub(super) fn await_value(&mut self, reg: u32, dst: u32) {
        let mark = self.top;
        let iter = self.alloc();
        self.op(Op::GetAwaitable, iter, reg, 0, 0);
        self.yield_from(iter, dst);
        self.top = mark;
    }

    /// Runs the iterator in `iter` to its end, yielding what it yields.
    pub(super) fn yield_from(&mut self, iter: u32, dst: u32) {
        let mark = self.top;
        let sent = self.alloc();
        self.op(Op::LoadNone, sent, 0, 0, 0);
        self.op(Op::YieldFrom, dst, iter, sent, 0);
        self.top = mark;
    }

    /// Evaluates a condition whose value is known.
    pub(super) fn known(e: &Expr) -> Option<bool> {
        match &e.kind {
            ExprKind::Const(c) => Some(constant::truth(c)),
            _ => None,
        }
    }
}

/// The value of a constant expression, tuples of constants included.
pub(super) fn constant_value(e: &Expr) -> Option<Const> {
    match &e.kind {
        ExprKind::Const(c) => Some(c.clone()),
        ExprKind::Tuple(items) => {
            let items: Option<Vec<Const>> = items.iter().map(constant_value).collect();
            Some(Const::Tuple(items?.into()))
        }
        _ => None,
    }
}

pub(super) fn is_star(e: &Expr) -> bool {
    matches!(e.kind, ExprKind::Starred(_))
}

pub(super) fn has_star(items: &[Expr]) -> bool {
    items.iter().any(is_star)
}

fn immediate_form(op: BinOp) -> Option<Op> {
    Some(match op {
        BinOp::Add => Op::AddI,
        BinOp::Sub => Op::SubI,
        BinOp::Mul => Op::MulI,
        BinOp::FloorDiv => Op::FloorDivI,
        BinOp::Mod => Op::ModI,
        BinOp::And => Op::AndI,
        BinOp::Shl => Op::ShlI,
        BinOp::Shr => Op::ShrI,
        _ => return None,
    })
}

fn constant_form(op: BinOp) -> Option<Op> {
    Some(match op {
        BinOp::Add => Op::AddK,
        BinOp::Sub => Op::SubK,
        BinOp::Mul => Op::MulK,
        BinOp::Div => Op::TrueDivK,
        _ => return None,
    })
}

fn binary_op(op: BinOp) -> Op {
    match op {
        BinOp::Add => Op::Add,
        BinOp::Sub => Op::Sub,
        BinOp::Mul => Op::Mul,
        BinOp::Div => Op::TrueDiv,
        BinOp::FloorDiv => Op::FloorDiv,
        BinOp::Mod => Op::Mod,
        BinOp::Pow => Op::Pow,
        BinOp::MatMul => Op::MatMul,
        BinOp::Shl => Op::Shl,
        BinOp::Shr => Op::Shr,
        BinOp::And => Op::And,
        BinOp::Or => Op::Or,
        BinOp::Xor => Op::Xor,
    }
}

fn compare_op(op: CmpOp) -> Op {
    match op {
        CmpOp::Eq => Op::Eq,
        CmpOp::Ne => Op::Ne,
        CmpOp::Lt => Op::Lt,
        CmpOp::Le => Op::Le,
        CmpOp::Gt => Op::Gt,
        CmpOp::Ge => Op::Ge,
        CmpOp::Is => Op::Is,
        CmpOp::IsNot => Op::IsNot,
        CmpOp::In => Op::In,
        CmpOp::NotIn => Op::NotIn,
    }
}
