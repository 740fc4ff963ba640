# Lists as stacks, queues, matrices.
stack = []
for t in "3 4 + 2 * 7 -".split():
    if t.isdigit():
        stack.append(int(t))
    else:
        b, a = stack.pop(), stack.pop()
        stack.append(a + b if t == "+" else a - b if t == "-" else a * b)
print(stack)  # expect: [7]

def matmul(a, b):
    return [[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a]

m = [[1, 2], [3, 4]]
print(matmul(m, m), matmul([[1, 0, 2]], [[1], [2], [3]]))  # expect: [[7, 10], [15, 22]] [[7]]

def identity(n):
    return [[1 if i == j else 0 for j in range(n)] for i in range(n)]

def power(m, n):
    r = identity(len(m))
    while n:
        if n & 1:
            r = matmul(r, m)
        m = matmul(m, m)
        n >>= 1
    return r

print(power([[1, 1], [1, 0]], 90)[0][1])  # expect: 2880067194370816120

def det(m):
    if len(m) == 1:
        return m[0][0]
    total = 0
    for c in range(len(m)):
        minor = [row[:c] + row[c + 1:] for row in m[1:]]
        total += (-1) ** c * m[0][c] * det(minor)
    return total

print(det([[2, 0, 1], [1, 3, 2], [1, 1, 1]]))  # expect: 0
queue = [1, 2, 3]
while queue:
    x = queue.pop(0)
    print(x)
    if x == 1:
        queue.append(10)
# expect: 1
# expect: 2
# expect: 3
# expect: 10
