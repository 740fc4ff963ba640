# and/or reductions.
from ungil import View, array, i64, nogil, prange

@nogil
def all_positive(a: View[i64]) -> bool:
    ok = True
    for i in prange(len(a)):
        ok = ok and a[i] > 0
    return ok

@nogil
def any_zero(a: View[i64]) -> bool:
    found = False
    for i in prange(len(a)):
        found = found or a[i] == 0
    return found

a = array([i % 100 + 1 for i in range(2000)], dtype=i64)
print(all_positive(a), any_zero(a))  # expect: True False
a[1500] = 0
print(all_positive(a), any_zero(a), all_positive(a[:1500]), any_zero(a[:0]))  # expect: False True True False
