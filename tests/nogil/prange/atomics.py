# Atomic and atomic_add: shared by iterations, exact whatever the schedule is.
from ungil import Atomic, View, View2, array, atomic_add, f64, i64, nogil, prange, zeros

@nogil
def count(a: View[i64], hits: Atomic[i64]) -> i64:
    for i in prange(len(a)):
        if a[i] % 3 == 0:
            hits.add(1)
    return hits.load()

@nogil
def note(best: Atomic[i64], total: Atomic[f64], x: i64):
    best.max(x)
    total.add(0.5)

@nogil
def through_calls(a: View[i64], best: Atomic[i64], total: Atomic[f64]):
    for i in prange(len(a), chunk=7, threads=2):
        note(best, total, a[i])

@nogil
def histogram(a: View[i64], h: View[i64]):
    for i in prange(len(a)):
        atomic_add(h, a[i] % len(h), 1)

@nogil
def table(a: View[i64], t: View2[i64]):
    for i in prange(len(a)):
        atomic_add(t, (a[i] % 2, -1), 2)

a = array([i * 7 % 1001 for i in range(5000)], dtype=i64)
h = Atomic(0)
print(count(a, h), h.load())  # expect: 1678 1678
best, total = Atomic(-1), Atomic(0.25)
through_calls(a, best, total)
print(best.load(), total.load())  # expect: 994 2500.25
bins = zeros(10, dtype=i64)
histogram(a, bins)
print(list(bins))  # expect: [524, 490, 490, 489, 524, 490, 489, 524, 490, 490]
t = zeros((2, 3), dtype=i64)
table(a, t)
print([t[i, j] for i in range(2) for j in range(3)])  # expect: [0, 0, 5034, 0, 0, 4966]

def block(a, n):
    done = Atomic(False)
    low = Atomic(10**6)
    with nogil:
        for i in prange(n):
            low.min(a[i] - i)
            if i == 77:
                done.store(True)
        seen = done.load()
    return seen, low.load(), done.cas(True, False), done.load()

print(block(a, 5000))  # expect: (True, -4862, True, False)
