# A Matrix with operators, determinant, inverse over fractions of ints.
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


class Frac:
    def __init__(self, n, d=1):
        g = gcd(abs(n), abs(d)) or 1
        if d < 0:
            g = -g
        self.n, self.d = n // g, d // g

    @staticmethod
    def of(x):
        return x if isinstance(x, Frac) else Frac(x)

    def __add__(self, o):
        o = Frac.of(o)
        return Frac(self.n * o.d + o.n * self.d, self.d * o.d)

    def __sub__(self, o):
        return self + Frac.of(o) * -1

    def __mul__(self, o):
        o = Frac.of(o)
        return Frac(self.n * o.n, self.d * o.d)

    def __truediv__(self, o):
        o = Frac.of(o)
        return Frac(self.n * o.d, self.d * o.n)

    __radd__ = __add__
    __rmul__ = __mul__

    def __eq__(self, o):
        o = Frac.of(o)
        return self.n == o.n and self.d == o.d

    def __bool__(self):
        return self.n != 0

    def __repr__(self):
        return str(self.n) if self.d == 1 else f"{self.n}/{self.d}"


class Matrix:
    def __init__(self, rows):
        self.rows = [[Frac.of(x) for x in row] for row in rows]
        if len({len(r) for r in self.rows}) != 1:
            raise ValueError("ragged rows")

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    def __matmul__(self, o):
        if self.shape[1] != o.shape[0]:
            raise ValueError(f"shapes {self.shape} and {o.shape} do not fit")
        return Matrix([[sum((a * b for a, b in zip(row, col)), Frac(0)) for col in zip(*o.rows)] for row in self.rows])

    def __add__(self, o):
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)])

    def __eq__(self, o):
        return self.rows == o.rows

    def __getitem__(self, ij):
        i, j = ij
        return self.rows[i][j]

    def __str__(self):
        return "\n".join(" ".join(f"{x!r:>6}" for x in row) for row in self.rows)

    def transposed(self):
        return Matrix(zip(*self.rows))

    def eliminate(self):
        n = self.shape[0]
        a = [row[:] + [Frac(int(i == j)) for j in range(n)] for i, row in enumerate(self.rows)]
        det = Frac(1)
        for c in range(n):
            pivot = next((r for r in range(c, n) if a[r][c]), None)
            if pivot is None:
                return Frac(0), None
            if pivot != c:
                a[c], a[pivot] = a[pivot], a[c]
                det = det * -1
            det = det * a[c][c]
            p = a[c][c]
            a[c] = [x / p for x in a[c]]
            for r in range(n):
                if r != c and a[r][c]:
                    k = a[r][c]
                    a[r] = [x - k * y for x, y in zip(a[r], a[c])]
        return det, Matrix([row[n:] for row in a])


m = Matrix([[2, 1, 1], [1, 3, 2], [1, 0, 0]])
det, inv = m.eliminate()
print(det)  # expect: -1
print(inv)
# expect:      0      0      1
# expect:     -2      1      3
# expect:      3     -1     -5
print(m @ inv == Matrix.identity(3), m.transposed()[0, 1], (m + m)[1, 1])  # expect: True 1 6
hilbert = Matrix([[Frac(1, i + j + 1) for j in range(5)] for i in range(5)])
det, inv = hilbert.eliminate()
print(det, inv[4, 4], hilbert @ inv == Matrix.identity(5))  # expect: 1/266716800000 44100 True
print(Matrix([[1, 2], [2, 4]]).eliminate())  # expect: (0, None)
for bad in (lambda: Matrix([[1, 2], [3]]), lambda: m @ Matrix([[1, 2]])):
    try:
        bad()
    except ValueError as e:
        print(e)
# expect: ragged rows
# expect: shapes (3, 3) and (1, 2) do not fit
