# What CPython underlines in tracebacks, statement by statement.
x = "abc"
def a(): x[0] = 'x'
def b(): del x[0]
def c(): x[0] += 'x'
def d():
    with A() as q:
        pass
class A:
    def __enter__(self): 1/0
    def __exit__(self, *a): pass
class B:
    def __enter__(self): pass
    def __exit__(self, *a): 1/0
def e():
    with B():
        x = 1
def f():
    with B() as y, \
       A() as z:
        x = 1
def g():
    assert x == 5, ("a"
       "b")
def h():
    for i in 5:
        pass
def i():
    for i in gen():
        pass
def gen():
    yield 1
    1/0
def j():
    return [i for i in gen()]
def k():
    x.y = 5
def l():
    x.y.z = 5
def m():
    del x.y
def n():
    a, b = 5
def o():
    a, b = 1, 2, 3
def p():
    return f"{x:d}"
def q():
    x, y[0] = 1, 2
def r():
    return -x
def s():
    return not N()
class N:
    def __bool__(self): 1/0
def t():
    if N():
        pass
def u():
    while N() and x:
        pass
def v():
    return x if N() else 2
def w():
    raise ValueError(
       "a")
def X():
    return 1 < x < 3
def y():
    return x in 5
def z():
    import nonexistent_thing
def aa():
    from math import nonexistent_thing
def bb():
    print(*5)
def cc():
    print(**5)
def dd():
    return {**5}
def ee():
    return [*5]
def ff():
    lambda: 1
    (lambda: 1/0)()
def gg():
    assert False
def hh():
    assert N()
def ii():
    x @ 1
def jj():
    global zzz
    zzz += 1
def kk():
    try:
        1/0
    finally:
        x.foo
def ll():
    return x[1:2, 3]
def mm():
    return (x
        [5.0])
def nn():
    foo(1,
        2)
def oo():
    @N
    @foo
    def inner(): pass
def pp():
    class Q(foo): pass
def qq():
    class Q(int, metaclass=5): pass
def rr():
    return x.upper(1).lower()
def ss():
    return x.upper().nope().lower()
def tt():
    yield from 5
def uu():
    return [y for y in x if y.z]
def vv():
    return {y: y.z for y in x}
def ww():
    match x:
        case A(1): pass
        case str(nope=1) if nope: pass
        case N.q: pass
import traceback
bare = object()
def zz():
    bare.x = 1
from enum import Enum
class Color(Enum):
    RED = 1
def color():
    Color.GREEN
for fn in (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p,
           q, r, s, t, u, v, w, X, y, z, bb, cc, dd, ee, ff, gg,
           hh, ii, jj, kk, ll, mm, nn, oo, pp, qq, rr, ss, tt, uu, vv, ww,
           zz, color):
    try:
        r = fn()
        if fn is tt:
            list(r)
    except Exception as e:
        lines = traceback.format_exception(type(e), e, e.__traceback__.tb_next)
        for line in "".join(lines[1:]).splitlines():
            if "File" not in line:
                print(fn.__name__, line)
# expect: a     def a(): x[0] = 'x'
# expect: a              ~^^^
# expect: a TypeError: 'str' object does not support item assignment
# expect: b     def b(): del x[0]
# expect: b                  ~^^^
# expect: b TypeError: 'str' object doesn't support item deletion
# expect: c     def c(): x[0] += 'x'
# expect: c              ~^^^
# expect: c TypeError: 'str' object does not support item assignment
# expect: d     with A() as q:
# expect: d     def __enter__(self): 1/0
# expect: d                          ~^~
# expect: d ZeroDivisionError: division by zero
# expect: e     with B():
# expect: e     def __exit__(self, *a): 1/0
# expect: e                             ~^~
# expect: e ZeroDivisionError: division by zero
# expect: f     with B() as y, \
# expect: f     def __enter__(self): 1/0
# expect: f                          ~^~
# expect: f ZeroDivisionError: division by zero
# expect: f
# expect: f During handling of the above exception, another exception occurred:
# expect: f
# expect: f Traceback (most recent call last):
# expect: f     with B() as y, \
# expect: f     def __exit__(self, *a): 1/0
# expect: f                             ~^~
# expect: f ZeroDivisionError: division by zero
# expect: g     assert x == 5, ("a"
# expect: g            ^^^^^^
# expect: g AssertionError: ab
# expect: h     for i in 5:
# expect: h TypeError: 'int' object is not iterable
# expect: i     for i in gen():
# expect: i     1/0
# expect: i     ~^~
# expect: i ZeroDivisionError: division by zero
# expect: j     return [i for i in gen()]
# expect: j            ^^^^^^^^^^^^^^^^^^
# expect: j     return [i for i in gen()]
# expect: j            ^^^^^^^^^^^^^^^^^^
# expect: j     1/0
# expect: j     ~^~
# expect: j ZeroDivisionError: division by zero
# expect: k     x.y = 5
# expect: k     ^^^
# expect: k AttributeError: 'str' object has no attribute 'y'
# expect: l     x.y.z = 5
# expect: l     ^^^
# expect: l AttributeError: 'str' object has no attribute 'y'
# expect: m     del x.y
# expect: m         ^^^
# expect: m AttributeError: 'str' object has no attribute 'y'
# expect: n     a, b = 5
# expect: n     ^^^^
# expect: n TypeError: cannot unpack non-iterable int object
# expect: o     a, b = 1, 2, 3
# expect: o     ^^^^
# expect: o ValueError: too many values to unpack (expected 2)
# expect: p     return f"{x:d}"
# expect: p            ^^^^^^^^
# expect: p ValueError: Unknown format code 'd' for object of type 'str'
# expect: q     x, y[0] = 1, 2
# expect: q        ~^^^
# expect: q TypeError: 'function' object does not support item assignment
# expect: r     return -x
# expect: r            ^^
# expect: r TypeError: bad operand type for unary -: 'str'
# expect: s     return not N()
# expect: s            ^^^^^^^
# expect: s     def __bool__(self): 1/0
# expect: s                         ~^~
# expect: s ZeroDivisionError: division by zero
# expect: t     if N():
# expect: t     def __bool__(self): 1/0
# expect: t                         ~^~
# expect: t ZeroDivisionError: division by zero
# expect: u     while N() and x:
# expect: u     def __bool__(self): 1/0
# expect: u                         ~^~
# expect: u ZeroDivisionError: division by zero
# expect: v     return x if N() else 2
# expect: v            ^^^^^^^^^^^^^^^
# expect: v     def __bool__(self): 1/0
# expect: v                         ~^~
# expect: v ZeroDivisionError: division by zero
# expect: w     raise ValueError(
# expect: w ValueError: a
# expect: X     return 1 < x < 3
# expect: X            ^^^^^^^^^
# expect: X TypeError: '<' not supported between instances of 'int' and 'str'
# expect: y     return x in 5
# expect: y            ^^^^^^
# expect: y TypeError: argument of type 'int' is not iterable
# expect: z     import nonexistent_thing
# expect: z ModuleNotFoundError: No module named 'nonexistent_thing'
# expect: bb     print(*5)
# expect: bb TypeError: print() argument after * must be an iterable, not int
# expect: cc     print(**5)
# expect: cc TypeError: print() argument after ** must be a mapping, not int
# expect: dd     return {**5}
# expect: dd            ^^^^^
# expect: dd TypeError: 'int' object is not a mapping
# expect: ee     return [*5]
# expect: ee            ^^^^
# expect: ee TypeError: Value after * must be an iterable, not int
# expect: ff     (lambda: 1/0)()
# expect: ff     (lambda: 1/0)()
# expect: ff              ~^~
# expect: ff ZeroDivisionError: division by zero
# expect: gg     assert False
# expect: gg AssertionError
# expect: hh     assert N()
# expect: hh     def __bool__(self): 1/0
# expect: hh                         ~^~
# expect: hh ZeroDivisionError: division by zero
# expect: ii     x @ 1
# expect: ii     ~~^~~
# expect: ii TypeError: unsupported operand type(s) for @: 'str' and 'int'
# expect: jj     zzz += 1
# expect: jj     ^^^
# expect: jj NameError: name 'zzz' is not defined
# expect: kk     1/0
# expect: kk     ~^~
# expect: kk ZeroDivisionError: division by zero
# expect: kk
# expect: kk During handling of the above exception, another exception occurred:
# expect: kk
# expect: kk Traceback (most recent call last):
# expect: kk     x.foo
# expect: kk AttributeError: 'str' object has no attribute 'foo'
# expect: ll     return x[1:2, 3]
# expect: ll            ~^^^^^^^^
# expect: ll TypeError: string indices must be integers, not 'tuple'
# expect: mm     return (x
# expect: mm             ^
# expect: mm TypeError: string indices must be integers, not 'float'
# expect: nn     foo(1,
# expect: nn     ^^^
# expect: nn NameError: name 'foo' is not defined
# expect: oo     @foo
# expect: oo      ^^^
# expect: oo NameError: name 'foo' is not defined
# expect: pp     class Q(foo): pass
# expect: pp             ^^^
# expect: pp NameError: name 'foo' is not defined
# expect: qq     class Q(int, metaclass=5): pass
# expect: qq TypeError: 'int' object is not callable
# expect: rr     return x.upper(1).lower()
# expect: rr            ^^^^^^^^^^
# expect: rr TypeError: str.upper() takes no arguments (1 given)
# expect: ss     return x.upper().nope().lower()
# expect: ss            ^^^^^^^^^^^^^^
# expect: ss AttributeError: 'str' object has no attribute 'nope'
# expect: tt     yield from 5
# expect: tt TypeError: 'int' object is not iterable
# expect: uu     return [y for y in x if y.z]
# expect: uu            ^^^^^^^^^^^^^^^^^^^^^
# expect: uu     return [y for y in x if y.z]
# expect: uu                             ^^^
# expect: uu AttributeError: 'str' object has no attribute 'z'
# expect: vv     return {y: y.z for y in x}
# expect: vv            ^^^^^^^^^^^^^^^^^^^
# expect: vv     return {y: y.z for y in x}
# expect: vv                ^^^
# expect: vv AttributeError: 'str' object has no attribute 'z'
# expect: ww     case N.q: pass
# expect: ww          ^^^
# expect: ww AttributeError: type object 'N' has no attribute 'q'
# expect: zz     bare.x = 1
# expect: zz     ^^^^^^
# expect: zz AttributeError: 'object' object has no attribute 'x'
# expect: color     Color.GREEN
# expect: color     raise AttributeError(name) from None
# expect: color AttributeError: GREEN
