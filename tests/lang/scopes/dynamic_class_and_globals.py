# Changing classes and globals at run time reaches all users.
class A:
    def m(self):
        return "old"

objs = [A() for _ in range(3)]
def call_all():
    return [o.m() for o in objs]

print(call_all())  # expect: ['old', 'old', 'old']
A.m = lambda self: "new"
print(call_all())  # expect: ['new', 'new', 'new']
objs[1].m = lambda: "own"
print(call_all())  # expect: ['new', 'own', 'new']
del objs[1].m
del A.m
try:
    call_all()
except AttributeError as e:
    print(e)
# expect: 'A' object has no attribute 'm'
class Base:
    v = 1
class Child(Base):
    pass
c = Child()
def read():
    return c.v
print(read(), end=" ")
Base.v = 2
print(read(), end=" ")
Child.v = 3
print(read(), end=" ")
c.v = 4
print(read(), end=" ")
del c.v
del Child.v
print(read())  # expect: 1 2 3 4 2
g = 1
def get():
    return g
def total():
    return sum(get() for _ in range(3))
print(total())  # expect: 3
g = 10
print(total())  # expect: 30
def get():
    return 100
print(total())  # expect: 300
c.__class__ = A
print(type(c).__name__, isinstance(c, A))  # expect: A True
import math
math.custom = 5
print(math.custom)  # expect: 5
