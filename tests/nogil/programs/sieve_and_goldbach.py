# A sieve over bytes, then a parallel count of Goldbach pairs.
from ungil import View, i64, nogil, prange, u8, zeros

@nogil
def sieve(f: View[u8]) -> i64:
    n = len(f)
    for i in range(2, n):
        f[i] = 1
    i = 2
    while i * i < n:
        if f[i]:
            for j in range(i * i, n, i):
                f[j] = 0
        i += 1
    count = 0
    for k in range(n):
        count += f[k]
    return count

@nogil
def pairs(f: View[u8], n: i64) -> i64:
    c = 0
    for a in range(2, n // 2 + 1):
        if f[a] and f[n - a]:
            c += 1
    return c

@nogil
def table(f: View[u8], out: View[i64]) -> i64:
    total = 0
    for k in prange(len(out)):
        out[k] = pairs(f, 2 * k)
        total += out[k]
    return total

f = zeros(3000, dtype=u8)
print(sieve(f))  # expect: 430
out = zeros(1200, dtype=i64)
print(table(f, out), [out[k] for k in (2, 5, 50, 500, 1199)])  # expect: 36139 [1, 2, 6, 28, 37]
