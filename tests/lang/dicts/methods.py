# All methods of dict.
d = {"a": 1, "b": 2, "c": 3}
print(d.pop("a"), d.pop("zz", "none"), d.popitem(), d)  # expect: 1 none ('c', 3) {'b': 2}
print(d.setdefault("b", 5), d.setdefault("n", 5), d)  # expect: 2 5 {'b': 2, 'n': 5}
d.update({"b": 20, "x": 1})
d.update(y=2)
d.update([("z", 3)])
print(d)  # expect: {'b': 20, 'n': 5, 'x': 1, 'y': 2, 'z': 3}
e = d.copy()
d.clear()
print(d, e)  # expect: {} {'b': 20, 'n': 5, 'x': 1, 'y': 2, 'z': 3}
print(dict.fromkeys("abc"), dict.fromkeys([1, 2], 0))  # expect: {'a': None, 'b': None, 'c': None} {1: 0, 2: 0}
print({"a": 1} | {"b": 2, "a": 3})  # expect: {'a': 3, 'b': 2}
m = {"a": 1}
m |= {"z": 26}
print(m)  # expect: {'a': 1, 'z': 26}
for f in (lambda: {}.pop("k"), lambda: {}.popitem(), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: {} | [], lambda: {} < {}):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# expect: KeyError 'k'
# expect: KeyError 'popitem(): dictionary is empty'
# expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
# expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
# expect: TypeError unsupported operand type(s) for |: 'dict' and 'list'
# expect: TypeError '<' not supported between instances of 'dict' and 'dict'
print(list(reversed({"x": 1, "y": 2})), {k: v for k, v in sorted({"q": 1, "p": 2}.items())})
# expect: ['y', 'x'] {'p': 2, 'q': 1}
