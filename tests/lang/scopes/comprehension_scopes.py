# Names inside comprehensions, lambdas, classes and nested functions.
x = 10
print([x for x in range(3)], x)  # expect: [0, 1, 2] 10
print([(lambda: x)() for x in range(3)], [f() for f in [lambda: x for _ in range(2)]])  # expect: [0, 1, 2] [10, 10]
def f(x):
    return [y + x for y in range(x) if y != x], {x: x for x in "ab"}, x
print(f(3))  # expect: ([3, 4, 5], {'a': 'a', 'b': 'b'}, 3)
class C:
    n = 2
    items = [i * 10 for i in range(n)]
    def get(self):
        return [self.n + i for i in self.items]
print(C.items, C().get())  # expect: [0, 10] [2, 12]
def outer():
    total = 0
    def add(xs):
        nonlocal total
        total += sum(x for x in xs)
        return total
    return [add([i, i]) for i in range(4)], total
print(outer())  # expect: ([0, 2, 6, 12], 12)
print([[i + j for j in range(i)] for i in range(4)], [y for x in ([1], [2, 3]) for y in x], x)
# expect: [[], [1], [2, 3], [3, 4, 5]] [1, 2, 3] 10
g = globals()
g["dynamic"] = 1
print(dynamic, [k for k in ("x", "zzz") if k in g])  # expect: 1 ['x']
def late():
    return [helper(i) for i in range(3)]
def helper(i):
    return i * i
print(late(), (lambda y: [x + y for x in range(2)])(100))  # expect: [0, 1, 4] [100, 101]
