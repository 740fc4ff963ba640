# for over every kind of iterable, with break, continue, else.
for x in [1, 2]:
    print(x)
# expect: 1
# expect: 2
for c in "ab":
    print(c)
# expect: a
# expect: b
for k in {"x": 1, "y": 2}:
    print(k)
# expect: x
# expect: y
for a, b in [(1, 2), (3, 4)]:
    print(a + b)
# expect: 3
# expect: 7
for i, (a, *b) in enumerate([(1, 2, 3), "xyz"]):
    print(i, a, b)
# expect: 0 1 [2, 3]
# expect: 1 x ['y', 'z']
for b in b"az":
    print(b)
# expect: 97
# expect: 122
for x in ():
    print("never")
else:
    print("else after nothing")
# expect: else after nothing
for n in range(2, 10):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        print(n, "is prime")
        continue
    print(n, "=", d, "*", n // d)
# expect: 2 is prime
# expect: 3 is prime
# expect: 4 = 2 * 2
# expect: 5 is prime
# expect: 6 = 2 * 3
# expect: 7 is prime
# expect: 8 = 2 * 4
# expect: 9 = 3 * 3
i = "kept"
for i in range(0):
    pass
print(i)  # expect: kept
for i in range(3):
    i = 10
print(i)  # expect: 10
xs = [1, 2, 3]
for x in xs:
    if x < 3:
        xs.append(x + 10)
print(xs)  # expect: [1, 2, 3, 11, 12]
class Box: pass
box = Box()
d = {}
for box.v in range(3):
    for d["k"] in "ab":
        pass
print(box.v, d)  # expect: 2 {'k': 'b'}
