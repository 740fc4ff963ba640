# An attribute that does not exist.
class Person:
    def __init__(self):
        self.surname = "x"

Person().surnme
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_attribute_error.py", line 6, in <module>
#      Person().surnme
#  AttributeError: 'Person' object has no attribute 'surnme'. Did you mean: 'surname'?
