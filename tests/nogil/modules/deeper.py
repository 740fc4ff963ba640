# A native function for `kernels.py`.
from ungil import f64, nogil

@nogil
def hundred(x: f64) -> f64:
    return x * 100.0
