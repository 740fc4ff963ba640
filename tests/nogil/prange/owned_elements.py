# Each iteration writes its own elements: a[i], a[c*i+d], rows, columns.
from ungil import View, View2, array, f64, i64, nogil, prange, zeros

@nogil
def squares(a: View[i64]) -> None:
    for i in prange(len(a)):
        a[i] = i * i

@nogil
def strided(a: View[i64]) -> None:
    for i in prange(len(a) // 2):
        a[2 * i + 1] = i

@nogil
def reversed_fill(a: View[i64]) -> None:
    n = len(a)
    for i in prange(n):
        a[n - 1 - i] = i

@nogil
def rows(a: View2[f64], b: View2[f64]) -> None:
    for i in prange(a.shape[0]):
        for j in range(a.shape[1]):
            b[i, j] = a[i, j] * 2.0 + i

@nogil
def columns(a: View2[f64]) -> None:
    for j in prange(a.shape[1]):
        for i in range(1, a.shape[0]):
            a[i, j] += a[i - 1, j]

@nogil
def flat(a: View[i64], w: i64) -> None:
    for i in prange(len(a) // w):
        for j in range(w):
            a[i * w + j] = i * 100 + j

@nogil
def update(a: View[f64], b: View[f64]) -> None:
    for i in prange(len(a)):
        a[i] += b[i]
        a[i] *= 2.0
        if a[i] > 50.0:
            a[i] = 0.0

a = zeros(1500, dtype=i64)
squares(a)
print(a[0], a[38], a[1499], sum([x for x in a]))  # expect: 0 1444 2247001 1123875250
strided(a)
print(a[1], a[2], a[1499])  # expect: 0 4 749
reversed_fill(a)
print(a[0], a[1499])  # expect: 1499 0
flat(a, 10)
print(a[0], a[9], a[10], a[1499])  # expect: 0 9 100 14909
m, n = zeros((40, 30), dtype=f64), zeros((40, 30), dtype=f64)
m[3, 4] = 5.0
rows(m, n)
print(n[3, 4], n[39, 29], n[0, 0])  # expect: 13.0 39.0 0.0
columns(n)
print(n[39, 4], n[39, 0])  # expect: 790.0 780.0
x, y = array([float(i) for i in range(60)], dtype=f64), array([1.0] * 60, dtype=f64)
update(x, y)
print([x[i] for i in (0, 1, 20, 24, 25, 59)])  # expect: [2.0, 4.0, 42.0, 50.0, 0.0, 0.0]
