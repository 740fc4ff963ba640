# Chains of generators: lines to fields to numbers to totals.
def lines():
    yield from "10 apple\n20 pear\n\n5 apple\nbad line\n7 fig".split("\n")

def parse(source):
    for line in source:
        parts = line.split()
        if len(parts) == 2 and parts[0].isdigit():
            yield int(parts[0]), parts[1]

def take(n, it):
    for _ in range(n):
        try:
            yield next(it)
        except StopIteration:
            return

def total(rows):
    sums = {}
    for n, name in rows:
        sums[name] = sums.get(name, 0) + n
    return sums

print(total(parse(lines())))  # expect: {'apple': 15, 'pear': 20, 'fig': 7}
print(list(take(2, parse(lines()))))  # expect: [(10, 'apple'), (20, 'pear')]

def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found if p * p <= n):
            found.append(n)
            yield n
        n += 1

print(list(take(12, primes())))  # expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]

def window(it, n):
    buf = []
    for x in it:
        buf.append(x)
        if len(buf) > n:
            buf.pop(0)
        if len(buf) == n:
            yield tuple(buf)

print(list(window(range(6), 3)))  # expect: [(0, 1, 2), (1, 2, 3), (2, 3, 4), (3, 4, 5)]

def merge(a, b):
    a, b = iter(a), iter(b)
    end = object()
    x, y = next(a, end), next(b, end)
    while x is not end and y is not end:
        if x <= y:
            yield x
            x = next(a, end)
        else:
            yield y
            y = next(b, end)
    while x is not end:
        yield x
        x = next(a, end)
    while y is not end:
        yield y
        y = next(b, end)

print(list(merge([1, 4, 6], [2, 3, 7, 9])))  # expect: [1, 2, 3, 4, 6, 7, 9]
def permutations(xs):
    if not xs:
        yield []
    for i in range(len(xs)):
        for p in permutations(xs[:i] + xs[i + 1:]):
            yield [xs[i]] + p
print([("".join(p)) for p in permutations(list("abc"))])  # expect: ['abc', 'acb', 'bac', 'bca', 'cab', 'cba']
def chunks(xs, n):
    for i in range(0, len(xs), n):
        yield xs[i:i + n]
print(list(chunks("abcdefg", 3)))  # expect: ['abc', 'def', 'g']
