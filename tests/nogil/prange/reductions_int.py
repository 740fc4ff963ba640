# Integer reductions: + - * & | ^ min max, combined with a start value.
from ungil import View, arange, array, i64, nogil, prange

@nogil
def sums(n: i64, start: i64) -> i64:
    s = start
    for i in prange(n):
        s += i
    return s

@nogil
def minus(n: i64) -> i64:
    s = 100
    for i in prange(n):
        s -= i * i
    return s

@nogil
def product(n: i64) -> i64:
    p = 2
    for i in prange(1, n):
        p *= i
    return p

@nogil
def bits(a: View[i64]) -> tuple[i64, i64, i64]:
    x, y, z = 255, 0, 0
    for i in prange(len(a)):
        x &= a[i]
        y |= a[i]
        z ^= a[i]
    return x, y, z

@nogil
def extremes(a: View[i64]) -> tuple[i64, i64]:
    lo, hi = a[0], a[0]
    for i in prange(len(a)):
        lo = min(lo, a[i])
        hi = max(hi, a[i])
    return lo, hi

@nogil
def two_terms(n: i64) -> tuple[i64, i64]:
    s, t = 0, 0
    for i in prange(n):
        s = s + i % 7
        s += 1
        t -= i
        t += 2 * i
    return s, t

print(sums(1000, 0), sums(100000, -5), sums(0, 7), sums(1, 0), minus(1000), product(15), two_terms(5000))
# expect: 499500 4999949995 7 0 -332833400 174356582400 (19995, 12497500)
a = array([(i * 7919) % 251 for i in range(3000)], dtype=i64)
print(bits(a), bits(a[:4]), extremes(a), extremes(a[5:6]))  # expect: (0, 255, 197) (0, 187, 48) (0, 250) (188, 188)
