# Reading and writing views, negative indices, len, shape.
from ungil import View, array, f64, i64, nogil, zeros

@nogil
def scale(a: View[f64], k: f64) -> None:
    for i in range(len(a)):
        a[i] = a[i] * k

@nogil
def ends(a: View[f64]) -> f64:
    return a[0] * 100.0 + a[-1] + a[-2] * 10.0

@nogil
def prefix(a: View[i64], b: View[i64]) -> None:
    s = 0
    for i in range(a.shape[0]):
        s += a[i]
        b[i] = s

@nogil
def reverse(a: View[i64]) -> None:
    i, j = 0, len(a) - 1
    while i < j:
        a[i], a[j] = a[j], a[i]
        i += 1
        j -= 1

@nogil
def augmented(a: View[i64]) -> None:
    for i in range(len(a)):
        a[i] += i
        a[i] *= 2
        a[i] -= 1
        a[i] //= 3

a = array([1.0, 2.0, 3.0, 4.0], dtype=f64)
scale(a, 2.5)
print([a[i] for i in range(len(a))], ends(a))  # expect: [2.5, 5.0, 7.5, 10.0] 335.0
x, y = array([3, 1, 4, 1, 5], dtype=i64), zeros(5, dtype=i64)
prefix(x, y)
print([y[i] for i in range(5)])  # expect: [3, 4, 8, 9, 14]
reverse(x)
print([x[i] for i in range(5)])  # expect: [5, 1, 4, 1, 3]
augmented(x)
print([x[i] for i in range(5)], len(x), x.shape)  # expect: [3, 1, 3, 2, 4] 5 (5,)
