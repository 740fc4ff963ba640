# and, or, not, conditional expressions, bool as a number.
from ungil import f64, i64, nogil

@nogil
def logic(a: bool, b: bool) -> tuple[bool, bool, bool, bool]:
    return a and b, a or b, not a, a != b

@nogil
def pick(x: i64) -> i64:
    return 1 if x > 0 else -1 if x < 0 else 0

@nogil
def count(a: bool, b: bool, c: bool) -> i64:
    return a + b + c

@nogil
def guarded(a: i64, b: i64) -> bool:
    return b != 0 and a // b > 1

@nogil
def truthy(x: i64, y: f64) -> i64:
    n = 0
    if x:
        n += 1
    if y:
        n += 2
    if not x:
        n += 4
    while x and y:
        x -= 1
        n += 10
    return n

for a in (True, False):
    for b in (True, False):
        print(logic(a, b))
# expect: (True, True, False, False)
# expect: (False, True, False, True)
# expect: (False, True, True, True)
# expect: (False, False, True, False)
print(pick(5), pick(-5), pick(0), count(True, False, True), guarded(5, 0), guarded(5, 2), truthy(2, 1.0), truthy(0, 0.0), truthy(1, 0.0))
# expect: 1 -1 0 2 False True 23 4 1
print(type(logic(True, False)[0]).__name__, type(count(True, True, True)).__name__)  # expect: bool int
