# u64: stays u64 with unsigned and non-negative literals; errors at the ends.
# oracle: none
# engines: native interp
from ungil import nogil, u32, u64

@nogil
def add(a: u64, b: u64) -> u64:
    return a + b

@nogil
def sub(a: u64, b: u64) -> u64:
    return a - b

@nogil
def mix(a: u64) -> u64:
    return (a * 3 + 1) // 2 % 1000003 ^ 5

@nogil
def shifted(a: u64) -> u64:
    return a >> 63 | a & 1

M = 2 ** 64 - 1
print(add(M - 1, 1), sub(5, 5), mix(10 ** 18), shifted(M))  # expect: 18446744073709551615 0 499964 1
for f, a, b in ((add, M, 1), (sub, 0, 1)):
    try:
        print(f(a, b))
    except OverflowError:
        print("OverflowError")
# expect: OverflowError
# expect: OverflowError
