# Every integer operator raises OverflowError when the exact result does not fit.
# oracle: none
# engines: native interp
from ungil import i64, nogil

@nogil
def add(a: i64, b: i64) -> i64:
    return a + b

@nogil
def sub(a: i64, b: i64) -> i64:
    return a - b

@nogil
def mul(a: i64, b: i64) -> i64:
    return a * b

@nogil
def neg(a: i64) -> i64:
    return -a

@nogil
def absolute(a: i64) -> i64:
    return abs(a)

@nogil
def floordiv(a: i64, b: i64) -> i64:
    return a // b

@nogil
def shift(a: i64, b: i64) -> i64:
    return a << b

@nogil
def power(a: i64, b: i64) -> i64:
    return a ** b

MAX, MIN = 2 ** 63 - 1, -2 ** 63
def attempt(f, *args):
    try:
        print(f.__name__, f(*args))
    except OverflowError:
        print(f.__name__, "OverflowError")

attempt(add, MAX, 0)  # expect: add 9223372036854775807
attempt(add, MAX, 1)  # expect: add OverflowError
attempt(add, MIN, -1)  # expect: add OverflowError
attempt(sub, MIN, 1)  # expect: sub OverflowError
attempt(sub, -1, MAX)  # expect: sub -9223372036854775808
attempt(sub, 0, MIN)  # expect: sub OverflowError
attempt(mul, 2 ** 32, 2 ** 31)  # expect: mul OverflowError
attempt(mul, 2 ** 32, -2 ** 31)  # expect: mul -9223372036854775808
attempt(mul, MIN, -1)  # expect: mul OverflowError
attempt(neg, MIN)  # expect: neg OverflowError
attempt(neg, MAX)  # expect: neg -9223372036854775807
attempt(absolute, MIN)  # expect: absolute OverflowError
attempt(floordiv, MIN, -1)  # expect: floordiv OverflowError
attempt(floordiv, MIN, 1)  # expect: floordiv -9223372036854775808
attempt(shift, 1, 62)  # expect: shift 4611686018427387904
attempt(shift, 1, 63)  # expect: shift OverflowError
attempt(shift, -1, 63)  # expect: shift -9223372036854775808
attempt(shift, 0, 200)  # expect: shift 0
attempt(power, 3, 39)  # expect: power 4052555153018976267
attempt(power, 3, 40)  # expect: power OverflowError
attempt(power, -2, 63)  # expect: power -9223372036854775808
attempt(power, 2, 63)  # expect: power OverflowError
attempt(power, 0, 0)  # expect: power 1
