# The operators on small ints; // and % floor, / is a float.
print(7 + 3, 7 - 10, 7 * -3, 2 ** 10)  # expect: 10 -3 -21 1024
print(7 / 2, 6 / 3, -7 / 2)  # expect: 3.5 2.0 -3.5
print(7 // 2, -7 // 2, 7 // -2, -7 // -2)  # expect: 3 -4 -4 3
print(7 % 3, -7 % 3, 7 % -3, -7 % -3)  # expect: 1 2 -2 -1
print(divmod(17, 5), divmod(-17, 5), divmod(17, -5))  # expect: (3, 2) (-4, 3) (-4, -3)
print(-5, +5, -(-5), ~5, ~-1)  # expect: -5 5 5 -6 0
print(2 ** -1, 0 ** 0, (-2) ** 3, 10 ** -2)  # expect: 0.5 1 -8 0.01
print(abs(-7), abs(7), pow(2, 5), pow(2, 10, 1000), pow(3, -1, 7))  # expect: 7 7 32 24 5
print(5 & 3, 5 | 3, 5 ^ 3, 1 << 5, 1000 >> 3, -1000 >> 3)  # expect: 1 7 6 32 125 -125
print(1_000_000, 0xff, 0o17, 0b1011, 0xDEAD_BEEF)  # expect: 1000000 255 15 11 3735928559
