# bytes, bytearray and array.array are buffers; dtype and rank must be right.
# oracle: none
# engines: native interp
from ungil import View, View2, f64, i64, nogil, u8, zeros

@nogil
def total(a: View[u8]) -> i64:
    s = 0
    for i in range(len(a)):
        s += a[i]
    return s

@nogil
def upper(a: View[u8]) -> None:
    for i in range(len(a)):
        if 97 <= a[i] <= 122:
            a[i] -= 32

print(total(b"abc"), total(bytearray(b"\xff\x01")), total(b""))  # expect: 294 256 0
text = bytearray(b"hello World!")
upper(text)
print(text)  # expect: bytearray(b'HELLO WORLD!')

@nogil
def floats(a: View[f64]) -> f64:
    return a[0]

def attempt(f, *args):
    try:
        print(f(*args))
    except (TypeError, BufferError) as e:
        print(type(e).__name__)

attempt(upper, b"read only")  # expect: BufferError
attempt(floats, b"abc")  # expect: TypeError
attempt(floats, [1.0, 2.0])  # expect: TypeError
attempt(floats, zeros(3, dtype=i64))  # expect: TypeError
attempt(floats, zeros((3, 3), dtype=f64))  # expect: TypeError
attempt(floats, zeros(3, dtype=f64))  # expect: 0.0
attempt(floats, 5)  # expect: TypeError
