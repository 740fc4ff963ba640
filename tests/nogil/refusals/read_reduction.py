# UG303: a reduction is read inside the loop.
from ungil import View, i64, nogil, prange

@nogil
def prefix(a: View[i64]) -> i64:
    s = 0
    for i in prange(len(a)):
        s += i
        a[i] = s  # refuse: UG303
    return s
