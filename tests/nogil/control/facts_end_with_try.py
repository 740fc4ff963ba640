# What a statement in `try` proves about a variable holds only behind it: a handler may be reached from before.
from ungil import View, i64, nogil, u8, zeros

@nogil
def magnitude(a: i64, u: View[u8], n: i64) -> i64:
    try:
        u[a] = n
    except ArithmeticError:
        pass
    return abs(a)

@nogil
def handled(a: i64, u: View[u8], n: i64) -> i64:
    r = 0
    try:
        u[a] = n
    except ArithmeticError:
        try:
            u[a - 1] = 5
        except IndexError:
            r = -1
    finally:
        r += abs(a)
    return r

u = zeros(6, u8)
for a in (2, -3, -9223372036854775808):
    for f in (magnitude, handled):
        try:
            print(f.__name__, f(a, u, -3))
        except (IndexError, OverflowError):
            print(f.__name__, "raised")
# expect: magnitude 2
# expect: handled 2
# expect: magnitude 3
# expect: handled 3
# expect: magnitude raised
# expect: handled raised
