# What a function carries: names, doc, defaults, free attributes.
def f(a, b=2, *, c=3):
    """Says something."""
    return a

print(f.__name__, f.__qualname__, f.__doc__)  # expect: f f Says something.
print(f.__defaults__, f.__kwdefaults__)  # expect: (2,) {'c': 3}
f.counter = 0
f.counter += 1
print(f.counter)  # expect: 1

def outer():
    def inner():
        pass
    return inner

print(outer().__qualname__)  # expect: outer.<locals>.inner
print((lambda: 0).__name__)  # expect: <lambda>
print(f.__module__)  # expect: __main__

class C:
    def m(self):
        pass

print(C.m.__qualname__, C().m.__name__)  # expect: C.m m
try:
    f.missing
except AttributeError as e:
    print(e)
# expect: 'function' object has no attribute 'missing'
