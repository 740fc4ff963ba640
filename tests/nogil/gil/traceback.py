"""The traceback of an exception out of a `with gil:` has each function once."""
from ungil import gil, i64, nogil


def boom():
    raise ValueError("from python")


@nogil
def deep(n: i64) -> i64:
    if n == 0:
        with gil:
            boom()
    return deep(n - 1) + 1


def block():
    x = 3
    with nogil:
        x = deep(x - 2)
    return x


block()
# expect error: ValueError: from python
