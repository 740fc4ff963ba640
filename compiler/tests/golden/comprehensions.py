def f(xs, k):
    a = [x * k for x in xs if x]
    b = {x: y for x in xs for y in range(x)}
    c = {(lambda: x) for x in a}
    return [z := x for x in c], z
print([x for x in y])
