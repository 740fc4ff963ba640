# Compression with zlib's bytes, checksums, errors.
import gzip
import hashlib
import random
import zlib

text = b"It was the best of times, it was the worst of times, it was the age of wisdom. " * 40
rng = random.Random(7)
samples = {
    "empty": b"", "one": b"x", "words": text, "zeros": bytes(100000), "noise": rng.randbytes(5000),
    "skewed": bytes(min(255, int(rng.expovariate(0.1))) for _ in range(60000)),
    "mixed": b"".join(rng.choice([b"alpha ", b"beta ", b"gamma ", b"%d," % rng.randrange(1000)]) for _ in range(20000)),
    "fib": b"".join(bytes([i]) * f for i, f in enumerate([1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987,
                                                         1597, 2584, 4181])),
}
for name, data in samples.items():
    for level in (1, 2, 3, 4, 5, 6, 7, 8, 9):
        packed = zlib.compress(data, level)
        assert zlib.decompress(packed) == data
        print(name, level, len(packed), hashlib.md5(packed).hexdigest())
# expect: empty 1 8 9f374ae37650c0cf5b2a68f6a601823b
# expect: empty 2 8 8536dc0f82594ef12854b017bd6f4ada
# expect: empty 3 8 8536dc0f82594ef12854b017bd6f4ada
# expect: empty 4 8 8536dc0f82594ef12854b017bd6f4ada
# expect: empty 5 8 8536dc0f82594ef12854b017bd6f4ada
# expect: empty 6 8 fb0fc3ab8c050179a378dcb10368acf6
# expect: empty 7 8 3b0f2d77e15beb3b85e8ef752d6a3bd3
# expect: empty 8 8 3b0f2d77e15beb3b85e8ef752d6a3bd3
# expect: empty 9 8 3b0f2d77e15beb3b85e8ef752d6a3bd3
# expect: one 1 9 6543dff56dcbd4f6d36d4946c52ff148
# expect: one 2 9 fb866e0d5c72c4e81fe9c37c2cd84d3c
# expect: one 3 9 fb866e0d5c72c4e81fe9c37c2cd84d3c
# expect: one 4 9 fb866e0d5c72c4e81fe9c37c2cd84d3c
# expect: one 5 9 fb866e0d5c72c4e81fe9c37c2cd84d3c
# expect: one 6 9 d6e84e3d46427f4255fb3f04e331d088
# expect: one 7 9 530e7c3a923a3739a77ef790819ecb3e
# expect: one 8 9 530e7c3a923a3739a77ef790819ecb3e
# expect: one 9 9 530e7c3a923a3739a77ef790819ecb3e
# expect: words 1 103 fd5c82f5e2183f5253ea970c3d30148e
# expect: words 2 96 1f8eedd38ad9e022a6e89af31a97d041
# expect: words 3 96 1f8eedd38ad9e022a6e89af31a97d041
# expect: words 4 86 8af95a012cf37872d70ebc920921f5de
# expect: words 5 80 ea46b484bbf193765d40e870068231e9
# expect: words 6 80 24d4632b55403b036c32491060a835cd
# expect: words 7 80 bc64555bbf102e38c305e766f110a6d9
# expect: words 8 80 bc64555bbf102e38c305e766f110a6d9
# expect: words 9 80 bc64555bbf102e38c305e766f110a6d9
# expect: zeros 1 460 7cd0624baa435d19848127acee3f3868
# expect: zeros 2 460 b4426f0d96abc7f93971b787a8e8e2e9
# expect: zeros 3 460 b4426f0d96abc7f93971b787a8e8e2e9
# expect: zeros 4 120 6a6a5870f24a3d0fe3940625d5bc5bc5
# expect: zeros 5 120 6a6a5870f24a3d0fe3940625d5bc5bc5
# expect: zeros 6 120 a5255fc1e36cd1ddeec334b06740f53d
# expect: zeros 7 120 d1a79012735685388ada142f3cb07ff3
# expect: zeros 8 120 d1a79012735685388ada142f3cb07ff3
# expect: zeros 9 120 d1a79012735685388ada142f3cb07ff3
# expect: noise 1 5011 86a7b239453a75933470a9e0be6e0530
# expect: noise 2 5011 149cb8493ef6af96c4dc8c25987c2d9f
# expect: noise 3 5011 149cb8493ef6af96c4dc8c25987c2d9f
# expect: noise 4 5011 149cb8493ef6af96c4dc8c25987c2d9f
# expect: noise 5 5011 149cb8493ef6af96c4dc8c25987c2d9f
# expect: noise 6 5011 d4e45ac868d6dd01b404cd136d166399
# expect: noise 7 5011 04dee7cd5ba8117b2cf8f06fbdaf1899
# expect: noise 8 5011 04dee7cd5ba8117b2cf8f06fbdaf1899
# expect: noise 9 5011 04dee7cd5ba8117b2cf8f06fbdaf1899
# expect: skewed 1 40747 db04606f09b29bb7673958a2ddf139ab
# expect: skewed 2 40724 568802ec563ab7b95e9895ceb2faafa5
# expect: skewed 3 40701 505c7b2f73b0e96ba089f8eb9299464e
# expect: skewed 4 39570 33db87f39b18b7556a7d6710384f0355
# expect: skewed 5 39563 209aa9f1ade43df2106f14baf3d16d81
# expect: skewed 6 39563 676d3f9e7279bdc8bdf2fc4bfd61ee10
# expect: skewed 7 39563 2cef1fac340104d491f6554753c059b7
# expect: skewed 8 39563 2cef1fac340104d491f6554753c059b7
# expect: skewed 9 39563 2cef1fac340104d491f6554753c059b7
# expect: mixed 1 24693 89332f84abaadc862cdfca2959c1bc74
# expect: mixed 2 23759 b7bc7cc53e97a77efb3be2ba0c369584
# expect: mixed 3 22616 b749e6745d34791e2850383174c70226
# expect: mixed 4 21838 673a2dc255a25092e97065b34619679a
# expect: mixed 5 20568 da1aceb43f20d15b1bfed08ebb860565
# expect: mixed 6 19786 84a229d006da76b5bfabd825ffbabec9
# expect: mixed 7 19411 60ad0769750c0bdde20a1abfa06f9a9e
# expect: mixed 8 18855 e9db0389a1229e56493aa5ff853b9281
# expect: mixed 9 18785 164d58307e7ec09b1e2461ed8e7f3409
# expect: fib 1 110 433057eb5d335385f2410f9bea4dd781
# expect: fib 2 110 51c9cc141104ef9104fb6dd736daa9e8
# expect: fib 3 110 51c9cc141104ef9104fb6dd736daa9e8
# expect: fib 4 75 581bdcce1c1a7e474bb80e6d6bdaaa45
# expect: fib 5 75 581bdcce1c1a7e474bb80e6d6bdaaa45
# expect: fib 6 75 5b2b65b3c9fb5bc7ee9200fbd99f3417
# expect: fib 7 75 9a9d4b67cc385ed04d5f2fb97f358a2b
# expect: fib 8 75 9a9d4b67cc385ed04d5f2fb97f358a2b
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
