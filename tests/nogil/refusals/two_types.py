# UG110: one name, two types.
from ungil import f64, i64, nogil

@nogil
def total(n: i64) -> f64:
    s = 0
    for i in range(n):
        s = s + 0.5  # refuse: UG110
    return s
