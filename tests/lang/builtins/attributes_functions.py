# getattr, setattr, hasattr, delattr, vars, dir, globals, locals.
class P:
    cls = 1
    def __init__(self):
        self.a = 5
p = P()
print(getattr(p, "a"), getattr(p, "zz", None), hasattr(p, "a"), hasattr(p, "zz"), getattr(p, "cls"))
# expect: 5 None True False 1
setattr(p, "b", 6)
print(p.b, vars(p), sorted(vars(p)), "a" in dir(p), "cls" in dir(p))  # expect: 6 {'a': 5, 'b': 6} ['a', 'b'] True True
delattr(p, "b")
print(hasattr(p, "b"))  # expect: False
def f(x):
    y = x + 1
    return sorted(locals().items())
print(f(1))  # expect: [('x', 1), ('y', 2)]
g = 10
globals()["made"] = 7
print(made, "g" in globals(), globals()["g"], __name__)  # expect: 7 True 10 __main__
for bad in (lambda: getattr(p, "q"), lambda: setattr(5, "x", 1), lambda: delattr(p, "q"), lambda: getattr(p, 5), lambda: vars(5)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
# expect: AttributeError 'P' object has no attribute 'q'
# expect: AttributeError 'int' object has no attribute 'x'
# expect: AttributeError 'P' object has no attribute 'q'
# expect: TypeError attribute name must be string, not 'int'
# expect: TypeError vars() argument must have __dict__ attribute
print(sorted(n for n in dir(P) if not n.startswith("_")), getattr("abc", "upper")(), getattr([1, 2], "__len__")())
# expect: ['cls'] ABC 2
method = getattr(p, "__init__")
print(callable(method), [getattr("x y", n)() for n in ("upper", "split")])  # expect: True ['X Y', ['x', 'y']]
