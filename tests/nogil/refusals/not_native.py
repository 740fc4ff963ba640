# UG202: calls a function that is not native.
from ungil import i64, nogil

def helper(x):
    return x + 1

@nogil
def user(n: i64) -> i64:
    return helper(n)  # refuse: UG202
