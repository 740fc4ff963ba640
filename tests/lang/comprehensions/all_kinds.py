# List, set, dict comprehensions and generator expressions.
print([x * x for x in range(5)], [x for x in range(10) if x % 2 if x > 3], [(x, y) for x in range(2) for y in "ab"])
# expect: [0, 1, 4, 9, 16] [5, 7, 9] [(0, 'a'), (0, 'b'), (1, 'a'), (1, 'b')]
print({x % 3 for x in range(9)} == {0, 1, 2}, {k: v for k, v in zip("abc", range(3))}, {v: k for k, v in {"a": 1}.items()})
# expect: True {'a': 0, 'b': 1, 'c': 2} {1: 'a'}
print(list(x + 1 for x in [1, 2]), sum(i for i in range(4)), max(len(w) for w in ["a", "bbb"]), tuple(c for c in "xy"))
# expect: [2, 3] 6 3 ('x', 'y')
print([[j for j in range(i)] for i in range(4)], [x for row in [[1, 2], [3]] for x in row])
# expect: [[], [0], [0, 1], [0, 1, 2]] [1, 2, 3]
x = "outer"
print([x for x in range(3)], x)  # expect: [0, 1, 2] outer
print([a if a > 1 else -a for a in range(3)], [a + b for a, b in [(1, 2), (3, 4)]], [i for i, *_ in ["abc", "de"]])
# expect: [0, -1, 2] [3, 7] ['a', 'd']
n = 3
print([i * n for i in range(n)], [lambda: i for i in range(2)][0]())  # expect: [0, 3, 6] 1
print([y for x in range(3) for y in [x * 10]], [z for x in range(3) if x for z in range(x) if z < 1])
# expect: [0, 10, 20] [0, 0]
def f(k):
    return [k + i for i in range(k) if i != k]
print(f(3), [f(i) for i in range(3)])  # expect: [3, 4, 5] [[], [1], [2, 3]]
print(any(x > 3 for x in [1, 5]), all(x for x in []), " ".join(str(x) for x in range(3)))  # expect: True True 0 1 2
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)])  # expect: [[1, 4], [2, 5], [3, 6]]
print({(i, j): i * j for i in range(2) for j in range(2)}, {len(w): w for w in ["a", "b", "cc"]})
# expect: {(0, 0): 0, (0, 1): 0, (1, 0): 0, (1, 1): 1} {1: 'b', 2: 'cc'}
print([1 for _ in range(3)], [None for _ in ()], [[] for _ in range(2)])  # expect: [1, 1, 1] [] [[], []]
try:
    [1 / x for x in (1, 0)]
except ZeroDivisionError as e:
    print(e)
# expect: division by zero
print(sorted((len(w), w) for w in "the quick brown".split()), [*(i for i in range(2))])
# expect: [(3, 'the'), (5, 'brown'), (5, 'quick')] [0, 1]
