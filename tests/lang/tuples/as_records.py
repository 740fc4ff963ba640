# Tuples compared, sorted, unpacked, nested, as keys and results.
people = [("ann", 30, "red"), ("bo", 25, "blue"), ("cy", 30, "blue")]
print(sorted(people, key=lambda p: (p[1], p[0])), max(people, key=lambda p: p[1]), [n for n, a, _ in people if a > 26])
# expect: [('bo', 25, 'blue'), ('ann', 30, 'red'), ('cy', 30, 'blue')] ('ann', 30, 'red') ['ann', 'cy']
by_colour = {}
for name, age, colour in people:
    by_colour.setdefault(colour, []).append((age, name))
print(by_colour, {c: min(v) for c, v in by_colour.items()})
# expect: {'red': [(30, 'ann')], 'blue': [(25, 'bo'), (30, 'cy')]} {'red': (30, 'ann'), 'blue': (25, 'bo')}
(a, b), c = (1, 2), 3
first, *_, last = (1, 2, 3, 4)
print(a + b + c, first, last, (1, 2) < (1, 2, 0), (2,) > (1, 9, 9), ("a", 1) == ("a", 1.0))
# expect: 6 1 4 True True True
def stats(xs):
    return min(xs), max(xs), sum(xs) / len(xs)
low, high, mean = stats([4, 8, 3])
print(low, high, mean, stats((1,)), (*stats([1]), "end"), divmod(*divmod(100, 7)))
# expect: 3 8 5.0 (1, 1, 1.0) (1, 1, 1.0, 'end') (7, 0)
grid = {(x, y): x * y for x in range(3) for y in range(3)}
print(grid[2, 2], [(x, y) for (x, y), v in grid.items() if v == 2], sum(v for (x, _), v in grid.items() if x == 2))
# expect: 4 [(1, 2), (2, 1)] 6
print(list(zip(*people))[0], tuple(sorted((3, 1, 2))), (1, 2, 3)[::-1], ((),) * 2, hash(()) == hash(()))
# expect: ('ann', 'bo', 'cy') (1, 2, 3) (3, 2, 1) ((), ()) True
