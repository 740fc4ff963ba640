# Kernels as people write them: saxpy, dot, matrix product, jacobi, histogram by rows, mandelbrot counts.
from ungil import View, View2, array, f64, i64, nogil, prange, zeros

@nogil
def saxpy(k: f64, x: View[f64], y: View[f64]) -> None:
    for i in prange(len(x)):
        y[i] = k * x[i] + y[i]

@nogil
def dot(x: View[f64], y: View[f64]) -> f64:
    s = 0.0
    for i in prange(len(x)):
        s += x[i] * y[i]
    return s

@nogil
def matmul(a: View2[f64], b: View2[f64], c: View2[f64]) -> None:
    for i in prange(a.shape[0]):
        for j in range(b.shape[1]):
            s = 0.0
            for k in range(a.shape[1]):
                s += a[i, k] * b[k, j]
            c[i, j] = s

@nogil
def jacobi(p: View2[f64], q: View2[f64]) -> None:
    for i in prange(1, p.shape[0] - 1):
        for j in range(1, p.shape[1] - 1):
            q[i, j] = 0.25 * (p[i - 1, j] + p[i + 1, j] + p[i, j - 1] + p[i, j + 1])

@nogil
def mandel(n: i64, limit: i64) -> i64:
    total = 0
    for y in prange(n, schedule="dynamic"):
        ci = 2.0 * y / n - 1.0
        for x in range(n):
            cr = 3.0 * x / n - 2.0
            zr = 0.0
            zi = 0.0
            k = 0
            while k < limit:
                r2 = zr * zr
                i2 = zi * zi
                if r2 + i2 > 4.0:
                    break
                zi = 2.0 * zr * zi + ci
                zr = r2 - i2 + cr
                k += 1
            total += k
    return total

x, y = array([i * 0.5 for i in range(500)], dtype=f64), array([1.0] * 500, dtype=f64)
saxpy(2.0, x, y)
print(y[0], y[499], dot(x, y))  # expect: 1.0 500.0 20833250.0
a, b, c = zeros((12, 8)), zeros((8, 10)), zeros((12, 10))
for i in range(12):
    for k in range(8):
        a[i, k] = i + k
        for j in range(10):
            b[k, j] = k - j
matmul(a, b, c)
print(c[0, 0], c[11, 9], c[5, 3])  # expect: 140.0 -596.0 76.0
p, q = zeros((20, 20)), zeros((20, 20))
for j in range(20):
    p[0, j] = q[0, j] = 64.0
for s in range(10):
    jacobi(p, q)
    p, q = q, p
print(p[1, 10], p[5, 10], p[19, 10])  # expect: 42.47186279296875 1.70263671875 0.0
print(mandel(40, 50))  # expect: 27831
