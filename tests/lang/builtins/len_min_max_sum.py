# len, min, max, sum with keys, defaults, starts.
print(len("abc"), len([]), len({1: 2}), len(range(5)), len(b"xy"), len({1, 2}), len(()))  # expect: 3 0 1 5 2 2 0
print(min(3, 1, 2), max(3, 1, 2), min([5, 4]), max("hello"), min({"b": 0, "a": 0}), max(1, 2.5), min(1, 1.0), max(1.0, 1))
# expect: 1 3 4 o a 2.5 1 1.0
print(max(["aa", "b"], key=len), min(["aa", "b"], key=len), max([], default="none"), min((), default=0), max(3, -5, key=abs))
# expect: aa b none 0 -5
print(max([(1, "b"), (1, "a")]), min([[2], [1, 5]]), max("a", "B", key=str.lower))  # expect: (1, 'b') [1, 5] B
print(sum([1, 2, 3]), sum([]), sum([1, 2], 10), sum([0.1] * 10), sum([[1], [2]], []), sum(range(100)), sum({1: 5, 2: 6}), sum((True, False)))
# expect: 6 0 13 0.9999999999999999 [1, 2] 4950 3 1
print(sum([1.5, 2]), sum([10 ** 20, 1]), sum(x * x for x in range(5)), sum([2 ** 62, 2 ** 62]), sum([], start=3))
# expect: 3.5 100000000000000000001 30 9223372036854775808 3
for f in (lambda: sum("ab"), lambda: sum(["a"], ""), lambda: min(), lambda: max([]), lambda: max(5), lambda: min(1, "a"), lambda: max(1, 2, default=3), lambda: len()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
# expect: TypeError sum() can't sum strings [use ''.join(seq) instead]
# expect: TypeError min expected at least 1 argument, got 0
# expect: ValueError max() arg is an empty sequence
# expect: TypeError 'int' object is not iterable
# expect: TypeError '<' not supported between instances of 'str' and 'int'
# expect: TypeError Cannot specify a default for max() with multiple positional arguments
# expect: TypeError len() takes exactly one argument (0 given)
print(max([3, 1, 3], key=lambda x: x), [max(a, b) for a, b in [(1, 2), (4, 3)]])  # expect: 3 [2, 4]
