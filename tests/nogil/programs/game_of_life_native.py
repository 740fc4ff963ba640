# Life on a torus with two u8 grids; rows in parallel.
from ungil import View2, i64, nogil, prange, u8, zeros

@nogil
def step(a: View2[u8], b: View2[u8]) -> i64:
    h, w = a.shape[0], a.shape[1]
    alive = 0
    for r in prange(h):
        for c in range(w):
            n = 0
            for dr in range(-1, 2):
                for dc in range(-1, 2):
                    if dr != 0 or dc != 0:
                        n += a[(r + dr) % h, (c + dc) % w]
            if n == 3 or (n == 2 and a[r, c] == 1):
                b[r, c] = 1
                alive += 1
            else:
                b[r, c] = 0
    return alive

a, b = zeros((20, 30), dtype=u8), zeros((20, 30), dtype=u8)
for r, c in ((0, 1), (1, 2), (2, 0), (2, 1), (2, 2), (10, 10), (10, 11), (10, 12), (11, 13)):
    a[r, c] = 1
counts = []
for _ in range(40):
    counts.append(step(a, b))
    a, b = b, a
print(counts)
# expect: [10, 10, 8, 7, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]
for r in range(20):
    line = "".join("#" if a[r, c] else "." for c in range(30))
    if "#" in line:
        print(f"{r:2} {line}")
# expect: 10 ...........#..................
# expect: 11 ............#.................
# expect: 12 ..........###.................
