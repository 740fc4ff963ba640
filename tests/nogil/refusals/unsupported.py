# UG207: constructs without native code.
from ungil import i64, nogil

@nogil
def named(n: i64) -> i64:
    try:
        n //= 0
    except ZeroDivisionError as e:  # refuse: UG207
        n = 1
    return n

@nogil
def imports(n: i64) -> i64:
    import math  # refuse: UG207
    return n
