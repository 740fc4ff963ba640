# `with nogil(deadline=)`: TimeoutError in every kind of loop, and what the block assigned is there.
# oracle: none
# engines: native interp
import time
from ungil import View, f64, gil, i64, nogil, prange, zeros

@nogil
def fib(n: i64) -> i64:
    return n if n < 2 else fib(n - 1) + fib(n - 2)

@nogil
def parallel(n: i64) -> i64:
    s = 0
    for i in prange(n):
        for j in range(n):
            s ^= i * j
    return s

def attempt(f, limit):
    start = time.monotonic()
    try:
        f(limit)
        return "done"
    except TimeoutError as e:
        spent = time.monotonic() - start
        assert limit <= spent < limit + 1.0, spent
        return str(e)

def recursion(limit):
    with nogil(deadline=limit):
        n = fib(90)

def workers(limit):
    with nogil(deadline=limit):
        n = parallel(1000000000)

def nested(limit):
    n = 0
    with nogil(deadline=limit):
        for i in range(1000000000):
            for j in range(1000000000):
                n ^= i * j

def waiting(limit):
    n = 0
    with nogil(deadline=limit):
        while n >= 0:
            n ^= 1

for f in (recursion, workers, nested, waiting):
    print(attempt(f, 0.03))
# expect: deadline exceeded
# expect: deadline exceeded
# expect: deadline exceeded
# expect: deadline exceeded

def state(a: View[f64]):
    k = -1
    try:
        with nogil(deadline=0.03):
            for i in range(1000000000):
                k = i
                a[i % 4] = i
    except TimeoutError:
        pass
    last = int(a[k % 4])
    return k > 0 and (last == k or last == k - 4)

print(state(zeros(4)))  # expect: True

def caught():
    n = 0
    k = 0
    with nogil(deadline=0.03):
        try:
            while True:
                n += 1
        except TimeoutError:
            k = 7
        finally:
            k += 1
    return n > 0, k

print(caught())  # expect: (True, 8)

def again(limit):
    # A deadline that has passed leaves nothing behind.
    n = 0
    with nogil(deadline=limit):
        for i in range(100000):
            n ^= i
    return n

print(again(None), again(100), again(True))  # expect: 0 0 0
