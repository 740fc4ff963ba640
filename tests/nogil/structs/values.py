# `@struct` classes: immutable values in native code and in ordinary code.
from ungil import array, f64, i64, nogil, prange, struct, u8, zeros

@struct
class P:
    x: f64
    y: f64 = 2.0

@struct
class Line:
    a: P
    b: P
    tag: i64 = 7

ORIGIN = P(0.0, 0.5)

@nogil
def add(p: P, q: P) -> P:
    return P(p.x + q.x, p.y + q.y)

@nogil
def norm2(p: P) -> f64:
    return p.x * p.x + p.y * p.y

@nogil
def line(n: i64) -> Line:
    p = P(1, y=3)
    q = P(x=float(n))
    r = p
    p = add(p, q)
    return Line(p, r, tag=n)

@nogil
def longest(line: Line):
    far = line.a if norm2(line.a) > norm2(line.b) else line.b
    return far, line.a == line.b, line.a != far, line.b == P(1.0, 3.0)

@nogil
def middle(l: Line):
    return P((l.a.x + l.b.x) / 2, (l.a.y + l.b.y) / 2)

@nogil
def from_origin(p) -> f64:
    d = P(p.x - ORIGIN.x, p.y - ORIGIN.y)
    return norm2(d)

@nogil
def walk(n: i64) -> tuple[P, i64]:
    at = P(0.0, 0.0)
    for i in range(n):
        at = add(at, P(float(i), 0.5))
    return at, n

@nogil
def apply(f, p):
    return f(p)

@nogil
def scaled(k: f64, p: P) -> P:
    return apply(lambda q: P(q.x * k, q.y * k), p)

p = P(1.0)
print(p, P(y=4, x=3), add(p, P(3, 4)), norm2(P(3, 4)))  # expect: P(x=1.0, y=2.0) P(x=3.0, y=4.0) P(x=4.0, y=6.0) 25.0
print(line(5))  # expect: Line(a=P(x=6.0, y=5.0), b=P(x=1.0, y=3.0), tag=5)
print(longest(line(5)), middle(line(1)))  # expect: (P(x=6.0, y=5.0), False, False, True) P(x=1.5, y=4.0)
print(from_origin(P(3.0, 4.5)), walk(4), scaled(2.0, p))  # expect: 25.0 (P(x=6.0, y=2.0), 4) P(x=2.0, y=4.0)
print(p == P(1.0, 2.0), p != P(1.0), p == 3, hash(p) == hash(P(1, 2)), len({P(1), P(1), P(2)}))
# expect: True False False True 2

def block(n):
    total = P(0.0, 0.0)
    start = P(1.0, 1.0)
    with nogil:
        for i in range(n):
            total = add(total, start)
        last = P(total.x, float(n))
    return total, last

print(block(3))  # expect: (P(x=3.0, y=3.0), P(x=3.0, y=3.0))

def parallel(n):
    out = zeros(n)
    with nogil:
        for i in prange(n):
            q = P(float(i), 1.0)
            out[i] = norm2(q)
    return [x for x in out], q

print(parallel(3))  # expect: ([1.0, 2.0, 5.0], P(x=2.0, y=1.0))
try:
    p.x = 3.0
except AttributeError as e:
    print(e)
# expect: cannot assign to field 'x' of the value P
try:
    P(1.0, 2.0, 3.0)
except TypeError:
    print("TypeError")
# expect: TypeError
try:
    norm2(3.0)
except TypeError:
    print("TypeError")
except AttributeError:
    print("TypeError")
# expect: TypeError

@nogil
def raises(n: i64) -> f64:
    return P(1.0 / n, 2.0).y

try:
    raises(0)
except ZeroDivisionError:
    print("ZeroDivisionError")
# expect: ZeroDivisionError
