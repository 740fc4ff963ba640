# Nested comprehensions over matrices.
m = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
print([[row[i] for row in m] for i in range(3)], [x for row in m for x in row if x % 2], [sum(r) for r in m], [max(c) for c in zip(*m)])
# expect: [[1, 4, 7], [2, 5, 8], [3, 6, 9]] [1, 3, 5, 7, 9] [6, 15, 24] [7, 8, 9]
print([m[i][i] for i in range(3)], [m[i][-i - 1] for i in range(3)], [r[::-1] for r in m][::-1])
# expect: [1, 5, 9] [3, 5, 7] [[9, 8, 7], [6, 5, 4], [3, 2, 1]]
print([[sum(a * b for a, b in zip(r, c)) for c in zip(*m)] for r in m])
# expect: [[30, 36, 42], [66, 81, 96], [102, 126, 150]]
print([[int(i == j) for j in range(3)] for i in range(3)], [(i, j) for i in range(3) for j in range(i)])
# expect: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] [(1, 0), (2, 0), (2, 1)]
m[1][1] = 0
copy = [row[:] for row in m]
copy[0][0] = "changed"
print(m[0][0], copy[0][0], any(0 in row for row in m), [row.index(0) for row in m if 0 in row])
# expect: 1 changed True [1]
flat = sum(m, [])
print(flat, [flat[i:i + 2] for i in range(0, len(flat), 2)], list(enumerate(flat))[::4])
# expect: [1, 2, 3, 4, 0, 6, 7, 8, 9] [[1, 2], [3, 4], [0, 6], [7, 8], [9]] [(0, 1), (4, 0), (8, 9)]
