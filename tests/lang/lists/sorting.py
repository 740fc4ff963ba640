# sort and sorted: keys, stability, reverse, errors.
words = ["banana", "Apple", "cherry", "apple", "fig"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=len, reverse=True))
# expect: ['Apple', 'apple', 'banana', 'cherry', 'fig'] ['Apple', 'apple', 'banana', 'cherry', 'fig'] ['fig', 'Apple', 'apple', 'banana', 'cherry'] ['banana', 'cherry', 'Apple', 'apple', 'fig']
pairs = [(2, "b"), (1, "z"), (2, "a"), (1, "a")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: (-p[0], p[1])))
# expect: [(1, 'a'), (1, 'z'), (2, 'a'), (2, 'b')] [(1, 'z'), (1, 'a'), (2, 'b'), (2, 'a')] [(2, 'a'), (2, 'b'), (1, 'a'), (1, 'z')]
print(sorted({3, 1, 2}), sorted("hello"), sorted({"b": 1, "a": 2}), sorted([0.5, 1, True, -1]))
# expect: [1, 2, 3] ['e', 'h', 'l', 'l', 'o'] ['a', 'b'] [-1, 0.5, 1, True]
xs = [5, 3, 8]
print(xs.sort(key=lambda x: -x), xs)  # expect: None [8, 5, 3]
try:
    sorted([1, "a"])
except TypeError as e:
    print(e)
# expect: '<' not supported between instances of 'str' and 'int'
try:
    [3, None, 1].sort()
except TypeError as e:
    print(e)
# expect: '<' not supported between instances of 'NoneType' and 'int'
try:
    sorted([1, 2], key=lambda x: 1 / 0)
except ZeroDivisionError as e:
    print(e)
# expect: division by zero
big = [(i * 7919) % 1000 for i in range(1000)]
s = sorted(big)
print(s == list(range(1000)), all(a <= b for a, b in zip(s, s[1:])))  # expect: True True
records = [{"n": "x", "v": 3}, {"n": "y", "v": 1}]
print([r["n"] for r in sorted(records, key=lambda r: r["v"])])  # expect: ['y', 'x']
print(sorted([[2, 1], [1, 9], [1]]), sorted([(1, 2), (1,)]), sorted([], key=len))
# expect: [[1], [1, 9], [2, 1]] [(1,), (1, 2)] []

class Odd:
    calls = 0
    def __init__(self, v):
        self.v = v
    def __lt__(self, other):
        Odd.calls += 1
        return True

print(len(sorted([Odd(i) for i in range(50)])), Odd.calls > 0)  # expect: 50 True
