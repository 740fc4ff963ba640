# Counting, grouping, inverting, memo, nested defaults, dispatch.
text = "mississippi"
count = {}
for c in text:
    count[c] = count.get(c, 0) + 1
print(count, max(count, key=count.get), sorted(count.items(), key=lambda kv: (-kv[1], kv[0])))
# expect: {'m': 1, 'i': 4, 's': 4, 'p': 2} i [('i', 4), ('s', 4), ('p', 2), ('m', 1)]
inv = {}
for k, v in count.items():
    inv.setdefault(v, []).append(k)
print(inv)  # expect: {1: ['m'], 4: ['i', 's'], 2: ['p']}
tree = {}
for path in ("a/b/c", "a/b/d", "x"):
    node = tree
    for part in path.split("/"):
        node = node.setdefault(part, {})
print(tree)  # expect: {'a': {'b': {'c': {}, 'd': {}}}, 'x': {}}

def walk(node, depth=0):
    for k, v in node.items():
        print("  " * depth + k)
        walk(v, depth + 1)

walk(tree)
# expect: a
# expect:   b
# expect:     c
# expect:     d
# expect: x
ops = {"+": lambda a, b: a + b, "max": max, "cat": lambda *xs: "".join(map(str, xs))}
print(ops["+"](1, 2), ops["max"](3, 4), ops["cat"](1, "b", 2.5))  # expect: 3 4 1b2.5
scores = {"ann": [90, 80], "bo": [70]}
print({k: sum(v) / len(v) for k, v in scores.items()})  # expect: {'ann': 85.0, 'bo': 70.0}
a, b = {"x": 1, "y": 2}, {"y": 20, "z": 30}
print({k: a.get(k, 0) + b.get(k, 0) for k in sorted(a.keys() | b.keys())})  # expect: {'x': 1, 'y': 22, 'z': 30}
print({**a, **b}, [k for k in a if k in b])  # expect: {'x': 1, 'y': 20, 'z': 30} ['y']
