//! `Array`, the typed n-dimensional array that native code works on: indexing, slices without copies, methods, and the
//! functions of module `ungil` that make arrays.
//!
//! Under the lock an array behaves as a NumPy array of up to three dimensions does, without arithmetic on whole arrays.

use ungil_compiler::tir::Scalar;

use crate::heap::{Args, Gil, Reg, Res, Scope};
use crate::object::{Array, Def, Type};
use crate::vm::region::convert::{from_bits, to_bits};

/// Methods and attributes of `Array`.
pub static METHODS: &[Def] = &[
    Def::new("copy", "", copy),
    Def::new("fill", "value, /", fill),
    Def::new("tolist", "", tolist),
    Def::new("reshape", "*shape", reshape),
    Def::getter("shape", shape),
    Def::getter("strides", strides),
    Def::getter("ndim", ndim),
    Def::getter("size", size),
    Def::getter("itemsize", itemsize),
    Def::getter("nbytes", nbytes),
    Def::getter("dtype", dtype),
    Def::getter("T", transposed),
];

/// What module `ungil` has for making arrays.
pub static FUNCTIONS: &[Def] = &[
    Def::new("zeros", "shape, dtype=None", zeros),
    Def::new("atomic", "cell, op, a, b, /", super::atomic::atomic_step),
    Def::new("empty", "shape, dtype=None", zeros),
    Def::new("ones", "shape, dtype=None", ones),
    Def::new("full", "shape, fill_value, dtype=None", full),
    Def::new("arange", "start, stop=None, step=None, dtype=None", arange),
    Def::new("array", "object, dtype=None", array),
];

/// A part of an array: what an index with slices names.
struct Part {
    offset: i64,
    shape: Vec<i64>,
    strides: Vec<i64>,
}

fn as_array(gil: &Gil, reg: Reg) -> Res<&Array> {
    let value = reg.get(gil);
    value.as_array().ok_or_else(|| gil.type_error(format!("expected an Array, got {}", gil.type_name(value))))
}

/// `array[key]`: an element, or a view that shares the memory.
pub fn getitem(gil: &mut Gil, array: Reg, key: Reg, out: Reg) -> Res {
    // The usual case: one small int on one dimension.
    if let (Some(a), Some(i)) = (array.get(gil).as_array(), key.get(gil).as_small_int())
        && a.ndim == 1
        && let Ok(at) = a.offset_of(&[i])
    {
        out.set(gil, from_bits(gil, a.elem, a.storage().load(a.elem, at)));
        return Ok(());
    }
    let part = select(gil, array, key)?;
    let a = as_array(gil, array)?;
    let value = if part.shape.is_empty() {
        from_bits(gil, a.elem, a.storage().load(a.elem, part.offset as usize))
    } else {
        view(gil, a, &part)?
    };
    out.set(gil, value);
    Ok(())
}

/// `array[key] = value`: an element, or every element of a part from a number or an array of the same shape.
pub fn setitem(gil: &mut Gil, array: Reg, key: Reg, value: Reg) -> Res {
    if let (Some(a), Some(i)) = (array.get(gil).as_array(), key.get(gil).as_small_int())
        && a.ndim == 1
        && let Ok(at) = a.offset_of(&[i])
    {
        let bits = to_bits(gil, value.get(gil), a.elem, "array element")?;
        a.storage().store(a.elem, at, bits);
        return Ok(());
    }
    let part = select(gil, array, key)?;
    let a = as_array(gil, array)?;
    if part.shape.is_empty() {
        let bits = to_bits(gil, value.get(gil), a.elem, "array element")?;
        a.storage().store(a.elem, part.offset as usize, bits);
        return Ok(());
    }
    let target = view(gil, a, &part)?;
    assign(gil, target, value)
}

fn assign(gil: &Gil, target: crate::heap::Local<'_>, value: Reg) -> Res {
    let Some(target) = target.as_array() else { return Ok(()) };
    let Some(source) = value.get(gil).as_array() else {
        let bits = to_bits(gil, value.get(gil), target.elem, "array element")?;
        target.offsets().for_each(|at| target.storage().store(target.elem, at, bits));
        return Ok(());
    };
    if source.extents() != target.extents() {
        return Err(gil.value_error(format!(
            "cannot assign an array of shape {:?} to a part of shape {:?}",
            source.extents(),
            target.extents()
        )));
    }
    if source.elem != target.elem {
        return Err(gil.type_error(format!("cannot assign {} elements to {}", source.elem, target.elem)));
    }
    // The two may overlap, so everything is read before anything is written.
    let bits: Vec<u64> = source.offsets().map(|at| source.storage().load(source.elem, at)).collect();
    for (at, bits) in target.offsets().zip(bits) {
        target.storage().store(target.elem, at, bits);
    }
    Ok(())
}

/// Resolves a key against the array's shape.
fn select(gil: &mut Gil, array: Reg, key: Reg) -> Res<Part> {
    let s = &mut Scope::new(gil);
    let items = s.slots(3);
    let (shape, strides, offset) = {
        let a = as_array(s, array)?;
        (a.extents().to_vec(), a.strides, a.offset as i64)
    };
    let count = match key.get(s).as_tuple() {
        None => {
            items.reg(0).set(s, key.get(s));
            1
        }
        Some(tuple) => {
            for (i, item) in tuple.iter().enumerate().take(3) {
                items.reg(i).set(s, item);
            }
            tuple.len()
        }
    };
    if count > shape.len() {
        return Err(s.index_error(format!(
            "too many indices: the array has {} dimensions, not {count}",
            shape.len()
        )));
    }
    let mut part = Part { offset, shape: Vec::new(), strides: Vec::new() };
    for (axis, &extent) in shape.iter().enumerate() {
        let stride = strides[axis];
        if axis >= count {
            part.shape.push(extent);
            part.strides.push(stride);
        } else if items.get(s, axis).as_slice().is_some() {
            let span = s.resolve_slice(items.reg(axis), extent as usize)?;
            part.offset += span.start as i64 * if span.count > 0 { stride } else { 0 };
            part.shape.push(span.count as i64);
            part.strides.push(stride.saturating_mul(span.step as i64));
        } else {
            let i = s.index(items.reg(axis))?;
            match crate::text::slice::index(i, extent as usize) {
                Some(at) => part.offset += at as i64 * stride,
                None => {
                    return Err(s.index_error(format!(
                        "index {i} is out of bounds for axis {axis} with size {extent}"
                    )));
                }
            }
        }
    }
    Ok(part)
}

fn view<'g>(gil: &'g Gil, a: &'g Array, part: &Part) -> Res<crate::heap::Local<'g>> {
    gil.array_over(a.storage().clone(), part.offset as usize, a.elem, &part.shape, &part.strides)
        .ok_or_else(|| gil.index_error("the view reaches outside of the array"))
}

/// `repr(array)`: `Array([1.0, 2.0], dtype=f64)`.
pub fn repr(gil: &mut Gil, array: Reg, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let list = s.slot();
    nested(s, array, list)?;
    let mut text = b"Array(".to_vec();
    text.extend(s.repr_text(list)?);
    let elem = as_array(s, array)?.elem;
    text.extend(format!(", dtype={elem})").bytes());
    out.set(s, s.str_wtf8(&text));
    Ok(())
}

/// The elements as nested lists.
fn nested(gil: &mut Gil, array: Reg, out: Reg) -> Res {
    let (ndim, extent, elem) = {
        let a = as_array(gil, array)?;
        (a.ndim, a.shape[0], a.elem)
    };
    let s = &mut Scope::new(gil);
    let (list, item) = (s.slot(), s.slot());
    list.set(s, crate::heap::Object::local(s.list()));
    for i in 0..extent {
        s.tick(1)?;
        if ndim == 1 {
            let a = as_array(s, array)?;
            let at = (a.offset as i64 + i * a.strides[0]) as usize;
            item.set(s, from_bits(s, elem, a.storage().load(elem, at)));
        } else {
            {
                let a = as_array(s, array)?;
                let part = Part {
                    offset: a.offset as i64 + i * a.strides[0],
                    shape: a.extents()[1..].to_vec(),
                    strides: a.strides[1..ndim as usize].to_vec(),
                };
                item.set(s, view(s, a, &part)?);
            }
            nested(s, item, item)?;
        }
        if let Some(list) = list.get(s).as_list() {
            list.push(s, item.get(s))?;
        }
    }
    out.set(s, list.get(s));
    Ok(())
}

fn tolist(gil: &mut Gil, args: Args, out: Reg) -> Res {
    nested(gil, args.reg(0), out)
}

fn copy(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (elem, shape) = {
        let a = as_array(gil, args.reg(0))?;
        (a.elem, a.extents().to_vec())
    };
    allocate(gil, elem, &shape, out)?;
    assign(gil, out.get(gil), args.reg(0))
}

fn fill(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let a = as_array(gil, args.reg(0))?;
    let bits = to_bits(gil, args.get(gil, 1), a.elem, "array element")?;
    a.offsets().for_each(|at| a.storage().store(a.elem, at, bits));
    out.set(gil, gil.none());
    Ok(())
}

fn reshape(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let mut shape = if args.len() == 2 && !args.get(gil, 1).is_int_like() {
        shape_of(gil, args.reg(1))?
    } else {
        let mut shape = Vec::new();
        for reg in args.skip(1).iter() {
            shape.push(gil.index(reg)?);
        }
        shape
    };
    let a = as_array(gil, args.reg(0))?;
    let count = a.count();
    let known: i64 = shape.iter().filter(|&&n| n >= 0).try_fold(1i64, |p, &n| p.checked_mul(n)).unwrap_or(-1);
    if let [at] = *shape.iter().enumerate().filter(|(_, n)| **n == -1).map(|(i, _)| i).collect::<Vec<_>>()
        && known > 0
        && count % known == 0
    {
        shape[at] = count / known;
    }
    let total = shape.iter().try_fold(1i64, |p, &n| if n < 0 { None } else { p.checked_mul(n) });
    if total != Some(count) || shape.is_empty() || shape.len() > 3 {
        return Err(gil.value_error(format!("cannot reshape array of size {count} into shape {shape:?}")));
    }
    if !a.is_contiguous() {
        let elem = a.elem;
        let bits: Vec<u64> = a.offsets().map(|at| a.storage().load(elem, at)).collect();
        allocate(gil, elem, &shape, out)?;
        if let Some(new) = out.get(gil).as_array() {
            new.offsets().zip(bits).for_each(|(at, bits)| new.storage().store(elem, at, bits));
        }
        return Ok(());
    }
    let mut strides = vec![0; shape.len()];
    let mut step = i64::from(a.elem.size());
    for (stride, &n) in strides.iter_mut().zip(&shape).rev() {
        *stride = step;
        step = step.saturating_mul(n);
    }
    let part = Part { offset: a.offset as i64, shape, strides };
    out.set(gil, view(gil, a, &part)?);
    Ok(())
}

fn ints(gil: &Gil, values: &[i64], out: Reg) {
    let items: Vec<_> = values.iter().map(|&n| gil.int(n)).collect();
    out.set(gil, gil.tuple(&items));
}

fn shape(gil: &mut Gil, args: Args, out: Reg) -> Res {
    ints(gil, as_array(gil, args.reg(0))?.extents(), out);
    Ok(())
}

fn strides(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let a = as_array(gil, args.reg(0))?;
    ints(gil, &a.strides[..a.ndim as usize], out);
    Ok(())
}

fn ndim(gil: &mut Gil, args: Args, out: Reg) -> Res {
    out.set(gil, gil.int(i64::from(as_array(gil, args.reg(0))?.ndim)));
    Ok(())
}

fn size(gil: &mut Gil, args: Args, out: Reg) -> Res {
    out.set(gil, gil.int(as_array(gil, args.reg(0))?.count()));
    Ok(())
}

fn itemsize(gil: &mut Gil, args: Args, out: Reg) -> Res {
    out.set(gil, gil.int(i64::from(as_array(gil, args.reg(0))?.elem.size())));
    Ok(())
}

fn nbytes(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let a = as_array(gil, args.reg(0))?;
    out.set(gil, gil.int(a.count() * i64::from(a.elem.size())));
    Ok(())
}

/// The name of the element type.
fn dtype(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let name = as_array(gil, args.reg(0))?.elem.name();
    out.set(gil, gil.str(name));
    Ok(())
}

fn transposed(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let a = as_array(gil, args.reg(0))?;
    let n = a.ndim as usize;
    let reversed = |values: &[i64; 3]| values[..n].iter().rev().copied().collect::<Vec<_>>();
    let part = Part { offset: a.offset as i64, shape: reversed(&a.shape), strides: reversed(&a.strides) };
    out.set(gil, view(gil, a, &part)?);
    Ok(())
}

/// A new zeroed array in `out`.
pub fn allocate(gil: &mut Gil, elem: Scalar, shape: &[i64], out: Reg) -> Res {
    if let Some(n) = shape.iter().find(|&&n| n < 0) {
        return Err(gil.value_error(format!("negative dimensions are not allowed: {n}")));
    }
    if shape.is_empty() || shape.len() > 3 {
        return Err(gil.value_error(format!("an array has 1 to 3 dimensions, not {}", shape.len())));
    }
    let bytes = shape
        .iter()
        .try_fold(i64::from(elem.size()), |product, &n| product.checked_mul(n))
        .and_then(|bytes| usize::try_from(bytes).ok());
    let Some(bytes) = bytes.filter(|&bytes| bytes < isize::MAX as usize / 2) else {
        return Err(gil.raise_memory_error());
    };
    gil.charge(bytes)?;
    match gil.array_zeros(elem, shape) {
        Some(array) => {
            out.set(gil, array);
            Ok(())
        }
        None => Err(gil.raise_memory_error()),
    }
}

/// The element type that a `dtype=` argument names: a scalar type of `ungil`, its name, or `int`, `float`, `bool`.
fn dtype_of(gil: &mut Gil, reg: Reg) -> Res<Option<Scalar>> {
    let s = &mut Scope::new(gil);
    let name = s.slot();
    let value = reg.get(s);
    if value.is_none() || value.is_unset() {
        return Ok(None);
    }
    if let Some(class) = value.as_class() {
        match class.builtin_type() {
            Some(Type::Int) => return Ok(Some(Scalar::I64)),
            Some(Type::Float) => return Ok(Some(Scalar::F64)),
            Some(Type::Bool) => return Ok(Some(Scalar::Bool)),
            _ => {}
        }
    }
    if value.as_str().is_some() {
        name.set(s, value);
    } else {
        s.getattr_opt(reg, "dtype", name)?;
    }
    let text = name.get(s).as_str().map(|text| text.to_string_lossy().into_owned());
    match text.and_then(|text| Scalar::ALL.into_iter().find(|scalar| scalar.name() == text)) {
        Some(scalar) => Ok(Some(scalar)),
        None => {
            let shown = s.repr_text(reg)?;
            Err(s.type_error(format!("{} is no element type", String::from_utf8_lossy(&shown))))
        }
    }
}

/// The extents that a `shape` argument names: an int or a tuple or list of ints.
fn shape_of(gil: &mut Gil, reg: Reg) -> Res<Vec<i64>> {
    if reg.get(gil).as_tuple().is_none() && reg.get(gil).as_list().is_none() {
        return Ok(vec![gil.index(reg)?]);
    }
    let mut shape = Vec::new();
    gil.for_each(reg, |gil, item| {
        shape.push(gil.index(item)?);
        Ok(shape.len() <= 3)
    })?;
    Ok(shape)
}

fn zeros(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let elem = dtype_of(gil, args.reg(1))?.unwrap_or(Scalar::F64);
    let shape = shape_of(gil, args.reg(0))?;
    allocate(gil, elem, &shape, out)
}

fn ones(gil: &mut Gil, args: Args, out: Reg) -> Res {
    zeros(gil, args, out)?;
    let one = gil.int(1);
    if let Some(a) = out.get(gil).as_array() {
        let bits = if a.elem == Scalar::Bool { 1 } else { to_bits(gil, one, a.elem, "array element")? };
        a.offsets().for_each(|at| a.storage().store(a.elem, at, bits));
    }
    Ok(())
}

fn full(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let elem = match dtype_of(gil, args.reg(2))? {
        Some(elem) => elem,
        None => natural_type(gil, args.get(gil, 1), None)?,
    };
    let shape = shape_of(gil, args.reg(0))?;
    allocate(gil, elem, &shape, out)?;
    assign(gil, out.get(gil), args.reg(1))
}

/// The element type that holds a Python number, and also the ones seen before.
fn natural_type(gil: &Gil, value: crate::heap::Local<'_>, before: Option<Scalar>) -> Res<Scalar> {
    let own = if value.as_bool().is_some() {
        Scalar::Bool
    } else if value.is_int_like() {
        Scalar::I64
    } else if value.as_float().is_some() {
        Scalar::F64
    } else {
        return Err(
            gil.type_error(format!("an array element must be a number, not {}", gil.type_name(value)))
        );
    };
    Ok(before.map_or(own, |before| before.max(own)))
}

fn arange(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (start, stop, step) = if args.get(gil, 1).is_none() {
        (None, args.reg(0), args.reg(2))
    } else {
        (Some(args.reg(0)), args.reg(1), args.reg(2))
    };
    let given = dtype_of(gil, args.reg(3))?;
    let mut natural = natural_type(gil, stop.get(gil), Some(Scalar::I64))?;
    for reg in start.into_iter().chain((!step.get(gil).is_none()).then_some(step)) {
        natural = natural_type(gil, reg.get(gil), Some(natural))?;
    }
    let elem = given.unwrap_or(natural);
    if natural == Scalar::F64 {
        let float = |reg: Reg| f64::from_bits(to_bits(gil, reg.get(gil), Scalar::F64, "arange").unwrap_or(0));
        let first = start.map_or(0.0, float);
        let by = if step.get(gil).is_none() { 1.0 } else { float(step) };
        let count = ((float(stop) - first) / by).ceil();
        if by == 0.0 || !count.is_finite() {
            return Err(gil.value_error("arange: the step must not be zero and the range must be finite"));
        }
        allocate(gil, elem, &[count.max(0.0) as i64], out)?;
        return fill_with(gil, out, |gil, i| Ok(gil.float(first + i as f64 * by)));
    }
    let first = match start {
        Some(reg) => gil.index(reg)?,
        None => 0,
    };
    let last = gil.index(stop)?;
    let by = if step.get(gil).is_none() { 1 } else { gil.index(step)? };
    if by == 0 {
        return Err(gil.value_error("arange: the step must not be zero"));
    }
    let count = crate::text::slice::range_len(first, last, by);
    allocate(gil, elem, &[i64::try_from(count).unwrap_or(i64::MAX)], out)?;
    fill_with(gil, out, |gil, i| Ok(gil.int(first.wrapping_add(i.wrapping_mul(by)))))
}

/// Sets each element of the one-dimensional array in `out` to what `value` says.
fn fill_with(
    gil: &mut Gil,
    out: Reg,
    value: impl for<'g> Fn(&'g Gil, i64) -> Res<crate::heap::Local<'g>>,
) -> Res {
    let Some(count) = out.get(gil).as_array().map(Array::count) else { return Ok(()) };
    for i in 0..count {
        if i % 4096 == 0 {
            gil.tick(4096)?;
        }
        let Some(a) = out.get(gil).as_array() else { return Ok(()) };
        let bits = to_bits(gil, value(gil, i)?, a.elem, "array element")?;
        a.storage().store(a.elem, (a.offset as i64 + i * a.strides[0]) as usize, bits);
    }
    Ok(())
}

fn array(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let given = dtype_of(gil, args.reg(1))?;
    if args.get(gil, 0).as_array().is_some_and(|a| given.is_none_or(|elem| elem == a.elem)) {
        return copy(gil, args, out);
    }
    let is_bytes = args.get(gil, 0).as_bytes().is_some() || args.get(gil, 0).as_bytearray().is_some();
    let s = &mut Scope::new(gil);
    let flat = s.slot();
    flat.set(s, crate::heap::Object::local(s.list()));
    let mut shape = Vec::new();
    flatten(s, args.reg(0), 0, &mut shape, flat)?;
    let mut elem = given.or(is_bytes.then_some(Scalar::U8));
    if elem.is_none() {
        let Some(list) = flat.get(s).as_list() else { return Ok(()) };
        for item in list.iter() {
            elem = Some(natural_type(s, item, elem)?);
        }
    }
    allocate(s, elem.unwrap_or(Scalar::F64), &shape, out)?;
    let (Some(list), Some(a)) = (flat.get(s).as_list(), out.get(s).as_array()) else { return Ok(()) };
    for (at, item) in a.offsets().zip(list.iter()) {
        let bits = to_bits(s, item, a.elem, "array element")?;
        a.storage().store(a.elem, at, bits);
    }
    Ok(())
}

/// Appends the numbers of a nested sequence to a list and finds its shape.
fn flatten(gil: &mut Gil, value: Reg, depth: usize, shape: &mut Vec<i64>, flat: Reg) -> Res {
    if depth == 3 {
        return Err(gil.value_error("an array has at most 3 dimensions"));
    }
    let first_visit = shape.len() == depth;
    if first_visit {
        shape.push(0);
    }
    let mut count = 0;
    gil.for_each(value, |gil, item| {
        count += 1;
        gil.tick(1)?;
        let local = item.get(gil);
        let is_sequence =
            local.as_list().is_some() || local.as_tuple().is_some() || local.as_array().is_some();
        if is_sequence {
            if shape.len() == depth + 1 && !(first_visit && count == 1) {
                return Err(gil.value_error("array: rows and numbers are mixed"));
            }
            flatten(gil, item, depth + 1, shape, flat)?;
        } else {
            if shape.len() > depth + 1 {
                return Err(gil.value_error("array: rows and numbers are mixed"));
            }
            if let Some(list) = flat.get(gil).as_list() {
                list.push(gil, item.get(gil))?;
            }
        }
        Ok(true)
    })?;
    if first_visit {
        shape[depth] = count;
    } else if shape[depth] != count {
        return Err(
            gil.value_error(format!("array: rows of different lengths, {} and {count}", shape[depth]))
        );
    }
    Ok(())
}
