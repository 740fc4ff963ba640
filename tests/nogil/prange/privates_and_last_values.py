# Index, private and conditional last values afterwards are those of a plain for.
from ungil import View, array, f64, i64, nogil, prange, zeros

@nogil
def index_after(n: i64) -> i64:
    i = -1
    for i in prange(n):
        pass
    return i

@nogil
def private(a: View[f64]) -> tuple[f64, f64]:
    t = -1.0
    u = -2.0
    for i in prange(len(a)):
        t = i * 2.0
        u = t + 1.0
        a[i] = t * u
    return t, u

@nogil
def conditional(n: i64, k: i64) -> tuple[i64, i64]:
    last = -7
    hits = 0
    for i in prange(n):
        if i % k == 1:
            last = i
            hits += 1
    return last, hits

@nogil
def inner_private(a: View[i64]) -> i64:
    for i in prange(len(a)):
        x = i
        k = 0
        while x > 0:
            x //= 2
            k += 1
        a[i] = k
    s = 0
    for i in range(len(a)):
        s += a[i]
    return s

print(index_after(10), index_after(0), index_after(5000))  # expect: 9 -1 4999
a = zeros(1000, dtype=f64)
print(private(a), a[0], a[500], a[999], private(a[:0]))
# expect: (1998.0, 1999.0) 0.0 1001000.0 3994002.0 (-1.0, -2.0)
print(conditional(1000, 3), conditional(1000, 5000), conditional(1, 2), conditional(0, 2))
# expect: (997, 333) (1, 1) (-7, 0) (-7, 0)
print(inner_private(zeros(3000, dtype=i64)))  # expect: 31905
