# A Vector and a Fraction with operators.
class Vec:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y)
    def __sub__(self, o):
        return Vec(self.x - o.x, self.y - o.y)
    def __mul__(self, k):
        if isinstance(k, Vec):
            return self.x * k.x + self.y * k.y
        return Vec(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __truediv__(self, k):
        return Vec(self.x / k, self.y / k)
    def __neg__(self):
        return Vec(-self.x, -self.y)
    def __eq__(self, o):
        return (self.x, self.y) == (o.x, o.y)
    def __hash__(self):
        return hash((self.x, self.y))
    def __abs__(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5
    def __repr__(self):
        return f"Vec({self.x}, {self.y})"
    def __iter__(self):
        return iter((self.x, self.y))

a, b = Vec(3, 4), Vec(1, 2)
print(a + b, a - b, a * 2, 2 * a, a * b, a / 2, -a, abs(a), a == Vec(3, 4), {a: 1}[Vec(3, 4)])
# expect: Vec(4, 6) Vec(2, 2) Vec(6, 8) Vec(6, 8) 11 Vec(1.5, 2.0) Vec(-3, -4) 5.0 True 1
x, y = a
print(x, y, sum([a, b], Vec(0, 0)))  # expect: 3 4 Vec(4, 6)

def gcd(a, b):
    return a if b == 0 else gcd(b, a % b)

class Frac:
    def __init__(self, n, d=1):
        if d == 0:
            raise ZeroDivisionError("zero denominator")
        if d < 0:
            n, d = -n, -d
        g = gcd(abs(n), d)
        self.n, self.d = n // g, d // g
    def __add__(self, o):
        o = o if isinstance(o, Frac) else Frac(o)
        return Frac(self.n * o.d + o.n * self.d, self.d * o.d)
    __radd__ = __add__
    def __mul__(self, o):
        o = o if isinstance(o, Frac) else Frac(o)
        return Frac(self.n * o.n, self.d * o.d)
    def __sub__(self, o):
        return self + Frac(-o.n, o.d)
    def __lt__(self, o):
        return self.n * o.d < o.n * self.d
    def __eq__(self, o):
        return self.n == o.n and self.d == o.d
    def __float__(self):
        return self.n / self.d
    def __int__(self):
        return self.n // self.d
    def __str__(self):
        return f"{self.n}/{self.d}" if self.d != 1 else str(self.n)
    __repr__ = __str__

h = Frac(1, 2)
print(h + Frac(1, 3), h * h, h - Frac(1, 2), 1 + h, float(h), int(Frac(7, 2)), sum([Frac(1, k) for k in range(1, 11)]))
# expect: 5/6 1/4 0 3/2 0.5 3 7381/2520
print(sorted([Frac(3, 4), Frac(1, 2), Frac(2, 3)]), Frac(2, -4), Frac(6, 3))  # expect: [1/2, 2/3, 3/4] -1/2 2
try:
    Frac(1, 0)
except ZeroDivisionError as e:
    print(e)
# expect: zero denominator
class Mod:
    def __init__(self, v): self.v = v % 7
    def __floordiv__(self, o): return ("floordiv", o)
    def __rfloordiv__(self, o): return ("rfloordiv", o)
    def __mod__(self, o): return ("mod", o)
    def __rmod__(self, o): return ("rmod", o)
    def __divmod__(self, o): return ("divmod", o)
    def __lshift__(self, o): return ("lshift", o)
    def __rshift__(self, o): return ("rshift", o)
    def __and__(self, o): return ("and", o)
    def __or__(self, o): return ("or", o)
    def __xor__(self, o): return ("xor", o)
    def __rand__(self, o): return ("rand", o)
    def __rsub__(self, o): return ("rsub", o)
    def __rtruediv__(self, o): return ("rtruediv", o)
    def __round__(self, n=None): return ("round", n)
m = Mod(10)
print(m // 2, 2 // m, m % 3, 3 % m, divmod(m, 4), m << 1, m >> 1, m & 1, m | 1, m ^ 1, 1 & m, 5 - m, 5 / m, round(m), round(m, 2))
# expect: ('floordiv', 2) ('rfloordiv', 2) ('mod', 3) ('rmod', 3) ('divmod', 4) ('lshift', 1) ('rshift', 1) ('and', 1) ('or', 1) ('xor', 1) ('rand', 1) ('rsub', 5) ('rtruediv', 5) ('round', None) ('round', 2)
