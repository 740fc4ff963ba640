# break, continue and return through finally and with.
def f():
    out = []
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
        finally:
            out.append("f%d" % i)
    return out

print(f())  # expect: [0, 'f0', 'f1', 2, 'f2', 'f3']

def g():
    for i in range(3):
        try:
            return i
        finally:
            print("cleanup", i)

print(g())
# expect: cleanup 0
# expect: 0

def h():
    try:
        return "try"
    finally:
        return "finally"

print(h())  # expect: finally

def k():
    while True:
        try:
            try:
                return 1
            finally:
                break
        finally:
            print("outer")
    return "after"

print(k())
# expect: outer
# expect: after

class Ctx:
    def __enter__(self):
        return self
    def __exit__(self, *args):
        print("exit", args[0])

def w():
    for i in range(3):
        with Ctx():
            if i == 0:
                continue
            return i

print(w())
# expect: exit None
# expect: exit None
# expect: 1
