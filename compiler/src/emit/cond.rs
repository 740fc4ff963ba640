//! Conditions: jumps without making a bool.

use super::{Emitter, Label};
use crate::bytecode::Op;
use crate::hir::{BoolOp, CmpOp, Const, Expr, ExprKind, UnaryOp};

impl<'a> Emitter<'a> {
    /// Jumps to `label` if the truth of `e` is `sense`; else falls through.
    pub(super) fn jump_if(&mut self, e: &'a Expr, sense: bool, label: Label) {
        if let Some(truth) = Self::known(e) {
            if truth == sense {
                self.jump(label);
            }
            return;
        }
        // As in CPython, what asks for the truth of a value has the place of the statement or expression around.
        let outer = self.span;
        let mark = self.top;
        match &e.kind {
            ExprKind::Unary { op: UnaryOp::Not, operand } => self.jump_if(operand, !sense, label),
            ExprKind::Bool { op, values } => self.jump_bool(*op, values, sense, label),
            ExprKind::Compare { first, rest } => {
                self.span = e.span;
                self.jump_compare(first, rest, sense, label);
            }
            ExprKind::IfElse { cond, then, orelse } => {
                let (other, end) = (self.label(), self.label());
                self.jump_if(cond, false, other);
                self.jump_if(then, sense, label);
                self.jump(end);
                self.place(other);
                self.jump_if(orelse, sense, label);
                self.place(end);
            }
            _ => {
                let reg = self.expr(e);
                self.jump_op(if sense { Op::JTrue } else { Op::JFalse }, reg, 0, label);
            }
        }
        self.top = mark;
        self.span = outer;
    }

    fn jump_bool(&mut self, op: BoolOp, values: &'a [Expr], sense: bool, label: Label) {
        // The truth of an operand that decides at once: False for `and`, True for `or`.
        let decides = op == BoolOp::Or;
        let Some((last, firsts)) = values.split_last() else { return };
        if decides == sense {
            for value in values {
                self.jump_if(value, sense, label);
            }
        } else {
            let end = self.label();
            for value in firsts {
                self.jump_if(value, decides, end);
            }
            self.jump_if(last, sense, label);
            self.place(end);
        }
    }

    fn jump_compare(&mut self, first: &'a Expr, rest: &'a [(CmpOp, Expr)], sense: bool, label: Label) {
        let mut left = self.expr(first);
        let end = self.label();
        for (index, (op, right)) in rest.iter().enumerate() {
            let last = index + 1 == rest.len();
            let (jump_sense, target) = if last || !sense { (last && sense, label) } else { (false, end) };
            if matches!(op, CmpOp::Is | CmpOp::IsNot)
                && matches!(right.kind, ExprKind::Const(Const::None))
                && last
            {
                let none = jump_sense == (*op == CmpOp::Is);
                self.jump_op(if none { Op::JNone } else { Op::JNotNone }, left, 0, target);
                break;
            }
            if last
                && let ExprKind::Const(Const::Int(i)) = &right.kind
                && let Ok(small) = i16::try_from(*i)
                && let Some(op) = immediate_jump(*op, jump_sense)
            {
                self.jump_op(op, left, u32::from(small as u16), target);
                break;
            }
            let right = self.expr(right);
            self.jump_op(compare_jump(*op, jump_sense), left, right, target);
            left = right;
        }
        self.place(end);
    }
}

fn compare_jump(op: CmpOp, sense: bool) -> Op {
    match (op, sense) {
        (CmpOp::Eq, true) => Op::JEq,
        (CmpOp::Eq, false) => Op::JNotEq,
        (CmpOp::Ne, true) => Op::JNe,
        (CmpOp::Ne, false) => Op::JNotNe,
        (CmpOp::Lt, true) => Op::JLt,
        (CmpOp::Lt, false) => Op::JNotLt,
        (CmpOp::Le, true) => Op::JLe,
        (CmpOp::Le, false) => Op::JNotLe,
        (CmpOp::Gt, true) => Op::JGt,
        (CmpOp::Gt, false) => Op::JNotGt,
        (CmpOp::Ge, true) => Op::JGe,
        (CmpOp::Ge, false) => Op::JNotGe,
        (CmpOp::Is, true) | (CmpOp::IsNot, false) => Op::JIs,
        (CmpOp::Is, false) | (CmpOp::IsNot, true) => Op::JIsNot,
        (CmpOp::In, true) | (CmpOp::NotIn, false) => Op::JIn,
        (CmpOp::In, false) | (CmpOp::NotIn, true) => Op::JNotIn,
    }
}

fn immediate_jump(op: CmpOp, sense: bool) -> Option<Op> {
    Some(match (op, sense) {
        (CmpOp::Eq, true) => Op::JEqI,
        (CmpOp::Eq, false) => Op::JNotEqI,
        (CmpOp::Ne, true) => Op::JNeI,
        (CmpOp::Ne, false) => Op::JNotNeI,
        (CmpOp::Lt, true) => Op::JLtI,
        (CmpOp::Lt, false) => Op::JNotLtI,
        (CmpOp::Le, true) => Op::JLeI,
        (CmpOp::Le, false) => Op::JNotLeI,
        (CmpOp::Gt, true) => Op::JGtI,
        (CmpOp::Gt, false) => Op::JNotGtI,
        (CmpOp::Ge, true) => Op::JGeI,
        (CmpOp::Ge, false) => Op::JNotGeI,
        _ => return None,
    })
}
