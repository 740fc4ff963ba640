# Texts of exceptions with scalars in them: f-strings, specifications, %, str(), +; and scalars as arguments.
from ungil import f64, i64, nogil, u64

@nogil
def f(x: i64, y: f64, b: bool, u: u64):
    if x == 1:
        raise ValueError(f"x is {x} and {y} {b!r}")
    if x == 2:
        raise ValueError("x is %d and %s" % (x, y))
    if x == 3:
        raise IndexError("bad " + str(x) + "!" + f"{y:.2f}")
    if x == 4:
        raise ValueError("%5d|%-5d|%05d|%+d|%x|%#X" % (x, x, x, x, -x * 100, x + 250))
    if x == 5:
        raise KeyError(x)
    if x == 6:
        assert y > 5, f"y={y:.3f}"
    if x == 7:
        raise ValueError(f"{x:>5d}|{y:08.3f}|{y=}|{u:,}|{u:x}")
    if x == 8:
        raise LookupError(y) from None
    if x == 9:
        raise ValueError
    if x == 10:
        raise StopIteration(b)
    if x == 11:
        raise ValueError(x + 1 if y > 0 else 0)
    if x == 12:
        raise ValueError("%g %e %.3f %8.1f %%" % (y, y, y, x))
    if x == 13:
        raise ValueError(f"{b:5}|{b:d}|{b}|{b:>3}")
    if x == 14:
        raise ValueError("%s %r %5s %-5s|" % (y, x, x, y))
    if x == 15:
        raise KeyError("k%d" % x)
    if x == 16:
        raise ValueError(f"{x // 0}")

for i in range(18):
    try:
        print(f(i, 2.5, True, 2**64 - 1))
    except Exception as e:
        print(type(e).__name__, e, e.args)
# expect: None
# expect: ValueError x is 1 and 2.5 True ('x is 1 and 2.5 True',)
# expect: ValueError x is 2 and 2.5 ('x is 2 and 2.5',)
# expect: IndexError bad 3!2.50 ('bad 3!2.50',)
# expect: ValueError     4|4    |00004|+4|-190|0XFE ('    4|4    |00004|+4|-190|0XFE',)
# expect: KeyError 5 (5,)
# expect: AssertionError y=2.500 ('y=2.500',)
# expect: ValueError     7|0002.500|y=2.5|18,446,744,073,709,551,615|ffffffffffffffff ('    7|0002.500|y=2.5|18,446,744,073,709,551,615|ffffffffffffffff',)
# expect: LookupError 2.5 (2.5,)
# expect: ValueError  ()
# expect: StopIteration True (True,)
# expect: ValueError 12 (12,)
# expect: ValueError 2.5 2.500000e+00 2.500     12.0 % ('2.5 2.500000e+00 2.500     12.0 %',)
# expect: ValueError     1|1|True|  1 ('    1|1|True|  1',)
# expect: ValueError 2.5 14    14 2.5  | ('2.5 14    14 2.5  |',)
# expect: KeyError 'k15' ('k15',)
# expect: ZeroDivisionError integer division or modulo by zero ('integer division or modulo by zero',)
# expect: None
