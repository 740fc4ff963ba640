# `__del__` runs once, at a collection or at the end of the program. Where it runs is not CPython's place, so the order is
# forced with gc.collect().
import gc

class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)

def make():
    a = Noisy("a")
    return a.name

make()
gc.collect()  # expect: del a

x = Noisy("x")
x = None
gc.collect()  # expect: del x

# A cycle.
p = Noisy("p")
p.self = p
del p
print(gc.collect() > 0)
# expect: del p
# expect: True

# Brought back to life: it does not run again.
kept = []

class Phoenix:
    def __del__(self):
        print("once")
        kept.append(self)

Phoenix()
gc.collect()  # expect: once
print(len(kept))  # expect: 1
kept.clear()
gc.collect()
print(len(kept))  # expect: 0

# A derived class of a builtin, and an exception with a `__del__`.
class L(list):
    def __del__(self):
        print("del list", len(self))

L([1, 2, 3])
gc.collect()  # expect: del list 3

# A generator that nobody resumes runs its `finally`.
def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("closed")

def first():
    for n in numbers():
        return n

one = first()
max(1, 2, 3, 4, 5, 6)  # the registers of the call hold something else now
gc.collect()  # expect: closed
print(one)  # expect: 1

last = Noisy("last")
print("end")  # expect: end
# expect: del last
