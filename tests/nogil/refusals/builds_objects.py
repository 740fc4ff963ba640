# UG204: lists, dicts, sets and strings are not built without the lock.
from ungil import i64, nogil

@nogil
def lists(n: i64) -> i64:
    xs = [1, 2, 3]  # refuse: UG204
    return n

@nogil
def dicts(n: i64) -> i64:
    d = {1: 2}  # refuse: UG204
    return n

@nogil
def comprehensions(n: i64) -> i64:
    xs = [i for i in range(n)]  # refuse: UG204
    return n
