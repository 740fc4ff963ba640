# sum(view), min(view), max(view): the order of one granule.
# oracle: none
# engines: native interp
from ungil import View, array, f64, i64, nogil

@nogil
def total(a: View[f64]) -> f64:
    return sum(a)

@nogil
def ends(a: View[i64]) -> tuple[i64, i64, i64]:
    return min(a), max(a), sum(a)

def model(values):
    lane = [-0.0] * 16
    for k, x in enumerate(values):
        lane[k % 16] += x
    for step in (8, 4, 2, 1):
        for k in range(step):
            lane[k] += lane[k + step]
    return lane[0]

values = [((i * 7919 + 13) % 10007) / 7.0 * (-1) ** i for i in range(3000)]
for n in (1, 16, 100, 3000):
    print(total(array(values[:n], dtype=f64)) == model(values[:n]))
# expect: True
# expect: True
# expect: True
# expect: True
print(ends(array([5, -3, 12, 7], dtype=i64)))  # expect: (-3, 12, 21)
