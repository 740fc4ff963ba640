# A bare raise keeps the first traceback.
def f():
    raise ValueError("original")

def g():
    try:
        f()
    except ValueError:
        print("logging")
        raise

try:
    g()
finally:
    print("cleanup")
# expect: logging
# expect: cleanup
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_reraised.py", line 13, in <module>
#      g()
#    File "uncaught_reraised.py", line 7, in g
#      f()
#    File "uncaught_reraised.py", line 3, in f
#      raise ValueError("original")
#  ValueError: original
