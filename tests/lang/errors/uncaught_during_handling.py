# An exception in a handler: both tracebacks.
def f(d):
    try:
        return d["key"]
    except KeyError:
        return d.missing

f({})
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_during_handling.py", line 4, in f
#      return d["key"]
#  KeyError: 'key'
#
#  During handling of the above exception, another exception occurred:
#
#  Traceback (most recent call last):
#    File "uncaught_during_handling.py", line 8, in <module>
#      f({})
#    File "uncaught_during_handling.py", line 6, in f
#      return d.missing
#  AttributeError: 'dict' object has no attribute 'missing'
