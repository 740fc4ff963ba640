# Float reductions whose every partial sum is exact give the sequential value.
from ungil import View, arange, array, f64, i64, nogil, prange

@nogil
def halves(n: i64) -> f64:
    s = 0.25
    for i in prange(n):
        s += i * 0.5
    return s

@nogil
def nested(n: i64, m: i64) -> f64:
    s = 0.0
    for i in prange(n):
        for j in range(m):
            s += i * m + j
    return s

@nogil
def extremes(a: View[f64]) -> tuple[f64, f64]:
    lo, hi = 1e300, -1e300
    for i in prange(len(a)):
        lo = min(lo, a[i])
        hi = max(hi, a[i])
    return lo, hi

print(halves(100), halves(5000), halves(0), nested(40, 50), nested(3, 0), nested(0, 3), nested(1000, 3))
# expect: 2475.25 6248750.25 0.25 1999000.0 0.0 0.0 4498500.0
a = array([(i * 7919 % 1009) / 8.0 for i in range(2000)], dtype=f64)
print(extremes(a), extremes(a[7:8]))  # expect: (0.0, 126.0) (118.375, 118.375)
