# Compression with zlib's bytes, checksums, errors.
import gzip
import hashlib
import random
import zlib

text = b"It was the best of times, it was the worst of times, it was the age of wisdom. " * 40
rng = random.Random(7)
samples = {
    "empty": b"", "one": b"x", "words": text, "zeros": bytes(5000), "noise": rng.randbytes(400),
    "skewed": bytes(min(255, int(rng.expovariate(0.1))) for _ in range(2500)),
    "mixed": b"".join(rng.choice([b"alpha ", b"beta ", b"gamma ", b"%d," % rng.randrange(1000)]) for _ in range(400)),
    "fib": b"".join(bytes([i]) * f for i, f in enumerate([1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987,
                                                         1597, 2584, 4181])),
}
for name, data in samples.items():
    for level in (1, 3, 4, 6, 9):
        packed = zlib.compress(data, level)
        assert zlib.decompress(packed) == data
        print(name, level, len(packed), hashlib.md5(packed).hexdigest())
# expect: empty 1 8 9f374ae37650c0cf5b2a68f6a601823b
# expect: empty 3 8 8536dc0f82594ef12854b017bd6f4ada
# expect: empty 4 8 8536dc0f82594ef12854b017bd6f4ada
# expect: empty 6 8 fb0fc3ab8c050179a378dcb10368acf6
# expect: empty 9 8 3b0f2d77e15beb3b85e8ef752d6a3bd3
# expect: one 1 9 6543dff56dcbd4f6d36d4946c52ff148
# expect: one 3 9 fb866e0d5c72c4e81fe9c37c2cd84d3c
# expect: one 4 9 fb866e0d5c72c4e81fe9c37c2cd84d3c
# expect: one 6 9 d6e84e3d46427f4255fb3f04e331d088
# expect: one 9 9 530e7c3a923a3739a77ef790819ecb3e
# expect: words 1 103 fd5c82f5e2183f5253ea970c3d30148e
# expect: words 3 96 1f8eedd38ad9e022a6e89af31a97d041
# expect: words 4 86 8af95a012cf37872d70ebc920921f5de
# expect: words 6 80 24d4632b55403b036c32491060a835cd
# expect: words 9 80 bc64555bbf102e38c305e766f110a6d9
# expect: zeros 1 45 3c49e6d1511cfb21009ae7cbacf0273e
# expect: zeros 3 45 ae32d8c908c3085d634c20e18951f2ee
# expect: zeros 4 28 75a5fff3be2109e4f5f2bbfa995694b7
# expect: zeros 6 28 7b471ebb149f18567af19f1545c0f1c9
# expect: zeros 9 28 d3e835258e07285fe6388f506342cf1f
# expect: noise 1 411 25f6821e60285bccf10c5e1d31e993bf
# expect: noise 3 411 c7b852b1bb97a4a0b51f71262ae09f5b
# expect: noise 4 411 c7b852b1bb97a4a0b51f71262ae09f5b
# expect: noise 6 411 48b0c2cfe6ea19c96efeb4ee8ea4fece
# expect: noise 9 411 74e67214ce0290f1f2efc475bcca0e70
# expect: skewed 1 1618 6f279c8190e8a1c6527859bc71808467
# expect: skewed 3 1618 0e466fadd7998eb7952931ce88ec3bb6
# expect: skewed 4 1618 80c777ab2c259940ad953f43f6849608
# expect: skewed 6 1618 219ca9777ea5e0f37596706bada5e28a
# expect: skewed 9 1618 1db0febf44e368e2a33630722d83f9a4
# expect: mixed 1 547 0905240350de319d23277a799cd24b6e
# expect: mixed 3 513 70f7a671e348d4b7c367cf27cfb3d98a
# expect: mixed 4 504 4b461029f3d2511013f832ead2c01a09
# expect: mixed 6 473 bb4070d5266ed09c0ac8eeba24c5f953
# expect: mixed 9 470 15f245e57a0ee4b3999bcd3d52676e67
# expect: fib 1 110 433057eb5d335385f2410f9bea4dd781
# expect: fib 3 110 51c9cc141104ef9104fb6dd736daa9e8
# expect: fib 4 75 581bdcce1c1a7e474bb80e6d6bdaaa45
# expect: fib 6 75 5b2b65b3c9fb5bc7ee9200fbd99f3417
# expect: fib 9 75 9a9d4b67cc385ed04d5f2fb97f358a2b
print(zlib.compress(b"hello hello hello"), zlib.compress(b"abc", wbits=-15), zlib.compress(b"abc", 9, 31))
# expect: b'x\x9c\xcbH\xcd\xc9\xc9W\xc8@\x90\x00:.\x06}' b'KLJ\x06\x00' b'\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03KLJ\x06\x00\xc2A$5\x03\x00\x00\x00'
print(zlib.crc32(b"hello"), zlib.adler32(b"hello"), zlib.crc32(b"lo", zlib.crc32(b"hel")), zlib.adler32(b""))
# expect: 907060870 103547413 907060870 1
packer = zlib.compressobj(9)
whole = packer.compress(text[:100]) + packer.compress(text[100:]) + packer.flush()
print(whole == zlib.compress(text, 9))  # expect: True
reader = zlib.decompressobj()
out = reader.decompress(whole[:30]) + reader.decompress(whole[30:] + b"rest") + reader.flush()
print(out == text, reader.eof, reader.unused_data)  # expect: True True b'rest'
print(gzip.decompress(gzip.compress(text)) == text, gzip.compress(b"a", mtime=0))
# expect: True b'\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03K\x04\x00C\xbe\xb7\xe8\x01\x00\x00\x00'
for wrong in (b"not zlib", b"", whole[:-6], whole[:-1] + b"\0", b"\x78\x9c\x07", b"\x79\x9c"):
    try:
        print(zlib.decompress(wrong))
    except zlib.error as error:
        print(error)
# expect: Error -3 while decompressing data: incorrect header check
# expect: Error -5 while decompressing data: incomplete or truncated stream
# expect: Error -5 while decompressing data: incomplete or truncated stream
# expect: Error -3 while decompressing data: incorrect data check
# expect: Error -3 while decompressing data: invalid block type
# expect: Error -3 while decompressing data: incorrect header check
try:
    zlib.compress("text")
except TypeError as error:
    print(error)
# expect: a bytes-like object is required, not 'str'
