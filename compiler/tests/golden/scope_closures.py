def counter(start):
    count = start
    def inc():
        nonlocal count
        count += 1
        return count
    return inc, lambda: start
x = 1
def f():
    global x
    x = 2
    del x
class C:
    x = x
    y = [x for _ in x]
    def m(self): return x
def g(y):
    class D:
        z = y
        y = y
    try:
        pass
    except E as e:
        del e
    return D, e
