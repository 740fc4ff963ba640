# Calls across modules that cannot be native are refused when the region is entered.
# oracle: none
# engines: native interp
import kernels
from kernels import ordinary
from ungil import RegionError, i64, nogil

@nogil
def plain(x: i64) -> i64:
    return ordinary(x)

@nogil
def member(x: i64) -> i64:
    return kernels.ordinary(x)

@nogil
def missing(x: i64) -> i64:
    return kernels.no_such(x)

for f in (plain, member, missing):
    try:
        f(1)
    except RegionError as e:
        print(str(e).split("\n")[0])
# expect: error[UG202]: calls `ordinary`, which is not native: it is an ordinary function of another module
# expect: error[UG202]: calls `kernels.ordinary`, which is not native: it is an ordinary function of another module
# expect: error[UG115]: `kernels.no_such` has no value

@nogil
def inner_message(a):
    return kernels.fill(a, 1.5)

try:
    inner_message(b"abc")
except RegionError as e:
    print("kernels.py:21" in str(e), str(e).split("\n")[0])
# expect: True error[UG113]: an int (u8) is wanted here, this is an f64
