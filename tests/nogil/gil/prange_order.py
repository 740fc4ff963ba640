"""A `prange` with a `with gil:` in it runs in order: what is seen from outside is as sequentially, on any number of threads."""
from ungil import View, array, f64, gil, i64, nogil, prange, zeros

log = []


@nogil
def every(n: i64) -> i64:
    s = 0
    last = -1
    for i in prange(n):
        s += i * i
        last = i
        with gil:
            log.append(i)
    return s + last


print(every(1000), log == list(range(1000)))  # expect: 332834499 True


@nogil
def note(i: i64) -> i64:
    with gil:
        log.append(-i)
    return i


@nogil
def below(a: View[f64]) -> f64:
    m = -1.0
    for i in prange(len(a), threads=8):
        a[i] = note(i) * 0.5
        m = max(m, a[i])
    return m


log.clear()
a = zeros(600)
print(below(a), log == [-i for i in range(600)], a[599])  # expect: 299.5 True 299.5


def reduction(n):
    total = 0.0
    where = -1
    with nogil:
        for i in prange(n):
            x = i * 0.25
            total += x
            if i % 7 == 3:
                where = i
                with gil:
                    log.append((i, x))
    return total, where, len(log)


log.clear()
print(reduction(100))  # expect: (1237.5, 94, 14)
for i in prange(3, nogil=True):
    with gil:
        print("alone", i)
# expect: alone 0
# expect: alone 1
# expect: alone 2
