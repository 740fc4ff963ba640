# expression spread over names
numbers = [4, 2, 0]
for n in numbers:
    print(8 // n)
# expect: 2
# expect: 4
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_zero_division.py", line 4, in <module>
#      print(8 // n)
#  ZeroDivisionError: integer division or modulo by zero
