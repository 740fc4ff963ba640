# Loops that other parallel compilers get wrong: here each gives the serial result (or is refused, see refusals/).
from ungil import View, array, f64, i64, nogil, prange

@nogil
def count_up() -> i64:
    x = 0
    for i in prange(1000):
        x = x + 1
    return x

@nogil
def start_above(a: View[i64]) -> i64:
    m = 9
    for i in prange(len(a)):
        m = max(m, a[i])
    return m

@nogil
def guarded_max(a: View[f64]) -> f64:
    m = -1e300
    for i in prange(len(a)):
        if a[i] > m:
            m = a[i]
    return m

@nogil
def conditional_last(n: i64) -> tuple[i64, i64]:
    x = 1
    y = 4
    for i in prange(n):
        if i > 1000:
            x = -i
        if i == 2:
            y = 4
    return x, y

print(count_up(), start_above(array([1, 7, 3], dtype=i64)), guarded_max(array([1.0, 7.0, 3.0], dtype=f64)), conditional_last(100))
# expect: 1000 9 7.0 (1, 4)

@nogil
def fails_at(i: i64) -> i64:
    if i % 50 == 3:
        raise ValueError("the lowest is 3")
    return i

@nogil
def raise_in_callee() -> i64:
    s = 0
    for i in prange(1000):
        s += fails_at(i)
    return s

@nogil
def divide_by_zero() -> i64:
    s = 0
    for i in prange(100):
        s += i // 0
    return s

for f in (raise_in_callee, divide_by_zero):
    try:
        print(f())
    except (ValueError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
# expect: ValueError the lowest is 3
# expect: ZeroDivisionError integer division or modulo by zero
