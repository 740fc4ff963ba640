# Seven sorts that agree with sorted().
def bubble(xs):
    xs = xs[:]
    for i in range(len(xs)):
        swapped = False
        for j in range(len(xs) - 1 - i):
            if xs[j] > xs[j + 1]:
                xs[j], xs[j + 1] = xs[j + 1], xs[j]
                swapped = True
        if not swapped:
            break
    return xs


def insertion(xs):
    xs = list(xs)
    for i in range(1, len(xs)):
        x = xs[i]
        j = i - 1
        while j >= 0 and xs[j] > x:
            xs[j + 1] = xs[j]
            j -= 1
        xs[j + 1] = x
    return xs


def selection(xs):
    xs = xs[:]
    for i in range(len(xs)):
        m = min(range(i, len(xs)), key=xs.__getitem__)
        xs[i], xs[m] = xs[m], xs[i]
    return xs


def merge(xs):
    if len(xs) <= 1:
        return xs
    mid = len(xs) // 2
    a, b = merge(xs[:mid]), merge(xs[mid:])
    out = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            out.append(a[i])
            i += 1
        else:
            out.append(b[j])
            j += 1
    return out + a[i:] + b[j:]


def quick(xs):
    if len(xs) < 2:
        return xs
    pivot, *rest = xs
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])


def heap(xs):
    xs = xs[:]
    n = len(xs)

    def sift(i, n):
        while 2 * i + 1 < n:
            c = 2 * i + 1
            if c + 1 < n and xs[c + 1] > xs[c]:
                c += 1
            if xs[i] >= xs[c]:
                return
            xs[i], xs[c] = xs[c], xs[i]
            i = c

    for i in reversed(range(n // 2)):
        sift(i, n)
    for end in range(n - 1, 0, -1):
        xs[0], xs[end] = xs[end], xs[0]
        sift(0, end)
    return xs


def counting(xs):
    if not xs:
        return []
    low = min(xs)
    counts = [0] * (max(xs) - low + 1)
    for x in xs:
        counts[x - low] += 1
    return [i + low for i, n in enumerate(counts) for _ in range(n)]


def quick_in_place(xs):
    xs = xs[:]
    stack = [(0, len(xs) - 1)]
    while stack:
        lo, hi = stack.pop()
        if lo >= hi:
            continue
        p, i = xs[(lo + hi) // 2], lo
        j = hi
        while i <= j:
            while xs[i] < p:
                i += 1
            while xs[j] > p:
                j -= 1
            if i <= j:
                xs[i], xs[j] = xs[j], xs[i]
                i += 1
                j -= 1
        stack.append((lo, j))
        stack.append((i, hi))
    return xs


data = []
seed = 12345
for _ in range(120):
    seed = (1103515245 * seed + 12345) % 2147483648
    data.append(seed % 200 - 100)
cases = [[], [1], [2, 1], [3, 3, 3], list(range(20)), list(range(20, 0, -1)), data]
for f in (bubble, insertion, selection, merge, quick, heap, counting, quick_in_place):
    print(f"{f.__name__:15}", all(f(c) == sorted(c) for c in cases), f(data)[:5])
# expect: bubble          True [-100, -99, -98, -96, -95]
# expect: insertion       True [-100, -99, -98, -96, -95]
# expect: selection       True [-100, -99, -98, -96, -95]
# expect: merge           True [-100, -99, -98, -96, -95]
# expect: quick           True [-100, -99, -98, -96, -95]
# expect: heap            True [-100, -99, -98, -96, -95]
# expect: counting        True [-100, -99, -98, -96, -95]
# expect: quick_in_place  True [-100, -99, -98, -96, -95]
print(data[:8])  # expect: [-94, 75, 24, 73, 78, -41, 92, 93]
