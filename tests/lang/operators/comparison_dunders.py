# Rich comparison: reflection, default equality, ordering errors.
class V:
    def __init__(self, n):
        self.n = n
    def __eq__(self, o):
        if not isinstance(o, V):
            return NotImplemented
        return self.n == o.n
    def __lt__(self, o):
        return self.n < o.n
    def __le__(self, o):
        return self.n <= o.n
    def __repr__(self):
        return "V%d" % self.n

a, b = V(1), V(2)
print(a == V(1), a != V(1), a == 1, a != 1)  # expect: True False False True
print(a < b, a > b, a <= b, a >= b)  # expect: True False True False
print(sorted([V(3), V(1), V(2)]), max(V(1), V(5), V(2)))  # expect: [V1, V2, V3] V5
try:
    hash(a)
except TypeError as e:
    print(e)
# expect: unhashable type: 'V'

class Plain:
    pass

p, q = Plain(), Plain()
print(p == p, p == q, p != q, p is p)  # expect: True False True True
try:
    p < q
except TypeError as e:
    print(e)
# expect: '<' not supported between instances of 'Plain' and 'Plain'

class Weird:
    def __eq__(self, o):
        return "equal?"
    def __ne__(self, o):
        return ""

print(Weird() == 1, repr(Weird() != 1), bool(1 == Weird()))  # expect: equal? '' True
print(1 in [Weird()], [Weird()] == [5])  # expect: True True
