# A negative exponent of an int, a fractional power of a negative: ValueError.
# oracle: none
# engines: native interp
from ungil import f64, i64, nogil

@nogil
def ipow(a: i64, b: i64) -> i64:
    return a ** b

@nogil
def fpow(a: f64, b: f64) -> f64:
    return a ** b

for f, a, b in ((ipow, 2, -1), (fpow, -8.0, 1.0 / 3.0)):
    try:
        print(f(a, b))
    except ValueError:
        print("ValueError")
# expect: ValueError
# expect: ValueError
