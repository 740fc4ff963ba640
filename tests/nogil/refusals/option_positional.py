# Options are given by name.
from ungil import i64, nogil

@nogil("wrap")  # refuse: UG207
def k(x: i64) -> i64:
    return x

def block():
    with nogil(1):  # refuse: UG207
        x = 1
