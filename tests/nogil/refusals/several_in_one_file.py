# Every refusal of a file is reported at once.
from ungil import View, i64, nogil, prange

@nogil
def a(n: i64) -> i64:
    print(n)  # refuse: UG201
    return n

@nogil
def b(n: i64) -> i64:
    s = 0
    for i in prange(n):
        s //= 2  # refuse: UG304
    return s

@nogil
def fine(n: i64) -> i64:
    return n + 1
