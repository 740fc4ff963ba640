# UG207: a function captures a variable that is assigned later, or assigns one.
from ungil import f64, i64, nogil, prange

@nogil
def later(x: f64) -> f64:
    k = 1.0
    f = lambda v: v + k  # refuse: UG207
    k = 2.0
    return f(x)

@nogil
def in_loop(n: i64) -> i64:
    s = 0
    for i in range(n):
        def f(v):  # refuse: UG207
            return v + s
        s += f(i)
    return s

@nogil
def assigns(n: i64) -> i64:
    k = 0
    def bump(v):
        nonlocal k
        k += v  # refuse: UG207
        return k
    return bump(n)

@nogil
def returns(n: i64):
    return lambda x: x + n  # refuse: UG207

@nogil
def reads_reduction(n: i64) -> i64:
    s = 0
    for i in prange(n):
        s += (lambda v: v + s)(i)  # refuse: UG301
    return s

@nogil
def carried(n: i64) -> i64:
    p = 0
    q = 0
    for i in prange(n):
        q = (lambda v: v + p)(i)  # refuse: UG301
        p = i
    return q

@nogil
def two(n: i64) -> i64:
    f = lambda x: x + 1
    if n > 2:
        f = lambda x: x + 2  # refuse: UG110
    return f(n)

@nogil
def endless(x):
    return endless(x - 1)  # refuse: UG113
