def f(a, b, c):
    if a < b <= c and not (a is None or b == 3):
        return 1
    elif a in b:
        return a or b and c
    x = a < b < c
    return x if a != 2.5 else b is not c
