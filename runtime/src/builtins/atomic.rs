//! Atomic operations from ordinary code: what the methods of `Atomic` and `atomic_add` are made of.
//!
//! They go through the same steps as those of native code, since regions run at the same time.

use ungil_compiler::tir::atomic::{AtomicOp, wide};
use ungil_compiler::tir::{ExcKind, Overflow, Scalar};

use crate::heap::{Args, Gil, Reg, Res};
use crate::object::Type;
use crate::vm::region::convert::{from_bits, to_bits};

/// `atomic(array of one element, name of an operation, operands)`.
pub(super) fn atomic_step(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let name = args.get(gil, 1).as_str().map(|name| name.to_string_lossy().into_owned());
    let (Some(cell), Some(op)) = (args.get(gil, 0).as_array(), name.as_deref().and_then(AtomicOp::from_name))
    else {
        return Err(gil.type_error("atomic operations are on arrays"));
    };
    if cell.extents().iter().any(|&n| n != 1) {
        return Err(gil.type_error("atomic operations are on one element"));
    }
    if !op.accepts(cell.elem) {
        return Err(gil.type_error(format!("{} of an Atomic[{}]", op.name(), cell.elem)));
    }
    let ty = wide(cell.elem);
    let mut operands = [0; 2];
    for (k, slot) in operands.iter_mut().enumerate().take(op.operands()) {
        *slot = to_bits(gil, args.get(gil, 2 + k), ty, "operand")?;
    }
    let address = cell.base().expose_provenance() as u64;
    match crate::jit::atomic(address, cell.elem, op, Overflow::Raise, operands) {
        Ok(bits) => {
            let ty = if op == AtomicOp::Cas { Scalar::Bool } else { cell.elem };
            out.set(gil, from_bits(gil, ty, bits));
            Ok(())
        }
        Err(fault) => {
            let ty =
                if fault.kind() == ExcKind::OverflowError { Type::OverflowError } else { Type::ValueError };
            Err(gil.raise_new(ty, fault.message(&[])))
        }
    }
}
