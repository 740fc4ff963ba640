# Dict comprehensions, merging, sorting, inverting, nested updates.
words = "the cat and the dog and the bird".split()
print({w: len(w) for w in words}, {w: words.count(w) for w in sorted(set(words))}, {i: w for i, w in enumerate(words) if i % 3 == 0})
# expect: {'the': 3, 'cat': 3, 'and': 3, 'dog': 3, 'bird': 4} {'and': 2, 'bird': 1, 'cat': 1, 'dog': 1, 'the': 3} {0: 'the', 3: 'the', 6: 'the'}
a, b = {"x": 1, "y": 2}, {"y": 3, "z": 4}
print({**a, **b}, a | b, b | a, dict(a, **b), {**a, "new": 0})
# expect: {'x': 1, 'y': 3, 'z': 4} {'x': 1, 'y': 3, 'z': 4} {'y': 2, 'z': 4, 'x': 1} {'x': 1, 'y': 3, 'z': 4} {'x': 1, 'y': 2, 'new': 0}
print(dict(sorted({"b": 1, "c": 0, "a": 2}.items())), sorted({"b": 1, "c": 0}.items(), key=lambda kv: kv[1]), {v: k for k, v in a.items()})
# expect: {'a': 2, 'b': 1, 'c': 0} [('c', 0), ('b', 1)] {1: 'x', 2: 'y'}
def merge(x, y):
    out = dict(x)
    for k, v in y.items():
        out[k] = merge(out[k], v) if isinstance(v, dict) and isinstance(out.get(k), dict) else v
    return out
print(merge({"a": {"b": 1, "c": 2}, "d": 3}, {"a": {"b": 9, "e": {}}, "f": 4}))
# expect: {'a': {'b': 9, 'c': 2, 'e': {}}, 'd': 3, 'f': 4}
print(max(a, key=a.get), min(a.items(), key=lambda kv: -kv[1]), sum(a.values()), list(zip(a, a.values())), [*a], {*a} == {"x", "y"})
# expect: y ('y', 2) 3 [('x', 1), ('y', 2)] ['x', 'y'] True
print({k: v for d in (a, b) for k, v in d.items()}, {str(k): [k] * k for k in range(3)}, {(i, j): i * j for i in (1, 2) for j in (3,)})
# expect: {'x': 1, 'y': 3, 'z': 4} {'0': [], '1': [1], '2': [2, 2]} {(1, 3): 3, (2, 3): 6}
