# i64 arithmetic agrees with Python while it fits.
from ungil import i64, nogil

@nogil
def ops(a: i64, b: i64) -> tuple[i64, i64, i64, i64, i64]:
    return a + b, a - b, a * b, a // b, a % b

@nogil
def bits(a: i64, b: i64) -> tuple[i64, i64, i64, i64]:
    return a & b, a | b, a ^ b, ~a

@nogil
def shifts(a: i64, n: i64) -> tuple[i64, i64]:
    return a << n, a >> n

@nogil
def neg(a: i64) -> i64:
    return -a + +a - abs(a)

for a, b in [(7, 2), (-7, 2), (7, -2), (-7, -2), (0, 5), (1, 1), (2 ** 31, 3), (-(2 ** 62), 2)]:
    try:
        print(a, b, ops(a, b))
    except OverflowError:
        print(a, b, "overflow")
# expect: 7 2 (9, 5, 14, 3, 1)
# expect: -7 2 (-5, -9, -14, -4, 1)
# expect: 7 -2 (5, 9, -14, -4, -1)
# expect: -7 -2 (-9, -5, 14, 3, -1)
# expect: 0 5 (5, -5, 0, 0, 0)
# expect: 1 1 (2, 0, 1, 1, 0)
# expect: 2147483648 3 (2147483651, 2147483645, 6442450944, 715827882, 2)
# expect: -4611686018427387904 2 (-4611686018427387902, -4611686018427387906, -9223372036854775808, -2305843009213693952, 0)
print([ops(a, b) == (a + b, a - b, a * b, a // b, a % b) for a in (-9, -1, 0, 5, 10 ** 9) for b in (-3, -1, 1, 7)].count(True))
# expect: 20
print(bits(12, 10), bits(-1, 255), bits(2 ** 62, 2 ** 62 - 1))
# expect: (8, 14, 6, -13) (255, -1, -256, 0) (0, 9223372036854775807, 9223372036854775807, -4611686018427387905)
print(shifts(5, 3), shifts(-5, 1), shifts(1, 62), neg(5), neg(-5))
# expect: (40, 0) (-10, -3) (4611686018427387904, 0) -5 -5
