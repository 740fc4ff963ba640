def f():
    x = 1
    global x

def g():
    nonlocal missing
