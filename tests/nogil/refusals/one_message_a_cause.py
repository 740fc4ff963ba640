# A second symptom of the same mistake is not reported again.
from ungil import View, i64, nogil, prange

@nogil
def found(n: i64) -> i64:
    k = 0
    for i in prange(n):
        for j in range(10):
            if j == 3:
                break
        k += j  # refuse: UG301
    return k

@nogil
def fill(r: View[i64]) -> None:
    for i in prange(100):
        r[:] = i  # refuse: UG310

@nogil
def gives(n: i64) -> i64:
    yield n  # refuse: UG206
