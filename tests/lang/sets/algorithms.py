# Unique in order, graph reachability, sieve with sets, venn.
def unique(xs):
    seen = set()
    return [x for x in xs if not (x in seen or seen.add(x))]

print(unique([3, 1, 3, 2, 1]))  # expect: [3, 1, 2]
graph = {"a": {"b", "c"}, "b": {"d"}, "c": {"d"}, "d": set(), "e": {"a"}}

def reach(start):
    seen, todo = set(), [start]
    while todo:
        n = todo.pop()
        if n not in seen:
            seen.add(n)
            todo.extend(graph[n] - seen)
    return seen

print(sorted(reach("a")), sorted(reach("e")), sorted(reach("d")))
# expect: ['a', 'b', 'c', 'd'] ['a', 'b', 'c', 'd', 'e'] ['d']
n = 50
composite = set()
primes = []
for i in range(2, n):
    if i not in composite:
        primes.append(i)
        composite |= set(range(i * i, n, i))
print(primes)  # expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47]
likes = {"tea": {"ann", "bo"}, "coffee": {"bo", "cy"}}
print(sorted(likes["tea"] & likes["coffee"]), sorted(likes["tea"] ^ likes["coffee"]))  # expect: ['bo'] ['ann', 'cy']

def powerset(items):
    if not items:
        return [frozenset()]
    rest = powerset(items[1:])
    return rest + [s | {items[0]} for s in rest]

print(sorted(sorted(s) for s in powerset([1, 2, 3])))  # expect: [[], [1], [1, 2], [1, 2, 3], [1, 3], [2], [2, 3], [3]]
cells = {(1, 0), (1, 1), (1, 2)}
def step(cells):
    near = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    k = (x + dx, y + dy)
                    near[k] = near.get(k, 0) + 1
    return {c for c, n in near.items() if n == 3 or n == 2 and c in cells}
print(sorted(step(cells)), step(step(cells)) == cells)  # expect: [(0, 1), (1, 1), (2, 1)] True
