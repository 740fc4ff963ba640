# UG115: an unknown name or method.
import math
from ungil import f64, i64, nogil

@nogil
def typo(count: i64) -> i64:
    return coutn + 1  # refuse: UG115

@nogil
def method(x: f64) -> f64:
    return math.sqroot(x)  # refuse: UG115
