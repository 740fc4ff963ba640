# __len__, __getitem__, __setitem__, __delitem__, __contains__, __iter__, __bool__, __call__.
class Box:
    def __init__(self, *items):
        self.items = list(items)
    def __len__(self):
        return len(self.items)
    def __getitem__(self, i):
        if isinstance(i, slice):
            return Box(*self.items[i])
        return self.items[i]
    def __setitem__(self, i, v):
        self.items[i] = v
    def __delitem__(self, i):
        del self.items[i]
    def __contains__(self, x):
        return x in self.items
    def __iter__(self):
        return iter(self.items)
    def __reversed__(self):
        return iter(self.items[::-1])
    def __repr__(self):
        return "Box(" + ", ".join(map(repr, self.items)) + ")"
    def __call__(self, *args):
        return sum(args) + len(self)
    def __eq__(self, o):
        return isinstance(o, Box) and self.items == o.items

b = Box(1, 2, 3)
print(len(b), b[0], b[-1], b[1:], 2 in b, 9 in b, list(b), list(reversed(b)), b(10, 20))
# expect: 3 1 3 Box(2, 3) True False [1, 2, 3] [3, 2, 1] 33
b[0] = "x"
del b[1]
print(b, bool(b), bool(Box()), b == Box("x", 3), b != Box())  # expect: Box('x', 3) True False True True

class Grid:
    def __init__(self):
        self.cells = {}
    def __setitem__(self, key, value):
        print("set", key)
        self.cells[str(key)] = value
    def __getitem__(self, key):
        return self.cells.get(str(key), ".")

g = Grid()
g[1, 2] = "a"  # expect: set (1, 2)
g[::2, 3] = "s"  # expect: set (slice(None, None, 2), 3)
print(g[1, 2], g[0, 0])  # expect: a .

class Truthy:
    def __bool__(self):
        return False
class BadBool:
    def __bool__(self):
        return 5
class BadLen:
    def __len__(self):
        return -1
print(bool(Truthy()), "t" if Truthy() else "f")  # expect: False f
for bad in (lambda: bool(BadBool()), lambda: len(BadLen()), lambda: Truthy()[0], lambda: len(Truthy()), lambda: Truthy()()):
    try:
        print(bad())
    except (TypeError, ValueError) as e:
        print(e)
# expect: __bool__ should return bool, returned int
# expect: __len__() should return >= 0
# expect: 'Truthy' object is not subscriptable
# expect: object of type 'Truthy' has no len()
# expect: 'Truthy' object is not callable
class Idx:
    def __index__(self):
        return 2
print([10, 20, 30][Idx()], "abc"[Idx():], range(Idx()), hex(Idx()))  # expect: 30 c range(0, 2) 0x2
