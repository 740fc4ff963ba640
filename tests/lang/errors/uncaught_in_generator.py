# Frames of generators.
def numbers():
    yield 1
    raise KeyError("from the generator")

def total():
    return sum(n for n in numbers())

print(total())
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_in_generator.py", line 9, in <module>
#      print(total())
#    File "uncaught_in_generator.py", line 7, in total
#      return sum(n for n in numbers())
#    File "uncaught_in_generator.py", line 7, in <genexpr>
#      return sum(n for n in numbers())
#    File "uncaught_in_generator.py", line 4, in numbers
#      raise KeyError("from the generator")
#  KeyError: 'from the generator'
