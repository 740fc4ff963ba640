# is, is not, in, not in over the builtin kinds.
a = [1]
b = a
c = [1]
print(a is b, a is c, a is not c, a == c)  # expect: True False True True
print(2 in [1, 2], 3 not in (1, 2), "ell" in "hello", "" in "abc", "x" in {"x": 1}, 1 in {2, 3})
# expect: True True True True True False
print(5 in range(10), 10 in range(10), 3 in range(0, 10, 2), b"b" in b"abc", 98 in b"abc")
# expect: True False False True True
print(None is None, None == False, () is (), type(1) is int)  # expect: True False True True
try:
    1 in "abc"
except TypeError as e:
    print(e)
# expect: 'in <string>' requires string as left operand, not int
try:
    1 in 5
except TypeError as e:
    print(e)
# expect: argument of type 'int' is not iterable

class Has:
    def __contains__(self, x):
        return x == "yes"

class Iterates:
    def __iter__(self):
        return iter([1, 2, 3])

class Items:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * 10

print("yes" in Has(), "no" in Has(), 2 in Iterates(), 20 in Items(), 5 in Items())
# expect: True False True True False
