# min, max and their positions; the lowest index wins ties.
from ungil import View, array, f64, i64, nogil, prange

@nogil
def argmax(a: View[f64]) -> tuple[f64, i64]:
    best = -1e300
    where = -1
    for i in prange(len(a)):
        if a[i] > best:
            best = a[i]
            where = i
    return best, where

@nogil
def argmin(a: View[i64]) -> tuple[i64, i64]:
    best = 9223372036854775807
    where = -1
    for i in prange(len(a)):
        if a[i] < best:
            best = a[i]
            where = i
    return best, where

@nogil
def start_above(a: View[f64]) -> f64:
    m = 1000.0
    for i in prange(len(a)):
        m = max(m, a[i])
    return m

a = array([(i * 37 % 101) / 2.0 for i in range(1000)], dtype=f64)
b = array([(i * 37 + 5) % 101 for i in range(1000)], dtype=i64)
print(argmax(a), argmin(b), argmax(a[3:4]), argmax(a[0:0]), start_above(a))
# expect: (50.0, 30) (0, 49) (5.0, 0) (-1e+300, -1) 1000.0
