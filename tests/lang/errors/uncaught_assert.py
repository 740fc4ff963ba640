# An assertion with a message.
def check(x):
    assert x > 0, "x must be positive"

check(1)
check(-1)
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_assert.py", line 6, in <module>
#      check(-1)
#    File "uncaught_assert.py", line 3, in check
#      assert x > 0, "x must be positive"
#  AssertionError: x must be positive
