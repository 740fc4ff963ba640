//! Arithmetic: the checks that Python's integers need, as few instructions as known facts allow.

use super::abi::Helper;
use super::emit::{Emit, clif_type};
use crate::tir::*;
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{InstBuilder, Value, types};

/// The constant value of an integer expression.
fn constant(expr: &Expr) -> Option<i64> {
    expr.as_int().and_then(|v| i64::try_from(v).ok())
}

impl<'a> Emit<'_, 'a, '_> {
    pub fn unary(&mut self, op: UnOp, overflow: Overflow, arg: &'a Expr, pos: Pos) -> Value {
        let ty = arg.ty;
        let x = self.expr(arg);
        match (op, ty) {
            (UnOp::Neg, Scalar::F64 | Scalar::F32) => self.b.ins().fneg(x),
            (UnOp::Abs, Scalar::F64 | Scalar::F32) => self.b.ins().fabs(x),
            (UnOp::Abs, Scalar::U64) => x,
            (UnOp::Invert, _) => self.b.ins().bnot(x),
            (UnOp::Not, _) => self.b.ins().bxor_imm_u(x, 1),
            (UnOp::Neg, Scalar::U64) => {
                match overflow {
                    Overflow::Raise => self.fail_if(x, Fault::Range(ty), &[], pos),
                    Overflow::Saturate => return self.int(0),
                    Overflow::Wrap | Overflow::Proven => {}
                }
                self.b.ins().ineg(x)
            }
            _ => {
                let min = self.b.ins().icmp_imm_s(IntCC::Equal, x, i64::MIN);
                if overflow == Overflow::Raise {
                    self.fail_if(min, Fault::Range(ty), &[], pos);
                }
                let result = if op == UnOp::Neg { self.b.ins().ineg(x) } else { self.b.ins().iabs(x) };
                if overflow == Overflow::Saturate {
                    let max = self.int(i64::MAX);
                    return self.b.ins().select(min, max, result);
                }
                result
            }
        }
    }

    pub fn binary(&mut self, expr: &'a Expr) -> Value {
        let ExprKind::Binary { op, overflow, division, facts, args } = &expr.kind else { return self.int(0) };
        let (a, b) = (&args.0, &args.1);
        let pos = expr.pos;
        match a.ty {
            Scalar::F64 | Scalar::F32 => {
                let (x, y) = (self.expr(a), self.expr(b));
                self.float_binary(*op, *division, a.ty, x, y, b, pos)
            }
            Scalar::Bool => {
                let (x, y) = (self.expr(a), self.expr(b));
                self.bits(*op, x, y)
            }
            ty => {
                let (x, y) = (self.expr(a), self.expr(b));
                self.int_binary(*op, *overflow, *facts, ty, (x, a), (y, b), pos)
            }
        }
    }

    fn bits(&mut self, op: BinOp, x: Value, y: Value) -> Value {
        match op {
            BinOp::And => self.b.ins().band(x, y),
            BinOp::Or => self.b.ins().bor(x, y),
            _ => self.b.ins().bxor(x, y),
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn int_binary(
        &mut self,
        op: BinOp,
        overflow: Overflow,
        facts: Facts,
        ty: Scalar,
        (x, a): (Value, &'a Expr),
        (y, b): (Value, &'a Expr),
        pos: Pos,
    ) -> Value {
        let signed = ty == Scalar::I64;
        match op {
            BinOp::Add | BinOp::Sub | BinOp::Mul => {
                self.linear(op, overflow, ty, (x, constant(a)), (y, constant(b)), pos)
            }
            BinOp::And | BinOp::Or | BinOp::Xor => self.bits(op, x, y),
            BinOp::Min | BinOp::Max => {
                let min = op == BinOp::Min;
                match (signed, min) {
                    (true, true) => self.b.ins().smin(x, y),
                    (true, false) => self.b.ins().smax(x, y),
                    (false, true) => self.b.ins().umin(x, y),
                    (false, false) => self.b.ins().umax(x, y),
                }
            }
            BinOp::FloorDiv | BinOp::Mod => {
                self.floor_division(op, overflow, facts, ty, x, (y, constant(b)), pos)
            }
            BinOp::TrueDiv => self.true_division(ty, x, (y, constant(b)), pos),
            BinOp::Pow => {
                if let (Some(e @ 0..=4), Overflow::Raise | Overflow::Wrap) = (constant(b), overflow) {
                    let mut result = self.int(1);
                    for k in 0..e {
                        result = if k == 0 {
                            x
                        } else {
                            self.linear(BinOp::Mul, overflow, ty, (result, None), (x, None), pos)
                        };
                    }
                    return result;
                }
                let mode = match overflow {
                    Overflow::Raise | Overflow::Proven => 0,
                    Overflow::Wrap => 1,
                    Overflow::Saturate => 2,
                };
                let flags = self.int(mode | (!signed as i64) << 2 | ((b.ty == Scalar::U64) as i64) << 3);
                let word = self.helper(Helper::IntPow, &[self.ctx, x, y, flags]);
                self.check_word(word, pos);
                self.load_ret(0)
            }
            BinOp::Shl | BinOp::Shr => self.shift(op, overflow, ty, x, (y, b), pos),
        }
    }

    /// `+ - *` of 64-bit integers.
    pub fn linear(
        &mut self,
        op: BinOp,
        overflow: Overflow,
        ty: Scalar,
        (x, cx): (Value, Option<i64>),
        (y, cy): (Value, Option<i64>),
        pos: Pos,
    ) -> Value {
        let plain = |e: &mut Self| match op {
            BinOp::Add => e.b.ins().iadd(x, y),
            BinOp::Sub => e.b.ins().isub(x, y),
            _ => e.b.ins().imul(x, y),
        };
        if matches!(overflow, Overflow::Wrap | Overflow::Proven) {
            return plain(self);
        }
        let signed = ty == Scalar::I64;
        // With a constant, overflow is one comparison, which fuses with the branch; flags of an add do not (Cranelift 0.135).
        if overflow == Overflow::Raise && signed && op != BinOp::Mul {
            let by_constant = match (op, cx, cy) {
                (BinOp::Add, _, Some(c)) => Some((x, c >= 0)),
                (BinOp::Add, Some(c), _) => Some((y, c >= 0)),
                (BinOp::Sub, _, Some(c)) if c != i64::MIN => Some((x, c < 0)),
                _ => None,
            };
            if let Some((from, grows)) = by_constant {
                let result = plain(self);
                let cc = if grows { IntCC::SignedLessThan } else { IntCC::SignedGreaterThan };
                let bad = self.b.ins().icmp(cc, result, from);
                self.fail_if(bad, Fault::Range(ty), &[], pos);
                return result;
            }
        }
        let (result, bad) = match (op, signed) {
            (BinOp::Add, true) => self.b.ins().sadd_overflow(x, y),
            (BinOp::Sub, true) => self.b.ins().ssub_overflow(x, y),
            (_, true) => self.b.ins().smul_overflow(x, y),
            (BinOp::Add, false) => self.b.ins().uadd_overflow(x, y),
            (BinOp::Sub, false) => self.b.ins().usub_overflow(x, y),
            (_, false) => self.b.ins().umul_overflow(x, y),
        };
        if overflow == Overflow::Raise {
            self.fail_if(bad, Fault::Range(ty), &[], pos);
            return result;
        }
        let limit = match (op, signed) {
            // The exact result has the sign of x (a sum that overflows has two operands of one sign).
            (BinOp::Add | BinOp::Sub, true) => self.limit_by_sign(x),
            (_, true) => {
                let sign = self.b.ins().bxor(x, y);
                self.limit_by_sign(sign)
            }
            (BinOp::Sub, false) => self.int(0),
            (_, false) => self.int(-1),
        };
        self.b.ins().select(bad, limit, result)
    }

    /// MAX if `sign` is ≥ 0, else MIN.
    fn limit_by_sign(&mut self, sign: Value) -> Value {
        let mask = self.b.ins().sshr_imm_u(sign, 63);
        let max = self.int(i64::MAX);
        self.b.ins().bxor(mask, max)
    }

    #[allow(clippy::too_many_arguments)]
    fn floor_division(
        &mut self,
        op: BinOp,
        overflow: Overflow,
        facts: Facts,
        ty: Scalar,
        x: Value,
        (y, cy): (Value, Option<i64>),
        pos: Pos,
    ) -> Value {
        let div = op == BinOp::FloorDiv;
        if cy.is_none_or(|c| c == 0) && !facts.non_zero {
            let zero = self.b.ins().icmp_imm_s(IntCC::Equal, y, 0);
            self.fail_if(zero, if div { Fault::IntDivision } else { Fault::IntModulo }, &[], pos);
            if cy == Some(0) {
                return self.int(0);
            }
        }
        if ty == Scalar::U64 || facts.non_negative {
            return if div { self.b.ins().udiv(x, y) } else { self.b.ins().urem(x, y) };
        }
        if let Some(c) = cy.filter(|&c| c > 0 && c & (c - 1) == 0) {
            return if div {
                self.b.ins().sshr_imm_u(x, c.trailing_zeros() as i64)
            } else {
                self.b.ins().band_imm_s(x, c - 1)
            };
        }
        if div && cy.is_none_or(|c| c == -1) {
            // MIN // -1: the division instruction would trap, so it must not see it in any mode.
            let least = self.b.ins().icmp_imm_s(IntCC::Equal, x, i64::MIN);
            let minus_one = self.b.ins().icmp_imm_s(IntCC::Equal, y, -1);
            let bad = self.b.ins().band(least, minus_one);
            match overflow {
                Overflow::Raise => self.fail_if(bad, Fault::Range(ty), &[], pos),
                Overflow::Proven => {}
                Overflow::Wrap | Overflow::Saturate => {
                    let one = self.int(1);
                    let safe = self.b.ins().select(bad, one, y);
                    let quotient = self.floored(true, x, safe, None);
                    if overflow == Overflow::Wrap {
                        return quotient;
                    }
                    let max = self.int(i64::MAX);
                    return self.b.ins().select(bad, max, quotient);
                }
            }
        }
        self.floored(div, x, y, cy)
    }

    /// Floored quotient or remainder of signed numbers, by the truncating instructions.
    fn floored(&mut self, div: bool, x: Value, y: Value, cy: Option<i64>) -> Value {
        let rest = if div {
            let quotient = self.b.ins().sdiv(x, y);
            let product = self.b.ins().imul(quotient, y);
            let rest = self.b.ins().isub(x, product);
            let wrong = self.wrong_sign(rest, y, cy);
            let wrong = self.b.ins().uextend(types::I64, wrong);
            return self.b.ins().isub(quotient, wrong);
        } else {
            self.b.ins().srem(x, y)
        };
        let wrong = self.wrong_sign(rest, y, cy);
        let fixed = self.b.ins().iadd(rest, y);
        self.b.ins().select(wrong, fixed, rest)
    }

    /// True if the remainder is not zero and has not the divisor's sign.
    fn wrong_sign(&mut self, rest: Value, y: Value, cy: Option<i64>) -> Value {
        match cy {
            Some(c) if c > 0 => self.b.ins().icmp_imm_s(IntCC::SignedLessThan, rest, 0),
            Some(_) => self.b.ins().icmp_imm_s(IntCC::SignedGreaterThan, rest, 0),
            None => {
                let signs = self.b.ins().bxor(rest, y);
                let differ = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, signs, 0);
                let some = self.b.ins().icmp_imm_s(IntCC::NotEqual, rest, 0);
                self.b.ins().band(differ, some)
            }
        }
    }

    fn true_division(&mut self, ty: Scalar, x: Value, (y, cy): (Value, Option<i64>), pos: Pos) -> Value {
        if cy.is_none_or(|c| c == 0) {
            let zero = self.b.ins().icmp_imm_s(IntCC::Equal, y, 0);
            self.fail_if(zero, Fault::TrueDivision, &[], pos);
        }
        // Both exact as f64: the division rounds once. Else the helper, which rounds the exact quotient once.
        let exact = |e: &mut Self, v: Value| {
            let shifted = e.b.ins().iadd_imm_s(v, 1 << 53);
            e.b.ins().icmp_imm_s(IntCC::UnsignedGreaterThan, shifted, 1 << 54)
        };
        let mut large = exact(self, x);
        if ty == Scalar::U64 {
            large = self.b.ins().icmp_imm_s(IntCC::UnsignedGreaterThan, x, 1 << 53);
        }
        if cy.is_none_or(|c| c.unsigned_abs() > 1 << 53) {
            let other = if ty == Scalar::U64 {
                self.b.ins().icmp_imm_s(IntCC::UnsignedGreaterThan, y, 1 << 53)
            } else {
                exact(self, y)
            };
            large = self.b.ins().bor(large, other);
        }
        let (slow, fast, done) = (self.cold_block(), self.b.create_block(), self.b.create_block());
        self.b.append_block_param(done, types::F64);
        self.b.ins().brif(large, slow, &[], fast, &[]);
        self.enter(slow);
        let unsigned = self.int((ty == Scalar::U64) as i64);
        let quotient = self.helper(Helper::IntDiv, &[x, y, unsigned]);
        self.b.ins().jump(done, &[quotient.into()]);
        self.enter(fast);
        let (fx, fy) =
            (self.b.ins().fcvt_from_sint(types::F64, x), self.b.ins().fcvt_from_sint(types::F64, y));
        let quotient = self.b.ins().fdiv(fx, fy);
        self.b.ins().jump(done, &[quotient.into()]);
        self.enter(done);
        self.b.block_params(done)[0]
    }

    fn shift(
        &mut self,
        op: BinOp,
        overflow: Overflow,
        ty: Scalar,
        x: Value,
        (y, b): (Value, &'a Expr),
        pos: Pos,
    ) -> Value {
        let count = constant(b);
        if b.ty == Scalar::I64 && count.is_none_or(|c| c < 0) {
            let negative = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, y, 0);
            self.fail_if(negative, Fault::NegativeShift, &[], pos);
        }
        let signed = ty == Scalar::I64;
        let small = count.is_some_and(|c| (0..64).contains(&c));
        if op == BinOp::Shr {
            if signed {
                let limit = self.int(63);
                let y = if small { y } else { self.b.ins().umin(y, limit) };
                return self.b.ins().sshr(x, y);
            }
            let shifted = self.b.ins().ushr(x, y);
            return if small { shifted } else { self.zero_beyond(y, shifted) };
        }
        let shifted = self.b.ins().ishl(x, y);
        let shifted = if small { shifted } else { self.zero_beyond(y, shifted) };
        if matches!(overflow, Overflow::Wrap | Overflow::Proven) {
            return shifted;
        }
        // It fits exactly if shifting back gives the operand.
        let back = if signed { self.b.ins().sshr(shifted, y) } else { self.b.ins().ushr(shifted, y) };
        let mut bad = self.b.ins().icmp(IntCC::NotEqual, back, x);
        if !small {
            let far = self.b.ins().icmp_imm_s(IntCC::UnsignedGreaterThan, y, 63);
            let some = self.b.ins().icmp_imm_s(IntCC::NotEqual, x, 0);
            let lost = self.b.ins().band(far, some);
            bad = self.b.ins().select(far, lost, bad);
        }
        if overflow == Overflow::Raise {
            self.fail_if(bad, Fault::Range(ty), &[], pos);
            return shifted;
        }
        let limit = if signed { self.limit_by_sign(x) } else { self.int(-1) };
        self.b.ins().select(bad, limit, shifted)
    }

    fn zero_beyond(&mut self, count: Value, value: Value) -> Value {
        let far = self.b.ins().icmp_imm_s(IntCC::UnsignedGreaterThan, count, 63);
        let zero = self.int(0);
        self.b.ins().select(far, zero, value)
    }

    #[allow(clippy::too_many_arguments)]
    fn float_binary(
        &mut self,
        op: BinOp,
        division: Division,
        ty: Scalar,
        x: Value,
        y: Value,
        b: &'a Expr,
        pos: Pos,
    ) -> Value {
        let fault = match op {
            BinOp::TrueDiv => Some(Fault::FloatDivision),
            BinOp::FloorDiv => Some(Fault::FloatFloorDivision),
            BinOp::Mod => Some(Fault::FloatModulo),
            _ => None,
        };
        if let Some(fault) = fault
            && division == Division::Raise
            && !matches!(b.kind, ExprKind::Const(bits) if semantics::float_of(ty, bits) != 0.0)
        {
            let zero = self.zero(ty);
            let bad = self.b.ins().fcmp(FloatCC::Equal, y, zero);
            self.fail_if(bad, fault, &[], pos);
        }
        match op {
            BinOp::Add => self.b.ins().fadd(x, y),
            BinOp::Sub => self.b.ins().fsub(x, y),
            BinOp::Mul => self.b.ins().fmul(x, y),
            BinOp::TrueDiv => self.b.ins().fdiv(x, y),
            BinOp::Min => {
                let less = self.b.ins().fcmp(FloatCC::LessThan, y, x);
                self.b.ins().select(less, y, x)
            }
            BinOp::Max => {
                let greater = self.b.ins().fcmp(FloatCC::GreaterThan, y, x);
                self.b.ins().select(greater, y, x)
            }
            BinOp::FloorDiv | BinOp::Mod if ty == Scalar::F64 => {
                let helper = if op == BinOp::Mod { Helper::FloatMod } else { Helper::FloatFloorDiv };
                self.helper(helper, &[x, y])
            }
            BinOp::FloorDiv | BinOp::Mod => {
                let helper = if op == BinOp::Mod { Helper::FloatMod32 } else { Helper::FloatFloorDiv32 };
                let (x, y) =
                    (super::emit::to_word(&mut self.b, ty, x), super::emit::to_word(&mut self.b, ty, y));
                let word = self.helper(helper, &[x, y]);
                super::emit::from_word(&mut self.b, ty, word)
            }
            _ => {
                // `**`; the verifier admits nothing else.
                let wide =
                    |e: &mut Self, v| if ty == Scalar::F32 { e.b.ins().fpromote(types::F64, v) } else { v };
                let (x, y) = (wide(self, x), wide(self, y));
                let result = self.call_math(MathFn::Pow, &[x, y]);
                let division = self.int((division == Division::Ieee) as i64);
                self.check_finite(result, pos, |e| e.helper(Helper::FloatPowCheck, &[x, y, division]));
                if ty == Scalar::F32 { self.b.ins().fdemote(types::F32, result) } else { result }
            }
        }
    }

    /// Where a result is infinite or NaN, ask whether that is an error.
    fn check_finite(&mut self, result: Value, pos: Pos, ask: impl FnOnce(&mut Self) -> Value) {
        let magnitude = self.b.ins().fabs(result);
        let infinity = self.b.ins().f64const(f64::INFINITY);
        let finite = self.b.ins().fcmp(FloatCC::LessThan, magnitude, infinity);
        let (cold, next) = (self.cold_block(), self.b.create_block());
        self.b.ins().brif(finite, next, &[], cold, &[]);
        self.enter(cold);
        let word = ask(self);
        let raise = self.cold_block();
        self.b.ins().brif(word, raise, &[], next, &[]);
        self.enter(raise);
        let site = self.site(pos);
        let word = self.b.ins().bor_imm_u(word, site as i64);
        self.raise_word(word);
        self.enter(next);
    }

    fn call_math(&mut self, function: MathFn, args: &[Value]) -> Value {
        let conv = self.shared.target.config.default_call_conv;
        let sig = self.b.import_signature(super::abi::math_signature(function, conv));
        let address = self.shared.target.addresses.math[function as usize];
        let address = self.int(address as i64);
        let call = self.b.ins().call_indirect(sig, address, args);
        self.b.inst_results(call)[0]
    }

    pub fn math(&mut self, function: MathFn, args: &'a [Expr], pos: Pos) -> Value {
        let args: Vec<Value> = args.iter().map(|a| self.expr(a)).collect();
        let x = args[0];
        match function {
            MathFn::Sqrt => {
                let zero = self.b.ins().f64const(0.0);
                let bad = self.b.ins().fcmp(FloatCC::LessThan, x, zero);
                self.fail_if(bad, Fault::MathDomain, &[], pos);
                return self.b.ins().sqrt(x);
            }
            MathFn::Fabs => return self.b.ins().fabs(x),
            MathFn::Floor => return self.b.ins().floor(x),
            MathFn::Ceil => return self.b.ins().ceil(x),
            MathFn::Trunc => return self.b.ins().trunc(x),
            MathFn::RoundEven => return self.b.ins().nearest(x),
            MathFn::Copysign => return self.b.ins().fcopysign(x, args[1]),
            _ => {}
        }
        let result = self.call_math(function, &args);
        // These are finite wherever the argument is, and pass NaN and infinity on as Python does.
        if matches!(
            function,
            MathFn::Erf
                | MathFn::Erfc
                | MathFn::Atan
                | MathFn::Tanh
                | MathFn::Cbrt
                | MathFn::Asinh
                | MathFn::Atan2
        ) {
            return result;
        }
        let y = args.get(1).copied().unwrap_or(x);
        self.check_finite(result, pos, |e| {
            let number = e.int(function as i64);
            e.helper(Helper::MathCheck, &[number, x, y, result])
        });
        result
    }

    pub fn compare(&mut self, op: CmpOp, a: &'a Expr, b: &'a Expr) -> Value {
        let (ta, tb) = (a.ty, b.ty);
        let (x, y) = (self.expr(a), self.expr(b));
        self.compare_values(op, (ta, x, a.as_int()), (tb, y, b.as_int()))
    }

    fn compare_values(
        &mut self,
        op: CmpOp,
        (ta, x, cx): (Scalar, Value, Option<i128>),
        (tb, y, cy): (Scalar, Value, Option<i128>),
    ) -> Value {
        match (ta.is_float(), tb.is_float()) {
            (true, true) => {
                let wide = |e: &mut Self, t, v| {
                    if t == Scalar::F32 && ta != tb { e.b.ins().fpromote(types::F64, v) } else { v }
                };
                let (x, y) = (wide(self, ta, x), wide(self, tb, y));
                self.b.ins().fcmp(float_cc(op), x, y)
            }
            (false, false) => {
                if ta == tb {
                    let signed = ta.is_signed();
                    return self.b.ins().icmp(int_cc(op, signed), x, y);
                }
                let (x, y) = (self.widen(ta, x), self.widen(tb, y));
                let (ua, ub) = (ta == Scalar::U64, tb == Scalar::U64);
                if ua == ub {
                    return self.b.ins().icmp(int_cc(op, !ua), x, y);
                }
                // A signed one with a u64: decided by the sign, else as unsigned numbers.
                let (signed, c) = if ua { (y, cy) } else { (x, cx) };
                let unsigned = self.b.ins().icmp(int_cc(op, false), x, y);
                if c.is_some_and(|c| c >= 0) {
                    return unsigned;
                }
                let negative = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, signed, 0);
                let signed_is_less = !ua;
                let answer = match op {
                    CmpOp::Eq => false,
                    CmpOp::Ne => true,
                    CmpOp::Lt | CmpOp::Le => signed_is_less,
                    CmpOp::Gt | CmpOp::Ge => !signed_is_less,
                };
                let answer = self.b.ins().iconst(types::I8, answer as i64);
                self.b.ins().select(negative, answer, unsigned)
            }
            (true, false) => self.compare_values(op.swapped(), (tb, y, cy), (ta, x, cx)),
            (false, true) => {
                let y = if tb == Scalar::F32 { self.b.ins().fpromote(types::F64, y) } else { y };
                let x = self.widen(ta, x);
                let unsigned = ta == Scalar::U64;
                // Up to 2^53 the conversion is exact.
                if ta.bits() <= 32 || cx.is_some_and(|c| c.unsigned_abs() <= 1 << 53) {
                    let x = self.b.ins().fcvt_from_sint(types::F64, x);
                    return self.b.ins().fcmp(float_cc(op), x, y);
                }
                let large = if unsigned {
                    self.b.ins().icmp_imm_s(IntCC::UnsignedGreaterThan, x, 1 << 53)
                } else {
                    let shifted = self.b.ins().iadd_imm_s(x, 1 << 53);
                    self.b.ins().icmp_imm_s(IntCC::UnsignedGreaterThan, shifted, 1 << 54)
                };
                let (slow, fast, done) = (self.cold_block(), self.b.create_block(), self.b.create_block());
                self.b.append_block_param(done, types::I8);
                self.b.ins().brif(large, slow, &[], fast, &[]);
                self.enter(slow);
                let flag = self.int(unsigned as i64);
                let order = self.helper(Helper::CompareIntFloat, &[x, flag, y]);
                let answer = match op {
                    CmpOp::Ne => self.b.ins().icmp_imm_s(IntCC::NotEqual, order, 0),
                    CmpOp::Ge | CmpOp::Gt => {
                        // 2 is unordered.
                        let cc = if op == CmpOp::Gt { IntCC::Equal } else { IntCC::UnsignedLessThanOrEqual };
                        self.b.ins().icmp_imm_s(cc, order, 1)
                    }
                    op => self.b.ins().icmp_imm_s(int_cc(op, true), order, 0),
                };
                self.b.ins().jump(done, &[answer.into()]);
                self.enter(fast);
                let x = self.b.ins().fcvt_from_sint(types::F64, x);
                let answer = self.b.ins().fcmp(float_cc(op), x, y);
                self.b.ins().jump(done, &[answer.into()]);
                self.enter(done);
                self.b.block_params(done)[0]
            }
        }
    }

    /// An integer or bool as 64 bits.
    pub fn widen(&mut self, ty: Scalar, value: Value) -> Value {
        match ty {
            Scalar::I64 | Scalar::U64 => value,
            ty if ty.is_signed() => self.b.ins().sextend(types::I64, value),
            _ => self.b.ins().uextend(types::I64, value),
        }
    }

    pub fn cast(&mut self, to: Scalar, overflow: Overflow, arg: &'a Expr, pos: Pos) -> Value {
        let x = self.expr(arg);
        if arg.ty == Scalar::U64 && to.is_float() && upper_bit_clear(arg) {
            return self.b.ins().fcvt_from_sint(clif_type(to), x);
        }
        self.cast_value(arg.ty, to, overflow, x, pos)
    }

    pub fn cast_value(&mut self, from: Scalar, to: Scalar, overflow: Overflow, x: Value, pos: Pos) -> Value {
        if from == to {
            return x;
        }
        match (from.is_float(), to.is_float()) {
            (true, true) => {
                if to == Scalar::F64 {
                    self.b.ins().fpromote(types::F64, x)
                } else {
                    self.b.ins().fdemote(types::F32, x)
                }
            }
            (true, false) => self.float_to_int(from, to, overflow, x, pos),
            (false, true) => {
                let wide = self.widen(from, x);
                if from == Scalar::U64 {
                    self.b.ins().fcvt_from_uint(clif_type(to), wide)
                } else {
                    self.b.ins().fcvt_from_sint(clif_type(to), wide)
                }
            }
            (false, false) if to == Scalar::Bool => {
                let wide = self.widen(from, x);
                self.b.ins().icmp_imm_s(IntCC::NotEqual, wide, 0)
            }
            (false, false) => {
                let wide = self.widen(from, x);
                self.narrow(from, to, overflow, wide, pos)
            }
        }
    }

    /// 64 bits of type `from` into an integer type.
    fn narrow(&mut self, from: Scalar, to: Scalar, overflow: Overflow, wide: Value, pos: Pos) -> Value {
        let (from_min, from_max) = from.int_range();
        let (min, max) = to.int_range();
        let fits = from_min >= min && from_max <= max;
        let reduced = |e: &mut Self, v| if to.bits() < 64 { e.b.ins().ireduce(clif_type(to), v) } else { v };
        if fits || matches!(overflow, Overflow::Wrap | Overflow::Proven) {
            return reduced(self, wide);
        }
        let unsigned = from == Scalar::U64;
        if overflow == Overflow::Saturate {
            let mut value = wide;
            if unsigned {
                let top = self.int(max as i64);
                value = self.b.ins().umin(value, top);
            } else {
                if from_min < min {
                    let low = self.int(min as i64);
                    value = self.b.ins().smax(value, low);
                }
                if from_max > max {
                    let top = self.int(max as i64);
                    value = self.b.ins().smin(value, top);
                }
            }
            return reduced(self, value);
        }
        let bad = if to == Scalar::U64 || to == Scalar::I64 {
            // The other 64-bit type, or a narrow signed one to u64: the sign bit decides.
            self.b.ins().icmp_imm_s(IntCC::SignedLessThan, wide, 0)
        } else if unsigned || !to.is_signed() {
            self.b.ins().icmp_imm_s(IntCC::UnsignedGreaterThan, wide, max as i64)
        } else {
            let low = self.b.ins().ireduce(clif_type(to), wide);
            let back = self.b.ins().sextend(types::I64, low);
            self.b.ins().icmp(IntCC::NotEqual, back, wide)
        };
        self.fail_if(bad, Fault::Range(to), &[], pos);
        reduced(self, wide)
    }

    fn float_to_int(&mut self, from: Scalar, to: Scalar, overflow: Overflow, x: Value, pos: Pos) -> Value {
        let x = if from == Scalar::F32 { self.b.ins().fpromote(types::F64, x) } else { x };
        if to == Scalar::Bool {
            let zero = self.b.ins().f64const(0.0);
            return self.b.ins().fcmp(FloatCC::NotEqual, x, zero);
        }
        // Wrapping narrows a 64-bit value, which must fit.
        let target = match overflow {
            Overflow::Wrap if to != Scalar::U64 => Scalar::I64,
            _ => to,
        };
        let (min, max) = target.int_range();
        let x = self.b.ins().trunc(x);
        let low = self.b.ins().f64const(min as f64);
        // 2^n is exact where the largest value is not.
        let high = self.b.ins().f64const((max + 1) as f64);
        let ge = self.b.ins().fcmp(FloatCC::GreaterThanOrEqual, x, low);
        let lt = self.b.ins().fcmp(FloatCC::LessThan, x, high);
        let inside = self.b.ins().band(ge, lt);
        let convert = |e: &mut Self| {
            if target == Scalar::U64 {
                e.b.ins().fcvt_to_uint_sat(types::I64, x)
            } else {
                e.b.ins().fcvt_to_sint_sat(types::I64, x)
            }
        };
        let (cold, next) = (self.cold_block(), self.b.create_block());
        let done = self.b.append_block_param(next, types::I64);
        let value = convert(self);
        self.b.ins().brif(inside, next, &[value.into()], cold, &[]);
        self.enter(cold);
        let nan = self.b.ins().fcmp(FloatCC::Unordered, x, x);
        self.fail_if(nan, Fault::NanToInt, &[], pos);
        if overflow == Overflow::Saturate {
            let zero = self.b.ins().f64const(0.0);
            let negative = self.b.ins().fcmp(FloatCC::LessThan, x, zero);
            let (bottom, top) = (self.int(min as i64), self.int(max as i64));
            let value = self.b.ins().select(negative, bottom, top);
            self.b.ins().jump(next, &[value.into()]);
        } else {
            let magnitude = self.b.ins().fabs(x);
            let infinity = self.b.ins().f64const(f64::INFINITY);
            let infinite = self.b.ins().fcmp(FloatCC::Equal, magnitude, infinity);
            self.fail_if(infinite, Fault::InfinityToInt, &[], pos);
            self.raise(Fault::Range(target), &[], pos);
        }
        self.enter(next);
        if to.bits() < 64 { self.b.ins().ireduce(clif_type(to), done) } else { done }
    }

    pub fn float_test(&mut self, test: FloatTest, arg: &'a Expr) -> Value {
        let x = self.expr(arg);
        let magnitude = self.b.ins().fabs(x);
        let infinity = self.b.ins().f64const(f64::INFINITY);
        match test {
            FloatTest::IsNan => self.b.ins().fcmp(FloatCC::Unordered, x, x),
            FloatTest::IsInf => self.b.ins().fcmp(FloatCC::Equal, magnitude, infinity),
            FloatTest::IsFinite => self.b.ins().fcmp(FloatCC::LessThan, magnitude, infinity),
        }
    }

    pub fn constant(&mut self, ty: Scalar, bits: u64) -> Value {
        match ty {
            Scalar::F64 => self.b.ins().f64const(f64::from_bits(bits)),
            Scalar::F32 => self.b.ins().f32const(f32::from_bits(bits as u32)),
            ty => {
                // The immediate of a narrow constant is its zero-extended bits.
                let mask = if ty.size() == 8 { u64::MAX } else { (1 << (8 * ty.size())) - 1 };
                self.b.ins().iconst(clif_type(ty), (bits & mask) as i64)
            }
        }
    }
}

/// True of a u64 that is below 2^63 by its form.
fn upper_bit_clear(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Binary { op: BinOp::Shr, args, .. } => args.1.as_int().is_some_and(|c| c > 0),
        ExprKind::Binary { op: BinOp::And, args, .. } => {
            [&args.0, &args.1].into_iter().any(|a| a.as_int().is_some_and(|c| c >> 63 == 0))
        }
        _ => false,
    }
}

pub(super) fn int_cc(op: CmpOp, signed: bool) -> IntCC {
    match (op, signed) {
        (CmpOp::Eq, _) => IntCC::Equal,
        (CmpOp::Ne, _) => IntCC::NotEqual,
        (CmpOp::Lt, true) => IntCC::SignedLessThan,
        (CmpOp::Le, true) => IntCC::SignedLessThanOrEqual,
        (CmpOp::Gt, true) => IntCC::SignedGreaterThan,
        (CmpOp::Ge, true) => IntCC::SignedGreaterThanOrEqual,
        (CmpOp::Lt, false) => IntCC::UnsignedLessThan,
        (CmpOp::Le, false) => IntCC::UnsignedLessThanOrEqual,
        (CmpOp::Gt, false) => IntCC::UnsignedGreaterThan,
        (CmpOp::Ge, false) => IntCC::UnsignedGreaterThanOrEqual,
    }
}

pub(super) fn float_cc(op: CmpOp) -> FloatCC {
    match op {
        CmpOp::Eq => FloatCC::Equal,
        CmpOp::Ne => FloatCC::NotEqual,
        CmpOp::Lt => FloatCC::LessThan,
        CmpOp::Le => FloatCC::LessThanOrEqual,
        CmpOp::Gt => FloatCC::GreaterThan,
        CmpOp::Ge => FloatCC::GreaterThanOrEqual,
    }
}
