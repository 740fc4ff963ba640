# LU decomposition with pivoting, a solve, powers of a matrix, in native code.
from ungil import View, View2, array, f64, i64, nogil, prange, zeros

@nogil
def lu(a: View2[f64], perm: View[i64]) -> f64:
    n = a.shape[0]
    det = 1.0
    for i in range(n):
        perm[i] = i
    for c in range(n):
        p = c
        for r in range(c + 1, n):
            if abs(a[r, c]) > abs(a[p, c]):
                p = r
        if a[p, c] == 0.0:
            raise ZeroDivisionError("singular")
        if p != c:
            for k in range(n):
                a[c, k], a[p, k] = a[p, k], a[c, k]
            perm[c], perm[p] = perm[p], perm[c]
            det = -det
        det *= a[c, c]
        for r in range(c + 1, n):
            a[r, c] /= a[c, c]
            for k in range(c + 1, n):
                a[r, k] -= a[r, c] * a[c, k]
    return det

@nogil
def solve(a: View2[f64], perm: View[i64], b: View[f64], x: View[f64]) -> None:
    n = a.shape[0]
    for i in range(n):
        s = b[perm[i]]
        for j in range(i):
            s -= a[i, j] * x[j]
        x[i] = s
    for i in range(n - 1, -1, -1):
        s = x[i]
        for j in range(i + 1, n):
            s -= a[i, j] * x[j]
        x[i] = s / a[i, i]

n = 6
a = zeros((n, n))
for i in range(n):
    for j in range(n):
        a[i, j] = 1.0 / (i + j + 1) + (2.0 if i == j else 0.0)
keep = a.copy()
perm, x = zeros(n, dtype=i64), zeros(n)
b = array([float(i + 1) for i in range(n)], dtype=f64)
print(lu(a, perm))  # expect: 130.93877852237165
solve(a, perm, b, x)
print([round(v, 10) for v in x])
# expect: [-0.2464920099, 0.3665964398, 0.9590324529, 1.5289466939, 2.0830167679, 2.6259617915]
print(max(abs(sum(keep[i, j] * x[j] for j in range(n)) - b[i]) for i in range(n)) < 1e-12)  # expect: True
try:
    lu(zeros((2, 2)), perm)
except ZeroDivisionError as e:
    print(e)
# expect: singular
