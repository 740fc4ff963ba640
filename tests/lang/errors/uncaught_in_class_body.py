# Frames of class bodies and decorators.
def deco(cls):
    raise TypeError("bad class")

class Fine:
    x = 1

@deco
class Broken:
    y = 2
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_in_class_body.py", line 8, in <module>
#      @deco
#    File "uncaught_in_class_body.py", line 3, in deco
#      raise TypeError("bad class")
#  TypeError: bad class
