# Elements of every width are read and written.
from ungil import View, f32, f64, i16, i32, i64, i8, nogil, u16, u32, u64, u8, zeros, array

@nogil
def a8(a: View[i8], b: View[u8]) -> i64:
    a[0] = -128
    b[0] = 255
    a[1] = a[0] + 1
    return a[0] + b[0] + a[1]

@nogil
def a16(a: View[i16], b: View[u16]) -> i64:
    a[0] = -32768
    b[0] = 65535
    return a[0] * b[0]

@nogil
def a32(a: View[i32], b: View[u32]) -> i64:
    a[0] = -2147483648
    b[0] = 4294967295
    return a[0] + b[0]

@nogil
def a64(a: View[u64]) -> u64:
    a[0] = 18446744073709551615
    a[1] = a[0] - 1
    return a[1]

@nogil
def single(a: View[f32]) -> f64:
    a[0] = 0.1
    a[1] = a[0] * 3.0
    return a[1]

@nogil
def flags(a: View[bool]) -> i64:
    a[0] = True
    a[1] = not a[0]
    n = 0
    for i in range(len(a)):
        if a[i]:
            n += 1
    return n

print(a8(zeros(2, dtype=i8), zeros(2, dtype=u8)), a16(zeros(1, dtype=i16), zeros(1, dtype=u16)))
# expect: 0 -2147450880
print(a32(zeros(1, dtype=i32), zeros(1, dtype=u32)), a64(zeros(2, dtype=u64)))
# expect: 2147483647 18446744073709551614
print(single(zeros(2, dtype=f32)), flags(zeros(4, dtype=bool)))  # expect: 0.30000001192092896 1
