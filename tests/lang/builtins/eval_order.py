# Operands, arguments, targets are evaluated from left to right.
def t(x):
    print(x, end=" ")
    return x

def end():
    print()

t(1) + t(2) * t(3)
end()  # expect: 1 2 3
t([0])[t(0)]
end()  # expect: [0] 0
def f(*a, **k): pass
f(t(1), *t([2]), a=t(3), **t({"b": 4}))
end()  # expect: 1 [2] 3 {'b': 4}
{t("k1"): t("v1"), t("k2"): t("v2")}
end()  # expect: k1 v1 k2 v2
[t(1), t(2)], (t(3), t(4)), {t(5), t(6)}
end()  # expect: 1 2 3 4 5 6
xs = [0, 0]
xs[t(0)], xs[t(1)] = t(10), t(20)
end()  # expect: 10 20 0 1
x = t(1) if t(True) else t(2)
end()  # expect: True 1
t(1) < t(2) < t(3)
end()  # expect: 1 2 3
d = {}
d[t("key")] = t("value")
end()  # expect: value key
def g(a=t("default1"), b=t("default2")): pass
end()  # expect: default1 default2
(lambda x=t("lambda default"): x)()
end()  # expect: lambda default
xs[t(0)] += t(5)
end()  # expect: 0 5
print(f"{t('a')}{t('b')}")  # expect: a b ab
t(xs)[t(0):t(1)]
end()  # expect: [15, 20] 0 1
def deco(n):
    t(n)
    return lambda f: (t("apply" + n), f)[1]
@deco("A")
@deco("B")
def h(): pass
end()  # expect: A B applyB applyA
class C(t(object)): pass
end()  # expect: <class 'object'>
not t(0) and t(1) or t(2)
end()  # expect: 0 1
assert t(True), t("message")
end()  # expect: True
del xs[t(0)]
end()  # expect: 0
