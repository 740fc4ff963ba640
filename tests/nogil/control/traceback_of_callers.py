# A traceback names every native frame, also through a block and a handler that raises again.
from ungil import i64, nogil

@nogil
def divide(a: i64, b: i64) -> i64:
    return a // b

@nogil
def total(n: i64) -> i64:
    s = 0
    for i in range(n, -1, -1):
        s += divide(100, i)
    return s

@nogil
def tried(n: i64) -> i64:
    try:
        return total(n)
    except ZeroDivisionError:
        if n > 1:
            raise
    return 0

def main(n):
    with nogil:
        y = tried(n) + 1
    return y

print(main(1))
main(3)
# expect: 1
# expect traceback:
#  Traceback (most recent call last):
#    File "traceback_of_callers.py", line 30, in <module>
#      main(3)
#    File "traceback_of_callers.py", line 26, in main
#      y = tried(n) + 1
#    File "traceback_of_callers.py", line 18, in tried
#      return total(n)
#    File "traceback_of_callers.py", line 12, in total
#      s += divide(100, i)
#    File "traceback_of_callers.py", line 6, in divide
#      return a // b
#  ZeroDivisionError: integer division or modulo by zero
