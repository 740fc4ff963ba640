# Native functions in several threads at once, on the same and on different arrays.
import threading
from ungil import View, f64, i64, nogil, prange, zeros

@nogil
def longest(n: i64) -> i64:
    best = 0
    for i in range(1, n):
        x = i
        k = 0
        while x != 1:
            if x & 1:
                x = 3 * x + 1
            else:
                x >>= 1
            k += 1
        best = max(best, k)
    return best

@nogil
def fill(a: View[i64], k: i64) -> i64:
    s = 0
    for i in prange(len(a)):
        a[i] = i * k
        s += a[i]
    return s

results = {}

def work(n):
    results[n] = longest(n)

ts = [threading.Thread(target=work, args=(n,)) for n in (500, 1000, 1500, 2000)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(sorted(results.items()))  # expect: [(500, 143), (1000, 178), (1500, 181), (2000, 181)]
arrays = [zeros(2000, dtype=i64) for _ in range(4)]
sums = [0] * 4
def run(k):
    for _ in range(5):
        sums[k] = fill(arrays[k], k)
ts = [threading.Thread(target=run, args=(k,)) for k in range(4)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(sums, [a[1999] for a in arrays])  # expect: [0, 1999000, 3998000, 5997000] [0, 1999, 3998, 5997]
