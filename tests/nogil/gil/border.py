# oracle: none
# engines: native interp
"""Values that come back from a `with gil:` are under the rules of the border."""
from ungil import View, array, f64, gil, i64, nogil, u8

@nogil
def wrong_type(n: i64) -> i64:
    with gil:
        n = "text"
    return n


try:
    wrong_type(1)
except TypeError as e:
    print(e)  # expect: variable 'n' of a region: expected i64, got str


@nogil
def too_large(n: i64) -> i64:
    with gil:
        n = 2**70
    return n


try:
    print(too_large(1))
except OverflowError as e:
    print(e)  # expect: variable 'n' of a region: value does not fit in i64




@nogil
def float_for_int(n: i64) -> i64:
    with gil:
        n = 1.5
    return n


try:
    float_for_int(1)
except TypeError as e:
    print(e)  # expect: variable 'n' of a region: expected i64, got float


@nogil
def int_for_float(x: f64) -> f64:
    with gil:
        x = 3
    return x / 2


print(int_for_float(0.5))  # expect: 1.5


@nogil
def narrow(n: i64) -> i64:
    k: u8 = 1
    with gil:
        k = n
    return k


print(narrow(200))  # expect: 200
try:
    narrow(300)
except OverflowError as e:
    print(e)  # expect: variable 'k' of a region: value does not fit in u8


@nogil
def other_array(a: View[f64], what: i64) -> f64:
    with gil:
        if what == 0:
            a = array([9.0], dtype=f64)
        elif what == 1:
            a = array([9], dtype=i64)
        elif what == 2:
            a = [9.0]
    return a[0]


print(other_array(array([1.0], dtype=f64), 0))  # expect: 9.0
for what in 1, 2:
    try:
        other_array(array([1.0], dtype=f64), what)
    except TypeError as e:
        print(e)
# expect: variable 'a' of a region: expected View[f64], a buffer of that type, got Array
# expect: variable 'a' of a region: expected View[f64], got list
