"""`with gil:` in native functions: objects of Python, variables both ways, calls in both directions."""
from ungil import View, array, f64, gil, i32, i64, nogil, zeros

seen = []
limits = {"low": 2, "high": 5}


@nogil
def collect(n: i64) -> i64:
    s = 0
    for i in range(n):
        s += i
        with gil:
            seen.append(i)
            print("at", i)
    return s


print(collect(3), seen)
# expect: at 0
# expect: at 1
# expect: at 2
# expect: 3 [0, 1, 2]


@nogil
def clipped(a: View[f64]) -> i64:
    with gil:
        low: i64 = limits["low"]
        high: i64 = limits["high"]
        size = len(limits)
    count = size
    for i in range(len(a)):
        if low <= a[i] <= high:
            count += 1
    return count


print(clipped(array([1.0, 2.0, 3.0, 9.0], dtype=f64)))  # expect: 4


@nogil
def objects(n: i64) -> i64:
    with gil:
        parts = []
    for i in range(n):
        with gil:
            parts.append(str(i * i))
    with gil:
        text = "-".join(parts)
        k = len(text)
        print(text)
    return k


print(objects(4), objects(0))
# expect: 0-1-4-9
# expect:
# expect: 7 0


@nogil
def views(n: i64) -> f64:
    a = zeros(n)
    for i in range(n):
        a[i] = i * 1.5
    part = a[1:]
    with gil:
        print(list(a), list(part), a.shape)
        a[0] = 100.0
        part[1] = 7.0
        seen.append(a)
    return a[0] + a[2]


print(views(4), list(seen[-1]))
# expect: [0.0, 1.5, 3.0, 4.5] [1.5, 3.0, 4.5] (4,)
# expect: 107.0 [100.0, 1.5, 7.0, 4.5]


@nogil
def swapped(a: View[f64], b: View[f64]) -> f64:
    with gil:
        a, b = b, a
    return a[0]


print(swapped(array([1.0], dtype=f64), array([2.0], dtype=f64)))  # expect: 2.0


@nogil
def kinds(a: i32, b: f64, c: bool) -> f64:
    with gil:
        print(a, b, c, type(a).__name__, type(b).__name__, type(c).__name__)
        a = a + 1
        b = 3.0
        c = not c
    if c:
        return 0.0
    return a + b


print(kinds(5, 0.25, True))
# expect: 5 0.25 True int float bool
# expect: 9.0


@nogil
def inner(n: i64) -> i64:
    with gil:
        print("inner", n)
        if n > 0:
            n = outer(n - 1)
    return n + 1


@nogil
def outer(n: i64) -> i64:
    return inner(n) * 2


print(outer(3))
# expect: inner 3
# expect: inner 2
# expect: inner 1
# expect: inner 0
# expect: 30


@nogil
def sometimes(n: i64) -> i64:
    for i in range(n):
        if i % 3 == 0:
            with gil:
                squares = [k * k for k in range(i)]
                add = lambda x: x + i + len(squares)
                n = add(n)
    return n


print(sometimes(7))  # expect: 25


@nogil
def nested(n: i64) -> i64:
    t = 0
    with gil:
        with gil:
            t = t + 1
        with nogil:
            for i in range(n):
                t += i
            with gil:
                print("t", t)
        t = t * 10
    return t


print(nested(4))
# expect: t 7
# expect: 70


@nogil
def tuples(n: i64) -> i64:
    pair = (n, 0.5)
    with gil:
        print(pair)
        pair = (pair[0] + 1, pair[1] * 2)
    return pair[0] + int(pair[1])


print(tuples(3))
# expect: (3, 0.5)
# expect: 5
