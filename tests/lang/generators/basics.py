# yield, laziness, exhaustion, next with default, return value.
def count(n):
    print("start")
    for i in range(n):
        print("yielding", i)
        yield i
    print("end")

g = count(2)
print(type(g).__name__)  # expect: generator
print(next(g))
# expect: start
# expect: yielding 0
# expect: 0
print(next(g))
# expect: yielding 1
# expect: 1
print(next(g, "default"))
# expect: end
# expect: default
print(list(g))  # expect: []
try:
    next(g)
except StopIteration as e:
    print("stopped", e.value)
# expect: stopped None

def empty():
    return
    yield

print(list(empty()))  # expect: []

def with_value():
    yield 1
    return "result"

g = with_value()
next(g)
try:
    next(g)
except StopIteration as e:
    print(e.value, e.args)
# expect: result ('result',)

def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b

f = fib()
print([next(f) for _ in range(10)])  # expect: [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]
print(iter(f) is f)  # expect: True
