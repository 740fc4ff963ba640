# Lazy iteration helpers.
print(any([0, "", 3]), any([]), all([1, "a"]), all([]), all([1, 0]), any(x > 2 for x in [1, 2, 3]))
# expect: True False True True False True
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(map(len, ["a", "bb"])))
# expect: ['1', '2'] [11, 22] [1, 2]
print(list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x % 2, range(6))))  # expect: [1, 'a'] [1, 3, 5]
print(list(zip([1, 2], "ab")), list(zip([1, 2, 3], "ab")), list(zip()), list(zip([1])), dict(zip("ab", [1, 2])))
# expect: [(1, 'a'), (2, 'b')] [(1, 'a'), (2, 'b')] [] [(1,)] {'a': 1, 'b': 2}
print(list(zip(*[(1, 2), (3, 4)])), [a * b for a, b in zip(range(3), range(3))])  # expect: [(1, 3), (2, 4)] [0, 1, 4]
try:
    list(zip([1, 2], [1], strict=True))
except ValueError as e:
    print(e)
# expect: zip() argument 2 is shorter than argument 1
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate([], start=1)))
# expect: [(0, 'a'), (1, 'b')] [(5, 'a'), (6, 'b')] []
print(list(reversed([1, 2, 3])), list(reversed("abc")), list(reversed(range(3))), list(reversed((1,))))
# expect: [3, 2, 1] ['c', 'b', 'a'] [2, 1, 0] [1]
m = map(print, [1, 2])
print("lazy")  # expect: lazy
next(m)  # expect: 1
print(next(iter([5])), list(iter("ab")), next(iter([]), "default"))  # expect: 5 ['a', 'b'] default
print(type(map(str, [])).__name__, type(zip()).__name__, type(enumerate([])).__name__, type(reversed([])).__name__, type(filter(None, [])).__name__)
# expect: map zip enumerate list_reverseiterator filter
z = zip([1], [2])
print(iter(z) is z, list(z), list(z))  # expect: True [(1, 2)] []
try:
    reversed({1})
except TypeError as e:
    print(e)
# expect: 'set' object is not reversible
print(list(map(int, "1 2 3".split())), sum(map(len, ["ab", "c"])), [*map(lambda p: p[0], [(1, 2)])])
# expect: [1, 2, 3] 3 [1]
