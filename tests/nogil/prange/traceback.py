# An exception out of a parallel loop, with the calls of its iteration.
from ungil import i64, nogil, prange

@nogil
def check(i: i64) -> i64:
    if i == 700 or i == 300:
        raise ValueError(f"at {i}")
    return i

@nogil
def sum_up(n: i64) -> i64:
    s = 0
    for i in prange(n):
        s += check(i)
    return s

sum_up(1000)
# expect traceback:
#  Traceback (most recent call last):
#    File "traceback.py", line 17, in <module>
#      sum_up(1000)
#    File "traceback.py", line 14, in sum_up
#      s += check(i)
#    File "traceback.py", line 7, in check
#      raise ValueError(f"at {i}")
#  ValueError: at 300
