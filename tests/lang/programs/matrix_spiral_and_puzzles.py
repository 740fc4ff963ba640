# Spirals, rotations, magic squares, Pascal, queens, knights, water, look-and-say.
def spiral(n, m):
    grid = [[0] * m for _ in range(n)]
    r = c = 0
    dr, dc = 0, 1
    for k in range(1, n * m + 1):
        grid[r][c] = k
        if not (0 <= r + dr < n and 0 <= c + dc < m and grid[r + dr][c + dc] == 0):
            dr, dc = dc, -dr
        r, c = r + dr, c + dc
    return grid


for row in spiral(4, 5):
    print(" ".join(f"{x:2}" for x in row))
# expect:  1  2  3  4  5
# expect: 14 15 16 17  6
# expect: 13 20 19 18  7
# expect: 12 11 10  9  8
print([list(r) for r in zip(*spiral(2, 3)[::-1])], [list(r) for r in zip(*spiral(3, 3))][::-1])
# expect: [[6, 1], [5, 2], [4, 3]] [[3, 4, 5], [2, 9, 6], [1, 8, 7]]


def magic(n):
    grid = [[0] * n for _ in range(n)]
    r, c = 0, n // 2
    for k in range(1, n * n + 1):
        grid[r][c] = k
        nr, nc = (r - 1) % n, (c + 1) % n
        if grid[nr][nc]:
            nr, nc = (r + 1) % n, c
        r, c = nr, nc
    return grid


square = magic(5)
print(square[0], {sum(r) for r in square} | {sum(c) for c in zip(*square)} | {sum(square[i][i] for i in range(5))})
# expect: [17, 24, 1, 8, 15] {65}


def pascal():
    row = [1]
    while True:
        yield row
        row = [a + b for a, b in zip([0] + row, row + [0])]


rows = pascal()
for _ in range(6):
    print(" ".join(map(str, next(rows))).center(20).rstrip())
# expect:          1
# expect:         1 1
# expect:        1 2 1
# expect:       1 3 3 1
# expect:      1 4 6 4 1
# expect:    1 5 10 10 5 1


def queens(n, placed=()):
    if len(placed) == n:
        yield placed
        return
    for c in range(n):
        if all(c != q and abs(c - q) != len(placed) - i for i, q in enumerate(placed)):
            yield from queens(n, placed + (c,))


print(next(queens(8)), sum(1 for _ in queens(6)), len(list(queens(7))))  # expect: (0, 4, 7, 5, 2, 6, 1, 3) 4 40


def knight(n, start=(0, 0)):
    moves = [(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)]
    seen = {start: 0}

    def options(p):
        return [(p[0] + a, p[1] + b) for a, b in moves if 0 <= p[0] + a < n and 0 <= p[1] + b < n and (p[0] + a, p[1] + b) not in seen]

    at = start
    while len(seen) < n * n:
        free = options(at)
        if not free:
            return None
        at = min(free, key=lambda p: (len(options(p)), p))
        seen[at] = len(seen)
    return seen


tour = knight(6)
print(tour and [tour[0, c] for c in range(6)])  # expect: [0, 27, 8, 19, 2, 29]


def trapped(heights):
    left, right, best = 0, len(heights) - 1, [0, 0]
    total = 0
    while left < right:
        side = 0 if heights[left] < heights[right] else 1
        h = heights[left] if side == 0 else heights[right]
        best[side] = max(best[side], h)
        total += best[side] - h
        if side == 0:
            left += 1
        else:
            right -= 1
    return total


def look_and_say(s):
    out, i = "", 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out += str(j - i) + s[i]
        i = j
    return out


print(trapped([0, 1, 0, 2, 1, 0, 1, 3, 2, 1, 2, 1]))  # expect: 6
s = "1"
for _ in range(8):
    s = look_and_say(s)
print(s)  # expect: 31131211131221
print(["FizzBuzz" if i % 15 == 0 else "Fizz" if i % 3 == 0 else "Buzz" if i % 5 == 0 else i for i in range(1, 16)])
# expect: [1, 2, 'Fizz', 4, 'Buzz', 'Fizz', 7, 8, 'Fizz', 'Buzz', 11, 'Fizz', 13, 14, 'FizzBuzz']
print([n for n in range(1, 2000) if n == sum(int(d) ** len(str(n)) for d in str(n))])
# expect: [1, 2, 3, 4, 5, 6, 7, 8, 9, 153, 370, 371, 407, 1634]
print("".join(chr((ord(c) - 97 + 13) % 26 + 97) if c.islower() else c for c in "uryyb jbeyq"))  # expect: hello world
