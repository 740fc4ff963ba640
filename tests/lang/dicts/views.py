# keys, values and items are live views; keys are set-like.
d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i)  # expect: dict_keys(['a', 'b']) dict_values([1, 2]) dict_items([('a', 1), ('b', 2)])
d["c"] = 3
print(list(k), list(v), list(i), len(k), "c" in k, 3 in v, ("c", 3) in i)
# expect: ['a', 'b', 'c'] [1, 2, 3] [('a', 1), ('b', 2), ('c', 3)] 3 True True True
print(sorted(d.keys() & {"a", "z"}), sorted(d.keys() | {"z"}), sorted(d.keys() - {"a"}), d.keys() == {"a", "b", "c"})
# expect: ['a'] ['a', 'b', 'c', 'z'] ['b', 'c'] True
print(sorted({"a": 1, "b": 3}.items() & d.items()), {"x": 1}.keys().isdisjoint({"y"}))  # expect: [('a', 1)] True
for key, value in d.items():
    print(key, value)
# expect: a 1
# expect: b 2
# expect: c 3
try:
    for key in d:
        d[key + "!"] = 0
except RuntimeError as e:
    print(e)
# expect: dictionary changed size during iteration
for key in list(d):
    if key.endswith("!"):
        del d[key]
print(d)  # expect: {'a': 1, 'b': 2, 'c': 3}
it = iter(d)
d["new"] = 1
try:
    next(it)
except RuntimeError as e:
    print(e)
# expect: dictionary changed size during iteration
print(type(k).__name__, type(v).__name__, type(i).__name__)  # expect: dict_keys dict_values dict_items
