# bool is a subtype of int with its own repr and operators.
print(True + True, True * 5, -True, ~False, True / 2)  # expect: 2 5 -1 -1 0.5
print(True & False, True | False, True ^ True, True & 1, True << 3)  # expect: False True False 1 8
print(isinstance(True, int), type(True), issubclass(bool, int))  # expect: True <class 'bool'> True
print(True == 1, False == 0, True is 1 if False else "n/a", hash(True) == hash(1))  # expect: True True n/a True
print(str(True), repr(False), int(True), float(False), bool("x"), bool(""), bool([]), bool(0.0), bool(-1))
# expect: True False 1 0.0 True False False False True
print(sum([True, False, True]), [10, 20][True], {1: "one"}[True])  # expect: 2 20 one
print(not 0, not "a", not None)  # expect: True False True
print(True < 2, True > False, max(True, 0))  # expect: True True True
