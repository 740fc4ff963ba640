"""An exception raised while another is handled has it as its context, natively as in Python."""
from ungil import gil, i64, nogil, prange


def chain(e):
    out = []
    while e is not None:
        out.append(f"{type(e).__name__}({e})")
        e = e.__context__
    return " <- ".join(out)


def show(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(chain(e))


@nogil
def handler(n: i64) -> i64:
    try:
        if n == 0:
            raise ValueError("first")
        n = 10 // (n - 1)
    except ValueError:
        raise KeyError(n)
    except ZeroDivisionError:
        n = n // (n - n)
    return n


for n in 0, 1, 2:
    show(handler, n)
# expect: KeyError(0) <- ValueError(first)
# expect: ZeroDivisionError(integer division or modulo by zero) <- ZeroDivisionError(integer division or modulo by zero)
# expect: 10


@nogil
def last(n: i64) -> i64:
    try:
        if n > 0:
            raise ValueError(f"body {n}")
    finally:
        if n > 1:
            raise IndexError("finally")
        n = n * 2
    return n


for n in 0, 1, 2:
    show(last, n)
# expect: 0
# expect: ValueError(body 1)
# expect: IndexError(finally) <- ValueError(body 2)


@nogil
def inner(n: i64) -> i64:
    try:
        raise ValueError("inner")
    except ValueError:
        if n == 0:
            raise
        raise TypeError("from inner")


@nogil
def outer(n: i64) -> i64:
    try:
        raise KeyError("outer")
    except KeyError:
        if n < 2:
            return inner(n)
        try:
            inner(1)
        except TypeError:
            if n == 2:
                raise
            raise RuntimeError("last")
    return n


for n in range(4):
    show(outer, n)
# expect: ValueError(inner) <- KeyError('outer')
# expect: TypeError(from inner) <- ValueError(inner) <- KeyError('outer')
# expect: TypeError(from inner) <- ValueError(inner) <- KeyError('outer')
# expect: RuntimeError(last) <- TypeError(from inner) <- ValueError(inner) <- KeyError('outer')


@nogil
def swallowed(n: i64) -> i64:
    for i in range(n):
        try:
            raise ValueError(i)
        except ValueError:
            try:
                raise KeyError(i)
            except KeyError:
                pass
    raise IndexError("alone")


show(swallowed, 5)  # expect: IndexError(alone)


@nogil
def parallel(n: i64) -> i64:
    s = 0
    for i in prange(n):
        s += i
        try:
            if i % 100 == 99:
                raise ValueError(i)
        except ValueError:
            raise KeyError(i)
    return s


show(parallel, 1000)  # expect: KeyError(99) <- ValueError(99)


@nogil
def python(n: i64) -> i64:
    try:
        with gil:
            raise OSError("from python")
    except OSError:
        if n == 0:
            raise ValueError("native")
        with gil:
            raise LookupError("python again")
    return n


show(python, 0)  # expect: ValueError(native) <- OSError(from python)
show(python, 1)  # expect: LookupError(python again) <- OSError(from python)


def around():
    try:
        raise AttributeError("around")
    except AttributeError:
        return handler(0)


show(around)  # expect: KeyError(0) <- ValueError(first) <- AttributeError(around)
