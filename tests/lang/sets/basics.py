# Sets: operators, methods, frozenset.
s = {3, 1, 2, 3}
print(sorted(s), len(s), 2 in s, 9 in s, set(), type({}), sorted(set("hello")))
# expect: [1, 2, 3] 3 True False set() <class 'dict'> ['e', 'h', 'l', 'o']
s.add(5)
s.discard(99)
s.remove(1)
print(sorted(s))  # expect: [2, 3, 5]
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b))  # expect: [1, 2, 3, 4, 5] [3, 4] [1, 2] [1, 2, 5]
print(a < {1, 2, 3, 4, 5}, a <= a, a < a, a > {1}, a >= {9}, a == {4, 3, 2, 1}, a.isdisjoint({9}))
# expect: True True False True False True True
print(sorted(a.union([7], (8,))), sorted(a.intersection([1, 2], {2})), sorted(a.difference([1])), sorted(a.symmetric_difference([1, 9])))
# expect: [1, 2, 3, 4, 7, 8] [2] [2, 3, 4] [2, 3, 4, 9]
print(a.issubset(range(10)), a.issuperset([1]))  # expect: True True
c = a.copy()
c |= {10}
c &= {1, 10, 11}
c -= {1}
c ^= {10, 12}
print(c, sorted(a))  # expect: {12} [1, 2, 3, 4]
c.update([1, 2], "x")
c.intersection_update({1, "x"})
c.difference_update([1])
print(c, c.pop(), c)  # expect: set() x set()
f = frozenset([1, 2])
print(f, {f: "key"}[frozenset([2, 1])], f | {3} == {1, 2, 3}, type(f | {3}).__name__, {1} | f == {1, 2})
# expect: frozenset({1, 2}) key True frozenset True
for g in (lambda: set().pop(), lambda: {1}.remove(5), lambda: {[]}, lambda: {1} | [2], lambda: {1} + {2}, lambda: f.add(1), lambda: hash({1})):
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, e)
# expect: KeyError 'pop from an empty set'
# expect: KeyError 5
# expect: TypeError unhashable type: 'list'
# expect: TypeError unsupported operand type(s) for |: 'set' and 'list'
# expect: TypeError unsupported operand type(s) for +: 'set' and 'set'
# expect: AttributeError 'frozenset' object has no attribute 'add'
# expect: TypeError unhashable type: 'set'
print(sorted({x % 3 for x in range(10)}), {1, 1.0, True}, sum({1, 2, 3}))  # expect: [0, 1, 2] {1} 6
a.clear()
print(a, bool(a))  # expect: set() False
