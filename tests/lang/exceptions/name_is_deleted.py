# The name of `except E as name` is gone after the handler.
e = "before"
try:
    raise ValueError("x")
except ValueError as e:
    kept = e
    print(e)
# expect: x
try:
    print(e)
except NameError as err:
    print(err)
# expect: name 'e' is not defined
print(kept)  # expect: x

def f():
    try:
        raise KeyError("k")
    except KeyError as e:
        pass
    try:
        return e
    except UnboundLocalError as err:
        return str(err)

print(f())  # expect: cannot access local variable 'e' where it is not associated with a value

def g():
    try:
        raise KeyError("k")
    except KeyError as e:
        e = 5
        return e

print(g())  # expect: 5
def h():
    errors = []
    for x in ("1", "a", "2", None):
        try:
            int(x)
        except ValueError as e:
            errors.append(e)
        except TypeError as e:
            errors.append(e)
    return [type(e).__name__ for e in errors]

print(h())  # expect: ['ValueError', 'TypeError']
