//! Values of loops in vector form: each expression as one 128-bit register for each `16 / lane` iterations of a block.
//!
//! Narrow lanes hold integers that are known to fit, with a sign or without ([`vector::Narrow`]); what a cast would refuse
//! is found in the lane. `vector.rs` makes the loop around them.

use super::emit::{Emit, clif_type, data};
use super::vector::{Lanes, State, little, vector_type};
use crate::tir::*;
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{self, InstBuilder, Value, types};

impl<'a> Emit<'_, 'a, '_> {
    /// The address of the block's first element of an access.
    pub(super) fn advance(&mut self, s: &State<'a>, base: Value, access: &Access) -> Value {
        let size = self.view_slot(access.view).ty.elem.size();
        let bytes = match size {
            1 => s.at,
            size => self.b.ins().ishl_imm_u(s.at, size.trailing_zeros() as i64),
        };
        self.b.ins().iadd(base, bytes)
    }

    pub(super) fn within(&mut self, outer: &Option<Lanes>, mask: &[Value]) -> Lanes {
        match outer {
            None => mask.to_vec(),
            Some(outer) => outer.iter().zip(mask).map(|(&a, &b)| self.b.ins().band(a, b)).collect(),
        }
    }

    /// Leave the block to the scalar loop if one of these has its sign bit set where the mask says.
    pub(super) fn bad(&mut self, s: &mut State<'a>, signs: &[Value]) {
        for (k, &sign) in signs.iter().enumerate() {
            let mut sign = sign;
            if let Some(mask) = &s.mask {
                sign = self.b.ins().band(sign, mask[k]);
            }
            s.bad = Some(match s.bad {
                None => sign,
                Some(bad) => self.b.ins().bor(bad, sign),
            });
        }
    }

    /// Lanes whose sign bit says that a sum or difference overflowed.
    fn overflow_signs(&mut self, op: BinOp, x: &[Value], y: &[Value], results: &[Value]) -> Lanes {
        let sign = |e: &mut Self, k: usize| {
            // The result's sign is neither operand's (of a difference: not x's, while x's is not y's).
            let a = e.b.ins().bxor(results[k], x[k]);
            let b = match op {
                BinOp::Add => e.b.ins().bxor(results[k], y[k]),
                _ => e.b.ins().bxor(x[k], y[k]),
            };
            e.b.ins().band(a, b)
        };
        (0..results.len()).map(|k| sign(self, k)).collect()
    }

    /// `mask ? a : b`.
    pub(super) fn blend(&mut self, ty: Scalar, mask: &[Value], a: &[Value], b: &[Value]) -> Lanes {
        let select = |e: &mut Self, k: usize| {
            let mut m = mask[k];
            if ty.is_float() {
                let to = e.b.func.dfg.value_type(a[k]);
                m = e.b.ins().bitcast(to, little(), m);
            }
            e.b.ins().bitselect(m, a[k], b[k])
        };
        (0..a.len()).map(|k| select(self, k)).collect()
    }

    /// The values of an expression in a block.
    pub(super) fn lanes(&mut self, s: &mut State<'a>, e: &'a Expr) -> Lanes {
        let lane = s.plan.lane;
        let units = (s.plan.block * lane / 16) as usize;
        if let Some(&value) = s.invariant.get(&(e as *const Expr)) {
            return vec![value; units];
        }
        match &e.kind {
            ExprKind::Local(local) if *local == s.var => {
                let first = self.b.ins().splat(types::I64X2, s.at);
                (0..units as i64)
                    .map(|k| {
                        let mut bytes = [0u8; 16];
                        bytes[..8].copy_from_slice(&(2 * k).to_le_bytes());
                        bytes[8..].copy_from_slice(&(2 * k + 1).to_le_bytes());
                        let steps = self.b.func.dfg.constants.insert(bytes[..].into());
                        let steps = self.b.ins().vconst(types::I64X2, steps);
                        self.b.ins().iadd(first, steps)
                    })
                    .collect()
            }
            ExprKind::Local(local) => match s.temps.get(local) {
                Some(values) => values.clone(),
                None => {
                    let zero = self.zero_lanes(e.ty, lane);
                    vec![zero; units]
                }
            },
            ExprKind::Load(access) => self.load_lanes(s, access, e.ty, e.ty),
            ExprKind::Unary { op, overflow, arg } => {
                let values = self.lanes(s, arg);
                let mut result = Vec::with_capacity(units);
                for &x in &values {
                    result.push(match (op, e.ty) {
                        (UnOp::Neg, ty) if ty.is_float() => self.b.ins().fneg(x),
                        (UnOp::Abs, ty) if ty.is_float() => self.b.ins().fabs(x),
                        (UnOp::Neg, _) => self.b.ins().ineg(x),
                        _ => self.b.ins().bnot(x),
                    });
                }
                if *op == UnOp::Neg && e.ty == Scalar::I64 && lane == 8 && *overflow == Overflow::Raise {
                    // Only MIN and its negative are both negative.
                    let signs: Lanes =
                        values.iter().zip(&result).map(|(&x, &r)| self.b.ins().band(x, r)).collect();
                    self.bad(s, &signs);
                }
                result
            }
            ExprKind::Binary { op, overflow, division, args, .. } => {
                let x = self.lanes(s, &args.0);
                if let (BinOp::Shl | BinOp::Shr, Some(count)) = (op, args.1.as_int()) {
                    let count = count as i64;
                    let logical = e.ty == Scalar::U64
                        || lane < 8
                            && vector::Narrow::signed(s.narrow.interval(&args.0), lane) == Some(false);
                    return x
                        .iter()
                        .map(|&x| match (op, e.ty) {
                            (BinOp::Shl, _) => self.b.ins().ishl_imm_u(x, count),
                            _ if logical => self.b.ins().ushr_imm_u(x, count),
                            _ => self.b.ins().sshr_imm_u(x, count),
                        })
                        .collect();
                }
                let y = self.lanes(s, &args.1);
                let nonzero = matches!(args.1.kind, ExprKind::Const(bits) if semantics::float_of(args.1.ty, bits) != 0.0);
                if *op == BinOp::TrueDiv && *division == Division::Raise && !nonzero {
                    let zero = self.zero_lanes(args.1.ty, lane);
                    let bad: Lanes = y.iter().map(|&y| self.b.ins().fcmp(FloatCC::Equal, y, zero)).collect();
                    self.bad(s, &bad);
                }
                if lane < 8 && args.0.ty.is_int() && matches!(op, BinOp::Min | BinOp::Max) {
                    let signed = s.narrow.signed_pair(&args.0, &args.1, lane) != Some(false);
                    let max = *op == BinOp::Max;
                    return x
                        .iter()
                        .zip(&y)
                        .map(|(&x, &y)| self.better(max, signed, Scalar::I64, x, y))
                        .collect();
                }
                let result: Lanes =
                    x.iter().zip(&y).map(|(&x, &y)| self.vector_binary(*op, args.0.ty, x, y)).collect();
                if lane == 8
                    && matches!(op, BinOp::Add | BinOp::Sub)
                    && args.0.ty == Scalar::I64
                    && *overflow == Overflow::Raise
                {
                    let signs = self.overflow_signs(*op, &x, &y, &result);
                    self.bad(s, &signs);
                }
                result
            }
            ExprKind::Compare { op, args } => {
                let (x, y) = (self.lanes(s, &args.0), self.lanes(s, &args.1));
                let ty = args.0.ty;
                let narrow = lane < 8 && ty.is_int() && args.1.ty.is_int();
                let signed = !narrow || s.narrow.signed_pair(&args.0, &args.1, lane) != Some(false);
                let compare = |e: &mut Self, (&x, &y): (&Value, &Value)| {
                    if ty.is_float() {
                        e.b.ins().fcmp(super::arith::float_cc(*op), x, y)
                    } else {
                        e.b.ins().icmp(super::arith::int_cc(*op, signed), x, y)
                    }
                };
                x.iter().zip(&y).map(|pair| compare(self, pair)).collect()
            }
            ExprKind::And(args) | ExprKind::Or(args) => {
                let and = matches!(e.kind, ExprKind::And(_));
                let x = self.lanes(s, &args.0);
                // The right operand counts only where the left one does not decide.
                let open: Lanes =
                    if and { x.clone() } else { x.iter().map(|&m| self.b.ins().bnot(m)).collect() };
                let outer = s.mask.clone();
                s.mask = Some(self.within(&outer, &open));
                let y = self.lanes(s, &args.1);
                s.mask = outer;
                x.iter()
                    .zip(&y)
                    .map(|(&x, &y)| if and { self.b.ins().band(x, y) } else { self.b.ins().bor(x, y) })
                    .collect()
            }
            ExprKind::Cond(args) => {
                let mask = self.lanes(s, &args.0);
                let outer = s.mask.clone();
                s.mask = Some(self.within(&outer, &mask));
                let then = self.lanes(s, &args.1);
                let not: Lanes = mask.iter().map(|&m| self.b.ins().bnot(m)).collect();
                s.mask = Some(self.within(&outer, &not));
                let other = self.lanes(s, &args.2);
                s.mask = outer;
                self.blend(e.ty, &mask, &then, &other)
            }
            ExprKind::Cast { overflow, arg } if lane < 8 && e.ty.is_int() => {
                self.narrow_cast(s, e, *overflow, arg)
            }
            ExprKind::Cast { overflow, arg } => match (&arg.kind, arg.ty) {
                (ExprKind::Load(access), from)
                    if from != e.ty
                        && from.size() < e.ty.size()
                        && !s.invariant.contains_key(&(&**arg as *const Expr)) =>
                {
                    self.load_lanes(s, access, from, e.ty)
                }
                (_, Scalar::I64) if e.ty == Scalar::F64 => {
                    let values = self.lanes(s, arg);
                    values.iter().map(|&v| self.b.ins().fcvt_from_sint(types::F64X2, v)).collect()
                }
                (_, Scalar::Bool) => {
                    let values = self.lanes(s, arg);
                    values.iter().map(|&v| self.b.ins().ushr_imm_u(v, 63)).collect()
                }
                _ => {
                    let values = self.lanes(s, arg);
                    if *overflow == Overflow::Raise {
                        self.bad(s, &values);
                    }
                    values
                }
            },
            ExprKind::Math(function, args) => {
                let x = self.lanes(s, &args[0]);
                if *function == MathFn::Sqrt {
                    let zero = self.zero_lanes(Scalar::F64, lane);
                    let bad: Lanes =
                        x.iter().map(|&x| self.b.ins().fcmp(FloatCC::LessThan, x, zero)).collect();
                    self.bad(s, &bad);
                }
                x.iter()
                    .map(|&x| match function {
                        MathFn::Sqrt => self.b.ins().sqrt(x),
                        MathFn::Fabs => self.b.ins().fabs(x),
                        MathFn::Floor => self.b.ins().floor(x),
                        MathFn::Ceil => self.b.ins().ceil(x),
                        MathFn::Trunc => self.b.ins().trunc(x),
                        _ => self.b.ins().nearest(x),
                    })
                    .collect()
            }
            ExprKind::FloatTest(test, arg) => {
                let values = self.lanes(s, arg);
                let infinity = self.b.ins().f64const(f64::INFINITY);
                let infinity = self.b.ins().splat(types::F64X2, infinity);
                values
                    .iter()
                    .map(|&x| {
                        if *test == FloatTest::IsNan {
                            return self.b.ins().fcmp(FloatCC::Unordered, x, x);
                        }
                        let magnitude = self.b.ins().fabs(x);
                        let cc = if *test == FloatTest::IsInf { FloatCC::Equal } else { FloatCC::LessThan };
                        self.b.ins().fcmp(cc, magnitude, infinity)
                    })
                    .collect()
            }
            _ => {
                // `vector::plan` admits nothing else.
                let zero = self.zero_lanes(e.ty, lane);
                vec![zero; units]
            }
        }
    }

    /// The cast of an integer or bool in narrow lanes.
    pub(super) fn narrow_cast(
        &mut self,
        s: &mut State<'a>,
        e: &'a Expr,
        overflow: Overflow,
        arg: &'a Expr,
    ) -> Lanes {
        let lane = s.plan.lane;
        let vector = vector_type(e.ty, lane);
        let splat = |e: &mut Self, c: i128| {
            let bits = if lane == 8 { u64::MAX } else { (1u64 << (8 * lane)) - 1 };
            let c = e.b.ins().iconst(vector.lane_type(), (c as u64 & bits) as i64);
            e.b.ins().splat(vector, c)
        };
        if arg.ty == Scalar::Bool {
            let values = self.lanes(s, arg);
            let one = splat(self, 1);
            return values.iter().map(|&v| self.b.ins().band(v, one)).collect();
        }
        let range = s.narrow.interval(arg);
        let (low, high) = e.ty.int_range();
        match vector::fit(&s.narrow, e.ty, overflow, arg, lane) {
            Some(vector::Fit::Signs) => {
                let ExprKind::Binary { op, args, .. } = &arg.kind else { return Vec::new() };
                let (x, y) = (self.lanes(s, &args.0), self.lanes(s, &args.1));
                let result: Lanes =
                    x.iter().zip(&y).map(|(&x, &y)| self.vector_binary(*op, Scalar::I64, x, y)).collect();
                let signs = self.overflow_signs(*op, &x, &y, &result);
                self.bad(s, &signs);
                result
            }
            Some(vector::Fit::Limits) if overflow != Overflow::Wrap => {
                let signed = vector::Narrow::signed(range, lane) != Some(false);
                let mut values = self.lanes(s, arg);
                if overflow == Overflow::Saturate {
                    if range.0 < low {
                        let limit = splat(self, low);
                        values = values
                            .iter()
                            .map(|&v| self.better(true, signed, Scalar::I64, v, limit))
                            .collect();
                    }
                    if range.1 > high {
                        let limit = splat(self, high);
                        values = values
                            .iter()
                            .map(|&v| self.better(false, signed, Scalar::I64, v, limit))
                            .collect();
                    }
                    return values;
                }
                if range.0 < low {
                    let limit = splat(self, low);
                    let cc = super::arith::int_cc(CmpOp::Lt, signed);
                    let bad: Lanes = values.iter().map(|&v| self.b.ins().icmp(cc, v, limit)).collect();
                    self.bad(s, &bad);
                }
                if range.1 > high {
                    let limit = splat(self, high);
                    let cc = super::arith::int_cc(CmpOp::Gt, signed);
                    let bad: Lanes = values.iter().map(|&v| self.b.ins().icmp(cc, v, limit)).collect();
                    self.bad(s, &bad);
                }
                values
            }
            // Equal bits in the lane.
            _ => self.lanes(s, arg),
        }
    }

    pub(super) fn zero_lanes(&mut self, ty: Scalar, lane: u32) -> Value {
        let vector = vector_type(ty, lane);
        let zero = match ty {
            Scalar::F64 => self.b.ins().f64const(0.0),
            Scalar::F32 => self.b.ins().f32const(0.0),
            _ => self.b.ins().iconst(vector.lane_type(), 0),
        };
        self.b.ins().splat(vector, zero)
    }

    pub(super) fn vector_binary(&mut self, op: BinOp, ty: Scalar, x: Value, y: Value) -> Value {
        match (op, ty.is_float()) {
            (BinOp::Add, true) => self.b.ins().fadd(x, y),
            (BinOp::Sub, true) => self.b.ins().fsub(x, y),
            (BinOp::Mul, true) => self.b.ins().fmul(x, y),
            (BinOp::TrueDiv, _) => self.b.ins().fdiv(x, y),
            (BinOp::Add, _) => self.b.ins().iadd(x, y),
            (BinOp::Sub, _) => self.b.ins().isub(x, y),
            (BinOp::Mul, _) => self.b.ins().imul(x, y),
            (BinOp::And, _) => self.b.ins().band(x, y),
            (BinOp::Or, _) => self.b.ins().bor(x, y),
            (BinOp::Xor, _) => self.b.ins().bxor(x, y),
            (BinOp::Min | BinOp::Max, float) => {
                let mask = match (op, float) {
                    (BinOp::Min, true) => self.b.ins().fcmp(FloatCC::LessThan, y, x),
                    (_, true) => self.b.ins().fcmp(FloatCC::GreaterThan, y, x),
                    (BinOp::Min, _) => self.b.ins().icmp(IntCC::SignedLessThan, y, x),
                    (..) => self.b.ins().icmp(IntCC::SignedGreaterThan, y, x),
                };
                self.blend(ty, &[mask], &[y], &[x])[0]
            }
            // `vector::plan` admits nothing else.
            _ => x,
        }
    }

    /// The elements of a stream, of type `from`, as lanes of type `to`.
    pub(super) fn load_lanes(
        &mut self,
        s: &mut State<'a>,
        access: &'a Access,
        from: Scalar,
        to: Scalar,
    ) -> Lanes {
        let units = (s.plan.block * s.plan.lane / 16) as i32;
        let Some((stream, base, disp)) = s.bases.get(&(access as *const Access)).cloned() else {
            let zero = self.zero_lanes(to, s.plan.lane);
            return vec![zero; units as usize];
        };
        if let Some((_, values)) = s.stored.iter().rev().find(|(t, _)| *t == stream) {
            return values.clone();
        }
        if stream.returns() {
            return self.load_back(s, access, (base, disp), vector_type(to, s.plan.lane), units);
        }
        let at = self.advance(s, base, access);
        let disp = disp + s.shift;
        let signed = from.is_signed();
        let mut result = Vec::with_capacity(units as usize);
        match from.size() {
            size if size == s.plan.lane => {
                let ty = vector_type(to, s.plan.lane);
                for k in 0..units {
                    result.push(self.b.ins().load(ty, data(), at, disp + 16 * k));
                }
            }
            4 if from == Scalar::F32 => {
                for k in 0..units {
                    let pair = self.b.ins().load(types::F64, data(), at, disp + 8 * k);
                    let pair = self.b.ins().scalar_to_vector(types::F64X2, pair);
                    let pair = self.b.ins().bitcast(types::F32X4, little(), pair);
                    result.push(self.b.ins().fvpromote_low(pair));
                }
            }
            4 => {
                for k in 0..units {
                    let (flags, at_k) = (data(), disp + 8 * k);
                    result.push(if signed {
                        self.b.ins().sload32x2(flags, at, at_k)
                    } else {
                        self.b.ins().uload32x2(flags, at, at_k)
                    });
                }
            }
            2 if s.plan.lane == 4 => {
                for k in 0..units {
                    let (flags, at_k) = (data(), disp + 8 * k);
                    result.push(if signed {
                        self.b.ins().sload16x4(flags, at, at_k)
                    } else {
                        self.b.ins().uload16x4(flags, at, at_k)
                    });
                }
            }
            1 if s.plan.lane < 8 => {
                let registers = if s.plan.lane == 2 { units } else { units / 2 };
                for k in 0..registers {
                    let (flags, at_k) = (data(), disp + 8 * k);
                    let eight = if signed {
                        self.b.ins().sload8x8(flags, at, at_k)
                    } else {
                        self.b.ins().uload8x8(flags, at, at_k)
                    };
                    if s.plan.lane == 2 {
                        result.push(eight);
                    } else {
                        self.widen_both(eight, signed, &mut result);
                    }
                }
            }
            2 => {
                for k in 0..units / 2 {
                    let (flags, at_k) = (data(), disp + 8 * k);
                    let quad = if signed {
                        self.b.ins().sload16x4(flags, at, at_k)
                    } else {
                        self.b.ins().uload16x4(flags, at, at_k)
                    };
                    self.widen_both(quad, signed, &mut result);
                }
            }
            _ => {
                for k in 0..units / 4 {
                    let (flags, at_k) = (data(), disp + 8 * k);
                    let eight = if signed {
                        self.b.ins().sload8x8(flags, at, at_k)
                    } else {
                        self.b.ins().uload8x8(flags, at, at_k)
                    };
                    let mut quads = Vec::new();
                    self.widen_both(eight, signed, &mut quads);
                    for quad in quads {
                        self.widen_both(quad, signed, &mut result);
                    }
                }
            }
        }
        debug_assert!(s.plan.lane < 8 || clif_type(to).bytes() == s.plan.lane);
        result
    }

    /// The elements of a stream that goes back, in the order of the iterations.
    pub(super) fn load_back(
        &mut self,
        s: &State<'a>,
        access: &Access,
        (base, disp): (Value, i32),
        ty: ir::Type,
        units: i32,
    ) -> Lanes {
        let size = self.view_slot(access.view).ty.elem.size() as i32;
        let bytes = self.b.ins().ishl_imm_u(s.at, i64::from(size.trailing_zeros()));
        let at = self.b.ins().isub(base, bytes);
        let lanes = 16 / size as u8;
        let order: Vec<u8> =
            (0..16u8).map(|k| (lanes - 1 - k / size as u8) * size as u8 + k % size as u8).collect();
        let mut result = Vec::with_capacity(units as usize);
        for k in 0..units {
            // The last iteration of a register has its first element.
            let from = disp - s.shift - 16 * k - (16 - size);
            let value = self.b.ins().load(types::I8X16, data(), at, from);
            let mask = self.b.func.dfg.immediates.push(order[..].into());
            let turned = self.b.ins().shuffle(value, value, mask);
            result.push(self.b.ins().bitcast(ty, little(), turned));
        }
        result
    }

    pub(super) fn widen_both(&mut self, value: Value, signed: bool, out: &mut Lanes) {
        if signed {
            out.push(self.b.ins().swiden_low(value));
            out.push(self.b.ins().swiden_high(value));
        } else {
            out.push(self.b.ins().uwiden_low(value));
            out.push(self.b.ins().uwiden_high(value));
        }
    }
}
