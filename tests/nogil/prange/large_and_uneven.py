# Many iterations, uneven work, more workers than iterations.
from ungil import View, i64, nogil, prange, zeros

@nogil
def uneven(n: i64) -> i64:
    best = 0
    for i in prange(1, n, schedule="dynamic"):
        x = i
        k = 0
        while x != 1:
            if x & 1:
                x = 3 * x + 1
            else:
                x >>= 1
            k += 1
        best = max(best, k)
    return best

@nogil
def few(a: View[i64], t: i64) -> i64:
    s = 0
    for i in prange(len(a), threads=t):
        a[i] = i
        s += 1
    return s

print(uneven(2000), few(zeros(3, dtype=i64), 8), few(zeros(1, dtype=i64), 2), few(zeros(0, dtype=i64), 4), few(zeros(700, dtype=i64), 0))
# expect: 181 3 1 0 700
