# Decorators: plain, with arguments, stacked, on methods, classes as decorators.
def log(f):
    def wrapper(*args, **kwargs):
        print("call", f.__name__, args, kwargs)
        r = f(*args, **kwargs)
        print("result", r)
        return r
    return wrapper

@log
def add(a, b=2):
    return a + b

add(1)
# expect: call add (1,) {}
# expect: result 3
add(1, b=5)
# expect: call add (1,) {'b': 5}
# expect: result 6

def repeat(n):
    def deco(f):
        def wrapper(*a):
            return [f(*a) for _ in range(n)]
        return wrapper
    return deco

@repeat(3)
def hi(name):
    return "hi " + name

print(hi("x"))  # expect: ['hi x', 'hi x', 'hi x']

def tag(name):
    print("making", name)
    def deco(f):
        print("applying", name)
        return lambda *a: f"<{name}>{f(*a)}</{name}>"
    return deco

@tag("b")
@tag("i")
def text(t):
    return t
# expect: making b
# expect: making i
# expect: applying i
# expect: applying b

print(text("hey"))  # expect: <b><i>hey</i></b>

class Count:
    def __init__(self, f):
        self.f = f
        self.n = 0
    def __call__(self, *a):
        self.n += 1
        return self.f(*a)

@Count
def sq(x):
    return x * x

print(sq(2), sq(3), sq.n)  # expect: 4 9 2

def add_method(cls):
    cls.added = lambda self: "added to " + cls.__name__
    return cls

@add_method
class K:
    @log
    def m(self, x):
        return x

print(K().added())  # expect: added to K
@(lambda f: f)
def same(): return "same"
print(same())  # expect: same
handlers = {}
@lambda f: handlers.setdefault(f.__name__, f)
def later(): return "later"
print(handlers["later"]())  # expect: later
