# Methods of int.
print((10).bit_length(), (0).bit_length(), (-256).bit_length(), (2 ** 100).bit_length())  # expect: 4 0 9 101
print((255).bit_count(), (5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator)  # expect: 8 5 5 0 5 1
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True))
# expect: b'\x04\x00' b'\x00\x04\x00\x00' b'\xff\xfe'
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\xff\xfe", "little", signed=True))  # expect: 1024 -257
print((7).as_integer_ratio(), (3).__add__(4), (3).__eq__(3))  # expect: (7, 1) 7 True
try:
    (300).to_bytes(1, "big")
except OverflowError as e:
    print(e)
# expect: int too big to convert
