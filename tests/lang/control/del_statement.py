# del of names, items, slices and attributes.
x = 1
del x
try:
    x
except NameError as e:
    print(e)
# expect: name 'x' is not defined
xs = list(range(10))
del xs[0]
del xs[-1], xs[1]
del xs[2:4]
print(xs)  # expect: [1, 3, 6, 7, 8]
del xs[::2]
print(xs)  # expect: [3, 7]
d = {"a": 1, "b": 2}
del d["a"]
print(d)  # expect: {'b': 2}
class C:
    pass
c = C()
c.v = 1
del c.v
print(hasattr(c, "v"))  # expect: False
try:
    del c.v
except AttributeError as e:
    print(e)
# expect: 'C' object has no attribute 'v'
try:
    del d["zz"]
except KeyError as e:
    print(e)
# expect: 'zz'
try:
    del xs[99]
except IndexError as e:
    print(e)
# expect: list assignment index out of range
a, b = 1, 2
del (a, b)
print("a" in globals())  # expect: False
