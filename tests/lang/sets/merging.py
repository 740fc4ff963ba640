# Unions and updates: elements by equality, in CPython's order, also with elements that compare by guest code.


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 3

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n


print(list({1, 2, 3} | {40, 50, 60, 70}))
# expect: [1, 2, 3, 50, 70, 40, 60]
s = {8, 16, 24}
s |= {0, 32, 33}
print(list(s))
# expect: [16, 0, 33, 32, 8, 24]
s.update(s)
print(len(s), s | s == s, frozenset(s) | {99} == s | {99})
# expect: 6 True True
a = {Key(i) for i in range(6)}
b = {Key(i) for i in range(3, 9)}
print(len(a | b), sorted(k.n for k in a | b))
# expect: 9 [0, 1, 2, 3, 4, 5, 6, 7, 8]
a.update(b)
print(len(a), Key(8) in a, Key(9) in a)
# expect: 9 True False
t = set(range(5))
t.discard(2)
u = t | {7}
print(u, len(u), set(t) == t, type(frozenset([1]) | {2}).__name__)
# expect: {0, 1, 3, 4, 7} 5 True frozenset
big = set(range(1000))
print(len(big | set(range(500, 1500))), sum(big))
# expect: 1500 499500
big.clear()
print(big, len(big), big | {1})
# expect: set() 0 {1}
