# A name assigned anywhere in a function is local in all of it.
x = 1

def f():
    try:
        print(x)
    except UnboundLocalError as e:
        print(e)
    x = 2
    return x

print(f())
# expect: cannot access local variable 'x' where it is not associated with a value
# expect: 2

def g(flag):
    if flag:
        y = 1
    return y

print(g(True))  # expect: 1
try:
    g(False)
except UnboundLocalError as e:
    print(type(e).__name__, e)
# expect: UnboundLocalError cannot access local variable 'y' where it is not associated with a value

def h():
    z = 1
    del z
    return z

try:
    h()
except UnboundLocalError as e:
    print(e)
# expect: cannot access local variable 'z' where it is not associated with a value
try:
    undefined_name
except NameError as e:
    print(e)
# expect: name 'undefined_name' is not defined

def outer():
    def inner():
        return later
    try:
        inner()
    except NameError as e:
        print(e)
    later = 3
    return inner()

print(outer())
# expect: cannot access free variable 'later' where it is not associated with a value in enclosing scope
# expect: 3
