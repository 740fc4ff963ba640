# A function that makes arrays and calls others frees them on every way out, also when there is no stack for it.
from ungil import View, f64, i64, nogil, prange, zeros

@nogil
def mix(a: i64, b: i64) -> i64:
    if a > b:
        return (a ^ b) % 1000
    return a // b

@nogil
def copied(a: i64, v: View[i64]) -> i64:
    v[1] = mix(a, v[0])
    s = v.copy()[::-1]
    return s[-2]

@nogil
def deep(n: i64) -> i64:
    t = zeros(2, dtype=i64)
    t[0] = n
    if n == 0:
        return 0
    return deep(n - 1) + t[0]

@nogil
def in_loop(n: i64) -> i64:
    s = 0
    for i in prange(n):
        t = zeros(3, dtype=i64)
        t[1] = mix(i, 7)
        s += t[1]
    return s

v = zeros(4, dtype=i64)
v[0] = 8
print(copied(9, v), deep(10), in_loop(20), sum((i ^ 7) % 1000 if i > 7 else i // 7 for i in range(20)))  # expect: 1 55 179 179
try:
    copied(-1, zeros(4, dtype=i64))
except ZeroDivisionError as e:
    print(e)  # expect: integer division or modulo by zero
try:
    deep(100000000)
except RecursionError:
    print("RecursionError")  # expect: RecursionError
