# UG330: break and return out of a prange.
from ungil import View, i64, nogil, prange

@nogil
def first(a: View[i64]) -> i64:
    for i in prange(len(a)):
        if a[i] == 0:
            return i  # refuse: UG330
    return -1

@nogil
def stop(n: i64) -> i64:
    s = 0
    for i in prange(n):
        if i == 5:
            break  # refuse: UG330
        s += i
    return s
