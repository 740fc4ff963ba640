from ungil import i64, nogil


@nogil
def first(n: i64) -> i64:
    if n > 2:
        raise ValueError(f"n is {n}")
    return n


@nogil
def second(n: i64) -> i64:
    try:
        return first(n)
    except ValueError:
        return n // (n - n)


second(3)
# expect traceback:
#  Traceback (most recent call last):
#    File "context_traceback.py", line 14, in second
#      return first(n)
#    File "context_traceback.py", line 7, in first
#      raise ValueError(f"n is {n}")
#  ValueError: n is 3
#
#  During handling of the above exception, another exception occurred:
#
#  Traceback (most recent call last):
#    File "context_traceback.py", line 19, in <module>
#      second(3)
#    File "context_traceback.py", line 16, in second
#      return n // (n - n)
#  ZeroDivisionError: integer division or modulo by zero
