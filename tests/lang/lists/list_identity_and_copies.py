# Aliases, shallow copies, equality of nested lists, default sharing.
a = [1, [2, 3]]
b = a
c = a[:]
d = list(a)
e = a.copy()
b.append(4)
c[1].append(99)
print(a, b is a, c, d, e, c[1] is a[1])
# expect: [1, [2, 3, 99], 4] True [1, [2, 3, 99]] [1, [2, 3, 99]] [1, [2, 3, 99]] True
def add(x, to=None):
    to = [] if to is None else to
    to.append(x)
    return to
print(add(1), add(2), add(3, [0]))  # expect: [1] [2] [0, 3]
x = [[]] * 3
x[0].append(1)
print(x)  # expect: [[1], [1], [1]]
y = [[] for _ in range(3)]
y[0].append(1)
print(y, x == [[1], [1], [1]], y != x)  # expect: [[1], [], []] True True
def modify(xs, ys):
    xs.append("in")
    ys = ["rebound"]
p, q = [], []
modify(p, q)
print(p, q)  # expect: ['in'] []
t = ([],)
t[0].append(1)
print(t, [1, 2] is [1, 2], [] == [], id(p) == id(p))  # expect: ([1],) False True True
