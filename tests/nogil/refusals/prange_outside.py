# UG332: prange outside a nogil region.
from ungil import prange

def total(n):
    s = 0
    for i in prange(n):  # refuse: UG332
        s += i
    return s
