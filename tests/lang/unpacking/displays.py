# Stars in list, tuple, set and dict displays.
a = [1, 2]
b = (3, 4)
print([*a, *b], (*a, 0, *b), [*"xy", *range(2)])  # expect: [1, 2, 3, 4] (1, 2, 0, 3, 4) ['x', 'y', 0, 1]
print(sorted({*a, *b, 1}))  # expect: [1, 2, 3, 4]
d = {"x": 1, **{"y": 2, "x": 9}, "z": 3}
print(d)  # expect: {'x': 9, 'y': 2, 'z': 3}
print({**d, "x": 0}, {**{}})  # expect: {'x': 0, 'y': 2, 'z': 3} {}
x = *a, 5
print(x)  # expect: (1, 2, 5)
def f():
    return *a, *b
print(f())  # expect: (1, 2, 3, 4)
for v in *a, *b:
    print(v)
# expect: 1
# expect: 2
# expect: 3
# expect: 4
print([*[], *[]], (*(),))  # expect: [] ()
try:
    [*5]
except TypeError as e:
    print(e)
# expect: Value after * must be an iterable, not int
try:
    {**5}
except TypeError as e:
    print(e)
# expect: 'int' object is not a mapping
print({i: c for i, c in enumerate("ab")} | {5: "z"})  # expect: {0: 'a', 1: 'b', 5: 'z'}
