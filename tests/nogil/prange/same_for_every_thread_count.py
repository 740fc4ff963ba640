# Schedule, chunk and thread count never change a bit.
# oracle: none
# engines: native interp
from ungil import View, array, f64, i64, nogil, prange

@nogil
def static(a: View[f64], t: i64, c: i64) -> f64:
    s = 0.0
    for i in prange(len(a), schedule="static", threads=t, chunk=c):
        s += a[i] * 1.1
    return s

@nogil
def dynamic(a: View[f64], t: i64, c: i64) -> f64:
    s = 0.0
    for i in prange(len(a), schedule="dynamic", threads=t, chunk=c):
        s += a[i] * 1.1
    return s

@nogil
def plain(a: View[f64]) -> f64:
    s = 0.0
    for i in prange(len(a)):
        s += a[i] * 1.1
    return s

a = array([(i * 7919 % 10007) / 7.0 for i in range(20000)], dtype=f64)
seen = {plain(a)}
for t in (1, 2, 3, 8):
    for c in (1, 7, 1000, 100000):
        seen.add(static(a, t, c))
        seen.add(dynamic(a, t, c))
print(len(seen))  # expect: 1
