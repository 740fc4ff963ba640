# / is correctly rounded, // and % floor, zero divisors raise.
from ungil import f64, i64, nogil

@nogil
def true_div(a: i64, b: i64) -> f64:
    return a / b

@nogil
def floats(a: f64, b: f64) -> tuple[f64, f64, f64]:
    return a / b, a // b, a % b

@nogil
def ints(a: i64, b: i64) -> tuple[i64, i64]:
    return divmod(a, b)

@nogil
def mixed(a: i64, b: f64) -> f64:
    return a // b + a % b

print(true_div(7, 2), true_div(1, 3), true_div(2 ** 62 + 1, 3), true_div(9007199254740993, 9007199254740995), true_div(-5, 2))
# expect: 3.5 0.3333333333333333 1.5372286728091292e+18 0.9999999999999998 -2.5
print(sum(true_div(a, b) == a / b for a in (2 ** 62 - 1, -(2 ** 61) + 3, 10 ** 17 + 7, 5) for b in (3, -7, 2 ** 55 + 1, 10 ** 15 + 3)))
# expect: 16
print(true_div(0, -5), true_div(0, 5), true_div(0, -(2 ** 62)))  # expect: -0.0 0.0 -0.0
print(floats(7.5, 2.0), floats(-7.5, 2.0), floats(7.5, -2.0), floats(1e300, 1e-10), floats(-0.0, 3.0))
# expect: (3.75, 3.0, 1.5) (-3.75, -4.0, 0.5) (-3.75, -4.0, -0.5) (inf, inf, 5.476641984772742e-11) (-0.0, -0.0, 0.0)
print(ints(17, 5), ints(-17, 5), ints(17, -5), mixed(7, 2.5))  # expect: (3, 2) (-4, 3) (-4, -3) 4.0
def attempt(f, *args):
    try:
        print(f(*args))
    except ZeroDivisionError as e:
        print("ZeroDivisionError")

attempt(true_div, 1, 0)  # expect: ZeroDivisionError
attempt(ints, 1, 0)  # expect: ZeroDivisionError
attempt(floats, 1.0, 0.0)  # expect: ZeroDivisionError
attempt(mixed, 1, 0.0)  # expect: ZeroDivisionError
