# Struct values: fields cannot be assigned, and must exist.
from ungil import f64, i64, nogil, struct

@struct
class P:
    x: f64
    y: f64
    count: i64 = 0

@nogil
def store(p: P) -> f64:
    p.x = 1.0  # refuse: UG116
    return p.x

@nogil
def update(p: P) -> f64:
    p.x += 1.0  # refuse: UG116
    return p.x

@nogil
def unknown(p: P) -> f64:
    return p.coun  # refuse: UG115

@nogil
def keyword(x: f64) -> P:
    return P(x, z=x)  # refuse: UG115

@nogil
def missing(x: f64) -> P:
    return P(x)  # refuse: UG113

@nogil
def wrong(x: f64) -> P:
    return P(x, x, x)  # refuse: UG113

@nogil
def compared(p: P, q: P) -> bool:
    return p < q  # refuse: UG113

@nogil
def passed(x: f64) -> f64:
    return store(x)  # refuse: UG113
