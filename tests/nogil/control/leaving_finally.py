"""`return`, `break` and `continue` out of `finally`: they replace what was under way, exceptions included."""
from ungil import i64, nogil


@nogil
def returns(n: i64) -> i64:
    try:
        if n == 1:
            return 10
        if n == 2:
            raise ValueError("lost")
        n = 100 // n
    finally:
        return n + 1
    return -1


print([returns(n) for n in range(5)])  # expect: [1, 2, 3, 34, 26]


@nogil
def loops(n: i64) -> tuple[i64, i64]:
    s = 0
    k = 0
    for i in range(n):
        try:
            if i % 3 == 0:
                raise KeyError(i)
            s += i
        finally:
            k += 1
            if i == 7:
                break
            if i % 2 == 0:
                continue
        s += 100
    return s, k


def show(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e.args)


for n in range(10):
    show(loops, n)
# expect: (0, 0)
# expect: (0, 1)
# expect: (101, 2)
# expect: (103, 3)
# expect: KeyError (3,)
# expect: KeyError (3,)
# expect: KeyError (3,)
# expect: KeyError (3,)
# expect: KeyError (3,)
# expect: KeyError (3,)


@nogil
def nested(n: i64) -> i64:
    r = 0
    while True:
        try:
            try:
                r += 1
                if n == 0:
                    raise ValueError("inner")
                if n == 1:
                    continue
                return r
            finally:
                r += 10
                if n == 0:
                    raise KeyError("outer")
        except LookupError:
            r += 100
            n = 5
        finally:
            r += 1000
            if r > 5000:
                break
    return r


print([nested(n) for n in range(4)])  # expect: [1112, 5055, 1, 1]


@nogil
def handler(n: i64) -> i64:
    for i in range(n):
        try:
            raise ValueError("x")
        except ValueError:
            if i == 2:
                return -i
            raise
        finally:
            if i < 2:
                continue
    return n


print([handler(n) for n in range(3)])  # expect: [0, 1, 2]
show(handler, 3)  # expect: -2


@nogil
def else_part(n: i64) -> i64:
    for i in range(3):
        try:
            n += i
        except ValueError:
            n = -1
        else:
            if i == 1:
                break
            n += 10
        finally:
            n += 100
    else:
        n += 10000
    return n


print(else_part(0))  # expect: 211
