# A parameter without a type is generic: one version for each combination of argument types.
from ungil import View, array, f64, i64, nogil, u8, zeros

@nogil
def add(a, b):
    return a + b

@nogil
def twice(x):
    return add(x, x)

@nogil
def total(a):
    s = 0 * a[0]
    for x in a:
        s += x
    return s

@nogil
def first(a):
    return a[0]

@nogil
def widened(x):
    x = x + 1000      # an element of bytes arrives as an i64
    return x

@nogil
def from_bytes(b: View[u8]) -> i64:
    return widened(b[0])

@nogil
def scale(a, by=2):
    for i in range(len(a)):
        a[i] *= by

@nogil
def swap(a, b):
    a, b = b, a
    return a[0] - b[0]

@nogil
def parts(p, q: tuple[f64, i64] = (0.5, 2)):
    x, y = p
    return x * q[0] + y * q[1]

print(add(1, 2), add(1.5, 2), add(2, 1.5), add(True, True), twice(4), twice(2.5))  # expect: 3 3.5 3.5 2 8 5.0
print(total(array([1.0, 2.0, 3.5], dtype=f64)), total(array([1, 2, 3], dtype=i64)), total(b"abc"))  # expect: 6.5 6 294
print(first(b"abc"), first(array([2.5], dtype=f64)), from_bytes(b"a"))  # expect: 97 2.5 1097
a = array([1.0, 2.0], dtype=f64)
scale(a)
scale(a, 1.5)
print([x for x in a], swap(a, array([9.0], dtype=f64)))  # expect: [3.0, 6.0] 6.0
m = array([1, 2, 3, 4], dtype=i64)
scale(m[::2], 10)
print([x for x in m], swap(m, m[::2]))  # expect: [10, 2, 30, 4] 0
print(parts((1, 2)), parts((1.5, 2), (2, 3)), parts(q=(4.0, 1), p=(2, 3)))  # expect: 4.5 9.0 11.0
