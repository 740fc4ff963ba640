# UG304: operators without a parallel form.
from ungil import i64, nogil, prange

@nogil
def halve(n: i64) -> i64:
    x = 10000
    for i in prange(n):
        x //= 2  # refuse: UG304
    return x

@nogil
def shift(n: i64) -> i64:
    x = 1
    for i in prange(n):
        x <<= 1  # refuse: UG304
    return x
