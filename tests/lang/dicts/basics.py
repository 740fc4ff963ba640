# Dicts: literals, reading, writing, deleting, order.
d = {"b": 1, "a": 2}
d["c"] = 3
d["b"] = 10
print(d, len(d), d["a"], "a" in d, "z" in d, "z" not in d)  # expect: {'b': 10, 'a': 2, 'c': 3} 3 2 True False True
del d["a"]
d["a"] = 99
print(d, list(d), list(d.keys()), list(d.values()), list(d.items()))
# expect: {'b': 10, 'c': 3, 'a': 99} ['b', 'c', 'a'] ['b', 'c', 'a'] [10, 3, 99] [('b', 10), ('c', 3), ('a', 99)]
print(d.get("b"), d.get("zz"), d.get("zz", 0))  # expect: 10 None 0
try:
    d["zz"]
except KeyError as e:
    print(repr(e), e)
# expect: KeyError('zz') 'zz'
print({}, {1: {2: {}}}, {None: 1, True: 2, 1.5: 3, (1, 2): 4, "s": 5})
# expect: {} {1: {2: {}}} {None: 1, True: 2, 1.5: 3, (1, 2): 4, 's': 5}
print({1: "a", 1.0: "b", True: "c"})  # expect: {1: 'c'}
try:
    {[]: 1}
except TypeError as e:
    print(e)
# expect: unhashable type: 'list'
print(dict(), dict(a=1, b=2), dict([(1, 2), (3, 4)]), dict({"x": 1}, y=2), dict(zip("ab", range(2))))
# expect: {} {'a': 1, 'b': 2} {1: 2, 3: 4} {'x': 1, 'y': 2} {'a': 0, 'b': 1}
print({"a": 1} == {"a": 1.0}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {} != {1: 1})  # expect: True True True
print(bool({}), bool({0: 0}), min({3: 0, 1: 0}), sorted({"b": 1, "a": 1}))  # expect: False True 1 ['a', 'b']
