# Every way to write the head of a parallel loop; none changes a result.
from ungil import i64, nogil, prange

@nogil
def forms(n: i64, t: i64, c: i64) -> i64:
    s = 0
    for i in prange(n, threads=t):
        s += i
    for i in prange(1, n, threads=t):
        s += 2 * i
    for i in prange(0, n, 2, threads=t, chunk=c, schedule="static"):
        s += 3 * i
    for i in prange(n, 0, -1, num_threads=t, chunksize=c, schedule="dynamic"):
        s += 5 * i
    for i in prange(n, num_threads=None, chunksize=None, schedule="guided"):
        s += 7 * i
    for i in prange(n, threads=0, chunk=0):
        s += 11 * i
    for i in prange(n, nogil=True):
        s += 13 * i
    for i in prange(n, nogil=False):
        s += 17 * i
    return s

print(forms(1000, 2, 3), forms(1000, 0, 0), forms(1000, 1, 1000), forms(0, 8, 1), forms(1, 8, 1))
# expect: 28725500 28725500 28725500 0 5

def outside(n):
    s = 0
    for i in prange(n, threads=2, chunk=n, nogil=True):
        s += i
    for j in prange(0, n, 3, nogil=True, schedule="dynamic"):
        s += j
    else:
        s += 1000
    return s, i, j

print(outside(10))  # expect: (1063, 9, 9)
