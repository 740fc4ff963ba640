//! The functions of Python's library that native code asks the host for: the same code as that of module `math`, on bounded
//! integers.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::ToPrimitive;
use ungil_compiler::codegen::abi::{self, fault_word};
use ungil_compiler::tir::eval;
use ungil_compiler::tir::semantics::{self, float_of, int_of};
use ungil_compiler::tir::{Fault, LibFn, Overflow, Scalar, Type, ViewType, order};

use super::ctx::CallCtx;
use super::{NativeValue, memory, read_value};
use crate::text::{self, float_ops, int_ops, math};

/// `abi::Helper::Lib`.
pub(super) extern "C" fn helper(ctx: *mut CallCtx, code: u64, args: *const u64, tags: u64) -> u64 {
    let scalar = |number: u64| Scalar::ALL.get((number & 0x7F) as usize).copied();
    let function = LibFn::ALL.get((code & 255) as usize).copied();
    let (Some(function), Some(ty)) = (function, scalar(code >> 8)) else {
        return fault_word(Fault::BrokenProof);
    };
    let count = (code >> 16) as usize;
    let types: Vec<Type> = (0..count)
        .filter_map(|k| {
            let tag = tags >> (8 * k) & 255;
            let elem = scalar(tag)?;
            Some(if tag & 0x80 != 0 { Type::View(ViewType::new(elem, 1)) } else { Type::Scalar(elem) })
        })
        .collect();
    let words = types.iter().map(|&ty| abi::words(ty)).sum();
    // SAFETY: the arguments are on the caller's stack, flattened by these types.
    let mut rest = unsafe { std::slice::from_raw_parts(args, words) };
    let mut values = Vec::with_capacity(count);
    for ty in types {
        let (value, after) = read_value(ty, rest);
        values.push((ty, value));
        rest = after;
    }
    match run(function, ty, &values) {
        Ok(bits) => {
            // SAFETY: native code passes the context that it was entered with, which nobody else uses meanwhile.
            unsafe { (*ctx).ret[0] = bits };
            0
        }
        Err(fault) => fault_word(fault),
    }
}

/// What a fault of the library's own code is in native code.
fn fault(found: &text::Fault) -> Fault {
    let same = |fault: &&Fault| fault.text() == found.message;
    abi::FAULTS.iter().find(same).copied().unwrap_or(Fault::MathDomain)
}

/// The elements of a view.
fn elements(ty: Type, value: NativeValue) -> Vec<(Scalar, u64)> {
    let Type::View(view) = ty else { return Vec::new() };
    eval::addresses(&value.view(), 1).map(|address| (view.elem, memory::load(address, view.elem))).collect()
}

/// The bits of the result.
pub(super) fn run(function: LibFn, ty: Scalar, args: &[(Type, NativeValue)]) -> Result<u64, Fault> {
    let int = |k: usize| {
        args.get(k).map_or(0, |(ty, value)| int_of(ty.scalar().unwrap_or(Scalar::I64), value.bits()))
    };
    let float = |k: usize| args.get(k).map_or(0.0, |(_, value)| f64::from_bits(value.bits()));
    let of_int = |value: i128| semantics::fit(ty, value, Overflow::Raise);
    let of_float = |value: f64| Ok(value.to_bits());
    let of_text = |result: text::Outcome<f64>| result.map(f64::to_bits).map_err(|f| fault(&f));
    let of_big = |result: text::Outcome<BigInt>| match result {
        // More than any native integer has: it cannot fit.
        Ok(value) => of_int(value.to_i128().unwrap_or(i128::MAX)),
        Err(f) => Err(fault(&f)),
    };
    let of_element = |(ty, bits): (Scalar, u64)| {
        if ty.is_float() {
            float_of(ty, bits)
        } else {
            semantics::cast(ty, Scalar::F64, Overflow::Raise, bits).map_or(0.0, f64::from_bits)
        }
    };
    match function {
        LibFn::Gcd => of_int((0..args.len()).fold(0, |a, k| gcd(a, int(k)))),
        LibFn::Lcm => {
            let mut result = 1i128;
            for k in 0..args.len() {
                let next = int(k);
                if result == 0 || next == 0 {
                    result = 0;
                    continue;
                }
                // Once it is out of range it stays so, unless a zero follows.
                let part = next.unsigned_abs() as i128 / gcd(result, next);
                result = result.checked_mul(part).map_or(1 << 100, |r| r.min(1 << 100));
            }
            of_int(result)
        }
        LibFn::Isqrt if int(0) < 0 => Err(Fault::NegativeRoot),
        LibFn::Isqrt => of_big(Ok(int_ops::isqrt(&BigInt::from(int(0))))),
        LibFn::Factorial if int(0) < 0 => Err(Fault::NegativeFactorial),
        // 21! has more bits than any native integer.
        LibFn::Factorial => of_int(if int(0) > 20 { i128::MAX } else { (1..=int(0)).product() }),
        LibFn::Comb | LibFn::Perm => {
            let (n, mut k) = (int(0), int(1));
            if n < 0 {
                return Err(Fault::NegativeN);
            }
            if k < 0 {
                return Err(Fault::NegativeK);
            }
            if k > n {
                return Ok(0);
            }
            if function == LibFn::Comb {
                k = k.min(n - k);
            }
            let mut result = 1i128;
            for i in 0..k {
                result *= n - i;
                if function == LibFn::Comb {
                    result /= i + 1;
                }
                // It only grows from here.
                if result > 1 << 64 {
                    return of_int(result);
                }
            }
            of_int(result)
        }
        LibFn::PowMod => of_big(int_ops::pow_mod(&int(0).into(), &int(1).into(), &int(2).into())),
        LibFn::RoundInt => of_big(Ok(match int(1) {
            places @ -40..0 => int_ops::round_places(&int(0).into(), places as i64),
            places if places < 0 => BigInt::ZERO,
            _ => int(0).into(),
        })),
        LibFn::RoundFloat => of_text(float_ops::round_places(float(0), int(1).clamp(-10_000, 10_000) as i64)),
        LibFn::FrexpMantissa => of_float(float_ops::frexp(float(0)).0),
        LibFn::FrexpExponent => Ok(float_ops::frexp(float(0)).1 as u64),
        LibFn::ModfFraction => of_float(math::modf(float(0)).0),
        LibFn::ModfWhole => of_float(math::modf(float(0)).1),
        LibFn::Ldexp => of_text(math::ldexp_checked(float(0), int(1).clamp(-(1 << 40), 1 << 40) as i64)),
        LibFn::Nextafter => of_float(math::nextafter(float(0), float(1))),
        LibFn::Ulp => of_float(math::ulp(float(0))),
        LibFn::Isclose => {
            math::isclose(float(0), float(1), float(2), float(3)).map(u64::from).map_err(|f| fault(&f))
        }
        LibFn::Hypot => of_float(math::hypot(&(0..args.len()).map(float).collect::<Vec<f64>>())),
        LibFn::Fsum => {
            let mut sum = math::ExactSum::default();
            for element in args.first().map_or(Vec::new(), |&(ty, value)| elements(ty, value)) {
                sum.add(of_element(element)).map_err(|f| fault(&f))?;
            }
            of_text(sum.finish())
        }
        LibFn::Prod => {
            let items = args.first().map_or(Vec::new(), |&(ty, value)| elements(ty, value));
            if ty.is_float() {
                return of_float(
                    items.into_iter().fold(float(1), |product, item| product * of_element(item)),
                );
            }
            of_int(
                items
                    .into_iter()
                    .fold(int(1), |product, (ty, bits)| order::clamped_product(product, int_of(ty, bits))),
            )
        }
        LibFn::Dist => {
            let [p, q] = [0, 1].map(|k| args.get(k).map_or(Vec::new(), |&(ty, value)| elements(ty, value)));
            if p.len() != q.len() {
                return Err(Fault::Dimensions);
            }
            let differences: Vec<f64> =
                p.into_iter().zip(q).map(|(a, b)| of_element(a) - of_element(b)).collect();
            of_float(math::hypot(&differences))
        }
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    a.unsigned_abs().gcd(&b.unsigned_abs()) as i128
}
