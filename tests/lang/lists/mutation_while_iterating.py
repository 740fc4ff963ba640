# What a loop sees when the list changes under it.
xs = [1, 2, 3, 4]
seen = []
for x in xs:
    seen.append(x)
    if x == 2:
        xs.remove(1)
print(seen, xs)  # expect: [1, 2, 4] [2, 3, 4]
xs = [1, 2, 3]
for x in xs:
    if len(xs) < 6:
        xs.append(x * 10)
print(xs)  # expect: [1, 2, 3, 10, 20, 30]
xs = [1, 2, 3]
it = iter(xs)
print(next(it))  # expect: 1
xs.clear()
print(list(it))  # expect: []
xs.append(5)
print(list(it))  # expect: []

class Evil:
    def __eq__(self, o):
        ys.clear()
        return False

ys = [Evil(), Evil(), 3]
print(3 in ys, ys)  # expect: False []
zs = [3, 1, 2]
def key(x):
    return x
print(sorted(zs, key=key), zs)  # expect: [1, 2, 3] [3, 1, 2]
try:
    zs.sort(key=lambda x: zs.append(x) or x)
except ValueError as e:
    print(e)
# expect: list modified during sort
