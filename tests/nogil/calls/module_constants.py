# Module constants that are never reassigned are read in native code.
import math
from ungil import f64, i64, nogil

SIZE = 10
SCALE = 2.5
DEBUG = False
NEGATIVE = -3
TAU = 6.28

@nogil
def area(r: f64) -> f64:
    return TAU * r * r * SCALE

@nogil
def table() -> i64:
    s = NEGATIVE
    for i in range(SIZE):
        s += i
    if DEBUG:
        s = 0
    return s

print(area(1.0), table())  # expect: 15.700000000000001 42
