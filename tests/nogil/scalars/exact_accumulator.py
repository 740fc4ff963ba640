# An integer accumulator is exact: it may leave the range on the way and come back.
# oracle: none
# engines: native interp
from ungil import View, i64, nogil, zeros, array

@nogil
def total(a: View[i64]) -> i64:
    s = 0
    for k in range(len(a)):
        s += a[k]
    return s

big = array([2 ** 62, 2 ** 62, 2 ** 62, -2 ** 62, -2 ** 62], dtype=i64)
print(total(big) == 2 ** 62)  # expect: True
bad = array([2 ** 62, 2 ** 62, 2 ** 62], dtype=i64)
try:
    total(bad)
except OverflowError:
    print("OverflowError")
# expect: OverflowError
