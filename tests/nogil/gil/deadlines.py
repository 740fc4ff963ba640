# engines: native interp
# oracle: none
"""The deadline of a block also ends bytecode that runs in its `with gil:`."""
import time
from ungil import gil, nogil


def spin():
    k = 0
    while True:
        k += 1


def block(seconds):
    x = 1
    try:
        with nogil(deadline=seconds):
            x = 2
            with gil:
                x = 3
                spin()
            x = 4
    except TimeoutError as e:
        return x, str(e)
    return x, "no deadline"


start = time.perf_counter()
print(block(0.05))  # expect: (3, 'deadline exceeded')
print(time.perf_counter() - start < 5.0)  # expect: True


def caught(n):
    r = 0
    with nogil(deadline=0.02):
        try:
            with gil:
                spin()
        except TimeoutError:
            r = 1
    return r


print(caught(1))  # expect: 1


def inner():
    with nogil(deadline=100.0):
        with gil:
            spin()


def outer():
    try:
        with nogil(deadline=0.03):
            with gil:
                inner()
    except TimeoutError:
        return "outer"


print(outer())  # expect: outer
# Nothing is left behind.
k = 0
for i in range(100000):
    k += i
print(k)  # expect: 4999950000
