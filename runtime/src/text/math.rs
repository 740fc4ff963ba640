//! The functions of module `math` on plain numbers, with CPython's domain and range errors and its exact sums.

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::fault::{Fault, Outcome};
use super::float_ops::{self, frexp, ldexp};
use super::int_ops::MAX_BITS;

#[cold]
fn domain() -> Fault {
    Fault::value("math domain error")
}

#[cold]
fn range() -> Fault {
    Fault::overflow("math range error")
}

/// The result of a C function of one argument under CPython's rule: a NaN from a number is a domain error; an infinity
/// from a finite number is a range error where the function can overflow, a domain error where it has a pole.
#[inline]
pub fn checked(x: f64, result: f64, can_overflow: bool) -> Outcome<f64> {
    if result.is_finite() {
        return Ok(result);
    }
    if result.is_nan() && !x.is_nan() {
        return Err(domain());
    }
    if result.is_infinite() && x.is_finite() {
        return Err(if can_overflow { range() } else { domain() });
    }
    Ok(result)
}

/// A function of `math` from float to float.
pub type Unary = fn(f64) -> Outcome<f64>;

macro_rules! unary {
    ($($name:ident |$x:ident| $value:expr;)*) => {
        /// The functions of one float argument.
        #[allow(missing_docs)]
        pub mod unary {
            use super::*;
            $(pub fn $name($x: f64) -> Outcome<f64> {
                $value
            })*
        }

        /// The functions of one float argument, by name.
        pub static UNARY: &[(&str, Unary)] = &[$((stringify!($name), unary::$name),)*];
    };
}

unary! {
    acos |x| checked(x, x.acos(), false);
    acosh |x| checked(x, if x < 1.0 { f64::NAN } else { libm::acosh(x) }, false);
    asin |x| checked(x, x.asin(), false);
    asinh |x| checked(x, libm::asinh(x), false);
    atan |x| checked(x, x.atan(), false);
    atanh |x| checked(x, libm::atanh(x), false);
    cbrt |x| checked(x, x.cbrt(), false);
    cos |x| checked(x, x.cos(), false);
    cosh |x| checked(x, x.cosh(), true);
    degrees |x| Ok(x * (180.0 / std::f64::consts::PI));
    erf |x| Ok(libm::erf(x));
    erfc |x| Ok(libm::erfc(x));
    exp |x| checked(x, x.exp(), true);
    exp2 |x| checked(x, x.exp2(), true);
    expm1 |x| checked(x, x.exp_m1(), true);
    fabs |x| Ok(x.abs());
    gamma |x| super::gamma(x);
    lgamma |x| super::lgamma(x);
    log1p |x| checked(x, x.ln_1p(), false);
    radians |x| Ok(x * (std::f64::consts::PI / 180.0));
    sin |x| checked(x, x.sin(), false);
    sinh |x| checked(x, x.sinh(), true);
    sqrt |x| checked(x, x.sqrt(), false);
    tan |x| checked(x, x.tan(), false);
    tanh |x| checked(x, x.tanh(), false);
    ulp |x| Ok(super::ulp(x));
}

/// `math.sqrt`.
#[inline]
pub fn sqrt(x: f64) -> Outcome<f64> {
    checked(x, x.sqrt(), false)
}

/// `math.log` of a float, to base e.
#[inline]
pub fn log(x: f64) -> Outcome<f64> {
    if x > 0.0 { Ok(x.ln()) } else { log_rest(x) }
}

fn log_rest(x: f64) -> Outcome<f64> {
    if x.is_nan() { Ok(x) } else { Err(domain()) }
}

/// `math.log2` of a float.
pub fn log2(x: f64) -> Outcome<f64> {
    if x > 0.0 { Ok(x.log2()) } else { log_rest(x) }
}

/// `math.log10` of a float.
pub fn log10(x: f64) -> Outcome<f64> {
    if x > 0.0 { Ok(x.log10()) } else { log_rest(x) }
}

/// A logarithm of an integer of any size, by `log` and the logarithm of 2 to the same base.
pub fn log_big(value: &BigInt, log: fn(f64) -> Outcome<f64>) -> Outcome<f64> {
    if !value.is_positive() {
        return Err(domain());
    }
    if let Ok(x) = float_ops::from_big(value) {
        return log(x);
    }
    let bits = value.bits();
    let shift = bits - 64;
    let mantissa = float_ops::from_big(&(value >> shift))? / 2f64.powi(64);
    Ok(log(mantissa)? + log(2.0)? * bits as f64)
}

/// `math.pow`.
pub fn pow(x: f64, y: f64) -> Outcome<f64> {
    let result = x.powf(y);
    if result.is_finite() || !x.is_finite() || !y.is_finite() {
        return Ok(result);
    }
    if result.is_nan() || x == 0.0 { Err(domain()) } else { Err(range()) }
}

/// `math.fmod`.
pub fn fmod(x: f64, y: f64) -> Outcome<f64> {
    if y.is_infinite() && x.is_finite() {
        return Ok(x);
    }
    let result = x % y;
    if result.is_nan() && !x.is_nan() && !y.is_nan() { Err(domain()) } else { Ok(result) }
}

/// `math.remainder`: IEEE 754's, to the nearest multiple, half to even.
pub fn remainder(x: f64, y: f64) -> Outcome<f64> {
    if x.is_nan() {
        return Ok(x);
    }
    if y.is_nan() {
        return Ok(y);
    }
    if x.is_infinite() || y == 0.0 {
        return Err(domain());
    }
    if y.is_infinite() {
        return Ok(x);
    }
    let (ax, ay) = (x.abs(), y.abs());
    let m = ax % ay;
    let c = ay - m;
    let r = if m < c {
        m
    } else if m > c {
        -c
    } else {
        m - 2.0 * ((0.5 * (ax - m)) % ay)
    };
    Ok(1f64.copysign(x) * r)
}

/// `math.ldexp`.
pub fn ldexp_checked(x: f64, exponent: i64) -> Outcome<f64> {
    let result = ldexp(x, exponent);
    if result.is_infinite() && x.is_finite() { Err(range()) } else { Ok(result) }
}

/// `math.modf`.
pub fn modf(x: f64) -> (f64, f64) {
    if x.is_infinite() {
        return (0f64.copysign(x), x);
    }
    let whole = x.trunc();
    ((x - whole).copysign(x), whole)
}

/// `math.ulp`.
pub fn ulp(x: f64) -> f64 {
    if !x.is_finite() {
        return x.abs();
    }
    let x = x.abs();
    let up = x.next_up();
    if up.is_infinite() { x - x.next_down() } else { up - x }
}

/// `math.nextafter`.
pub fn nextafter(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        f64::NAN
    } else if x == y {
        y
    } else if x < y {
        x.next_up()
    } else {
        x.next_down()
    }
}

/// `math.isclose`.
pub fn isclose(a: f64, b: f64, relative: f64, absolute: f64) -> Outcome<bool> {
    if relative < 0.0 || absolute < 0.0 {
        return Err(Fault::value("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(true);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(false);
    }
    let difference = (b - a).abs();
    Ok(difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute)
}

/// `math.hypot` of any number of coordinates: accurate to within one unit in the last place.
pub fn hypot(coordinates: &[f64]) -> f64 {
    let mut largest = 0.0f64;
    let mut nan = false;
    for x in coordinates {
        nan |= x.is_nan();
        largest = largest.max(x.abs());
    }
    if largest.is_infinite() {
        return f64::INFINITY;
    }
    if nan {
        return f64::NAN;
    }
    if largest == 0.0 {
        return 0.0;
    }
    // Scale by a power of two, sum the squares with their rounding errors, and correct the root once.
    let (_, exponent) = frexp(largest);
    if exponent < -1023 {
        // The scale itself would overflow: work on a power of two that keeps everything normal.
        let scaled: Vec<f64> = coordinates.iter().map(|x| x / f64::MIN_POSITIVE).collect();
        return f64::MIN_POSITIVE * hypot(&scaled);
    }
    let scale = ldexp(1.0, -exponent);
    let (mut sum, mut rest1, mut rest2) = (1.0f64, 0.0f64, 0.0f64);
    let add = |value: f64, low: f64, sum: &mut f64, rest1: &mut f64, rest2: &mut f64| {
        let next = *sum + value;
        *rest1 += (*sum - next) + value;
        *rest2 += low;
        *sum = next;
    };
    for x in coordinates {
        let x = x.abs() * scale;
        let square = x * x;
        let low = x.mul_add(x, -square);
        add(square, low, &mut sum, &mut rest1, &mut rest2);
    }
    let root = (sum - 1.0 + (rest1 + rest2)).sqrt();
    let square = -root * root;
    let low = (-root).mul_add(root, -square);
    add(square, low, &mut sum, &mut rest1, &mut rest2);
    let error = sum - 1.0 + (rest1 + rest2);
    (root + error / (2.0 * root)) / scale
}

/// The exact running sum of `math.fsum`: non-overlapping partial sums in growing order.
#[derive(Clone, Debug, Default)]
pub struct ExactSum {
    partials: Vec<f64>,
    special: f64,
    infinite: f64,
}

impl ExactSum {
    /// Adds one number.
    pub fn add(&mut self, value: f64) -> Outcome<()> {
        let mut x = value;
        let mut kept = 0;
        for i in 0..self.partials.len() {
            let mut y = self.partials[i];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                self.partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        self.partials.truncate(kept);
        if x != 0.0 {
            if x.is_finite() {
                self.partials.push(x);
            } else {
                if value.is_finite() {
                    return Err(Fault::overflow("intermediate overflow in fsum"));
                }
                if value.is_infinite() {
                    self.infinite += value;
                }
                self.special += value;
                self.partials.clear();
            }
        }
        Ok(())
    }

    /// The correctly rounded sum.
    pub fn finish(mut self) -> Outcome<f64> {
        if self.special != 0.0 {
            return if self.infinite.is_nan() {
                Err(Fault::value("-inf + inf in fsum"))
            } else {
                Ok(self.special)
            };
        }
        let Some(mut high) = self.partials.pop() else { return Ok(0.0) };
        let mut low = 0.0;
        while let Some(y) = self.partials.pop() {
            let x = high;
            high = x + y;
            low = y - (high - x);
            if low != 0.0 {
                break;
            }
        }
        // A tie that more partials break: round the way they point.
        if let Some(next) = self.partials.last()
            && ((low < 0.0 && *next < 0.0) || (low > 0.0 && *next > 0.0))
        {
            let y = low * 2.0;
            let x = high + y;
            if y == x - high {
                high = x;
            }
        }
        Ok(high)
    }
}

const LANCZOS_G: f64 = 6.02468004077673;
const LANCZOS_NUMERATOR: [f64; 13] = [
    23531376880.41076,
    42919803642.6491,
    35711959237.35567,
    17921034426.03721,
    6039542586.352028,
    1439720407.3117216,
    248874557.86205417,
    31426415.585400194,
    2876370.6289353725,
    186056.26539522348,
    8071.672002365816,
    210.82427775157936,
    2.5066282746310002,
];
const LANCZOS_DENOMINATOR: [f64; 13] = [
    0.0,
    39916800.0,
    120543840.0,
    150917976.0,
    105258076.0,
    45995730.0,
    13339535.0,
    2637558.0,
    357423.0,
    32670.0,
    1925.0,
    66.0,
    1.0,
];

/// The rational part of the Lanczos approximation of the gamma function.
fn lanczos(x: f64) -> f64 {
    let (mut numerator, mut denominator) = (0.0, 0.0);
    let pairs = LANCZOS_NUMERATOR.iter().zip(&LANCZOS_DENOMINATOR);
    if x < 5.0 {
        for (n, d) in pairs.rev() {
            numerator = numerator * x + n;
            denominator = denominator * x + d;
        }
    } else {
        for (n, d) in pairs {
            numerator = numerator / x + n;
            denominator = denominator / x + d;
        }
    }
    numerator / denominator
}

/// `sin(pi * x)`, accurate near the integers.
fn sin_pi(x: f64) -> f64 {
    use std::f64::consts::PI;
    let y = x.abs() % 2.0;
    let result = match (2.0 * y).round_ties_even() as i64 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1f64.copysign(x) * result
}

/// `math.gamma`.
pub fn gamma(x: f64) -> Outcome<f64> {
    if !x.is_finite() {
        return if x.is_nan() || x > 0.0 { Ok(x) } else { Err(domain()) };
    }
    if x == 0.0 {
        return Err(domain());
    }
    if x == x.floor() {
        if x < 0.0 {
            return Err(domain());
        }
        if x <= 23.0 {
            return Ok((1..x as u64).fold(1.0, |product, i| product * i as f64));
        }
    }
    let magnitude = x.abs();
    if magnitude < 1e-20 {
        let result = 1.0 / x;
        return if result.is_infinite() { Err(range()) } else { Ok(result) };
    }
    if magnitude > 200.0 {
        return if x < 0.0 { Ok(0.0 / sin_pi(x)) } else { Err(range()) };
    }
    let y = magnitude + (LANCZOS_G - 0.5);
    // The rounding error of `y`, to correct the power below.
    let error = if magnitude > LANCZOS_G - 0.5 {
        let q = y - magnitude;
        q - (LANCZOS_G - 0.5)
    } else {
        let q = y - (LANCZOS_G - 0.5);
        q - magnitude
    } * LANCZOS_G
        / y;
    let result = if x < 0.0 {
        let mut r = -std::f64::consts::PI / sin_pi(magnitude) / magnitude * y.exp() / lanczos(magnitude);
        r -= error * r;
        if magnitude < 140.0 {
            r / y.powf(magnitude - 0.5)
        } else {
            let root = y.powf(magnitude / 2.0 - 0.25);
            r / root / root
        }
    } else {
        let mut r = lanczos(magnitude) / y.exp();
        r += error * r;
        if magnitude < 140.0 {
            r * y.powf(magnitude - 0.5)
        } else {
            let root = y.powf(magnitude / 2.0 - 0.25);
            r * root * root
        }
    };
    if result.is_infinite() { Err(range()) } else { Ok(result) }
}

/// `math.lgamma`.
pub fn lgamma(x: f64) -> Outcome<f64> {
    if !x.is_finite() {
        return Ok(if x.is_nan() { x } else { f64::INFINITY });
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(domain()) } else { Ok(0.0) };
    }
    let magnitude = x.abs();
    if magnitude < 1e-20 {
        return Ok(-magnitude.ln());
    }
    let mut r = lanczos(magnitude).ln() - LANCZOS_G;
    r += (magnitude - 0.5) * ((magnitude + LANCZOS_G - 0.5).ln() - 1.0);
    if x < 0.0 {
        r = std::f64::consts::PI.ln() - sin_pi(magnitude).abs().ln() - magnitude.ln() - r;
    }
    if r.is_infinite() { Err(range()) } else { Ok(r) }
}

/// `math.factorial`.
pub fn factorial(n: u64) -> Outcome<BigInt> {
    // log2(n!) is below n * log2(n).
    let log = u64::from(u64::BITS - n.leading_zeros());
    if n.saturating_mul(log) > MAX_BITS {
        return Err(Fault::memory());
    }
    Ok(BigInt::from_biguint(Sign::Plus, product(1, n)))
}

/// `low * (low + 1) * ... * high`, by halves so that the factors stay of equal size.
fn product(low: u64, high: u64) -> BigUint {
    if low > high {
        return BigUint::one();
    }
    if high - low < 8 {
        return (low..=high).fold(BigUint::one(), |p, i| p * i);
    }
    let middle = low + (high - low) / 2;
    product(low, middle) * product(middle + 1, high)
}

/// `math.perm` for arguments that are not negative.
pub fn perm(n: &BigInt, k: &BigInt) -> Outcome<BigInt> {
    if k > n {
        return Ok(BigInt::zero());
    }
    let Some(k) = k.to_u64() else { return Err(Fault::overflow("k must not exceed 9223372036854775807")) };
    if k.saturating_mul(n.bits()) > MAX_BITS {
        return Err(Fault::memory());
    }
    Ok(match n.to_u64() {
        Some(n) => BigInt::from_biguint(Sign::Plus, product(n - k + 1, n)),
        None => (0..k).fold(BigInt::one(), |p, i| p * (n - i)),
    })
}

/// `math.comb` for arguments that are not negative.
pub fn comb(n: &BigInt, k: &BigInt) -> Outcome<BigInt> {
    if k > n {
        return Ok(BigInt::zero());
    }
    let other = n - k;
    let k = if other < *k { &other } else { k };
    let Some(count) = k.to_u64() else {
        return Err(Fault::overflow("min(n - k, k) must not exceed 9223372036854775807"));
    };
    Ok(perm(n, k)? / BigInt::from_biguint(Sign::Plus, product(1, count)))
}

/// `math.gcd` of two numbers, by Lehmer's method: the leading bits of both numbers tell many steps of Euclid's algorithm
/// at once, which then are one linear combination each (Knuth, The Art of Computer Programming 2, 4.5.2, algorithm L).
pub fn gcd(a: &BigInt, b: &BigInt) -> BigInt {
    let (mut x, mut y) = (a.magnitude().clone(), b.magnitude().clone());
    if x < y {
        std::mem::swap(&mut x, &mut y);
    }
    while y.bits() > 62 {
        let shift = x.bits() - 62;
        let top = |n: &BigUint| (n >> shift).to_u64().unwrap_or(0) as i128;
        let steps = euclid_steps(top(&x), top(&y));
        (x, y) = match steps {
            None => {
                let rest = x % &y;
                (y, rest)
            }
            Some([a, b, c, d]) => (combine(&x, a, &y, b), combine(&x, c, &y, d)),
        };
    }
    // What is left of the larger one is below the machine's word after one step.
    while !y.is_zero() {
        let rest = x % &y;
        x = y;
        y = rest;
    }
    BigInt::from(x)
}

/// The steps that are certain for all numbers with these leading bits, as a matrix; none if there is no such step.
fn euclid_steps(mut x: i128, mut y: i128) -> Option<[i128; 4]> {
    let (mut a, mut b, mut c, mut d) = (1i128, 0i128, 0i128, 1i128);
    while y + c != 0 && y + d != 0 {
        let quotient = (x + a) / (y + c);
        if quotient != (x + b) / (y + d) {
            break;
        }
        (a, c) = (c, a - quotient * c);
        (b, d) = (d, b - quotient * d);
        (x, y) = (y, x - quotient * y);
    }
    (b != 0).then_some([a, b, c, d])
}

/// `x * a + y * b`, which is not negative; one of the factors is not positive.
fn combine(x: &BigUint, a: i128, y: &BigUint, b: i128) -> BigUint {
    let (p, q) = (x * a.unsigned_abs() as u64, y * b.unsigned_abs() as u64);
    if b > 0 { q - p } else { p - q }
}

/// `math.gcd` of two machine integers; the result may be 2**63.
#[inline]
pub fn gcd_small(a: i64, b: i64) -> u64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    if a == 0 || b == 0 {
        return a | b;
    }
    let zeros = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 {
        b >>= b.trailing_zeros();
        if a > b {
            std::mem::swap(&mut a, &mut b);
        }
        b -= a;
    }
    a << zeros
}

/// `math.lcm` of two numbers.
pub fn lcm(a: &BigInt, b: &BigInt) -> Outcome<BigInt> {
    if a.bits().saturating_add(b.bits()) > MAX_BITS {
        return Err(Fault::memory());
    }
    let divisor = gcd(a, b);
    Ok(if divisor.is_zero() { divisor } else { (a / divisor * b).abs() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unary(name: &str, x: f64) -> Result<f64, String> {
        let found = UNARY.iter().find(|f| f.0 == name).map(|f| f.1);
        found.ok_or("missing".to_string())?(x).map_err(|f| f.message.into_owned())
    }

    #[test]
    fn errors() {
        assert_eq!(unary("sqrt", -1.0), Err("math domain error".into()));
        assert_eq!(unary("exp", 1000.0), Err("math range error".into()));
        assert_eq!(unary("acos", 2.0), Err("math domain error".into()));
        assert_eq!(unary("atanh", 1.0), Err("math domain error".into()));
        assert_eq!(unary("acosh", 0.5), Err("math domain error".into()));
        assert_eq!(unary("log1p", -1.0), Err("math domain error".into()));
        assert_eq!(log(0.0).map_err(|f| f.message), Err("math domain error".into()));
        assert_eq!(unary("gamma", -1.0), Err("math domain error".into()));
        assert_eq!(unary("sqrt", f64::INFINITY), Ok(f64::INFINITY));
        assert!(UNARY.is_sorted_by_key(|f| f.0));
    }

    #[test]
    fn exact_sums() {
        let sum = |items: &[f64]| {
            let mut s = ExactSum::default();
            items.iter().try_for_each(|x| s.add(*x)).and_then(|()| s.finish())
        };
        assert_eq!(sum(&[0.1; 10]), Ok(1.0));
        assert_eq!(sum(&[1e100, 1.0, -1e100]), Ok(1.0));
        assert_eq!(sum(&[]), Ok(0.0));
        assert_eq!(sum(&[1e308, 1e308]).map_err(|f| f.message), Err("intermediate overflow in fsum".into()));
        assert!(sum(&[f64::INFINITY, f64::NEG_INFINITY]).is_err());
        assert_eq!(sum(&[1.0, f64::INFINITY]), Ok(f64::INFINITY));
    }

    #[test]
    fn combinatorics() {
        let b = |v: i64| BigInt::from(v);
        assert_eq!(factorial(20), Ok(b(2432902008176640000)));
        assert_eq!(comb(&b(50), &b(25)), Ok(b(126410606437752)));
        assert_eq!(comb(&b(5), &b(6)), Ok(b(0)));
        assert_eq!(perm(&b(10), &b(3)), Ok(b(720)));
        assert_eq!(gcd_small(-12, 18), 6);
        assert_eq!(gcd_small(0, 0), 0);
        assert_eq!(gcd_small(i64::MIN, 0), 1 << 63);
        assert_eq!(lcm(&b(-4), &b(6)), Ok(b(12)));
    }

    #[test]
    fn geometry_and_gamma() {
        assert_eq!(hypot(&[3.0, 4.0]), 5.0);
        assert_eq!(hypot(&[]), 0.0);
        assert_eq!(hypot(&[1e308, 1e308]), 1.4142135623730951e308);
        assert_eq!(hypot(&[5e-324]), 5e-324);
        assert_eq!(gamma(5.0), Ok(24.0));
        assert_eq!(remainder(5.0, 2.0), Ok(1.0));
        assert_eq!(remainder(3.0, 2.0), Ok(-1.0));
        assert_eq!(modf(-1.5), (-0.5, -1.0));
        assert_eq!(log_big(&(BigInt::one() << 2000), log2), Ok(2000.0));
    }

    #[test]
    fn divisors() {
        let (two, three) = (BigInt::from(2), BigInt::from(3));
        let (mut x, mut y) = (BigInt::from(-9), BigInt::from(6));
        // Fibonacci numbers take the most steps; the others have a known divisor.
        for k in 1..200u32 {
            (x, y) = (&x + &y * BigInt::from(k % 3 + 1), x);
            assert_eq!(gcd(&x, &y), num_integer::Integer::gcd(&x, &y), "{x} {y}");
            let (p, q) = (two.pow(3 * k) * three.pow(k), three.pow(2 * k) * two.pow(k));
            assert_eq!(gcd(&p, &-q), two.pow(k) * three.pow(k));
            assert_eq!(gcd(&BigInt::zero(), &x), x.abs());
            assert_eq!(gcd(&x, &BigInt::zero()), x.abs());
        }
    }
}
