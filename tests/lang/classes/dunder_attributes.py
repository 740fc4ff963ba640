# __getattr__, __setattr__, __delattr__, __getattribute__, __slots__.
class Lazy:
    def __init__(self):
        self.real = 1
    def __getattr__(self, name):
        if name.startswith("x"):
            return "made " + name
        raise AttributeError(f"no {name} here")

l = Lazy()
print(l.real, l.x1, hasattr(l, "y"), getattr(l, "y", "default"))  # expect: 1 made x1 False default
try:
    l.zzz
except AttributeError as e:
    print(e)
# expect: no zzz here

class Logged:
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)
    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)

g = Logged()
g.a = 5  # expect: set a 5
g.a += 1  # expect: set a 6
del g.a  # expect: del a
print(hasattr(g, "a"))  # expect: False

class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "target", target)
    def __getattr__(self, name):
        return getattr(self.target, name)
    def __setattr__(self, name, value):
        setattr(self.target, name, value)

p = Proxy(Lazy())
p.real = 7
print(p.real, p.target.real, p.xyz)  # expect: 7 7 made xyz

class Slots:
    __slots__ = ("a", "b")
    def __init__(self):
        self.a = 1

s = Slots()
print(s.a)  # expect: 1
for name in ("b", "c"):
    try:
        print(getattr(s, name))
    except AttributeError as e:
        print(e)
# expect: 'Slots' object has no attribute 'b'
# expect: 'Slots' object has no attribute 'c'
try:
    s.c = 5
except AttributeError as e:
    print(e)
# expect: 'Slots' object has no attribute 'c'

class All:
    def __getattribute__(self, name):
        if name == "secret":
            return "intercepted"
        return object.__getattribute__(self, name)

a = All()
a.secret = "hidden"
a.plain = 1
print(a.secret, a.plain)  # expect: intercepted 1
