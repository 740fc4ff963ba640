# UG206: yield in a region.
from ungil import i64, nogil

def gen(n):
    with nogil:
        for i in range(n):
            yield i  # refuse: UG206
