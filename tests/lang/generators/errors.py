# Reentry, StopIteration inside, exceptions out of generators.
def reenter():
    yield next(g)

g = reenter()
try:
    next(g)
except ValueError as e:
    print(e)
# expect: generator already executing

def leaks():
    yield 1
    raise StopIteration("inside")

try:
    list(leaks())
except RuntimeError as e:
    print(e, "|", repr(e.__cause__))
# expect: generator raised StopIteration | StopIteration('inside')

def fails():
    yield 1
    1 / 0

g = fails()
print(next(g))  # expect: 1
try:
    next(g)
except ZeroDivisionError as e:
    print(e)
# expect: division by zero
print(next(g, "finished"))  # expect: finished

def with_stop():
    it = iter([1])
    while True:
        yield next(it)

try:
    list(with_stop())
except RuntimeError as e:
    print(e)
# expect: generator raised StopIteration

def handled():
    try:
        yield 1
        raise ValueError("x")
    except ValueError:
        yield "handled"
    else:
        yield "no"
    finally:
        yield "finally"

print(list(handled()))  # expect: [1, 'handled', 'finally']
