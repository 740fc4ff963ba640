# enumerate, zip, reversed over ranges and views.
from ungil import View, array, f64, i64, nogil

@nogil
def weighted(a: View[f64]) -> f64:
    s = 0.0
    for i, x in enumerate(a):
        s += i * x
    return s

@nogil
def dot(a: View[f64], b: View[f64]) -> f64:
    s = 0.0
    for x, y in zip(a, b):
        s += x * y
    return s

@nogil
def backwards(n: i64) -> i64:
    s = 0
    for i in reversed(range(n)):
        s = s * 10 + i
    return s

@nogil
def each(a: View[f64]) -> f64:
    best = -1e9
    for x in a:
        if x > best:
            best = x
    return best

a = array([1.0, 2.0, 4.0, 8.0], dtype=f64)
b = array([3.0, 5.0, 7.0], dtype=f64)
print(weighted(a), dot(a, b), backwards(5), each(b), each(a))  # expect: 34.0 41.0 43210 7.0 8.0
