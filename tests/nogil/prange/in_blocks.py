# prange in a with nogil block, and as a block of its own with nogil=True.
from ungil import array, f64, i64, nogil, prange, zeros

def total(a):
    s = 0.0
    n = 0
    with nogil:
        for i in prange(len(a)):
            s += a[i]
            n += 1
    return s, n

def own(a):
    s = 0
    for i in prange(len(a), nogil=True):
        s += i
    return s

a = array([0.5] * 600, dtype=f64)
print(total(a), own(a))  # expect: (300.0, 600) 179700
out = zeros(600, dtype=i64)
with nogil:
    for i in prange(len(out)):
        out[i] = i * 3
print(out[0], out[599], i)  # expect: 0 1797 599
