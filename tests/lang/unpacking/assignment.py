# Unpacking: nested, starred, swap, chained targets.
a, b = 1, 2
a, b = b, a
print(a, b)  # expect: 2 1
(x, y), z = (1, 2), 3
print(x, y, z)  # expect: 1 2 3
[p, [q, r]] = [1, (2, 3)]
print(p, q, r)  # expect: 1 2 3
first, *middle, last = range(6)
print(first, middle, last)  # expect: 0 [1, 2, 3, 4] 5
*init, tail = "abc"
print(init, tail)  # expect: ['a', 'b'] c
head, *rest = [1]
print(head, rest)  # expect: 1 []
m = n = o = []
m.append(1)
print(n, o is m)  # expect: [1] True
(*a,) = (1, 2)
print(a)  # expect: [1, 2]
i = 0
xs = [10, 20, 30]
i, xs[i] = 2, 99
print(i, xs)  # expect: 2 [10, 20, 99]
d = {}
d["x"], d["y"] = "ab"
print(d)  # expect: {'x': 'a', 'y': 'b'}
class T: pass
t = T()
t.a, t.b = 1, 2
print(t.a + t.b)  # expect: 3
a, b, c = {"k1": 1, "k2": 2, "k3": 3}
print(a, b, c)  # expect: k1 k2 k3
(a, b), *c = [(1, 2), (3, 4), (5, 6)]
print(a, b, c)  # expect: 1 2 [(3, 4), (5, 6)]
for k, (v, *w) in {"one": [1, 2, 3]}.items():
    print(k, v, w)
# expect: one 1 [2, 3]
