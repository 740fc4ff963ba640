# UG113: a float where an int is wanted, and the like.
from ungil import View, f64, i64, nogil

@nogil
def index(a: View[f64], x: f64) -> f64:
    return a[x]  # refuse: UG113

@nogil
def returns(x: f64) -> i64:
    return x  # refuse: UG113

@nogil
def takes(n: i64) -> i64:
    return n

@nogil
def passes(x: f64) -> i64:
    return takes(x)  # refuse: UG113
