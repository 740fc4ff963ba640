# send gives the value of the yield expression.
def echo():
    received = None
    while True:
        received = yield received
        print("got", received)

g = echo()
print(next(g))  # expect: None
print(g.send("a"))
# expect: got a
# expect: a
print(g.send("b"))
# expect: got b
# expect: b
print(next(g))
# expect: got None
# expect: None

def average():
    total, n, mean = 0, 0, None
    while True:
        x = yield mean
        total += x
        n += 1
        mean = total / n

a = average()
next(a)
print([a.send(x) for x in (10, 20, 60)])  # expect: [10.0, 15.0, 30.0]
fresh = average()
try:
    fresh.send(5)
except TypeError as e:
    print(e)
# expect: can't send non-None value to a just-started generator
print(fresh.send(None))  # expect: None

def two():
    x = yield 1
    y = yield x + 1
    print("x, y =", x, y)
    return x + y

t = two()
print(t.send(None), t.send(10))  # expect: 1 11
try:
    t.send(20)
except StopIteration as e:
    print("sum", e.value)
# expect: x, y = 10 20
# expect: sum 30
