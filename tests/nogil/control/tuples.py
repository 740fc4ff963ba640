# Several results, swaps, unpacking, tuples as values.
from ungil import f64, i64, nogil

@nogil
def minmax(a: i64, b: i64) -> tuple[i64, i64]:
    if a > b:
        a, b = b, a
    return a, b

@nogil
def fib(n: i64) -> i64:
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a

@nogil
def polar(x: f64, y: f64) -> tuple[f64, f64]:
    r = (x * x + y * y) ** 0.5
    return r, x / r

@nogil
def user(x: f64) -> f64:
    r, c = polar(x, 4.0)
    t = (r, c)
    return t[0] * 10.0 + t[1]

print(minmax(3, 1), minmax(1, 3), fib(50), polar(3.0, 4.0), user(3.0))
# expect: (1, 3) (1, 3) 12586269025 (5.0, 0.6) 50.6
