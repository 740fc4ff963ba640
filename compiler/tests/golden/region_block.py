import ungil as u
from ungil import nogil, prange
N = 10
total = 0
@nogil
def f(n):
    s = 0
    for i in prange(n):
        s += i
    return s
def g(a):
    while a:
        with nogil(overflow="wrap"):
            for i in range(N):
                if a[i]: return i
                s = i
            break
    return s
with u.nogil:
    for i in u.prange(N):
        total += i
