# Callable parameters, lambdas, nested functions, native functions by name.
from typing import Callable
from ungil import View, array, f64, i64, nogil, prange, zeros

@nogil
def square(x):
    return x * x

@nogil
def integrate(f: Callable[[f64], f64], a: f64, b: f64, n: i64) -> f64:
    h = (b - a) / n
    s = 0.0
    for i in range(n):
        s += f(a + (i + 0.5) * h)
    return s * h

@nogil
def areas(k: f64) -> f64:
    return integrate(lambda x: k * x, 0.0, 1.0, 4) + integrate(square, 0.0, 1.0, 10)

@nogil
def nested(n: i64) -> i64:
    k = 3
    def inner(x):
        return x + k
    def outer(x):
        return inner(x) * 2
    s = 0
    for i in range(n):
        s += outer(i)
    return s

@nogil
def in_a_loop(n: i64) -> i64:
    s = 0
    for i in range(n):
        f = lambda x, y=1: x * i + y
        s += f(10) + f(1, y=2)
    return s

@nogil
def compose(f, g, x):
    return f(g(x))

@nogil
def composed(x: f64) -> f64:
    shift = 1.5
    inc = lambda v: v + shift
    return compose(inc, inc, x) + compose(square, lambda v: inc(v) * 2, x)

@nogil
def map_into(f, a, out):
    for i in prange(len(a)):
        out[i] = f(a[i])

@nogil
def reads_array(a: View[f64]) -> f64:
    at = lambda i: a[i] + a[-1 - i]
    return at(0) + at(1)

print(areas(2.0), integrate(square, 0.0, 1.0, 10))  # expect: 1.3325 0.3325
print(nested(5), in_a_loop(4), composed(1.0))  # expect: 50 78 29.0
a = array([1.0, 2.0, 3.0], dtype=f64)
out = zeros(3)
map_into(square, a, out)
print([x for x in out], reads_array(a))  # expect: [1.0, 4.0, 9.0] 8.0

def block(n):
    result = zeros(n)
    scale = 2.0
    with nogil:
        for i in prange(n):
            result[i] = (lambda x: x * scale + i)(1.5)
    return [x for x in result]

print(block(4))  # expect: [3.0, 4.0, 5.0, 6.0]
