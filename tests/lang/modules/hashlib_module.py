# Module hashlib.
import hashlib
for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
    print(name, hashlib.new(name, b"").hexdigest()[:16], hashlib.new(name, b"abc" * 100).hexdigest())
# expect: md5 d41d8cd98f00b204 f571117acbd8153c8dc3c81b8817773a
# expect: sha1 da39a3ee5e6b4b0d c95466320eaae6d19ee314ae4f135b12d45ced9a
# expect: sha224 d14a028c2a3a2bc9 4576cbf15ad42f58012675db87e85668c6596c9e72f832cf07b55962
# expect: sha256 e3b0c44298fc1c14 d9f5aeb06abebb3be3f38adec9a2e3b94228d52193be923eb4e24c9b56ee0930
# expect: sha384 38b060a751ac9638 4d37383b588f455abcd2ef85ad6bb981dab43006b9de648cbc8d617bcff4da6e123e12e85174401152952d0c5dfa3136
# expect: sha512 cf83e1357eefb8bd 01bb4dcc9a05e5e1dec199e763274f275432cefa91177f01e3d6e6353244369fa0669cddc67456c941b42ba04c7b196d6fda6700e2498dc8c83200db134b43c7
h = hashlib.sha256()
h.update(b"a")
h.update(b"bc")
print(h.hexdigest() == hashlib.sha256(b"abc").hexdigest(), h.name, h.digest_size, h.block_size, h.copy().digest()[:4])
# expect: True sha256 32 64 b'\xbax\x16\xbf'
print([hashlib.md5(b"x" * n).hexdigest()[:6] for n in (55, 56, 63, 64, 65, 119, 128)])
# expect: ['043644', '668a72', '7dc2ca', 'c1bb4f', '1bc932', 'ab347a', 'd69cb6']
print([hashlib.sha512(b"x" * n).hexdigest()[:6] for n in (111, 112, 127, 128, 129)])
# expect: ['9a2a12', 'a3722b', '1d5a88', 'e2e22f', '190154']
for bad in (lambda: hashlib.md5("text"), lambda: hashlib.new("none")):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: TypeError Strings must be encoded before hashing
# expect: ValueError unsupported hash type none
