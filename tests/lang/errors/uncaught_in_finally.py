# An exception in a finally, while another is under way.
def f():
    try:
        raise ValueError("first")
    finally:
        undefined_thing

f()
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_in_finally.py", line 4, in f
#      raise ValueError("first")
#  ValueError: first
#
#  During handling of the above exception, another exception occurred:
#
#  Traceback (most recent call last):
#    File "uncaught_in_finally.py", line 8, in <module>
#      f()
#    File "uncaught_in_finally.py", line 6, in f
#      undefined_thing
#  NameError: name 'undefined_thing' is not defined
