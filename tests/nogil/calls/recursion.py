# Recursion: single, mutual, ackermann, with views.
from ungil import View, array, i64, nogil

@nogil
def fib(n: i64) -> i64:
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)

@nogil
def even(n: i64) -> bool:
    if n == 0:
        return True
    return odd(n - 1)

@nogil
def odd(n: i64) -> bool:
    if n == 0:
        return False
    return even(n - 1)

@nogil
def ack(m: i64, n: i64) -> i64:
    if m == 0:
        return n + 1
    if n == 0:
        return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))

@nogil
def search(a: View[i64], x: i64, lo: i64, hi: i64) -> i64:
    if lo >= hi:
        return -1
    mid = (lo + hi) // 2
    if a[mid] == x:
        return mid
    if a[mid] < x:
        return search(a, x, mid + 1, hi)
    return search(a, x, lo, mid)

print(fib(20), even(100), odd(100), ack(2, 5))  # expect: 6765 True False 13
a = array([1, 3, 5, 7, 9, 11], dtype=i64)
print([search(a, x, 0, 6) for x in (1, 11, 7, 4)])  # expect: [0, 5, 3, -1]
