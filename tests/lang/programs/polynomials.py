# Polynomial arithmetic, roots by Newton, interpolation, printing.
class Poly:
    def __init__(self, *coefficients):
        c = list(coefficients)
        while c and c[-1] == 0:
            c.pop()
        self.c = c

    def __call__(self, x):
        r = 0
        for a in reversed(self.c):
            r = r * x + a
        return r

    def __add__(self, o):
        n = max(len(self.c), len(o.c))
        return Poly(*[(self.c[i] if i < len(self.c) else 0) + (o.c[i] if i < len(o.c) else 0) for i in range(n)])

    def __mul__(self, o):
        if not isinstance(o, Poly):
            return Poly(*[a * o for a in self.c])
        out = [0] * (len(self.c) + len(o.c))
        for i, a in enumerate(self.c):
            for j, b in enumerate(o.c):
                out[i + j] += a * b
        return Poly(*out)

    __rmul__ = __mul__

    def __sub__(self, o):
        return self + o * -1

    def __pow__(self, n):
        r = Poly(1)
        for _ in range(n):
            r = r * self
        return r

    def __divmod__(self, o):
        rest, quotient = self, Poly()
        while len(rest.c) >= len(o.c):
            k = len(rest.c) - len(o.c)
            t = Poly(*([0] * k + [rest.c[-1] / o.c[-1]]))
            quotient, rest = quotient + t, rest - t * o
        return quotient, rest

    def derivative(self):
        return Poly(*[i * a for i, a in enumerate(self.c)][1:])

    def __eq__(self, o):
        return self.c == o.c

    def __str__(self):
        parts = []
        for i in range(len(self.c) - 1, -1, -1):
            a = self.c[i]
            if a == 0:
                continue
            sign = "-" if a < 0 else "+"
            body = "" if abs(a) == 1 and i else f"{abs(a):g}"
            power = "" if i == 0 else "x" if i == 1 else f"x^{i}"
            parts.append((sign, body + power))
        if not parts:
            return "0"
        first = ("-" if parts[0][0] == "-" else "") + parts[0][1]
        return first + "".join(f" {s} {t}" for s, t in parts[1:])


p, q = Poly(-6, 11, -6, 1), Poly(-1, 1)
print(p, "|", q, "|", p + q, "|", p * q, "|", q ** 5)
# expect: x^3 - 6x^2 + 11x - 6 | x - 1 | x^3 - 6x^2 + 12x - 7 | x^4 - 7x^3 + 17x^2 - 17x + 6 | x^5 - 5x^4 + 10x^3 - 10x^2 + 5x - 1
print(*divmod(p, q), sep=" rest ")  # expect: x^2 - 5x + 6 rest 0
print(p(0), p(1), p(2.5), p.derivative(), Poly(), Poly(0, -1), 3 * q, p == (q * Poly(6, -5, 1)))
# expect: -6 0 -0.375 3x^2 - 12x + 11 0 -x 3x - 3 True


def newton(f, x):
    d = f.derivative()
    for step in range(100):
        y = f(x)
        if abs(y) < 1e-12:
            return round(x, 9), step
        x -= y / d(x)


print([newton(p, x) for x in (0.0, 1.8, 10.0)])  # expect: [(1.0, 7), (2.0, 3), (3.0, 10)]


def interpolate(points):
    total = Poly()
    for i, (x, y) in enumerate(points):
        term = Poly(y)
        for j, (u, _) in enumerate(points):
            if i != j:
                term = term * Poly(-u, 1) * (1 / (x - u))
        total = total + term
    return total


print(interpolate([(0, 1), (1, 3), (2, 11), (3, 31)]))  # expect: 1x^3 + 1.77636e-15x^2 + x + 1
