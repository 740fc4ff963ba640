# Free variables through several levels, and a parameter as a cell.
def a(x):
    def b(y):
        def c(z):
            def d():
                return (x, y, z)
            return d
        return c
    return b

print(a(1)(2)(3)())  # expect: (1, 2, 3)

def outer():
    x = "outer"
    def middle():
        def inner():
            nonlocal x
            x = "inner"
        inner()
        return x
    before = x
    return before, middle(), x

print(outer())  # expect: ('outer', 'inner', 'inner')

def param(n):
    def inc():
        nonlocal n
        n += 1
    inc()
    inc()
    return n

print(param(5))  # expect: 7

def recursive_closure(n):
    def go(k):
        return k if k >= n else go(k + 3)
    return go(0)

print(recursive_closure(10))  # expect: 12
