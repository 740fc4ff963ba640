# Equality, order, repr of nesting and of a list inside itself.
print([1, 2] == [1, 2.0], [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 9], [1, "a"] == [1, "a"])
# expect: True True True True True True
a = [[0] * 3 for _ in range(2)]
a[0][1] = 5
print(a)  # expect: [[0, 5, 0], [0, 0, 0]]
b = [[0] * 3] * 2
b[0][1] = 5
print(b)  # expect: [[0, 5, 0], [0, 5, 0]]
c = [1]
c.append(c)
print(c, c[1] is c)  # expect: [1, [...]] True
d = {"k": c}
c.append(d)
print(d)  # expect: {'k': [1, [...], {...}]}
print([1, [2, [3, [4]]]], [None, True, 1.5, "s", b"b", (), {}, set()])
# expect: [1, [2, [3, [4]]]] [None, True, 1.5, 's', b'b', (), {}, set()]
print([1, 2] + [3], [1] * 3, 2 * ["a"], len([[], []]))  # expect: [1, 2, 3] [1, 1, 1] ['a', 'a'] 2
try:
    [1] + (2,)
except TypeError as e:
    print(e)
# expect: can only concatenate list (not "tuple") to list
try:
    [1] < ["a"]
except TypeError as e:
    print(e)
# expect: '<' not supported between instances of 'int' and 'str'
print([1, 2, 3] != [1, 2, 4], not [], [0] and "non-empty")  # expect: True True non-empty
grid = [[r * 3 + c for c in range(3)] for r in range(3)]
print([list(row) for row in zip(*grid)], sum(grid, []), [row[i] for i, row in enumerate(grid)])
# expect: [[0, 3, 6], [1, 4, 7], [2, 5, 8]] [0, 1, 2, 3, 4, 5, 6, 7, 8] [0, 4, 8]
