# UG201: builtins that need the lock.
from ungil import i64, nogil

@nogil
def loud(n: i64) -> i64:
    print(n)  # refuse: UG201
    return n
