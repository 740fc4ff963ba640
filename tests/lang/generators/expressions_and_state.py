# Generator expressions as arguments, nested, closed early, kept between calls.
def tracked(name):
    try:
        for i in range(3):
            yield name + str(i)
    finally:
        print(name, "closed")

g = tracked("a")
for x in g:
    print(x)
    break
# expect: a0
g.close()  # expect: a closed
print(list(g))  # expect: []
for x in tracked("b"):
    print(x)
# expect: b0
# expect: b1
# expect: b2
# expect: b closed
squares = (x * x for x in range(10))
print(next(squares), next(squares), sum(squares), list(squares))  # expect: 0 1 284 []
print(sum(x for x in (y + 1 for y in (1, 2, 3))), sorted((x for x in "cab"), reverse=True), dict((c, ord(c)) for c in "ab"))
# expect: 9 ['c', 'b', 'a'] {'a': 97, 'b': 98}
def ids():
    n = 0
    while True:
        n += 1
        yield n
new_id = ids().__next__
print(new_id(), new_id(), [new_id() for _ in range(3)])  # expect: 1 2 [3, 4, 5]
def interleave(*gens):
    gens = list(gens)
    while gens:
        for g in gens[:]:
            try:
                yield next(g)
            except StopIteration:
                gens.remove(g)
print(list(interleave(iter("abc"), iter([1]), (x for x in range(2)))))  # expect: ['a', 1, 0, 'b', 1, 'c']
def tee(source):
    cache = []
    def reader():
        i = 0
        while True:
            while i >= len(cache):
                try:
                    cache.append(next(source))
                except StopIteration:
                    return
            yield cache[i]
            i += 1
    return reader(), reader()
p, q = tee(iter("xyz"))
print(next(p), next(p), list(q), list(p))  # expect: x y ['x', 'y', 'z'] ['z']
def deep(n):
    if n:
        yield from deep(n - 1)
        yield n
print(sum(deep(50)))  # expect: 1275
many = [tracked(str(i)) for i in range(3)]
print([next(m) for m in many])  # expect: ['00', '10', '20']
for m in many:
    m.close()
# expect: 0 closed
# expect: 1 closed
# expect: 2 closed
