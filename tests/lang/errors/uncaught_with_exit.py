# An exception that passes through a with statement keeps its traceback.
class Ctx:
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        print("exit", exc[0].__name__)

def work():
    with Ctx():
        int("not a number")

work()  # expect: exit ValueError
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_with_exit.py", line 12, in <module>
#      work()  # expect: exit ValueError
#    File "uncaught_with_exit.py", line 10, in work
#      int("not a number")
#  ValueError: invalid literal for int() with base 10: 'not a number'
