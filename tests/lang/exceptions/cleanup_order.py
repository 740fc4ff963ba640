# Nested with, try and generators: who cleans up when, on every way out.
log = []

class R:
    def __init__(self, name):
        self.name = name
    def __enter__(self):
        log.append("+" + self.name)
        return self
    def __exit__(self, kind, *rest):
        log.append("-" + self.name + ("!" if kind else ""))

def gen():
    with R("g"):
        try:
            yield 1
            yield 2
        finally:
            log.append("gen finally")

def work(how):
    with R("a"), R("b"):
        try:
            with R("c"):
                for x in gen():
                    if how == "return":
                        return "returned"
                    if how == "raise":
                        raise ValueError(how)
                    if how == "break":
                        break
                    if how == "continue":
                        continue
                else:
                    log.append("else")
        except ValueError:
            log.append("handler")
            if how == "raise":
                raise KeyError("from handler")
        finally:
            log.append("finally")
    return "end"

g = gen()
next(g)
g.close()
print(log)  # expect: ['+g', 'gen finally', '-g!']
for how in ("continue", "none"):
    log.clear()
    print(how, work(how), log)
# expect: continue end ['+a', '+b', '+c', '+g', 'gen finally', '-g', 'else', '-c', 'finally', '-b', '-a']
# expect: none end ['+a', '+b', '+c', '+g', 'gen finally', '-g', 'else', '-c', 'finally', '-b', '-a']

class Stack:
    def __init__(self):
        self.callbacks = []
    def __enter__(self):
        return self
    def push(self, f, *args):
        self.callbacks.append((f, args))
    def __exit__(self, kind, value, tb):
        pending = value
        while self.callbacks:
            f, args = self.callbacks.pop()
            try:
                f(*args)
            except Exception as e:
                pending = e
        if pending is not None and pending is not value:
            raise pending
        return False

log.clear()
def fail(x):
    log.append(("fail", x))
    raise RuntimeError(x)
try:
    with Stack() as s:
        s.push(log.append, "first")
        s.push(fail, "second")
        s.push(log.append, "third")
        raise ValueError("body")
except RuntimeError as e:
    print(repr(e), repr(e.__context__), log)
# expect: RuntimeError('second') ValueError('body') ['third', ('fail', 'second'), 'first']
def retries():
    attempts = []
    for i in range(4):
        try:
            attempts.append(i)
            if i < 2:
                raise OSError(i, "busy")
        except OSError as e:
            attempts.append(str(e))
            continue
        else:
            attempts.append("ok")
            break
        finally:
            attempts.append("f")
    return attempts
print(retries())  # expect: [0, '[Errno 0] busy', 'f', 1, '[Errno 1] busy', 'f', 2, 'ok', 'f']
