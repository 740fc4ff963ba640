"""The operators as functions."""


def add(a, b): return a + b
def sub(a, b): return a - b
def mul(a, b): return a * b
def truediv(a, b): return a / b
def floordiv(a, b): return a // b
def mod(a, b): return a % b
def pow(a, b): return a ** b
def lshift(a, b): return a << b
def rshift(a, b): return a >> b
def and_(a, b): return a & b
def or_(a, b): return a | b
def xor(a, b): return a ^ b
def matmul(a, b): return a @ b
def lt(a, b): return a < b
def le(a, b): return a <= b
def eq(a, b): return a == b
def ne(a, b): return a != b
def gt(a, b): return a > b
def ge(a, b): return a >= b
def is_(a, b): return a is b
def is_not(a, b): return a is not b
def not_(a): return not a
def truth(a): return bool(a)
def neg(a): return -a
def pos(a): return +a
def abs(a): return a.__abs__()
def inv(a): return ~a
def index(a): return a.__index__()
def concat(a, b): return a + b
def contains(a, b): return b in a
def getitem(a, b): return a[b]
def length_hint(obj, default=0): return len(obj) if hasattr(obj, "__len__") else default


invert = inv


def setitem(a, b, c):
    a[b] = c


def delitem(a, b):
    del a[b]


def countOf(a, b):
    return sum(1 for item in a if item is b or item == b)


def indexOf(a, b):
    for i, item in enumerate(a):
        if item is b or item == b:
            return i
    raise ValueError("sequence.index(x): x not in sequence")


def iadd(a, b):
    a += b
    return a


def isub(a, b):
    a -= b
    return a


def imul(a, b):
    a *= b
    return a


def itruediv(a, b):
    a /= b
    return a


def ifloordiv(a, b):
    a //= b
    return a


def imod(a, b):
    a %= b
    return a


def ipow(a, b):
    a **= b
    return a


def iand(a, b):
    a &= b
    return a


def ior(a, b):
    a |= b
    return a


def ixor(a, b):
    a ^= b
    return a


def ilshift(a, b):
    a <<= b
    return a


def irshift(a, b):
    a >>= b
    return a


iconcat = iadd


def call(obj, /, *args, **kwargs):
    return obj(*args, **kwargs)


class itemgetter:
    """`itemgetter(k)(x)` is `x[k]`; with several keys, a tuple."""

    def __new__(cls, item, /, *items):
        self = object.__new__(cls)
        self._keys = (item,) + items
        if items:
            keys = self._keys
            self._get = lambda obj: tuple([obj[key] for key in keys])
        else:
            self._get = lambda obj: obj[item]
        return self

    def __call__(self, obj, /):
        return self._get(obj)

    def __repr__(self):
        return f"operator.itemgetter({', '.join(map(repr, self._keys))})"


def _attribute(name):
    if not isinstance(name, str):
        raise TypeError("attribute name must be a string")
    if "." not in name:
        return lambda obj: getattr(obj, name)
    parts = name.split(".")

    def get(obj):
        for part in parts:
            obj = getattr(obj, part)
        return obj

    return get


class attrgetter:
    """`attrgetter("a.b")(x)` is `x.a.b`; with several names, a tuple."""

    def __new__(cls, attr, /, *attrs):
        self = object.__new__(cls)
        self._names = (attr,) + attrs
        getters = [_attribute(name) for name in self._names]
        self._get = (lambda obj: tuple([get(obj) for get in getters])) if attrs else getters[0]
        return self

    def __call__(self, obj, /):
        return self._get(obj)

    def __repr__(self):
        return f"operator.attrgetter({', '.join(map(repr, self._names))})"


class methodcaller:
    """`methodcaller("f", 1)(x)` is `x.f(1)`."""

    def __init__(self, name, /, *args, **kwargs):
        if not isinstance(name, str):
            raise TypeError("method name must be a string")
        self._name, self._args, self._kwargs = name, args, kwargs

    def __call__(self, obj, /):
        return getattr(obj, self._name)(*self._args, **self._kwargs)

    def __repr__(self):
        args = [repr(self._name), *map(repr, self._args)]
        args += [f"{name}={value!r}" for name, value in self._kwargs.items()]
        return f"operator.methodcaller({', '.join(args)})"

# The names with underscores are the same functions.
for _name in ("add sub mul truediv floordiv mod pow lshift rshift and_ or_ xor matmul lt le eq ne gt ge not_ neg pos abs inv "
              "invert index concat contains getitem").split():
    globals()[f"__{_name.rstrip('_')}__"] = globals()[_name]
for _name in ("setitem delitem call iadd isub imul itruediv ifloordiv imod ipow ilshift irshift iand ior ixor imatmul "
              "iconcat").split():
    if _name in globals():
        globals()[f"__{_name}__"] = globals()[_name]
del _name
