# Unpacking at the call and collecting in the function.
def f(*args, **kwargs):
    return args, kwargs

print(f())  # expect: ((), {})
print(f(1, *[2, 3], 4, *(5,)))  # expect: ((1, 2, 3, 4, 5), {})
print(f(a=1, **{"b": 2}, c=3, **{"d": 4}))  # expect: ((), {'a': 1, 'b': 2, 'c': 3, 'd': 4})
print(f(*range(3), **dict(x=1)))  # expect: ((0, 1, 2), {'x': 1})
print(f(*"abc"))  # expect: (('a', 'b', 'c'), {})

def g(first, *rest):
    return first + sum(rest)

print(g(1), g(1, 2, 3))  # expect: 1 6

def h(**options):
    return sorted(options.items())

print(h(z=1, a=2))  # expect: [('a', 2), ('z', 1)]
print(f(*{1: "a", 2: "b"}))  # expect: ((1, 2), {})
