"""1,000 deadlines at random times in long native loops of all kinds: how late the latest came, and that the state is intact.

Run by hand: `ungil run tests/tools/stop_times.py`.
"""
import random
import time
from ungil import View, array, f64, gil, i64, nogil, prange, zeros

@nogil
def step(x: i64) -> i64:
    return (x * 7 + 3) % 1000003

def serial(d, a):
    k = 0
    with nogil(deadline=d):
        x = 1
        while True:
            x = step(x)
            k += 1

def counted(d, a):
    s = 0
    with nogil(deadline=d):
        for i in range(10**15):
            s ^= i

def vector(d, a):
    with nogil(deadline=d):
        for r in range(10**12):
            for i in range(len(a)):
                a[i] = a[i] * 0.5 + 1.0

def parallel(d, a):
    s = 0
    with nogil(deadline=d):
        for i in prange(10**12):
            s += i % 7

def nested(d, a):
    s = 0.0
    with nogil(deadline=d):
        for i in prange(10**6):
            for j in range(10**9):
                s += j * 0.5

def locked(d, a):
    k = 0
    with nogil(deadline=d):
        while True:
            for j in range(1000):
                k ^= j
            with gil:
                k = k + 1

def handlers(d, a):
    k = 0
    with nogil(deadline=d):
        while True:
            try:
                k = k + 1
                if k % 3 == 0:
                    raise ValueError(k)
            except ValueError:
                k = k + 2

rng = random.Random(5)
a = zeros(1000)
worst = {}
late = 0
for n in range(1000):
    f = rng.choice([serial, counted, vector, parallel, nested, locked, handlers])
    d = rng.uniform(0.0005, 0.02)
    t = time.perf_counter()
    try:
        f(d, a)
        print("no deadline", f.__name__)
    except TimeoutError:
        over = time.perf_counter() - t - d
    worst[f.__name__] = max(worst.get(f.__name__, 0.0), over)
    late += over > 0.010
    assert all(0.0 <= x <= 2.0 for x in a)
print(late, "later than 10 ms;", {k: round(v * 1000, 2) for k, v in worst.items()})
s = 0
with nogil:
    for i in prange(1000):
        s += i
print(s)
