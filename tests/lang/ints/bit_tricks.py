# Shifts and masks as programs use them.
def popcount(n):
    c = 0
    while n:
        n &= n - 1
        c += 1
    return c

print([popcount(i) for i in range(17)], popcount(2 ** 90 - 1))
# expect: [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 1] 90

def reverse_bits(n, width):
    r = 0
    for _ in range(width):
        r = (r << 1) | (n & 1)
        n >>= 1
    return r

print(reverse_bits(0b1101, 8), bin(reverse_bits(6, 4)))  # expect: 176 0b110

def lcg(seed):
    while True:
        seed = (seed * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        yield seed >> 33

g = lcg(42)
print([next(g) for _ in range(5)])  # expect: [1220265334, 484179026, 886563538, 1353769503, 1460606294]
h = 0xcbf29ce484222325
for c in b"hello":
    h = ((h ^ c) * 0x100000001b3) & 0xFFFFFFFFFFFFFFFF
print(hex(h))  # expect: 0xa430d84680aabd0b
x = 0b1010
x |= 1 << 2
x &= ~(1 << 1)
x ^= 0b1111
x <<= 3
x >>= 1
print(bin(x))  # expect: 0b1100
gray = [i ^ (i >> 1) for i in range(8)]
print([format(g, "03b") for g in gray])  # expect: ['000', '001', '011', '010', '110', '111', '101', '100']
print([n for n in range(1, 130) if n & (n - 1) == 0])  # expect: [1, 2, 4, 8, 16, 32, 64, 128]
