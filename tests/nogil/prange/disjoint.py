# disjoint(idx): out[d[i]] is owned by the iteration; what is no permutation of distinct places is a ValueError.
from ungil import View, View2, array, disjoint, f64, i64, nogil, prange, zeros

@nogil
def scatter(out: View[f64], idx: View[i64], x: View[f64]):
    d = disjoint(idx)
    for i in prange(len(x)):
        out[d[i]] = x[i]
        out[d[i]] += 1.0

@nogil
def rows(out: View2[i64], idx: View[i64]):
    d = disjoint(idx)
    for i in prange(len(d)):
        k = d[len(d) - 1 - i]
        for j in range(out.shape[1]):
            out[k, j] += i * 10 + j

@nogil
def every_second(out: View[i64], idx: View[i64]) -> i64:
    d = disjoint(idx)
    s = 0
    for i in prange(len(d) // 2):
        out[d[2 * i + 1]] = i
        s += out[d[2 * i + 1]]
    return s

def block(out, idx, n):
    with nogil:
        d = disjoint(idx)
        for i in prange(n):
            out[d[i]] = i

n = 1000
idx = array([i * 7 % n for i in range(n)], dtype=i64)
out = zeros(n)
scatter(out, idx, array([float(i) for i in range(n)]))
print([out[i] for i in (0, 7, 14, 993)])  # expect: [1.0, 2.0, 3.0, 1000.0]
table = zeros((4, 3), dtype=i64)
rows(table, array([2, 0, 3], dtype=i64))
print([[table[i, j] for j in range(3)] for i in range(4)])  # expect: [[10, 11, 12], [0, 0, 0], [20, 21, 22], [0, 1, 2]]
ints = zeros(10, dtype=i64)
print(every_second(ints, array([9, 8, 7, 6, 5, 4], dtype=i64)), list(ints))  # expect: 3 [0, 0, 0, 0, 2, 0, 1, 0, 0, 0]
block(ints, array([3, 1, 0], dtype=i64), 3)
print(list(ints))  # expect: [2, 1, 0, 0, 2, 0, 1, 0, 0, 0]

for bad in ([0, 1, 2, 1], [5, -3, 5], [0] * 3, [3, 2, 1, 0, -1]):
    before = list(ints)
    try:
        block(ints, array(bad, dtype=i64), 2)
    except ValueError as e:
        print(e, list(ints) == before)
# expect: disjoint: index 1 at positions 1 and 3 True
# expect: disjoint: negative index -3 at position 1 True
# expect: disjoint: index 0 at positions 0 and 1 True
# expect: disjoint: negative index -1 at position 4 True
try:
    block(ints, array([100, 3], dtype=i64), 2)
except IndexError:
    print("IndexError")  # expect: IndexError
