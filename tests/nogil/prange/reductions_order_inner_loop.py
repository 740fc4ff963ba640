# The order of a float sum in an inner loop: 16 lanes over that loop, partials of iterations from left to right.
# oracle: none
# engines: native interp
from ungil import View2, array, f64, i64, nogil, prange

@nogil
def total(a: View2[f64], start: f64, workers: i64) -> f64:
    s = start
    for i in prange(a.shape[0], threads=workers):
        for j in range(a.shape[1]):
            s += a[i, j]
    return s

def lanes(values):
    lane = [-0.0] * 16
    for k, x in enumerate(values):
        lane[k % 16] += x
    for step in (8, 4, 2, 1):
        for k in range(step):
            lane[k] += lane[k + step]
    return lane[0]

def model(rows, start):
    parts = [lanes(row) for row in rows]
    size = 1
    if len(rows) > 256:
        while (len(rows) + size - 1) // size > 512:
            size *= 2
    granules = []
    for k in range(0, len(parts), size):
        g = -0.0
        for p in parts[k:k + size]:
            g += p
        granules.append(g)
    while len(granules) > 1:
        granules = [granules[k] + granules[k + 1] if k + 1 < len(granules) else granules[k] for k in range(0, len(granules), 2)]
    return start + granules[0]

for n, m in ((1, 5), (2, 40), (16, 33), (64, 17), (256, 3), (1024, 2)):
    rows = [[((i * m + j) * 7919 % 10007) / 7.0 * (-1) ** (i + j) for j in range(m)] for i in range(n)]
    a = array(rows, dtype=f64)
    results = [total(a, 0.1, workers) for workers in (1, 2, 4)]
    print(n, m, results[0] == results[1] == results[2], results[0] == model(rows, 0.1))
# expect: 1 5 True True
# expect: 2 40 True True
# expect: 16 33 True True
# expect: 64 17 True True
# expect: 256 3 True True
# expect: 1024 2 True True
