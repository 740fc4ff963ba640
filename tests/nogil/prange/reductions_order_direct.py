# The order of a float sum in the body itself: 16 lanes over granules of at least 1024, a tree, the start value last.
# oracle: none
# engines: native interp
from ungil import View, array, f64, i64, nogil, prange

@nogil
def total(a: View[f64], start: f64, workers: i64) -> f64:
    s = start
    for i in prange(len(a), threads=workers):
        s += a[i]
    return s

def granule(values):
    lanes = [-0.0] * 16
    for k, x in enumerate(values):
        lanes[k % 16] += x
    for step in (8, 4, 2, 1):
        for k in range(step):
            lanes[k] += lanes[k + step]
    return lanes[0]

def model(values, start):
    parts = [granule(values[k:k + 1024]) for k in range(0, len(values), 1024)]
    while len(parts) > 1:
        parts = [parts[k] + parts[k + 1] if k + 1 < len(parts) else parts[k] for k in range(0, len(parts), 2)]
    return start + parts[0]

values = [((i * 7919 + 13) % 10007) / 7.0 * (-1) ** i for i in range(4096)]
for n in (1, 2, 15, 16, 17, 100, 1000, 1024, 2048, 4096):
    a = array(values[:n], dtype=f64)
    results = [total(a, 0.1, workers) for workers in (1, 2, 4)]
    print(n, results[0] == results[1] == results[2], results[0] == model(values[:n], 0.1))
# expect: 1 True True
# expect: 2 True True
# expect: 15 True True
# expect: 16 True True
# expect: 17 True True
# expect: 100 True True
# expect: 1000 True True
# expect: 1024 True True
# expect: 2048 True True
# expect: 4096 True True
