# UG302: one variable with + and *.
from ungil import i64, nogil, prange

@nogil
def mixed(n: i64) -> i64:
    s = 1
    for i in prange(n):
        s += i
        s *= 2  # refuse: UG302
    return s
