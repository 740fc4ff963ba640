# with nogil in a function: captured scalars and arrays go in, assigned ones come out.
from ungil import array, f64, i64, nogil, zeros

def total(n):
    s = 0
    with nogil:
        for i in range(n):
            s += i
    return s

def several(x, y):
    a = 0.0
    k = 1
    with nogil:
        a = x * y
        if a > 10.0:
            k = 2
        z = a + k
    return a, k, z

def arrays(n):
    a = zeros(n, dtype=f64)
    with nogil:
        for i in range(len(a)):
            a[i] = i / 2.0
    return [a[i] for i in range(n)]

print(total(10), total(0), several(2.0, 3.0), several(5.0, 4.0), arrays(4))
# expect: 45 0 (6.0, 1, 7.0) (20.0, 2, 22.0) [0.0, 0.5, 1.0, 1.5]
def twice(n):
    out = []
    for k in range(3):
        x = k
        with nogil:
            x = x * n
        out.append(x)
    return out
print(twice(7))  # expect: [0, 7, 14]
