# Comparisons of ints and floats are exact; chains; min and max.
from ungil import f64, i64, nogil, u64

@nogil
def compare(a: i64, b: f64) -> tuple[bool, bool, bool, bool]:
    return a < b, a == b, a > b, a != b

@nogil
def chain(a: i64, b: i64, c: i64) -> bool:
    return a < b <= c

@nogil
def unsigned(a: u64, b: i64) -> tuple[bool, bool]:
    return a > b, a == b

@nogil
def clamp(x: f64, lo: f64, hi: f64) -> f64:
    return max(lo, min(x, hi))

@nogil
def three(a: i64, b: i64, c: i64) -> tuple[i64, i64]:
    return min(a, b, c), max(a, b, c)

print(compare(9007199254740993, 9007199254740992.0), compare(2, 2.0), compare(-1, -1.5), compare(2 ** 63 - 1, 9223372036854775808.0))
# expect: (False, False, True, True) (False, True, False, False) (False, False, True, True) (True, False, False, True)
print(compare(0, float("nan")), compare(5, float("inf")), compare(-5, float("-inf")))
# expect: (False, False, False, True) (True, False, False, True) (False, False, True, True)
print(chain(1, 2, 2), chain(2, 2, 3), chain(1, 5, 3), unsigned(2 ** 64 - 1, -1), unsigned(5, 5))
# expect: True False False (True, False) (False, True)
print(clamp(5.0, 0.0, 1.0), clamp(-5.0, 0.0, 1.0), clamp(0.25, 0.0, 1.0), three(3, 1, 2), three(-1, -5, 0))
# expect: 1.0 0.0 0.25 (1, 3) (-5, 0)
