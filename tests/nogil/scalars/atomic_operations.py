# Every method of Atomic, in a region and outside; what they refuse at the border.
# oracle: none
# engines: native interp
from ungil import Atomic, array, atomic_add, f64, i64, nogil, u64

@nogil
def ops(c: Atomic[i64]) -> tuple[i64, i64, i64, i64, i64, bool, bool]:
    a = c.add(5)
    b = c.sub(2)
    d = c.swap(100)
    e = c.min(50)
    f = c.max(70)
    return a, b, d, e, f, c.cas(70, 1), c.cas(70, 2)

c = Atomic(1)
print(ops(c), c)  # expect: (1, 6, 4, 100, 50, True, False) Atomic(1)
print(c.add(5), c.sub(2), c.swap(100), c.min(50), c.max(70), c.cas(70, 1), c.cas(70, 2), c.store(9), c.load())
# expect: 1 6 4 100 50 True False 1 9

@nogil
def floats(c: Atomic[f64], x: f64) -> f64:
    c.add(1)
    c.max(x)
    return c.sub(0.5)

f = Atomic(0.5)
print(floats(f, 4.0), f.load(), floats(f, float("nan")), f.load())  # expect: 4.0 3.5 4.5 4.0

@nogil
def bump(c: Atomic[i64]):
    c.add(1)

@nogil(overflow="wrap")
def bump_wrapping(c: Atomic[i64]):
    c.add(1)

@nogil(overflow="saturate")
def bump_saturating(c: Atomic[i64], n: i64):
    c.add(n)

c = Atomic(2**63 - 1)
for bump_it in (bump, lambda c: c.add(1)):
    try:
        bump_it(c)
    except OverflowError as e:
        print(e, c.load())
# expect: integer result does not fit i64 9223372036854775807
# expect: integer result does not fit i64 9223372036854775807
bump_saturating(c, 5)
print(c)  # expect: Atomic(9223372036854775807)
bump_wrapping(c)
print(c)  # expect: Atomic(-9223372036854775808)

for bad in (5, Atomic(1.5), [1], Atomic(True)):
    try:
        bump(bad)
    except TypeError as e:
        print(e)
# expect: argument 'c': expected Atomic[i64], got int
# expect: argument 'c': expected Atomic[i64], got Atomic[f64]
# expect: argument 'c': expected Atomic[i64], got list
# expect: argument 'c': expected Atomic[i64], got Atomic[bool]

u = Atomic(2**64 - 1)
print(u.load(), u.sub(1), u.load(), Atomic(5, dtype=u64))
# expect: 18446744073709551615 18446744073709551615 18446744073709551614 Atomic(5)
b = array([250, 7], dtype="u8")
print(atomic_add(b, 0, 5), atomic_add(b, -1, 1), list(b))  # expect: 250 7 [255, 8]
for f in (lambda: atomic_add(b, 0, 1), lambda: atomic_add(b, 2, 1), lambda: Atomic(True).add(1), lambda: Atomic("x")):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
# expect: OverflowError integer result does not fit u8
# expect: IndexError index 2 is out of bounds for axis 0 with size 2
# expect: TypeError add of an Atomic[bool]
# expect: TypeError Atomic() takes a number, not str
