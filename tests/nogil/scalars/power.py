# ** of ints and floats.
from ungil import f64, i64, nogil

@nogil
def ipow(a: i64, b: i64) -> i64:
    return a ** b

@nogil
def fpow(a: f64, b: f64) -> f64:
    return a ** b

@nogil
def square(a: f64) -> f64:
    return a ** 2

@nogil
def half(a: i64) -> f64:
    return a ** 0.5

print([ipow(a, b) for a in (-3, 0, 1, 2, 10) for b in (0, 1, 2, 5, 18)])
# expect: [1, -3, 9, -243, 387420489, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 4, 32, 262144, 1, 10, 100, 100000, 1000000000000000000]
print(fpow(2.0, 0.5), fpow(10.0, -2.0), fpow(-8.0, 3.0), fpow(0.0, 0.0), square(1.5), square(-1e-3), half(2), half(16))
# expect: 1.4142135623730951 0.01 -512.0 1.0 2.25 1e-06 1.4142135623730951 4.0
try:
    print(fpow(0.0, -1.0))
except ZeroDivisionError:
    print("ZeroDivisionError")
# expect: ZeroDivisionError
