# Narrow types widen to i64 in arithmetic and narrow where they are stored.
# oracle: none
# engines: native interp
from ungil import i16, i32, i64, i8, nogil, u16, u8

@nogil
def product(a: u8, b: u8) -> i64:
    return a * b

@nogil
def back(a: u8, b: u8) -> u8:
    return a + b

@nogil
def annotated(a: i32) -> i64:
    x: i16 = a
    x += 1
    return x

@nogil
def unannotated(a: i8) -> i64:
    y = a
    y = y * 1000
    return y

print(product(200, 200), back(100, 100), annotated(32766), unannotated(-128))  # expect: 40000 200 32767 -128000
for f, args in ((back, (200, 100)), (annotated, (32767,)), (annotated, (40000,))):
    try:
        print(f(*args))
    except OverflowError:
        print("OverflowError")
# expect: OverflowError
# expect: OverflowError
# expect: OverflowError
