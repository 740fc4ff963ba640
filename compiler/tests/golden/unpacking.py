def f(a, b, x):
    a, b = b, a
    a, b = b, a % b
    (c, d), *e = x
    x[0], x.y = c, d
    x[1:], x[a] = e
    x[b] += 1
    x.z -= a
    return *e, a
