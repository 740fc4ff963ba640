# UG301: a value carried from one iteration to the next.
from ungil import View, f64, i64, nogil, prange

@nogil
def smooth(a: View[f64], b: View[f64]) -> None:
    last = 0.0
    for i in prange(len(a)):
        b[i] = a[i] + last  # refuse: UG301
        last = a[i]
