# The messages of wrong calls.
def f(a, b, c=1):
    pass

def attempt(call):
    try:
        call()
        print("no error")
    except TypeError as e:
        print(e)

def k(a, *, key):
    pass

def p(a, /):
    pass

def two(*, x, y):
    pass

def none():
    pass

attempt(lambda: f())  # expect: f() missing 2 required positional arguments: 'a' and 'b'
attempt(lambda: f(1))  # expect: f() missing 1 required positional argument: 'b'
attempt(lambda: f(1, 2, 3, 4))  # expect: f() takes from 2 to 3 positional arguments but 4 were given
attempt(lambda: f(1, 2, d=3))  # expect: f() got an unexpected keyword argument 'd'
attempt(lambda: f(1, a=2))  # expect: f() got multiple values for argument 'a'
attempt(lambda: k(1))  # expect: k() missing 1 required keyword-only argument: 'key'
attempt(lambda: k(1, 2))  # expect: k() takes 1 positional argument but 2 were given
attempt(lambda: p(a=1))  # expect: p() got some positional-only arguments passed as keyword arguments: 'a'
attempt(lambda: two())  # expect: two() missing 2 required keyword-only arguments: 'x' and 'y'
attempt(lambda: none(1))  # expect: none() takes 0 positional arguments but 1 was given
attempt(lambda: f(*5))  # expect: __main__.f() argument after * must be an iterable, not int
attempt(lambda: f(**5))  # expect: __main__.f() argument after ** must be a mapping, not int
attempt(lambda: f(1, **{"a": 2}))  # expect: f() got multiple values for argument 'a'
attempt(lambda: f(1, 2))  # expect: no error
attempt(lambda: none(1, 2, 3))  # expect: none() takes 0 positional arguments but 3 were given
attempt(lambda: k(key=1))  # expect: k() missing 1 required positional argument: 'a'
