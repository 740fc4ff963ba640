# Weak references die with their object.
import gc
import weakref

class C:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"C({self.n})"

c = C(1)
r = weakref.ref(c)
print(r() is c, weakref.ref(c) is r, weakref.getweakrefcount(c))  # expect: True True 1
print(r == weakref.ref(c), hash(r) == hash(c))  # expect: True True
del c
gc.collect()
print(r())  # expect: None

d = C(2)
s = weakref.ref(d, lambda w: print("gone", w() is None, w is s))
d = None
gc.collect()  # expect: gone True True

# Registers that nothing reads any more keep nothing alive.
def use():
    x = C(3)
    w = weakref.ref(x)
    print(x.n)
    del x
    y = C(4)
    v = weakref.ref(y)
    print(y.n)
    y = 0
    gc.collect()
    return w(), v()

print(use())
# expect: 3
# expect: 4
# expect: (None, None)

values = weakref.WeakValueDictionary()
one = C("one")
values["one"] = one
values["two"] = C("two")
gc.collect()
print(sorted(values.keys()), values["one"], len(values), "two" in values)  # expect: ['one'] C(one) 1 False

keys = weakref.WeakKeyDictionary()
keys[one] = "data"
tmp = C("tmp")
keys[tmp] = "more"
print(len(keys), keys[one], one in keys)  # expect: 2 data True
del tmp
gc.collect()
print(len(keys), list(keys.items()))  # expect: 1 [(C(one), 'data')]

members = weakref.WeakSet([one])
other = C("other")
members.add(other)
print(len(members), other in members)  # expect: 2 True
del other
gc.collect()
print(len(members), list(members))  # expect: 1 [C(one)]

class M:
    def hello(self):
        return "hello"

m = M()
wm = weakref.WeakMethod(m.hello)
print(wm()())  # expect: hello
del m
gc.collect()
print(wm())  # expect: None

p = weakref.proxy(one)
print(p.n, repr(one))  # expect: one C(one)
p.n = "uno"
print(one.n)  # expect: uno
one.n = "one"
f = weakref.finalize(one, print, "finalized", "one")
print(f.alive)  # expect: True
del one
gc.collect()  # expect: finalized one
print(f.alive, len(values), len(keys), len(members))  # expect: False 0 0 0
try:
    p.n
except ReferenceError as e:
    print(e)  # expect: weakly-referenced object no longer exists

for bad in (1, "s", (), [], {}, None):
    try:
        weakref.ref(bad)
    except TypeError as e:
        print(e)
# expect: cannot create weak reference to 'int' object
# expect: cannot create weak reference to 'str' object
# expect: cannot create weak reference to 'tuple' object
# expect: cannot create weak reference to 'list' object
# expect: cannot create weak reference to 'dict' object
# expect: cannot create weak reference to 'NoneType' object

class Slots:
    __slots__ = ("a",)

class WeakSlots:
    __slots__ = ("a", "__weakref__")

try:
    weakref.ref(Slots())
except TypeError as e:
    print(e)  # expect: cannot create weak reference to 'Slots' object
ws = WeakSlots()
print(weakref.ref(ws)() is ws)  # expect: True

last = C("last")
weakref.finalize(last, print, "at exit")
print("end")  # expect: end
# expect: at exit
