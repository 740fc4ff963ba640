"""Conway's game of life on a torus: rows in parallel, without the lock.

    ungil run examples/life.py [GENERATIONS [SIZE]]
"""
import sys

from ungil import View2, i64, nogil, prange, u8, zeros


@nogil
def step(a: View2[u8], b: View2[u8]) -> i64:
    """One generation from `a` to `b`. The result: how many cells live."""
    h = a.shape[0]
    w = a.shape[1]
    alive = 0
    for r in prange(h):
        above = (r - 1) % h
        below = (r + 1) % h
        for c in range(w):
            left = (c - 1) % w
            right = (c + 1) % w
            n = (a[above, left] + a[above, c] + a[above, right] + a[r, left] + a[r, right]
                 + a[below, left] + a[below, c] + a[below, right])
            if n == 3 or (n == 2 and a[r, c] == 1):
                b[r, c] = 1
                alive += 1
            else:
                b[r, c] = 0
    return alive


generations = int(sys.argv[1]) if len(sys.argv) > 1 else 200
size = int(sys.argv[2]) if len(sys.argv) > 2 else 200
a, b = zeros((size, size), dtype=u8), zeros((size, size), dtype=u8)
middle = size // 2
for r, c in ((0, 1), (0, 2), (1, 0), (1, 1), (2, 1)):  # the R-pentomino
    a[middle + r, middle + c] = 1
alive = 5
for _ in range(generations):
    alive = step(a, b)
    a, b = b, a
print(f"{alive} cells live after {generations} generations")
rows = [r for r in range(size) if any(a[r, c] for c in range(size))]
for r in rows[:20]:
    print("".join("#" if a[r, c] else "." for c in range(max(0, middle - 30), min(size, middle + 30))))
