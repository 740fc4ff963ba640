# A zero step, extreme bounds.
from ungil import i64, nogil

@nogil
def count(a: i64, b: i64, c: i64) -> i64:
    n = 0
    for i in range(a, b, c):
        n += 1
        if n >= 10:
            break
    return n

M = 2 ** 63 - 1
print(count(M - 3, M, 1), count(M - 3, M, 2), count(-M, -M + 5, 4), count(-M - 1, M, 1), count(M, -M, -M))
# expect: 3 2 2 10 2
try:
    count(0, 5, 0)
except ValueError as e:
    print(e)
# expect: range() arg 3 must not be zero
