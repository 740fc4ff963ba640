//! Storing: variables, attributes, items, unpacking, augmented assignment, deletion.

use super::Emitter;
use super::expr::has_star;
use crate::bytecode::Op;
use crate::hir::{BinOp, Expr, ExprKind, LocalId, Target, TargetKind, Var};

impl<'a> Emitter<'a> {
    /// Stores a register into a variable.
    pub(super) fn store_var(&mut self, var: &Var, src: u32) {
        match var {
            Var::Local(id) => {
                self.mv(self.home[id.0 as usize], src);
                self.mark_bound(*id);
            }
            Var::Cell(id) => {
                let home = self.home[id.0 as usize];
                self.op(Op::StoreCell, home, src, 0, 0);
            }
            Var::Free(id) | Var::ClassFree(_, id) => self.op(Op::StoreFree, src, id.0, 0, 0),
            Var::Global(name) => {
                let name = self.name_index(name);
                let cache = self.cache();
                self.op(Op::StoreGlobal, src, name, 0, cache);
            }
            Var::Class(name) => {
                let name = self.name_index(name);
                self.op(Op::StoreName, src, name, 0, 0);
            }
        }
    }

    pub(super) fn delete_var(&mut self, var: &Var) {
        match var {
            Var::Local(id) => {
                let name = self.name_index(&self.func.local(*id).name.clone());
                self.needs_mark.insert(*id);
                let home = self.home[id.0 as usize];
                self.op(Op::DeleteLocal, home, name, 0, 0);
                if let Some(bound) = &mut self.bound {
                    bound.remove(*id);
                }
            }
            Var::Cell(id) => {
                let name = self.name_index(&self.func.local(*id).name.clone());
                let home = self.home[id.0 as usize];
                self.op(Op::DeleteCell, home, 0, name, 0);
            }
            Var::Free(id) | Var::ClassFree(_, id) => {
                let name = self.name_index(&self.func.free[id.0 as usize].name.clone());
                self.op(Op::DeleteFree, 0, id.0, name, 0);
            }
            Var::Global(name) => {
                let name = self.name_index(name);
                self.op(Op::DeleteGlobal, 0, name, 0, 0);
            }
            Var::Class(name) => {
                let name = self.name_index(name);
                self.op(Op::DeleteName, 0, name, 0, 0);
            }
        }
    }

    /// Stores a register into a target.
    pub(super) fn store(&mut self, target: &'a Target, src: u32) {
        let outer = std::mem::replace(&mut self.span, target.span);
        let mark = self.top;
        match &target.kind {
            TargetKind::Var(var) => self.store_var(var, src),
            TargetKind::Attribute { value, name, name_span } => {
                let object = self.expr(value);
                let name = self.name_index(name);
                let cache = self.cache();
                let span = self.after_line_break(value, *name_span);
                self.with_span(span, |s| s.op(Op::SetAttr, object, src, name, cache));
            }
            TargetKind::Index { value, index } => {
                let object = self.expr(value);
                self.store_item(object, index, src);
            }
            TargetKind::Unpack { items, star } => self.unpack(items, *star, src),
        }
        self.top = mark;
        self.span = outer;
    }

    fn store_item(&mut self, object: u32, index: &'a Expr, src: u32) {
        if let ExprKind::Slice { lower, upper, step: None } = &index.kind {
            let lower = self.slice_bound(lower.as_deref());
            let upper = self.slice_bound(upper.as_deref());
            return self.op(Op::SetSlice, object, lower, upper, src);
        }
        let index = self.expr(index);
        self.op(Op::SetItem, object, index, src, 0);
    }

    fn slice_bound(&mut self, e: Option<&'a Expr>) -> u32 {
        match e {
            Some(e) => self.expr(e),
            None => {
                let reg = self.alloc();
                self.op(Op::LoadNone, reg, 0, 0, 0);
                reg
            }
        }
    }

    /// Stores the item that a loop has in a temporary: nothing else reads that one.
    pub(super) fn store_item_of_loop(&mut self, target: &'a Target, item: u32) {
        let before = self.asm.pc();
        self.store(target, item);
        self.asm.unpack_item(before, item);
    }

    fn unpack(&mut self, items: &'a [Target], star: Option<u32>, src: u32) {
        let count = items.len() as u32;
        let direct = self.neighbouring_homes(items, src);
        let first = match direct {
            Some(first) => first,
            None => self.alloc_many(count),
        };
        match star {
            None => self.op(Op::UnpackSeq, src, first, count, 0),
            Some(star) => self.op(Op::UnpackEx, src, first, star, count - star - 1),
        }
        for (index, item) in items.iter().enumerate() {
            match (&item.kind, direct) {
                (TargetKind::Var(Var::Local(id)), Some(_)) => self.mark_bound(*id),
                _ => self.store(item, first + index as u32),
            }
        }
    }

    /// The first home, if the targets are locals in neighbouring registers other than `src`.
    fn neighbouring_homes(&self, items: &[Target], src: u32) -> Option<u32> {
        let home = |item: &Target| match &item.kind {
            TargetKind::Var(Var::Local(id)) => Some(self.home[id.0 as usize]),
            _ => None,
        };
        let first = home(items.first()?)?;
        for (index, item) in items.iter().enumerate() {
            let home = home(item)?;
            if home != first + index as u32 || home == src {
                return None;
            }
        }
        Some(first)
    }

    /// `targets = value`.
    pub(super) fn assign(&mut self, targets: &'a [Target], value: &'a Expr) {
        let mark = self.top;
        match targets {
            [target] => self.assign_one(target, value),
            _ => {
                let plain = targets.iter().all(|t| matches!(t.kind, TargetKind::Var(_)));
                let reg = if plain { self.expr(value) } else { self.expr_temp(value) };
                for target in targets {
                    self.store(target, reg);
                }
            }
        }
        self.top = mark;
    }

    fn assign_one(&mut self, target: &'a Target, value: &'a Expr) {
        match &target.kind {
            TargetKind::Var(Var::Local(id)) => {
                let home = self.home[id.0 as usize];
                self.expr_to(value, home);
                self.mark_bound(*id);
            }
            TargetKind::Unpack { items, star: None } => {
                if let ExprKind::Tuple(values) | ExprKind::List(values) = &value.kind
                    && values.len() == items.len()
                    && values.len() <= 16
                    && !values.is_empty()
                    && !has_star(values)
                {
                    return self.assign_each(items, values);
                }
                let reg = self.expr(value);
                self.store(target, reg);
            }
            _ => {
                let reg = self.expr(value);
                self.store(target, reg);
            }
        }
    }

    /// `a, b = x, y`: all values first, then all stores, without a tuple.
    fn assign_each(&mut self, items: &'a [Target], values: &'a [Expr]) {
        let mut regs = Vec::with_capacity(values.len());
        let simple = items.iter().all(|t| matches!(t.kind, TargetKind::Var(Var::Local(_))));
        for (index, value) in values.iter().enumerate() {
            // A local may be read from its home at its turn if no target before overwrites it.
            let keep = match &value.kind {
                ExprKind::Var(Var::Local(id)) => !items[..index]
                    .iter()
                    .any(|t| matches!(&t.kind, TargetKind::Var(Var::Local(t)) if t == id)),
                _ => false,
            };
            // The last value may go straight to its target if nothing that is still needed stands there.
            if index + 1 == values.len()
                && let TargetKind::Var(Var::Local(id)) = &items[index].kind
                && simple
            {
                let home = self.home[id.0 as usize];
                let earlier = items[..index]
                    .iter()
                    .any(|t| matches!(&t.kind, TargetKind::Var(Var::Local(t)) if t == id));
                if !regs.contains(&home) && !earlier && !self.func.local(*id).walrus {
                    self.expr_to(value, home);
                    regs.push(home);
                    break;
                }
            }
            regs.push(if keep { self.expr(value) } else { self.expr_temp(value) });
        }
        for (item, reg) in items.iter().zip(regs) {
            self.store(item, reg);
        }
    }

    /// `target op= value`.
    pub(super) fn aug_assign(&mut self, target: &'a Target, op: BinOp, value: &'a Expr) {
        let mark = self.top;
        match &target.kind {
            TargetKind::Var(Var::Local(id)) => {
                let home = self.local_operand(*id, target);
                let dst = self.home[id.0 as usize];
                self.binary(op, dst, home, value, true);
                self.mark_bound(*id);
            }
            TargetKind::Var(var) => {
                let reg = self.alloc();
                self.with_span(target.span, |s| s.load_var(var, reg));
                self.binary(op, reg, reg, value, true);
                self.store_var(var, reg);
            }
            TargetKind::Attribute { value: object, name, name_span } => {
                let object_reg = self.expr(object);
                let reg = self.alloc();
                let index = self.name_index(name);
                let outer = std::mem::replace(&mut self.span, target.span);
                let span = self.after_line_break(object, *name_span);
                let cache = self.cache();
                self.with_span(span, |s| s.op(Op::GetAttr, reg, object_reg, index, cache));
                self.span = outer;
                self.binary(op, reg, reg, value, true);
                let cache = self.cache();
                self.with_span(span, |s| s.op(Op::SetAttr, object_reg, reg, index, cache));
            }
            TargetKind::Index { value: object, index } => self.aug_item(target, object, index, op, value),
            TargetKind::Unpack { .. } => {}
        }
        self.top = mark;
    }

    fn aug_item(
        &mut self,
        target: &'a Target,
        object: &'a Expr,
        index: &'a Expr,
        op: BinOp,
        value: &'a Expr,
    ) {
        let object = self.expr(object);
        let outer = std::mem::replace(&mut self.span, target.span);
        let reg;
        if let ExprKind::Slice { lower, upper, step: None } = &index.kind {
            let lower = self.slice_bound(lower.as_deref());
            let upper = self.slice_bound(upper.as_deref());
            reg = self.alloc();
            self.op(Op::GetSlice, reg, object, lower, upper);
            self.span = outer;
            self.binary(op, reg, reg, value, true);
            self.with_span(target.span, |s| s.op(Op::SetSlice, object, lower, upper, reg));
            return;
        }
        let index = self.expr(index);
        reg = self.alloc();
        self.op(Op::GetItem, reg, object, index, 0);
        self.span = outer;
        self.binary(op, reg, reg, value, true);
        self.with_span(target.span, |s| s.op(Op::SetItem, object, index, reg, 0));
    }

    /// The left operand of `x op= …`: the home, or a copy if the right side assigns it.
    fn local_operand(&mut self, id: LocalId, target: &Target) -> u32 {
        let home = self.with_span(target.span, |s| s.local(id));
        if !self.func.local(id).walrus {
            return home;
        }
        let copy = self.alloc();
        self.mv(copy, home);
        copy
    }

    /// `del target`.
    pub(super) fn delete(&mut self, target: &'a Target) {
        let outer = std::mem::replace(&mut self.span, target.span);
        let mark = self.top;
        match &target.kind {
            TargetKind::Var(var) => self.delete_var(var),
            TargetKind::Attribute { value, name, .. } => {
                let object = self.expr(value);
                let name = self.name_index(name);
                self.op(Op::DelAttr, object, 0, name, 0);
            }
            TargetKind::Index { value, index } => {
                let object = self.expr(value);
                let index = self.expr(index);
                self.op(Op::DelItem, object, index, 0, 0);
            }
            TargetKind::Unpack { items, .. } => {
                for item in items {
                    self.delete(item);
                }
            }
        }
        self.top = mark;
        self.span = outer;
    }
}
