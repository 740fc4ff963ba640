# UG301: the accumulator must be the first argument of max.
from ungil import View, f64, i64, nogil, prange

@nogil
def largest(a: View[f64]) -> f64:
    m = 0.0
    for i in prange(len(a)):
        m = max(a[i], m)  # refuse: UG301
    return m
