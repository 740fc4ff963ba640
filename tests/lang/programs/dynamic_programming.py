# Edit distance, longest common subsequence, knapsack, coin change, partitions.
def edit_distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def lcs(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        for j in range(len(b)):
            table[i + 1][j + 1] = table[i][j] + 1 if a[i] == b[j] else max(table[i][j + 1], table[i + 1][j])
    out = []
    i, j = len(a), len(b)
    while i and j:
        if a[i - 1] == b[j - 1]:
            out.append(a[i - 1])
            i -= 1
            j -= 1
        elif table[i - 1][j] >= table[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return "".join(reversed(out))


def knapsack(items, capacity):
    best = {0: (0, ())}
    for name, weight, value in items:
        for w, (v, names) in list(best.items()):
            nw = w + weight
            if nw <= capacity and (nw not in best or best[nw][0] < v + value):
                best[nw] = v + value, names + (name,)
    return max(best.values())


def coins(amount, kinds):
    ways = [1] + [0] * amount
    for k in kinds:
        for a in range(k, amount + 1):
            ways[a] += ways[a - k]
    return ways[amount]


def fewest(amount, kinds):
    best = [0] + [None] * amount
    for a in range(1, amount + 1):
        options = [best[a - k] for k in kinds if k <= a and best[a - k] is not None]
        best[a] = min(options) + 1 if options else None
    return best[amount]


def partitions(n, largest=None, memo={}):
    largest = n if largest is None else largest
    if n == 0:
        return 1
    if n < 0 or largest == 0:
        return 0
    if (n, largest) not in memo:
        memo[n, largest] = partitions(n - largest, largest) + partitions(n, largest - 1)
    return memo[n, largest]


def rising(xs):
    tails, back, at = [], [None] * len(xs), []
    for i, x in enumerate(xs):
        lo, hi = 0, len(tails)
        while lo < hi:
            mid = (lo + hi) // 2
            if tails[mid] < x:
                lo = mid + 1
            else:
                hi = mid
        if lo == len(tails):
            tails.append(x)
            at.append(i)
        else:
            tails[lo] = x
            at[lo] = i
        back[i] = at[lo - 1] if lo else None
    i, out = at[-1], []
    while i is not None:
        out.append(xs[i])
        i = back[i]
    return out[::-1]


print(edit_distance("kitten", "sitting"), edit_distance("", "abc"), edit_distance("intention", "execution"))
# expect: 3 3 5
print(lcs("AGGTABQXYZ", "GXTXAYBZ"), repr(lcs("abc", "xyz")))  # expect: GTABZ ''
print(knapsack([("a", 12, 4), ("b", 2, 2), ("c", 1, 1), ("d", 4, 10), ("e", 1, 2)], 15))
# expect: (15, ('b', 'c', 'd', 'e'))
print(coins(100, [1, 5, 10, 25, 50]), coins(200, [1, 2, 5, 10, 20, 50, 100, 200]), fewest(63, [1, 5, 10, 21, 25]), fewest(3, [2]))
# expect: 292 73682 3 None
print([partitions(n) for n in range(12)], partitions(80))
# expect: [1, 1, 2, 3, 5, 7, 11, 15, 22, 30, 42, 56] 15796476
print(rising([10, 9, 2, 5, 3, 7, 101, 18, 4, 20]))  # expect: [2, 3, 7, 18, 20]
best = {(0, 0): 1}
for r in range(8):
    for c in range(8):
        if (r, c) != (0, 0):
            best[r, c] = best.get((r - 1, c), 0) + best.get((r, c - 1), 0)
print(best[7, 7])  # expect: 3432
text = "thequickbrownfoxjumps"
dictionary = {"the", "quick", "brown", "fox", "jumps", "he", "row"}
split = {0: []}
for i in range(1, len(text) + 1):
    for j in range(i):
        if j in split and text[j:i] in dictionary:
            split[i] = split[j] + [text[j:i]]
            break
print(split.get(len(text)))  # expect: ['the', 'quick', 'brown', 'fox', 'jumps']
