# Positional, default, keyword, keyword-only and positional-only parameters.
def plain(a, b, c):
    return (a, b, c)

print(plain(1, 2, 3))  # expect: (1, 2, 3)
print(plain(1, c=3, b=2))  # expect: (1, 2, 3)
print(plain(c=1, b=2, a=3))  # expect: (3, 2, 1)

def defaults(a, b=10, c=20):
    return (a, b, c)

print(defaults(1))  # expect: (1, 10, 20)
print(defaults(1, 2))  # expect: (1, 2, 20)
print(defaults(1, c=5))  # expect: (1, 10, 5)
print(defaults(*[7, 8]))  # expect: (7, 8, 20)

def keyword_only(a, *, b, c=3):
    return (a, b, c)

print(keyword_only(1, b=2))  # expect: (1, 2, 3)
print(keyword_only(1, c=9, b=2))  # expect: (1, 2, 9)

def positional_only(a, b=5, /, c=6):
    return (a, b, c)

print(positional_only(1))  # expect: (1, 5, 6)
print(positional_only(1, 2, c=3))  # expect: (1, 2, 3)

def everything(a, b=2, /, c=3, *rest, d, e=5, **more):
    return (a, b, c, rest, d, e, more)

print(everything(1, d=4))  # expect: (1, 2, 3, (), 4, 5, {})
print(everything(1, 20, 30, 40, 50, d=4, e=6, f=7))  # expect: (1, 20, 30, (40, 50), 4, 6, {'f': 7})
print(everything(*(1, 2, 3, 4), **{"d": 1, "z": 2}))  # expect: (1, 2, 3, (4,), 1, 5, {'z': 2})
