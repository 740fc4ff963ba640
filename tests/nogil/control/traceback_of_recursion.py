# Recursion shows every level, although some of them are inlined.
from ungil import i64, nogil

@nogil
def down(n: i64) -> i64:
    if n == 0:
        return 1 // n
    return down(n - 1) + 1

@nogil
def other(n: i64) -> i64:
    return down(n) if n % 2 else other(n - 1)

other(4)
# expect traceback:
#  Traceback (most recent call last):
#    File "traceback_of_recursion.py", line 14, in <module>
#      other(4)
#    File "traceback_of_recursion.py", line 12, in other
#      return down(n) if n % 2 else other(n - 1)
#    File "traceback_of_recursion.py", line 12, in other
#      return down(n) if n % 2 else other(n - 1)
#    File "traceback_of_recursion.py", line 8, in down
#      return down(n - 1) + 1
#    File "traceback_of_recursion.py", line 8, in down
#      return down(n - 1) + 1
#    File "traceback_of_recursion.py", line 8, in down
#      return down(n - 1) + 1
#    File "traceback_of_recursion.py", line 7, in down
#      return 1 // n
#  ZeroDivisionError: integer division or modulo by zero
