# Repeated frames are folded.
def f(n):
    if n == 0:
        raise ValueError("bottom")
    return f(n - 1)

f(20)
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_recursion.py", line 7, in <module>
#      f(20)
#    File "uncaught_recursion.py", line 5, in f
#      return f(n - 1)
#    File "uncaught_recursion.py", line 5, in f
#      return f(n - 1)
#    File "uncaught_recursion.py", line 5, in f
#      return f(n - 1)
#    [Previous line repeated 17 more times]
#    File "uncaught_recursion.py", line 4, in f
#      raise ValueError("bottom")
#  ValueError: bottom
