# overflow="wrap": two's complement.
# oracle: none
# engines: native interp
from ungil import i32, i64, nogil, u64, u8

@nogil(overflow="wrap")
def add(a: i64, b: i64) -> i64:
    return a + b

@nogil(overflow="wrap")
def mul(a: i64, b: i64) -> i64:
    return a * b

@nogil(overflow="wrap")
def narrow(a: i64) -> i32:
    return a

@nogil(overflow="wrap")
def byte(a: i64) -> u8:
    return u8(a)

@nogil(overflow="wrap")
def fnv(n: i64) -> u64:
    h: u64 = 14695981039346656037
    for k in range(n):
        h = (h ^ u64(k & 255)) * 1099511628211
    return h

@nogil(overflow="wrap")
def total(n: i64) -> i64:
    s = 2 ** 62
    for k in range(n):
        s += 2 ** 61
    return s

def wrap(x, bits=64):
    return (x + (1 << bits - 1)) % (1 << bits) - (1 << bits - 1)

def model(n):
    h = 14695981039346656037
    for k in range(n):
        h = (h ^ (k & 255)) * 1099511628211 % 2 ** 64
    return h

MAX, MIN = 2 ** 63 - 1, -2 ** 63
print(add(MAX, 1) == MIN, mul(MAX, MAX) == wrap(MAX * MAX), add(MIN, -1) == MAX)  # expect: True True True
print(narrow(2 ** 31), narrow(-2 ** 31 - 1), narrow(2 ** 40 + 5))  # expect: -2147483648 2147483647 5
print(byte(256), byte(-1), byte(511))  # expect: 0 255 255
print(fnv(1000) == model(1000))  # expect: True
print(total(5) == wrap(2 ** 62 + 5 * 2 ** 61))  # expect: True
