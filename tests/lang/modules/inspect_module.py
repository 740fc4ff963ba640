# Signatures, kinds of objects, sources, frames.
import functools
import inspect
import sys


def f(a, b: int = 3, *args, c, d: "str" = "x", **kw) -> None:
    """Doc."""
    return (a,
            b)


class C:
    def __init__(self, q, /, r=2):
        pass

    @classmethod
    def k(cls, u):
        pass


print(inspect.signature(f), inspect.signature(C), inspect.signature(C.k))
# expect: (a, b: int = 3, *args, c, d: 'str' = 'x', **kw) -> None (q, /, r=2) (u)
print(inspect.getsource(f), end="")
# expect: def f(a, b: int = 3, *args, c, d: "str" = "x", **kw) -> None:
# expect:     """Doc."""
# expect:     return (a,
# expect:             b)
print(inspect.signature(functools.partial(f, 1, c=2)))
# expect: (b: int = 3, *args, c=2, d: 'str' = 'x', **kw) -> None
print(inspect.getfullargspec(f))
# expect: FullArgSpec(args=['a', 'b'], varargs='args', varkw='kw', defaults=(3,), kwonlyargs=['c', 'd'], kwonlydefaults={'d': 'x'}, annotations={'return': None, 'b': <class 'int'>, 'd': 'str'})
try:
    inspect.signature(f).bind()
except TypeError as e:
    print(e)
# expect: missing a required argument: 'a'
print(inspect.isfunction(f), inspect.isclass(C), inspect.ismethod(C.k), inspect.isgeneratorfunction(f))
# expect: True True True False


def caller(x):
    frame = sys._getframe()
    print(frame.f_code.co_name, sorted(frame.f_locals)[-1], frame.f_back.f_code.co_name)
    return inspect.currentframe().f_lineno - frame.f_code.co_firstlineno


print(caller(1))
# expect: caller x <module>
# expect: 3


def g():
    x = 1
    yield x
    yield x + 1


it = g()
print(inspect.getgeneratorstate(it), next(it), it.gi_frame.f_locals, inspect.getgeneratorstate(it))
# expect: GEN_CREATED 1 {'x': 1} GEN_SUSPENDED
try:
    1 / 0
except ZeroDivisionError as e:
    print(e.__traceback__.tb_frame.f_code.co_name)
# expect: <module>
