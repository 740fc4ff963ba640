//! `memoryview`: a window on the memory of `bytes` or a `bytearray`, or on another view.
//!
//! A view is a `Host` cell: slot 0 is the object that owns the memory, the data says which part and how it is read. The
//! owner may shrink while views exist (a view does not forbid that), so every access is checked against its length.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Def, Host, Type};
use crate::vm::compare::{with_bytes, with_own_bytes};
use crate::word::Word;

/// Methods and attributes.
pub static METHODS: &[Def] = &[
    Def::static_method("__new__", "cls, object", new),
    Def::new("tobytes", "order=None", tobytes),
    Def::new("tolist", "", tolist),
    Def::new("toreadonly", "", toreadonly),
    Def::new("hex", "sep=?, bytes_per_sep=1", hex),
    Def::new("cast", "format, shape=?", cast),
    Def::new("release", "", release),
    Def::new("__enter__", "", enter),
    Def::new("__exit__", "*args", release),
    Def::new("__len__", "", len),
    Def::new("__getitem__", "key, /", getitem),
    Def::new("__setitem__", "key, value, /", setitem),
    Def::new("__delitem__", "key, /", delitem),
    Def::new("__iter__", "", iter),
    Def::new("__eq__", "value, /", eq),
    Def::new("__ne__", "value, /", ne),
    Def::new("__hash__", "", hash),
    Def::new("__repr__", "", repr),
    Def::getter("obj", obj),
    Def::getter("nbytes", nbytes),
    Def::getter("itemsize", itemsize),
    Def::getter("format", format_of),
    Def::getter("ndim", ndim),
    Def::getter("shape", shape),
    Def::getter("strides", strides),
    Def::getter("suboffsets", suboffsets),
    Def::getter("readonly", readonly),
    Def::getter("contiguous", contiguous),
    Def::getter("c_contiguous", contiguous),
    Def::getter("f_contiguous", f_contiguous),
];

/// Which bytes of the owner a view shows, and as what.
#[derive(Debug, Clone)]
struct View {
    /// The first byte.
    offset: i64,
    shape: Vec<i64>,
    strides: Vec<i64>,
    format: char,
    size: i64,
    readonly: bool,
    released: std::cell::Cell<bool>,
}

impl View {
    fn count(&self) -> i64 {
        self.shape.iter().product()
    }

    fn is_contiguous(&self) -> bool {
        let mut want = self.size;
        self.count() == 0
            || self.shape.iter().zip(&self.strides).rev().all(|(&extent, &stride)| {
                let fits = stride == want || extent == 1;
                want *= extent;
                fits
            })
    }

    /// The byte offsets of all items, in order.
    fn offsets(&self) -> Vec<i64> {
        let mut all = vec![self.offset];
        for (&extent, &stride) in self.shape.iter().zip(&self.strides) {
            all = all.iter().flat_map(|&at| (0..extent).map(move |i| at + i * stride)).collect();
        }
        all
    }
}

fn view_of(value: Local<'_>) -> Option<(&Host, &View)> {
    let host = value.as_host()?;
    host.data::<View>().map(|view| (host, view))
}

/// Runs `look` on the bytes that a view shows, item after item.
pub(crate) fn with_content<T>(value: Local<'_>, look: impl FnOnce(&[u8]) -> T) -> Option<T> {
    let (host, view) = view_of(value)?;
    if view.released.get() {
        return None;
    }
    let owner = host.slot(0);
    if !view.is_contiguous() {
        return Some(look(&content(owner, view)));
    }
    let (from, len) = (view.offset as usize, (view.count() * view.size) as usize);
    with_own_bytes(owner, |bytes| look(bytes.get(from..from.saturating_add(len)).unwrap_or_default()))
}

/// A copy of the bytes, item after item.
fn content(owner: Local<'_>, view: &View) -> Vec<u8> {
    let size = view.size as usize;
    with_own_bytes(owner, |bytes| {
        let mut out = Vec::new();
        for at in view.offsets() {
            out.extend_from_slice(bytes.get(at as usize..at as usize + size).unwrap_or_default());
        }
        out
    })
    .unwrap_or_default()
}

fn item_size(format: char) -> Option<i64> {
    Some(match format {
        'c' | 'b' | 'B' | '?' => 1,
        'h' | 'H' | 'e' => 2,
        'i' | 'I' | 'f' => 4,
        'l' | 'L' | 'q' | 'Q' | 'n' | 'N' | 'd' | 'P' => 8,
        _ => return None,
    })
}

fn this(gil: &Gil, reg: Reg) -> Res<(&Host, &View)> {
    match view_of(reg.get(gil)) {
        Some((_, view)) if view.released.get() => {
            Err(gil.value_error("operation forbidden on released memoryview object"))
        }
        Some(found) => Ok(found),
        None => Err(gil.type_error("a memoryview is required")),
    }
}

fn make<'g>(gil: &'g Gil, owner: Local<'g>, view: View) -> Local<'g> {
    let host = gil.host(view, Some(gil.builtin_class(Type::MemoryView).local()));
    host.set_slot(0, owner);
    host.local()
}

fn new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let value = args.get(gil, 1);
    if view_of(value).is_some() {
        let (host, view) = this(gil, args.reg(1))?;
        out.set(gil, make(gil, host.slot(0), view.clone()));
        return Ok(());
    }
    let Some(len) = with_bytes(value, <[u8]>::len) else {
        let name = gil.type_name(value);
        if name == "array" {
            return Err(gil.type_error("memoryview: objects of module array are not supported"));
        }
        return Err(gil.type_error(format!("memoryview: a bytes-like object is required, not '{name}'")));
    };
    let view = View {
        offset: 0,
        shape: vec![len as i64],
        strides: vec![1],
        format: 'B',
        size: 1,
        readonly: value.as_bytes().is_some(),
        released: false.into(),
    };
    out.set(gil, make(gil, value, view));
    Ok(())
}

/// The value of an item.
fn unpack<'g>(gil: &'g Gil, format: char, item: &[u8]) -> Local<'g> {
    let mut wide = [0; 8];
    wide.iter_mut().zip(item).for_each(|(to, from)| *to = *from);
    let bits = u64::from_le_bytes(wide);
    match format {
        'c' => gil.bytes(item.to_vec()),
        '?' => gil.bool(bits != 0),
        'b' => gil.int(i64::from(bits as i8)),
        'h' => gil.int(i64::from(bits as i16)),
        'i' => gil.int(i64::from(bits as i32)),
        'l' | 'q' | 'n' => gil.int(bits as i64),
        'f' => gil.float(f64::from(f32::from_bits(bits as u32))),
        'd' => gil.float(f64::from_bits(bits)),
        'e' => gil.float(half(bits as u16)),
        _ => gil.bigint(BigInt::from(bits)),
    }
}

fn half(bits: u16) -> f64 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023));
    let magnitude = match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * 2f64.powi(exponent - 25),
    };
    if bits >> 15 == 1 { -magnitude } else { magnitude }
}

/// The bytes of a value as an item.
fn pack(gil: &mut Gil, format: char, size: i64, value: Reg) -> Res<Vec<u8>> {
    let invalid_type = |gil: &Gil| gil.type_error(format!("memoryview: invalid type for format '{format}'"));
    let invalid_value =
        |gil: &Gil| gil.value_error(format!("memoryview: invalid value for format '{format}'"));
    match format {
        'c' => match with_bytes(value.get(gil), <[u8]>::to_vec) {
            Some(bytes) if value.get(gil).as_bytes().is_some() => {
                if bytes.len() == 1 {
                    Ok(bytes)
                } else {
                    Err(invalid_value(gil))
                }
            }
            _ => Err(invalid_type(gil)),
        },
        '?' => Ok(vec![u8::from(gil.truthy(value)?)]),
        'f' | 'd' => match gil.to_f64(value) {
            Ok(x) if format == 'd' => Ok(x.to_le_bytes().to_vec()),
            Ok(x) => Ok((x as f32).to_le_bytes().to_vec()),
            Err(_) => {
                gil.take_raised();
                Err(invalid_type(gil))
            }
        },
        'e' => Err(gil.raise_new(
            Type::NotImplementedError,
            "memoryview: writing items of format 'e' is not supported",
        )),
        _ => {
            let s = &mut Scope::new(gil);
            let index = s.slot();
            let number = match value.get(s).to_bigint() {
                Some(number) => number.into_owned(),
                None => {
                    if !s.call_special(value, crate::object::Name::Index, Args::NONE, index)? {
                        return Err(invalid_type(s));
                    }
                    index.get(s).to_bigint().map(std::borrow::Cow::into_owned).unwrap_or_default()
                }
            };
            let bits = 8 * size;
            let signed = matches!(format, 'b' | 'h' | 'i' | 'l' | 'q' | 'n');
            let (low, high) = if signed {
                (-(BigInt::from(1) << (bits - 1)), BigInt::from(1) << (bits - 1))
            } else {
                (BigInt::from(0), BigInt::from(1) << bits)
            };
            if number < low || number >= high {
                return Err(invalid_value(s));
            }
            let wide = number.to_i64().map_or_else(|| number.to_u64().unwrap_or(0), |small| small as u64);
            Ok(wide.to_le_bytes().into_iter().take(size as usize).collect())
        }
    }
}

fn load<'g>(gil: &'g Gil, host: &Host, view: &View, at: i64) -> Res<Local<'g>> {
    let item = with_own_bytes(host.slot(0), |bytes| {
        bytes.get(at as usize..at as usize + view.size as usize).map(<[u8]>::to_vec)
    });
    match item.flatten() {
        Some(item) => Ok(unpack(gil, view.format, &item)),
        None => Err(gil.index_error("the memory of the view has shrunk")),
    }
}

/// What a key names: one item at an offset, or a part of the view.
enum Picked {
    Item(i64),
    Part(View),
}

fn pick(gil: &mut Gil, this_reg: Reg, key: Reg) -> Res<Picked> {
    let view = this(gil, this_reg)?.1.clone();
    if key.get(gil).as_slice().is_some() {
        let Some((&extent, &stride)) = view.shape.first().zip(view.strides.first()) else {
            return Err(gil.type_error("invalid indexing of 0-dim memory"));
        };
        if view.shape.len() > 1 {
            return Err(
                gil.raise_new(Type::NotImplementedError, "multi-dimensional slicing is not implemented")
            );
        }
        let span = gil.resolve_slice(key, extent as usize)?;
        let start = if span.count > 0 { span.start as i64 } else { 0 };
        return Ok(Picked::Part(View {
            offset: view.offset + start * stride,
            shape: vec![span.count as i64],
            strides: vec![stride * span.step as i64],
            ..view
        }));
    }
    let s = &mut Scope::new(gil);
    let item = s.slot();
    let count = key.get(s).as_tuple().map(|tuple| tuple.len());
    match count {
        Some(count) if count < view.shape.len() => {
            return Err(s.raise_new(Type::NotImplementedError, "sub-views are not implemented"));
        }
        Some(count) if count > view.shape.len() => {
            return Err(s.type_error(format!(
                "cannot index {}-dimension view with {count}-element tuple",
                view.shape.len()
            )));
        }
        None if view.shape.len() > 1 => {
            return Err(
                s.raise_new(Type::NotImplementedError, "multi-dimensional sub-views are not implemented")
            );
        }
        None if view.shape.is_empty() => {
            return Err(s.type_error("invalid indexing of 0-dim memory"));
        }
        _ => {}
    }
    let mut at = view.offset;
    for (axis, (&extent, &stride)) in view.shape.iter().zip(&view.strides).enumerate() {
        let part = match key.get(s).as_tuple() {
            Some(tuple) => tuple.get(axis).unwrap_or(s.none()),
            None => key.get(s),
        };
        item.set(s, part);
        let known = item.get(s);
        if !known.is_int_like() && s.class_of(known).lookup(s, s.name(crate::object::Name::Index)).is_none() {
            return Err(s.type_error("memoryview: invalid slice key"));
        }
        let i = s.index(item)?;
        match crate::text::slice::index(i, extent as usize) {
            Some(i) => at += i as i64 * stride,
            None => return Err(s.index_error(format!("index out of bounds on dimension {}", axis + 1))),
        }
    }
    Ok(Picked::Item(at))
}

fn getitem(gil: &mut Gil, args: Args, out: Reg) -> Res {
    // The usual case: a small int on one dimension.
    if let (Some(i), Some((host, view))) = (args.get(gil, 1).as_small_int(), view_of(args.get(gil, 0)))
        && let ([extent], [stride]) = (&view.shape[..], &view.strides[..])
        && !view.released.get()
        && let Some(i) = crate::text::slice::index(i, *extent as usize)
    {
        out.set(gil, load(gil, host, view, view.offset + i as i64 * stride)?);
        return Ok(());
    }
    let picked = pick(gil, args.reg(0), args.reg(1))?;
    let gil: &Gil = gil;
    let (host, view) = this(gil, args.reg(0))?;
    let value = match picked {
        Picked::Item(at) => load(gil, host, view, at)?,
        Picked::Part(part) => make(gil, host.slot(0), part),
    };
    out.set(gil, value);
    Ok(())
}

fn setitem(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (format, size, readonly) = {
        let (_, view) = this(gil, args.reg(0))?;
        (view.format, view.size, view.readonly)
    };
    if readonly {
        return Err(gil.type_error("cannot modify read-only memory"));
    }
    let (offsets, bytes) = match pick(gil, args.reg(0), args.reg(1))? {
        Picked::Item(at) => (vec![at], pack(gil, format, size, args.reg(2))?),
        Picked::Part(part) => {
            let source = args.get(gil, 2);
            let Some(bytes) = with_bytes(source, <[u8]>::to_vec) else {
                let name = gil.type_name(source);
                return Err(gil.type_error(format!("a bytes-like object is required, not '{name}'")));
            };
            let source_format = view_of(source).map_or('B', |(_, view)| view.format);
            if source_format != format || bytes.len() as i64 != part.count() * size {
                return Err(
                    gil.value_error("memoryview assignment: lvalue and rvalue have different structures")
                );
            }
            (part.offsets(), bytes)
        }
    };
    let gil: &Gil = gil;
    let (host, _) = this(gil, args.reg(0))?;
    if let Some(array) = host.slot(0).as_bytearray() {
        array.write(|data| {
            for (at, item) in offsets.iter().zip(bytes.chunks(size as usize)) {
                if let Some(to) = data.get_mut(*at as usize..*at as usize + item.len()) {
                    to.copy_from_slice(item);
                }
            }
        });
    }
    out.set(gil, gil.none());
    Ok(())
}

fn delitem(gil: &mut Gil, _: Args, _: Reg) -> Res {
    Err(gil.type_error("cannot delete memory"))
}

fn len(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (_, view) = this(gil, args.reg(0))?;
    let Some(&extent) = view.shape.first() else {
        return Err(gil.type_error("0-dim memory has no length"));
    };
    out.set(gil, gil.int(extent));
    Ok(())
}

/// Whether a view has items; `None` for what is no view.
pub(crate) fn truth(value: Local<'_>) -> Option<bool> {
    view_of(value).map(|(_, view)| view.shape.first() != Some(&0))
}

fn tobytes(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let size = this(gil, args.reg(0))?.1.count().saturating_mul(8) as usize;
    gil.charge(size)?;
    gil.tick(size)?;
    let (host, view) = this(gil, args.reg(0))?;
    out.set(gil, gil.bytes(content(host.slot(0), view)));
    Ok(())
}

fn tolist(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let count = this(gil, args.reg(0))?.1.count() as usize;
    gil.charge(count.saturating_mul(24))?;
    gil.tick(count)?;
    let s = &mut Scope::new(gil);
    let (items, row) = (s.slot(), s.slot());
    let gil: &Gil = s;
    let (host, view) = this(gil, args.reg(0))?;
    let flat = gil.list();
    items.set(gil, flat.local());
    for at in view.offsets() {
        flat.push(gil, load(gil, host, view, at)?)?;
    }
    // From the innermost dimension outwards, each row becomes a list.
    for &extent in view.shape.iter().skip(1).rev() {
        let Some(parts) = items.get(gil).as_list() else { break };
        let rows = gil.list();
        row.set(gil, rows.local());
        for from in (0..parts.len()).step_by(extent.max(1) as usize) {
            rows.push(gil, gil.list_slice(parts, from, from + extent as usize).local())?;
        }
        items.set(gil, rows.local());
    }
    if view.shape.is_empty() {
        items.set(gil, flat.get(0).unwrap_or(gil.none()));
    }
    out.set(gil, items.get(gil));
    Ok(())
}

fn iter(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if this(gil, args.reg(0))?.1.shape.len() != 1 {
        return Err(
            gil.raise_new(Type::NotImplementedError, "multi-dimensional sub-views are not implemented")
        );
    }
    let iter = gil.new_iter(crate::object::IterKind::Sequence, args.get(gil, 0), gil.none());
    out.set(gil, iter.local());
    Ok(())
}

fn toreadonly(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let (host, view) = this(gil, args.reg(0))?;
    out.set(gil, make(gil, host.slot(0), View { readonly: true, ..view.clone() }));
    Ok(())
}

fn hex(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let bytes = s.slot();
    tobytes(s, args, bytes)?;
    let options = if args.get(s, 1).is_unset() { Args::NONE } else { args.skip(1) };
    s.call_method(bytes, "hex", options, out)
}

fn cast(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let text = match args.get(gil, 1).as_str() {
        Some(text) => text.to_string_lossy().into_owned(),
        None => {
            let name = gil.type_name(args.get(gil, 1));
            return Err(gil.type_error(format!("cast() argument 1 must be str, not {name}")));
        }
    };
    let mut chars = text.strip_prefix('@').unwrap_or(&text).chars();
    let format = match (chars.next(), chars.next()) {
        (Some(format), None) if item_size(format).is_some() => format,
        _ => {
            return Err(gil.value_error(
                "memoryview: destination format must be a native single character format prefixed with an optional '@'",
            ));
        }
    };
    let view = this(gil, args.reg(0))?.1.clone();
    if !view.is_contiguous() {
        return Err(gil.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    let is_byte = |format| matches!(format, 'b' | 'B' | 'c');
    let has_shape = !args.get(gil, 2).is_unset();
    if has_shape && view.shape.len() > 1 {
        return Err(gil.type_error("memoryview: cast must be 1D -> ND or ND -> 1D"));
    }
    if !is_byte(view.format) && !is_byte(format) {
        return Err(gil.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let size = item_size(format).unwrap_or(1);
    let total = view.count() * view.size;
    if total % size != 0 {
        return Err(gil.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let mut shape = vec![total / size];
    if has_shape {
        shape = shape_argument(gil, args.reg(2))?;
        let wanted = shape.iter().try_fold(size, |product, &extent| product.checked_mul(extent));
        if wanted != Some(total) {
            return Err(gil.type_error("memoryview: product(shape) * itemsize != buffer size"));
        }
    }
    let mut strides = vec![size; shape.len()];
    for axis in (0..shape.len().saturating_sub(1)).rev() {
        strides[axis] = strides[axis + 1] * shape[axis + 1];
    }
    let gil: &Gil = gil;
    let (host, _) = this(gil, args.reg(0))?;
    out.set(gil, make(gil, host.slot(0), View { shape, strides, format, size, ..view }));
    Ok(())
}

fn shape_argument(gil: &mut Gil, shape: Reg) -> Res<Vec<i64>> {
    let s = &mut Scope::new(gil);
    let item = s.slot();
    let count = match (shape.get(s).as_list(), shape.get(s).as_tuple()) {
        (Some(list), _) => list.len(),
        (_, Some(tuple)) => tuple.len(),
        _ => return Err(s.type_error("shape must be a list or a tuple")),
    };
    if count > 64 {
        return Err(s.value_error("memoryview: number of dimensions must not exceed 64"));
    }
    let mut extents = Vec::with_capacity(count);
    for i in 0..count {
        let value = shape.get(s);
        let part = value.as_list().and_then(|list| list.get(i));
        item.set(s, part.or(value.as_tuple().and_then(|tuple| tuple.get(i))).unwrap_or(s.none()));
        if !item.get(s).is_int_like() {
            return Err(s.type_error("memoryview.cast(): elements of shape must be integers"));
        }
        let extent = s.index(item)?;
        if extent <= 0 {
            return Err(s.value_error("memoryview.cast(): elements of shape must be integers > 0"));
        }
        extents.push(extent);
    }
    Ok(extents)
}

fn release(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if let Some((_, view)) = view_of(args.get(gil, 0)) {
        view.released.set(true);
    }
    out.set(gil, gil.none());
    Ok(())
}

fn enter(gil: &mut Gil, args: Args, out: Reg) -> Res {
    this(gil, args.reg(0))?;
    out.set(gil, args.get(gil, 0));
    Ok(())
}

/// Whether two views, or a view and bytes, show equal values; `None` if none is a view or one has no memory.
pub(crate) fn equal(gil: &mut Gil, a: Reg, b: Reg) -> Res<Option<bool>> {
    let (a, b) = if view_of(a.get(gil)).is_some() { (a, b) } else { (b, a) };
    let (a, b) = (a.get(gil), b.get(gil));
    if view_of(a).is_some() && a.is(b) {
        return Ok(Some(true));
    }
    let (Some((_, x)), other) = (view_of(a), view_of(b)) else { return Ok(None) };
    if x.released.get() || other.is_some_and(|(_, y)| y.released.get()) {
        return Ok(Some(false));
    }
    let Some(bytes) = with_bytes(b, <[u8]>::to_vec) else { return Ok(None) };
    let (format, shape) = match other {
        Some((_, y)) => (y.format, y.shape.clone()),
        None => ('B', vec![bytes.len() as i64]),
    };
    if shape != x.shape {
        return Ok(Some(false));
    }
    let own = with_bytes(a, <[u8]>::to_vec).unwrap_or_default();
    let own_format = x.format;
    if own_format == format && !matches!(format, 'f' | 'd' | 'e') {
        return Ok(Some(own == bytes));
    }
    let (size, other_size) = (x.size as usize, item_size(format).unwrap_or(1) as usize);
    let s = &mut Scope::new(gil);
    let (p, q) = (s.slot(), s.slot());
    for (one, two) in own.chunks(size).zip(bytes.chunks(other_size)) {
        p.set(s, unpack(s, own_format, one));
        q.set(s, unpack(s, format, two));
        if !s.eq(p, q)? {
            return Ok(Some(false));
        }
    }
    Ok(Some(true))
}

fn eq(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let same = equal(gil, args.reg(0), args.reg(1))?;
    out.set(gil, same.map_or(Local::new(Word::NOT_IMPLEMENTED), |same| gil.bool(same)));
    Ok(())
}

fn ne(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let same = equal(gil, args.reg(0), args.reg(1))?;
    out.set(gil, same.map_or(Local::new(Word::NOT_IMPLEMENTED), |same| gil.bool(!same)));
    Ok(())
}

fn hash(gil: &mut Gil, args: Args, out: Reg) -> Res {
    this(gil, args.reg(0))?;
    let hash = hash_of(gil, args.reg(0))?.unwrap_or_default();
    out.set(gil, gil.int(hash));
    Ok(())
}

/// The hash of a view: that of the bytes it shows. `None` for what is no view.
pub(crate) fn hash_of(gil: &mut Gil, value: Reg) -> Res<Option<i64>> {
    if view_of(value.get(gil)).is_none() {
        return Ok(None);
    }
    let (_, view) = this(gil, value)?;
    if !view.readonly {
        return Err(gil.value_error("cannot hash writable memoryview object"));
    }
    if !matches!(view.format, 'b' | 'B' | 'c') {
        return Err(gil.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    let s = &mut Scope::new(gil);
    let bytes = s.slot();
    let copy = with_bytes(value.get(s), <[u8]>::to_vec).unwrap_or_default();
    bytes.set(s, s.bytes(copy));
    s.hash(bytes).map(Some)
}

fn repr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = args.get(gil, 0);
    let address = value.word().bits() & !7;
    let released = view_of(value).is_some_and(|(_, view)| view.released.get());
    let what = if released { "released memory" } else { "memory" };
    out.set(gil, gil.str(&format!("<{what} at 0x{address:x}>")));
    Ok(())
}

fn obj(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    out.set(gil, this(gil, args.reg(0))?.0.slot(0));
    Ok(())
}

macro_rules! numbers {
    ($($name:ident $value:expr;)*) => {
        $(fn $name(gil: &mut Gil, args: Args, out: Reg) -> Res {
            let number = ($value)(this(gil, args.reg(0))?.1);
            out.set(gil, gil.int(number));
            Ok(())
        })*
    };
}

numbers! {
    nbytes |view: &View| view.count() * view.size;
    itemsize |view: &View| view.size;
    ndim |view: &View| view.shape.len() as i64;
}

fn format_of(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let format = this(gil, args.reg(0))?.1.format;
    out.set(gil, gil.str(&format.to_string()));
    Ok(())
}

fn int_tuple<'g>(gil: &'g Gil, numbers: &[i64]) -> Local<'g> {
    let numbers: Vec<Local<'_>> = numbers.iter().map(|&number| gil.int(number)).collect();
    gil.tuple(&numbers)
}

fn shape(gil: &mut Gil, args: Args, out: Reg) -> Res {
    out.set(gil, int_tuple(gil, &this(gil, args.reg(0))?.1.shape));
    Ok(())
}

fn strides(gil: &mut Gil, args: Args, out: Reg) -> Res {
    out.set(gil, int_tuple(gil, &this(gil, args.reg(0))?.1.strides));
    Ok(())
}

fn suboffsets(gil: &mut Gil, args: Args, out: Reg) -> Res {
    this(gil, args.reg(0))?;
    out.set(gil, gil.tuple(&[]));
    Ok(())
}

fn readonly(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let readonly = this(gil, args.reg(0))?.1.readonly;
    out.set(gil, gil.bool(readonly));
    Ok(())
}

fn contiguous(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let known = this(gil, args.reg(0))?.1.is_contiguous();
    out.set(gil, gil.bool(known));
    Ok(())
}

fn f_contiguous(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (_, view) = this(gil, args.reg(0))?;
    let known = view.is_contiguous() && view.shape.iter().filter(|&&extent| extent > 1).count() <= 1;
    out.set(gil, gil.bool(known));
    Ok(())
}
