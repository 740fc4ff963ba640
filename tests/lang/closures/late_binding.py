# Closures see the variable, not the value it had.
fs = []
for i in range(3):
    fs.append(lambda: i)
print([f() for f in fs])  # expect: [2, 2, 2]
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])  # expect: [0, 1, 2]
print([f() for f in [lambda: j for j in range(3)]])  # expect: [2, 2, 2]

def make():
    out = []
    for k in range(3):
        def show():
            return k
        out.append(show)
    k = "changed"
    return out

print([f() for f in make()])  # expect: ['changed', 'changed', 'changed']

def each():
    def bind(v):
        return lambda: v
    return [bind(v) for v in range(3)]

print([f() for f in each()])  # expect: [0, 1, 2]
