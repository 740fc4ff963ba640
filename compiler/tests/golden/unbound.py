def f(a):
    if a:
        x = 1
    print(x)
    print(x)
    del a
    print(a)
    try:
        y = g()
    except E:
        pass
    return y
