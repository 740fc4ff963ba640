# What may be passed: ints that fit, ints and bools for floats, never a float for an int.
# oracle: none
# engines: native interp
from ungil import f64, i64, i8, nogil, u8

@nogil
def integer(x: i64) -> i64:
    return x

@nogil
def small(x: i8, y: u8) -> i64:
    return x * y

@nogil
def real(x: f64) -> f64:
    return x

@nogil
def flag(x: bool) -> bool:
    return x

def attempt(f, *args):
    try:
        print(f(*args))
    except (TypeError, OverflowError) as e:
        print(type(e).__name__)

attempt(integer, 5)  # expect: 5
attempt(integer, True)  # expect: 1
attempt(integer, 2 ** 63)  # expect: OverflowError
attempt(integer, -2 ** 63)  # expect: -9223372036854775808
attempt(integer, 1.0)  # expect: TypeError
attempt(integer, "1")  # expect: TypeError
attempt(integer, None)  # expect: TypeError
attempt(small, -128, 255)  # expect: -32640
attempt(small, 128, 0)  # expect: OverflowError
attempt(small, 0, -1)  # expect: OverflowError
attempt(real, 2)  # expect: 2.0
attempt(real, True)  # expect: 1.0
attempt(real, "x")  # expect: TypeError
attempt(flag, True)  # expect: True
attempt(integer)  # expect: TypeError
attempt(integer, 1, 2)  # expect: TypeError
