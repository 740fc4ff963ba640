"""The functions of `math` on integers, several numbers and views; `round` to places and `pow` with a modulus."""
import math
from ungil import View, array, f64, i64, nogil


@nogil
def integers(a: i64, b: i64) -> tuple[i64, i64, i64, i64, i64]:
    return math.gcd(a, b, 18), math.lcm(a, b), math.isqrt(a), math.comb(a % 30, 4), math.perm(a % 12, 3)


print(integers(84, 36), integers(0, 5), integers(2**40, 3**5))
# expect: (6, 252, 9, 10626, 0) (1, 0, 0, 0, 0) (1, 267181325549568, 1048576, 1820, 24)


@nogil
def parts(x: f64) -> tuple[f64, i64, f64, f64]:
    m, e = math.frexp(x)
    f, w = math.modf(x)
    return m, e, f, w


print(parts(10.75), parts(-0.1), parts(math.inf))
# expect: (0.671875, 4, 0.75, 10.0) (-0.8, -3, -0.1, -0.0) (inf, 0, 0.0, inf)


@nogil
def floats(x: f64, y: f64) -> tuple[f64, f64, f64, f64, f64]:
    return math.nextafter(x, y), math.ulp(x), math.ldexp(x, 5), math.hypot(x, y, 2.0), math.dist((x, y), (1, 2.0))


print(floats(1.5, -2.5), floats(1e-300, 5.0))
# expect: (1.4999999999999998, 2.220446049250313e-16, 48.0, 3.5355339059327378, 4.527692569068709) (1.0000000000000002e-300, 1.6578092e-316, 3.2e-299, 5.385164807134504, 3.1622776601683795)


@nogil
def rounded(x: f64, n: i64) -> f64:
    return round(x, n)


print([rounded(x, n) for x in (2.675, -0.5, 1e22, 1234.5678, 1e-310) for n in (-2, 0, 2, 400)])
# expect: [0.0, 3.0, 2.67, 2.675, -0.0, -0.0, -0.5, -0.5, 1e+22, 1e+22, 1e+22, 1e+22, 1200.0, 1235.0, 1234.57, 1234.5678, 0.0, 0.0, 0.0, 1e-310]


@nogil
def tens(a: i64, n: i64) -> i64:
    return round(a, n)


print([tens(a, n) for a in (15, 25, -125, 7) for n in (1, 0, -1, -2)])
# expect: [15, 15, 20, 0, 25, 25, 20, 0, -125, -125, -120, -100, 7, 7, 10, 0]


@nogil
def power(a: i64, b: i64, m: i64) -> i64:
    return pow(a, b, m)


print(power(3, 200, 1000007), power(3, -1, 7), power(-5, 3, -7), power(2**62, 2**62, 2**61 - 1))
# expect: 959082 5 -6 16


@nogil
def close(x: f64, y: f64) -> tuple[bool, bool]:
    return math.isclose(x, y), math.isclose(x, y, abs_tol=0.1, rel_tol=0.0)


print(close(1.0, 1.05), close(1e10, 1e10 + 1))  # expect: (False, True) (True, False)


@nogil
def sums(a: View[f64], b: View[f64]) -> tuple[f64, f64, f64, f64]:
    return math.fsum(a), math.prod(a), math.prod(b, start=0.5), math.dist(a, b)


print(sums(array([0.1] * 10, dtype=f64), array([3.0, 4.0] * 5, dtype=f64)))
# expect: (1.0, 1.0000000000000006e-10, 124416.0, 10.867382389517726)


@nogil
def products(a: View[i64]) -> i64:
    return math.prod(a, start=2)


print(products(array([3, 4, 5], dtype=i64)), products(array([2**40, 2**40, 0], dtype=i64)))  # expect: 120 0


def error(f, *args):
    try:
        print(f(*args))
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)


@nogil
def isqrt(n: i64) -> i64:
    return math.isqrt(n)


@nogil
def factorial(n: i64) -> i64:
    return math.factorial(n)


@nogil
def comb(n: i64, k: i64) -> i64:
    return math.comb(n, k)


@nogil
def fsum(a: View[f64]) -> f64:
    return math.fsum(a)


error(isqrt, -1)  # expect: ValueError isqrt() argument must be nonnegative
error(factorial, 20)  # expect: 2432902008176640000
error(factorial, -3)  # expect: ValueError factorial() not defined for negative values
error(comb, -1, 2)  # expect: ValueError n must be a non-negative integer
error(comb, 2, -1)  # expect: ValueError k must be a non-negative integer
error(comb, 66, 33)  # expect: 7219428434016265740
error(comb, 2**62, 1)  # expect: 4611686018427387904
error(power, 2, 3, 0)  # expect: ValueError pow() 3rd argument cannot be 0
error(power, 2, -1, 4)  # expect: ValueError base is not invertible for the given modulus
error(rounded, 1.7e308, -308)  # expect: OverflowError rounded value too large to represent
error(fsum, array([math.inf, -math.inf], dtype=f64))  # expect: ValueError -inf + inf in fsum
error(fsum, array([1e308, 1e308, -1e308], dtype=f64))  # expect: OverflowError intermediate overflow in fsum
error(fsum, array([1e16, 1.0, -1e16], dtype=f64))  # expect: 1.0
