# An uncaught exception at the top level.
print("before")  # expect: before
x = [1, 2, 3]
print(x[5])
print("after")
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_simple.py", line 4, in <module>
#      print(x[5])
#  IndexError: list index out of range
