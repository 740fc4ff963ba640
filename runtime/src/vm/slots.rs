//! The special methods that builtin types show: each is the operator itself, made callable by name.
//!
//! Guest code sees them as `int.__add__`, `super().__getitem__` and the like. Operators on builtin types never come
//! through here.

use crate::heap::{Args, Gil, Local, Reg, Res, Scope};
use crate::object::{Def, Type};
use crate::vm::CompareOp;
use crate::vm::ops::unary::UnaryOp;
use crate::word::Word;

use ungil_compiler::bytecode::BinOp;

/// Whether a value found in a class is a builtin type's own method, for which the native operator stands.
pub(crate) fn is_native(method: Local<'_>) -> bool {
    method
        .as_builtin()
        .is_some_and(|builtin| builtin.owner().as_class().is_some_and(|owner| owner.builtin_type().is_some()))
}

fn not_implemented(gil: &Gil, known: bool, out: Reg) -> Res {
    if !known {
        out.set(gil, Local::new(Word::NOT_IMPLEMENTED));
    }
    Ok(())
}

macro_rules! binary {
    ($($f:ident $r:ident $op:ident;)*) => {
        $(
            fn $f(gil: &mut Gil, args: Args, out: Reg) -> Res {
                let known = gil.binary_native(BinOp::$op, args.reg(0), args.reg(1), out)?;
                not_implemented(gil, known, out)
            }

            fn $r(gil: &mut Gil, args: Args, out: Reg) -> Res {
                let known = gil.binary_native(BinOp::$op, args.reg(1), args.reg(0), out)?;
                not_implemented(gil, known, out)
            }
        )*
    };
}

binary! {
    add radd Add;
    sub rsub Sub;
    mul rmul Mul;
    truediv rtruediv TrueDiv;
    floordiv rfloordiv FloorDiv;
    modulo rmodulo Mod;
    pow rpow Pow;
    lshift rlshift Shl;
    rshift rrshift Shr;
    and rand And;
    or ror Or;
    xor rxor Xor;
}

macro_rules! compare {
    ($($f:ident $op:ident;)*) => {
        $(fn $f(gil: &mut Gil, args: Args, out: Reg) -> Res {
            let known = gil.compare_native(CompareOp::$op, args.reg(0), args.reg(1), out)?;
            not_implemented(gil, known, out)
        })*
    };
}

compare! {
    lt Lt;
    le Le;
    gt Gt;
    ge Ge;
    eq Eq;
    ne Ne;
}

macro_rules! unary {
    ($($f:ident $op:ident;)*) => {
        $(fn $f(gil: &mut Gil, args: Args, out: Reg) -> Res {
            let known = gil.unary_native(UnaryOp::$op, args.reg(0), out);
            not_implemented(gil, known, out)
        })*
    };
}

unary! {
    neg Neg;
    pos Pos;
    invert Invert;
}

fn iadd(gil: &mut Gil, args: Args, out: Reg) -> Res {
    gil.list_extend(args.reg(0), args.reg(1))?;
    out.set(gil, args.get(gil, 0));
    Ok(())
}

fn ior(gil: &mut Gil, args: Args, out: Reg) -> Res {
    gil.dict_update(args.reg(0), args.reg(1))?;
    out.set(gil, args.get(gil, 0));
    Ok(())
}

fn truth(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let x = args.get(gil, 0);
    let value = match (x.as_float(), x.to_bigint()) {
        (Some(float), _) => float != 0.0,
        _ if x.as_complex().is_some() => x.as_complex().is_some_and(|c| c.parts() != (0.0, 0.0)),
        (_, Some(big)) => *big != num_bigint::BigInt::ZERO,
        _ => true,
    };
    out.set(gil, gil.bool(value));
    Ok(())
}

fn index(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = args.get(gil, 0).to_bigint().map(|big| big.into_owned()).unwrap_or_default();
    out.set(gil, gil.bigint(value));
    Ok(())
}

fn float(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = match gil.number_to_f64(args.get(gil, 0)) {
        Some(value) => value?,
        None => 0.0,
    };
    out.set(gil, gil.float(value));
    Ok(())
}

fn len(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let len = match gil.native_len(args.get(gil, 0)) {
        Some(len) => len?,
        None => 0,
    };
    out.set(gil, gil.int(len as i64));
    Ok(())
}

fn getitem(gil: &mut Gil, args: Args, out: Reg) -> Res {
    gil.getitem_native(args.reg(0), args.reg(1), out)
}

fn setitem(gil: &mut Gil, args: Args, out: Reg) -> Res {
    gil.setitem_native(args.reg(0), args.reg(1), args.reg(2))?;
    out.set(gil, gil.none());
    Ok(())
}

fn delitem(gil: &mut Gil, args: Args, out: Reg) -> Res {
    gil.delitem_native(args.reg(0), args.reg(1))?;
    out.set(gil, gil.none());
    Ok(())
}

fn contains(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let found = gil.contains_native(args.reg(0), args.reg(1))?;
    out.set(gil, gil.bool(found));
    Ok(())
}

fn iter(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    if gil.iter_native(args.get(gil, 0), out) {
        return Ok(());
    }
    out.set(gil, args.get(gil, 0));
    Ok(())
}

fn next(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let item = s.slot();
    if s.next_native(args.reg(0), item)? {
        out.set(s, item.get(s));
        return Ok(());
    }
    Err(s.stop_iteration(None))
}

fn repr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let mut text = Vec::new();
    gil.push_repr_native(args.reg(0), &mut text)?;
    out.set(gil, gil.str_wtf8(&text));
    Ok(())
}

const REPR: &[Def] = &[Def::new("__repr__", "", repr)];

const COMPARE: &[Def] = &[
    Def::new("__lt__", "value, /", lt),
    Def::new("__le__", "value, /", le),
    Def::new("__gt__", "value, /", gt),
    Def::new("__ge__", "value, /", ge),
    Def::new("__eq__", "value, /", eq),
    Def::new("__ne__", "value, /", ne),
];

const NUMBER: &[Def] = &[
    Def::new("__add__", "value, /", add),
    Def::new("__radd__", "value, /", radd),
    Def::new("__sub__", "value, /", sub),
    Def::new("__rsub__", "value, /", rsub),
    Def::new("__mul__", "value, /", mul),
    Def::new("__rmul__", "value, /", rmul),
    Def::new("__truediv__", "value, /", truediv),
    Def::new("__rtruediv__", "value, /", rtruediv),
    Def::new("__floordiv__", "value, /", floordiv),
    Def::new("__rfloordiv__", "value, /", rfloordiv),
    Def::new("__mod__", "value, /", modulo),
    Def::new("__rmod__", "value, /", rmodulo),
    Def::new("__pow__", "value, mod=None, /", pow),
    Def::new("__rpow__", "value, mod=None, /", rpow),
    Def::new("__neg__", "", neg),
    Def::new("__pos__", "", pos),
    Def::new("__bool__", "", truth),
    Def::new("__float__", "", float),
];

const COMPLEX: &[Def] = &[
    Def::new("__add__", "value, /", add),
    Def::new("__radd__", "value, /", radd),
    Def::new("__sub__", "value, /", sub),
    Def::new("__rsub__", "value, /", rsub),
    Def::new("__mul__", "value, /", mul),
    Def::new("__rmul__", "value, /", rmul),
    Def::new("__truediv__", "value, /", truediv),
    Def::new("__rtruediv__", "value, /", rtruediv),
    Def::new("__pow__", "value, mod=None, /", pow),
    Def::new("__rpow__", "value, mod=None, /", rpow),
    Def::new("__neg__", "", neg),
    Def::new("__pos__", "", pos),
    Def::new("__bool__", "", truth),
    Def::new("__eq__", "value, /", eq),
    Def::new("__ne__", "value, /", ne),
];

const INTEGER: &[Def] = &[
    Def::new("__lshift__", "value, /", lshift),
    Def::new("__rlshift__", "value, /", rlshift),
    Def::new("__rshift__", "value, /", rshift),
    Def::new("__rrshift__", "value, /", rrshift),
    Def::new("__and__", "value, /", and),
    Def::new("__rand__", "value, /", rand),
    Def::new("__or__", "value, /", or),
    Def::new("__ror__", "value, /", ror),
    Def::new("__xor__", "value, /", xor),
    Def::new("__rxor__", "value, /", rxor),
    Def::new("__invert__", "", invert),
    Def::new("__index__", "", index),
    Def::new("__int__", "", index),
];

const CONTAINER: &[Def] = &[
    Def::new("__len__", "", len),
    Def::new("__contains__", "key, /", contains),
    Def::new("__iter__", "", iter),
];

const SUBSCRIPT: &[Def] = &[Def::new("__getitem__", "key, /", getitem)];

const MUTABLE: &[Def] =
    &[Def::new("__setitem__", "key, value, /", setitem), Def::new("__delitem__", "key, /", delitem)];

const SEQUENCE: &[Def] = &[
    Def::new("__add__", "value, /", add),
    Def::new("__mul__", "value, /", mul),
    Def::new("__rmul__", "value, /", rmul),
];

const SET: &[Def] = &[
    Def::new("__and__", "value, /", and),
    Def::new("__rand__", "value, /", rand),
    Def::new("__or__", "value, /", or),
    Def::new("__ror__", "value, /", ror),
    Def::new("__xor__", "value, /", xor),
    Def::new("__rxor__", "value, /", rxor),
    Def::new("__sub__", "value, /", sub),
    Def::new("__rsub__", "value, /", rsub),
];

const ITERATOR: &[Def] = &[Def::new("__iter__", "", iter), Def::new("__next__", "", next)];

/// Which types show which.
pub(super) static TABLE: &[(Type, &[&[Def]])] = &[
    (Type::Int, &[REPR, NUMBER, INTEGER, COMPARE]),
    (Type::Float, &[REPR, NUMBER, COMPARE]),
    (Type::Complex, &[REPR, COMPLEX]),
    (Type::Str, &[REPR, CONTAINER, SUBSCRIPT, SEQUENCE, COMPARE, &[Def::new("__mod__", "value, /", modulo)]]),
    (
        Type::Bytes,
        &[REPR, CONTAINER, SUBSCRIPT, SEQUENCE, COMPARE, &[Def::new("__mod__", "value, /", modulo)]],
    ),
    (Type::ByteArray, &[REPR, CONTAINER, SUBSCRIPT, MUTABLE, SEQUENCE, COMPARE]),
    (Type::Tuple, &[REPR, CONTAINER, SUBSCRIPT, SEQUENCE, COMPARE]),
    (
        Type::List,
        &[REPR, CONTAINER, SUBSCRIPT, MUTABLE, SEQUENCE, COMPARE, &[Def::new("__iadd__", "value, /", iadd)]],
    ),
    (
        Type::Dict,
        &[
            REPR,
            CONTAINER,
            SUBSCRIPT,
            MUTABLE,
            &[
                Def::new("__eq__", "value, /", eq),
                Def::new("__ne__", "value, /", ne),
                Def::new("__or__", "value, /", or),
                Def::new("__ror__", "value, /", ror),
                Def::new("__ior__", "value, /", ior),
            ],
        ],
    ),
    (Type::Set, &[REPR, CONTAINER, SET, COMPARE]),
    (Type::FrozenSet, &[REPR, CONTAINER, SET, COMPARE]),
    (Type::Range, &[REPR, CONTAINER, SUBSCRIPT]),
    (Type::DictKeys, &[REPR, CONTAINER, SET, COMPARE]),
    (Type::DictValues, &[REPR, CONTAINER]),
    (Type::DictItems, &[REPR, CONTAINER, SET, COMPARE]),
    (Type::MappingProxy, &[REPR, CONTAINER, SUBSCRIPT]),
    (Type::Array, &[CONTAINER, SUBSCRIPT, MUTABLE]),
    (Type::ListIterator, &[ITERATOR]),
    (Type::ListReverseIterator, &[ITERATOR]),
    (Type::TupleIterator, &[ITERATOR]),
    (Type::StrIterator, &[ITERATOR]),
    (Type::BytesIterator, &[ITERATOR]),
    (Type::RangeIterator, &[ITERATOR]),
    (Type::LongRangeIterator, &[ITERATOR]),
    (Type::DictKeyIterator, &[ITERATOR]),
    (Type::DictValueIterator, &[ITERATOR]),
    (Type::DictItemIterator, &[ITERATOR]),
    (Type::DictReverseIterator, &[ITERATOR]),
    (Type::SetIterator, &[ITERATOR]),
    (Type::SequenceIterator, &[ITERATOR]),
    (Type::CallableIterator, &[ITERATOR]),
    (Type::Enumerate, &[ITERATOR]),
    (Type::Zip, &[ITERATOR]),
    (Type::Map, &[ITERATOR]),
    (Type::Filter, &[ITERATOR]),
    (Type::Reversed, &[ITERATOR]),
    (Type::ArrayIterator, &[ITERATOR]),
    (Type::NativeIterator, &[ITERATOR]),
];
