def f(:
    pass

x = = 1

def g():
    return return

for in range(3):
    pass
