# Keywords, defaults, star and double-star parameters together; wrong calls leave their arguments alone.


def f(a, b=2, *rest, c, d=4, **more):
    return a, b, rest, c, d, more


print(f(1, c=3), f(1, 5, 6, 7, c=8, z=9), f(c=1, a=2, y=3, d=0))
# expect: (1, 2, (), 3, 4, {}) (1, 5, (6, 7), 8, 4, {'z': 9}) (2, 2, (), 1, 0, {'y': 3})


def g(a, /, b, c=3, *, d=4):
    return a, b, c, d


print(g(1, 2), g(1, c=5, b=6), g(1, 2, d=9))
# expect: (1, 2, 3, 4) (1, 6, 5, 4) (1, 2, 3, 9)
for call in (
    lambda: g(1),
    lambda: g(a=1, b=2),
    lambda: g(1, 2, b=3),
    lambda: g(1, 2, e=3),
    lambda: f(1),
    lambda: g(1, 2, 3, 4),
):
    try:
        print(call())
    except TypeError as e:
        print(e)
# expect: g() missing 1 required positional argument: 'b'
# expect: g() got some positional-only arguments passed as keyword arguments: 'a'
# expect: g() got multiple values for argument 'b'
# expect: g() got an unexpected keyword argument 'e'
# expect: f() missing 1 required keyword-only argument: 'c'
# expect: g() takes from 2 to 3 positional arguments but 4 were given


def many(a, **k):
    return a, sorted(k)


print(many(1, b=1, c=2, d=3, e=4, f=5, g=6, h=7, i=8, j=9, k2=10))
# expect: (1, ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k2'])


class T:
    def __getitem__(self, i, extra=5):
        return i + extra

    def __len__(self):
        return 3


t = T()
print(t[1], t[2] + t[3], len(t))
# expect: 6 15 3
T.__getitem__ = lambda self, i: -i
T.__len__ = lambda self: 7
print(t[1], len(t))
# expect: -1 7
del T.__len__
try:
    len(t)
except TypeError as e:
    print(e)
# expect: object of type 'T' has no len()


class U(T):
    pass


u = U()
print(u[4])
# expect: -4
U.__getitem__ = lambda self, i: "own"
print(u[4])
# expect: own
del U.__getitem__
print(u[4])
# expect: -4


class Bad:
    def __getitem__(self, i):
        raise KeyError(i)


try:
    Bad()[3]
except KeyError as e:
    print("KeyError", e)
# expect: KeyError 3
