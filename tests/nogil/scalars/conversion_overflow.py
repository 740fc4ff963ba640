# int() of a float out of i64's range: OverflowError.
# oracle: none
# engines: native interp
from ungil import f64, i64, nogil

@nogil
def to_int(x: f64) -> i64:
    return int(x)

for x in (9.3e18, -9.3e18, 1e300, -9223372036854775808.0):
    try:
        print(to_int(x))
    except OverflowError:
        print("OverflowError")
# expect: OverflowError
# expect: OverflowError
# expect: OverflowError
# expect: -9223372036854775808
