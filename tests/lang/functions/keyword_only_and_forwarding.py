# Wrappers that pass everything on; defaults from closures; many keyword forms.
def show(*args, sep=", ", end=".", **kw):
    parts = [repr(a) for a in args] + [f"{k}={v!r}" for k, v in kw.items()]
    return sep.join(parts) + end

def forward(f, *args, **kwargs):
    return f(*args, **kwargs)

print(forward(show, 1, "a", x=2))  # expect: 1, 'a', x=2.
print(forward(show, sep="-", end="!", *(1, 2)))  # expect: 1-2!
print(forward(forward, forward, show, 9, z=0))  # expect: 9, z=0.
options = {"sep": "/", "end": ""}
print(show("u", "v", **options), show(**options), show())  # expect: 'u'/'v'  .

def curry(f, n):
    def take(*got):
        return f(*got) if len(got) >= n else lambda *more: take(*got, *more)
    return take

add3 = curry(lambda a, b, c: a * 100 + b * 10 + c, 3)
print(add3(1)(2)(3), add3(1, 2)(3), add3(1)(2, 3), add3(1, 2, 3))  # expect: 123 123 123 123

def overloads(x, /, y=None, *, z=0):
    return x, y, z

print(overloads(1), overloads(1, 2), overloads(1, z=3), overloads(1, y=5, z=6))
# expect: (1, None, 0) (1, 2, 0) (1, None, 3) (1, 5, 6)
def self_kw(self, **kw):
    return self, kw
print(self_kw(1, a=2))  # expect: (1, {'a': 2})
def posonly_kw(a, /, **kw):
    return a, kw
print(posonly_kw(1, a=2, b=3))  # expect: (1, {'a': 2, 'b': 3})
def counter():
    total = 0
    def add(n=1, *, reset=False):
        nonlocal total
        total = 0 if reset else total + n
        return total
    return add
c = counter()
print(c(), c(5), c(reset=True), c(n=2))  # expect: 1 6 0 2
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, m=4))  # expect: ((1, 2), 3, {'m': 4})
print(sorted(["b", "a"], **{"reverse": True}), max(*[3, 1], **{"key": lambda x: -x}), int("11", base=2), "a b".split(sep=None, maxsplit=1))
# expect: ['b', 'a'] 1 3 ['a', 'b']
def nested_default(a, b=lambda x=3: x * 2):
    return a + b()
print(nested_default(1), nested_default(1, lambda: 10))  # expect: 7 11
