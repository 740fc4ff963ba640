# NaN never replaces a value of the sequential loop, so it must not hide what follows it in its part of the loop.
from ungil import View, array, f64, i64, nogil, prange

nan = float("nan")

@nogil
def greatest(a: View[f64]) -> f64:
    m = 5.0
    for i in prange(len(a)):
        m = max(m, a[i])
    return m

@nogil
def guarded(a: View[f64]) -> tuple[f64, i64]:
    m = 5.0
    at = -1
    for i in prange(len(a)):
        if a[i] < m:
            m = a[i]
            at = i
    return m, at

@nogil
def from_nan(a: View[f64]) -> f64:
    m = a[0]
    for i in prange(len(a)):
        m = min(m, a[i])
    return m

for values in ([nan, 7.0], [7.0, nan], [nan], [nan, nan, 9.0, nan, 3.0], []):
    a = array(values, dtype=f64)
    print(greatest(a), guarded(a))
# expect: 7.0 (5.0, -1)
# expect: 7.0 (5.0, -1)
# expect: 5.0 (5.0, -1)
# expect: 9.0 (3.0, 4)
# expect: 5.0 (5.0, -1)
many = array([nan if i % 3 == 0 else float(i % 1000) for i in range(5000)], dtype=f64)
print(greatest(many), guarded(many), from_nan(many), from_nan(array([2.0, nan, 1.0], dtype=f64)))  # expect: 999.0 (0.0, 1000) nan 1.0
