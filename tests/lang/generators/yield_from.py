# yield from: delegation, its value, send and throw pass through.
def inner():
    x = yield 1
    print("inner got", x)
    yield 2
    return "inner result"

def outer():
    r = yield from inner()
    print("r =", r)
    yield from [10, 20]
    yield from "ab"
    return (yield from range(0))

g = outer()
print(next(g), g.send("hello"), list(g))
# expect: inner got hello
# expect: r = inner result
# expect: 1 2 [10, 20, 'a', 'b']

def flatten(x):
    if isinstance(x, list):
        for y in x:
            yield from flatten(y)
    else:
        yield x

print(list(flatten([1, [2, [3, [4]], 5], [[6]]])))  # expect: [1, 2, 3, 4, 5, 6]

class Tree:
    def __init__(self, v, left=None, right=None):
        self.v, self.left, self.right = v, left, right
    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.v
        if self.right:
            yield from self.right

print(list(Tree(4, Tree(2, Tree(1), Tree(3)), Tree(6))))  # expect: [1, 2, 3, 4, 6]

def sub():
    try:
        yield 1
    except ValueError as e:
        yield "sub caught " + str(e)

def main():
    yield from sub()
    yield "main"

g = main()
next(g)
print(g.throw(ValueError("v")), next(g))  # expect: sub caught v main

def closing():
    try:
        yield 1
    finally:
        print("sub closed")

def delegating():
    try:
        yield from closing()
    finally:
        print("outer closed")

g = delegating()
next(g)
g.close()
# expect: sub closed
# expect: outer closed
try:
    list((lambda: (yield from 5))())
except TypeError as e:
    print(e)
# expect: 'int' object is not iterable
