f(a=1, 2)
f(**d, *e)
f(x for x in y, 1)
def g(a=1, b): pass
def h(*): pass
def k(a, a): pass
