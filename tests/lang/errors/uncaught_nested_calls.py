# The traceback names each function and shows its line.
def inner(n):
    return 10 / n

def middle(n):
    value = inner(n - 1)
    return value + 1

def outer():
    print("in outer")
    return middle(1)

outer()  # expect: in outer
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_nested_calls.py", line 13, in <module>
#      outer()  # expect: in outer
#    File "uncaught_nested_calls.py", line 11, in outer
#      return middle(1)
#    File "uncaught_nested_calls.py", line 6, in middle
#      value = inner(n - 1)
#    File "uncaught_nested_calls.py", line 3, in inner
#      return 10 / n
#  ZeroDivisionError: division by zero
