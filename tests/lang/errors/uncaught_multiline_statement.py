# The line shown is the line of the failing part.
def f(a,
      b):
    return (
        a +
        b
    )

print(
    "fine",
    f(1,
      "two"),
)
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_multiline_statement.py", line 11, in <module>
#      f(1,
#    File "uncaught_multiline_statement.py", line 5, in f
#      a +
#  TypeError: unsupported operand type(s) for +: 'int' and 'str'
