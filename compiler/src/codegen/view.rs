//! Views: element addresses, slices, new arrays.

use super::abi::{self, Helper, ctx};
use super::emit::{Emit, Header, clif_type, data, to_word};
use crate::tir::*;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value};

impl<'a> Emit<'_, 'a, '_> {
    /// The address of an element, its indices checked as they say.
    pub fn element(&mut self, access: &'a Access, pos: Pos) -> Value {
        let view = self.view_slot(access.view);
        let mut address = None;
        // All indices are evaluated before the base is read, each checked in its turn.
        let mut offsets = Vec::new();
        for (axis, index) in access.index.iter().enumerate() {
            let extent = self.b.use_var(view.shape[axis]);
            let i = self.index(index, extent, pos);
            let innermost = axis + 1 == access.index.len();
            offsets.push(if innermost && view.ty.contiguous {
                self.scaled(i, view.ty.elem.size())
            } else {
                let stride = self.b.use_var(view.strides[axis]);
                self.b.ins().imul(i, stride)
            });
        }
        for offset in offsets {
            let from = match address {
                None => self.b.use_var(view.base),
                Some(address) => address,
            };
            address = Some(self.b.ins().iadd(from, offset));
        }
        match address {
            Some(address) => address,
            None => self.b.use_var(view.base),
        }
    }

    fn scaled(&mut self, index: Value, size: u32) -> Value {
        match size {
            1 => index,
            size => self.b.ins().ishl_imm_u(index, size.trailing_zeros() as i64),
        }
    }

    /// An index as an offset from the first element, checked as it says.
    fn index(&mut self, index: &'a Index, extent: Value, pos: Pos) -> Value {
        let value = self.expr(&index.value);
        let mut i = value;
        if index.may_be_negative && index.value.ty != Scalar::U64 {
            let known = index.value.as_int();
            let wrapped = self.b.ins().iadd(value, extent);
            i = match known {
                Some(c) if c < 0 => wrapped,
                Some(_) => value,
                None => {
                    let negative = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, value, 0);
                    self.b.ins().select(negative, wrapped, value)
                }
            };
        }
        if index.bounds == Bounds::Check {
            let bad = self.b.ins().icmp(IntCC::UnsignedGreaterThanOrEqual, i, extent);
            self.fail_if(bad, Fault::Index, &[value, extent], pos);
        }
        i
    }

    /// The address of a stack copy of a header, as a `RawView`.
    pub fn raw_view(&mut self, local: LocalId) -> Value {
        let header = self.header(local);
        let words = self.raw_words(&header);
        self.words_on_stack(&words)
    }

    /// A header as the seven words of a `RawView`.
    pub fn raw_words(&mut self, header: &Header) -> Vec<Value> {
        let zero = self.int(0);
        let mut words = vec![header.base];
        for part in [&header.shape, &header.strides] {
            words.extend((0..3).map(|axis| part.get(axis).copied().unwrap_or(zero)));
        }
        words
    }

    pub fn assign_view(&mut self, local: LocalId, view: &'a ViewExpr, pos: Pos) {
        let header = match view {
            ViewExpr::Local(base) => self.header(*base),
            ViewExpr::Transpose(base) => {
                let mut header = self.header(*base);
                header.shape.reverse();
                header.strides.reverse();
                header
            }
            ViewExpr::Slice { base, index } => self.slice(*base, index, pos),
            ViewExpr::Copy(base) => {
                let from = self.header(*base);
                let ty = self.view_slot(*base).ty;
                let to = self.new_array(ty.elem, from.shape.clone(), false, pos);
                let mut words = self.raw_words(&to);
                words.extend(self.raw_words(&from));
                let pair = self.words_on_stack(&words);
                let types = self.int(abi::view_types(ty.elem, ty.rank, ty.elem, ty.rank) as i64);
                let word = self.helper(Helper::CopyElements, &[self.ctx, pair, types]);
                self.check_word(word, pos);
                to
            }
            ViewExpr::Reshape { base, shape } => {
                let shape: Vec<Value> = shape.iter().map(|e| self.expr(e)).collect();
                let ty = self.view_slot(*base).ty;
                let raw = self.raw_view(*base);
                for (axis, &extent) in shape.iter().enumerate() {
                    self.store_ret(axis, extent);
                }
                let types = self.int(abi::view_types(ty.elem, ty.rank, ty.elem, ty.rank) as i64);
                let rank = self.int(shape.len() as i64);
                let word = self.helper(Helper::Reshape, &[self.ctx, raw, types, rank]);
                self.check_word(word, pos);
                let word = |e: &mut Self, k: i32| {
                    e.b.ins().load(cranelift_codegen::ir::types::I64, data(), raw, 8 * k)
                };
                let rank = shape.len() as i32;
                Header {
                    base: word(self, 0),
                    shape: (0..rank).map(|k| word(self, 1 + k)).collect(),
                    strides: (0..rank).map(|k| word(self, 4 + k)).collect(),
                }
            }
            ViewExpr::New { elem, shape, fill } => {
                let shape: Vec<Value> = shape.iter().map(|e| self.expr(e)).collect();
                let (start, step) = match fill {
                    Fill::Zeros => (None, None),
                    Fill::Value(value) => (Some((value.ty, self.expr(value))), None),
                    Fill::Range(start, step) => {
                        (Some((start.ty, self.expr(start))), Some((step.ty, self.expr(step))))
                    }
                };
                let rank = shape.len() as u8;
                let header = self.new_array(*elem, shape, start.is_none(), pos);
                if let Some((ty, start)) = start {
                    let words = self.raw_words(&header);
                    let raw = self.words_on_stack(&words);
                    let start = to_word(&mut self.b, ty, start);
                    let types = self.int(abi::view_types(*elem, rank, ty, 1) as i64);
                    match step {
                        None => {
                            self.helper(Helper::Fill, &[raw, types, start]);
                        }
                        Some((_, step)) => {
                            let step = to_word(&mut self.b, ty, step);
                            let word = self.helper(Helper::FillRange, &[self.ctx, raw, types, start, step]);
                            self.check_word(word, pos);
                        }
                    }
                }
                header
            }
        };
        let words = header.words();
        self.define(local, &words);
    }

    fn new_array(&mut self, elem: Scalar, shape: Vec<Value>, zeroed: bool, pos: Pos) -> Header {
        for (axis, &extent) in shape.iter().enumerate() {
            self.store_ret(axis, extent);
        }
        let (size, rank) = (self.int(elem.size() as i64), self.int(shape.len() as i64));
        let zeroed = self.int(zeroed as i64);
        let word = self.helper(Helper::NewArray, &[self.ctx, size, rank, zeroed]);
        self.check_word(word, pos);
        let base = self.load_ctx(cranelift_codegen::ir::types::I64, ctx::RET);
        let mut strides = vec![size; shape.len()];
        for axis in (0..shape.len().saturating_sub(1)).rev() {
            strides[axis] = self.b.ins().imul(strides[axis + 1], shape[axis + 1]);
        }
        Header { base, shape, strides }
    }

    fn slice(&mut self, base: LocalId, index: &'a [SliceIndex], pos: Pos) -> Header {
        let from = self.header(base);
        let mut to = Header { base: from.base, shape: Vec::new(), strides: Vec::new() };
        for (axis, part) in index.iter().enumerate() {
            let (extent, stride) = (from.shape[axis], from.strides[axis]);
            match part {
                SliceIndex::At(index) => {
                    let i = self.index(index, extent, pos);
                    let offset = self.b.ins().imul(i, stride);
                    to.base = self.b.ins().iadd(to.base, offset);
                }
                SliceIndex::Range { lo: None, hi: None, step: None } => {
                    to.shape.push(extent);
                    to.strides.push(stride);
                }
                SliceIndex::Range { lo, hi, step } => {
                    let lo = lo.as_ref().map(|e| self.expr(e));
                    let hi = hi.as_ref().map(|e| self.expr(e));
                    let step_is_one = step.as_ref().is_none_or(|e| e.as_int() == Some(1));
                    let step = step.as_ref().map(|e| self.expr(e));
                    let (first, count) = if step_is_one {
                        self.clip_forward(lo, hi, extent)
                    } else {
                        let step = match step {
                            Some(step) => step,
                            None => self.int(1),
                        };
                        let (first, count) = self.clip(lo, hi, step, extent, pos);
                        to.strides.push(self.b.ins().imul(stride, step));
                        (first, count)
                    };
                    if step_is_one {
                        to.strides.push(stride);
                    }
                    // An empty slice keeps its base inside the array.
                    let zero = self.int(0);
                    let some = self.b.ins().icmp_imm_s(IntCC::SignedGreaterThan, count, 0);
                    let first = self.b.ins().select(some, first, zero);
                    let offset = self.b.ins().imul(first, stride);
                    to.base = self.b.ins().iadd(to.base, offset);
                    to.shape.push(count);
                }
            }
        }
        to
    }

    /// Python's clipping of one bound to `floor ..= ceil`, counted from the end if negative.
    fn clip_bound(&mut self, value: Value, extent: Value, floor: Value, ceil: Value) -> Value {
        let negative = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, value, 0);
        let wrapped = self.b.ins().iadd(value, extent);
        let value = self.b.ins().select(negative, wrapped, value);
        let value = self.b.ins().smax(value, floor);
        self.b.ins().smin(value, ceil)
    }

    fn clip_forward(&mut self, lo: Option<Value>, hi: Option<Value>, extent: Value) -> (Value, Value) {
        let zero = self.int(0);
        let first = match lo {
            None => zero,
            Some(lo) => self.clip_bound(lo, extent, zero, extent),
        };
        let end = match hi {
            None => extent,
            Some(hi) => self.clip_bound(hi, extent, zero, extent),
        };
        let count = self.b.ins().isub(end, first);
        (first, self.b.ins().smax(count, zero))
    }

    /// The general case: any step.
    fn clip(
        &mut self,
        lo: Option<Value>,
        hi: Option<Value>,
        step: Value,
        extent: Value,
        pos: Pos,
    ) -> (Value, Value) {
        let zero_step = self.b.ins().icmp_imm_s(IntCC::Equal, step, 0);
        self.fail_if(zero_step, Fault::SliceStep, &[], pos);
        let (zero, minus_one) = (self.int(0), self.int(-1));
        let up = self.b.ins().icmp_imm_s(IntCC::SignedGreaterThan, step, 0);
        let last = self.b.ins().iadd_imm_s(extent, -1);
        let floor = self.b.ins().select(up, zero, minus_one);
        let ceil = self.b.ins().select(up, extent, last);
        let first = match lo {
            None => self.b.ins().select(up, zero, last),
            Some(lo) => self.clip_bound(lo, extent, floor, ceil),
        };
        let end = match hi {
            None => self.b.ins().select(up, extent, minus_one),
            Some(hi) => self.clip_bound(hi, extent, floor, ceil),
        };
        let forward = self.b.ins().isub(end, first);
        let backward = self.b.ins().isub(first, end);
        let span = self.b.ins().select(up, forward, backward);
        // |MIN| as an unsigned number is right too: one element at most.
        let negated = self.b.ins().ineg(step);
        let magnitude = self.b.ins().select(up, step, negated);
        let short = self.b.ins().iadd_imm_s(span, -1);
        let short = self.b.ins().smax(short, zero);
        let count = self.b.ins().udiv(short, magnitude);
        let count = self.b.ins().iadd_imm_s(count, 1);
        let some = self.b.ins().icmp_imm_s(IntCC::SignedGreaterThan, span, 0);
        (first, self.b.ins().select(some, count, zero))
    }

    pub fn store(&mut self, access: &'a Access, value: &'a Expr, pos: Pos) {
        let value = self.expr(value);
        let address = self.element(access, pos);
        self.b.ins().store(data(), value, address, 0);
    }

    pub fn copy_elements(&mut self, dst: LocalId, src: LocalId, pos: Pos) {
        let (to, from) = (self.header(dst), self.header(src));
        let (tt, tf) = (self.view_slot(dst).ty, self.view_slot(src).ty);
        let mut words = self.raw_words(&to);
        words.extend(self.raw_words(&from));
        let pair = self.words_on_stack(&words);
        let types = self.int(abi::view_types(tt.elem, tt.rank, tf.elem, tf.rank) as i64);
        let word = self.helper(Helper::CopyElements, &[self.ctx, pair, types]);
        self.check_word(word, pos);
    }

    pub fn fill_elements(&mut self, view: LocalId, value: &'a Expr) {
        let ty = self.view_slot(view).ty;
        let bits = self.expr(value);
        let bits = to_word(&mut self.b, value.ty, bits);
        let raw = self.raw_view(view);
        let types = self.int(abi::view_types(ty.elem, ty.rank, ty.elem, ty.rank) as i64);
        self.helper(Helper::Fill, &[raw, types, bits]);
        debug_assert_eq!(clif_type(value.ty), clif_type(ty.elem));
    }
}
