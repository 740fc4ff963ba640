# Endless native recursion is a RecursionError, and the program goes on.
# oracle: none
# engines: native interp
from ungil import i64, nogil

@nogil
def forever(n: i64) -> i64:
    return forever(n + 1) + 1

@nogil
def deep(n: i64) -> i64:
    if n == 0:
        return 0
    return deep(n - 1) + 1

try:
    forever(0)
except RecursionError:
    print("RecursionError")
# expect: RecursionError
print(deep(500))  # expect: 500
