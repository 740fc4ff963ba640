# super(T) without an object binds when it is read through an instance; methods have what their functions have.
class B:
    def m(self):
        return "B.m"


class C(B):
    def m(self):
        return "C+" + self.__sup.m()

    m.tag = "tagged"


C._C__sup = super(C)
print(C().m(), super(C), C().m.tag, super(C).__self__)  # expect: C+B.m <super: <class 'C'>, NULL> tagged None


class A:
    pass


A.__call__ = A()
try:
    A()()
except RecursionError:
    print("RecursionError")
# expect: RecursionError
print({1, 2} in {frozenset({1, 2})}, "" in range(3), 2.0 in range(3))  # expect: True False True
match range(1 << 40):
    case [x, y, *_]:
        print(x, y)
# expect: 0 1
