# What is being handled: bare raise in helpers, nesting, after handlers.
import sys

def reraise():
    raise

try:
    try:
        raise ValueError("orig")
    except ValueError:
        reraise()
except ValueError as e:
    print("got", e)
# expect: got orig

try:
    raise KeyError("outer")
except KeyError:
    try:
        raise ValueError("inner")
    except ValueError:
        print(sys.exc_info()[0].__name__)
    print(sys.exc_info()[0].__name__)
    try:
        raise
    except KeyError as e:
        print("still", e)
# expect: ValueError
# expect: KeyError
# expect: still 'outer'
print(sys.exc_info())  # expect: (None, None, None)

def gen():
    try:
        yield 1
    except ValueError:
        print("in gen", sys.exc_info()[0].__name__)
        yield 2

try:
    raise TypeError("main")
except TypeError:
    g = gen()
    next(g)
    g.throw(ValueError("thrown"))
    print("main again", sys.exc_info()[0].__name__)
# expect: in gen ValueError
# expect: main again TypeError
for i in range(2):
    try:
        raise ValueError(i)
    except ValueError as e:
        print(e, e.__context__)
# expect: 0 None
# expect: 1 None
try:
    try:
        raise ValueError("a")
    except ValueError as a:
        b = KeyError("b")
        raise b
except KeyError as e:
    print(e.__context__, e is b)
# expect: a True
