# UG116: a write to a read-only view.
from ungil import ConstView, f64, i64, nogil

@nogil
def clear(a: ConstView[f64]) -> None:
    for i in range(len(a)):
        a[i] = 0.0  # refuse: UG116
