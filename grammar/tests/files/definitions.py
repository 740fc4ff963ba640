@decorator
@other.one(1)
@(lambda f: f)
def f(a, b: int = 1, /, c: str = "x", *args: tuple, d, e=2, **kwargs: dict) -> None:
    """Doc."""
    global g, h
    nonlocal_ = yield
    x = yield a, *b
    y = yield from c
    return
def g(*, a): return a, *b
def h(*args: *Ts,): pass
def i(a, /): pass
def j(a, b=1, /, c=2, *, d, e=3,): ...
def k(): nonlocal z; return

class A: pass
class B(): x = 1
class C(A, B, *bases, metaclass=M, **kw):
    def method(self): return super().method

@d
class E(object,):
    x: int

async def coro():
    async for i in x:
        await y
    else:
        pass
    async with a as b, c: pass
    async with (a as b, c as d):
        pass
    return [i async for i in x if await y]

f0 = lambda: 0
f1 = lambda a, b=1, /, c=2, *args, d, e=3, **kw: (a, b)
f2 = lambda *, a: a
f3 = lambda *a, b=1: lambda **k: (yield)
