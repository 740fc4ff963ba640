# View2 and View3: shape, indices, rows, transposes.
from ungil import View, View2, View3, arange, f64, i64, nogil, zeros

@nogil
def fill(a: View2[i64]) -> None:
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            a[i, j] = i * 10 + j

@nogil
def transpose(a: View2[i64], b: View2[i64]) -> None:
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            b[j, i] = a[i, j]

@nogil
def row_sum(r: View[i64]) -> i64:
    s = 0
    for j in range(len(r)):
        s += r[j]
    return s

@nogil
def rows(a: View2[i64], out: View[i64]) -> None:
    for i in range(a.shape[0]):
        out[i] = row_sum(a[i])

@nogil
def cube(a: View3[f64]) -> f64:
    s = 0.0
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            for k in range(a.shape[2]):
                a[i, j, k] = i + 10.0 * j + 100.0 * k
                s += a[i, j, k]
    return s + a[-1, -1, -1]

a, b, s = zeros((3, 4), dtype=i64), zeros((4, 3), dtype=i64), zeros(3, dtype=i64)
fill(a)
transpose(a, b)
rows(a, s)
print([[a[i, j] for j in range(4)] for i in range(3)])  # expect: [[0, 1, 2, 3], [10, 11, 12, 13], [20, 21, 22, 23]]
print([[b[i, j] for j in range(3)] for i in range(4)], [s[i] for i in range(3)])
# expect: [[0, 10, 20], [1, 11, 21], [2, 12, 22], [3, 13, 23]] [6, 46, 86]
print(cube(zeros((2, 3, 4), dtype=f64)), a.shape, len(a), a[1, 2], a[-1, -1])  # expect: 4173.0 (3, 4) 3 12 23
try:
    a[3, 0]
except IndexError:
    print("IndexError")
# expect: IndexError
