# Dunder operators: plain, reflected, in place, NotImplemented.
class M:
    def __init__(self, v):
        self.v = v
    def __matmul__(self, o):
        return "matmul %s %s" % (self.v, o.v)
    def __add__(self, o):
        if isinstance(o, int):
            return M(self.v + o)
        return NotImplemented
    def __radd__(self, o):
        return "radd %s %s" % (o, self.v)
    def __iadd__(self, o):
        self.v += o
        return self
    def __neg__(self):
        return M(-self.v)
    def __pos__(self):
        return "pos"
    def __invert__(self):
        return "invert"
    def __abs__(self):
        return abs(self.v)
    def __repr__(self):
        return f"M({self.v})"

m = M(3)
print(m @ M(4), m + 1, 5 + m, "s" + M(1) if False else "-")  # expect: matmul 3 4 M(4) radd 5 3 -
print(-m, +m, ~m, abs(M(-9)))  # expect: M(-3) pos invert 9
n = m
m += 10
print(m, n is m)  # expect: M(13) True
try:
    m + "text"
except TypeError as e:
    print(e)
# expect: unsupported operand type(s) for +: 'M' and 'str'
try:
    m - 1
except TypeError as e:
    print(e)
# expect: unsupported operand type(s) for -: 'M' and 'int'
try:
    m @ 3
except AttributeError as e:
    print(e)
# expect: 'int' object has no attribute 'v'

class Sub(M):
    def __radd__(self, o):
        return "sub first"

print(M(1) + Sub(2))  # expect: sub first

class Pow:
    def __pow__(self, o, mod=None):
        return ("pow", o, mod)
    def __rpow__(self, o):
        return ("rpow", o)

print(Pow() ** 2, 2 ** Pow(), pow(Pow(), 3, 5))  # expect: ('pow', 2, None) ('rpow', 2) ('pow', 3, 5)
