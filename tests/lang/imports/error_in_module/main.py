# The traceback of an error inside an imported module names that module's file.
print("main")  # expect: main
try:
    import broken
except ZeroDivisionError as e:
    print("caught", e)
# expect: caught division by zero
import calc
print(calc.safe(4))  # expect: 2.0
calc.divide(1)
# expect traceback:
#  Traceback (most recent call last):
#    File "main.py", line 10, in <module>
#      calc.divide(1)
#    File "calc.py", line 5, in divide
#      return x / (x - 1)
#  ZeroDivisionError: division by zero
