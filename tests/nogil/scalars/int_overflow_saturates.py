# overflow="saturate": clamp to the type's range at each step.
# oracle: none
# engines: native interp
from ungil import i64, i8, nogil, u8

@nogil(overflow="saturate")
def add(a: i64, b: i64) -> i64:
    return a + b

@nogil(overflow="saturate")
def sub(a: i64, b: i64) -> i64:
    return a - b

@nogil(overflow="saturate")
def mul(a: i64, b: i64) -> i64:
    return a * b

@nogil(overflow="saturate")
def narrow(a: i64) -> i8:
    return a

@nogil(overflow="saturate")
def pixel(a: i64) -> u8:
    return u8(a)

MAX, MIN = 2 ** 63 - 1, -2 ** 63
print(add(MAX, 1) == MAX, add(MIN, -1) == MIN, add(3, 4))  # expect: True True 7
print(sub(MIN, 1) == MIN, sub(MAX, -1) == MAX, mul(MAX, 2) == MAX, mul(MAX, -2) == MIN)  # expect: True True True True
print(narrow(1000), narrow(-1000), narrow(5), pixel(300), pixel(-5))  # expect: 127 -128 5 255 0
