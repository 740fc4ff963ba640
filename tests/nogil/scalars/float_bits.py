# Scalar float code gives CPython's bits: no contraction, no reassociation.
from ungil import f64, i64, nogil

@nogil
def poly(x: f64) -> f64:
    return ((1.1 * x + 2.2) * x + 3.3) * x + 4.4

@nogil
def harmonic(n: i64) -> f64:
    s = 0.0
    for k in range(1, n):
        s += 1.0 / k
    return s

@nogil
def logistic(x: f64, n: i64) -> f64:
    for _ in range(n):
        x = 3.9 * x * (1.0 - x)
    return x

@nogil
def cancel(a: f64, b: f64, c: f64) -> f64:
    return a * b + c

def plain_poly(x):
    return ((1.1 * x + 2.2) * x + 3.3) * x + 4.4

print([poly(x) for x in (0.1, 0.7, -3.3, 1e10)], all(poly(x / 7) == plain_poly(x / 7) for x in range(-50, 50)))
# expect: [4.7531, 8.1653, -22.062699999999992, 1.1000000002200001e+30] True
print(harmonic(1000), logistic(0.5123, 200))  # expect: 7.484470860550343 0.8415628455436664
print(cancel(0.1, 10.0, -1.0), cancel(1e16, 1.0, 1.0), cancel(3.0, 1.0 / 3.0, -1.0))  # expect: 0.0 1e+16 0.0
