# Annotations are kept and do nothing else.
def f(a: int, b: str = "x", *args: float, **kw: bool) -> list:
    return [a, b]

print(f.__annotations__)
# expect: {'a': <class 'int'>, 'b': <class 'str'>, 'args': <class 'float'>, 'kw': <class 'bool'>, 'return': <class 'list'>}
print(f("not an int"))  # expect: ['not an int', 'x']
x: int = 5
y: str
print(x, "y" in globals())  # expect: 5 False
print(__annotations__)  # expect: {'x': <class 'int'>, 'y': <class 'str'>}

def local():
    z: int
    w: int = 3
    return w

print(local())  # expect: 3
