# The math module in native code, with Python's domain errors.
import math
from ungil import f64, i64, nogil

@nogil
def several(x: f64) -> tuple[f64, f64, f64, f64, f64]:
    return math.sqrt(x), math.sin(x), math.exp(-x), math.log(x), math.atan2(x, 2.0)

@nogil
def floors(x: f64) -> tuple[i64, i64, i64, f64]:
    return math.floor(x), math.ceil(x), math.trunc(x), math.fabs(x)

@nogil
def tests(x: f64) -> tuple[bool, bool, bool]:
    return math.isnan(x), math.isinf(x), math.isfinite(x)

@nogil
def circle(r: f64) -> f64:
    return math.pi * r ** 2 + math.hypot(r, 1.0) - math.copysign(1.0, -r) + math.e

print(several(2.0), several(0.5))
# expect: (1.4142135623730951, 0.9092974268256817, 0.1353352832366127, 0.6931471805599453, 0.7853981633974483) (0.7071067811865476, 0.479425538604203, 0.6065306597126334, -0.6931471805599453, 0.24497866312686414)
print(floors(2.7), floors(-2.7), floors(3.0), tests(math.nan), tests(math.inf), tests(1.0))
# expect: (2, 3, 2, 2.7) (-3, -2, -2, 2.7) (3, 3, 3, 3.0) (True, False, False) (False, True, False) (False, False, True)
print(circle(1.5))  # expect: 12.589640936768074
def attempt(f):
    try:
        print(f())
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)

@nogil
def root(x: f64) -> f64:
    return math.sqrt(x)

@nogil
def logarithm(x: f64) -> f64:
    return math.log(x)

@nogil
def exponential(x: f64) -> f64:
    return math.exp(x)

attempt(lambda: root(-1.0))  # expect: ValueError math domain error
attempt(lambda: logarithm(0.0))  # expect: ValueError math domain error
attempt(lambda: logarithm(-1.0))  # expect: ValueError math domain error
attempt(lambda: exponential(1000.0))  # expect: OverflowError math range error
attempt(lambda: root(math.inf))  # expect: inf
