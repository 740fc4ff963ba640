# Parallel and indexed iteration as programs use it.
names, ages = ["a", "b", "c"], [30, 20, 10]
for i, (n, a) in enumerate(zip(names, ages), start=1):
    print(i, n, a)
# expect: 1 a 30
# expect: 2 b 20
# expect: 3 c 10
print(dict(zip(names, ages)), sorted(zip(ages, names)), list(zip(*zip(names, ages))), [a - b for a, b in zip(ages, ages[1:])])
# expect: {'a': 30, 'b': 20, 'c': 10} [(10, 'c'), (20, 'b'), (30, 'a')] [('a', 'b', 'c'), (30, 20, 10)] [10, 10]
print(max(enumerate(ages), key=lambda p: p[1]), [i for i, a in enumerate(ages) if a < 25], sum(i * a for i, a in enumerate(ages)))
# expect: (0, 30) [1, 2] 40
print(list(zip(range(3), "ab", [True])), list(map(max, [1, 5], [4, 2])), list(map(lambda *a: a, "ab", "cd")), all(a > b for a, b in zip(ages, ages[1:])))
# expect: [(0, 'a', True)] [4, 5] [('a', 'c'), ('b', 'd')] True
it = iter(range(7))
print([tuple(x) for x in zip(it, it)], list(it))  # expect: [(0, 1), (2, 3), (4, 5)] []
print(list(filter(lambda p: p[0] % 2, enumerate("wxyz"))), list(reversed(list(enumerate("ab")))), [*zip("ab", reversed("ab"))])
# expect: [(1, 'x'), (3, 'z')] [(1, 'b'), (0, 'a')] [('a', 'b'), ('b', 'a')]
m = map(str.upper, names)
print(next(m), list(m), list(m), sum(map(len, names)), any(map(lambda a: a == 20, ages)), " ".join(map("{}!".format, names)))
# expect: A ['B', 'C'] [] 3 True a! b! c!
