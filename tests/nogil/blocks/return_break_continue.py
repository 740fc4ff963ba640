# Leaving a block by return, break and continue.
from ungil import array, f64, i64, nogil

def find(a, x):
    with nogil:
        for i in range(len(a)):
            if a[i] == x:
                return i
    return -1

def outer():
    out = []
    for n in range(6):
        with nogil:
            if n == 1:
                continue
            if n == 4:
                break
            m = n * n
        out.append(m)
    return out

a = array([5.0, 6.0, 7.0], dtype=f64)
print(find(a, 6.0), find(a, 9.0), outer())  # expect: 1 -1 [0, 4, 9]
