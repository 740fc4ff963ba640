# Slices read, written and deleted.
xs = list(range(10))
print(xs[2:5], xs[:-3], xs[-3:], xs[::3], xs[::-2], xs[7:2:-1], xs[20:], xs[-20:3])
# expect: [2, 3, 4] [0, 1, 2, 3, 4, 5, 6] [7, 8, 9] [0, 3, 6, 9] [9, 7, 5, 3, 1] [7, 6, 5, 4, 3] [] [0, 1, 2]
xs[2:4] = ["a", "b", "c"]
print(xs)  # expect: [0, 1, 'a', 'b', 'c', 4, 5, 6, 7, 8, 9]
xs[0:0] = [-1, -2]
print(xs)  # expect: [-1, -2, 0, 1, 'a', 'b', 'c', 4, 5, 6, 7, 8, 9]
xs[::2] = [0] * len(xs[::2])
print(xs)  # expect: [0, -2, 0, 1, 0, 'b', 0, 4, 0, 6, 0, 8, 0]
xs[-2:] = []
xs[len(xs):] = "xy"
print(xs)  # expect: [0, -2, 0, 1, 0, 'b', 0, 4, 0, 6, 0, 'x', 'y']
del xs[1:8:2]
print(xs)  # expect: [0, 0, 0, 0, 0, 6, 0, 'x', 'y']
xs[:] = (i * i for i in range(4))
print(xs)  # expect: [0, 1, 4, 9]
ys = xs[:]
ys[0] = "copy"
print(xs[0], ys[0])  # expect: 0 copy
xs[1:3] = xs
print(xs)  # expect: [0, 0, 1, 4, 9, 9]
try:
    xs[::2] = [1]
except ValueError as e:
    print(e)
# expect: attempt to assign sequence of size 1 to extended slice of size 3
try:
    xs[0:1] = 5
except TypeError as e:
    print(e)
# expect: can only assign an iterable
try:
    xs[::0]
except ValueError as e:
    print(e)
# expect: slice step cannot be zero
print(slice(1, 5, 2), slice(3).indices(10), slice(None, None, -1).indices(5))
# expect: slice(1, 5, 2) (0, 3, 1) (4, -1, -1)
print([1, 2, 3][True:], "abc"[None:2])  # expect: [2, 3] ab
