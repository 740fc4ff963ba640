# Options that nogil and prange do not have, and values that they cannot have.
from ungil import i64, nogil, prange

@nogil(overflow="clamp")  # refuse: UG113
def f(x: i64) -> i64:
    return x

@nogil(deadline=1)  # refuse: UG115
def g(x: i64) -> i64:
    return x

@nogil(bound="check")  # refuse: UG115
def h(x: i64) -> i64:
    return x

def blocks():
    with nogil(deadline="1"):  # refuse: UG113
        x = 1
    with nogil(release=True):  # refuse: UG115
        x = 1
    for i in prange(3, schedule="auto", nogil=True):  # refuse: UG113
        pass
    for i in prange(3, threads="2", nogil=True):  # refuse: UG204
        pass
    for i in prange(3, thread=2, nogil=True):  # refuse: UG115
        pass
