def f(a, b=1, *args, k, kw=None, **rest):
    g(a, b)
    g(a, k=b)
    a.m(b)
    a.m(b, k=1)
    g(*args, k=1, **rest)
    return g(h(a))
