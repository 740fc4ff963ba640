# is_integer, as_integer_ratio, hex, fromhex.
print((2.0).is_integer(), (2.5).is_integer())  # expect: True False
print((0.75).as_integer_ratio(), (0.1).as_integer_ratio())  # expect: (3, 4) (3602879701896397, 36028797018963968)
print((3.5).hex(), float.fromhex("0x1.8p+1"), (0.0).hex())  # expect: 0x1.c000000000000p+1 3.0 0x0.0p+0
print((1.5).real, (1.5).imag, (1.5).conjugate())  # expect: 1.5 0.0 1.5
print(hash(1.0) == hash(1), hash(0.5), hash(2.0 ** 70) == hash(2 ** 70), hash(float("inf")))
# expect: True 1152921504606846976 True 314159
print((-3.7).__trunc__(), (3.7).__floor__(), (3.2).__ceil__())  # expect: -3 3 4
