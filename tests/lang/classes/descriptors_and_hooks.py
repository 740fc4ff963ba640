# Descriptors, __set_name__, __init_subclass__, __new__, metaclass.
class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name
    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return getattr(obj, self.name)
    def __set__(self, obj, value):
        if value <= 0:
            raise ValueError(f"{self.name[1:]} must be positive")
        setattr(obj, self.name, value)

class Item:
    price = Positive()
    amount = Positive()
    def __init__(self, price, amount):
        self.price = price
        self.amount = amount

i = Item(3, 4)
print(i.price * i.amount, type(Item.price).__name__)  # expect: 12 Positive
try:
    i.price = -1
except ValueError as e:
    print(e)
# expect: price must be positive

class Plugin:
    known = []
    def __init_subclass__(cls, tag="none", **kw):
        super().__init_subclass__(**kw)
        Plugin.known.append((cls.__name__, tag))

class A(Plugin): pass
class B(Plugin, tag="b"): pass
print(Plugin.known)  # expect: [('A', 'none'), ('B', 'b')]

class Single:
    instance = None
    def __new__(cls):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

print(Single() is Single())  # expect: True

class Meta(type):
    def __new__(mcls, name, bases, ns):
        ns["added"] = name.lower()
        return super().__new__(mcls, name, bases, ns)
    def __call__(cls, *args):
        print("creating", cls.__name__)
        return super().__call__(*args)

class M(metaclass=Meta):
    pass

print(M.added, type(M).__name__)  # expect: m Meta
M()  # expect: creating M
Dyn = type("Dyn", (Item,), {"extra": 5, "m": lambda self: self.extra + 1})
print(Dyn(1, 1).m(), Dyn.__name__, Dyn.__bases__)  # expect: 6 Dyn (<class '__main__.Item'>,)
class NonData:
    def __get__(self, obj, owner):
        return "descriptor"
class H:
    x = NonData()
h = H()
print(h.x)  # expect: descriptor
h.__dict__["x"] = "instance"
print(h.x)  # expect: instance
class Tuple2(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))
print(Tuple2(1, 2), Tuple2(1, 2)[1])  # expect: (1, 2) 2
