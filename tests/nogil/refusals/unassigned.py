# UG111: a name that may be read before it is assigned.
from ungil import i64, nogil

@nogil
def maybe(n: i64) -> i64:
    if n > 0:
        x = 1
    return x  # refuse: UG111
