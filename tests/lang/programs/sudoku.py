# Backtracking with candidate sets.
PUZZLE = """
53..7....
6..195...
.98....6.
8...6...3
4..8.3..1
7...2...6
.6....28.
...419..5
....8..79
"""


def parse(text):
    return {(r, c): ch for r, row in enumerate(text.split()) for c, ch in enumerate(row) if ch != "."}


def peers(r, c):
    out = {(r, i) for i in range(9)} | {(i, c) for i in range(9)}
    br, bc = r // 3 * 3, c // 3 * 3
    out |= {(br + i, bc + j) for i in range(3) for j in range(3)}
    return out - {(r, c)}


PEERS = {(r, c): peers(r, c) for r in range(9) for c in range(9)}
steps = 0


def solve(board):
    global steps
    steps += 1
    best = None
    for cell in PEERS:
        if cell not in board:
            free = set("123456789") - {board[p] for p in PEERS[cell] if p in board}
            if best is None or len(free) < len(best[1]):
                best = cell, free
                if len(free) <= 1:
                    break
    if best is None:
        return board
    cell, free = best
    for digit in sorted(free):
        done = solve({**board, cell: digit})
        if done:
            return done
    return None


solution = solve(parse(PUZZLE))
for r in range(9):
    print("".join(solution[r, c] for c in range(9)))
# expect: 534678912
# expect: 672195348
# expect: 198342567
# expect: 859761423
# expect: 426853791
# expect: 713924856
# expect: 961537284
# expect: 287419635
# expect: 345286179
print(steps, len(PEERS[4, 4]), all(len({solution[r, c] for c in range(9)}) == 9 for r in range(9)))
# expect: 52 20 True
