//! Inputs of a region: their types, their native form, and what keeps their memory in place meanwhile.

use std::sync::Arc;

use ungil_compiler::check::{EntryType, Input, Param, Shape};
use ungil_compiler::tir::view::RawView;
use ungil_compiler::tir::{Scalar, Type as NativeType, ViewType};

use super::convert::to_bits;
use crate::heap::{Gil, Local, Res};
use crate::jit::NativeValue;
use crate::object::{Array, Storage, Type};

/// A buffer in use by a region. Arrays hold their memory by `storage`; bytes and bytearrays stay in registers, which
/// are roots, and a bytearray is exported, so that nothing resizes it.
#[derive(Debug)]
pub(super) struct Pinned {
    /// The index of the input.
    pub input: usize,
    /// As native code sees it.
    pub view: RawView,
    /// Its type.
    pub ty: ViewType,
    /// The memory of an array.
    pub storage: Option<Arc<Storage>>,
}

/// What an input is, as far as the checker cares.
pub(super) fn entry_type(gil: &Gil, value: Local<'_>) -> EntryType {
    if value.is_unset() {
        EntryType::Unbound
    } else if value.as_bool().is_some() {
        EntryType::Bool
    } else if value.is_int_like() {
        EntryType::Int
    } else if value.as_float().is_some() {
        EntryType::Float
    } else if let Some(cell) = atomic_cell(gil, value) {
        EntryType::View(ViewType::atomic(cell.elem))
    } else {
        if let Some((_, ty, _)) = buffer(value) {
            return EntryType::View(ty);
        }
        if let Some(items) = value.as_tuple() {
            return tuple_type(gil, items.iter());
        }
        if let Some((program, region)) = value.as_native_function().and_then(super::link::entry_of) {
            return EntryType::Function { program, region };
        }
        EntryType::Object(gil.type_name(value).into())
    }
}

/// A tuple whose parts are scalars or such tuples is one for native code; any other is an object.
fn tuple_type<'v>(gil: &Gil, items: impl Iterator<Item = Local<'v>>) -> EntryType {
    let mut types = Vec::new();
    for item in items {
        let plain = item.as_bool().is_some() || item.is_int_like() || item.as_float().is_some();
        if !plain && item.as_tuple().is_none() {
            return EntryType::Object("tuple".into());
        }
        match entry_type(gil, item) {
            object @ EntryType::Object(_) => return object,
            ty => types.push(ty),
        }
    }
    EntryType::Tuple(types.into())
}

/// The one element of an `ungil.Atomic`: an array that nothing else can reach by honest means.
fn atomic_cell<'g>(gil: &'g Gil, value: Local<'g>) -> Option<&'g Array> {
    if gil.type_name(value) != "Atomic" {
        return None;
    }
    let cell = gil.own_attr(value, gil.intern("_cell"))?.as_array()?;
    (cell.ndim == 1 && cell.shape[0] == 1).then_some(cell)
}

/// The buffer of a value: header, type with its true writability and contiguity, memory to hold.
pub(super) fn buffer(value: Local<'_>) -> Option<(RawView, ViewType, Option<Arc<Storage>>)> {
    if let Some(array) = value.as_array() {
        let (view, ty) = array_view(array);
        return Some((view, ty, Some(array.storage().clone())));
    }
    let bytes = |address: *const u8, len: usize, writable: bool| {
        let view = RawView::contiguous(address.expose_provenance() as u64, &[len as i64], 1);
        (view, ViewType { elem: Scalar::U8, rank: 1, writable, contiguous: true }, None)
    };
    if let Some(object) = value.as_bytes() {
        return Some(bytes(object.bytes().as_ptr(), object.bytes().len(), false));
    }
    let object = value.as_bytearray()?;
    Some(object.with(|data| bytes(data.as_ptr(), data.len(), true)))
}

fn array_view(array: &Array) -> (RawView, ViewType) {
    let rank = array.ndim as usize;
    let mut view = RawView { base: array.base().expose_provenance() as u64, ..RawView::default() };
    view.shape[..rank].copy_from_slice(&array.shape[..rank]);
    view.strides[..rank].copy_from_slice(&array.strides[..rank]);
    let contiguous = view.is_contiguous(rank, array.elem.size());
    (view, ViewType { elem: array.elem, rank: array.ndim, writable: true, contiguous })
}

/// Converts one input; its native parts are added to `args`. Views are also pinned.
pub(super) fn input(
    gil: &Gil,
    given: &Input,
    shape: &Shape,
    params: &[Param],
    value: Local<'_>,
    args: &mut Vec<NativeValue>,
    pinned: &mut Vec<Pinned>,
) -> Res {
    match shape {
        Shape::Function => Ok(()),
        Shape::Leaf => {
            let Some(param) = params.get(args.len()) else { return Ok(()) };
            let native = leaf(gil, args.len(), param, value, pinned)?;
            args.push(native);
            Ok(())
        }
        Shape::Struct(name, fields) => {
            if value.is_unset() {
                // A block's variable that it assigns first.
                for (_, shape) in fields {
                    input(gil, given, shape, params, value, args, pinned)?;
                }
                return Ok(());
            }
            let mismatch = || {
                let found = gil.type_name(value);
                gil.type_error(format!("argument '{}': expected {name}, got {found}", given.name))
            };
            let marker = gil.intern("__struct_fields__");
            if gil.type_name(value) != **name || gil.class_of(value).dict().get_str(gil, marker).is_none() {
                return Err(mismatch());
            }
            for (field, shape) in fields {
                let Some(part) = gil.own_attr(value, gil.intern(field)) else { return Err(mismatch()) };
                input(gil, given, shape, params, part, args, pinned)?;
            }
            Ok(())
        }
        Shape::Tuple(shapes) => {
            let Some(items) = value.as_tuple() else {
                return Err(gil.type_error(format!(
                    "argument '{}': expected a tuple of {}, got {}",
                    given.name,
                    shapes.len(),
                    gil.type_name(value)
                )));
            };
            if items.len() != shapes.len() {
                return Err(gil.type_error(format!(
                    "argument '{}': expected a tuple of {}, got one of {}",
                    given.name,
                    shapes.len(),
                    items.len()
                )));
            }
            for (shape, item) in shapes.iter().zip(items.iter()) {
                input(gil, given, shape, params, item, args, pinned)?;
            }
            Ok(())
        }
    }
}

/// Converts one native input.
fn leaf(
    gil: &Gil,
    index: usize,
    param: &Param,
    value: Local<'_>,
    pinned: &mut Vec<Pinned>,
) -> Res<NativeValue> {
    let what = || format!("argument '{}'", param.name);
    let wanted = match param.ty {
        NativeType::Scalar(scalar) => {
            // A block's variable that it assigns first may have no value yet.
            if value.is_unset() {
                return Ok(NativeValue::Scalar(0));
            }
            return to_bits(gil, value, scalar, &what()).map(NativeValue::Scalar);
        }
        NativeType::View(wanted) => wanted,
    };
    if value.is_unset() {
        return Ok(NativeValue::View(RawView::default()));
    }
    if wanted.rank == 0 {
        let Some(cell) = atomic_cell(gil, value) else {
            let name = gil.type_name(value);
            return Err(gil.type_error(format!("{}: expected {wanted}, got {name}", what())));
        };
        if cell.elem != wanted.elem {
            let found = ViewType::atomic(cell.elem);
            return Err(gil.type_error(format!("{}: expected {wanted}, got {found}", what())));
        }
        let view = RawView { base: cell.base().expose_provenance() as u64, ..RawView::default() };
        pinned.push(Pinned { input: index, view, ty: wanted, storage: Some(cell.storage().clone()) });
        return Ok(NativeValue::View(view));
    }
    let Some((view, ty, storage)) = buffer(value) else {
        return Err(gil.type_error(format!("{}: expected {wanted}, got {}", what(), gil.type_name(value))));
    };
    if ty.elem != wanted.elem || ty.rank != wanted.rank {
        let plain = ViewType::new(ty.elem, ty.rank);
        return Err(gil.type_error(format!("{}: expected {wanted}, got a buffer that is {plain}", what())));
    }
    if param.writes && !ty.writable {
        return Err(gil.raise_new(
            Type::BufferError,
            format!("{}: the function writes through {wanted}, and the buffer is read-only", what()),
        ));
    }
    if wanted.contiguous && !ty.contiguous {
        return Err(gil.raise_new(
            Type::BufferError,
            format!("{}: expected {wanted}, and the buffer is not C-contiguous", what()),
        ));
    }
    pinned.push(Pinned { input: index, view, ty: wanted, storage });
    Ok(NativeValue::View(view))
}
