# sorted on any iterable; reversed objects; slice objects.
print(sorted((3, 1, 2)), sorted("bca", reverse=True), sorted({"b": 1, "a": 2}, key=lambda k: {"b": 1, "a": 2}[k]), sorted(range(5), key=lambda x: (x % 2, -x)))
# expect: [1, 2, 3] ['c', 'b', 'a'] ['b', 'a'] [4, 2, 0, 3, 1]
print(sorted([("b", 2), ("a", 2), ("c", 1)], key=lambda p: p[1]), sorted([True, False]), sorted([1.5, 1, 2]), sorted([]))
# expect: [('c', 1), ('b', 2), ('a', 2)] [False, True] [1, 1.5, 2] []
r = reversed([1, 2, 3])
print(next(r), list(r), list(r))  # expect: 3 [2, 1] []
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), list(range(20))[s], "abcdefgh"[slice(None, None, -1)], slice(5), slice(1, 2) == slice(1, 2))
# expect: slice(1, 10, 2) 1 10 2 (1, 5, 2) [1, 3, 5, 7, 9] hgfedcba slice(None, 5, None) True
try:
    sorted(5)
except TypeError as e:
    print(e)
# expect: 'int' object is not iterable
try:
    sorted([1], 5)
except TypeError as e:
    print(e)
# expect: sorted expected 1 argument, got 2
print(sorted(["b", "A", "c"]), sorted(["10", "9", "1"]), sorted(["10", "9", "1"], key=int), sorted([[3], [1, 2], []]))
# expect: ['A', 'b', 'c'] ['1', '10', '9'] ['1', '9', '10'] [[], [1, 2], [3]]
