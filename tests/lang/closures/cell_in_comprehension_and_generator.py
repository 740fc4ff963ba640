# Comprehensions and generators capture and are captured.
def table(n):
    return [[i * j for j in range(n)] for i in range(n)]

print(table(4))  # expect: [[0, 0, 0, 0], [0, 1, 2, 3], [0, 2, 4, 6], [0, 3, 6, 9]]

def scale(k):
    return lambda xs: [k * x for x in xs]

print(scale(3)([1, 2, 3]))  # expect: [3, 6, 9]

def gen(limit):
    total = 0
    def add(x):
        nonlocal total
        total += x
    for i in range(limit):
        add(i)
        yield total

print(list(gen(6)))  # expect: [0, 1, 3, 6, 10, 15]

def delayed():
    x = 1
    g = (x + i for i in range(3))
    x = 10
    return list(g)

print(delayed())  # expect: [10, 11, 12]
