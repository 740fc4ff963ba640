//! Equality, order, hash and truth.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{ClassFlags, Kind, Name, Str, Type};
use crate::word::Word;

/// A comparison operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CompareOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl CompareOp {
    /// The operator for exchanged operands.
    pub fn swapped(self) -> CompareOp {
        match self {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
            same => same,
        }
    }

    /// The symbol in messages.
    pub fn symbol(self) -> &'static str {
        match self {
            CompareOp::Lt => "<",
            CompareOp::Le => "<=",
            CompareOp::Eq => "==",
            CompareOp::Ne => "!=",
            CompareOp::Gt => ">",
            CompareOp::Ge => ">=",
        }
    }

    /// The special method.
    pub fn name(self) -> Name {
        match self {
            CompareOp::Lt => Name::Lt,
            CompareOp::Le => Name::Le,
            CompareOp::Eq => Name::Eq,
            CompareOp::Ne => Name::Ne,
            CompareOp::Gt => Name::Gt,
            CompareOp::Ge => Name::Ge,
        }
    }

    /// What the operator says of an ordering.
    #[inline(always)]
    pub fn of(self, order: std::cmp::Ordering) -> bool {
        match self {
            CompareOp::Lt => order.is_lt(),
            CompareOp::Le => order.is_le(),
            CompareOp::Eq => order.is_eq(),
            CompareOp::Ne => order.is_ne(),
            CompareOp::Gt => order.is_gt(),
            CompareOp::Ge => order.is_ge(),
        }
    }

    /// What it says of two values that compare like this (used by the fast paths).
    #[inline(always)]
    pub fn apply<T: PartialOrd>(self, a: T, b: T) -> bool {
        match self {
            CompareOp::Lt => a < b,
            CompareOp::Le => a <= b,
            CompareOp::Eq => a == b,
            CompareOp::Ne => a != b,
            CompareOp::Gt => a > b,
            CompareOp::Ge => a >= b,
        }
    }
}

/// What comparing without guest code came to.
enum Quick {
    Known(bool),
    /// Items have to be compared.
    Sequence,
    Dict,
    Set,
    /// Generic aliases or unions of types.
    Alias,
    /// Neither type knows the other.
    Unknown,
}

/// Compares an int with a float exactly.
pub(crate) fn compare_int_float(int: &BigInt, float: f64) -> Option<std::cmp::Ordering> {
    use std::cmp::Ordering;
    if float.is_nan() {
        return None;
    }
    if float.is_infinite() {
        return Some(if float > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = num_traits::FromPrimitive::from_f64(float.trunc()).unwrap_or_else(BigInt::zero);
    Some(int.cmp(&whole).then_with(|| 0.0.partial_cmp(&float.fract()).unwrap_or(Ordering::Equal)))
}

/// Deeper tuples are hashed the general way, which looks after the stack.
const QUICK_DEPTH: u32 = 8;
const HASH_OF_NONE: i64 = 0x9_ca4_f10;

impl Gil {
    /// `a == b`.
    #[inline]
    pub fn eq(&mut self, a: Reg, b: Reg) -> Res<bool> {
        self.compare_identity(CompareOp::Eq, a, b)
    }

    /// `a is b or a == b`, which is how containers compare.
    #[inline]
    fn compare_identity(&mut self, op: CompareOp, a: Reg, b: Reg) -> Res<bool> {
        let (x, y) = (a.get(self), b.get(self));
        if x.is(y) {
            return Ok(true);
        }
        if let Some(known) = quick_words(op, x, y) {
            return Ok(known);
        }
        self.compare(op, a, b)
    }

    /// `a < b`.
    #[inline]
    pub fn lt(&mut self, a: Reg, b: Reg) -> Res<bool> {
        self.compare(CompareOp::Lt, a, b)
    }

    /// `a op b` as a truth value.
    pub fn compare(&mut self, op: CompareOp, a: Reg, b: Reg) -> Res<bool> {
        let (x, y) = (a.get(self), b.get(self));
        if let Some(known) = quick_words(op, x, y) {
            return Ok(known);
        }
        let s = &mut Scope::new(self);
        let out = s.slot();
        s.compare_value(op, a, b, out)?;
        match out.get(s).word() {
            Word::TRUE => Ok(true),
            Word::FALSE => Ok(false),
            _ => s.truthy(out),
        }
    }

    /// `a op b`; the value need not be a bool.
    pub fn compare_value(&mut self, op: CompareOp, a: Reg, b: Reg, out: Reg) -> Res {
        let (x, y) = (a.get(self), b.get(self));
        let (guest_x, guest_y) = (self.has_guest_class(x), self.has_guest_class(y));
        if guest_x || guest_y {
            // `out` may be one of the operands, so attempts that come to NotImplemented go elsewhere.
            let s = &mut Scope::new(self);
            let result = s.slot();
            s.compare_guest(op, a, b, result)?;
            out.set(s, result.get(s));
            return Ok(());
        }
        self.compare_native(op, a, b, out)
            .and_then(|known| if known { Ok(()) } else { self.compare_default(op, a, b, out) })
    }

    #[inline]
    fn has_guest_class(&self, value: Local<'_>) -> bool {
        value.header().is_some_and(|header| header.shape() as usize >= Type::COUNT)
    }

    fn compare_guest(&mut self, op: CompareOp, a: Reg, b: Reg, out: Reg) -> Res {
        let (x, y) = (a.get(self), b.get(self));
        let (cx, cy) = (self.class_of(x), self.class_of(y));
        let swapped_first = !std::ptr::eq(cx, cy)
            && cy.is_subclass_of(cx)
            && cy
                .lookup(self, self.name(op.swapped().name()))
                .is_some_and(|method| !crate::vm::slots::is_native(method));
        if swapped_first && self.compare_by_method(op.swapped(), b, a, out)? {
            return Ok(());
        }
        if self.compare_by_method(op, a, b, out)? {
            return Ok(());
        }
        if !swapped_first && self.compare_by_method(op.swapped(), b, a, out)? {
            return Ok(());
        }
        self.compare_default(op, a, b, out)
    }

    /// `type(a).__op__(a, b)`; false for NotImplemented.
    fn compare_by_method(&mut self, op: CompareOp, a: Reg, b: Reg, out: Reg) -> Res<bool> {
        let class = self.class_of(a.get(self));
        let method = class.lookup(self, self.name(op.name()));
        let is_native = method.is_none_or(|method| crate::vm::slots::is_native(method));
        if is_native {
            if op == CompareOp::Ne && class.has(ClassFlags::EQ) {
                // `__ne__` is made of `__eq__`.
                if !self.compare_by_method(CompareOp::Eq, a, b, out)? {
                    return Ok(false);
                }
                let equal = self.truthy(out)?;
                out.set(self, self.bool(!equal));
                return Ok(true);
            }
            return self.compare_native(op, a, b, out);
        }
        // SAFETY: one register.
        let args = unsafe { Args::at(b.index(), 1) };
        let found = self.call_special(a, op.name(), args, out)?;
        Ok(found && out.get(self).word() != Word::NOT_IMPLEMENTED)
    }

    /// Identity for `==` and `!=`, TypeError for order.
    fn compare_default(&mut self, op: CompareOp, a: Reg, b: Reg, out: Reg) -> Res {
        let (x, y) = (a.get(self), b.get(self));
        match op {
            CompareOp::Eq => out.set(self, self.bool(x.is(y))),
            CompareOp::Ne => out.set(self, self.bool(!x.is(y))),
            _ => {
                return Err(self.type_error(format!(
                    "'{}' not supported between instances of '{}' and '{}'",
                    op.symbol(),
                    self.type_name(x),
                    self.type_name(y)
                )));
            }
        }
        Ok(())
    }

    /// What builtin types say; false if they do not know each other.
    pub(crate) fn compare_native(&mut self, op: CompareOp, a: Reg, b: Reg, out: Reg) -> Res<bool> {
        match self.quick_compare(op, a.get(self), b.get(self)) {
            Quick::Known(value) => {
                out.set(self, self.bool(value));
                Ok(true)
            }
            Quick::Sequence => {
                let value = self.compare_sequences(op, a, b, out)?;
                if let Some(value) = value {
                    out.set(self, self.bool(value));
                }
                Ok(true)
            }
            Quick::Dict => {
                let equal = self.dicts_equal(a, b)?;
                out.set(self, self.bool(equal == (op == CompareOp::Eq)));
                Ok(true)
            }
            Quick::Set => {
                let value = self.compare_sets(op, a, b)?;
                out.set(self, self.bool(value));
                Ok(true)
            }
            Quick::Alias => {
                let equal = self.aliases_equal(a, b)?;
                out.set(self, self.bool(equal == (op == CompareOp::Eq)));
                Ok(true)
            }
            Quick::Unknown => match crate::builtins::memoryview::equal(self, a, b)? {
                Some(equal) if op == CompareOp::Eq || op == CompareOp::Ne => {
                    out.set(self, self.bool(equal == (op == CompareOp::Eq)));
                    Ok(true)
                }
                _ => Ok(false),
            },
        }
    }

    /// The same origin with equal arguments, or the same members in any order.
    fn aliases_equal(&mut self, a: Reg, b: Reg) -> Res<bool> {
        let (Some(x), Some(y)) = (a.get(self).as_alias(), b.get(self).as_alias()) else { return Ok(false) };
        let len = x.args().len();
        if !x.origin().is(y.origin()) || y.args().len() != len {
            return Ok(false);
        }
        let union = x.is_union();
        self.enter_native_recursion()?;
        let s = &mut Scope::new(self);
        let (left, right) = (s.slot(), s.slot());
        let member = |gil: &Gil, alias: Reg, at: usize, to: Reg| {
            to.set(
                gil,
                alias.get(gil).as_alias().and_then(|alias| alias.args().get(at)).unwrap_or(gil.none()),
            );
        };
        let mut answer = Ok(true);
        for at in 0..len {
            member(s, a, at, left);
            let (from, to) = if union { (0, len) } else { (at, at + 1) };
            let mut found = Ok(false);
            for other in from..to {
                member(s, b, other, right);
                found = s.eq(left, right);
                if found != Ok(false) {
                    break;
                }
            }
            if found != Ok(true) {
                answer = found;
                break;
            }
        }
        s.leave_native_recursion();
        answer
    }

    fn quick_compare(&self, op: CompareOp, x: Local<'_>, y: Local<'_>) -> Quick {
        if let Some(known) = quick_words(op, x, y) {
            return Quick::Known(known);
        }
        let equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
        if let Some(a) = number(x)
            && let Some(b) = number(y)
        {
            return Quick::Known(match compare_numbers(&a, &b) {
                Some(order) => op.of(order),
                None => op == CompareOp::Ne,
            });
        }
        match (x.kind(), y.kind()) {
            (Some(Kind::Complex), _) | (_, Some(Kind::Complex)) if equality => {
                let same = match (x.as_complex(), y.as_complex()) {
                    (Some(a), Some(b)) => Some(a.parts() == b.parts()),
                    (Some(a), None) => equals_real(a.parts(), y),
                    (None, Some(b)) => equals_real(b.parts(), x),
                    (None, None) => None,
                };
                same.map_or(Quick::Unknown, |same| Quick::Known(same == (op == CompareOp::Eq)))
            }
            (Some(Kind::Alias), Some(Kind::Alias)) if equality => Quick::Alias,
            (Some(Kind::List), Some(Kind::List)) | (Some(Kind::Tuple), Some(Kind::Tuple)) => Quick::Sequence,
            (Some(Kind::Dict), Some(Kind::Dict)) if equality => Quick::Dict,
            (Some(Kind::Set | Kind::DictView), Some(Kind::Set | Kind::DictView)) => {
                let is_set_like = |value: Local<'_>| {
                    value.as_dict_view().is_none_or(|view| {
                        matches!(view.what(), crate::object::ViewKind::Keys | crate::object::ViewKind::Items)
                    })
                };
                if is_set_like(x) && is_set_like(y) { Quick::Set } else { Quick::Unknown }
            }
            // Strings proper were compared above; these are of derived classes.
            (Some(Kind::Str), Some(Kind::Str)) => match (x.as_str(), y.as_str()) {
                (Some(a), Some(b)) => Quick::Known(op.of(a.bytes().cmp(b.bytes()))),
                _ => Quick::Unknown,
            },
            (Some(Kind::Bytes | Kind::ByteArray), Some(Kind::Bytes | Kind::ByteArray)) => {
                let order = with_bytes(x, |a| with_bytes(y, |b| a.cmp(b)));
                match order.flatten() {
                    Some(order) => Quick::Known(op.of(order)),
                    None => Quick::Unknown,
                }
            }
            (Some(Kind::Range), Some(Kind::Range)) if equality => {
                Quick::Known(ranges_equal(x, y) == (op == CompareOp::Eq))
            }
            (Some(Kind::Slice), Some(Kind::Slice)) if equality => {
                let (Some(a), Some(b)) = (x.as_slice(), y.as_slice()) else { return Quick::Unknown };
                let same = a
                    .parts()
                    .iter()
                    .zip(b.parts())
                    .all(|(p, q)| p.is(q) || matches!(quick_words(CompareOp::Eq, *p, q), Some(true)));
                Quick::Known(same == (op == CompareOp::Eq))
            }
            (Some(Kind::BoundMethod), Some(Kind::BoundMethod)) if equality => {
                let (Some(a), Some(b)) = (x.as_bound_method(), y.as_bound_method()) else {
                    return Quick::Unknown;
                };
                let same = a.function().is(b.function()) && a.receiver().is(b.receiver());
                Quick::Known(same == (op == CompareOp::Eq))
            }
            _ => Quick::Unknown,
        }
    }

    /// Lists or tuples item by item. `None`: the result of the deciding pair is already in `out`.
    fn compare_sequences(&mut self, op: CompareOp, a: Reg, b: Reg, out: Reg) -> Res<Option<bool>> {
        let (la, lb) = (self.seq_len(a), self.seq_len(b));
        if la != lb {
            match op {
                CompareOp::Eq => return Ok(Some(false)),
                CompareOp::Ne => return Ok(Some(true)),
                _ => {}
            }
        }
        self.enter_native_recursion()?;
        let s = &mut Scope::new(self);
        let (x, y) = (s.slot(), s.slot());
        let result = s.compare_items(op, a, b, x, y, out);
        s.leave_native_recursion();
        result
    }

    fn compare_items(
        &mut self,
        op: CompareOp,
        a: Reg,
        b: Reg,
        x: Reg,
        y: Reg,
        out: Reg,
    ) -> Res<Option<bool>> {
        let mut i = 0;
        while let (Some(p), Some(q)) = (self.seq_item(a, i), self.seq_item(b, i)) {
            if p != q {
                x.set(self, Local::new(p));
                y.set(self, Local::new(q));
                if !self.eq(x, y)? {
                    return match op {
                        CompareOp::Eq => Ok(Some(false)),
                        CompareOp::Ne => Ok(Some(true)),
                        _ => {
                            self.compare_value(op, x, y, out)?;
                            Ok(None)
                        }
                    };
                }
            }
            i += 1;
            self.tick(1)?;
        }
        Ok(Some(op.of(self.seq_len(a).cmp(&self.seq_len(b)))))
    }

    fn seq_len(&self, sequence: Reg) -> usize {
        let value = sequence.get(self);
        match value.as_list() {
            Some(list) => list.len(),
            None => value.as_tuple().map_or(0, |tuple| tuple.len()),
        }
    }

    pub(crate) fn seq_item(&self, sequence: Reg, index: usize) -> Option<Word> {
        let value = sequence.get(self);
        match value.as_list() {
            Some(list) => list.get(index).map(Local::word),
            None => value.as_tuple()?.get(index).map(Local::word),
        }
    }

    fn dicts_equal(&mut self, a: Reg, b: Reg) -> Res<bool> {
        let len = |gil: &Gil, reg: Reg| reg.get(gil).as_dict().map_or(0, |dict| dict.len());
        if len(self, a) != len(self, b) {
            return Ok(false);
        }
        self.enter_native_recursion()?;
        let s = &mut Scope::new(self);
        let (key, value, other) = (s.slot(), s.slot(), s.slot());
        let mut at = 0;
        let mut equal = Ok(true);
        while let Some((number, k, v)) = a.get(s).as_dict().and_then(|dict| dict.next_entry(at)) {
            at = number + 1;
            key.set(s, k);
            value.set(s, v);
            equal = s
                .dict_get(b, key, other)
                .and_then(|found| if found { s.eq(value, other) } else { Ok(false) });
            if equal != Ok(true) {
                break;
            }
        }
        s.leave_native_recursion();
        equal
    }

    fn compare_sets(&mut self, op: CompareOp, a: Reg, b: Reg) -> Res<bool> {
        let (la, lb) = (self.len(a)?, self.len(b)?);
        let subset = |gil: &mut Gil, small: Reg, large: Reg| -> Res<bool> {
            let mut all = true;
            gil.for_each(small, |gil, item| {
                all = gil.contains(large, item)?;
                Ok(all)
            })?;
            Ok(all)
        };
        Ok(match op {
            CompareOp::Eq => la == lb && subset(self, a, b)?,
            CompareOp::Ne => !(la == lb && subset(self, a, b)?),
            CompareOp::Le => la <= lb && subset(self, a, b)?,
            CompareOp::Lt => la < lb && subset(self, a, b)?,
            CompareOp::Ge => lb <= la && subset(self, b, a)?,
            CompareOp::Gt => lb < la && subset(self, b, a)?,
        })
    }

    /// Guards recursion through containers against the native stack's end.
    pub(crate) fn enter_native_recursion(&mut self) -> Res {
        let marker = 0u8;
        let thread = self.thread();
        if (&raw const marker as usize) < thread.native_limit.get() || thread.native_depth.get() > 5_000 {
            return Err(
                self.raise_new(Type::RecursionError, "maximum recursion depth exceeded in comparison")
            );
        }
        thread.native_depth.set(thread.native_depth.get() + 1);
        Ok(())
    }

    pub(crate) fn leave_native_recursion(&mut self) {
        let depth = &self.thread().native_depth;
        depth.set(depth.get().saturating_sub(1));
    }

    /// `hash(value)`.
    #[inline]
    pub fn hash(&mut self, value: Reg) -> Res<i64> {
        match self.quick_hash(value.get(self), QUICK_DEPTH) {
            Some(hash) => Ok(hash),
            None => self.hash_slow(value),
        }
    }

    /// The hash of a number, text or flat enough tuple of such, where no class of the program has a say: no guest code, no
    /// roots.
    #[inline]
    fn quick_hash(&self, x: Local<'_>, depth: u32) -> Option<i64> {
        if let Some(int) = x.as_small_int() {
            return Some(crate::text::hash::int(int));
        }
        if let Some(text) = x.as_str() {
            return (!self.has_guest_class(x)).then(|| text.hash(self) as i64);
        }
        if let Some(float) = x.word().as_unboxed_float() {
            return Some(crate::text::hash::float(float, || x.word().bits() as i64));
        }
        match x.word() {
            Word::TRUE => return Some(1),
            Word::FALSE => return Some(0),
            Word::NONE => return Some(HASH_OF_NONE),
            _ => {}
        }
        let tuple = x.as_tuple()?;
        if depth == 0 || self.class_has(x, ClassFlags::HASH) {
            return None;
        }
        let mut hash = crate::text::hash::TupleHash::new();
        for item in tuple.iter() {
            hash.add(self.quick_hash(item, depth - 1)?);
        }
        Some(hash.finish())
    }

    fn hash_slow(&mut self, value: Reg) -> Res<i64> {
        let x = value.get(self);
        if self.class_has(x, ClassFlags::HASH) {
            let method = self.class_of(x).lookup(self, self.name(Name::Hash));
            if method.is_some_and(Local::is_none) {
                return Err(self.unhashable(x));
            }
            let s = &mut Scope::new(self);
            let out = s.slot();
            s.call_special(value, Name::Hash, Args::NONE, out)?;
            return match out.get(s).to_bigint() {
                Some(big) => Ok(match big.to_i64() {
                    Some(-1) => -2,
                    Some(hash) => hash,
                    None => crate::text::hash::big(&big),
                }),
                None => Err(s.type_error("__hash__ method should return an integer")),
            };
        }
        if let Some(big) = x.as_big() {
            return Ok(crate::text::hash::big(big.value()));
        }
        if let Some(float) = x.as_float() {
            return Ok(crate::text::hash::float(float, || x.word().bits() as i64));
        }
        match x.word() {
            Word::TRUE => return Ok(1),
            Word::FALSE => return Ok(0),
            Word::NONE => return Ok(HASH_OF_NONE),
            _ => {}
        }
        match x.kind() {
            Some(Kind::Str) => Ok(x.as_str().map_or(0, |text| text.hash(self)) as i64),
            Some(Kind::Bytes) => Ok(x.as_bytes().map_or(0, |bytes| bytes.hash(self)) as i64),
            Some(Kind::Tuple) => self.hash_tuple(value),
            Some(Kind::Set) if self.is_instance_of(x, Type::FrozenSet) => self.hash_frozenset(value),
            Some(Kind::Range) => self.hash_range(value),
            Some(Kind::List | Kind::Dict | Kind::Set | Kind::ByteArray | Kind::Slice) => {
                Err(self.unhashable(x))
            }
            Some(Kind::DictView) => Err(self.unhashable(x)),
            Some(Kind::Complex) => {
                let identity = || x.word().bits() as i64;
                let (real, imag) = x.as_complex().map_or((0.0, 0.0), |complex| complex.parts());
                let (real, imag) =
                    (crate::text::hash::float(real, identity), crate::text::hash::float(imag, identity));
                Ok(crate::text::hash::complex(real, imag))
            }
            Some(Kind::Alias) => {
                let Some(alias) = x.as_alias() else { return Ok(0) };
                let (origin, count) = (alias.origin().word().bits() as i64, alias.args().len());
                let s = &mut Scope::new(self);
                let item = s.slot();
                let mut hash = origin >> 4;
                for at in 0..count {
                    item.set(s, value.get(s).as_alias().and_then(|a| a.args().get(at)).unwrap_or(s.none()));
                    // Members of a union stand in any order.
                    hash = hash.wrapping_add(s.hash(item)?.wrapping_mul(1_000_003));
                }
                Ok(hash)
            }
            Some(Kind::BoundMethod) => {
                let Some(method) = x.as_bound_method() else { return Ok(0) };
                Ok((method.function().word().bits() ^ method.receiver().word().bits().rotate_left(17)) as i64
                    >> 4)
            }
            _ => match crate::builtins::memoryview::hash_of(self, value)? {
                Some(hash) => Ok(hash),
                None => Ok((value.get(self).word().bits() >> 4) as i64),
            },
        }
    }

    fn unhashable(&self, value: Local<'_>) -> crate::heap::Raised {
        self.type_error(format!("unhashable type: '{}'", self.type_name(value)))
    }

    fn hash_tuple(&mut self, value: Reg) -> Res<i64> {
        self.enter_native_recursion()?;
        let s = &mut Scope::new(self);
        let item = s.slot();
        let mut hashes = smallvec::SmallVec::<[i64; 8]>::new();
        let mut result = Ok(());
        while let Some(word) = s.seq_item(value, hashes.len()) {
            item.set(s, Local::new(word));
            match s.hash(item) {
                Ok(hash) => hashes.push(hash),
                Err(raised) => {
                    result = Err(raised);
                    break;
                }
            }
        }
        s.leave_native_recursion();
        result.map(|()| {
            let mut hash = crate::text::hash::TupleHash::new();
            hashes.iter().for_each(|&item| hash.add(item));
            hash.finish()
        })
    }

    fn hash_frozenset(&mut self, value: Reg) -> Res<i64> {
        let set = value.get(self).as_set();
        if let Some(hash) = set.and_then(|set| set.cached_hash()) {
            return Ok(hash as i64);
        }
        let hashes: Vec<i64> = set
            .map(|set| {
                (0..set.slot_count())
                    .filter(|&slot| set.slot(slot).is_some())
                    .map(|slot| set.slot_hash(slot) as i64)
                    .collect()
            })
            .unwrap_or_default();
        let mut hash = crate::text::hash::FrozenSetHash::default();
        hashes.iter().for_each(|&item| hash.add(item));
        let hash = hash.finish();
        if let Some(set) = value.get(self).as_set() {
            set.set_cached_hash(hash as u64);
        }
        Ok(hash)
    }

    fn hash_range(&mut self, value: Reg) -> Res<i64> {
        let s = &mut Scope::new(self);
        let key = s.slot();
        {
            let gil: &Gil = s;
            let Some(range) = value.get(gil).as_range() else { return Ok(0) };
            let parts = range.parts();
            let len = range_length(parts);
            let none = gil.none();
            let items = if len.is_zero() {
                [gil.int(0), none, none]
            } else if len == BigInt::from(1) {
                [gil.int(1), parts[0], none]
            } else {
                [gil.bigint(len), parts[0], parts[2]]
            };
            key.set(gil, gil.tuple(&items));
        }
        s.hash(key)
    }

    /// `bool(value)`.
    #[inline]
    pub fn truthy(&mut self, value: Reg) -> Res<bool> {
        match self.quick_truth(value.get(self)) {
            Some(known) => Ok(known),
            None => self.truthy_slow(value),
        }
    }

    /// The truth of values that need no guest code for it.
    #[inline]
    pub(crate) fn quick_truth(&self, x: Local<'_>) -> Option<bool> {
        let word = x.word();
        if word.is_int() {
            return Some(word != Word::ZERO);
        }
        match word {
            Word::TRUE => return Some(true),
            Word::FALSE | Word::NONE => return Some(false),
            _ => {}
        }
        if let Some(float) = word.as_unboxed_float() {
            return Some(float != 0.0);
        }
        if self.class_has(x, ClassFlags::BOOL) {
            return None;
        }
        match x.kind()? {
            Kind::Str => x.as_str().map(|text| !text.is_empty()),
            Kind::List => x.as_list().map(|list| !list.is_empty()),
            Kind::Dict => x.as_dict().map(|dict| !dict.is_empty()),
            Kind::Tuple => x.as_tuple().map(|tuple| !tuple.is_empty()),
            Kind::Set => x.as_set().map(|set| !set.is_empty()),
            Kind::Bytes => x.as_bytes().map(|bytes| !bytes.bytes().is_empty()),
            Kind::ByteArray => x.as_bytearray().map(|bytes| !bytes.is_empty()),
            Kind::Int => x.as_big().map(|big| !big.value().is_zero()),
            Kind::Complex => x.as_complex().map(|complex| complex.parts() != (0.0, 0.0)),
            Kind::Float => x.as_float().map(|float| float != 0.0),
            Kind::Range => x.as_range().map(|range| !range_length(range.parts()).is_zero()),
            Kind::DictView => x.as_dict_view().map(|view| !view.dict().is_empty()),
            Kind::Array => x.as_array().map(|array| array.count() != 0),
            Kind::Host => crate::builtins::memoryview::truth(x).or(Some(true)),
            _ => Some(true),
        }
    }

    #[cold]
    fn truthy_slow(&mut self, value: Reg) -> Res<bool> {
        let s = &mut Scope::new(self);
        let out = s.slot();
        if s.call_special(value, Name::Bool, Args::NONE, out)? {
            return match out.get(s).as_bool() {
                Some(known) => Ok(known),
                None => {
                    let have = s.type_name(out.get(s));
                    Err(s.type_error(format!("__bool__ should return bool, returned {have}")))
                }
            };
        }
        Ok(s.len(value)? != 0)
    }
}

/// Number of items of a range.
pub(crate) fn range_length(parts: [Local<'_>; 3]) -> BigInt {
    if let [Some(start), Some(stop), Some(step)] = parts.map(Local::as_small_int) {
        return BigInt::from(crate::object::range_len(start, stop, step));
    }
    let [Some(start), Some(stop), Some(step)] = parts.map(Local::to_bigint) else { return BigInt::zero() };
    let span = if step.is_positive() { &*stop - &*start } else { &*start - &*stop };
    if !span.is_positive() { BigInt::zero() } else { (span - 1) / step.abs() + 1 }
}

/// Whether a complex number equals an int or float; `None` if the other is neither.
fn equals_real((real, imag): (f64, f64), other: Local<'_>) -> Option<bool> {
    let other = number(other)?;
    Some(imag == 0.0 && compare_numbers(&Number::Float(real), &other) == Some(std::cmp::Ordering::Equal))
}

fn ranges_equal(x: Local<'_>, y: Local<'_>) -> bool {
    let (Some(a), Some(b)) = (x.as_range(), y.as_range()) else { return false };
    let (a, b) = (a.parts(), b.parts());
    let (la, lb) = (range_length(a), range_length(b));
    let same = |p: Local<'_>, q: Local<'_>| p.to_bigint() == q.to_bigint();
    la == lb && (la.is_zero() || same(a[0], b[0]) && (la == BigInt::from(1) || same(a[2], b[2])))
}

/// Runs `look` on the content of bytes, a bytearray, or a memoryview of one.
pub(crate) fn with_bytes<T>(value: Local<'_>, look: impl FnOnce(&[u8]) -> T) -> Option<T> {
    match value.kind() {
        Some(Kind::Host) => crate::builtins::memoryview::with_content(value, look),
        _ => with_own_bytes(value, look),
    }
}

/// Runs `look` on the content of bytes or a bytearray.
pub(crate) fn with_own_bytes<T>(value: Local<'_>, look: impl FnOnce(&[u8]) -> T) -> Option<T> {
    match (value.as_bytes(), value.as_bytearray()) {
        (Some(bytes), _) => Some(look(bytes.bytes())),
        (_, Some(array)) => Some(array.with(look)),
        _ => None,
    }
}

/// The comparisons that decide on words and plain strings.
#[inline(always)]
pub(crate) fn quick_words(op: CompareOp, x: Local<'_>, y: Local<'_>) -> Option<bool> {
    let (a, b) = (x.word(), y.word());
    if a.both_int(b) {
        return Some(op.apply(a.bits() as i64, b.bits() as i64));
    }
    if a.is_float() && b.is_float() {
        return Some(op.apply(a.float_unchecked(), b.float_unchecked()));
    }
    if let (Some(p), Some(q)) = (x.as_str(), y.as_str())
        && p.header().shape() == Type::Str.shape()
        && q.header().shape() == Type::Str.shape()
    {
        return Some(compare_text(op, p, q));
    }
    None
}

#[inline]
fn compare_text(op: CompareOp, p: &Str, q: &Str) -> bool {
    match op {
        CompareOp::Eq => same_text(p, q),
        CompareOp::Ne => !same_text(p, q),
        // The byte order of WTF-8 is the order of code points.
        _ => op.of(p.bytes().cmp(q.bytes())),
    }
}

/// Most texts that differ do so in length or at the first byte.
#[inline(always)]
fn same_text(p: &Str, q: &Str) -> bool {
    if std::ptr::eq(p, q) {
        return true;
    }
    let (p, q) = (p.bytes(), q.bytes());
    p.len() == q.len() && p.first() == q.first() && (p.len() < 2 || p == q)
}

/// Equality of plain strings; `None` for anything else.
#[inline(always)]
pub(crate) fn text_equal(x: Word, y: Word) -> Option<bool> {
    let (x, y) = (Local::new(x).as_str()?, Local::new(y).as_str()?);
    let plain = Type::Str.shape();
    if x.header().shape() == plain && y.header().shape() == plain { Some(same_text(x, y)) } else { None }
}

pub(crate) enum Number<'g> {
    Small(i64),
    Big(std::borrow::Cow<'g, BigInt>),
    Float(f64),
}

/// The value as a number, if it is an int, bool or float.
#[inline]
pub(crate) fn number<'g>(value: Local<'g>) -> Option<Number<'g>> {
    if let Some(small) = value.as_small_int() {
        return Some(Number::Small(small));
    }
    if let Some(float) = value.as_float() {
        return Some(Number::Float(float));
    }
    match value.word() {
        Word::TRUE => Some(Number::Small(1)),
        Word::FALSE => Some(Number::Small(0)),
        _ => value.as_big().map(|big| Number::Big(std::borrow::Cow::Borrowed(big.value()))),
    }
}

fn compare_numbers(a: &Number<'_>, b: &Number<'_>) -> Option<std::cmp::Ordering> {
    match (a, b) {
        (Number::Small(a), Number::Small(b)) => Some(a.cmp(b)),
        (Number::Float(a), Number::Float(b)) => a.partial_cmp(b),
        (Number::Big(a), Number::Big(b)) => Some(a.as_ref().cmp(b.as_ref())),
        (Number::Small(a), Number::Big(b)) => Some(BigInt::from(*a).cmp(b)),
        (Number::Big(a), Number::Small(b)) => Some(a.as_ref().cmp(&BigInt::from(*b))),
        (Number::Small(a), Number::Float(b)) => {
            if a.unsigned_abs() < 1 << 53 {
                (*a as f64).partial_cmp(b)
            } else {
                compare_int_float(&BigInt::from(*a), *b)
            }
        }
        (Number::Float(_), Number::Small(_)) => compare_numbers(b, a).map(std::cmp::Ordering::reverse),
        (Number::Big(a), Number::Float(b)) => compare_int_float(a, *b),
        (Number::Float(_), Number::Big(_)) => compare_numbers(b, a).map(std::cmp::Ordering::reverse),
    }
}
