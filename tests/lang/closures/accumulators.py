# Memo tables, partial application, callbacks with shared state.
def memoize(f):
    cache = {}
    def wrapper(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]
    wrapper.cache = cache
    return wrapper

@memoize
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

print(fib(90))  # expect: 2880067194370816120
print(len(fib.cache))  # expect: 91

def partial(f, *bound, **kwbound):
    def call(*args, **kw):
        return f(*bound, *args, **{**kwbound, **kw})
    return call

def volume(a, b, c, unit="cm"):
    return str(a * b * c) + unit

print(partial(volume, 2, 3)(4))  # expect: 24cm
print(partial(volume, 2, unit="m")(3, 4))  # expect: 24m

events = []
def on(name):
    def register(f):
        events.append((name, f))
        return f
    return register

@on("start")
def hello():
    return "hello"

@on("stop")
def bye():
    return "bye"

for name, f in events:
    print(name, f())
# expect: start hello
# expect: stop bye
