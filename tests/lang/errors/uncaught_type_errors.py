# Calling with a wrong count of arguments.
def f(a, b):
    return a

f(1)
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_type_errors.py", line 5, in <module>
#      f(1)
#  TypeError: f() missing 1 required positional argument: 'b'
