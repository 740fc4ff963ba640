# What `deadline=` may be.
# oracle: none
# engines: native interp
from ungil import nogil

def block(deadline):
    x = 0
    try:
        with nogil(deadline=deadline):
            x = 1
    except Exception as e:
        return f"{x} {type(e).__name__}: {e}"
    return x

print(block(None), block(1), block(0.5), block(True), block(10**400), block(float("inf")))  # expect: 1 1 1 1 1 1
print(block(-1))  # expect: 0 TimeoutError: deadline exceeded
print(block(0))  # expect: 0 TimeoutError: deadline exceeded
print(block(float("nan")))  # expect: 0 ValueError: deadline= is not a number
print(block("1"))  # expect: 0 TypeError: deadline= is a number of seconds, not str

def computed(a, b):
    # Evaluated once, in the code around, before the variables are captured.
    x = a
    with nogil(deadline=(x := x + b), overflow="wrap"):
        x = x * 9223372036854775807
    return x

print(computed(1, 2))  # expect: 9223372036854775805

def leaving(deadline):
    for n in range(10):
        with nogil(deadline=deadline):
            if n == 3:
                continue
            if n == 7:
                return n * 100
    return -1

def left(deadline):
    total = 0
    for n in range(10):
        with nogil(deadline=deadline):
            if n == 5:
                break
            total += n
    return total

print(leaving(10), left(10))  # expect: 700 10
