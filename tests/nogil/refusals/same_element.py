# UG310: iterations may write the same element.
from ungil import View, i64, nogil, prange

@nogil
def one(r: View[i64]) -> None:
    for i in prange(100):
        r[0] += 1  # refuse: UG310

@nogil
def modulo(r: View[i64]) -> None:
    for i in prange(100):
        r[i % 4] = i  # refuse: UG310
