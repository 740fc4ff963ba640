# Views that overlap while one is written: AliasError before anything is written; disjoint strides are fine.
# oracle: none
# engines: native interp
from ungil import AliasError, View, arange, i64, nogil, prange, zeros

@nogil
def copy(a: View[i64], b: View[i64]) -> None:
    for i in prange(len(a)):
        b[i] = a[i] + 1

x = arange(100, dtype=i64)
try:
    copy(x[0:50], x[1:51])
except AliasError as e:
    print("AliasError", isinstance(e, ValueError), x[1])
# expect: AliasError True 1
copy(x[::2], x[1::2])
print(x[1], x[2], x[99])  # expect: 1 2 99
copy(x[:50], x[50:])
print(x[50], x[99])  # expect: 1 50
copy(x, x)
print(x[0], x[50], x[99])  # expect: 1 2 51
