# UG311: reads of elements that other iterations write.
from ungil import View, f64, i64, nogil, prange

@nogil
def shift(a: View[f64]) -> None:
    for i in prange(len(a) - 1):
        a[i] = a[i + 1]  # refuse: UG311
