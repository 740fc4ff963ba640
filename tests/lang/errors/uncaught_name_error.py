# A name that does not exist, inside a function.
def area(radius):
    return 3 * raduis * radius

area(2)
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_name_error.py", line 5, in <module>
#      area(2)
#    File "uncaught_name_error.py", line 3, in area
#      return 3 * raduis * radius
#  NameError: name 'raduis' is not defined. Did you mean: 'radius'?
