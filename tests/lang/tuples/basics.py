# Tuples: literals, methods, comparison, as keys.
print((), (1,), (1, 2), tuple([1, 2]), tuple("ab"), 1, )  # expect: () (1,) (1, 2) (1, 2) ('a', 'b') 1
t = 1, 2, 3, 2
print(t, t.count(2), t.index(3), len(t), t[1], t[-1], t[1:3], t[::-1])
# expect: (1, 2, 3, 2) 2 2 4 2 2 (2, 3) (2, 3, 2, 1)
print((1, 2) + (3,), (0,) * 3, (1, 2) < (1, 3), (1, 2) == (1, 2), (1,) < (1, 0), 2 in t)
# expect: (1, 2, 3) (0, 0, 0) True True True True
d = {(0, 0): "origin", (1, 2): "p"}
print(d[0, 0], d[(1, 2)], hash((1, 2)) == hash((1, 2)))  # expect: origin p True
for f in (lambda: t.index(9), lambda: t[9], lambda: hash(([],)), lambda: (1,) + [2]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# expect: ValueError tuple.index(x): x not in tuple
# expect: IndexError tuple index out of range
# expect: TypeError unhashable type: 'list'
# expect: TypeError can only concatenate tuple (not "list") to tuple
try:
    t[0] = 5
except TypeError as e:
    print(e)
# expect: 'tuple' object does not support item assignment
t2 = ([1], 2)
t2[0].append(5)
print(t2)  # expect: ([1, 5], 2)
try:
    t2[0] += [6]
except TypeError as e:
    print(e)
# expect: 'tuple' object does not support item assignment
print(t2, sorted([(2, "a"), (1, "b")]), max((1, 5), (1, 3)), min(t), sum(t))
# expect: ([1, 5, 6], 2) [(1, 'b'), (2, 'a')] (1, 5) 1 8
print(((1, 2), (3, (4,))), repr(("a",)), str((1.5, None)))  # expect: ((1, 2), (3, (4,))) ('a',) (1.5, None)
