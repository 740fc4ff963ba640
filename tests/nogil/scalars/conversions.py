# int(), float(), round(), bool() and casts between widths.
from ungil import f32, f64, i16, i64, i8, nogil, u8

@nogil
def to_int(x: f64) -> i64:
    return int(x)

@nogil
def to_float(x: i64) -> f64:
    return float(x)

@nogil
def rounded(x: f64) -> tuple[i64, bool]:
    return round(x), bool(x)

@nogil
def single(x: f64) -> f64:
    return f64(f32(x))

@nogil
def widths(x: i64) -> i64:
    return i8(x) + u8(x) + i16(x)

print(to_int(3.99), to_int(-3.99), to_int(1e18), to_float(2 ** 53 + 1), to_float(-7))
# expect: 3 -3 1000000000000000000 9007199254740992.0 -7.0
print(rounded(0.5), rounded(1.5), rounded(2.5), rounded(-0.5), rounded(-1.5), rounded(0.0))
# expect: (0, True) (2, True) (2, True) (0, True) (-2, True) (0, False)
print(single(0.1), single(1e300), single(1.0), single(16777217.0), widths(100))
# expect: 0.10000000149011612 inf 1.0 16777216.0 300
def attempt(f, *args):
    try:
        print(f(*args))
    except (ValueError, OverflowError) as e:
        print(type(e).__name__)

attempt(to_int, float("nan"))  # expect: ValueError
attempt(to_int, float("inf"))  # expect: OverflowError
attempt(to_int, 1e18)  # expect: 1000000000000000000
attempt(rounded, float("nan"))  # expect: ValueError
attempt(widths, 200)  # expect: OverflowError
attempt(widths, -1)  # expect: OverflowError
