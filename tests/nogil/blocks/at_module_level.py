# with nogil at module level.
from ungil import array, f64, i64, nogil, zeros

n = 10
s = 0
with nogil:
    for i in range(n):
        s += i * i
print(s, i)  # expect: 285 9
a = array([3.0, 1.0, 2.0], dtype=f64)
best = -1.0
with nogil:
    for k in range(len(a)):
        if a[k] > best:
            best = a[k]
print(best, k)  # expect: 3.0 2
with nogil:
    x = 2.5
    y = x * 4.0
print(x, y)  # expect: 2.5 10.0
