//! Module `math`.

use num_bigint::BigInt;
use num_traits::{One, Signed, ToPrimitive};

use crate::builtins::glue;
use crate::heap::{Args, Gil, Local, Reg, Res, Scope};
use crate::object::{Def, Name, Type};
use crate::text::math::{self, unary};
use crate::text::{Outcome, float_ops, int_ops};
use crate::vm::{ModuleDef, heavy};

/// The module.
pub static MATH: ModuleDef = ModuleDef { name: "math", functions: FUNCTIONS, init };

/// Wraps the functions of one float argument.
macro_rules! float_functions {
    ($($name:ident)*) => {
        $(fn $name(gil: &mut Gil, args: Args, out: Reg) -> Res {
            apply(gil, args, out, unary::$name)
        })*
    };
}

float_functions! {
    acos acosh asin asinh atan atanh cbrt cos cosh degrees erf erfc exp exp2 expm1 fabs gamma lgamma log1p radians
    sin sinh sqrt tan tanh ulp
}

static FUNCTIONS: &[Def] = &[
    Def::new("acos", "x, /", acos),
    Def::new("acosh", "x, /", acosh),
    Def::new("asin", "x, /", asin),
    Def::new("asinh", "x, /", asinh),
    Def::new("atan", "x, /", atan),
    Def::new("atan2", "y, x, /", atan2),
    Def::new("atanh", "x, /", atanh),
    Def::new("cbrt", "x, /", cbrt),
    Def::new("ceil", "x, /", ceil),
    Def::new("comb", "n, k, /", comb),
    Def::new("copysign", "x, y, /", copysign),
    Def::new("cos", "x, /", cos),
    Def::new("cosh", "x, /", cosh),
    Def::new("degrees", "x, /", degrees),
    Def::new("dist", "p, q, /", dist),
    Def::new("erf", "x, /", erf),
    Def::new("erfc", "x, /", erfc),
    Def::new("exp", "x, /", exp),
    Def::new("exp2", "x, /", exp2),
    Def::new("expm1", "x, /", expm1),
    Def::new("fabs", "x, /", fabs),
    Def::new("factorial", "n, /", factorial),
    Def::new("floor", "x, /", floor),
    Def::new("fmod", "x, y, /", fmod),
    Def::new("frexp", "x, /", frexp),
    Def::new("fsum", "seq, /", fsum),
    Def::new("gamma", "x, /", gamma),
    Def::new("gcd", "*integers", gcd),
    Def::new("hypot", "*coordinates", hypot),
    Def::new("isclose", "a, b, *, rel_tol=?, abs_tol=?", isclose),
    Def::new("isfinite", "x, /", isfinite),
    Def::new("isinf", "x, /", isinf),
    Def::new("isnan", "x, /", isnan),
    Def::new("isqrt", "n, /", isqrt),
    Def::new("lcm", "*integers", lcm),
    Def::new("ldexp", "x, i, /", ldexp),
    Def::new("lgamma", "x, /", lgamma),
    Def::new("log", "x, base=?, /", log),
    Def::new("log10", "x, /", log10),
    Def::new("log1p", "x, /", log1p),
    Def::new("log2", "x, /", log2),
    Def::new("modf", "x, /", modf),
    Def::new("nextafter", "x, y, /", nextafter),
    Def::new("perm", "n, k=None, /", perm),
    Def::new("pow", "x, y, /", pow),
    Def::new("prod", "iterable, /, *, start=1", prod),
    Def::new("radians", "x, /", radians),
    Def::new("remainder", "x, y, /", remainder),
    Def::new("sin", "x, /", sin),
    Def::new("sinh", "x, /", sinh),
    Def::new("sqrt", "x, /", sqrt),
    Def::new("tan", "x, /", tan),
    Def::new("tanh", "x, /", tanh),
    Def::new("trunc", "x, /", trunc),
    Def::new("ulp", "x, /", ulp),
];

fn init(gil: &mut Gil, module: Reg) -> Res {
    let mut scope = Scope::new(gil);
    let value = scope.slot();
    let constants = [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ];
    for (name, constant) in constants {
        value.set(&scope, scope.float(constant));
        scope.setattr(module, name, value)?;
    }
    Ok(())
}

#[inline]
fn finish(gil: &Gil, result: Outcome<f64>, out: Reg) -> Res {
    match result {
        Ok(value) => {
            out.set(gil, gil.float(value));
            Ok(())
        }
        Err(fault) => Err(gil.raise_fault(&fault)),
    }
}

#[inline]
fn apply(gil: &mut Gil, args: Args, out: Reg, function: math::Unary) -> Res {
    let x = gil.to_f64(args.reg(0))?;
    finish(gil, function(x), out)
}

#[inline]
fn two(gil: &mut Gil, args: Args) -> Res<(f64, f64)> {
    Ok((gil.to_f64(args.reg(0))?, gil.to_f64(args.reg(1))?))
}

fn atan2(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (y, x) = two(gil, args)?;
    finish(gil, Ok(y.atan2(x)), out)
}

fn copysign(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (x, y) = two(gil, args)?;
    finish(gil, Ok(x.copysign(y)), out)
}

fn fmod(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (x, y) = two(gil, args)?;
    finish(gil, math::fmod(x, y), out)
}

fn nextafter(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (x, y) = two(gil, args)?;
    finish(gil, Ok(math::nextafter(x, y)), out)
}

fn pow(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (x, y) = two(gil, args)?;
    finish(gil, math::pow(x, y), out)
}

fn remainder(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (x, y) = two(gil, args)?;
    finish(gil, math::remainder(x, y), out)
}

fn frexp(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (mantissa, exponent) = float_ops::frexp(gil.to_f64(args.reg(0))?);
    out.set(gil, gil.tuple(&[gil.float(mantissa), gil.int(exponent)]));
    Ok(())
}

fn modf(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (fraction, whole) = math::modf(gil.to_f64(args.reg(0))?);
    out.set(gil, gil.tuple(&[gil.float(fraction), gil.float(whole)]));
    Ok(())
}

fn ldexp(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let x = gil.to_f64(args.reg(0))?;
    if !args.get(gil, 1).is_int_like() {
        return Err(gil.type_error("Expected an int as second argument to ldexp."));
    }
    let exponent = glue::saturated(args.get(gil, 1));
    finish(gil, math::ldexp_checked(x, exponent), out)
}

fn isfinite(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let x = gil.to_f64(args.reg(0))?;
    out.set(gil, gil.bool(x.is_finite()));
    Ok(())
}

fn isinf(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let x = gil.to_f64(args.reg(0))?;
    out.set(gil, gil.bool(x.is_infinite()));
    Ok(())
}

fn isnan(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let x = gil.to_f64(args.reg(0))?;
    out.set(gil, gil.bool(x.is_nan()));
    Ok(())
}

fn isclose(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (a, b) = two(gil, args)?;
    let tolerance = |gil: &mut Gil, index: usize, default: f64| {
        if args.get(gil, index).is_unset() { Ok(default) } else { gil.to_f64(args.reg(index)) }
    };
    let relative = tolerance(gil, 2, 1e-9)?;
    let absolute = tolerance(gil, 3, 0.0)?;
    let close = math::isclose(a, b, relative, absolute).map_err(|f| gil.raise_fault(&f))?;
    out.set(gil, gil.bool(close));
    Ok(())
}

/// A logarithm of any number: big integers are not rounded to floats first.
fn logarithm(gil: &mut Gil, reg: Reg, of: fn(f64) -> Outcome<f64>) -> Res<f64> {
    let value = reg.get(gil);
    let result = if value.is_int_like() && value.as_small_int().is_none() {
        math::log_big(&gil.index_bigint(reg)?, of)
    } else {
        of(gil.to_f64(reg)?)
    };
    result.map_err(|f| gil.raise_fault(&f))
}

fn log(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let numerator = logarithm(gil, args.reg(0), math::log)?;
    if args.get(gil, 1).is_unset() {
        return finish(gil, Ok(numerator), out);
    }
    let denominator = logarithm(gil, args.reg(1), math::log)?;
    finish(gil, float_ops::true_div(numerator, denominator), out)
}

fn log2(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let result = logarithm(gil, args.reg(0), math::log2)?;
    finish(gil, Ok(result), out)
}

fn log10(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let result = logarithm(gil, args.reg(0), math::log10)?;
    finish(gil, Ok(result), out)
}

/// `floor` and `ceil`: ints are themselves, floats become ints, others have a method or become floats first.
fn to_integral(gil: &mut Gil, args: Args, out: Reg, round: fn(f64) -> f64, name: Name) -> Res {
    let value = args.get(gil, 0);
    if value.as_small_int().is_some() || gil.is_exact(value, Type::Int) {
        out.set(gil, value);
        return Ok(());
    }
    if let Some(float) = value.as_float() {
        return crate::builtins::number::set_integral(gil, round(float), out);
    }
    if value.header().is_some() && gil.call_special(args.reg(0), name, Args::NONE, out)? {
        return Ok(());
    }
    let float = gil.to_f64(args.reg(0))?;
    crate::builtins::number::set_integral(gil, round(float), out)
}

fn floor(gil: &mut Gil, args: Args, out: Reg) -> Res {
    to_integral(gil, args, out, f64::floor, Name::Floor)
}

fn ceil(gil: &mut Gil, args: Args, out: Reg) -> Res {
    to_integral(gil, args, out, f64::ceil, Name::Ceil)
}

fn trunc(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = args.get(gil, 0);
    if let Some(float) = value.as_float() {
        return crate::builtins::number::set_integral(gil, float.trunc(), out);
    }
    if value.as_bool().is_some() || gil.is_exact(value, Type::Int) {
        let big = gil.index_bigint(args.reg(0))?;
        out.set(gil, gil.bigint(big));
        return Ok(());
    }
    if value.header().is_some() && gil.call_special(args.reg(0), Name::Trunc, Args::NONE, out)? {
        return Ok(());
    }
    let ty = gil.type_name(args.get(gil, 0));
    Err(gil.type_error(format!("type {ty} doesn't define __trunc__ method")))
}

fn set_int(gil: &Gil, result: Outcome<BigInt>, out: Reg) -> Res {
    let value = result.map_err(|f| gil.raise_fault(&f))?;
    out.set(gil, gil.bigint(value));
    Ok(())
}

/// `out = work()`, off the lock if it costs much.
fn compute(
    gil: &mut Gil,
    cost: u64,
    out: Reg,
    work: impl FnOnce() -> Outcome<BigInt> + Send + 'static,
) -> Res {
    let result = gil.heavy(cost, work)?;
    set_int(gil, result, out)
}

/// The bits that the product of `k` factors of at most `n` has.
fn falling_bits(n: &BigInt, k: &BigInt) -> u64 {
    k.to_u64().unwrap_or(u64::MAX).saturating_mul(n.bits())
}

/// What a common divisor costs: a combination of both numbers for each half limb of the shorter one.
fn divisor_cost(a: &BigInt, b: &BigInt) -> u64 {
    heavy::quadratic(a.bits().min(b.bits())).saturating_mul(8)
}

fn gcd(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if let [Some(a), Some(b)] =
        [0, 1].map(|i| (args.len() == 2).then(|| args.get(gil, i).as_small_int()).flatten())
    {
        // Small ints have 62 bits, so the result fits.
        out.set(gil, gil.int(math::gcd_small(a, b) as i64));
        return Ok(());
    }
    let mut result = BigInt::ZERO;
    for reg in args.iter() {
        let next = gil.index_bigint(reg)?;
        result = gil.heavy(divisor_cost(&result, &next), move || math::gcd(&result, &next))?;
        gil.tick(1)?;
    }
    out.set(gil, gil.bigint(result));
    Ok(())
}

fn lcm(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let mut result = BigInt::one();
    for reg in args.iter() {
        let next = gil.index_bigint(reg)?;
        let multiple = gil.heavy(divisor_cost(&result, &next), move || math::lcm(&result, &next))?;
        result = multiple.map_err(|f| gil.raise_fault(&f))?;
        gil.tick(result.bits() as usize / 64 + 1)?;
    }
    out.set(gil, gil.bigint(result));
    Ok(())
}

fn factorial(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let n = gil.index_bigint(args.reg(0))?;
    if n.is_negative() {
        return Err(gil.value_error("factorial() not defined for negative values"));
    }
    let Some(n) = n.to_i64() else {
        return Err(gil.overflow_error("factorial() argument should not exceed 9223372036854775807"));
    };
    gil.tick(n as usize)?;
    let n = n as u64;
    let bits = n.saturating_mul(u64::from(u64::BITS - n.leading_zeros()));
    compute(gil, heavy::by_halves(bits), out, move || math::factorial(n))
}

/// The two arguments of `comb` and `perm`.
fn n_and_k(gil: &mut Gil, args: Args) -> Res<(BigInt, BigInt)> {
    let n = gil.index_bigint(args.reg(0))?;
    let k = gil.index_bigint(args.reg(1))?;
    if n.is_negative() {
        return Err(gil.value_error("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(gil.value_error("k must be a non-negative integer"));
    }
    gil.tick(k.bits() as usize)?;
    Ok((n, k))
}

fn comb(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (n, k) = n_and_k(gil, args)?;
    // The smaller of k and n - k factors over as many: at worst half of n, a quotient of half the length.
    let factors = k.clone().min(&n - &k).max(BigInt::ZERO);
    let bits = falling_bits(&n, &factors);
    let cost = heavy::by_halves(bits).saturating_add(heavy::quadratic(bits / 2));
    compute(gil, cost, out, move || math::comb(&n, &k))
}

fn perm(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if args.get(gil, 1).is_none() {
        return factorial(gil, args, out);
    }
    let (n, k) = n_and_k(gil, args)?;
    compute(gil, heavy::by_halves(falling_bits(&n, &k)), out, move || math::perm(&n, &k))
}

fn isqrt(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let n = gil.index_bigint(args.reg(0))?;
    if n.is_negative() {
        return Err(gil.value_error("isqrt() argument must be nonnegative"));
    }
    // Newton's method: some quotients of half the length.
    compute(gil, heavy::quadratic(n.bits()), out, move || Ok(int_ops::isqrt(&n)))
}

/// Calls `visit` with the items of an iterable as floats.
fn each_float(gil: &mut Gil, iterable: Reg, mut visit: impl FnMut(f64) -> Outcome<()>) -> Res {
    let mut scope = Scope::new(gil);
    let (iterator, item) = (scope.slot(), scope.slot());
    scope.iter(iterable, iterator)?;
    while scope.next(iterator, item)? {
        let x = scope.to_f64(item)?;
        visit(x).map_err(|f| scope.raise_fault(&f))?;
        scope.tick(1)?;
    }
    Ok(())
}

fn fsum(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let mut sum = math::ExactSum::default();
    each_float(gil, args.reg(0), |x| sum.add(x))?;
    finish(gil, sum.finish(), out)
}

fn hypot(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let mut coordinates = Vec::with_capacity(args.len());
    for reg in args.iter() {
        coordinates.push(gil.to_f64(reg)?);
    }
    finish(gil, Ok(math::hypot(&coordinates)), out)
}

fn dist(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let mut points = [Vec::new(), Vec::new()];
    for (index, point) in points.iter_mut().enumerate() {
        each_float(gil, args.reg(index), |x| {
            point.push(x);
            Ok(())
        })?;
    }
    let [p, q] = points;
    if p.len() != q.len() {
        return Err(gil.value_error("both points must have the same number of dimensions"));
    }
    let differences: Vec<f64> = p.iter().zip(&q).map(|(a, b)| a - b).collect();
    finish(gil, Ok(math::hypot(&differences)), out)
}

fn prod(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let mut scope = Scope::new(gil);
    let (iterator, item, product) = (scope.slot(), scope.slot(), scope.slot());
    product.set(&scope, args.get(&scope, 1));
    scope.iter(args.reg(0), iterator)?;
    while scope.next(iterator, item)? {
        multiply(&mut scope, product, item)?;
        scope.tick(1)?;
    }
    out.set(&scope, product.get(&scope));
    Ok(())
}

/// `product *= item`.
fn multiply(gil: &mut Gil, product: Reg, item: Reg) -> Res {
    let quick: Option<Local<'_>> = match (product.get(gil).as_small_int(), item.get(gil).as_small_int()) {
        (Some(a), Some(b)) => a.checked_mul(b).map(|p| gil.int(p)),
        _ => None,
    };
    if let Some(value) = quick {
        product.set(gil, value);
        return Ok(());
    }
    gil.binary(ungil_compiler::bytecode::BinOp::Mul, product, item, product)
}
