"""Exceptions out of a `with gil:`: caught natively by their builtin kind, else the same object outside."""
from ungil import f64, gil, i64, nogil, prange


class Mine(ValueError):
    pass


class Other(Exception):
    pass


def boom(kind, text):
    raise kind(text)


@nogil
def caught(n: i64) -> i64:
    r = 0
    for i in range(n):
        try:
            with gil:
                r = i
                if i == 1:
                    boom(Mine, "mine")
                if i == 2:
                    boom(KeyError, "key")
                if i == 3:
                    boom(Other, "other")
                print("fine", i)
        except ValueError:
            with gil:
                print("a ValueError at", r)
        except LookupError:
            with gil:
                print("a LookupError at", r)
        except Exception:
            with gil:
                print("an Exception at", r)
        finally:
            r += 100
    return r


print(caught(5))
# expect: fine 0
# expect: a ValueError at 1
# expect: a LookupError at 2
# expect: an Exception at 3
# expect: fine 4
# expect: 104


@nogil
def through(n: i64) -> i64:
    try:
        with gil:
            boom(Mine, n)
    finally:
        n = n + 1
    return n


error = None
try:
    through(3)
except Mine as e:
    error = e
print(type(error).__name__, error.args)  # expect: Mine (3,)


@nogil
def again(n: i64) -> i64:
    try:
        with gil:
            error = Mine("again")
            raise error
    except ValueError:
        if n > 0:
            raise
    return n


print(again(0))  # expect: 0
try:
    again(1)
except Mine as e:
    print("again", e.args)
# expect: again ('again',)


def block():
    x = 1
    try:
        with nogil:
            x = 2
            with gil:
                x = 3
                boom(Other, "left")
            x = 4
    except Other as e:
        print("x is", x, e)


block()  # expect: x is 3 left


@nogil
def lowest(n: i64) -> i64:
    s = 0
    for i in prange(n):
        s += i
        if i % 100 == 57:
            with gil:
                print("at", i)
                boom(Mine, i)
    return s


try:
    lowest(1000)
except Mine as e:
    print("lowest", e.args)
# expect: at 57
# expect: lowest (57,)


@nogil
def leave(n: i64) -> i64:
    try:
        with gil:
            raise SystemExit(3)
    except Exception:
        n = 0
    return n


try:
    leave(1)
except SystemExit as e:
    print("exit", e.code)
# expect: exit 3
