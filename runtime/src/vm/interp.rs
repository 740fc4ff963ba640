//! The interpreter loop.
//!
//! **Why the unsafe code here is sound.** Code objects come from the loader alone, which runs the compiler's verifier:
//! every register operand is below `registers`, constants, names, caches and nested codes are within their tables, and
//! every path ends in a return or a jump, so `pc` stays inside. The registers of a frame lie inside the thread's array,
//! checked when the frame was pushed. The function in the frame keeps its code alive. Register contents are live
//! words: dead ones are overwritten by collections only with ints.
//!
//! Fast paths stand here; slow ones are functions elsewhere. An operation that fails has set the thread's exception
//! and leaves the inner loop; unwinding finds the handler or ends this activation.

use std::cell::Cell;

use ungil_compiler::bytecode::{BinOp, Op};

use crate::heap::{Args, Gil, Header, Local, Object, Reg, Res, Scope};
use crate::object::{
    CodeObj, Dict, FrameMode, Function, InlineCache, Instance, Iter, IterKind, Kind, List, Name, Standing,
    Type,
};
use crate::vm::cache;
use crate::vm::call::Entered;
use crate::vm::compare::{CompareOp, text_equal};
use crate::vm::ops::unary::UnaryOp;
use crate::vm::unwind::Unwound;
use crate::word::Word;

/// What a step of a generator came to, for the loop.
enum Stepped {
    /// A frame was pushed.
    Frame,
    /// The value is in the register.
    Value,
    /// The end.
    Exhausted,
}

macro_rules! decode {
    ($i:expr, a) => {
        (($i >> 8) as u8) as usize
    };
    ($i:expr, b) => {
        (($i >> 16) as u16) as usize
    };
    ($i:expr, c) => {
        (($i >> 32) as u16) as usize
    };
    ($i:expr, d) => {
        ($i >> 48) as usize
    };
    ($i:expr, cd) => {
        ($i as i64 >> 32) as isize
    };
    ($i:expr, bi) => {
        (($i >> 16) as i16) as i64
    };
    ($i:expr, ci) => {
        (($i >> 32) as i16) as i64
    };
}

#[inline(always)]
fn op_of(number: u8) -> Op {
    debug_assert!((number as usize) < Op::ALL.len());
    // SAFETY: `Op` is `repr(u8)` and numbered without gaps; the loader copies instructions of verified code.
    unsafe { std::mem::transmute::<u8, Op>(number) }
}

impl Gil {
    /// Runs the frame on top until it returns. If an exception is pending, it is raised there at once.
    pub(crate) fn interpret(&mut self) -> Res {
        let breaker = self.engine().breaker.as_ptr();
        let all_regs = self.registers();
        let mut pending = !self.peek_raised().is_unset();
        'frame: loop {
            let mut frame = std::ptr::from_mut(self.top_frame_mut());
            // SAFETY: see the head of the file.
            let mut code: &CodeObj = unsafe { &*(*frame).code };
            // SAFETY: as above.
            let mut base = unsafe { (*frame).base };
            let mut start: *const Cell<u64> = code.instrs.as_ptr();
            // SAFETY: as above.
            let mut pc: *const Cell<u64> = unsafe { start.add((*frame).pc as usize) };
            // SAFETY: as above.
            let mut regs: *mut Word = unsafe { all_regs.add(base as usize) };
            self.thread().top.set(base + code.registers);
            let mut silent = false;

            macro_rules! r {
                ($n:expr) => {
                    // SAFETY: see the head of the file.
                    unsafe { *regs.add($n) }
                };
            }
            macro_rules! set {
                ($n:expr, $word:expr) => {{
                    let word: Word = $word;
                    // SAFETY: see the head of the file.
                    unsafe { *regs.add($n) = word }
                }};
            }
            macro_rules! reg {
                ($n:expr) => {
                    // SAFETY: see the head of the file.
                    unsafe { Reg::at(base + $n as u32) }
                };
            }
            macro_rules! args {
                ($n:expr, $len:expr) => {
                    // SAFETY: see the head of the file.
                    unsafe { Args::at(base + $n as u32, $len as u32) }
                };
            }
            macro_rules! save_pc {
                () => {
                    // SAFETY: `frame` is the frame on top; `pc` and `start` are in one allocation.
                    unsafe { (*frame).pc = pc.offset_from(start) as u32 }
                };
            }

            'exec: {
                if pending {
                    pending = false;
                    // The generator was suspended behind the instruction that is to raise.
                    // SAFETY: as above; a fresh generator raises at its first instruction.
                    if unsafe { (*frame).pc } > 0 {
                        break 'exec;
                    }
                    // SAFETY: as above.
                    pc = unsafe { pc.add(1) };
                    break 'exec;
                }
                macro_rules! check {
                    ($result:expr) => {
                        // What runs here may collect, and the collection asks where the frame stands.
                        match {
                            save_pc!();
                            $result
                        } {
                            Ok(value) => value,
                            Err(_) => break 'exec,
                        }
                    };
                }
                macro_rules! jump {
                    ($i:expr) => {{
                        let distance = decode!($i, cd);
                        // SAFETY: jumps stay inside the code.
                        pc = unsafe { pc.offset(distance) };
                        if distance < 0 {
                            // SAFETY: the engine outlives the token.
                            if unsafe { std::ptr::read_volatile(breaker) } != 0 {
                                save_pc!();
                                if self.poll_frame(Standing::Before).is_err() {
                                    // It is raised at the place that was jumped to.
                                    // SAFETY: jumps lead to instructions.
                                    pc = unsafe { pc.add(1) };
                                    break 'exec;
                                }
                            }
                        }
                    }};
                }
                macro_rules! poll {
                    () => {
                        // SAFETY: the engine outlives the token.
                        if unsafe { std::ptr::read_volatile(breaker) } != 0 {
                            save_pc!();
                            if self.poll_frame(Standing::Behind).is_err() {
                                break 'exec;
                            }
                        }
                    };
                }
                macro_rules! name {
                    ($n:expr) => {
                        // SAFETY: names are within their table.
                        unsafe { *code.names.get_unchecked($n) }
                    };
                }
                macro_rules! constant {
                    ($n:expr) => {
                        // SAFETY: constants are within their table.
                        unsafe { *code.consts.get_unchecked($n) }
                    };
                }
                macro_rules! function {
                    () => {
                        // SAFETY: frames hold functions.
                        unsafe { &*(*frame).function.cell_unchecked().cast::<Function>() }
                    };
                }
                macro_rules! arith {
                    ($i:expr, $int:ident, $op:expr, $float:tt) => {{
                        let (x, y) = (r!(decode!($i, b)), r!(decode!($i, c)));
                        if let Some(word) = x.$int(y) {
                            set!(decode!($i, a), word);
                        } else if x.is_float() && y.is_float()
                            && let Some(word) = Word::try_float(x.float_unchecked() $float y.float_unchecked())
                        {
                            set!(decode!($i, a), word);
                        } else {
                            check!(self.arith_mixed($op, reg!(decode!($i, b)), reg!(decode!($i, c)), reg!(decode!($i, a)), decode!($i, d) != 0));
                        }
                    }};
                }
                macro_rules! arith_imm {
                    ($i:expr, $int:ident, $op:expr) => {{
                        let x = r!(decode!($i, b));
                        if let Some(word) = x.$int(Word::small_int(decode!($i, ci))) {
                            set!(decode!($i, a), word);
                        } else {
                            check!(self.binary_word(
                                $op,
                                reg!(decode!($i, b)),
                                Word::small_int(decode!($i, ci)),
                                reg!(decode!($i, a)),
                                decode!($i, d) != 0
                            ));
                        }
                    }};
                }
                macro_rules! arith_const {
                    ($i:expr, $int:ident, $op:expr, $float:tt) => {{
                        let (x, y) = (r!(decode!($i, b)), constant!(decode!($i, c)));
                        if let Some(word) = x.$int(y) {
                            set!(decode!($i, a), word);
                        } else if x.is_float() && y.is_float()
                            && let Some(word) = Word::try_float(x.float_unchecked() $float y.float_unchecked())
                        {
                            set!(decode!($i, a), word);
                        } else {
                            check!(self.binary_word($op, reg!(decode!($i, b)), y, reg!(decode!($i, a)), decode!($i, d) != 0));
                        }
                    }};
                }
                macro_rules! slow_binary {
                    ($i:expr, $op:expr) => {
                        check!(self.binary_flagged(
                            $op,
                            reg!(decode!($i, b)),
                            reg!(decode!($i, c)),
                            reg!(decode!($i, a)),
                            decode!($i, d) != 0
                        ))
                    };
                }
                macro_rules! compare_to {
                    ($i:expr, $op:expr, $cmp:tt) => {{
                        let (x, y) = (r!(decode!($i, b)), r!(decode!($i, c)));
                        if x.both_int(y) {
                            set!(decode!($i, a), Word::bool((x.bits() as i64) $cmp (y.bits() as i64)));
                        } else if x.is_float() && y.is_float() {
                            set!(decode!($i, a), Word::bool(x.float_unchecked() $cmp y.float_unchecked()));
                        } else {
                            check!(self.compare_value($op, reg!(decode!($i, b)), reg!(decode!($i, c)), reg!(decode!($i, a))));
                        }
                    }};
                }
                macro_rules! compare_jump {
                    ($i:expr, $op:expr, $cmp:tt, $want:literal) => {{
                        let (x, y) = (r!(decode!($i, a)), r!(decode!($i, b)));
                        let holds = if x.both_int(y) {
                            (x.bits() as i64) $cmp (y.bits() as i64)
                        } else if x.is_float() && y.is_float() {
                            x.float_unchecked() $cmp y.float_unchecked()
                        } else if matches!($op, CompareOp::Eq | CompareOp::Ne)
                            && let Some(equal) = text_equal(x, y)
                        {
                            equal == ($op == CompareOp::Eq)
                        } else {
                            check!(self.compare($op, reg!(decode!($i, a)), reg!(decode!($i, b))))
                        };
                        if holds == $want {
                            jump!($i);
                        }
                    }};
                }
                macro_rules! compare_jump_imm {
                    ($i:expr, $op:expr, $cmp:tt, $want:literal) => {{
                        let x = r!(decode!($i, a));
                        let holds = if x.is_int() {
                            (x.bits() as i64) $cmp (decode!($i, bi) << 2)
                        } else if x.is_float() {
                            x.float_unchecked() $cmp decode!($i, bi) as f64
                        } else {
                            check!(self.compare_int($op, reg!(decode!($i, a)), decode!($i, bi)))
                        };
                        if holds == $want {
                            jump!($i);
                        }
                    }};
                }
                macro_rules! enter {
                    ($entered:expr) => {
                        match check!($entered) {
                            Entered::Done => {}
                            Entered::Frame => {
                                poll_at_call!();
                                continue 'frame;
                            }
                        }
                    };
                }
                macro_rules! poll_at_call {
                    () => {
                        // SAFETY: the engine outlives the token.
                        if unsafe { std::ptr::read_volatile(breaker) } != 0
                            && self.poll_frame(Standing::Behind).is_err()
                        {
                            // The frame was pushed already: it raises at its first instruction.
                            pending = true;
                        }
                    };
                }
                // Goes on in the frame that was just pushed for this code, with its first register.
                macro_rules! go_into {
                    ($code:expr, $base:expr) => {{
                        // SAFETY: the engine outlives the token.
                        if unsafe { std::ptr::read_volatile(breaker) } != 0 {
                            poll_at_call!();
                            continue 'frame;
                        }
                        // SAFETY: frames stand one behind the other; the new one is behind this, and its registers were
                        // checked when it was pushed.
                        unsafe {
                            frame = frame.add(1);
                            code = &*std::ptr::from_ref::<CodeObj>($code);
                            base = $base;
                            regs = all_regs.add(base as usize);
                        }
                        start = code.instrs.as_ptr();
                        pc = start;
                        continue;
                    }};
                }
                macro_rules! truth {
                    ($n:expr) => {{
                        let x = r!($n);
                        if x == Word::TRUE {
                            true
                        } else if x == Word::FALSE {
                            false
                        } else {
                            match self.quick_truth(Local::new(x)) {
                                Some(known) => known,
                                None => check!(self.truthy(reg!($n))),
                            }
                        }
                    }};
                }

                loop {
                    // SAFETY: `pc` is inside the code.
                    let i = unsafe { (*pc).get() };
                    // SAFETY: every path ends in a return or jump, so this is at most one past the end.
                    pc = unsafe { pc.add(1) };
                    match op_of(i as u8) {
                        Op::Nop => {}
                        Op::Move => set!(decode!(i, a), r!(decode!(i, b))),
                        Op::MoveFar => set!(decode!(i, b), r!(decode!(i, c))),
                        Op::LoadInt => set!(decode!(i, a), Word::small_int(decode!(i, cd) as i64)),
                        Op::LoadConst => set!(decode!(i, a), constant!(decode!(i, cd) as usize)),
                        Op::LoadNone => set!(decode!(i, a), Word::NONE),
                        Op::LoadTrue => set!(decode!(i, a), Word::TRUE),
                        Op::LoadFalse => set!(decode!(i, a), Word::FALSE),
                        Op::LoadUnbound => set!(decode!(i, a), Word::UNSET),
                        Op::DeleteLocal => {
                            if r!(decode!(i, a)).is_unset() {
                                self.raise_unbound_local(name!(decode!(i, b)));
                                break 'exec;
                            }
                            set!(decode!(i, a), Word::UNSET);
                        }
                        Op::CheckBound => {
                            if r!(decode!(i, b)).is_unset() {
                                self.raise_unbound_local(name!(decode!(i, c)));
                                break 'exec;
                            }
                        }

                        Op::NewCell => {
                            let cell = self.cell_var(Local::new(Word::UNSET)).word();
                            set!(decode!(i, a), cell);
                        }
                        Op::BoxCell => {
                            let cell = self.cell_var(Local::new(r!(decode!(i, a)))).word();
                            set!(decode!(i, a), cell);
                        }
                        Op::LoadCell => {
                            let value = cell_value(r!(decode!(i, b)));
                            if value.is_unset() {
                                self.raise_unbound_local(name!(decode!(i, c)));
                                break 'exec;
                            }
                            set!(decode!(i, a), value);
                        }
                        Op::StoreCell => set_cell(r!(decode!(i, a)), r!(decode!(i, b))),
                        Op::DeleteCell => {
                            if cell_value(r!(decode!(i, a))).is_unset() {
                                self.raise_unbound_local(name!(decode!(i, c)));
                                break 'exec;
                            }
                            set_cell(r!(decode!(i, a)), Word::UNSET);
                        }
                        Op::LoadFree => {
                            let value = cell_value(closure_cell(function!(), decode!(i, b)));
                            if value.is_unset() {
                                self.raise_unbound_free(name!(decode!(i, c)));
                                break 'exec;
                            }
                            set!(decode!(i, a), value);
                        }
                        Op::StoreFree => {
                            set_cell(closure_cell(function!(), decode!(i, b)), r!(decode!(i, a)))
                        }
                        Op::DeleteFree => {
                            let cell = closure_cell(function!(), decode!(i, b));
                            if cell_value(cell).is_unset() {
                                self.raise_unbound_free(name!(decode!(i, c)));
                                break 'exec;
                            }
                            set_cell(cell, Word::UNSET);
                        }
                        Op::LoadClosureCell => set!(decode!(i, a), closure_cell(function!(), decode!(i, b))),

                        Op::LoadGlobal => {
                            let globals: &Dict = function!().globals();
                            let cached = code.caches.get(decode!(i, d)).and_then(|cache| {
                                if cache.extra.get() != globals.raw_version() || cache.extra.get() == 0 {
                                    None
                                } else if cache.shape.get() == 0 {
                                    globals.entry(cache.index.get() as usize).map(|(_, value)| value.word())
                                } else if cache.index.get() == self.builtins_dict().raw_version() as u32 {
                                    Some(cache.value.get())
                                } else {
                                    None
                                }
                            });
                            match cached {
                                Some(word) => set!(decode!(i, a), word),
                                None => {
                                    let word = check!(self.load_global(
                                        globals,
                                        name!(decode!(i, b)),
                                        code.caches.get(decode!(i, d))
                                    ));
                                    set!(decode!(i, a), word);
                                }
                            }
                        }
                        Op::StoreGlobal => {
                            let globals: &Dict = function!().globals();
                            let value = Local::new(r!(decode!(i, a)));
                            match code.caches.get(decode!(i, d)) {
                                Some(cache)
                                    if cache.extra.get() == globals.raw_version()
                                        && cache.extra.get() != 0 =>
                                {
                                    globals.set_value(cache.index.get() as usize, value);
                                }
                                cache => {
                                    check!(self.store_global(globals, name!(decode!(i, b)), value, cache));
                                }
                            }
                        }
                        Op::DeleteGlobal => {
                            check!(self.delete_name(function!().globals(), name!(decode!(i, b))));
                        }
                        Op::LoadName => {
                            // SAFETY: `frame` is the frame on top.
                            let namespace = unsafe { (*frame).extra };
                            let word = check!(self.load_name(
                                namespace,
                                function!().globals(),
                                name!(decode!(i, b))
                            ));
                            set!(decode!(i, a), word);
                        }
                        Op::LoadClassFree => {
                            // SAFETY: as above.
                            let namespace = unsafe { (*frame).extra };
                            let found = self.namespace_get(namespace, name!(decode!(i, b)));
                            let value =
                                found.unwrap_or_else(|| cell_value(closure_cell(function!(), decode!(i, c))));
                            if value.is_unset() {
                                self.raise_unbound_free(name!(decode!(i, b)));
                                break 'exec;
                            }
                            set!(decode!(i, a), value);
                        }
                        Op::StoreName => {
                            // SAFETY: as above.
                            let namespace = unsafe { (*frame).extra };
                            if self.is_guest(Local::new(namespace)) {
                                check!(self.store_name_guest(
                                    namespace,
                                    name!(decode!(i, b)),
                                    reg!(decode!(i, a))
                                ));
                            } else {
                                check!(self.store_name(
                                    namespace,
                                    function!().globals(),
                                    name!(decode!(i, b)),
                                    reg!(decode!(i, a))
                                ));
                            }
                        }
                        Op::DeleteName => {
                            // SAFETY: as above.
                            let namespace = unsafe { (*frame).extra };
                            match Local::new(namespace).as_dict() {
                                Some(dict) => check!(self.delete_name(dict, name!(decode!(i, b)))),
                                None => check!(self.delete_name(function!().globals(), name!(decode!(i, b)))),
                            }
                        }
                        Op::LoadNamespace => {
                            // SAFETY: as above.
                            let (namespace, mode) = unsafe { ((*frame).extra, (*frame).mode) };
                            let word = if namespace.is_cell()
                                && matches!(mode, FrameMode::Call | FrameMode::WithGil)
                            {
                                namespace
                            } else {
                                function!().globals().header().word()
                            };
                            set!(decode!(i, a), word);
                        }

                        Op::Add => arith!(i, int_add, BinOp::Add, +),
                        Op::Sub => arith!(i, int_sub, BinOp::Sub, -),
                        Op::Mul => arith!(i, int_mul, BinOp::Mul, *),
                        Op::TrueDiv => {
                            let (x, y) = (r!(decode!(i, b)), r!(decode!(i, c)));
                            if x.is_float()
                                && y.is_float()
                                && y.float_unchecked() != 0.0
                                && let Some(word) = Word::try_float(x.float_unchecked() / y.float_unchecked())
                            {
                                set!(decode!(i, a), word);
                            } else {
                                slow_binary!(i, BinOp::TrueDiv);
                            }
                        }
                        Op::FloorDiv => {
                            let (x, y) = (r!(decode!(i, b)), r!(decode!(i, c)));
                            match small_floor_div(x, y) {
                                Some(word) => set!(decode!(i, a), word),
                                None => slow_binary!(i, BinOp::FloorDiv),
                            }
                        }
                        Op::Mod => {
                            let (x, y) = (r!(decode!(i, b)), r!(decode!(i, c)));
                            match small_mod(x, y) {
                                Some(word) => set!(decode!(i, a), word),
                                None => slow_binary!(i, BinOp::Mod),
                            }
                        }
                        Op::Pow => slow_binary!(i, BinOp::Pow),
                        Op::MatMul => slow_binary!(i, BinOp::MatMul),
                        Op::Shl => {
                            let (x, y) = (r!(decode!(i, b)), r!(decode!(i, c)));
                            match small_shl(x, y) {
                                Some(word) => set!(decode!(i, a), word),
                                None => slow_binary!(i, BinOp::Shl),
                            }
                        }
                        Op::Shr => {
                            let (x, y) = (r!(decode!(i, b)), r!(decode!(i, c)));
                            match small_shr(x, y) {
                                Some(word) => set!(decode!(i, a), word),
                                None => slow_binary!(i, BinOp::Shr),
                            }
                        }
                        Op::And => {
                            let (x, y) = (r!(decode!(i, b)), r!(decode!(i, c)));
                            if x.both_int(y) {
                                set!(decode!(i, a), Word::from_bits(x.bits() & y.bits()));
                            } else {
                                slow_binary!(i, BinOp::And);
                            }
                        }
                        Op::Or => {
                            let (x, y) = (r!(decode!(i, b)), r!(decode!(i, c)));
                            if x.both_int(y) {
                                set!(decode!(i, a), Word::from_bits(x.bits() | y.bits()));
                            } else {
                                slow_binary!(i, BinOp::Or);
                            }
                        }
                        Op::Xor => {
                            let (x, y) = (r!(decode!(i, b)), r!(decode!(i, c)));
                            if x.both_int(y) {
                                set!(decode!(i, a), Word::from_bits(x.bits() ^ y.bits()));
                            } else {
                                slow_binary!(i, BinOp::Xor);
                            }
                        }
                        Op::AddI => arith_imm!(i, int_add, BinOp::Add),
                        Op::SubI => arith_imm!(i, int_sub, BinOp::Sub),
                        Op::MulI => arith_imm!(i, int_mul, BinOp::Mul),
                        Op::FloorDivI => {
                            let y = Word::small_int(decode!(i, ci));
                            match small_floor_div(r!(decode!(i, b)), y) {
                                Some(word) => set!(decode!(i, a), word),
                                None => check!(self.binary_word(
                                    BinOp::FloorDiv,
                                    reg!(decode!(i, b)),
                                    y,
                                    reg!(decode!(i, a)),
                                    decode!(i, d) != 0
                                )),
                            }
                        }
                        Op::ModI => {
                            let y = Word::small_int(decode!(i, ci));
                            match small_mod(r!(decode!(i, b)), y) {
                                Some(word) => set!(decode!(i, a), word),
                                None => check!(self.binary_word(
                                    BinOp::Mod,
                                    reg!(decode!(i, b)),
                                    y,
                                    reg!(decode!(i, a)),
                                    decode!(i, d) != 0
                                )),
                            }
                        }
                        Op::AndI => {
                            let (x, y) = (r!(decode!(i, b)), Word::small_int(decode!(i, ci)));
                            if x.is_int() {
                                set!(decode!(i, a), Word::from_bits(x.bits() & y.bits()));
                            } else {
                                check!(self.binary_word(
                                    BinOp::And,
                                    reg!(decode!(i, b)),
                                    y,
                                    reg!(decode!(i, a)),
                                    decode!(i, d) != 0
                                ));
                            }
                        }
                        Op::ShlI => {
                            let y = Word::small_int(decode!(i, ci));
                            match small_shl(r!(decode!(i, b)), y) {
                                Some(word) => set!(decode!(i, a), word),
                                None => check!(self.binary_word(
                                    BinOp::Shl,
                                    reg!(decode!(i, b)),
                                    y,
                                    reg!(decode!(i, a)),
                                    decode!(i, d) != 0
                                )),
                            }
                        }
                        Op::ShrI => {
                            let y = Word::small_int(decode!(i, ci));
                            match small_shr(r!(decode!(i, b)), y) {
                                Some(word) => set!(decode!(i, a), word),
                                None => check!(self.binary_word(
                                    BinOp::Shr,
                                    reg!(decode!(i, b)),
                                    y,
                                    reg!(decode!(i, a)),
                                    decode!(i, d) != 0
                                )),
                            }
                        }
                        Op::AddK => arith_const!(i, int_add, BinOp::Add, +),
                        Op::SubK => arith_const!(i, int_sub, BinOp::Sub, -),
                        Op::MulK => arith_const!(i, int_mul, BinOp::Mul, *),
                        Op::TrueDivK => {
                            let (x, y) = (r!(decode!(i, b)), constant!(decode!(i, c)));
                            if x.is_float()
                                && y.is_float()
                                && y.float_unchecked() != 0.0
                                && let Some(word) = Word::try_float(x.float_unchecked() / y.float_unchecked())
                            {
                                set!(decode!(i, a), word);
                            } else {
                                check!(self.binary_word(
                                    BinOp::TrueDiv,
                                    reg!(decode!(i, b)),
                                    y,
                                    reg!(decode!(i, a)),
                                    decode!(i, d) != 0
                                ));
                            }
                        }
                        Op::Neg => {
                            let x = r!(decode!(i, b));
                            if x.is_int()
                                && let Some(word) = Word::ZERO.int_sub(x)
                            {
                                set!(decode!(i, a), word);
                            } else {
                                check!(self.unary(UnaryOp::Neg, reg!(decode!(i, b)), reg!(decode!(i, a))));
                            }
                        }
                        Op::Pos => check!(self.unary(UnaryOp::Pos, reg!(decode!(i, b)), reg!(decode!(i, a)))),
                        Op::Invert => {
                            check!(self.unary(UnaryOp::Invert, reg!(decode!(i, b)), reg!(decode!(i, a))));
                        }
                        Op::Not => {
                            let value = truth!(decode!(i, b));
                            set!(decode!(i, a), Word::bool(!value));
                        }

                        Op::Lt => compare_to!(i, CompareOp::Lt, <),
                        Op::Le => compare_to!(i, CompareOp::Le, <=),
                        Op::Gt => compare_to!(i, CompareOp::Gt, >),
                        Op::Ge => compare_to!(i, CompareOp::Ge, >=),
                        Op::Eq => compare_to!(i, CompareOp::Eq, ==),
                        Op::Ne => compare_to!(i, CompareOp::Ne, !=),
                        Op::Is => {
                            let same = self.same(r!(decode!(i, b)), r!(decode!(i, c)));
                            set!(decode!(i, a), Word::bool(same));
                        }
                        Op::IsNot => {
                            let same = self.same(r!(decode!(i, b)), r!(decode!(i, c)));
                            set!(decode!(i, a), Word::bool(!same));
                        }
                        Op::In => {
                            let found = check!(self.contains(reg!(decode!(i, c)), reg!(decode!(i, b))));
                            set!(decode!(i, a), Word::bool(found));
                        }
                        Op::NotIn => {
                            let found = check!(self.contains(reg!(decode!(i, c)), reg!(decode!(i, b))));
                            set!(decode!(i, a), Word::bool(!found));
                        }

                        Op::Jump => jump!(i),
                        Op::JTrue => {
                            if truth!(decode!(i, a)) {
                                jump!(i);
                            }
                        }
                        Op::JFalse => {
                            if !truth!(decode!(i, a)) {
                                jump!(i);
                            }
                        }
                        Op::JNone => {
                            if r!(decode!(i, a)).is_none() {
                                jump!(i);
                            }
                        }
                        Op::JNotNone => {
                            if !r!(decode!(i, a)).is_none() {
                                jump!(i);
                            }
                        }
                        Op::JLt => compare_jump!(i, CompareOp::Lt, <, true),
                        Op::JNotLt => compare_jump!(i, CompareOp::Lt, <, false),
                        Op::JLe => compare_jump!(i, CompareOp::Le, <=, true),
                        Op::JNotLe => compare_jump!(i, CompareOp::Le, <=, false),
                        Op::JGt => compare_jump!(i, CompareOp::Gt, >, true),
                        Op::JNotGt => compare_jump!(i, CompareOp::Gt, >, false),
                        Op::JGe => compare_jump!(i, CompareOp::Ge, >=, true),
                        Op::JNotGe => compare_jump!(i, CompareOp::Ge, >=, false),
                        Op::JEq => compare_jump!(i, CompareOp::Eq, ==, true),
                        Op::JNotEq => compare_jump!(i, CompareOp::Eq, ==, false),
                        Op::JNe => compare_jump!(i, CompareOp::Ne, !=, true),
                        Op::JNotNe => compare_jump!(i, CompareOp::Ne, !=, false),
                        Op::JIs => {
                            if self.same(r!(decode!(i, a)), r!(decode!(i, b))) {
                                jump!(i);
                            }
                        }
                        Op::JIsNot => {
                            if !self.same(r!(decode!(i, a)), r!(decode!(i, b))) {
                                jump!(i);
                            }
                        }
                        Op::JIn => {
                            if check!(self.contains(reg!(decode!(i, b)), reg!(decode!(i, a)))) {
                                jump!(i);
                            }
                        }
                        Op::JNotIn => {
                            if !check!(self.contains(reg!(decode!(i, b)), reg!(decode!(i, a)))) {
                                jump!(i);
                            }
                        }
                        Op::JLtI => compare_jump_imm!(i, CompareOp::Lt, <, true),
                        Op::JNotLtI => compare_jump_imm!(i, CompareOp::Lt, <, false),
                        Op::JLeI => compare_jump_imm!(i, CompareOp::Le, <=, true),
                        Op::JNotLeI => compare_jump_imm!(i, CompareOp::Le, <=, false),
                        Op::JGtI => compare_jump_imm!(i, CompareOp::Gt, >, true),
                        Op::JNotGtI => compare_jump_imm!(i, CompareOp::Gt, >, false),
                        Op::JGeI => compare_jump_imm!(i, CompareOp::Ge, >=, true),
                        Op::JNotGeI => compare_jump_imm!(i, CompareOp::Ge, >=, false),
                        Op::JEqI => compare_jump_imm!(i, CompareOp::Eq, ==, true),
                        Op::JNotEqI => compare_jump_imm!(i, CompareOp::Eq, ==, false),
                        Op::JNeI => compare_jump_imm!(i, CompareOp::Ne, !=, true),
                        Op::JNotNeI => compare_jump_imm!(i, CompareOp::Ne, !=, false),

                        Op::GetIter => {
                            let x = Local::new(r!(decode!(i, b)));
                            let is_plain = x.header().is_some_and(|h| (h.shape() as usize) < Type::COUNT);
                            if !(is_plain && self.iter_native(x, reg!(decode!(i, a)))) {
                                check!(self.iter(reg!(decode!(i, b)), reg!(decode!(i, a))));
                            }
                        }
                        Op::ForNext => {
                            let it = r!(decode!(i, a));
                            if let Some(item) = quick_item(it) {
                                set!(decode!(i, b), item);
                                jump!(i);
                                continue;
                            }
                            // SAFETY: jumps stay inside the code.
                            let unpack = unsafe { (*pc.offset(decode!(i, cd))).get() };
                            if op_of(unpack as u8) == Op::UnpackItem && decode!(unpack, c) == 2 {
                                let window = args!(decode!(unpack, b), 2);
                                match self.next_pair(Local::new(it), reg!(decode!(i, b)), window) {
                                    Some(true) => {
                                        // The targets are set, so a poll must find the instruction behind the unpacking.
                                        let distance = decode!(i, cd);
                                        // SAFETY: code does not end with an unpacking.
                                        pc = unsafe { pc.offset(distance + 1) };
                                        if distance < 0 {
                                            poll!();
                                        }
                                        continue;
                                    }
                                    Some(false) => continue,
                                    None => {}
                                }
                            }
                            save_pc!();
                            match check!(self.step(reg!(decode!(i, a)), reg!(decode!(i, b)))) {
                                Stepped::Frame => {
                                    poll_at_call!();
                                    continue 'frame;
                                }
                                Stepped::Value => jump!(i),
                                Stepped::Exhausted => {}
                            }
                        }
                        Op::RangePrep => {
                            let a = decode!(i, a);
                            if !self.prepare_range(args!(a, 1 + decode!(i, b))) {
                                let n = decode!(i, b);
                                check!(self.iter_of_call(args!(a, 1 + n), reg!(a)));
                                set!(a + 1, Word::UNSET);
                            }
                            jump!(i);
                        }
                        Op::ForRange => {
                            let a = decode!(i, a);
                            let stop = r!(a + 1);
                            if stop.is_unset() {
                                if let Some(item) = quick_item(r!(a)) {
                                    set!(decode!(i, b), item);
                                    jump!(i);
                                    continue;
                                }
                                save_pc!();
                                match check!(self.step(reg!(a), reg!(decode!(i, b)))) {
                                    Stepped::Frame => {
                                        poll_at_call!();
                                        continue 'frame;
                                    }
                                    Stepped::Value => jump!(i),
                                    Stepped::Exhausted => {}
                                }
                            } else {
                                let (at, step) = (r!(a), r!(a + 2));
                                let (at_bits, step_bits) = (at.bits() as i64, step.bits() as i64);
                                let more = if step_bits > 0 {
                                    at_bits < stop.bits() as i64
                                } else {
                                    at_bits > stop.bits() as i64
                                };
                                if more {
                                    set!(decode!(i, b), at);
                                    // The last step may leave the range of small ints: then the loop is over.
                                    let next = at.int_add(step).unwrap_or(stop);
                                    set!(a, next);
                                    jump!(i);
                                }
                            }
                        }

                        Op::GetItem => {
                            let (x, k) = (r!(decode!(i, b)), r!(decode!(i, c)));
                            match quick_get(x, k) {
                                Some(item) => set!(decode!(i, a), item),
                                None => {
                                    if let Some(method) = self.guest_method(Local::new(x), Name::GetItem) {
                                        save_pc!();
                                        let at = base + code.registers;
                                        self.set_word_at(at, x);
                                        self.set_word_at(at + 1, k);
                                        let out = base + decode!(i, a) as u32;
                                        enter!(self.enter_function_word(method, at, 2, None, out));
                                        poll!();
                                        continue;
                                    }
                                    check!(self.getitem_fast(
                                        reg!(decode!(i, b)),
                                        reg!(decode!(i, c)),
                                        reg!(decode!(i, a))
                                    ));
                                }
                            }
                        }
                        Op::GetItemI => {
                            let (x, k) = (r!(decode!(i, b)), Word::small_int(decode!(i, ci)));
                            match quick_get(x, k) {
                                Some(item) => set!(decode!(i, a), item),
                                None => {
                                    check!(self.getitem_word(reg!(decode!(i, b)), k, reg!(decode!(i, a))))
                                }
                            }
                        }
                        Op::SetItem => {
                            let (x, k) = (r!(decode!(i, a)), r!(decode!(i, b)));
                            if !quick_set(x, k, r!(decode!(i, c))) {
                                check!(self.setitem(
                                    reg!(decode!(i, a)),
                                    reg!(decode!(i, b)),
                                    reg!(decode!(i, c))
                                ));
                            }
                        }
                        Op::DelItem => check!(self.delitem(reg!(decode!(i, a)), reg!(decode!(i, b)))),
                        Op::GetSlice => check!(self.get_slice(
                            reg!(decode!(i, b)),
                            reg!(decode!(i, c)),
                            reg!(decode!(i, d)),
                            reg!(decode!(i, a))
                        )),
                        Op::SetSlice => check!(self.set_slice(
                            reg!(decode!(i, a)),
                            reg!(decode!(i, b)),
                            reg!(decode!(i, c)),
                            reg!(decode!(i, d))
                        )),
                        Op::BuildSlice => {
                            let part = |n: usize| Local::new(r!(n));
                            let word = self
                                .slice(part(decode!(i, b)), part(decode!(i, c)), part(decode!(i, d)))
                                .word();
                            set!(decode!(i, a), word);
                        }
                        Op::GetAttr => {
                            let x = r!(decode!(i, b));
                            if x.is_cell()
                                && let Some(cache) = code.caches.get(decode!(i, d))
                            {
                                let header = header_of(x);
                                if header.shape() == cache.shape.get() {
                                    let index = cache.index.get();
                                    match index & cache::WHAT {
                                        cache::INLINE_SLOT => {
                                            let value = instance_of(header).inline_slot(index as usize).get();
                                            if !value.is_unset() {
                                                set!(decode!(i, a), value);
                                                continue;
                                            }
                                        }
                                        cache::FAR_SLOT => {
                                            let value = cache::far_value(header, index & cache::NUMBER);
                                            if !value.is_unset() {
                                                set!(decode!(i, a), value);
                                                continue;
                                            }
                                        }
                                        cache::CLASS_VALUE => {
                                            set!(decode!(i, a), cache.value.get());
                                            continue;
                                        }
                                        cache::METHOD => {
                                            let method = self
                                                .bound_method(Local::new(cache.value.get()), Local::new(x))
                                                .word();
                                            set!(decode!(i, a), method);
                                            continue;
                                        }
                                        cache::PROPERTY => {
                                            save_pc!();
                                            let at = base + code.registers;
                                            self.set_word_at(at, x);
                                            let getter = cache.value.get();
                                            enter!(self.enter_function_word(
                                                getter,
                                                at,
                                                1,
                                                None,
                                                base + decode!(i, a) as u32
                                            ));
                                            continue;
                                        }
                                        cache::MODULE_ENTRY => {
                                            if let Some(word) = module_entry(x, cache, index) {
                                                set!(decode!(i, a), word);
                                                continue;
                                            }
                                        }
                                        cache::CLASS_ATTR if cache.extra.get() == x.bits() => {
                                            set!(decode!(i, a), cache.value.get());
                                            continue;
                                        }
                                        _ => {}
                                    }
                                }
                                let other = crate::object::shape_of(Local::new(x)) != cache.shape.get();
                                if self.fill_load(cache, Local::new(x), name!(decode!(i, c))) && other {
                                    // Again, by the cache; a second miss at the same shape goes on below.
                                    // SAFETY: `pc` is one behind this instruction.
                                    pc = unsafe { pc.sub(1) };
                                    continue;
                                }
                            }
                            check!(self.getattr_word(
                                reg!(decode!(i, b)),
                                name!(decode!(i, c)),
                                reg!(decode!(i, a))
                            ));
                        }
                        Op::SetAttr => {
                            let x = r!(decode!(i, a));
                            if x.is_cell()
                                && let Some(cache) = code.caches.get(decode!(i, d))
                            {
                                let header = header_of(x);
                                if header.shape() == cache.shape.get() {
                                    let index = cache.index.get();
                                    let value = r!(decode!(i, b));
                                    match index & cache::WHAT {
                                        cache::INLINE_SLOT => {
                                            instance_of(header).inline_slot(index as usize).set(value);
                                            continue;
                                        }
                                        cache::ADD_INLINE => {
                                            instance_of(header)
                                                .inline_slot((index & cache::NUMBER) as usize)
                                                .set(value);
                                            header.set_shape(cache.extra.get() as u32);
                                            continue;
                                        }
                                        cache::FAR_SLOT => {
                                            if let Some(slot) = crate::object::far_slot(
                                                header,
                                                (index & cache::NUMBER) as usize,
                                            ) {
                                                slot.set(value);
                                                continue;
                                            }
                                        }
                                        cache::ADD_FAR => {
                                            let number = (index & cache::NUMBER) as usize;
                                            self.add_far_slot(header, number);
                                            if let Some(slot) = crate::object::far_slot(header, number) {
                                                slot.set(value);
                                                header.set_shape(cache.extra.get() as u32);
                                                continue;
                                            }
                                        }
                                        _ => {}
                                    }
                                }
                                let other = header.shape() != cache.shape.get();
                                if self.fill_store(cache, Local::new(x), name!(decode!(i, c))) && other {
                                    // SAFETY: `pc` is one behind this instruction.
                                    pc = unsafe { pc.sub(1) };
                                    continue;
                                }
                            }
                            check!(self.setattr_word(
                                reg!(decode!(i, a)),
                                name!(decode!(i, c)),
                                reg!(decode!(i, b))
                            ));
                        }
                        Op::DelAttr => check!(self.delattr_word(reg!(decode!(i, a)), name!(decode!(i, c)))),
                        Op::LoadMethod => {
                            let x = r!(decode!(i, b));
                            if let Some(cache) = code.caches.get(decode!(i, d)) {
                                let shape = crate::object::shape_of(Local::new(x));
                                if shape == cache.shape.get() {
                                    let index = cache.index.get();
                                    match index & cache::WHAT {
                                        cache::METHOD => {
                                            set!(decode!(i, a), cache.value.get());
                                            set!(decode!(i, a) + 1, x);
                                            continue;
                                        }
                                        cache::CLASS_VALUE => {
                                            set!(decode!(i, a), cache.value.get());
                                            set!(decode!(i, a) + 1, Word::UNSET);
                                            continue;
                                        }
                                        cache::CLASS_METHOD => {
                                            set!(decode!(i, a), cache.value.get());
                                            set!(decode!(i, a) + 1, Word::from_bits(cache.extra.get()));
                                            continue;
                                        }
                                        cache::MODULE_ENTRY => {
                                            if let Some(word) = module_entry(x, cache, index) {
                                                set!(decode!(i, a), word);
                                                set!(decode!(i, a) + 1, Word::UNSET);
                                                continue;
                                            }
                                        }
                                        cache::CLASS_ATTR if cache.extra.get() == x.bits() => {
                                            set!(decode!(i, a), cache.value.get());
                                            set!(decode!(i, a) + 1, Word::UNSET);
                                            continue;
                                        }
                                        _ => {}
                                    }
                                }
                                let other = crate::object::shape_of(Local::new(x)) != cache.shape.get();
                                if self.fill_load(cache, Local::new(x), name!(decode!(i, c))) && other {
                                    // Again, by the cache; a second miss at the same shape goes on below.
                                    // SAFETY: `pc` is one behind this instruction.
                                    pc = unsafe { pc.sub(1) };
                                    continue;
                                }
                            }
                            let a = decode!(i, a);
                            check!(self.load_method(
                                reg!(decode!(i, b)),
                                name!(decode!(i, c)),
                                reg!(a),
                                reg!(a + 1)
                            ));
                        }
                        Op::LoadSuperAttr => {
                            let a = decode!(i, a);
                            check!(self.load_super_attr(
                                reg!(decode!(i, b)),
                                reg!(decode!(i, d)),
                                name!(decode!(i, c)),
                                reg!(a),
                                reg!(a + 1)
                            ));
                        }

                        Op::Call => {
                            save_pc!();
                            let a = decode!(i, a);
                            let (at, n) = (base + a as u32, decode!(i, b) as u32);
                            let callee = r!(a);
                            if callee.is_cell() && header_of(callee).kind() == Kind::Function {
                                let function = function_of(callee);
                                let target = function.code();
                                if target.simple_params == Some(n as u16) && !target.makes_generator {
                                    check!(self.push_frame(
                                        function,
                                        at + 1,
                                        at,
                                        FrameMode::Call,
                                        Word::UNSET
                                    ));
                                    go_into!(target, at + 1);
                                }
                            } else if callee.is_cell() && header_of(callee).kind() == Kind::Builtin {
                                check!(self.call_builtin_word(callee, at + 1, n, None, at));
                                poll!();
                                continue;
                            }
                            enter!(self.enter_call(at, n, None, at));
                            poll!();
                        }
                        Op::CallMethod => {
                            save_pc!();
                            let a = decode!(i, a);
                            let (at, n) = (base + a as u32, decode!(i, b) as u32);
                            let (callee, receiver) = (r!(a), r!(a + 1));
                            if receiver.is_unset() {
                                // The callee moves next to its arguments.
                                set!(a + 1, callee);
                                enter!(self.enter_call(at + 1, n, None, at));
                            } else if callee.is_cell() && header_of(callee).kind() == Kind::Function {
                                let function = function_of(callee);
                                let target = function.code();
                                if target.simple_params == Some(n as u16 + 1) && !target.makes_generator {
                                    check!(self.push_frame(
                                        function,
                                        at + 1,
                                        at,
                                        FrameMode::Call,
                                        Word::UNSET
                                    ));
                                    go_into!(target, at + 1);
                                }
                                enter!(self.enter_function_word(callee, at + 1, n + 1, None, at));
                            } else {
                                check!(self.call_builtin_word(callee, at + 1, n + 1, None, at));
                            }
                            poll!();
                        }
                        Op::CallKw => {
                            save_pc!();
                            let at = base + decode!(i, a) as u32;
                            let names = constant!(decode!(i, c));
                            enter!(self.enter_call(at, decode!(i, b) as u32, Some(names), at));
                            poll!();
                        }
                        Op::CallMethodKw => {
                            save_pc!();
                            let a = decode!(i, a);
                            let (at, n) = (base + a as u32, decode!(i, b) as u32);
                            let names = Some(constant!(decode!(i, c)));
                            let (callee, receiver) = (r!(a), r!(a + 1));
                            if receiver.is_unset() {
                                set!(a + 1, callee);
                                enter!(self.enter_call(at + 1, n, names, at));
                            } else {
                                enter!(self.enter_call(at, n + 1, names, at));
                            }
                            poll!();
                        }
                        Op::CallEx => {
                            save_pc!();
                            let a = decode!(i, a);
                            check!(self.call_ex(reg!(a), reg!(a + 1), reg!(a + 2), reg!(a)));
                            poll!();
                        }
                        Op::Return | Op::ReturnNone => {
                            let value =
                                if op_of(i as u8) == Op::Return { r!(decode!(i, a)) } else { Word::NONE };
                            // SAFETY: `frame` is the frame on top.
                            let (mode, entry, out) = unsafe { ((*frame).mode, (*frame).entry, (*frame).out) };
                            match mode {
                                FrameMode::Call | FrameMode::WithGil => {
                                    self.pop_frame();
                                    self.set_word_at(out, value);
                                }
                                FrameMode::Init => {
                                    if !value.is_none() {
                                        self.init_returned(Local::new(value));
                                        break 'exec;
                                    }
                                    // SAFETY: as above.
                                    let instance = unsafe { (*frame).extra };
                                    self.pop_frame();
                                    self.set_word_at(out, instance);
                                }
                                FrameMode::Generator => {
                                    // SAFETY: as above.
                                    let generator = unsafe { (*frame).extra };
                                    self.pop_frame();
                                    self.generator_done(generator);
                                    if entry {
                                        self.set_word_at(out, value);
                                        return Ok(());
                                    }
                                    if self.caller_op() == Op::YieldFrom {
                                        self.set_word_at(out, value);
                                    }
                                    continue 'frame;
                                }
                            }
                            if entry {
                                return Ok(());
                            }
                            continue 'frame;
                        }

                        Op::BuildList => {
                            let args = args!(decode!(i, b), decode!(i, c));
                            let word = self.list_of_args(args).header().word();
                            set!(decode!(i, a), word);
                        }
                        Op::BuildTuple => {
                            let args = args!(decode!(i, b), decode!(i, c));
                            let word = self.tuple_of_args(args).word();
                            set!(decode!(i, a), word);
                        }
                        Op::BuildSet => {
                            check!(self.build_set(args!(decode!(i, b), decode!(i, c)), reg!(decode!(i, a))));
                        }
                        Op::BuildDict => {
                            check!(
                                self.build_dict(args!(decode!(i, b), 2 * decode!(i, c)), reg!(decode!(i, a)))
                            );
                        }
                        Op::ListAppend => {
                            if let Some(list) = Local::new(r!(decode!(i, a))).as_list() {
                                check!(list.push(self, Local::new(r!(decode!(i, b)))));
                            }
                        }
                        Op::ListExtend => {
                            check!(self.display_extend(reg!(decode!(i, a)), reg!(decode!(i, b))))
                        }
                        Op::ListExtendArgs => {
                            check!(self.arguments_extend(
                                reg!(decode!(i, a)),
                                reg!(decode!(i, b)),
                                reg!(decode!(i, c))
                            ))
                        }
                        Op::ListToTuple => {
                            check!(self.tuple_from(reg!(decode!(i, b)), reg!(decode!(i, a))));
                        }
                        Op::SetAdd => {
                            check!(self.set_add(reg!(decode!(i, a)), reg!(decode!(i, b))));
                        }
                        Op::SetUpdate => {
                            check!(self.set_update(reg!(decode!(i, a)), reg!(decode!(i, b))));
                        }
                        Op::DictSet => {
                            check!(self.dict_set(
                                reg!(decode!(i, a)),
                                reg!(decode!(i, b)),
                                reg!(decode!(i, c))
                            ));
                        }
                        Op::DictUpdate => {
                            check!(self.display_update(reg!(decode!(i, a)), reg!(decode!(i, b))));
                        }
                        Op::DictMerge => {
                            check!(self.dict_merge(
                                reg!(decode!(i, a)),
                                reg!(decode!(i, b)),
                                reg!(decode!(i, c))
                            ));
                        }
                        Op::BuildString => {
                            check!(
                                self.build_string(args!(decode!(i, b), decode!(i, c)), reg!(decode!(i, a)))
                            );
                        }
                        Op::FormatValue => {
                            let flags = decode!(i, c);
                            let spec = (flags & 4 != 0).then(|| reg!(decode!(i, d)));
                            check!(self.format_value_op(
                                reg!(decode!(i, b)),
                                flags & 3,
                                spec,
                                reg!(decode!(i, a))
                            ));
                        }
                        Op::UnpackSeq | Op::UnpackItem => {
                            let window = args!(decode!(i, b), decode!(i, c));
                            check!(self.unpack(reg!(decode!(i, a)), window));
                        }
                        Op::UnpackEx => {
                            let (before, after) = (decode!(i, c), decode!(i, d));
                            let window = args!(decode!(i, b), before + 1 + after);
                            check!(self.unpack_star(reg!(decode!(i, a)), window, before, after));
                        }

                        Op::MakeFunction => {
                            let a = decode!(i, a);
                            let child = code.codes.get(decode!(i, b)).copied().unwrap_or(Word::NONE);
                            check!(self.make_function(
                                child,
                                function!().header().word(),
                                base,
                                base + a as u32,
                                decode!(i, c)
                            ));
                        }
                        Op::BuildClass => {
                            save_pc!();
                            let (a, bases, keywords) = (decode!(i, a), decode!(i, b), decode!(i, d));
                            let names = (keywords > 0).then(|| constant!(decode!(i, c)));
                            check!(self.build_class(
                                args!(a, 2 + bases + keywords),
                                bases as u32,
                                names,
                                reg!(a)
                            ));
                        }

                        Op::Raise => {
                            check!(self.raise_value(reg!(decode!(i, a)), None));
                        }
                        Op::RaiseFrom => {
                            check!(self.raise_value(reg!(decode!(i, a)), Some(reg!(decode!(i, b)))));
                        }
                        Op::RaiseBare => {
                            // The frame stands in the traceback already.
                            silent = self.raise_bare();
                            break 'exec;
                        }
                        Op::PushExc => {
                            let a = decode!(i, a);
                            let raised = self.take_raised().word();
                            let before = self.thread().handled.replace(raised);
                            set!(a, before);
                            set!(a + 1, raised);
                        }
                        Op::PopExc => {
                            let before = r!(decode!(i, a));
                            self.thread().handled.set(before);
                        }
                        Op::Reraise => {
                            self.put_raised(Local::new(r!(decode!(i, a))));
                            silent = true;
                            break 'exec;
                        }
                        Op::JNotExc => {
                            if !check!(self.exception_matches(reg!(decode!(i, a)), reg!(decode!(i, b)))) {
                                jump!(i);
                            }
                        }
                        Op::LoadAssertionError => {
                            let word = self.builtin_class(Type::AssertionError).header().word();
                            set!(decode!(i, a), word);
                        }
                        Op::ExcStar => {
                            let a = decode!(i, a);
                            check!(self.exception_star(reg!(a), reg!(decode!(i, b)), reg!(a + 1)));
                        }
                        Op::ExcStarRaise => {
                            check!(self.exception_star_raise(reg!(decode!(i, a)), reg!(decode!(i, b))));
                        }
                        Op::WithEnter => {
                            save_pc!();
                            let a = decode!(i, a);
                            check!(self.with_enter(reg!(decode!(i, b)), reg!(a), reg!(a + 1)));
                        }
                        Op::WithExit => {
                            save_pc!();
                            check!(self.with_exit(reg!(decode!(i, a))));
                        }
                        Op::WithExitExc => {
                            save_pc!();
                            check!(self.with_exit_exc(reg!(decode!(i, a)), reg!(decode!(i, b))));
                        }

                        Op::Yield => {
                            let value = r!(decode!(i, b));
                            save_pc!();
                            if self.deliver_yield(value, decode!(i, a) as u32) {
                                return Ok(());
                            }
                            continue 'frame;
                        }
                        Op::GetYieldIter => {
                            save_pc!();
                            check!(self.yield_iter(reg!(decode!(i, b)), reg!(decode!(i, a))));
                        }
                        Op::GetAwaitable => {
                            save_pc!();
                            check!(self.awaitable(reg!(decode!(i, b)), reg!(decode!(i, a))));
                        }
                        Op::YieldFrom => {
                            save_pc!();
                            let (sub, sent) = (reg!(decode!(i, b)), reg!(decode!(i, c)));
                            match check!(self.step_from(sub, sent, reg!(decode!(i, a)))) {
                                Stepped::Frame => {
                                    poll_at_call!();
                                    continue 'frame;
                                }
                                Stepped::Value => {
                                    // Stays at this instruction; the next value sent goes to `c`.
                                    // SAFETY: `frame` is the frame on top.
                                    unsafe { (*frame).pc -= 1 };
                                    let value = r!(decode!(i, a));
                                    if self.deliver_yield(value, decode!(i, c) as u32) {
                                        return Ok(());
                                    }
                                    continue 'frame;
                                }
                                Stepped::Exhausted => {}
                            }
                        }

                        Op::ImportName => {
                            save_pc!();
                            check!(self.import_name(
                                function!().header().word(),
                                name!(decode!(i, b)),
                                constant!(decode!(i, c)),
                                decode!(i, d),
                                reg!(decode!(i, a))
                            ));
                        }
                        Op::ImportFrom => {
                            check!(self.import_from(
                                reg!(decode!(i, b)),
                                name!(decode!(i, c)),
                                reg!(decode!(i, a))
                            ));
                        }
                        Op::ImportStar => {
                            check!(
                                self.import_star(reg!(decode!(i, a)), function!().globals().header().word())
                            );
                        }

                        Op::JNotSequence => {
                            if !self.matches_sequence(Local::new(r!(decode!(i, a)))) {
                                jump!(i);
                            }
                        }
                        Op::JNotMapping => {
                            if !self.matches_mapping(Local::new(r!(decode!(i, a)))) {
                                jump!(i);
                            }
                        }
                        Op::GetLen => {
                            let len = check!(self.len(reg!(decode!(i, b))));
                            set!(decode!(i, a), Word::small_int(len as i64));
                        }
                        Op::MatchKeys => {
                            check!(self.match_keys(
                                reg!(decode!(i, b)),
                                reg!(decode!(i, c)),
                                reg!(decode!(i, a))
                            ));
                        }
                        Op::MatchRest => {
                            check!(self.match_rest(
                                reg!(decode!(i, b)),
                                reg!(decode!(i, c)),
                                reg!(decode!(i, a))
                            ));
                        }
                        Op::MatchClass => {
                            check!(self.match_class(
                                reg!(decode!(i, b)),
                                reg!(decode!(i, c)),
                                reg!(decode!(i, d)),
                                reg!(decode!(i, a))
                            ));
                        }

                        Op::PrintExpr => check!(self.print_expr(reg!(decode!(i, a)))),
                        Op::SetupAnnotations => {
                            // SAFETY: `frame` is the frame on top.
                            let namespace = unsafe { (*frame).extra };
                            check!(self.setup_annotations(namespace, function!().globals().header().word()));
                        }
                        Op::EnterRegion => {
                            save_pc!();
                            let entered = check!(self.enter_region(
                                function!().header().word(),
                                decode!(i, b) as u32,
                                reg!(decode!(i, a))
                            ));
                            if entered {
                                jump!(i);
                            }
                        }
                        Op::GilEnd => {
                            // SAFETY: `frame` is the frame on top.
                            if unsafe { (*frame).mode } == FrameMode::WithGil {
                                self.pop_frame();
                                return Ok(());
                            }
                        }
                        Op::GetAiter => {
                            save_pc!();
                            check!(self.async_iter(reg!(decode!(i, b)), reg!(decode!(i, a))));
                        }
                        Op::GetAnext => {
                            save_pc!();
                            check!(self.async_next(reg!(decode!(i, b)), reg!(decode!(i, a))));
                        }
                        Op::JNotStopAsync => {
                            let exception = Local::new(r!(decode!(i, a)));
                            if !self.is_instance_of(exception, Type::StopAsyncIteration) {
                                jump!(i);
                            }
                        }
                        Op::AsyncWithEnter => {
                            save_pc!();
                            let a = decode!(i, a);
                            check!(self.async_with_enter(reg!(decode!(i, b)), reg!(a), reg!(a + 1)));
                        }
                        Op::AsyncWithExit => {
                            save_pc!();
                            check!(self.async_with_exit(reg!(decode!(i, a)), reg!(decode!(i, b))));
                        }
                    }
                }
            }

            // An exception: find its handler.
            // SAFETY: `pc` is one behind the instruction that raised. A poll may have popped nothing, so `frame` stands.
            let at = unsafe { pc.offset_from(start) } as u32;
            let at = at.saturating_sub(1);
            match self.unwind(at, silent) {
                Unwound::Handler => {}
                Unwound::Exit => return Err(crate::heap::Raised::new()),
            }
        }
    }

    /// The instruction at which the frame on top waits for a callee.
    fn caller_op(&self) -> Op {
        let frame = self.top_frame_mut();
        // SAFETY: see the head of the file.
        let code = unsafe { &*frame.code };
        op_of(code.instrs[frame.pc as usize - 1].get() as u8)
    }

    /// The generator's frame on top yields `value`; the value sent next goes to its register `sent`. True if the interpreter
    /// goes back to Rust.
    fn deliver_yield(&mut self, value: Word, sent: u32) -> bool {
        let mut sent = sent;
        loop {
            let frame = self.top_frame_mut();
            let (entry, out) = (frame.entry, frame.out);
            self.suspend_generator(sent);
            if entry {
                self.set_word_at(out, value);
                return true;
            }
            let caller = self.top_frame_mut();
            // SAFETY: see the head of the file.
            let code = unsafe { &*caller.code };
            let instr = code.instrs[caller.pc as usize - 1].get();
            if op_of(instr as u8) == Op::YieldFrom {
                // The delegating generator yields the value too and stays at its instruction.
                caller.pc -= 1;
                sent = decode!(instr, c) as u32;
                continue;
            }
            self.set_word_at(out, value);
            caller.pc = (caller.pc as i64 + decode!(instr, cd) as i64) as u32;
            return false;
        }
    }

    /// The function that the guest class of an instance has for this special method.
    #[inline]
    fn guest_method(&self, value: Local<'_>, name: Name) -> Option<Word> {
        if value.kind() != Some(Kind::Instance) {
            return None;
        }
        let found = self.class_of(value).lookup(self, self.name(name))?;
        found.as_function().is_some().then(|| found.word())
    }

    /// One step of a loop's iterator whose next item is not there for the taking.
    #[inline(never)]
    fn step(&mut self, it: Reg, out: Reg) -> Res<Stepped> {
        if it.get(self).kind() == Some(Kind::Generator) {
            return match self.resume_frame(it, Word::NONE, out.index())? {
                true => Ok(Stepped::Frame),
                false => Ok(Stepped::Exhausted),
            };
        }
        Ok(if self.next(it, out)? { Stepped::Value } else { Stepped::Exhausted })
    }

    /// One step of `yield from`. A value yielded or returned goes to `out`.
    fn step_from(&mut self, sub: Reg, sent: Reg, out: Reg) -> Res<Stepped> {
        if matches!(sub.get(self).kind(), Some(Kind::Generator | Kind::Coroutine)) {
            let value = sent.get(self).word();
            if self.resume_frame(sub, value, out.index())? {
                return Ok(Stepped::Frame);
            }
            out.set(self, self.none());
            return Ok(Stepped::Exhausted);
        }
        if sent.get(self).is_none() && sub.get(self).kind() == Some(Kind::Iter) {
            if self.next(sub, out)? {
                return Ok(Stepped::Value);
            }
            out.set(self, self.none());
            return Ok(Stepped::Exhausted);
        }
        let result = if sub.get(self).kind() == Some(Kind::Awaiter) {
            self.awaiter_send(sub, sent.get(self).word(), out)
        } else if sent.get(self).is_none() {
            self.call_special(sub, Name::Next, Args::NONE, out).and_then(|found| {
                if found {
                    Ok(())
                } else {
                    let name = self.type_name(sub.get(self));
                    Err(self.type_error(format!("'{name}' object is not an iterator")))
                }
            })
        } else {
            // SAFETY: one register.
            let args = unsafe { Args::at(sent.index(), 1) };
            self.call_method(sub, "send", args, out)
        };
        match result {
            Ok(()) => Ok(Stepped::Value),
            Err(_) if self.raised_is(Type::StopIteration) => {
                let value = self.stop_value();
                out.set(self, Local::new(value));
                Ok(Stepped::Exhausted)
            }
            Err(raised) => Err(raised),
        }
    }

    /// Takes the StopIteration being raised; its value.
    pub(crate) fn stop_value(&self) -> Word {
        let raised = self.take_raised();
        self.own_attr(raised, self.name(Name::Value))
            .or_else(|| raised.as_exception()?.args().as_tuple()?.get(0))
            .map_or(Word::NONE, Local::word)
    }

    #[inline]
    fn same(&self, x: Word, y: Word) -> bool {
        x == y
    }

    fn binary_word(&mut self, op: BinOp, a: Reg, word: Word, out: Reg, in_place: bool) -> Res {
        let x = a.get(self).word();
        if x.is_float() && word.is_int() {
            let y = Word::try_float(word.as_int().unwrap_or(0) as f64).unwrap_or(Word::ZERO);
            if y.is_float() {
                let (p, q) = (x.float_unchecked(), y.float_unchecked());
                let result = match op {
                    BinOp::Add => Some(p + q),
                    BinOp::Sub => Some(p - q),
                    BinOp::Mul => Some(p * q),
                    _ => None,
                };
                if let Some(word) = result.and_then(Word::try_float) {
                    out.set(self, Local::new(word));
                    return Ok(());
                }
            }
        }
        let s = &mut Scope::new(self);
        let b = s.root(Local::new(word));
        s.binary_flagged(op, a, b, out, in_place)
    }

    /// Int with float, and strings: the pairs that are frequent but not of one kind.
    #[inline(never)]
    fn arith_mixed(&mut self, op: BinOp, a: Reg, b: Reg, out: Reg, in_place: bool) -> Res {
        let (x, y) = (a.get(self).word(), b.get(self).word());
        let is_text = |word: Word| word.is_cell() && header_of(word).shape() == Type::Str.shape();
        if op == BinOp::Add && is_text(x) && is_text(y) {
            return self.concat_text(a, b, out);
        }
        let float = |word: Word| {
            if word.is_float() {
                Some(word.float_unchecked())
            } else {
                word.as_int().filter(|int| int.unsigned_abs() < 1 << 53).map(|int| int as f64)
            }
        };
        if (x.is_float() || y.is_float())
            && let (Some(p), Some(q)) = (float(x), float(y))
        {
            let result = match op {
                BinOp::Add => p + q,
                BinOp::Sub => p - q,
                _ => p * q,
            };
            out.set(self, self.float(result));
            return Ok(());
        }
        self.binary_flagged(op, a, b, out, in_place)
    }

    fn compare_int(&mut self, op: CompareOp, a: Reg, int: i64) -> Res<bool> {
        let s = &mut Scope::new(self);
        let b = s.root(s.int(int));
        s.compare(op, a, b)
    }

    fn getitem_word(&mut self, object: Reg, key: Word, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let key = s.root(Local::new(key));
        s.getitem(object, key, out)
    }

    /// Strings by index and dicts by string, before the general way.
    #[inline]
    fn getitem_fast(&mut self, object: Reg, key: Reg, out: Reg) -> Res {
        let (x, k) = (object.get(self), key.get(self));
        if let Some(header) = x.header() {
            if header.kind() == Kind::Str
                && let Some(text) = x.as_str()
                && text.is_ascii()
                && let Some(at) = k.as_small_int().and_then(|i| crate::text::slice::index(i, text.byte_len()))
            {
                out.set(self, Local::new(self.engine().chars[text.bytes()[at] as usize].get()));
                return Ok(());
            }
            if header.shape() == Type::Dict.shape()
                && let (Some(dict), Some(name)) = (x.as_dict(), k.as_str())
                && k.header().is_some_and(|h| h.shape() == Type::Str.shape())
                && let crate::object::Probe::Found(at) = dict.probe(name.hash(self), k, 0)
                && let Some((_, value)) = dict.entry(at)
            {
                out.set(self, value);
                return Ok(());
            }
        }
        self.getitem(object, key, out)
    }

    /// Lays an unboxed loop over `range(...)` out; false if the callee is not the builtin or an argument not a small int.
    fn prepare_range(&mut self, window: Args) -> bool {
        let callee = window.get(self, 0);
        if callee.as_class().and_then(|class| class.builtin_type()) != Some(Type::Range) {
            return false;
        }
        let int = |i: usize| window.get(self, i).as_small_int();
        let (start, stop, step) = match window.len() {
            2 => (Some(0), int(1), Some(1)),
            3 => (int(1), int(2), Some(1)),
            4 => (int(1), int(2), int(3)),
            _ => return false,
        };
        let (Some(start), Some(stop), Some(step)) = (start, stop, step) else { return false };
        if step == 0 {
            return false;
        }
        // The window has room for three registers (see `Instr::window`).
        for (i, value) in [start, stop, step].into_iter().enumerate() {
            self.set_word_at(window.base() + i as u32, Word::small_int(value));
        }
        true
    }

    fn iter_of_call(&mut self, window: Args, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let made = s.slot();
        s.call(window.reg(0), window.skip(1), made)?;
        s.iter(made, out)
    }
}

#[inline(always)]
fn header_of<'g>(word: Word) -> &'g Header {
    // SAFETY: the word is a live cell of a register or constant.
    unsafe { &*word.cell_unchecked() }
}

#[inline(always)]
fn instance_of(header: &Header) -> &Instance {
    debug_assert!(header.kind() == Kind::Instance);
    // SAFETY: caches hold inline slots for shapes of instances only.
    unsafe { &*std::ptr::from_ref(header).cast::<Instance>() }
}

#[inline(always)]
fn function_of<'g>(word: Word) -> &'g Function {
    // SAFETY: the kind was looked at.
    unsafe { &*word.cell_unchecked().cast::<Function>() }
}

#[inline(always)]
fn cell_value(cell: Word) -> Word {
    Local::new(cell).as_cell_var().map_or(Word::UNSET, |cell| cell.value.get())
}

#[inline(always)]
fn set_cell(cell: Word, value: Word) {
    if let Some(cell) = Local::new(cell).as_cell_var() {
        cell.set_value(Local::new(value));
    }
}

#[inline(always)]
fn closure_cell(function: &Function, index: usize) -> Word {
    function.closure().as_tuple().and_then(|cells| cells.get(index)).map_or(Word::NONE, Local::word)
}

#[inline(always)]
fn small_floor_div(x: Word, y: Word) -> Option<Word> {
    let (a, b) = (x.as_int()?, y.as_int()?);
    if b == 0 {
        return None;
    }
    let quotient = a.wrapping_div(b);
    let quotient = if a % b != 0 && (a ^ b) < 0 { quotient - 1 } else { quotient };
    Word::try_int(quotient)
}

#[inline(always)]
fn small_mod(x: Word, y: Word) -> Option<Word> {
    let (a, b) = (x.as_int()?, y.as_int()?);
    if b == 0 {
        return None;
    }
    let rest = a % b;
    Some(Word::small_int(if rest != 0 && (rest ^ b) < 0 { rest + b } else { rest }))
}

#[inline(always)]
fn small_shl(x: Word, y: Word) -> Option<Word> {
    let (a, b) = (x.as_int()?, y.as_int()?);
    if !(0..61).contains(&b) {
        return None;
    }
    let shifted = a << b;
    if shifted >> b == a { Word::try_int(shifted) } else { None }
}

#[inline(always)]
fn small_shr(x: Word, y: Word) -> Option<Word> {
    let (a, b) = (x.as_int()?, y.as_int()?);
    if b < 0 { None } else { Some(Word::small_int(a >> b.min(63))) }
}

/// The next item of the commonest iterators.
#[inline(always)]
fn quick_item(it: Word) -> Option<Word> {
    if !it.is_cell() || header_of(it).kind() != Kind::Iter {
        return None;
    }
    // SAFETY: the kind was just looked at.
    let iter = unsafe { &*it.cell_unchecked().cast::<Iter>() };
    match iter.what() {
        IterKind::List => {
            let list = iter.source().as_list()?;
            let at = iter.index.get();
            let item = list.get(at as usize)?;
            iter.index.set(at + 1);
            Some(item.word())
        }
        IterKind::Range => {
            let left = iter.stop.get();
            if left <= 0 {
                return None;
            }
            let value = Word::try_int(iter.index.get())?;
            iter.stop.set(left - 1);
            iter.index.set(iter.index.get() + iter.step.get());
            Some(value)
        }
        IterKind::Tuple => {
            let tuple = iter.source().as_tuple()?;
            let at = iter.index.get();
            let item = tuple.get(at as usize)?;
            iter.index.set(at + 1);
            Some(item.word())
        }
        _ => None,
    }
}

/// Items of exact lists and tuples by small int.
#[inline(always)]
fn quick_get(x: Word, k: Word) -> Option<Word> {
    if !x.is_cell() || !k.is_int() {
        return None;
    }
    let header = header_of(x);
    if header.shape() == Type::List.shape() {
        // SAFETY: direct instances of list are of kind List.
        let list = unsafe { &*x.cell_unchecked().cast::<List>() };
        let (items, len) = list.raw();
        let at = k.bits() as i64 >> 2;
        let at = if at < 0 { at + len as i64 } else { at };
        if (at as u64) < len as u64 {
            // SAFETY: just checked.
            return Some(unsafe { *items.add(at as usize) });
        }
        return None;
    }
    if header.shape() == Type::Tuple.shape() {
        let tuple = Local::new(x).as_tuple()?;
        let at = k.bits() as i64 >> 2;
        let at = if at < 0 { at + tuple.len() as i64 } else { at };
        return tuple.get(at as usize).map(Local::word);
    }
    None
}

#[inline(always)]
fn quick_set(x: Word, k: Word, value: Word) -> bool {
    if !x.is_cell() || !k.is_int() || header_of(x).shape() != Type::List.shape() {
        return false;
    }
    // SAFETY: direct instances of list are of kind List.
    let list = unsafe { &*x.cell_unchecked().cast::<List>() };
    let at = k.bits() as i64 >> 2;
    let at = if at < 0 { at + list.len() as i64 } else { at };
    list.set(at as usize, Local::new(value))
}

#[inline(always)]
fn module_entry(x: Word, cache: &InlineCache, index: u32) -> Option<Word> {
    let dict = Local::new(x).as_module()?.dict();
    if dict.raw_version() != cache.extra.get() || cache.extra.get() == 0 {
        return None;
    }
    dict.entry((index & cache::NUMBER) as usize).map(|(_, value)| value.word())
}
