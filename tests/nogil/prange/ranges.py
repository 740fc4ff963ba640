# start, stop, step; negative steps; empty and single loops.
from ungil import View, i64, nogil, prange, zeros

@nogil
def mark(a: View[i64], start: i64, stop: i64) -> i64:
    s = 0
    for i in prange(start, stop):
        a[i] = i + 1
        s += i
    return s

@nogil
def by_step(a: View[i64], start: i64, stop: i64) -> i64:
    c = 0
    for i in prange(start, stop, 3):
        a[i] = 1
        c += 1
    return c

@nogil
def down(n: i64) -> tuple[i64, i64]:
    s = 0
    last = 0
    for i in prange(n, 0, -2):
        s += i
        last = i
    return s, last

a = zeros(40, dtype=i64)
print(mark(a, 3, 9), mark(a, 5, 5), mark(a, 9, 3), mark(a, 39, 40), [x for x in a][:10])
# expect: 33 0 0 39 [0, 0, 0, 4, 5, 6, 7, 8, 9, 0]
b = zeros(40, dtype=i64)
print(by_step(b, 1, 12), [x for x in b][:14], by_step(b, 0, 1), by_step(b, 10, 0))
# expect: 4 [0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0] 1 0
print(down(10), down(999), down(0))  # expect: (30, 2) (250000, 1) (0, 0)
