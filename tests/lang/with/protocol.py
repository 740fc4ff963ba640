# with: enter, exit arguments, suppression, several items, as targets.
class Ctx:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow
    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()
    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind.__name__ if kind else None, value)
        return self.swallow

with Ctx("a") as x:
    print("body", x)
# expect: enter a
# expect: body A
# expect: exit a None None
with Ctx("a"), Ctx("b") as y:
    print("both", y)
# expect: enter a
# expect: enter b
# expect: both B
# expect: exit b None None
# expect: exit a None None
with Ctx("s", True):
    raise ValueError("swallowed")
# expect: enter s
# expect: exit s ValueError swallowed
print("after")  # expect: after
try:
    with Ctx("outer"), Ctx("inner"):
        raise KeyError("k")
except KeyError as e:
    print("escaped", e)
# expect: enter outer
# expect: enter inner
# expect: exit inner KeyError 'k'
# expect: exit outer KeyError 'k'
# expect: escaped 'k'
with (Ctx("p") as p, Ctx("q") as q):
    print(p, q)
# expect: enter p
# expect: enter q
# expect: P Q
# expect: exit q None None
# expect: exit p None None
class T: pass
t = T()
with Ctx("attr") as t.name, Ctx("item") as [a, *b]:
    print(t.name, a, b)
# expect: enter attr
# expect: enter item
# expect: ATTR I ['T', 'E', 'M']
# expect: exit item None None
# expect: exit attr None None

def f():
    with Ctx("ret"):
        return "value"

print(f())
# expect: enter ret
# expect: exit ret None None
# expect: value
for i in range(3):
    with Ctx(str(i)):
        if i == 1:
            break
# expect: enter 0
# expect: exit 0 None None
# expect: enter 1
# expect: exit 1 None None
class BadEnter:
    def __enter__(self):
        raise RuntimeError("no entry")
    def __exit__(self, *a):
        print("never")
try:
    with Ctx("first"), BadEnter():
        print("never")
except RuntimeError as e:
    print(e)
# expect: enter first
# expect: exit first RuntimeError no entry
# expect: no entry
class BadExit:
    def __enter__(self):
        pass
    def __exit__(self, *a):
        raise KeyError("exit failed")
try:
    with BadExit():
        raise ValueError("body")
except KeyError as e:
    print(e, repr(e.__context__))
# expect: 'exit failed' ValueError('body')
for bad in (5, T()):
    try:
        with bad:
            pass
    except TypeError as e:
        print(e)
# expect: 'int' object does not support the context manager protocol
# expect: 'T' object does not support the context manager protocol
