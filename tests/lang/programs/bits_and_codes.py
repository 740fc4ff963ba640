# CRC-32, base64, run lengths, Gray code, Hamming code, a bit set.
def crc32(data):
    table = []
    for n in range(256):
        for _ in range(8):
            n = n >> 1 ^ 0xEDB88320 if n & 1 else n >> 1
        table.append(n)
    crc = 0xFFFFFFFF
    for b in data:
        crc = table[(crc ^ b) & 255] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def b64encode(data):
    out = []
    for i in range(0, len(data), 3):
        chunk = data[i:i + 3]
        n = int.from_bytes(chunk + bytes(3 - len(chunk)), "big")
        out.append("".join(ALPHABET[n >> s & 63] for s in (18, 12, 6, 0))[:len(chunk) + 1].ljust(4, "="))
    return "".join(out)


def b64decode(text):
    out = bytearray()
    for i in range(0, len(text), 4):
        chunk = text[i:i + 4]
        n = 0
        for c in chunk:
            n = n << 6 | (ALPHABET.index(c) if c != "=" else 0)
        out += n.to_bytes(3, "big")[:3 - chunk.count("=")]
    return bytes(out)


print(hex(crc32(b"123456789")), crc32(b""))  # expect: 0xcbf43926 0
for s in (b"", b"M", b"Ma", b"Man", b"light work."):
    print(s, b64encode(s), b64decode(b64encode(s)) == s)
# expect: b''  True
# expect: b'M' TQ== True
# expect: b'Ma' TWE= True
# expect: b'Man' TWFu True
# expect: b'light work.' bGlnaHQgd29yay4= True


def hamming(nibble):
    d = [nibble >> i & 1 for i in range(4)]
    p = [d[0] ^ d[1] ^ d[3], d[0] ^ d[2] ^ d[3], d[1] ^ d[2] ^ d[3]]
    return [p[0], p[1], d[0], p[2], d[1], d[2], d[3]]


def correct(bits):
    bad = 0
    for i, b in enumerate(bits, 1):
        if b:
            bad ^= i
    if bad:
        bits = bits[:]
        bits[bad - 1] ^= 1
    return bits, bad


ok = True
for n in range(16):
    code = hamming(n)
    for k in range(7):
        broken = code[:]
        broken[k] ^= 1
        fixed, where = correct(broken)
        ok &= fixed == code and where == k + 1
print(ok, hamming(11))  # expect: True [1, 0, 1, 0, 1, 0, 1]


class BitSet:
    def __init__(self, items=()):
        self.bits = 0
        for x in items:
            self.bits |= 1 << x

    def __contains__(self, x):
        return self.bits >> x & 1 == 1

    def __and__(self, o):
        r = BitSet()
        r.bits = self.bits & o.bits
        return r

    def __or__(self, o):
        r = BitSet()
        r.bits = self.bits | o.bits
        return r

    def __iter__(self):
        bits = self.bits
        while bits:
            low = bits & -bits
            yield low.bit_length() - 1
            bits ^= low

    def __len__(self):
        return bin(self.bits).count("1")


evens, threes = BitSet(range(0, 100, 2)), BitSet(range(0, 100, 3))
print(list(evens & threes), len(evens | threes), 50 in evens, 51 in evens)
# expect: [0, 6, 12, 18, 24, 30, 36, 42, 48, 54, 60, 66, 72, 78, 84, 90, 96] 67 True False
state = 0xACE1
seen = set()
while state not in seen:
    seen.add(state)
    bit = (state ^ state >> 2 ^ state >> 3 ^ state >> 5) & 1
    state = state >> 1 | bit << 15
print(len(seen))  # expect: 65535
print([f"{n ^ n >> 1:03b}" for n in range(8)], int("1011", 2) << 3 & ~0b1000)
# expect: ['000', '001', '011', '010', '110', '111', '101', '100'] 80
