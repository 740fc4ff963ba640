# What cannot be done with Atomic and atomic_add.
from ungil import Atomic, View, atomic_add, f64, i64, nogil, prange

@nogil
def makes(n: i64) -> i64:
    c = Atomic(n)  # refuse: UG207
    return n

@nogil
def renames(c: Atomic[i64]) -> i64:
    d = c  # refuse: UG207
    return 1

@nogil
def misuses(c: Atomic[i64], b: Atomic[bool]) -> i64:
    c.increment(1)  # refuse: UG115
    c.add(1.5)  # refuse: UG113
    c.add()  # refuse: UG113
    b.add(True)  # refuse: UG113
    return c + 1  # refuse: UG113

@nogil
def both_ways(a: View[i64], h: View[i64]):
    for i in prange(len(a)):
        atomic_add(h, a[i], 1)
        a[i] = h[0]  # refuse: UG310

@nogil
def wrong_index(h: View[f64]):
    atomic_add(h, 1.5, 1.0)  # refuse: UG113
    atomic_add(h, (0, 1), 1.0)  # refuse: UG113

@nogil
def strange(c: Atomic[str]) -> i64:  # refuse: UG113
    return 0
