# Returns out of nested loops, try, with; recursion in loops; early exits.
def find(grid, x):
    for r, row in enumerate(grid):
        for c, v in enumerate(row):
            if v == x:
                return r, c

print(find([[1, 2], [3, 4]], 3), find([[1]], 9))  # expect: (1, 0) None
def classify(xs):
    out = []
    for x in xs:
        if not isinstance(x, int):
            out.append("?")
            continue
        out.append("even" if x % 2 == 0 else "odd")
    else:
        out.append("end")
    return out
print(classify([1, 2, "x", True]))  # expect: ['odd', 'even', '?', 'odd', 'end']
def subsets(xs):
    if not xs:
        return [[]]
    rest = subsets(xs[1:])
    return rest + [[xs[0]] + r for r in rest]
print(subsets([1, 2, 3]), len(subsets(list(range(8)))))
# expect: [[], [3], [2], [2, 3], [1], [1, 3], [1, 2], [1, 2, 3]] 256
def flatten(x, depth=0):
    out = []
    for y in x:
        if isinstance(y, (list, tuple)):
            out += flatten(y, depth + 1)
        else:
            out.append((y, depth))
    return out
print(flatten([1, [2, (3, [4])], []]))  # expect: [(1, 0), (2, 1), (3, 2), (4, 3)]
def permute(s):
    return [s] if len(s) <= 1 else [c + p for i, c in enumerate(s) for p in permute(s[:i] + s[i + 1:])]
print(permute("abc"))  # expect: ['abc', 'acb', 'bac', 'bca', 'cab', 'cba']
def gcd(a, b): return a if not b else gcd(b, a % b)
def power(b, e): return 1 if e == 0 else power(b * b, e // 2) * (b if e % 2 else 1)
print(gcd(1071, 462), power(3, 50), power(2, 100) == 2 ** 100)  # expect: 21 717897987691852588770249 True
