# The first iterable is evaluated at once, the rest when it runs.
def noisy(n):
    print("noisy", n)
    return range(n)

g = (i for i in noisy(3))  # expect: noisy 3
print("made")  # expect: made
print(list(g))  # expect: [0, 1, 2]
xs = [1, 2, 3]
g = (x * k for x in xs)
k = 10
xs = []
print(list(g))  # expect: [10, 20, 30]
try:
    (i for i in 5)
except TypeError as e:
    print(e)
# expect: 'int' object is not iterable
try:
    print([undefined for _ in range(1)])
except NameError as e:
    print(e)
# expect: name 'undefined' is not defined
class C:
    items = [1, 2]
    doubled = [i * 2 for i in items]
print(C.doubled)  # expect: [2, 4]
def nested():
    a = 1
    return [[a + b + c for c in range(2)] for b in range(2)]
print(nested())  # expect: [[1, 2], [2, 3]]
total = 0
print([total := total + x for x in range(5)], total)  # expect: [0, 1, 3, 6, 10] 10
print([i for i in range(5) if (j := i * 2) > 4], j)  # expect: [3, 4] 8
funcs = [lambda x, n=n: x + n for n in range(3)]
print([f(10) for f in funcs])  # expect: [10, 11, 12]
it = iter(range(6))
print([(a, b) for a, b in zip(it, it)])  # expect: [(0, 1), (2, 3), (4, 5)]
