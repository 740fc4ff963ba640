//! Builtins that make one value of many: `sum`, `min`, `max`, `any`, `all`.
//!
//! Lists, tuples and ranges of numbers are walked without calls; what comes first that needs guest code hands over to the
//! general loop with the result so far.

use crate::heap::{Args, Gil, Reg, Res, Scope};
use crate::object::Type;
use crate::vm::CompareOp;
use ungil_compiler::bytecode::BinOp;

use super::items::{Direct, direct_len};
use super::sort::simple_order;

const CHUNK: usize = 4096;

/// A sum so far.
enum Sum {
    Int(i64),
    Float(f64),
    /// In the register.
    Object,
}

/// `sum(iterable, /, start=0)`.
pub(super) fn sum(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (iter, item, total) = (s.slot(), s.slot(), s.slot());
    let start = args.get(s, 1);
    for (ty, text) in [
        (Type::Str, "sum() can't sum strings [use ''.join(seq) instead]"),
        (Type::Bytes, "sum() can't sum bytes [use b''.join(seq) instead]"),
        (Type::ByteArray, "sum() can't sum bytearray [use b''.join(seq) instead]"),
    ] {
        if s.is_instance_of(start, ty) {
            return Err(s.type_error(text));
        }
    }
    let mut sum = match (start.as_small_int(), start.as_float()) {
        (Some(int), _) => Sum::Int(int),
        (_, Some(float)) if s.is_exact(start, Type::Float) => Sum::Float(float),
        _ => Sum::Object,
    };
    total.set(s, start);
    let mut at = 0;
    if let Some(len) = direct_len(s, args.get(s, 0)) {
        while at < len {
            let end = len.min(at + CHUNK);
            let before = at;
            sum_direct(s, args.reg(0), &mut at, end, &mut sum);
            if at < end {
                break;
            }
            s.tick(at - before)?;
        }
        if at == len {
            finish_sum(s, &sum, total);
            out.set(s, total.get(s));
            return Ok(());
        }
    }
    s.iter(args.reg(0), iter)?;
    skip(s, iter, at);
    while s.next(iter, item)? {
        if !add(s, item, &mut sum) {
            finish_sum(s, &sum, total);
            sum = Sum::Object;
            s.binary(BinOp::Add, total, item, total)?;
        }
        s.tick(1)?;
    }
    finish_sum(s, &sum, total);
    out.set(s, total.get(s));
    Ok(())
}

fn finish_sum(gil: &Gil, sum: &Sum, total: Reg) {
    match *sum {
        Sum::Int(int) => total.set(gil, gil.int(int)),
        Sum::Float(float) => total.set(gil, gil.float(float)),
        Sum::Object => {}
    }
}

/// Adds items of a list, tuple or range while they are numbers.
fn sum_direct(gil: &Gil, source: Reg, at: &mut usize, end: usize, sum: &mut Sum) {
    let mut items = Direct::new(gil, source.get(gil), *at);
    while *at < end {
        let Some(item) = items.next() else { return };
        if !add_value(gil, item, sum) {
            return;
        }
        *at += 1;
    }
}

fn add(gil: &Gil, item: Reg, sum: &mut Sum) -> bool {
    add_value(gil, item.get(gil), sum)
}

#[inline]
fn add_value(gil: &Gil, item: crate::heap::Local<'_>, sum: &mut Sum) -> bool {
    match sum {
        Sum::Int(total) => {
            if let Some(next) = item.as_small_int().or_else(|| item.as_bool().map(i64::from)) {
                if let Some(sum) = total.checked_add(next) {
                    *total = sum;
                    return true;
                }
                return false;
            }
            match item.as_float() {
                Some(next) if gil.is_exact(item, Type::Float) => {
                    *sum = Sum::Float(*total as f64 + next);
                    true
                }
                _ => false,
            }
        }
        Sum::Float(total) => {
            if let Some(next) = item.as_float()
                && gil.is_exact(item, Type::Float)
            {
                *total += next;
                return true;
            }
            match item.as_small_int() {
                Some(next) => {
                    *total += next as f64;
                    true
                }
                None => false,
            }
        }
        Sum::Object => false,
    }
}

/// Moves a fresh iterator over a list, tuple or range forward.
fn skip(gil: &Gil, iter: Reg, n: usize) {
    if n == 0 {
        return;
    }
    let Some(iter) = iter.get(gil).as_iter() else { return };
    if iter.what() == crate::object::IterKind::Range {
        iter.index.set(iter.index.get().wrapping_add((n as i64).wrapping_mul(iter.step.get())));
        iter.stop.set(iter.stop.get() - n as i64);
    } else {
        iter.index.set(n as i64);
    }
}

/// `min(iterable, *, key=None, default=?)` or `min(a, b, …, *, key=None)`.
pub(super) fn min(gil: &mut Gil, args: Args, out: Reg) -> Res {
    extreme(gil, args, out, CompareOp::Lt, "min")
}

/// As `min`.
pub(super) fn max(gil: &mut Gil, args: Args, out: Reg) -> Res {
    extreme(gil, args, out, CompareOp::Gt, "max")
}

fn extreme(gil: &mut Gil, args: Args, out: Reg, op: CompareOp, name: &str) -> Res {
    let given = args.len() - 2;
    let (key, default) = (args.reg(given), args.reg(given + 1));
    if given == 0 {
        return Err(gil.type_error(format!("{name} expected at least 1 argument, got 0")));
    }
    let s = &mut Scope::new(gil);
    let mut search = Extreme {
        op,
        best: s.slot(),
        best_key: s.slot(),
        item_key: s.slot(),
        key: (!key.get(s).is_none()).then_some(key),
        found: false,
    };
    if given > 1 {
        if !default.get(s).is_unset() {
            return Err(s.type_error(format!(
                "Cannot specify a default for {name}() with multiple positional arguments"
            )));
        }
        for item in args.take(given).iter() {
            search.offer(s, item)?;
        }
        out.set(s, search.best.get(s));
        return Ok(());
    }
    let (iter, item) = (s.slot(), s.slot());
    let mut at = 0;
    if search.key.is_none()
        && let Some(len) = direct_len(s, args.get(s, 0))
    {
        while at < len {
            let end = len.min(at + CHUNK);
            let before = at;
            search.direct(s, args.reg(0), &mut at, end);
            if at < end {
                break;
            }
            s.tick(at - before)?;
        }
    }
    s.iter(args.reg(0), iter)?;
    skip(s, iter, at);
    while s.next(iter, item)? {
        search.offer(s, item)?;
        s.tick(1)?;
    }
    if search.found {
        out.set(s, search.best.get(s));
    } else if default.get(s).is_unset() {
        return Err(s.value_error(format!("{name}() arg is an empty sequence")));
    } else {
        out.set(s, default.get(s));
    }
    Ok(())
}

struct Extreme {
    op: CompareOp,
    best: Reg,
    best_key: Reg,
    item_key: Reg,
    key: Option<Reg>,
    found: bool,
}

impl Extreme {
    fn offer(&mut self, gil: &mut Gil, item: Reg) -> Res {
        let Some(key) = self.key else {
            if !self.found || gil.compare(self.op, item, self.best)? {
                self.found = true;
                self.best.set(gil, item.get(gil));
            }
            return Ok(());
        };
        gil.call1(key, item, self.item_key)?;
        if !self.found || gil.compare(self.op, self.item_key, self.best_key)? {
            self.found = true;
            self.best.set(gil, item.get(gil));
            self.best_key.set(gil, self.item_key.get(gil));
        }
        Ok(())
    }

    /// Goes over items of a list, tuple or range while they compare without guest code.
    fn direct(&mut self, gil: &Gil, source: Reg, at: &mut usize, end: usize) {
        let mut items = Direct::new(gil, source.get(gil), *at);
        let mut best = self.best.get(gil);
        while *at < end {
            let Some(item) = items.next() else { break };
            if self.found {
                let Some(order) = simple_order(gil, item, best) else { break };
                let wanted = if self.op == CompareOp::Lt { order.is_lt() } else { order.is_gt() };
                if wanted {
                    best = item;
                }
            } else {
                (self.found, best) = (true, item);
            }
            *at += 1;
        }
        self.best.set(gil, best);
    }
}

/// `any(iterable, /)`.
pub(super) fn any(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let found = find_truth(gil, args.reg(0), true)?;
    out.set(gil, gil.bool(found));
    Ok(())
}

/// `all(iterable, /)`.
pub(super) fn all(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let found = find_truth(gil, args.reg(0), false)?;
    out.set(gil, gil.bool(!found));
    Ok(())
}

/// Whether an item has this truth.
fn find_truth(gil: &mut Gil, source: Reg, wanted: bool) -> Res<bool> {
    let s = &mut Scope::new(gil);
    let (iter, item) = (s.slot(), s.slot());
    s.iter(source, iter)?;
    while s.next(iter, item)? {
        if s.truthy(item)? == wanted {
            return Ok(true);
        }
        s.tick(1)?;
    }
    Ok(false)
}
