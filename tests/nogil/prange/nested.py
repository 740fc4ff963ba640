# An inner prange runs serially with the same result; a prange in a callee too.
from ungil import View, View2, f64, i64, nogil, prange, zeros

@nogil
def row(a: View[i64], k: i64) -> i64:
    s = 0
    for j in prange(len(a)):
        a[j] = j * k
        s += a[j]
    return s

@nogil
def both(a: View2[i64]) -> i64:
    s = 0
    for i in prange(a.shape[0]):
        s += row(a[i], i)
    return s

@nogil
def inner(n: i64) -> i64:
    s = 0
    for i in prange(n):
        for j in prange(n):
            s += i * j
    return s

a = zeros((30, 20), dtype=i64)
print(both(a), a[29, 19], a[1, 7], inner(50))  # expect: 82650 551 7 1500625
