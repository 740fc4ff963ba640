# Every augmented assignment on names, items, attributes and slices.
x = 10
x += 5
x -= 3
x *= 4
x //= 5
x **= 2
x %= 50
x <<= 3
x >>= 1
x |= 1
x ^= 7
x &= 0xFF
print(x)  # expect: 122
y = 7
y /= 2
print(y)  # expect: 3.5
xs = [1, 2, 3]
alias = xs
xs += [4]
xs[0] += 10
xs[-1] *= 2
print(xs, alias is xs)  # expect: [11, 2, 3, 8] True
t = (1,)
u = t
t += (2,)
print(t, u)  # expect: (1, 2) (1,)
s = "a"
s += "b"
s *= 3
print(s)  # expect: ababab

class P:
    v = 1

p = P()
p.v += 1
print(p.v, P.v)  # expect: 2 1
d = {"k": 1}
d["k"] += 5
d["k"] -= 1
print(d)  # expect: {'k': 5}
xs *= 2
print(xs, alias)  # expect: [11, 2, 3, 8, 11, 2, 3, 8] [11, 2, 3, 8, 11, 2, 3, 8]
xs[1:2] += [7, 8]
print(xs)  # expect: [11, 2, 7, 8, 3, 8, 11, 2, 3, 8]

def index():
    print("index once")
    return 0

xs[index()] += 1  # expect: index once
print(xs[0])  # expect: 12
