# Keys with __hash__ and __eq__, bad ones, and keys that act up.
class K:
    def __init__(self, v):
        self.v = v
    def __hash__(self):
        return hash(self.v) % 3
    def __eq__(self, o):
        return isinstance(o, K) and self.v == o.v
    def __repr__(self):
        return f"K({self.v})"

d = {K(i): i for i in range(10)}
print(len(d), d[K(7)], K(3) in d, K(30) in d)  # expect: 10 7 True False
d[K(3)] = "new"
print(d[K(3)], len(d), list(d)[3])  # expect: new 10 K(3)
del d[K(0)]
print(len(d), next(iter(d)))  # expect: 9 K(1)

class NoHash:
    __hash__ = None

class EqOnly:
    def __eq__(self, o):
        return True

for cls in (NoHash, EqOnly):
    try:
        {cls(): 1}
    except TypeError as e:
        print(e)
# expect: unhashable type: 'NoHash'
# expect: unhashable type: 'EqOnly'

class Raises:
    def __hash__(self):
        return 1
    def __eq__(self, o):
        raise ValueError("no comparison")

r = {Raises(): 1}
try:
    r[Raises()]
except ValueError as e:
    print(e)
# expect: no comparison

class BadHash:
    def __hash__(self):
        return "text"

try:
    {BadHash(): 1}
except TypeError as e:
    print(e)
# expect: __hash__ method should return an integer
class Default(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]

m = Default(a=1)
print(m["a"], m["zz"], m, m.get("q"))  # expect: 1 zzzz {'a': 1, 'zz': 'zzzz'} None
