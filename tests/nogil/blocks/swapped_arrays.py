# Arrays that a block swaps come out swapped, each the object that it was.
from ungil import array, nogil, prange, zeros

def relax(p, q, steps):
    with nogil:
        for s in range(steps):
            for i in prange(1, len(p) - 1):
                q[i] = 0.5 * (p[i - 1] + p[i + 1])
            p, q = q, p
    return p, q

a, b = array([0.0, 4.0, 8.0, 0.0]), zeros(4)
p, q = relax(a, b, 3)
print(p is b, q is a)
print([p[i] for i in range(4)], [q[i] for i in range(4)])
# expect: True True
# expect: [0.0, 1.0, 0.5, 0.0] [0.0, 1.0, 2.0, 0.0]
