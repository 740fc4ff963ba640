# A class method called by an instance gets the instance's class, also where several classes pass and after it is replaced.


class A:
    tag = "a"

    @classmethod
    def make(cls, x, y=1):
        return cls.tag, x + y


class B(A):
    tag = "b"


class C(A):
    @classmethod
    def make(cls, x):
        return "own", cls.__name__, x


def call(o, x):
    return o.make(x)


print([call(o, 1) for o in (A(), A(), B(), B(), C(), A())])
# expect: [('a', 2), ('a', 2), ('b', 2), ('b', 2), ('own', 'C', 1), ('a', 2)]
a = A()
bound = [a.make for _ in range(3)]
print(bound[2](3), bound[0].__self__ is A)
# expect: ('a', 4) True
A.make = classmethod(lambda cls, x: (cls.__name__, -x))
print(call(a, 5), call(B(), 6), call(C(), 7))
# expect: ('A', -5) ('B', -6) ('own', 'C', 7)
a.make = lambda x: "instance"
print(call(a, 5), call(A(), 6))
# expect: instance ('A', -6)
print(max(1, 2), min([3, 1, 2]), max(3, 4, key=lambda v: -v), min([], default=9), max("b", "a", "c"))
# expect: 2 1 3 9 c
