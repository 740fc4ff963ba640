# Where names are looked up: local, enclosing, global, builtin.
len_backup = len
x = "global"

def outer():
    x = "outer"
    def inner():
        return x
    def own():
        x = "own"
        return x
    def glob():
        global x
        return x
    return inner(), own(), glob(), x

print(outer())  # expect: ('outer', 'own', 'global', 'outer')

def shadow_builtin():
    len = lambda v: "shadowed"
    return len([1])

print(shadow_builtin(), len([1]))  # expect: shadowed 1
len = lambda v: 42
print(len("abc"))  # expect: 42
del len
print(len("abc"))  # expect: 3

def use_before():
    return defined_later()

def defined_later():
    return "ok"

print(use_before())  # expect: ok
for i in range(2):
    loop_var = i
print(i, loop_var)  # expect: 1 1
if True:
    in_if = 1
print(in_if)  # expect: 1
def rec():
    def helper(n):
        return 0 if n == 0 else 1 + helper(n - 1)
    return helper(5)
print(rec())  # expect: 5
def f():
    print("first f")
f()  # expect: first f
def f():
    print("second f")
f()  # expect: second f
