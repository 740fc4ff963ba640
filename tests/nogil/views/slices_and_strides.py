# Slices are views on the same memory, with any stride.
from ungil import View, arange, array, f64, i64, nogil

@nogil
def total(a: View[i64]) -> i64:
    s = 0
    for i in range(len(a)):
        s = s * 10 + a[i]
    return s

@nogil
def parts(a: View[i64]) -> tuple[i64, i64, i64]:
    return total(a[2:5]), total(a[::3]), total(a[-2:])

@nogil
def clear(a: View[i64]) -> None:
    for i in range(len(a)):
        a[i] = 0

@nogil
def odd(a: View[i64]) -> None:
    clear(a[1::2])

@nogil
def backwards(a: View[i64]) -> i64:
    return total(a[::-1])

a = arange(8, dtype=i64)
print(total(a), parts(a), backwards(a))  # expect: 1234567 (234, 36, 67) 76543210
print(total(a[::2]), total(a[6:2:-2]), total(a[3:3]))  # expect: 246 64 0
odd(a)
print([a[i] for i in range(8)])  # expect: [0, 0, 2, 0, 4, 0, 6, 0]
clear(a[:2])
clear(a[6:])
print([a[i] for i in range(8)])  # expect: [0, 0, 2, 0, 4, 0, 0, 0]
