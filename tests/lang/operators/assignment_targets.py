# Every kind of assignment target, and the order of evaluation.
class O: pass
o, d, xs = O(), {}, [0, 0, 0]
o.a = d["k"] = xs[1] = 5
print(o.a, d, xs)  # expect: 5 {'k': 5} [0, 5, 0]
(o.b, d["m"]), *xs[1:] = (1, 2), 8, 9
print(o.b, d, xs)  # expect: 1 {'k': 5, 'm': 2} [0, 8, 9]
xs[0], xs[1] = xs[1], xs[0]
xs[:2], d["n"] = "ab", 3
print(xs, d)  # expect: ['a', 'b', 9] {'k': 5, 'm': 2, 'n': 3}
a = b = c = []
a.append(1)
print(c, a is c)  # expect: [1] True
i = 0
i, d[i] = 1, "one"
print(i, d)  # expect: 1 {'k': 5, 'm': 2, 'n': 3, 1: 'one'}
[x, y], z = "pq", 7
print(x, y, z)  # expect: p q 7
for o.k, (p, *q) in [(1, "abc"), (2, (3,))]:
    print(o.k, p, q)
# expect: 1 a ['b', 'c']
# expect: 2 3 []
with_star = *range(3), "end"
print(with_star)  # expect: (0, 1, 2, 'end')
n: int = 5
n += 1.5
o.a += 1
d["k"] -= 1
xs[-1] *= 2
print(n, o.a, d["k"], xs)  # expect: 6.5 6 4 ['a', 'b', 18]
def f():
    print("f", end=" ")
    return xs
f()[0] += "!"
print(xs)  # expect: f ['a!', 'b', 18]
del o.a, d["k"], xs[0]
print(hasattr(o, "a"), "k" in d, xs)  # expect: False False ['b', 18]
