"""Pi by the midpoint rule on all cores: a parallel reduction, the same bits for every number of threads.

    ungil run examples/pi_prange.py [INTERVALS]
"""
import sys
import time

from ungil import f64, i64, nogil, prange


@nogil
def integrate(n: i64, workers: i64) -> f64:
    h = 1.0 / n
    s = 0.0
    for i in prange(n, threads=workers):
        x = (i + 0.5) * h
        s += 4.0 / (1.0 + x * x)
    return s * h


n = int(sys.argv[1]) if len(sys.argv) > 1 else 20000000
integrate(10, 1)
results = []
for workers in (1, 2, 4):
    start = time.perf_counter()
    results.append(integrate(n, workers))
    print(f"{workers} threads: {time.perf_counter() - start:.3f} s", file=sys.stderr)
print(f"{results[0]:.12f}", "the same on every number of threads:", results[0] == results[1] == results[2])
